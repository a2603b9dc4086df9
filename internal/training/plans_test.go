package training_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/calendar"
	. "bandwise/internal/training"
)

func (s story) extended(key MilestoneKey, on, was, due string) story {
	s.Extensions = append(s.Extensions[:len(s.Extensions):len(s.Extensions)], Extension{
		ID: id("extension " + due), Milestone: key, WasDueOn: day(was), DueOn: day(due), Reason: "The course was full.", By: manager, ByName: "Max", On: day(on),
	})
	return s
}

func TestExtending(t *testing.T) {
	who := appointed("2026-09-14")
	entry := func(key MilestoneKey, due string) Extension {
		e := Extension{Milestone: key, Reason: "The course was full", By: manager, ByName: "Max"}
		if due != "" {
			e.DueOn = day(due)
		}
		return e
	}
	cases := map[string]struct {
		who   story
		entry Extension
		today string
		want  string
	}{
		"to a later day":                {who, entry("ccsc", "2027-05-14"), "2026-12-14", "accepted"},
		"a day later":                   {who, entry("ccsc", "2027-03-15"), "2026-12-14", "accepted"},
		"to the present day":            {who, entry("ccsc", "2027-03-14"), "2026-12-14", "invalid dueOn: 14 March 2027 is not after the present date, 14 March 2027."},
		"a second time":                 {who.extended("ccsc", "2026-12-01", "2027-03-14", "2027-05-14"), entry("ccsc", "2027-06-14"), "2026-12-14", "accepted"},
		"a second time, to before that": {who.extended("ccsc", "2026-12-01", "2027-03-14", "2027-05-14"), entry("ccsc", "2027-04-14"), "2026-12-14", "invalid dueOn: 14 April 2027 is not after the present date, 14 May 2027."},
		"when it is overdue":            {who, entry("ccsc", "2027-07-01"), "2027-06-01", "accepted"},
		"to a day that has passed":      {who, entry("ccsc", "2027-05-31"), "2027-06-01", "invalid dueOn: 31 May 2027 has passed. Enter a date that can still be met."},
		"to today":                      {who, entry("ccsc", "2027-06-01"), "2027-06-01", "accepted"},
		"without a date":                {who, entry("ccsc", ""), "2026-12-14", "invalid dueOn: Enter the new date."},
		"without a reason":              {who, Extension{Milestone: "ccsc", DueOn: day("2027-05-14"), By: manager}, "2026-12-14", "invalid reason: Give the reason for the extension."},
		"oneself":                       {who, Extension{Milestone: "ccsc", DueOn: day("2027-05-14"), Reason: "Busy", By: trainee}, "2026-12-14", "forbidden: Nobody extends their own dates. Ask your manager."},
		"what is done":                  {who.done("ccs-e-learning", "2026-10-02").done("ccsc", "2026-12-11"), entry("ccsc", "2027-05-14"), "2026-12-14", "conflict: Already done: the Clinical Coding Standards Course."},
		"what is exempt":                {who.exempt("ccsc", "2026-10-01", "Done before"), entry("ccsc", "2027-05-14"), "2026-12-14", "conflict: Already exempt: the Clinical Coding Standards Course."},
		"the refresher":                 {accredited(), entry("ccsrc", "2032-05-14"), "2031-06-01", "conflict: The date of the refresher course is the rule by which the accreditation stays current. Leave moves it; nobody extends it."},
		"an award":                      {who, entry("acc", "2030-01-01"), "2026-12-14", "conflict: ACC status has no date of its own that could be moved."},
		"what applies throughout":       {who, entry("portfolio", "2030-01-01"), "2026-12-14", "conflict: The personal portfolio has no date of its own that could be moved."},
		"before there is an employment": {story{Facts{Person: trainee}}, entry("ccsc", "2027-05-14"), "2026-12-14", "conflict: There is no date yet for the Clinical Coding Standards Course, so there is nothing to move."},
		"something unknown":             {who, entry("typing", "2027-05-14"), "2026-12-14", `invalid milestone: "typing" is not a milestone of this pathway.`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := acc(t).Extend(c.who.Facts, c.entry, day(c.today))
			assert.Equal(t, c.want, refused(err))
			if err == nil {
				before := c.who.milestone(t, c.entry.Milestone, c.today).DueOn
				assert.Equal(t, []calendar.Date{before, day(c.today)}, []calendar.Date{got.WasDueOn, got.On})
			}
		})
	}
}

