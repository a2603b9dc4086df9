package portfolio

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
)

// TableName names the table.
func (Claim) TableName() string { return "claims" }

// TableName names the table.
func (Event) TableName() string { return "claim_events" }

type claimEvidence struct {
	ClaimID          uuid.UUID
	EvidenceID       uuid.UUID
	Position         int
	SubmittedVersion *int
}

func (claimEvidence) TableName() string { return "claim_evidence" }

// newClaim is a claim's row with the words of its statement.
type newClaim struct {
	Claim  `gorm:"embedded"`
	Search string
}

// viewer is who looks at a claim: what reaches is seen, what content reaches is read, what review reaches is reviewed, what
// discuss reaches is talked about, what moderate reaches is judged as a second assessor.
type viewer struct {
	by                                        uuid.UUID
	reach, content, review, discuss, moderate access.Scopes
	// covers are those for whom the viewer stands in.
	covers []access.Cover
}

// sealed is the condition that a claim's approval waits for a second assessor who may be the viewer.
func (v viewer) sealed() (string, []any) {
	within, args := v.moderate.People("claims.person_id")
	return "(" + within + ` AND EXISTS (SELECT 1 FROM moderations waiting WHERE waiting.claim_id = claims.id AND waiting.state = 'waiting'
		AND waiting.person_id <> ? AND waiting.assessor_id <> ?))`, append(args, v.by, v.by)
}

// claimsJoined joins a claim with its person, the statement as the organisation reads it, and who decided or reviews it. A
// claim on a criterion has no statement.
const claimsJoined = `JOIN people ON people.id = claims.person_id
	LEFT JOIN framework_statements statements ON statements.id = claims.statement_id
	LEFT JOIN framework_statement_overrides wording ON wording.organisation_id = claims.organisation_id AND wording.statement_id = claims.statement_id
	LEFT JOIN people deciders ON deciders.id = claims.decided_by
	LEFT JOIN people decided_for ON decided_for.id = claims.decided_for
	LEFT JOIN people reviewers ON reviewers.id = claims.reviewer_id`

// newestEvidence is the last day of the newest evidence on which a claim was approved; what was added since and not yet
// submitted does not make it fresh.
const newestEvidence = `CASE WHEN claims.state IN ('approved', 'approved_lower') THEN
	(SELECT MAX(COALESCE(shown.happened_until, shown.happened_on)) FROM claim_evidence behind
		JOIN evidence shown ON shown.id = behind.evidence_id WHERE behind.claim_id = claims.id AND behind.submitted_version IS NOT NULL) END`

// claimedColumns are the columns of what is claimed.
const claimedColumns = `claims.statement_id AS about_id, statements.framework_id AS about_framework_id,
	COALESCE(statements.code, '') AS about_code, COALESCE(statements.skill, '') AS about_skill,
	COALESCE(NULLIF(wording.aspect, ''), statements.aspect, '') AS about_aspect,
	COALESCE(statements.level, 0) AS about_level, COALESCE(NULLIF(wording.text, ''), statements.text, '') AS about_text`

// claimedRow is what is claimed beside other columns; without a statement it is a criterion.
type claimedRow struct {
	ID          *uuid.UUID
	FrameworkID *uuid.UUID
	Code        string
	Skill       string
	Aspect      string
	Level       Level
	Text        string
}

func (r claimedRow) statement() Statement {
	if r.ID == nil {
		return Statement{}
	}
	return Statement{*r.ID, *r.FrameworkID, r.Code, r.Skill, r.Aspect, r.Level, r.Text}
}

type claimRow struct {
	Claim          `gorm:"embedded"`
	About          claimedRow `gorm:"embedded;embeddedPrefix:about_"`
	PersonName     string
	DeciderName    *string
	DecidedForName *string
	StandsFor      *uuid.UUID
	ReviewerName   *string
	EvidenceCount  int
	NewestOn       calendar.Date
	// FreshnessStamp is that of the rules of freshness.
	FreshnessStamp string

	ContentVisible bool
	Reviewable     bool
	Discusses      bool
	Sealed         bool
	Messages       int
	Unread         int
	// LastFromPerson says whose the last message is: 1 the person's, 0 a reviewer's, NULL when there is none.
	LastFromPerson *int
}

