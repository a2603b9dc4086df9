package app

import (
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
)

// wanted is how the trainee stands at the end of a day. Timeline has "state due" for each milestone that is named, with the earliest date after
// "from", and "-" for no date.
type wanted struct {
	headline      string
	timeline      map[string]string
	because       map[string]string
	accreditation string
	overdue       []string
	// tara, mo and max are the trainee, the mentor and the manager: everything that each of them is told.
	tara, mo, max []string
}

// day is a step of the story: what happens on a day, and how the trainee stands in the evening.
type day struct {
	on, what string
	happens  func(*years)
	want     wanted
}

// TestThreeYears replays the years of one trainee through the API on both databases, from the first day to ACC, the move to band 4 and the refresher that
// lapses and is renewed. The dates that are asserted were worked out by hand: the reckoning stands beside each step.
func TestThreeYears(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			y := newYears(t, dialect)
			for _, d := range story {
				y.at(d.on)
				if d.happens != nil {
					d.happens(y)
				}
				y.check(d)
			}
			y.nothingWasWiped()
		})
	}
}

// story is the trainee's. The appointment is on 1 September 2025, so that, while nothing moves the clock, the mentorship and the Standards course fall due
// after six months on 1 March 2026, the in-house examination after twelve on 1 September 2026, the NCCQ after three years on 1 September 2028 and not before
// 1 September 2027. ACC has no date of its own. A milestone is due from 60 days before its date on; what comes next is what can be done now.
var story = []day{
	{
		on: "2025-09-01", what: "the first day, with a mentor for six months",
		happens: func(y *years) {
			y.post = y.make(y.org.founder, y.of("appointments"), object{"roleId": traineeRole, "teamId": y.org.coding.id, "band": "3", "wte": 1, "startsOn": "2025-09-01"})
			y.make(y.org.founder, y.of("assignments"), object{"kind": "mentor", "assigneeId": y.mentor.id, "startsOn": "2025-09-01", "endsOn": "2026-03-01"})
		},
		want: wanted{
			headline: "month 1 of 36, Before the Standards course, next ccs-e-learning",
			timeline: map[string]string{
				"mentorship": "open 2026-03-01", "ccs-e-learning": "open 2026-03-01", "ccsc": "blocked 2026-03-01", "anatomy-course": "open 2028-09-01",
				"in-house-examination": "blocked 2026-09-01", "nccq": "blocked 2028-09-01 from 2027-09-01", "acc": "blocked -", "ccsrc": "blocked -",
			},
			because: map[string]string{
				"ccsc": "It needs the CCS e-learning modules first (003 line 58). Due 1 March 2026 because the limit for the Clinical Coding Standards Course is 6 months from the appointment on 1 September 2025 (003 line 61).",
				"nccq": "Not before 1 September 2027 because the earliest date for the NCCQ is 24 months from the appointment on 1 September 2025 (003 line 68).",
			},
			accreditation: "not_held",
		},
	},
	{
		on: "2025-09-15", what: "the first mentoring meeting: the mentor says that it was not so, the trainee puts it right, the mentor confirms",
		happens: func(y *years) {
			y.meeting = y.make(y.as(y.trainee), y.of("mentoring-meetings"), object{"metOn": "2025-09-15", "minutes": 90, "topics": "The first week", "agreed": "Read the standards"})
			y.refused(y.trainee, "POST", fmt.Sprintf("/mentoring-meetings/%s/confirm", y.meeting.id), object{"version": 1}, 403, "A meeting is confirmed by the side that did not log it.")
			y.must(y.as(y.mentor), "POST", fmt.Sprintf("/mentoring-meetings/%s/dispute", y.meeting.id), object{"version": 1, "note": "We met for 60 minutes"}, nil)
			y.at("2025-09-16")
			y.put(y.trainee, fmt.Sprintf("/mentoring-meetings/%s", y.meeting.id), object{"metOn": "2025-09-15", "minutes": 60, "topics": "The first week", "agreed": "Read the standards"}, 2)
			y.must(y.as(y.mentor), "POST", fmt.Sprintf("/mentoring-meetings/%s/confirm", y.meeting.id), object{"version": 3}, nil)
			y.mentoring("1 of 6 monthly meetings are held and confirmed, the last on 15 September 2025. The mentorship runs from 1 September 2025 to 1 March 2026.")
		},
		want: wanted{timeline: map[string]string{"mentorship": "open 2026-03-01"}, accreditation: "not_held"},
	},
	{
		on: "2025-10-10", what: "the e-learning is recorded and waits",
		happens: func(y *years) { y.attempt = y.record("ccs-e-learning", "2025-10-10", uuid.Nil) },
		want: wanted{
			// The course is no longer blocked: a record that waits for its sign-off is enough.
			timeline: map[string]string{"ccs-e-learning": "recorded 2026-03-01", "ccsc": "open 2026-03-01"},
			because:  map[string]string{"ccs-e-learning": "Recorded on 10 October 2025 as completed on 10 October 2025; it waits for sign-off by the mentor or manager."},
			mo:       []string{"milestone_to_sign ccs-e-learning"}, max: []string{"milestone_to_sign ccs-e-learning"},
			accreditation: "not_held",
		},
	},
	{
		on: "2025-10-14", what: "the mentor signs it off",
		happens: func(y *years) { y.signOff(y.mentor, y.attempt) },
		want:    wanted{timeline: map[string]string{"ccs-e-learning": "done 2026-03-01"}, headline: "month 2 of 36, Before the Standards course, next ccsc", accreditation: "not_held"},
	},
	{
		// 1 March 2026 less 60 days is 31 December 2025.
		on: "2026-01-05", what: "the Standards course was completed on 12 December and signed off; the mentorship is due",
		happens: func(y *years) { y.done("ccsc", "2025-12-12", uuid.Nil) },
		want: wanted{
			headline:      "month 5 of 36, In mentorship, next anatomy-course",
			timeline:      map[string]string{"ccsc": "done 2026-03-01", "mentorship": "due 2026-03-01", "in-house-examination": "blocked 2026-09-01"},
			because:       map[string]string{"ccsc": "Completed on 12 December 2025 and signed off by the manager on 5 January 2026."},
			tara:          []string{"milestone_due mentorship 2026-03-01"},
			accreditation: "not_held",
		},
	},
	{
		on: "2026-02-16", what: "the other meetings of the six months are logged by the mentor and confirmed by the trainee",
		happens: func(y *years) {
			// One for each month that begins on the first: October to February.
			for _, on := range []string{"2025-10-15", "2025-11-14", "2025-12-15", "2026-01-15", "2026-02-16"} {
				m := y.make(y.as(y.mentor), y.of("mentoring-meetings"), object{"metOn": on, "topics": "The month"})
				y.must(y.as(y.trainee), "POST", fmt.Sprintf("/mentoring-meetings/%s/confirm", m.id), object{"version": 1}, nil)
			}
			y.mentoring("6 of 6 monthly meetings are held and confirmed, the last on 16 February 2026. The mentorship runs from 1 September 2025 to 1 March 2026.")
		},
		want: wanted{timeline: map[string]string{"mentorship": "due 2026-03-01"}, tara: []string{"milestone_due mentorship 2026-03-01", "assignment_ending 2026-03-01"}, mo: []string{"assignment_ending 2026-03-01"}, accreditation: "not_held"},
	},
	{
		on: "2026-03-02", what: "the mentorship is over",
		happens: func(y *years) { y.done("mentorship", "2026-03-01", uuid.Nil) },
		want: wanted{
			headline:      "month 7 of 36, Training to the in-house examination, next in-house-examination",
			timeline:      map[string]string{"mentorship": "done 2026-03-01", "in-house-examination": "open 2026-09-01"},
			accreditation: "not_held",
		},
	},
	{
		on: "2026-05-20", what: "the anatomy course, which is nothing without its certificate",
		happens: func(y *years) {
			y.refused(y.trainee, "POST", y.of("milestone-records"), object{"milestone": "anatomy-course", "completedOn": "2026-05-20"}, 422, "Add the certificate")
			y.done("anatomy-course", "2026-05-20", y.file(y.trainee))
			y.certificates(1)
		},
		want: wanted{timeline: map[string]string{"anatomy-course": "done 2028-09-01"}, accreditation: "not_held"},
	},
	{
		on: "2026-08-24", what: "the in-house examination is failed",
		happens: func(y *years) {
			body := object{"milestone": "in-house-examination", "satOn": "2026-08-24", "papers": []string{"examination"}, "results": []object{{"paper": "examination", "outcome": "failed"}}}
			body["resit"] = true
			y.refused(y.manager, "POST", y.of("attempts"), body, 422, "There is no first attempt at the in-house examination to resit.")
			body["resit"] = false
			y.must(y.as(y.manager), "POST", y.of("attempts"), body, nil)
		},
		want: wanted{
			timeline: map[string]string{"in-house-examination": "failed 2026-09-01", "nccq": "blocked 2028-09-01 from 2027-09-01"},
			because: map[string]string{
				"in-house-examination": "Not passed on 24 August 2026: in-house examination failed. A resit is open. Due 1 September 2026 because the limit for the in-house coding examination is 12 months from the appointment on 1 September 2025 (003 lines 67 and 168).",
			},
			tara:          []string{"milestone_due in-house-examination 2026-09-01"},
			accreditation: "not_held",
		},
	},
	{
		on: "2026-09-04", what: "the manager extends it, so that a fail is not overdue while the resit is arranged",
		happens: func(y *years) {
			var moves struct {
				Moves []struct{ Milestone, From, To string }
			}
			y.must(y.as(y.manager), "POST", y.of("extensions/preview"), object{"milestone": "in-house-examination", "dueOn": "2026-10-01"}, &moves)
			require.Len(y.t, moves.Moves, 1)
			assert.Equal(y.t, "2026-09-01 2026-10-01", moves.Moves[0].From+" "+moves.Moves[0].To)
			y.must(y.as(y.manager), "POST", y.of("extensions"), object{"milestone": "in-house-examination", "dueOn": "2026-10-01", "reason": "The examiner was away"}, nil)
		},
		want: wanted{
			timeline: map[string]string{"in-house-examination": "failed 2026-10-01"},
			because: map[string]string{
				"in-house-examination": "Due 1 October 2026 because Person max moved it on 4 September 2026 from 1 September 2026 to 1 October 2026 (The examiner was away); without that, the limit for the in-house coding examination is 12 months from the appointment on 1 September 2025",
			},
			tara:          []string{"milestone_due in-house-examination 2026-10-01"},
			accreditation: "not_held",
		},
	},
	{
		on: "2026-09-21", what: "the resit is passed",
		happens: func(y *years) {
			y.must(y.as(y.manager), "POST", y.of("attempts"), object{"milestone": "in-house-examination", "satOn": "2026-09-21", "papers": []string{"examination"}, "resit": true,
				"results": []object{{"paper": "examination", "outcome": "passed"}}}, nil)
		},
		want: wanted{
			headline:      "month 13 of 36, Preparing for the NCCQ, next nccq",
			timeline:      map[string]string{"in-house-examination": "done 2026-10-01", "nccq": "blocked 2028-09-01 from 2027-09-01"},
			accreditation: "not_held",
		},
	},
	{
		// From 2 November 2026 to 2 May 2027 are 29 + 31 + 31 + 28 + 31 + 30 + 2 = 182 days, which move 1 September 2027 to 1 March 2028 (2028 has a
		// 29 February) and 1 September 2028 to 2 March 2029.
		on: "2026-11-02", what: "maternity leave: first what it would move, then the leave itself",
		happens: func(y *years) {
			var moves struct {
				Moves []struct {
					Milestone, From, To string
					Earliest            bool
				}
			}
			y.must(y.as(y.manager), "POST", y.of("pauses/preview"), object{"reason": "maternity", "from": "2026-11-02", "to": "2027-05-02"}, &moves)
			var told []string
			for _, m := range moves.Moves {
				told = append(told, fmt.Sprint(m.Milestone, " ", m.From, " ", m.To, " ", m.Earliest))
			}
			assert.Equal(y.t, []string{"nccq 2027-09-01 2028-03-01 true", "nccq 2028-09-01 2029-03-02 false"}, told)
			y.pause = y.make(y.as(y.manager), y.of("pauses"), object{"reason": "maternity", "from": "2026-11-02"})
			y.refused(y.manager, "POST", y.of("pauses"), object{"reason": "sickness", "from": "2027-01-04", "to": "2027-01-08"}, 422, "This overlaps the maternity leave since 2 November 2026.")
		},
		// The leave has no last day yet: the dates move on by a day for each day of it, which is one so far.
		want: wanted{timeline: map[string]string{"nccq": "paused 2028-09-02 from 2027-09-02", "acc": "paused -"}, overdue: []string{}, accreditation: "not_held"},
	},
	{
		on: "2027-05-03", what: "back at work, with the last day of leave",
		happens: func(y *years) {
			r := y.send(y.as(y.manager), "PATCH", "/pauses/"+y.pause.id.String(), object{"to": "2027-05-02"}, y.pause.version, false)
			require.Equal(y.t, 200, r.Code, r.Body.String())
		},
		want: wanted{
			// 20 months and 2 days since the appointment less 182 days: 1 September 2025 and 609 - 182 = 427 days is 2 November 2026, in month 15.
			headline: "month 15 of 36, Preparing for the NCCQ, next nccq",
			timeline: map[string]string{"nccq": "blocked 2029-03-02 from 2028-03-01", "acc": "blocked -"},
			because: map[string]string{
				"nccq": "Not before 1 March 2028 because the earliest date for the NCCQ is 24 months from the appointment on 1 September 2025 (003 line 68), and 182 days of maternity leave moved it. Due 2 March 2029 because the limit for the NCCQ is 3 years from the appointment on 1 September 2025 (003 line 167), and 182 days of maternity leave moved it.",
			},
			accreditation: "not_held",
		},
	},
	{
		on: "2027-06-14", what: "a sitting is chosen: one that is too early is refused",
		happens: func(y *years) {
			for title, d := range map[string][5]string{
				"Autumn 2027": {"2027-06-01", "2027-08-31", "2027-10-12", "2027-10-13", "2027-12-06"}, "Spring 2028": {"2027-06-01", "2028-02-11", "2028-04-11", "2028-04-12", "2028-06-05"},
				"Autumn 2028": {"2028-06-01", "2028-08-31", "2028-10-10", "2028-10-11", "2028-12-04"},
			} {
				y.sittings[title] = y.make(y.as(y.manager), "/sittings", object{"title": title, "registrationOpensOn": d[0], "registrationClosesOn": d[1], "theoryOn": d[2], "practicalOn": d[3],
					"resultsExpectedOn": d[4], "source": "Made up for this test."})
			}
			y.refused(y.trainee, "POST", y.of("sitting-choices"), object{"sittingId": y.sittings["Autumn 2027"].id}, 422,
				"Autumn 2027 is too early: its first paper is on 12 October 2027, and the earliest date for the NCCQ is 1 March 2028")
			y.choice = y.make(y.as(y.trainee), y.of("sitting-choices"), object{"sittingId": y.sittings["Spring 2028"].id})
			y.plan("not_recorded", "2028-06-05")
			first := y.make(y.as(y.trainee), y.of("memberships"), object{"from": "2027-07-01", "to": "2028-03-31", "number": "M 20417"})
			require.Equal(y.t, 1, first.version)
			y.plan("ends_before_sitting", "2028-06-05")
			y.make(y.as(y.trainee), y.of("memberships"), object{"from": "2028-04-01", "to": "2029-03-31", "number": "M 20417"})
			y.plan("current", "2028-06-05")
		},
		want: wanted{
			// The sitting, which is before the limit, brings the date forward to its last paper.
			timeline:      map[string]string{"nccq": "blocked 2028-04-12 from 2028-03-01", "acc": "blocked -"},
			because:       map[string]string{"nccq": "Due 12 April 2028 because the chosen sitting, Spring 2028, has the theory paper on 11 April 2028 and practical paper on 12 April 2028."},
			accreditation: "not_held",
		},
	},
	{
		// 12 April 2028 less 60 days is 12 February 2028; from 1 March on it is not blocked any more.
		on: "2028-03-06", what: "registered in January; the examination is due",
		happens: func(y *years) {
			y.must(y.as(y.trainee), "POST", fmt.Sprintf("/sitting-choices/%s/registration", y.choice.id), object{"version": 1, "registeredOn": "2028-01-10"}, nil)
		},
		want: wanted{timeline: map[string]string{"nccq": "due 2028-04-12 from 2028-03-01"}, tara: []string{"milestone_due nccq 2028-04-12"}, accreditation: "not_held"},
	},
	{
		on: "2028-04-12", what: "both papers are sat; a result from before the sitting is refused",
		happens: func(y *years) {
			y.attempt = y.sit("2028-04-11", false, "theory", "practical")
			y.refused(y.manager, "POST", fmt.Sprintf("/attempts/%s/results", y.attempt.id), object{"version": 1, "resultsOn": "2028-04-01", "results": []object{{"paper": "theory", "mark": 76}}}, 422,
				"The results cannot come before the sitting on 11 April 2028.")
		},
		want: wanted{
			// The choice was sat, so that the limit is the date again: 2 March 2029.
			timeline: map[string]string{"nccq": "recorded 2029-03-02 from 2028-03-01"},
			because:  map[string]string{"nccq": "Sat on 11 April 2028; the result is awaited. It is expected on 5 June 2028."},
			tara:     []string{"sitting_ahead nccq 2028-04-12"}, accreditation: "not_held",
		},
	},
	{
		on: "2028-06-05", what: "theory 76 %, practical 84 %: one paper is not passed; the theory mark was 67 by mistake at first",
		happens: func(y *years) {
			y.must(y.as(y.manager), "POST", fmt.Sprintf("/attempts/%s/results", y.attempt.id), object{"version": 1, "resultsOn": "2028-06-05", "letterId": y.file(y.trainee),
				"results": []object{{"paper": "theory", "mark": 67}, {"paper": "practical", "mark": 84}}}, nil)
			y.must(y.as(y.manager), "POST", fmt.Sprintf("/attempts/%s/corrections", y.attempt.id), object{"version": 2, "paper": "theory", "mark": 76, "reason": "Two digits were swapped"}, nil)
			y.certificates(2)
		},
		want: wanted{
			timeline: map[string]string{"nccq": "failed 2029-03-02 from 2028-03-01", "acc": "blocked -"},
			because: map[string]string{
				"nccq": "Not passed on 11 April 2028: practical paper 84 % (pass mark 90 %); the theory paper was passed on 11 April 2028. A resit is open.",
			},
			accreditation: "not_held",
			tara:          []string{"milestone_due nccq 2029-03-02"},
		},
	},
	{
		on: "2028-06-12", what: "the next sitting is the proposed one; only the practical paper is left",
		happens: func(y *years) {
			assert.Equal(y.t, "Autumn 2028", y.plan("current", "2029-03-02"))
			y.choice = y.make(y.as(y.trainee), y.of("sitting-choices"), object{"sittingId": y.sittings["Autumn 2028"].id, "registeredOn": "2028-06-12"})
			y.plan("current", "2028-12-04")
		},
		want: wanted{timeline: map[string]string{"nccq": "failed 2028-10-11 from 2028-03-01"}, tara: []string{"milestone_due nccq 2028-10-11"}, accreditation: "not_held"},
	},
	{
		on: "2028-10-11", what: "the resit: of the paper that is passed it is refused, and so is one that belongs to no sitting",
		happens: func(y *years) {
			resit := func(on string, papers ...string) object {
				return object{"milestone": "nccq", "satOn": on, "papers": papers, "resit": true}
			}
			y.refused(y.manager, "POST", y.of("attempts"), resit("2028-10-10", "theory"), 422, "The theory paper was already passed on 11 April 2028.")
			y.refused(y.manager, "POST", y.of("attempts"), resit("2028-10-04", "practical"), 422, "A resit belongs to a sitting, and no sitting of the NCCQ that is known has the practical paper on 4 October 2028.")
			y.attempt = y.sit("2028-10-11", true, "practical")
		},
		want: wanted{timeline: map[string]string{"nccq": "recorded 2029-03-02 from 2028-03-01"}, tara: []string{"sitting_ahead nccq 2028-10-11"}, accreditation: "not_held"},
	},
	{
		// ACC counts from the day of the results, and the refresher three years from then: 4 December 2031.
		on: "2028-12-04", what: "the practical paper is passed: ACC",
		happens: func(y *years) {
			y.must(y.as(y.manager), "POST", fmt.Sprintf("/attempts/%s/results", y.attempt.id), object{"version": 1, "resultsOn": "2028-12-04", "results": []object{{"paper": "practical", "mark": 92}}}, nil)
		},
		want: wanted{
			headline: "month 34 of 36, Accredited, next ccsrc",
			timeline: map[string]string{"nccq": "done 2029-03-02 from 2028-03-01", "acc": "done -", "ccsrc": "open 2031-12-04"},
			because: map[string]string{
				"nccq": "Passed on 11 October 2028: theory paper 76 % (pass mark 70 %) and practical paper 92 % (pass mark 90 %).", "acc": "Awarded on 4 December 2028.",
			},
			accreditation: "current 2031-12-04",
		},
	},
	{
		on: "2029-01-08", what: "the move to band 4: the old post is history",
		happens: func(y *years) {
			y.band4 = y.make(y.as(y.manager), "/roles", object{"title": "Clinical Coder", "band": "4", "bandStatus": "stated",
				"requirements": []object{{"kind": "accreditation", "accreditation": "acc", "importance": "essential"}}})
			y.put(y.org.founder, "/appointments/"+y.post.id.String(), object{"roleId": traineeRole, "teamId": y.org.coding.id, "band": "3", "wte": 1, "startsOn": "2025-09-01", "endsOn": "2029-01-07"}, y.post.version)
			y.make(y.as(y.org.founder), y.of("appointments"), object{"roleId": y.band4.id, "teamId": y.org.coding.id, "band": "4", "wte": 1, "startsOn": "2029-01-08"})
			y.rebased("Clinical Coder")
		},
		want: wanted{timeline: map[string]string{"ccsrc": "open 2031-12-04"}, accreditation: "current 2031-12-04", overdue: []string{}},
	},
	{
		// 4 December 2031 less six months is 4 June 2031; the milestone itself is due 60 days before, from 5 October 2031 on.
		on: "2031-06-10", what: "the refresher is due",
		want: wanted{timeline: map[string]string{"ccsrc": "open 2031-12-04"}, accreditation: "refresher_due 2031-12-04"},
	},
	{
		// The new role asks for ACC, so its refresher is told; the milestone of the same day is of the old role's pathway, and
		// that role is history. Whoever works towards that role again is told of it as well.
		on: "2031-11-03", what: "a month before; the old role is the target for a moment",
		happens: func(y *years) {
			y.towards(traineeRole.String())
			y.notices(y.trainee, []string{"refresher_due 2031-12-04", "milestone_due ccsrc 2031-12-04"}, "with the old role as the target")
			y.towards("")
		},
		want: wanted{
			timeline: map[string]string{"ccsrc": "due 2031-12-04"}, accreditation: "refresher_due 2031-12-04",
			tara: []string{"refresher_due 2031-12-04"},
		},
	},
	{
		// From 4 December 2031 to 15 January 2032 are 42 days.
		on: "2032-01-15", what: "it lapsed; ACC stays held; the manager is told of what is overdue for the target role only",
		happens: func(y *years) {
			y.towards(traineeRole.String())
			y.notices(y.trainee, []string{"refresher_lapsed 2031-12-04", "milestone_overdue ccsrc 2031-12-04"}, "with the old role as the target")
			y.notices(y.manager, []string{"team_behind"}, "with the old role as the target")
			y.towards("")
		},
		want: wanted{
			headline: "month 34 of 36, Accredited, refresher overdue, next ccsrc",
			timeline: map[string]string{"ccsrc": "overdue 2031-12-04", "acc": "done -"}, overdue: []string{"ccsrc"}, accreditation: "lapsed 2031-12-04",
			because: map[string]string{"ccsrc": "Overdue by 42 days: it was due on 4 December 2031 because the limit for the refresher course is 3 years from the award on 4 December 2028 (003 line 70)."},
			tara:    []string{"refresher_lapsed 2031-12-04"},
		},
	},
	{
		// Three years from the course on 10 February 2032.
		on: "2032-02-12", what: "renewed",
		happens: func(y *years) { y.done("ccsrc", "2032-02-10", uuid.Nil) },
		want: wanted{
			headline:      "month 34 of 36, Accredited, next ccsrc",
			timeline:      map[string]string{"ccsrc": "open 2035-02-10", "acc": "done -"},
			accreditation: "current 2035-02-10", overdue: []string{},
		},
	},
}
