package training_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/training"
)

func TestLoadingThePathwaysTwiceChangesNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-10-05")
		changed, err := w.service.LoadReference(t.Context())
		require.NoError(t, err)
		assert.Zero(t, changed)
		assert.Equal(t, 1, w.count("SELECT COUNT(*) FROM audit_entries WHERE action = 'training.reference_loaded'"))
		all, err := w.service.Roads(t.Context(), trust)
		require.NoError(t, err)
		require.Len(t, all, 3)
		assert.Equal(t, "Clinical Coding Officer", all[0].RoleTitle)
		_, err = w.service.Road(t.Context(), trust, all[0].ID)
		require.NoError(t, err)
		_, err = w.service.Road(t.Context(), trust, uuid.New())
		assert.ErrorIs(t, err, apperr.NotFound(""))
	})
}

func TestFromTheFirstDayToTheAward(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-10-05")
		assert.Equal(t, "open", w.state(tara, "ccs-e-learning"))
		assert.Equal(t, "blocked", w.state(tara, "ccsc"))

		kept := w.record("ccs-e-learning", "2026-10-02")
		assert.Equal(t, "CCS e-learning modules", kept.Title)
		assert.Equal(t, "Tara", kept.RecordedBy.Name)
		assert.Equal(t, "certificate.pdf", kept.Certificate.Name)
		assert.Equal(t, "recorded", w.state(tara, "ccs-e-learning"))
		signed, err := w.service.SignOff(t.Context(), w.as(mo), kept.ID, 1)
		require.NoError(t, err)
		assert.Equal(t, SignatoryMentor, signed.SignOff.As)
		assert.Equal(t, "Mo", signed.DecidedBy.Name)
		assert.Equal(t, 2, signed.Version)
		assert.Equal(t, "done", w.state(tara, "ccs-e-learning"))

		w.at("2026-12-14")
		kept = w.record("ccsc", "2026-12-11")
		returned, err := w.service.Return(t.Context(), w.as(max), kept.ID, 1, "The certificate is somebody else's")
		require.NoError(t, err)
		assert.Equal(t, SignatoryManager, returned.SignOff.As)
		assert.Equal(t, "due", mustState(t, w, "ccsc", "2027-02-01"), "what was returned is to be done again")
		w.done("ccsc", "2026-12-11")
		w.at("2027-09-20")
		w.done("mentorship", "2027-03-14")
		w.done("anatomy-course", "2027-05-21")
		_, err = w.sit("in-house-examination", "2027-09-13", PaperResult{Paper: "examination", Outcome: OutcomePassed})
		require.NoError(t, err)

		w.at("2028-10-10")
		attempt, err := w.sit("nccq", "2028-10-03", result("theory", 78.456, 0), PaperResult{Paper: "practical"})
		require.NoError(t, err)
		assert.Empty(t, attempt.Awards)
		assert.Equal(t, "recorded", w.state(tara, "nccq"))
		theory, _ := w.progress(tara, tara).Facts.Attempts[1].Result("theory")
		assert.Equal(t, Mark(78.46), *theory.Mark, "marks are kept to two places")

		w.at("2028-11-21")
		_, err = w.service.RecordResults(t.Context(), w.as(max), attempt.ID, 7, Attempt{Results: []PaperResult{result("practical", 93, 0)}})
		assert.Equal(t, "conflict: This attempt has changed since you opened it. Load it again, then decide.", refused(err))
		attempt, err = w.service.RecordResults(t.Context(), w.as(max), attempt.ID, 1, Attempt{ResultsOn: day("2028-11-20"), Results: []PaperResult{result("practical", 93, 0)}})
		require.NoError(t, err)
		require.Len(t, attempt.Awards, 1)
		assert.Equal(t, day("2028-11-20"), attempt.Awards[0].AwardedOn)
		v := w.progress(tara, tara)
		assert.Equal(t, "Accredited", v.Progress.Stage.Title)
		assert.Equal(t, "current", v.Accreditation.Status)
		assert.Equal(t, "2031-11-20", v.Accreditation.RefresherDueOn.ISO())
		assert.Equal(t, "2031-11-20", v.Progress.Milestones[7].DueOn.ISO(), "the refresher milestone")
		assert.Equal(t, "Max", v.Names[max])

		assert.Equal(t, w.count("SELECT COUNT(*) FROM milestone_records"), w.count("SELECT COUNT(*) FROM audit_entries WHERE action = 'training.milestone_recorded'"))
		assert.Equal(t, 1, w.count("SELECT COUNT(*) FROM audit_entries WHERE action = 'training.milestone_returned' AND after NOT LIKE '%somebody%'"), "what people write stays out of the trail")
		assert.Equal(t, 1, w.count("SELECT COUNT(*) FROM audit_entries WHERE action = 'training.results_recorded' AND person_id = ?", tara))
	})
}

