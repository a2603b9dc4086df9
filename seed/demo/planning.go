package demo

import "bandwise/internal/platform/calendar"

// Planning is what an organisation entered about the years ahead, and the scenarios that it keeps.
type Planning struct {
	By string          `yaml:"by"`
	On calendar.Period `yaml:"on"`
	// Target is in WTE; Rates are in thousandths.
	Target            Target         `yaml:"target"`
	Pass              int            `yaml:"pass"`
	LeaveTraining     int            `yaml:"leaveTraining"`
	LeaveAccredited   int            `yaml:"leaveAccredited"`
	TraineesPerMentor int            `yaml:"traineesPerMentor"`
	CoursePlaces      int            `yaml:"coursePlaces"`
	Scenarios         []PlanScenario `yaml:"scenarios"`
}

// Target is so much accredited WTE in a band and above by the month that a period leads to.
type Target struct {
	WTE  int             `yaml:"wte"`
	Band string          `yaml:"band"`
	By   calendar.Period `yaml:"by"`
}

// PlanScenario is a scenario that somebody kept on a day. Rates that are missing are as in the plan.
type PlanScenario struct {
	By              string          `yaml:"by"`
	On              calendar.Period `yaml:"on"`
	Name            string          `yaml:"name"`
	Note            string          `yaml:"note"`
	Pass            *int            `yaml:"pass"`
	LeaveAccredited *int            `yaml:"leaveAccredited"`
	CoursePlaces    *int            `yaml:"coursePlaces"`
	Intakes         []PlanIntake    `yaml:"intakes"`
}

// PlanIntake is a number of trainees who start in the month that a period leads to.
type PlanIntake struct {
	People  int             `yaml:"people"`
	Starts  calendar.Period `yaml:"starts"`
	Pathway string          `yaml:"pathway"`
	Band    string          `yaml:"band"`
}
