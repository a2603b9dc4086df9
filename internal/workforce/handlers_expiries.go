package workforce

import (
	"context"
	"net/url"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/spreadsheet"
	"bandwise/internal/workforce/tables"
)

// ListWorkforceExpiries answers GET /workforce/expiries.
func (h *Handlers) ListWorkforceExpiries(ctx context.Context, r api.ListWorkforceExpiriesRequestObject) (api.ListWorkforceExpiriesResponseObject, error) {
	request, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, ExpirySorts...)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	f, err := expiryFilterOf(r.Params)
	if err != nil {
		return nil, err
	}
	list, total, err := h.service.Expiries(ctx, by, f, request)
	if err != nil {
		return nil, err
	}
	return api.ListWorkforceExpiries200JSONResponse{
		Items: reference.Each(list, expiryView), Total: total, Next: request.Next(total), DataOn: by.Today, Narrowed: !ToldOfLeavings(by),
	}, nil
}

// GetExpiryCalendar answers GET /workforce/expiries/calendar.
func (h *Handlers) GetExpiryCalendar(ctx context.Context, r api.GetExpiryCalendarRequestObject) (api.GetExpiryCalendarResponseObject, error) {
	c, withheld, err := h.expiryCalendar(ctx, r.Params)
	if err != nil {
		return nil, err
	}
	view := api.GetExpiryCalendar200JSONResponse{
		DataOn: c.Today, Narrowed: !ToldOfLeavings(access.ActorFrom(ctx)), Total: c.Total, Counts: reference.Each(c.Counts, expiryCountView),
		Overdue: expiryMonthView(c.Overdue), Months: reference.Each(c.Months, expiryMonthView),
	}
	if withheld != "" {
		view.Withheld = &withheld
	}
	return view, nil
}

func (h *Handlers) expiryCalendar(ctx context.Context, p api.GetExpiryCalendarParams) (ExpiryCalendar, string, error) {
	f, err := aheadOf(p.TeamId, p.TeamAlone, (*string)(p.Kind), (*int)(p.Months))
	if err != nil {
		return ExpiryCalendar{}, "", err
	}
	return h.service.ExpiryCalendar(ctx, access.ActorFrom(ctx), f)
}

func expiryFilterOf(p api.ListWorkforceExpiriesParams) (ExpiryFilter, error) {
	f, err := aheadOf(p.TeamId, p.TeamAlone, (*string)(p.Kind), (*int)(p.Months))
	if err != nil {
		return f, err
	}
	switch value(p.Status) {
	case "":
	case api.ListWorkforceExpiriesParamsStatusLapsed:
		f.Overdue = true
	case api.ListWorkforceExpiriesParamsStatusExpiring:
		f.ToCome = true
	default:
		return f, apperr.InvalidField("status", "Choose overdue or to come.")
	}
	if p.Month != nil && *p.Month != "" {
		at, err := time.Parse("2006-01", *p.Month)
		if err != nil {
			return f, apperr.InvalidField("month", "Give a month as year and number, for example 2027-03.")
		}
		f.Month = calendar.On(at.Year(), at.Month(), 1)
	}
	return f, nil
}

func aheadOf(team *uuid.UUID, alone *bool, kind *string, months *int) (ExpiryFilter, error) {
	f := ExpiryFilter{People: withinTeam(team, alone), Months: UsualExpiryMonths}
	if kind != nil && *kind != "" {
		var err error
		if f.Kind, err = ParseExpiryKind(*kind); err != nil {
			return f, apperr.InvalidField("kind", "Choose a refresher, a certification, a fixed term or a planned leaving.")
		}
	}
	if months != nil {
		if !slices.Contains(ExpiryMonths, *months) {
			return f, apperr.InvalidField("months", "Look 3, 6, 12, 24 or 36 months ahead.")
		}
		f.Months = *months
	}
	return f, nil
}

func expiryView(e Expiry) api.Expiry {
	status := api.ExpiryStatusExpiring
	if e.Overdue {
		status = api.ExpiryStatusLapsed
	}
	return api.Expiry{
		Person: personRef(e.Person), Team: namedView(e.Person.Team.Named), Band: string(e.Person.Band), Kind: api.ExpiryKind(e.Kind.String()),
		Title: e.Title, Status: status, DueOn: e.DueOn, AwardedOn: date(e.AwardedOn), Because: e.Because,
	}
}

func expiryCountView(c ExpiryCount) api.ExpiryCount {
	return api.ExpiryCount{Kind: api.ExpiryKind(c.Kind.String()), Count: c.Count}
}

func expiryMonthView(m ExpiryMonth) api.ExpiryMonth {
	view := api.ExpiryMonth{Label: m.Label, Total: m.Total, Counts: reference.Each(m.Counts, expiryCountView), First: reference.Each(m.First, expiryView)}
	if !m.Month.IsZero() {
		month := m.Month.ISO()[:7]
		view.Month = &month
	}
	return view
}

func (h *Handlers) expiriesTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := tables.Read[api.ListWorkforceExpiriesParams](query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	asked, err := tables.Whole(p.Q, p.Sort, ExpirySorts...)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	f, err := expiryFilterOf(p)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	by := access.ActorFrom(ctx)
	list, _, err := h.service.Expiries(ctx, by, f, asked)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "expiries", Title: "Expiries", Columns: []string{"Name", "Team", "Band", "Kind", "What", "Due on", "Overdue", "Awarded on", "Why"},
		About: tables.About("Expiries", expiriesMeaning(by), by.Today),
	}
	for _, e := range list {
		t.Rows = append(t.Rows, []any{
			e.Person.Name, e.Person.Team.Name, string(e.Person.Band), e.Kind.Title(), e.Title, tables.Day(e.DueOn), tables.YesNo(e.Overdue),
			tables.Day(e.AwardedOn), e.Because,
		})
	}
	return t, nil
}

// expiriesMeaning says what the list counts for a reader.
func expiriesMeaning(by access.Actor) string {
	text := "Refreshers and re-certifications that are overdue or fall due within the months chosen, fixed terms that end and planned leavings. ACC itself stays held."
	if !ToldOfLeavings(by) {
		text += " Fixed terms and planned leavings are not shown to this reader."
	}
	return text
}

// expiryCalendarTable gives a row for each month and kind.
func (h *Handlers) expiryCalendarTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := tables.Read[api.GetExpiryCalendarParams](query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	c, withheld, err := h.expiryCalendar(ctx, p)
	if err == nil && withheld != "" {
		err = apperr.Conflict(withheld)
	}
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "expiry-calendar", Title: "Expiries by month", Columns: []string{"Month", "Kind", "Number"},
		About: tables.About("Expiries by month", expiriesMeaning(access.ActorFrom(ctx)), c.Today),
	}
	for _, m := range append([]ExpiryMonth{c.Overdue}, c.Months...) {
		for _, n := range m.Counts {
			t.Rows = append(t.Rows, []any{m.Label, n.Kind.Title(), n.Count})
		}
	}
	return t, nil
}
