package planning

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/workforce"
)

// Scenarios lists those that the reader may see.
func (s *Service) Scenarios(ctx context.Context, by access.Actor, r page.Request) ([]Scenario, int, error) {
	return s.store.scenarios(ctx, by.Scopes(permissionRead), r)
}

// Scenario gives one that the reader may see.
func (s *Service) Scenario(ctx context.Context, by access.Actor, id uuid.UUID) (Scenario, error) {
	found, err := s.store.these(ctx, by.Scopes(permissionRead), []uuid.UUID{id})
	if err == nil && len(found) == 0 {
		err = apperr.NotFound("scenario")
	}
	if err != nil {
		return Scenario{}, err
	}
	return found[0], nil
}

// Sketch keeps a new scenario: of the whole organisation by those who plan for it, otherwise of its owner alone. What cannot be
// is CodeInvalid by field.
func (s *Service) Sketch(ctx context.Context, by access.Actor, sc Scenario) (Scenario, error) {
	sc.ID, sc.Version, sc.ChangedOn = uuid.New(), 1, by.Today
	sc.Owner, sc.Wide = workforce.Named{ID: by.PersonID, Name: by.Name}, by.Scopes(permissionScenarios).Organisation
	err := s.keep(ctx, by, "sketched", &sc, func(ctx context.Context) error {
		return s.store.addScenario(ctx, by.OrganisationID, sc, s.clock.Now())
	})
	return sc, err
}

// Change changes a scenario. version is the one that was read; another one is CodePreconditionFailed.
func (s *Service) Change(ctx context.Context, by access.Actor, id uuid.UUID, version int, edit Scenario) (Scenario, error) {
	before, err := s.mine(ctx, by, id, version)
	if err != nil {
		return Scenario{}, err
	}
	edit.ID, edit.Owner, edit.Wide, edit.Version, edit.ChangedOn = id, before.Owner, before.Wide, version+1, by.Today
	err = s.keep(ctx, by, "changed", &edit, func(ctx context.Context) error {
		return s.store.saveScenario(ctx, edit, version, s.clock.Now())
	})
	return edit, err
}

// Drop deletes a scenario. version is the one that was read; another one is CodePreconditionFailed.
func (s *Service) Drop(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	before, err := s.mine(ctx, by, id, version)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.deleteScenario(ctx, id, version); err != nil {
			return err
		}
		return s.note(ctx, by, "dropped", before)
	})
}

// mine gives a scenario that somebody may change: one of their own, or of the organisation for those who plan for it.
func (s *Service) mine(ctx context.Context, by access.Actor, id uuid.UUID, version int) (Scenario, error) {
	found, err := s.store.these(ctx, by.Scopes(permissionScenarios), []uuid.UUID{id})
	switch {
	case err != nil:
		return Scenario{}, err
	case len(found) == 0:
		return Scenario{}, apperr.NotFound("scenario")
	case found[0].Version != version:
		return Scenario{}, apperr.PreconditionFailed()
	}
	return found[0], nil
}

func (s *Service) keep(ctx context.Context, by access.Actor, action string, sc *Scenario, write func(context.Context) error) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		roads, err := s.roads.Roads(ctx, by.OrganisationID)
		if err != nil {
			return fmt.Errorf("read the pathways: %w", err)
		}
		if *sc, err = sc.Check(roads, by.Today); err != nil {
			return err
		}
		if err := write(ctx); err != nil {
			return err
		}
		return s.note(ctx, by, action, *sc)
	})
}

func (s *Service) note(ctx context.Context, by access.Actor, action string, sc Scenario) error {
	starting := 0
	for _, in := range sc.Changes.Intakes {
		starting += in.People
	}
	values := audit.Values{"name": audit.FreeText(sc.Name), "wide": sc.Wide, "intakes": len(sc.Changes.Intakes), "starting": starting}
	sc.Changes.Target.note(values)
	return s.trail.Record(ctx, by, audit.Change{Action: "scenario." + action, SubjectKind: "scenario", SubjectID: sc.ID.String(), After: values})
}

// MostCompared is how many plans stand side by side, today's plan among them.
const MostCompared = 4

// Compared is a plan beside others: today's, or a scenario.
type Compared struct {
	// Scenario is nil for today's plan.
	Scenario *Scenario
	Forecast Forecast
}

// Comparison is up to four plans side by side.
type Comparison struct {
	Options  []Compared
	Withheld string
}

// Compare simulates today's plan and the scenarios named, for the people in scope that the filter chooses. More than fit side by
// side are CodeInvalid, an unknown one is CodeNotFound.
func (s *Service) Compare(ctx context.Context, by access.Actor, f workforce.Filter, ids []uuid.UUID) (Comparison, error) {
	if len(ids) >= MostCompared {
		return Comparison{}, apperr.InvalidField("with", fmt.Sprintf("Choose at most %d scenarios; with today's plan that makes %d side by side.", MostCompared-1, MostCompared))
	}
	return s.withToday(ctx, by, f, ids)
}

// withToday simulates today's plan and the scenarios named, however many.
func (s *Service) withToday(ctx context.Context, by access.Actor, f workforce.Filter, ids []uuid.UUID) (Comparison, error) {
	known, err := s.facts(ctx, by, f)
	if err != nil {
		return Comparison{}, err
	}
	found, err := s.store.these(ctx, by.Scopes(permissionRead), ids)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{Withheld: workforce.Withheld(by, len(known.members), known.plan.Smallest)}
	options := []Compared{{}}
	for _, id := range ids {
		i := slices.IndexFunc(found, func(sc Scenario) bool { return sc.ID == id })
		if i < 0 {
			return Comparison{}, apperr.NotFound("scenario")
		}
		options = append(options, Compared{Scenario: &found[i]})
	}
	if c.Withheld != "" {
		return c, nil
	}
	for i, o := range options {
		var changes Changes
		if o.Scenario != nil {
			changes = o.Scenario.Changes
		}
		if options[i].Forecast, err = known.forecast(changes, s.memory.run); err != nil {
			return Comparison{}, err
		}
	}
	c.Options = options
	return c, nil
}
