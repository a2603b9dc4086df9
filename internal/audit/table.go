package audit

import (
	"context"
	"net/url"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/spreadsheet"
)

// MostTaken bounds the rows of the trail that are taken away at once.
const MostTaken = 20_000

// Routes adds the trail as a spreadsheet to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) { g.GET("/audit-entries/table", h.takeTable) }

func (h *Handlers) takeTable(c echo.Context) error {
	f := spreadsheet.XLSX
	if c.QueryParam("format") == "csv" {
		f = spreadsheet.CSV
	}
	ctx := c.Request().Context()
	by := access.ActorFrom(ctx)
	table, err := h.table(ctx, by, c.QueryParams())
	if err != nil {
		return err
	}
	content, err := table.Write(f)
	if err != nil {
		return err
	}
	err = h.trail.store.db.InTx(ctx, func(ctx context.Context) error {
		return h.trail.Record(ctx, by, Change{
			Action: "audit.table_taken", SubjectKind: "organisation", SubjectID: by.OrganisationID.String(), After: Values{"rows": len(table.Rows)},
		})
	})
	if err != nil {
		return err
	}
	return spreadsheet.Send(c, table.Name+"-"+by.Today.ISO(), f, content)
}

// table gives what the page with the same filters shows, newest first. More than MostTaken rows are CodeInvalid.
func (h *Handlers) table(ctx context.Context, by access.Actor, query url.Values) (spreadsheet.Table, error) {
	f, err := filterOf(query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	entries, next, err := h.trail.Entries(ctx, by, f, Place{}, MostTaken)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	if next.String() != "" {
		return spreadsheet.Table{}, apperr.InvalidField("from", "These are more than 20,000 changes. Choose fewer days, one kind or one person, and take them one after the other.")
	}
	t := spreadsheet.Table{
		Name: "audit-trail", Title: "Audit trail",
		Columns: []string{"When (London)", "Who", "Action", "Kind", "Subject", "Whose record", "Before", "After", "Request", "Row", "Hash of the row"},
		About: [][2]string{
			{"Table", "Audit trail"},
			{"What it counts", "A row for each change, and once a day for each reading of somebody's record by somebody else, as chosen on the page. What people wrote is in it by its length and a keyed hash only."},
			{"Data of", by.Today.String()},
		},
	}
	for _, e := range entries {
		who := e.ActorName
		if e.ActorID == nil {
			who = "Bandwise itself"
		}
		if e.ActingFor != nil {
			who += " for " + e.ActingForName
		}
		t.Rows = append(t.Rows, []any{
			e.At.In(calendar.London()).Format(time.DateTime), who, e.Action, e.SubjectKind, e.SubjectID, e.PersonName, e.Before, e.After, e.RequestID,
			e.ID.String(), string(e.RowHash),
		})
	}
	return t, nil
}

// filterOf reads the filters of the page from an address, which the gate has held against the contract.
func filterOf(query url.Values) (Filter, error) {
	f := Filter{Action: query.Get("action")}
	for name, id := range map[string]*uuid.UUID{"personId": &f.PersonID, "actorId": &f.ActorID, "emergencyId": &f.EmergencyID} {
		if text := query.Get(name); text != "" {
			var err error
			if *id, err = uuid.Parse(text); err != nil {
				return f, apperr.InvalidField(name, "This person's identifier cannot be read. Open the audit trail and choose again.")
			}
		}
	}
	for name, day := range map[string]*calendar.Date{"from": &f.From, "to": &f.To} {
		if text := query.Get(name); text != "" {
			var err error
			if *day, err = calendar.ParseDate(text); err != nil {
				return f, apperr.InvalidField(name, "This day cannot be read. Open the audit trail and choose again.")
			}
		}
	}
	return f, nil
}
