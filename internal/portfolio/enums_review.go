package portfolio

import "database/sql/driver"

// SelfJudgement is how far somebody says that they meet what they claim.
type SelfJudgement int

// The judgements of oneself.
const (
	// WorkingTowards: parts of it, or with help.
	WorkingTowards SelfJudgement = iota + 1
	// Meets: all of it, on one's own.
	Meets
	// Exceeds: more than it asks.
	Exceeds
)

var selfJudgementNames = []string{"", "working_towards", "meets", "exceeds"}

// ParseSelfJudgement reads a judgement's name.
func ParseSelfJudgement(name string) (SelfJudgement, error) {
	return parse[SelfJudgement](selfJudgementNames, name)
}

// String gives the judgement as the API writes it.
func (j SelfJudgement) String() string { return selfJudgementNames[j] }

// Value stores the judgement's name, and NULL for none.
func (j SelfJudgement) Value() (driver.Value, error) { return nameOrNull(selfJudgementNames, j) }

// Scan reads a judgement's name, and NULL as none.
func (j *SelfJudgement) Scan(value any) error { return scan(selfJudgementNames, value, j) }

// AgeState says where an age stands against its target.
type AgeState int

// The states of an age.
const (
	WithinTarget AgeState = iota + 1
	DueSoon
	OverTarget
)

// String gives the state as the API writes it.
func (s AgeState) String() string { return [...]string{"", "within_target", "due", "over_target"}[s] }

// RuleKind is what a rule of reviews is about.
type RuleKind int

// The kinds of rules.
const (
	// TargetRule says in how many working days a claim is to be decided.
	TargetRule RuleKind = iota + 1
	// GeneralRate says how many approvals in a hundred go to a second assessor; AssessorRate and LevelRate say it of one
	// assessor's and of those at one level.
	GeneralRate
	AssessorRate
	LevelRate
)

var ruleKindNames = []string{"", "target", "rate", "assessor_rate", "level_rate"}

// ParseRuleKind reads a kind's name.
func ParseRuleKind(name string) (RuleKind, error) { return parse[RuleKind](ruleKindNames, name) }

// String gives the kind as the API writes it.
func (k RuleKind) String() string { return ruleKindNames[k] }

// Value stores the kind's name.
func (k RuleKind) Value() (driver.Value, error) { return nameOrNull(ruleKindNames, k) }

// Scan reads a kind's name.
func (k *RuleKind) Scan(value any) error { return scan(ruleKindNames, value, k) }

// RateSource says which rule gave the rate of a draw.
type RateSource int

// The sources of a rate.
const (
	// NoRate: the organisation has set none, so nothing is drawn.
	NoRate RateSource = iota + 1
	FromGeneralRate
	FromAssessorRate
	FromLevelRate
	// Settled: the approval ended a disagreement, so that two have looked at it already.
	Settled
)

var rateSourceNames = []string{"", "none", "rate", "assessor_rate", "level_rate", "settled"}

// String gives the source as the API writes it.
func (s RateSource) String() string { return rateSourceNames[s] }

// Value stores the source's name.
func (s RateSource) Value() (driver.Value, error) { return nameOrNull(rateSourceNames, s) }

// Scan reads a source's name.
func (s *RateSource) Scan(value any) error { return scan(rateSourceNames, value, s) }

// SampleState is what became of an approval that may go to a second assessor.
type SampleState int

// The states of a sample.
const (
	NotDrawn SampleState = iota + 1
	// Waits: it waits for a second assessor.
	Waits
	Agreed
	Disagreed
	// Overtaken: the claim moved on before anybody looked.
	Overtaken
)

var sampleStateNames = []string{"", "not_drawn", "waiting", "agreed", "disagreed", "overtaken"}

// ParseSampleState reads a state's name.
func ParseSampleState(name string) (SampleState, error) {
	return parse[SampleState](sampleStateNames, name)
}

// String gives the state as the API writes it.
func (s SampleState) String() string { return sampleStateNames[s] }

// Value stores the state's name.
func (s SampleState) Value() (driver.Value, error) { return nameOrNull(sampleStateNames, s) }

// Scan reads a state's name.
func (s *SampleState) Scan(value any) error { return scan(sampleStateNames, value, s) }

// SecondDecision is how a second assessor's judgement compares with the approval that they did not know.
type SecondDecision int

// The second assessor's decisions.
const (
	Agree SecondDecision = iota + 1
	// OtherLevel: they say that the evidence shows the aspect at another level.
	OtherLevel
	// ReturnIt: they say that the evidence does not show it yet.
	ReturnIt
)

var secondDecisionNames = []string{"", "agree", "other_level", "return"}

// String gives the decision as the API writes it.
func (d SecondDecision) String() string { return secondDecisionNames[d] }

// Value stores the decision's name, and NULL for none.
func (d SecondDecision) Value() (driver.Value, error) { return nameOrNull(secondDecisionNames, d) }

// Scan reads a decision's name, and NULL as none.
func (d *SecondDecision) Scan(value any) error { return scan(secondDecisionNames, value, d) }
