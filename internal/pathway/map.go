package pathway

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Role is a role as the map names it. Band is empty when it is unknown.
type Role struct {
	ID    uuid.UUID
	Title string
	Band  string
}

// Person is somebody as the map names them.
type Person struct {
	ID   uuid.UUID
	Name string
}

// Map is one version of an organisation's map of roles.
type Map struct {
	Version
	Places []Place
	Moves  []Move
}

// Version is what a list tells about a version of the map. Number counts them from 1.
type Version struct {
	ID          uuid.UUID
	Number      int
	State       State
	Note        string
	MadeBy      Person
	PublishedBy *Person
	PublishedOn calendar.Date
	RetiredOn   calendar.Date
	MoveCount   int
	// Revision counts the changes to a draft.
	Revision int
}

// Place is a role on the map.
type Place struct {
	Role   Role
	Family Family
}

// Move leads from one role to another.
type Move struct {
	ID        uuid.UUID
	From, To  uuid.UUID
	Condition Condition
	// Reason says why the move is there, and why on this condition.
	Reason  string
	Sources []Source
}

// Source says where something stands: a document and lines of it.
type Source struct {
	Document string `json:"document"`
	Lines    []int  `json:"lines"`
}

// move gives the move with this identifier.
func (m Map) move(id uuid.UUID) (Move, bool) {
	i := slices.IndexFunc(m.Moves, func(one Move) bool { return one.ID == id })
	if i < 0 {
		return Move{}, false
	}
	return m.Moves[i], true
}

// place gives a role's place.
func (m Map) place(role uuid.UUID) (Place, bool) {
	i := slices.IndexFunc(m.Places, func(p Place) bool { return p.Role.ID == role })
	if i < 0 {
		return Place{}, false
	}
	return m.Places[i], true
}

// From lists the moves that start from a role, in the order of the map.
func (m Map) From(role uuid.UUID) []Move {
	var found []Move
	for _, one := range m.Moves {
		if one.From == role {
			found = append(found, one)
		}
	}
	return found
}

// check refuses a move that the map cannot have, with a sentence by field: one of unknown roles, from a role to itself, one
// that is there already, one that would close a circle, one without a reason, or one whose condition cannot be judged. The
// move with the same identifier does not stand in its way.
func (m Map) check(move Move, names Names) error {
	var wrong []apperr.Field
	refuse := func(name, format string, args ...any) {
		wrong = append(wrong, apperr.Field{Name: name, Message: fmt.Sprintf(format, args...)})
	}
	from, knowsFrom := names.Roles[move.From]
	to, knowsTo := names.Roles[move.To]
	others := slices.DeleteFunc(slices.Clone(m.Moves), func(one Move) bool { return one.ID == move.ID })
	switch {
	case !knowsFrom:
		refuse("fromRoleId", "There is no such role in your organisation. Choose one of the list.")
	case !knowsTo:
		refuse("toRoleId", "There is no such role in your organisation. Choose one of the list.")
	case move.From == move.To:
		refuse("toRoleId", "A move leads to another role. Choose a role other than %s.", from.Title)
	case slices.ContainsFunc(others, func(one Move) bool { return one.From == move.From && one.To == move.To }):
		refuse("toRoleId", "The map has a move from %s to %s already. Change that one.", from.Title, to.Title)
	default:
		if circle := circleWith(others, move); circle != nil {
			titles := make([]string, len(circle))
			for i, id := range circle {
				titles[i] = names.Roles[id].Title
			}
			refuse("toRoleId", "This move would make a circle: %s. A pathway leads onwards and never back.", strings.Join(titles, " → "))
		}
	}
	if strings.TrimSpace(move.Reason) == "" {
		refuse("reason", "Say why this move is on the map.")
	}
	return apperr.Invalid(append(wrong, move.Condition.check("condition", names)...)...)
}

