package portfolio

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
)

// TableName names the table.
func (Moderation) TableName() string { return "moderations" }

// TableName names the table.
func (Rule) TableName() string { return "review_rules" }

type moderationKey struct {
	OrganisationID uuid.UUID
	Key            string
}

func (moderationKey) TableName() string { return "moderation_keys" }

// moderationKey gives the organisation's key; the first time it keeps the one that is offered. Of two at once both get the
// same.
func (s store) moderationKey(ctx context.Context, organisationID uuid.UUID, offered string) (string, error) {
	var kept []string
	read := func() error {
		return database.Wrap(s.db.Conn(ctx).Model(&moderationKey{}).Where("organisation_id = ?", organisationID).Pluck("key", &kept).Error, "key")
	}
	if err := read(); err != nil || len(kept) > 0 {
		return first(kept), err
	}
	err := s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&moderationKey{organisationID, offered}).Error
	if err != nil {
		return "", database.Wrap(err, "key")
	}
	err = read()
	return first(kept), err
}

func first(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}

// reviewRules gives all that an organisation ever decided about its reviews, the oldest first.
func (s store) reviewRules(ctx context.Context, organisationID uuid.UUID) (Rules, error) {
	var rules Rules
	err := s.db.Conn(ctx).Where("organisation_id = ?", organisationID).Order("effective_on, set_at, id").Find(&rules).Error
	return rules, database.Wrap(err, "rule")
}

// target gives the target on a day with who set it.
func (s store) target(ctx context.Context, organisationID uuid.UUID, today calendar.Date) (Target, error) {
	var rows []struct {
		Rule   Rule `gorm:"embedded"`
		ByName string
	}
	err := s.db.Conn(ctx).Table("review_rules").Select("review_rules.*, people.name AS by_name").
		Joins("JOIN people ON people.id = review_rules.set_by").
		Where("review_rules.organisation_id = ? AND review_rules.kind = ? AND review_rules.effective_on <= ?", organisationID, TargetRule, today).
		Order("review_rules.effective_on DESC, review_rules.set_at DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return Target{WorkingDays: usualTarget}, database.Wrap(err, "rule")
	}
	return Target{*rows[0].Rule.Value, &rows[0].Rule, &Person{rows[0].Rule.SetBy, rows[0].ByName}}, nil
}

func (s store) addRule(ctx context.Context, r Rule) error {
	return database.Wrap(s.db.Conn(ctx).Create(&r).Error, "rule")
}

// ruleViews gives the rules, the newest first, with the names in them.
func (s store) ruleViews(ctx context.Context, organisationID uuid.UUID) ([]RuleView, error) {
	var rows []struct {
		Rule         Rule `gorm:"embedded"`
		ByName       string
		AssessorName *string
	}
	err := s.db.Conn(ctx).Table("review_rules").Select("review_rules.*, people.name AS by_name, assessors.name AS assessor_name").
		Joins("JOIN people ON people.id = review_rules.set_by").Joins("LEFT JOIN people assessors ON assessors.id = review_rules.assessor_id").
		Where("review_rules.organisation_id = ?", organisationID).
		Order("review_rules.effective_on DESC, review_rules.set_at DESC, review_rules.id").Find(&rows).Error
	views := make([]RuleView, len(rows))
	for i, r := range rows {
		views[i] = RuleView{Rule: r.Rule, By: Person{r.Rule.SetBy, r.ByName}}
		if r.AssessorName != nil {
			views[i].Assessor = &Person{*r.Rule.AssessorID, *r.AssessorName}
		}
	}
	return views, database.Wrap(err, "rule")
}

// assessors lists who may decide on claims in the organisation on a day, by name.
func (s store) assessors(ctx context.Context, organisationID uuid.UUID, today calendar.Date) ([]Person, error) {
	var people []Person
	err := s.db.Conn(ctx).Table("people").Select("people.id, people.name").
		Where(`people.organisation_id = ? AND people.id IN (SELECT grants.person_id FROM grants
			WHERE grants.organisation_id = ? AND grants.role IN ('assessor', 'manager') AND grants.starts_on <= ?
			AND (grants.ends_on IS NULL OR grants.ends_on >= ?))`, organisationID, organisationID, today, today).
		Order("people.name_folded, people.id").Find(&people).Error
	return people, database.Wrap(err, "person")
}

func (s store) addModeration(ctx context.Context, m Moderation) error {
	return database.Wrap(s.db.Conn(ctx).Create(&m).Error, "draw")
}

// saveModeration writes a judged approval over the version before it: CodeConflict when that is no longer there.
func (s store) saveModeration(ctx context.Context, m Moderation) error {
	return database.Changed(s.db.Conn(ctx).Model(&Moderation{}).Where("id = ? AND version = ?", m.ID, m.Version-1).Updates(map[string]any{
		"state": m.State, "moderator_id": m.ModeratorID, "decided_at": m.DecidedAt, "decision": m.Decision, "level": m.Level, "reason": m.Reason,
		"final_by": m.FinalBy, "final_at": m.FinalAt, "final_state": m.FinalState, "version": m.Version,
	}), "approval")
}

