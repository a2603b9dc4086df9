package training_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	. "bandwise/internal/training"
)

// refused gives an error as "code field: message; field: message", or its sentence where no field is to blame.
func refused(err error) string {
	var e *apperr.Error
	if !errors.As(err, &e) {
		return "accepted"
	}
	text := e.Code.String()
	if len(e.Fields) == 0 {
		return text + ": " + e.Message
	}
	for i, f := range e.Fields {
		if i > 0 {
			text += ";"
		}
		text += " " + f.Name + ": " + f.Message
	}
	return text
}

func TestRecordingAMilestone(t *testing.T) {
	started := appointed("2026-09-14")
	learnt := started.done("ccs-e-learning", "2026-10-02")
	entry := func(key MilestoneKey, completed string) Record {
		r := Record{Milestone: key, Certificate: certificate, RecordedBy: trainee}
		if completed != "" {
			r.CompletedOn = day(completed)
		}
		return r
	}
	from := func(r Record, start string) Record { r.StartedOn = day(start); return r }
	bare := func(r Record) Record { r.Certificate = uuid.Nil; return r }
	cases := map[string]struct {
		who   story
		entry Record
		today string
		want  string
	}{
		"the course, with its days":               {learnt, from(entry("ccsc", "2026-12-11"), "2026-11-16"), "2026-12-12", "accepted"},
		"the course on the day of the e-learning": {learnt, entry("ccsc", "2026-10-02"), "2026-12-12", "accepted"},
		"the course on the appointment's day":     {started.exempt("ccs-e-learning", "2026-09-20", "done before"), entry("ccsc", "2026-09-14"), "2026-12-12", "accepted"},
		"the course while the e-learning waits":   {started.recorded("ccs-e-learning", "2026-10-02"), entry("ccsc", "2026-12-11"), "2026-12-12", "accepted"},
		"the course late":                         {learnt, entry("ccsc", "2027-05-11"), "2027-05-12", "accepted"},
		"the course after a return":               {learnt.returned("ccsc", "2026-12-10"), entry("ccsc", "2026-12-10"), "2026-12-15", "accepted"},
		"mentorship at its end":                   {started, entry("mentorship", "2027-03-14"), "2027-03-14", "accepted"},
		"a second feedback session":               {started.recorded("audit-feedback", "2026-12-01"), entry("audit-feedback", "2027-01-05"), "2027-01-05", "accepted"},
		"a refresher":                             {accredited(), entry("ccsrc", "2031-06-02"), "2031-06-03", "accepted"},
		"a course before the appointment":         {learnt, entry("ccsc", "2026-09-13"), "2026-12-12", "invalid completedOn: 13 September 2026 is before the appointment on 14 September 2026."},
		"a course begun before the appointment":   {learnt, from(entry("ccsc", "2026-12-11"), "2026-09-01"), "2026-12-12", "invalid startedOn: 1 September 2026 is before the appointment on 14 September 2026."},
		"a course that ends before it begins":     {learnt, from(entry("ccsc", "2026-12-11"), "2026-12-12"), "2026-12-12", "invalid startedOn: It cannot start after it was completed."},
		"a course in the future":                  {learnt, entry("ccsc", "2026-12-13"), "2026-12-12", "invalid completedOn: 13 December 2026 is in the future. Record it once it is completed."},
		"a course without a date":                 {learnt, entry("ccsc", ""), "2026-12-12", "invalid completedOn: Enter the date on which it was completed."},
		"a course without its e-learning":         {started, entry("ccsc", "2026-12-11"), "2026-12-12", "invalid milestone: Complete the CCS e-learning modules first (003 line 58)."},
		"a course before its e-learning":          {started.done("ccs-e-learning", "2026-12-20"), entry("ccsc", "2026-12-11"), "2026-12-22", "invalid completedOn: 11 December 2026 is earlier than the CCS e-learning modules, completed on 20 December 2026."},
		"a course without its certificate":        {started, bare(entry("anatomy-course", "2026-12-11")), "2026-12-12", "invalid certificate: Add the certificate: there is no credit for the Anatomy, Physiology and Medical Terminology course without it (003 lines 63 and 136)."},
		"mentorship before it has lasted":         {started, entry("mentorship", "2027-03-13"), "2027-03-20", "invalid completedOn: 13 March 2027 is too early: the mentorship goes on until 14 March 2027."},
		"mentorship prolonged by leave":           {started.leave(PauseSickness, "2026-11-01", "2026-11-30"), entry("mentorship", "2027-03-20"), "2027-03-20", "invalid completedOn: 20 March 2027 is too early: the mentorship goes on until 13 April 2027."},
		"what is already done":                    {learnt, entry("ccs-e-learning", "2026-12-01"), "2026-12-12", "conflict: Already completed on 2 October 2026: the CCS e-learning modules."},
		"what already waits":                      {learnt.recorded("ccsc", "2026-12-11"), entry("ccsc", "2026-12-11"), "2026-12-12", "conflict: Already recorded as completed on 11 December 2026 and waiting for sign-off: the Clinical Coding Standards Course."},
		"what is exempt":                          {learnt.exempt("ccsc", "2026-10-01", "done before"), entry("ccsc", "2026-12-11"), "2026-12-12", "conflict: There is an exemption from the Clinical Coding Standards Course. Nothing needs to be recorded."},
		"an examination":                          {learnt, entry("nccq", "2026-12-11"), "2026-12-12", "invalid milestone: An examination is entered as an attempt with its results."},
		"an award":                                {learnt, entry("acc", "2026-12-11"), "2026-12-12", "invalid milestone: ACC status is awarded when everything before it is met. It cannot be recorded."},
		"a refresher before ACC":                  {learnt, entry("ccsrc", "2026-12-11"), "2026-12-12", "invalid milestone: The refresher course comes after the award, which has not been reached."},
		"a refresher on a day before ACC":         {accredited(), entry("ccsrc", "2028-11-19"), "2029-01-01", "invalid completedOn: 19 November 2028 is before the award on 20 November 2028."},
		"the same refresher again":                {accredited().done("ccsrc", "2031-06-02"), entry("ccsrc", "2031-06-02"), "2031-07-01", "invalid completedOn: The refresher course was last completed on 2 June 2031. Enter a later date."},
		"something unknown":                       {learnt, entry("typing", "2026-12-11"), "2026-12-12", `invalid milestone: "typing" is not a milestone of this pathway.`},
		"somebody without an appointment":         {story{Facts{Person: trainee}}, entry("ccs-e-learning", "2026-12-11"), "2026-12-12", "invalid milestone: There is no appointment on this pathway yet."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			c.entry.SignOff = &SignOff{By: trainee, Decision: DecisionSignedOff}
			record, err := acc(t).Record(c.who.Facts, c.entry, day(c.today))
			assert.Equal(t, c.want, refused(err))
			if err == nil {
				assert.Equal(t, day(c.today), record.RecordedOn)
				assert.Nil(t, record.SignOff, "nobody brings their own sign-off")
				assert.Equal(t, c.entry.CompletedOn, record.CompletedOn)
			}
		})
	}
}

