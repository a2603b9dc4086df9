// Package tables hands out the tables of the organisation's pages as spreadsheets: all rows of what the same filters show on
// the page, in the reader's own scope.
package tables

import (
	"context"
	"maps"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"
	"github.com/oapi-codegen/runtime"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/spreadsheet"
)

// Source reads a table for the reader in the context. The query is that of the page's own list.
type Source func(ctx context.Context, query url.Values) (spreadsheet.Table, error)

// Sources are tables by the name that their addresses have.
type Sources map[string]Source

// MostRows bounds the rows of one file: every person of the largest employer fits.
const MostRows = 200_000

// Read reads the parameters of an operation out of a query. One that cannot be read is CodeInvalid.
func Read[Params any](query url.Values) (Params, error) {
	var p Params
	if err := runtime.BindForm(&p, query, nil, nil); err != nil {
		return p, apperr.InvalidField("filter", "A filter in this address cannot be read. Open the page of the table and choose again.")
	}
	return p, nil
}

// Whole asks for a list in one piece, found and sorted as the page has it.
func Whole(q, sort *string, sorts ...string) (page.Request, error) {
	r, err := page.Parse(q, sort, nil, nil, sorts...)
	r.Limit = MostRows
	return r, err
}

// About gives the lines that say what a table counts and of which day it is.
func About(title, meaning string, today calendar.Date) [][2]string {
	return [][2]string{{"Table", title}, {"What it counts", meaning}, {"Data of", today.String()}}
}

// Day writes a date as every spreadsheet program reads and sorts it; nothing for no date.
func Day(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.ISO()
}

// YesNo writes whether something holds.
func YesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// Handlers answer the download of tables.
type Handlers struct {
	db      *database.DB
	trail   *audit.Trail
	sources Sources
}

// New gathers the tables. Two of the same name are a mistake of the program, and it panics.
func New(db *database.DB, trail *audit.Trail, all ...Sources) *Handlers {
	h := &Handlers{db, trail, Sources{}}
	for _, sources := range all {
		for name, source := range sources {
			if _, taken := h.sources[name]; taken {
				panic("two tables are named " + name)
			}
			h.sources[name] = source
		}
	}
	return h
}

// Names lists the tables, in alphabetical order.
func (h *Handlers) Names() []string { return slices.Sorted(maps.Keys(h.sources)) }

// Routes adds the download to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) { g.GET("/workforce/tables/:table", h.download) }

func (h *Handlers) download(c echo.Context) error {
	source, known := h.sources[c.Param("table")]
	if !known {
		return apperr.NotFound("table")
	}
	f := spreadsheet.XLSX
	switch c.QueryParam("format") {
	case "", "xlsx":
	case "csv":
		f = spreadsheet.CSV
	default:
		return apperr.InvalidField("format", "Choose xlsx or csv.")
	}
	ctx := c.Request().Context()
	by := access.ActorFrom(ctx)
	table, err := source(ctx, c.QueryParams())
	if err != nil {
		return err
	}
	content, err := table.Write(f)
	if err != nil {
		return err
	}
	err = h.db.InTx(ctx, func(ctx context.Context) error {
		return h.trail.Record(ctx, by, audit.Change{
			Action: "workforce.table_taken", SubjectKind: "organisation", SubjectID: by.OrganisationID.String(),
			After: audit.Values{"table": table.Name, "rows": len(table.Rows)},
		})
	})
	if err != nil {
		return err
	}
	return spreadsheet.Send(c, table.Name+"-"+by.Today.ISO(), f, content)
}
