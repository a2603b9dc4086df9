package matching

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/apperr"
)

// Bench is what a panel has before it.
type Bench struct {
	Detail
	Factors []BenchFactor
	// OtherDuties are those that the role's document gives no factor.
	OtherDuties []Duty
}

// BenchFactor is one factor with everything that helps to choose its level.
type BenchFactor struct {
	jobevaluation.SchemeFactor
	Duties []Duty
	Levels []BenchLevel
	// Decision and Candidate are nil when there is none.
	Decision  *Decision
	Candidate *ProfileText
}

// BenchLevel is a level with what the profiles of the suite say there. Note says so when none of them shows it.
type BenchLevel struct {
	Level    jobevaluation.Level
	Points   jobevaluation.Points
	Result   jobevaluation.FactorResult
	Note     string
	Profiles []ProfileText
}

// ProfileText is a profile's row on a factor.
type ProfileText struct {
	Profile jobevaluation.Profile
	Row     jobevaluation.ProfileFactor
}

// Bench gives a match factor by factor; a number that is not 0 asks for one factor only. Another organisation's match is
// CodeNotFound.
func (s *Service) Bench(ctx context.Context, by access.Actor, id uuid.UUID, no jobevaluation.FactorNo) (Bench, error) {
	d, err := s.Match(ctx, by, id)
	if err != nil {
		return Bench{}, err
	}
	post, err := s.roles.Post(ctx, by, d.RoleID)
	if err != nil {
		return Bench{}, err
	}
	b := Bench{Detail: d}
	for _, f := range d.Scheme.Factors {
		if no == 0 || f.No == no {
			b.Factors = append(b.Factors, d.benchFactor(f, post.Duties))
		}
	}
	for _, duty := range post.Duties {
		if duty.Factor == 0 {
			b.OtherDuties = append(b.OtherDuties, duty)
		}
	}
	return b, nil
}

func (d Detail) benchFactor(f jobevaluation.SchemeFactor, duties []Duty) BenchFactor {
	b := BenchFactor{SchemeFactor: f}
	for _, duty := range duties {
		if duty.Factor == f.No {
			b.Duties = append(b.Duties, duty)
		}
	}
	if decision, ok := d.Decision(f.No); ok {
		b.Decision = &decision
	}
	for i, points := range f.Points {
		b.Levels = append(b.Levels, BenchLevel{Level: jobevaluation.Level(i + 1), Points: points, Result: jobevaluation.FactorUndecided})
	}
	for _, p := range d.Profiles {
		for _, row := range p.Factors {
			if row.No != f.No {
				continue
			}
			text := ProfileText{Profile: p, Row: row}
			for level := row.LevelMin; level <= row.LevelMax; level++ {
				b.Levels[level-1].Profiles = append(b.Levels[level-1].Profiles, text)
			}
			if d.ProfileID.Valid && p.ID == d.ProfileID.UUID {
				b.Candidate = &text
			}
		}
	}
	for i := range b.Levels {
		level := &b.Levels[i]
		if len(level.Profiles) == 0 {
			level.Note = "No national profile of this suite shows this level, so there is no text for it here."
		}
		if b.Candidate != nil {
			level.Result = jobevaluation.CompareLevel(b.Candidate.Row, level.Level, f.Fixed).Result
		}
	}
	return b
}

// Consistency compares a match with the organisation's others. Another organisation's match is CodeNotFound.
func (s *Service) Consistency(ctx context.Context, by access.Actor, id uuid.UUID) (Consistency, error) {
	m, err := s.store.match(ctx, by.OrganisationID, id)
	if err != nil {
		return Consistency{}, err
	}
	var e judged
	if e.scheme, e.profiles, err = s.schemes.Edition(ctx, m.SchemeID); err != nil {
		return Consistency{}, err
	}
	return s.compared(ctx, m, e)
}

func (s *Service) compared(ctx context.Context, m Match, e judged) (Consistency, error) {
	others, err := s.store.others(ctx, m)
	if err != nil {
		return Consistency{}, err
	}
	return Compare(e.scheme, m, others, e.profiles), nil
}

// Kpis gives the job evaluation figures of the actor's organisation today, and the period in which they are reported.
func (s *Service) Kpis(ctx context.Context, by access.Actor) (Kpis, jobevaluation.Reporting, error) {
	scheme, err := s.schemes.Scheme(ctx)
	if err != nil {
		return Kpis{}, jobevaluation.Reporting{}, err
	}
	posts, err := s.roles.Posts(ctx, by)
	if err != nil {
		return Kpis{}, jobevaluation.Reporting{}, err
	}
	holders, err := s.store.holdersByRole(ctx, by.OrganisationID, by.Today)
	if err != nil {
		return Kpis{}, jobevaluation.Reporting{}, err
	}
	released, err := s.store.released(ctx, by.OrganisationID)
	if err != nil {
		return Kpis{}, jobevaluation.Reporting{}, err
	}
	return Figures(by.Today, posts, holders, released), scheme.Reporting, nil
}

// Letter gives the outcome letter of a released match as a PDF document, and the name of its file. Another organisation's
// match is CodeNotFound, one that is not released CodeConflict.
func (s *Service) Letter(ctx context.Context, by access.Actor, id uuid.UUID) (name string, document []byte, err error) {
	d, err := s.Match(ctx, by, id)
	if err != nil {
		return "", nil, err
	}
	if d.State != Released {
		return "", nil, apperr.Conflict("There is a letter once the match is released.")
	}
	l := letter{Detail: d}
	if l.organisation, err = s.store.organisationName(ctx, d.OrganisationID); err != nil {
		return "", nil, err
	}
	post, err := s.roles.Post(ctx, by, d.RoleID)
	if err != nil {
		return "", nil, err
	}
	l.reference = post.Reference
	document, err = l.write()
	return fmt.Sprintf("outcome-%s-%s.pdf", slug(d.RoleTitle), d.ReleasedOn.ISO()), document, err
}
