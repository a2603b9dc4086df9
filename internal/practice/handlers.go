package practice

import (
	"cmp"
	"context"
	"math"
	"net/http"
	"slices"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/spreadsheet"
)

// shownLines is how many lines an answer names.
const shownLines = 500

// Handlers answers the practice's operations.
type Handlers struct{ service *Service }

// Routes adds downloads and uploads, which stand outside the generated server, to the group of the API, which has the gate in
// front.
func (h *Handlers) Routes(g *echo.Group) {
	g.GET("/people/:id/coding-activity/export", h.export)
	g.POST("/people/:id/coding-activity/import", h.load)
	g.GET("/coding-activity/import-template", h.template)
}

func formatOf(c echo.Context) spreadsheet.Format {
	if c.QueryParam("format") == "xlsx" {
		return spreadsheet.XLSX
	}
	return spreadsheet.CSV
}

func (h *Handlers) export(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("person")
	}
	ctx := c.Request().Context()
	content, err := h.service.Export(ctx, access.ActorFrom(ctx), id, formatOf(c))
	if err != nil {
		return err
	}
	return spreadsheet.Send(c, "coding-activity", formatOf(c), content)
}

func (h *Handlers) template(c echo.Context) error {
	content, err := h.service.Template(formatOf(c), c.QueryParam("team") == "true")
	if err != nil {
		return err
	}
	return spreadsheet.Send(c, "coding-activity-template", formatOf(c), content)
}

func (h *Handlers) load(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("person")
	}
	name, content, err := spreadsheet.Receive(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	sent := Sent{DryRun: c.QueryParam("dryRun") == "true", Digest: c.QueryParam("digest"), Reason: c.QueryParam("reason")}
	report, err := h.service.Import(ctx, access.ActorFrom(ctx), id, name, content, sent)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, reportJSON(report))
}

