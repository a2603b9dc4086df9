package training

import (
	"errors"
	"fmt"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Shift says what becomes of a person's milestone when they change to another version of their pathway.
type Shift int

// What can become of a milestone.
const (
	ShiftNone Shift = iota + 1
	// ShiftMoves: a date or the state changes.
	ShiftMoves
	// ShiftNew: the other version asks for it in addition.
	ShiftNew
	// ShiftGoes: the other version does not ask for it. What is recorded about it stays on record.
	ShiftGoes
)

var shiftNames = []string{"", "same", "moves", "new", "goes"}

// String gives the name that the API uses.
func (s Shift) String() string { return nameOf(shiftNames, int(s)) }

// Shifted is one milestone under two versions; of one that is new or goes, the other side is empty.
type Shifted struct {
	Key      MilestoneKey
	Title    string
	Shift    Shift
	Before   MilestoneProgress
	After    MilestoneProgress
	Recorded bool
}

// Shifts compares where the same facts stand under two versions, milestone by milestone: those of the later version in its
// order, then those that go.
func Shifts(before, after Progress) []Shifted {
	var all []Shifted
	for _, m := range after.Milestones {
		was, known := before.Of(m.Milestone.Key)
		s := Shifted{Key: m.Milestone.Key, Title: m.Milestone.Title, Before: was, After: m, Shift: ShiftNone, Recorded: m.recorded()}
		switch {
		case !known:
			s.Shift = ShiftNew
		case was.DueOn != m.DueOn || was.NotBefore != m.NotBefore || was.State != m.State:
			s.Shift = ShiftMoves
		}
		all = append(all, s)
	}
	for _, m := range before.Milestones {
		if _, stays := after.Of(m.Milestone.Key); !stays {
			all = append(all, Shifted{Key: m.Milestone.Key, Title: m.Milestone.Title, Shift: ShiftGoes, Before: m, Recorded: m.recorded()})
		}
	}
	return all
}

func (m MilestoneProgress) recorded() bool { return m.Record != nil || len(m.Attempts) > 0 }

// Example is a person made up to try a pathway on: appointed on a day, working a share of whole time from then on, on leave
// for a while.
type Example struct {
	AppointedOn calendar.Date
	WTE         WTE
	Leave       calendar.Span
}

// Facts gives the example's facts. It refuses, field by field, an example without its first day, a share outside 0.1 to 1, and
// leave that ends before it begins, begins before the first day, or has a last day only.
func (e Example) Facts() (Facts, error) {
	var no refusals
	no.check(!e.AppointedOn.IsZero(), "appointedOn", "Enter the first day of the example person.")
	no.check(e.WTE >= 10 && e.WTE <= WholeTime, "wte", "Enter the share of whole time, from 0.1 to 1.")
	f := Facts{AppointedOn: e.AppointedOn}
	if e.WTE < WholeTime {
		f.PartTime = []PartTime{{Span: calendar.Span{From: e.AppointedOn}, WTE: e.WTE}}
	}
	switch {
	case e.Leave == calendar.Span{}:
		return f, no.err()
	case e.Leave.From.IsZero():
		no.add("leaveFrom", "Enter the first day of the leave.")
	case e.Leave.To.IsZero():
		no.add("leaveTo", "Enter the last day of the leave.")
	default:
		leave, err := f.AddPause(Pause{Span: e.Leave, Reason: PauseOther, Note: "Example"})
		var refused *apperr.Error
		if errors.As(err, &refused) {
			for _, field := range refused.Fields {
				no.add(map[string]string{"from": "leaveFrom", "to": "leaveTo"}[field.Name], "%s", field.Message)
			}
		}
		f.Pauses = []Pause{leave}
	}
	return f, no.err()
}

// FirstDay gives the first day on which joining is possible for somebody who holds the award since a day, by the editions of
// the rule, and the edition that then applies; false when no edition ever lets them.
func (j Joining) FirstDay(awarded calendar.Date) (calendar.Date, HeldFor, bool) {
	var first calendar.Date
	var by HeldFor
	for _, h := range j.Held {
		day := calendar.Later(awarded.Add(h.Period), h.From)
		if now, ok := j.HeldForOn(day); ok && now == h && (first.IsZero() || day.Before(first)) {
			first, by = day, h
		}
	}
	return first, by, !first.IsZero()
}

// JoinRefusal says why somebody may not join on a day: the award is not held for as long as the edition of the rule in force
// asks; with the first day on which they may. "" when nothing stands against it.
func (p Pathway) JoinRefusal(f Facts, on calendar.Date) string {
	if p.Joining.Award == "" {
		return ""
	}
	award := awardWords(string(p.Joining.Award))
	awarded, held := f.award(p.Joining.Award)
	rule, inForce := p.Joining.HeldForOn(on)
	switch {
	case !held && !inForce:
		return fmt.Sprintf("%s has to be held, and it has not been awarded.", award)
	case !held:
		return fmt.Sprintf("%s has to be held for %s, and it has not been awarded.", award, rule.Period)
	case inForce && !on.Before(awarded.Add(rule.Period)):
		return ""
	}
	first, by, possible := p.Joining.FirstDay(awarded)
	if !possible {
		return fmt.Sprintf("No edition of the rule lets anybody join on %s.", on)
	}
	return fmt.Sprintf("%s has to be held for %s. It was awarded on %s, so the first possible day is %s (%s).", award, by.Period, awarded, first, by.Source)
}
