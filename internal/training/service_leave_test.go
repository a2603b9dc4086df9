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

func TestLeaveMovesTheDates(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		var leave Pause
		leave.Reason, leave.From = PauseMaternity, day("2026-12-01")
		kept, err := w.service.AddPause(t.Context(), w.as(max), tara, leave)
		require.NoError(t, err)
		assert.Equal(t, "paused", w.state(tara, "ccsc"))
		w.at("2027-06-01")
		leave.To = day("2027-05-31")
		_, err = w.service.EndPause(t.Context(), w.as(max), kept.ID, 5, leave)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		ended, err := w.service.EndPause(t.Context(), w.as(max), kept.ID, 1, leave)
		require.NoError(t, err)
		assert.Equal(t, 2, ended.Version)
		v := w.progress(tara, tara)
		m, _ := v.Progress.Of("ccsc")
		assert.Equal(t, day("2027-03-14").AddDays(182), m.DueOn)
		assert.Equal(t, "Month 3, counted from the appointment on 14 September 2026. It leaves out 182 days of maternity leave.", v.Progress.MonthBecause)
		_, err = w.service.AddPause(t.Context(), w.as(max), tara, leave)
		assert.Equal(t, "invalid from: This overlaps the maternity leave from 1 December 2026 to 31 May 2027.", refused(err))
		_, err = w.service.EndPause(t.Context(), w.as(max), uuid.New(), 1, leave)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestPartTimeComesFromTheAppointments(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2027-06-01")
		w.exec("UPDATE appointments SET ends_on = ? WHERE person_id = ?", day("2026-12-31"), tara)
		w.appoint(tara, clerk, coding, 60, "2027-01-01", "")
		v := w.progress(tara, tara)
		assert.Equal(t, day("2026-09-14"), v.Facts.AppointedOn, "the pathway goes on in another role")
		assert.Equal(t, []PartTime{{Span: calendar.Span{From: day("2027-01-01")}, WTE: 60}}, v.Facts.PartTime)
		m, _ := v.Progress.Of("ccsc")
		assert.Equal(t, "2027-05-01", m.DueOn.ISO())
	})
}

func TestSomebodyWhoComesAccreditedIsNotAskedForTheRoad(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		w.exec("UPDATE appointments SET role_id = ? WHERE person_id = ?", clerk, tara)
		require.NoError(t, w.Give(t.Context(), w.as(max), tara, "acc", day("2024-05-04"), "Certificate seen"))
		v := w.progress(tara, tara)
		require.NotNil(t, v.Road)
		assert.Equal(t, "Accredited", v.Progress.Stage.Title)
		assert.Empty(t, v.Progress.Overdue())
		m, _ := v.Progress.Of("mentorship")
		assert.Equal(t, []any{StateExempt, "Not asked: ACC status has been held since 4 May 2024."}, []any{m.State, m.Because})
		next, _ := v.Progress.Next()
		assert.Equal(t, []any{MilestoneKey("ccsrc"), "2027-05-04"}, []any{next.Milestone.Key, next.DueOn.ISO()})
	})
}

func TestExemptionFromTheExaminationGivesTheAward(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		_, err := w.service.Exempt(t.Context(), w.as(max), tara, "nccq", "Passed at another trust")
		require.NoError(t, err)
		assert.Equal(t, "done", w.state(tara, "acc"))
		_, err = w.service.Exempt(t.Context(), w.as(max), tara, "nccq", "Again")
		assert.Equal(t, "conflict: Already exempt: the NCCQ.", refused(err))
	})
}
