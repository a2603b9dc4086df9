// Package database opens the one database of an installation, SQLite in the data folder or PostgreSQL, brings its schema
// up to date, and carries transactions through the context so that a change, its audit row and whatever else belongs to
// it are committed together or not at all.
package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/schema"

	_ "github.com/jackc/pgx/v5/stdlib" // registers "pgx", the driver for PostgreSQL

	"bandwise/internal/platform/apperr"
)

// Dialect names a kind of database.
type Dialect string

// The two kinds of database that Bandwise runs on.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// Config says which database to open. URL is "postgres://..." (several hosts allowed), or "sqlite:" followed by a path.
type Config struct {
	URL string
	// MaxConnections bounds the pool; zero means the default of 16.
	MaxConnections int
	Logger         *slog.Logger
}

// DB is an open database.
type DB struct {
	gorm    *gorm.DB
	sql     *sql.DB
	dialect Dialect
	url     string
	// full says that a change found no room, since when nobody has looked.
	full atomic.Bool
}

type txKey struct{ db *DB }

type connKey struct{ db *DB }

// Open connects to the database and checks that it answers. The schema is not touched: see [DB.Migrate].
func Open(ctx context.Context, config Config) (*DB, error) {
	if config.Logger == nil {
		config.Logger = slog.Default()
	}
	if config.MaxConnections == 0 {
		config.MaxConnections = 16
	}
	var (
		dialector gorm.Dialector
		dialect   Dialect
	)
	switch path, isSQLite := strings.CutPrefix(config.URL, "sqlite:"); {
	case isSQLite:
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, fmt.Errorf("make the folder of the database: %w", err)
		}
		dialect, dialector = SQLite, openSQLite(path)
	case strings.HasPrefix(config.URL, "postgres://"), strings.HasPrefix(config.URL, "postgresql://"):
		config.URL = withoutWaiting(config.URL)
		dialect, dialector = Postgres, postgres.New(postgres.Config{DriverName: "pgx", DSN: config.URL})
	default:
		return nil, errors.New("the database address must begin with postgres:// or sqlite: and a path")
	}
	opened, err := gorm.Open(dialector, &gorm.Config{
		TranslateError:         true,
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Microsecond) },
		NamingStrategy:         schema.NamingStrategy{},
		PrepareStmt:            dialect == SQLite,
		PrepareStmtMaxSize:     500,
		Logger:                 queryLogger{log: config.Logger},
	})
	if err != nil {
		return nil, fmt.Errorf("open the %s database: %w", dialect, err)
	}
	if err := recordWith(opened); err != nil {
		return nil, fmt.Errorf("open the %s database: %w", dialect, err)
	}
	pool, err := opened.DB()
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(config.MaxConnections)
	pool.SetMaxIdleConns(config.MaxConnections)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	db := &DB{gorm: opened, sql: pool, dialect: dialect, url: config.URL}
	if err := db.Ping(ctx); err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("reach the %s database: %w", dialect, err)
	}
	return db, nil
}

// withoutWaiting lets a host that does not answer be given up after five seconds, unless the address or the environment says
// otherwise: one that was cut off would keep everybody waiting although the next host could do the work.
func withoutWaiting(address string) string {
	if strings.Contains(address, "connect_timeout=") || os.Getenv("PGCONNECT_TIMEOUT") != "" {
		return address
	}
	if strings.Contains(address, "?") {
		return address + "&connect_timeout=5"
	}
	return address + "?connect_timeout=5"
}

// Dialect says which kind of database this is.
func (db *DB) Dialect() Dialect { return db.dialect }

// SQL gives the connection pool, for the migrations and for health checks.
func (db *DB) SQL() *sql.DB { return db.sql }

// Ping asks whether the database answers.
func (db *DB) Ping(ctx context.Context) error { return db.sql.PingContext(ctx) }

// Now gives the time by the database's clock; SQLite has none but this machine's.
func (db *DB) Now(ctx context.Context) (now time.Time, err error) {
	if db.dialect == SQLite {
		return time.Now(), nil
	}
	err = db.sql.QueryRowContext(ctx, "SELECT clock_timestamp()").Scan(&now)
	return now, Wrap(err, "clock")
}

// Close closes every connection.
func (db *DB) Close() error { return db.sql.Close() }

// Conn gives the connection that a store works on: the transaction that ctx carries, or the pool. Stores call it for
// every statement and keep no *gorm.DB of their own, because work on the pool inside a transaction would wait for itself.
func (db *DB) Conn(ctx context.Context) *gorm.DB {
	if tx, ok := ctx.Value(txKey{db}).(*gorm.DB); ok {
		return tx.WithContext(ctx)
	}
	return db.gorm.WithContext(ctx)
}

// InTransaction reports whether ctx carries a transaction.
func (db *DB) InTransaction(ctx context.Context) bool {
	_, carried := ctx.Value(txKey{db}).(*gorm.DB)
	return carried
}

// work is one call of InTx, within the call that it joined.
type work struct {
	outer    *work
	changing map[string]bool
}

type workKey struct{ db *DB }

// begin gives fn's context of a call of InTx.
func (db *DB) begin(ctx context.Context) context.Context {
	outer, _ := ctx.Value(workKey{db}).(*work)
	return context.WithValue(ctx, workKey{db}, &work{outer: outer, changing: map[string]bool{}})
}

// Changing notes that the call of InTx whose context is given changes something called name, until it returns. Outside a
// transaction it notes nothing.
func (db *DB) Changing(ctx context.Context, name string) {
	if w, ok := ctx.Value(workKey{db}).(*work); ok {
		w.changing[name] = true
	}
}

// IsChanging reports whether ctx belongs to work that has said so of one of the names, so that what is read may be half
// changed.
func (db *DB) IsChanging(ctx context.Context, names ...string) bool {
	w, _ := ctx.Value(workKey{db}).(*work)
	for ; w != nil; w = w.outer {
		for _, name := range names {
			if w.changing[name] {
				return true
			}
		}
	}
	return false
}

// InTx runs fn in a transaction that the context given to fn carries. A call inside another one joins it: the outermost
// call commits. Any error rolls everything back and is returned.
func (db *DB) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if _, ok := ctx.Value(txKey{db}).(*gorm.DB); ok {
		return fn(db.begin(ctx))
	}
	connection := db.gorm.WithContext(ctx)
	if db.dialect == Postgres {
		// The transaction runs on a connection of its own that ctx knows, so that SharePgx can reach it.
		held, err := db.sql.Conn(ctx)
		if err != nil {
			return Wrap(err, "connection")
		}
		defer func() { _ = held.Close() }()
		connection.Statement.ConnPool = held
		ctx = context.WithValue(ctx, connKey{db}, held)
	}
	var refused error
	err := connection.Transaction(func(tx *gorm.DB) error {
		refused = fn(db.begin(context.WithValue(ctx, txKey{db}, tx)))
		return refused
	})
	if refused == nil {
		refused = Wrap(err, "transaction")
	}
	if apperr.CodeOf(refused) == apperr.CodeStorageFull {
		db.full.Store(true)
	}
	return refused
}

// Lock makes the rest of the transaction that ctx carries wait for every other transaction under the same name, on this
// node or another. On SQLite a transaction that Bandwise opens holds the write lock already.
func (db *DB) Lock(ctx context.Context, name string) error {
	if db.dialect == SQLite {
		return nil
	}
	return Wrap(db.Conn(ctx).Exec("SELECT pg_advisory_xact_lock(hashtext(?))", name).Error, "lock")
}
