package demo

import "bandwise/internal/platform/calendar"

// Trust is one invented organisation.
type Trust struct {
	Name     string    `yaml:"-"`
	Accounts []Account `yaml:"-"`
	// Founded is when Bandwise begins to know it, before everything else in it.
	Founded calendar.Period `yaml:"founded"`
	// Administrator is the person who sets it up.
	Administrator string `yaml:"administrator"`
	Teams         []Team `yaml:"teams"`
	Roles         []Role `yaml:"roles"`
	// UsualRoad is how those walked the road to accreditation whose steps are not told one by one.
	UsualRoad []Step   `yaml:"usualRoad"`
	People    []Person `yaml:"people"`
	// Matches are the job matches, in a file of their own.
	Matches []Match `yaml:"matches"`
	// Editions are those of the skill framework, and Examples what good looks like, in a file of their own.
	Editions []Edition           `yaml:"editions"`
	Examples []StatementExamples `yaml:"examples"`
	// Sittings are those of the national examination that the organisation knows; every date is invented.
	Sittings []Sitting `yaml:"sittings"`
	// Pathway is the map of roles that the organisation has published; nil when it has none.
	Pathway *Pathway `yaml:"pathway"`
	// Planning is what was entered about the years ahead; nil when nothing was.
	Planning *Planning `yaml:"planning"`
	// Leavings, Terms and Certifications are who is to leave, whose appointment has a last day, and accreditations beside the road's.
	Leavings       []Leaving       `yaml:"leavings"`
	Terms          []Term          `yaml:"terms"`
	Certifications []Certification `yaml:"certifications"`
	// Gone are those who left before; they are not among the People.
	Gone []Gone `yaml:"gone"`
	// Establishment is the posts that are funded; nil when nobody entered any.
	Establishment *Establishment `yaml:"establishment"`
	// TrainingPathways is what the organisation made of a training pathway; nil when it made nothing.
	TrainingPathways *TrainingPathways `yaml:"trainingPathways"`
	// Talks are one-to-ones and appraisals, in a file of their own.
	Talks []Talk `yaml:"talks"`
	// Reviews is what was decided about reviews and what reviewers did beside deciding, in a file of its own; nil when nothing.
	Reviews *Reviews `yaml:"reviews"`
	// Practice is coding activity and audits, in a file of its own.
	Practice Practice `yaml:"practice"`
	// Training is courses, cohorts and exemptions, in a file of its own.
	Training Training `yaml:"training"`
}

// Edition is an edition of the skill framework that somebody published.
type Edition struct {
	By         string          `yaml:"by"`
	Title      string          `yaml:"title"`
	Note       string          `yaml:"note"`
	Opened     calendar.Period `yaml:"opened"`
	Published  calendar.Period `yaml:"published"`
	Rewordings []Rewording     `yaml:"rewordings"`
	Additions  []Addition      `yaml:"additions"`
}

// Rewording is another wording of a statement (its key).
type Rewording struct {
	Statement string `yaml:"statement"`
	Text      string `yaml:"text"`
	Reason    string `yaml:"reason"`
}

// Addition is a local statement; skill is the name of the local skill that comes with it.
type Addition struct {
	Code   string `yaml:"code"`
	Skill  string `yaml:"skill"`
	Aspect string `yaml:"aspect"`
	Level  int    `yaml:"level"`
	Text   string `yaml:"text"`
	Reason string `yaml:"reason"`
}

// StatementExamples are what good looks like for one statement.
type StatementExamples struct {
	Statement string          `yaml:"statement"`
	By        string          `yaml:"by"`
	On        calendar.Period `yaml:"on"`
	Texts     []string        `yaml:"texts"`
}

// Sitting is an invented sitting of the national examination, On the day of its first paper. Its other dates follow from that.
type Sitting struct {
	By     string          `yaml:"by"`
	On     calendar.Period `yaml:"on"`
	Source string          `yaml:"source"`
	Note   string          `yaml:"note"`
}

// ExamPlan is a person's plan for the examination: the sitting (its On), when it was chosen, and the membership of IHRIM.
type ExamPlan struct {
	Sitting    calendar.Period `yaml:"sitting"`
	Chosen     calendar.Period `yaml:"chosen"`
	Membership *Membership     `yaml:"membership"`
}

// Membership is a stretch of membership of IHRIM, recorded when the sitting was chosen.
type Membership struct {
	Number string           `yaml:"number"`
	From   calendar.Period  `yaml:"from"`
	Until  *calendar.Period `yaml:"until"`
}

// Extension is a due date that somebody moved on a day.
type Extension struct {
	Milestone string          `yaml:"milestone"`
	DueOn     calendar.Period `yaml:"dueOn"`
	On        calendar.Period `yaml:"on"`
	By        string          `yaml:"by"`
	Reason    string          `yaml:"reason"`
}

// Match is a panel's matching of a role to a national profile (its slug). Without Released it waits for its check.
type Match struct {
	Role     string          `yaml:"role"`
	Profile  string          `yaml:"profile"`
	OpenedBy string          `yaml:"openedBy"`
	Opened   calendar.Period `yaml:"opened"`
	Panel    []Seat          `yaml:"panel"`
	Levels   []MatchLevel    `yaml:"levels"`
	Agreed   calendar.Period `yaml:"agreed"`
	Released *Release        `yaml:"released"`
}

