package workforce

import (
	"github.com/google/uuid"

	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
)

func overviewView(o Overview) api.WorkforceOverview {
	view := api.WorkforceOverview{
		DataOn: o.Today, Headcount: headcountView(o.Headcount), OnRoad: headcountView(o.OnRoad), Accredited: headcountView(o.Accredited),
		Overdue: countView(o.Overdue), DueSoon: countView(o.DueSoon), OnLeave: countView(o.OnLeave), Expiring: countView(o.Expiring),
		Lapsed: countView(o.Lapsed), WaitingReview: countView(o.WaitingReview), WaitingSignOff: countView(o.WaitingSignOff),
		Returned: countView(o.Returned), Gap: countView(o.Gap), Meanings: Meanings(),
		SinglePoints: api.SinglePointCount{Nobody: o.SinglePoints.Nobody, One: o.SinglePoints.One},
		Stages:       []api.StageCount{}, AccreditedByBand: []api.BandCount{}, SkillGaps: []api.SkillGap{},
	}
	for _, s := range o.Stages {
		view.Stages = append(view.Stages, api.StageCount{Key: s.Stage.Key, Title: s.Stage.Title, People: s.People, Filter: s.Filter.String()})
	}
	for _, b := range o.AccreditedByBand {
		view.AccreditedByBand = append(view.AccreditedByBand, api.BandCount{Band: string(b.Band), People: b.People, Wte: b.WTE.Decimal(), Filter: b.Filter.String()})
	}
	for _, g := range o.SkillGaps {
		view.SkillGaps = append(view.SkillGaps, api.SkillGap{
			Team: namedView(g.Team), Code: g.Code, Skill: g.Skill, People: g.People, Required: g.Required, Met: g.Met,
			Claimed: g.Claimed, Partly: g.Partly, Missing: g.Missing, Filter: g.Filter.String(),
		})
	}
	return view
}

func headcountView(n Number) api.Headcount {
	return api.Headcount{People: n.People, Wte: n.WTE.Decimal(), Filter: n.Filter.String()}
}

func countView(n Number) api.PeopleCount {
	return api.PeopleCount{People: n.People, Items: n.Items, Filter: n.Filter.String()}
}

func stagesView(stages []Stage) []api.KeyedTitle {
	view := make([]api.KeyedTitle, 0, len(stages))
	for _, s := range stages {
		view = append(view, api.KeyedTitle(s))
	}
	return view
}

func personView(m Member) api.WorkforcePerson {
	p := m.Person
	view := api.WorkforcePerson{
		Id: p.ID, Name: p.Name, Role: namedView(p.Role), Band: string(p.Band), Team: namedView(p.Team.Named), Wte: p.WTE.Decimal(),
		Overdue: m.overdue(), DueSoon: m.dueSoon(), WaitingReview: m.WaitingReview(), WaitingSignOff: m.waitingSignOff(), Returned: m.Returned(),
		Accreditation: api.WorkforcePersonAccreditation(m.Accreditation().String()), Readiness: countsView(m.Judged.Counts),
	}
	if p.Annex21 != "" {
		band := string(p.Annex21)
		view.Annex21Band = &band
	}
	t := m.Training
	if t == nil {
		return view
	}
	view.OnLeave, view.AwardedOn, view.RefresherDueOn = t.OnLeave, date(t.AwardedOn), date(t.RefresherDueOn)
	if t.Stage.Key != "" {
		view.Stage = &api.KeyedTitle{Key: t.Stage.Key, Title: t.Stage.Title}
	}
	if t.onRoad() {
		view.Month, view.Months = &t.Month, &t.Months
	}
	if t.Next != nil {
		view.NextMilestone = &api.WorkforceMilestone{Key: t.Next.Key, Title: t.Next.Title, State: t.Next.State, DueOn: date(t.Next.DueOn)}
	}
	return view
}

func countsView(c Counts) api.RequirementCounts {
	return api.RequirementCounts{
		EssentialMet: c.EssentialMet, EssentialRequired: c.EssentialRequired, DesirableMet: c.DesirableMet, DesirableRequired: c.DesirableRequired,
	}
}

func namedView(n Named) api.NamedRef { return api.NamedRef{Id: n.ID, Name: n.Name} }

func heatmapView(h Heatmap) api.Heatmap {
	view := api.Heatmap{
		By: api.HeatmapBy(h.By.String()), ColumnsBy: api.HeatmapColumnsBy(h.ColumnsBy.String()), DataOn: h.Today, Total: h.Total,
		Codes: []api.KeyedTitle{}, Columns: []api.HeatmapColumn{}, Rows: []api.HeatmapRow{},
	}
	if h.Code != "" {
		view.Code = &h.Code
	}
	for _, s := range h.Skills {
		view.Codes = append(view.Codes, api.KeyedTitle{Key: s.Code, Title: s.Name})
	}
	for _, c := range h.Columns {
		view.Columns = append(view.Columns, columnView(c, h.ColumnsBy))
	}
	for _, r := range h.Rows {
		row := api.HeatmapRow{Id: r.ID, Name: r.Name, People: r.People, Cells: make([]api.HeatmapCell, 0, len(r.Cells))}
		if r.Team != nil {
			team := namedView(*r.Team)
			row.Team = &team
		}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, cellView(c))
		}
		view.Rows = append(view.Rows, row)
	}
	return view
}

func columnView(c Column, by ColumnsBy) api.HeatmapColumn {
	first := c.Statements[0]
	view := api.HeatmapColumn{Key: c.Key, Code: first.Code, Skill: first.Skill}
	for _, s := range c.Statements {
		view.StatementIds = append(view.StatementIds, s.ID)
	}
	if by != ByAspect {
		level := int(first.Level)
		view.Level = &level
	}
	if by != ByLevel {
		view.Aspect = &first.Aspect
	}
	if by == ByStatement {
		view.Text = &first.Text
	}
	return view
}

func cellView(c Cell) api.HeatmapCell {
	view := api.HeatmapCell{Required: c.Required, Met: c.Met, Claimed: c.Claimed, Partly: c.Partly, Missing: c.Missing, Held: c.Held}
	if c.Required > 0 {
		view.Filter = c.Asked.String()
	}
	if len(c.Claims) > 0 {
		ids := append([]uuid.UUID{}, c.Claims...)
		view.ClaimIds = &ids
	}
	return view
}

func personRef(p Person) api.PersonRef { return api.PersonRef{Id: p.ID, Name: p.Name} }

// date gives a date that may be missing: nil when there is none.
func date(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}
