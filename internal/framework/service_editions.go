package framework

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// bodyRole is the name of the roles' body of reference data: what roles ask for follows the statements.
const bodyRole = "role"

// EditionPage is an edition with everything that it changes.
type EditionPage struct {
	Edition
	Changes []Change
	// Skills are those of the edition: the framework's and the organisation's own, renamed as it renames them.
	Skills []Skill
	// Requirements and Claims count what rests on the statement of a change, by the change.
	Requirements map[uuid.UUID]int
	Claims       map[uuid.UUID]int
}

// sees reports whether the actor sees drafts.
func sees(by access.Actor) bool { return by.May(PermissionEdit) }

// Editions gives one page of the editions of a framework in the actor's organisation, the earliest first, and how many
// there are. Edition 0 is the national source: published until the organisation publishes one of its own.
func (s *Service) Editions(ctx context.Context, by access.Actor, frameworkID uuid.UUID, r page.Request) ([]Edition, int, error) {
	all, _, err := s.editions(ctx, by, frameworkID)
	if err != nil {
		return nil, 0, err
	}
	all = slices.DeleteFunc(all, func(e Edition) bool {
		return !reference.Matches(fold.Text(fmt.Sprint(e.Number), e.Title, e.Note), r.Query)
	})
	all = reference.Sorted(all, r, func(a, b Edition) int { return cmp.Compare(a.Number, b.Number) })
	return reference.Cut(all, r), len(all), nil
}

// editions gives every edition that the actor sees, edition 0 first.
func (s *Service) editions(ctx context.Context, by access.Actor, frameworkID uuid.UUID) ([]Edition, library, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, library{}, err
	}
	f, err := held.framework(frameworkID)
	if err != nil {
		return nil, library{}, err
	}
	own, err := s.store.Editions(ctx, by.OrganisationID, frameworkID, sees(by))
	if err != nil {
		return nil, library{}, err
	}
	source := Edition{FrameworkID: frameworkID, Title: "The national source", Note: f.Source, State: Published}
	if slices.ContainsFunc(own, func(e Edition) bool { return e.State == Published }) {
		source.State = Retired
	}
	return append([]Edition{source}, own...), held, nil
}

// Edition gives one of the organisation's own editions with its changes. A draft is there only for those who may edit.
func (s *Service) Edition(ctx context.Context, by access.Actor, id uuid.UUID) (EditionPage, error) {
	e, err := s.store.Edition(ctx, by.OrganisationID, id, sees(by))
	if err != nil {
		return EditionPage{}, err
	}
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return EditionPage{}, err
	}
	f, err := held.framework(e.FrameworkID)
	if err != nil {
		return EditionPage{}, err
	}
	p := EditionPage{Edition: e, Skills: f.Skills}
	if p.Changes, err = s.store.Changes(ctx, id); err != nil {
		return EditionPage{}, err
	}
	if e.State == Draft {
		p.Skills = skillsOf(f.Skills, p.Changes)
	}
	p.Requirements, p.Claims, err = s.store.resting(ctx, by.OrganisationID, id)
	return p, err
}

// skillsOf gives the skills as the changes of a draft leave them.
func skillsOf(skills []Skill, changes []Change) []Skill {
	all := slices.Clone(skills)
	for _, c := range changes {
		switch c.Kind {
		case AddSkill:
			all = append(all, Skill{Code: c.Code, Name: c.Skill, Own: true})
		case RenameSkill:
			if i := slices.IndexFunc(all, func(s Skill) bool { return s.Code == c.Code }); i >= 0 {
				all[i].Name = c.Skill
			}
		}
	}
	return all
}

// entryOrders are the orders in which the statements of an edition can be listed.
var entryOrders = map[string]func(a, b Entry) int{
	"line":   func(a, b Entry) int { return cmp.Compare(a.Ordinal, b.Ordinal) },
	"code":   func(a, b Entry) int { return cmp.Compare(a.Code, b.Code) },
	"aspect": func(a, b Entry) int { return reference.ByText(a.Aspect, b.Aspect) },
	"level":  func(a, b Entry) int { return cmp.Compare(a.Level, b.Level) },
}

