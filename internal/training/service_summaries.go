package training

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// Summary is where one person stands, for lists of many.
type Summary struct {
	PersonID uuid.UUID
	Stage    Stage
	Tenure   Tenure
	Month    int
	Months   int
	OnLeave  bool
	// Next is nil when nothing is asked of the person.
	Next           *MilestoneProgress
	Overdue        int
	DueSoon        int
	WaitingSignOff int
	// Milestones are all of the person's pathway, in its order; in lists of everybody in scope without what their states and dates come
	// from.
	Milestones    []MilestoneProgress
	Accreditation Currency
	// AwardDueOn is the day by which the person's own plan leads to the award, AwardBecause why; no date when the award is held or
	// the plan has no date for it.
	AwardDueOn   calendar.Date
	AwardBecause string
}

// Summaries gives one summary for each person in scope who is on a pathway and has not left, in no particular order, with a fixed number of
// queries. Reasons of leave do not appear in their sentences.
func (s *Service) Summaries(ctx context.Context, in access.Scopes, today calendar.Date) ([]Summary, error) {
	held, err := s.held.Get(ctx, in.OrganisationID)
	if err != nil {
		return nil, err
	}
	careers, err := s.store.careers(ctx, held, workingInScope(in, today), today)
	if err != nil {
		return nil, err
	}
	var all []Summary
	for _, c := range careers {
		if c.road != nil {
			all = append(all, s.summary(c, today, false))
		}
	}
	return all, nil
}

// SummariesOf gives the summaries of a few people of an organisation, with what the states and dates of their milestones come from, in
// no particular order: who never was on a pathway is left out. It takes a fixed number of queries. The caller has to know that they may
// be seen.
func (s *Service) SummariesOf(ctx context.Context, organisation uuid.UUID, people []uuid.UUID, today calendar.Date) ([]Summary, error) {
	held, err := s.held.Get(ctx, organisation)
	if err != nil {
		return nil, err
	}
	careers, err := s.store.careers(ctx, held, among(people), today)
	if err != nil {
		return nil, err
	}
	var all []Summary
	for _, c := range careers {
		if c.road != nil {
			all = append(all, s.summary(c, today, true))
		}
	}
	return all, nil
}

// Summary gives the summary of one person of an organisation; nil for somebody who never was on a pathway. The caller has to know that the person
// may be seen.
func (s *Service) Summary(ctx context.Context, organisation, personID uuid.UUID, today calendar.Date) (*Summary, error) {
	held, err := s.held.Get(ctx, organisation)
	if err != nil {
		return nil, err
	}
	c, err := s.career(ctx, held, personID, today)
	if err != nil || c.road == nil {
		return nil, err
	}
	sum := s.summary(c, today, true)
	return &sum, nil
}

// summary gives one person's summary; explained says whether milestones come with what their states and dates come from.
func (s *Service) summary(c career, today calendar.Date, explained bool) Summary {
	facts := c.facts.Undisclosed()
	r := newReckoning(c.road.Pathway, facts, today)
	r.silent = !explained
	p := r.progress()
	sum := Summary{
		PersonID: c.person, Stage: p.Stage, Tenure: p.Tenure, Month: p.Month, Months: p.Months, Overdue: len(p.Overdue()), DueSoon: len(p.DueSoon()),
		Milestones: p.Milestones, Accreditation: s.currency(c.road.Pathway.CurrencyAsked(facts, today)),
	}
	_, sum.OnLeave = facts.pauseOn(today)
	if next, ok := p.Next(); ok {
		sum.Next = &next
	}
	for _, r := range facts.Records {
		if r.SignOff == nil {
			sum.WaitingSignOff++
		}
	}
	if on, from, ok := p.plannedAward(); ok {
		sum.AwardDueOn, sum.AwardBecause = on, r.explained(from)
	}
	return sum
}

// Stages lists the stages of every pathway that posts put people on, in their order: those of the version in force, then
// what only other versions have, on which people may still be.
func (s *Service) Stages(ctx context.Context, organisation uuid.UUID) ([]Stage, error) {
	held, err := s.held.Get(ctx, organisation)
	if err != nil {
		return nil, err
	}
	var all []Stage
	for _, l := range held.main() {
		known := map[StageKey]bool{}
		for _, road := range slices.Backward(l) {
			for _, stage := range road.Pathway.Stages {
				if !known[stage.Key] {
					known[stage.Key] = true
					all = append(all, stage)
				}
			}
		}
	}
	return all, nil
}
