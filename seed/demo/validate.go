package demo

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Validate checks that whatever a record refers to is in the trust: teams, roles, people. The error has one line for each
// mistake.
func (t Trust) Validate() error {
	v := validation{trust: t, teams: map[string]bool{}, roles: map[string]bool{}, people: map[string]bool{}}
	for _, team := range t.Teams {
		v.once(v.teams, "team", team.Key)
		v.check(team.Under == "" || v.teams[team.Under], "the team %s stands under %s, which does not come before it", team.Key, team.Under)
	}
	for _, r := range t.Roles {
		v.once(v.roles, "role", r.Key)
		v.check((r.Source == "") != (r.Title == ""), "the role %s needs either a source or a title", r.Key)
	}
	emails := map[string]bool{}
	for _, p := range t.People {
		v.once(v.people, "person", p.Key)
		v.once(emails, "e-mail address", p.Email)
	}
	v.person(t.Administrator, "the organisation's administrator")
	for _, a := range t.Accounts {
		p, _ := t.Person(a.Person)
		v.check(a.Name == p.Name && a.Email == p.Email, "%s signs in with another name or address than the person %q has", a.Email, a.Person)
		v.check(a.Role != "" && a.What != "", "%s signs in without a role or a first thing to do", a.Email)
	}
	for _, p := range t.People {
		v.work(p)
		v.training(p)
		v.portfolio(p)
	}
	for _, talk := range t.Talks {
		v.talk(talk)
	}
	v.practice(t.Practice)
	v.courses(t.Training)
	for _, m := range t.Matches {
		v.match(m)
	}
	for _, e := range t.Editions {
		v.person(e.By, "the edition "+e.Title)
	}
	for _, e := range t.Examples {
		v.person(e.By, "the examples of "+e.Statement)
	}
	v.pathway(t.Pathway)
	v.establishment(t.Establishment)
	v.leavings(t)
	v.reviews(t.Reviews)
	return errors.Join(v.mistakes...)
}

type validation struct {
	trust                Trust
	teams, roles, people map[string]bool
	mistakes             []error
}

func (v *validation) check(ok bool, format string, args ...any) {
	if !ok {
		v.mistakes = append(v.mistakes, fmt.Errorf(format, args...))
	}
}

func (v *validation) once(seen map[string]bool, thing, key string) {
	v.check(key != "" && !seen[key], "the %s %q is empty or there twice", thing, key)
	seen[key] = true
}

func (v *validation) person(key, what string) {
	v.check(v.people[key], "%s is %q, whom nobody knows", what, key)
}

func (v *validation) work(p Person) {
	v.check(p.Name != "" && len(p.Appointments) > 0, "%s has no name or no appointment", p.Key)
	for _, a := range p.Appointments {
		v.check(v.roles[a.Role], "%s is appointed to the unknown role %q", p.Key, a.Role)
		v.check(v.teams[a.Team], "%s is appointed to the unknown team %q", p.Key, a.Team)
		v.check(a.Manager == "" || v.people[a.Manager] && a.Manager != p.Key, "%s is managed by %q", p.Key, a.Manager)
	}
	for _, a := range p.Access {
		v.check(a.Team == "" || v.teams[a.Team], "%s manages the unknown team %q", p.Key, a.Team)
	}
	for _, a := range p.Mentors {
		v.person(a.Who, p.Key+"'s mentor")
	}
	for _, a := range p.Assessors {
		v.person(a.Who, p.Key+"'s assessor")
	}
}

func (v *validation) training(p Person) {
	if p.Road != nil {
		v.person(p.Road.SignedBy, "who signed "+p.Key+"'s road")
		v.check(len(v.trust.UsualRoad) > 0, "%s walked the usual road, which is not told", p.Key)
	}
	for _, r := range p.Records {
		v.check((r.SignedBy == "") == (r.Signed == nil), "%s's %s is signed by nobody or on no day", p.Key, r.Milestone)
		if r.SignedBy != "" {
			v.person(r.SignedBy, "who signed "+p.Key+"'s "+r.Milestone)
		}
	}
	for _, a := range p.Attempts {
		v.person(a.RecordedBy, "who entered "+p.Key+"'s "+a.Milestone)
		for _, paper := range a.Papers {
			v.check((paper.Mark == nil) != (paper.Outcome == ""), "%s's %s needs a mark or an outcome", p.Key, paper.Key)
		}
	}
	for _, l := range p.Pauses {
		v.person(l.RecordedBy, "who entered "+p.Key+"'s leave")
	}
	for _, m := range p.Meetings {
		v.person(m.Mentor, "whom "+p.Key+" met")
	}
}