func TestSigningOff(t *testing.T) {
	waiting := appointed("2026-09-14").done("ccs-e-learning", "2026-10-02").recorded("ccsc", "2026-12-11")
	sign := func(change func(*SignOff)) SignOff {
		s := SignOff{By: manager, As: SignatoryManager, On: day("2026-12-14"), Decision: DecisionSignedOff}
		if change != nil {
			change(&s)
		}
		return s
	}
	cases := map[string]struct {
		who      story
		id       uuid.UUID
		decision SignOff
		want     string
	}{
		"by the manager":                       {waiting, id("r2"), sign(nil), "accepted"},
		"on the day of completion":             {waiting, id("r2"), sign(func(s *SignOff) { s.On = day("2026-12-11") }), "accepted"},
		"given back with a reason":             {waiting, id("r2"), sign(func(s *SignOff) { s.Decision, s.Reason = DecisionReturned, "No certificate" }), "accepted"},
		"given back without a reason":          {waiting, id("r2"), sign(func(s *SignOff) { s.Decision = DecisionReturned }), "invalid reason: Say what is missing, so that it can be put right."},
		"neither signed nor given back":        {waiting, id("r2"), sign(func(s *SignOff) { s.Decision = 0 }), "invalid decision: Choose whether to sign it off or to return it."},
		"by the trainee":                       {waiting, id("r2"), sign(func(s *SignOff) { s.By = trainee }), "forbidden: Nobody signs off their own milestone. Ask the manager."},
		"by the mentor, who may not":           {waiting, id("r2"), sign(func(s *SignOff) { s.As = SignatoryMentor }), "forbidden: Only the manager can sign off the Clinical Coding Standards Course."},
		"without a date":                       {waiting, id("r2"), sign(func(s *SignOff) { s.On = calendar.Date{} }), "invalid on: Enter the date of the decision."},
		"before it was completed":              {waiting, id("r2"), sign(func(s *SignOff) { s.On = day("2026-12-10") }), "invalid on: 10 December 2026 is before it was completed on 11 December 2026."},
		"in the future":                        {waiting, id("r2"), sign(func(s *SignOff) { s.On = day("2026-12-21") }), "invalid on: 21 December 2026 is in the future."},
		"what is not recorded":                 {waiting, id("r9"), sign(nil), "not_found: There is no such record to sign off, or you may not see it."},
		"what is signed off":                   {waiting, id("r1"), sign(nil), "conflict: This was already decided on 4 October 2026."},
		"what was returned":                    {waiting.decided(DecisionReturned), id("r2"), sign(nil), "conflict: This was already decided on 13 December 2026."},
		"before what it rests on is signed":    {appointed("2026-09-14").recorded("ccs-e-learning", "2026-10-02").recorded("ccsc", "2026-12-11"), id("r2"), sign(nil), "conflict: Sign off the CCS e-learning modules first: that record still waits."},
		"returned although its basis waits":    {appointed("2026-09-14").recorded("ccs-e-learning", "2026-10-02").recorded("ccsc", "2026-12-11"), id("r2"), sign(func(s *SignOff) { s.Decision, s.Reason = DecisionReturned, "Wrong course" }), "accepted"},
		"what rests on an exempt prerequisite": {appointed("2026-09-14").exempt("ccs-e-learning", "2026-09-20", "done").recorded("ccsc", "2026-12-11"), id("r1"), sign(nil), "accepted"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			record, err := acc(t).Decide(c.who.Facts, c.id, c.decision, day("2026-12-20"))
			assert.Equal(t, c.want, refused(err))
			if err == nil {
				assert.Equal(t, &c.decision, record.SignOff)
				assert.Equal(t, c.id, record.ID)
			}
		})
	}
	assert.Nil(t, waiting.Records[1].SignOff, "the facts that were given stay as they were")
}

