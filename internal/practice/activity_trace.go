package practice

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
)

// activityTrace is what the trail shows of entered activity.
type activityTrace struct {
	days, episodes int
	from, to       calendar.Date
	was, is        map[string]string
}

func (t *activityTrace) take(e Entry) {
	t.days++
	t.episodes += e.Episodes
	if t.from.IsZero() || e.Day.Before(t.from) {
		t.from = e.Day
	}
	t.to = calendar.Later(t.to, e.Day)
}

func (t *activityTrace) correct(from, to Entry) {
	if t.was == nil {
		t.was, t.is = map[string]string{}, map[string]string{}
	}
	t.was[from.Day.ISO()], t.is[from.Day.ISO()] = traceOf(from), traceOf(to)
}

// traceOf is what the trail shows of an entry.
func traceOf(e Entry) string { return fmt.Sprintf("%d episodes, %d minutes", e.Episodes, e.minutes()) }

func (t *activityTrace) before() audit.Values {
	if t.was == nil {
		return nil
	}
	return audit.Values{"days": t.was}
}

func (t *activityTrace) values() audit.Values {
	after := audit.Values{"entered": t.days, "episodes": t.episodes, "from": t.from, "to": t.to}
	if t.is != nil {
		after["days"] = t.is
	}
	return after
}

func (e Entry) earlier(by access.Actor, reason string, removed bool, now time.Time) Earlier {
	return Earlier{
		ID: uuid.New(), PersonID: e.PersonID, Day: e.Day, Episodes: e.Episodes, Minutes: e.Minutes, Note: e.Note, EnteredBy: e.EnteredBy,
		EnteredAt: e.UpdatedAt, Removed: removed, Reason: reason, ReplacedBy: by.PersonID, ReplacedAt: now,
	}
}
