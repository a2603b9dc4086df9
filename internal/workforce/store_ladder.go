package workforce

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// ladder is the roles that an organisation can read, with what each asks, and what it decided about what counts.
type ladder struct {
	roles []Role
	asked Requirements
	// statements is asked without the other kinds.
	statements Requirements
	// replacedBy gives the successor of a statement that was replaced.
	replacedBy map[uuid.UUID]uuid.UUID
	fresh      freshness.Rules
	onwards    Onwards
	// known are all statements of the organisation, whether a role asks for them or not.
	known map[uuid.UUID]Statement
}

func (l ladder) role(id uuid.UUID) (Role, bool) {
	for _, r := range l.roles {
		if r.ID == id {
			return r, true
		}
	}
	return Role{}, false
}

// aspect names the aspect of a statement that some role asks for; it stays without a name when none does.
func (l ladder) aspect(a Aspect) Aspect {
	for _, asked := range l.statements {
		for _, q := range asked {
			if q.ID == a.Of {
				return aspectOf(q.Statement)
			}
		}
	}
	return a
}

// ladder reads the roles of the source documents and of the organisation, and what they ask.
func (s store) ladder(ctx context.Context, organisationID uuid.UUID) (ladder, error) {
	l := ladder{asked: Requirements{}, replacedBy: map[uuid.UUID]uuid.UUID{}}
	var roles []struct {
		ID    uuid.UUID
		Title string
		Band  string
	}
	err := s.db.Conn(ctx).Raw(`SELECT id, title, band FROM organisation_roles WHERE organisation_id = ?
		ORDER BY title, id`, organisationID).Scan(&roles).Error
	if err != nil {
		return ladder{}, database.Wrap(err, "roles")
	}
	for _, r := range roles {
		l.roles = append(l.roles, Role{Named{r.ID, r.Title}, Band(r.Band)})
	}
	if l.fresh, err = freshness.Read(ctx, s.db, organisationID); err != nil {
		return ladder{}, err
	}
	current, err := s.mustBeCurrent(ctx, organisationID)
	if err != nil {
		return ladder{}, err
	}
	if err := s.replacements(ctx, organisationID, l.replacedBy); err != nil {
		return ladder{}, err
	}
	if l.onwards, err = s.onwards(ctx, organisationID); err != nil {
		return ladder{}, err
	}
	if l.known, err = s.statements(ctx, organisationID); err != nil {
		return ladder{}, err
	}
	if err := s.statementsAsked(ctx, organisationID, l); err != nil {
		return ladder{}, err
	}
	if err := s.itemsAsked(ctx, organisationID, current, l.asked); err != nil {
		return ladder{}, err
	}
	// In order here, they need no ordering for each person who has the role.
	for _, asked := range l.asked {
		slices.SortStableFunc(asked, compareRequirements)
	}
	l.statements = l.asked.statements()
	return l, nil
}

// onwards reads the moves of the map of roles that the organisation has published.
func (s store) onwards(ctx context.Context, organisationID uuid.UUID) (Onwards, error) {
	var rows []struct {
		FromRoleID *uuid.UUID
		ToRoleID   *uuid.UUID
	}
	err := s.db.Conn(ctx).Raw(`SELECT moves.from_role_id, moves.to_role_id FROM role_pathways
		LEFT JOIN role_pathway_moves moves ON moves.pathway_id = role_pathways.id
		WHERE role_pathways.organisation_id = ? AND role_pathways.state = 'published'`, organisationID).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, database.Wrap(err, "moves between roles")
	}
	onwards := Onwards{}
	for _, r := range rows {
		if r.FromRoleID != nil {
			onwards[*r.FromRoleID] = append(onwards[*r.FromRoleID], *r.ToRoleID)
		}
	}
	return onwards, nil
}

// mustBeCurrent gives the accreditations that have to be current to count.
func (s store) mustBeCurrent(ctx context.Context, organisationID uuid.UUID) (map[string]bool, error) {
	var keys []string
	err := s.db.Conn(ctx).Raw("SELECT key FROM freshness_rules WHERE organisation_id = ? AND kind = 'accreditation'", organisationID).Scan(&keys).Error
	current := make(map[string]bool, len(keys))
	for _, key := range keys {
		current[key] = true
	}
	return current, database.Wrap(err, "rules of freshness")
}

