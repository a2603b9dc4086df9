package notification

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// approvalSource tells people which of their approvals need fresh evidence, and which soon will.
type approvalSource struct{ store store }

// approvalsOn are approvals of one person that end on the same day.
type approvalsOn struct {
	person  uuid.UUID
	since   calendar.Date
	names   []string
	because string
	claim   uuid.UUID
}

// approvals gives the approvals that are stale and those that end within days from today, by person and day, with three
// queries; one reader's own when one asks. What only left roles asked for is history.
func (s store) approvals(ctx context.Context, a Asked, days int) ([]*approvalsOn, error) {
	rules, err := freshness.Read(ctx, s.db, a.OrganisationID)
	if err != nil || len(rules) == 0 {
		return nil, err
	}
	statements := make([]uuid.UUID, 0, len(rules))
	for id := range rules {
		statements = append(statements, id)
	}
	var rows []struct {
		Claim  claimRow `gorm:"embedded"`
		Newest calendar.Date
	}
	q := s.claims(ctx, a).Select(`claims.id, claims.person_id, claims.statement_id, claims.state, claims.decided_at,
		organisation_statements.code, organisation_statements.level, organisation_statements.aspect,
		(SELECT MAX(COALESCE(evidence.happened_until, evidence.happened_on)) FROM claim_evidence JOIN evidence ON evidence.id = claim_evidence.evidence_id
			WHERE claim_evidence.claim_id = claims.id AND claim_evidence.submitted_version IS NOT NULL) AS newest`).
		Where("claims.state IN ('approved', 'approved_lower') AND claims.decided_at IS NOT NULL AND claims.statement_id IN ?", statements)
	if a.To != uuid.Nil {
		q = q.Where("claims.person_id = ?", a.To)
	}
	if err := q.Order("claims.person_id, organisation_statements.code, organisation_statements.level, claims.id").Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "claim")
	}
	type group struct {
		person uuid.UUID
		since  calendar.Date
	}
	known := map[group]*approvalsOn{}
	var all []*approvalsOn
	for _, row := range rows {
		r := row.Claim
		rule, decided := rules[*r.StatementID], calendar.Today(*r.DecidedAt)
		stale, is := rule.Approval(decided, row.Newest, a.Today.AddDays(days))
		if !is || a.Circle.IsHistory(r.PersonID, r.key()) {
			continue
		}
		found := known[group{r.PersonID, stale.Since}]
		if found == nil {
			found = &approvalsOn{person: r.PersonID, since: stale.Since, because: stale.Because, claim: r.ID}
			known[group{r.PersonID, stale.Since}] = found
			all = append(all, found)
		}
		found.names = append(found.names, r.name())
	}
	return all, nil
}

func (g *approvalsOn) link() string {
	if len(g.names) == 1 {
		return "/portfolio/claims/" + g.claim.String()
	}
	return "/portfolio?show=all"
}

// Notices takes three queries. Approvals that end on the same day, as all that an edition changed do, are one notice.
func (s approvalSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	groups, err := s.store.approvals(ctx, a, Thresholds[0]+1)
	var all []Notice
	for _, g := range groups {
		until := g.since.AddDays(-1)
		n := Notice{To: g.person, Link: g.link()}
		if g.since.After(a.Today) {
			n.Kind, n.DueOn, n.Since = ApprovalEnding, until, until.AddDays(-Thresholds[0])
			n.Sentence = fmt.Sprintf("Your approvals of %d statements count until %s. After that they need fresh evidence.", len(g.names), day(until))
			if len(g.names) == 1 {
				n.Sentence = "Your approval of " + g.names[0] + " counts until " + day(until) + ". After that it needs fresh evidence."
			}
		} else {
			n.Kind, n.Since = ApprovalStale, g.since
			n.Sentence = fmt.Sprintf("%d approved statements need fresh evidence since %s.", len(g.names), day(g.since))
			if len(g.names) == 1 {
				n.Sentence = "Your approval of " + g.names[0] + " needs fresh evidence. " + g.because
			} else {
				n.Link = "/portfolio?state=needs_fresh_evidence&show=all"
			}
		}
		n.Key = KeyOf(n.Kind, g.since.ISO())
		all = append(all, n)
	}
	return all, err
}

