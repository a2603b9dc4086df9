package planning

import (
	"context"
	"math"
	"net/url"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/spreadsheet"
	"bandwise/internal/workforce/tables"
)

// Tables are the tables of the pages of planning.
func (h *Handlers) Tables() tables.Sources {
	return tables.Sources{
		"forecast": h.ofForecast(forecastTable), "forecast-people": h.ofForecast(peopleTable), "assumptions": h.ofForecast(assumptionsTable),
		"examination-entries": h.ofForecast(entriesTable), "course-places": h.ofForecast(coursesTable), "mentors": h.ofForecast(mentorsTable),
		"scenarios": h.comparisonTable, "scenario-months": h.comparedMonthsTable,
	}
}

// ofForecast reads the forecast that the page shows and makes a table of it. What is not published has no table.
func (h *Handlers) ofForecast(table func(Published) spreadsheet.Table) tables.Source {
	return func(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
		params, err := tables.Read[api.GetWorkforceForecastParams](query)
		if err != nil {
			return spreadsheet.Table{}, err
		}
		p, err := h.service.Forecast(ctx, access.ActorFrom(ctx), within(params.TeamId, params.TeamAlone))
		if err != nil {
			return spreadsheet.Table{}, err
		}
		if p.Withheld != "" {
			return spreadsheet.Table{}, apperr.Conflict(p.Withheld)
		}
		return table(p), nil
	}
}