func TestExempting(t *testing.T) {
	who := appointed("2026-09-14").done("ccs-e-learning", "2026-10-02")
	cases := map[string]struct {
		entry Exemption
		want  string
	}{
		"with a reason":          {Exemption{Milestone: "ccsc", Reason: "Completed at another trust", By: manager, On: day("2026-10-01")}, "accepted"},
		"an examination":         {Exemption{Milestone: "in-house-examination", Reason: "Transferred", By: manager, On: day("2026-10-01")}, "accepted"},
		"without a reason":       {Exemption{Milestone: "ccsc", Reason: "", By: manager, On: day("2026-10-01")}, "invalid reason: Give the reason for the exemption."},
		"without a date":         {Exemption{Milestone: "ccsc", Reason: "Transferred", By: manager, On: calendar.Date{}}, "invalid on: Enter the date from which it holds."},
		"in the future":          {Exemption{Milestone: "ccsc", Reason: "Transferred", By: manager, On: day("2027-01-01")}, "invalid on: 1 January 2027 is in the future."},
		"oneself":                {Exemption{Milestone: "ccsc", Reason: "Transferred", By: trainee, On: day("2026-10-01")}, "forbidden: Nobody exempts themselves. Ask your manager."},
		"from what is done":      {Exemption{Milestone: "ccs-e-learning", Reason: "Transferred", By: manager, On: day("2026-10-03")}, "conflict: Already done: the CCS e-learning modules."},
		"from the award":         {Exemption{Milestone: "acc", Reason: "Transferred", By: manager, On: day("2026-10-01")}, "invalid milestone: There is no exemption from ACC status."},
		"from the portfolio":     {Exemption{Milestone: "portfolio", Reason: "Transferred", By: manager, On: day("2026-10-01")}, "invalid milestone: There is no exemption from the personal portfolio."},
		"from something unknown": {Exemption{Milestone: "typing", Reason: "Transferred", By: manager, On: day("2026-10-01")}, `invalid milestone: "typing" is not a milestone of this pathway.`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := acc(t).Exempt(who.Facts, c.entry, day("2026-12-20"))
			assert.Equal(t, c.want, refused(err))
		})
	}
}