func (r claimRow) view(by viewer, rules freshness.Rules) ClaimView {
	v := ClaimView{
		Claim: r.Claim, Person: Person{r.PersonID, r.PersonName}, Statement: r.About.statement(), EvidenceCount: r.EvidenceCount,
		ContentVisible: r.ContentVisible, Reviewable: r.Reviewable, Sealed: r.Sealed,
	}
	v.Newest = r.NewestOn
	if r.StatementID != nil {
		v.Freshness = rules[*r.StatementID]
	}
	if r.DecidedBy != nil && r.DeciderName != nil {
		v.DecidedBy = &Person{*r.DecidedBy, *r.DeciderName}
	}
	if r.DecidedFor != nil && r.DecidedForName != nil {
		v.DecidedFor = &Person{*r.DecidedFor, *r.DecidedForName}
	}
	if v.InSteadOf = r.StandsFor; r.StandsFor != nil {
		i := slices.IndexFunc(by.covers, func(c access.Cover) bool { return c.ForID == *r.StandsFor })
		v.Covering = &by.covers[i]
	}
	if r.ReviewerID != nil && r.ReviewerName != nil {
		v.Reviewer = &Person{*r.ReviewerID, *r.ReviewerName}
	}
	if own := by.by == r.PersonID; r.Discusses {
		v.Conversation = &Conversation{
			Messages: r.Messages, Unread: r.Unread,
			Unanswered: r.LastFromPerson != nil && own == (*r.LastFromPerson == 0),
		}
	}
	return v.veiled()
}

const claimColumns = `claims.id, claims.organisation_id, claims.person_id, claims.statement_id, claims.criterion_id, claims.criterion,
	claims.criterion_group, claims.criterion_role, claims.state, claims.approved_level, claims.explanation, claims.self_judgement,
	claims.self_reason, claims.submitted_at, claims.reviewer_id, claims.review_started_at, claims.decided_at, claims.decided_by, claims.decided_for,
	claims.reason, claims.version, claims.created_at, claims.updated_at`

// lastFromPerson says whether the last message about a claim is the person's; NULL without messages.
const lastFromPerson = `(SELECT CASE WHEN m.from_person THEN 1 ELSE 0 END FROM claim_messages m
	WHERE m.claim_id = claims.id ORDER BY m.at DESC, m.id DESC LIMIT 1)`

// claimsSeen begins a query over the claims within reach, and gives its columns with their arguments.
func (s store) claimsSeen(ctx context.Context, v viewer) (*gorm.DB, string, []any) {
	within, args := v.reach.People("claims.person_id")
	visible, columnArgs := flag(v.content, "claims.person_id", "content_visible")
	reviewable, more := flag(v.review, "claims.person_id", "reviewable")
	columnArgs = append(columnArgs, more...)
	standsFor, more := v.review.ForWhom("claims.person_id")
	columnArgs = append(columnArgs, more...)
	discusses, more := flag(v.discuss, "claims.person_id", "discusses")
	columnArgs = append(columnArgs, more...)
	sealed, more := v.sealed()
	columnArgs = append(append(columnArgs, more...), v.by, v.by)
	columns := claimColumns + ", " + claimedColumns + `, people.name AS person_name, deciders.name AS decider_name, decided_for.name AS decided_for_name,
		reviewers.name AS reviewer_name, ` + newestEvidence + ` AS newest_on, ` + freshness.StampColumn + `,
		(SELECT COUNT(*) FROM claim_evidence WHERE claim_evidence.claim_id = claims.id) AS evidence_count, ` +
		visible + ", " + reviewable + ", " + standsFor + " AS stands_for, " + discusses + `,
		CASE WHEN ` + sealed + ` THEN TRUE ELSE FALSE END AS sealed,
		(SELECT COUNT(*) FROM claim_messages m WHERE m.claim_id = claims.id) AS messages,
		(SELECT COUNT(*) FROM claim_messages m WHERE m.claim_id = claims.id AND m.by_id <> ? AND NOT EXISTS (
			SELECT 1 FROM claim_messages_read r WHERE r.claim_id = claims.id AND r.person_id = ? AND r.read_at >= m.at)) AS unread,
		` + lastFromPerson + ` AS last_from_person`
	return s.db.Conn(ctx).Table("claims").Joins(claimsJoined).Where(within, args...), columns, columnArgs
}

