package training

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// KeptAttempt is an attempt as it is shown, with what it led to.
type KeptAttempt struct {
	Attempt
	Milestone  Milestone
	RecordedBy Named
	Awards     []Currency
	// Names are those of the people and files in it.
	Names map[uuid.UUID]string
}

// RecordAttempt keeps a sitting of an examination and gives whatever award it completes, in the same transaction. See [Pathway.RecordAttempt] for
// what is refused.
func (s *Service) RecordAttempt(ctx context.Context, by access.Actor, personID uuid.UUID, entry Attempt) (KeptAttempt, error) {
	var kept KeptAttempt
	err := s.change(ctx, by, permissionAttempts, personID, func(ctx context.Context, c career, road Road) error {
		entry.ID, entry.RecordedBy, entry.Version = uuid.New(), by.PersonID, 1
		entry.Results = rounded(entry.Results)
		c = c.on(entry.Milestone)
		road = *c.road
		var err error
		if c.facts.Sittings, err = s.store.sittings(ctx, by.OrganisationID); err != nil {
			return err
		}
		attempt, err := road.Pathway.RecordAttempt(c.facts, entry, s.clock.Today())
		if err != nil {
			return err
		}
		if err := s.letterOf(ctx, personID, attempt); err != nil {
			return err
		}
		if err := s.store.addAttempt(ctx, c.subject(by), attempt, s.clock.Now()); err != nil {
			return err
		}
		if err := s.note(ctx, by, "attempt_recorded", "attempt", attempt.ID, personID, nil, attemptValues(attempt)); err != nil {
			return err
		}
		c.facts.Attempts = append(c.facts.Attempts, attempt)
		kept, err = s.keptAttempt(ctx, by, c, road, attempt)
		return err
	})
	return kept, err
}

// RecordResults adds the results that an attempt awaited and gives whatever award they complete, in the same transaction. version is the one that
// was read; another one is CodeConflict. See [Pathway.RecordResults] for what is refused.
func (s *Service) RecordResults(ctx context.Context, by access.Actor, id uuid.UUID, version int, entry Attempt) (KeptAttempt, error) {
	var kept KeptAttempt
	err := s.changeOf(ctx, by, permissionAttempts, "attempts", "attempt", id, func(ctx context.Context, c career, road Road) error {
		c = c.withAttempt(id)
		road = *c.road
		i := slices.IndexFunc(c.facts.Attempts, func(a Attempt) bool { return a.ID == id })
		if i < 0 {
			return apperr.NotFound("attempt")
		}
		before := c.facts.Attempts[i]
		if err := stale(version, before.Version, "attempt"); err != nil {
			return err
		}
		attempt, err := road.Pathway.RecordResults(c.facts, id, entry.ResultsOn, rounded(entry.Results), by.PersonID, s.clock.Today())
		if err != nil {
			return err
		}
		if entry.Letter != uuid.Nil {
			attempt.Letter = entry.Letter
			if err := s.letterOf(ctx, c.person, attempt); err != nil {
				return err
			}
		}
		if err := s.store.addResults(ctx, attempt, s.clock.Now()); err != nil {
			return err
		}
		if err := s.note(ctx, by, "results_recorded", "attempt", id, c.person, attemptValues(before), attemptValues(attempt)); err != nil {
			return err
		}
		attempt.Version++
		c.facts.Attempts[i] = attempt
		kept, err = s.keptAttempt(ctx, by, c, road, attempt)
		return err
	})
	return kept, err
}

// rounded gives results with their marks as they are stored, so that the mark that is judged is the mark that is kept.
func rounded(results []PaperResult) []PaperResult {
	results = slices.Clone(results)
	for i, r := range results {
		if r.Mark != nil && !math.IsNaN(float64(*r.Mark)) && !math.IsInf(float64(*r.Mark), 0) {
			mark := Mark(math.Round(float64(*r.Mark)*100) / 100)
			results[i].Mark = &mark
		}
	}
	return results
}