// GetCodingPractice answers GET /people/{id}/coding-practice.
func (h *Handlers) GetCodingPractice(ctx context.Context, r api.GetCodingPracticeRequestObject) (api.GetCodingPracticeResponseObject, error) {
	o, err := h.service.Overview(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetCodingPractice200JSONResponse(overviewJSON(o)), nil
}

// ListCodingActivity answers GET /people/{id}/coding-activity.
func (h *Handlers) ListCodingActivity(ctx context.Context, r api.ListCodingActivityRequestObject) (api.ListCodingActivityResponseObject, error) {
	p := r.Params
	asked, err := page.Parse(nil, newestBy("day", p.Sort), p.Cursor, p.Limit, "day", "episodes", "hours", "updatedAt")
	if err != nil {
		return nil, err
	}
	f := ActivityFilter{Request: asked}
	if p.From != nil {
		f.From = *p.From
	}
	if p.To != nil {
		f.To = *p.To
	}
	found, total, err := h.service.Entries(ctx, access.ActorFrom(ctx), r.Id, f)
	if err != nil {
		return nil, err
	}
	return api.ListCodingActivity200JSONResponse{Items: reference.Each(found, entryJSON), Total: total, Next: asked.Next(total)}, nil
}

// EnterCodingActivity answers POST /people/{id}/coding-activity.
func (h *Handlers) EnterCodingActivity(ctx context.Context, r api.EnterCodingActivityRequestObject) (api.EnterCodingActivityResponseObject, error) {
	days := reference.Each(r.Body.Entries, func(e api.EnteredDay) Entered {
		entered := Entered{Day: Day{On: e.Day, Episodes: e.Episodes}, Note: e.Note}
		if e.Hours != nil {
			entered.Day.Minutes = int(math.Round(float64(*e.Hours) * 60))
		}
		return entered
	})
	report, err := h.service.Enter(ctx, access.ActorFrom(ctx), r.Id, days, text(r.Body.Reason))
	if err != nil {
		return nil, err
	}
	return api.EnterCodingActivity200JSONResponse(reportJSON(report)), nil
}

// PasteCodingActivity answers POST /people/{id}/coding-activity/paste.
func (h *Handlers) PasteCodingActivity(ctx context.Context, r api.PasteCodingActivityRequestObject) (api.PasteCodingActivityResponseObject, error) {
	b := r.Body
	report, err := h.service.Paste(ctx, access.ActorFrom(ctx), r.Id, b.Text, Sent{DryRun: b.DryRun, Digest: text(b.Digest), Reason: text(b.Reason)})
	if err != nil {
		return nil, err
	}
	return api.PasteCodingActivity200JSONResponse(reportJSON(report)), nil
}

// RemoveCodingActivity answers POST /coding-activity/{id}/remove.
func (h *Handlers) RemoveCodingActivity(ctx context.Context, r api.RemoveCodingActivityRequestObject) (api.RemoveCodingActivityResponseObject, error) {
	if err := h.service.Remove(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, text(r.Body.Reason)); err != nil {
		return nil, err
	}
	return api.RemoveCodingActivity204Response{}, nil
}

// AddActivityEvidence answers POST /people/{id}/coding-activity/evidence.
func (h *Handlers) AddActivityEvidence(ctx context.Context, r api.AddActivityEvidenceRequestObject) (api.AddActivityEvidenceResponseObject, error) {
	made, err := h.service.AddActivityEvidence(ctx, access.ActorFrom(ctx), r.Id, r.Body.StartsOn)
	if err != nil {
		return nil, err
	}
	return api.AddActivityEvidence200JSONResponse(madeJSON(made)), nil
}

// ListCoders answers GET /coding-practice/people.
func (h *Handlers) ListCoders(ctx context.Context, r api.ListCodersRequestObject) (api.ListCodersResponseObject, error) {
	p := r.Params
	asked, err := page.Parse(p.Q, p.Sort, p.Cursor, p.Limit, "name", "average", "audited", "below", "actions")
	if err != nil {
		return nil, err
	}
	f := CoderFilter{Request: asked, TeamID: p.TeamId}
	if p.PersonId != nil {
		f.People = *p.PersonId
	}
	if p.State != nil {
		f.State = string(*p.State)
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.Coders(ctx, by, f)
	if err != nil {
		return nil, err
	}
	return api.ListCoders200JSONResponse{Items: reference.Each(found, coderJSON), Total: total, Next: asked.Next(total), AsOf: by.Today}, nil
}

// newestBy asks for a list's newest first when the client says nothing about its order.
func newestBy(column string, sort *string) *string {
	if sort == nil || *sort == "" {
		newest := "-" + column
		return &newest
	}
	return sort
}

func text(t *string) string {
	if t == nil {
		return ""
	}
	return *t
}

func nameJSON(n Named) api.PersonRef { return api.PersonRef{Id: n.ID, Name: n.Name} }

func hoursJSON(minutes int) *float32 {
	if minutes == 0 {
		return nil
	}
	hours := float32(math.Round(float64(minutes)/60*100) / 100)
	return &hours
}

func madeJSON(m Made) api.MadeEvidence {
	return api.MadeEvidence{EvidenceId: m.EvidenceID, StatementIds: reference.Each(m.Statements, func(id uuid.UUID) uuid.UUID { return id })}
}

func reportJSON(r Report) api.CodingActivityReport {
	shown := slices.Clone(r.Lines)
	if len(shown) > shownLines {
		slices.SortStableFunc(shown, func(a, b Planned) int { return cmp.Compare(a.Outcome, b.Outcome) })
		shown = shown[:shownLines]
		slices.SortStableFunc(shown, func(a, b Planned) int { return cmp.Compare(a.Number, b.Number) })
	}
	return api.CodingActivityReport{
		DryRun: r.DryRun, Digest: r.Digest, LinesTotal: len(r.Lines), Lines: reference.Each(shown, lineJSON),
		Counts: api.ActivityCounts{New: r.Count(Added), Changed: r.Count(Changed), Same: r.Count(Same), Refused: r.Count(Refused)},
	}
}

func lineJSON(p Planned) api.ActivityLine {
	line := api.ActivityLine{
		Line: p.Number, Outcome: api.ActivityLineOutcome(p.Outcome.String()), Remark: p.Remark,
		Typed:    api.TypedCells{Date: p.asTyped[0], Episodes: p.asTyped[1], Hours: p.asTyped[2]},
		Problems: reference.Each(p.Problems, func(x Problem) api.CellProblem { return api.CellProblem{Column: x.Column, Message: x.Message} }),
	}
	if p.Whose.ID != uuid.Nil {
		whose := nameJSON(p.Whose)
		line.Person = &whose
	}
	if p.Outcome != Refused {
		line.Day, line.Episodes, line.Hours = &p.Day.On, &p.Day.Episodes, hoursJSON(p.Day.Minutes)
	}
	if p.Before != nil {
		line.BeforeEpisodes, line.BeforeHours = &p.Before.Episodes, hoursJSON(p.Before.minutes())
	}
	return line
}

func entryJSON(e EntryView) api.CodingEntry {
	return api.CodingEntry{
		Id: e.ID, Day: e.Day, Episodes: e.Episodes, Hours: hoursJSON(e.minutes()), Note: e.Note, Standing: api.DayStanding(e.Standing.String()),
		Remark: e.Remark, EnteredBy: api.PersonRef{Id: e.EnteredBy, Name: e.EnteredByName}, UpdatedAt: e.UpdatedAt.UTC(), Version: e.Version,
		Earlier: reference.Each(e.Earlier, func(b EarlierView) api.EarlierEntry {
			return api.EarlierEntry{
				Episodes: b.Episodes, Hours: hoursJSON(Entry{Minutes: b.Minutes}.minutes()), Note: b.Note, Removed: b.Removed, Reason: b.Reason,
				EnteredBy:  api.PersonRef{Id: b.EnteredBy, Name: b.EnteredByName},
				ReplacedBy: api.PersonRef{Id: b.ReplacedBy, Name: b.ReplacedByName}, ReplacedAt: b.ReplacedAt.UTC(),
			}
		}),
	}
}

func fourJSON(f FourWeeks) api.FourWeekAverage {
	return api.FourWeekAverage{
		From: f.From, To: f.To, Average: averageJSON(f.Mean), Episodes: f.Episodes, WholeDays: float32(f.Days), Entries: f.Entries,
		WorkingDays: f.WorkingDays, WithoutEntry: f.Without, Because: f.Because(),
	}
}

func averageJSON(m Mean) *float32 {
	value, known := m.Value()
	if !known {
		return nil
	}
	v := float32(value)
	return &v
}

func expectedJSON(e *Expected) *api.ExpectedActivity {
	if e == nil {
		return nil
	}
	return &api.ExpectedActivity{Episodes: e.Episodes, Kind: api.ExpectedActivityKind(e.Kind.String()), Because: e.Because}
}

func coderJSON(c Coder) api.Coder {
	body := api.Coder{
		Person: nameJSON(c.Person), FourWeeks: fourJSON(c.Four), AverageBefore: averageJSON(c.Before), Trend: api.CoderTrend(c.Trend()),
		Target: expectedJSON(c.Target), BelowTarget: c.Below(), Figures: reference.Each(c.Figures, figureJSON), OpenActions: c.Open,
		OverdueActions: c.Overdue, MayAudit: c.MayAudit,
	}
	if !c.Last.IsZero() {
		body.LastEntryOn = &c.Last
	}
	if c.Audit != nil {
		body.AuditId, body.AuditedOn = &c.Audit.ID, &c.Audit.AuditedOn
	}
	return body
}

func overviewJSON(o Overview) api.CodingPractice {
	body := api.CodingPractice{
		Person: api.PersonRef{Id: o.Person.ID, Name: o.Person.Name}, ContentVisible: o.Person.ContentVisible, MayEnter: o.Person.MayEnter,
		MayAudit: o.Person.MayAudit, AsOf: o.Today, Target: expectedJSON(o.Target), FourWeeks: fourJSON(o.Four),
		Weeks:  reference.Each(o.Weeks, weekJSON),
		Audits: reference.Each(o.Audits, auditSummaryJSON), Actions: reference.Each(o.Actions, actionJSON), Quarters: []api.CodingQuarter{},
		Days: reference.Each(o.Days, func(d DayView) api.CodingDay {
			day := api.CodingDay{Day: d.On, Episodes: d.Episodes, Hours: hoursJSON(d.Minutes), Standing: api.DayStanding(d.Standing.String())}
			if d.Standing == DayCounts {
				per := float32(d.PerDay)
				day.PerWholeDay = &per
			}
			if d.Target > 0 {
				day.Target = &d.Target
			}
			return day
		}),
	}
	if on := o.Career.AppointedOn(); !on.IsZero() {
		body.AppointedOn = &on
	}
	if on := o.Career.AccreditedOn; !on.IsZero() {
		body.AccreditedOn = &on
	}
	if !o.Last.IsZero() {
		body.LastEntryOn = &o.Last
	}
	for _, q := range o.quarters() {
		body.Quarters = append(body.Quarters, api.CodingQuarter{StartsOn: q, Name: quarterName(q)})
	}
	return body
}

func weekJSON(w Week) api.CodingWeek {
	week := api.CodingWeek{
		StartsOn: w.StartsOn, Episodes: w.Episodes, WholeDays: float32(w.Days), Entries: w.Entries, Average: averageJSON(w.Mean),
		FourWeekAverage: averageJSON(w.Four), Months: float32(w.Months),
	}
	if w.Target > 0 {
		kind := api.CodingWeekTargetKind(w.Kind.String())
		week.Target, week.TargetKind = &w.Target, &kind
	}
	return week
}
