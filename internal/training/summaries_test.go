package training_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/training"
)

func TestSummariesSayWhatThePersonsOwnPageSays(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2027-01-20")
		w.done("ccs-e-learning", "2026-10-02")
		w.record("ccsc", "2026-12-11")
		var leave Pause
		leave.Reason, leave.From = PauseSickness, day("2027-01-15")
		w.appoint(asha, codingOfficer, coding, 100, "2025-02-01", "")
		_, err := w.service.AddPause(t.Context(), w.as(max), asha, leave)
		require.NoError(t, err)
		w.appoint(mo, codingOfficer, coding, 100, "2020-02-01", "")
		require.NoError(t, w.Give(t.Context(), w.as(max), mo, "acc", day("2023-01-31"), "Passed"))
		w.appoint(lee, codingOfficer, coding, 100, "2020-02-01", "")
		w.exec("UPDATE people SET left_on = ? WHERE id = ?", day("2027-01-19"), lee)

		summaries := func(who uuid.UUID) map[uuid.UUID]Summary {
			t.Helper()
			all, err := w.service.Summaries(t.Context(), w.as(who).Scopes("progress.read"), day("2027-01-20"))
			require.NoError(t, err)
			by := map[uuid.UUID]Summary{}
			for _, s := range all {
				by[s.PersonID] = s
			}
			require.Len(t, by, len(all), "nobody twice")
			return by
		}
		all := summaries(max)
		require.Len(t, all, 3, "the manager is on no road, who left is left out, the other team is out of reach")
		trainee := all[tara]
		require.NotNil(t, trainee.Next)
		assert.Equal(t, []any{"Before the Standards course", 5, 36, false, 0, 1, 1, "not_held", MilestoneKey("anatomy-course"), "2029-09-14"},
			[]any{trainee.Stage.Title, trainee.Month, trainee.Months, trainee.OnLeave, trainee.Overdue, trainee.DueSoon, trainee.WaitingSignOff,
				trainee.Accreditation.Status, trainee.Next.Milestone.Key, trainee.AwardDueOn.ISO()})
		assert.Contains(t, trainee.AwardBecause, "the limit for the NCCQ is 3 years")
		assert.True(t, all[asha].OnLeave)
		assert.Nil(t, all[asha].Next)
		assert.NotContains(t, all[asha].AwardBecause, "sickness", "reasons of leave stay with those near")
		assert.Equal(t, []any{"Accredited, refresher overdue", "current", "2026-01-31", true, 1},
			[]any{all[mo].Stage.Title, all[mo].Accreditation.Status, all[mo].Accreditation.RefresherDueOn.ISO(), all[mo].AwardDueOn.IsZero(), all[mo].Overdue})
		assert.Len(t, summaries(tara), 1, "oneself")
		assert.Empty(t, summaries(olga))
		for person, s := range all {
			own := w.progress(max, person).Progress
			assert.Equal(t, own.Stage, s.Stage)
			assert.Equal(t, own.Month, s.Month)
			assert.Len(t, own.Overdue(), s.Overdue)
			assert.Len(t, own.DueSoon(), s.DueSoon)
		}
		stages, err := w.service.Stages(t.Context(), trust)
		require.NoError(t, err)
		assert.Equal(t, "Before the Standards course", stages[0].Title)
		assert.Len(t, stages, 7)
	})
}

func TestSummariesTakeTheSameQueriesForManyAsForFew(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2027-01-20")
		everybody := access.Scopes{PersonID: lee, OrganisationID: trust, Today: day("2027-01-20"), Organisation: true}
		count := func() int64 {
			t.Helper()
			ctx, queries := database.CountQueries(t.Context())
			_, err := w.service.Summaries(ctx, everybody, day("2027-01-20"))
			require.NoError(t, err)
			return queries.Load()
		}
		count() // reads the pathways into memory
		few := count()
		for i := range 12 {
			person := uuid.New()
			w.person(trust, person, fmt.Sprintf("Trainee %d", i))
			w.appoint(person, codingOfficer, coding, 100, "2026-09-14", "")
			by := w.as(person)
			_, err := w.service.Record(t.Context(), by, person, Record{Milestone: "ccs-e-learning", CompletedOn: day("2026-10-02")})
			require.NoError(t, err)
		}
		assert.Equal(t, few, count())
		assert.LessOrEqual(t, few, int64(11))

		ctx, queries := database.CountQueries(t.Context())
		_, err := w.service.Progress(ctx, w.as(tara), tara)
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(15), "one person's page")
	})
}

