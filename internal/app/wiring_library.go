package app

import (
	"context"
	"math"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/accreditation"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/link"
	"bandwise/internal/pathway"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/role"
	"bandwise/internal/training"
	"bandwise/internal/workforce"
)

// rungs tells the ladder what the scheme makes of the national profiles.
type rungs struct{ jobEvaluation *jobevaluation.Service }

func (r rungs) Rungs(ctx context.Context) ([]link.BandRange, []link.ScoredProfile, error) {
	scheme, profiles, err := r.jobEvaluation.Whole(ctx)
	if err != nil {
		return nil, nil, err
	}
	bands := reference.Each(scheme.Bands, func(b jobevaluation.BandRange) link.BandRange {
		return link.BandRange{Band: link.Band(b.Band.String()), Min: int(b.Min), Max: int(b.Max)}
	})
	return bands, reference.Each(profiles, func(p jobevaluation.Profile) link.ScoredProfile {
		return link.ScoredProfile{
			ID: p.ID, Title: p.Title, BandText: p.BandText,
			Bands: reference.Each(p.Bands, func(b jobevaluation.Band) link.Band { return link.Band(b.String()) }),
			Min:   int(p.ComputedMin), Max: int(p.ComputedMax), StatedMin: int(p.StatedMin), StatedMax: int(p.StatedMax),
		}
	}), nil
}

// libraryRoles tells the ladder and the map of roles which roles an organisation has.
type libraryRoles struct{ role *role.Service }

func (r libraryRoles) all(ctx context.Context, by access.Actor) ([]role.Role, error) {
	all, _, err := r.role.Roles(ctx, by, role.Filter{}, page.Request{Sort: "title", Limit: math.MaxInt32})
	return all, err
}

func (r libraryRoles) RolesOf(ctx context.Context, by access.Actor) ([]link.RoleRung, error) {
	all, err := r.all(ctx, by)
	return reference.Each(all, func(one role.Role) link.RoleRung {
		rung := link.RoleRung{ID: one.ID, Title: one.Title, Band: link.Band(one.Band), BandStatus: one.BandStatus.String(), Local: one.Local()}
		if one.Profile != nil {
			rung.Profile = &link.ProfileRef{ID: one.Profile.ID, Title: one.Profile.Title}
		}
		return rung
	}), err
}

// moveRecord tells the map of roles what the other features know about people.
type moveRecord struct {
	training      *training.Service
	accreditation *accreditation.Service
	workforce     *workforce.Service
	roles         libraryRoles
}

func (r moveRecord) Roles(ctx context.Context, by access.Actor) ([]pathway.Role, error) {
	all, err := r.roles.all(ctx, by)
	return reference.Each(all, func(one role.Role) pathway.Role {
		return pathway.Role{ID: one.ID, Title: one.Title, Band: string(one.Band)}
	}), err
}

func (r moveRecord) Vocabulary(ctx context.Context, by access.Actor) (milestones, accreditations []pathway.Named, err error) {
	roads, err := r.training.Roads(ctx, by.OrganisationID)
	if err != nil {
		return nil, nil, err
	}
	for _, road := range roads {
		for _, m := range road.Pathway.Milestones {
			one := pathway.Named{Key: string(m.Key), Name: m.Title}
			if m.Throughout || slices.ContainsFunc(milestones, func(n pathway.Named) bool { return n.Key == one.Key }) {
				continue
			}
			milestones = append(milestones, one)
		}
		kind := accreditation.Kind(road.Pathway.Award)
		if one := (pathway.Named{Key: string(kind), Name: kind.Title()}); !slices.Contains(accreditations, one) {
			accreditations = append(accreditations, one)
		}
	}
	return milestones, accreditations, nil
}

func (r moveRecord) Of(ctx context.Context, by access.Actor, personID uuid.UUID, roles []uuid.UUID) (pathway.Held, error) {
	held := pathway.Held{
		Awards: map[string]calendar.Date{}, Milestones: map[string]pathway.MilestoneFact{}, Readiness: map[uuid.UUID]pathway.Readiness{},
	}
	awards, err := r.accreditation.Awards(ctx, by, personID)
	if err != nil {
		return pathway.Held{}, err
	}
	for _, a := range awards {
		held.Awards[string(a.Kind)] = a.AwardedOn
	}
	progress, err := r.training.Progress(ctx, by, personID)
	if err != nil {
		return pathway.Held{}, err
	}
	for _, m := range progress.Progress.Milestones {
		held.Milestones[string(m.Milestone.Key)] = pathway.MilestoneFact{
			// What recurs counts once it was done; whether it is due again is no matter of the move.
			Done: m.State.Settled() || m.Times > 0, On: m.DoneOn, State: milestoneWords[m.State],
		}
	}
	counts, err := r.workforce.Measure(ctx, by, personID, roles)
	if err != nil {
		return pathway.Held{}, err
	}
	for id, c := range counts {
		held.Readiness[id] = pathway.Readiness{Met: c.EssentialMet, Required: c.EssentialRequired}
	}
	return held, nil
}

// milestoneWords say where a milestone stands, in the words of a sentence.
var milestoneWords = map[training.State]string{
	training.StateBlocked: "not open yet", training.StateOpen: "open", training.StateDue: "due", training.StateOverdue: "overdue",
	training.StateRecorded: "recorded and waits for sign-off", training.StateDone: "done", training.StateFailed: "not passed",
	training.StateExempt: "exempt", training.StatePaused: "paused by leave",
}