// EditionStatements gives one page of the statements of an edition, by its number, and how many there are; of what is in
// force when number is nil.
func (s *Service) EditionStatements(ctx context.Context, by access.Actor, frameworkID uuid.UUID, number *int, f Filter, r page.Request) ([]Entry, int, error) {
	all, err := s.Contents(ctx, by, frameworkID, number)
	if err != nil {
		return nil, 0, err
	}
	var found []Entry
	for _, e := range all {
		if f.fits(e.Code, e.Level, e.Own) && (r.Query == "" || reference.Matches(fold.Text(e.Code, e.Skill, e.Aspect, e.Text), r.Query)) {
			found = append(found, e)
		}
	}
	found = reference.Sorted(found, r, entryOrders[r.Sort])
	return reference.Cut(found, r), len(found), nil
}

// Contents gives all statements of an edition, by its number, in order; what is in force when number is nil. A published
// edition is given word for word as it was published.
func (s *Service) Contents(ctx context.Context, by access.Actor, frameworkID uuid.UUID, number *int) ([]Entry, error) {
	if number == nil {
		held, err := s.held.Get(ctx, by.OrganisationID)
		if err != nil {
			return nil, err
		}
		if _, err := held.framework(frameworkID); err != nil {
			return nil, err
		}
		return held.entries(frameworkID), nil
	}
	editions, held, err := s.editions(ctx, by, frameworkID)
	if err != nil {
		return nil, err
	}
	e, err := numbered(editions, *number)
	if err != nil {
		return nil, err
	}
	all, _, err := s.contents(ctx, held, e)
	return all, err
}

func numbered(editions []Edition, number int) (Edition, error) {
	for _, e := range editions {
		if e.Number == number {
			return e, nil
		}
	}
	return Edition{}, apperr.NotFound("edition")
}

// contents gives the statements of an edition, and the changes of a draft.
func (s *Service) contents(ctx context.Context, held library, e Edition) ([]Entry, []Change, error) {
	switch {
	case e.Number == 0:
		return held.national[e.FrameworkID], nil, nil
	case e.State != Draft:
		all, err := s.store.Entries(ctx, e.ID)
		return all, nil, err
	}
	changes, err := s.store.Changes(ctx, e.ID)
	return changed(held.entries(e.FrameworkID), changes), changes, err
}

// Differences is what tells one edition from another.
type Differences struct {
	From, To  Edition
	Items     []Difference
	Unchanged int
}

// Differences compares two editions by their numbers, of one skill when code is given.
func (s *Service) Differences(ctx context.Context, by access.Actor, frameworkID uuid.UUID, from, to int, code string) (Differences, error) {
	editions, held, err := s.editions(ctx, by, frameworkID)
	if err != nil {
		return Differences{}, err
	}
	var d Differences
	if d.From, err = numbered(editions, from); err != nil {
		return Differences{}, err
	}
	if d.To, err = numbered(editions, to); err != nil {
		return Differences{}, err
	}
	before, earlier, err := s.contents(ctx, held, d.From)
	if err != nil {
		return Differences{}, err
	}
	after, later, err := s.contents(ctx, held, d.To)
	if err != nil {
		return Differences{}, err
	}
	replaced := map[uuid.UUID]uuid.UUID{}
	for id, old := range held.replaced {
		replaced[id] = old
	}
	for _, c := range append(earlier, later...) {
		if c.Kind == Meaning {
			replaced[c.SuccessorID.UUID] = c.StatementID.UUID
		}
	}
	if code != "" {
		other := func(e Entry) bool { return e.Code != code }
		before, after = slices.DeleteFunc(slices.Clone(before), other), slices.DeleteFunc(slices.Clone(after), other)
	}
	d.Items = differences(before, after, replaced)
	d.Unchanged = len(after)
	for _, item := range d.Items {
		if item.After != nil {
			d.Unchanged--
		}
	}
	return d, nil
}
