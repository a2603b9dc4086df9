package workforce

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Choices are what lists of the people in scope can be narrowed by.
type Choices struct {
	Bands    []Band
	Roles    []Named
	Managers []Named
	// Skills are those in which a role asks something.
	Skills []Skill
	// Ladder are the roles of the organisation, for comparing with one.
	Ladder []Named
}

// choices collects them from the people in scope, whatever a list is narrowed by at the moment.
func choices(people []Person, l ladder) Choices {
	var c Choices
	roles, managers, bands := map[uuid.UUID]Named{}, map[uuid.UUID]Named{}, map[Band]bool{}
	for _, p := range people {
		roles[p.Role.ID] = p.Role
		if p.Band != "" {
			bands[p.Band] = true
		}
		if p.Manager.ID != uuid.Nil {
			managers[p.Manager.ID] = p.Manager
		}
	}
	for band := range bands {
		c.Bands = append(c.Bands, band)
	}
	slices.SortFunc(c.Bands, Band.Compare)
	skills := map[Skill]bool{}
	for _, asked := range l.statements {
		for _, q := range asked {
			skills[Skill{q.Code, q.Skill}] = true
		}
	}
	for skill := range skills {
		c.Skills = append(c.Skills, skill)
	}
	slices.SortFunc(c.Skills, func(a, b Skill) int { return cmp.Or(strings.Compare(a.Code, b.Code), strings.Compare(a.Name, b.Name)) })
	c.Roles, c.Managers = byName(roles), byName(managers)
	for _, r := range l.roles {
		c.Ladder = append(c.Ladder, r.Named)
	}
	return c
}

func byName(all map[uuid.UUID]Named) []Named {
	list := make([]Named, 0, len(all))
	for _, n := range all {
		list = append(list, n)
	}
	slices.SortFunc(list, func(a, b Named) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID.String(), b.ID.String()))
	})
	return list
}
