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
	for _, c := range t.Certifications {
		v.person(c.Person, "who is certified")
		v.person(c.By, "who recorded a certification")
	}
}
