package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"bandwise/internal/platform/apperr"
)

// Wrap turns what a driver says into Bandwise's own refusals. thing is the noun for "there is no such ...".
//
// A missing row is CodeNotFound, a broken unique rule or a missing reference CodeConflict, a database that cannot be
// reached or is too busy CodeUnavailable, a full disk CodeStorageFull. Errors that already are refusals pass through.
func Wrap(err error, thing string) error {
	var refusal *apperr.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refusal):
		return err
	case errors.Is(err, gorm.ErrRecordNotFound), errors.Is(err, sql.ErrNoRows):
		return apperr.NotFound(thing)
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return apperr.New(apperr.CodeConflict, fmt.Sprintf("There already is such a %s.", thing), err)
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		return apperr.New(apperr.CodeConflict, fmt.Sprintf("The %s refers to something that does not exist any more.", thing), err)
	case isFull(err):
		return apperr.StorageFull(err)
	case isUnreachable(err):
		return apperr.Unavailable(err)
	}
	return fmt.Errorf("%s: %w", thing, err)
}

// Changed is nil when result changed exactly one row. No row means that the version or state that was read is no longer
// there, which is CodeConflict; stores use it after every UPDATE ... WHERE version = ?.
func Changed(result *gorm.DB, thing string) error {
	if result.Error != nil {
		return Wrap(result.Error, thing)
	}
	if result.RowsAffected == 0 {
		return apperr.Conflict(fmt.Sprintf("This %s has changed since you opened it. Load it again, then decide.", thing))
	}
	return nil
}

func isFull(err error) bool {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		// The index of the log is a file too, which grows in steps.
		return lite.Code()&0xff == sqlite3.SQLITE_FULL || lite.Code() == sqlite3.SQLITE_IOERR_SHMSIZE
	}
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "53100"
}

func isUnreachable(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) {
		return true
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		code := lite.Code() & 0xff
		return code == sqlite3.SQLITE_BUSY || code == sqlite3.SQLITE_LOCKED || code == sqlite3.SQLITE_IOERR || code == sqlite3.SQLITE_CANTOPEN
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		// 08 connection, 40 rolled back because of another transaction, 53 resources, 57 operator intervention, 25006 read-only standby.
		return strings.HasPrefix(pg.Code, "08") || strings.HasPrefix(pg.Code, "40") || strings.HasPrefix(pg.Code, "53") || strings.HasPrefix(pg.Code, "57") || pg.Code == "25006"
	}
	var network net.Error
	var connecting *pgconn.ConnectError
	return errors.As(err, &network) || errors.As(err, &connecting)
}