// claim gives one claim within reach, with the evidence that it rests on.
func (s store) claim(ctx context.Context, v viewer, id uuid.UUID) (ClaimView, error) {
	list, columns, args := s.claimsSeen(ctx, v)
	var row claimRow
	if err := list.Select(columns, args...).Where("claims.id = ?", id).Take(&row).Error; err != nil {
		return ClaimView{}, database.Wrap(err, "claim")
	}
	views, err := s.views(ctx, v, row)
	if err != nil {
		return ClaimView{}, err
	}
	view := views[0]
	var evidence []claimEvidence
	if err := s.db.Conn(ctx).Where("claim_id = ?", id).Order("position").Find(&evidence).Error; err != nil {
		return ClaimView{}, database.Wrap(err, "claim")
	}
	for _, e := range evidence {
		view.Evidence = append(view.Evidence, e.EvidenceID)
		if e.SubmittedVersion != nil {
			view.Behind = append(view.Behind, e.EvidenceID)
		}
	}
	return view, nil
}

// claimsOf gives all of a person's claims within reach, the newest first.
func (s store) claimsOf(ctx context.Context, v viewer, personID uuid.UUID) ([]ClaimView, error) {
	return s.claimsWhere(ctx, v, "claims.person_id = ?", personID)
}

// claimsNear gives the claims of the same person on the same criterion or on any statement of the same skill, the newest first.
func (s store) claimsNear(ctx context.Context, v viewer, c ClaimView) ([]ClaimView, error) {
	if c.CriterionID != nil {
		return s.claimsWhere(ctx, v, "claims.person_id = ? AND claims.criterion_id = ?", c.PersonID, *c.CriterionID)
	}
	return s.claimsWhere(ctx, v, "claims.person_id = ? AND statements.framework_id = ? AND statements.code = ?",
		c.PersonID, c.Statement.FrameworkID, c.Statement.Code)
}

func (s store) claimsWhere(ctx context.Context, v viewer, condition string, values ...any) ([]ClaimView, error) {
	list, columns, args := s.claimsSeen(ctx, v)
	var rows []claimRow
	err := list.Select(columns, args...).Where(condition, values...).Order("claims.created_at DESC, claims.id").Find(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "claim")
	}
	return s.views(ctx, v, rows...)
}

// claimsByID gives the claims in the order of their identifiers.
func (s store) claimsByID(ctx context.Context, v viewer, ids []uuid.UUID) ([]ClaimView, error) {
	list, columns, args := s.claimsSeen(ctx, v)
	var rows []claimRow
	if err := list.Select(columns, args...).Where("claims.id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "claim")
	}
	views, err := s.views(ctx, v, rows...)
	return inOrder(views, ids, func(c ClaimView) uuid.UUID { return c.ID }), err
}

// views gives the claims of one organisation with its rules of freshness, as somebody sees them.
func (s store) views(ctx context.Context, v viewer, rows ...claimRow) ([]ClaimView, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	rules, err := s.rules.At(ctx, rows[0].OrganisationID, rows[0].FreshnessStamp)
	if err != nil {
		return nil, err
	}
	views := make([]ClaimView, len(rows))
	for i, r := range rows {
		views[i] = r.view(v, rules)
	}
	return views, nil
}

// inOrder sorts items by the order of identifiers; an identifier without an item is left out.
func inOrder[T any](items []T, ids []uuid.UUID, id func(T) uuid.UUID) []T {
	byID := make(map[uuid.UUID]T, len(items))
	for _, item := range items {
		byID[id(item)] = item
	}
	sorted := make([]T, 0, len(items))
	for _, wanted := range ids {
		if item, ok := byID[wanted]; ok {
			sorted = append(sorted, item)
		}
	}
	return sorted
}

var claimOrders = map[string]string{
	"updatedAt": "claims.updated_at", "submittedAt": "COALESCE(claims.submitted_at, claims.created_at)",
	"code":  "COALESCE(statements.code || '/' || statements.level, claims.criterion_role || claims.criterion_group)",
	"state": "CASE claims.state WHEN 'approved_lower' THEN 'approved' ELSE claims.state END", "person": "people.name_folded", "level": "COALESCE(statements.level, 0)",
}

// claims gives a page of the claims within reach, and how many there are.
func (s store) claims(ctx context.Context, v viewer, f ClaimFilter) ([]ClaimView, int, error) {
	list, columns, args := s.claimsSeen(ctx, v)
	list = f.narrow(list, v)
	var rows []claimRow
	total, err := paged(list, columns, args, f.Order(claimOrders, "claims.id"), f.Offset, f.Limit, &rows)
	if err != nil {
		return nil, 0, database.Wrap(err, "claim")
	}
	views, err := s.views(ctx, v, rows...)
	return views, total, err
}

