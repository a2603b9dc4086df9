package app

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/appraisal"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
	"bandwise/internal/portfolio"
	"bandwise/internal/training"
	"bandwise/internal/workforce"
)

// agenda proposes what to talk about in a one-to-one or an appraisal from the other records about a person.
type agenda struct {
	training  *training.Service
	portfolio *portfolio.Service
	workforce *workforce.Service
}

// mostGaps is how many gaps an agenda names one by one, so that it stays an agenda.
const mostGaps = 5

func (a agenda) Proposals(ctx context.Context, by access.Actor, personID uuid.UUID) ([]appraisal.Proposal, error) {
	view, err := a.training.Progress(ctx, by, personID)
	if err != nil {
		return nil, err
	}
	all := milestonesToDiscuss(view, personID)
	returned, _, err := a.portfolio.Claims(ctx, by, personID, portfolio.ClaimFilter{
		Request: page.Request{Sort: "updatedAt", Descending: true, Limit: page.MaxLimit}, State: portfolio.Returned, Today: by.Today,
	})
	if err != nil {
		return nil, err
	}
	var named []uuid.UUID
	for _, c := range returned {
		named = append(named, c.Statement.ID)
		because := "A claim was returned."
		if c.DecidedAt != nil {
			because = fmt.Sprintf("The claim was returned on %s.", calendar.Today(*c.DecidedAt))
		}
		all = append(all, appraisal.Proposal{
			Key: "claim:" + c.ID.String(), Source: appraisal.FromReturned, Title: c.Statement.Name(), Because: because,
			Link: fmt.Sprintf("/people/%s/portfolio/claims/%s", personID, c.ID),
		})
	}
	gaps, err := a.gaps(ctx, by, personID, named)
	return append(all, gaps...), err
}

// milestonesToDiscuss are those that are overdue or due soon, and those whose newest record was returned.
func milestonesToDiscuss(view training.View, personID uuid.UUID) []appraisal.Proposal {
	var all []appraisal.Proposal
	about := func(source appraisal.Source, m training.MilestoneProgress, because string) {
		all = append(all, appraisal.Proposal{
			Key: "milestone:" + string(m.Milestone.Key), Source: source, Title: m.Milestone.Title, Because: because,
			Link: fmt.Sprintf("/people/%s/milestones/%s", personID, m.Milestone.Key),
		})
	}
	pressing := append(view.Progress.Overdue(), view.Progress.DueSoon()...)
	for _, m := range pressing {
		about(appraisal.FromDue, m, m.Because)
	}
	for _, m := range view.Progress.Milestones {
		listed := slices.ContainsFunc(pressing, func(p training.MilestoneProgress) bool { return p.Milestone.Key == m.Milestone.Key })
		var newest *training.Record
		for _, r := range view.Facts.Records {
			if r.Milestone == m.Milestone.Key {
				newest = &r
			}
		}
		if !listed && newest != nil && newest.Returned() {
			about(appraisal.FromReturned, m, fmt.Sprintf("The record was returned on %s.", newest.SignOff.On))
		}
	}
	return all
}

// gaps are the essential statements of the person's own role that nothing counts towards yet, without those whose claim was
// returned, which stand on the agenda as such.
func (a agenda) gaps(ctx context.Context, by access.Actor, personID uuid.UUID, returned []uuid.UUID) ([]appraisal.Proposal, error) {
	outlook, err := a.workforce.Outlook(ctx, by, personID, nil)
	if err != nil || len(outlook) == 0 {
		return nil, err
	}
	own := outlook[0]
	link := fmt.Sprintf("/people/%s/gap?role=%s", personID, own.Role.ID)
	var all []appraisal.Proposal
	more := 0
	for _, s := range own.Standings {
		q := s.Requirement
		if q.Importance != workforce.Essential || q.Kind != workforce.OfStatement || s.State != workforce.Missing && s.State != workforce.Expired || slices.Contains(returned, q.Statement.ID) {
			continue
		}
		if len(all) == mostGaps {
			more++
			continue
		}
		all = append(all, appraisal.Proposal{
			Key: "gap:" + q.Statement.ID.String(), Source: appraisal.FromGap, Title: fmt.Sprintf("%s (%s level %d)", q.Aspect, q.Code, q.Level), Because: s.Because(), Link: link,
		})
	}
	if more > 0 {
		all = append(all, appraisal.Proposal{
			Key: "gap:more", Source: appraisal.FromGap, Title: fmt.Sprintf("%d more essential statements of %s", more, own.Role.Name),
			Because: own.Summary(), Link: link,
		})
	}
	return all, nil
}