func attemptValues(a Attempt) audit.Values {
	outcomes := map[string]string{}
	for _, row := range paperRows(a) {
		outcomes[string(row.Paper)] = row.Outcome
	}
	return audit.Values{
		"milestone": a.Milestone, "satOn": a.SatOn, "resultsOn": a.ResultsOn, "papers": outcomes, "sitting": a.Sitting, "letter": a.Letter,
	}
}

// letterOf refuses a letter of results that is not one of the person's files.
func (s *Service) letterOf(ctx context.Context, person uuid.UUID, a Attempt) error {
	if a.Letter == uuid.Nil {
		return nil
	}
	if err := s.files.BelongTo(ctx, person, []uuid.UUID{a.Letter}); errors.Is(err, apperr.NotFound("")) {
		return apperr.InvalidField("letterId", "This file is not there any more. Choose the letter's file again.")
	} else if err != nil {
		return err
	}
	return nil
}

// CorrectResult puts one paper's result right, keeps the old one, and gives whatever award that completes. version is the one that was read; another one is
// CodeConflict. See [Pathway.CorrectResult] for what is refused.
func (s *Service) CorrectResult(ctx context.Context, by access.Actor, id uuid.UUID, version int, result PaperResult, reason string) (KeptAttempt, error) {
	var kept KeptAttempt
	err := s.changeOf(ctx, by, permissionAttempts, "attempts", "attempt", id, func(ctx context.Context, c career, _ Road) error {
		c = c.withAttempt(id)
		road := *c.road
		i := slices.IndexFunc(c.facts.Attempts, func(a Attempt) bool { return a.ID == id })
		if i < 0 {
			return apperr.NotFound("attempt")
		}
		before := c.facts.Attempts[i]
		if err := stale(version, before.Version, "attempt"); err != nil {
			return err
		}
		attempt, err := road.Pathway.CorrectResult(c.facts, id, rounded([]PaperResult{result})[0], reason, by.PersonID, s.clock.Today())
		if err != nil {
			return err
		}
		if err := s.store.correct(ctx, attempt, attempt.Corrections[len(attempt.Corrections)-1], s.clock.Now()); err != nil {
			return err
		}
		after := attemptValues(attempt)
		after["reason"] = audit.FreeText(reason)
		if err := s.note(ctx, by, "result_corrected", "attempt", id, c.person, attemptValues(before), after); err != nil {
			return err
		}
		attempt.Version++
		c.facts.Attempts[i] = attempt
		kept, err = s.keptAttempt(ctx, by, c, road, attempt)
		return err
	})
	return kept, err
}

func (s *Service) keptAttempt(ctx context.Context, by access.Actor, c career, road Road, a Attempt) (KeptAttempt, error) {
	awards, err := s.giveAwards(ctx, by, c, road)
	if err != nil {
		return KeptAttempt{}, err
	}
	m, _ := road.Pathway.Milestone(a.Milestone)
	of := Facts{Attempts: []Attempt{a}}
	names, err := s.store.names(ctx, peopleIn(of), filesIn(of))
	return KeptAttempt{Attempt: a, Milestone: m, RecordedBy: Named{a.RecordedBy, names[a.RecordedBy]}, Awards: awards, Names: names}, err
}

// giveAwards gives every award that the facts justify and that is not held yet, and says where the person then stands with it.
func (s *Service) giveAwards(ctx context.Context, by access.Actor, c career, road Road) ([]Currency, error) {
	var given []Currency
	for _, due := range road.Pathway.AwardsDue(c.facts) {
		if err := s.accreditation.Give(ctx, by, c.person, string(due.Kind), due.On, due.Because); err != nil {
			return nil, err
		}
		c.facts.Awards = append(c.facts.Awards, Award{Kind: due.Kind, On: due.On})
		given = append(given, s.currency(road.Pathway.CurrencyAsked(c.facts, s.clock.Today())))
	}
	return given, nil
}
