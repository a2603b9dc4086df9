package staff

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
)

// Service keeps the records of staff. Whatever is out of the actor's scope is CodeNotFound.
type Service struct {
	store    store
	trail    *audit.Trail
	clock    calendar.Clock
	accounts Accounts
}

// AddOrganisation makes an organisation. slug is its short name, made from the name when it is "". A name that is empty, or
// whose short name is taken, is refused by the field organisation.
func (s *Service) AddOrganisation(ctx context.Context, slug, name string) (Organisation, error) {
	if slug == "" {
		slug = name
	}
	o := Organisation{ID: uuid.New(), Name: tidy(name), Slug: slugOf(slug)}
	if !isName(o.Name) || o.Slug == "" {
		return Organisation{}, apperr.InvalidField("organisation", "Enter the organisation's name, up to 120 characters.")
	}
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.store.createOrganisation(ctx, o, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, access.Actor{OrganisationID: o.ID}, audit.Change{
			Action: "staff.organisation_added", SubjectKind: "organisation", SubjectID: o.ID.String(),
			After: audit.Values{"name": o.Name},
		})
	})
	return o, err
}

// Found makes an organisation with its first administrator, and returns the administrator. What cannot be used is refused
// by the fields organisation, name and email.
func (s *Service) Found(ctx context.Context, slug, organisation, name, email string) (administratorID uuid.UUID, err error) {
	d := Details{Name: name, Email: email}.Cleaned()
	if err := apperr.Invalid(d.Problems()...); err != nil {
		return uuid.Nil, err
	}
	err = s.store.inTx(ctx, func(ctx context.Context) error {
		o, err := s.AddOrganisation(ctx, slug, organisation)
		if err != nil {
			return err
		}
		program := access.Actor{OrganisationID: o.ID}
		administrator, err := s.createPerson(ctx, program, d)
		if err != nil {
			return err
		}
		administratorID = administrator.ID
		_, err = s.createGrant(ctx, program, Grant{
			ID: uuid.New(), Person: Ref{administrator.ID, administrator.Name}, Role: access.Administrator, StartsOn: s.clock.Today(),
		})
		return err
	})
	return administratorID, err
}

// Join takes up somebody whom the organisation's own sign-in sent, and returns the person, who has no post and no role yet. What cannot
// be used is refused by the fields name and email.
func (s *Service) Join(ctx context.Context, organisation uuid.UUID, name, email string) (uuid.UUID, error) {
	d := Details{Name: name, Email: email}.Cleaned()
	if err := apperr.Invalid(d.Problems()...); err != nil {
		return uuid.Nil, err
	}
	var person Person
	err := s.store.inTx(ctx, func(ctx context.Context) (err error) {
		person, err = s.createPerson(ctx, access.Actor{OrganisationID: organisation}, d)
		return err
	})
	return person.ID, err
}

// People lists the people whom the actor may see, with the number of all that fit.
func (s *Service) People(ctx context.Context, by access.Actor, f PeopleFilter, p page.Request) ([]Person, int, error) {
	people, total, err := s.store.people(ctx, by.Scopes("people.read"), f, p, s.clock.Now())
	if err != nil || by.Scopes(permissionLeavingRead).Organisation {
		return people, total, err
	}
	for i := range people {
		if people[i].Current != nil {
			// A list does not say of each row who reads it; the record does.
			people[i].Current.EndsOn = calendar.Date{}
		}
	}
	return people, total, nil
}

// Person gives a person's record, with what the actor may do about the person.
func (s *Service) Person(ctx context.Context, by access.Actor, id uuid.UUID) (Record, error) {
	person, err := s.store.person(ctx, by.Scopes("people.read"), id, s.clock.Now())
	if err != nil {
		return Record{}, err
	}
	return s.record(ctx, by, person)
}

