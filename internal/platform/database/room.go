package database

import (
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/disk"
)

// trial is what is written to see whether a server has room again, in bytes.
const trial = 256 << 10

var errTrial = errors.New("there is room")

// Room is CodeStorageFull when there is no room for changes. SQLite's disk is looked at; a server's cannot be, so after a
// change found no room something is written and taken back, until that succeeds.
func (db *DB) Room(ctx context.Context) error {
	if db.dialect == SQLite {
		return disk.Room(filepath.Dir(strings.TrimPrefix(db.url, "sqlite:")))
	}
	if !db.full.Load() {
		return nil
	}
	body := make([]byte, trial)
	_, _ = rand.Read(body)
	err := db.InTx(ctx, func(ctx context.Context) error {
		err := db.Conn(ctx).Exec("INSERT INTO idempotency_keys (actor_id, key, request, status, header, body, created_at) VALUES (?, 'room', '', 0, '', ?, ?)",
			uuid.New(), body, time.Now().UTC()).Error
		if err != nil {
			return Wrap(err, "room")
		}
		return errTrial
	})
	if errors.Is(err, errTrial) {
		db.full.Store(false)
		return nil
	}
	return err
}