func (s store) replacements(ctx context.Context, organisationID uuid.UUID, replacedBy map[uuid.UUID]uuid.UUID) error {
	var rows []struct{ StatementID, ReplacedByID uuid.UUID }
	err := s.db.Conn(ctx).Raw(`SELECT statement_id, replaced_by_id FROM framework_statement_overrides
		WHERE organisation_id = ? AND replaced_by_id IS NOT NULL`, organisationID).Scan(&rows).Error
	for _, r := range rows {
		replacedBy[r.StatementID] = r.ReplacedByID
	}
	return database.Wrap(err, "statements that were replaced")
}

// statements reads all statements of the organisation, without their texts.
func (s store) statements(ctx context.Context, organisationID uuid.UUID) (map[uuid.UUID]Statement, error) {
	var rows []struct {
		ID     uuid.UUID
		Code   string
		Level  int
		Aspect string
	}
	err := s.db.Conn(ctx).Raw("SELECT id, code, level, aspect FROM organisation_statements WHERE organisation_id = ?", organisationID).Scan(&rows).Error
	known := make(map[uuid.UUID]Statement, len(rows))
	for _, r := range rows {
		known[r.ID] = Statement{ID: r.ID, Code: r.Code, Level: Level(r.Level), Aspect: r.Aspect}
	}
	return known, database.Wrap(err, "statements")
}

// statementsAsked adds the statements that roles ask for. One that a role names and asks for again with a whole skill level
// counts once, as essential if either is.
func (s store) statementsAsked(ctx context.Context, organisationID uuid.UUID, l ladder) error {
	var rows []struct {
		RoleID       uuid.UUID
		Importance   string
		HigherCounts bool
		StatementID  uuid.UUID
		Code         string
		Skill        string
		Level        int
		Aspect       string
		Text         string
	}
	err := s.db.Conn(ctx).Raw(`SELECT q.role_id, q.importance, q.higher_counts, q.statement_id, s.code, s.skill, s.level, s.aspect, s.text
		FROM organisation_requirements q
		JOIN organisation_statements s ON s.id = q.statement_id AND s.organisation_id = q.organisation_id
		WHERE q.organisation_id = ?`, organisationID).Scan(&rows).Error
	type place struct{ role, statement uuid.UUID }
	at := map[place]int{}
	for _, r := range rows {
		_, replaced := l.replacedBy[r.StatementID]
		q := Requirement{
			Statement:  Statement{r.StatementID, r.Code, r.Skill, Level(r.Level), r.Aspect, r.Text},
			Importance: importanceOf(r.Importance), Kind: OfStatement, HigherCounts: r.HigherCounts, Replaced: replaced,
		}
		if i, twice := at[place{r.RoleID, r.StatementID}]; twice {
			same := &l.asked[r.RoleID][i]
			same.Importance, same.HigherCounts = min(same.Importance, q.Importance), same.HigherCounts || q.HigherCounts
			continue
		}
		at[place{r.RoleID, r.StatementID}] = len(l.asked[r.RoleID])
		l.asked[r.RoleID] = append(l.asked[r.RoleID], q)
	}
	return database.Wrap(err, "statements that roles ask for")
}

// itemsAsked adds the criteria, milestones and accreditations that roles ask for.
func (s store) itemsAsked(ctx context.Context, organisationID uuid.UUID, current map[string]bool, asked Requirements) error {
	var rows []struct {
		ID          uuid.UUID
		RoleID      uuid.UUID
		Ordinal     int
		Kind        string
		Key         string
		Importance  string
		CriterionID uuid.NullUUID
		GroupName   string
		Criterion   string
	}
	err := s.db.Conn(ctx).Raw(`SELECT r.id, r.role_id, r.ordinal, r.kind, r.key, r.importance, r.criterion_id,
			COALESCE(c.group_name, '') AS group_name, COALESCE(NULLIF(c.corrected, ''), c.criterion, '') AS criterion
		FROM role_requirements r JOIN roles ON roles.id = r.role_id
		LEFT JOIN role_criteria c ON c.id = r.criterion_id
		WHERE r.kind IN ('criterion', 'milestone', 'accreditation') AND (roles.organisation_id IS NULL OR roles.organisation_id = ?)`,
		organisationID).Scan(&rows).Error
	kinds := map[string]Kind{OfCriterion.String(): OfCriterion, OfMilestone.String(): OfMilestone, OfAccreditation.String(): OfAccreditation}
	for _, r := range rows {
		kind := kinds[r.Kind]
		asked[r.RoleID] = append(asked[r.RoleID], Requirement{
			Importance: importanceOf(r.Importance), Kind: kind,
			Item: Item{
				RowID: r.ID, Ordinal: r.Ordinal, Key: r.Key, CriterionID: r.CriterionID.UUID, Title: r.GroupName, Text: r.Criterion,
				MustBeCurrent: kind == OfAccreditation && current[r.Key],
			},
		})
	}
	return database.Wrap(err, "requirements of roles")
}

