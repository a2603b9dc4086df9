package portfolio

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// usualTarget is in how many working days a claim is to be decided where the organisation has set no target.
const usualTarget = 10

// Rule is what an organisation decided about its reviews, from a day on.
type Rule struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Kind           RuleKind
	// AssessorID is whom an AssessorRate is about, Level what a LevelRate is about.
	AssessorID *uuid.UUID
	Level      Level
	// Value is working days of a target, per cent of a rate; nil when the assessor or level has no rate of its own any more.
	Value       *int
	EffectiveOn calendar.Date
	Reason      string
	SetBy       uuid.UUID
	SetAt       time.Time
}

// NewRule is a wish to set a rule.
type NewRule struct {
	Kind        RuleKind
	AssessorID  *uuid.UUID
	Level       Level
	Value       *int
	EffectiveOn calendar.Date
	Reason      string
}

// rule gives the rule as by sets it. CodeInvalid names the field: a target that is not 1 to 60 working days, a rate that is
// not 0 to 100 per cent, a day in the past, a missing reason, a subject that the kind does not have.
func (n NewRule) rule(by access.Actor, now time.Time) (Rule, error) {
	var wrong []apperr.Field
	refuse := func(name, message string) { wrong = append(wrong, apperr.Field{Name: name, Message: message}) }
	n.Reason = strings.TrimSpace(n.Reason)
	if (n.Kind == AssessorRate) != (n.AssessorID != nil) {
		refuse("assessorId", "Choose the assessor whose rate this is, and nobody for another rule.")
	}
	if (n.Kind == LevelRate) != (n.Level != 0) {
		refuse("level", "Choose the level whose rate this is, and none for another rule.")
	}
	switch {
	case n.Kind == TargetRule && (n.Value == nil || *n.Value < 1 || *n.Value > 60):
		refuse("value", "Enter a target of 1 to 60 working days.")
	case n.Kind == GeneralRate && n.Value == nil:
		refuse("value", "Enter a rate of 0 to 100 per cent.")
	case n.Kind != TargetRule && n.Value != nil && (*n.Value < 0 || *n.Value > 100):
		refuse("value", "Enter a rate of 0 to 100 per cent.")
	}
	if n.EffectiveOn.Before(by.Today) {
		refuse("effectiveOn", "Enter today or a later day: what was decided by the rule before stays as it was.")
	}
	if n.Reason == "" {
		refuse("reason", "Give the reason, so that assessors understand it.")
	}
	return Rule{
		ID: uuid.New(), OrganisationID: by.OrganisationID, Kind: n.Kind, AssessorID: n.AssessorID, Level: n.Level, Value: n.Value,
		EffectiveOn: n.EffectiveOn, Reason: n.Reason, SetBy: by.PersonID, SetAt: now,
	}, apperr.Invalid(wrong...)
}

// sameSubject reports whether both rules are about the same thing, so that the newer one takes the older one's place.
func (r Rule) sameSubject(other Rule) bool {
	sameAssessor := r.AssessorID == nil && other.AssessorID == nil ||
		r.AssessorID != nil && other.AssessorID != nil && *r.AssessorID == *other.AssessorID
	return r.Kind == other.Kind && r.Level == other.Level && sameAssessor
}

// after reports whether the rule takes another's place: by its day, and on the same day by when it was set.
func (r Rule) after(other Rule) bool {
	if r.EffectiveOn != other.EffectiveOn {
		return r.EffectiveOn.After(other.EffectiveOn)
	}
	return r.SetAt.After(other.SetAt)
}

// Rules are all that an organisation ever decided about its reviews.
type Rules []Rule

// inForce gives the rule about a subject on a day; nil when there is none.
func (rs Rules) inForce(subject Rule, day calendar.Date) *Rule {
	var found *Rule
	for i := range rs {
		r := &rs[i]
		if r.sameSubject(subject) && !r.EffectiveOn.After(day) && (found == nil || r.after(*found)) {
			found = r
		}
	}
	return found
}

// Current reports whether a rule is in force on a day: it has begun, and no newer one on its subject has.
func (rs Rules) Current(r Rule, day calendar.Date) bool {
	now := rs.inForce(r, day)
	return now != nil && now.ID == r.ID
}

// Target is in how many working days a claim is to be decided, and by which rule; without one by Bandwise's own ten.
type Target struct {
	WorkingDays int
	Rule        *Rule
	// SetBy is who set the rule; nil without one.
	SetBy *Person
}

// Target gives the target on a day.
func (rs Rules) Target(day calendar.Date) Target {
	if r := rs.inForce(Rule{Kind: TargetRule}, day); r != nil {
		return Target{WorkingDays: *r.Value, Rule: r}
	}
	return Target{WorkingDays: usualTarget}
}

// RateFor gives the rate for an approval by an assessor at a level on a day. A rate of the assessor's or the level's own
// goes before the general one; where both have one, the higher counts.
func (rs Rules) RateFor(assessor uuid.UUID, level Level, day calendar.Date) Rate {
	var found *Rate
	consider := func(subject Rule, source RateSource) {
		r := rs.inForce(subject, day)
		if r != nil && r.Value != nil && (found == nil || *r.Value > found.Percent) {
			found = &Rate{*r.Value, source}
		}
	}
	consider(Rule{Kind: AssessorRate, AssessorID: &assessor}, FromAssessorRate)
	if level != 0 {
		consider(Rule{Kind: LevelRate, Level: level}, FromLevelRate)
	}
	if found == nil {
		consider(Rule{Kind: GeneralRate}, FromGeneralRate)
	}
	if found == nil {
		return Rate{Source: NoRate}
	}
	return *found
}

// Because says in words why an approval was drawn or not.
func (m Moderation) Because() string {
	switch m.RateSource {
	case NoRate:
		return "Nothing was drawn: the organisation had set no rate."
	case Settled:
		return "Nothing was drawn: the approval ended a disagreement, so two had looked at it."
	default:
	}
	of := map[RateSource]string{FromGeneralRate: "the general rate", FromAssessorRate: "the assessor’s rate", FromLevelRate: "the level’s rate"}[m.RateSource]
	drawn := fmt.Sprintf("%d.%02d", m.Draw/100, m.Draw%100)
	if m.State == NotDrawn {
		return fmt.Sprintf("Not drawn: %s is %d %%, and %s was drawn, which is not below it.", of, m.Rate, drawn)
	}
	return fmt.Sprintf("Drawn: %s is %d %%, and %s was drawn, which is below it.", of, m.Rate, drawn)
}
