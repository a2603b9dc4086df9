package role

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// Store keeps roles in the database.
type Store struct{ db *database.DB }

// Load makes the tables hold these rows. A role whose rows changed gets a new version. When anything changed, record
// runs in the same transaction.
func (s Store) Load(ctx context.Context, want rows, now time.Time, record func(ctx context.Context, changed int) error) (int, error) {
	return reference.Load(ctx, s.db, body, func(ctx context.Context, l *reference.Loading) error {
		for _, one := range want.roles {
			if err := s.loadRole(ctx, l, one, now); err != nil {
				return err
			}
		}
		if l.Changed() == 0 {
			return nil
		}
		return record(ctx, l.Changed())
	})
}

func (s Store) loadRole(ctx context.Context, l *reference.Loading, one roleRows, now time.Time) error {
	id, before := one.facts.ID, l.Changed()
	have, err := reference.Rows[Facts](ctx, s.db, "id = ?", id)
	if err != nil {
		return err
	}
	isNew := len(have) == 0
	if isNew {
		if err := s.insert(ctx, one.facts, now); err != nil {
			return err
		}
		l.Count(1)
	}
	for _, put := range []func() error{
		func() error { return reference.Put(ctx, l, []Facts{one.facts}, "id = ?", id) },
		func() error { return reference.Put(ctx, l, one.passages, "role_id = ?", id) },
		func() error { return reference.Put(ctx, l, one.duties, "role_id = ?", id) },
		func() error { return reference.Put(ctx, l, one.criteria, "role_id = ?", id) },
		func() error { return reference.Put(ctx, l, one.hazards, "role_id = ?", id) },
		func() error { return reference.Put(ctx, l, one.requirements, "role_id = ?", id) },
	} {
		if err := put(); err != nil {
			return err
		}
	}
	if isNew || l.Changed() == before {
		return nil
	}
	return database.Changed(s.db.Conn(ctx).Table("roles").Where("id = ?", id).
		Updates(map[string]any{"version": gorm.Expr("version + 1"), "updated_at": now}), "role")
}

func (s Store) insert(ctx context.Context, f Facts, now time.Time) error {
	row := RoleRow{Facts: f, Version: 1, CreatedAt: now, UpdatedAt: now}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "role with this title and band")
}

// Statements reads the statements in force in an organisation, in the framework's order.
func (s Store) Statements(ctx context.Context, organisationID uuid.UUID) ([]offered, error) {
	var all []offered
	err := s.db.Conn(ctx).Table("organisation_statements").Select("id, code, level").
		Where("organisation_id = ? AND ends_on IS NULL", organisationID).Order("framework_id, ordinal").Find(&all).Error
	return all, database.Wrap(err, "statement")
}

// Insert adds an organisation's own role.
func (s Store) Insert(ctx context.Context, organisationID uuid.UUID, n NewRole, requirements []RequirementRow, now time.Time) error {
	err := s.insert(ctx, Facts{
		ID: n.ID, OrganisationID: uuid.NullUUID{UUID: organisationID, Valid: true}, Title: n.Title, Band: string(n.Band),
		BandStatus: n.BandStatus.String(), BandNote: n.BandNote, ProfileID: n.ProfileID, ProfileReason: n.ProfileReason,
		Reference: n.Reference, Department: n.Department, ReportsTo: n.ReportsTo,
	}, now)
	if err != nil {
		return err
	}
	var passages []passageRow
	for i, text := range n.Purpose {
		passages = append(passages, passageRow{ID: uuid.New(), RoleID: n.ID, Part: partPurpose, Ordinal: i + 1, Text: text, Lines: "[]"})
	}
	var duties []dutyRow
	for i, d := range n.Duties {
		duties = append(duties, dutyRow{
			ID: uuid.New(), RoleID: n.ID, Ordinal: i + 1, Heading: d.Heading, Factor: d.Factor, Text: d.Text, Lines: "[]",
		})
	}
	var criteria []criterionRow
	for i, c := range n.Criteria {
		criteria = append(criteria, criterionRow{
			ID: uuid.New(), RoleID: n.ID, Ordinal: i + 1, GroupName: c.Group, Criterion: c.Criterion,
			Importance: c.Importance.String(), Lines: "[]", MarkLines: "[]",
		})
	}
	for i := range requirements {
		// Made of what it joins, so that a trust that is generated twice has the same identifiers twice.
		requirements[i].ID = seed.ID(seed.KindRequirement, n.ID.String()+"/"+requirements[i].Key)
		requirements[i].RoleID = n.ID
	}
	for _, create := range []func(*gorm.DB) error{
		func(conn *gorm.DB) error { return createAll(conn, passages) },
		func(conn *gorm.DB) error { return createAll(conn, duties) },
		func(conn *gorm.DB) error { return createAll(conn, criteria) },
		func(conn *gorm.DB) error { return createAll(conn, requirements) },
	} {
		if err := create(s.db.Conn(ctx)); err != nil {
			return database.Wrap(err, "role")
		}
	}
	return nil
}

func createAll[R any](conn *gorm.DB, rows []R) error {
	if len(rows) == 0 {
		return nil
	}
	return conn.CreateInBatches(&rows, 50).Error
}
