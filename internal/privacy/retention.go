package privacy

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Rules lists the rules that are in force in by's organisation.
func (s *Service) Rules(ctx context.Context, by access.Actor) ([]Rule, error) {
	rules, err := s.store.rules(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	var all []Rule
	for _, k := range Kinds() {
		all = append(all, rules[k])
	}
	return all, nil
}

// The shortest and the longest time that an organisation can choose.
const (
	shortestDays = 1
	longestYears = 100
)

// SetRule changes how long a kind of record is kept. A rule that was changed meanwhile is CodePreconditionFailed, a period that is none
// CodeInvalid.
func (s *Service) SetRule(ctx context.Context, by access.Actor, wish Rule, version int) (Rule, error) {
	wish.Reason, wish.Source = strings.TrimSpace(wish.Reason), strings.TrimSpace(wish.Source)
	if err := checkRule(wish); err != nil {
		return Rule{}, err
	}
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.lockOrganisation(ctx, by.OrganisationID); err != nil {
			return err
		}
		rules, err := s.store.rules(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		before := rules[wish.Kind]
		if before.Version != version {
			return apperr.PreconditionFailed()
		}
		wish.Version = version + 1
		if err := s.store.saveRule(ctx, by, wish, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "privacy.rule_changed", SubjectKind: "retention_rule", SubjectID: wish.Kind.String(),
			Before: audit.Values{"period": before.Period.ISO()},
			After:  audit.Values{"period": wish.Period.ISO(), "reason": audit.FreeText(wish.Reason), "source": audit.FreeText(wish.Source)},
		})
	})
	return wish, err
}

func checkRule(r Rule) error {
	from := calendar.On(2001, 1, 1)
	var wrong []apperr.Field
	if r.Period.IsZero() || r.Period.IsNegative() || from.Add(r.Period).Before(from.AddDays(shortestDays)) || from.Add(calendar.Years(longestYears)).Before(from.Add(r.Period)) {
		wrong = append(wrong, apperr.Field{Name: "period", Message: "Enter a time of at least a day and at most 100 years."})
	}
	if r.Reason == "" {
		wrong = append(wrong, apperr.Field{Name: "reason", Message: "Say why these records are kept for so long. People read it on the privacy page."})
	}
	if r.Source == "" {
		wrong = append(wrong, apperr.Field{Name: "source", Message: "Name the rule or the decision that the period comes from."})
	}
	return apperr.Invalid(wrong...)
}

// Settings gives what by's organisation decided beside the periods.
func (s *Service) Settings(ctx context.Context, by access.Actor) (Settings, error) {
	return s.store.settings(ctx, by.OrganisationID)
}

// SetSettings changes it.
func (s *Service) SetSettings(ctx context.Context, by access.Actor, wish Settings, version int) (Settings, error) {
	wish.Contact = strings.TrimSpace(wish.Contact)
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.lockOrganisation(ctx, by.OrganisationID); err != nil {
			return err
		}
		before, err := s.store.settings(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		if before.Version != version {
			return apperr.PreconditionFailed()
		}
		wish.Version = version + 1
		if err := s.store.saveSettings(ctx, by, wish, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "privacy.settings_changed", SubjectKind: "privacy_settings", SubjectID: by.OrganisationID.String(),
			Before: audit.Values{"automatic": before.Automatic}, After: audit.Values{"automatic": wish.Automatic, "contact": audit.FreeText(wish.Contact)},
		})
	})
	return wish, err
}

// Leaver is somebody who left, and whose record's time has come by the day of a preview.
type Leaver struct {
	ID     uuid.UUID
	Name   string
	LeftOn calendar.Date
	// Held says that a legal hold keeps the record, to be looked at again on ReviewOn.
	Held     bool
	ReviewOn *calendar.Date
	// DueOn is when the time came.
	DueOn calendar.Date `gorm:"-"`
}

// Removal is how many rows of a kind have been kept for their time.
type Removal struct {
	Rule Rule
	Rows int
	// People is how many people the rows are about.
	People int
}

// Preview is what a run on a day would remove, and whom a hold keeps from it.
type Preview struct {
	Day     calendar.Date
	Leavers []Leaver
	Kinds   []Removal
	// Mark stands for all of it: a run that is asked for with it removes this and nothing else.
	Mark string
}

// Empty reports whether there is nothing to remove.
func (p Preview) Empty() bool {
	for _, k := range p.Kinds {
		if k.Rows > 0 {
			return false
		}
	}
	return len(p.due()) == 0
}

// due are those whom no hold keeps.
func (p Preview) due() []Leaver {
	var all []Leaver
	for _, l := range p.Leavers {
		if !l.Held {
			all = append(all, l)
		}
	}
	return all
}

// Preview tells what a run on a day would remove in by's organisation; nothing changes. A day in the past is CodeInvalid.
func (s *Service) Preview(ctx context.Context, by access.Actor, day calendar.Date) (Preview, error) {
	if day.Before(s.clock.Today()) {
		return Preview{}, apperr.InvalidField("on", "Choose today or a day to come.")
	}
	return s.preview(ctx, by.OrganisationID, day)
}

func (s *Service) preview(ctx context.Context, organisationID uuid.UUID, day calendar.Date) (Preview, error) {
	rules, err := s.store.rules(ctx, organisationID)
	if err != nil {
		return Preview{}, err
	}
	p := Preview{Day: day}
	leaving := rules[Leavers]
	if p.Leavers, err = s.store.leavers(ctx, organisationID, leaving.Before(day)); err != nil {
		return Preview{}, err
	}
	for i, l := range p.Leavers {
		p.Leavers[i].DueOn = l.LeftOn.Add(leaving.Period)
	}
	for _, k := range Kinds() {
		if k == Leavers {
			continue
		}
		r := Removal{Rule: rules[k]}
		if r.Rows, r.People, err = s.store.sweepCount(ctx, k, organisationID, rules[k].Before(day)); err != nil {
			return Preview{}, err
		}
		p.Kinds = append(p.Kinds, r)
	}
	p.Mark = p.mark()
	return p, nil
}

func (p Preview) mark() string {
	sum := sha256.New()
	_, _ = fmt.Fprintln(sum, p.Day.ISO())
	for _, l := range p.due() {
		_, _ = fmt.Fprintln(sum, l.ID)
	}
	for _, k := range p.Kinds {
		_, _ = fmt.Fprintln(sum, k.Rule.Kind, k.Rule.Period.ISO(), k.Rows)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
