package workforce_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/workforce"
)

// params reads a filter as the browser sends it on to the list of people.
func params(t *testing.T, filter string) api.ListWorkforcePeopleParams {
	t.Helper()
	query, err := url.ParseQuery(filter)
	require.NoError(t, err)
	var p api.ListWorkforcePeopleParams
	for name := range query {
		text := query.Get(name)
		id, _ := uuid.Parse(text)
		number, _ := strconv.Atoi(text)
		switch name {
		case "q":
			p.Q = &text
		case "teamId":
			p.TeamId = &id
		case "teamAlone":
			yes := text == "true"
			p.TeamAlone = &yes
		case "stage":
			p.Stage = &text
		case "band":
			p.Band = &text
		case "roleId":
			p.RoleId = &id
		case "managerId":
			p.ManagerId = &id
		case "state":
			state := api.ListWorkforcePeopleParamsState(text)
			require.True(t, state.Valid(), text)
			p.State = &state
		case "statementId":
			p.StatementId = &id
		case "missingStatementId":
			p.MissingStatementId = &id
		case "code":
			p.Code = &text
		case "level":
			p.Level = &number
		case "aspectOf":
			p.AspectOf = &id
		case "standing":
			standing := api.ListWorkforcePeopleParamsStanding(text)
			require.True(t, standing.Valid(), text)
			p.Standing = &standing
		default:
			t.Fatalf("the list of people has no parameter %s", name)
		}
	}
	return p
}

