package training_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
	. "bandwise/internal/training"
)

var day = calendar.MustParseDate

// id gives the identifier that stands for a name in these tests.
func id(name string) uuid.UUID { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(name)) }

var (
	trainee     = id("trainee")
	manager     = id("manager")
	certificate = id("certificate.pdf")
)

// story builds facts step by step, in the words of what happened.
type story struct{ Facts }

func appointed(iso string) story {
	return story{Facts{Person: trainee, AppointedOn: day(iso)}}
}

func (s story) recorded(key MilestoneKey, on string) story {
	s.Records = append(s.Records[:len(s.Records):len(s.Records)], Record{
		ID: id(fmt.Sprintf("r%d", len(s.Records)+1)), Milestone: key, CompletedOn: day(on), RecordedBy: trainee, RecordedOn: day(on), Certificate: certificate,
	})
	return s
}

func (s story) decided(decision Decision) story {
	records := append([]Record(nil), s.Records...)
	last := &records[len(records)-1]
	last.SignOff = &SignOff{By: manager, As: SignatoryManager, On: last.CompletedOn.AddDays(2), Decision: decision, Reason: "no dates on it"}
	s.Records = records
	return s
}

func (s story) done(key MilestoneKey, on string) story {
	return s.recorded(key, on).decided(DecisionSignedOff)
}

func (s story) returned(key MilestoneKey, on string) story {
	return s.recorded(key, on).decided(DecisionReturned)
}

func result(paper PaperKey, mark Mark, outcome Outcome) PaperResult {
	return PaperResult{Paper: paper, Mark: &mark, Outcome: outcome}
}

func (s story) sat(key MilestoneKey, on string, results ...PaperResult) story {
	a := Attempt{ID: id(fmt.Sprintf("a%d", len(s.Attempts)+1)), Milestone: key, SatOn: day(on), RecordedBy: manager}
	for _, r := range results {
		a.Papers = append(a.Papers, r.Paper)
		if r.Outcome != 0 {
			a.Results = append(a.Results, r)
		}
	}
	s.Attempts = append(s.Attempts[:len(s.Attempts):len(s.Attempts)], a)
	return s
}

func (s story) leave(reason PauseReason, from, to string) story {
	pause := Pause{ID: id(from), Span: calendar.Span{From: day(from)}, Reason: reason, Note: "adoption"}
	if to != "" {
		pause.To = day(to)
	}
	s.Pauses = append(s.Pauses[:len(s.Pauses):len(s.Pauses)], pause)
	return s
}

func (s story) partTime(wte WTE, from, to string) story {
	spell := PartTime{Span: calendar.Span{From: day(from)}, WTE: wte}
	if to != "" {
		spell.To = day(to)
	}
	s.PartTime = append(s.PartTime[:len(s.PartTime):len(s.PartTime)], spell)
	return s
}

func (s story) exempt(key MilestoneKey, on, reason string) story {
	s.Exemptions = append(s.Exemptions[:len(s.Exemptions):len(s.Exemptions)], Exemption{Milestone: key, Reason: reason, By: manager, On: day(on)})
	return s
}

func (s story) awarded(on string) story {
	s.Awards = append(s.Awards[:len(s.Awards):len(s.Awards)], Award{Kind: "acc", On: day(on)})
	return s
}

// accredited is a trainee who met everything on time and holds ACC from 20 November 2028.
func accredited() story {
	return appointed("2026-09-14").
		done("ccs-e-learning", "2026-10-02").done("ccsc", "2026-12-11").done("mentorship", "2027-03-14").done("anatomy-course", "2027-05-21").
		sat("in-house-examination", "2027-09-13", PaperResult{Paper: "examination", Outcome: OutcomePassed}).
		sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 93, OutcomePassed)).
		awarded("2028-11-20")
}

func (s story) on(t *testing.T, today string) Progress {
	t.Helper()
	return acc(t).Progress(s.Facts, day(today))
}

func (s story) milestone(t *testing.T, key MilestoneKey, today string) MilestoneProgress {
	t.Helper()
	m, ok := s.on(t, today).Of(key)
	require.True(t, ok)
	return m
}

