package training

import "bandwise/internal/platform/calendar"

// Move is a date of a milestone that something moves.
type Move struct {
	Milestone MilestoneKey
	Title     string
	// Earliest says that it is the earliest date rather than the due date.
	Earliest bool
	// From or To may be no date: a milestone that gains or loses its date.
	From calendar.Date
	To   calendar.Date
	// Because explains the milestone's dates as they are after the move.
	Because string
}

// MovesBetween lists the dates that differ, of what is still asked of the person, in the pathway's order.
func MovesBetween(before, after Progress) []Move {
	var all []Move
	for _, now := range after.Milestones {
		was, ok := before.Of(now.Milestone.Key)
		if !ok || now.State.Settled() && was.State.Settled() {
			continue
		}
		move := Move{Milestone: now.Milestone.Key, Title: now.Milestone.Title, Because: now.Because}
		if was.NotBefore != now.NotBefore {
			move.Earliest, move.From, move.To = true, was.NotBefore, now.NotBefore
			all = append(all, move)
		}
		if was.DueOn != now.DueOn {
			move.Earliest, move.From, move.To = false, was.DueOn, now.DueOn
			all = append(all, move)
		}
	}
	return all
}

// MovedByPause lists what a pause moves: the dates with it beside those without it.
func (p Pathway) MovedByPause(f Facts, pause Pause, today calendar.Date) []Move {
	without := f
	without.Pauses = nil
	for _, other := range f.Pauses {
		if other.ID != pause.ID {
			without.Pauses = append(without.Pauses, other)
		}
	}
	return MovesBetween(p.Progress(without, today), p.Progress(f, today))
}

// MovedByPartTime lists what a spell of part-time work moves.
func (p Pathway) MovedByPartTime(f Facts, spell PartTime, today calendar.Date) []Move {
	without := f
	without.PartTime = nil
	for _, other := range f.PartTime {
		if other != spell {
			without.PartTime = append(without.PartTime, other)
		}
	}
	return MovesBetween(p.Progress(without, today), p.Progress(f, today))
}

// PreviewPause checks leave like [Facts.AddPause] and lists what it would move. Leave with the identifier of recorded leave stands in for it.
func (p Pathway) PreviewPause(f Facts, pause Pause, today calendar.Date) ([]Move, error) {
	pause, err := f.AddPause(pause)
	if err != nil {
		return nil, err
	}
	after := f
	after.Pauses = nil
	for _, other := range f.Pauses {
		if other.ID != pause.ID {
			after.Pauses = append(after.Pauses, other)
		}
	}
	after.Pauses = append(after.Pauses, pause)
	return MovesBetween(p.Progress(f, today), p.Progress(after, today)), nil
}

// PreviewExtension checks an extension like [Pathway.Extend], its reason apart, and lists what it would move.
func (p Pathway) PreviewExtension(f Facts, e Extension, today calendar.Date) ([]Move, error) {
	if e.Reason == "" {
		e.Reason = "the reason is not given yet"
	}
	e, err := p.Extend(f, e, today)
	if err != nil {
		return nil, err
	}
	after := f
	after.Extensions = append(append([]Extension(nil), f.Extensions...), e)
	return MovesBetween(p.Progress(f, today), p.Progress(after, today)), nil
}
