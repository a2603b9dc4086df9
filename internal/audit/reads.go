package audit

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
)

// ReadAction is the action of the row that tells of somebody reading a part of somebody else's record.
const ReadAction = "record.read"

// RecordRead writes that by reads a part of a person's record, for example "portfolio": once a day for each reader, person
// and part. Whoever reads the own record is not written down.
func (t *Trail) RecordRead(ctx context.Context, by access.Actor, personID uuid.UUID, part string) error {
	if by.PersonID == uuid.Nil || by.PersonID == personID {
		return nil
	}
	return t.store.db.InTx(ctx, func(ctx context.Context) error {
		first, err := t.store.firstRead(ctx, by.PersonID, personID, part, t.clock.Today())
		if err != nil || !first {
			return err
		}
		return t.Record(ctx, by, Change{Action: ReadAction, SubjectKind: part, SubjectID: personID.String(), PersonID: &personID})
	})
}

// Sort is what somebody did with a record.
type Sort int

// The sorts of rows that a person can ask for.
const (
	// Reading is that somebody read it, Changing that somebody changed it; zero is both.
	Reading Sort = iota + 1
	Changing
)

// History lists what others, and Bandwise itself, did with the actor's own record, newest first, from a place on. It tells
// the next page's place, which is empty on the last page.
func (t *Trail) History(ctx context.Context, by access.Actor, only Sort, from Place, limit int) ([]Named, Place, error) {
	entries, err := t.store.history(ctx, by.OrganisationID, by.PersonID, only, from, limit+1)
	rows, next := cut(entries, limit)
	return rows, next, err
}