// Each case is a person, a milestone and a day, and what the page shows of it, the reason included.
func TestWhereAPersonStandsWithAMilestoneAndWhy(t *testing.T) {
	started := appointed("2026-09-14")
	learnt := started.done("ccs-e-learning", "2026-10-02")
	firstYear := learnt.done("ccsc", "2026-12-11").done("mentorship", "2027-03-14").done("anatomy-course", "2027-05-21")
	examined := firstYear.sat("in-house-examination", "2027-09-13", PaperResult{Paper: "examination", Outcome: OutcomePassed})
	limit := "the limit for the Clinical Coding Standards Course is 6 months from the appointment on 14 September 2026 (003 line 61)"
	cases := map[string]struct {
		who     story
		key     MilestoneKey
		today   string
		state   State
		due     string
		because string
	}{
		"before the appointment": {started, "ccsc", "2026-09-13", StateBlocked, "2027-03-14",
			"The pathway starts with the appointment on 14 September 2026. Due 14 March 2027 because " + limit + "."},
		"no appointment": {story{Facts{Person: trainee}}, "ccsc", "2026-09-13", StateBlocked, "",
			"The pathway starts with an appointment, which is not recorded."},
		"the course waits for the e-learning": {started, "ccsc", "2026-09-14", StateBlocked, "2027-03-14",
			"It needs the CCS e-learning modules first (003 line 58). Due 14 March 2027 because " + limit + "."},
		"the e-learning falls due with the course": {started, "ccs-e-learning", "2026-09-14", StateOpen, "2027-03-14",
			"Due 14 March 2027 because it comes before the Clinical Coding Standards Course (003 line 58), and " + limit + "."},
		"the course after the e-learning": {learnt, "ccsc", "2026-10-05", StateOpen, "2027-03-14",
			"Due 14 March 2027 because " + limit + "."},
		"the course once the e-learning only waits for its sign-off": {started.recorded("ccs-e-learning", "2026-10-02"), "ccsc", "2026-10-05", StateOpen, "2027-03-14",
			"Due 14 March 2027 because " + limit + "."},
		"61 days before":        {learnt, "ccsc", "2027-01-12", StateOpen, "2027-03-14", "Due 14 March 2027 because " + limit + "."},
		"60 days before":        {learnt, "ccsc", "2027-01-13", StateDue, "2027-03-14", "Due 14 March 2027 because " + limit + "."},
		"on the day":            {learnt, "ccsc", "2027-03-14", StateDue, "2027-03-14", "Due 14 March 2027 because " + limit + "."},
		"the day after":         {learnt, "ccsc", "2027-03-15", StateOverdue, "2027-03-14", "Overdue by 1 day: it was due on 14 March 2027 because " + limit + "."},
		"overdue and blocked":   {started, "ccsc", "2027-03-24", StateOverdue, "2027-03-14", "Overdue by 10 days: it was due on 14 March 2027 because " + limit + ". It needs the CCS e-learning modules first (003 line 58)."},
		"recorded, not decided": {learnt.recorded("ccsc", "2027-03-10"), "ccsc", "2027-03-20", StateRecorded, "2027-03-14", "Recorded on 10 March 2027 as completed on 10 March 2027; it waits for sign-off by the manager."},
		"signed off":            {learnt.done("ccsc", "2027-03-10"), "ccsc", "2027-03-20", StateDone, "2027-03-14", "Completed on 10 March 2027 and signed off by the manager on 12 March 2027."},
		"returned": {learnt.returned("ccsc", "2026-12-10"), "ccsc", "2026-12-20", StateOpen, "2027-03-14",
			"What was recorded was returned on 12 December 2026 and can be recorded again. Due 14 March 2027 because " + limit + "."},
		"recorded again after a return": {learnt.returned("ccsc", "2026-12-10").recorded("ccsc", "2026-12-21"), "ccsc", "2026-12-22", StateRecorded, "2027-03-14",
			"Recorded on 21 December 2026 as completed on 21 December 2026; it waits for sign-off by the manager."},
		"exempt": {started.exempt("ccsc", "2026-09-20", "Completed at another trust in 2025."), "ccsc", "2028-01-01", StateExempt, "2027-03-14",
			"Exempt since 20 September 2026: Completed at another trust in 2025."},
		"sickness leave moves the date": {learnt.leave(PauseSickness, "2026-11-01", "2026-11-30"), "ccsc", "2027-01-10", StateOpen, "2027-04-13",
			"Due 13 April 2027 because " + limit + ", and 30 days of sickness leave moved it."},
		"sickness and maternity leave, and part-time work after them": {
			learnt.leave(PauseSickness, "2026-11-01", "2026-11-10").leave(PauseMaternity, "2027-01-01", "2027-01-31").partTime(50, "2027-04-14", ""),
			"ccsc", "2027-02-10", StateOpen, "2027-05-04",
			"Due 4 May 2027 because " + limit + ", and 31 days of maternity leave and 10 days of sickness leave moved it and part-time work at 0.5 of whole time stretched it."},
		"on leave that has an end": {learnt.leave(PauseMaternity, "2026-11-01", "2026-11-30"), "ccsc", "2026-11-30", StatePaused, "2027-04-13",
			"Paused because of maternity leave from 1 November 2026 to 30 November 2026. Due 13 April 2027 because " + limit + ", and 30 days of maternity leave moved it."},
		"back from leave the day after": {learnt.leave(PauseMaternity, "2026-11-01", "2026-11-30"), "ccsc", "2026-12-01", StateOpen, "2027-04-13",
			"Due 13 April 2027 because " + limit + ", and 30 days of maternity leave moved it."},
		"on leave without an end": {learnt.leave(PauseSickness, "2026-11-01", ""), "ccsc", "2026-11-10", StatePaused, "2027-03-24",
			"Paused because of sickness leave since 1 November 2026, which has no last day yet: its dates move on by a day for each day of leave. Due 24 March 2027 because " + limit + ", and 10 days of sickness leave moved it."},
		"leave that began after the due date does not move it": {learnt.leave(PauseOther, "2027-03-20", ""), "ccsc", "2027-03-24", StatePaused, "2027-03-14",
			"Paused because of other leave since 20 March 2027, which has no last day yet: its dates move on by a day for each day of leave. Overdue by 10 days: it was due on 14 March 2027 because " + limit + "."},
		"mentorship is open while it lasts": {started, "mentorship", "2026-10-05", StateOpen, "2027-03-14",
			"Due 14 March 2027 because the limit for the mentorship is 6 months from the appointment on 14 September 2026 (003 line 59)."},
		"the anatomy course has until the NCCQ": {started, "anatomy-course", "2026-10-05", StateOpen, "2029-09-14",
			"Due 14 September 2029 because it comes before the NCCQ (003 line 68), and the limit for the NCCQ is 3 years from the appointment on 14 September 2026 (003 line 167)."},
		"the in-house examination waits for two": {started, "in-house-examination", "2026-10-05", StateBlocked, "2027-09-14",
			"It needs the mentorship and the Clinical Coding Standards Course first (003 line 67). Due 14 September 2027 because the limit for the in-house coding examination is 12 months from the appointment on 14 September 2026 (003 lines 67 and 168)."},
		"the in-house examination passed": {examined, "in-house-examination", "2027-10-01", StateDone, "2027-09-14",
			"Passed on 13 September 2027: in-house examination passed."},
		"the NCCQ before its earliest date": {examined, "nccq", "2028-09-13", StateBlocked, "2029-09-14",
			"Not before 14 September 2028 because the earliest date for the NCCQ is 24 months from the appointment on 14 September 2026 (003 line 68). Due 14 September 2029 because the limit for the NCCQ is 3 years from the appointment on 14 September 2026 (003 line 167)."},
		"the NCCQ on its earliest date": {examined, "nccq", "2028-09-14", StateOpen, "2029-09-14",
			"Due 14 September 2029 because the limit for the NCCQ is 3 years from the appointment on 14 September 2026 (003 line 167)."},
		"the NCCQ awaiting results": {examined.sat("nccq", "2028-10-03", result("theory", 0, 0), result("practical", 0, 0)), "nccq", "2028-11-01", StateRecorded, "2029-09-14",
			"Sat on 3 October 2028; the result is awaited."},
		"one paper of the NCCQ failed": {examined.sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 85, OutcomeFailed)), "nccq", "2028-11-21", StateFailed, "2029-09-14",
			"Not passed on 3 October 2028: practical paper 85 % (pass mark 90 %); the theory paper was passed on 3 October 2028. A resit is open. Due 14 September 2029 because the limit for the NCCQ is 3 years from the appointment on 14 September 2026 (003 line 167)."},
		"only one paper sat and passed": {examined.sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed)), "nccq", "2028-11-21", StateOpen, "2029-09-14",
			"The theory paper was passed on 3 October 2028; still to be passed: the practical paper. Due 14 September 2029 because the limit for the NCCQ is 3 years from the appointment on 14 September 2026 (003 line 167)."},
		"the resit completes the NCCQ": {examined.sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 85, OutcomeFailed)).sat("nccq", "2029-03-06", result("practical", 92, OutcomePassed)),
			"nccq", "2029-05-01", StateDone, "2029-09-14",
			"Passed on 6 March 2029: theory paper 78 % (pass mark 70 %) and practical paper 92 % (pass mark 90 %)."},
		"ACC waits for the NCCQ": {examined, "acc", "2028-10-01", StateBlocked, "", "It needs the NCCQ first (003 line 65)."},
		"ACC once the NCCQ is passed": {examined.sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 93, OutcomePassed)), "acc", "2028-11-21", StateOpen, "",
			"Everything before it is met; it waits to be confirmed by the manager."},
		"ACC held": {accredited(), "acc", "2035-01-01", StateDone, "", "Awarded on 20 November 2028."},
		"the refresher before ACC": {examined, "ccsrc", "2028-10-01", StateBlocked, "",
			"Its date is counted from ACC status, which has not been reached (003 line 70)."},
		"the refresher after ACC": {accredited(), "ccsrc", "2028-11-20", StateOpen, "2031-11-20",
			"Due 20 November 2031 because the limit for the refresher course is 3 years from the award on 20 November 2028 (003 line 70)."},
		"the refresher due": {accredited(), "ccsrc", "2031-09-21", StateDue, "2031-11-20",
			"Due 20 November 2031 because the limit for the refresher course is 3 years from the award on 20 November 2028 (003 line 70)."},
		"the refresher lapsed": {accredited(), "ccsrc", "2031-11-21", StateOverdue, "2031-11-20",
			"Overdue by 1 day: it was due on 20 November 2031 because the limit for the refresher course is 3 years from the award on 20 November 2028 (003 line 70)."},
		"the next refresher counts from the last": {accredited().done("ccsrc", "2031-06-02"), "ccsrc", "2031-07-01", StateOpen, "2034-06-02",
			"Due 2 June 2034 because the limit for the refresher course is 3 years from the last time on 2 June 2031 (003 line 70)."},
		"a refresher renewed after it lapsed": {accredited().done("ccsrc", "2032-03-05"), "ccsrc", "2032-03-10", StateOpen, "2035-03-05",
			"Due 5 March 2035 because the limit for the refresher course is 3 years from the last time on 5 March 2032 (003 line 70)."},
		"a refresher that waits for its sign-off does not renew yet": {accredited().recorded("ccsrc", "2031-06-02"), "ccsrc", "2031-12-01", StateRecorded, "2031-11-20",
			"Recorded on 2 June 2031 as completed on 2 June 2031; it waits for sign-off by the manager."},
		"leave moves the refresher, part-time work does not": {accredited().leave(PauseMaternity, "2030-01-01", "2030-06-30").partTime(60, "2030-07-01", ""), "ccsrc", "2030-08-01", StateOpen, "2032-05-19",
			"Due 19 May 2032 because the limit for the refresher course is 3 years from the award on 20 November 2028 (003 line 70), and 181 days of maternity leave moved it."},
		"what applies throughout":           {started, "daily-target", "2030-01-01", StateOpen, "", "It applies throughout (003 line 74)."},
		"what applies throughout, on leave": {started.leave(PauseMaternity, "2026-11-01", "2026-11-30"), "portfolio", "2026-11-05", StatePaused, "", "Paused because of maternity leave from 1 November 2026 to 30 November 2026."},
		"feedback stays open after a session": {started.done("audit-feedback", "2026-12-01"), "audit-feedback", "2026-12-10", StateOpen, "",
			"It applies throughout (003 line 78)."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := c.who.milestone(t, c.key, c.today)
			assert.Equal(t, c.state.String(), m.State.String())
			assert.Equal(t, c.due, m.DueOn.ISO())
			assert.Equal(t, c.because, m.Because)
		})
	}
}

