package demo

import "bandwise/internal/platform/calendar"

// Establishment is the posts that somebody entered on a day as funded From another.
type Establishment struct {
	By    string          `yaml:"by"`
	On    calendar.Period `yaml:"on"`
	From  calendar.Period `yaml:"from"`
	Posts []FundedPost    `yaml:"posts"`
}

// FundedPost is so much whole time, in hundredths, of a role and band in a team. Annex21 are trainees for the band.
type FundedPost struct {
	Team    string `yaml:"team"`
	Role    string `yaml:"role"`
	Band    string `yaml:"band"`
	Annex21 bool   `yaml:"annex21"`
	WTE     int    `yaml:"wte"`
}

func (v *validation) establishment(e *Establishment) {
	if e == nil {
		return
	}
	v.person(e.By, "who entered the establishment")
	for _, p := range e.Posts {
		v.check(v.teams[p.Team] && v.roles[p.Role], "funded posts of %s are in %s, and one of the two is not there", p.Role, p.Team)
	}
}