func mustState(t *testing.T, w *world, key MilestoneKey, on string) string {
	t.Helper()
	now := w.today
	defer func() { w.today = now }()
	w.at(on)
	return w.state(tara, key)
}

func TestWhoMayDoWhatToWhom(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		kept := w.record("ccs-e-learning", "2026-10-02")
		certificate := w.file(carl, "carl.pdf")
		notFound := func(err error) bool { return apperr.CodeOf(err) == apperr.CodeNotFound }
		entry := Record{Milestone: "mentorship", CompletedOn: day("2026-12-01")}

		for name, who := range map[string]uuid.UUID{"a colleague in another team": carl, "the administrator": audra, "another organisation's lead": olga} {
			_, err := w.service.Progress(t.Context(), w.as(who), tara)
			assert.True(t, notFound(err), "%s reads progress: %v", name, err)
			_, err = w.service.SignOff(t.Context(), w.as(who), kept.ID, 1)
			assert.True(t, notFound(err), "%s signs off: %v", name, err)
			_, err = w.service.Record(t.Context(), w.as(who), tara, entry)
			assert.True(t, notFound(err), "%s records: %v", name, err)
			_, err = w.service.RecordAttempt(t.Context(), w.as(who), tara, Attempt{Milestone: "nccq"})
			assert.True(t, notFound(err), "%s enters an attempt: %v", name, err)
			_, err = w.service.AddPause(t.Context(), w.as(who), tara, Pause{})
			assert.True(t, notFound(err), "%s adds a pause: %v", name, err)
			_, err = w.service.Exempt(t.Context(), w.as(who), tara, "ccsc", "because")
			assert.True(t, notFound(err), "%s exempts: %v", name, err)
			_, _, err = w.service.Meetings(t.Context(), w.as(who), tara, page.Request{Sort: "metOn", Limit: 50})
			assert.True(t, notFound(err), "%s reads meetings: %v", name, err)
			_, err = w.service.LogMeeting(t.Context(), w.as(who), Meeting{Person: tara})
			assert.True(t, notFound(err), "%s logs a meeting: %v", name, err)
		}
		_, err := w.service.SignOff(t.Context(), w.as(tara), kept.ID, 1)
		assert.True(t, notFound(err), "nobody reaches their own record to sign it off")
		_, err = w.service.SignOff(t.Context(), w.as(mo), uuid.New(), 1)
		assert.True(t, notFound(err))
		_, err = w.service.Record(t.Context(), w.as(tara), tara, Record{Milestone: "anatomy-course", CompletedOn: day("2026-12-01"), Certificate: certificate})
		assert.Equal(t, "invalid certificateId: This file is not there any more. Choose the certificate's file again.", refused(err))
		_, err = w.service.SignOff(t.Context(), w.as(asha), kept.ID, 1)
		assert.Equal(t, "forbidden: Only the mentor or manager can sign off the CCS e-learning modules.", refused(err))
		_, err = w.service.SignOff(t.Context(), w.as(mo), kept.ID, 9)
		assert.Equal(t, "conflict: This record has changed since you opened it. Load it again, then decide.", refused(err))

		w.exec("UPDATE appointments SET role_id = ? WHERE person_id = ?", clerk, tara)
		_, err = w.service.Record(t.Context(), w.as(tara), tara, entry)
		assert.Equal(t, "conflict: This person's role has no pathway, so there is nothing to record.", refused(err))
		v := w.progress(tara, tara)
		assert.Nil(t, v.Road)
		assert.Empty(t, v.Progress.Milestones)
		assert.Equal(t, "not_held", v.Accreditation.Status)
		assert.Equal(t, AwardKind("acc"), v.Accreditation.Kind)
	})
}

