package training_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "bandwise/internal/training"
)

func TestCorrectingAResult(t *testing.T) {
	failed := ready().sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 85, OutcomeFailed))
	passed := ready().sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 92, OutcomePassed))
	half := ready().sat("nccq", "2028-10-03", result("theory", 78, OutcomePassed), result("practical", 0, 0))
	cases := map[string]struct {
		who    story
		id     uuid.UUID
		result PaperResult
		reason string
		by     uuid.UUID
		want   string
	}{
		"a fail that was a pass":    {failed, id("a2"), result("practical", 93, 0), "Misread", manager, "accepted"},
		"a pass that was a fail":    {passed, id("a2"), result("practical", 89, 0), "Misread", manager, "accepted"},
		"another mark that passes":  {passed.awarded("2028-11-20"), id("a2"), result("practical", 95, 0), "Misread", manager, "accepted"},
		"on which an award rests":   {passed.awarded("2028-11-20"), id("a2"), result("practical", 89, 0), "Misread", manager, "conflict: The accreditation given on 20 November 2028 rests on this result, so it cannot become a fail."},
		"the same result":           {failed, id("a2"), result("practical", 85, 0), "Misread", manager, "invalid result: This is the result that is recorded already."},
		"without a reason":          {failed, id("a2"), result("practical", 93, 0), "", manager, "invalid reason: Say why the result is corrected."},
		"one's own":                 {failed, id("a2"), result("practical", 93, 0), "Misread", trainee, "forbidden: Nobody enters their own examination results. Ask the manager."},
		"a result that is awaited":  {half, id("a2"), result("practical", 93, 0), "Misread", manager, "invalid paper: This paper has no result yet. Enter it as a result."},
		"a mark that cannot be":     {failed, id("a2"), result("practical", 101, 0), "Misread", manager, "invalid results[1].mark: A mark lies between 0 and 100."},
		"an outcome against a mark": {failed, id("a2"), result("practical", 93, OutcomeFailed), "Misread", manager, "invalid results[1].outcome: A mark of 93 % is passed: the pass mark is 90 %."},
		"an attempt that never was": {failed, id("a9"), result("practical", 93, 0), "Misread", manager, "not_found: There is no such attempt, or you may not see it."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := acc(t).CorrectResult(c.who.Facts, c.id, c.result, c.reason, c.by, day("2028-12-01"))
			assert.Equal(t, c.want, refused(err))
			if err != nil {
				return
			}
			was, _ := c.who.Attempts[1].Result("practical")
			now, _ := got.Result("practical")
			assert.Equal(t, []Correction{{Was: was, Now: now, Reason: c.reason, By: c.by, On: day("2028-12-01")}}, got.Corrections)
			assert.NotEqual(t, was, now, "the facts that were given stay as they were")
		})
	}
}

func TestBothSidesOfAMeeting(t *testing.T) {
	mentor, other := id("mentor"), id("other")
	at := func(iso string) time.Time { return day(iso).Midnight().Add(12 * time.Hour) }
	logged := Meeting{Person: trainee, Mentor: mentor, LoggedBy: trainee, LoggedAt: at("2026-12-11"), MetOn: day("2026-12-10"), Topics: "Histology"}
	disputed := logged
	disputed.Dispute, disputed.DisputedBy, disputed.DisputedAt = "It was on the 9th", mentor, at("2026-12-12")
	edited := disputed
	edited.EditedAt = at("2026-12-13")
	confirmed := logged
	confirmed.ConfirmedBy, confirmed.ConfirmedAt = mentor, at("2026-12-12")
	again := edited
	again.DisputedAt = at("2026-12-14")
	now := at("2026-12-15")
	for name, c := range map[string]struct {
		meeting Meeting
		want    string
	}{"logged": {logged, "waits"}, "disputed": {disputed, "disputed"}, "edited after that": {edited, "waits"}, "disputed once more": {again, "disputed"}, "confirmed": {confirmed, "confirmed"}} {
		assert.Equal(t, c.want, c.meeting.State().String(), name)
	}
	for name, c := range map[string]struct {
		meeting Meeting
		who     uuid.UUID
		note    string
		want    string
	}{
		"by the other side":        {logged, mentor, "It was on the 9th", "accepted"},
		"once more":                {edited, mentor, "It still was", "accepted"},
		"without saying what":      {logged, mentor, "", "invalid note: Say what was not so, so that it can be put right."},
		"by whoever logged it":     {logged, trainee, "x", "forbidden: Whoever logged a meeting edits it. The other side says whether it was so."},
		"by one who was not there": {logged, other, "x", "forbidden: Whoever logged a meeting edits it. The other side says whether it was so."},
		"after it was confirmed":   {confirmed, mentor, "x", "conflict: This meeting was already confirmed on 12 December 2026."},
	} {
		t.Run("disputed "+name, func(t *testing.T) {
			got, err := c.meeting.Disagree(c.who, c.note, now)
			assert.Equal(t, c.want, refused(err))
			if err == nil {
				assert.Equal(t, []any{MeetingDisputed, c.note, c.who}, []any{got.State(), got.Dispute, got.DisputedBy})
			}
		})
	}
	mentors := []Named{{ID: mentor, Name: "Mo"}}
	as := Meeting{MetOn: day("2026-12-09"), Topics: "Histology", Minutes: 30}
	for name, c := range map[string]struct {
		meeting Meeting
		who     uuid.UUID
		as      Meeting
		mentors []Named
		want    string
	}{
		"after a dispute":         {disputed, trainee, as, mentors, "accepted"},
		"by the other side":       {disputed, mentor, as, mentors, "forbidden: A meeting is edited by the side that logged it."},
		"after it was confirmed":  {confirmed, trainee, as, mentors, "conflict: This meeting was confirmed on 12 December 2026, so it stays as it is."},
		"to the future":           {disputed, trainee, Meeting{MetOn: day("2026-12-16"), Topics: "x"}, mentors, "invalid metOn: 16 December 2026 is in the future. Log the meeting once it has been held."},
		"to a day without mentor": {disputed, trainee, as, nil, "invalid metOn: There was no mentor on 9 December 2026. Ask your manager to assign one."},
		"to nothing":              {disputed, trainee, Meeting{MetOn: day("2026-12-09")}, mentors, "invalid topics: Say what you talked about."},
	} {
		t.Run("edited "+name, func(t *testing.T) {
			got, err := c.meeting.Edit(c.who, c.as, c.mentors, now)
			assert.Equal(t, c.want, refused(err))
			if err == nil {
				assert.Equal(t, []any{MeetingWaits, "It was on the 9th", day("2026-12-09"), 30}, []any{got.State(), got.Dispute, got.MetOn, got.Minutes})
				settled, err := got.Confirm(mentor, now)
				require.NoError(t, err)
				assert.Equal(t, MeetingConfirmed, settled.State())
			}
		})
	}
}