func (s *Service) record(ctx context.Context, by access.Actor, person Person) (Record, error) {
	appointments, err := s.store.appointmentsOf(ctx, person.ID)
	if err != nil {
		return Record{}, err
	}
	assignments, err := s.store.assignmentsOf(ctx, person.ID)
	if err != nil {
		return Record{}, err
	}
	today := s.clock.Today()
	slices.SortStableFunc(assignments, func(a, b Assignment) int {
		return rank(a.inForce(today)) - rank(b.inForce(today))
	})
	r := Record{Person: person, Appointments: appointments, Assignments: assignments}
	r.May = by.Reaching(r.relation(by, today))
	r.Appointments = discreet(r.Appointments, r.May, today)
	return r, nil
}

// relation says how the person stands to somebody on a day, as access judges it: an appointment counts for its team until
// it has ended, also before it has begun.
func (r Record) relation(to access.Actor, today calendar.Date) access.Relation {
	relation := access.RelationTo(to, r.ID)
	for _, a := range r.Assignments {
		if a.inForce(today) {
			relation = relation.Stands(to, a.Assignee.ID, a.Kind.role())
		}
	}
	for _, a := range r.Appointments {
		if a.EndsOn.IsZero() || !a.EndsOn.Before(today) {
			relation.Teams = append(relation.Teams, a.TeamPath.Teams()...)
		}
	}
	return relation
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// CreatePerson adds a person to the actor's organisation. The person cannot sign in yet.
func (s *Service) CreatePerson(ctx context.Context, by access.Actor, d Details) (Record, error) {
	d = d.Cleaned()
	if err := apperr.Invalid(d.Problems()...); err != nil {
		return Record{}, err
	}
	var person Person
	err := s.store.inTx(ctx, func(ctx context.Context) (err error) {
		person, err = s.createPerson(ctx, by, d)
		return err
	})
	if err != nil {
		return Record{}, err
	}
	return Record{Person: person, May: by.Reaching(access.Relation{})}, nil
}

func (s *Service) createPerson(ctx context.Context, by access.Actor, d Details) (Person, error) {
	person := Person{ID: uuid.New(), OrganisationID: by.OrganisationID, Name: d.Name, Email: d.Email, Version: 1, Account: NotInvited}
	if err := s.store.createPerson(ctx, person, s.clock.Now()); err != nil {
		return Person{}, err
	}
	return person, s.trail.Record(ctx, by, AboutPerson("staff.person_added", person.ID, nil, d.Values()))
}

// Values gives what was entered as the audit trail keeps it.
func (d Details) Values() audit.Values {
	return audit.Values{"name": audit.FreeText(d.Name), "email": audit.FreeText(d.Email)}
}

// AboutPerson describes a change of a person for the audit trail.
func AboutPerson(action string, id uuid.UUID, before, after audit.Values) audit.Change {
	return audit.Change{Action: action, SubjectKind: "person", SubjectID: id.String(), PersonID: &id, Before: before, After: after}
}

// EditPerson corrects a person's name or e-mail address, by which the person then also signs in. A version that is not
// the newest is CodePreconditionFailed.
func (s *Service) EditPerson(ctx context.Context, by access.Actor, id uuid.UUID, version int, d Details) (Record, error) {
	d = d.Cleaned()
	return s.change(ctx, by, id, func(ctx context.Context, person Person) error {
		if err := apperr.Invalid(d.Problems()...); err != nil {
			return err
		}
		if err := s.store.savePerson(ctx, id, d, version, s.clock.Now()); err != nil {
			return err
		}
		if d.Email != person.Email {
			if err := s.accounts.RenameAccount(ctx, id, d.Email); err != nil {
				return err
			}
		}
		before := Details{Name: person.Name, Email: person.Email}
		return s.trail.Record(ctx, by, AboutPerson("staff.person_edited", id, before.Values(), d.Values()))
	})
}

// change runs a change of a person whom the actor manages, in one transaction, and gives the record afterwards.
func (s *Service) change(ctx context.Context, by access.Actor, id uuid.UUID, fn func(context.Context, Person) error) (Record, error) {
	var record Record
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		in := by.Scopes("people.manage")
		person, err := s.store.person(ctx, in, id, s.clock.Now())
		if err != nil {
			return err
		}
		if err := fn(ctx, person); err != nil {
			return err
		}
		if person, err = s.store.person(ctx, in, id, s.clock.Now()); err != nil {
			return err
		}
		record, err = s.record(ctx, by, person)
		return err
	})
	return record, err
}