func TestAnExtensionHoldsUntilItIsEnded(t *testing.T) {
	once := appointed("2026-09-14").extended("ccsc", "2026-12-01", "2027-03-14", "2027-05-14")
	twice := once.extended("ccsc", "2027-02-01", "2027-05-14", "2027-06-30")
	m := once.milestone(t, "ccsc", "2027-04-01")
	assert.Equal(t, day("2027-05-14"), m.DueOn)
	assert.NotEqual(t, StateOverdue, m.State)
	assert.Contains(t, m.Because, "Max moved it on 1 December 2026 from 14 March 2027 to 14 May 2027 (The course was full)")
	assert.Equal(t, day("2027-06-30"), twice.milestone(t, "ccsc", "2027-04-01").DueOn, "the last one counts")

	why := Withdrawal{By: manager, On: day("2027-04-01"), Reason: "There was a place after all"}
	for name, c := range map[string]struct {
		who  story
		id   uuid.UUID
		why  Withdrawal
		want string
	}{
		"with a reason":        {twice, id("extension 2027-06-30"), why, "accepted"},
		"without a reason":     {twice, id("extension 2027-06-30"), Withdrawal{By: manager, On: why.On}, "invalid reason: Give the reason for ending the extension."},
		"by oneself":           {twice, id("extension 2027-06-30"), Withdrawal{By: trainee, On: why.On, Reason: "x"}, "forbidden: Nobody decides this for themselves. Ask your manager."},
		"one that never was":   {once, id("extension 2027-06-30"), why, "not_found: There is no such extension, or you may not see it."},
		"one that ended again": {ended(twice, why), id("extension 2027-06-30"), why, "conflict: This extension was already ended on 1 April 2027."},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.who.EndExtension(c.id, c.why)
			assert.Equal(t, c.want, refused(err))
			if err == nil {
				assert.Equal(t, &c.why, got.End)
			}
		})
	}
	assert.Nil(t, twice.Extensions[1].End, "the facts that were given stay as they were")
	assert.Equal(t, day("2027-05-14"), ended(twice, why).milestone(t, "ccsc", "2027-04-01").DueOn, "the one before holds again")
}

// ended ends the last extension.
func ended(s story, why Withdrawal) story {
	all := append([]Extension(nil), s.Extensions...)
	all[len(all)-1].End = &why
	s.Extensions = all
	return s
}

func TestWithdrawingAnExemption(t *testing.T) {
	exemption := Exemption{ID: id("exemption"), Milestone: "nccq", Reason: "Passed elsewhere", By: manager, On: day("2027-01-05")}
	who := appointed("2026-09-14")
	who.Exemptions = []Exemption{exemption}
	gone := who
	withdrawn := exemption
	withdrawn.Withdrawal = &Withdrawal{By: manager, On: day("2027-02-01"), Reason: "Not so"}
	gone.Exemptions = []Exemption{withdrawn}
	why := Withdrawal{By: manager, On: day("2027-03-01"), Reason: "The certificate was another's"}
	for name, c := range map[string]struct {
		who  story
		id   uuid.UUID
		why  Withdrawal
		want string
	}{
		"with a reason":                {who, exemption.ID, why, "accepted"},
		"with an award from before it": {who.awarded("2027-01-04"), exemption.ID, why, "accepted"},
		"on which an award rests":      {who.awarded("2027-01-05"), exemption.ID, why, "conflict: The accreditation given on 5 January 2027 rests on this exemption, so it stays."},
		"without a reason":             {who, exemption.ID, Withdrawal{By: manager, On: why.On}, "invalid reason: Give the reason for withdrawing the exemption."},
		"by oneself":                   {who, exemption.ID, Withdrawal{By: trainee, On: why.On, Reason: "x"}, "forbidden: Nobody decides this for themselves. Ask your manager."},
		"twice":                        {gone, exemption.ID, why, "conflict: This exemption was already withdrawn on 1 February 2027."},
		"one that never was":           {who, id("another"), why, "not_found: There is no such exemption, or you may not see it."},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := acc(t).WithdrawExemption(c.who.Facts, c.id, c.why)
			assert.Equal(t, c.want, refused(err))
			if err == nil {
				assert.Equal(t, &c.why, got.Withdrawal)
			}
		})
	}
	assert.Equal(t, StateExempt, who.milestone(t, "nccq", "2027-03-01").State)
	assert.NotEqual(t, StateExempt, gone.milestone(t, "nccq", "2027-03-01").State)
}

