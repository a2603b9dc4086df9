package workforce

import (
	"fmt"
	"slices"
	"strings"

	"bandwise/internal/platform/calendar"
)

// Role is a role as readiness is judged against it.
type Role struct {
	Named
	Band Band
}

// Readiness is one person against one role, requirement by requirement.
type Readiness struct {
	Person Person
	Role   Role
	// Own reports whether it is the role that the person is appointed to.
	Own       bool
	Today     calendar.Date
	Standings []Standing
	// Reader is who asked.
	Reader Reader
}

// Counts counts the requirements.
func (r Readiness) Counts() Counts { return Count(r.Standings) }

// Summary gives the readiness in a sentence, essential before desirable.
func (r Readiness) Summary() string { return r.Counts().Summary(r.Role.Name) }

// Summary says in a sentence how much is met of what a role asks, essential before desirable.
func (c Counts) Summary(role string) string {
	if c.EssentialRequired+c.DesirableRequired == 0 {
		return fmt.Sprintf("Nothing is required for %s yet.", role)
	}
	text := fmt.Sprintf("%d of %d essential requirements are met", c.EssentialMet, c.EssentialRequired)
	if c.EssentialRequired == 0 {
		text = "Nothing is essential"
	}
	if c.DesirableRequired > 0 {
		text += fmt.Sprintf("; %d of %d desirable ones", c.DesirableMet, c.DesirableRequired)
	}
	return text + "."
}

// Next gives the role to look at next from a person's own: of the roles with the lowest band above it that ask as essential
// something in a skill in which the own role asks something as essential, the first by title. It is false when there is none.
// It stands in until an organisation publishes its own map of roles; see [Onwards].
func Next(own Role, roles []Role, asked Requirements) (Role, bool) {
	skills := essentialSkills(asked[own.ID])
	var found []Role
	for _, r := range roles {
		if r.ID == own.ID || r.Band == "" || r.Band.Compare(own.Band) <= 0 {
			continue
		}
		for code := range essentialSkills(asked[r.ID]) {
			if skills[code] {
				found = append(found, r)
				break
			}
		}
	}
	if own.Band == "" || len(found) == 0 {
		return Role{}, false
	}
	return slices.MinFunc(found, func(a, b Role) int {
		if c := a.Band.Compare(b.Band); c != 0 {
			return c
		}
		return strings.Compare(a.Name, b.Name)
	}), true
}

func essentialSkills(asked []Requirement) map[string]bool {
	skills := map[string]bool{}
	for _, r := range asked {
		if r.Kind == OfStatement && r.Importance == Essential {
			skills[r.Code] = true
		}
	}
	return skills
}
