package training

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Road is a pathway in one of its versions, with the roles that put people on it.
type Road struct {
	ID uuid.UUID
	// RoleID and RoleTitle are the first of the Roles, which an organisation's copies of them follow.
	RoleID    uuid.UUID
	RoleTitle string
	Roles     []Named
	Copies    []Named
	// Own reports whether the organisation made the pathway rather than a source document.
	Own     bool
	Version VersionRef
	Pathway Pathway
	// Because says, for one person, why it is this version: a full sentence.
	Because string
	text    PathwayText
	copies  map[uuid.UUID]bool
}

// VersionRef names a version of a pathway. Number 0 is the source document's own, whose identifier is the pathway's.
type VersionRef struct {
	ID       uuid.UUID
	Number   int
	StartsOn calendar.Date
}

// String gives "the source's version" or "version 2".
func (v VersionRef) String() string {
	if v.Number == 0 {
		return "the source's version"
	}
	return fmt.Sprintf("version %d", v.Number)
}

// puts reports whether an appointment to the role puts people on the road: exactly, because the road names the role, or
// because the role is a copy of one that it names.
func (r Road) puts(role uuid.UUID) (named, copied bool) {
	return slices.ContainsFunc(r.Roles, func(n Named) bool { return n.ID == role }), r.copies[role]
}

// lane is a pathway in all the versions that were published, the oldest first.
type lane []Road

// inForce gives the version in force on a day, nil when none was yet.
func (l lane) inForce(day calendar.Date) *Road {
	for i := len(l) - 1; i >= 0; i-- {
		if !l[i].Version.StartsOn.After(day) {
			return &l[i]
		}
	}
	return nil
}

// version gives the version of an identifier, nil when there is none.
func (l lane) version(id uuid.UUID) *Road {
	i := slices.IndexFunc(l, func(r Road) bool { return r.Version.ID == id })
	if i < 0 {
		return nil
	}
	return &l[i]
}

// everything gives the newest version with the milestones that only older ones have added to it, so that whatever was
// recorded under any version has its title.
func (l lane) everything() Road {
	newest := l[len(l)-1]
	newest.Pathway.Milestones = slices.Clone(newest.Pathway.Milestones)
	for i := len(l) - 2; i >= 0; i-- {
		for _, m := range l[i].Pathway.Milestones {
			if _, known := newest.Pathway.Milestone(m.Key); !known {
				newest.Pathway.Milestones = append(newest.Pathway.Milestones, m)
			}
		}
	}
	return newest
}

// roads are all pathways of an organisation, by title. They are shared and never changed.
type roads []lane

func (r roads) byID(id uuid.UUID) (lane, error) {
	for _, l := range r {
		if l[0].ID == id {
			return l, nil
		}
	}
	return nil, apperr.NotFound("pathway")
}

// today gives each pathway in the version in force on a day; one that has only later ones is left out.
func (r roads) today(day calendar.Date) []Road {
	var all []Road
	for _, l := range r {
		if road := l.inForce(day); road != nil {
			all = append(all, *road)
		}
	}
	return all
}

// main gives the pathways that posts put people on.
func (r roads) main() roads {
	return slices.DeleteFunc(slices.Clone(r), func(l lane) bool { return l[len(l)-1].Pathway.Further })
}

// mainFor gives the version that an appointment to a role on a day puts people on: the one in force then of the pathway that
// names the role, else of the one that names the role it was copied from; where none was in force yet, the first version
// that came for the role by today.
func (r roads) mainFor(role uuid.UUID, on, today calendar.Date) (*Road, bool) {
	var byCopy, later, laterCopy *Road
	earliest := func(found **Road, road *Road) {
		if *found == nil || road.Version.StartsOn.Before((*found).Version.StartsOn) {
			*found = road
		}
	}
	for _, l := range r {
		if l[0].Pathway.Further {
			continue
		}
		if road := l.inForce(on); road != nil {
			named, copied := road.puts(role)
			if named {
				return road, true
			}
			if copied && byCopy == nil {
				byCopy = road
			}
		}
		for i := range l {
			if !l[i].Version.StartsOn.After(on) || l[i].Version.StartsOn.After(today) {
				continue
			}
			switch named, copied := l[i].puts(role); {
			case named:
				earliest(&later, &l[i])
			case copied:
				earliest(&laterCopy, &l[i])
			}
		}
	}
	switch {
	case byCopy != nil:
		return byCopy, true
	case later != nil:
		return later, false
	default:
		return laterCopy, false
	}
}

// post is an appointment as far as progress depends on it.
type post struct {
	PersonID      uuid.UUID
	RoleID        uuid.UUID
	StartsOn      calendar.Date
	EndsOn        calendar.Date
	WteHundredths WTE
}

// place is a person's standing on a pathway that was decided rather than reckoned: they were moved to a version, or joined or
// left a further pathway on a day.
type place struct {
	PersonID  uuid.UUID
	PathwayID uuid.UUID
	// Version is the pathway's own identifier for the source's version.
	Version   uuid.UUID
	Kind      string
	StartsOn  calendar.Date
	DecidedOn calendar.Date
}

// career is what is recorded about one person: the road that the person is on, nil when on none, and the facts on it; and
// the same for each further pathway that the person joined.
type career struct {
	person  uuid.UUID
	road    *Road
	facts   Facts
	further []career
}

