package notification

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// soon is for how many days ahead meetings, actions and sittings are spoken of.
const soon = 14

// appraisalSource tells of one-to-ones and appraisals, and of the actions agreed there. What was agreed is the two's own
// words, so it is not repeated.
type appraisalSource struct{ store store }

type meetingRow struct {
	ID                   uuid.UUID
	PersonID             uuid.UUID
	LeadID               uuid.UUID
	Kind                 string
	State                string
	PlannedOn            calendar.Date
	HeldOn               calendar.Date
	PersonAcknowledgedAt *string
	LeadAcknowledgedAt   *string
}

func (r meetingRow) name() string {
	if r.Kind == "appraisal" {
		return "appraisal"
	}
	return "one-to-one"
}

// meetings reads the meetings that are planned, or held and not acknowledged by both.
func (s store) meetings(ctx context.Context, a Asked) ([]meetingRow, error) {
	var rows []meetingRow
	q := s.db.Conn(ctx).Table("appraisal_meetings").Select(`id, person_id, lead_id, kind, state, planned_on, held_on,
		CAST(person_acknowledged_at AS TEXT) AS person_acknowledged_at, CAST(lead_acknowledged_at AS TEXT) AS lead_acknowledged_at`).
		Where("organisation_id = ? AND state IN ('planned', 'held')", a.OrganisationID)
	if a.To != uuid.Nil {
		q = q.Where("person_id = ? OR lead_id = ?", a.To, a.To)
	}
	return rows, database.Wrap(q.Order("planned_on, id").Find(&rows).Error, "meeting")
}

// Notices takes two queries.
func (s appraisalSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	rows, err := s.store.meetings(ctx, a)
	if err != nil {
		return nil, err
	}
	var all []Notice
	for _, r := range rows {
		id := r.ID.String()
		own, others := Notice{To: r.PersonID, Link: "/progress/appraisals/" + id}, Notice{To: r.LeadID, About: r.PersonID, Link: "/people/" + r.PersonID.String() + "/appraisals/" + id}
		if r.State == "planned" && a.Today.DaysUntil(r.PlannedOn) <= soon {
			for _, n := range []*Notice{&own, &others} {
				n.Kind, n.Key, n.DueOn, n.Since = AppraisalMeeting, KeyOf(AppraisalMeeting, id, r.PlannedOn.ISO()), r.PlannedOn, r.PlannedOn.AddDays(-soon)
			}
			own.Sentence, others.Sentence = "Your "+r.name()+" is planned for "+day(r.PlannedOn)+".", "Your "+r.name()+" with {about} is planned for "+day(r.PlannedOn)+"."
			all = append(all, own, others)
			continue
		}
		if r.State != "held" {
			continue
		}
		for _, n := range []*Notice{&own, &others} {
			n.Kind, n.Key, n.Since = AppraisalAcknowledge, KeyOf(AppraisalAcknowledge, id), r.HeldOn
		}
		own.Sentence, others.Sentence = "Acknowledge your "+r.name()+" of "+day(r.HeldOn)+".", "Acknowledge your "+r.name()+" with {about} of "+day(r.HeldOn)+"."
		if r.PersonAcknowledgedAt == nil {
			all = append(all, own)
		}
		if r.LeadAcknowledgedAt == nil {
			all = append(all, others)
		}
	}
	var actions []struct {
		ID        uuid.UUID
		MeetingID uuid.UUID
		PersonID  uuid.UUID
		OwnerID   uuid.UUID
		DueOn     calendar.Date
	}
	q := s.store.db.Conn(ctx).Table("appraisal_actions").Where("organisation_id = ? AND state = 'open' AND due_on <= ?", a.OrganisationID, a.Today.AddDays(soon))
	if a.To != uuid.Nil {
		q = q.Where("owner_id = ?", a.To)
	}
	err = q.Order("due_on, id").Find(&actions).Error
	for _, r := range actions {
		link := "/progress/appraisals/" + r.MeetingID.String()
		if r.OwnerID != r.PersonID {
			link = "/people/" + r.PersonID.String() + "/appraisals/" + r.MeetingID.String()
		}
		all = append(all, actionNotice(a, r.ID, r.OwnerID, r.PersonID, r.DueOn, "one-to-one", link))
	}
	return mine(all, a), database.Wrap(err, "action")
}

