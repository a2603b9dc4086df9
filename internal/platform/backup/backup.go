// Package backup carries a whole installation away in one archive, its database and its files as they are at one moment
// while people go on working, and brings it back into an empty place.
//
// The archive is a gzipped tar: the database first (of PostgreSQL each table as COPY writes it, of SQLite the file that
// VACUUM INTO writes), then the files by key, and last the [Manifest], which has the length and the SHA-256 of each.
package backup

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"time"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
)

// format is the version of the archive's layout.
const format = 1

const (
	manifestName = "manifest.json"
	sqliteName   = "database/bandwise.db"
	tablesFolder = "database/tables/"
	filesFolder  = "files/"
)

// Files is a store of contents by key.
type Files interface {
	Keys(ctx context.Context) iter.Seq2[string, error]
	Fetch(ctx context.Context, key string) (io.ReadCloser, error)
	Keep(ctx context.Context, key, mediaType string, content io.Reader) error
	Remove(ctx context.Context, key string) error
}

// Manifest says what an archive holds.
type Manifest struct {
	Format int `json:"format"`
	// MadeAt is the moment, in UTC, at which the backup was begun.
	MadeAt time.Time `json:"madeAt"`
	// Program is the version of the program that made it.
	Program  string           `json:"program"`
	Database database.Dialect `json:"database"`
	// Schema is the database's schema: what is restored must be read by a program that knows exactly this one.
	Schema  database.SchemaVersion `json:"schema"`
	Tables  []Table                `json:"tables"`
	Entries []Entry                `json:"entries"`
}

// Table is how much a table held.
type Table struct {
	Name string `json:"name"`
	Rows int64  `json:"rows"`
}

// Entry is a part of the archive.
type Entry struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Rows gives the number of rows of all tables.
func (m Manifest) Rows() (n int64) {
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// FileCount gives the number of files and their length together in bytes.
func (m Manifest) FileCount() (n int, bytes int64) {
	for _, e := range m.Entries {
		if isFile(e.Name) {
			n++
			bytes += e.Bytes
		}
	}
	return n, bytes
}

// Write writes an archive to out. The database is read as it was at one moment, and the files after it: those that were
// added since are more than the database knows of, which harms nothing; one that is taken away meanwhile is left out.
// folder is where parts lie until their length is known.
func Write(ctx context.Context, db *database.DB, files Files, program, folder string, out io.Writer) (Manifest, error) {
	schema, err := db.SchemaVersion(ctx)
	if err != nil {
		return Manifest{}, err
	}
	compressed, err := gzip.NewWriterLevel(out, gzip.BestSpeed)
	if err != nil {
		return Manifest{}, err
	}
	w := writer{tar: tar.NewWriter(compressed), folder: folder, manifest: Manifest{
		Format: format, MadeAt: time.Now().UTC().Truncate(time.Second), Program: program, Database: db.Dialect(), Schema: schema,
	}}
	if err := w.database(ctx, db); err != nil {
		return Manifest{}, fmt.Errorf("carry the database away: %w", err)
	}
	for key, err := range files.Keys(ctx) {
		if err == nil {
			err = w.file(ctx, files, key)
		}
		if err != nil {
			return Manifest{}, fmt.Errorf("carry the files away: %w", err)
		}
	}
	if err := w.close(); err != nil {
		return Manifest{}, fmt.Errorf("write the archive: %w", err)
	}
	return w.manifest, compressed.Close()
}

type writer struct {
	tar      *tar.Writer
	folder   string
	manifest Manifest
}

func (w *writer) database(ctx context.Context, db *database.DB) error {
	if db.Dialect() == database.SQLite {
		return w.sqlite(ctx, db)
	}
	return w.postgres(ctx, db)
}

func (w *writer) file(ctx context.Context, files Files, key string) error {
	content, err := files.Fetch(ctx, key)
	if apperr.CodeOf(err) == apperr.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(w.entry(filesFolder+key, func(out io.Writer) error {
		_, err := io.Copy(out, content)
		return err
	}), content.Close())
}

// entry adds a part whose length is known only once it is written.
func (w *writer) entry(name string, write func(io.Writer) error) (err error) {
	held, err := os.CreateTemp(w.folder, "bandwise-backup-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, held.Close(), os.Remove(held.Name())) }()
	if err := write(held); err != nil {
		return err
	}
	if _, err := held.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return w.add(name, held)
}

// add adds what a file holds.
func (w *writer) add(name string, held *os.File) error {
	info, err := held.Stat()
	if err != nil {
		return err
	}
	if err := w.tar.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: w.manifest.MadeAt, Format: tar.FormatPAX}); err != nil {
		return err
	}
	hash := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w.tar, hash), held); err != nil {
		return err
	}
	w.manifest.Entries = append(w.manifest.Entries, Entry{Name: name, Bytes: info.Size(), SHA256: hex.EncodeToString(hash.Sum(nil))})
	return nil
}

func (w *writer) close() error {
	text, err := json.MarshalIndent(w.manifest, "", "  ")
	if err != nil {
		return err
	}
	err = w.tar.WriteHeader(&tar.Header{Name: manifestName, Mode: 0o600, Size: int64(len(text)), ModTime: w.manifest.MadeAt, Format: tar.FormatPAX})
	if err != nil {
		return err
	}
	if _, err := w.tar.Write(text); err != nil {
		return err
	}
	return w.tar.Close()
}
