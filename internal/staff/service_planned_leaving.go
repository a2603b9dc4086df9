package staff

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// The permissions that a planned leaving has of its own. Who may read about a person may not read this: a mentor, an assessor
// and an auditor are outside the line. The manager enters it, being the one who is told; so does the administrator, who keeps
// appointments. The workforce lead plans with it and changes nobody's record.
const (
	permissionLeavingRead   access.Permission = "leaving.read"
	permissionLeavingManage access.Permission = "leaving.manage"
)

// PlannedLeaving gives what is planned of a person within reach, and whether the actor may change it.
func (s *Service) PlannedLeaving(ctx context.Context, by access.Actor, personID uuid.UUID) (p PlannedLeaving, mayChange bool, err error) {
	if _, err := s.store.person(ctx, by.Scopes(permissionLeavingRead), personID, s.clock.Now()); err != nil {
		return PlannedLeaving{}, false, err
	}
	if p, err = s.store.plannedLeaving(ctx, personID); err != nil {
		return PlannedLeaving{}, false, err
	}
	if personID == by.PersonID {
		return p, false, nil
	}
	mayChange, err = s.store.reaches(ctx, by.Scopes(permissionLeavingManage), personID)
	return p, mayChange, err
}

// PlanLeaving enters or changes on which day somebody is to leave. A version that is not the newest is CodePreconditionFailed,
// what cannot be is CodeInvalid by field, and somebody who has left, or is oneself, is refused.
func (s *Service) PlanLeaving(ctx context.Context, by access.Actor, personID uuid.UUID, version int, kind LeavingKind, on calendar.Date) (PlannedLeaving, error) {
	planned := PlannedLeaving{Kind: kind, LeavesOn: on}
	return s.keepLeaving(ctx, by, personID, version, planned, func(ctx context.Context, person Person, _ PlannedLeaving) error {
		if err := workingHere(person); err != nil {
			return err
		}
		held, err := s.store.appointmentsOf(ctx, personID)
		if err != nil {
			return err
		}
		return planned.check(person.Name, held, s.clock.Today())
	})
}

// UnplanLeaving takes back what was planned. A version that is not the newest is CodePreconditionFailed; nothing to take back is
// CodeNotFound.
func (s *Service) UnplanLeaving(ctx context.Context, by access.Actor, personID uuid.UUID, version int) (PlannedLeaving, error) {
	return s.keepLeaving(ctx, by, personID, version, PlannedLeaving{}, func(_ context.Context, _ Person, before PlannedLeaving) error {
		if !before.Planned() {
			return apperr.NotFound("planned leaving")
		}
		return nil
	})
}

func (s *Service) keepLeaving(ctx context.Context, by access.Actor, personID uuid.UUID, version int, planned PlannedLeaving,
	allowed func(context.Context, Person, PlannedLeaving) error,
) (PlannedLeaving, error) {
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.store.person(ctx, by.Scopes(permissionLeavingManage), personID, s.clock.Now())
		if err != nil {
			return err
		}
		if personID == by.PersonID {
			return apperr.Forbidden("Nobody enters their own leaving. Ask your line manager or an administrator.")
		}
		if err := s.store.lockPerson(ctx, personID); err != nil {
			return err
		}
		before, err := s.store.plannedLeaving(ctx, personID)
		if err != nil {
			return err
		}
		if before.Version != version {
			return apperr.PreconditionFailed()
		}
		if err := allowed(ctx, person, before); err != nil {
			return err
		}
		planned.EnteredBy, planned.EnteredOn, planned.Version = Ref{by.PersonID, by.Name}, s.clock.Today(), before.Version+1
		if err := s.store.savePlannedLeaving(ctx, person, planned, before, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, aboutLeaving(personID, before, planned))
	})
	return planned, err
}

// forgetPlannedLeaving takes away what was planned of somebody whose leaving is recorded: from then on that is the fact.
func (s *Service) forgetPlannedLeaving(ctx context.Context, by access.Actor, person Person) error {
	before, err := s.store.plannedLeaving(ctx, person.ID)
	if err != nil || !before.Planned() {
		return err
	}
	none := PlannedLeaving{EnteredBy: Ref{by.PersonID, by.Name}, EnteredOn: s.clock.Today(), Version: before.Version + 1}
	if err := s.store.savePlannedLeaving(ctx, person, none, before, s.clock.Now()); err != nil {
		return err
	}
	return s.trail.Record(ctx, by, aboutLeaving(person.ID, before, none))
}

func aboutLeaving(personID uuid.UUID, before, after PlannedLeaving) audit.Change {
	action := "staff.leaving_planned"
	if !after.Planned() {
		action = "staff.leaving_unplanned"
	}
	return audit.Change{
		Action: action, SubjectKind: "person", SubjectID: personID.String(), PersonID: &personID, Before: before.values(), After: after.values(),
	}
}

func (p PlannedLeaving) values() audit.Values {
	if !p.Planned() {
		return nil
	}
	// Whoever reads the trail may be outside the line: it shows that something was entered, not what.
	return audit.Values{"kind": audit.FreeText(p.Kind.String()), "leavesOn": audit.FreeText(p.LeavesOn.ISO())}
}

// discreet takes the last days to come from appointments that are shown to somebody outside the line, to whom it is no business
// whether a term is fixed. What has ended stays.
func discreet(appointments []Appointment, may []access.Permission, today calendar.Date) []Appointment {
	if slices.Contains(may, permissionLeavingRead) {
		return appointments
	}
	shown := slices.Clone(appointments)
	for i, a := range shown {
		if !a.EndsOn.Before(today) {
			shown[i].EndsOn = calendar.Date{}
		}
	}
	return shown
}
