package app

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/accreditation/assurance"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/training"
)

// crew tells the assurance where people stand with the Standards course and the refresher.
type crew struct{ training *training.Service }

// standardsCourse is the key of the Standards course in the pathways (document 003 line 61).
const standardsCourse = "ccsc"

func (c crew) Coders(ctx context.Context, in access.Scopes, today calendar.Date) ([]assurance.Coder, error) {
	found, err := c.training.Summaries(ctx, in, today)
	if err != nil {
		return nil, err
	}
	all := make([]assurance.Coder, len(found))
	for i, s := range found {
		coder := assurance.Coder{
			ID: s.PersonID, Titles: map[string]string{}, Accreditation: s.Accreditation.Status, RefresherDueOn: s.Accreditation.RefresherDueOn,
			RefresherWhy: s.Accreditation.Because,
		}
		for _, m := range s.Milestones {
			coder.Titles[string(m.Milestone.Key)] = m.Milestone.Title
			if m.Milestone.Key != standardsCourse {
				continue
			}
			coder.Asked = true
			coder.Passed = m.State == training.StateExempt
			if m.Record != nil {
				coder.StartedOn, coder.ByCompletion = m.Record.CompletedOn, true
				if !m.Record.StartedOn.IsZero() {
					coder.StartedOn, coder.ByCompletion = m.Record.StartedOn, false
				}
			}
		}
		all[i] = coder
	}
	return all, nil
}
