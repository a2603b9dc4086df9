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
	"slices"
	"strings"

	"bandwise/internal/platform/database"
)

var (
	// ErrBroken says that an archive is not whole, or not one of Bandwise's.
	ErrBroken = errors.New("the backup is not whole")
	// ErrNotEmpty says that something is where an installation should be restored to.
	ErrNotEmpty = errors.New("the place to restore to is not empty")
	// ErrOtherVersion says that the archive's schema is not the one this program works with.
	ErrOtherVersion = errors.New("the backup was made by another version of the program")
)

// maxManifest bounds the manifest: some ten million files.
const maxManifest = 2 << 30

// Verify reads an archive to its end and compares every part with the manifest. It returns [ErrBroken] with the first
// part that differs.
func Verify(archive io.Reader) (Manifest, error) {
	type read struct {
		bytes  int64
		sha256 string
	}
	parts := map[string]read{}
	var (
		m     Manifest
		found bool
	)
	err := each(archive, func(name string, content io.Reader) error {
		if name == manifestName {
			found = true
			return json.NewDecoder(io.LimitReader(content, maxManifest)).Decode(&m)
		}
		hash := sha256.New()
		n, err := io.Copy(hash, content)
		parts[name] = read{n, hex.EncodeToString(hash.Sum(nil))}
		return err
	})
	switch {
	case err != nil:
		return Manifest{}, fmt.Errorf("%w: %w", ErrBroken, err)
	case !found || m.Format != format:
		return Manifest{}, fmt.Errorf("%w: it has no manifest that this program understands", ErrBroken)
	case len(parts) != len(m.Entries):
		return Manifest{}, fmt.Errorf("%w: it has %d parts, its manifest names %d", ErrBroken, len(parts), len(m.Entries))
	}
	for _, e := range m.Entries {
		if parts[e.Name] != (read{e.Bytes, e.SHA256}) {
			return Manifest{}, fmt.Errorf("%w: %s differs from the manifest", ErrBroken, e.Name)
		}
	}
	return m, nil
}

// Restore verifies an archive and brings it back into a database that does not exist yet or has no tables, at the address
// given, and into a file store that is empty. Everything is there afterwards, or nothing.
func Restore(ctx context.Context, url string, files Files, archive io.ReadSeeker) (_ Manifest, err error) {
	m, err := Verify(archive)
	if err != nil {
		return Manifest{}, err
	}
	if _, err := archive.Seek(0, io.SeekStart); err != nil {
		return Manifest{}, err
	}
	for key, err := range files.Keys(ctx) {
		if err != nil {
			return Manifest{}, err
		}
		return Manifest{}, fmt.Errorf("%w: the file store holds %s", ErrNotEmpty, key)
	}
	into, undo, err := openTarget(ctx, url, m)
	if err != nil {
		return Manifest{}, err
	}
	kept := filesTarget{files: files}
	defer func() {
		if err != nil {
			into.discard(ctx)
			err = errors.Join(err, kept.discard(context.WithoutCancel(ctx)), undo(context.WithoutCancel(ctx)))
		}
	}()
	err = each(archive, func(name string, content io.Reader) error {
		switch {
		case name == manifestName:
			return nil
		case isFile(name):
			return kept.load(ctx, strings.TrimPrefix(name, filesFolder), content)
		default:
			return into.load(ctx, name, content)
		}
	})
	if err != nil {
		return Manifest{}, err
	}
	if err := into.complete(ctx); err != nil {
		return Manifest{}, err
	}
	return m, into.commit(ctx)
}

// target is a database that is being restored and is seen by nobody before commit.
type target interface {
	load(ctx context.Context, name string, content io.Reader) error
	// complete checks that everything is there.
	complete(ctx context.Context) error
	commit(ctx context.Context) error
	discard(ctx context.Context)
}

// openTarget prepares the database; undo takes away again what preparing it left.
func openTarget(ctx context.Context, url string, m Manifest) (_ target, undo func(context.Context) error, err error) {
	nothing := func(context.Context) error { return nil }
	if strings.HasPrefix(url, "sqlite:") != (m.Database == database.SQLite) {
		return nil, nil, fmt.Errorf("the backup is of a %s database: restore it into one, by BANDWISE_DATABASE_URL", m.Database)
	}
	if m.Database == database.SQLite {
		into, err := openSQLiteTarget(url, m)
		return into, nothing, err
	}
	db, err := database.Open(ctx, database.Config{URL: url, MaxConnections: 2})
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := checkVersion(ctx, db, m); err != nil {
		return nil, nil, err
	}
	names, err := column(ctx, db, `SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'`)
	if err != nil {
		return nil, nil, err
	}
	for _, name := range names {
		if !slices.Contains(ofTheServer, name) {
			return nil, nil, fmt.Errorf("%w: the database has the table %s", ErrNotEmpty, name)
		}
	}
	undo = func(ctx context.Context) (err error) {
		db, err := database.Open(ctx, database.Config{URL: url, MaxConnections: 2})
		if err != nil {
			return err
		}
		return errors.Join(db.Rollback(ctx), db.Close())
	}
	if err := db.Migrate(ctx); err != nil {
		return nil, nil, errors.Join(err, undo(context.WithoutCancel(ctx)))
	}
	into, err := openPostgresTarget(ctx, db, m)
	if err != nil {
		return nil, nil, errors.Join(err, undo(context.WithoutCancel(ctx)))
	}
	return into, undo, nil
}

func checkVersion(ctx context.Context, db *database.DB, m Manifest) error {
	known, err := db.NewestSchema(ctx)
	if err != nil {
		return err
	}
	if known != m.Schema {
		return fmt.Errorf("%w: its schema is %s, this program's is %s; restore it with version %s, then start the newer program, which brings it up to date",
			ErrOtherVersion, m.Schema, known, m.Program)
	}
	return nil
}

// filesTarget keeps the files that an archive holds, and knows which.
type filesTarget struct {
	files Files
	keys  []string
}

func (t *filesTarget) load(ctx context.Context, key string, content io.Reader) error {
	t.keys = append(t.keys, key)
	return t.files.Keep(ctx, key, "application/octet-stream", content)
}

func (t *filesTarget) discard(ctx context.Context) (err error) {
	for _, key := range t.keys {
		err = errors.Join(err, t.files.Remove(ctx, key))
	}
	return err
}

func each(archive io.Reader, do func(name string, content io.Reader) error) error {
	expanded, err := gzip.NewReader(archive)
	if err != nil {
		return err
	}
	for reader := tar.NewReader(expanded); ; {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			// The sum at the end of the compressed archive is checked only by reading up to it.
			_, err := io.Copy(io.Discard, expanded) //nolint:gosec // the operator's own archive, and nothing of it is kept
			return errors.Join(err, expanded.Close())
		}
		if err != nil {
			return err
		}
		if err := do(header.Name, reader); err != nil {
			return err
		}
	}
}

func isFile(name string) bool { return strings.HasPrefix(name, filesFolder) }

func sameTables(carried, restored []Table) error {
	if slices.Equal(carried, restored) {
		return nil
	}
	for i, t := range carried {
		if i >= len(restored) || restored[i] != t {
			return fmt.Errorf("%w: table %s had %d rows", ErrBroken, t.Name, t.Rows)
		}
	}
	return fmt.Errorf("%w: there are more tables than were carried away", ErrBroken)
}
