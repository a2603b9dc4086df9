package practice

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Made is evidence that was made of a result, with the statements of the own role that it may show.
type Made struct {
	EvidenceID uuid.UUID
	Statements []uuid.UUID
}

// AddAuditEvidence adds a released audit of one's own coding to one's portfolio. A second time gives the evidence that is there.
func (s *Service) AddAuditEvidence(ctx context.Context, by access.Actor, id uuid.UUID) (Made, error) {
	d, err := s.Audit(ctx, by, id)
	if err != nil {
		return Made{}, err
	}
	if d.PersonID != by.PersonID {
		return Made{}, apperr.Forbidden("Only the person whose coding was audited adds the result to a portfolio.")
	}
	lines := []string{fmt.Sprintf("My coding was audited on %s by %s: %s, %s from %s to %s.",
		d.AuditedOn, d.Auditor.Name, d.Subject, counted(d.Sample, "episode", "episodes"), d.PeriodFrom, d.PeriodTo)}
	for _, f := range d.Figures {
		if f.Known {
			lines = append(lines, upperFirst(f.Because()))
		}
	}
	if d.Set != nil {
		lines = append(lines, "Compared with: "+d.Set.Name+".")
	}
	return s.makeEvidence(ctx, by, "audit "+id.String(), s.known.AuditStatements, NewEvidence{
		AuditResult: true, Title: clip("Coding audit: "+d.Subject, 150), WhatIDid: strings.Join(lines, "\n"), HappenedOn: d.AuditedOn,
		LinkTitle: "The audit in Bandwise", Link: s.baseURL + "/coding/audits/" + id.String(),
	})
}

// AddActivityEvidence adds a quarter of one's own activity to one's portfolio; startsOn is its first day. A quarter without an
// entry is CodeInvalid.
func (s *Service) AddActivityEvidence(ctx context.Context, by access.Actor, personID uuid.UUID, startsOn calendar.Date) (Made, error) {
	if _, err := s.store.person(ctx, by, by.Scopes(PermissionRead), personID); err != nil {
		return Made{}, err
	}
	if personID != by.PersonID {
		return Made{}, apperr.Forbidden("Only the person whose activity it is adds it to a portfolio.")
	}
	end, there := quarter(startsOn)
	if !there {
		return Made{}, apperr.InvalidField("startsOn", "A quarter begins on the first of January, April, July or October.")
	}
	if end.After(by.Today) {
		end = by.Today
	}
	people := []uuid.UUID{personID}
	careers, err := s.store.careers(ctx, people)
	if err != nil {
		return Made{}, err
	}
	targets, err := s.store.targets(ctx, by.OrganisationID)
	if err != nil {
		return Made{}, err
	}
	days, err := s.store.days(ctx, people, startsOn, end)
	if err != nil {
		return Made{}, err
	}
	m := mean(parts(careers[personID], targets, days[personID]), startsOn, end)
	value, known := m.Value()
	if !known {
		return Made{}, apperr.InvalidField("startsOn", "No working day of this quarter has an entry.")
	}
	text := fmt.Sprintf("I coded %d episodes on %s from %s to %s: %s for a whole day on average.",
		m.Episodes, counted(m.Entries, "working day", "working days"), startsOn, end, number(value))
	if e, there := ExpectedOn(careers[personID], targets, end); there {
		text += "\nThe target: " + e.Because
	}
	return s.makeEvidence(ctx, by, "activity "+startsOn.ISO(), s.known.ActivityStatements, NewEvidence{
		Title: "Coding activity, " + quarterName(startsOn), WhatIDid: text, HappenedOn: end, LinkTitle: "My coding in Bandwise", Link: s.baseURL + "/coding",
	})
}

func (s *Service) makeEvidence(ctx context.Context, by access.Actor, of string, among []uuid.UUID, e NewEvidence) (Made, error) {
	var made Made
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.lock(ctx, by.PersonID); err != nil {
			return err
		}
		there, err := s.store.madeEvidence(ctx, by.PersonID, []string{of})
		if err != nil {
			return err
		}
		if made.Statements, err = s.store.required(ctx, by.OrganisationID, by.PersonID, by.Today, among); err != nil {
			return err
		}
		var known bool
		if made.EvidenceID, known = there[of]; known {
			return nil
		}
		if made.EvidenceID, err = s.portfolio.Add(ctx, by, by.PersonID, e); err != nil {
			return err
		}
		return s.store.keepEvidence(ctx, by.PersonID, of, made.EvidenceID, s.clock.Now())
	})
	return made, err
}

// clip cuts a text to a number of characters.
func clip(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}

func upperFirst(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