func TestDueDatesKeepToTheEndOfTheMonth(t *testing.T) {
	cases := map[string]struct{ appointed, course, examination, notBefore, nccq string }{
		"appointed on 31 August":           {"2026-08-31", "2027-02-28", "2027-08-31", "2028-08-31", "2029-08-31"},
		"appointed on 31 August 2027":      {"2027-08-31", "2028-02-29", "2028-08-31", "2029-08-31", "2030-08-31"},
		"appointed on 29 February":         {"2028-02-29", "2028-08-29", "2029-02-28", "2030-02-28", "2031-02-28"},
		"appointed on 29 August 2027":      {"2027-08-29", "2028-02-29", "2028-08-29", "2029-08-29", "2030-08-29"},
		"appointed when the clocks change": {"2027-03-28", "2027-09-28", "2028-03-28", "2029-03-28", "2030-03-28"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			who := appointed(c.appointed)
			assert.Equal(t, c.course, who.milestone(t, "ccsc", c.appointed).DueOn.ISO())
			assert.Equal(t, c.examination, who.milestone(t, "in-house-examination", c.appointed).DueOn.ISO())
			assert.Equal(t, c.notBefore, who.milestone(t, "nccq", c.appointed).NotBefore.ISO())
			assert.Equal(t, c.nccq, who.milestone(t, "nccq", c.appointed).DueOn.ISO())
		})
	}
	leapDay := accredited()
	leapDay.Awards = []Award{{Kind: "acc", On: day("2028-02-29")}}
	assert.Equal(t, "2031-02-28", leapDay.milestone(t, "ccsrc", "2028-03-01").DueOn.ISO(), "the refresher after an award on 29 February")
}