// ready is a trainee who may sit the NCCQ from 14 September 2028.
func ready() story {
	return appointed("2026-09-14").
		done("ccs-e-learning", "2026-10-02").done("ccsc", "2026-12-11").done("mentorship", "2027-03-14").done("anatomy-course", "2027-05-21").
		sat("in-house-examination", "2027-09-13", PaperResult{Paper: "examination", Outcome: OutcomePassed})
}

func TestRecordingAnAttempt(t *testing.T) {
	both := []PaperKey{"theory", "practical"}
	entry := func(sat string, papers []PaperKey, results ...PaperResult) Attempt {
		return Attempt{Milestone: "nccq", SatOn: day(sat), Papers: papers, Results: results, RecordedBy: manager}
	}
	failedPractical := ready().sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 85, OutcomeFailed))
	cases := map[string]struct {
		who   story
		entry Attempt
		want  string
	}{
		"both papers with marks":            {ready(), entry("2028-10-03", both, result("theory", 70, 0), result("practical", 90, 0)), "accepted"},
		"results awaited":                   {ready(), entry("2028-10-03", both), "accepted"},
		"one result of two":                 {ready(), entry("2028-10-03", both, result("theory", 70, 0)), "accepted"},
		"the earliest day":                  {ready(), entry("2028-09-14", both), "accepted"},
		"a resit of the failed paper":       {failedPractical, entry("2029-03-06", both[1:], result("practical", 90, 0)), "accepted"},
		"before the earliest day":           {ready(), entry("2028-09-13", both), "invalid satOn: 13 September 2028 is too early: the NCCQ cannot be taken before 14 September 2028."},
		"before an earliest day that moved": {ready().leave(PauseMaternity, "2028-01-01", "2028-01-31"), entry("2028-10-03", both), "invalid satOn: 3 October 2028 is too early: the NCCQ cannot be taken before 15 October 2028."},
		"in the future":                     {ready(), entry("2029-06-02", both), "invalid satOn: 2 June 2029 is in the future. Enter the attempt once it is sat."},
		"without a day":                     {ready(), Attempt{Milestone: "nccq", Papers: both, RecordedBy: manager}, "invalid satOn: Enter the date of the sitting."},
		"a second on the same day":          {failedPractical, entry("2028-10-03", both[1:]), "invalid satOn: There is already an attempt on 3 October 2028. Add the results to that one."},
		"no paper":                          {ready(), entry("2028-10-03", nil), "invalid papers: Choose at least one paper that was sat."},
		"an unknown paper":                  {ready(), entry("2028-10-03", []PaperKey{"oral"}), `invalid papers[0]: The NCCQ has no paper "oral".`},
		"a paper twice":                     {ready(), entry("2028-10-03", []PaperKey{"theory", "theory"}), "invalid papers[1]: This paper is there twice."},
		"a paper already passed":            {failedPractical, entry("2029-03-06", both), "invalid papers[0]: The theory paper was already passed on 3 October 2028."},
		"a result for a paper not sat":      {ready(), entry("2028-10-03", both[:1], result("theory", 70, 0), result("practical", 95, 0)), "invalid results[1].paper: The practical paper was not sat on 3 October 2028, so it has no result."},
		"a result for an unknown paper":     {ready(), entry("2028-10-03", both, result("oral", 95, 0)), `invalid results[0].paper: The NCCQ has no paper "oral".`},
		"two results for a paper":           {ready(), entry("2028-10-03", both, result("theory", 70, 0), result("theory", 80, 0)), "invalid results[1].paper: This paper is there twice."},
		"a mark above 100":                  {ready(), entry("2028-10-03", both, result("theory", 100.5, 0)), "invalid results[0].mark: A mark lies between 0 and 100."},
		"a mark below 0":                    {ready(), entry("2028-10-03", both, result("theory", -1, 0)), "invalid results[0].mark: A mark lies between 0 and 100."},
		"a mark that is no number":          {ready(), entry("2028-10-03", both, result("theory", Mark(math.NaN()), 0)), "invalid results[0].mark: A mark lies between 0 and 100."},
		"no mark":                           {ready(), entry("2028-10-03", both, PaperResult{Paper: "theory", Outcome: OutcomePassed}), "invalid results[0].mark: Enter the mark: the pass mark is 70 %."},
		"an outcome against the mark":       {ready(), entry("2028-10-03", both, result("theory", 69.9, OutcomePassed)), "invalid results[0].outcome: A mark of 69.9 % is failed: the pass mark is 70 %."},
		"results before the sitting": {ready(), func() Attempt {
			a := entry("2028-10-03", both, result("theory", 70, 0))
			a.ResultsOn = day("2028-10-02")
			return a
		}(), "invalid resultsOn: The results cannot come before the sitting on 3 October 2028."},
		"results in the future": {ready(), func() Attempt {
			a := entry("2028-10-03", both, result("theory", 70, 0))
			a.ResultsOn = day("2029-06-02")
			return a
		}(), "invalid resultsOn: 2 June 2029 is in the future."},
		"with a prerequisite unmet":      {ready().without("anatomy-course"), entry("2028-10-03", both), "invalid milestone: Complete the Anatomy, Physiology and Medical Terminology course first (003 line 68)."},
		"after it is passed":             {accredited(), entry("2029-03-06", both), "conflict: Already passed on 3 October 2028: the NCCQ."},
		"after an exemption":             {ready().exempt("nccq", "2028-10-01", "held elsewhere"), entry("2029-03-06", both), "conflict: There is an exemption from the NCCQ. Nothing needs to be sat."},
		"entered by the trainee":         {ready(), func() Attempt { a := entry("2028-10-03", both); a.RecordedBy = trainee; return a }(), "forbidden: Nobody enters their own examination results. Ask the manager."},
		"of a course":                    {ready(), Attempt{Milestone: "ccsc", SatOn: day("2028-10-03"), RecordedBy: manager}, "invalid milestone: The Clinical Coding Standards Course is not an examination."},
		"in-house, without its outcome":  {ready().without("in-house-examination"), Attempt{Milestone: "in-house-examination", SatOn: day("2027-09-13"), Papers: []PaperKey{"examination"}, Results: []PaperResult{{Paper: "examination"}}, RecordedBy: manager}, "invalid results[0].outcome: Say whether the in-house examination was passed."},
		"in-house, passed without marks": {ready().without("in-house-examination"), Attempt{Milestone: "in-house-examination", SatOn: day("2027-09-13"), Papers: []PaperKey{"examination"}, Results: []PaperResult{{Paper: "examination", Outcome: OutcomePassed}}, RecordedBy: manager}, "accepted"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := acc(t).RecordAttempt(c.who.Facts, c.entry, day("2029-06-01"))
			assert.Equal(t, c.want, refused(err))
		})
	}
}