// Seat is a member of a panel, for management or staff, Trained on a day.
type Seat struct {
	Who     string          `yaml:"who"`
	Side    string          `yaml:"side"`
	Trained calendar.Period `yaml:"trained"`
}

// MatchLevel is the panel's level for a factor with its reason.
type MatchLevel struct {
	No      int    `yaml:"no"`
	Level   int    `yaml:"level"`
	Options string `yaml:"options"`
	Reason  string `yaml:"reason"`
}

// Release is the end of a consistency check.
type Release struct {
	By   string          `yaml:"by"`
	On   calendar.Period `yaml:"on"`
	Note string          `yaml:"note"`
}

// Pathway is a map of roles: who published it and when, which roles stand on it by family of work, and the moves.
type Pathway struct {
	By         string              `yaml:"by"`
	On         calendar.Period     `yaml:"on"`
	Note       string              `yaml:"note"`
	Places     map[string][]string `yaml:"places"`
	Moves      []Move              `yaml:"moves"`
	Agreements []Agreement         `yaml:"agreements"`
}

// Move leads from one role to another, by their keys.
type Move struct {
	From      string    `yaml:"from"`
	To        string    `yaml:"to"`
	Condition Condition `yaml:"condition"`
	Reason    string    `yaml:"reason"`
	Sources   []Source  `yaml:"sources"`
}

// Condition is what a move asks: All or Any of others, or one of the rest. By names the role whose holder agrees.
type Condition struct {
	All           []Condition `yaml:"all"`
	Any           []Condition `yaml:"any"`
	Accreditation string      `yaml:"accreditation"`
	Milestone     string      `yaml:"milestone"`
	Requirements  bool        `yaml:"requirements"`
	Months        int         `yaml:"months"`
	AgreedBy      string      `yaml:"agreedBy"`
	Confirmed     string      `yaml:"confirmed"`
}

// Source is a document and lines of it.
type Source struct {
	Document string `yaml:"document"`
	Lines    []int  `yaml:"lines"`
}

// Agreement is what the holder of the role By said about a person and a move to the role To.
type Agreement struct {
	Person string          `yaml:"person"`
	To     string          `yaml:"to"`
	By     string          `yaml:"by"`
	Agreed bool            `yaml:"agreed"`
	Reason string          `yaml:"reason"`
	On     calendar.Period `yaml:"on"`
}

// Team is a team, Under the key of the one above it.
type Team struct {
	Key   string `yaml:"key"`
	Name  string `yaml:"name"`
	Under string `yaml:"under"`
}

// Role is a role of a source document (Source, its slug), or the organisation's own, with what it asks.
type Role struct {
	Key     string `yaml:"key"`
	Source  string `yaml:"source"`
	Title   string `yaml:"title"`
	Band    string `yaml:"band"`
	Purpose string `yaml:"purpose"`
	// Profile is the slug of the national profile that comes nearest, ProfileReason why.
	Profile       string        `yaml:"profile"`
	ProfileReason string        `yaml:"profileReason"`
	Requirements  []Requirement `yaml:"requirements"`
}

// Requirement is a whole level of a skill, or, where Statements says so, the named statements of it, or else an
// accreditation. Lines are those of the national profiles' document that it rests on.
type Requirement struct {
	Code          string   `yaml:"code"`
	Level         int      `yaml:"level"`
	Statements    []string `yaml:"statements"`
	Accreditation string   `yaml:"accreditation"`
	Desirable     bool     `yaml:"desirable"`
	Reason        string   `yaml:"reason"`
	Lines         []int    `yaml:"lines,flow"`
}

// Step is one milestone of the usual road: After is counted from the appointment. The examination that gives the
// accreditation is no step, since its day is told for each person.
type Step struct {
	Milestone   string          `yaml:"milestone"`
	After       calendar.Period `yaml:"after"`
	Result      string          `yaml:"result"`
	Certificate string          `yaml:"certificate"`
	Papers      []Paper         `yaml:"papers"`
}

// Person is somebody with everything that happened.
type Person struct {
	Key          string        `yaml:"key"`
	Name         string        `yaml:"name"`
	Email        string        `yaml:"email"`
	Appointments []Appointment `yaml:"appointments"`
	Access       []Access      `yaml:"access"`
	Mentors      []Assignment  `yaml:"mentors"`
	Assessors    []Assignment  `yaml:"assessors"`
	Road         *Road         `yaml:"road"`
	Records      []Record      `yaml:"records"`
	Attempts     []Attempt     `yaml:"attempts"`
	Pauses       []Pause       `yaml:"pauses"`
	Meetings     []Meeting     `yaml:"meetings"`
	Extensions   []Extension   `yaml:"extensions"`
	ExamPlan     *ExamPlan     `yaml:"examPlan"`
	Evidence     []Evidence    `yaml:"evidence"`
	// Drafts are what the person began to write as evidence and has not finished.
	Drafts []Draft `yaml:"drafts"`
}

