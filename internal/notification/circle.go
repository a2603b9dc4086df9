package notification

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Asked is for whom notices are reckoned: everybody of an organisation, or one person.
type Asked struct {
	OrganisationID uuid.UUID
	// To is the one person; uuid.Nil means everybody.
	To    uuid.UUID
	Today calendar.Date
	// Circle is the readers and those whom they answer for.
	Circle *Circle
}

// Source is a place of facts that notices come from. It gives the notices of everybody asked for, or of the one person,
// with a number of queries that does not depend on how many people there are.
type Source interface {
	Notices(ctx context.Context, asked Asked) ([]Notice, error)
}

// Dated is something with a date that belongs into a person's calendar.
type Dated struct {
	// Entry names it and stays the same when its date changes.
	Entry string
	// On is its day, Until its last day when it lasts longer.
	On, Until calendar.Date
	Title     string
	// Link is a path of the application.
	Link string
}

// Dates is a source of what belongs into one person's calendar.
type Dates interface {
	Dates(ctx context.Context, asked Asked) ([]Dated, error)
}

// Capacity is in which capacity somebody answers for a person.
type Capacity string

// The capacities.
const (
	AsMentor   Capacity = "mentor"
	AsAssessor Capacity = "assessor"
	AsManager  Capacity = "manager"
)

// Responsible is somebody who answers for a person today.
type Responsible struct {
	ID uuid.UUID
	As Capacity
	// ForID and ForName are the colleague for whom they stand in; uuid.Nil when they answer by themselves.
	ForID   uuid.UUID
	ForName string
}

// inStead says, behind a sentence, for whom the reader decides; nothing for those who answer by themselves.
func (r Responsible) inStead() string {
	if r.ForID == uuid.Nil {
		return ""
	}
	return " You stand in for " + r.ForName + "."
}

// Post is an appointment of a person.
type Post struct {
	ID     uuid.UUID
	RoleID uuid.UUID
	Role   string
	calendar.Span
}

// Member is one person of a circle.
type Member struct {
	ID     uuid.UUID
	Name   string
	Email  string
	LeftOn calendar.Date
	// Posts are all appointments, the earliest first.
	Posts []Post
	// Target is the role that the person works towards; uuid.Nil when none was chosen.
	Target       uuid.UUID
	Responsibles []Responsible
}

// Circle is the readers and those whom they answer for, with what rules about notices ask of them.
type Circle struct {
	today   calendar.Date
	members map[uuid.UUID]*Member
	// order is the members' in a fixed order.
	order []uuid.UUID
	// asks is what roles ask for: by role, the keys of its requirements ("statement/...", "milestone/...", "criterion/...",
	// "accreditation/...").
	asks map[uuid.UUID]map[string]bool
}

// Members lists everybody in the circle.
func (c *Circle) Members() []*Member {
	all := make([]*Member, len(c.order))
	for i, id := range c.order {
		all[i] = c.members[id]
	}
	return all
}

// IDs lists everybody's identifier.
func (c *Circle) IDs() []uuid.UUID { return c.order }

// Member gives a person, nil for somebody outside the circle.
func (c *Circle) Member(id uuid.UUID) *Member { return c.members[id] }

// Name gives a person's name.
func (c *Circle) Name(id uuid.UUID) string {
	if m := c.members[id]; m != nil {
		return m.Name
	}
	return "Somebody"
}

// works reports whether the person has not left.
func (c *Circle) works(id uuid.UUID) bool {
	m := c.members[id]
	return m != nil && (m.LeftOn.IsZero() || !m.LeftOn.Before(c.today))
}

// Responsibles gives who answers by themselves for a person in one of the capacities, each once and never the person.
func (c *Circle) Responsibles(person uuid.UUID, as ...Capacity) []uuid.UUID {
	var found []uuid.UUID
	for _, r := range c.answering(person, func(r Responsible) bool { return r.ForID == uuid.Nil && slices.Contains(as, r.As) }) {
		found = append(found, r.ID)
	}
	return found
}

// Deciders gives who may decide what waits of a person in one of the capacities: who answers for the person, and who stands in for
// one of them. Whoever is both answers by themselves.
func (c *Circle) Deciders(person uuid.UUID, as ...Capacity) []Responsible {
	return c.answering(person, func(r Responsible) bool { return slices.Contains(as, r.As) })
}

// Reviewers gives who may decide a claim of a person: whoever has it in review, with those who stand in for them, or else all
// who may.
func (c *Circle) Reviewers(person uuid.UUID, inReviewBy *uuid.UUID) []Responsible {
	if inReviewBy == nil {
		return c.Deciders(person, AsAssessor, AsManager)
	}
	standIns := c.answering(person, func(r Responsible) bool { return r.ForID == *inReviewBy && r.As != AsMentor })
	return append([]Responsible{{ID: *inReviewBy}}, standIns...)
}

// answering gives those of a person's responsibles who are meant, each once and never the person: those who answer by themselves
// first.
func (c *Circle) answering(person uuid.UUID, meant func(Responsible) bool) []Responsible {
	m := c.members[person]
	if m == nil {
		return nil
	}
	var found []Responsible
	seen := map[uuid.UUID]bool{person: true}
	for _, standingIn := range []bool{false, true} {
		for _, r := range m.Responsibles {
			if standingIn == (r.ForID != uuid.Nil) && meant(r) && !seen[r.ID] {
				seen[r.ID] = true
				found = append(found, r)
			}
		}
	}
	return found
}

// Concerns reports whether something that a role asks for, or the role's own pathway, concerns the person now: it belongs
// to a current post or to the role that the person works towards. key is a requirement's, such as "milestone/nccq".
func (c *Circle) Concerns(person, role uuid.UUID, key string) bool {
	m := c.members[person]
	if m == nil {
		return false
	}
	for _, p := range m.Posts {
		if p.Contains(c.today) && (p.RoleID == role || c.asks[p.RoleID][key]) {
			return true
		}
	}
	return m.Target != uuid.Nil && (m.Target == role || c.asks[m.Target][key])
}

// IsHistory reports whether a role that the person has left asked for it, and neither a current post nor the role that the
// person works towards does.
func (c *Circle) IsHistory(person uuid.UUID, key string) bool {
	m := c.members[person]
	if m == nil || c.Concerns(person, uuid.Nil, key) {
		return false
	}
	for _, p := range m.Posts {
		if !p.To.IsZero() && p.To.Before(c.today) && c.asks[p.RoleID][key] {
			return true
		}
	}
	return false
}
