package pack

import (
	"fmt"
	"strings"

	"bandwise/internal/platform/calendar"
)

var kindWords = map[string]string{
	"work_sample": "Work sample", "audit_result": "Audit result", "course": "Course", "feedback": "Feedback", "project": "Project",
	"teaching": "Teaching", "reflection": "Reflection",
}

var claimWords = map[string]string{
	"draft": "Draft", "submitted": "Submitted, waits for review", "in_review": "In review", "approved": "Approved",
	"approved_lower": "Approved at a lower level", "returned": "Returned", "withdrawn": "Withdrawn",
}

var stepWords = map[string]string{
	"draft": "Begun", "submitted": "Submitted", "in_review": "Taken into review", "approved": "Approved",
	"approved_lower": "Approved at a lower level", "returned": "Returned", "withdrawn": "Withdrawn",
}

var judgementWords = map[string]string{"working_towards": "Working towards it", "meets": "Meets it", "exceeds": "Exceeds it"}

var milestoneWords = map[string]string{
	"blocked": "Waits for something before it", "not_yet": "Not yet", "open": "Open", "due": "Due", "overdue": "Overdue", "recorded": "Recorded, waits for sign-off",
	"done": "Done", "failed": "Failed, to be taken again", "exempt": "Exempt", "paused": "Paused", "current": "Current",
}

var statusWords = map[string]string{
	"not_held": "Not held", "current": "Held, refresher current", "refresher_due": "Held, refresher due", "lapsed": "Held, refresher overdue",
}

var importanceWords = map[string]string{"essential": "Essential for the role", "desirable": "Desirable for the role"}

// said gives the words for a name of the contract, or the name with spaces where this version has no words for it.
func said(words map[string]string, name string) string {
	if known, ok := words[name]; ok {
		return known
	}
	text := strings.ReplaceAll(name, "_", " ")
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// standing says where a statement stands: the newest claim that counts.
func standing(claims []Claim) string {
	for _, c := range claims {
		if c.State != "withdrawn" {
			return c.words()
		}
	}
	if len(claims) > 0 {
		return claims[0].words()
	}
	return "Not claimed"
}

func (c Claim) words() string {
	words := strings.TrimSuffix(atLevel(said(claimWords, c.State), c.State, c.Level), ",")
	if c.NeedsFreshEvidence != nil {
		words += ", needs fresh evidence since " + c.NeedsFreshEvidence.Since.String()
	}
	return words
}

// atLevel adds to the words of an approval at a lower level which it was.
func atLevel(words, state string, level int) string {
	if state == "approved_lower" && level != 0 {
		return fmt.Sprintf("%s, level %d,", words, level)
	}
	return words
}

func (m Message) words() string {
	return m.By + " wrote on " + calendar.Today(m.At).String() + ":"
}

func (s Step) words() string {
	words := atLevel(said(stepWords, s.State), s.State, s.Level)
	return words + " by " + s.By + " on " + calendar.Today(s.At).String()
}

func (f FormerReview) words() string {
	outcome := strings.TrimSuffix(atLevel(said(claimWords, f.Outcome), f.Outcome, f.Level), ",")
	return "Reviewed at " + f.Organisation + " by " + f.Reviewer + " on " + f.ReviewedOn.String() + ", not confirmed here: " + strings.ToLower(outcome[:1]) + outcome[1:] + "."
}

// sizeWords gives a size as people say it: "340 kB".
func sizeWords(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d bytes", bytes)
	case bytes < 1_000_000:
		return fmt.Sprintf("%d kB", (bytes+500)/1000)
	default:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1_000_000)
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