func TestTheFactsOfThoseWhoSeeStatesAndDatesOnly(t *testing.T) {
	who := ready().leave(PauseMaternity, "2028-01-01", "2028-01-31").exempt("nccq", "2028-10-01", "Ill health").
		sat("nccq", "2028-10-03", result("theory", 66, OutcomeFailed)).returned("ccsrc", "2028-10-04")
	before := who.milestone(t, "ccsc", "2028-11-01")
	hidden := story{who.Undisclosed()}
	assert.Equal(t, before, who.milestone(t, "ccsc", "2028-11-01"), "the facts that were given stay as they were")
	theory, _ := hidden.Attempts[1].Result("theory")
	assert.Equal(t, PaperResult{Paper: "theory", Outcome: OutcomeFailed}, theory)
	assert.Equal(t, []any{PauseUndisclosed, "", ""}, []any{hidden.Pauses[0].Reason, hidden.Exemptions[0].Reason, hidden.Records[4].SignOff.Reason})
	open, private := who.on(t, "2028-11-01"), hidden.on(t, "2028-11-01")
	for i := range open.Milestones {
		assert.Equal(t, open.Milestones[i].State, private.Milestones[i].State)
		assert.Equal(t, open.Milestones[i].DueOn, private.Milestones[i].DueOn)
		for _, secret := range []string{"maternity", "Ill health", "66 %", "no dates on it"} {
			assert.NotContains(t, private.Milestones[i].Because, secret)
		}
	}
	assert.NotContains(t, private.MonthBecause, "maternity")
}

func TestHowTheMonthWasCounted(t *testing.T) {
	cases := map[string]struct {
		who   story
		today string
		want  string
	}{
		"before the appointment": {appointed("2026-09-14"), "2026-09-13", ""},
		"plainly":                {appointed("2026-09-14"), "2027-10-14", "Month 14, counted from the appointment on 14 September 2026."},
		"with leave and part-time work": {appointed("2026-09-14").leave(PauseSickness, "2026-11-01", "2026-11-30").partTime(50, "2027-03-14", ""), "2027-05-14",
			"Month 7, counted from the appointment on 14 September 2026. It leaves out 30 days of sickness leave. Days at 0.5 of whole time count in part."},
		"up to the award": {accredited(), "2035-01-01", "Month 27, counted from the appointment on 14 September 2026 to the award on 20 November 2028."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, c.who.on(t, c.today).MonthBecause)
		})
	}
}

func TestThePlannedAward(t *testing.T) {
	passed := ready().sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 93, OutcomePassed))
	cases := map[string]struct {
		who     story
		want    string
		because string
	}{
		"by the NCCQ's due date":        {ready(), "2029-09-14", "the limit for the NCCQ is 3 years"},
		"moved by leave":                {ready().leave(PauseMaternity, "2028-01-01", "2028-06-30"), "2030-03-15", "182 days of maternity leave moved it"},
		"today when only it is missing": {passed, "2028-11-01", "Everything before it is met"},
		"none once it is held":          {accredited(), "", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			on, because, ok := c.who.on(t, "2028-11-01").PlannedAward()
			if c.want == "" {
				on, because, ok = c.who.on(t, "2028-11-20").PlannedAward()
			}
			assert.Equal(t, c.want != "", ok)
			assert.Equal(t, c.want, on.ISO())
			assert.Contains(t, because, c.because)
		})
	}
	_, _, ok := appointed("2026-09-14").withoutDates(acc(t)).PlannedAward()
	assert.False(t, ok, "a pathway without dates plans nothing")
}

// withoutDates gives the progress of the story on its first day on a pathway whose milestones have no dates.
func (s story) withoutDates(p Pathway) Progress {
	for i := range p.Milestones {
		p.Milestones[i].Due = calendar.Period{}
	}
	return p.Progress(s.Facts, s.AppointedOn)
}
