package staff

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
)

// AddAppointment appoints a person. Dates that cannot be, an overlap with another appointment, and a role, team or line
// manager that is not there are refused by their fields.
func (s *Service) AddAppointment(ctx context.Context, by access.Actor, personID uuid.UUID, post Post) (Appointment, error) {
	a := Appointment{ID: uuid.New(), PersonID: personID, Post: post, Version: 1}
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.store.person(ctx, by.Scopes("people.manage"), personID, s.clock.Now())
		if err != nil {
			return err
		}
		if err := workingHere(person); err != nil {
			return err
		}
		if err := s.checkPost(ctx, &a, Appointment{}); err != nil {
			return err
		}
		if err := s.store.createAppointment(ctx, person.OrganisationID, a, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, AboutAppointment("staff.appointment_added", a, nil))
	})
	return a, err
}

// EditAppointment changes or ends an appointment; post is the whole of what it shall be. A version that is not the newest
// is CodePreconditionFailed.
func (s *Service) EditAppointment(ctx context.Context, by access.Actor, id uuid.UUID, version int, post Post) (Appointment, error) {
	var changed Appointment
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		before, err := s.store.appointment(ctx, by.Scopes("people.manage"), id)
		if err != nil {
			return err
		}
		changed = Appointment{ID: id, PersonID: before.PersonID, Post: post, Version: version + 1}
		if err := s.checkPost(ctx, &changed, before); err != nil {
			return err
		}
		if err := s.store.saveAppointment(ctx, id, post, version, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, AboutAppointment("staff.appointment_changed", changed, before.Values()))
	})
	return changed, err
}

// checkPost judges the post of an appointment that is about to be written, and fills in the names of what it refers to.
// It locks the person's appointments until the transaction ends. A line manager who has left since may stay as in before.
func (s *Service) checkPost(ctx context.Context, a *Appointment, before Appointment) error {
	if err := s.store.lockPerson(ctx, a.PersonID); err != nil {
		return err
	}
	person, err := s.store.personByID(ctx, a.PersonID)
	if err != nil {
		return err
	}
	refusals := []error{apperr.Invalid(a.Problems(a.PersonID, s.clock.Today())...)}
	if !person.LeftOn.IsZero() && (a.EndsOn.IsZero() || a.EndsOn.After(person.LeftOn)) {
		refusals = append(refusals, apperr.InvalidField("endsOn", fmt.Sprintf("The person leaves on %s. Enter that day or an earlier one.", person.LeftOn)))
	}
	role, err := s.store.role(ctx, person.OrganisationID, a.RoleID, before.RoleID)
	refusals = append(refusals, found(err, "roleId", "There is no such role, or it is retired. Choose one from the list."))
	team, err := s.store.team(ctx, person.OrganisationID, a.TeamID)
	refusals = append(refusals, found(err, "teamId", "There is no such team. Choose one from the list."))
	a.RoleTitle, a.TeamName, a.TeamPath = role.Name, team.Name, team.Path
	switch a.LineManagerID {
	case uuid.Nil:
	case before.LineManagerID:
		a.LineManagerName = before.LineManagerName
	default:
		manager, err := s.store.colleague(ctx, person.OrganisationID, a.LineManagerID)
		refusals = append(refusals, found(err, "lineManagerId", "There is no such person, or the person has left. Choose somebody else."))
		a.LineManagerName = manager.Name
	}
	held, err := s.store.appointmentsOf(ctx, a.PersonID)
	if err != nil {
		return err
	}
	if err := together(refusals...); err != nil {
		return err
	}
	return Clash(a.Post, held, a.ID)
}

// Values gives an appointment as the audit trail keeps it.
func (a Appointment) Values() audit.Values {
	values := audit.Values{
		"roleId": a.RoleID, "band": a.Band, "teamId": a.TeamID, "wte": a.WTE.String(), "startsOn": a.StartsOn, "endsOn": a.EndsOn,
	}
	if a.Annex21 != "" {
		values["annex21Band"] = a.Annex21
	}
	if a.LineManagerID != uuid.Nil {
		values["lineManagerId"] = a.LineManagerID
	}
	return values
}

// AboutAppointment describes a change of an appointment for the audit trail.
func AboutAppointment(action string, a Appointment, before audit.Values) audit.Change {
	return audit.Change{
		Action: action, SubjectKind: "appointment", SubjectID: a.ID.String(), PersonID: &a.PersonID, Before: before, After: a.Values(),
	}
}

