package pathway

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// store holds every line of the feature's SQL.
type store struct{ db *database.DB }

type PathwayRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Number         int
	State          string
	Note           string
	MadeBy         uuid.UUID
	PublishedBy    uuid.NullUUID
	PublishedOn    calendar.Date
	RetiredOn      calendar.Date
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (PathwayRow) TableName() string { return "role_pathways" }

// listedRow is a version with the names of people and the number of its moves.
type listedRow struct {
	PathwayRow      `gorm:"embedded"`
	MadeByName      string
	PublishedByName string
	MoveCount       int
}

const listedColumns = `role_pathways.*, makers.name AS made_by_name, COALESCE(publishers.name, '') AS published_by_name,
	(SELECT COUNT(*) FROM role_pathway_moves WHERE role_pathway_moves.pathway_id = role_pathways.id) AS move_count`

func (s store) listed(ctx context.Context, organisation uuid.UUID) *gorm.DB {
	return s.db.Conn(ctx).Table("role_pathways").Joins("JOIN people makers ON makers.id = role_pathways.made_by").
		Joins("LEFT JOIN people publishers ON publishers.id = role_pathways.published_by").
		Where("role_pathways.organisation_id = ?", organisation)
}

func (r listedRow) version() (Version, error) {
	state, err := parseState(r.State)
	v := Version{
		ID: r.ID, Number: r.Number, State: state, Note: r.Note, MadeBy: Person{r.MadeBy, r.MadeByName}, PublishedOn: r.PublishedOn,
		RetiredOn: r.RetiredOn, MoveCount: r.MoveCount, Revision: r.Version,
	}
	if r.PublishedBy.Valid {
		v.PublishedBy = &Person{r.PublishedBy.UUID, r.PublishedByName}
	}
	return v, err
}

type placeRow struct {
	ID        uuid.UUID
	PathwayID uuid.UUID
	RoleID    uuid.UUID
	Family    string
}

func (placeRow) TableName() string { return "role_pathway_places" }

type moveRow struct {
	ID         uuid.UUID
	PathwayID  uuid.UUID
	Ordinal    int
	FromRoleID uuid.UUID
	ToRoleID   uuid.UUID
	Condition  string
	Reason     string
	Sources    reference.List[Source]
}

func (moveRow) TableName() string { return "role_pathway_moves" }

func rowOf(pathway uuid.UUID, ordinal int, m Move) (moveRow, error) {
	condition, err := json.Marshal(m.Condition)
	if m.Condition.None() {
		condition = []byte("{}")
	}
	return moveRow{
		ID: m.ID, PathwayID: pathway, Ordinal: ordinal, FromRoleID: m.From, ToRoleID: m.To, Condition: string(condition),
		Reason: m.Reason, Sources: reference.ListOf(m.Sources),
	}, err
}

func (r moveRow) move() (Move, error) {
	m := Move{ID: r.ID, From: r.FromRoleID, To: r.ToRoleID, Reason: r.Reason, Sources: r.Sources.Items()}
	if r.Condition == "{}" {
		return m, nil
	}
	if err := json.Unmarshal([]byte(r.Condition), &m.Condition); err != nil {
		return m, fmt.Errorf("the condition of move %s cannot be read: %w", r.ID, err)
	}
	return m, nil
}

// inState gives the organisation's one version in a state.
func (s store) inState(ctx context.Context, organisation uuid.UUID, state State) (uuid.UUID, bool, error) {
	return s.first(s.db.Conn(ctx).Table("role_pathways").Where("organisation_id = ? AND state = ?", organisation, state.String()))
}

// before gives the newest version that was published with a lower number.
func (s store) before(ctx context.Context, organisation uuid.UUID, number int) (uuid.UUID, bool, error) {
	return s.first(s.db.Conn(ctx).Table("role_pathways").
		Where("organisation_id = ? AND number < ? AND state <> ?", organisation, number, Draft.String()).Order("number DESC"))
}

