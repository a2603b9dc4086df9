package appraisal

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/pdf"
)

// PDF gives the name and the bytes of a meeting's sheet: what both share, without anybody's private notes. A meeting that was
// not held yet has none, which is CodeConflict.
func (s *Service) PDF(ctx context.Context, by access.Actor, id uuid.UUID) (string, []byte, error) {
	sheet, err := s.Meeting(ctx, by, id)
	if err != nil {
		return "", nil, err
	}
	if sheet.State != Held && sheet.State != Acknowledged {
		return "", nil, apperr.Conflict("The sheet can be printed once the " + sheet.Kind.Words() + " has been held.")
	}
	document, err := sheet.print(s.clock.Now())
	return fmt.Sprintf("%s-%s.pdf", sheet.Kind.Words(), sheet.HeldOn.ISO()), document, err
}

var titles = map[Kind]string{OneToOne: "One-to-one", Appraisal: "Appraisal"}

func (s Sheet) print(now time.Time) ([]byte, error) {
	title := titles[s.Kind] + " of " + s.Person.Name
	d := pdf.New(pdf.Properties{Title: title + ", " + s.HeldOn.String(), Subject: titles[s.Kind], Author: s.Lead.Name, Made: now})
	d.Title(title, s.HeldOn.String())
	d.Facts(
		pdf.Fact{Label: "With", Text: s.Lead.Name},
		pdf.Fact{Label: "Held on", Text: s.HeldOn.String()},
		pdf.Fact{Label: "Printed on", Text: calendar.Today(now).String()},
	)
	d.Heading("Agenda")
	var items []string
	for _, i := range s.Items {
		text := i.Title
		if i.Because != "" {
			text += " (" + i.Because + ")"
		}
		if !i.Discussed {
			text += " Not marked as discussed."
		}
		items = append(items, text)
	}
	if len(items) == 0 {
		items = []string{"Nothing was on the agenda."}
	}
	d.List(items)
	d.Heading("Shared notes")
	notes := 0
	for _, n := range s.Notes {
		if n.Shared {
			notes++
			d.Subheading(fmt.Sprintf("%s, %s", n.AuthorName, calendar.Today(n.UpdatedAt)))
			d.Paragraph(n.Text)
		}
	}
	if notes == 0 {
		d.Paragraph("None.")
	}
	d.Heading("Actions")
	if len(s.Actions) == 0 {
		d.Paragraph("None were agreed.")
	} else {
		var rows [][]string
		for _, a := range s.Actions {
			rows = append(rows, []string{a.Text, a.Owner.Name, a.DueOn.String(), a.standing()})
		}
		d.Table([]pdf.Column{
			{Heading: "What", Share: 75}, {Heading: "Who", Share: 30}, {Heading: "By", Share: 28}, {Heading: "What came of it", Share: 37},
		}, rows)
	}
	d.Heading("Acknowledgement")
	d.Paragraph(side(s.Person.Name, s.PersonAcknowledged, s.PersonComment))
	d.Paragraph(side(s.Lead.Name, s.LeadAcknowledged, s.LeadComment))
	return d.Bytes()
}

func (a KeptAction) standing() string {
	switch {
	case a.State == ActionDone && a.Outcome != "":
		return fmt.Sprintf("Done on %s: %s", a.EndedOn, a.Outcome)
	case a.State == ActionDone:
		return fmt.Sprintf("Done on %s", a.EndedOn)
	case a.State == ActionDropped:
		return fmt.Sprintf("Dropped on %s: %s", a.EndedOn, a.Outcome)
	default:
		return "Open"
	}
}

func side(name string, at *time.Time, comment string) string {
	if at == nil {
		return name + " has not acknowledged this sheet yet."
	}
	text := fmt.Sprintf("%s acknowledged this sheet on %s.", name, calendar.Today(*at))
	if comment != "" {
		text += " " + comment
	}
	return text
}
