package practice

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Coder is one person's row in the view of a team.
type Coder struct {
	Person Named
	Four   FourWeeks
	// Before is the average of the four weeks before those.
	Before Mean
	Target *Expected
	Last   calendar.Date
	// Audit is the last released audit; nil when there is none.
	Audit    *Audit
	Figures  []Figure
	Open     int
	Overdue  int
	MayAudit bool
}

// Trend says how the average has moved in four weeks: "up" or "down" by at least one episode, "steady", or "" when one of the two
// is unknown.
func (c Coder) Trend() string {
	now, known := c.Four.Value()
	before, knownBefore := c.Before.Value()
	switch {
	case !known || !knownBefore:
		return ""
	case now-before >= 1:
		return "up"
	case before-now >= 1:
		return "down"
	}
	return "steady"
}

// Below reports whether the average is known and lies below the target.
func (c Coder) Below() bool {
	value, known := c.Four.Value()
	return known && c.Target != nil && value < float64(c.Target.Episodes)
}

// CoderFilter narrows the view of a team.
type CoderFilter struct {
	page.Request
	TeamID *uuid.UUID
	People []uuid.UUID
	// State is "below_target", "below_threshold", "actions" or "no_entry"; "" shows everybody.
	State string
}

// lowest gives the figure that is furthest below its threshold; 0 when none is below.
func (c Coder) lowest() Tenths {
	var below Tenths
	for _, f := range c.Figures {
		below = max(below, f.Below)
	}
	return below
}

func (c Coder) within(state string) bool {
	switch state {
	case "below_target":
		return c.Below()
	case "below_threshold":
		return c.lowest() > 0
	case "actions":
		return c.Open > 0
	case "no_entry":
		return c.Four.Entries == 0
	}
	return true
}

var coderOrders = map[string]func(a, b Coder) int{
	"name":    func(a, b Coder) int { return reference.ByText(a.Person.Name, b.Person.Name) },
	"average": func(a, b Coder) int { return cmp.Compare(averageOf(a), averageOf(b)) },
	"audited": func(a, b Coder) int { return auditedOn(a).Compare(auditedOn(b)) },
	"below":   func(a, b Coder) int { return cmp.Compare(a.lowest(), b.lowest()) },
	"actions": func(a, b Coder) int { return cmp.Or(cmp.Compare(a.Overdue, b.Overdue), cmp.Compare(a.Open, b.Open)) },
}

func averageOf(c Coder) float64 {
	value, known := c.Four.Value()
	if !known {
		return -1
	}
	return value
}

func auditedOn(c Coder) calendar.Date {
	if c.Audit == nil {
		return calendar.Date{}
	}
	return c.Audit.AuditedOn
}

// Coders gives a page of the coders within reach, and how many there are: a fixed number of queries, however many people there
// are.
func (s *Service) Coders(ctx context.Context, by access.Actor, f CoderFilter) ([]Coder, int, error) {
	people, err := s.store.coders(ctx, by, f.TeamID)
	if err != nil {
		return nil, 0, err
	}
	if len(f.People) > 0 {
		people = slices.DeleteFunc(people, func(p reached) bool { return !slices.Contains(f.People, p.ID) })
	}
	ids := make([]uuid.UUID, len(people))
	for i, p := range people {
		ids[i] = p.ID
	}
	careers, err := s.store.careers(ctx, ids)
	if err != nil {
		return nil, 0, err
	}
	targets, err := s.store.targets(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, err
	}
	// A week more than two windows, so that the first days share their whole week.
	days, err := s.store.days(ctx, ids, by.Today.AddDays(-2*window-7), by.Today)
	if err != nil {
		return nil, 0, err
	}
	last, err := s.store.lastEntries(ctx, ids)
	if err != nil {
		return nil, 0, err
	}
	audits, err := s.store.latest(ctx, ids)
	if err != nil {
		return nil, 0, err
	}
	sets, err := s.store.thresholds(ctx)
	if err != nil {
		return nil, 0, err
	}
	open, err := s.store.openActions(ctx, ids)
	if err != nil {
		return nil, 0, err
	}
	var all []Coder
	for _, p := range people {
		if !reference.Matches(fold.Text(p.Name), f.Query) {
			continue
		}
		career := careers[p.ID]
		counted := parts(career, targets, days[p.ID])
		c := Coder{
			Person: Named{p.ID, p.Name}, Four: fourWeeks(career, counted, by.Today), Last: last[p.ID],
			Before: mean(counted, by.Today.AddDays(1-2*window), by.Today.AddDays(-window)), MayAudit: p.MayAudit && p.ID != by.PersonID,
		}
		if e, there := ExpectedOn(career, targets, by.Today); there {
			c.Target = &e
		}
		if a, there := audits[p.ID]; there {
			c.Audit, c.Figures = &a, Figures(a.Counts, s.known.Errors, setOf(sets, a.ThresholdSetID))
		}
		for _, a := range open {
			if a.PersonID == p.ID {
				c.Open++
				if a.State(by.Today) == "overdue" {
					c.Overdue++
				}
			}
		}
		if c.within(f.State) {
			all = append(all, c)
		}
	}
	all = reference.Sorted(all, f.Request, coderOrders[f.Sort])
	return reference.Cut(all, f.Request), len(all), nil
}
