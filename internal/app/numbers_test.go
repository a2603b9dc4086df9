package app

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/api"
	"bandwise/internal/identity"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	demodata "bandwise/seed/demo"
)

// trust is the demo trust as one of its people sees it over the API: the people in scope, each against the own role.
type trust struct {
	*fixture
	reader   *person
	today    calendar.Date
	people   []api.WorkforcePerson
	standing map[string]api.PersonReadiness
}

// TestTheNumbersAgree counts every figure of the organisation's pages again, by a plain loop over the people that the API
// gives one by one, and reads every table that can be taken away.
func TestTheNumbersAgree(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			c := config.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), DatabaseURL: installed.Copy(t, dialect), LogFormat: "text", Demo: true}
			require.NoError(t, c.Complete())
			now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
			a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes, Clock: calendar.Fixed(now)})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, a.Close()) })
			for _, email := range []string{"lead@demo.example", "manager@demo.example"} {
				t.Run(email, func(t *testing.T) { asSeenBy(t, a, email).agree() })
			}
			t.Run("trainee@demo.example", func(t *testing.T) {
				f := &fixture{t: t, app: a, ctx: t.Context()}
				trainee := f.session("trainee@demo.example")
				for _, path := range []string{"/workforce/overview", "/workforce/heatmap", "/workforce/forecast", "/workforce/tables/people", "/workforce/board",
					"/workforce/readiness", "/workforce/single-points", "/workforce/succession", "/workforce/pipeline", "/workforce/establishment"} {
					assert.Equal(t, http.StatusForbidden, f.send(trainee, http.MethodGet, path, nil, 0, false).Code, path)
				}
			})
		})
	}
}

// session signs one of the demo trust's people in.
func (f *fixture) session(email string) *person {
	f.t.Helper()
	return &person{cookie: f.cookie(email, demodata.Password)}
}

func asSeenBy(t *testing.T, a *App, email string) trust {
	s := trust{fixture: &fixture{t: t, app: a, ctx: t.Context()}, standing: map[string]api.PersonReadiness{}}
	s.reader = s.session(email)
	for cursor := ""; ; {
		page := answerOf[api.WorkforcePeoplePage](s, "/workforce/people?limit=20&cursor="+cursor)
		s.people, s.today = append(s.people, page.Items...), page.DataOn
		if cursor = page.Next; cursor == "" {
			require.Len(t, s.people, page.Total)
			break
		}
	}
	for _, p := range s.people {
		s.standing[p.Id.String()] = answerOf[api.PersonReadiness](s, "/people/"+p.Id.String()+"/readiness")
	}
	return s
}

func answerOf[T any](s trust, path string) T {
	s.t.Helper()
	r := s.send(s.reader, http.MethodGet, path, nil, 0, false)
	require.Equal(s.t, http.StatusOK, r.Code, "%s: %s", path, r.Body)
	var answer T
	require.NoError(s.t, json.Unmarshal(r.Body.Bytes(), &answer), path)
	return answer
}

func (s trust) agree() {
	require.Greater(s.t, len(s.people), 5, "there are people to count")
	o := answerOf[api.WorkforceOverview](s, "/workforce/overview")
	s.counts(o)
	s.stagesAndBands(o)
	cells := s.heatmap()
	s.gaps(o, cells)
	s.expiries()
	s.readiness()
	s.singlePoints(o)
	s.succession()
	s.pipeline()
	s.establishment()
	s.forecast()
	s.tables(o)
}