func TestPartTimeWorkStretchesWhatIsLeft(t *testing.T) {
	cases := map[string]struct {
		who       story
		course    string
		notBefore string
	}{
		"whole time":                         {appointed("2026-09-14"), "2027-03-14", "2028-09-14"},
		"half time from the first day":       {appointed("2026-09-14").partTime(50, "2026-09-14", ""), "2027-09-11", "2030-09-15"},
		"half time for thirty days":          {appointed("2026-09-14").partTime(50, "2026-11-01", "2026-11-30"), "2027-03-29", "2028-09-29"},
		"0.6 from the last ten days":         {appointed("2026-09-14").partTime(60, "2027-03-04", "2027-03-31"), "2027-03-21", "2028-09-26"},
		"whole time stated as part-time":     {appointed("2026-09-14").partTime(100, "2026-09-14", ""), "2027-03-14", "2028-09-14"},
		"leave from half time counts as one": {appointed("2026-09-14").partTime(50, "2026-09-14", "").leave(PauseSickness, "2026-11-01", "2026-11-30"), "2027-10-11", "2030-10-15"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.course, c.who.milestone(t, "ccsc", "2026-09-14").DueOn.ISO())
			assert.Equal(t, c.notBefore, c.who.milestone(t, "nccq", "2026-09-14").NotBefore.ISO())
		})
	}
}