// RecordLeaving records the day from which a person no longer works here. Appointments, assignments and grants end on it;
// when it is today or earlier, the person's sessions end at once. A changed version is CodeConflict, and so are leaving
// twice, leaving by oneself, and leaving as the only administrator.
func (s *Service) RecordLeaving(ctx context.Context, by access.Actor, id uuid.UUID, on calendar.Date, version int) (Record, error) {
	if id == by.PersonID {
		return Record{}, apperr.Conflict("Nobody records their own leaving. Ask another administrator.")
	}
	return s.change(ctx, by, id, func(ctx context.Context, person Person) error {
		if !person.LeftOn.IsZero() {
			return apperr.Conflict(fmt.Sprintf("It is recorded already that %s leaves on %s.", person.Name, person.LeftOn))
		}
		if err := s.store.lockPerson(ctx, id); err != nil {
			return err
		}
		appointments, err := s.store.appointmentsOf(ctx, id)
		if err != nil {
			return err
		}
		for _, a := range appointments {
			if a.StartsOn.After(on) {
				return apperr.InvalidField("leftOn", fmt.Sprintf("%s is appointed as %s %s. Enter that day or a later one, or change the appointment first.",
					person.Name, a.RoleTitle, span(a.StartsOn, a.EndsOn)))
			}
		}
		if err := s.keepAnAdministratorBeside(ctx, person); err != nil {
			return err
		}
		now := s.clock.Now()
		if err := s.store.saveLeftOn(ctx, id, on, version, now); err != nil {
			return err
		}
		if err := s.store.endEverything(ctx, id, on, now); err != nil {
			return err
		}
		if !on.After(calendar.Today(now)) {
			if err := s.accounts.EndSessions(ctx, id); err != nil {
				return err
			}
		}
		if err := s.forgetPlannedLeaving(ctx, by, person); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, AboutPerson("staff.person_left", id, nil, audit.Values{"leftOn": on}))
	})
}

// RecordRejoining records that a person who left, or was leaving, is back. What ended stays ended.
func (s *Service) RecordRejoining(ctx context.Context, by access.Actor, id uuid.UUID, version int) (Record, error) {
	return s.change(ctx, by, id, func(ctx context.Context, person Person) error {
		if person.LeftOn.IsZero() {
			return apperr.Conflict(person.Name + " works here.")
		}
		if err := s.store.saveLeftOn(ctx, id, calendar.Date{}, version, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, AboutPerson("staff.person_rejoined", id, audit.Values{"leftOn": person.LeftOn}, nil))
	})
}

// found turns CodeNotFound into a message beside the field that named the thing.
func found(err error, field, message string) error {
	if errors.Is(err, apperr.NotFound("")) {
		return apperr.InvalidField(field, message)
	}
	return err
}

// together joins the field messages of several refusals into one, so that a form shows them all at once.
func together(refusals ...error) error {
	var fields []apperr.Field
	for _, err := range refusals {
		var refusal *apperr.Error
		switch {
		case err == nil:
		case errors.As(err, &refusal) && refusal.Code == apperr.CodeInvalid:
			fields = append(fields, refusal.Fields...)
		default:
			return err
		}
	}
	return apperr.Invalid(fields...)
}

// workingHere refuses to give something to a person who has left or is leaving.
func workingHere(p Person) error {
	if p.LeftOn.IsZero() {
		return nil
	}
	return apperr.Conflict(strings.TrimSpace(p.Name) + " has left or is leaving. Record that the person is back first.")
}