// counts counts the people of every number of the overview, and what they have of it.
func (s trust) counts(o api.WorkforceOverview) {
	held := func(p api.WorkforcePerson) bool { return p.Accreditation != "not_held" }
	one := func(is bool) int {
		if is {
			return 1
		}
		return 0
	}
	soon := s.today.Add(calendar.Months(12))
	for name, n := range map[string]struct {
		shown api.PeopleCount
		items func(api.WorkforcePerson) int
	}{
		"overdue":        {o.Overdue, func(p api.WorkforcePerson) int { return p.Overdue }},
		"dueSoon":        {o.DueSoon, func(p api.WorkforcePerson) int { return p.DueSoon }},
		"onLeave":        {o.OnLeave, func(p api.WorkforcePerson) int { return one(p.OnLeave) }},
		"waitingReview":  {o.WaitingReview, func(p api.WorkforcePerson) int { return p.WaitingReview }},
		"waitingSignOff": {o.WaitingSignOff, func(p api.WorkforcePerson) int { return p.WaitingSignOff }},
		"returned":       {o.Returned, func(p api.WorkforcePerson) int { return p.Returned }},
		"lapsed":         {o.Lapsed, func(p api.WorkforcePerson) int { return one(p.Accreditation == "lapsed") }},
		"expiring": {o.Expiring, func(p api.WorkforcePerson) int {
			return one(held(p) && p.RefresherDueOn != nil && !p.RefresherDueOn.Before(s.today) && !p.RefresherDueOn.After(soon))
		}},
		"gap": {o.Gap, func(p api.WorkforcePerson) int {
			lacks := 0
			for _, r := range s.standing[p.Id.String()].Requirements {
				lacks += one(r.Importance == "essential" && r.State != "met")
			}
			return lacks
		}},
	} {
		people, items := 0, 0
		for _, p := range s.people {
			if has := n.items(p); has > 0 {
				people, items = people+1, items+has
			}
		}
		assert.Equal(s.t, people, n.shown.People, "people of %s", name)
		assert.Equal(s.t, items, n.shown.Items, "items of %s", name)
		list := answerOf[api.WorkforcePeoplePage](s, "/workforce/people?"+n.shown.Filter)
		assert.Equal(s.t, people, list.Total, "the list behind %s", name)
	}
}

func (s trust) stagesAndBands(o api.WorkforceOverview) {
	stages, bands, wte := map[string]int{}, map[string]int{}, map[string]float64{}
	all, road, accredited := 0.0, 0, 0
	for _, p := range s.people {
		all += p.Wte
		if p.Stage != nil {
			stages[p.Stage.Key]++
		}
		if p.Accreditation != "not_held" {
			accredited++
			bands[p.Band]++
			wte[p.Band] += p.Wte
		} else if p.Stage != nil {
			road++
		}
	}
	assert.Equal(s.t, len(s.people), o.Headcount.People)
	assert.InDelta(s.t, all, o.Headcount.Wte, 0.001)
	assert.Equal(s.t, road, o.OnRoad.People)
	assert.Equal(s.t, accredited, o.Accredited.People)
	for _, stage := range o.Stages {
		assert.Equal(s.t, stages[stage.Key], stage.People, stage.Title)
		delete(stages, stage.Key)
	}
	assert.Empty(s.t, stages, "every stage that somebody is in is shown")
	for _, b := range o.AccreditedByBand {
		assert.Equal(s.t, bands[b.Band], b.People, "band %s", b.Band)
		assert.InDelta(s.t, wte[b.Band], b.Wte, 0.001, "band %s", b.Band)
		delete(bands, b.Band)
	}
	assert.Empty(s.t, bands, "every band is shown")
}

// tally counts essential statements by their state.
type tally struct{ required, met, claimed, partly, missing int }

func (c *tally) add(state api.ReadinessRequirementState) {
	c.required++
	switch state {
	case "met":
		c.met++
	case "claimed":
		c.claimed++
	case "partly":
		c.partly++
	default:
		c.missing++
	}
}

// essentialStatements gives what a person's role asks for of statements, as the person's own page says how far it is met.
func (s trust) essentialStatements(p api.WorkforcePerson) []api.ReadinessRequirement {
	var asked []api.ReadinessRequirement
	for _, r := range s.standing[p.Id.String()].Requirements {
		if r.Importance == "essential" && r.Kind == "statement" {
			asked = append(asked, r)
		}
	}
	return asked
}

// heatmap counts every cell of the maps of people and of teams, by each way to make columns, with the people behind each number
// of a team, and gives the tallies by team and skill.
func (s trust) heatmap() map[string]tally {
	columns := map[string]func(api.ReadinessRequirement) string{
		"level":     func(r api.ReadinessRequirement) string { return fmt.Sprintf("%s %d", *r.Code, *r.Level) },
		"aspect":    func(r api.ReadinessRequirement) string { return *r.Code + " " + *r.Aspect },
		"statement": func(r api.ReadinessRequirement) string { return r.StatementId.String() },
	}
	for name, column := range columns {
		codes := []string{""}
		if name == "statement" {
			codes = []string{"ANCC", "RMGT"}
		}
		for _, code := range codes {
			s.mapOf("person", name, code, column, func(p api.WorkforcePerson) string { return p.Id.String() })
			s.mapOf("team", name, code, column, func(p api.WorkforcePerson) string { return p.Team.Id.String() })
		}
	}
	skills := map[string]tally{}
	for _, p := range s.people {
		for _, r := range s.essentialStatements(p) {
			c := skills[p.Team.Id.String()+" "+*r.Code]
			c.add(r.State)
			skills[p.Team.Id.String()+" "+*r.Code] = c
		}
	}
	return skills
}