func (v *validation) talk(t Talk) {
	v.person(t.Person, "whom a talk is with")
	v.person(t.With, "who leads a talk with "+t.Person)
	for _, n := range t.Notes {
		v.check(n.By == t.Person || n.By == t.With, "%s wrote a note about a talk of others", n.By)
	}
	for _, a := range t.Actions {
		v.check(a.Owner == t.Person || a.Owner == t.With, "%s owns an action of a talk of others", a.Owner)
	}
	for _, who := range t.Acknowledged {
		v.check(t.Held && (who == t.Person || who == t.With), "%s acknowledged a talk with %s", who, t.Person)
	}
}

func (v *validation) match(m Match) {
	v.check(v.roles[m.Role], "a match is of the unknown role %q", m.Role)
	v.person(m.OpenedBy, "who opened the match of "+m.Role)
	for _, s := range m.Panel {
		v.person(s.Who, "a member of the panel for "+m.Role)
	}
	v.check(len(m.Panel) >= 3 && len(m.Levels) == 16, "the match of %s has no whole panel or not 16 levels", m.Role)
	for i, l := range m.Levels {
		v.check(l.No == i+1 && l.Level > 0 && l.Reason != "", "the match of %s lacks level or reason of factor %d", m.Role, i+1)
	}
	if m.Released != nil {
		v.person(m.Released.By, "who released the match of "+m.Role)
	}
}

func (v *validation) portfolio(p Person) {
	for _, e := range p.Evidence {
		v.check(e.Title != "" && e.Did != "", "%s has evidence without a title or a text", p.Key)
		for _, f := range e.Files {
			known := strings.HasSuffix(f.Name, ".pdf") || strings.HasSuffix(f.Name, ".txt") || strings.HasSuffix(f.Name, ".csv")
			v.check(known && len(f.Lines) > 0, "%s has the file %q, which cannot be made", p.Key, f.Name)
		}
		for _, c := range e.Claims {
			v.check(len(c.Statements)+len(c.Criteria) > 0, "%s claims nothing with %q", p.Key, e.Title)
			for _, criterion := range c.Criteria {
				v.check(v.roles[criterion.Role] && criterion.Text != "", "%s claims a criterion of the unknown role %q", p.Key, criterion.Role)
			}
			if c.Decision == nil {
				continue
			}
			v.person(c.Decision.By, "who decided "+p.Key+"'s claim")
			v.check(c.Submitted != nil && c.Decision.By != p.Key, "%s's claim with %q was decided by the person or before it was sent", p.Key, e.Title)
		}
	}
}

func (v *validation) pathway(p *Pathway) {
	if p == nil {
		return
	}
	v.person(p.By, "who published the map of roles")
	placed := map[string]bool{}
	for _, roles := range p.Places {
		for _, role := range roles {
			v.check(v.roles[role], "the map of roles has the unknown role %q", role)
			v.once(placed, "role on the map", role)
		}
	}
	for _, m := range p.Moves {
		v.check(placed[m.From] && placed[m.To], "the move from %q to %q has a role that is not on the map", m.From, m.To)
	}
	for _, a := range p.Agreements {
		v.person(a.Person, "somebody whose move was agreed")
		v.person(a.By, "who agreed to a move")
	}
}

func (v *validation) reviews(r *Reviews) {
	if r == nil {
		return
	}
	for _, rule := range r.Rules {
		v.person(rule.By, "who set a rule of reviews")
		v.check(rule.Assessor == "" || v.people[rule.Assessor], "a rule of reviews is about %q, whom nobody knows", rule.Assessor)
	}
	for _, s := range r.Started {
		v.claimed(s.Person, s.Statement)
		v.person(s.By, "who took a claim of "+s.Person+" into review")
	}
	for _, m := range r.Messages {
		v.claimed(m.Person, m.Statement)
		v.person(m.By, "who wrote about a claim of "+m.Person)
	}
	for _, l := range r.Looks {
		v.claimed(l.Person, l.Statement)
		v.person(l.By, "who looked at a claim of "+l.Person)
	}
}

// claimed checks that a person claims a statement.
func (v *validation) claimed(person, statement string) {
	p, _ := v.trust.Person(person)
	for _, e := range p.Evidence {
		for _, c := range e.Claims {
			if slices.Contains(c.Statements, statement) {
				return
			}
		}
	}
	v.check(false, "%q does not claim %s", person, statement)
}
