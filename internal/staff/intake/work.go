package intake

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/staff"
)

// checkArgs says which import is to be checked.
type checkArgs struct {
	Import uuid.UUID `json:"import"`
}

// Kind names the work.
func (checkArgs) Kind() string { return "staff.import_check" }

// commitArgs says which import is to be committed.
type commitArgs struct {
	Import uuid.UUID `json:"import"`
}

// Kind names the work.
func (commitArgs) Kind() string { return "staff.import_commit" }

// dueArgs asks for what is due by the clock.
type dueArgs struct{}

// Kind names the work.
func (dueArgs) Kind() string { return "staff.imports_due" }

func (s *Service) register() {
	handling := jobs.Handling{Timeout: 30 * time.Minute, Attempts: 5}
	jobs.Register(s.queue, handling, func(ctx context.Context, args checkArgs) error {
		return s.worked(ctx, args.Import, s.Check(ctx, args.Import))
	})
	jobs.Register(s.queue, handling, func(ctx context.Context, args commitArgs) error {
		return s.worked(ctx, args.Import, s.CarryOut(ctx, args.Import))
	})
	jobs.Register(s.queue, jobs.Handling{Timeout: 10 * time.Minute}, func(ctx context.Context, _ dueArgs) error { return s.Due(ctx) })
	s.queue.Periodically("staff-imports", jobs.Every(time.Hour), dueArgs{})
}

// worked notes of work that failed for good that it did; it is tried again before.
func (s *Service) worked(ctx context.Context, id uuid.UUID, err error) error {
	if err == nil || !jobs.LastAttempt(ctx) || ctx.Err() != nil {
		return err
	}
	noted := s.store.move(ctx, id, []State{Checking, Committing}, map[string]any{
		"state": Failed, "failure": "Something went wrong, and nothing was imported. Check the file again, or ask whoever runs Bandwise to look at the jobs.",
	})
	return errors.Join(err, noted)
}

// errCancelled ends work on an import that somebody cancelled.
var errCancelled = errors.New("the import was cancelled")

// errOther says that the rows of an import are not what was shown any more.
var errOther = errors.New("the import is not what was shown any more")