// actionNotice tells the owner of an agreed action that it is due, or overdue.
func actionNotice(a Asked, id, owner, person uuid.UUID, due calendar.Date, at, link string) Notice {
	n := Notice{Key: KeyOf(ActionDue, id.String(), due.ISO()), Kind: ActionDue, To: owner, About: person, Since: due.AddDays(-soon), DueOn: due, Link: link}
	n.Sentence = "An action that you agreed after an " + at + " is due on " + day(due) + "."
	if at == "one-to-one" {
		n.Sentence = "An action that you agreed at a " + at + " is due on " + day(due) + "."
	}
	if due.Before(a.Today) {
		n.Group, n.Since, n.Sentence = NeedsMe, due, strings.Replace(n.Sentence, " is due on ", " was due on ", 1)
		n.Key = KeyOf(ActionDue, id.String(), due.ISO(), "late")
	}
	return n
}

// Dates gives the meetings that are planned.
func (s appraisalSource) Dates(ctx context.Context, a Asked) ([]Dated, error) {
	rows, err := s.store.meetings(ctx, a)
	var all []Dated
	for _, r := range rows {
		if r.State != "planned" {
			continue
		}
		d := Dated{Entry: "meeting/" + r.ID.String(), On: r.PlannedOn, Title: "Your " + r.name(), Link: "/progress/appraisals/" + r.ID.String()}
		if r.LeadID == a.To {
			d.Title, d.Link = "Your "+r.name()+" with "+a.Circle.Name(r.PersonID), "/people/"+r.PersonID.String()+"/appraisals/"+r.ID.String()
		}
		all = append(all, d)
	}
	return all, err
}

// auditSource tells of coding audits: released, feedback outstanding, actions due.
type auditSource struct{ store store }

// Notices takes two queries.
func (s auditSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	var rows []struct {
		ID             uuid.UUID
		PersonID       uuid.UUID
		AuditorID      uuid.UUID
		ReleasedOn     calendar.Date
		AcknowledgedOn calendar.Date
		FeedbackOn     calendar.Date
	}
	q := s.store.db.Conn(ctx).Table("coding_audits").Where("organisation_id = ? AND state = 'released' AND released_on >= ?", a.OrganisationID, a.Today.AddDays(-unanswered))
	if a.To != uuid.Nil {
		q = q.Where("person_id = ? OR auditor_id = ?", a.To, a.To)
	}
	if err := q.Order("released_on, id").Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "audit")
	}
	var all []Notice
	for _, r := range rows {
		if r.AcknowledgedOn.IsZero() {
			all = append(all, Notice{
				Key: KeyOf(AuditReleased, r.ID.String()), Kind: AuditReleased, To: r.PersonID, Since: r.ReleasedOn,
				Sentence: "An audit of your coding was released on " + day(r.ReleasedOn) + ".", Link: "/coding/audits/" + r.ID.String(),
			})
		}
		if r.FeedbackOn.IsZero() {
			all = append(all, Notice{
				Key: KeyOf(AuditFeedback, r.ID.String()), Kind: AuditFeedback, To: r.AuditorID, About: r.PersonID, Since: r.ReleasedOn,
				Sentence: "The feedback session with {about} about the audit released on " + day(r.ReleasedOn) + " has not been recorded.", Link: "/coding/audits/" + r.ID.String(),
			})
		}
	}
	var actions []struct {
		ID       uuid.UUID
		AuditID  uuid.UUID
		PersonID uuid.UUID
		OwnerID  uuid.UUID
		DueOn    calendar.Date
	}
	q = s.store.db.Conn(ctx).Table("coding_audit_actions").Where("organisation_id = ? AND done_on IS NULL AND due_on <= ?", a.OrganisationID, a.Today.AddDays(soon))
	if a.To != uuid.Nil {
		q = q.Where("owner_id = ?", a.To)
	}
	err := q.Order("due_on, id").Find(&actions).Error
	for _, r := range actions {
		all = append(all, actionNotice(a, r.ID, r.OwnerID, r.PersonID, r.DueOn, "audit", "/coding/audits/"+r.AuditID.String()))
	}
	return mine(all, a), database.Wrap(err, "action")
}

