package role

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
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
		if err := s.keepAll(ctx, now); err != nil {
			return err
		}
		if l.Changed() == 0 {
			return nil
		}
		return record(ctx, l.Changed())
	})
}

// What a version says that nobody of an organisation made.
const (
	fromTheDocument   = "The role as its source document describes it."
	referenceChanged  = "What Bandwise makes of the source document was brought up to date."
	versionsKeptSince = "The role as it stood when versions began to be kept."
)

func (s Store) loadRole(ctx context.Context, l *reference.Loading, one roleRows, now time.Time) error {
	id, before := one.Facts.ID, l.Changed()
	var have []RoleRow
	if err := s.db.Conn(ctx).Where("id = ?", id).Find(&have).Error; err != nil {
		return database.Wrap(err, "role")
	}
	version, reason := 1, fromTheDocument
	if len(have) == 0 {
		if err := s.insert(ctx, one.Facts, now); err != nil {
			return err
		}
		l.Count(1)
	}
	if err := s.put(ctx, l, one); err != nil {
		return err
	}
	if l.Changed() == before {
		return nil
	}
	if len(have) > 0 {
		version, reason = have[0].Version+1, referenceChanged
		err := database.Changed(s.db.Conn(ctx).Table("roles").Where("id = ?", id).
			Updates(map[string]any{"version": version, "updated_at": now}), "role")
		if err != nil {
			return err
		}
	}
	return s.keep(ctx, one, Version{Number: version, At: now, Reason: reason, Parts: []Part{PartDocument}})
}

// put makes the tables hold one role's rows.
func (s Store) put(ctx context.Context, l *reference.Loading, one roleRows) error {
	id := one.Facts.ID
	for _, put := range []func() error{
		func() error { return reference.Put(ctx, l, []Facts{one.Facts}, "id = ?", id) },
		func() error { return reference.Put(ctx, l, one.Passages, "role_id = ?", id) },
		func() error { return reference.Put(ctx, l, one.Duties, "role_id = ?", id) },
		func() error { return reference.Put(ctx, l, one.Criteria, "role_id = ?", id) },
		func() error { return reference.Put(ctx, l, one.Hazards, "role_id = ?", id) },
		func() error { return reference.Put(ctx, l, one.Requirements, "role_id = ?", id) },
	} {
		if err := put(); err != nil {
			return err
		}
	}
	return nil
}

func (s Store) insert(ctx context.Context, f Facts, now time.Time) error {
	row := RoleRow{Facts: f, Version: 1, CreatedAt: now, UpdatedAt: now}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "role with this title and band")
}

// keep adds a published version to those that are kept.
func (s Store) keep(ctx context.Context, one roleRows, v Version) error {
	content, err := one.content()
	if err != nil {
		return err
	}
	row := VersionRow{
		ID: uuid.New(), RoleID: one.Facts.ID, Version: v.Number, Content: content, Reason: v.Reason, ChangedBy: v.By, ChangedAt: v.At,
		Parts: reference.ListOf(reference.Each(v.Parts, Part.String)),
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "version of the role")
}

// save makes a role of an organisation what it is to be, and keeps it as version v, the one after before. It is
// CodeConflict when another version has been saved meanwhile; before 0 adds the role.
func (s Store) save(ctx context.Context, r Role, before int, v Version) error {
	_, err := reference.Load(ctx, s.db, body, func(ctx context.Context, l *reference.Loading) error {
		one := rowsOfRole(r)
		if err := s.identify(ctx, one.Passages, r.ID); err != nil {
			return err
		}
		if before == 0 {
			if err := s.insert(ctx, one.Facts, v.At); err != nil {
				return err
			}
		} else {
			err := database.Changed(s.db.Conn(ctx).Table("roles").
				Where("id = ? AND organisation_id = ? AND version = ?", r.ID, r.OrganisationID, before).
				Updates(map[string]any{"version": v.Number, "updated_at": v.At}), "role")
			if err != nil {
				return err
			}
		}
		l.Count(1)
		if err := s.put(ctx, l, one); err != nil {
			return err
		}
		return s.keep(ctx, one, v)
	})
	return err
}

// identify gives passages the identifiers of those that stand in their places, so that no two stand in one place at any
// moment; new ones get new identifiers.
func (s Store) identify(ctx context.Context, passages []passageRow, roleID uuid.UUID) error {
	have, err := reference.Rows[passageRow](ctx, s.db, "role_id = ?", roleID)
	if err != nil {
		return err
	}
	type place struct {
		part    string
		ordinal int
	}
	ids := map[place]uuid.UUID{}
	for _, p := range have {
		ids[place{p.Part, p.Ordinal}] = p.ID
	}
	for i, p := range passages {
		if passages[i].ID = ids[place{p.Part, p.Ordinal}]; passages[i].ID == uuid.Nil {
			passages[i].ID = uuid.New()
		}
	}
	return nil
}