// calendarYear is how many days ahead the ends of approvals stand in a calendar.
const calendarYear = 365

// Dates gives the days after which the person's approvals need fresh evidence.
func (s approvalSource) Dates(ctx context.Context, a Asked) ([]Dated, error) {
	groups, err := s.store.approvals(ctx, a, calendarYear)
	var all []Dated
	for _, g := range groups {
		if !g.since.After(a.Today) {
			continue
		}
		until := g.since.AddDays(-1)
		title := fmt.Sprintf("Approvals of %d statements end", len(g.names))
		if len(g.names) == 1 {
			title = "Approval ends: " + g.names[0]
		}
		all = append(all, Dated{Entry: "approvals/" + until.ISO(), On: until, Title: title, Link: g.link()})
	}
	return all, err
}

// secondLookSource tells second assessors which approvals wait for them, and the two concerned of a disagreement.
type secondLookSource struct{ store store }

// Notices takes one query.
func (s secondLookSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	var rows []struct {
		Claim        claimRow `gorm:"embedded"`
		ModerationID uuid.UUID
		AssessorID   uuid.UUID
		Second       string
		ApprovedAt   time.Time
		DisagreedAt  *time.Time
	}
	q := s.store.claims(ctx, a).Select(`claims.id, claims.person_id, claims.statement_id, claims.criterion_id, claims.criterion, claims.state,
		organisation_statements.code, organisation_statements.level, organisation_statements.aspect,
		moderations.id AS moderation_id, moderations.assessor_id, moderations.state AS second, moderations.approved_at, moderations.decided_at AS disagreed_at`).
		Joins("JOIN moderations ON moderations.claim_id = claims.id").
		Where("(moderations.state = 'waiting' OR (moderations.state = 'disagreed' AND moderations.final_at IS NULL))")
	if a.To != uuid.Nil {
		q = q.Where("(claims.person_id IN ? OR moderations.assessor_id = ?)", a.Circle.IDs(), a.To)
	}
	err := q.Order("moderations.approved_at, moderations.id").Find(&rows).Error
	var all []Notice
	for _, row := range rows {
		r, id := row.Claim, row.ModerationID.String()
		if row.Second == "waiting" {
			since := calendar.Today(row.ApprovedAt)
			for _, to := range a.Circle.Responsibles(r.PersonID, AsAssessor, AsManager) {
				if to != row.AssessorID {
					all = append(all, Notice{
						Key: KeyOf(SecondLook, id), Kind: SecondLook, To: to, About: r.PersonID, Since: since,
						Sentence: "The approval of {about} on " + r.name() + " waits for a second look since " + day(since) + ".", Link: "/reviews/second-looks/" + id,
					})
				}
			}
			continue
		}
		since := calendar.Today(*row.DisagreedAt)
		all = append(all, Notice{
			Key: KeyOf(ClaimReopened, id), Kind: ClaimReopened, To: r.PersonID, Since: since,
			Sentence: "A second assessor disagreed with the approval of your claim on " + r.name() + " on " + day(since) + ". It is being reviewed again.",
			Link:     "/portfolio/claims/" + r.ID.String(),
		}, Notice{
			Key: KeyOf(ApprovalDisputed, id), Kind: ApprovalDisputed, To: row.AssessorID, About: r.PersonID, Since: since,
			Sentence: "A second assessor disagreed with your approval of {about} on " + r.name() + " on " + day(since) + ".", Link: "/reviews/approvals",
		})
	}
	return mine(all, a), database.Wrap(err, "approval")
}
