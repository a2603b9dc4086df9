package privacy

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// RunState is how far a run is.
type RunState string

// The states of a run.
const (
	Running  RunState = "running"
	Finished RunState = "finished"
	Broken   RunState = "failed"
)

// Run is one carrying out of the rules.
type Run struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Day            calendar.Date
	State          RunState
	Done, Total    int
	Failure        string
	// StartedBy is nobody where Bandwise began it by itself.
	StartedBy  *uuid.UUID
	StartedAt  time.Time
	FinishedAt *time.Time
}

// RunView is a run with who began it.
type RunView struct {
	Run
	StarterName string
}

// Start carries the rules out as the preview of today with that mark said. When something else would be removed by now, or a run is
// on its way, it is CodeConflict.
func (s *Service) Start(ctx context.Context, by access.Actor, mark string) (RunView, error) {
	var started RunView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.lockOrganisation(ctx, by.OrganisationID); err != nil {
			return err
		}
		p, err := s.preview(ctx, by.OrganisationID, s.clock.Today())
		if err != nil {
			return err
		}
		if p.Mark != mark {
			return apperr.Conflict("What would be removed has changed since you looked. Look at the preview again.")
		}
		if p.Empty() {
			return apperr.Conflict("There is nothing to remove today.")
		}
		r, err := s.begin(ctx, by, p)
		if err != nil {
			return err
		}
		started, err = s.store.run(ctx, by.OrganisationID, r.ID)
		return err
	})
	return started, err
}

// begin notes a run and has it carried out.
func (s *Service) begin(ctx context.Context, by access.Actor, p Preview) (Run, error) {
	running, err := s.store.running(ctx, by.OrganisationID)
	if err != nil {
		return Run{}, err
	}
	if running {
		return Run{}, apperr.Conflict("A run is on its way already. Wait for its end.")
	}
	r := Run{
		ID: uuid.New(), OrganisationID: by.OrganisationID, Day: p.Day, State: Running, Total: len(p.due()) + len(p.Kinds), StartedAt: s.clock.Now(),
	}
	if by.PersonID != uuid.Nil {
		r.StartedBy = &by.PersonID
	}
	if err := s.store.addRun(ctx, r); err != nil {
		return Run{}, err
	}
	err = s.trail.Record(ctx, by, audit.Change{
		Action: "privacy.retention_run_started", SubjectKind: "retention_run", SubjectID: r.ID.String(), After: audit.Values{"day": p.Day, "leavers": len(p.due())},
	})
	if err != nil {
		return Run{}, err
	}
	return r, s.queue.CarryOut(ctx, r.OrganisationID, r.ID)
}

// CarryOut removes what is due by a run's day, as the program itself, one person in one transaction. It can be repeated: what is done stays
// done. Whoever got a hold meanwhile, or came back, is left alone.
func (s *Service) CarryOut(ctx context.Context, runID uuid.UUID) error {
	r, err := s.store.runByID(ctx, runID)
	if apperr.CodeOf(err) == apperr.CodeNotFound || err == nil && r.State == Finished {
		return nil
	}
	if err != nil {
		return err
	}
	err = s.carryOut(ctx, r)
	now := s.clock.Now()
	r.State, r.FinishedAt = Finished, &now
	if err != nil {
		r.State, r.Failure = Broken, "The run stopped before its end. What it removed stays removed; it is tried again by itself."
	}
	finishing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if noted := s.store.finishRun(finishing, r); noted != nil {
		return noted
	}
	return err
}

func (s *Service) carryOut(ctx context.Context, r Run) error {
	p, err := s.preview(ctx, r.OrganisationID, r.Day)
	if err != nil {
		return err
	}
	rules, err := s.store.rules(ctx, r.OrganisationID)
	if err != nil {
		return err
	}
	done := r.Total - len(p.due()) - len(p.Kinds)
	for _, l := range p.due() {
		err := s.pseudonymise(ctx, pseudonymised{organisation: r.OrganisationID, person: l.ID, run: &r, rule: rules[Leavers], day: r.Day})
		if err != nil && apperr.CodeOf(err) != apperr.CodeConflict {
			return err
		}
		done++
		if err := s.store.runProgressed(ctx, r.ID, done); err != nil {
			return err
		}
	}
	for _, k := range p.Kinds {
		if _, err := s.sweep(ctx, sweeping{organisation: r.OrganisationID, run: &r, rule: k.Rule, day: r.Day}); err != nil {
			return err
		}
		done++
		if err := s.store.runProgressed(ctx, r.ID, done); err != nil {
			return err
		}
	}
	return nil
}

// sweeping is what rows of a kind are removed by.
type sweeping struct {
	organisation uuid.UUID
	// run is nil where an older log is carried out again.
	run  *Run
	rule Rule
	day  calendar.Date
}

// sweep deletes the rows of a kind that have been kept for their time, in one transaction with its entry in the log, and gives their number.
func (s *Service) sweep(ctx context.Context, p sweeping) (rows int, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context) (err error) {
		if rows, err = s.store.sweep(ctx, p.rule.Kind, p.organisation, p.rule.Before(p.day)); err != nil || rows == 0 {
			return err
		}
		entry := Deletion{ID: uuid.New(), OrganisationID: p.organisation, At: s.clock.Now(), Kind: p.rule.Kind.String(), Period: p.rule.Period, RowCount: rows}
		by := access.Actor{OrganisationID: p.organisation}
		change := audit.Change{
			Action: "privacy.records_removed", SubjectKind: "organisation", SubjectID: p.organisation.String(), After: audit.Values{"kind": p.rule.Kind.String(), "rows": rows},
		}
		if p.run != nil {
			entry.RunID, entry.ByID, by = &p.run.ID, p.run.StartedBy, p.run.starter()
			change.SubjectKind, change.SubjectID = "retention_run", p.run.ID.String()
		}
		if err := s.store.log(ctx, entry); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, change)
	})
	return rows, err
}

// starter is who began the run, as the trail names them.
func (r Run) starter() access.Actor {
	by := access.Actor{OrganisationID: r.OrganisationID}
	if r.StartedBy != nil {
		by.PersonID = *r.StartedBy
	}
	return by
}

// StartDue begins a run in every organisation that wants them by themselves and has something to remove.
func (s *Service) StartDue(ctx context.Context) error {
	wanting, err := s.store.automatic(ctx)
	if err != nil {
		return err
	}
	for _, organisationID := range wanting {
		err := s.db.InTx(ctx, func(ctx context.Context) error {
			if err := s.store.lockOrganisation(ctx, organisationID); err != nil {
				return err
			}
			p, err := s.preview(ctx, organisationID, s.clock.Today())
			if err != nil || p.Empty() {
				return err
			}
			_, err = s.begin(ctx, access.Actor{OrganisationID: organisationID}, p)
			return err
		})
		if err != nil && apperr.CodeOf(err) != apperr.CodeConflict {
			return err
		}
	}
	return nil
}