// AddAssignment gives a person a mentor or an assessor, who must have that role of access. The same assignee for the same
// purpose on the same day twice is refused.
func (s *Service) AddAssignment(ctx context.Context, by access.Actor, a Assignment) (Assignment, error) {
	a.ID = uuid.New()
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.store.person(ctx, by.Scopes("assignments.manage"), a.PersonID, s.clock.Now())
		if err != nil {
			return err
		}
		if err := workingHere(person); err != nil {
			return err
		}
		if a.PersonID == by.PersonID {
			return apperr.Forbidden("Nobody chooses their own mentor or assessor. Ask your manager or another administrator.")
		}
		if err := s.checkAssignment(ctx, person, &a); err != nil {
			return err
		}
		if err := s.store.createAssignment(ctx, person.OrganisationID, a, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, aboutAssignment("staff.assignment_added", a, nil))
	})
	return a, err
}

func (s *Service) checkAssignment(ctx context.Context, person Person, a *Assignment) error {
	if err := s.store.lockPerson(ctx, person.ID); err != nil {
		return err
	}
	if err := apperr.Invalid(a.problems()...); err != nil {
		return err
	}
	assignee, err := s.store.colleague(ctx, person.OrganisationID, a.Assignee.ID)
	if err != nil {
		return found(err, "assigneeId", "There is no such person, or the person has left. Choose somebody else.")
	}
	a.Assignee = assignee
	grants, err := s.store.grantsOf(ctx, person.OrganisationID, assignee.ID)
	if err != nil {
		return err
	}
	may := false
	for _, g := range grants {
		may = may || g.Role == a.Kind.role() && !g.ended(calendar.Later(a.StartsOn, s.clock.Today()))
	}
	if !may {
		return apperr.InvalidField("assigneeId", fmt.Sprintf("%s does not have the role of %s. An administrator can give it.", assignee.Name, a.Kind))
	}
	assigned, err := s.store.assignmentsOf(ctx, person.ID)
	if err != nil {
		return err
	}
	for _, other := range assigned {
		if other.Kind == a.Kind && other.Assignee.ID == assignee.ID && overlaps(a.StartsOn, a.EndsOn, other.StartsOn, other.EndsOn) {
			return apperr.InvalidField("startsOn", fmt.Sprintf("%s is %s's %s already, %s.", assignee.Name, person.Name, a.Kind, span(other.StartsOn, other.EndsOn)))
		}
	}
	return nil
}

// EndAssignment sets the last day of an assignment. The day before it began means that it never took effect, which ends
// the assignee's access at once.
func (s *Service) EndAssignment(ctx context.Context, by access.Actor, id uuid.UUID, on calendar.Date) (Assignment, error) {
	var ended Assignment
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		in := by.Scopes("assignments.manage")
		a, err := s.store.assignment(ctx, in, id)
		if err != nil {
			return err
		}
		if err := s.store.lockPerson(ctx, a.PersonID); err != nil {
			return err
		}
		// Read again behind the lock: somebody else may have ended it meanwhile.
		if a, err = s.store.assignment(ctx, in, id); err != nil {
			return err
		}
		if err := a.end(on, s.clock.Today()); err != nil {
			return err
		}
		if err := s.store.saveAssignmentEnd(ctx, id, on); err != nil {
			return err
		}
		before := audit.Values{"endsOn": a.EndsOn}
		a.EndsOn = on
		ended = a
		return s.trail.Record(ctx, by, aboutAssignment("staff.assignment_ended", a, before))
	})
	return ended, err
}

func aboutAssignment(action string, a Assignment, before audit.Values) audit.Change {
	return audit.Change{
		Action: action, SubjectKind: "assignment", SubjectID: a.ID.String(), PersonID: &a.PersonID, Before: before,
		After: audit.Values{"kind": a.Kind.String(), "assigneeId": a.Assignee.ID, "startsOn": a.StartsOn, "endsOn": a.EndsOn},
	}
}

// Assignees lists those of the organisation who have the role of access that the kind of assignment needs.
func (s *Service) Assignees(ctx context.Context, by access.Actor, kind AssignmentKind, p page.Request) ([]Ref, int, error) {
	return s.store.holders(ctx, by.OrganisationID, kind.role(), p, s.clock.Today())
}
