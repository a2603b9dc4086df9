package audit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
)

// TableName names the table.
func (Seal) TableName() string { return "audit_seals" }

// newestHead is how the newest seal is asked for.
const newestHead = "SELECT number, hash, sealed_at FROM audit_head WHERE id = 1"

// head gives the newest seal that the sealer wrote down, found is false when that record is gone.
func (s Store) head(ctx context.Context) (h Head, found bool, err error) {
	result := s.db.Conn(ctx).Raw(newestHead).Scan(&h)
	return h, result.RowsAffected == 1, database.Wrap(result.Error, "audit head")
}

// lockHead gives the newest seal and keeps every other sealer from going on from it until the transaction ends. It does
// not wait: free is false while another node seals.
func (s Store) lockHead(ctx context.Context) (h Head, free bool, err error) {
	if s.db.Dialect() == database.SQLite {
		// The transaction holds the write lock.
		return s.head(ctx)
	}
	result := s.db.Conn(ctx).Raw(newestHead + " FOR UPDATE SKIP LOCKED").Scan(&h)
	return h, result.RowsAffected == 1, database.Wrap(result.Error, "audit head")
}

// waiting reports whether a committed row waits for its seal.
func (s Store) waiting(ctx context.Context) (bool, error) {
	var n int
	err := s.db.Conn(ctx).Raw("SELECT COUNT(*) FROM (SELECT entry_id FROM audit_unsealed LIMIT 1) first").Scan(&n).Error
	return n > 0, database.Wrap(err, "audit entry")
}

// unsealed gives at most so many rows that wait for their seal, in the order in which they were written.
func (s Store) unsealed(ctx context.Context, limit int) ([]Entry, error) {
	var rows []Entry
	err := s.db.Conn(ctx).Raw(`SELECT e.* FROM audit_unsealed u JOIN audit_entries e ON e.id = u.entry_id
		WHERE NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.entry_id = u.entry_id) ORDER BY u.position LIMIT ?`, limit).Scan(&rows).Error
	return rows, database.Wrap(err, "audit entry")
}

// seal writes seals and the new head, whose old one was locked before.
func (s Store) seal(ctx context.Context, seals []Seal, from, to Head) error {
	conn := s.db.Conn(ctx)
	if err := conn.Create(&seals).Error; err != nil {
		return database.Wrap(err, "audit seal")
	}
	sealed := make([]uuid.UUID, len(seals))
	for i, one := range seals {
		sealed[i] = one.EntryID
	}
	if err := conn.Exec("DELETE FROM audit_unsealed WHERE entry_id IN ?", sealed).Error; err != nil {
		return database.Wrap(err, "audit seal")
	}
	return database.Changed(conn.Exec("UPDATE audit_head SET number = ?, hash = ?, sealed_at = ? WHERE id = 1 AND number = ?",
		to.Number, to.Hash, to.SealedAt, from.Number), "audit head")
}

// findUnsealed puts rows that have neither a seal nor wait for one among those that wait, and gives their number. Rows that
// were sealed already, which a restored backup may have put among them again, wait no longer.
func (s Store) findUnsealed(ctx context.Context) (int64, error) {
	err := s.db.Conn(ctx).Exec("DELETE FROM audit_unsealed WHERE EXISTS (SELECT 1 FROM audit_seals s WHERE s.entry_id = audit_unsealed.entry_id)").Error
	if err != nil {
		return 0, database.Wrap(err, "audit entry")
	}
	var ids []uuid.UUID
	if err := s.db.Conn(ctx).Raw(stray).Scan(&ids).Error; err != nil {
		return 0, database.Wrap(err, "audit entry")
	}
	if len(ids) == 0 {
		return 0, nil
	}
	result := s.db.Conn(ctx).Exec("INSERT INTO audit_unsealed (entry_id) " + stray + " ORDER BY e.at, e.id ON CONFLICT DO NOTHING")
	return result.RowsAffected, database.Wrap(result.Error, "audit entry")
}

// stray asks for the rows that have neither a seal nor wait for one.
const stray = `SELECT e.id FROM audit_entries e WHERE NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.entry_id = e.id)
	AND NOT EXISTS (SELECT 1 FROM audit_unsealed u WHERE u.entry_id = e.id)`

// key gives a person's key, made now when there is none yet.
func (s Store) key(ctx context.Context, personID uuid.UUID, now time.Time) ([]byte, error) {
	const known = "SELECT key FROM audit_keys WHERE person_id = ?"
	var keys [][]byte
	if err := s.db.Conn(ctx).Raw(known, personID).Scan(&keys).Error; err != nil {
		return nil, database.Wrap(err, "audit key")
	}
	if len(keys) == 1 {
		return keys[0], nil
	}
	made := make([]byte, sha256.Size)
	_, _ = rand.Read(made)
	// Of two transactions that make it at once, the later one waits here and takes the other's.
	err := s.db.Conn(ctx).Exec("INSERT INTO audit_keys (person_id, key, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", personID, made, now).Error
	if err != nil {
		return nil, database.Wrap(err, "audit key")
	}
	var key []byte
	err = s.db.Conn(ctx).Raw(known, personID).Row().Scan(&key)
	return key, database.Wrap(err, "audit key")
}

func (s Store) forget(ctx context.Context, personID uuid.UUID) error {
	return database.Wrap(s.db.Conn(ctx).Exec("DELETE FROM audit_keys WHERE person_id = ?", personID).Error, "audit key")
}
