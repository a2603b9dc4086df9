package notification

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// The sources of this file read other features' tables. Each takes a fixed number of queries.

// among narrows a query to rows about the circle when one reader asks.
func among(q *gorm.DB, a Asked, column string) *gorm.DB {
	if a.To == uuid.Nil {
		return q
	}
	return q.Where(column+" IN ?", a.Circle.IDs())
}

// informed is for how many days something that asks for nothing is told.
const informed = 30

// postSource tells of appointments and assignments that end.
type postSource struct{ store store }

// assignmentNotice is how many days before its end an assignment is spoken of.
const assignmentNotice = 30

// Notices takes one query; the appointments are in the circle.
func (s postSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	var all []Notice
	for _, m := range a.Circle.Members() {
		for i, p := range m.Posts {
			// An appointment that another one follows is a move, not an end.
			if !p.Contains(a.Today) || p.To.IsZero() || a.Today.DaysUntil(p.To) > Thresholds[0] || i < len(m.Posts)-1 {
				continue
			}
			n := Notice{
				Key: KeyOf(PostEnding, p.ID.String(), p.To.ISO()), Kind: PostEnding, To: m.ID, Since: p.To.AddDays(-Thresholds[0]), DueOn: p.To,
				Sentence: "Your appointment as " + p.Role + " ends on " + day(p.To) + ".", Link: "/progress",
			}
			all = append(all, n)
			for _, to := range a.Circle.Responsibles(m.ID, AsManager) {
				n.To, n.About, n.Sentence, n.Link = to, m.ID, "The appointment of {about} as "+p.Role+" ends on "+day(p.To)+".", "/people/"+m.ID.String()+"/appointments"
				all = append(all, n)
			}
		}
	}
	var rows []struct {
		ID         uuid.UUID
		PersonID   uuid.UUID
		AssigneeID uuid.UUID
		Kind       string
		EndsOn     calendar.Date
	}
	err := among(s.store.db.Conn(ctx).Table("assignments"), a, "person_id").Where("organisation_id = ? AND ends_on >= ? AND ends_on <= ?",
		a.OrganisationID, a.Today, a.Today.AddDays(assignmentNotice)).Order("id").Find(&rows).Error
	for _, row := range rows {
		n := Notice{Key: KeyOf(AssignmentEnding, row.ID.String(), row.EndsOn.ISO()), Kind: AssignmentEnding, Since: row.EndsOn.AddDays(-assignmentNotice), DueOn: row.EndsOn}
		n.To, n.Sentence, n.Link = row.PersonID, "You have your "+row.Kind+" until "+day(row.EndsOn)+".", "/progress"
		all = append(all, n)
		n.To, n.About, n.Sentence = row.AssigneeID, row.PersonID, "You are the "+row.Kind+" of {about} until "+day(row.EndsOn)+"."
		n.Link = "/people/" + row.PersonID.String()
		all = append(all, n)
	}
	return mine(all, a), database.Wrap(err, "assignment")
}

// Dates gives the end of the person's appointment.
func (s postSource) Dates(_ context.Context, a Asked) ([]Dated, error) {
	m := a.Circle.Member(a.To)
	if m == nil || len(m.Posts) == 0 {
		return nil, nil
	}
	last := m.Posts[len(m.Posts)-1]
	if last.To.IsZero() {
		return nil, nil
	}
	return []Dated{{Entry: "post/" + last.ID.String(), On: last.To, Title: "Appointment ends: " + last.Role, Link: "/progress"}}, nil
}

// mine keeps the notices to the one reader, where one asked.
func mine(all []Notice, a Asked) []Notice {
	if a.To == uuid.Nil {
		return all
	}
	var kept []Notice
	for _, n := range all {
		if n.To == a.To {
			kept = append(kept, n)
		}
	}
	return kept
}

// mentoringSource tells of meetings that the other one has to confirm.
type mentoringSource struct{ store store }