// careerOf puts a person on the road to whose role they were first appointed, or whose award they hold, and reads from the
// posts, which are in order of time, since when and what was worked part-time. Somebody who came with the award counts from
// their first post. The version is the one that was in force at the start, unless the person was moved to another.
func (r roads) careerOf(person uuid.UUID, posts []post, awards []Award, places []place, today calendar.Date) career {
	c := career{person: person, facts: Facts{Person: person, Awards: awards}}
	var then bool
	for _, p := range posts {
		if road, inForce := r.mainFor(p.RoleID, p.StartsOn, today); road != nil {
			c.road, c.facts.AppointedOn, then = road, p.StartsOn, inForce
			break
		}
	}
	if c.road == nil && len(posts) > 0 {
		for _, l := range r {
			held := slices.ContainsFunc(awards, func(a Award) bool { return a.Kind == l[len(l)-1].Pathway.Award })
			if held && !l[0].Pathway.Further {
				if c.road = l.inForce(posts[0].StartsOn); c.road == nil {
					c.road = &l[0]
				}
				c.facts.AppointedOn, then = posts[0].StartsOn, true
				break
			}
		}
	}
	if c.road != nil {
		c.road = r.placed(*c.road, c.facts.AppointedOn, then, places, today)
	}
	c.facts.PartTime = partTimeSince(posts, c.facts.AppointedOn)
	for i, p := range places {
		since := places[i+1:]
		left := slices.ContainsFunc(since, func(later place) bool { return later.PathwayID == p.PathwayID && later.Kind == placeLeft })
		if p.Kind == placeJoined && !left {
			c.further = append(c.further, r.joined(c, p, posts, since, today)...)
		}
	}
	return c
}

func partTimeSince(posts []post, since calendar.Date) []PartTime {
	var all []PartTime
	for _, p := range posts {
		if p.WteHundredths < WholeTime && (p.EndsOn.IsZero() || !p.EndsOn.Before(since)) {
			all = append(all, PartTime{Span: calendar.Span{From: p.StartsOn, To: p.EndsOn}, WTE: p.WteHundredths})
		}
	}
	return all
}

// placed gives the version that a person is on, with the sentence that says why: the last one that they were moved to, else
// the one that was in force when they started.
func (r roads) placed(road Road, started calendar.Date, then bool, places []place, today calendar.Date) *Road {
	l, err := r.byID(road.ID)
	if err != nil {
		return &road
	}
	at := startWords(road.Pathway)
	switch {
	case !then:
		road.Because = fmt.Sprintf("On %s, the first that came for this role: none was in force at %s on %s.", road.Version, at, started)
	default:
		road.Because = fmt.Sprintf("On %s, which was in force at %s on %s.", road.Version, at, started)
	}
	for _, p := range places {
		if to := l.version(p.Version); p.PathwayID == road.ID && p.Kind == placeMoved && to != nil {
			road = *to
			road.Because = fmt.Sprintf("On %s, by a move on %s.", road.Version, p.DecidedOn)
		}
	}
	if now := l.inForce(today); now != nil && now.Version.ID != road.Version.ID {
		road.Because += fmt.Sprintf(" %s applies to those who start from %s on.", sentenceCase(now.Version.String()), now.Version.StartsOn)
	}
	return &road
}

// startWords names what a pathway's periods begin with.
func startWords(p Pathway) string {
	if p.Further {
		return "joining"
	}
	return "the appointment"
}

// joined gives a further pathway that a person joined: the version in force on that day, unless they were moved to another.
func (r roads) joined(c career, p place, posts []post, places []place, today calendar.Date) []career {
	l, err := r.byID(p.PathwayID)
	if err != nil {
		return nil
	}
	road := l.version(p.Version)
	if road == nil {
		return nil
	}
	return []career{{person: c.person, road: r.placed(*road, p.StartsOn, true, places, today), facts: Facts{
		Person: c.person, AppointedOn: p.StartsOn, Awards: c.facts.Awards, PartTime: partTimeSince(posts, p.StartsOn),
	}}}
}

// onRoad gives the person's road, or refuses because there is none.
func (c career) onRoad() (Road, error) {
	if c.road == nil {
		return Road{}, apperr.Conflict("This person's role has no pathway, so there is nothing to record.")
	}
	return *c.road, nil
}

// on gives the career on the road that has a milestone: the post's, else the further pathway that has it. A milestone that
// is nowhere is left to the post's road to refuse.
func (c career) on(key MilestoneKey) career {
	if c.road != nil {
		if _, own := c.road.Pathway.Milestone(key); own {
			return c
		}
	}
	for _, f := range c.further {
		if _, there := f.road.Pathway.Milestone(key); there {
			return f
		}
	}
	return c
}

// withRecord gives the career that a record belongs to.
func (c career) withRecord(id uuid.UUID) career {
	for _, f := range c.further {
		if slices.ContainsFunc(f.facts.Records, func(r Record) bool { return r.ID == id }) {
			return f
		}
	}
	return c
}

// withAttempt gives the career that a sitting belongs to.
func (c career) withAttempt(id uuid.UUID) career {
	for _, f := range c.further {
		if slices.ContainsFunc(f.facts.Attempts, func(a Attempt) bool { return a.ID == id }) {
			return f
		}
	}
	return c
}

// onPathway gives the career on one pathway, and false when the person is not on it.
func (c career) onPathway(id uuid.UUID) (career, bool) {
	if c.road != nil && c.road.ID == id {
		return c, true
	}
	for _, f := range c.further {
		if f.road.ID == id {
			return f, true
		}
	}
	return career{}, false
}

// titles joins the titles of roles.
func titles(roles []Named) string {
	var all []string
	for _, r := range roles {
		all = append(all, r.Name)
	}
	return strings.Join(all, ", ")
}
