package demo

import (
	"context"
	"fmt"
	"slices"

	"bandwise/internal/pack"
	"bandwise/internal/platform/calendar"
	"bandwise/seed/demo"
)

// frozen is a pack of the demo: who made it, of their own portfolio, and how long before the base day.
type frozen struct {
	person string
	wish   pack.Wish
	before calendar.Period
}

// packsOf are the packs of Northmoor: the accredited coder's for an appraisal some months ago, and the trainee's own.
var packsOf = []frozen{
	{"daniel-osei", pack.Wish{Title: "Appraisal: from ACC to the next band", Purpose: pack.Appraisal, Parts: pack.Whole}, calendar.Months(4)},
	{"ella-barnes", pack.Wish{Title: "After my first six months", Purpose: pack.OwnRecord, Parts: pack.Whole}, calendar.Weeks(5)},
}

// planPacks plans the portfolios that people froze. Somebody who had nothing to show by then froze nothing.
func (m *maker) planPacks(p *plan) {
	for _, f := range packsOf {
		at := slices.IndexFunc(m.trust.People, func(person demo.Person) bool { return person.Key == f.person })
		if at < 0 {
			continue
		}
		p.add(m.weekday(f.before.Negate()), phaseDecision, "freeze the portfolio of "+f.person, func(ctx context.Context) error {
			if _, err := m.Pack.Make(ctx, m.actor(f.person), m.people[f.person], f.wish); err != nil {
				return fmt.Errorf("%s: %w", f.wish.Title, err)
			}
			return nil
		})
	}
}
