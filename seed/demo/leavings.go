package demo

import "bandwise/internal/platform/calendar"

// Leaving is that a person is to leave on a day, which somebody entered on another.
type Leaving struct {
	Person string          `yaml:"person"`
	Kind   string          `yaml:"kind"`
	Leaves calendar.Period `yaml:"leaves"`
	By     string          `yaml:"by"`
	On     calendar.Period `yaml:"on"`
}

// Term is the last day of a person's appointment, which the administrator entered on a day.
type Term struct {
	Person string          `yaml:"person"`
	Ends   calendar.Period `yaml:"ends"`
	On     calendar.Period `yaml:"on"`
}

// Gone is somebody who left before the organisation used Bandwise, whose record was brought over: Left is the first day on which the person
// no longer worked there.
type Gone struct {
	Name  string          `yaml:"name"`
	Email string          `yaml:"email"`
	Role  string          `yaml:"role"`
	Band  string          `yaml:"band"`
	Team  string          `yaml:"team"`
	From  calendar.Period `yaml:"from"`
	Left  calendar.Period `yaml:"left"`
	// Hold keeps everything of the person; nil for nobody's.
	Hold *Hold `yaml:"hold"`
}

// Hold is a legal hold that somebody placed on a day, to be looked at again on Review.
type Hold struct {
	Reason string          `yaml:"reason"`
	Review calendar.Period `yaml:"review"`
	By     string          `yaml:"by"`
	On     calendar.Period `yaml:"on"`
}

// Certification is an accreditation beside the one that the road leads to, which somebody recorded.
type Certification struct {
	Person  string          `yaml:"person"`
	Kind    string          `yaml:"kind"`
	Awarded calendar.Period `yaml:"awarded"`
	Because string          `yaml:"because"`
	By      string          `yaml:"by"`
}

func (v *validation) leavings(t Trust) {
	for _, l := range t.Leavings {
		v.person(l.Person, "who is to leave")
		v.person(l.By, "who entered a leaving")
	}
	for _, term := range t.Terms {
		v.person(term.Person, "whose term is fixed")
	}
	for _, g := range t.Gone {
		v.check(g.Name != "" && g.Email != "", "somebody who left has no name or address")
		v.check(v.roles[g.Role] && v.teams[g.Team], "%s left the unknown role %q or team %q", g.Name, g.Role, g.Team)
		if g.Hold != nil {
			v.person(g.Hold.By, "who holds the record of "+g.Name)
		}
	}
	for _, c := range t.Certifications {
		v.person(c.Person, "who is certified")
		v.person(c.By, "who recorded a certification")
	}
}
