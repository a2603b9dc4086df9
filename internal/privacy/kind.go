package privacy

import (
	"fmt"

	"bandwise/internal/platform/calendar"
)

// Kind is a kind of record that is kept for a time of its own.
type Kind int

// The kinds. Those after Readings are not for an organisation to change.
const (
	// Leavers are the records of people who left. Their names and words go, the numbers stay.
	Leavers Kind = iota + 1
	// Drafts are pieces of evidence that were begun and not touched since.
	Drafts
	// Letters are the notes of which letters were sent.
	Letters
	// SignIn are links, tokens and refused sign-ins that have ended.
	SignIn
	// Readings are the notes of who opened whose page on a day, by which the trail is kept short.
	Readings
	// Archives are copies of records that were made for somebody.
	Archives
	// TrailKept is the trail of changes, which is never shortened.
	TrailKept
)

// Kinds lists the kinds whose period an organisation decides.
func Kinds() []Kind { return []Kind{Leavers, Drafts, Letters, SignIn, Readings} }

// kindTold is what people are told of a kind.
type kindTold struct {
	key, title, counts, does, reason, source string
	period                                   calendar.Period
}

// organisationsChoice is the source of a period for which Bandwise knows no published rule.
const organisationsChoice = "No published rule is built in: this is the organisation's own choice."

var kindsTold = map[Kind]kindTold{
	Leavers: {
		"leavers", "Records of people who left", "from the day of leaving",
		"The name, address, words, files and account go. The row stays as a former member of staff with a number, so that counts of the past stay what they were.",
		"References, claims about pay and questions about accreditation come years after somebody left.",
		"Check it against the retention schedule of the Records Management Code of Practice that applies to you. " + organisationsChoice, calendar.Years(6),
	},
	Drafts: {
		"drafts", "Unfinished evidence", "from the last change",
		"Drafts of evidence are deleted with what was typed into them. Evidence that was added to the portfolio stays.",
		"Nobody but the writer sees a draft, and one that lay for so long is not going to be finished.", organisationsChoice, calendar.Years(2),
	},
	Letters: {
		"letters", "Notes of letters that were sent", "from the day of sending",
		"The note that a letter was sent, or failed, is deleted. The letter itself is not kept at all.",
		"It answers the question whether somebody was told.", organisationsChoice, calendar.Years(2),
	},
	SignIn: {
		"sign_in", "Ended links and tokens", "from the day of ending",
		"Used or ended links to choose a password and personal tokens are deleted.",
		"It shows for some months how somebody got in.", organisationsChoice, calendar.Months(6),
	},
	Readings: {
		"readings", "Notes of opened pages", "from the day of reading",
		"The day's note of who opened whose page is deleted. The audit trail keeps its own row.",
		"It keeps the trail to one row a day for each reader.", organisationsChoice, calendar.Days(30),
	},
	Archives: {
		"archives", "Copies of records", "from the day of making", "The file is deleted.",
		"Time to download it.", "Fixed in Bandwise.", calendar.Days(archiveDays),
	},
	TrailKept: {
		"trail", "The audit trail", "", "Rows stay, as a shortened trail would prove nothing. A leaver's name goes, and the key by which their words could be checked.",
		"It shows who decided what about pay and accreditation, and that nobody changed it afterwards.", "Fixed in Bandwise.", calendar.Period{},
	},
}

// Title names the kind for people.
func (k Kind) Title() string { return kindsTold[k].title }

// Does says what a run removes.
func (k Kind) Does() string { return kindsTold[k].does }

// Counts says from when the period counts.
func (k Kind) Counts() string { return kindsTold[k].counts }

func (k Kind) String() string { return kindsTold[k].key }

// ParseKind reads a kind whose period an organisation decides.
func ParseKind(text string) (Kind, error) {
	for _, k := range Kinds() {
		if k.String() == text {
			return k, nil
		}
	}
	return 0, fmt.Errorf("there is no kind of record %q", text)
}

// Rule is how long an organisation keeps a kind of record.
type Rule struct {
	Kind   Kind
	Period calendar.Period
	Reason string
	Source string
	// Version is 1 while the default is in force.
	Version int
}

// defaultOf gives the rule of a kind where an organisation has decided nothing.
func defaultOf(k Kind) Rule {
	told := kindsTold[k]
	return Rule{Kind: k, Period: told.period, Reason: told.reason, Source: told.source, Version: 1}
}

// Before gives the day such that what ended before it has been kept for the period by today.
func (r Rule) Before(today calendar.Date) calendar.Date { return today.Add(r.Period.Negate()) }
