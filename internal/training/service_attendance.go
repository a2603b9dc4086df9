package training

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
)

// Attended records that a person completed a milestone by attending a course from one day to another, as whoever enters the
// course's attendance says. It is signed off at once when by is among the milestone's signatories, else it waits for one. See
// [Pathway.Record] for what is refused; nothing is written then.
func (s *Service) Attended(ctx context.Context, by access.Actor, personID uuid.UUID, milestone string, from, to calendar.Date) error {
	return s.change(ctx, by, permissionRead, personID, func(ctx context.Context, c career, _ Road) error {
		key := MilestoneKey(milestone)
		c = c.on(key)
		road := *c.road
		entry := Record{ID: uuid.New(), Milestone: key, StartedOn: from, CompletedOn: to, Note: "By the attendance of the course.", RecordedBy: by.PersonID, Version: 1}
		record, err := road.Pathway.Record(c.facts, entry, s.clock.Today())
		if err != nil {
			return err
		}
		relation, err := s.store.relation(ctx, by, personID)
		if err != nil {
			return err
		}
		m, _ := road.Pathway.Milestone(key)
		as, colleague := stance(by, relation, m)
		by := by.InSteadOf(colleague)
		c.facts.Records = append(c.facts.Records, record)
		signed, refused := road.Pathway.Decide(c.facts, record.ID, SignOff{By: by.PersonID, For: colleague, As: as, On: s.clock.Today(), Decision: DecisionSignedOff}, s.clock.Today())
		if err := s.store.addRecord(ctx, c.subject(by), record, s.clock.Now()); err != nil {
			return err
		}
		if err := s.note(ctx, by, "milestone_recorded", "milestone_record", record.ID, personID, nil, audit.Values{
			"milestone": key, "startedOn": from, "completedOn": to, "note": audit.FreeText(record.Note),
		}); err != nil || refused != nil {
			return err
		}
		if err := s.store.decide(ctx, signed, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "milestone_"+DecisionSignedOff.String(), "milestone_record", record.ID, personID,
			audit.Values{"state": stateRecorded, "milestone": key}, audit.Values{"state": DecisionSignedOff, "as": as})
	})
}
