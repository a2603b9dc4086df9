// Package privacy answers what the law asks of whoever keeps records about people: a copy of everything for the person, rules
// of how long it is kept, holds that suspend them, names and words taken out of a leaver's record while the numbers stay,
// and a log of what was removed.
package privacy

// Area is a part of what is kept about people, as the privacy page and a copy of a record describe it.
type Area int

// The areas, in the order in which they are told.
const (
	Employment Area = iota + 1
	Training
	Portfolio
	Practice
	Appraisals
	SigningIn
	Messages
	Planning
	Trail
)

// Areas lists all of them.
func Areas() []Area {
	return []Area{Employment, Training, Portfolio, Practice, Appraisals, SigningIn, Messages, Planning, Trail}
}

// Telling is what people are told of an area.
type Telling struct {
	// Key names the area in answers and files.
	Key   string
	Title string
	What  string
	Why   string
	// From is where it comes from, SeenBy who sees it.
	From, SeenBy string
	// Kept is the rule by which it is removed.
	Kept Kind
}

const (
	publicTask = "The employer's task of running a health service with staff who are trained for their work (UK GDPR Article 6(1)(e)), and the employment itself (Article 6(1)(b))."
	security   = "Protecting the records of all staff: the law asks for it (UK GDPR Article 32)."
)

var tellings = map[Area]Telling{
	Employment: {
		"employment", "Who you are and where you work",
		"Name, work e-mail address, appointments with role, team, band and hours, line manager, mentors and assessors, roles of access, planned leaving.",
		publicTask, "Your employer enters it.", "You, those who manage, mentor or assess you, the workforce lead, the administrators.", Leavers,
	},
	Training: {
		"training", "Training and accreditation",
		"Milestones, examinations with results and marks, courses, mentoring meetings, leave that stops the clock, exemptions, awards, memberships of professional bodies.",
		publicTask, "You, your mentors and managers, and examining bodies through them.", "You, your mentors, assessors and managers; the workforce lead sees states and dates.", Leavers,
	},
	Portfolio: {
		"portfolio", "Portfolio of evidence",
		"Evidence with your reflections, files and links, claims to skills, what reviewers decided and why, and frozen copies of it.",
		publicTask, "You write it; reviewers add their judgement.", "You, your mentors, assessors and the managers who review; others see states and dates only.", Leavers,
	},
	Practice: {
		"practice", "Coding practice",
		"Episodes coded in a day, audits of coding with their results, actions agreed after them.",
		publicTask, "You, the auditor of coding, or a file of your employer.", "You, your mentors and managers; the workforce lead sees figures.", Leavers,
	},
	Appraisals: {
		"appraisals", "Appraisals and one-to-ones",
		"Meetings, agendas, notes that were shared, actions, comments of both sides.",
		publicTask, "You and whoever led the meeting.", "You and whoever led it; others see dates only.", Leavers,
	},
	SigningIn: {
		"signing-in", "Signing in",
		"The account, open sessions with the kind of browser, personal tokens, links to choose a password. Passwords and tokens are kept only as a form from which they cannot be read.",
		security, "Made when you sign in.", "You; administrators see whether an account is open.", SignIn,
	},
	Messages: {
		"messages", "Notices, letters and calendar",
		"Which notices you have seen or put off, which letters were sent, your reminders and calendar feed.",
		publicTask, "Made by Bandwise from your record.", "You; administrators see whether letters arrived.", Letters,
	},
	Planning: {
		"planning", "Views and plans of your own",
		"Views, scenarios and reports that you saved.", publicTask, "You.", "You; what you share, those you share it with.", Leavers,
	},
	Trail: {
		"trail", "Who did what",
		"Each change and each reading of your record by others, and what you changed: when, who, what. What people wrote is not in it.",
		security, "Written by Bandwise with each change.", "You, as far as it is about you; auditors and administrators.", TrailKept,
	},
}

// Telling gives what people are told of the area.
func (a Area) Telling() Telling { return tellings[a] }

func (a Area) String() string { return tellings[a].Key }
