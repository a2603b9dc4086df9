package practice

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Setting is a dated setting with who made it and how it stands today: current, planned, past or replaced.
type Setting[T any] struct {
	Value T
	By    Named
	State string
}

// Targets gives every target of the actor's organisation, the newest first.
func (s *Service) Targets(ctx context.Context, by access.Actor) ([]Setting[Target], error) {
	all, err := s.store.targets(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	people := make([]uuid.UUID, len(all))
	for i, t := range all {
		people[i] = t.SetBy
	}
	names, err := s.store.names(ctx, people)
	current, _ := TargetOn(all, by.Today)
	settings := make([]Setting[Target], len(all))
	for i, t := range all {
		settings[i] = Setting[Target]{t, Named{t.SetBy, names[t.SetBy]}, settingState(t.ReplacedAt != nil, t.ID == current.ID, t.StartsOn, by.Today)}
	}
	return settings, err
}

func settingState(replaced, current bool, startsOn, today calendar.Date) string {
	switch {
	case replaced:
		return "replaced"
	case current:
		return "current"
	case startsOn.After(today):
		return "planned"
	}
	return "past"
}

// NewTarget is a target as somebody sets it.
type NewTarget struct {
	StartsOn        calendar.Date
	TraineeEpisodes int
	AccEpisodes     int
	DayMinutes      int
	Source          string
	Reason          string
}

// AddTarget sets what a whole day is expected to bring from a day on. One that was set for the same day is replaced and
// stays on record. Figures out of range, or no reason, are CodeInvalid.
func (s *Service) AddTarget(ctx context.Context, by access.Actor, n NewTarget) (Setting[Target], error) {
	t := Target{
		ID: uuid.New(), OrganisationID: by.OrganisationID, StartsOn: n.StartsOn, TraineeEpisodes: n.TraineeEpisodes, AccEpisodes: n.AccEpisodes,
		DayMinutes: n.DayMinutes, Source: strings.TrimSpace(n.Source), Reason: strings.TrimSpace(n.Reason), SetBy: by.PersonID, SetAt: s.clock.Now(),
	}
	var wrong []apperr.Field
	refuse := func(field, message string) { wrong = append(wrong, apperr.Field{Name: field, Message: message}) }
	if t.StartsOn.IsZero() {
		refuse("startsOn", "Enter the first day on which the target applies.")
	}
	if t.TraineeEpisodes < 1 || t.TraineeEpisodes > 500 {
		refuse("traineeEpisodes", "Enter the trainees' episodes for a whole day, from 1 to 500.")
	}
	if t.AccEpisodes < 1 || t.AccEpisodes > 500 {
		refuse("accEpisodes", "Enter the episodes for a whole day of those who hold ACC, from 1 to 500.")
	}
	if t.DayMinutes < 60 || t.DayMinutes > 720 {
		refuse("dayHours", "Enter the hours of a whole day, from 1 to 12.")
	}
	if t.Source == "" {
		refuse("source", "Say where the target comes from, for example the department's policy and its date.")
	}
	if t.Reason == "" {
		refuse("reason", "Say why the target is set or changed.")
	}
	if len(wrong) > 0 {
		return Setting[Target]{}, apperr.Invalid(wrong...)
	}
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.addTarget(ctx, t); err != nil {
			return err
		}
		return s.note(ctx, by, "target_set", "coding_target", t.ID.String(), nil, nil, audit.Values{
			"startsOn": t.StartsOn, "traineeEpisodes": t.TraineeEpisodes, "accEpisodes": t.AccEpisodes, "dayMinutes": t.DayMinutes,
			"source": audit.FreeText(t.Source), "reason": audit.FreeText(t.Reason),
		})
	})
	return Setting[Target]{t, Named{by.PersonID, by.Name}, settingState(false, !t.StartsOn.After(by.Today), t.StartsOn, by.Today)}, err
}

// Thresholds gives the sets that can be chosen, and the uses of them by the actor's organisation, the newest first.
func (s *Service) Thresholds(ctx context.Context, by access.Actor) ([]ThresholdSet, []Setting[ThresholdUse], error) {
	sets, err := s.store.thresholds(ctx)
	if err != nil {
		return nil, nil, err
	}
	all, err := s.store.uses(ctx, by.OrganisationID)
	if err != nil {
		return nil, nil, err
	}
	people := make([]uuid.UUID, len(all))
	for i, u := range all {
		people[i] = u.SetBy
	}
	names, err := s.store.names(ctx, people)
	current, _ := UseOn(all, by.Today)
	settings := make([]Setting[ThresholdUse], len(all))
	for i, u := range all {
		settings[i] = Setting[ThresholdUse]{u, Named{u.SetBy, names[u.SetBy]}, settingState(u.ReplacedAt != nil, u.ID == current.ID, u.StartsOn, by.Today)}
	}
	return sets, settings, err
}

// ChooseThresholds makes a set the one with which audits are compared from a day on. Audits that were released keep the set with
// which they were compared.
func (s *Service) ChooseThresholds(ctx context.Context, by access.Actor, setID uuid.UUID, startsOn calendar.Date, reason string) (Setting[ThresholdUse], error) {
	u := ThresholdUse{
		ID: uuid.New(), OrganisationID: by.OrganisationID, SetID: setID, StartsOn: startsOn, Reason: strings.TrimSpace(reason), SetBy: by.PersonID, SetAt: s.clock.Now(),
	}
	var wrong []apperr.Field
	if startsOn.IsZero() {
		wrong = append(wrong, apperr.Field{Name: "startsOn", Message: "Enter the first day on which the thresholds apply."})
	}
	if u.Reason == "" {
		wrong = append(wrong, apperr.Field{Name: "reason", Message: "Say why these thresholds are chosen."})
	}
	if len(wrong) > 0 {
		return Setting[ThresholdUse]{}, apperr.Invalid(wrong...)
	}
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		sets, err := s.store.thresholds(ctx)
		if err != nil {
			return err
		}
		if setOf(sets, &setID) == nil {
			return apperr.InvalidField("setId", "Choose one of the sets of thresholds.")
		}
		if err := s.store.addUse(ctx, u); err != nil {
			return err
		}
		return s.note(ctx, by, "thresholds_chosen", "accuracy_thresholds", u.ID.String(), nil, nil, audit.Values{
			"set": setOf(sets, &setID).Key, "startsOn": u.StartsOn, "reason": audit.FreeText(u.Reason),
		})
	})
	return Setting[ThresholdUse]{u, Named{by.PersonID, by.Name}, settingState(false, !u.StartsOn.After(by.Today), u.StartsOn, by.Today)}, err
}

func setOf(sets []ThresholdSet, id *uuid.UUID) *ThresholdSet {
	for i := range sets {
		if id != nil && sets[i].ID == *id {
			return &sets[i]
		}
	}
	return nil
}
