package app

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/exchange"
	"bandwise/internal/framework"
	"bandwise/internal/platform/reference"
)

// frameworks lets spreadsheets read and change frameworks.
type frameworks struct{ service *framework.Service }

func (f frameworks) Contents(ctx context.Context, by access.Actor, frameworkID uuid.UUID, number *int) ([]exchange.Statement, error) {
	all, err := f.service.Contents(ctx, by, frameworkID, number)
	return reference.Each(all, exchanged), err
}

func (f frameworks) Plan(ctx context.Context, by access.Actor, frameworkID uuid.UUID, i exchange.Import) (exchange.Report, error) {
	r, err := f.service.PlanImport(ctx, by, frameworkID, imported(i))
	return reported(r), err
}

func (f frameworks) Commit(ctx context.Context, by access.Actor, frameworkID uuid.UUID, i exchange.Import, digest string) (exchange.Report, error) {
	r, err := f.service.CommitImport(ctx, by, frameworkID, imported(i), digest)
	return reported(r), err
}

func exchanged(e framework.Entry) exchange.Statement {
	own := "national"
	if e.Own {
		own = "local"
	}
	return exchange.Statement{ID: e.StatementID, Own: own, Code: e.Code, Skill: e.Skill, Aspect: e.Aspect, Level: int(e.Level), Text: e.Text}
}

func imported(i exchange.Import) framework.Import {
	return framework.Import{
		EndRemoved: i.EndRemoved, Fingerprint: i.Fingerprint,
		Rows: reference.Each(i.Rows, func(r exchange.Row) framework.ImportRow {
			return framework.ImportRow{
				Number: r.Number, Identifier: r.Cells["identifier"], Code: r.Cells["code"], Skill: r.Cells["skill"], Aspect: r.Cells["aspect"],
				Level: r.Cells["level"], Text: r.Cells["text"], Own: r.Cells["own"], Change: r.Cells["change"], Reason: r.Cells["reason"],
			}
		}),
	}
}

func reported(r framework.ImportReport) exchange.Report {
	report := exchange.Report{
		Digest: r.Digest, EditionID: r.EditionID, Rows: r.Rows, Unchanged: r.Unchanged, EndRemoved: r.EndRemoved,
		Removed: reference.Each(r.Removed, exchanged), RefusedRows: r.RefusedRows(),
		Refused: reference.Each(r.Refused, func(x framework.Refusal) exchange.Refusal {
			return exchange.Refusal{Row: x.Row, Column: x.Column, Message: x.Message}
		}),
	}
	for _, i := range r.Imported {
		one := exchange.Imported{Row: i.Row, Change: i.Kind.String(), After: exchanged(i.After), Reason: i.Reason}
		if i.Kind == framework.Add {
			one.Change = "new"
			report.Added = append(report.Added, one)
			continue
		}
		before := exchanged(i.Before)
		one.Before = &before
		report.Changed = append(report.Changed, one)
	}
	return report
}
