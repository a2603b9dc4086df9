package demo

import "bandwise/internal/platform/calendar"

// Training is what the organisation keeps of training beside people's own records: courses with their places, the groups that
// train together, and who need not meet a milestone.
type Training struct {
	Cohorts    []Cohort    `yaml:"cohorts"`
	Courses    []Course    `yaml:"courses"`
	Exemptions []Exemption `yaml:"exemptions"`
}

// Cohort is a group that somebody formed on a day.
type Cohort struct {
	Name    string          `yaml:"name"`
	By      string          `yaml:"by"`
	On      calendar.Period `yaml:"on"`
	From    calendar.Period `yaml:"from"`
	Members []string        `yaml:"members"`
}

// Course is a course that somebody planned on a day, with those booked in the order in which places were asked for. What it
// does not say did not happen: no attendance was entered, and it was not cancelled.
type Course struct {
	Kind     string          `yaml:"kind"`
	Title    string          `yaml:"title"`
	By       string          `yaml:"by"`
	On       calendar.Period `yaml:"on"`
	From     calendar.Period `yaml:"from"`
	Until    calendar.Period `yaml:"until"`
	Place    string          `yaml:"place"`
	Provider string          `yaml:"provider"`
	Places   int             `yaml:"places"`
	Note     string          `yaml:"note"`
	// Cohort is booked as a whole, before the others.
	Cohort string `yaml:"cohort"`
	// Booked are booked one after the other by BookedBy; whoever is also among Own books the place alone.
	Booked   []string `yaml:"booked"`
	BookedBy string   `yaml:"bookedBy"`
	Own      []string `yaml:"own"`
	// Marked is who entered the attendance on the day after the course; Absent are those who did not come.
	Marked string   `yaml:"marked"`
	Absent []string `yaml:"absent"`
	// Cancelled is why it does not take place, as entered by By on CancelledOn.
	Cancelled   string          `yaml:"cancelled"`
	CancelledOn calendar.Period `yaml:"cancelledOn"`
}

// Exemption is a milestone that somebody was freed from on a day.
type Exemption struct {
	Person    string          `yaml:"person"`
	Milestone string          `yaml:"milestone"`
	By        string          `yaml:"by"`
	On        calendar.Period `yaml:"on"`
	Reason    string          `yaml:"reason"`
}

func (v *validation) courses(t Training) {
	cohorts := map[string]bool{"": true}
	for _, c := range t.Cohorts {
		cohorts[c.Name] = true
		v.person(c.By, "the cohort "+c.Name)
		for _, who := range c.Members {
			v.person(who, "a member of the cohort "+c.Name)
		}
	}
	for _, c := range t.Courses {
		v.check(cohorts[c.Cohort], "the course %s books the unknown cohort %q", c.Title, c.Cohort)
		v.person(c.By, "the course "+c.Title)
		for _, who := range append(append(append([]string{}, c.Booked...), c.Own...), c.Absent...) {
			v.person(who, "a place on the course "+c.Title)
		}
		if len(c.Booked) > 0 || c.Cohort != "" {
			v.person(c.BookedBy, "who books the course "+c.Title)
		}
		if c.Marked != "" {
			v.person(c.Marked, "the attendance of the course "+c.Title)
		}
	}
	for _, e := range t.Exemptions {
		v.person(e.Person, "the exemption from "+e.Milestone)
		v.person(e.By, "the exemption from "+e.Milestone)
	}
}
