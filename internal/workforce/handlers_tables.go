package workforce

import (
	"context"
	"net/url"
	"strings"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/spreadsheet"
	"bandwise/internal/workforce/tables"
)

// Tables are the tables of the organisation's pages and of the list of people.
func (h *Handlers) Tables() tables.Sources {
	return tables.Sources{
		"people": h.peopleTable, "numbers": h.numbersTable, "skill-gaps": h.skillGapsTable, "heat-map": h.heatmapTable,
		"readiness": h.readinessTable, "single-points": h.singlePointsTable, "succession": h.successionTable, "expiries": h.expiriesTable, "expiry-calendar": h.expiryCalendarTable,
		"pipeline": h.pipelineTable, "pipeline-stages": h.stagesTable,
	}
}

func (h *Handlers) peopleTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := tables.Read[api.ListWorkforcePeopleParams](query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	asked, err := tables.Whole(p.Q, p.Sort, PeopleSorts...)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	f, err := filterOf(p)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	by := access.ActorFrom(ctx)
	found, err := h.service.People(ctx, by, f, asked)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "people", Title: "People",
		Columns: []string{
			"Name", "Role", "Band", "Team", "WTE", "Stage", "Next due", "Due on", "Overdue", "Due soon", "Waiting for review", "Waiting for sign-off",
			"Returned", "Accreditation", "Accredited on", "Refresher due", "On leave", "Essential met", "Essential required", "Desirable met", "Desirable required",
		},
		About: tables.About("People", "One row a person with an appointment today, with where the person stands and what waits. "+
			"Essential and desirable are requirements of the person's own role.", by.Today),
	}
	for _, m := range found.Members {
		t.Rows = append(t.Rows, memberCells(m))
	}
	return t, nil
}

func memberCells(m Member) []any {
	p, c := m.Person, m.Judged.Counts
	training := TrainingSummary{}
	if m.Training != nil {
		training = *m.Training
	}
	next := Milestone{}
	if training.Next != nil {
		next = *training.Next
	}
	return []any{
		p.Name, p.Role.Name, string(p.Band), p.Team.Name, p.WTE.Decimal(), training.Stage.Title, next.Title, tables.Day(next.DueOn), m.overdue(), m.dueSoon(),
		m.WaitingReview(), m.waitingSignOff(), m.Returned(), m.Accreditation().Title(), tables.Day(training.AwardedOn), tables.Day(training.RefresherDueOn),
		tables.YesNo(training.OnLeave), c.EssentialMet, c.EssentialRequired, c.DesirableMet, c.DesirableRequired,
	}
}

// numbersTable gives the numbers of the overview, one a row.
func (h *Handlers) numbersTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	o, err := h.overview(ctx, query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "numbers", Title: "Numbers", Columns: []string{"Number", "Part", "People", "WTE", "Items", "What it counts"},
		About: tables.About("Numbers", "The numbers of the organisation's page; each row says what it counts.", o.Today),
	}
	meanings := Meanings()
	add := func(name, part string, people int, wte, items any, meaning string) {
		t.Rows = append(t.Rows, []any{name, part, people, wte, items, meanings[meaning]})
	}
	add("People", "", o.Headcount.People, o.Headcount.WTE.Decimal(), "", "headcount")
	add("On the road to ACC", "", o.OnRoad.People, o.OnRoad.WTE.Decimal(), "", "onRoad")
	for _, s := range o.Stages {
		add("Stage", s.Stage.Title, s.People, "", "", "stages")
	}
	add("Accredited", "", o.Accredited.People, o.Accredited.WTE.Decimal(), "", "accredited")
	for _, b := range o.AccreditedByBand {
		add("Accredited", "Band "+string(b.Band), b.People, b.WTE.Decimal(), "", "accreditedByBand")
	}
	for _, n := range []struct {
		name, meaning string
		number        Number
	}{
		{"Overdue", "overdue", o.Overdue}, {"Due soon", "dueSoon", o.DueSoon}, {"On leave", "onLeave", o.OnLeave}, {"Refresher due within 12 months", "expiring", o.Expiring},
		{"Refresher overdue", "lapsed", o.Lapsed}, {"Waiting for review", "waitingReview", o.WaitingReview},
		{"Waiting for sign-off", "waitingSignOff", o.WaitingSignOff}, {"Returned", "returned", o.Returned}, {"A requirement is not met", "gap", o.Gap},
	} {
		add(n.name, "", n.number.People, "", n.number.Items, n.meaning)
	}
	return t, nil
}

