package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"bandwise/internal/file"
	"bandwise/internal/platform/backup"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

// Backup carries an installation away into an archive at path, while it may be serving. The archive has its name only
// once it is whole.
func Backup(ctx context.Context, c config.Config, o Options, path string) (m backup.Manifest, err error) {
	if _, err := os.Stat(path); err == nil {
		return m, fmt.Errorf("there is a file at %s already: a backup is not written over another", path)
	}
	db, err := database.Open(ctx, database.Config{URL: c.DatabaseURL, Logger: o.Log})
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	bucket, err := file.OpenBucket(ctx, c.BlobURL)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, bucket.Close()) }()
	draft := path + ".part"
	out, err := os.OpenFile(draft, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return m, err
	}
	m, err = backup.Write(ctx, db, bucket, o.Version, filepath.Dir(path), out)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return m, errors.Join(err, os.Remove(draft))
	}
	return m, os.Rename(draft, path)
}

// Restore brings an installation back from an archive into an empty place.
func Restore(ctx context.Context, c config.Config, path string) (m backup.Manifest, err error) {
	archive, err := os.Open(path)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	bucket, err := file.OpenBucket(ctx, c.BlobURL)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, bucket.Close()) }()
	address := c.DatabaseURL
	if c.DatabaseOwnerURL != "" {
		// Who restores makes the tables; the next start gives the application's role its rights.
		address = c.DatabaseOwnerURL
	}
	return backup.Restore(ctx, address, bucket, archive)
}
