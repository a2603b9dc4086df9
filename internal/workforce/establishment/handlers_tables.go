package establishment

import (
	"context"
	"net/url"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/spreadsheet"
	"bandwise/internal/workforce/tables"
)

// Tables are the tables of the page of the establishment.
func (h *Handlers) Tables() tables.Sources {
	return tables.Sources{"establishment-bands": h.bandsTable, "establishment-posts": h.postsTable}
}

// published reads the establishment that the page shows. What is not published has no table.
func (h *Handlers) published(ctx context.Context, query url.Values) (Published, error) {
	params, err := tables.Read[api.GetEstablishmentParams](query)
	if err != nil {
		return Published{}, err
	}
	p, err := h.service.Establishment(ctx, access.ActorFrom(ctx), within(params.TeamId, params.TeamAlone))
	if err == nil && p.Withheld != "" {
		err = apperr.Conflict(p.Withheld)
	}
	return p, err
}

var figureColumns = []string{"Established WTE", "In post WTE", "People", "Vacant WTE", "Over WTE", "Pay a year: entry (£)", "Pay a year: top (£)", "Pay of the vacancies: entry (£)", "Pay of the vacancies: top (£)"}

func (f Figures) cells() []any {
	paid, vacant := rangeJSON(f.Pay), rangeJSON(f.VacancyCost)
	return []any{
		f.Established.Decimal(), f.InPost.Decimal(), f.People, f.Vacancy.Decimal(), f.Over.Decimal(), paid.Low, paid.High, vacant.Low, vacant.High,
	}
}

func about(title string, p Published) [][2]string {
	lines := tables.About(title, "Funded posts beside the people appointed today, and what they are paid by the dated pay scales.", p.Today)
	for _, s := range p.Sources {
		lines = append(lines, [2]string{s.Figure, s.Text})
	}
	return lines
}

func (h *Handlers) bandsTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := h.published(ctx, query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "establishment-bands", Title: "Establishment by band", Columns: append([]string{"Band", "Annex 21 trainees"}, figureColumns...),
		About: about("Establishment by band", p),
	}
	for _, b := range p.Bands {
		t.Rows = append(t.Rows, append([]any{string(b.Band), tables.YesNo(b.Annex21)}, b.Figures.cells()...))
	}
	return t, nil
}

func (h *Handlers) postsTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := h.published(ctx, query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "establishment-posts", Title: "Establishment by team and role", Columns: append([]string{"Role", "Team", "Band", "Annex 21 trainees"}, figureColumns...),
		About: about("Establishment by team and role", p),
	}
	for _, r := range p.Posts {
		t.Rows = append(t.Rows, append([]any{r.Role.Name, r.Team.Name, string(r.Band), tables.YesNo(r.Annex21)}, r.Figures.cells()...))
	}
	return t, nil
}
