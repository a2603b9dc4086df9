package workforce

import (
	"context"
	"slices"
	"strings"

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
	m := measure{against: against, code: code, ladder: c.ladder, nexts: map[Role]*Role{}, bars: map[uuid.UUID]*bar{}}
	if against == AgainstChosen {
		var known bool
		if m.chosen, known = c.ladder.role(role); !known {
			return ComparisonPage{}, apperr.NotFound("role")
		}
	}
	f.Query = fold.Text(r.Query)
	list := m.compare(f.Choose(c.trained(), by.Today))
	SortComparisons(list, r.Sort, r.Descending)
	found := ComparisonPage{Comparisons: cut(list, r), Total: len(list), Choices: choices(c.people, c.ladder)}
	if r.Limit <= page.MaxLimit {
		if err := s.explain(ctx, by, c.ladder, found.Comparisons); err != nil {
			return ComparisonPage{}, err
		}
	}
	for i := range list {
		if counts := list[i].Judged.Counts; list[i].Role.ID != uuid.Nil && counts.EssentialRequired > 0 && counts.Ready() {
			found.Ready++
		}
	}
	return found, nil
}

// explain reads what stands behind the comparisons of one page.
func (s *Service) explain(ctx context.Context, by access.Actor, l ladder, list []Comparison) error {
	people := make([]uuid.UUID, len(list))
	for i := range list {
		people[i] = list[i].Person.ID
	}
	records, err := s.records(ctx, by, l, people, l.asked)
	if err != nil {
		return err
	}
	var training map[uuid.UUID]*TrainingSummary
	if l.asked.ask(OfMilestone) || l.asked.ask(OfAccreditation) {
		explained, err := s.training.Explained(ctx, by.OrganisationID, people, by.Today)
		if err != nil {
			return err
		}
		training = byPerson(explained)
	}
	for i := range list {
		one := &list[i]
		one.Standings = Standings(one.Judged.Asked, records.of(one.Person.ID, training[one.Person.ID]), by.Today)
	}
	return nil
}

// SinglePointQuestion is what is asked about single points besides the people.
type SinglePointQuestion struct {
	// Code is a skill, Held by how many a statement is held; zero for all.
	Code string
	Held Held
}

// SinglePointPage is one page of single points.
type SinglePointPage struct {
	Points []SinglePoint
	Total  int
	// Count counts those of all pages.
	Count   SinglePointCount
	Choices Choices
}

// SinglePoints gives a page of the statements that the roles of the people in scope need and that one of them or nobody holds.
func (s *Service) SinglePoints(ctx context.Context, by access.Actor, q SinglePointQuestion, f Filter, r page.Request) (SinglePointPage, error) {
	c, err := s.crew(ctx, by)
	if err != nil {
		return SinglePointPage{}, err
	}
	wanted, found := fold.Text(r.Query), SinglePointPage{Choices: choices(c.people, c.ladder)}
	list := slices.DeleteFunc(SinglePoints(c.members(), f, by.Today), func(p SinglePoint) bool {
		return q.Code != "" && p.Statement.Code != q.Code || q.Held != 0 && p.Held() != q.Held ||
			!strings.Contains(fold.Text(p.Statement.Code+" "+p.Statement.Aspect+" "+p.Statement.Text), wanted)
	})
	SortSinglePoints(list, r.Sort, r.Descending)
	found.Points, found.Total, found.Count = cut(list, r), len(list), countSinglePoints(list)
	return found, nil
}

// mostFollowers is how many of those who may follow into a post are named.
const mostFollowers = 5

// BenchPage is one page of benches.
type BenchPage struct {
	Benches []Bench
	Total   int
	// Empty counts the posts of all pages without anybody on the bench.
	Empty   int
	Choices Choices
}

// Benches gives a page of the posts from band 5 on, with those of the people in scope who hold them and who may follow. The
// filter chooses the people; band, where it is not empty, the posts.
func (s *Service) Benches(ctx context.Context, by access.Actor, band Band, f Filter, r page.Request) (BenchPage, error) {
	c, err := s.crew(ctx, by)
	if err != nil {
		return BenchPage{}, err
	}
	wanted, found := fold.Text(r.Query), BenchPage{Choices: choices(c.people, c.ladder)}
	list := benches(f.Choose(c.trained(), by.Today), c.ladder, mostFollowers)
	list = slices.DeleteFunc(list, func(b Bench) bool {
		return band != "" && b.Role.Band != band || !strings.Contains(fold.Text(b.Role.Name), wanted)
	})
	SortBenches(list, r.Sort, r.Descending)
	for _, b := range list {
		if b.Empty() {
			found.Empty++
		}
	}
	found.Benches, found.Total = cut(list, r), len(list)
	return found, nil
}
