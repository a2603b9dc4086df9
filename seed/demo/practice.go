package demo

import "bandwise/internal/platform/calendar"

// Practice is what the organisation keeps of coding: targets, thresholds, audits, and whose daily activity is made up since when.
type Practice struct {
	// Codes are the roles of those who code day by day.
	Codes      []string          `yaml:"codes"`
	Since      calendar.Period   `yaml:"since"`
	Targets    []PracticeTarget  `yaml:"targets"`
	Thresholds []ThresholdChoice `yaml:"thresholds"`
	Audits     []CodingAudit     `yaml:"audits"`
}

// PracticeTarget is a target that somebody set on a day, in force from another.
type PracticeTarget struct {
	By      string          `yaml:"by"`
	On      calendar.Period `yaml:"on"`
	From    calendar.Period `yaml:"from"`
	Trainee int             `yaml:"trainee"`
	ACC     int             `yaml:"acc"`
	Source  string          `yaml:"source"`
	Reason  string          `yaml:"reason"`
}

// ThresholdChoice is a set of thresholds (its key) that somebody chose on a day, in use from another.
type ThresholdChoice struct {
	By     string          `yaml:"by"`
	On     calendar.Period `yaml:"on"`
	From   calendar.Period `yaml:"from"`
	Set    string          `yaml:"set"`
	Reason string          `yaml:"reason"`
}

// CodingAudit is an audit that was released on the day on which it was made. Examined counts the codes of the four types;
// errors are the coder's by their keys, others have another cause.
type CodingAudit struct {
	Person   string          `yaml:"person"`
	By       string          `yaml:"by"`
	On       calendar.Period `yaml:"on"`
	Subject  string          `yaml:"subject"`
	Sample   int             `yaml:"sample"`
	Examined []int           `yaml:"examined"`
	Errors   map[string]int  `yaml:"errors"`
	Others   map[string]int  `yaml:"others"`
	Findings string          `yaml:"findings"`
	Feedback string          `yaml:"feedback"`
	Comment  string          `yaml:"comment"`
	Actions  []AuditAction   `yaml:"actions"`
}

// AuditAction is something that was agreed after an audit.
type AuditAction struct {
	What  string          `yaml:"what"`
	Owner string          `yaml:"owner"`
	Due   calendar.Period `yaml:"due"`
	Done  bool            `yaml:"done"`
}

func (v *validation) practice(p Practice) {
	for _, t := range p.Targets {
		v.person(t.By, "a target")
	}
	for _, t := range p.Thresholds {
		v.person(t.By, "the thresholds "+t.Set)
	}
	for _, a := range p.Audits {
		v.person(a.Person, "the audit "+a.Subject)
		v.person(a.By, "the audit "+a.Subject)
		v.check(len(a.Examined) == 4, "the audit %s does not count four types of code", a.Subject)
		for _, action := range a.Actions {
			v.person(action.Owner, "an action after the audit "+a.Subject)
		}
	}
}
