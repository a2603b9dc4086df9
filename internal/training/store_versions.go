package training

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

type pathwayRow struct {
	ID             uuid.UUID
	OrganisationID uuid.NullUUID
	Key            string
	Title          string
	Award          AwardKind
	RoleID         uuid.NullUUID
	Definition     string
}

func (pathwayRow) TableName() string     { return "pathways" }
func (r pathwayRow) Identity() uuid.UUID { return r.ID }

type versionRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PathwayID      uuid.UUID
	Number         int
	State          string
	Definition     string
	Note           string
	FromVersionID  uuid.NullUUID
	MadeBy         uuid.UUID
	PublishedBy    uuid.NullUUID
	PublishedOn    calendar.Date
	StartsOn       calendar.Date
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (versionRow) TableName() string { return "pathway_versions" }

// The states of a version as the table has them.
const (
	versionDraft     = "draft"
	versionPublished = "published"
)

// load makes the table hold these pathways, besides those of organisations. When anything changed, record runs in the same
// transaction.
func (s store) load(ctx context.Context, want []pathwayRow, record func(ctx context.Context, changed int) error) (int, error) {
	return reference.Load(ctx, s.db, body, func(ctx context.Context, l *reference.Loading) error {
		if err := reference.Put(ctx, l, want, "organisation_id IS NULL"); err != nil {
			return err
		}
		if l.Changed() == 0 {
			return nil
		}
		return record(ctx, l.Changed())
	})
}

// roleRow is a role as far as pathways depend on it.
type roleRow struct {
	ID           uuid.UUID
	Title        string
	CopiedFromID uuid.NullUUID
}

// roles reads the roles that an organisation can name, its copies included.
func (s store) roles(ctx context.Context, organisation uuid.UUID) ([]roleRow, error) {
	var rows []roleRow
	err := s.db.Conn(ctx).Table("roles").Select("id, title, copied_from_id").
		Where("organisation_id IS NULL OR organisation_id = ?", organisation).Order("title, id").Find(&rows).Error
	return rows, database.Wrap(err, "role")
}

// roads reads every pathway of an organisation in all its published versions: the source documents' as they stand, and what
// the organisation published.
func (s store) roads(ctx context.Context, organisation uuid.UUID) (roads, error) {
	var rows []pathwayRow
	err := s.db.Conn(ctx).Table("pathways").Where("organisation_id IS NULL OR organisation_id = ?", organisation).Order("title, id").Find(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "pathway")
	}
	var versions []versionRow
	err = s.db.Conn(ctx).Table("pathway_versions").Where("organisation_id = ? AND state = ?", organisation, versionPublished).
		Order("pathway_id, number").Find(&versions).Error
	if err != nil {
		return nil, database.Wrap(err, "version of the pathway")
	}
	known, err := s.roles(ctx, organisation)
	if err != nil {
		return nil, err
	}
	var all roads
	for _, row := range rows {
		var l lane
		var source *PathwayText
		if !row.OrganisationID.Valid {
			road, err := sourceRoad(row, known)
			if err != nil {
				return nil, err
			}
			l, source = append(l, road), &road.text
		}
		for _, v := range versions {
			if v.PathwayID != row.ID {
				continue
			}
			road, problems, err := v.road(row, source, known)
			if err == nil && len(problems) > 0 {
				err = fmt.Errorf("version %d of pathway %s is published, but: %s", v.Number, row.Key, problems[0].Sentence)
			}
			if err != nil {
				return nil, err
			}
			l = append(l, road)
		}
		if len(l) > 0 {
			all = append(all, l)
		}
	}
	slices.SortStableFunc(all, func(a, b lane) int {
		return cmp.Or(reference.ByText(a[len(a)-1].Pathway.Title, b[len(b)-1].Pathway.Title))
	})
	return all, nil
}

// sourceRoad gives a pathway as its source document has it.
func sourceRoad(row pathwayRow, known []roleRow) (Road, error) {
	pathway, err := ParsePathway([]byte(row.Definition))
	if err != nil {
		return Road{}, err
	}
	text, err := ParsePathwayText([]byte(row.Definition))
	if err != nil {
		return Road{}, err
	}
	if row.RoleID.Valid {
		text.Roles = []uuid.UUID{row.RoleID.UUID}
	}
	road := Road{ID: row.ID, Version: VersionRef{ID: row.ID}, Pathway: pathway, text: text}
	return road.withRoles(known), nil
}

// road reads a version, with whatever is wrong in it.
func (r versionRow) road(of pathwayRow, source *PathwayText, known []roleRow) (Road, []Problem, error) {
	var text PathwayText
	if err := json.Unmarshal([]byte(r.Definition), &text); err != nil {
		return Road{}, nil, fmt.Errorf("version %s of a pathway cannot be read: %w", r.ID, err)
	}
	pathway, problems := text.Read(source)
	pathway.Key = of.Key
	road := Road{
		ID: r.PathwayID, Own: of.OrganisationID.Valid, Version: VersionRef{ID: r.ID, Number: r.Number, StartsOn: r.StartsOn}, Pathway: pathway, text: text,
	}
	return road.withRoles(known), problems, nil
}

