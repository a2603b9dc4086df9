// Package demo makes the invented trusts of bandwise/seed/demo in a database: as people would have made them, through the
// features' own services, each step by the person who would have taken it, on its day. So the demo can hold nothing that
// Bandwise would refuse, and every step has its row in the audit trail.
//
// An organisation began to use Bandwise on the day on which it was founded here. What happened before was entered on that
// day, with the days on which it had happened. Nothing happens on the base day itself or later.
package demo

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/accreditation"
	"bandwise/internal/appraisal"
	"bandwise/internal/file"
	"bandwise/internal/framework"
	"bandwise/internal/identity"
	"bandwise/internal/jobevaluation/matching"
	"bandwise/internal/pack"
	"bandwise/internal/pathway"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/portfolio"
	"bandwise/internal/practice"
	"bandwise/internal/privacy"
	"bandwise/internal/role"
	"bandwise/internal/staff"
	"bandwise/internal/training"
	"bandwise/internal/training/course"
	"bandwise/internal/workforce/establishment"
	"bandwise/internal/workforce/planning"
	"bandwise/seed/demo"
)

// Services are the features that the demo is written through.
type Services struct {
	Staff         *staff.Service
	Identity      *identity.Service
	Role          *role.Service
	Training      *training.Service
	File          *file.Service
	Portfolio     *portfolio.Service
	Matching      *matching.Service
	Framework     *framework.Service
	Pathway       *pathway.Service
	Pack          *pack.Service
	Appraisal     *appraisal.Service
	Practice      *practice.Service
	Course        *course.Service
	Planning      *planning.Service
	Establishment *establishment.Service
	Accreditation *accreditation.Service
	Privacy       *privacy.Service
}

// Dependencies are what making the demo needs.
type Dependencies struct {
	DB     *database.DB
	Policy *access.Policy
	// Services builds the features so that they live by the clock that the demo sets.
	Services func(calendar.Clock) (Services, error)
}

// Make makes the organisations that are not there yet, with their history up to the day before the base day, one
// transaction each, and reports how many it made. Of several nodes one works and the others wait. The reference data has
// to be loaded.
func Make(ctx context.Context, d Dependencies, base calendar.Date) (made int, err error) {
	organisations, err := demo.Organisations()
	if err != nil {
		return 0, err
	}
	clock := &moment{}
	services := sync.OnceValues(func() (Services, error) { return d.Services(clock.time) })
	for _, o := range organisations {
		err := d.DB.InTx(ctx, func(ctx context.Context) error {
			if err := d.DB.Lock(ctx, "demo trust"); err != nil {
				return err
			}
			there, err := store{d.DB}.organisation(ctx, o.Name)
			if err != nil || there != uuid.Nil {
				return err
			}
			trust, err := o.Load()
			if err != nil {
				return err
			}
			through, err := services()
			if err != nil {
				return err
			}
			made++
			return newMaker(d, through, clock, trust, base).make(ctx)
		})
		if err != nil {
			return 0, fmt.Errorf("%s: %w", o.Name, err)
		}
	}
	return made, nil
}

// SignIns lists the people whom the sign-in page offers, in the demo's order.
func SignIns() ([]identity.DemoAccount, error) {
	organisations, err := demo.Organisations()
	if err != nil {
		return nil, err
	}
	var accounts []identity.DemoAccount
	for _, o := range organisations {
		for _, a := range o.Accounts {
			accounts = append(accounts, identity.DemoAccount{Email: a.Email, Name: a.Name, Role: a.Role, What: a.What})
		}
	}
	return accounts, nil
}

// moment is the time by which the features live while the demo is made.
type moment struct{ now time.Time }

func (m *moment) time() time.Time { return m.now }

// maker makes one organisation.
type maker struct {
	Services
	clock  *moment
	store  store
	policy *access.Policy
	trust  demo.Trust
	base   calendar.Date
	// began is the day on which the organisation began to use Bandwise.
	began calendar.Date

	organisation uuid.UUID
	teams        map[string]uuid.UUID
	roles        map[string]uuid.UUID
	people       map[string]uuid.UUID
	// claims are by the person and the statement.
	claims map[[2]string]uuid.UUID
	grants map[string][]access.Grant
	// sittings are by the period that leads to their first paper.
	sittings map[string]uuid.UUID
}

func newMaker(d Dependencies, through Services, clock *moment, trust demo.Trust, base calendar.Date) *maker {
	m := &maker{
		Services: through, clock: clock, store: store{d.DB}, policy: d.Policy, trust: trust, base: base, teams: map[string]uuid.UUID{},
		roles: map[string]uuid.UUID{}, people: map[string]uuid.UUID{}, grants: map[string][]access.Grant{}, sittings: map[string]uuid.UUID{},
		claims: map[[2]string]uuid.UUID{},
	}
	m.began = m.weekday(trust.Founded)
	return m
}

// make takes one step after the other.
func (m *maker) make(ctx context.Context) error {
	for _, s := range m.steps() {
		m.clock.now = s.at
		if err := s.take(ctx); err != nil {
			return fmt.Errorf("%s on %s: %w", s.what, calendar.Today(s.at), err)
		}
	}
	return nil
}

// actor is a person of the demo with the roles of access given so far.
func (m *maker) actor(key string) access.Actor {
	p, _ := m.trust.Person(key)
	return m.policy.NewActor(m.people[key], m.organisation, p.Name, p.Email, m.grants[key], m.clock.now)
}

// on gives the day that a period from the base day leads to.
func (m *maker) on(p calendar.Period) calendar.Date { return m.base.Add(p) }

// weekday is on for what people do at work: a day of the weekend becomes the Friday before.
func (m *maker) weekday(p calendar.Period) calendar.Date { return atWork(m.on(p)) }

func atWork(day calendar.Date) calendar.Date {
	switch day.Weekday() {
	case time.Saturday:
		return day.AddDays(-1)
	case time.Sunday:
		return day.AddDays(-2)
	default:
		return day
	}
}

// nextAtWork gives the next day on which people work.
func nextAtWork(day calendar.Date) calendar.Date {
	for day = day.AddDays(1); atWork(day) != day; {
		day = day.AddDays(1)
	}
	return day
}