// overtake ends the wait of a claim's approval for a second assessor, because the claim moved on.
func (s store) overtake(ctx context.Context, claimID uuid.UUID) error {
	err := s.db.Conn(ctx).Model(&Moderation{}).Where("claim_id = ? AND state = ?", claimID, Waits).
		Updates(map[string]any{"state": Overtaken, "version": gorm.Expr("version + 1")}).Error
	return database.Wrap(err, "approval")
}

// openDispute gives the disagreement over a claim that has not been ended; nil when there is none.
func (s store) openDispute(ctx context.Context, claimID uuid.UUID) (*Moderation, error) {
	var rows []Moderation
	err := s.db.Conn(ctx).Where("claim_id = ? AND state = ? AND final_at IS NULL", claimID, Disagreed).
		Order("claim_version DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, database.Wrap(err, "approval")
	}
	return &rows[0], nil
}

type moderationRow struct {
	Moderation    `gorm:"embedded"`
	About         claimedRow `gorm:"embedded;embeddedPrefix:about_"`
	PersonName    string
	AssessorName  string
	ModeratorName *string
	FinalName     *string
	ClaimState    State
	CriterionID   *uuid.UUID
	Criterion     string
	GroupName     string
	RoleTitle     string

	ContentVisible bool
}

func (r moderationRow) view() ModerationView {
	v := ModerationView{
		Moderation: r.Moderation, Person: Person{r.PersonID, r.PersonName}, Assessor: Person{r.AssessorID, r.AssessorName},
		ClaimState: r.ClaimState, ContentVisible: r.ContentVisible,
	}
	if r.CriterionID != nil {
		v.About = About{Criterion: &Criterion{*r.CriterionID, r.RoleTitle, r.GroupName, r.Criterion}}
	} else {
		statement := r.About.statement()
		v.About = About{Statement: &statement}
	}
	if r.ModeratorID != nil && r.ModeratorName != nil {
		v.Moderator = &Person{*r.ModeratorID, *r.ModeratorName}
	}
	if r.FinalBy != nil && r.FinalName != nil {
		v.Final = &Person{*r.FinalBy, *r.FinalName}
	}
	return v.veiled()
}

const moderationColumns = `moderations.id, moderations.organisation_id, moderations.claim_id, moderations.claim_version, moderations.person_id,
	moderations.assessor_id, moderations.approved_level, moderations.approved_at, moderations.rate, moderations.rate_source, moderations.draw,
	moderations.state, moderations.moderator_id, moderations.decided_at, moderations.decision, moderations.level,
	moderations.reason, moderations.final_by, moderations.final_at, moderations.final_state, moderations.version`

const moderationsJoined = `JOIN claims ON claims.id = moderations.claim_id
	JOIN people ON people.id = moderations.person_id JOIN people assessors ON assessors.id = moderations.assessor_id
	LEFT JOIN people moderators ON moderators.id = moderations.moderator_id LEFT JOIN people finals ON finals.id = moderations.final_by
	LEFT JOIN framework_statements statements ON statements.id = claims.statement_id
	LEFT JOIN framework_statement_overrides wording ON wording.organisation_id = claims.organisation_id AND wording.statement_id = claims.statement_id`

// moderationsSeen begins a query over the approvals whose person (or, by column, assessor) is within scopes.
func (s store) moderationsSeen(ctx context.Context, in, content access.Scopes, column string) (*gorm.DB, string, []any) {
	within, args := in.People(column)
	visible, columnArgs := flag(content, "moderations.person_id", "content_visible")
	columns := moderationColumns + ", " + claimedColumns + `, people.name AS person_name, assessors.name AS assessor_name,
		moderators.name AS moderator_name, finals.name AS final_name, claims.state AS claim_state, claims.criterion_id, claims.criterion,
		claims.criterion_group AS group_name, claims.criterion_role AS role_title, ` + visible
	return s.db.Conn(ctx).Table("moderations").Joins(moderationsJoined).Where(within, args...), columns, columnArgs
}

var moderationOrders = map[string]string{
	"approvedAt": "moderations.approved_at", "decidedAt": "COALESCE(moderations.decided_at, moderations.approved_at)", "person": "people.name_folded",
	"code": "COALESCE(statements.code || '/' || statements.level, claims.criterion_role || claims.criterion_group)",
}

// secondReadings gives a page of the approvals that wait for a second assessor who is not by, or that by judged.
func (s store) secondReadings(ctx context.Context, v viewer, f ModerationFilter) ([]ModerationView, int, error) {
	list, columns, args := s.moderationsSeen(ctx, v.moderate, v.content, "moderations.person_id")
	list = list.Where("moderations.person_id <> ? AND moderations.assessor_id <> ?", v.by, v.by)
	if f.State == Waits {
		list = list.Where("moderations.state = ?", Waits)
	} else {
		list = list.Where("moderations.moderator_id = ?", v.by)
	}
	return s.moderationPage(list, columns, args, f)
}

