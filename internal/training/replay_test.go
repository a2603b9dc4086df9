package training_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
	. "bandwise/internal/training"
)

// knownOn gives the facts as they were known at the end of a day: nothing that was entered later, and leave without the end
// that was not known yet.
func knownOn(f Facts, today calendar.Date) Facts {
	known := Facts{Person: f.Person, AppointedOn: f.AppointedOn}
	for _, r := range f.Records {
		if r.RecordedOn.After(today) {
			continue
		}
		if r.SignOff != nil && r.SignOff.On.After(today) {
			r.SignOff = nil
		}
		known.Records = append(known.Records, r)
	}
	for _, a := range f.Attempts {
		if !a.SatOn.After(today) {
			known.Attempts = append(known.Attempts, a)
		}
	}
	for _, p := range f.Pauses {
		if p.From.After(today) {
			continue
		}
		if !p.To.Before(today) {
			p.To = calendar.Date{}
		}
		known.Pauses = append(known.Pauses, p)
	}
	for _, a := range f.Awards {
		if !a.On.After(today) {
			known.Awards = append(known.Awards, a)
		}
	}
	return known
}

// Left alone, a milestone only ever moves from blocked to open to due to overdue, and its dates stand.
func TestWithoutNewFactsStatesOnlyMoveTowardsOverdue(t *testing.T) {
	p := acc(t)
	rank := map[State]int{StateBlocked: 1, StateOpen: 2, StateDue: 3, StateOverdue: 4}
	for name, who := range map[string]story{
		"nothing recorded":      appointed("2026-09-14"),
		"appointed on 29 Feb":   appointed("2028-02-29"),
		"ready for the NCCQ":    ready(),
		"part-time from autumn": appointed("2026-09-14").partTime(60, "2026-10-01", ""),
		"accredited":            accredited(),
	} {
		t.Run(name, func(t *testing.T) {
			before := p.Progress(who.Facts, who.AppointedOn)
			end := who.AppointedOn.Add(calendar.Years(4))
			if len(who.Awards) > 0 {
				end = who.Awards[0].On.Add(calendar.Years(4))
			}
			for today := who.AppointedOn; today.Before(end); today = today.AddDays(1) {
				now := p.Progress(who.Facts, today)
				require.GreaterOrEqual(t, now.Month, before.Month, today)
				for i, m := range now.Milestones {
					last := before.Milestones[i]
					require.GreaterOrEqual(t, rank[m.State], rank[last.State], "%s on %s", m.Milestone.Key, today)
					require.Equal(t, last.DueOn, m.DueOn, "%s on %s", m.Milestone.Key, today)
					require.Equal(t, m.State == StateOverdue, rank[m.State] > 0 && !m.DueOn.IsZero() && today.After(m.DueOn), "%s on %s", m.Milestone.Key, today)
				}
				before = now
			}
		})
	}
}

// A whole career, day by day, as it became known: every day has a state with a reason for every milestone, what is met stays met,
// leave pauses everything that is asked, dates move only forward and only by leave, and the stages come in order.
func TestACareerReplayedDayByDay(t *testing.T) {
	p := acc(t)
	who := appointed("2026-09-14").
		leave(PauseSickness, "2026-11-02", "2026-11-15").
		done("ccs-e-learning", "2026-10-02").done("ccsc", "2026-12-11").done("mentorship", "2027-03-28").done("anatomy-course", "2027-05-21").
		sat("in-house-examination", "2027-09-20", PaperResult{Paper: "examination", Outcome: OutcomeFailed}).
		sat("in-house-examination", "2027-11-01", PaperResult{Paper: "examination", Outcome: OutcomePassed}).
		leave(PauseMaternity, "2028-01-10", "2028-10-08").
		sat("nccq", "2029-10-02", result("theory", 78, OutcomePassed), result("practical", 85, OutcomeFailed)).
		sat("nccq", "2030-03-05", result("practical", 92, OutcomePassed)).
		awarded("2030-03-05").
		done("ccsrc", "2033-06-01")
	states := map[MilestoneKey][]State{}
	var stages []string
	due := map[MilestoneKey]calendar.Date{}
	for today := who.AppointedOn; today.Before(day("2034-01-01")); today = today.AddDays(1) {
		known := knownOn(who.Facts, today)
		progress := p.Progress(known, today)
		if len(stages) == 0 || stages[len(stages)-1] != progress.Stage.Title {
			stages = append(stages, progress.Stage.Title)
		}
		onLeave := false
		for _, pause := range known.Pauses {
			onLeave = onLeave || pause.Contains(today)
		}
		for _, m := range progress.Milestones {
			key := m.Milestone.Key
			require.NotZero(t, m.State)
			require.NotEmpty(t, m.Because)
			if past := states[key]; len(past) == 0 || past[len(past)-1] != m.State {
				require.False(t, len(past) > 0 && past[len(past)-1] == StateDone, "%s was done and is %s on %s", key, m.State, today)
				states[key] = append(past, m.State)
			}
			require.Equal(t, onLeave && !m.State.Settled() && m.State != StateRecorded, m.State == StatePaused, "%s on %s", key, today)
			if last, ok := due[key]; ok && !m.State.Settled() && !m.Milestone.Recurs() {
				moved := last.DaysUntil(m.DueOn)
				require.True(t, moved == 0 || onLeave && moved == 1, "%s moved by %d days on %s", key, moved, today)
			}
			if !m.DueOn.IsZero() {
				due[key] = m.DueOn
			}
		}
	}
	assert.Equal(t, []string{
		"Before the Standards course", "In mentorship", "Training to the in-house examination", "Preparing for the NCCQ", "Accredited",
		"Accredited, refresher overdue", "Accredited",
	}, stages)
	assert.Equal(t, []State{StateOpen, StateRecorded, StateDone}, states["ccs-e-learning"])
	assert.Equal(t, []State{StateBlocked, StateOpen, StatePaused, StateOpen, StateRecorded, StateDone}, states["ccsc"])
	assert.Equal(t, []State{StateOpen, StatePaused, StateOpen, StateDue, StateRecorded, StateDone}, states["mentorship"])
	assert.Equal(t, []State{StateBlocked, StatePaused, StateBlocked, StateOpen, StateDue, StateFailed, StateDone}, states["in-house-examination"])
	assert.Equal(t, []State{StateBlocked, StatePaused, StateBlocked, StatePaused, StateBlocked, StateOpen, StateFailed, StateDone}, states["nccq"])
	assert.Equal(t, []State{StateBlocked, StatePaused, StateBlocked, StatePaused, StateBlocked, StateDone}, states["acc"])
	assert.Equal(t, []State{StateBlocked, StatePaused, StateBlocked, StatePaused, StateBlocked, StateOpen, StateDue, StateOverdue, StateRecorded, StateOpen}, states["ccsrc"])
	assert.Equal(t, []State{StateOpen, StatePaused, StateOpen, StatePaused, StateOpen}, states["portfolio"])
}

