package training_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/training"
)

func TestMentoringMeetings(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		logged, err := w.service.LogMeeting(t.Context(), w.as(tara), Meeting{Person: tara, MetOn: day("2026-12-10"), Minutes: 45, Topics: "Histology codes", Agreed: "Ten more"})
		require.NoError(t, err)
		assert.Equal(t, []any{"Mo", "Tara", "", 45}, []any{logged.MentorName, logged.LoggedByName, logged.ConfirmedByName, logged.Minutes})
		byMentor, err := w.service.LogMeeting(t.Context(), w.as(mo), Meeting{Person: tara, MetOn: day("2026-12-12"), Topics: "OPCS chapters"})
		require.NoError(t, err)

		list := func(who uuid.UUID) []KeptMeeting {
			t.Helper()
			found, total, err := w.service.Meetings(t.Context(), w.as(who), tara, page.Request{Sort: "metOn", Descending: true, Limit: 50})
			require.NoError(t, err)
			assert.Equal(t, len(found), total)
			return found
		}
		assert.Equal(t, []uuid.UUID{byMentor.ID, logged.ID}, []uuid.UUID{list(tara)[0].ID, list(tara)[1].ID})
		assert.Len(t, list(max), 2)
		for name, who := range map[string]uuid.UUID{"the assessor": asha, "the lead": lee} {
			_, _, err := w.service.Meetings(t.Context(), w.as(who), tara, page.Request{Sort: "metOn", Limit: 50})
			assert.ErrorIs(t, err, apperr.NotFound(""), name)
		}

		_, err = w.service.ConfirmMeeting(t.Context(), w.as(tara), logged.ID, 1)
		assert.Equal(t, "forbidden: A meeting is confirmed by the side that did not log it.", refused(err))
		_, err = w.service.ConfirmMeeting(t.Context(), w.as(mo), logged.ID, 2)
		assert.Equal(t, "conflict: This meeting has changed since you opened it. Load it again, then decide.", refused(err))
		confirmed, err := w.service.ConfirmMeeting(t.Context(), w.as(mo), logged.ID, 1)
		require.NoError(t, err)
		assert.Equal(t, mo, confirmed.ConfirmedBy)
		_, err = w.service.ConfirmMeeting(t.Context(), w.as(mo), logged.ID, 2)
		assert.Equal(t, "conflict: This meeting was already confirmed on 14 December 2026.", refused(err))
		assert.True(t, list(tara)[1].Confirmed())

		_, err = w.service.LogMeeting(t.Context(), w.as(tara), Meeting{Person: tara, MetOn: day("2026-12-15")})
		assert.Equal(t, "invalid metOn: 15 December 2026 is in the future. Log the meeting once it has been held.; topics: Say what you talked about.", refused(err))
		_, err = w.service.LogMeeting(t.Context(), w.as(tara), Meeting{Person: tara, MetOn: day("2026-09-01"), Topics: "x"})
		assert.Equal(t, "invalid metOn: There was no mentor on 1 September 2026. Ask your manager to assign one.", refused(err))
		w.assign(tara, carl, "mentor", "2026-10-01", "2026-11-30")
		_, err = w.service.LogMeeting(t.Context(), w.as(tara), Meeting{Person: tara, MetOn: day("2026-10-15"), Topics: "x"})
		assert.Equal(t, "invalid mentorId: Choose which mentor it was.", refused(err))
		_, err = w.service.LogMeeting(t.Context(), w.as(tara), Meeting{Person: tara, MetOn: day("2026-10-15"), Topics: "x", Mentor: asha})
		assert.Equal(t, "invalid mentorId: This person was not the mentor on 15 October 2026.", refused(err))
		w.exec("UPDATE assignments SET starts_on = ? WHERE assignee_id = ?", day("2026-12-01"), mo)
		_, err = w.service.LogMeeting(t.Context(), w.as(mo), Meeting{Person: tara, MetOn: day("2026-10-15"), Topics: "x"})
		assert.Equal(t, "invalid metOn: You were not the mentor on 15 October 2026.", refused(err))
	})
}
