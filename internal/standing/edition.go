package standing

import (
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Edition is an edition of a classification, with the statements for which an organisation takes evidence from before its
// first day to be stale.
type Edition struct {
	ID uuid.UUID
	// Own says that the organisation added it; any other came with the installation.
	Own            bool
	Classification string
	Name           string
	StartsOn       calendar.Date
	Source         string
	Note           string
	// Statements are those that it affects, Count how many.
	Statements []Affected
	Count      int
	// Chosen says that the organisation chose the statements; otherwise it goes by what the installation starts from.
	Chosen bool
	// Version counts the changes, from 1.
	Version int
	// Reason, By, ByName and On are the last choice's.
	Reason string
	By     uuid.UUID
	ByName string
	On     calendar.Date
}

// Affected is a statement that an edition affects.
type Affected struct {
	ID     uuid.UUID
	Code   string
	Level  int
	Aspect string
}

// EditionEdit is a change of an edition; what is nil stays.
type EditionEdit struct {
	Classification, Name *string
	StartsOn             *calendar.Date
	Source, Note         *string
	Statements           *[]uuid.UUID
	Reason               string
}

// describes reports whether the edit says more of the edition than which statements it affects.
func (e EditionEdit) describes() bool {
	return e.Classification != nil || e.Name != nil || e.StartsOn != nil || e.Source != nil || e.Note != nil
}

// The first days that an edition can have.
var (
	firstEdition = calendar.On(1990, 1, 1)
	furthest     = calendar.Years(20)
)

// edited is the edition with the edit. What came with the installation can only be given other statements: CodeForbidden.
// CodeInvalid names the field: no name, a first day that no edition has, a missing reason.
func (e Edition) edited(edit EditionEdit, today calendar.Date) (Edition, error) {
	if edit.describes() && !e.Own {
		return e, apperr.Forbidden("This edition came with the installation. Choose which statements it affects; for another first day add an edition of your own.")
	}
	for _, f := range []struct{ value, to *string }{
		{&e.Classification, edit.Classification}, {&e.Name, edit.Name}, {&e.Source, edit.Source}, {&e.Note, edit.Note},
	} {
		if f.to != nil {
			*f.value = strings.TrimSpace(*f.to)
		}
	}
	if edit.StartsOn != nil {
		e.StartsOn = *edit.StartsOn
	}
	e.Reason = strings.TrimSpace(edit.Reason)
	e.Version++
	var wrong []apperr.Field
	refuse := func(field, message string) { wrong = append(wrong, apperr.Field{Name: field, Message: message}) }
	if e.Classification == "" {
		refuse("classification", "Name the classification, for example OPCS-4.")
	}
	if e.Name == "" {
		refuse("name", "Name the edition, for example OPCS-4.12.")
	}
	if e.StartsOn.Before(firstEdition) || e.StartsOn.After(today.Add(furthest)) {
		refuse("startsOn", "Enter the first day on which it is coded with, at most 20 years from now.")
	}
	if e.Reason == "" {
		refuse("reason", "Give the reason, so that people understand why they are asked for fresh evidence.")
	}
	return e, apperr.Invalid(wrong...)
}

// EndedRule is a rule of freshness that holds no more.
type EndedRule struct {
	Rule
	EndedBy     uuid.UUID
	EndedByName string
	EndedOn     calendar.Date
	EndReason   string
}

// ended is the rule as somebody ends it; a missing reason is CodeInvalid.
func (r Rule) ended(by uuid.UUID, name, reason string, on calendar.Date) (EndedRule, error) {
	e := EndedRule{Rule: r, EndedBy: by, EndedByName: name, EndedOn: on, EndReason: strings.TrimSpace(reason)}
	if e.EndReason == "" {
		return e, apperr.InvalidField("reason", "Give the reason why the rule holds no more.")
	}
	return e, nil
}
