package calendar

import (
	"time"
	_ "time/tzdata" // Europe/London must be known on hosts that have no zone files
)

// london is the zone in which days begin and end for everybody that Bandwise serves.
var london = func() *time.Location {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err)
	}
	return zone
}()

// London gives the zone Europe/London, in which every date and time is shown.
func London() *time.Location { return london }

// Today gives the date in London at a moment. During British summer time it changes an hour before the date in UTC does.
func Today(now time.Time) Date { return fromTime(now.In(london)) }

// Clock tells the time. It is handed to everything that needs it, so that tests choose the day.
type Clock func() time.Time

// SystemClock tells the host's time, in UTC and to the microsecond, which is what both databases keep.
func SystemClock() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// Fixed gives a clock that always tells the same time.
func Fixed(now time.Time) Clock { return func() time.Time { return now } }

// Now gives the moment that the clock tells.
func (c Clock) Now() time.Time { return c() }

// Today gives the date in London that the clock tells.
func (c Clock) Today() Date { return Today(c()) }