func (s trust) mapOf(by, columns, code string, column func(api.ReadinessRequirement) string, row func(api.WorkforcePerson) string) {
	counted, behind := map[string]tally{}, map[string]map[string]bool{}
	for _, p := range s.people {
		for _, r := range s.essentialStatements(p) {
			if code != "" && *r.Code != code {
				continue
			}
			key := row(p) + " " + column(r)
			c := counted[key]
			c.add(r.State)
			counted[key] = c
			state := string(r.State)
			if state == "expired" {
				state = "missing"
			}
			for _, standing := range []string{"required", state} {
				if behind[key+" "+standing] == nil {
					behind[key+" "+standing] = map[string]bool{}
				}
				behind[key+" "+standing][p.Name] = true
			}
		}
	}
	require.True(s.t, code != "" || len(counted) > 0, "something is asked")
	for cursor := ""; ; {
		shown := answerOf[api.Heatmap](s, fmt.Sprintf("/workforce/heatmap?by=%s&columns=%s&code=%s&limit=25&cursor=%s", by, columns, code, cursor))
		for _, line := range shown.Rows {
			for i, cell := range line.Cells {
				of := shown.Columns[i]
				key := line.Id.String() + " " + of.StatementIds[0].String()
				switch shown.ColumnsBy {
				case api.HeatmapColumnsByLevel:
					key = fmt.Sprintf("%s %s %d", line.Id, of.Code, *of.Level)
				case api.HeatmapColumnsByAspect:
					key = fmt.Sprintf("%s %s %s", line.Id, of.Code, *of.Aspect)
				}
				assert.Equal(s.t, counted[key], tally{cell.Required, cell.Met, cell.Claimed, cell.Partly, cell.Missing}, "%s of %s", of.Key, line.Name)
				assert.Equal(s.t, cell.Required, cell.Met+cell.Claimed+cell.Partly+cell.Missing)
				delete(counted, key)
				if by == "team" && of.Code == "ANCC" && columns != "statement" {
					s.behind(cell.Filter, key, behind)
				}
			}
		}
		if cursor = shown.Next; cursor == "" {
			break
		}
	}
	assert.Empty(s.t, counted, "every cell of %s by %s is shown", by, columns)
}

// behind opens each number of a cell.
func (s trust) behind(filter, key string, people map[string]map[string]bool) {
	for _, standing := range []string{"required", "met", "claimed", "partly", "missing"} {
		want := people[key+" "+standing]
		if len(want) == 0 {
			continue
		}
		found := map[string]bool{}
		query := strings.Replace(filter, "standing=required", "standing="+standing, 1)
		for _, p := range answerOf[api.WorkforcePeoplePage](s, "/workforce/people?limit=200&"+query).Items {
			found[p.Name] = true
		}
		assert.Equal(s.t, want, found, "%s", query)
	}
}

func (s trust) gaps(o api.WorkforceOverview, counted map[string]tally) {
	for _, g := range o.SkillGaps {
		key := g.Team.Id.String() + " " + g.Code
		assert.Equal(s.t, counted[key], tally{g.Required, g.Met, g.Claimed, g.Partly, g.Missing}, "%s of %s", g.Code, g.Team.Name)
		delete(counted, key)
	}
	assert.Empty(s.t, counted, "every skill that is required is shown")
}

