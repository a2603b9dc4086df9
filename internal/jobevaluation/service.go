package jobevaluation

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// body is the name of job evaluation's body of reference data.
const body = "job_evaluation"

// Findings tells what is wrong or peculiar in a source document, in the order of its lines.
type Findings interface {
	OfDocument(ctx context.Context, document string) ([]seed.Finding, error)
}

// Service answers what the scheme and the profiles say. Everybody with a sign-in may read all of it, so that nothing
// here depends on who asks.
type Service struct {
	store    Store
	trail    *audit.Trail
	clock    calendar.Clock
	findings Findings
	held     *reference.Cache[struct{}, library]
}

// library is everything that the database holds of job evaluation, decoded, as a process keeps it in memory. It is
// shared and never changed.
type library struct {
	// editions are the versions of the scheme, the newest first.
	editions []edition
	suite    Suite
}

// edition is a version of the scheme with all the profiles as it judges them, in the document's order.
type edition struct {
	scheme   Scheme
	profiles []shelved
}

// on gives the version of the scheme that holds on a day: before the first one's day the first.
func (l library) on(day calendar.Date) edition {
	for _, e := range l.editions {
		if !e.scheme.ValidFrom.After(day) {
			return e
		}
	}
	if n := len(l.editions); n > 0 {
		return l.editions[n-1]
	}
	return edition{}
}

// current gives the version of the scheme that holds today.
func (s *Service) current(ctx context.Context) (edition, error) {
	held, err := s.held.Get(ctx, struct{}{})
	if err != nil {
		return edition{}, err
	}
	return held.on(s.clock.Today()), nil
}

// Edition gives a version of the scheme with all the profiles as it judges them, in the document's order; uuid.Nil asks for
// the version that holds today. An unknown one is CodeNotFound.
func (s *Service) Edition(ctx context.Context, id uuid.UUID) (Scheme, []Profile, error) {
	held, err := s.held.Get(ctx, struct{}{})
	if err != nil {
		return Scheme{}, nil, err
	}
	e := held.on(s.clock.Today())
	if id != uuid.Nil {
		i := slices.IndexFunc(held.editions, func(e edition) bool { return e.scheme.ID == id })
		if i < 0 {
			return Scheme{}, nil, apperr.NotFound("version of the scheme")
		}
		e = held.editions[i]
	}
	return e.scheme, reference.Each(e.profiles, func(p shelved) Profile { return p.Profile }), nil
}

// Schemes gives all versions of the scheme, the newest first.
func (s *Service) Schemes(ctx context.Context) ([]Scheme, error) {
	held, err := s.held.Get(ctx, struct{}{})
	return reference.Each(held.editions, func(e edition) Scheme { return e.scheme }), err
}

// shelved is a profile with what finds it.
type shelved struct {
	Profile
	folded string
}

func foldedProfile(p Profile) string {
	texts := append([]string{p.Title, p.ContentsTitle, p.SuiteAndLabel, "band " + p.BandText}, p.JobStatements...)
	for _, f := range p.Factors {
		texts = append(texts, f.Name, f.Text)
	}
	return fold.Text(texts...)
}

// profileOrders are the orders in which profiles can be listed.
var profileOrders = map[string]func(a, b shelved) int{
	"line":  func(a, b shelved) int { return cmp.Compare(a.Line, b.Line) },
	"title": func(a, b shelved) int { return reference.ByText(a.Title, b.Title) },
	"band": func(a, b shelved) int {
		return cmp.Or(slices.Compare(a.Bands, b.Bands), cmp.Compare(a.Line, b.Line))
	},
	"total": func(a, b shelved) int {
		return cmp.Or(cmp.Compare(a.ComputedMin, b.ComputedMin), cmp.Compare(a.ComputedMax, b.ComputedMax))
	},
}

// Profiles gives one page of the profiles, in the document's order unless asked otherwise, and how many there are. A
// band that is not zero narrows the list to the profiles that cover it. The query finds words of titles, job statements
// and factor texts.
func (s *Service) Profiles(ctx context.Context, band Band, r page.Request) ([]Profile, int, error) {
	held, err := s.current(ctx)
	if err != nil {
		return nil, 0, err
	}
	var found []shelved
	for _, p := range held.profiles {
		if (band == 0 || slices.Contains(p.Bands, band)) && reference.Matches(p.folded, r.Query) {
			found = append(found, p)
		}
	}
	found = reference.Sorted(found, r, profileOrders[r.Sort])
	return reference.Each(reference.Cut(found, r), func(p shelved) Profile { return p.Profile }), len(found), nil
}

// Profile gives one profile. An unknown one is CodeNotFound.
func (s *Service) Profile(ctx context.Context, id uuid.UUID) (Profile, error) {
	held, err := s.current(ctx)
	if err != nil {
		return Profile{}, err
	}
	for _, p := range held.profiles {
		if p.ID == id {
			return p.Profile, nil
		}
	}
	return Profile{}, apperr.NotFound("job profile")
}

// FindingsOf gives what is wrong or peculiar in each profile's own lines and in its entry on the contents page.
func (s *Service) FindingsOf(ctx context.Context, profiles ...Profile) (map[uuid.UUID][]seed.Finding, error) {
	found := map[uuid.UUID][]seed.Finding{}
	documents := map[string][]seed.Finding{}
	for _, p := range profiles {
		all, known := documents[p.Document]
		if !known {
			var err error
			if all, err = s.findings.OfDocument(ctx, p.Document); err != nil {
				return nil, err
			}
			documents[p.Document] = all
		}
		for _, f := range all {
			if f.Line >= p.Line && f.Line <= p.LastLine || f.Line == p.ContentsLine {
				found[p.ID] = append(found[p.ID], f)
			}
		}
	}
	return found, nil
}

// Suite gives the front page of the profiles' document.
func (s *Service) Suite(ctx context.Context) (Suite, error) {
	held, err := s.held.Get(ctx, struct{}{})
	return held.suite, err
}

// Whole gives the scheme as it holds today, and all profiles as it judges them, in the document's order.
func (s *Service) Whole(ctx context.Context) (Scheme, []Profile, error) {
	held, err := s.current(ctx)
	return held.scheme, reference.Each(held.profiles, func(p shelved) Profile { return p.Profile }), err
}

// Scheme gives the scheme as it holds today.
func (s *Service) Scheme(ctx context.Context) (Scheme, error) {
	held, err := s.current(ctx)
	return held.scheme, err
}

// Preview scores a job's levels, factor 1 first, and compares it with every profile; nothing is stored. Levels that the
// scheme does not have are CodeInvalid, with a message for each.
func (s *Service) Preview(ctx context.Context, given []int) (Evaluation, error) {
	held, err := s.current(ctx)
	if err != nil {
		return Evaluation{}, err
	}
	levels, err := held.scheme.Levels(given)
	if err != nil {
		return Evaluation{}, err
	}
	profiles := reference.Each(held.profiles, func(p shelved) Profile { return p.Profile })
	return held.scheme.Evaluate(levels, profiles), nil
}

// LoadReference makes scheme and profiles what the reference data says and gives the number of rows that changed: 0 when
// they already were.
func (s *Service) LoadReference(ctx context.Context, ref seed.Reference) (int, error) {
	want, err := rowsOf(ref)
	if err != nil {
		return 0, err
	}
	return s.store.Load(ctx, want, func(ctx context.Context, changed int) error {
		return s.trail.Record(ctx, access.Actor{}, audit.Change{
			Action: "job_evaluation.reference_loaded", SubjectKind: "job_scheme", SubjectID: ref.Scheme.Name,
			After: audit.Values{"rowsChanged": changed},
		})
	})
}
