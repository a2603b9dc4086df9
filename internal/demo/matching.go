package demo

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/jobevaluation"
	"bandwise/internal/jobevaluation/matching"
	"bandwise/seed"
	"bandwise/seed/demo"
)

// planMatch plans a job match: its opening, the panel's levels on the day on which it agrees, and the release.
func (m *maker) planMatch(p *plan, job demo.Match) {
	var match matching.Detail
	p.add(m.weekday(job.Opened), phaseMatching, "open the match of "+job.Role, func(ctx context.Context) (err error) {
		match, err = m.openMatch(ctx, job)
		return err
	})
	p.add(m.weekday(job.Agreed), phaseMatching, "agree on the match of "+job.Role, func(ctx context.Context) (err error) {
		for i, l := range job.Levels {
			by := m.actor(job.Panel[i%len(job.Panel)].Who)
			match, err = m.Matching.Save(ctx, by, match.ID, match.Version, matching.Decision{
				No: jobevaluation.FactorNo(l.No), Level: jobevaluation.Level(l.Level), Options: l.Options, Reason: l.Reason,
			})
			if err != nil {
				return err
			}
		}
		for _, seat := range job.Panel {
			if match, err = m.Matching.Agree(ctx, m.actor(seat.Who), match.ID, match.Version); err != nil {
				return err
			}
		}
		return nil
	})
	if job.Released == nil {
		return
	}
	p.add(m.weekday(job.Released.On), phaseMatching, "release the match of "+job.Role, func(ctx context.Context) (err error) {
		match, err = m.Matching.Release(ctx, m.actor(job.Released.By), match.ID, match.Version, job.Released.Note)
		return err
	})
}

func (m *maker) openMatch(ctx context.Context, job demo.Match) (matching.Detail, error) {
	n := matching.NewMatch{RoleID: m.roles[job.Role], ProfileID: uuid.NullUUID{UUID: seed.ID(seed.KindProfile, job.Profile), Valid: true}}
	for _, s := range job.Panel {
		side, err := matching.ParseSide(s.Side)
		if err != nil {
			return matching.Detail{}, err
		}
		n.Seats = append(n.Seats, matching.Seat{PersonID: m.people[s.Who], Side: side, TrainedOn: m.weekday(s.Trained)})
	}
	return m.Matching.Open(ctx, m.actor(job.OpenedBy), n)
}