// expiries recounts what falls due or ends from each person's own pages: refreshers, certificates with their three years, the last
// day of an appointment that none follows on, and what is planned.
func (s trust) expiries() {
	due, months := map[string]string{}, map[string]int{}
	last := s.today.Add(calendar.Months(36))
	add := func(p api.WorkforcePerson, kind string, on calendar.Date) {
		if on.After(last) {
			return
		}
		due[p.Id.String()+" "+kind] = on.ISO()
		month := on.ISO()[:7]
		if on.Before(s.today) {
			month = ""
		}
		months[month+" "+kind]++
	}
	for _, p := range s.people {
		if p.Accreditation != "not_held" && p.RefresherDueOn != nil {
			add(p, "refresher", *p.RefresherDueOn)
		}
		for _, award := range answerOf[api.AwardList](s, "/people/"+p.Id.String()+"/awards").Items {
			if award.Kind == "ccap" || award.Kind == "cctp" {
				add(p, "certification", award.AwardedOn.Add(calendar.Years(3)))
			}
		}
		ends := calendar.Date{}
		for i, a := range answerOf[api.PersonDetail](s, "/people/"+p.Id.String()).Appointments {
			if i == 0 && a.EndsOn != nil {
				ends = *a.EndsOn
			}
		}
		if !ends.IsZero() {
			add(p, "fixed_term", ends)
		}
		if planned := answerOf[api.PlannedLeaving](s, "/people/"+p.Id.String()+"/planned-leaving"); planned.LeavesOn != nil {
			add(p, "planned_leaving", *planned.LeavesOn)
		}
	}
	shown := map[string]string{}
	list := answerOf[api.ExpiriesPage](s, "/workforce/expiries?limit=200&months=36")
	for _, e := range list.Items {
		shown[e.Person.Id.String()+" "+string(e.Kind)] = e.DueOn.ISO()
	}
	assert.Equal(s.t, due, shown)
	drawn := answerOf[api.ExpiryCalendar](s, "/workforce/expiries/calendar?months=36")
	assert.Equal(s.t, list.Total, drawn.Total)
	for _, m := range append([]api.ExpiryMonth{drawn.Overdue}, drawn.Months...) {
		month := ""
		if m.Month != nil {
			month = *m.Month
		}
		for _, n := range m.Counts {
			assert.Equal(s.t, months[month+" "+string(n.Kind)], n.Count, "%s in %s", n.Kind, m.Label)
			if n.Count > 0 {
				query := "&kind=" + string(n.Kind) + "&status=lapsed"
				if month != "" {
					query = "&kind=" + string(n.Kind) + "&status=expiring&month=" + month
				}
				assert.Equal(s.t, n.Count, answerOf[api.ExpiriesPage](s, "/workforce/expiries?months=36"+query).Total, "the number opens its list: %s in %s", n.Kind, m.Label)
			}
		}
	}
}

// readiness holds the list against each person's own page, and the filter by skill against a count of its statements.
func (s trust) readiness() {
	list := answerOf[api.ReadinessPage](s, "/workforce/readiness?against=own&limit=200")
	require.Equal(s.t, len(s.people), list.Total)
	ready := 0
	for _, row := range list.Items {
		own := s.standing[row.Person.Id.String()]
		assert.Equal(s.t, own.Counts, row.Counts, row.Person.Name)
		assert.Equal(s.t, own.Summary, row.Summary, row.Person.Name)
		if own.Counts.EssentialRequired > 0 && own.Counts.EssentialMet == own.Counts.EssentialRequired {
			ready++
		}
	}
	assert.Equal(s.t, ready, list.Ready)
	for _, row := range answerOf[api.ReadinessPage](s, "/workforce/readiness?against=own&skill=ANCC&limit=200").Items {
		required, met := 0, 0
		for _, r := range s.standing[row.Person.Id.String()].Requirements {
			if r.Kind == "statement" && *r.Code == "ANCC" && r.Importance == "essential" {
				required++
				if r.State == "met" {
					met++
				}
			}
		}
		assert.Equal(s.t, [2]int{met, required}, [2]int{row.Counts.EssentialMet, row.Counts.EssentialRequired}, "ANCC of %s", row.Person.Name)
	}
}

