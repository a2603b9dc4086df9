package matching

import (
	"fmt"
	"strings"
	"unicode"

	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/pdf"
)

// letter is what the outcome letter of a released match says.
type letter struct {
	Detail
	organisation string
	reference    string
}

// write lays the letter out. The same match gives the same bytes.
func (l letter) write() ([]byte, error) {
	title := "Outcome of job matching: " + l.RoleTitle
	d := pdf.New(pdf.Properties{Title: title, Subject: "Outcome of job matching under the " + l.Scheme.Name, Author: l.organisation, Made: *l.ReleasedAt})
	d.Title("Outcome of job matching", l.RoleTitle)
	d.Facts(
		pdf.Fact{Label: "Organisation", Text: l.organisation},
		pdf.Fact{Label: "Post", Text: l.RoleTitle},
		pdf.Fact{Label: "Reference", Text: l.reference},
		pdf.Fact{Label: "Released on", Text: l.ReleasedOn.String()},
		pdf.Fact{Label: "Outcome", Text: outcomeWords[l.Outcome]},
		pdf.Fact{Label: "Band", Text: l.bandWords()},
		pdf.Fact{Label: "Total", Text: fmt.Sprintf("%d points", l.Total)},
		pdf.Fact{Label: "National profile", Text: l.profileWords()},
		pdf.Fact{Label: "Scheme", Text: fmt.Sprintf("%s, version %d as configured here", l.Scheme.Name, l.Scheme.Version)},
	)
	d.Heading("What this means")
	for _, sentence := range l.meaning() {
		d.Paragraph(sentence)
	}
	d.Heading("The factors")
	d.Table([]pdf.Column{
		{Heading: "No", Share: 10, Right: true}, {Heading: "Factor", Share: 33}, {Heading: "Level", Share: 14}, {Heading: "Points", Share: 15, Right: true},
		{Heading: "Reason", Share: 98},
	}, l.rows())
	d.Heading("The panel")
	for _, side := range []Side{Management, StaffSide} {
		var names []string
		for _, m := range l.Members {
			if m.Side == side {
				names = append(names, fmt.Sprintf("%s (trained on %s)", l.Person(m.PersonID).Name, m.TrainedOn))
			}
		}
		d.Subheading(sentenceCase(side.Words()))
		d.List(names)
	}
	d.Paragraph(fmt.Sprintf("The panel agreed on every level and reason by consensus on %s. %s checked the outcome for consistency and released it on %s.",
		calendar.Today(*l.AgreedAt), l.Person(*l.ReleasedBy).Name, l.ReleasedOn))
	for _, note := range l.PanelNotes {
		d.Small(note)
	}
	d.Heading("Right of review")
	d.Paragraph(fmt.Sprintf("The holders of this post may ask for a review within %s of the release, that is until %s. A differently constituted panel then matches the post again.",
		l.Scheme.Panel.ReviewPeriod, l.ReviewUntil(l.Scheme.Panel)))
	d.Small("The rules for matching, panel and review are those that are configured in Bandwise: " + l.Scheme.Panel.Source + ".")
	return d.Bytes()
}

var outcomeWords = map[jobevaluation.Outcome]string{
	jobevaluation.ProfileMatch: "Profile match", jobevaluation.BandMatch: "Band match", jobevaluation.NoMatch: "No match",
}

func (l letter) bandWords() string {
	if l.Effective == 0 {
		return "None by this outcome"
	}
	return l.Effective.String()
}

func (l letter) profileWords() string {
	p, ok := l.Candidate()
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s, band %s (%s)", p.Title, p.BandText, p.Suite)
}

// meaning says in plain words what follows from the outcome.
func (l letter) meaning() []string {
	p, _ := l.Candidate()
	c, _ := l.Progress.Candidate(p.ID)
	var all []string
	switch l.Outcome {
	case jobevaluation.ProfileMatch:
		all = append(all, fmt.Sprintf("The post matches the national profile %s on all 16 factors. It is therefore in band %s.", p.Title, l.Effective))
	case jobevaluation.BandMatch:
		all = append(all, fmt.Sprintf("The post matches the national profile %s as closely as a band match asks for. It is therefore in band %s.", p.Title, l.Effective))
	default:
		all = append(all, fmt.Sprintf("The post does not match the national profile %s, so this outcome gives it no band. The scheme says: %s.", p.Title, l.Scheme.Otherwise()))
	}
	all = append(all, c.Reason)
	switch {
	case l.Effective == 0:
	case l.BandBefore == "":
		all = append(all, "The band of the post was not known before.")
	case l.BandBefore == l.Effective.String():
		all = append(all, fmt.Sprintf("The band of the post stays as it was: %s.", l.BandBefore))
	default:
		all = append(all, fmt.Sprintf("The band of the post before was %s.", l.BandBefore))
	}
	return append(all, "Job evaluation scores the post, never the person who holds it.")
}

func (l letter) rows() [][]string {
	var rows [][]string
	for _, d := range l.Decisions {
		points, _ := l.Scheme.Points(d.No, d.Level)
		rows = append(rows, []string{fmt.Sprint(int(d.No)), nameOf(l.Scheme, d.No), fmt.Sprint(int(d.Level), d.Options), fmt.Sprint(int(points)), d.Reason})
	}
	return append(rows, []string{"", "Total", "", fmt.Sprint(int(l.Total)), ""})
}

func sentenceCase(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// slug makes a title fit for a file's name.
func slug(title string) string {
	words := strings.FieldsFunc(fold.Text(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}