// withRoles names the roles of a road and finds their copies, and the copies' copies.
func (r Road) withRoles(known []roleRow) Road {
	r.Roles, r.copies = nil, map[uuid.UUID]bool{}
	reached := slices.Clone(r.text.Roles)
	for i := 0; i < len(reached); i++ {
		for _, role := range known {
			if role.CopiedFromID.Valid && role.CopiedFromID.UUID == reached[i] && !slices.Contains(reached, role.ID) {
				reached = append(reached, role.ID)
				r.copies[role.ID] = true
			}
		}
	}
	for _, role := range known {
		if slices.Contains(r.text.Roles, role.ID) {
			r.Roles = append(r.Roles, Named{role.ID, role.Title})
		}
	}
	for _, role := range known {
		if r.copies[role.ID] {
			r.Copies = append(r.Copies, Named{role.ID, role.Title})
		}
	}
	if len(r.Roles) > 0 {
		r.RoleID, r.RoleTitle = r.Roles[0].ID, r.Roles[0].Name
	}
	return r
}

// pathway reads the row of a pathway that an organisation sees.
func (s store) pathway(ctx context.Context, organisation, id uuid.UUID) (pathwayRow, error) {
	var row pathwayRow
	err := s.db.Conn(ctx).Table("pathways").Where("id = ? AND (organisation_id IS NULL OR organisation_id = ?)", id, organisation).Take(&row).Error
	return row, database.Wrap(err, "pathway")
}

// ownVersion reads a version of an organisation; another's is CodeNotFound.
func (s store) ownVersion(ctx context.Context, organisation, id uuid.UUID) (versionRow, error) {
	var row versionRow
	err := s.db.Conn(ctx).Table("pathway_versions").Where("id = ? AND organisation_id = ?", id, organisation).Take(&row).Error
	return row, database.Wrap(err, "version of the pathway")
}

// listedVersion is a version with the names of those who made and published it.
type listedVersion struct {
	Row             versionRow `gorm:"embedded"`
	MadeByName      string
	PublishedByName string
}

// versionsOf lists the versions of a pathway, or of every one, the newest first.
func (s store) versionsOf(ctx context.Context, organisation, pathway uuid.UUID, drafts bool) ([]listedVersion, error) {
	query := s.db.Conn(ctx).Table("pathway_versions").
		Select("pathway_versions.*, makers.name AS made_by_name, COALESCE(publishers.name, '') AS published_by_name").
		Joins("JOIN people makers ON makers.id = pathway_versions.made_by").
		Joins("LEFT JOIN people publishers ON publishers.id = pathway_versions.published_by").
		Where("pathway_versions.organisation_id = ?", organisation)
	if pathway != uuid.Nil {
		query = query.Where("pathway_versions.pathway_id = ?", pathway)
	}
	if !drafts {
		query = query.Where("pathway_versions.state <> ?", versionDraft)
	}
	var rows []listedVersion
	err := query.Order("pathway_versions.pathway_id, pathway_versions.number DESC").Find(&rows).Error
	return rows, database.Wrap(err, "version of the pathway")
}

func (s store) addPathway(ctx context.Context, row pathwayRow) error {
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "pathway")
}

func (s store) addVersion(ctx context.Context, row versionRow, text PathwayText) error {
	definition, err := json.Marshal(text)
	if err != nil {
		return fmt.Errorf("the pathway cannot be kept: %w", err)
	}
	row.Definition = string(definition)
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "version of the pathway")
}

// keepDraft keeps the text of a draft that is still at the version that was read.
func (s store) keepDraft(ctx context.Context, id uuid.UUID, version int, text PathwayText, now time.Time) error {
	definition, err := json.Marshal(text)
	if err != nil {
		return fmt.Errorf("the pathway cannot be kept: %w", err)
	}
	result := s.db.Conn(ctx).Table("pathway_versions").Where("id = ? AND version = ? AND state = ?", id, version, versionDraft).
		Updates(map[string]any{"definition": string(definition), "version": version + 1, "updated_at": now})
	if err := result.Error; err != nil {
		return database.Wrap(err, "version of the pathway")
	}
	if result.RowsAffected == 0 {
		return apperr.PreconditionFailed()
	}
	return nil
}

func (s store) deleteDraft(ctx context.Context, row versionRow) error {
	return database.Changed(s.db.Conn(ctx).Exec("DELETE FROM pathway_versions WHERE id = ? AND version = ? AND state = ?", row.ID, row.Version, versionDraft), "draft")
}

// publishDraft puts a draft that is still at the version that was read in force from a day on.
func (s store) publishDraft(ctx context.Context, row versionRow, by uuid.UUID, today, startsOn calendar.Date, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Table("pathway_versions").Where("id = ? AND version = ? AND state = ?", row.ID, row.Version, versionDraft).
		Updates(map[string]any{
			"state": versionPublished, "published_by": by, "published_on": today, "starts_on": startsOn, "version": row.Version + 1, "updated_at": now,
		}), "draft")
}

// retitle gives an organisation's own pathway the title and award of its newest published version.
func (s store) retitle(ctx context.Context, pathway uuid.UUID, text PathwayText) error {
	return database.Wrap(s.db.Conn(ctx).Table("pathways").Where("id = ? AND organisation_id IS NOT NULL", pathway).
		Updates(map[string]any{"title": text.Title, "award": text.Award}).Error, "pathway")
}

// deletePathway removes an organisation's own pathway that has no version.
func (s store) deletePathway(ctx context.Context, id uuid.UUID) error {
	return database.Wrap(s.db.Conn(ctx).Exec(`DELETE FROM pathways WHERE id = ? AND organisation_id IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM pathway_versions WHERE pathway_id = ?)`, id, id).Error, "pathway")
}

// drafts lists the drafts of an organisation.
func (s store) drafts(ctx context.Context, organisation uuid.UUID) ([]versionRow, error) {
	var rows []versionRow
	err := s.db.Conn(ctx).Table("pathway_versions").Where("organisation_id = ? AND state = ?", organisation, versionDraft).Order("created_at, id").Find(&rows).Error
	return rows, database.Wrap(err, "version of the pathway")
}