// forecast holds that it starts from the people as they are today.
func (s trust) forecast() {
	f := answerOf[api.Forecast](s, "/workforce/forecast")
	all, people, atTarget, bands := 0.0, 0, 0.0, map[string]float64{}
	for _, p := range s.people {
		if p.Accreditation == "not_held" {
			continue
		}
		people++
		all += p.Wte
		bands[p.Band] += p.Wte
		if f.Target != nil && p.Band >= *f.Target.Band {
			atTarget += p.Wte
		}
	}
	today := f.Points[0]
	assert.Equal(s.t, people, f.Accredited.People)
	assert.Equal(s.t, people, today.People)
	for what, shown := range map[string]float64{"accredited": f.Accredited.Wte, "of the plans": today.Wte, "median": today.Median, "low": today.Low, "high": today.High} {
		assert.InDelta(s.t, all, shown, 0.001, what)
	}
	if f.Target != nil {
		assert.InDelta(s.t, atTarget, today.AtTarget.Median, 0.001)
	}
	for _, b := range today.ByBand {
		assert.InDelta(s.t, bands[b.Band], b.Median, 0.001, "band %s", b.Band)
	}
	var months float64
	for m, point := range f.Points {
		sum := 0.0
		for _, b := range point.ByBand {
			assert.True(s.t, b.Low <= b.Median && b.Median <= b.High, "band %s in month %d", b.Band, m)
			sum += b.Median
		}
		assert.True(s.t, point.Low <= point.Median && point.Median <= point.High, "month %d", m)
		months = math.Max(months, sum)
	}
	assert.Positive(s.t, months)
	trainees := map[string]bool{}
	for _, p := range s.people {
		if p.Stage != nil && p.Accreditation == "not_held" {
			trainees[p.Id.String()] = true
		}
	}
	for _, p := range append(f.People, f.WithoutDate...) {
		assert.True(s.t, trainees[p.Person.Id.String()], "%s is on the road", p.Person.Name)
		delete(trainees, p.Person.Id.String())
	}
	assert.Empty(s.t, trainees, "every trainee is in the forecast")
}

// tables reads every table as a CSV file and holds it against the page.
func (s trust) tables(o api.WorkforceOverview) {
	for _, name := range s.app.modules.tables.Names() {
		s.t.Run(name, func(t *testing.T) {
			inside := s
			inside.fixture = &fixture{t: t, app: s.app, ctx: t.Context()}
			rows := inside.table(name, nil)
			assert.NotEmpty(t, rows)
			book := inside.send(s.reader, http.MethodGet, "/workforce/tables/"+name, nil, 0, false)
			assert.Equal(t, http.StatusOK, book.Code)
			assert.True(t, strings.HasPrefix(book.Body.String(), "PK"), "a workbook")
		})
	}
	people := s.table("people", url.Values{"sort": {"-name"}})
	require.Len(s.t, people, len(s.people))
	for i, p := range s.people {
		row := people[len(people)-1-i]
		assert.Equal(s.t, []string{p.Name, p.Role.Name, p.Band, p.Team.Name}, row[:4])
		assert.Equal(s.t, fmt.Sprint(p.Readiness.EssentialMet), row[17])
	}
	assert.Len(s.t, s.table("people", url.Values{"state": {"overdue"}}), o.Overdue.People)
	assert.Len(s.t, s.table("skill-gaps", nil), len(o.SkillGaps))
	for _, columns := range []string{"level", "aspect"} {
		drawn := answerOf[api.Heatmap](s, "/workforce/heatmap?limit=200&columns="+columns)
		cells := s.table("heat-map", url.Values{"columns": {columns}})
		for _, line := range drawn.Rows {
			for _, cell := range line.Cells {
				if cell.Required > 0 || cell.Held > 0 {
					require.NotEmpty(s.t, cells)
					assert.Equal(s.t, line.Name, cells[0][0])
					assert.Equal(s.t, fmt.Sprint([]int{cell.Required, cell.Met, cell.Claimed, cell.Partly, cell.Missing, cell.Held}), fmt.Sprint(cells[0][7:13]))
					cells = cells[1:]
				}
			}
		}
		assert.Empty(s.t, cells, "the table holds the cells of the map by %s", columns)
	}
	assert.Len(s.t, s.table("forecast", nil), 37, "today and 36 months")
	r := s.send(s.reader, http.MethodGet, "/workforce/tables/people?teamId=nobody&format=csv", nil, 0, false)
	assert.Equal(s.t, http.StatusUnprocessableEntity, r.Code, r.Body.String())
	assert.Equal(s.t, http.StatusNotFound, s.send(s.reader, http.MethodGet, "/workforce/tables/others", nil, 0, false).Code)
}

// table reads the rows of a table without its headings.
func (s trust) table(name string, query url.Values) [][]string {
	s.t.Helper()
	asked := url.Values{"format": {"csv"}}
	for key, values := range query {
		asked[key] = values
	}
	r := s.send(s.reader, http.MethodGet, "/workforce/tables/"+name+"?"+asked.Encode(), nil, 0, false)
	require.Equal(s.t, http.StatusOK, r.Code, r.Body.String())
	rows, err := csv.NewReader(bytes.NewReader(r.Body.Bytes())).ReadAll()
	require.NoError(s.t, err)
	for _, row := range rows {
		for _, cell := range row {
			assert.False(s.t, strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@"), "%q begins as a formula", cell)
		}
	}
	return rows[1:]
}
