package training_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/training"
)

// trailed counts the entries of the audit trail about Tara of an action, those that carry what somebody wrote left out.
func (w *world) trailed(action string) int {
	w.t.Helper()
	return w.count("SELECT COUNT(*) FROM audit_entries WHERE action = ? AND person_id = ? AND COALESCE(after, '') NOT LIKE '%secret%'", "training."+action, tara)
}

func TestAnExtensionIsKeptAndEnded(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		entry := Extension{Milestone: "ccsc", DueOn: day("2027-05-14"), Reason: "secret"}
		moves, err := w.service.PreviewExtension(t.Context(), w.as(max), tara, entry)
		require.NoError(t, err)
		require.NotEmpty(t, moves)
		assert.Zero(t, w.count("SELECT COUNT(*) FROM milestone_extensions"), "a preview keeps nothing")
		kept, err := w.service.Extend(t.Context(), w.as(max), tara, entry)
		require.NoError(t, err)
		due := func() calendar.Date {
			m, _ := w.progress(tara, tara).Progress.Of("ccsc")
			return m.DueOn
		}
		assert.Equal(t, day("2027-05-14"), due())
		read := w.progress(tara, tara).Facts.Extensions
		require.Len(t, read, 1)
		assert.Equal(t, []any{kept.ID, day("2027-03-14"), "secret", max, day("2026-12-14"), 1},
			[]any{read[0].ID, read[0].WasDueOn, read[0].Reason, read[0].By, read[0].On, read[0].Version})
		_, err = w.service.Extend(t.Context(), w.as(max), tara, entry)
		assert.Equal(t, "invalid dueOn: 14 May 2027 is not after the present date, 14 May 2027.", refused(err))
		for name, who := range map[string]uuid.UUID{"the mentor": mo, "another organisation's lead": olga, "oneself": tara} {
			_, err = w.service.Extend(t.Context(), w.as(who), tara, entry)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), name)
			_, err = w.service.EndExtension(t.Context(), w.as(who), kept.ID, 1, "x")
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), name)
		}
		_, err = w.service.EndExtension(t.Context(), w.as(max), kept.ID, 2, "x")
		assert.Equal(t, "conflict: This extension has changed since you opened it. Load it again, then decide.", refused(err))
		ended, err := w.service.EndExtension(t.Context(), w.as(max), kept.ID, 1, "secret")
		require.NoError(t, err)
		assert.Equal(t, 2, ended.Version)
		assert.Equal(t, day("2027-03-14"), due())
		assert.Equal(t, &Withdrawal{By: max, On: day("2026-12-14"), Reason: "secret"}, w.progress(tara, tara).Facts.Extensions[0].End, "it stays on record")
		assert.Equal(t, []int{1, 1}, []int{w.trailed("extension_granted"), w.trailed("extension_ended")})
	})
}

func TestAnExemptionIsWithdrawnAndStays(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		kept, err := w.service.Exempt(t.Context(), w.as(max), tara, "ccsc", "Done at another trust")
		require.NoError(t, err)
		assert.Equal(t, "exempt", w.state(tara, "ccsc"))
		_, err = w.service.WithdrawExemption(t.Context(), w.as(max), kept.ID, 3, "x")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		withdrawn, err := w.service.WithdrawExemption(t.Context(), w.as(max), kept.ID, 1, "secret")
		require.NoError(t, err)
		assert.Equal(t, []any{2, "secret"}, []any{withdrawn.Version, withdrawn.Withdrawal.Reason})
		assert.Equal(t, "blocked", w.state(tara, "ccsc"))
		assert.Len(t, w.progress(tara, tara).Facts.Exemptions, 1)
		assert.Equal(t, 1, w.trailed("exemption_withdrawn"))
	})
}