// Notices takes one query.
func (s mentoringSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	var rows []struct {
		ID       uuid.UUID
		PersonID uuid.UUID
		MentorID uuid.UUID
		MetOn    calendar.Date
		LoggedBy uuid.UUID
	}
	q := s.store.db.Conn(ctx).Table("mentoring_meetings").Where("organisation_id = ? AND confirmed_at IS NULL", a.OrganisationID)
	if a.To != uuid.Nil {
		q = q.Where("(person_id = ? OR mentor_id = ?) AND logged_by <> ?", a.To, a.To, a.To)
	}
	err := q.Order("met_on, id").Find(&rows).Error
	var all []Notice
	for _, row := range rows {
		n := Notice{
			Key: KeyOf(MeetingToConfirm, row.ID.String()), Kind: MeetingToConfirm, To: row.PersonID, Since: row.MetOn,
			Sentence: "Your mentor logged your meeting of " + day(row.MetOn) + ". Confirm it.", Link: "/progress/mentoring",
		}
		if row.LoggedBy == row.PersonID {
			n.To, n.About, n.Link = row.MentorID, row.PersonID, "/people/"+row.PersonID.String()+"/mentoring"
			n.Sentence = "{about} logged your meeting of " + day(row.MetOn) + ". Confirm it."
		}
		all = append(all, n)
	}
	return mine(all, a), database.Wrap(err, "meeting")
}

// claimSource tells reviewers what waits, and people what became of their claims.
type claimSource struct{ store store }

type claimRow struct {
	ID          uuid.UUID
	PersonID    uuid.UUID
	StatementID *uuid.UUID
	CriterionID *uuid.UUID
	Code        string
	Level       int
	Aspect      string
	Criterion   string
	State       string
	SubmittedAt *time.Time
	ReviewerID  *uuid.UUID
	DecidedAt   *time.Time
	DecidedBy   *uuid.UUID
}

// name gives what is claimed: the statement, or the criterion, which may be long.
func (r claimRow) name() string {
	if r.StatementID != nil {
		return fmt.Sprintf("%s %d, %s", r.Code, r.Level, r.Aspect)
	}
	words := []rune(r.Criterion)
	if len(words) > 80 {
		return "“" + string(words[:79]) + "…”"
	}
	return "“" + r.Criterion + "”"
}

func (r claimRow) key() string {
	if r.StatementID != nil {
		return "statement/" + r.StatementID.String()
	}
	if r.CriterionID != nil {
		return "criterion/" + r.CriterionID.String()
	}
	return ""
}

func stamp(t *time.Time) string {
	if t == nil {
		return "0"
	}
	return strconv.FormatInt(t.Unix(), 36)
}

// defaultTarget is the number of working days within which a claim should be decided where the organisation has set none.
const defaultTarget = 10

// Notices takes two queries.
func (s claimSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	target, err := s.store.reviewTarget(ctx, a)
	if err != nil {
		return nil, err
	}
	var rows []claimRow
	err = among(s.store.claims(ctx, a), a, "claims.person_id").
		Where("claims.state IN ('submitted', 'in_review', 'returned') OR (claims.state IN ('approved', 'approved_lower') AND claims.decided_at >= ?)",
			a.Today.AddDays(-informed).Midnight()).Order("claims.submitted_at, claims.id").Find(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "claim")
	}
	var all []Notice
	for _, r := range rows {
		all = append(all, r.notices(a, target)...)
	}
	return mine(all, a), nil
}

func (s store) claims(ctx context.Context, a Asked) *gorm.DB {
	return s.db.Conn(ctx).Table("claims").Select(`claims.id, claims.person_id, claims.statement_id, claims.criterion_id, claims.criterion, claims.state,
		claims.submitted_at, claims.reviewer_id, claims.decided_at, claims.decided_by, organisation_statements.code, organisation_statements.level, organisation_statements.aspect`).
		Joins("LEFT JOIN organisation_statements ON organisation_statements.id = claims.statement_id AND organisation_statements.organisation_id = claims.organisation_id").
		Where("claims.organisation_id = ?", a.OrganisationID)
}