// sitting gives a sitting with its theory paper on a day and the practical paper on the next.
func sitting(title, theory string) Sitting {
	first := day(theory)
	return Sitting{
		ID: id(title), Milestone: "nccq", Title: title, Source: "IHRIM's calendar", RegistrationOpensOn: first.AddDays(-120), RegistrationClosesOn: first.AddDays(-30),
		TheoryOn: first, PracticalOn: first.AddDays(1), ResultsExpectedOn: first.AddDays(50),
	}
}

var (
	autumn = sitting("Autumn 2028", "2028-10-03")
	spring = sitting("Spring 2029", "2029-03-06")
)

func TestASittingHasItsDatesInOrder(t *testing.T) {
	change := func(fn func(*Sitting)) Sitting {
		s := sitting("Spring 2028", "2028-03-07")
		fn(&s)
		return s
	}
	third := sitting("Summer 2028", "2028-07-04")
	cancelled := third
	cancelled.CancelledOn = day("2028-05-01")
	known := []Sitting{autumn, spring}
	cases := map[string]struct {
		entry  Sitting
		others []Sitting
		want   string
	}{
		"in order":                            {change(func(*Sitting) {}), known, "accepted"},
		"the same one edited":                 {change(func(s *Sitting) { s.ID, s.Title = autumn.ID, "Autumn 2028" }), known, "accepted"},
		"in place of a cancelled one":         {change(func(*Sitting) {}), []Sitting{autumn, cancelled}, "accepted"},
		"without a title":                     {change(func(s *Sitting) { s.Title = " " }), known, "invalid title: Enter what the sitting is called."},
		"without a source":                    {change(func(s *Sitting) { s.Source = "" }), known, "invalid source: Say where the dates come from."},
		"without the day of a paper":          {change(func(s *Sitting) { s.PracticalOn = calendar.Date{} }), known, "invalid practicalOn: Enter the day of the practical paper."},
		"registration closes before it opens": {change(func(s *Sitting) { s.RegistrationClosesOn = s.RegistrationOpensOn.AddDays(-1) }), known, "invalid registrationClosesOn: Registration cannot close before it opens on 8 November 2027."},
		"registration until the paper":        {change(func(s *Sitting) { s.RegistrationClosesOn = s.TheoryOn }), known, "invalid registrationClosesOn: Registration closes before the first paper on 7 March 2028."},
		"results on the last paper's day":     {change(func(s *Sitting) { s.ResultsExpectedOn = s.PracticalOn }), known, "invalid resultsExpectedOn: Results come after the last paper on 8 March 2028."},
		"of a name that is there":             {change(func(s *Sitting) { s.Title = "AUTUMN 2028" }), known, "invalid title: There is already a sitting of this name."},
		"a third in a year":                   {change(func(*Sitting) {}), []Sitting{autumn, third}, "invalid theoryOn: There are 2 sittings of the NCCQ a year, and 2028 has them already. Edit or cancel one of them."},
		"of something without sittings":       {change(func(s *Sitting) { s.Milestone = "in-house-examination" }), known, "invalid milestone: The in-house coding examination has no fixed sittings."},
		"of something unknown":                {change(func(s *Sitting) { s.Milestone = "typing" }), known, `invalid milestone: "typing" is not a milestone of this pathway.`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := acc(t).CheckSitting(c.entry, c.others)
			assert.Equal(t, c.want, refused(err))
		})
	}
}

// planning is a trainee who may sit the NCCQ and knows the two sittings.
func planning() story {
	s := ready()
	s.Sittings = []Sitting{autumn, spring}
	return s
}

func (s story) chose(one Sitting, registered string) story {
	c := SittingChoice{ID: id("choice of " + one.Title), Milestone: "nccq", Sitting: one, ChosenBy: manager, ChosenOn: one.RegistrationOpensOn, Version: 1}
	if registered != "" {
		c.RegisteredOn = day(registered)
	}
	s.Choices = append(s.Choices[:len(s.Choices):len(s.Choices)], c)
	return s
}