// approvals gives a page of the approvals of the assessors within scopes, without those that are sealed for the viewer.
func (s store) approvals(ctx context.Context, in access.Scopes, v viewer, f ModerationFilter) ([]ModerationView, int, error) {
	list, columns, args := s.moderationsSeen(ctx, in, v.content, "moderations.assessor_id")
	sealed, sealedArgs := v.sealed()
	list = list.Where("(moderations.state <> 'waiting' OR NOT "+sealed+")", sealedArgs...)
	if f.State != 0 {
		list = list.Where("moderations.state = ?", f.State)
	}
	if f.AssessorID != nil {
		list = list.Where("moderations.assessor_id = ?", *f.AssessorID)
	}
	if f.Drawn {
		list = list.Where("moderations.state <> ?", NotDrawn)
	}
	if f.Open {
		list = list.Where("moderations.state = ? AND moderations.final_at IS NULL", Disagreed)
	}
	return s.moderationPage(list, columns, args, f)
}

func (s store) moderationPage(list *gorm.DB, columns string, args []any, f ModerationFilter) ([]ModerationView, int, error) {
	if f.Query != "" {
		list = list.Where(`(claims.search LIKE ? ESCAPE '\' OR people.name_folded LIKE ? ESCAPE '\')`, fold.Like(f.Query), fold.Like(f.Query))
	}
	var rows []moderationRow
	total, err := paged(list, columns, args, f.Order(moderationOrders, "moderations.id"), f.Offset, f.Limit, &rows)
	views := make([]ModerationView, len(rows))
	for i, r := range rows {
		views[i] = r.view()
	}
	return views, total, database.Wrap(err, "approval")
}

// moderation gives one approval that was drawn and whose person by may judge as a second assessor.
func (s store) moderation(ctx context.Context, v viewer, id uuid.UUID) (ModerationView, error) {
	list, columns, args := s.moderationsSeen(ctx, v.moderate, v.content, "moderations.person_id")
	var row moderationRow
	err := list.Select(columns, args...).Where("moderations.id = ? AND moderations.state <> ?", id, NotDrawn).Take(&row).Error
	return row.view(), database.Wrap(err, "approval")
}

// moderationsOf gives the approvals of a claim that were drawn, the oldest first.
func (s store) moderationsOf(ctx context.Context, v viewer, claimID uuid.UUID) ([]ModerationView, error) {
	list, columns, args := s.moderationsSeen(ctx, v.reach, v.content, "moderations.person_id")
	var rows []moderationRow
	err := list.Select(columns, args...).Where("moderations.claim_id = ? AND moderations.state <> ?", claimID, NotDrawn).
		Order("moderations.claim_version").Find(&rows).Error
	views := make([]ModerationView, len(rows))
	for i, r := range rows {
		views[i] = r.view()
	}
	return views, database.Wrap(err, "approval")
}

// agreement counts, for the assessors within scopes, the approvals since a moment and what second assessors made of them.
func (s store) agreement(ctx context.Context, in access.Scopes, since time.Time) ([]Agreement, error) {
	within, args := in.People("moderations.assessor_id")
	var rows []struct {
		AssessorID                                       uuid.UUID
		Name                                             string
		Approvals, Drawn, Waiting, Judged, Agreed, Still int
	}
	count := func(when string) string { return "SUM(CASE WHEN " + when + " THEN 1 ELSE 0 END)" }
	err := s.db.Conn(ctx).Table("moderations").Select(`moderations.assessor_id, people.name, COUNT(*) AS approvals, `+
		count("moderations.state <> 'not_drawn'")+` AS drawn, `+count("moderations.state = 'waiting'")+` AS waiting, `+
		count("moderations.state IN ('agreed', 'disagreed')")+` AS judged, `+count("moderations.state = 'agreed'")+` AS agreed, `+
		count("moderations.state = 'disagreed' AND moderations.final_at IS NULL")+` AS still`).
		Joins("JOIN people ON people.id = moderations.assessor_id").Where(within, args...).Where("moderations.approved_at >= ?", since).
		Group("moderations.assessor_id, people.name, people.name_folded").Order("people.name_folded, moderations.assessor_id").Find(&rows).Error
	all := make([]Agreement, len(rows))
	for i, r := range rows {
		all[i] = Agreement{
			Assessor: Person{r.AssessorID, r.Name}, Approvals: r.Approvals, Drawn: r.Drawn, Waiting: r.Waiting, Judged: r.Judged,
			Agreed: r.Agreed, Open: r.Still,
		}
	}
	return all, database.Wrap(err, "approval")
}