// reviewTarget gives the number of working days within which claims are to be decided.
func (s store) reviewTarget(ctx context.Context, a Asked) (int, error) {
	var found []int
	err := s.db.Conn(ctx).Table("review_rules").Where("organisation_id = ? AND kind = 'target' AND effective_on <= ?", a.OrganisationID, a.Today).
		Order("effective_on DESC, set_at DESC").Limit(1).Pluck("value", &found).Error
	if err != nil || len(found) == 0 {
		return defaultTarget, database.Wrap(err, "review rule")
	}
	return found[0], nil
}

func (r claimRow) notices(a Asked, target int) []Notice {
	switch r.State {
	case "submitted", "in_review":
		return r.toReview(a, target, a.Circle.Reviewers(r.PersonID, r.ReviewerID))
	case "returned":
		if a.Circle.IsHistory(r.PersonID, r.key()) {
			return nil
		}
		return []Notice{{
			Key: KeyOf(ClaimReturned, r.ID.String(), stamp(r.DecidedAt)), Kind: ClaimReturned, To: r.PersonID, Since: calendar.Today(*r.DecidedAt),
			Sentence: "Your claim on " + r.name() + " was returned to you on " + day(calendar.Today(*r.DecidedAt)) + ".", Link: "/portfolio/claims/" + r.ID.String(),
		}}
	default:
		how := "approved"
		if r.State == "approved_lower" {
			how = "approved at a lower level"
		}
		return []Notice{{
			Key: KeyOf(ClaimApproved, r.ID.String(), stamp(r.DecidedAt)), Kind: ClaimApproved, To: r.PersonID, Since: calendar.Today(*r.DecidedAt),
			Sentence: "Your claim on " + r.name() + " was " + how + " on " + day(calendar.Today(*r.DecidedAt)) + ".", Link: "/portfolio/claims/" + r.ID.String(),
		}}
	}
}

func (r claimRow) toReview(a Asked, target int, reviewers []Responsible) []Notice {
	since := calendar.Today(*r.SubmittedAt)
	waits := since.WorkingDaysUntil(a.Today)
	kind, sentence := ClaimToReview, "{about} claims "+r.name()+". It has waited since "+day(since)+"."
	if waits > target {
		kind = ClaimOverTarget
		sentence = fmt.Sprintf("{about} claims %s. It has waited for %d working days; the target is %d.", r.name(), waits, target)
	}
	var all []Notice
	for _, to := range reviewers {
		all = append(all, Notice{
			Key: KeyOf(kind, r.ID.String(), stamp(r.SubmittedAt)), Kind: kind, To: to.ID, About: r.PersonID, Since: since, DueOn: since.AddWorkingDays(target),
			Sentence: sentence + to.inStead(), Link: "/reviews/" + r.ID.String(),
		})
	}
	return all
}

// messageSource tells of messages on claims that the other side has not read.
type messageSource struct{ store store }

// unanswered is for how many days an unread message is told.
const unanswered = 90