// sittingSource tells of the examination sittings that people chose.
type sittingSource struct{ store store }

type sittingRow struct {
	ID                   uuid.UUID
	PersonID             uuid.UUID
	Milestone            string
	Title                string
	RegistrationClosesOn calendar.Date
	TheoryOn             calendar.Date
	PracticalOn          calendar.Date
	RegisteredOn         calendar.Date
}

// sittings reads the sittings ahead that people have chosen.
func (s store) sittings(ctx context.Context, a Asked) ([]sittingRow, error) {
	var rows []sittingRow
	q := s.db.Conn(ctx).Table("sitting_choices").Select(`sitting_choices.id, sitting_choices.person_id, sitting_choices.milestone, exam_sittings.title,
		exam_sittings.registration_closes_on, exam_sittings.theory_on, exam_sittings.practical_on, sitting_choices.registered_on`).
		Joins("JOIN exam_sittings ON exam_sittings.id = sitting_choices.sitting_id").
		Where("sitting_choices.organisation_id = ? AND sitting_choices.ended_on IS NULL AND exam_sittings.cancelled_on IS NULL AND exam_sittings.practical_on >= ?", a.OrganisationID, a.Today)
	if a.To != uuid.Nil {
		q = q.Where("sitting_choices.person_id = ?", a.To)
	}
	return rows, database.Wrap(q.Order("exam_sittings.theory_on, sitting_choices.id").Find(&rows).Error, "sitting")
}

// Notices takes one query.
func (s sittingSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	rows, err := s.store.sittings(ctx, a)
	var all []Notice
	for _, r := range rows {
		n := Notice{To: r.PersonID, Link: "/progress/milestones/" + r.Milestone}
		// The next paper: on the day of the second the first is past.
		first := calendar.Later(r.TheoryOn, r.PracticalOn)
		for _, paper := range []calendar.Date{r.TheoryOn, r.PracticalOn} {
			if !paper.Before(a.Today) && paper.Before(first) {
				first = paper
			}
		}
		left := a.Today.DaysUntil(r.RegistrationClosesOn)
		switch {
		case r.RegisteredOn.IsZero() && left >= 0 && left <= Thresholds[0]:
			n.Kind, n.DueOn = RegistrationClosing, r.RegistrationClosesOn
			n.Sentence = "Registration for " + r.Title + " closes on " + day(r.RegistrationClosesOn) + ", and you are not registered."
			n.Since = r.RegistrationClosesOn.AddDays(-Thresholds[0])
		case !r.RegisteredOn.IsZero() && a.Today.DaysUntil(first) <= 2*soon:
			n.Kind, n.DueOn, n.Since = SittingAhead, first, first.AddDays(-2*soon)
			n.Sentence = "You sit " + r.Title + " on " + day(first) + "."
		default:
			continue
		}
		n.Key = KeyOf(n.Kind, r.ID.String(), n.DueOn.ISO())
		all = append(all, n)
	}
	return mine(all, a), err
}

// Dates gives the papers' days, and the last day of registration while the person is not registered.
func (s sittingSource) Dates(ctx context.Context, a Asked) ([]Dated, error) {
	rows, err := s.store.sittings(ctx, a)
	var all []Dated
	for _, r := range rows {
		link := "/progress/milestones/" + r.Milestone
		all = append(all, Dated{Entry: "theory/" + r.ID.String(), On: r.TheoryOn, Title: r.Title + ": theory paper", Link: link},
			Dated{Entry: "practical/" + r.ID.String(), On: r.PracticalOn, Title: r.Title + ": practical paper", Link: link})
		if r.RegisteredOn.IsZero() {
			all = append(all, Dated{Entry: "registration/" + r.ID.String(), On: r.RegistrationClosesOn, Title: r.Title + ": registration closes", Link: link})
		}
	}
	return all, err
}