func TestTheMonthOfThePathway(t *testing.T) {
	cases := map[string]struct {
		who   story
		today string
		want  int
	}{
		"before the appointment":     {appointed("2026-09-14"), "2026-09-13", 0},
		"the first day":              {appointed("2026-09-14"), "2026-09-14", 1},
		"the last day of month 13":   {appointed("2026-09-14"), "2027-10-13", 13},
		"the first day of month 14":  {appointed("2026-09-14"), "2027-10-14", 14},
		"leave does not count":       {appointed("2026-09-14").leave(PauseMaternity, "2027-01-01", "2027-06-30"), "2027-10-14", 8},
		"open leave does not either": {appointed("2026-09-14").leave(PauseMaternity, "2027-01-01", ""), "2027-10-14", 4},
		"half time counts half":      {appointed("2026-09-14").partTime(50, "2026-09-14", ""), "2027-10-14", 7},
		"it goes on past the end":    {appointed("2026-09-14"), "2029-09-14", 37},
		"it stops with the award":    {accredited(), "2035-01-01", 27},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := c.who.on(t, c.today)
			assert.Equal(t, c.want, p.Month)
			assert.Equal(t, 36, p.Months)
		})
	}
}

func TestTheStageAndTheNextThing(t *testing.T) {
	started := appointed("2026-09-14")
	learnt := started.done("ccs-e-learning", "2026-10-02")
	courses := learnt.done("ccsc", "2026-12-11").done("anatomy-course", "2027-01-21")
	mentored := courses.done("mentorship", "2027-03-14")
	examined := mentored.sat("in-house-examination", "2027-09-13", PaperResult{Paper: "examination", Outcome: OutcomePassed})
	failed := examined.sat("nccq", "2028-10-03", result("theory", 60, OutcomeFailed), result("practical", 93, OutcomePassed))
	passed := examined.sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 93, OutcomePassed))
	cases := map[string]struct {
		who   story
		today string
		stage string
		next  MilestoneKey
	}{
		"the first day":                                {started, "2026-09-14", "Before the Standards course", "ccs-e-learning"},
		"after the e-learning":                         {learnt, "2026-10-05", "Before the Standards course", "ccsc"},
		"overdue: the first that can be done":          {started, "2027-03-20", "Before the Standards course", "mentorship"},
		"the e-learning waits, so the course is next":  {started.recorded("ccs-e-learning", "2026-10-02"), "2026-10-05", "Before the Standards course", "ccsc"},
		"the course waits for its sign-off":            {learnt.recorded("ccsc", "2026-12-11"), "2026-12-12", "Before the Standards course", "anatomy-course"},
		"both courses done, mentorship goes on":        {courses, "2027-02-01", "In mentorship", "mentorship"},
		"mentorship done":                              {mentored, "2027-03-20", "Training to the in-house examination", "in-house-examination"},
		"in-house examination passed, NCCQ a way off":  {examined, "2027-10-01", "Preparing for the NCCQ", "nccq"},
		"NCCQ failed once":                             {failed, "2028-12-01", "Preparing for the NCCQ", "nccq"},
		"NCCQ passed, award to be confirmed":           {passed, "2028-11-01", "Awaiting ACC status", "acc"},
		"accredited":                                   {accredited(), "2028-11-20", "Accredited", "ccsrc"},
		"refresher overdue":                            {accredited(), "2031-11-21", "Accredited, refresher overdue", "ccsrc"},
		"refresher renewed":                            {accredited().done("ccsrc", "2032-03-05"), "2032-03-10", "Accredited", "ccsrc"},
		"refresher recorded, waiting for the sign-off": {accredited().recorded("ccsrc", "2031-06-02"), "2031-07-01", "Accredited", "ccsrc"},
		"an award alone puts the road behind":          {appointed("2026-09-14").awarded("2020-05-04"), "2026-09-14", "Accredited, refresher overdue", "ccsrc"},
		"what has a date before what has none":         {started.exempt("ccsc", "2026-09-20", "done before"), "2026-10-05", "In mentorship", "anatomy-course"},
		"on leave nothing is asked":                    {learnt.leave(PauseMaternity, "2026-11-01", ""), "2026-12-01", "Before the Standards course", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := c.who.on(t, c.today)
			assert.Equal(t, c.stage, p.Stage.Title)
			next, ok := p.Next()
			assert.Equal(t, c.next != "", ok)
			assert.Equal(t, c.next, next.Milestone.Key)
		})
	}
}

