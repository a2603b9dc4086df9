package notification

import (
	"context"

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

// Responsibles gives who answers for a person in one of the capacities, each once and never the person.
func (c *Circle) Responsibles(person uuid.UUID, as ...Capacity) []uuid.UUID {
	m := c.members[person]
	if m == nil {
		return nil
	}
	var found []uuid.UUID
	seen := map[uuid.UUID]bool{person: true}
	for _, r := range m.Responsibles {
		for _, capacity := range as {
			if r.As == capacity && !seen[r.ID] {
				seen[r.ID] = true
				found = append(found, r.ID)
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
