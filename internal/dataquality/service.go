package dataquality

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// body is the name of the findings' body of reference data.
const body = "data_quality"

// Service answers what is known about the quality of the source documents. Everybody with a sign-in may read all of it,
// so that nothing here depends on who asks.
type Service struct {
	store     Store
	trail     *audit.Trail
	held      *reference.Cache[struct{}, library]
	documents func() ([]seed.Document, error)
}

// library is everything that the database holds of findings, as a process keeps it in memory. It is shared and never
// changed.
type library struct {
	// findings are in the order of document and line.
	findings   []Finding
	counts     []Count
	byDocument map[string][]seed.Finding
}

// Findings gives one page of the findings, how many there are, and the counts of all findings whatever the filter. The
// query finds words of details and texts.
func (s *Service) Findings(ctx context.Context, f Filter, r page.Request) ([]Finding, int, []Count, error) {
	held, err := s.held.Get(ctx, struct{}{})
	if err != nil {
		return nil, 0, nil, err
	}
	var found []Finding
	for _, one := range held.findings {
		if f.covers(one) && reference.Matches(one.folded, r.Query) {
			found = append(found, one)
		}
	}
	found = reference.Sorted(found, r, findingOrders[r.Sort])
	return reference.Cut(found, r), len(found), held.counts, nil
}

// OfDocument gives the findings of one document in the order of its lines; none when there is no such document.
func (s *Service) OfDocument(ctx context.Context, document string) ([]seed.Finding, error) {
	held, err := s.held.Get(ctx, struct{}{})
	return held.byDocument[document], err
}

// Documents gives the source documents in their order.
func (s *Service) Documents(ctx context.Context) ([]Document, error) {
	held, err := s.held.Get(ctx, struct{}{})
	if err != nil {
		return nil, err
	}
	documents, err := s.documents()
	if err != nil {
		return nil, err
	}
	return reference.Each(documents, func(d seed.Document) Document {
		return Document{Name: d.Name, Title: titles[d.Name], Lines: d.Lines, Findings: len(held.byDocument[d.Name])}
	}), nil
}

// Document gives one source document, verbatim. An unknown name is CodeNotFound.
func (s *Service) Document(ctx context.Context, name string) (Document, error) {
	all, err := s.Documents(ctx)
	if err != nil {
		return Document{}, err
	}
	for _, d := range all {
		if d.Name == name {
			return d, nil
		}
	}
	return Document{}, apperr.NotFound("source document")
}

// LoadReference makes the findings what the reference data says and gives the number of rows that changed: 0 when they
// already were.
func (s *Service) LoadReference(ctx context.Context, ref seed.Reference) (int, error) {
	return s.store.Load(ctx, rowsOf(ref.Findings), func(ctx context.Context, changed int) error {
		return s.trail.Record(ctx, access.Actor{}, audit.Change{
			Action: "data_quality.reference_loaded", SubjectKind: "finding", SubjectID: "reference",
			After: audit.Values{"rowsChanged": changed},
		})
	})
}
