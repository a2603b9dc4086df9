package link

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// store holds every line of the feature's SQL that writes; see store_read.go for what it reads.
type store struct{ db *database.DB }

// load makes the tables hold these rows. When anything changed, record runs in the same transaction.
func (s store) load(ctx context.Context, want rows, record func(ctx context.Context, changed int) error) (int, error) {
	return reference.Load(ctx, s.db, body, func(ctx context.Context, l *reference.Loading) error {
		for _, put := range []func() error{
			func() error { return reference.Put(ctx, l, want.links, "1 = 1") },
			func() error { return reference.Put(ctx, l, want.gaps, "1 = 1") },
			func() error { return reference.Put(ctx, l, want.aspects, "1 = 1") },
			func() error { return reference.Put(ctx, l, want.aspectGaps, "1 = 1") },
			func() error { return reference.Put(ctx, l, want.families, "1 = 1") },
		} {
			if err := put(); err != nil {
				return err
			}
		}
		if l.Changed() == 0 {
			return nil
		}
		return record(ctx, l.Changed())
	})
}

func (s store) insert(ctx context.Context, by access.Actor, l Link, now time.Time) error {
	row := ownRow{
		ID: l.ID, OrganisationID: by.OrganisationID, Kind: l.Kind.String(), Code: l.Code, Level: l.Level,
		ProfileID: uuid.NullUUID{UUID: l.Profile.ID, Valid: l.Kind == SkillLevel}, Aspect: l.Aspect, Factor: l.Factor, Reason: l.Reason,
		MadeBy: by.PersonID, Version: l.Version, CreatedAt: now, UpdatedAt: now,
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "link")
}

// update changes what an own link joins and why; its version must be the one that was read.
func (s store) update(ctx context.Context, l Link, now time.Time) error {
	return s.write(ctx, l, map[string]any{
		"code": l.Code, "level": l.Level, "profile_id": uuid.NullUUID{UUID: l.Profile.ID, Valid: l.Kind == SkillLevel},
		"aspect": l.Aspect, "factor": l.Factor, "reason": l.Reason, "version": gorm.Expr("version + 1"), "updated_at": now,
	})
}

func (s store) end(ctx context.Context, l Link, on calendar.Date, reason string, now time.Time) error {
	return s.write(ctx, l, map[string]any{"ended_on": on, "end_reason": reason, "version": gorm.Expr("version + 1"), "updated_at": now})
}

func (s store) write(ctx context.Context, l Link, columns map[string]any) error {
	result := s.db.Conn(ctx).Table("own_links").Where("id = ? AND version = ?", l.ID, l.Version).Updates(columns)
	if result.Error == nil && result.RowsAffected == 0 {
		return apperr.PreconditionFailed()
	}
	return database.Changed(result, "link")
}

// refuse keeps the newest reason for which a proposal is not accepted.
func (s store) refuse(ctx context.Context, by access.Actor, id uuid.UUID, reason string, on calendar.Date) error {
	if err := s.accept(ctx, by, id); err != nil {
		return err
	}
	row := refusalRow{OrganisationID: by.OrganisationID, LinkID: id, Reason: reason, RefusedBy: by.PersonID, RefusedOn: on}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "refusal of a link")
}

func (s store) accept(ctx context.Context, by access.Actor, id uuid.UUID) error {
	err := s.db.Conn(ctx).Where("organisation_id = ? AND link_id = ?", by.OrganisationID, id).Delete(&refusalRow{}).Error
	return database.Wrap(err, "refusal of a link")
}
