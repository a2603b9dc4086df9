package assurance

import (
	"fmt"
	"strings"
	"time"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/pdf"
	"bandwise/internal/platform/spreadsheet"
)

var startWords = map[Start]string{
	StartMissing: "No start recorded", StartLate: "Started late", StartOpen: "Still in time", StartInTime: "Started in time", StartExempt: "Exempt",
	StartNotAsked: "Not asked",
}

var refresherWords = map[string]string{
	"not_held": "Not accredited", "current": "Current", "refresher_due": "Refresher due", "lapsed": "Refresher overdue; ACC held",
}

// count gives how many people of a team stand so.
func (t Team) count(s Start) string { return fmt.Sprint(t.Starts[s]) }

// writePDF lays the report out to be handed in.
func writePDF(r Report) ([]byte, error) {
	title := "Clinical coding training assurance"
	d := pdf.New(pdf.Properties{Title: title + ", " + r.On.String(), Subject: r.Edition.Title, Author: "Bandwise", Made: r.On.Midnight()})
	d.Title(title, r.On.String())
	d.Facts(
		pdf.Fact{Label: "Headings of", Text: r.Edition.Title},
		pdf.Fact{Label: "In force from", Text: r.Edition.From.String()},
		pdf.Fact{Label: "Source", Text: r.Edition.Source},
		pdf.Fact{Label: "Data of", Text: r.On.String()},
	)
	d.Heading("Teams")
	var rows [][]string
	for _, t := range r.Teams {
		rows = append(rows, []string{
			t.Name, fmt.Sprint(t.People), t.count(StartInTime), t.count(StartLate), t.count(StartMissing), t.count(StartOpen),
			fmt.Sprint(t.Refreshers["current"] + t.Refreshers["refresher_due"]), fmt.Sprint(t.Refreshers["lapsed"]), fmt.Sprint(t.Exemptions),
		})
	}
	right := func(heading string, share float64) pdf.Column {
		return pdf.Column{Heading: heading, Share: share, Right: true}
	}
	d.Table([]pdf.Column{
		{Heading: "Team", Share: 40}, right("People", 17), right("In time", 18), right("Late", 13), right("Missing", 19), right("Open", 15),
		right("Current", 19), right("Overdue", 20), right("Exempt", 18),
	}, rows)
	d.Heading(r.Edition.Headings.StandardsCourse)
	rows = nil
	for _, l := range r.Lines {
		rows = append(rows, []string{l.Name, l.Team, startWords[l.Start], l.Because})
	}
	d.Table([]pdf.Column{{Heading: "Name", Share: 35}, {Heading: "Team", Share: 35}, {Heading: "Standing", Share: 28}, {Heading: "Because", Share: 72}}, rows)
	d.Heading(r.Edition.Headings.Refresher)
	rows = nil
	for _, l := range r.Lines {
		if l.Accreditation != "not_held" {
			rows = append(rows, []string{l.Name, l.Team, refresherWords[l.Accreditation], l.RefresherWhy})
		}
	}
	if len(rows) == 0 {
		d.Paragraph("Nobody of these is accredited.")
	} else {
		d.Table([]pdf.Column{{Heading: "Name", Share: 35}, {Heading: "Team", Share: 35}, {Heading: "Status", Share: 28}, {Heading: "Because", Share: 72}}, rows)
	}
	d.Heading(r.Edition.Headings.Exemptions)
	rows = nil
	for _, l := range r.Lines {
		for _, e := range l.Exemptions {
			rows = append(rows, []string{l.Name, e.Title, e.reason(), fmt.Sprintf("%s, %s", e.By, e.On)})
		}
	}
	if len(rows) == 0 {
		d.Paragraph("There are none.")
	} else {
		d.Table([]pdf.Column{{Heading: "Name", Share: 35}, {Heading: "Of", Share: 40}, {Heading: "Reason", Share: 55}, {Heading: "Decided by", Share: 40}}, rows)
	}
	return d.Bytes()
}

func (e Exemption) reason() string {
	if e.Reason == "" {
		return "Kept in the person's record"
	}
	return e.Reason
}

// layout is that of the report as a spreadsheet: a row for each person.
var layout = spreadsheet.Layout{
	Sheet: "Assurance",
	Columns: []string{
		"Name", "Team", "Employed since", "Standards course to be started by", "Started on", "Standing", "Because", "Accreditation",
		"Refresher due on", "Because of the accreditation", "Exemptions", "Data of", "Headings of",
	},
	Widths: map[int]float64{1: 26, 2: 26, 7: 60, 10: 60, 11: 40, 13: 40},
}

// writeXLSX gives the report as a spreadsheet.
func writeXLSX(r Report) ([]byte, error) {
	var rows [][]string
	for _, l := range r.Lines {
		var exemptions []string
		for _, e := range l.Exemptions {
			exemptions = append(exemptions, fmt.Sprintf("%s (%s, %s): %s", e.Title, e.By, e.On, e.reason()))
		}
		rows = append(rows, []string{
			l.Name, l.Team, l.EmployedOn.ISO(), l.LimitOn.ISO(), isoOf(l.StartedOn), startWords[l.Start], l.Because, refresherWords[l.Accreditation],
			isoOf(l.RefresherDueOn), l.RefresherWhy, strings.Join(exemptions, "; "), r.On.ISO(), r.Edition.Title,
		})
	}
	return layout.Write(rows, spreadsheet.XLSX, false)
}

func isoOf(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.ISO()
}

// fileName gives the name of a pack without its extension.
func fileName(on calendar.Date) string {
	return "training-assurance-" + on.Midnight().Format(time.DateOnly)
}