// A manager who is in the team that they manage reaches their own record, and is refused by the rule.
func TestAManagerDoesNotSignOffTheirOwn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		w.exec("UPDATE appointments SET role_id = ?, starts_on = ? WHERE person_id = ?", codingOfficer, day("2026-09-14"), max)
		kept, err := w.service.Record(t.Context(), w.as(max), max, Record{Milestone: "ccs-e-learning", CompletedOn: day("2026-10-02")})
		require.NoError(t, err)
		_, err = w.service.SignOff(t.Context(), w.as(max), kept.ID, 1)
		assert.Equal(t, "forbidden: Nobody signs off their own milestone. Ask the mentor or manager.", refused(err))
		_, err = w.service.RecordAttempt(t.Context(), w.as(max), max, Attempt{Milestone: "nccq", SatOn: day("2026-12-01"), Papers: []PaperKey{"theory"}})
		assert.Equal(t, "forbidden: Nobody enters their own examination results. Ask the manager.", refused(err))
		_, err = w.service.Exempt(t.Context(), w.as(max), max, "ccsc", "I know it all")
		assert.Equal(t, "forbidden: Nobody exempts themselves. Ask your manager.", refused(err))
		found, total, err := w.service.Queue(t.Context(), w.as(max), QueueFilter{State: "recorded"}, page.Request{Sort: "recordedOn", Limit: 50})
		require.NoError(t, err)
		assert.Zero(t, total)
		assert.Empty(t, found)
		m, _ := w.progress(max, max).Progress.Of("ccs-e-learning")
		assert.Empty(t, w.progress(max, max).Actions(m))
		assert.False(t, w.progress(max, max).MayPause())
	})
}

func TestOnlyThoseNearReadWhatIsPrivate(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		kept, err := w.service.Record(t.Context(), w.as(tara), tara, Record{Milestone: "ccs-e-learning", CompletedOn: day("2026-10-02"), Note: "It was hard", Result: "88 %", Certificate: w.file(tara, "c.pdf")})
		require.NoError(t, err)
		_, err = w.service.Return(t.Context(), w.as(mo), kept.ID, 1, "Module 4 is missing")
		require.NoError(t, err)
		_, err = w.service.Exempt(t.Context(), w.as(max), tara, "anatomy-course", "She is a nurse")
		require.NoError(t, err)
		_, err = w.service.AddPause(t.Context(), w.as(max), tara, Pause{Span: calendar.Span{From: day("2026-11-01"), To: day("2026-11-10")}, Reason: PauseSickness, Note: "Flu"})
		require.NoError(t, err)
		for name, who := range map[string]uuid.UUID{"herself": tara, "her mentor": mo, "her assessor": asha, "her manager": max} {
			v := w.progress(who, tara)
			assert.True(t, v.ContentVisible, name)
			assert.Equal(t, "It was hard", v.Facts.Records[0].Note, name)
			m, _ := v.Progress.Of("ccsc")
			assert.Contains(t, m.Because, "10 days of sickness leave moved it", name)
		}
		v := w.progress(lee, tara)
		assert.False(t, v.ContentVisible)
		r := v.Facts.Records[0]
		assert.Equal(t, []any{"", "", uuid.Nil, ""}, []any{r.Note, r.Result, r.Certificate, r.SignOff.Reason})
		assert.Equal(t, DecisionReturned, r.SignOff.Decision)
		assert.Equal(t, []any{PauseUndisclosed, "", day("2026-11-10")}, []any{v.Facts.Pauses[0].Reason, v.Facts.Pauses[0].Note, v.Facts.Pauses[0].To})
		course, _ := v.Progress.Of("ccsc")
		assert.Contains(t, course.Because, "10 days of leave moved it")
		anatomy, _ := v.Progress.Of("anatomy-course")
		assert.Equal(t, "Exempt since 14 December 2026, approved by Max.", anatomy.Because)
		own, _ := w.progress(tara, tara).Progress.Of("ccsc")
		assert.Equal(t, own.DueOn, course.DueOn, "states and dates are the same for everybody")
	})
}