func (h *Handlers) skillGapsTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	o, err := h.overview(ctx, query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "skill-gaps", Title: "Skill gaps", Columns: []string{"Team", "Skill", "Name", "People", "Required", "Met", "Claimed", "Partly", "Missing"},
		About: tables.About("Skill gaps", Meanings()["skillGaps"], o.Today),
	}
	for _, g := range o.SkillGaps {
		t.Rows = append(t.Rows, []any{g.Team.Name, g.Code, g.Skill, g.People, g.Required, g.Met, g.Claimed, g.Partly, g.Missing})
	}
	return t, nil
}

func (h *Handlers) overview(ctx context.Context, query url.Values) (Overview, error) {
	p, err := tables.Read[api.GetWorkforceOverviewParams](query)
	if err != nil {
		return Overview{}, err
	}
	return h.service.Overview(ctx, access.ActorFrom(ctx), withinTeam(p.TeamId, p.TeamAlone))
}

// heatmapTable gives a row for each cell of the map that asks or holds something, so that it can be sorted and summed.
func (h *Handlers) heatmapTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := tables.Read[api.GetWorkforceHeatmapParams](query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	m, err := h.heatmap(ctx, p, page.Request{Limit: tables.MostRows})
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "heat-map", Title: "Heat map",
		Columns: []string{"Team", "Person", "People", "Skill", "Skill name", "Level", "Aspect", "Required", "Met", "Claimed", "Partly", "Missing", "Held beyond the role"},
		About: tables.About("Heat map", "Essential statements of people's roles: each person and statement counts once. "+
			"An approval that expired counts as missing.", m.Today),
	}
	for _, row := range m.Rows {
		team, person := row.Name, ""
		if row.Team != nil {
			team, person = row.Team.Name, row.Name
		}
		for i, cell := range row.Cells {
			if cell.Required == 0 && cell.Held == 0 {
				continue
			}
			first := m.Columns[i].Statements[0]
			var level, aspect any = int(first.Level), first.Aspect
			switch m.ColumnsBy {
			case ByLevel:
				aspect = ""
			case ByAspect:
				level = ""
			default:
			}
			t.Rows = append(t.Rows, []any{
				team, person, row.People, first.Code, first.Skill, level, aspect, cell.Required, cell.Met, cell.Claimed, cell.Partly, cell.Missing, cell.Held,
			})
		}
	}
	return t, nil
}

func (h *Handlers) pipeline(ctx context.Context, query url.Values) (Pipeline, error) {
	p, err := tables.Read[api.GetWorkforcePipelineParams](query)
	if err != nil {
		return Pipeline{}, err
	}
	return h.service.Pipeline(ctx, access.ActorFrom(ctx), withinTeam(p.TeamId, p.TeamAlone))
}

func (h *Handlers) pipelineTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := h.pipeline(ctx, query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "pipeline", Title: "Trainees", Columns: []string{"Name", "Team", "Stage", "Since", "Days in it", "Days planned", "Stuck", "On leave", "What it waits for"},
		About: tables.About("Trainees on the road to ACC", StuckRule, p.Today),
	}
	for _, one := range p.Trainees {
		person, training := one.Member.Person, one.Member.Training
		t.Rows = append(t.Rows, []any{
			person.Name, person.Team.Name, training.Stage.Title, tables.Day(training.Tenure.Since), training.Tenure.Days, training.Tenure.Planned,
			tables.YesNo(one.Stuck), tables.YesNo(training.OnLeave), strings.Join(one.On, " "),
		})
	}
	return t, nil
}

func (h *Handlers) stagesTable(ctx context.Context, query url.Values) (spreadsheet.Table, error) {
	p, err := h.pipeline(ctx, query)
	if err != nil {
		return spreadsheet.Table{}, err
	}
	t := spreadsheet.Table{
		Name: "pipeline-stages", Title: "Stages", Columns: []string{"Stage", "People", "Stuck", "Median days in it", "Days planned: least", "Days planned: most"},
		About: tables.About("Trainees by stage of the road to ACC", StuckRule, p.Today),
	}
	for _, s := range p.Stages {
		t.Rows = append(t.Rows, []any{s.Stage.Title, s.People, s.Stuck, s.Median, s.Least, s.Most})
	}
	return t, nil
}
