package app

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/accreditation"
	"bandwise/internal/notification"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
	"bandwise/internal/training"
)

// standings tells the notices where people stand on their pathways.
type standings struct{ training *training.Service }

func (s standings) Standings(ctx context.Context, organisation uuid.UUID, people []uuid.UUID, today calendar.Date) ([]notification.Standing, error) {
	found, err := s.training.Standings(ctx, organisation, people, today)
	if err != nil {
		return nil, err
	}
	all := make([]notification.Standing, len(found))
	for i, f := range found {
		all[i] = notification.Standing{
			PersonID: f.PersonID, PathwayID: f.PathwayID, Roles: f.Roles, OnLeave: f.OnLeave,
			Award: string(f.Accreditation.Kind), AwardTitle: accreditation.Kind(f.Accreditation.Kind).Title(), RefresherDueOn: f.Accreditation.RefresherDueOn,
			Renewal: accreditation.Kind(f.Accreditation.Kind).Renewal(),
			Lapsed:  f.Accreditation.Status == accreditation.StatusLapsed.String(),
			Milestones: reference.Each(f.Milestones, func(m training.MilestoneProgress) notification.Milestone {
				late := !m.DueOn.IsZero() && today.After(m.DueOn)
				return notification.Milestone{
					Key: string(m.Milestone.Key), Title: m.Milestone.Title, DueOn: m.DueOn,
					Due:     m.State == training.StateDue,
					Overdue: m.State == training.StateOverdue || m.State == training.StateFailed && late,
					Failed:  m.State == training.StateFailed && !late,
					Open:    !m.State.Settled() && m.State != training.StatePaused,
					SignedBy: reference.Each(m.Milestone.SignedBy, func(s training.Signatory) notification.Capacity {
						return notification.Capacity(s.String())
					}),
				}
			}),
			Waiting: reference.Each(f.Waiting, func(r training.Record) notification.Record {
				return notification.Record{ID: r.ID, Milestone: string(r.Milestone), On: r.RecordedOn}
			}),
			Returned: reference.Each(f.Returned, func(r training.Record) notification.Record {
				return notification.Record{ID: r.ID, Milestone: string(r.Milestone), On: r.SignOff.On}
			}),
		}
	}
	return all, nil
}