// Leave laid down at random moves a due date by exactly its days before that date; more leave or fewer hours never bring a date
// forward.
func TestLeaveAtRandomMovesDatesByItsDays(t *testing.T) {
	p := acc(t)
	random := rand.New(rand.NewPCG(61, 68))
	for range 200 {
		who := appointed("2026-09-14")
		from := who.AppointedOn
		for range random.IntN(4) {
			from = from.AddDays(1 + random.IntN(200))
			to := from.AddDays(random.IntN(120))
			who = who.leave(PauseReason(1+random.IntN(3)), from.ISO(), to.ISO())
			from = to.AddDays(1)
		}
		nominal := appointed("2026-09-14").on(t, "2026-09-14")
		moved := p.Progress(who.Facts, who.AppointedOn)
		slower := p.Progress(who.partTime(WTE(20+random.IntN(80)), "2027-01-01", "").Facts, who.AppointedOn)
		for i, m := range moved.Milestones {
			if m.DueOn.IsZero() {
				continue
			}
			days := 0
			for _, pause := range who.Pauses {
				days += pause.DaysWithin(who.AppointedOn, m.DueOn)
			}
			assert.Equal(t, days, nominal.Milestones[i].DueOn.DaysUntil(m.DueOn), "%s with %v", m.Milestone.Key, who.Pauses)
			assert.False(t, slower.Milestones[i].DueOn.Before(m.DueOn))
		}
	}
}

// Whatever is recorded by the commands is what the progress then shows.
func TestWhatTheCommandsAcceptIsWhatTheProgressShows(t *testing.T) {
	p, f := acc(t), Facts{Person: trainee, AppointedOn: day("2026-09-14")}
	record := func(key MilestoneKey, on string) {
		r, err := p.Record(f, Record{ID: id(string(key)), Milestone: key, CompletedOn: day(on), Certificate: certificate, RecordedBy: trainee}, day(on))
		require.NoError(t, err)
		f.Records = append(f.Records, r)
		m, _ := p.Progress(f, day(on)).Of(key)
		require.Equal(t, StateRecorded, m.State)
		r, err = p.Decide(f, r.ID, SignOff{By: manager, As: SignatoryManager, On: day(on), Decision: DecisionSignedOff}, day(on))
		require.NoError(t, err)
		f.Records[len(f.Records)-1] = r
		m, _ = p.Progress(f, day(on)).Of(key)
		require.True(t, m.State == StateDone || m.Milestone.Recurs())
		require.Equal(t, day(on), m.DoneOn)
	}
	sit := func(key MilestoneKey, on string, results ...PaperResult) {
		a := Attempt{ID: id(string(key)), Milestone: key, SatOn: day(on), Results: results, RecordedBy: manager}
		for _, r := range results {
			a.Papers = append(a.Papers, r.Paper)
		}
		a, err := p.RecordAttempt(f, a, day(on))
		require.NoError(t, err)
		f.Attempts = append(f.Attempts, a)
	}
	record("ccs-e-learning", "2026-10-02")
	record("ccsc", "2026-12-11")
	record("mentorship", "2027-03-14")
	record("anatomy-course", "2027-05-21")
	sit("in-house-examination", "2027-09-14", PaperResult{Paper: "examination", Outcome: OutcomePassed})
	sit("nccq", "2028-10-03", result("theory", 71, 0), result("practical", 90, 0))
	awards := p.AwardsDue(f)
	require.Len(t, awards, 1)
	f.Awards = append(f.Awards, Award{Kind: awards[0].Kind, On: awards[0].On})
	assert.Equal(t, "Accredited", p.Progress(f, day("2028-10-03")).Stage.Title)
	record("ccsrc", "2031-09-30")
	m, _ := p.Progress(f, day("2031-10-01")).Of("ccsrc")
	assert.Equal(t, "2034-09-30", m.DueOn.ISO())
}