func TestChoosingASitting(t *testing.T) {
	choice := func(s Sitting, registered string) SittingChoice {
		c := SittingChoice{Sitting: s}
		if registered != "" {
			c.RegisteredOn = day(registered)
		}
		return c
	}
	cancelled, early := autumn, sitting("Spring 2028", "2028-03-07")
	cancelled.CancelledOn = day("2028-07-01")
	sat := planning().sat("nccq", "2028-10-03", result("theory", 60, OutcomeFailed), result("practical", 95, OutcomePassed))
	sat.Attempts[1].Sitting = autumn.ID
	cases := map[string]struct {
		who   story
		entry SittingChoice
		today string
		want  string
	}{
		"one that can be registered for":    {planning(), choice(autumn, ""), "2028-08-01", "accepted"},
		"with its registration":             {planning(), choice(autumn, "2028-07-31"), "2028-08-01", "accepted"},
		"on the last day of registration":   {planning(), choice(autumn, ""), "2028-09-03", "accepted"},
		"another than before":               {planning().chose(autumn, ""), choice(spring, ""), "2028-08-01", "accepted"},
		"the same again":                    {planning().chose(autumn, ""), choice(autumn, ""), "2028-08-01", "conflict: Autumn 2028 is chosen already."},
		"after registration closed":         {planning(), choice(autumn, ""), "2028-09-04", "invalid sittingId: Registration for Autumn 2028 closed on 3 September 2028."},
		"after it closed, registered in it": {planning(), choice(autumn, "2028-09-03"), "2028-09-20", "accepted"},
		"registered after it closed":        {planning(), choice(autumn, "2028-09-04"), "2028-09-20", "invalid registeredOn: Registration for Autumn 2028 closed on 3 September 2028."},
		"registered before it opens":        {planning(), choice(autumn, "2028-06-01"), "2028-08-01", "invalid registeredOn: Registration for Autumn 2028 opens on 5 June 2028."},
		"registered in the future":          {planning(), choice(autumn, "2028-08-02"), "2028-08-01", "invalid registeredOn: 2 August 2028 is in the future. Enter the registration once it is made."},
		"one that was cancelled":            {planning(), choice(cancelled, ""), "2028-08-01", "invalid sittingId: Autumn 2028 was cancelled on 1 July 2028."},
		"one that has passed":               {planning(), choice(autumn, ""), "2028-10-03", "invalid sittingId: Autumn 2028 has passed: its first paper was on 3 October 2028."},
		"one before the earliest date":      {planning(), choice(early, ""), "2027-12-01", "invalid sittingId: Spring 2028 is too early: its first paper is on 7 March 2028, and the earliest date for the NCCQ is 14 September 2028, 24 months from the appointment on 14 September 2026 (003 line 68)."},
		"one that was sat":                  {sat, choice(autumn, ""), "2028-11-01", "invalid sittingId: Autumn 2028 was already sat."},
		"the next after a fail":             {sat, choice(spring, ""), "2028-11-20", "accepted"},
		"when it is passed":                 {accredited(), choice(spring, ""), "2028-12-01", "conflict: Already done: the NCCQ."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := acc(t).ChooseSitting(c.who.Facts, c.entry, day(c.today))
			assert.Equal(t, c.want, refused(err))
			if err == nil {
				assert.Equal(t, []any{MilestoneKey("nccq"), day(c.today)}, []any{got.Milestone, got.ChosenOn})
			}
		})
	}
}

func TestRegisteringAndGivingUp(t *testing.T) {
	today, one := day("2028-08-01"), id("choice of Autumn 2028")
	chosen := planning().chose(autumn, "")
	over := planning().chose(autumn, "")
	over.Choices[0].EndedOn = day("2028-07-15")
	sat := planning().chose(autumn, "2028-07-01").sat("nccq", "2028-10-03", result("theory", 60, OutcomeFailed))
	sat.Attempts[1].Sitting = autumn.ID
	for name, c := range map[string]struct {
		who  story
		id   uuid.UUID
		on   calendar.Date
		want string
	}{
		"in its days":         {chosen, one, day("2028-07-31"), "accepted"},
		"without a day":       {chosen, one, calendar.Date{}, "invalid registeredOn: Enter the day of the registration."},
		"in the future":       {chosen, one, day("2028-08-02"), "invalid registeredOn: 2 August 2028 is in the future. Enter the registration once it is made."},
		"a choice that ended": {over, one, day("2028-07-31"), "conflict: This choice ended on 15 July 2028."},
		"no choice":           {chosen, id("x"), day("2028-07-31"), "not_found: There is no such choice of a sitting, or you may not see it."},
	} {
		t.Run("registered "+name, func(t *testing.T) {
			got, err := c.who.Register(c.id, c.on, today)
			assert.Equal(t, c.want, refused(err))
			if err == nil {
				assert.Equal(t, c.on, got.RegisteredOn)
			}
		})
	}
	for name, c := range map[string]struct {
		who    story
		reason string
		want   string
	}{
		"with a reason":       {chosen, "On leave then", "accepted"},
		"without a reason":    {chosen, "", "invalid reason: Give the reason for giving the sitting up."},
		"one that was sat":    {sat, "On leave then", "conflict: Autumn 2028 was sat, so it is not given up."},
		"a choice that ended": {over, "On leave then", "conflict: This choice ended on 15 July 2028."},
	} {
		t.Run("given up "+name, func(t *testing.T) {
			got, err := c.who.GiveUp(one, manager, c.reason, today)
			assert.Equal(t, c.want, refused(err))
			if err == nil {
				assert.Equal(t, []any{today, manager, "given_up", c.reason}, []any{got.EndedOn, got.EndedBy, got.EndedAs, got.EndReason})
			}
		})
	}
}

