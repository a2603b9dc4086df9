package access

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Cover says that the actor stands in for a colleague who is away until Until, that day included.
type Cover struct {
	ID uuid.UUID
	// ForID and ForName are the colleague who is away.
	ForID   uuid.UUID
	ForName string
	Until   calendar.Date
	// grants are what the colleague holds today, by themselves: what they cover for others is not among it, so there is no chain.
	grants []Grant
}

// NewCover makes a cover with the grants of the colleague who is away.
func NewCover(id, forID uuid.UUID, forName string, until calendar.Date, grants []Grant) Cover {
	return Cover{ID: id, ForID: forID, ForName: forName, Until: until, grants: grants}
}

// coverable are the permissions that a cover carries: what somebody needs to decide what waits. What a relation of two people
// rests on stays with them (mentoring, one-to-ones), so does the second look at an approval, which has to be somebody
// independent, and what does not wait for anybody (planning, appointments, courses).
var coverable = []Permission{
	"people.read", "progress.read", "files.read", "portfolio.read", "portfolio.content", "portfolio.review", "portfolio.discuss",
	"training.sign_off", "training.content", "training.attempts", "training.pauses", "training.exempt", "training.extend",
	"accreditation.award", "criteria.confirm", "moves.agree", "practice.read", "practice.content",
}

// Covers reports whether a cover carries the permission.
func Covers(p Permission) bool { return slices.Contains(coverable, p) }

// coverableRoles are those whose reach is people's own line: whom they mentor or assess, and their teams.
var coverableRoles = []Role{Mentor, Assessor, Manager}

// CoverableRoles lists the roles that somebody can be covered in.
func CoverableRoles() []Role { return slices.Clone(coverableRoles) }

// Covered is how far a permission reaches by way of one colleague for whom the actor stands in. It reaches neither the actor
// nor the colleague.
type Covered struct {
	ForID uuid.UUID
	// AssignedAs are the roles in which the colleague's assignments count; empty means none.
	AssignedAs []Role
	Teams      []uuid.UUID
}

// covered gives how far a permission of the colleague reaches for whoever stands in.
func (p *Policy) covered(c Cover, permission Permission) (Covered, bool) {
	reach := Covered{ForID: c.ForID}
	if !Covers(permission) {
		return reach, false
	}
	for _, g := range c.grants {
		if !slices.Contains(coverableRoles, g.Role) {
			continue
		}
		if p.Allows(g.Role, permission, Assigned) && !slices.Contains(reach.AssignedAs, g.Role) {
			reach.AssignedAs = append(reach.AssignedAs, g.Role)
		}
		if p.Allows(g.Role, permission, TeamTree) && g.TeamID != nil {
			reach.Teams = append(reach.Teams, *g.TeamID)
		}
	}
	return reach, len(reach.AssignedAs)+len(reach.Teams) > 0
}

// StandingIn gives the actor with those for whom the actor stands in.
func (a Actor) StandingIn(covers []Cover) Actor {
	a.covers = covers
	return a
}

// Covers lists for whom the actor stands in today.
func (a Actor) Covers() []Cover { return a.covers }

// CoverFor gives the cover for a colleague; false when the actor does not stand in for them.
func (a Actor) CoverFor(colleague uuid.UUID) (Cover, bool) {
	i := slices.IndexFunc(a.covers, func(c Cover) bool { return c.ForID == colleague })
	if i < 0 {
		return Cover{}, false
	}
	return a.covers[i], true
}

// InSteadOf gives the actor acting for a colleague whom they cover, so that the trail names both; uuid.Nil is for nobody.
func (a Actor) InSteadOf(colleague uuid.UUID) Actor {
	a.inSteadOf = &colleague
	return a
}

// ActsFor tells for which colleague the actor acts, as far as a feature has said so; uuid.Nil is for nobody.
func (a Actor) ActsFor() (colleague uuid.UUID, said bool) {
	if a.inSteadOf == nil {
		return uuid.Nil, false
	}
	return *a.inSteadOf, true
}

// Asking gives the actor with the permission of the operation that is asked for.
func (a Actor) Asking(p Permission) Actor {
	a.asked = p
	return a
}

// Asked is how far the permission of the operation reaches that the actor asks for.
func (a Actor) Asked() Scopes { return a.Scopes(a.asked) }

// withoutCovers is the part of the scopes that the actor has by themselves.
func (s Scopes) withoutCovers() Scopes {
	s.Covering = nil
	return s
}

// only is the part of the scopes that one cover gives.
func (s Scopes) only(c Covered) Scopes {
	return Scopes{PersonID: s.PersonID, OrganisationID: s.OrganisationID, Today: s.Today, Covering: []Covered{c}}
}