func TestWhatAViewerMayDoNext(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		kept := w.record("ccs-e-learning", "2026-10-02")
		actions := func(who uuid.UUID, key MilestoneKey) []Action {
			v := w.progress(who, tara)
			m, _ := v.Progress.Of(key)
			return v.Actions(m)
		}
		assert.Empty(t, actions(tara, "ccs-e-learning"), "it waits for somebody else")
		assert.Equal(t, []Action{ActionSignOff}, actions(mo, "ccs-e-learning"))
		assert.Empty(t, actions(asha, "ccs-e-learning"), "an assessor does not sign it")
		assert.Equal(t, []Action{ActionSignOff, ActionExempt, ActionExtend}, actions(max, "ccs-e-learning"))
		assert.Empty(t, actions(lee, "ccs-e-learning"))
		assert.Equal(t, []Action{ActionRecord}, actions(tara, "ccsc"))
		assert.Empty(t, actions(tara, "mentorship"), "it goes on")
		assert.Empty(t, actions(tara, "ccsrc"), "it comes after the award")
		assert.Equal(t, []Action{ActionRecord}, actions(tara, "audit-feedback"))
		assert.Empty(t, actions(max, "acc"), "an award is not exempted from")
		assert.Equal(t, []Action{ActionExempt, ActionExtend}, actions(max, "nccq"), "it is blocked")
		_, err := w.service.SignOff(t.Context(), w.as(mo), kept.ID, 1)
		require.NoError(t, err)
		w.done("ccsc", "2026-12-11")
		w.at("2027-09-20")
		w.done("mentorship", "2027-03-14")
		assert.Equal(t, []Action{ActionRecordAttempt, ActionExempt, ActionExtend}, actions(max, "in-house-examination"))
		_, err = w.sit("in-house-examination", "2027-09-13", PaperResult{Paper: "examination"})
		require.NoError(t, err)
		assert.Equal(t, []Action{ActionRecordAttempt, ActionRecordResults, ActionExempt, ActionExtend}, actions(max, "in-house-examination"))
		assert.Empty(t, actions(tara, "in-house-examination"))
		v := w.progress(max, tara)
		assert.True(t, v.MayPause())
		assert.False(t, v.MayLogMeeting())
		assert.True(t, w.progress(mo, tara).MayLogMeeting())
		assert.Equal(t, "record sign_off", fmt.Sprint(ActionRecord, " ", ActionSignOff))
	})
}

