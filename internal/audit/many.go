package audit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi/requestid"
)

// RecordAll writes the rows of many changes that by makes, each as [Trail.Record] would, in a number of statements that does
// not grow with them. It belongs inside the transaction of the changes.
func (t *Trail) RecordAll(ctx context.Context, by access.Actor, changes []Change) error {
	now := t.clock.Now().UTC().Truncate(time.Microsecond)
	keys, err := t.store.keys(ctx, changes, by, now)
	if err != nil {
		return err
	}
	entries := make([]Entry, len(changes))
	for i, c := range changes {
		e := newEntry(by, c, now, requestid.From(ctx))
		if err := e.write(by, c, func(text FreeText) (any, error) {
			key := keys[e.whose()]
			if key == nil || text == "" {
				return text, nil
			}
			return textWritten(key, e.ID, text), nil
		}); err != nil {
			return err
		}
		entries[i] = e
	}
	return t.store.appendAll(ctx, entries)
}

// whose gives the person whose key the texts of an entry are hashed by.
func (e Entry) whose() uuid.UUID {
	switch {
	case e.PersonID != nil:
		return *e.PersonID
	case e.ActorID != nil:
		return *e.ActorID
	}
	return uuid.Nil
}

func newEntry(by access.Actor, c Change, now time.Time, requestID string) Entry {
	entry := Entry{
		ID: uuid.New(), At: now, Action: c.Action, SubjectKind: c.SubjectKind, SubjectID: c.SubjectID, PersonID: c.PersonID, RequestID: requestID,
	}
	if by.OrganisationID != uuid.Nil {
		entry.OrganisationID = &by.OrganisationID
	}
	if by.PersonID != uuid.Nil {
		entry.ActorID = &by.PersonID
	}
	return entry
}

// write puts the values of a change into the entry, and the hash of all of it.
func (e *Entry) write(by access.Actor, c Change, texts func(FreeText) (any, error)) (err error) {
	if e.Before, err = written(c.Before, texts); err != nil {
		return fmt.Errorf("audit %s: %w", c.Action, err)
	}
	if e.After, err = written(inEmergency(withToken(c.After, by), by), texts); err != nil {
		return fmt.Errorf("audit %s: %w", c.Action, err)
	}
	e.RowHash = RowHash(*e)
	return nil
}

// keys gives the keys of everybody whom the changes are about, and makes those that are not there.
func (s Store) keys(ctx context.Context, changes []Change, by access.Actor, now time.Time) (map[uuid.UUID][]byte, error) {
	keys := map[uuid.UUID][]byte{}
	var about []uuid.UUID
	for _, c := range changes {
		whose := newEntry(by, c, now, "").whose()
		if _, known := keys[whose]; !known && whose != uuid.Nil {
			keys[whose] = nil
			about = append(about, whose)
		}
	}
	if err := s.readKeys(ctx, about, keys); err != nil {
		return nil, err
	}
	var missing [][]any
	for _, id := range about {
		if keys[id] == nil {
			made := make([]byte, sha256.Size)
			_, _ = rand.Read(made)
			missing = append(missing, []any{id, made, now})
		}
	}
	if len(missing) == 0 {
		return keys, nil
	}
	// The rows of people are locked, or new, so that nobody else makes their keys meanwhile; a key that is there wins.
	if err := s.db.LoadNew(ctx, "audit_keys", []string{"person_id", "key", "created_at"}, missing); err != nil {
		return nil, err
	}
	return keys, s.readKeys(ctx, about, keys)
}

func (s Store) readKeys(ctx context.Context, about []uuid.UUID, into map[uuid.UUID][]byte) error {
	var rows []struct {
		PersonID uuid.UUID
		Key      []byte
	}
	err := s.db.Conn(ctx).Table("audit_keys").Select("person_id, key").Where("person_id IN ?", about).Scan(&rows).Error
	for _, r := range rows {
		into[r.PersonID] = r.Key
	}
	return database.Wrap(err, "audit key")
}

func (s Store) appendAll(ctx context.Context, entries []Entry) error {
	rows := make([][]any, len(entries))
	for i, e := range entries {
		rows[i] = []any{
			e.ID, e.OrganisationID, e.At, e.ActorID, e.Action, e.SubjectKind, e.SubjectID, e.PersonID, e.Before, e.After, e.RequestID, string(e.RowHash),
		}
	}
	return s.db.Load(ctx, "audit_entries", []string{
		"id", "organisation_id", "at", "actor_id", "action", "subject_kind", "subject_id", "person_id", "before", "after", "request_id", "row_hash",
	}, rows)
}
