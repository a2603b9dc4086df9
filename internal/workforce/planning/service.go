package planning

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/pay"
	"bandwise/internal/workforce/simulation"
)

// The permissions that the service asks about.
const (
	permissionRead      access.Permission = "workforce.read"
	permissionManage    access.Permission = "planning.manage"
	permissionScenarios access.Permission = "planning.scenarios"
)

// Crew says who works in scope today and where they stand on the road.
type Crew interface {
	// Trained gives everybody in scope of the permission to read numbers, with a fixed number of queries.
	Trained(ctx context.Context, by access.Actor) ([]workforce.Member, error)
	// Endings gives the known ends of their work here, with a fixed number of queries.
	Endings(ctx context.Context, by access.Actor) (workforce.Endings, error)
}

// Roads says which pathways lead to ACC.
type Roads interface {
	Roads(ctx context.Context, organisation uuid.UUID) ([]Road, error)
}

// Service looks ahead, and keeps plans and scenarios.
type Service struct {
	db     *database.DB
	store  store
	trail  *audit.Trail
	clock  calendar.Clock
	crew   Crew
	roads  Roads
	scales pay.Scales
	memory memory
}

// memory keeps what simulations came to, by everything that went in.
type memory struct {
	mu   sync.Mutex
	kept map[[sha256.Size]byte]simulation.Outcome
}

// mostKept is how many outcomes are remembered; beyond it all are forgotten.
const mostKept = 64

// run simulates a plan, or remembers what it came to.
func (m *memory) run(p simulation.Plan, runs int) (simulation.Outcome, error) {
	text, err := json.Marshal(struct {
		Plan simulation.Plan
		Runs int
	}{p, runs})
	if err != nil {
		return simulation.Outcome{}, fmt.Errorf("write a plan down: %w", err)
	}
	key := sha256.Sum256(text)
	m.mu.Lock()
	o, known := m.kept[key]
	m.mu.Unlock()
	if known {
		return o, nil
	}
	if o, err = simulation.Run(p, runs, draws); err != nil {
		return simulation.Outcome{}, fmt.Errorf("simulate: %w", err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || len(m.kept) >= mostKept {
		m.kept = map[[sha256.Size]byte]simulation.Outcome{}
	}
	m.kept[key] = o
	return o, nil
}

// Published is a forecast as somebody may read it.
type Published struct {
	Forecast
	// Plans is what becomes of today's people when everybody's own plan comes true.
	Plans workforce.Forecast
	// Withheld says why nothing is published, "" when it is. Everything else is empty then.
	Withheld string
	// Accredited chooses the people whom today's point counts.
	Accredited workforce.Filter
	MayPlan    bool
	MaySketch  bool
}

// Forecast looks ahead for the people in scope that the filter chooses.
func (s *Service) Forecast(ctx context.Context, by access.Actor, f workforce.Filter) (Published, error) {
	known, err := s.facts(ctx, by, f)
	if err != nil {
		return Published{}, err
	}
	p := Published{Withheld: workforce.Withheld(by, len(known.members), known.plan.Smallest), Accredited: f, MayPlan: by.May(permissionManage), MaySketch: by.May(permissionScenarios)}
	p.Accredited.Standing = workforce.IsAccredited
	p.Today = by.Today
	if p.Withheld != "" {
		return p, nil
	}
	if p.Forecast, err = known.forecast(Changes{}, s.memory.run); err != nil {
		return Published{}, err
	}
	p.Plans = workforce.Foresee(known.members, workforce.Filter{}, by.Today)
	return p, nil
}

// Smallest gives the number of people below which nothing is published to those outside the line.
func (s *Service) Smallest(ctx context.Context, organisation uuid.UUID) (int, error) {
	p, err := s.store.plan(ctx, organisation)
	return p.Smallest, err
}

// facts reads what a forecast needs, with a fixed number of queries.
func (s *Service) facts(ctx context.Context, by access.Actor, chosen workforce.Filter) (facts, error) {
	in := by.Scopes(permissionRead)
	f := facts{today: by.Today, scales: s.scales}
	members, err := s.crew.Trained(ctx, by)
	if err != nil {
		return facts{}, fmt.Errorf("read who works here: %w", err)
	}
	endings, err := s.crew.Endings(ctx, by)
	if err != nil {
		return facts{}, fmt.Errorf("read whose work ends: %w", err)
	}
	f.members, f.told = chosen.Choose(members, by.Today), workforce.ToldOfLeavings(by)
	for i := range f.members {
		f.members[i].Person = endings.Ending(f.members[i].Person, by.Today)
	}
	if f.roads, err = s.roads.Roads(ctx, by.OrganisationID); err != nil {
		return facts{}, fmt.Errorf("read the pathways: %w", err)
	}
	if f.plan, err = s.store.plan(ctx, by.OrganisationID); err != nil {
		return facts{}, err
	}
	exams, _ := examsAndRoles(f.roads)
	if f.sittings, err = s.store.sittings(ctx, by.OrganisationID, exams, by.Today); err != nil {
		return facts{}, err
	}
	if f.courses, err = s.store.courses(ctx, by.OrganisationID, by.Today); err != nil {
		return facts{}, err
	}
	if f.booked, err = s.store.booked(ctx, in, by.Today); err != nil {
		return facts{}, err
	}
	mentors, err := s.store.mentors(ctx, by.OrganisationID, by.Today)
	if err != nil {
		return facts{}, err
	}
	for _, m := range f.members {
		if mentors[m.Person.ID] {
			f.mentors++
		}
	}
	if f.onward, err = s.store.onwards(ctx, by.OrganisationID); err != nil {
		return facts{}, err
	}
	f.history, err = s.store.history(ctx, by.OrganisationID, f.roads, by.Today)
	return f, err
}

// Plan gives the organisation's plan.
func (s *Service) Plan(ctx context.Context, by access.Actor) (Plan, error) {
	return s.store.plan(ctx, by.OrganisationID)
}

// Enter keeps a plan. version is the one that was read; another one is CodePreconditionFailed. What cannot
// be planned with is CodeInvalid by field.
func (s *Service) Enter(ctx context.Context, by access.Actor, version int, p Plan) (Plan, error) {
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Lock(ctx, "workforce plan "+by.OrganisationID.String()); err != nil {
			return err
		}
		before, err := s.store.plan(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		if before.Version != version {
			return apperr.PreconditionFailed()
		}
		if p, err = p.Check(by.Today); err != nil {
			return err
		}
		p.EnteredBy, p.EnteredOn, p.Version = workforce.Named{ID: by.PersonID, Name: by.Name}, by.Today, version+1
		if err := s.store.keepPlan(ctx, by.OrganisationID, p, before, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "planning.plan_entered", SubjectKind: "workforce_plan", SubjectID: by.OrganisationID.String(), Before: before.values(), After: p.values(),
		})
	})
	return p, err
}