func TestSittingsAreChosenRegisteredForAndGivenUp(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2028-08-01")
		add := func(s Sitting) Sitting {
			t.Helper()
			s.ID = uuid.Nil
			kept, err := w.service.AddSitting(t.Context(), w.as(lee), s)
			require.NoError(t, err)
			return kept
		}
		first, second := add(autumn), add(spring)
		_, err := w.service.AddSitting(t.Context(), w.as(lee), autumn)
		assert.Equal(t, "invalid title: There is already a sitting of this name.", refused(err))
		elsewhere, err := w.service.Sittings(t.Context(), w.as(olga))
		require.NoError(t, err)
		assert.Empty(t, elsewhere)

		choose := func(sitting uuid.UUID) (SittingChoice, error) {
			return w.service.ChooseSitting(t.Context(), w.as(max), tara, sitting, SittingChoice{})
		}
		_, err = choose(uuid.New())
		assert.Equal(t, "invalid sittingId: Choose one of the sittings that are known.", refused(err))
		chosen, err := choose(first.ID)
		require.NoError(t, err)
		_, err = choose(first.ID)
		assert.Equal(t, "conflict: Autumn 2028 is chosen already.", refused(err))
		_, err = w.service.Register(t.Context(), w.as(max), chosen.ID, 4, SittingChoice{RegisteredOn: day("2028-07-31")})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		registered, err := w.service.Register(t.Context(), w.as(max), chosen.ID, 1, SittingChoice{RegisteredOn: day("2028-07-31")})
		require.NoError(t, err)
		assert.Equal(t, []any{2, day("2028-07-31")}, []any{registered.Version, registered.RegisteredOn})

		w.at("2028-08-02")
		later, err := choose(second.ID)
		require.NoError(t, err)
		plan, err := w.service.ExamPlan(t.Context(), w.as(tara), tara)
		require.NoError(t, err)
		require.Len(t, plan.History, 2)
		assert.Equal(t, "changed", plan.History[1].EndedAs)
		assert.Equal(t, day("2028-07-31"), plan.History[1].RegisteredOn, "nothing of it is lost")
		assert.Equal(t, second.ID, plan.Plan.Choice.Sitting.ID)
		assert.NotEmpty(t, plan.Plan.Steps)

		second.TheoryOn, second.PracticalOn = day("2029-03-13"), day("2029-03-14")
		_, err = w.service.EditSitting(t.Context(), w.as(lee), second.ID, 9, second)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		_, err = w.service.EditSitting(t.Context(), w.as(olga), second.ID, 1, second)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = w.service.EditSitting(t.Context(), w.as(lee), second.ID, 1, second)
		require.NoError(t, err)
		plan, err = w.service.ExamPlan(t.Context(), w.as(tara), tara)
		require.NoError(t, err)
		assert.Equal(t, day("2029-03-13"), plan.Plan.Choice.Sitting.TheoryOn, "the plan follows the sitting's dates")

		_, err = w.service.CancelSitting(t.Context(), w.as(lee), second.ID, 2, "Too few candidates")
		require.NoError(t, err)
		m, _ := w.progress(tara, tara).Progress.Of("nccq")
		assert.Contains(t, m.Because, "The chosen sitting, Spring 2029, was cancelled on 2 August 2028. Choose another one.")
		_, err = w.service.GiveUpSitting(t.Context(), w.as(max), later.ID, 1, "secret")
		require.NoError(t, err)
		_, err = w.service.GiveUpSitting(t.Context(), w.as(max), later.ID, 2, "secret")
		assert.Equal(t, "conflict: This choice ended on 2 August 2028.", refused(err))
		assert.Equal(t, []int{2, 1, 1}, []int{w.trailed("sitting_chosen"), w.trailed("sitting_registered"), w.trailed("sitting_given_up")})
	})
}

func TestMembershipsAreKeptAndPutRight(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2028-08-01")
		entry := Membership{Span: calendar.Span{From: day("2028-01-01"), To: day("2028-12-31")}, Number: "secret-17"}
		kept, err := w.service.AddMembership(t.Context(), w.as(max), tara, entry)
		require.NoError(t, err)
		_, err = w.service.AddMembership(t.Context(), w.as(max), tara, entry)
		assert.Equal(t, "invalid from: This overlaps the membership from 1 January 2028 to 31 December 2028. A renewal begins after it ends.", refused(err))
		entry.To = day("2028-06-30")
		_, err = w.service.EditMembership(t.Context(), w.as(max), kept.ID, 8, entry)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		edited, err := w.service.EditMembership(t.Context(), w.as(max), kept.ID, 1, entry)
		require.NoError(t, err)
		assert.Equal(t, 2, edited.Version)
		for name, who := range map[string]uuid.UUID{"the administrator": audra, "another organisation's lead": olga} {
			_, err = w.service.EditMembership(t.Context(), w.as(who), kept.ID, 2, entry)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), name)
		}
		plan, err := w.service.ExamPlan(t.Context(), w.as(tara), tara)
		require.NoError(t, err)
		require.Len(t, plan.Memberships, 1)
		assert.Equal(t, []any{entry.Span, "secret-17", max}, []any{plan.Memberships[0].Span, plan.Memberships[0].Number, plan.Memberships[0].RecordedBy})
		assert.Equal(t, "ended", plan.Plan.Membership.State)
		assert.Equal(t, []int{1, 1}, []int{w.trailed("membership_added"), w.trailed("membership_edited")})
	})
}