func (s store) first(query *gorm.DB) (uuid.UUID, bool, error) {
	var ids []uuid.UUID
	if err := query.Limit(1).Pluck("id", &ids).Error; err != nil || len(ids) == 0 {
		return uuid.Nil, false, database.Wrap(err, "pathway")
	}
	return ids[0], true, nil
}

// versions lists the versions, the newest first.
func (s store) versions(ctx context.Context, organisation uuid.UUID, drafts bool, r page.Request) ([]Version, int, error) {
	query := s.listed(ctx, organisation)
	if !drafts {
		query = query.Where("role_pathways.state <> ?", Draft.String())
	}
	var total int64
	if err := query.Session(&gorm.Session{}).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "pathway")
	}
	var rows []listedRow
	err := query.Session(&gorm.Session{}).Select(listedColumns).Order("role_pathways.number DESC").Offset(r.Offset).Limit(r.Limit).Find(&rows).Error
	if err != nil {
		return nil, 0, database.Wrap(err, "pathway")
	}
	all := make([]Version, len(rows))
	for i, row := range rows {
		if all[i], err = row.version(); err != nil {
			return nil, 0, err
		}
	}
	return all, int(total), nil
}

// load reads one version with its roles and moves. Another organisation's is CodeNotFound.
func (s store) load(ctx context.Context, organisation, id uuid.UUID, names Names) (Map, error) {
	var row listedRow
	err := s.listed(ctx, organisation).Select(listedColumns).Where("role_pathways.id = ?", id).Take(&row).Error
	if err != nil {
		return Map{}, database.Wrap(err, "pathway")
	}
	var m Map
	if m.Version, err = row.version(); err != nil {
		return Map{}, err
	}
	var places []placeRow
	err = s.db.Conn(ctx).Table("role_pathway_places").Select("role_pathway_places.*").
		Joins("JOIN organisation_roles roles ON roles.id = role_pathway_places.role_id AND roles.organisation_id = ?", organisation).
		Where("pathway_id = ?", id).
		Order("roles.band, roles.title, roles.id").Find(&places).Error
	if err != nil {
		return Map{}, database.Wrap(err, "pathway")
	}
	for _, p := range places {
		family, err := ParseFamily(p.Family)
		if err != nil {
			return Map{}, err
		}
		m.Places = append(m.Places, Place{Role: names.Roles[p.RoleID], Family: family})
	}
	var moves []moveRow
	if err := s.db.Conn(ctx).Where("pathway_id = ?", id).Order("ordinal, id").Find(&moves).Error; err != nil {
		return Map{}, database.Wrap(err, "move")
	}
	for _, r := range moves {
		move, err := r.move()
		if err != nil {
			return Map{}, err
		}
		m.Moves = append(m.Moves, move)
	}
	return m, nil
}

// pathwayOf gives the version that a move belongs to. Another organisation's is CodeNotFound.
func (s store) pathwayOf(ctx context.Context, organisation, moveID uuid.UUID) (uuid.UUID, error) {
	id, found, err := s.first(s.db.Conn(ctx).Table("role_pathways").
		Where("organisation_id = ? AND id IN (SELECT pathway_id FROM role_pathway_moves WHERE id = ?)", organisation, moveID))
	if err == nil && !found {
		err = apperr.NotFound("move")
	}
	return id, err
}