// without leaves out everything recorded about a milestone.
func (s story) without(key MilestoneKey) story {
	s.Records = slices.DeleteFunc(slices.Clone(s.Records), func(r Record) bool { return r.Milestone == key })
	s.Attempts = slices.DeleteFunc(slices.Clone(s.Attempts), func(a Attempt) bool { return a.Milestone == key })
	return s
}

func TestMarksAreJudgedByThePassMarkOfTheSitting(t *testing.T) {
	attempt, err := acc(t).RecordAttempt(ready().Facts, Attempt{
		Milestone: "nccq", SatOn: day("2028-10-03"), Papers: []PaperKey{"theory", "practical"}, RecordedBy: manager,
		Results: []PaperResult{result("theory", 70, 0), result("practical", 89.9, 0)},
	}, day("2028-11-21"))
	require.NoError(t, err)
	theory, _ := attempt.Result("theory")
	practical, _ := attempt.Result("practical")
	assert.Equal(t, []Outcome{OutcomePassed, OutcomeFailed}, []Outcome{theory.Outcome, practical.Outcome})
}

func TestResultsThatComeLater(t *testing.T) {
	awaiting := ready().sat("nccq", "2028-10-03", result("theory", 0, 0), result("practical", 0, 0))
	p, today := acc(t), day("2028-12-01")
	theory, practical := result("theory", 78, 0), result("practical", 93, 0)

	attempt, err := p.RecordResults(awaiting.Facts, id("a2"), day("2028-11-20"), []PaperResult{theory}, manager, today)
	require.NoError(t, err)
	awaiting.Attempts[1] = attempt
	assert.Equal(t, StateRecorded, awaiting.milestone(t, "nccq", "2028-12-01").State, "the practical paper is still awaited")

	_, err = p.RecordResults(awaiting.Facts, id("a2"), day("2028-11-20"), []PaperResult{theory}, manager, today)
	assert.Equal(t, "invalid results[0].paper: This paper already has its result.", refused(err))
	_, err = p.RecordResults(awaiting.Facts, id("a2"), day("2028-12-02"), []PaperResult{practical}, manager, today)
	assert.Equal(t, "invalid resultsOn: 2 December 2028 is in the future.", refused(err))
	_, err = p.RecordResults(awaiting.Facts, id("a2"), day("2028-11-20"), nil, manager, today)
	assert.Equal(t, "invalid results: Enter at least one result.", refused(err))
	_, err = p.RecordResults(awaiting.Facts, id("a2"), day("2028-11-20"), []PaperResult{practical}, trainee, today)
	assert.Equal(t, "forbidden: Nobody enters their own examination results. Ask the manager.", refused(err))
	_, err = p.RecordResults(awaiting.Facts, id("a9"), day("2028-11-20"), []PaperResult{practical}, manager, today)
	assert.Equal(t, "not_found: There is no such attempt, or you may not see it.", refused(err))

	attempt, err = p.RecordResults(awaiting.Facts, id("a2"), day("2028-11-20"), []PaperResult{practical}, manager, today)
	require.NoError(t, err)
	awaiting.Attempts[1] = attempt
	assert.Equal(t, StateDone, awaiting.milestone(t, "nccq", "2028-12-01").State)
	assert.Equal(t, []AwardDue{{Kind: "acc", On: day("2028-11-20"), Because: "The NCCQ was passed on 3 October 2028 (003 line 65)."}}, p.AwardsDue(awaiting.Facts))
}