func TestTheQueueOfASignatory(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		learning := w.record("ccs-e-learning", "2026-10-02")
		w.at("2026-12-20")
		course := w.record("ccsc", "2026-12-11")
		feedback := w.record("audit-feedback", "2026-12-18")
		_, err := w.service.Record(t.Context(), w.as(carl), carl, Record{Milestone: "ccs-e-learning", CompletedOn: day("2026-10-02")})
		require.NoError(t, err)
		queue := func(who uuid.UUID, f QueueFilter, r page.Request) []uuid.UUID {
			t.Helper()
			if r.Sort == "" {
				r.Sort = "recordedOn"
			}
			if r.Limit == 0 {
				r.Limit = 50
			}
			found, total, err := w.service.Queue(t.Context(), w.as(who), f, r)
			require.NoError(t, err)
			if r.Limit == 50 {
				assert.Equal(t, len(found), total)
			}
			ids := []uuid.UUID{}
			for _, q := range found {
				ids = append(ids, q.ID)
			}
			return ids
		}
		waiting := QueueFilter{State: "recorded"}
		assert.Equal(t, []uuid.UUID{learning.ID}, queue(mo, waiting, page.Request{}), "a mentor sees what a mentor signs")
		assert.Equal(t, []uuid.UUID{feedback.ID}, queue(asha, waiting, page.Request{}), "an assessor sees what an assessor signs")
		assert.ElementsMatch(t, []uuid.UUID{learning.ID, course.ID, feedback.ID}, queue(max, waiting, page.Request{}), "a manager sees the team's")
		assert.Equal(t, learning.ID, queue(max, waiting, page.Request{})[0], "oldest first")
		assert.Equal(t, learning.ID, queue(max, waiting, page.Request{Sort: "completedOn", Limit: 1})[0])
		assert.Empty(t, queue(lee, waiting, page.Request{}))
		assert.Empty(t, queue(olga, waiting, page.Request{}))
		assert.Empty(t, queue(tara, waiting, page.Request{}))
		assert.Len(t, queue(max, QueueFilter{PersonID: tara}, page.Request{}), 3)
		assert.Empty(t, queue(max, QueueFilter{PersonID: carl}, page.Request{}))
		assert.Len(t, queue(max, QueueFilter{TeamID: coding}, page.Request{}), 3)
		assert.Empty(t, queue(max, QueueFilter{TeamID: records}, page.Request{}))
		assert.Len(t, queue(max, waiting, page.Request{Query: "TAR"}), 3)
		assert.Empty(t, queue(max, waiting, page.Request{Query: "%"}), "a percent sign is a percent sign")

		found, _, err := w.service.Queue(t.Context(), w.as(max), waiting, page.Request{Sort: "recordedOn", Limit: 50})
		require.NoError(t, err)
		assert.Equal(t, []any{"Tara", "Coding", 6, "CCS e-learning modules", "certificate.pdf"},
			[]any{found[0].Person.Name, found[0].Team.Name, found[0].AgeDays, found[0].Title, found[0].Certificate.Name})
		_, err = w.service.SignOff(t.Context(), w.as(max), learning.ID, 1)
		require.NoError(t, err)
		assert.Equal(t, []uuid.UUID{learning.ID}, queue(max, QueueFilter{State: "signed_off"}, page.Request{}))

		ctx, queries := database.CountQueries(t.Context())
		_, _, err = w.service.Queue(ctx, w.as(max), QueueFilter{}, page.Request{Sort: "person", Limit: 50})
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(4))
	})
}

// However many decide at once, one decision counts.
func TestTwoDecisionsOnOneRecordAtOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		kept := w.record("ccs-e-learning", "2026-10-02")
		deciders := []access.Actor{w.as(mo), w.as(max), w.as(mo), w.as(max), w.as(mo), w.as(max)}
		codes := make([]apperr.Code, len(deciders))
		var all sync.WaitGroup
		for i, by := range deciders {
			all.Go(func() {
				if _, err := w.service.SignOff(t.Context(), by, kept.ID, 1); err != nil {
					codes[i] = apperr.CodeOf(err)
				}
			})
		}
		all.Wait()
		var done, conflicts int
		for _, code := range codes {
			switch code {
			case 0:
				done++
			case apperr.CodeConflict:
				conflicts++
			}
		}
		assert.Equal(t, []int{1, len(deciders) - 1}, []int{done, conflicts})
		assert.Equal(t, 1, w.count("SELECT COUNT(*) FROM audit_entries WHERE action = 'training.milestone_signed_off'"))
	})
}

// However often the same milestone is recorded at once, it is recorded once.
func TestTheSameMilestoneRecordedTwiceAtOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		by := w.as(tara)
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				_, _ = w.service.Record(t.Context(), by, tara, Record{Milestone: "ccs-e-learning", CompletedOn: day("2026-10-02")})
			})
		}
		all.Wait()
		assert.Equal(t, 1, w.count("SELECT COUNT(*) FROM milestone_records"))
	})
}