func TestEveryNumberOpensItsPeople(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		ada := north.appointed("Ada", officer, north.inpatient, "2026-07-01", "")
		ben := north.appointed("Ben", senior, north.coding, "2024-07-01", "")
		cleo := north.appointed("Cleo", senior, north.inpatient, "2020-07-01", "")
		north.appointed("Eve", clerk, north.store, "2026-01-01", "")
		north.claim(ada, targets2, "submitted", nil)
		north.claim(ben, escalation3, "returned", nil)
		north.claim(cleo, escalation3, "approved_lower", level(2))
		handlers := New(Dependencies{DB: db, Training: trainer{
			ada:  {Stage: stages[0], Month: 5, Months: 36, Accreditation: NotHeld, Overdue: 1, DueSoon: 1, WaitingSignOff: 1, AwardDueOn: day("2027-05-31"), AwardBecause: "By the plan.", Next: &Milestone{Key: "ccsc", Title: "Standards course", State: "overdue", DueOn: day("2026-11-01")}},
			ben:  {Stage: stages[1], Accreditation: NotHeld, OnLeave: true},
			cleo: {Stage: stages[2], Accreditation: Lapsed, AwardedOn: day("2020-01-01"), RefresherDueOn: day("2026-01-01")},
		}}).Handlers
		lead := north.actor(access.WorkforceLead, nil)
		ctx := access.WithActor(t.Context(), lead)
		people := func(filter string) api.ListWorkforcePeople200JSONResponse {
			answer, err := handlers.ListWorkforcePeople(ctx, api.ListWorkforcePeopleRequestObject{Params: params(t, filter)})
			require.NoError(t, err, filter)
			return answer.(api.ListWorkforcePeople200JSONResponse)
		}

		answer, err := handlers.GetWorkforceOverview(ctx, api.GetWorkforceOverviewRequestObject{})
		require.NoError(t, err)
		o := answer.(api.GetWorkforceOverview200JSONResponse)
		assert.Equal(t, day("2026-11-20"), o.DataOn)
		opened := map[string]int{o.Headcount.Filter: o.Headcount.People, o.OnRoad.Filter: o.OnRoad.People, o.Accredited.Filter: o.Accredited.People}
		for name, n := range map[string]api.PeopleCount{
			"overdue": o.Overdue, "dueSoon": o.DueSoon, "onLeave": o.OnLeave, "lapsed": o.Lapsed, "waitingReview": o.WaitingReview,
			"waitingSignOff": o.WaitingSignOff, "returned": o.Returned, "gap": o.Gap, "expiring": o.Expiring,
		} {
			opened[n.Filter] = n.People
			assert.NotEmpty(t, o.Meanings[name], name)
		}
		for _, s := range o.Stages {
			opened[s.Filter] = s.People
		}
		for _, b := range o.AccreditedByBand {
			opened[b.Filter] = b.People
		}
		assert.Len(t, opened, 16)
		for filter, want := range opened {
			found := people(filter)
			assert.Equal(t, want, found.Total, filter)
			assert.Len(t, found.Items, want, filter)
		}
		assert.Equal(t, 0.6, o.Accredited.Wte)
		require.Len(t, o.SkillGaps, 3)
		for _, g := range o.SkillGaps {
			assert.Positive(t, people(g.Filter).Total, "%s lacks %s", g.Team.Name, g.Code)
		}

		one := people("q=ada").Items[0]
		assert.Equal(t, "not_held", string(one.Accreditation))
		assert.Equal(t, []int{5, 36, 1, 1, 1, 1, 0}, []int{*one.Month, *one.Months, one.Overdue, one.DueSoon, one.WaitingReview, one.WaitingSignOff, one.Returned})
		assert.Equal(t, api.WorkforceMilestone{Key: "ccsc", Title: "Standards course", State: "overdue", DueOn: one.NextMilestone.DueOn}, *one.NextMilestone)
		assert.Equal(t, day("2026-11-01"), *one.NextMilestone.DueOn)
		assert.Equal(t, api.RequirementCounts{EssentialRequired: 2, DesirableRequired: 1}, one.Readiness)
		eve := people("q=eve").Items[0]
		assert.Nil(t, eve.Stage, "off the road there is no stage")
		assert.Nil(t, eve.Month)

		code := "ANCC"
		by := api.GetWorkforceHeatmapParamsByPerson
		drawn, err := handlers.GetWorkforceHeatmap(ctx, api.GetWorkforceHeatmapRequestObject{Params: api.GetWorkforceHeatmapParams{By: &by, Code: &code}})
		require.NoError(t, err)
		m := drawn.(api.GetWorkforceHeatmap200JSONResponse)
		assert.Equal(t, "ANCC", *m.Code)
		assert.Equal(t, "Escalation", *m.Columns[0].Aspect)
		for _, row := range m.Rows {
			for _, cell := range row.Cells {
				assert.Empty(t, cell.Filter, "a cell for a person opens the person")
			}
		}
		aspect, statement, limit := api.GetWorkforceHeatmapParamsColumnsAspect, api.GetWorkforceHeatmapParamsColumnsStatement, 1
		drawn, err = handlers.GetWorkforceHeatmap(ctx, api.GetWorkforceHeatmapRequestObject{Params: api.GetWorkforceHeatmapParams{Columns: &aspect, Limit: &limit}})
		require.NoError(t, err)
		m = drawn.(api.GetWorkforceHeatmap200JSONResponse)
		assert.Equal(t, api.HeatmapColumnsByAspect, m.ColumnsBy)
		assert.Nil(t, m.Columns[0].Level)
		assert.Len(t, m.Rows, 1)
		assert.Greater(t, m.Total, 1)
		assert.NotEmpty(t, m.Next)
		for _, row := range m.Rows {
			for _, cell := range row.Cells {
				if cell.Required > 0 {
					assert.Positive(t, people(cell.Filter).Total)
					assert.Equal(t, cell.Missing > 0, people(strings.Replace(cell.Filter, "standing=required", "standing=missing", 1)).Total > 0)
				}
			}
		}
		_, err = handlers.GetWorkforceHeatmap(ctx, api.GetWorkforceHeatmapRequestObject{Params: api.GetWorkforceHeatmapParams{Columns: &statement}})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "statements of no skill")

		lapsed, expiring := api.ListWorkforceExpiriesParamsStatusLapsed, api.ListWorkforceExpiriesParamsStatusExpiring
		for status, want := range map[*api.ListWorkforceExpiriesParamsStatus]int{nil: 1, &lapsed: 1, &expiring: 0} {
			listed, err := handlers.ListWorkforceExpiries(ctx, api.ListWorkforceExpiriesRequestObject{Params: api.ListWorkforceExpiriesParams{Status: status}})
			require.NoError(t, err)
			assert.Equal(t, want, listed.(api.ListWorkforceExpiries200JSONResponse).Total)
		}

		compared, err := handlers.GetReadiness(ctx, api.GetReadinessRequestObject{Id: cleo})
		require.NoError(t, err)
		r := compared.(api.GetReadiness200JSONResponse)
		assert.Equal(t, api.PersonReadinessKindOwn, r.Kind)
		assert.Equal(t, 2, *r.Requirements[0].HeldLevel)
		assert.Equal(t, api.ReadinessRequirementState("partly"), r.Requirements[0].State)

		sort := "salary"
		_, err = handlers.ListWorkforcePeople(ctx, api.ListWorkforcePeopleRequestObject{Params: api.ListWorkforcePeopleParams{Sort: &sort}})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
	})
}
