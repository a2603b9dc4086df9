package dataquality

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// Store keeps the findings in the database.
type Store struct{ db *database.DB }

type findingRow struct {
	ID            uuid.UUID
	Document      string
	Line          int
	Kind          string
	Severity      string
	Detail        string
	SourceText    string
	CorrectedText string
}

func (findingRow) TableName() string     { return "source_findings" }
func (r findingRow) Identity() uuid.UUID { return r.ID }

func rowsOf(findings []seed.Finding) []findingRow {
	return reference.Each(findings, func(f seed.Finding) findingRow {
		return findingRow{
			ID: seed.ID(seed.KindFinding, f.Key()), Document: f.Document, Line: f.Line, Kind: string(f.Kind),
			Severity: string(f.Severity), Detail: f.Detail, SourceText: f.SourceText, CorrectedText: f.CorrectedText,
		}
	})
}

// Load makes the table hold these rows. When anything changed, record runs in the same transaction.
func (s Store) Load(ctx context.Context, want []findingRow, record func(ctx context.Context, changed int) error) (int, error) {
	return reference.Load(ctx, s.db, body, func(ctx context.Context, l *reference.Loading) error {
		if err := reference.Put(ctx, l, want, "1 = 1"); err != nil {
			return err
		}
		if l.Changed() == 0 {
			return nil
		}
		return record(ctx, l.Changed())
	})
}

// Library reads everything.
func (s Store) Library(ctx context.Context, _ struct{}) (library, error) {
	var rows []findingRow
	if err := s.db.Conn(ctx).Order("document, line, kind, id").Find(&rows).Error; err != nil {
		return library{}, database.Wrap(err, "finding")
	}
	l := library{byDocument: map[string][]seed.Finding{}}
	for _, row := range rows {
		severity, known := ParseSeverity(row.Severity)
		if !known {
			return library{}, fmt.Errorf("a finding has the severity %q", row.Severity)
		}
		l.findings = append(l.findings, Finding{
			ID: row.ID, Document: row.Document, Line: row.Line, Kind: row.Kind, Severity: severity, Detail: row.Detail,
			SourceText: row.SourceText, CorrectedText: row.CorrectedText,
			folded: fold.Text(row.Detail, row.SourceText, row.CorrectedText, row.Kind),
		})
		l.byDocument[row.Document] = append(l.byDocument[row.Document], seed.Finding{
			Document: row.Document, Line: row.Line, Kind: seed.Kind(row.Kind), Severity: seed.Severity(row.Severity),
			Detail: row.Detail, SourceText: row.SourceText, CorrectedText: row.CorrectedText,
		})
	}
	l.counts = countsOf(l.findings)
	return l, nil
}