// ForWhom gives a column, and its arguments, with the colleague by whose cover alone the person in the column is in scope; NULL
// where the actor reaches the person without a cover, or not at all.
func (s Scopes) ForWhom(column string) (string, []any) {
	if len(s.Covering) == 0 {
		return "CAST(NULL AS TEXT)", nil
	}
	condition, args := s.withoutCovers().People(column)
	expression := "CASE WHEN " + condition + " THEN CAST(NULL AS TEXT)"
	for _, c := range s.Covering {
		within, more := s.only(c).People(column)
		expression += " WHEN " + within + " THEN CAST(? AS TEXT)"
		args = append(append(args, more...), c.ForID.String())
	}
	return expression + " END", args
}

// For gives the colleague by whose cover alone the scopes reach somebody who stands in the relation; uuid.Nil where the actor
// reaches them without, or not at all.
func (s Scopes) For(r Relation) uuid.UUID {
	if s.withoutCovers().Reaches(r) {
		return uuid.Nil
	}
	for _, c := range s.Covering {
		if c.reaches(r) {
			return c.ForID
		}
	}
	return uuid.Nil
}

// within gives the condition under which somebody is reached by way of the cover.
func (c Covered) within(s Scopes) (string, []any) {
	var either []string
	args := []any{s.PersonID, c.ForID}
	if len(c.AssignedAs) > 0 {
		condition, more := assignedTo(c.ForID, c.AssignedAs, s.Today)
		either, args = append(either, condition), append(args, more...)
	}
	if len(c.Teams) > 0 {
		condition, more := inTeams(c.Teams, s.OrganisationID, s.Today)
		either, args = append(either, condition), append(args, more...)
	}
	return "(scoped.id NOT IN (?, ?) AND (" + strings.Join(either, " OR ") + "))", args
}

// OnlyAs narrows the scopes to those who are assigned as this, to the actor or to somebody for whom the actor stands in.
func (s Scopes) OnlyAs(role Role) Scopes {
	narrow := Scopes{PersonID: s.PersonID, OrganisationID: s.OrganisationID, Today: s.Today}
	if s.Reaches(Relation{AssignedAs: []Role{role}}) {
		narrow.Assigned, narrow.AssignedAs = true, []Role{role}
	}
	for _, c := range s.Covering {
		if slices.Contains(c.AssignedAs, role) {
			narrow.Covering = append(narrow.Covering, Covered{ForID: c.ForID, AssignedAs: []Role{role}})
		}
	}
	return narrow
}

// OnlyTeams narrows the scopes to the teams in them.
func (s Scopes) OnlyTeams() Scopes {
	narrow := Scopes{PersonID: s.PersonID, OrganisationID: s.OrganisationID, Today: s.Today, Teams: s.Teams}
	for _, c := range s.Covering {
		if len(c.Teams) > 0 {
			narrow.Covering = append(narrow.Covering, Covered{ForID: c.ForID, Teams: c.Teams})
		}
	}
	return narrow
}

// As narrows the relation to the assignments as this.
func (r Relation) As(role Role) Relation {
	narrow := Relation{Own: r.Own}
	if slices.Contains(r.AssignedAs, role) {
		narrow.AssignedAs = []Role{role}
	}
	for colleague, roles := range r.Covered {
		if slices.Contains(roles, role) {
			narrow = narrow.standing(colleague, role)
		}
	}
	return narrow
}

// Uncovered is the relation to the actor alone.
func (r Relation) Uncovered() Relation {
	r.Covered = nil
	return r
}

// InTeams narrows the relation to the person's teams.
func (r Relation) InTeams() Relation {
	narrow := Relation{Own: r.Own, Teams: r.Teams}
	for colleague := range r.Covered {
		narrow = narrow.standing(colleague)
	}
	return narrow
}

func (r Relation) standing(colleague uuid.UUID, as ...Role) Relation {
	if r.Covered == nil {
		r.Covered = map[uuid.UUID][]Role{}
	}
	r.Covered[colleague] = append(r.Covered[colleague], as...)
	return r
}

// Stands adds an assignment of the person to a relation: to the actor, or to somebody for whom the actor stands in.
func (r Relation) Stands(by Actor, assignee uuid.UUID, as Role) Relation {
	if assignee == by.PersonID {
		r.AssignedAs = append(r.AssignedAs, as)
	}
	if _, covered := r.Covered[assignee]; covered {
		return r.standing(assignee, as)
	}
	return r
}

// RelationTo begins the relation of a person to the actor, before assignments and teams are known.
func RelationTo(by Actor, person uuid.UUID) Relation {
	r := Relation{Own: by.PersonID == person}
	for _, c := range by.covers {
		if !r.Own && c.ForID != person {
			r = r.standing(c.ForID)
		}
	}
	return r
}

// reaches reports whether the cover reaches somebody who stands in the relation.
func (c Covered) reaches(r Relation) bool {
	roles, standing := r.Covered[c.ForID]
	return standing && (slices.ContainsFunc(roles, func(as Role) bool { return slices.Contains(c.AssignedAs, as) }) ||
		slices.ContainsFunc(r.Teams, func(team uuid.UUID) bool { return slices.Contains(c.Teams, team) }))
}
