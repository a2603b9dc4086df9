package demo

import (
	"context"

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
