package portfolio

import (
	"context"

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

// viewer is who looks at a claim: what reaches is seen, what content reaches is read, what review reaches is reviewed.
type viewer struct{ reach, content, review access.Scopes }

const claimsJoined = `JOIN people ON people.id = claims.person_id
	JOIN organisation_statements statements ON statements.id = claims.statement_id AND statements.organisation_id = claims.organisation_id
	LEFT JOIN people deciders ON deciders.id = claims.decided_by`

// newestEvidence is the last day of the newest evidence on which a claim was approved; what was added since and not yet
// submitted does not make it fresh.
const newestEvidence = `CASE WHEN claims.state IN ('approved', 'approved_lower') THEN
	(SELECT MAX(COALESCE(shown.happened_until, shown.happened_on)) FROM claim_evidence behind
		JOIN evidence shown ON shown.id = behind.evidence_id WHERE behind.claim_id = claims.id AND behind.submitted_version IS NOT NULL) END`

type claimRow struct {
	Claim         `gorm:"embedded"`
	About         statementRow `gorm:"embedded"`
	PersonName    string
	DeciderName   *string
	EvidenceCount int
	NewestOn      calendar.Date
	// FreshnessStamp is that of the rules of freshness.
	FreshnessStamp string

	ContentVisible bool
	Reviewable     bool
}

func (r claimRow) view(rules freshness.Rules) ClaimView {
	v := ClaimView{
		Claim: r.Claim, Person: Person{r.PersonID, r.PersonName}, Statement: r.About.statement(), EvidenceCount: r.EvidenceCount,
		ContentVisible: r.ContentVisible, Reviewable: r.Reviewable,
	}
	v.Newest, v.Freshness = r.NewestOn, rules[r.StatementID]
	if r.DecidedBy != nil && r.DeciderName != nil {
		v.DecidedBy = &Person{*r.DecidedBy, *r.DeciderName}
	}
	return v.veiled()
}

// claimsSeen begins a query over the claims within reach, and gives its columns with their arguments.
func (s store) claimsSeen(ctx context.Context, v viewer) (*gorm.DB, string, []any) {
	within, args := v.reach.People("claims.person_id")
	visible, columnArgs := flag(v.content, "claims.person_id", "content_visible")
	reviewable, more := flag(v.review, "claims.person_id", "reviewable")
	columns := `claims.id, claims.organisation_id, claims.person_id, claims.statement_id, claims.state, claims.approved_level, claims.explanation,
		claims.submitted_at, claims.decided_at, claims.decided_by, claims.reason, claims.version, claims.created_at, claims.updated_at, ` +
		statementColumns + `, people.name AS person_name, deciders.name AS decider_name,
		` + newestEvidence + ` AS newest_on, ` + freshness.StampColumn + `,
		(SELECT COUNT(*) FROM claim_evidence WHERE claim_evidence.claim_id = claims.id) AS evidence_count, ` + visible + ", " + reviewable
	return s.db.Conn(ctx).Table("claims").Joins(claimsJoined).Where(within, args...), columns, append(columnArgs, more...)
}

// claim gives one claim within reach, with the evidence that it rests on.
func (s store) claim(ctx context.Context, v viewer, id uuid.UUID) (ClaimView, error) {
	list, columns, args := s.claimsSeen(ctx, v)
	var row claimRow
	if err := list.Select(columns, args...).Where("claims.id = ?", id).Take(&row).Error; err != nil {
		return ClaimView{}, database.Wrap(err, "claim")
	}
	views, err := s.views(ctx, row)
	if err != nil {
		return ClaimView{}, err
	}
	view := views[0]
	err = s.db.Conn(ctx).Model(&claimEvidence{}).Where("claim_id = ?", id).Order("position").Pluck("evidence_id", &view.Evidence).Error
	return view, database.Wrap(err, "claim")
}

// claimsOf gives all of a person's claims within reach, the newest first.
func (s store) claimsOf(ctx context.Context, v viewer, personID uuid.UUID) ([]ClaimView, error) {
	list, columns, args := s.claimsSeen(ctx, v)
	var rows []claimRow
	err := list.Select(columns, args...).Where("claims.person_id = ?", personID).Order("claims.created_at DESC, claims.id").Find(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "claim")
	}
	return s.views(ctx, rows...)
}

// claimsByID gives the claims in the order of their identifiers.
func (s store) claimsByID(ctx context.Context, v viewer, ids []uuid.UUID) ([]ClaimView, error) {
	list, columns, args := s.claimsSeen(ctx, v)
	var rows []claimRow
	if err := list.Select(columns, args...).Where("claims.id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "claim")
	}
	views, err := s.views(ctx, rows...)
	return inOrder(views, ids, func(c ClaimView) uuid.UUID { return c.ID }), err
}

