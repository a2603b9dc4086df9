package demo

import "bandwise/internal/platform/calendar"

// Evidence is a piece of evidence with the claims that rest on it.
type Evidence struct {
	Title      string          `yaml:"title"`
	Kind       string          `yaml:"kind"`
	On         calendar.Period `yaml:"on"`
	Did        string          `yaml:"did"`
	Reflection string          `yaml:"reflection"`
	Files      []File          `yaml:"files"`
	Showcased  bool            `yaml:"showcased"`
	Claims     []Claim         `yaml:"claims"`
	// Changed is what it said later on, where it was changed.
	Changed *Change `yaml:"changed"`
}

// Change is other words for evidence, from a day on.
type Change struct {
	On  calendar.Period `yaml:"on"`
	Did string          `yaml:"did"`
}

// Draft is evidence that somebody began to write.
type Draft struct {
	Title string          `yaml:"title"`
	Kind  string          `yaml:"kind"`
	On    calendar.Period `yaml:"on"`
	Did   string          `yaml:"did"`
}

// File is a small file that the demo makes: a PDF with one page of the lines, or the lines as text or CSV, by its name.
type File struct {
	Name  string   `yaml:"name"`
	Lines []string `yaml:"lines"`
}

// Claim claims statements, by their keys in the framework, and criteria. Without Submitted it is a draft.
type Claim struct {
	Statements []string `yaml:"statements"`
	// Criteria are those of a role's person specification, in its words.
	Criteria    []Criterion `yaml:"criteria"`
	Explanation string      `yaml:"explanation"`
	// Self is the person's own view (working_towards, meets, exceeds), Because its reason.
	Self      string           `yaml:"self"`
	Because   string           `yaml:"because"`
	Submitted *calendar.Period `yaml:"submitted"`
	Decision  *Decision        `yaml:"decision"`
}

// Criterion is a criterion of the person specification of a role.
type Criterion struct {
	Role string `yaml:"role"`
	Text string `yaml:"text"`
}

// Reviews are the rules of reviews, the claims that somebody took into review, the conversations about claims, and what
// second assessors made of approvals. A claim is named by its person and its statement.
type Reviews struct {
	Rules    []ReviewRule  `yaml:"rules"`
	Started  []ReviewStart `yaml:"started"`
	Messages []Message     `yaml:"messages"`
	Looks    []SecondLook  `yaml:"looks"`
}

// ReviewRule is a rule of reviews (its kind: target, rate, assessor_rate or level_rate), set on the day On for that day on.
// Without a Value the assessor or level has no rate of its own any more.
type ReviewRule struct {
	By       string          `yaml:"by"`
	On       calendar.Period `yaml:"on"`
	Kind     string          `yaml:"kind"`
	Assessor string          `yaml:"assessor"`
	Level    int             `yaml:"level"`
	Value    *int            `yaml:"value"`
	Reason   string          `yaml:"reason"`
}

// ReviewStart is a claim that somebody took into review.
type ReviewStart struct {
	Person    string          `yaml:"person"`
	Statement string          `yaml:"statement"`
	By        string          `yaml:"by"`
	On        calendar.Period `yaml:"on"`
}

// Message is what somebody wrote about a claim.
type Message struct {
	Person    string          `yaml:"person"`
	Statement string          `yaml:"statement"`
	By        string          `yaml:"by"`
	On        calendar.Period `yaml:"on"`
	Text      string          `yaml:"text"`
}

// SecondLook is what a second assessor judged: approve, approve_lower at Level, or return.
type SecondLook struct {
	Person    string          `yaml:"person"`
	Statement string          `yaml:"statement"`
	By        string          `yaml:"by"`
	On        calendar.Period `yaml:"on"`
	Decision  string          `yaml:"decision"`
	Level     int             `yaml:"level"`
	Reason    string          `yaml:"reason"`
}

// Decision is what a reviewer made of each of the claim's statements: approve, approve_lower at Level, or return.
type Decision struct {
	Outcome string          `yaml:"outcome"`
	By      string          `yaml:"by"`
	On      calendar.Period `yaml:"on"`
	Level   int             `yaml:"level"`
	Reason  string          `yaml:"reason"`
}

// Talk is a one-to-one or an appraisal that With leads, planned on the day Arranged for the day On. Unless it waits, it was
// Held, and those who are named have acknowledged it on the day after.
type Talk struct {
	Person       string          `yaml:"person"`
	With         string          `yaml:"with"`
	Kind         string          `yaml:"kind"`
	Arranged     calendar.Period `yaml:"arranged"`
	On           calendar.Period `yaml:"on"`
	Held         bool            `yaml:"held"`
	Topics       []string        `yaml:"topics"`
	Notes        []TalkNote      `yaml:"notes"`
	Actions      []TalkAction    `yaml:"actions"`
	Acknowledged []string        `yaml:"acknowledged"`
}

// TalkNote is what somebody wrote, for both or privately.
type TalkNote struct {
	By      string `yaml:"by"`
	Private bool   `yaml:"private"`
	Text    string `yaml:"text"`
}

// TalkAction is what was agreed, due some time after the meeting, and closed on the day Done, unless it is open.
type TalkAction struct {
	Owner   string           `yaml:"owner"`
	Text    string           `yaml:"text"`
	Within  calendar.Period  `yaml:"within"`
	Done    *calendar.Period `yaml:"done"`
	Outcome string           `yaml:"outcome"`
}
