package workforce

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Onwards are the moves of the map of roles that an organisation has published: from each role to those that it leads to. It
// is nil where none is published.
type Onwards map[uuid.UUID][]uuid.UUID

// Next gives the role to look at next from a person's own: of those that a move leads to, the one with the lowest band, then
// the first by title; a role whose band is unknown comes last. It is false when no move starts from the role.
func (o Onwards) Next(own Role, roles []Role) (Role, bool) {
	var found []Role
	for _, r := range roles {
		if slices.Contains(o[own.ID], r.ID) {
			found = append(found, r)
		}
	}
	if len(found) == 0 {
		return Role{}, false
	}
	return slices.MinFunc(found, func(a, b Role) int {
		if (a.Band == "") != (b.Band == "") {
			if a.Band == "" {
				return 1
			}
			return -1
		}
		return cmp.Or(a.Band.Compare(b.Band), strings.Compare(a.Name, b.Name))
	}), true
}

// next gives the role to look at next: by the published map where there is one, else by what the roles ask.
func (l ladder) next(own Role) (Role, bool) {
	if l.onwards != nil {
		return l.onwards.Next(own, l.roles)
	}
	return Next(own, l.roles, l.asked)
}
