// Package access says what a person may do and how far: Casbin decides from the person's roles of access whether an
// operation's permission is given, and within which scopes, and a scope becomes part of the SQL that reads the rows.
package access

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Role is a role of access. Everybody who works in an organisation has Staff without a grant.
type Role string

// The roles of access.
const (
	Staff         Role = "staff"
	Mentor        Role = "mentor"
	Assessor      Role = "assessor"
	Manager       Role = "manager"
	WorkforceLead Role = "workforce_lead"
	StandardsLead Role = "standards_lead"
	Administrator Role = "administrator"
	Auditor       Role = "auditor"
	PanelMember   Role = "panel_member"
	// ConsistencyChecker checks what matching panels agreed on, and releases it.
	ConsistencyChecker Role = "consistency_checker"
)

// GrantableRoles lists the roles that can be given, in the order in which they are shown.
func GrantableRoles() []Role {
	return []Role{Mentor, Assessor, Manager, WorkforceLead, StandardsLead, PanelMember, ConsistencyChecker, Administrator, Auditor}
}

// ReachesTeams reports whether the role is given for a team and the teams below it.
func (r Role) ReachesTeams() bool { return r == Manager }

// Permission names one thing that can be allowed, for example "portfolio.review". Each operation of the contract
// carries one as x-permission.
type Permission string

// Two permissions need no role: Public operations are open to everybody, SignedIn ones to everybody with a session.
const (
	Public   Permission = "public"
	SignedIn Permission = "signed_in"
)

// Scope is how far a permission reaches.
type Scope int

// The scopes, from the nearest to the widest.
const (
	// Own is the person's own record.
	Own Scope = iota + 1
	// Assigned is the record of those whom the person mentors or assesses today.
	Assigned
	// TeamTree is the record of those who are appointed to the person's teams or a team below them.
	TeamTree
	// Organisation is everybody in the person's organisation.
	Organisation
)

var scopeNames = map[Scope]string{Own: "own", Assigned: "assigned", TeamTree: "team", Organisation: "organisation"}

func (s Scope) String() string { return scopeNames[s] }

// Actor is the person who is signed in, and what today's grants let the person do.
type Actor struct {
	PersonID       uuid.UUID
	OrganisationID uuid.UUID
	Name           string
	Email          string
	// Today is the date in London on which the request arrived; relations are judged on that day.
	Today calendar.Date
	// Token is set when a script acts for the person.
	Token *Token
	// LacksFactor says that the person's roles ask for a second factor at sign-in and there is none: until there is, the gate
	// lets nothing pass but what leads to one.
	LacksFactor bool
	policy      *Policy
	grants      []Grant
	// covers are those for whom the actor stands in today, asked the permission of the operation that is asked for.
	covers []Cover
	asked  Permission
	// emergency is what the actor allowed themselves in an emergency that lasts; nil for nothing.
	emergency *Emergency
	// inSteadOf is the colleague for whom the actor acts, once a feature has said so.
	inSteadOf *uuid.UUID
}

// Token is the personal token by which a script acts for somebody.
type Token struct {
	// Begins is the part of it that stays readable, by which the trail names it.
	Begins string
	// ReadOnly says that nothing may be changed by it.
	ReadOnly bool
}

// Grant is a role of access that somebody has from StartsOn to EndsOn, both included; a zero EndsOn is open.
type Grant struct {
	PersonID       uuid.UUID
	OrganisationID uuid.UUID
	Role           Role
	TeamID         *uuid.UUID
	StartsOn       calendar.Date
	EndsOn         calendar.Date
}

// Roles lists the actor's roles of access, Staff first.
func (a Actor) Roles() []Role {
	roles := []Role{Staff}
	for _, g := range a.grants {
		known := false
		for _, r := range roles {
			known = known || r == g.Role
		}
		if !known {
			roles = append(roles, g.Role)
		}
	}
	return roles
}

// May reports whether the actor has the permission in any scope.
func (a Actor) May(p Permission) bool {
	switch p {
	case Public:
		return true
	case SignedIn:
		return a.PersonID != uuid.Nil
	}
	return !a.Scopes(p).None()
}

// Permissions lists everything that the actor may do in some scope.
func (a Actor) Permissions() []Permission {
	if a.policy == nil {
		return nil
	}
	var all []Permission
	for _, p := range a.policy.Permissions() {
		if a.May(p) {
			all = append(all, p)
		}
	}
	return all
}

// Scopes says how far the permission reaches for the actor.
func (a Actor) Scopes(p Permission) Scopes {
	s := Scopes{PersonID: a.PersonID, OrganisationID: a.OrganisationID, Today: a.Today}
	if a.policy == nil {
		return s
	}
	for _, role := range a.Roles() {
		for scope := Own; scope <= Organisation; scope++ {
			if !a.policy.Allows(role, p, scope) {
				continue
			}
			switch scope {
			case Own:
				s.Own = true
			case Assigned:
				s.Assigned = true
				s.AssignedAs = append(s.AssignedAs, role)
			case Organisation:
				s.Organisation = true
			case TeamTree:
				for _, g := range a.grants {
					if g.Role == role && g.TeamID != nil {
						s.Teams = append(s.Teams, *g.TeamID)
					}
				}
			}
		}
	}
	for _, c := range a.covers {
		if reach, any := a.policy.covered(c, p); any {
			s.Covering = append(s.Covering, reach)
		}
	}
	return s
}

