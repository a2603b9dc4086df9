// Package freshness says when what was shown for a statement counts no longer: because the organisation lets an approval
// count for a time only, or because a new edition of a classification changed what the statement asks. Nothing is ever
// lost by it; the approval needs fresh evidence and another review. It is the one place of this rule: every feature that
// shows an approval goes by it.
package freshness

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Edition is an edition of a classification that changed what a statement asks, such as OPCS-4.11, with its first day.
type Edition struct {
	Name     string
	StartsOn calendar.Date
}

// Rule is what an organisation says of the freshness of one statement; the zero Rule lets everything count for ever.
type Rule struct {
	// Lasts is how long an approval counts from the day of the decision; without a period, for ever.
	Lasts calendar.Period
	// Editions changed the statement; the earliest comes first.
	Editions []Edition
}

// Rules are those of an organisation by the statement.
type Rules map[uuid.UUID]Rule

// Stale says since when something needs to be shown afresh, and why.
type Stale struct {
	// Since is the first day on which it did not count.
	Since calendar.Date
	// Because is the reason as a sentence.
	Because string
}

// Evidence judges evidence whose last day was on, for the statement of the rule: it is stale from the first day of the
// first edition that came into use after it.
func (r Rule) Evidence(on, today calendar.Date) (Stale, bool) {
	e, there := r.after(on)
	if !there || e.StartsOn.After(today) {
		return Stale{}, false
	}
	return Stale{e.StartsOn, fmt.Sprintf("It is from before %s, when %s came into use.", e.StartsOn, e.Name)}, true
}

// Approval judges an approval of a day that rests on evidence of which the newest was on newest; a zero newest means that
// no edition is held against it. It is stale from whichever comes first: the day after its period, or the first day of an
// edition that is younger than all of its evidence, but never before it was given.
func (r Rule) Approval(on, newest, today calendar.Date) (Stale, bool) {
	found := r.ends(on, newest)
	if found.Since.IsZero() || found.Since.After(today) {
		return Stale{}, false
	}
	return found, true
}

// CountsUntil gives the last day on which such an approval counts; no date when nothing that is known ends it.
func (r Rule) CountsUntil(on, newest calendar.Date) calendar.Date {
	if found := r.ends(on, newest); !found.Since.IsZero() {
		return found.Since.AddDays(-1)
	}
	return calendar.Date{}
}

// CountsFrom gives the days from which on approvals count today: one that was decided before decided, or whose newest
// evidence is from before evidence, is stale, and no other. They are no dates where nothing is. It says of many approvals at
// once what Approval says of one.
func (r Rule) CountsFrom(today calendar.Date) (decided, evidence calendar.Date) {
	if !r.Lasts.IsZero() {
		decided = today.Add(r.Lasts.Negate())
		for before := decided.AddDays(-1); before != decided && !before.Add(r.Lasts).Before(today); before = decided.AddDays(-1) {
			decided = before
		}
		for decided.Add(r.Lasts).Before(today) {
			decided = decided.AddDays(1)
		}
	}
	if e, there := r.NewestEdition(today); there {
		evidence = e.StartsOn
	}
	return decided, evidence
}

func (r Rule) ends(on, newest calendar.Date) Stale {
	var found Stale
	if !r.Lasts.IsZero() {
		until := on.Add(r.Lasts)
		found = Stale{until.AddDays(1), fmt.Sprintf("An approval of this statement counts for %s: this one counted until %s.", r.Lasts, until)}
	}
	if newest.IsZero() {
		return found
	}
	if e, there := r.after(newest); there {
		if since := calendar.Later(e.StartsOn, on); found.Since.IsZero() || since.Before(found.Since) {
			found = Stale{since, fmt.Sprintf("%s came into use on %s, and the newest evidence is of %s.", e.Name, e.StartsOn, newest)}
		}
	}
	return found
}

// after gives the first edition that came into use after a day.
func (r Rule) after(day calendar.Date) (Edition, bool) {
	for _, e := range r.Editions {
		if e.StartsOn.After(day) {
			return e, true
		}
	}
	return Edition{}, false
}

// NewestEdition gives the newest edition in use on a day; false when there is none.
func (r Rule) NewestEdition(today calendar.Date) (Edition, bool) {
	for i := len(r.Editions) - 1; i >= 0; i-- {
		if !r.Editions[i].StartsOn.After(today) {
			return r.Editions[i], true
		}
	}
	return Edition{}, false
}

// add takes an edition in where it belongs.
func (r Rule) add(e Edition) Rule {
	r.Editions = append(slices.Clip(r.Editions), e)
	slices.SortFunc(r.Editions, func(a, b Edition) int {
		return cmp.Or(a.StartsOn.Compare(b.StartsOn), cmp.Compare(a.Name, b.Name))
	})
	return r
}