func TestWhatIsDueSoonAndWhatIsOverdue(t *testing.T) {
	keys := func(all []MilestoneProgress) []MilestoneKey {
		var found []MilestoneKey
		for _, m := range all {
			found = append(found, m.Milestone.Key)
		}
		return found
	}
	started := appointed("2026-09-14")
	assert.Empty(t, keys(started.on(t, "2027-01-12").DueSoon()))
	assert.Equal(t, []MilestoneKey{"mentorship", "ccs-e-learning", "ccsc"}, keys(started.on(t, "2027-01-13").DueSoon()), "the blocked course too")
	assert.Equal(t, []MilestoneKey{"ccs-e-learning", "ccsc"}, keys(started.recorded("mentorship", "2027-03-14").on(t, "2027-03-14").DueSoon()), "not what waits for somebody else")
	assert.Equal(t, []MilestoneKey{"mentorship", "ccs-e-learning", "ccsc"}, keys(started.on(t, "2027-03-15").Overdue()))
	assert.Empty(t, keys(started.leave(PauseMaternity, "2027-03-15", "").on(t, "2027-03-20").Overdue()), "nobody on leave is chased")

	failed := appointed("2026-09-14").done("ccs-e-learning", "2026-10-02").done("ccsc", "2026-12-11").done("mentorship", "2027-03-14").
		sat("in-house-examination", "2027-09-13", PaperResult{Paper: "examination", Outcome: OutcomeFailed})
	assert.Equal(t, []MilestoneKey{"in-house-examination"}, keys(failed.on(t, "2027-09-14").DueSoon()), "a resit before the date")
	assert.Equal(t, []MilestoneKey{"in-house-examination"}, keys(failed.on(t, "2027-09-15").Overdue()), "a failed examination past its date")
	assert.Equal(t, []MilestoneKey{"ccsrc"}, keys(accredited().on(t, "2031-11-21").Overdue()))
}