func (s story) member(from, to string) story {
	m := Membership{ID: id(from), Span: calendar.Span{From: day(from)}}
	if to != "" {
		m.To = day(to)
	}
	s.Memberships = append(s.Memberships[:len(s.Memberships):len(s.Memberships)], m)
	return s
}

func TestMembershipsDoNotOverlap(t *testing.T) {
	who := planning().member("2028-01-01", "2028-12-31")
	span := func(from, to string) Membership { return story{}.member(from, to).Memberships[0] }
	for name, c := range map[string]struct {
		entry Membership
		want  string
	}{
		"a renewal":                    {span("2029-01-01", "2029-12-31"), "accepted"},
		"one from before":              {span("2027-01-01", "2027-12-31"), "accepted"},
		"without an end":               {span("2029-01-01", ""), "accepted"},
		"itself, put right":            {span("2028-01-01", "2028-06-30"), "accepted"},
		"a single day":                 {span("2029-01-01", "2029-01-01"), "accepted"},
		"on the last day of the other": {span("2028-12-31", ""), "invalid from: This overlaps the membership from 1 January 2028 to 31 December 2028. A renewal begins after it ends."},
		"around the other":             {span("2027-01-01", ""), "invalid from: This overlaps the membership from 1 January 2028 to 31 December 2028. A renewal begins after it ends."},
		"the end before the start":     {span("2029-02-01", "2029-01-31"), "invalid to: The last day is before the first, 1 February 2029."},
		"without a first day":          {Membership{}, "invalid from: Enter the first day of the membership."},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := who.CheckMembership(c.entry)
			assert.Equal(t, c.want, refused(err))
		})
	}
}

func TestWhetherTheMembershipCoversTheSitting(t *testing.T) {
	chosen, registered := planning().chose(autumn, ""), planning().chose(autumn, "2028-07-15")
	for name, c := range map[string]struct {
		who  story
		want []string
	}{
		"none":                           {chosen, []string{"not_recorded", "No IHRIM membership is recorded. It is needed at registration and at the sitting."}},
		"both days":                      {chosen.member("2028-01-01", "2028-12-31"), []string{"current", "IHRIM membership from 1 January 2028 to 31 December 2028 covers the sitting."}},
		"until the last paper":           {chosen.member("2028-01-01", "2028-10-04"), []string{"current", "IHRIM membership from 1 January 2028 to 4 October 2028 covers the sitting."}},
		"until the day before":           {chosen.member("2028-01-01", "2028-10-03"), []string{"ends_before_sitting", "The IHRIM membership ends on 3 October 2028, before the sitting on 4 October 2028. Renew it: it is needed at the sitting too."}},
		"renewed between":                {chosen.member("2028-01-01", "2028-09-30").member("2028-10-01", ""), []string{"current", "IHRIM membership since 1 October 2028 covers the sitting."}},
		"from after the registration":    {registered.member("2028-07-16", ""), []string{"starts_late", "The IHRIM membership begins on 16 July 2028, so it does not hold on the day of the registration, 15 July 2028."}},
		"from after registration closes": {chosen.member("2028-09-04", ""), []string{"starts_late", "The IHRIM membership begins on 4 September 2028, so it does not hold when registration closes on 3 September 2028."}},
		"long over":                      {chosen.member("2026-01-01", "2027-12-31"), []string{"ended", "The IHRIM membership that is recorded covers neither the registration nor the sitting on 4 October 2028."}},
		"without a sitting, today":       {planning().member("2028-01-01", ""), []string{"current", "IHRIM membership since 1 January 2028."}},
		"without a sitting, not today":   {planning().member("2028-09-01", ""), []string{"ended", "The IHRIM membership that is recorded does not cover today. It is needed at registration and at the sitting."}},
	} {
		t.Run(name, func(t *testing.T) {
			m := acc(t).ExamPlan(c.who.Facts, day("2028-08-01")).Membership
			assert.Equal(t, c.want, []string{m.State, m.Because})
		})
	}
}