func TestTheAwardFollowsTheLastPaper(t *testing.T) {
	p := acc(t)
	theoryOnly := ready().sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 85, OutcomeFailed))
	assert.Empty(t, p.AwardsDue(ready().Facts), "no paper")
	assert.Empty(t, p.AwardsDue(theoryOnly.Facts), "one paper")
	resat := theoryOnly.sat("nccq", "2029-03-06", result("practical", 92, OutcomePassed))
	require.Len(t, p.AwardsDue(resat.Facts), 1)
	assert.Equal(t, "2029-03-06", p.AwardsDue(resat.Facts)[0].On.ISO())
	assert.Empty(t, p.AwardsDue(resat.awarded("2029-05-01").Facts), "held already")
	exempted := ready().exempt("nccq", "2028-10-01", "Passed at another trust")
	assert.Equal(t, "The NCCQ is met since 1 October 2028 (003 line 65).", p.AwardsDue(exempted.Facts)[0].Because)
}

func TestAnExaminationThatDoesNotKeepPassesNeedsAllPapersAtOneSitting(t *testing.T) {
	p := acc(t)
	for i := range p.Milestones {
		p.Milestones[i].KeepsPasses = false
	}
	apart := ready().sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 85, OutcomeFailed)).
		sat("nccq", "2029-03-06", result("practical", 92, OutcomePassed))
	m, _ := p.Progress(apart.Facts, day("2029-04-01")).Of("nccq")
	assert.NotEqual(t, StateDone, m.State)
	together := apart.sat("nccq", "2029-10-02", result("theory", 75, OutcomePassed), result("practical", 91, OutcomePassed))
	m, _ = p.Progress(together.Facts, day("2029-10-03")).Of("nccq")
	assert.Equal(t, StateDone, m.State)
	assert.Equal(t, "2029-10-02", m.DoneOn.ISO())
}