// addDraft adds a draft with the roles and moves of another version.
func (s store) addDraft(ctx context.Context, by access.Actor, from Map, note string, now time.Time) (uuid.UUID, int, error) {
	var last int
	err := s.db.Conn(ctx).Table("role_pathways").Select("COALESCE(MAX(number), 0)").Where("organisation_id = ?", by.OrganisationID).Scan(&last).Error
	if err != nil {
		return uuid.Nil, 0, database.Wrap(err, "pathway")
	}
	row := PathwayRow{
		ID: uuid.New(), OrganisationID: by.OrganisationID, Number: last + 1, State: Draft.String(), Note: note, MadeBy: by.PersonID,
		Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	if err := s.db.Conn(ctx).Create(&row).Error; err != nil {
		return uuid.Nil, 0, database.Wrap(err, "draft of the pathway")
	}
	if err := s.place(ctx, row.ID, from.Places); err != nil {
		return uuid.Nil, 0, err
	}
	for i, move := range from.Moves {
		move.ID = uuid.New()
		if err := s.addMove(ctx, row.ID, i+1, move); err != nil {
			return uuid.Nil, 0, err
		}
	}
	return row.ID, row.Number, nil
}

// place makes these the roles of a version.
func (s store) place(ctx context.Context, id uuid.UUID, places []Place) error {
	if err := s.db.Conn(ctx).Where("pathway_id = ?", id).Delete(&placeRow{}).Error; err != nil {
		return database.Wrap(err, "role on the pathway")
	}
	if len(places) == 0 {
		return nil
	}
	rows := make([]placeRow, len(places))
	for i, p := range places {
		rows[i] = placeRow{ID: uuid.New(), PathwayID: id, RoleID: p.Role.ID, Family: p.Family.String()}
	}
	return database.Wrap(s.db.Conn(ctx).CreateInBatches(&rows, 50).Error, "role on the pathway")
}

func (s store) addMove(ctx context.Context, id uuid.UUID, ordinal int, move Move) error {
	row, err := rowOf(id, ordinal, move)
	if err != nil {
		return err
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "move")
}

func (s store) editMove(ctx context.Context, move Move) error {
	row, err := rowOf(uuid.Nil, 0, move)
	if err != nil {
		return err
	}
	return database.Changed(s.db.Conn(ctx).Table("role_pathway_moves").Where("id = ?", move.ID).Updates(map[string]any{
		"from_role_id": row.FromRoleID, "to_role_id": row.ToRoleID, "condition": row.Condition, "reason": row.Reason, "sources": row.Sources,
	}), "move")
}

func (s store) deleteMove(ctx context.Context, id uuid.UUID) error {
	return database.Changed(s.db.Conn(ctx).Where("id = ?", id).Delete(&moveRow{}), "move")
}

func (s store) deleteDraft(ctx context.Context, id uuid.UUID) error {
	for _, row := range []any{&moveRow{}, &placeRow{}} {
		if err := s.db.Conn(ctx).Where("pathway_id = ?", id).Delete(row).Error; err != nil {
			return database.Wrap(err, "draft of the pathway")
		}
	}
	return database.Changed(s.db.Conn(ctx).Where("id = ?", id).Delete(&PathwayRow{}), "pathway")
}

// changed counts a change to a draft. A version that is not the newest is CodePreconditionFailed.
func (s store) changed(ctx context.Context, id uuid.UUID, version int, now time.Time) error {
	result := s.db.Conn(ctx).Table("role_pathways").Where("id = ? AND version = ? AND state = ?", id, version, Draft.String()).
		Updates(map[string]any{"version": version + 1, "updated_at": now})
	if result.Error == nil && result.RowsAffected == 0 {
		return apperr.PreconditionFailed()
	}
	return database.Changed(result, "pathway")
}

// retire takes the version that is in force out of it, where there is one.
func (s store) retire(ctx context.Context, organisation uuid.UUID, on calendar.Date, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Table("role_pathways").Where("organisation_id = ? AND state = ?", organisation, Published.String()).
		Updates(map[string]any{"state": Retired.String(), "retired_on": on, "updated_at": now}).Error, "pathway")
}

func (s store) publish(ctx context.Context, by access.Actor, id uuid.UUID, version int, on calendar.Date, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Table("role_pathways").Where("id = ? AND version = ?", id, version).Updates(map[string]any{
		"state": Published.String(), "published_by": by.PersonID, "published_on": on, "version": version + 1, "updated_at": now,
	}), "pathway")
}
