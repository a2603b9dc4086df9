package privacy

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Deletion is an entry of the log of what was removed. It has nothing of what was in it.
type Deletion struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	RunID          *uuid.UUID
	At             time.Time
	// Kind is the rule by which it went, and Period how long that was then.
	Kind   string
	Period calendar.Period
	// PersonID is the row that stays of a leaver, Number what the leaver is called by.
	PersonID            *uuid.UUID
	Number              *int
	RowCount, FileCount int
	ByID                *uuid.UUID
}

// pseudonymised is what a leaver's name is taken out by.
type pseudonymised struct {
	organisation, person uuid.UUID
	run                  *Run
	rule                 Rule
	day                  calendar.Date
	// number is the one that a log says, 0 for a new one. It is a wish: another may have got it meanwhile.
	number int
}

// FormerName is what a leaver is called by once the name is gone.
func FormerName(number int) string { return fmt.Sprintf("Former member of staff %d", number) }

// pseudonymise takes somebody's name and words out of every table of the register in one transaction; the row of the person and what is counted
// stays. Stored files go after it. Somebody whom a hold keeps, who came back or whose name is gone already is CodeConflict.
func (s *Service) pseudonymise(ctx context.Context, p pseudonymised) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.lockPerson(ctx, p.person); err != nil {
			return err
		}
		due, err := s.store.stillDue(ctx, p.organisation, p.person, p.rule.Before(p.day))
		if err != nil {
			return err
		}
		if !due {
			return apperr.Conflict("This person's record is kept.")
		}
		if p.number, err = s.freeNumber(ctx, p.organisation, p.number); err != nil {
			return err
		}
		stored, err := s.store.contentsOf(ctx, p.organisation, p.person)
		if err != nil {
			return err
		}
		rows, err := s.store.takeOut(ctx, p.person)
		if err != nil {
			return err
		}
		now := s.clock.Now()
		if err := s.store.rename(ctx, p.organisation, p.person, p.number, now); err != nil {
			return err
		}
		if err := s.trail.Forget(ctx, p.person); err != nil {
			return err
		}
		entry := Deletion{
			ID: uuid.New(), OrganisationID: p.organisation, At: now, Kind: Leavers.String(), Period: p.rule.Period, PersonID: &p.person, Number: &p.number,
			RowCount: rows, FileCount: len(stored),
		}
		by := access.Actor{OrganisationID: p.organisation}
		if p.run != nil {
			entry.RunID, entry.ByID, by = &p.run.ID, p.run.StartedBy, p.run.starter()
		}
		if err := s.store.log(ctx, entry); err != nil {
			return err
		}
		err = s.trail.Record(ctx, by, audit.Change{
			Action: "privacy.pseudonymised", SubjectKind: "person", SubjectID: p.person.String(), PersonID: &p.person,
			After: audit.Values{"number": p.number, "rows": rows, "files": len(stored), "rule": p.rule.Period.ISO()},
		})
		if err != nil {
			return err
		}
		for keys := range slices.Chunk(stored, 200) {
			if err := s.queue.RemoveContents(ctx, p.organisation, keys); err != nil {
				return err
			}
		}
		return nil
	})
}

// freeNumber gives the number wished for, unless it is 0 or somebody's, and else draws one that nobody of the organisation has. It says
// nothing of when somebody came or went.
func (s *Service) freeNumber(ctx context.Context, organisationID uuid.UUID, wish int) (int, error) {
	taken, err := s.store.numbers(ctx, organisationID)
	if err != nil {
		return 0, err
	}
	if wish != 0 && !slices.Contains(taken, wish) {
		return wish, nil
	}
	from, to := 1000, 10_000
	for len(taken)*2 > to-from {
		from, to = to, to*10
	}
	for {
		drawn, err := rand.Int(rand.Reader, big.NewInt(int64(to-from)))
		if err != nil {
			return 0, fmt.Errorf("draw a number: %w", err)
		}
		if number := from + int(drawn.Int64()); !slices.Contains(taken, number) {
			return number, nil
		}
	}
}