// Notices takes two queries.
func (s messageSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	var rows []struct {
		Claim      claimRow `gorm:"embedded"`
		At         time.Time
		ByID       uuid.UUID
		FromPerson bool
		// FirstAssessorID approved what waits for a second assessor, to whom the conversation is closed until they have judged.
		FirstAssessorID *uuid.UUID
	}
	err := among(s.store.claims(ctx, a), a, "claims.person_id").
		Select(`claims.id, claims.person_id, claims.statement_id, claims.criterion_id, claims.criterion, claims.state, claims.reviewer_id,
			organisation_statements.code, organisation_statements.level, organisation_statements.aspect, claim_messages.at, claim_messages.by_id, claim_messages.from_person,
			(SELECT moderations.assessor_id FROM moderations WHERE moderations.claim_id = claims.id AND moderations.state = 'waiting') AS first_assessor_id`).
		Joins("JOIN claim_messages ON claim_messages.claim_id = claims.id").
		Where("claim_messages.at >= ?", a.Today.AddDays(-unanswered).Midnight()).
		Where("NOT EXISTS (SELECT 1 FROM claim_messages later WHERE later.claim_id = claims.id AND later.at > claim_messages.at)").
		Order("claim_messages.at, claim_messages.id").Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, database.Wrap(err, "message")
	}
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = row.Claim.ID
	}
	var reads []struct {
		ClaimID  uuid.UUID
		PersonID uuid.UUID
		ReadAt   time.Time
	}
	if err := s.store.db.Conn(ctx).Table("claim_messages_read").Where("claim_id IN ?", ids).Find(&reads).Error; err != nil {
		return nil, database.Wrap(err, "message")
	}
	read := map[[2]uuid.UUID]time.Time{}
	for _, r := range reads {
		read[[2]uuid.UUID{r.ClaimID, r.PersonID}] = r.ReadAt
	}
	var all []Notice
	for _, row := range rows {
		since := calendar.Today(row.At)
		n := Notice{Key: KeyOf(ClaimMessage, row.Claim.ID.String(), stamp(&row.At)), Kind: ClaimMessage, Since: since}
		to := []Responsible{{ID: row.Claim.PersonID}}
		n.Sentence, n.Link = "Your reviewer wrote to you about your claim on "+row.Claim.name()+" on "+day(since)+".", "/portfolio/claims/"+row.Claim.ID.String()
		if row.FromPerson {
			to = a.Circle.Reviewers(row.Claim.PersonID, row.Claim.ReviewerID)
			n.About, n.Sentence, n.Link = row.Claim.PersonID, "{about} wrote about the claim on "+row.Claim.name()+" on "+day(since)+".", "/reviews/"+row.Claim.ID.String()
		}
		for _, reader := range to {
			if row.FromPerson && row.FirstAssessorID != nil && reader.ID != *row.FirstAssessorID {
				continue
			}
			if at, seen := read[[2]uuid.UUID{row.Claim.ID, reader.ID}]; !seen || at.Before(row.At) {
				told := n
				told.To, told.Sentence = reader.ID, n.Sentence+reader.inStead()
				all = append(all, told)
			}
		}
	}
	return mine(all, a), nil
}

// mailSource tells people whose letters do not arrive, and administrators.
type mailSource struct{ store store }

// Notices takes three queries.
func (s mailSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	broken, err := s.store.broken(ctx, a.OrganisationID)
	if err != nil {
		return nil, err
	}
	first, lost, err := s.store.lettersFailed(ctx, a.OrganisationID, a.Today.AddDays(-informed))
	if err != nil || len(broken) == 0 && lost == 0 {
		return nil, err
	}
	administrators, err := s.store.administrators(ctx, a)
	if err != nil {
		return nil, err
	}
	var all []Notice
	for _, b := range broken {
		since := calendar.Today(b.Since)
		all = append(all, Notice{
			Key: KeyOf(AddressBroken, stamp(&b.Since)), Kind: AddressBroken, To: b.PersonID, Since: since,
			Sentence: "Letters to your address have been refused since " + day(since) + ". Ask an administrator to correct it.", Link: "/account/reminders",
		})
		for _, to := range administrators {
			all = append(all, Notice{
				Key: KeyOf(MailFailed, b.PersonID.String(), stamp(&b.Since)), Kind: MailFailed, To: to, Since: since,
				Sentence: "Letters to " + b.Name + " have been refused since " + day(since) + ".", Link: "/administration/jobs",
			})
		}
	}
	for _, to := range administrators {
		if lost == 0 {
			break
		}
		since := calendar.Today(first)
		all = append(all, Notice{
			Key: KeyOf(MailFailed, since.ISO()), Kind: MailFailed, To: to, Since: since,
			Sentence: "Letters could not be sent since " + day(since) + ": " + strconv.Itoa(lost) + ".", Link: "/administration/jobs",
		})
	}
	return mine(all, a), nil
}
