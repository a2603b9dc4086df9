package training_test

import (
	"encoding"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "bandwise/internal/training"
)

// Each enumeration reads back what it prints, starts at 1, and refuses everything else with the names that it knows.
func TestEnumerationsPrintAndReadThemselves(t *testing.T) {
	check := func(value encoding.TextMarshaler, into encoding.TextUnmarshaler, want string) {
		t.Helper()
		text, err := value.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want, string(text))
		require.NoError(t, into.UnmarshalText(text))
		again, err := into.(encoding.TextMarshaler).MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want, string(again))
		assert.ErrorContains(t, into.UnmarshalText([]byte("something else")), `"something else" is not one of `)
	}
	for i, want := range []string{"", "mentorship", "e_learning", "course", "examination", "accreditation", "refresher", "activity", "feedback", "portfolio"} {
		check(Kind(i), new(Kind), want)
	}
	for i, want := range []string{"", "blocked", "open", "due", "overdue", "recorded", "done", "failed", "exempt", "paused"} {
		check(State(i), new(State), want)
	}
	for i, want := range []string{"", "maternity", "sickness", "other_leave"} {
		check(PauseReason(i), new(PauseReason), want)
	}
	for i, want := range []string{"", "mentor", "assessor", "manager"} {
		check(Signatory(i), new(Signatory), want)
	}
	for i, want := range []string{"", "working_time", "leave_stops", "calendar"} {
		check(Running(i), new(Running), want)
	}
	for i, want := range []string{"", "passed", "failed"} {
		check(Outcome(i), new(Outcome), want)
	}
	for i, want := range []string{"", "signed_off", "returned"} {
		check(Decision(i), new(Decision), want)
	}
	for i, want := range []string{"", "due", "not_before", "prerequisites"} {
		check(Aspect(i), new(Aspect), want)
	}
	assert.Equal(t, "unknown(12)", State(12).String())
	for _, text := range []string{"appointment", "award", "milestone:ccsc"} {
		anchor, err := ParseAnchor(text)
		require.NoError(t, err)
		assert.Equal(t, text, anchor.String())
	}
	_, err := ParseAnchor("milestone:")
	assert.ErrorContains(t, err, "is not an anchor")
	assert.Equal(t, []string{"0.6", "0.75", "1"}, []string{WTE(60).String(), WTE(75).String(), WholeTime.String()})
}
