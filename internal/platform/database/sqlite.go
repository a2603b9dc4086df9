package database

import (
	"errors"
	"net/url"

	gormsqlite "gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// moderncDialector is GORM's SQLite dialector over the driver written in Go. It translates that driver's errors, which
// GORM's own translation does not know.
type moderncDialector struct{ *gormsqlite.Dialector }

func openSQLite(path string) gorm.Dialector {
	parameters := url.Values{
		// A transaction takes the write lock at once: one that reads first and writes later could not wait for it.
		"_txlock": {"immediate"},
		// Times are written so that text order is time order.
		"_time_format": {"sqlite"},
		"_pragma": {
			"busy_timeout(5000)",
			"foreign_keys(1)",
			"journal_mode(WAL)",
			// FULL syncs the log at every commit, so that an acknowledged change survives a power cut.
			"synchronous(FULL)",
		},
	}
	return moderncDialector{&gormsqlite.Dialector{DriverName: "sqlite", DSN: "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + parameters.Encode()}}
}

// Translate turns the driver's constraint errors into GORM's.
func (moderncDialector) Translate(err error) error {
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return err
	}
	switch failure.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return errors.Join(gorm.ErrDuplicatedKey, err)
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return errors.Join(gorm.ErrForeignKeyViolated, err)
	case sqlite3.SQLITE_CONSTRAINT_CHECK:
		return errors.Join(gorm.ErrCheckConstraintViolated, err)
	}
	return err
}
