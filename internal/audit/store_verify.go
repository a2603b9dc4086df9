package audit

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
)

// sealsAfter gives the seals after a number with their rows, in the order of their numbers.
func (s Store) sealsAfter(ctx context.Context, number int64, limit int) ([]Sealed, error) {
	var found []struct {
		SealNumber  int64
		SealEntryID uuid.UUID
		SealRowHash Hash
		SealHash    Hash
		SealedAt    time.Time
		Entry
	}
	err := s.db.Conn(ctx).Raw(`SELECT s.number AS seal_number, s.entry_id AS seal_entry_id, s.row_hash AS seal_row_hash, s.hash AS seal_hash, s.sealed_at, e.*
		FROM audit_seals s LEFT JOIN audit_entries e ON e.id = s.entry_id WHERE s.number > ? ORDER BY s.number LIMIT ?`, number, limit).Scan(&found).Error
	all := make([]Sealed, len(found))
	for i, f := range found {
		all[i] = Sealed{Seal: Seal{Number: f.SealNumber, EntryID: f.SealEntryID, RowHash: f.SealRowHash, Hash: f.SealHash, SealedAt: f.SealedAt}}
		if f.ID != uuid.Nil {
			all[i].Row = &found[i].Entry
		}
	}
	return all, database.Wrap(err, "audit seal")
}

// eachUnsealed hands on the rows that have no seal, by time, and whether each waits for one, until check finds something.
func (s Store) eachUnsealed(ctx context.Context, check func(row Entry, waits bool) *Finding) (bad *Finding, err error) {
	conn := s.db.Conn(ctx)
	rows, err := conn.Raw(`SELECT e.*, u.entry_id IS NOT NULL AS waits FROM audit_entries e LEFT JOIN audit_unsealed u ON u.entry_id = e.id
		WHERE NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.entry_id = e.id) ORDER BY e.at, e.id`).Rows()
	if err != nil {
		return nil, database.Wrap(err, "audit entry")
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var found struct {
			Entry
			Waits bool
		}
		if err := conn.ScanRows(rows, &found); err != nil {
			return nil, database.Wrap(err, "audit entry")
		}
		if bad := check(found.Entry, found.Waits); bad != nil {
			return bad, nil
		}
	}
	return nil, database.Wrap(rows.Err(), "audit entry")
}

// unsealedGone gives the first row that waits for a seal and is not there, nil when there is none.
func (s Store) unsealedGone(ctx context.Context) (*uuid.UUID, error) {
	var ids []uuid.UUID
	err := s.db.Conn(ctx).Raw(`SELECT u.entry_id FROM audit_unsealed u WHERE NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.id = u.entry_id)
		ORDER BY u.position LIMIT 1`).Scan(&ids).Error
	if err != nil || len(ids) == 0 {
		return nil, database.Wrap(err, "audit entry")
	}
	return &ids[0], nil
}
