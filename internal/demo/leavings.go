package demo

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/accreditation"
	"bandwise/internal/staff"
	"bandwise/seed/demo"
)

// planLeavings plans that it is entered who is to leave and whose term is fixed, and that certifications are recorded.
func (m *maker) planLeavings(p *plan) {
	for _, l := range m.trust.Leavings {
		p.add(m.weekday(l.On), phaseFramework, "plan the leaving of "+l.Person, func(ctx context.Context) error {
			_, err := m.Staff.PlanLeaving(ctx, m.actor(l.By), m.people[l.Person], 1, staff.ParseLeavingKind(l.Kind), m.on(l.Leaves))
			return err
		})
	}
	for _, t := range m.trust.Terms {
		p.add(m.weekday(t.On), phaseFramework, "enter the fixed term of "+t.Person, func(ctx context.Context) error { return m.fixTerm(ctx, t) })
	}
	for _, c := range m.trust.Certifications {
		p.add(m.weekday(c.Awarded), phaseFramework, "record the certification of "+c.Person, func(ctx context.Context) error {
			_, err := m.Accreditation.Record(ctx, m.actor(c.By), m.people[c.Person], accreditation.Kind(c.Kind), m.weekday(c.Awarded), c.Because)
			return err
		})
	}
}

// planGone plans that those who left before are entered, on the day on which the organisation began, and that records are held.
func (m *maker) planGone(p *plan) {
	for _, g := range m.trust.Gone {
		var id uuid.UUID
		p.add(m.on(g.Left), phaseAppointment, "enter that "+g.Name+" had left", func(ctx context.Context) error {
			person, err := m.Staff.CreatePerson(ctx, m.administrator(), staff.Details{Name: g.Name, Email: g.Email})
			if err != nil {
				return err
			}
			id = person.ID
			_, err = m.Staff.AddAppointment(ctx, m.administrator(), id, staff.Post{
				RoleID: m.roles[g.Role], Band: staff.Band(g.Band), TeamID: m.teams[g.Team], WTE: staff.FullTime, StartsOn: m.on(g.From), EndsOn: m.on(g.Left).AddDays(-1),
			})
			if err != nil {
				return err
			}
			_, err = m.Staff.RecordLeaving(ctx, m.administrator(), id, m.on(g.Left), person.Version)
			return err
		})
		if g.Hold == nil {
			continue
		}
		p.add(m.weekday(g.Hold.On), phaseAccess, "hold the record of "+g.Name, func(ctx context.Context) error {
			_, err := m.Privacy.PlaceHold(ctx, m.actor(g.Hold.By), id, g.Hold.Reason, m.on(g.Hold.Review))
			return err
		})
	}
}

func (m *maker) fixTerm(ctx context.Context, t demo.Term) error {
	person, err := m.Staff.Person(ctx, m.administrator(), m.people[t.Person])
	if err != nil {
		return err
	}
	newest := person.Appointments[0]
	post := newest.Post
	post.EndsOn = m.on(t.Ends)
	_, err = m.Staff.EditAppointment(ctx, m.administrator(), newest.ID, newest.Version, post)
	return err
}
