package practice

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// DefaultDayMinutes is how long a whole day is where an organisation has said nothing: seven and a half hours.
const DefaultDayMinutes = 450

// Target is what an organisation expects of a whole day of coding, from a day on. A target that was replaced for the same
// day stays on record with the moment.
type Target struct {
	ID              uuid.UUID
	OrganisationID  uuid.UUID
	StartsOn        calendar.Date
	TraineeEpisodes int
	AccEpisodes     int
	// DayMinutes is the length of a whole day.
	DayMinutes int
	Source     string
	Reason     string
	SetBy      uuid.UUID
	SetAt      time.Time
	ReplacedAt *time.Time
}

// TargetOn gives the target in force on a day: of those that were not replaced, the one that began last.
func TargetOn(all []Target, day calendar.Date) (Target, bool) {
	var found Target
	for _, t := range all {
		if t.ReplacedAt == nil && !t.StartsOn.After(day) && !t.StartsOn.Before(found.StartsOn) {
			found = t
		}
	}
	return found, !found.StartsOn.IsZero()
}

// dayMinutes is the length of a whole day on a day.
func dayMinutes(all []Target, day calendar.Date) int {
	if t, there := TargetOn(all, day); there {
		return t.DayMinutes
	}
	return DefaultDayMinutes
}

// Expected is what a day is expected to bring, and why.
type Expected struct {
	Episodes int
	Kind     TargetKind
	Because  string
}

// ExpectedOn gives what a whole day of somebody's coding is expected to bring on a day. Whoever holds ACC on that day is
// measured by the target for those who hold it, everybody else by the trainees'.
func ExpectedOn(c Career, all []Target, day calendar.Date) (Expected, bool) {
	t, there := TargetOn(all, day)
	if !there {
		return Expected{}, false
	}
	e := Expected{Episodes: t.TraineeEpisodes, Kind: TraineeTarget}
	why := "the target for trainees, because ACC is not held"
	switch {
	case c.AccreditedOn.IsZero():
	case c.AccreditedOn.After(day):
		why = "the target for trainees, because ACC was awarded later, on " + c.AccreditedOn.String()
	default:
		e.Episodes, e.Kind = t.AccEpisodes, ACCTarget
		why = "the target for those who hold ACC, held since " + c.AccreditedOn.String()
	}
	e.Because = fmt.Sprintf("%d episodes for a whole day of %s: %s. The targets are those in force since %s. A part of a day counts in part.",
		e.Episodes, duration(t.DayMinutes), why, t.StartsOn)
	return e, true
}

// duration writes minutes as people say them: "7 hours 30 minutes".
func duration(minutes int) string {
	hours, rest := minutes/60, minutes%60
	switch {
	case rest == 0:
		return fmt.Sprintf("%d hours", hours)
	case hours == 0:
		return fmt.Sprintf("%d minutes", rest)
	}
	return fmt.Sprintf("%d hours %d minutes", hours, rest)
}