// Check judges the rows of an import anew. It can be repeated.
func (s *Service) Check(ctx context.Context, id uuid.UUID) error {
	i, err := s.store.importByID(ctx, id)
	if apperr.CodeOf(err) == apperr.CodeNotFound || err == nil && i.State != Checking {
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.store.inTx(ctx, func(ctx context.Context) error { return s.store.forget(ctx, id, false) }); err != nil {
		return err
	}
	err = s.eachBatch(ctx, i, false, func(ctx context.Context, outcomes []Outcome, done int) error {
		return s.store.inTx(ctx, func(ctx context.Context) error {
			if err := s.store.addOutcomes(ctx, id, outcomes); err != nil {
				return err
			}
			going, err := s.store.progressed(ctx, id, Checking, done)
			if err == nil && !going {
				err = errCancelled
			}
			return err
		})
	})
	if err == nil {
		err = s.store.inTx(ctx, func(ctx context.Context) error { return s.checked(ctx, i) })
	}
	if errors.Is(err, errCancelled) {
		return nil
	}
	return err
}

// eachBatch judges the rows of an import, some at a time.
func (s *Service) eachBatch(ctx context.Context, i Import, locked bool, take func(ctx context.Context, outcomes []Outcome, done int) error) error {
	today := s.clock.Today()
	teams, roles, err := s.store.names(ctx, i.OrganisationID)
	if err != nil {
		return err
	}
	for after, done := 0, 0; ; {
		lines, err := s.store.lines(ctx, i.ID, after, batch)
		if err != nil || len(lines) == 0 {
			return err
		}
		known, err := s.store.know(ctx, Known{ImportID: i.ID, Today: today, Teams: teams, Roles: roles}, i.OrganisationID, lines, locked)
		if err != nil {
			return err
		}
		outcomes := make([]Outcome, len(lines))
		for n, line := range lines {
			outcomes[n] = known.Judge(line)
		}
		done += len(lines)
		after = lines[len(lines)-1].Number
		if err := take(ctx, outcomes, done); err != nil {
			return err
		}
	}
}

// The sentences of rows that are right by themselves and wrong together.
var (
	refusedCircle = Refusal{columnManager, "The line managers go round in a circle by this row: somebody would be above themselves."}
	refusedBelow  = Refusal{columnManager, "The row of this line manager, who is not in Bandwise yet, is refused."}
)

// checked refuses what is wrong between rows, and counts.
func (s *Service) checked(ctx context.Context, i Import) error {
	inFile, others, err := s.store.management(ctx, i, s.clock.Today())
	if err != nil {
		return err
	}
	if err := s.store.refuseRows(ctx, i.ID, circles(inFile, others), refusedCircle); err != nil {
		return err
	}
	for {
		more, err := s.store.refuseBelow(ctx, i.ID, refusedBelow)
		if err != nil {
			return err
		}
		if more == 0 {
			break
		}
	}
	c, err := s.store.counts(ctx, i)
	if err != nil {
		return err
	}
	return s.store.move(ctx, i.ID, []State{Checking}, map[string]any{
		"state": Checked, "added": c.Added, "changed": c.Changed, "unchanged": c.Unchanged, "refused": c.Refused, "missing": c.Missing,
	})
}

// circles gives the people of the file whose line managers, going up, lead back to themselves.
func circles(inFile, others []manages) []uuid.UUID {
	above := make(map[uuid.UUID]uuid.UUID, len(inFile)+len(others))
	for _, m := range append(others, inFile...) {
		above[m.PersonID] = m.LineManagerID
	}
	settled := make(map[uuid.UUID]bool, len(above))
	inCircle := map[uuid.UUID]bool{}
	for _, m := range inFile {
		var path []uuid.UUID
		at := map[uuid.UUID]int{}
		for person := m.PersonID; person != uuid.Nil && !settled[person]; person = above[person] {
			if from, met := at[person]; met {
				for _, round := range path[from:] {
					inCircle[round] = true
				}
				break
			}
			at[person] = len(path)
			path = append(path, person)
		}
		for _, person := range path {
			settled[person] = true
		}
	}
	var people []uuid.UUID
	for _, m := range inFile {
		if inCircle[m.PersonID] {
			people = append(people, m.PersonID)
		}
	}
	return people
}

// CarryOut commits an import, all of it in one transaction, as long as every row would still do what was shown. It can be repeated: what
// was interrupted left nothing behind.
func (s *Service) CarryOut(ctx context.Context, id uuid.UUID) error {
	i, err := s.store.importByID(ctx, id)
	if apperr.CodeOf(err) == apperr.CodeNotFound || err == nil && i.State != Committing {
		return nil
	}
	if err != nil {
		return err
	}
	goesOn := &commit{}
	s.commits.Store(id, goesOn)
	defer s.commits.Delete(id)
	outside := ctx
	err = s.store.inTx(ctx, func(ctx context.Context) error { return s.commit(ctx, outside, i, goesOn) })
	switch {
	case errors.Is(err, errCancelled):
		return nil
	case errors.Is(err, errOther):
		return s.store.move(ctx, id, []State{Committing}, map[string]any{
			"state": Stale, "failure": "People, teams or roles were changed since the file was checked, so that it would do something else than was shown. Nothing was imported. Check it again.",
		})
	case err != nil:
		return err
	}
	// The rows have done their work. Should this not be reached, the hourly sweep does it.
	return s.store.inTx(ctx, func(ctx context.Context) error { return s.store.forget(ctx, id, true) })
}

func (s *Service) commit(ctx, outside context.Context, i Import, goesOn *commit) error {
	by := access.Actor{OrganisationID: i.OrganisationID}
	if i.CommittedBy != nil {
		by.PersonID = *i.CommittedBy
	}
	if err := s.store.lockCommits(ctx, i.OrganisationID); err != nil {
		return err
	}
	err := s.eachBatch(ctx, i, true, func(ctx context.Context, outcomes []Outcome, done int) error {
		if err := s.same(ctx, i, outcomes); err != nil {
			return err
		}
		if err := s.recordRows(ctx, by, i, outcomes); err != nil {
			return err
		}
		return s.progressed(outside, i, goesOn, done)
	})
	if err != nil {
		return err
	}
	inFile, others, err := s.store.management(ctx, i, s.clock.Today())
	if err != nil {
		return err
	}
	if len(circles(inFile, others)) > 0 {
		return errOther
	}
	now := s.clock.Now()
	if err := s.store.move(ctx, i.ID, []State{Committing}, map[string]any{"state": Committed, "finished_at": now}); err != nil {
		if apperr.CodeOf(err) == apperr.CodeConflict {
			return errCancelled
		}
		return err
	}
	if err := s.store.carryOut(ctx, i, now); err != nil {
		return err
	}
	if i.Invite {
		if err := s.invite(ctx, by, i); err != nil {
			return err
		}
	}
	return s.trail.Record(ctx, by, about("staff.import_committed", i, audit.Values{
		"added": i.Added, "changed": i.Changed, "unchanged": i.Unchanged, "leftOut": i.Refused, "invited": i.Invite,
	}))
}

// invite has invitations sent to everybody whom an import added.
func (s *Service) invite(ctx context.Context, by access.Actor, i Import) error {
	for after := 0; ; {
		people, last, err := s.store.newcomers(ctx, i.ID, after, batch)
		if err != nil || len(people) == 0 {
			return err
		}
		if err := s.invitations.Invite(ctx, by, people); err != nil {
			return err
		}
		after = last
	}
}

// same compares rows with what was shown of them; those that were shown as refused stay out.
func (s *Service) same(ctx context.Context, i Import, outcomes []Outcome) error {
	marks, err := s.store.marks(ctx, i.ID, outcomes[0].Number, outcomes[len(outcomes)-1].Number)
	if err != nil {
		return err
	}
	for n := range outcomes {
		shown, there := marks[outcomes[n].Number]
		if !there {
			outcomes[n].Kind = Refused
			continue
		}
		mark, err := outcomes[n].mark()
		if err != nil {
			return err
		}
		if mark != shown {
			return errOther
		}
	}
	return nil
}

// progressed notes how far a commit is, beside its transaction, and ends it when somebody cancelled it.
func (s *Service) progressed(outside context.Context, i Import, goesOn *commit, done int) error {
	if goesOn.progressed(done) {
		return errCancelled
	}
	if s.store.db.Dialect() == database.SQLite {
		return nil
	}
	going, err := s.store.progressed(outside, i.ID, Committing, done)
	if err == nil && !going {
		err = errCancelled
	}
	return err
}

// recordRows writes what rows do into the trail of the people whom they are about.
func (s *Service) recordRows(ctx context.Context, by access.Actor, i Import, outcomes []Outcome) error {
	var changes []audit.Change
	for _, o := range outcomes {
		if o.Kind == Newcomer || o.Kind == Changed {
			changes = append(changes, o.changes()...)
		}
	}
	for n := range changes {
		changes[n].After["importId"] = i.ID
	}
	if len(changes) == 0 {
		return nil
	}
	return s.trail.RecordAll(ctx, by, changes)
}

// changes describes what a row does as it would be if somebody had entered it.
func (o Outcome) changes() []audit.Change {
	var all []audit.Change
	switch o.PersonAction {
	case Add:
		all = append(all, staff.AboutPerson("staff.person_added", o.PersonID, nil, o.Details.Values()))
	case Edit:
		all = append(all, staff.AboutPerson("staff.person_edited", o.PersonID, o.Before.Values(), o.Details.Values()))
	case Nothing:
	}
	if o.EndedID != uuid.Nil {
		ended := staff.Appointment{ID: o.EndedID, PersonID: o.PersonID, Post: o.EndedBefore}
		before := ended.Values()
		ended.EndsOn = o.EndedOn
		all = append(all, staff.AboutAppointment("staff.appointment_changed", ended, before))
	}
	a := staff.Appointment{ID: o.AppointmentID, PersonID: o.PersonID, Post: o.Post}
	switch o.AppointmentAction {
	case Add:
		all = append(all, staff.AboutAppointment("staff.appointment_added", a, nil))
	case Edit:
		all = append(all, staff.AboutAppointment("staff.appointment_changed", a, staff.Appointment{Post: o.PostBefore}.Values()))
	case Nothing:
	}
	return all
}
