package role

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// PeopleRead is the permission to see who holds a role; its scope says of whom.
const PeopleRead access.Permission = "people.read"

// Holders gives one page of those in the actor's scope who hold a role today, and how many they are.
func (s *Service) Holders(ctx context.Context, by access.Actor, id uuid.UUID, r page.Request) ([]Holder, int, error) {
	if err := s.known(ctx, by, id); err != nil {
		return nil, 0, err
	}
	return s.store.holders(ctx, by.Scopes(PeopleRead), id, s.clock.Today(), r)
}

// Versions gives one page of the versions of a role, the newest first, and how many there are.
func (s *Service) Versions(ctx context.Context, by access.Actor, id uuid.UUID, r page.Request) ([]Version, int, error) {
	if err := s.known(ctx, by, id); err != nil {
		return nil, 0, err
	}
	return s.store.versions(ctx, id, r)
}

// Version gives a role as one version of it was published. What it asks for is named, and its skill levels are taken
// apart, by the framework of today.
func (s *Service) Version(ctx context.Context, by access.Actor, id uuid.UUID, number int) (Version, Detail, error) {
	c, held, err := s.library(ctx, by)
	if err != nil {
		return Version{}, Detail{}, err
	}
	if _, known := held.role(id); !known {
		return Version{}, Detail{}, apperr.NotFound("role")
	}
	v, r, err := s.past(ctx, c, id, number)
	return v, c.detail(r, held), err
}

func (s *Service) past(ctx context.Context, c catalogue, id uuid.UUID, number int) (Version, Role, error) {
	v, rows, err := s.store.version(ctx, id, number)
	if err != nil {
		return Version{}, Role{}, err
	}
	r, err := rows.role(c.profiles)
	r.Version = number
	return v, r.named(c).expanded(c), err
}

// VersionDifferences tells what changed from one version of a role to another.
func (s *Service) VersionDifferences(ctx context.Context, by access.Actor, id uuid.UUID, from, to int) ([]Difference, error) {
	c, held, err := s.library(ctx, by)
	if err != nil {
		return nil, err
	}
	if _, known := held.role(id); !known {
		return nil, apperr.NotFound("role")
	}
	_, before, err := s.past(ctx, c, id, from)
	if err != nil {
		return nil, err
	}
	_, after, err := s.past(ctx, c, id, to)
	if err != nil {
		return nil, err
	}
	return Differences(before, after), nil
}

// Compare tells what changes from one role to another.
func (s *Service) Compare(ctx context.Context, by access.Actor, fromID, toID uuid.UUID) (Comparison, error) {
	c, held, err := s.library(ctx, by)
	if err != nil {
		return Comparison{}, err
	}
	from, known := held.role(fromID)
	to, also := held.role(toID)
	if !known || !also {
		return Comparison{}, apperr.NotFound("role")
	}
	from, to = from.named(c), to.named(c)
	found := Comparison{From: from, To: to}
	before, after := []Factor(nil), []Factor(nil)
	if found.FromBasis, before, err = s.factors(ctx, from); err != nil {
		return Comparison{}, err
	}
	if found.ToBasis, after, err = s.factors(ctx, to); err != nil {
		return Comparison{}, err
	}
	found.Skills = compareSkills(from.Requirements, to.Requirements)
	found.Criteria = compareCriteria(from.Criteria, to.Criteria)
	found.Factors = compareFactors(before, after)
	found.FactorNote = factorNote(from, to, found.FromBasis, found.ToBasis)
	found.Asks = compareAsks(from.Asks, to.Asks)
	return found, nil
}

// factors tells where a role stands on the job evaluation factors: by its released match, else by its national profile.
func (s *Service) factors(ctx context.Context, r Role) (Basis, []Factor, error) {
	switch {
	case r.Match != nil:
		levels, err := s.store.matchedLevels(ctx, r.Match.ID)
		if err != nil {
			return BasisNone, nil, err
		}
		factors, err := s.evaluations.OfLevels(ctx, levels)
		return BasisMatch, factors, err
	case r.Profile != nil:
		factors, err := s.evaluations.OfProfile(ctx, r.Profile.ID)
		return BasisProfile, factors, err
	}
	return BasisNone, nil, nil
}

// Choice is something that a role can ask for. Asked says that it does already.
type Choice struct {
	Ask
	Asked bool
}

// Choices gives one page of what a role can ask for, whole skill levels first, and how many there are. Kind 0 gives all
// kinds; the query finds words of their names and texts.
func (s *Service) Choices(ctx context.Context, by access.Actor, id uuid.UUID, kind Kind, r page.Request) ([]Choice, int, error) {
	role, c, err := s.role(ctx, by, id)
	if err != nil {
		return nil, 0, err
	}
	var all []Choice
	for _, a := range c.choices(role.Criteria) {
		if kind != 0 && a.Kind != kind {
			continue
		}
		if a = c.named(a, role.Criteria); reference.Matches(fold.Text(a.Name, a.Detail, a.Code), r.Query) {
			all = append(all, Choice{Ask: a, Asked: slices.ContainsFunc(role.Asks, a.same)})
		}
	}
	return reference.Cut(all, r), len(all), nil
}

// choices lists everything that a role with these criteria can ask for.
func (c catalogue) choices(criteria []Criterion) []Ask {
	var levels, statements, others []Ask
	for _, s := range c.statements {
		if s.Ended {
			continue
		}
		statements = append(statements, Ask{Kind: KindStatement, StatementID: uuid.NullUUID{UUID: s.ID, Valid: true}, Code: s.Code, Level: s.Level})
		if level := (Ask{Kind: KindSkillLevel, Code: s.Code, Level: s.Level}); !slices.ContainsFunc(levels, level.same) {
			levels = append(levels, level)
		}
	}
	for _, one := range criteria {
		others = append(others, Ask{Kind: KindCriterion, CriterionID: uuid.NullUUID{UUID: one.ID, Valid: true}})
	}
	for _, road := range c.roads {
		for _, m := range road.Milestones {
			if milestone := (Ask{Kind: KindMilestone, Of: m.Key}); !slices.ContainsFunc(others, milestone.same) {
				others = append(others, milestone)
			}
		}
	}
	for _, one := range c.accreditations {
		others = append(others, Ask{Kind: KindAccreditation, Of: one.Key})
	}
	return slices.Concat(levels, statements, others)
}

// known refuses a role that the actor's organisation does not read.
func (s *Service) known(ctx context.Context, by access.Actor, id uuid.UUID) error {
	held, err := s.roles.Get(ctx, by.OrganisationID)
	if err != nil {
		return err
	}
	if _, known := held.role(id); !known {
		return apperr.NotFound("role")
	}
	return nil
}
