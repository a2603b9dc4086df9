package planning

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strconv"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/pdf"
	"bandwise/internal/workforce"
)

// Routes adds the download of the board to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) { g.GET("/workforce/board", h.downloadBoard) }

func (h *Handlers) downloadBoard(c echo.Context) error {
	var f workforce.Filter
	if text := c.QueryParam("teamId"); text != "" {
		id, err := uuid.Parse(text)
		if err != nil {
			return apperr.NotFound("team")
		}
		f.TeamID = id
	}
	var beside *[]uuid.UUID
	if texts, chosen := c.QueryParams()["with"]; chosen {
		ids, err := chosenScenarios(texts)
		if err != nil {
			return err
		}
		beside = &ids
	}
	ctx := c.Request().Context()
	by := access.ActorFrom(ctx)
	content, err := h.service.Board(ctx, by, f, beside)
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": "workforce-board-" + by.Today.ISO() + ".pdf"}))
	header.Set(echo.HeaderXContentTypeOptions, "nosniff")
	return c.Blob(http.StatusOK, "application/pdf", content)
}

// chosenScenarios reads the scenarios that an address names, each once; "none" names none.
func chosenScenarios(texts []string) ([]uuid.UUID, error) {
	ids := []uuid.UUID{}
	for _, text := range texts {
		if text == "none" {
			continue
		}
		id, err := uuid.Parse(text)
		if err != nil {
			return nil, apperr.NotFound("scenario")
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// MostOnBoard is how many scenarios the board has beside today's plan, so that it stays within four pages.
const MostOnBoard = 4

// Board gives the forecast as a PDF document of at most four pages: the sentence, the drawing, why, the assumptions, the
// scenarios beside today's plan, and the training asked for. It names nobody. beside are the scenarios, in their order; without
// it they are those that changed last. More than fit are CodeInvalid, an unknown one is CodeNotFound. Who took it is noted.
func (s *Service) Board(ctx context.Context, by access.Actor, f workforce.Filter, beside *[]uuid.UUID) ([]byte, error) {
	content, err := s.draw(ctx, by, f, beside)
	if err != nil {
		return nil, err
	}
	return content, s.db.InTx(ctx, func(ctx context.Context) error {
		return s.trail.Record(ctx, by, audit.Change{
			Action: "planning.board_taken", SubjectKind: "workforce_plan", SubjectID: by.OrganisationID.String(), After: audit.Values{"on": by.Today},
		})
	})
}

// Draw gives the board of everybody in scope, for a report that is sent to by.
func (s *Service) Draw(ctx context.Context, by access.Actor) ([]byte, error) {
	return s.draw(ctx, by, workforce.Filter{}, nil)
}

func (s *Service) draw(ctx context.Context, by access.Actor, f workforce.Filter, beside *[]uuid.UUID) ([]byte, error) {
	if beside != nil && len(*beside) > MostOnBoard {
		return nil, apperr.InvalidField("with", fmt.Sprintf("Choose at most %d scenarios for the board.", MostOnBoard))
	}
	p, err := s.Forecast(ctx, by, f)
	if err != nil {
		return nil, err
	}
	var options []Compared
	if p.Withheld == "" {
		if options, err = s.beside(ctx, by, f, beside); err != nil {
			return nil, err
		}
	}
	return board(p, options)
}

// beside gives today's plan and the scenarios that were chosen; without a choice those that changed last, as many as stand side
// by side.
func (s *Service) beside(ctx context.Context, by access.Actor, f workforce.Filter, chosen *[]uuid.UUID) ([]Compared, error) {
	var ids []uuid.UUID
	if chosen != nil {
		ids = *chosen
	} else {
		kept, _, err := s.Scenarios(ctx, by, page.Request{Sort: "changedOn", Descending: true, Limit: MostCompared - 1})
		if err != nil {
			return nil, err
		}
		for _, sc := range kept {
			ids = append(ids, sc.ID)
		}
	}
	c, err := s.withToday(ctx, by, f, ids)
	return c.Options, err
}

// board lays a forecast out.
func board(p Published, beside []Compared) ([]byte, error) {
	title := "Workforce board: accredited clinical coders"
	d := pdf.New(pdf.Properties{Title: title + ", " + p.Today.String(), Subject: "Forecast of accredited staff", Author: "Bandwise", Made: p.Today.Midnight()})
	d.Title(title, "Data of "+p.Today.String())
	if p.Withheld != "" {
		d.Paragraph(p.Withheld)
		return d.Bytes()
	}
	d.Paragraph(p.Sentence)
	what := "Accredited WTE, all bands"
	if p.Target != nil {
		what = fmt.Sprintf("Accredited WTE at band %s and above", p.Target.Band)
	}
	d.Heading(what)
	d.Draw(p.chart(what))
	d.Small(fmt.Sprintf("The line is the median of %d runs; the grey band holds 80 %% of them. Today %d people are accredited (%s).", Runs, p.Plans.Points[0].People, p.Plans.Points[0].WTE))
	if len(p.Why) > 0 {
		d.Heading("From today to the target")
		var rows [][]string
		for _, step := range p.Why {
			rows = append(rows, []string{step.Text, decimal(step.WTE.Decimal())})
		}
		d.Table([]pdf.Column{{Heading: "When", Share: 140}, {Heading: "WTE", Share: 30, Right: true}}, rows)
	}
	p.months(d)
	if len(beside) > 1 {
		sideBySide(d, beside)
	}
	p.training(d)
	d.Heading("What it costs")
	d.Paragraph(fmt.Sprintf("%s in %d months: accredited staff %s, trainees %s.", p.Cost.Total, workforce.ForecastMonths, p.Cost.Accredited, p.Cost.Training))
	d.Small(p.Cost.Because)
	d.Heading("What this assumes")
	var rows [][]string
	for _, a := range p.Assumptions {
		rows = append(rows, []string{a.Title, a.Value, a.Because})
	}
	d.Table([]pdf.Column{{Heading: "Assumption", Share: 38}, {Heading: "Value", Share: 38}, {Heading: "Where it comes from", Share: 94}}, rows)
	return d.Bytes()
}

// String gives "£2,061,000 to £2,321,000", to the nearest thousand.
func (m Money) String() string {
	if m.Low == m.High {
		return pounds(m.Low)
	}
	return pounds(m.Low) + " to " + pounds(m.High)
}

func pounds(amount int) string {
	text := strconv.Itoa((amount + 500) / 1000)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	if text == "0" {
		return "£0"
	}
	return "£" + text + ",000"
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (s Spread) String() string {
	if s.Low == s.High {
		return decimal(s.Median.Decimal())
	}
	return fmt.Sprintf("%s (%s to %s)", decimal(s.Median.Decimal()), decimal(s.Low.Decimal()), decimal(s.High.Decimal()))
}

// chart gives what is drawn: the target's bands where there is a target, otherwise all.
func (p Published) chart(what string) pdf.Chart {
	c := pdf.Chart{Ticks: map[int]string{}, Around: "80 % of runs"}
	for i, point := range p.Points {
		s := point.All
		if p.Target != nil {
			s = point.AtTarget
		}
		c.Bands = append(c.Bands, pdf.Band{Low: s.Low.Decimal(), Middle: s.Median.Decimal(), High: s.High.Decimal()})
		if i%6 == 0 {
			c.Ticks[i] = point.Label
		}
		c.Last = "Median " + decimal(s.Median.Decimal())
	}
	if p.Target != nil {
		c.Level, c.Name = p.Target.WTE.Decimal(), "Target "+decimal(p.Target.WTE.Decimal())
	}
	c.Alt = what + " by month; the table beneath has the numbers. " + p.Sentence
	return c
}

// months writes every third month as a table.
func (p Published) months(d *pdf.Document) {
	d.Heading("Accredited WTE at the end of every third month")
	columns := []pdf.Column{{Heading: "Month", Share: 32}, {Heading: "All bands", Share: 40, Right: true}}
	for _, band := range p.Bands {
		columns = append(columns, pdf.Column{Heading: "Band " + string(band), Share: 33, Right: true})
	}
	var rows [][]string
	for i := 0; i < len(p.Points); i += quarter {
		row := []string{p.Points[i].Label, p.Points[i].All.String()}
		for _, s := range p.Points[i].ByBand {
			row = append(row, s.String())
		}
		rows = append(rows, row)
	}
	d.Table(columns, rows)
}

// sideBySide writes scenarios beside today's plan.
func sideBySide(d *pdf.Document, beside []Compared) {
	d.Heading("Scenarios beside today’s plan")
	var rows [][]string
	for _, o := range beside {
		name, met, at := "Today’s plan", "Not in these months", ""
		if o.Scenario != nil {
			name = o.Scenario.Name
		}
		if !o.Forecast.MetOn.IsZero() {
			met = monthName(o.Forecast.MetOn)
		}
		if o.Forecast.Target == nil {
			met = "No target"
		} else if by, there := o.Forecast.at(o.Forecast.Target.By); there {
			at = by.AtTarget.String()
		}
		w := o.Forecast.Waiting
		rows = append(rows, []string{
			name, met, at, o.Forecast.Cost.Total.String(), fmt.Sprintf("mentors %s, places %s, sittings %s", decimal(w.Mentors), decimal(w.Places), decimal(w.Sittings)),
		})
	}
	d.Table([]pdf.Column{
		{Heading: "Plan", Share: 38}, {Heading: "Met in half of the runs", Share: 26}, {Heading: "WTE at the target’s month", Share: 34},
		{Heading: "Pay in 36 months", Share: 36}, {Heading: "Months waited for", Share: 36},
	}, rows)
}

// training writes what the months ahead ask for.
func (p Published) training(d *pdf.Document) {
	d.Heading("What training this asks for")
	var rows [][]string
	for _, e := range p.Demand.Entries {
		title := e.Sitting.Title
		if e.Sitting.Assumed {
			title += " (assumed)"
		}
		rows = append(rows, []string{title, decimal(e.Entries)})
	}
	d.Table([]pdf.Column{{Heading: "Sitting of the NCCQ", Share: 120}, {Heading: "Entries", Share: 50, Right: true}}, rows)
	standards, refreshers, mentors := 0.0, 0.0, 0
	for _, c := range p.Demand.Courses {
		if c.Refresher {
			refreshers += c.Wanted
		} else {
			standards += c.Wanted
		}
	}
	for _, m := range p.Demand.Mentoring {
		mentors = max(mentors, m.Needed)
	}
	d.Paragraph(fmt.Sprintf("Places: %s on the Standards course, %s on refreshers. Mentors: at most %d needed at %d trainees each; %d may mentor here today. %s",
		decimal(rounded(standards)), decimal(refreshers), mentors, p.Demand.PerMentor, p.Demand.Mentors, p.Waiting.Sentence))
}