func (f ClaimFilter) narrow(list *gorm.DB, v viewer) *gorm.DB {
	if f.Query != "" {
		list = list.Where(`(claims.search LIKE ? ESCAPE '\' OR people.name_folded LIKE ? ESCAPE '\')`, fold.Like(f.Query), fold.Like(f.Query))
	}
	sealed, args := v.sealed()
	switch f.State {
	case 0:
	case Approved:
		list = list.Where("(claims.state = ? OR claims.state = ? AND "+sealed+")", append([]any{Approved, ApprovedLower}, args...)...)
	case ApprovedLower:
		list = list.Where("claims.state = ? AND NOT "+sealed, append([]any{ApprovedLower}, args...)...)
	default:
		list = list.Where("claims.state = ?", f.State)
	}
	if f.Waiting {
		list = list.Where("claims.state IN ?", waitingStates())
	}
	if f.Over != nil {
		list = list.Where("claims.submitted_at < ?", overSince(f.Today, *f.Over))
	}
	if f.HeldBy != nil {
		list = list.Where("claims.reviewer_id = ?", *f.HeldBy)
	}
	if f.Unanswered {
		list = list.Where(lastFromPerson+" = CASE WHEN claims.person_id = ? THEN 0 ELSE 1 END", f.Viewer)
	}
	if f.Code != "" {
		list = list.Where("statements.code = ?", f.Code)
	}
	if f.Level != 0 {
		list = list.Where("statements.level = ?", f.Level)
	}
	if f.PersonID != nil {
		list = list.Where("claims.person_id = ?", *f.PersonID)
	}
	if f.Except != nil {
		list = list.Where("claims.person_id <> ?", *f.Except)
	}
	if f.TeamID != nil {
		list = list.Where(`claims.person_id IN (SELECT appointments.person_id FROM appointments
			JOIN teams ON teams.id = appointments.team_id
			JOIN teams root ON teams.path LIKE root.path || '%'
			WHERE root.id = ? AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?))`,
			*f.TeamID, f.Today, f.Today)
	}
	return list
}

// countingClaim is an open or approved claim in the way of another one.
type countingClaim struct {
	ID    uuid.UUID
	State State
}

// countingClaims gives, of the statements and criteria, those that have an open or approved claim of the person, with that.
func (s store) countingClaims(ctx context.Context, personID uuid.UUID, statements, criteria []uuid.UUID) (map[uuid.UUID]countingClaim, error) {
	var rows []struct {
		ID          uuid.UUID
		StatementID *uuid.UUID
		CriterionID *uuid.UUID
		State       State
	}
	err := s.db.Conn(ctx).Table("claims").Select("id, statement_id, criterion_id, state").
		Where("person_id = ? AND (statement_id IN ? OR criterion_id IN ?) AND state IN ?", personID, statements, criteria,
			[]State{Draft, Submitted, InReview, Returned, Approved}).
		Find(&rows).Error
	found := make(map[uuid.UUID]countingClaim, len(rows))
	for _, r := range rows {
		if r.CriterionID != nil {
			found[*r.CriterionID] = countingClaim{r.ID, r.State}
		} else {
			found[*r.StatementID] = countingClaim{r.ID, r.State}
		}
	}
	return found, database.Wrap(err, "claim")
}

// criteria gives those of the criteria that stand in the person specification of a role that the organisation reads, by
// identifier.
func (s store) criteria(ctx context.Context, organisationID uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]Criterion, error) {
	var rows []struct {
		ID        uuid.UUID
		Title     string
		GroupName string
		Text      string
	}
	found := make(map[uuid.UUID]Criterion, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	err := s.db.Conn(ctx).Table("role_criteria").
		Select("role_criteria.id, roles.title, role_criteria.group_name, COALESCE(NULLIF(role_criteria.corrected, ''), role_criteria.criterion) AS text").
		Joins("JOIN roles ON roles.id = role_criteria.role_id").
		Where("role_criteria.id IN ? AND (roles.organisation_id IS NULL OR roles.organisation_id = ?)", ids, organisationID).Find(&rows).Error
	for _, r := range rows {
		found[r.ID] = Criterion{r.ID, r.Title, r.GroupName, r.Text}
	}
	return found, database.Wrap(err, "criterion")
}