func (p Plan) values() audit.Values {
	v := audit.Values{
		"passPermille": int(p.Pass), "leaveTrainingPermille": int(p.LeaveTraining), "leaveAccreditedPermille": int(p.LeaveAccredited), "enoughAttempts": p.EnoughAttempts,
		"enoughYears": p.EnoughYears,
		"smallest":    p.Smallest, "traineesPerMentor": p.TraineesPerMentor, "coursePlaces": p.CoursePlaces, "attempts": p.Attempts,
		"qualifiedBand": string(p.QualifiedBand),
	}
	p.Target.note(v)
	return v
}

// note adds a target to the values of an audit row.
func (t *Target) note(v audit.Values) {
	if t != nil {
		v["targetWteHundredths"], v["targetBand"], v["targetBy"] = int(t.WTE), string(t.Band), t.By
	}
}

// Settings is what the form of a scenario offers.
type Settings struct {
	Plan  Plan
	Roads []Road
	// MayPlan says whether the reader may enter the plan.
	MayPlan bool
}

// Settings gives the plan with what forms offer beside it.
func (s *Service) Settings(ctx context.Context, by access.Actor) (Settings, error) {
	p, err := s.Plan(ctx, by)
	if err != nil {
		return Settings{}, err
	}
	roads, err := s.roads.Roads(ctx, by.OrganisationID)
	if err != nil {
		return Settings{}, fmt.Errorf("read the pathways: %w", err)
	}
	roads = slices.Clone(roads)
	return Settings{Plan: p, Roads: roads, MayPlan: by.May(permissionManage)}, nil
}
