package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/gorm"
)

// ErrNoTransaction says that work which must be part of a transaction was asked for outside one.
var ErrNoTransaction = errors.New("this must be called inside a transaction")

// ShareSQL gives the SQLite transaction that ctx carries, so that a library which speaks database/sql writes in it.
func (db *DB) ShareSQL(ctx context.Context) (*sql.Tx, error) {
	carried, ok := ctx.Value(txKey{db}).(*gorm.DB)
	if !ok {
		return nil, ErrNoTransaction
	}
	prepared, ok := carried.Statement.ConnPool.(*gorm.PreparedStmtTX)
	if !ok {
		return nil, fmt.Errorf("the transaction is carried by a %T", carried.Statement.ConnPool)
	}
	tx, ok := prepared.Tx.(*sql.Tx)
	if !ok {
		return nil, fmt.Errorf("the prepared transaction is carried by a %T", prepared.Tx)
	}
	return tx, nil
}

// SharePgx lets fn write in the PostgreSQL transaction that ctx carries, by pgx. The transaction is the same one: it is
// GORM's connection, and GORM waits while fn runs. fn can neither commit it nor roll it back, and must not keep it.
func (db *DB) SharePgx(ctx context.Context, fn func(tx pgx.Tx) error) error {
	held, ok := ctx.Value(connKey{db}).(*sql.Conn)
	if !ok {
		return ErrNoTransaction
	}
	return held.Raw(func(connection any) error {
		driver, ok := connection.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("the connection is a %T, not one of pgx", connection)
		}
		return fn(sharedTx{driver.Conn()})
	})
}

// Pool opens a pool of pgx connections to the same PostgreSQL database, for a library that needs its own. The caller
// closes it.
func (db *DB) Pool(ctx context.Context, connections int32) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(db.url)
	if err != nil {
		return nil, fmt.Errorf("read the address of the database: %w", err)
	}
	config.MaxConns = connections
	return pgxpool.NewWithConfig(ctx, config)
}

// connection names pgx.Conn anew, because sharedTx must have a method Conn.
type connection = *pgx.Conn

// sharedTx is a transaction that somebody else began and will end.
type sharedTx struct{ connection }

var errShared = errors.New("the transaction is shared: whoever began it ends it")

func (t sharedTx) Begin(context.Context) (pgx.Tx, error) { return nil, errShared }

func (t sharedTx) Commit(context.Context) error { return errShared }

func (t sharedTx) Rollback(context.Context) error { return errShared }

func (t sharedTx) Conn() *pgx.Conn { return t.connection }

func (t sharedTx) LargeObjects() pgx.LargeObjects { return pgx.LargeObjects{} }
