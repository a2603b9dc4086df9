package workforce

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

// ComparisonPage is one page of comparisons.
type ComparisonPage struct {
	Comparisons []Comparison
	Total       int
	// Ready counts those of all pages who meet everything essential of the role that they are compared with.
	Ready   int
	Choices Choices
}

// Compare gives a page of the readiness of the people in scope that the filter chooses: against their own role, the role to
// look at next, or one role for everybody, which of another organisation is CodeNotFound; with a skill only what is asked in it.
func (s *Service) Compare(ctx context.Context, by access.Actor, against Against, role uuid.UUID, code string, f Filter, r page.Request) (ComparisonPage, error) {
	c, err := s.crew(ctx, by)
	if err != nil {
		return ComparisonPage{}, err
	}
	m := measure{against: against, code: code, ladder: c.ladder, nexts: map[Role]*Role{}}
	if against == AgainstChosen {
		var known bool
		if m.chosen, known = c.ladder.role(role); !known {
			return ComparisonPage{}, apperr.NotFound("role")
		}
	}
	f.Query = fold.Text(r.Query)
	list := m.compare(f.Choose(c.trained(by.Today), by.Today), c.records, by.Today)
	SortComparisons(list, r.Sort, r.Descending)
	found := ComparisonPage{Comparisons: cut(list, r), Total: len(list), Choices: choices(c.people, c.ladder)}
	for _, one := range list {
		if one.Role.ID != uuid.Nil && one.Counts().EssentialRequired > 0 && one.Counts().Ready() {
			found.Ready++
		}
	}
	return found, nil
}
