package framework

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// body is the name of the framework's body of reference data.
const body = "framework"

// Service keeps frameworks: the national ones that everybody reads, and what each organisation makes of them. Everybody
// with a sign-in may read all that the organisation published.
type Service struct {
	db    *database.DB
	store Store
	trail *audit.Trail
	clock calendar.Clock
	held  *reference.Cache[uuid.UUID, library]
}

// Filter narrows a list of statements; zero values do not.
type Filter struct {
	Code  string
	Level Level
	// Own is true for local statements only, false for national ones only.
	Own *bool
	// EndedToo also gives the statements that are in force no longer.
	EndedToo bool
}

func (f Filter) fits(code string, level Level, own bool) bool {
	return (f.Code == "" || code == f.Code) && (f.Level == 0 || level == f.Level) && (f.Own == nil || own == *f.Own)
}

// Frameworks gives one page of the frameworks and how many there are.
func (s *Service) Frameworks(ctx context.Context, by access.Actor, r page.Request) ([]Framework, int, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, err
	}
	var found []Framework
	for _, f := range held.frameworks {
		if reference.Matches(fold.Text(f.Title, f.Source), r.Query) {
			found = append(found, f)
		}
	}
	found = reference.Sorted(found, r, func(a, b Framework) int { return reference.ByText(a.Title, b.Title) })
	return reference.Cut(found, r), len(found), nil
}

// Framework gives one framework. An unknown one is CodeNotFound.
func (s *Service) Framework(ctx context.Context, by access.Actor, id uuid.UUID) (Framework, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return Framework{}, err
	}
	return held.framework(id)
}

// statementOrders are the orders in which statements can be listed.
var statementOrders = map[string]func(a, b shelved) int{
	"line":   func(a, b shelved) int { return cmp.Compare(a.ordinal, b.ordinal) },
	"code":   func(a, b shelved) int { return cmp.Compare(a.Code, b.Code) },
	"aspect": func(a, b shelved) int { return reference.ByText(a.Aspect, b.Aspect) },
	"level":  func(a, b shelved) int { return cmp.Compare(a.Level, b.Level) },
}

// Statements gives one page of a framework's statements as the organisation has them, in the source document's order unless asked
// otherwise, and how many there are. The query finds words of the code, skill, aspect and text, corrected or verbatim.
func (s *Service) Statements(ctx context.Context, by access.Actor, frameworkID uuid.UUID, f Filter, r page.Request) ([]Statement, int, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, err
	}
	if _, err := held.framework(frameworkID); err != nil {
		return nil, 0, err
	}
	var found []shelved
	shelf := held.inForce(frameworkID)
	if f.EndedToo {
		shelf = held.shelves[frameworkID]
	}
	for _, one := range shelf {
		if f.fits(one.Code, one.Level, one.Own) && reference.Matches(one.folded, r.Query) {
			found = append(found, one)
		}
	}
	found = reference.Sorted(found, r, statementOrders[r.Sort])
	return plain(reference.Cut(found, r)), len(found), nil
}

// Matrix lays out one skill, aspects by levels. A framework or code that does not exist is CodeNotFound.
func (s *Service) Matrix(ctx context.Context, by access.Actor, frameworkID uuid.UUID, code string) (Matrix, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return Matrix{}, err
	}
	f, err := held.framework(frameworkID)
	if err != nil {
		return Matrix{}, err
	}
	skill, known := f.Skill(code)
	if !known {
		return Matrix{}, apperr.NotFound("skill")
	}
	return matrixOf(skill, f.Levels, held.skill(frameworkID, code)), nil
}

// LoadReference makes the framework what the reference data says and gives the number of rows that changed: 0 when it
// already was. A statement that the reference data no longer has is kept, with today as its end.
func (s *Service) LoadReference(ctx context.Context, ref seed.Reference) (int, error) {
	return s.store.Load(ctx, rowsOf(ref.Framework), s.clock.Today(), func(ctx context.Context, changed int) error {
		return s.trail.Record(ctx, access.Actor{}, audit.Change{
			Action: "framework.reference_loaded", SubjectKind: "framework", SubjectID: ref.Framework.Slug,
			After: audit.Values{"rowsChanged": changed},
		})
	})
}