// circleWith gives the roles in the circle that a move closes, from its start round to it again; nil when it closes none.
func circleWith(moves []Move, closing Move) []uuid.UUID {
	onwards := map[uuid.UUID][]uuid.UUID{}
	for _, m := range moves {
		onwards[m.From] = append(onwards[m.From], m.To)
	}
	// The shortest way back, step by step.
	before := map[uuid.UUID]uuid.UUID{closing.To: closing.From}
	for next := []uuid.UUID{closing.To}; len(next) > 0; next = next[1:] {
		for _, to := range onwards[next[0]] {
			if _, seen := before[to]; seen {
				continue
			}
			before[to] = next[0]
			if to != closing.From {
				next = append(next, to)
				continue
			}
			circle := []uuid.UUID{closing.From}
			for at := next[0]; at != closing.From; at = before[at] {
				circle = append(circle, at)
			}
			slices.Reverse(circle)
			return append([]uuid.UUID{closing.From}, circle...)
		}
	}
	return nil
}

// placed refuses places that the map cannot have: unknown roles, one twice, or a role left out that has moves.
func (m Map) placed(places []Place, names Names) error {
	var wrong []apperr.Field
	seen := map[uuid.UUID]bool{}
	for i, p := range places {
		field := fmt.Sprintf("roles[%d].roleId", i)
		switch role, known := names.Roles[p.Role.ID]; {
		case !known:
			wrong = append(wrong, apperr.Field{Name: field, Message: "There is no such role in your organisation."})
		case seen[p.Role.ID]:
			wrong = append(wrong, apperr.Field{Name: field, Message: role.Title + " is on the list twice."})
		}
		seen[p.Role.ID] = true
	}
	var kept []string
	for _, move := range m.Moves {
		for _, id := range []uuid.UUID{move.From, move.To} {
			if title := names.Roles[id].Title; !seen[id] && !slices.Contains(kept, title) {
				kept = append(kept, title)
			}
		}
	}
	if len(kept) > 0 {
		wrong = append(wrong, apperr.Field{
			Name: "roles", Message: strings.Join(kept, ", ") + " cannot leave the map while a move starts or ends there. Remove the moves first.",
		})
	}
	return apperr.Invalid(wrong...)
}

// Change is one difference between two versions of the map.
type Change struct {
	// What was added, removed or changed: "role" or "move".
	What string
	// How is "added", "removed" or "changed".
	How string
	// Name is the role, or the move as "A → B".
	Name string
	// Before and After are what was changed, in words; empty where there was or is nothing.
	Before, After string
}

// Compare lists what tells a version of the map from an earlier one: roles first, then moves, each by name.
func Compare(earlier, later Map, names Names) []Change {
	facts := func(m Map) (roles, moves map[string]string) {
		roles, moves = map[string]string{}, map[string]string{}
		for _, p := range m.Places {
			roles[p.Role.Title] = "Drawn with " + strings.ReplaceAll(p.Family.String(), "_", " ")
		}
		for _, move := range m.Moves {
			name := names.Roles[move.From].Title + " → " + names.Roles[move.To].Title
			moves[name] = move.Condition.Words(move, names) + ". " + move.Reason
		}
		return roles, moves
	}
	rolesBefore, movesBefore := facts(earlier)
	rolesAfter, movesAfter := facts(later)
	return append(changes("role", rolesBefore, rolesAfter), changes("move", movesBefore, movesAfter)...)
}

func changes(what string, before, after map[string]string) []Change {
	var all []Change
	for name, was := range before {
		switch is, there := after[name]; {
		case !there:
			all = append(all, Change{What: what, How: "removed", Name: name, Before: was})
		case is != was:
			all = append(all, Change{What: what, How: "changed", Name: name, Before: was, After: is})
		}
	}
	for name, is := range after {
		if _, there := before[name]; !there {
			all = append(all, Change{What: what, How: "added", Name: name, After: is})
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return cmp.Compare(a.Name, b.Name) })
	return all
}