func TestPausingTheClock(t *testing.T) {
	who := appointed("2026-09-14").leave(PauseSickness, "2026-11-01", "2026-11-30")
	onLeave := appointed("2026-09-14").leave(PauseMaternity, "2026-11-01", "")
	pause := func(reason PauseReason, from, to, note string) Pause {
		s := appointed("2026-09-14").leave(reason, from, to).Pauses[0]
		s.Note = note
		return s
	}
	cases := map[string]struct {
		who  story
		add  Pause
		want string
	}{
		"leave after leave":                {who, pause(PauseMaternity, "2026-12-01", "2027-05-31", ""), "accepted"},
		"leave without an end":             {who, pause(PauseMaternity, "2026-12-01", "", ""), "accepted"},
		"a single day":                     {who, pause(PauseOther, "2026-12-01", "2026-12-01", "Jury service"), "accepted"},
		"no reason":                        {who, pause(0, "2026-12-01", "2026-12-02", ""), "invalid reason: Choose the reason for the pause."},
		"other leave without saying which": {who, pause(PauseOther, "2026-12-01", "2026-12-02", ""), "invalid note: Say which leave it is."},
		"no first day":                     {who, Pause{Reason: PauseSickness}, "invalid from: Enter the first day."},
		"the end before the start":         {who, pause(PauseSickness, "2026-12-02", "2026-12-01", ""), "invalid to: The last day is before the first, 2 December 2026."},
		"before the appointment":           {who, pause(PauseSickness, "2026-09-01", "2026-09-20", ""), "invalid from: 1 September 2026 is before the appointment on 14 September 2026."},
		"overlapping":                      {who, pause(PauseMaternity, "2026-11-30", "2027-05-31", ""), "invalid from: This overlaps the sickness leave from 1 November 2026 to 30 November 2026."},
		"overlapping without an end":       {who, pause(PauseMaternity, "2026-10-01", "", ""), "invalid from: This overlaps the sickness leave from 1 November 2026 to 30 November 2026."},
		"during leave that goes on":        {onLeave, pause(PauseSickness, "2027-11-01", "2027-11-02", ""), "invalid from: This overlaps the maternity leave since 1 November 2026."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			c.add.ID = id("new")
			_, err := c.who.AddPause(c.add)
			assert.Equal(t, c.want, refused(err))
		})
	}

	ended, err := onLeave.EndPause(id("2026-11-01"), day("2027-04-30"))
	require.NoError(t, err)
	assert.Equal(t, day("2027-04-30"), ended.To)
	_, err = onLeave.EndPause(id("2026-11-01"), day("2026-10-30"))
	assert.Equal(t, "invalid to: The last day is before the first, 1 November 2026.", refused(err))
	_, err = onLeave.EndPause(id("2026-11-01"), calendar.Date{})
	assert.Equal(t, "invalid to: Enter the last day of the leave.", refused(err))
	_, err = onLeave.EndPause(id("other"), day("2027-04-30"))
	assert.Equal(t, "not_found: There is no such pause, or you may not see it.", refused(err))
	_, err = who.EndPause(id("2026-11-01"), day("2027-04-30"))
	assert.Equal(t, "conflict: This leave already ended on 30 November 2026.", refused(err))
}