// Scopes is how far one permission reaches for one actor: the union of what is set. It always stays inside the actor's
// organisation.
type Scopes struct {
	PersonID       uuid.UUID
	OrganisationID uuid.UUID
	Today          calendar.Date
	Own            bool
	Assigned       bool
	// AssignedAs narrows Assigned to those whom the actor was assigned as one of these: an assessor's permission does not
	// reach those whom the same person only mentors. Empty means any assignment.
	AssignedAs   []Role
	Teams        []uuid.UUID
	Organisation bool
	// Covering is how far it reaches by way of those for whom the actor stands in.
	Covering []Covered
}

// None reports that the permission reaches nothing.
func (s Scopes) None() bool {
	return !s.Own && !s.Assigned && !s.Organisation && len(s.Teams) == 0 && len(s.Covering) == 0
}

// People gives the SQL condition, and its arguments, under which the person whose identifier stands in column is in
// scope. Every store that reads rows about people puts it into its WHERE, so that a row out of scope is not found.
func (s Scopes) People(column string) (string, []any) {
	if s.None() {
		return "1 = 0", nil
	}
	args := []any{s.OrganisationID}
	var within []string
	if !s.Organisation {
		if s.Own {
			within = append(within, "scoped.id = ?")
			args = append(args, s.PersonID)
		}
		if s.Assigned {
			condition, more := assignedTo(s.PersonID, s.AssignedAs, s.Today)
			within, args = append(within, condition), append(args, more...)
		}
		if len(s.Teams) > 0 {
			condition, more := inTeams(s.Teams, s.OrganisationID, s.Today)
			within, args = append(within, condition), append(args, more...)
		}
		for _, c := range s.Covering {
			condition, more := c.within(s)
			within, args = append(within, condition), append(args, more...)
		}
	}
	condition := "SELECT scoped.id FROM people scoped WHERE scoped.organisation_id = ?"
	if len(within) > 0 {
		condition += " AND (" + strings.Join(within, " OR ") + ")"
	}
	return fmt.Sprintf("%s IN (%s)", column, condition), args
}

// assignedTo gives the condition that somebody is assigned to the assignee today; as narrows it to kinds of assignment, which
// have the roles' names.
func assignedTo(assignee uuid.UUID, as []Role, today calendar.Date) (string, []any) {
	condition := `SELECT person_id FROM assignments
		WHERE assignee_id = ? AND starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?)`
	args := []any{assignee, today, today}
	if len(as) > 0 {
		kinds := make([]string, len(as))
		for i, role := range as {
			kinds[i] = string(role)
		}
		condition += " AND kind IN ?"
		args = append(args, kinds)
	}
	return "scoped.id IN (" + condition + ")", args
}

// inTeams gives the condition that somebody is appointed to one of the teams or a team below them.
func inTeams(teams []uuid.UUID, organisation uuid.UUID, today calendar.Date) (string, []any) {
	return `scoped.id IN (SELECT appointments.person_id FROM appointments
		JOIN teams ON teams.id = appointments.team_id
		JOIN teams root ON teams.path LIKE root.path || '%'
		WHERE root.id IN ? AND root.organisation_id = ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?))`,
		[]any{teams, organisation, today}
}

// Relation is how one person stands to the actor today.
type Relation struct {
	// Own says that it is the actor.
	Own bool
	// AssignedAs lists what the actor was assigned to the person as: Mentor, Assessor.
	AssignedAs []Role
	// Teams lists the teams that the person is appointed to and all teams above them.
	Teams []uuid.UUID
	// Covered has, of those for whom the actor stands in, what they were assigned to the person as. The person themselves is
	// not among them: nobody stands in for somebody in what is about that one.
	Covered map[uuid.UUID][]Role
}

// Reaches reports whether somebody of the actor's organisation who stands in this relation is in scope: the same
// judgement as that of People, for one person whose relation is known.
func (s Scopes) Reaches(r Relation) bool {
	if s.Organisation || s.Own && r.Own {
		return true
	}
	if s.Assigned && len(s.AssignedAs) == 0 && len(r.AssignedAs) > 0 {
		return true
	}
	return slices.ContainsFunc(r.AssignedAs, func(as Role) bool { return slices.Contains(s.AssignedAs, as) }) ||
		slices.ContainsFunc(r.Teams, func(team uuid.UUID) bool { return slices.Contains(s.Teams, team) }) ||
		slices.ContainsFunc(s.Covering, func(c Covered) bool { return c.reaches(r) })
}

// Reaching lists the permissions that reach somebody who stands in this relation to the actor.
func (a Actor) Reaching(r Relation) []Permission {
	if a.policy == nil {
		return nil
	}
	var reaching []Permission
	for _, p := range a.policy.Permissions() {
		if a.Scopes(p).Reaches(r) {
			reaching = append(reaching, p)
		}
	}
	return reaching
}

type actorKey struct{}

// WithActor gives a context that carries who is signed in.
func WithActor(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// ActorFrom gives who is signed in; the zero Actor when nobody is.
func ActorFrom(ctx context.Context) Actor {
	a, _ := ctx.Value(actorKey{}).(Actor)
	return a
}

// NewActor makes the actor for a signed-in person with the grants that are in force at now.
func (p *Policy) NewActor(personID, organisationID uuid.UUID, name, email string, grants []Grant, now time.Time) Actor {
	today := calendar.Today(now)
	a := Actor{PersonID: personID, OrganisationID: organisationID, Name: name, Email: email, Today: today, policy: p}
	for _, g := range grants {
		if g.OrganisationID == organisationID && !g.StartsOn.After(today) && (g.EndsOn.IsZero() || !g.EndsOn.Before(today)) {
			a.grants = append(a.grants, g)
		}
	}
	return a
}
