// Package standing keeps what decides, beside claims, milestones and awards, whether somebody meets a requirement of a role:
// who confirmed that a person meets a criterion of a person specification, and how long an organisation lets approvals of
// a statement count.
package standing

import (
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Confirmation is the judgement of a manager or an assigned assessor whether a person meets a criterion.
type Confirmation struct {
	ID          uuid.UUID
	PersonID    uuid.UUID
	CriterionID uuid.UUID
	// Criterion is its text when it was judged.
	Criterion string
	Met       bool
	Reason    string
	By        uuid.UUID
	ByName    string
	On        calendar.Date
	Version   int
}

// judged gives the confirmation as by judges it on a day. Nobody judges themselves: CodeForbidden. A judgement without a
// reason is CodeInvalid.
func (c Confirmation) judged(by uuid.UUID, name string, met bool, reason string, on calendar.Date) (Confirmation, error) {
	if by == c.PersonID {
		return c, apperr.Forbidden("Nobody judges their own person specification. Ask your manager or your assessor.")
	}
	if c.Reason = strings.TrimSpace(reason); c.Reason == "" {
		return c, apperr.InvalidField("reason", "Give the reason: what you saw or checked.")
	}
	c.Met, c.By, c.ByName, c.On = met, by, name, on
	c.Version++
	return c, nil
}

// Kind is what a rule of freshness is about.
type Kind int

// The kinds.
const (
	// OfStatement says how long approvals of a statement count.
	OfStatement Kind = iota + 1
	// OfAccreditation says that an accreditation has to be current to count.
	OfAccreditation
)

var kindNames = [...]string{"", "statement", "accreditation"}

// String gives the kind as the API writes it.
func (k Kind) String() string { return kindNames[k] }

func parseKind(text string) (Kind, error) {
	for k := OfStatement; k <= OfAccreditation; k++ {
		if k.String() == text {
			return k, nil
		}
	}
	return 0, apperr.InvalidField("kind", "Choose a statement or an accreditation.")
}

// Rule says how long something stays fresh in an organisation.
type Rule struct {
	ID   uuid.UUID
	Kind Kind
	// Key is the statement's identifier or the accreditation's key, Name what people call it.
	Key  string
	Name string
	// StaysFresh is how long an approval of a statement counts; no period for an accreditation.
	StaysFresh calendar.Period
	Reason     string
	By         uuid.UUID
	ByName     string
	On         calendar.Date
	Version    int
}

// longest is the longest period for which an approval can be said to count; for ever is to have no rule.
var longest = calendar.Years(20)

// changed gives the rule with another period and reason. CodeInvalid names the field: a text that is no period, one that
// is not ahead or is longer than twenty years, a missing reason, a period for an accreditation.
func (r Rule) changed(staysFresh, reason string, today calendar.Date) (Rule, error) {
	var wrong []apperr.Field
	r.StaysFresh = calendar.Period{}
	staysFresh = strings.TrimSpace(staysFresh)
	switch {
	case r.Kind == OfAccreditation && staysFresh != "":
		wrong = append(wrong, apperr.Field{Name: "staysFresh", Message: "Leave the period empty: an accreditation is current until its refresher lapses."})
	case r.Kind == OfStatement:
		period, err := calendar.ParsePeriod(staysFresh)
		until := today.Add(period)
		if err != nil || !until.After(today) || until.After(today.Add(longest)) {
			wrong = append(wrong, apperr.Field{Name: "staysFresh", Message: "Write a period of at most 20 years, such as P3Y for 3 years or P6M for 6 months."})
		}
		r.StaysFresh = period
	}
	if r.Reason = strings.TrimSpace(reason); r.Reason == "" {
		wrong = append(wrong, apperr.Field{Name: "reason", Message: "Give the reason, so that people understand why their approvals expire."})
	}
	r.Version++
	return r, apperr.Invalid(wrong...)
}
