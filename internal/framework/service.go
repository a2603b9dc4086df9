package framework

import (
	"cmp"
	"context"

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

// body is the name of the framework's body of reference data.
const body = "framework"

// Service answers what the framework says. Everybody with a sign-in may read all of it, so that nothing here depends on
// who asks.
type Service struct {
	store Store
	trail *audit.Trail
	clock calendar.Clock
	held  *reference.Cache[struct{}, library]
}

// Filter narrows a list of statements; zero values do not.
type Filter struct {
	Code  string
	Level Level
}

// Frameworks gives one page of the frameworks and how many there are.
func (s *Service) Frameworks(ctx context.Context, r page.Request) ([]Framework, int, error) {
	held, err := s.held.Get(ctx, struct{}{})
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
func (s *Service) Framework(ctx context.Context, id uuid.UUID) (Framework, error) {
	held, err := s.held.Get(ctx, struct{}{})
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

// Statements gives one page of a framework's statements in force, in the source document's order unless asked
// otherwise, and how many there are. The query finds words of the code, skill, aspect and text, corrected or verbatim.
func (s *Service) Statements(ctx context.Context, frameworkID uuid.UUID, f Filter, r page.Request) ([]Statement, int, error) {
	held, err := s.held.Get(ctx, struct{}{})
	if err != nil {
		return nil, 0, err
	}
	if _, err := held.framework(frameworkID); err != nil {
		return nil, 0, err
	}
	var found []shelved
	for _, one := range held.inForce(frameworkID) {
		if (f.Code == "" || one.Code == f.Code) && (f.Level == 0 || one.Level == f.Level) && reference.Matches(one.folded, r.Query) {
			found = append(found, one)
		}
	}
	found = reference.Sorted(found, r, statementOrders[r.Sort])
	return plain(reference.Cut(found, r)), len(found), nil
}

// Matrix lays out one skill, aspects by levels. A framework or code that does not exist is CodeNotFound.
func (s *Service) Matrix(ctx context.Context, frameworkID uuid.UUID, code string) (Matrix, error) {
	held, err := s.held.Get(ctx, struct{}{})
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
	var statements []Statement
	for _, one := range held.inForce(frameworkID) {
		if one.Code == code {
			statements = append(statements, one.Statement)
		}
	}
	return matrixOf(skill, f.Levels, statements), nil
}

// Statement gives one statement, in force or not, and the others in force of the same skill and aspect, the lowest level
// first. An unknown one is CodeNotFound.
func (s *Service) Statement(ctx context.Context, id uuid.UUID) (Statement, []Statement, error) {
	held, err := s.held.Get(ctx, struct{}{})
	if err != nil {
		return Statement{}, nil, err
	}
	asked, known := held.byID[id]
	if !known {
		return Statement{}, nil, apperr.NotFound("statement")
	}
	var beside []shelved
	for _, one := range held.inForce(asked.FrameworkID) {
		if one.ID != id && one.Code == asked.Code && one.Aspect == asked.Aspect {
			beside = append(beside, one)
		}
	}
	beside = reference.Sorted(beside, page.Request{}, statementOrders["level"])
	return asked, plain(beside), nil
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