// views gives the claims of one organisation with its rules of freshness.
func (s store) views(ctx context.Context, rows ...claimRow) ([]ClaimView, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	rules, err := s.rules.At(ctx, rows[0].OrganisationID, rows[0].FreshnessStamp)
	if err != nil {
		return nil, err
	}
	views := make([]ClaimView, len(rows))
	for i, r := range rows {
		views[i] = r.view(rules)
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
	"updatedAt": "claims.updated_at", "submittedAt": "COALESCE(claims.submitted_at, claims.created_at)", "code": "statements.code || '/' || statements.level",
	"state": "claims.state", "person": "people.name_folded", "level": "statements.level",
}

// claims gives a page of the claims within reach, and how many there are.
func (s store) claims(ctx context.Context, v viewer, f ClaimFilter) ([]ClaimView, int, error) {
	list, columns, args := s.claimsSeen(ctx, v)
	list = f.narrow(list)
	var rows []claimRow
	total, err := paged(list, columns, args, f.Order(claimOrders, "claims.id"), f.Offset, f.Limit, &rows)
	if err != nil {
		return nil, 0, database.Wrap(err, "claim")
	}
	views, err := s.views(ctx, rows...)
	return views, total, err
}

func (f ClaimFilter) narrow(list *gorm.DB) *gorm.DB {
	if f.Query != "" {
		list = list.Where(`(claims.search LIKE ? ESCAPE '\' OR people.name_folded LIKE ? ESCAPE '\')`, fold.Like(f.Query), fold.Like(f.Query))
	}
	if f.State != 0 {
		list = list.Where("claims.state = ?", f.State)
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

// countingClaims gives, of the statements, those that have an open or approved claim of the person, with its state.
func (s store) countingClaims(ctx context.Context, personID uuid.UUID, statements []uuid.UUID) (map[uuid.UUID]State, error) {
	var rows []struct {
		StatementID uuid.UUID
		State       State
	}
	err := s.db.Conn(ctx).Table("claims").Select("statement_id, state").
		Where("person_id = ? AND statement_id IN ? AND state IN ?", personID, statements, []State{Draft, Submitted, Returned, Approved}).
		Find(&rows).Error
	found := make(map[uuid.UUID]State, len(rows))
	for _, r := range rows {
		found[r.StatementID] = r.State
	}
	return found, database.Wrap(err, "claim")
}

// addClaims inserts claims with their evidence.
func (s store) addClaims(ctx context.Context, claims []Claim, statements map[uuid.UUID]Statement) error {
	rows := make([]newClaim, len(claims))
	for i, c := range claims {
		about := statements[c.StatementID]
		rows[i] = newClaim{c, fold.Text(about.Code, about.Skill, about.Aspect, about.Text)}
	}
	if err := s.db.Conn(ctx).Table("claims").Create(&rows).Error; err != nil {
		return database.Wrap(err, "claim")
	}
	for _, c := range claims {
		if err := s.addClaimEvidence(ctx, c, nil); err != nil {
			return err
		}
	}
	return nil
}

// addClaimEvidence adds the evidence of a claim; submitted are the versions with which the claim was submitted before.
func (s store) addClaimEvidence(ctx context.Context, c Claim, submitted map[uuid.UUID]int) error {
	if len(c.Evidence) == 0 {
		return nil
	}
	rows := make([]claimEvidence, len(c.Evidence))
	for i, id := range c.Evidence {
		rows[i] = claimEvidence{ClaimID: c.ID, EvidenceID: id, Position: i + 1}
		if version, was := submitted[id]; was {
			rows[i].SubmittedVersion = &version
		}
	}
	return database.Wrap(s.db.Conn(ctx).Create(&rows).Error, "piece of evidence")
}

// saveClaim writes a changed claim over the version before it. No row means that this version is no longer there.
func (s store) saveClaim(ctx context.Context, c Claim) *gorm.DB {
	return s.db.Conn(ctx).Model(&Claim{}).Where("id = ? AND version = ?", c.ID, c.Version-1).Updates(map[string]any{
		"state": c.State, "approved_level": c.ApprovedLevel, "explanation": c.Explanation, "submitted_at": c.SubmittedAt,
		"decided_at": c.DecidedAt, "decided_by": c.DecidedBy, "reason": c.Reason, "version": c.Version, "updated_at": c.UpdatedAt,
	})
}

// moveClaim stores a claim in a new state: CodeConflict when the version that was read is no longer there.
func (s store) moveClaim(ctx context.Context, c Claim) error {
	return database.Changed(s.saveClaim(ctx, c), "claim")
}

// editClaim stores a claim's new texts and evidence: CodePreconditionFailed when the version that was read is no longer
// there.
func (s store) editClaim(ctx context.Context, c Claim) error {
	if err := edited(s.saveClaim(ctx, c), "claim"); err != nil {
		return err
	}
	// What was submitted stays known of the evidence that stays.
	submitted, err := s.submittedVersions(ctx, c.ID)
	if err != nil {
		return err
	}
	if err := s.db.Conn(ctx).Where("claim_id = ?", c.ID).Delete(&claimEvidence{}).Error; err != nil {
		return database.Wrap(err, "claim")
	}
	return s.addClaimEvidence(ctx, c, submitted)
}

// keepSubmittedVersions notes which version of its evidence the claim was submitted with.
func (s store) keepSubmittedVersions(ctx context.Context, claimID uuid.UUID) error {
	err := s.db.Conn(ctx).Exec(`UPDATE claim_evidence SET submitted_version =
		(SELECT evidence.version FROM evidence WHERE evidence.id = claim_evidence.evidence_id) WHERE claim_id = ?`, claimID).Error
	return database.Wrap(err, "claim")
}

// addEvents adds steps to histories.
func (s store) addEvents(ctx context.Context, steps ...Event) error {
	return database.Wrap(s.db.Conn(ctx).Create(&steps).Error, "step of the claim")
}

// history lists a claim's steps in their order.
func (s store) history(ctx context.Context, claimID uuid.UUID) ([]EventView, error) {
	var rows []struct {
		Event  `gorm:"embedded"`
		ByName string
	}
	err := s.db.Conn(ctx).Table("claim_events").Select("claim_events.*, people.name AS by_name").
		Joins("JOIN people ON people.id = claim_events.by_id").
		Where("claim_events.claim_id = ?", claimID).Order("claim_events.claim_version").Find(&rows).Error
	steps := make([]EventView, len(rows))
	for i, r := range rows {
		steps[i] = EventView{r.Event, Person{r.ByID, r.ByName}}
	}
	return steps, database.Wrap(err, "claim")
}
