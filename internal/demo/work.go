package demo

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/role"
	"bandwise/internal/staff"
	"bandwise/seed"
	"bandwise/seed/demo"
)

// notice is how long before its first day an appointment is entered.
const notice = 7

func (m *maker) planOrganisation(p *plan) {
	p.add(m.began, phaseFounding, "found the organisation", func(ctx context.Context) error {
		administrator, _ := m.trust.Person(m.trust.Administrator)
		id, err := m.Staff.Found(ctx, "", m.trust.Name, administrator.Name, administrator.Email)
		if err != nil {
			return err
		}
		if m.organisation, err = m.store.organisation(ctx, m.trust.Name); err != nil {
			return err
		}
		m.people[administrator.Key] = id
		m.grant(administrator.Key, access.Grant{Role: access.Administrator, StartsOn: m.began})
		return nil
	})
	for _, t := range m.trust.Teams {
		p.add(m.began, phaseFounding, "add the team "+t.Key, func(ctx context.Context) error {
			team, err := m.Staff.CreateTeam(ctx, m.administrator(), t.Name, m.teams[t.Under])
			m.teams[t.Key] = team.ID
			return err
		})
	}
	for _, r := range m.trust.Roles {
		if r.Source != "" {
			m.roles[r.Key] = seed.ID(seed.KindRole, r.Source)
			continue
		}
		p.add(m.began, phaseFounding, "add the role "+r.Key, func(ctx context.Context) (err error) {
			m.roles[r.Key], err = m.Role.Create(ctx, m.administrator(), newRole(r))
			return err
		})
	}
}

func (m *maker) administrator() access.Actor { return m.actor(m.trust.Administrator) }

func (m *maker) grant(key string, g access.Grant) {
	g.PersonID, g.OrganisationID = m.people[key], m.organisation
	m.grants[key] = append(m.grants[key], g)
}

func newRole(r demo.Role) role.NewRole {
	n := role.NewRole{Title: r.Title, Band: role.Band(r.Band), BandStatus: role.BandStated, Purpose: []string{r.Purpose}}
	if r.Profile != "" {
		n.ProfileID = uuid.NullUUID{UUID: seed.ID(seed.KindProfile, r.Profile), Valid: true}
		n.ProfileReason = r.ProfileReason
	}
	for _, q := range r.Requirements {
		asked := role.NewRequirement{Code: q.Code, Level: role.Level(q.Level), Importance: role.Essential, Reason: q.Reason}
		if q.Desirable {
			asked.Importance = role.Desirable
		}
		if len(q.Lines) > 0 {
			asked.Sources = []role.Source{{Document: seed.DocumentProfiles, Lines: q.Lines}}
		}
		if q.Accreditation != "" {
			asked.Kind, asked.Of = role.KindAccreditation, q.Accreditation
		}
		if len(q.Statements) == 0 {
			n.Requirements = append(n.Requirements, asked)
		}
		for _, key := range q.Statements {
			asked.StatementID = uuid.NullUUID{UUID: statement(key), Valid: true}
			n.Requirements = append(n.Requirements, asked)
		}
	}
	return n
}

// statement gives the identifier of a statement of the framework by its key.
func statement(key string) uuid.UUID { return seed.ID(seed.KindStatement, key) }

// planWork plans a person's arrival, appointments, roles of access, mentors, assessors and account.
func (m *maker) planWork(p *plan, person demo.Person) {
	arrival := m.on(person.Appointments[0].From).AddDays(-notice)
	if person.Key != m.trust.Administrator {
		p.add(atWork(arrival), phaseArrival, "add "+person.Key, func(ctx context.Context) error {
			record, err := m.Staff.CreatePerson(ctx, m.administrator(), staff.Details{Name: person.Name, Email: person.Email})
			m.people[person.Key] = record.ID
			return err
		})
	}
	if slices.ContainsFunc(m.trust.Accounts, func(a demo.Account) bool { return a.Person == person.Key }) {
		p.add(atWork(arrival), phaseAccess, "give an account to "+person.Key, func(ctx context.Context) error {
			return m.Identity.Provision(ctx, m.people[person.Key], person.Email, demo.Password)
		})
	}
	var before staff.Appointment
	for i, a := range person.Appointments {
		entered := atWork(m.on(a.From).AddDays(-notice))
		if i > 0 {
			p.add(entered, phaseAppointment, "end an appointment of "+person.Key, func(ctx context.Context) (err error) {
				if !before.EndsOn.IsZero() {
					return nil
				}
				post := before.Post
				post.EndsOn = m.until(person.Appointments[i-1].Until)
				_, err = m.Staff.EditAppointment(ctx, m.administrator(), before.ID, before.Version, post)
				return err
			})
		}
		p.add(entered, phaseAppointment, "appoint "+person.Key, func(ctx context.Context) (err error) {
			post := staff.Post{
				RoleID: m.roles[a.Role], Band: staff.Band(a.Band), TeamID: m.teams[a.Team], LineManagerID: m.people[a.Manager],
				WTE: staff.FullTime, Annex21: staff.Band(a.Annex21), StartsOn: m.on(a.From),
			}
			if a.WTE != 0 {
				post.WTE = staff.WTE(a.WTE)
			}
			// The end of an appointment that has not ended yet is entered with the one that follows it.
			if until := m.until(a.Until); !until.IsZero() && (i == len(person.Appointments)-1 || until.Before(calendar.Today(m.clock.now))) {
				post.EndsOn = until
			}
			before, err = m.Staff.AddAppointment(ctx, m.administrator(), m.people[person.Key], post)
			return err
		})
	}
	m.planAccess(p, person)
}

func (m *maker) until(p *calendar.Period) calendar.Date {
	if p == nil {
		return calendar.Date{}
	}
	return m.on(*p)
}

func (m *maker) planAccess(p *plan, person demo.Person) {
	for _, a := range person.Access {
		from := calendar.Later(m.on(a.From), m.began)
		p.add(atWork(from), phaseAccess, "give access to "+person.Key, func(ctx context.Context) error {
			g := staff.Grant{Person: staff.Ref{ID: m.people[person.Key]}, Role: access.Role(a.Role), StartsOn: from}
			kept := access.Grant{Role: g.Role, StartsOn: from}
			if a.Team != "" {
				team := m.teams[a.Team]
				g.Team, kept.TeamID = &staff.Ref{ID: team}, &team
			}
			m.grant(person.Key, kept)
			_, err := m.Staff.GiveGrant(ctx, m.administrator(), g)
			return err
		})
	}
	for kind, assignments := range [][]demo.Assignment{staff.Mentor: person.Mentors, staff.Assessor: person.Assessors} {
		for _, a := range slices.Clone(assignments) {
			p.add(m.weekday(a.From), phaseAssignment, "assign "+a.Who+" to "+person.Key, func(ctx context.Context) error {
				_, err := m.Staff.AddAssignment(ctx, m.administrator(), staff.Assignment{
					PersonID: m.people[person.Key], Assignee: staff.Ref{ID: m.people[a.Who]}, Kind: staff.AssignmentKind(kind),
					StartsOn: m.on(a.From), EndsOn: m.until(a.Until),
				})
				return err
			})
		}
	}
}