// Appointment is a post. WTE is in hundredths, 100 when left out. Until is the last day.
type Appointment struct {
	Role    string `yaml:"role"`
	Band    string `yaml:"band"`
	Team    string `yaml:"team"`
	Manager string `yaml:"manager"`
	WTE     int    `yaml:"wte"`
	// Annex21 is the band that a trainee trains for who is paid by Annex 21; empty for everybody who is paid in the band.
	Annex21 string           `yaml:"annex21"`
	From    calendar.Period  `yaml:"from"`
	Until   *calendar.Period `yaml:"until"`
}

// Access is a role of access, for a manager with the team.
type Access struct {
	Role string          `yaml:"role"`
	Team string          `yaml:"team"`
	From calendar.Period `yaml:"from"`
}

// Assignment is a mentor or an assessor.
type Assignment struct {
	Who   string           `yaml:"who"`
	From  calendar.Period  `yaml:"from"`
	Until *calendar.Period `yaml:"until"`
}

// Road says that the person walked the usual road: Passed is the day of the examination, Refreshers are the courses since.
type Road struct {
	SignedBy   string            `yaml:"signedBy"`
	Passed     calendar.Period   `yaml:"passed"`
	Refreshers []calendar.Period `yaml:"refreshers"`
}

// Record is a milestone that was recorded as completed On, and signed off on Signed, unless it waits.
type Record struct {
	Milestone   string           `yaml:"milestone"`
	On          calendar.Period  `yaml:"on"`
	Result      string           `yaml:"result"`
	Note        string           `yaml:"note"`
	Certificate string           `yaml:"certificate"`
	SignedBy    string           `yaml:"signedBy"`
	Signed      *calendar.Period `yaml:"signed"`
}

// Attempt is a sitting with its results, entered by RecordedBy.
type Attempt struct {
	Milestone  string          `yaml:"milestone"`
	On         calendar.Period `yaml:"on"`
	Papers     []Paper         `yaml:"papers"`
	RecordedBy string          `yaml:"recordedBy"`
}

// Paper is a paper with its mark in per cent, or passed or failed where it has no pass mark.
type Paper struct {
	Key     string `yaml:"key"`
	Mark    *int   `yaml:"mark"`
	Outcome string `yaml:"outcome"`
}

// Pause is leave; without Until it goes on.
type Pause struct {
	Reason     string           `yaml:"reason"`
	Note       string           `yaml:"note"`
	From       calendar.Period  `yaml:"from"`
	Until      *calendar.Period `yaml:"until"`
	RecordedBy string           `yaml:"recordedBy"`
}

// Meeting is a mentoring meeting, logged by LoggedBy and, unless it waits, confirmed by the other side.
type Meeting struct {
	On        calendar.Period `yaml:"on"`
	Mentor    string          `yaml:"mentor"`
	Minutes   int             `yaml:"minutes"`
	Topics    string          `yaml:"topics"`
	Agreed    string          `yaml:"agreed"`
	ByMentor  bool            `yaml:"byMentor"`
	Confirmed bool            `yaml:"confirmed"`
}

// TrainingPathways is a version of a training pathway that was published with one more milestone, the draft of the next one,
// and who joined a further pathway.
type TrainingPathways struct {
	By        string          `yaml:"by"`
	Pathway   string          `yaml:"pathway"`
	Published calendar.Period `yaml:"published"`
	Note      string          `yaml:"note"`
	Milestone NewMilestone    `yaml:"milestone"`
	Draft     NoticeDraft     `yaml:"draft"`
	Joined    []Joined        `yaml:"joined"`
}

// NewMilestone is a milestone that the version adds, before another one.
type NewMilestone struct {
	Title    string   `yaml:"title"`
	Called   string   `yaml:"called"`
	About    string   `yaml:"about"`
	Rule     string   `yaml:"rule"`
	Kind     string   `yaml:"kind"`
	Due      string   `yaml:"due"`
	Needs    []string `yaml:"needs"`
	Before   string   `yaml:"before"`
	Evidence []string `yaml:"evidence"`
	SignedBy []string `yaml:"signedBy"`
}

// NoticeDraft is a draft in which the notice of a milestone is changed.
type NoticeDraft struct {
	Opened    calendar.Period `yaml:"opened"`
	Note      string          `yaml:"note"`
	Milestone string          `yaml:"milestone"`
	Notice    string          `yaml:"notice"`
}

// Joined is a person who was put on a further pathway, with their log book.
type Joined struct {
	Person  string          `yaml:"person"`
	Pathway string          `yaml:"pathway"`
	By      string          `yaml:"by"`
	On      calendar.Period `yaml:"on"`
	Reason  string          `yaml:"reason"`
	Entries []LogEntry      `yaml:"entries"`
}

// LogEntry is an entry of a log book, which whoever put the person on the pathway confirms.
type LogEntry struct {
	On        calendar.Period `yaml:"on"`
	Milestone string          `yaml:"milestone"`
	What      string          `yaml:"what"`
	Number    int             `yaml:"number"`
	For       string          `yaml:"for"`
	Confirmed bool            `yaml:"confirmed"`
}