func TestACorrectedResultKeepsWhatItWas(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2028-10-10")
		for _, key := range []MilestoneKey{"ccs-e-learning", "ccsc", "mentorship", "anatomy-course", "in-house-examination"} {
			_, err := w.service.Exempt(t.Context(), w.as(max), tara, key, "Met at another trust")
			require.NoError(t, err)
		}
		sat, err := w.sit("nccq", "2028-10-03", result("theory", 78, 0), result("practical", 85, 0))
		require.NoError(t, err)
		assert.Equal(t, "failed", w.state(tara, "nccq"))
		_, err = w.service.CorrectResult(t.Context(), w.as(max), sat.ID, 7, result("practical", 93, 0), "secret")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		_, err = w.service.CorrectResult(t.Context(), w.as(mo), sat.ID, 1, result("practical", 93, 0), "secret")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		corrected, err := w.service.CorrectResult(t.Context(), w.as(max), sat.ID, 1, result("practical", 93.004, 0), "secret")
		require.NoError(t, err)
		require.Len(t, corrected.Awards, 1, "what is put right completes the award")
		read := w.progress(tara, tara).Facts.Attempts[0]
		require.Len(t, read.Corrections, 1)
		was, now := read.Corrections[0].Was, read.Corrections[0].Now
		assert.Equal(t, []any{Mark(85), OutcomeFailed, Mark(93), OutcomePassed, "secret", max},
			[]any{*was.Mark, was.Outcome, *now.Mark, now.Outcome, read.Corrections[0].Reason, read.Corrections[0].By})
		_, err = w.service.CorrectResult(t.Context(), w.as(max), sat.ID, 2, result("practical", 80, 0), "Misread")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "the award rests on it")
		assert.Equal(t, 1, w.trailed("result_corrected"))
	})
}

func TestADisputedMeetingIsEditedAndConfirmed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		logged, err := w.service.LogMeeting(t.Context(), w.as(tara), Meeting{Person: tara, MetOn: day("2026-12-10"), Minutes: 45, Topics: "Histology"})
		require.NoError(t, err)
		_, err = w.service.DisputeMeeting(t.Context(), w.as(tara), logged.ID, 1, "x")
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
		_, err = w.service.DisputeMeeting(t.Context(), w.as(mo), logged.ID, 5, "x")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		disputed, err := w.service.DisputeMeeting(t.Context(), w.as(mo), logged.ID, 1, "secret")
		require.NoError(t, err)
		assert.Equal(t, []any{MeetingDisputed, "secret", "Mo", 2}, []any{disputed.State(), disputed.Dispute, disputed.DisputedByName, disputed.Version})
		entry := Meeting{MetOn: day("2026-12-09"), Minutes: 30, Topics: "Histology"}
		_, err = w.service.EditMeeting(t.Context(), w.as(mo), logged.ID, 2, entry)
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
		_, err = w.service.EditMeeting(t.Context(), w.as(tara), logged.ID, 1, entry)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		w.at("2026-12-15")
		edited, err := w.service.EditMeeting(t.Context(), w.as(tara), logged.ID, 2, entry)
		require.NoError(t, err)
		assert.Equal(t, []any{MeetingWaits, "secret", day("2026-12-09"), 3}, []any{edited.State(), edited.Dispute, edited.MetOn, edited.Version})
		confirmed, err := w.service.ConfirmMeeting(t.Context(), w.as(mo), logged.ID, 3)
		require.NoError(t, err)
		assert.Equal(t, MeetingConfirmed, confirmed.State())
		_, err = w.service.EditMeeting(t.Context(), w.as(tara), logged.ID, 4, entry)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		sum, err := w.service.MentoringOf(t.Context(), w.as(tara), tara)
		require.NoError(t, err)
		assert.Equal(t, []any{1, day("2026-12-09")}, []any{sum.Held, sum.LastOn})
		assert.Equal(t, []int{1, 1}, []int{w.trailed("meeting_disputed"), w.trailed("meeting_edited")})
	})
}
