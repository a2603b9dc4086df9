package training

import (
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Road is a pathway as an installation keeps it, with the role that puts people on it.
type Road struct {
	ID        uuid.UUID
	RoleID    uuid.UUID
	RoleTitle string
	Pathway   Pathway
}

// roads are all of an installation's, by title. They are shared and never changed.
type roads []Road

func (r roads) byID(id uuid.UUID) (Road, error) {
	for _, road := range r {
		if road.ID == id {
			return road, nil
		}
	}
	return Road{}, apperr.NotFound("pathway")
}

// post is an appointment as far as progress depends on it.
type post struct {
	PersonID      uuid.UUID
	RoleID        uuid.UUID
	StartsOn      calendar.Date
	EndsOn        calendar.Date
	WteHundredths WTE
}

// career is what is recorded about one person: the road that the person is on, nil when on none, and the facts on it.
type career struct {
	person uuid.UUID
	road   *Road
	facts  Facts
}

// careerOf puts a person on the road to whose role they were first appointed, or whose award they hold, and reads from the
// posts, which are in order of time, since when and what was worked part-time. Somebody who came with the award counts from
// their first post.
func (r roads) careerOf(person uuid.UUID, posts []post, awards []Award) career {
	c := career{person: person, facts: Facts{Person: person, Awards: awards}}
	for _, p := range posts {
		if i := slices.IndexFunc(r, func(road Road) bool { return road.RoleID == p.RoleID }); i >= 0 {
			c.road, c.facts.AppointedOn = &r[i], p.StartsOn
			break
		}
	}
	if c.road == nil && len(posts) > 0 {
		i := slices.IndexFunc(r, func(road Road) bool {
			return slices.ContainsFunc(awards, func(a Award) bool { return a.Kind == road.Pathway.Award })
		})
		if i >= 0 {
			c.road, c.facts.AppointedOn = &r[i], posts[0].StartsOn
		}
	}
	for _, p := range posts {
		if p.WteHundredths < WholeTime && (p.EndsOn.IsZero() || !p.EndsOn.Before(c.facts.AppointedOn)) {
			c.facts.PartTime = append(c.facts.PartTime, PartTime{Span: calendar.Span{From: p.StartsOn, To: p.EndsOn}, WTE: p.WteHundredths})
		}
	}
	return c
}

// onRoad gives the person's road, or refuses because there is none.
func (c career) onRoad() (Road, error) {
	if c.road == nil {
		return Road{}, apperr.Conflict("This person's role has no pathway, so there is nothing to record.")
	}
	return *c.road, nil
}