func forecastTable(p Published) spreadsheet.Table {
	t := spreadsheet.Table{
		Name: "forecast", Title: "Forecast",
		Columns: []string{"Month", "On", "All bands: median", "All bands: low", "All bands: high", "If every plan comes true", "Target bands: median", "Target bands: low", "Target bands: high", "Runs with the target"},
		About: tables.About("Accredited WTE at the end of each month",
			"The median of the runs, and the ends of the interval that holds 80 % of them. "+p.Sentence, p.Today),
	}
	for _, b := range p.Bands {
		t.Columns = append(t.Columns, "Band "+string(b)+": median", "Band "+string(b)+": low", "Band "+string(b)+": high")
	}
	for m, point := range p.Points {
		row := []any{point.Label, point.On.ISO(), point.All.Median.Decimal(), point.All.Low.Decimal(), point.All.High.Decimal(), p.Plans.Points[m].WTE.Decimal()}
		if p.Target == nil {
			row = append(row, "", "", "", "")
		} else {
			row = append(row, point.AtTarget.Median.Decimal(), point.AtTarget.Low.Decimal(), point.AtTarget.High.Decimal(), tenths(point.Met))
		}
		for _, band := range point.ByBand {
			row = append(row, band.Median.Decimal(), band.Low.Decimal(), band.High.Decimal())
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func peopleTable(p Published) spreadsheet.Table {
	t := spreadsheet.Table{
		Name: "forecast-people", Title: "Trainees",
		Columns: []string{"Name", "Team", "Planned for", "Why", "Band then", "Share of runs with ACC", "In half of the runs by"},
		About:   tables.About("Trainees, and when each is accredited", "The date of the person's own plan, and what the runs say.", p.Today),
	}
	for _, o := range p.People {
		t.Rows = append(t.Rows, []any{o.Person.Name, o.Person.Team.Name, tables.Day(o.On), o.Because, string(o.Band), tenths(o.Share), tables.Day(o.HalfBy)})
	}
	return t
}

func assumptionsTable(p Published) spreadsheet.Table {
	t := spreadsheet.Table{
		Name: "assumptions", Title: "Assumptions", Columns: []string{"What", "Value", "From", "Because"},
		About: tables.About("What the forecast assumes", "Counted from the organisation's own history where there is enough of it, otherwise entered.", p.Today),
	}
	for _, a := range p.Assumptions {
		t.Rows = append(t.Rows, []any{a.Title, a.Value, a.From.String(), a.Because})
	}
	return t
}

func entriesTable(p Published) spreadsheet.Table {
	t := spreadsheet.Table{
		Name: "examination-entries", Title: "Examination entries", Columns: []string{"Sitting", "Results on", "Dated", "Entries"},
		About: tables.About("Entries to expect at each sitting", "The average over the runs.", p.Today),
	}
	for _, e := range p.Demand.Entries {
		dated := "yes"
		if e.Sitting.Assumed {
			dated = "assumed"
		}
		t.Rows = append(t.Rows, []any{e.Sitting.Title, tables.Day(e.Sitting.ResultsOn), dated, tenths(e.Entries)})
	}
	return t
}

func coursesTable(p Published) spreadsheet.Table {
	t := spreadsheet.Table{
		Name: "course-places", Title: "Course places", Columns: []string{"Month", "Course", "Places needed", "Places there are"},
		About: tables.About("Places needed on courses by month", "The average over the runs. No number of places means no limit.", p.Today),
	}
	for _, c := range p.Demand.Courses {
		course, places := "Clinical Coding Standards Course", any("")
		if c.Refresher {
			course = "Refresher course"
		}
		if c.Places != nil {
			places = *c.Places
		}
		t.Rows = append(t.Rows, []any{monthName(c.On), course, tenths(c.Wanted), places})
	}
	return t
}

func mentorsTable(p Published) spreadsheet.Table {
	t := spreadsheet.Table{
		Name: "mentors", Title: "Mentors", Columns: []string{"Month", "Trainees with a mentor", "Mentors needed", "May mentor today"},
		About: tables.About("Mentors needed by month", "The average over the runs.", p.Today),
	}
	for _, m := range p.Demand.Mentoring {
		t.Rows = append(t.Rows, []any{monthName(m.On), tenths(m.Mentored), m.Needed, p.Demand.Mentors})
	}
	return t
}

// compared reads the plans that the page shows side by side.
func (h *Handlers) compared(ctx context.Context, query url.Values) ([]Compared, error) {
	params, err := tables.Read[api.CompareScenariosParams](query)
	if err != nil {
		return nil, err
	}
	c, err := h.service.Compare(ctx, access.ActorFrom(ctx), within(params.TeamId, params.TeamAlone), given(params.With))
	if err == nil && c.Withheld != "" {
		err = apperr.Conflict(c.Withheld)
	}
	return c.Options, err
}

func (c Compared) name() string {
	if c.Scenario == nil {
		return "Today's plan"
	}
	return c.Scenario.Name
}

func (h *Handlers) comparisonTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	options, err := h.compared(ctx, query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "scenarios", Title: "Plans side by side",
		Columns: []string{
			"Plan", "Target met in half of the runs on", "Pay: low (£)", "Pay: high (£)", "Of it trainees: low (£)", "Of it trainees: high (£)", "People who start",
			"Months waited: mentors", "Months waited: places", "Months waited: sittings", "What binds",
		},
		About: tables.About("Plans side by side", "Pay is of the months ahead, a range from everybody at the entry of the band to everybody at its top.", access.ActorFrom(ctx).Today),
	}
	for _, o := range options {
		f := o.Forecast
		t.Rows = append(t.Rows, []any{
			o.name(), tables.Day(f.MetOn), f.Cost.Total.Low, f.Cost.Total.High, f.Cost.Training.Low, f.Cost.Training.High, f.Intakes,
			tenths(f.Waiting.Mentors), tenths(f.Waiting.Places), tenths(f.Waiting.Sittings), f.Waiting.Sentence,
		})
	}
	return t, nil
}

func (h *Handlers) comparedMonthsTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	options, err := h.compared(ctx, query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "scenario-months", Title: "Plans by month", Columns: []string{"Plan", "Month", "On", "Median", "Low", "High", "Runs with the target"},
		About: tables.About("Accredited WTE of each plan at the end of each month",
			"In the bands of the target where there is one, otherwise in all; the median, and the interval of 80 % of the runs.", access.ActorFrom(ctx).Today),
	}
	for _, o := range options {
		for _, point := range o.Forecast.Points {
			s, met := point.All, any("")
			if o.Forecast.Target != nil {
				s, met = point.AtTarget, tenths(point.Met)
			}
			t.Rows = append(t.Rows, []any{o.name(), point.Label, point.On.ISO(), s.Median.Decimal(), s.Low.Decimal(), s.High.Decimal(), met})
		}
	}
	return t, nil
}

// tenths rounds an average so that its digits do not promise more than it holds: shares to thousandths, counts to tenths.
func tenths(x float64) float64 {
	if x <= 1 {
		return math.Round(x*1000) / 1000
	}
	return math.Round(x*10) / 10
}