func importanceOf(text string) Importance {
	if text == Desirable.String() {
		return Desirable
	}
	return Essential
}

// claimConfirmations reads what was decided about claims on statements that were replaced: whether a claim, by its identifier
// and the replaced statement's, stands for the successor.
func (s store) claimConfirmations(ctx context.Context, organisationID uuid.UUID) (map[succeeded]bool, error) {
	var rows []struct {
		SubjectID, StatementID uuid.UUID
		Decision               string
	}
	err := s.db.Conn(ctx).Raw(`SELECT subject_id, statement_id, decision FROM statement_confirmations
		WHERE organisation_id = ? AND subject = 'claim'`, organisationID).Scan(&rows).Error
	all := make(map[succeeded]bool, len(rows))
	for _, r := range rows {
		all[succeeded{r.SubjectID, r.StatementID}] = r.Decision == "stands"
	}
	return all, database.Wrap(err, "confirmations of claims")
}

// succeeded is a claim at a statement that was replaced.
type succeeded struct{ claim, statement uuid.UUID }

// confirmations reads what was said about criteria of people.
func (s store) confirmations(ctx context.Context, people []uuid.UUID) (map[uuid.UUID]map[uuid.UUID]Confirmation, error) {
	var rows []struct {
		ID, PersonID, CriterionID uuid.UUID
		Criterion                 string
		Met                       bool
		Reason                    string
		ConfirmedBy               uuid.UUID
		Name                      string
		ConfirmedOn               calendar.Date
		Version                   int
	}
	err := s.db.Conn(ctx).Raw(`SELECT c.id, c.person_id, c.criterion_id, c.criterion, c.met, c.reason, c.confirmed_by, people.name, c.confirmed_on, c.version
		FROM criterion_confirmations c JOIN people ON people.id = c.confirmed_by WHERE c.person_id IN ?`, people).Scan(&rows).Error
	all := map[uuid.UUID]map[uuid.UUID]Confirmation{}
	for _, r := range rows {
		if all[r.PersonID] == nil {
			all[r.PersonID] = map[uuid.UUID]Confirmation{}
		}
		all[r.PersonID][r.CriterionID] = Confirmation{
			ID: r.ID, CriterionID: r.CriterionID, Criterion: r.Criterion, Met: r.Met, Reason: r.Reason,
			By: Named{r.ConfirmedBy, r.Name}, On: r.ConfirmedOn, Version: r.Version,
		}
	}
	return all, database.Wrap(err, "confirmations of criteria")
}

// awards reads the accreditations that people hold.
func (s store) awards(ctx context.Context, who within) (map[uuid.UUID]map[string]Award, error) {
	within, args := who("person_id")
	var rows []struct {
		PersonID  uuid.UUID
		Kind      string
		AwardedOn calendar.Date
	}
	err := s.db.Conn(ctx).Raw("SELECT person_id, kind, awarded_on FROM awards WHERE "+within, args...).Scan(&rows).Error
	all := map[uuid.UUID]map[string]Award{}
	for _, r := range rows {
		if all[r.PersonID] == nil {
			all[r.PersonID] = map[string]Award{}
		}
		all[r.PersonID][r.Kind] = Award{Status: Current, AwardedOn: r.AwardedOn}
	}
	return all, database.Wrap(err, "accreditations")
}
