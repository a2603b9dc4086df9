package identity

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"bandwise/internal/platform/database"
)

type factorRow struct {
	PersonID     uuid.UUID
	SealedSecret string
	BegunAt      time.Time
	ConfirmedAt  *time.Time
	LastStep     int64
}

func (factorRow) TableName() string { return "second_factors" }

type recoveryCodeRow struct {
	ID        uuid.UUID
	PersonID  uuid.UUID
	CodeHash  string
	CreatedAt time.Time
	UsedAt    *time.Time
}

func (recoveryCodeRow) TableName() string { return "recovery_codes" }

// factor gives the second factor of a person, confirmed or offered. Nobody's is errNoFactor.
func (s store) factor(ctx context.Context, personID uuid.UUID) (factorRow, error) {
	var rows []factorRow
	err := s.db.Conn(ctx).Where("person_id = ?", personID).Find(&rows).Error
	if err != nil {
		return factorRow{}, database.Wrap(err, "second step")
	}
	if len(rows) == 0 {
		return factorRow{}, errNoFactor
	}
	return rows[0], nil
}

// offerFactor keeps a secret that waits for its first code, in place of one that waited before. A confirmed one stays.
func (s store) offerFactor(ctx context.Context, personID uuid.UUID, sealed string, now time.Time) error {
	result := s.db.Conn(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "person_id"}},
		DoUpdates: clause.AssignmentColumns([]string{"sealed_secret", "begun_at"}),
		Where:     clause.Where{Exprs: []clause.Expression{gorm.Expr("second_factors.confirmed_at IS NULL")}},
	}).Create(&factorRow{PersonID: personID, SealedSecret: sealed, BegunAt: now})
	return changed(result, errHasFactor)
}

// confirmFactor makes the offer that was read the factor, unless another took its place meanwhile.
func (s store) confirmFactor(ctx context.Context, offered factorRow, step int64, now time.Time) error {
	result := s.db.Conn(ctx).Model(&factorRow{}).
		Where("person_id = ? AND confirmed_at IS NULL AND sealed_secret = ?", offered.PersonID, offered.SealedSecret).
		Updates(map[string]any{"confirmed_at": now, "last_step": step})
	return changed(result, errOfferGone)
}

// useStep takes a time step, and all before it, out of use. Of several at once one succeeds.
func (s store) useStep(ctx context.Context, personID uuid.UUID, step int64) error {
	result := s.db.Conn(ctx).Model(&factorRow{}).Where("person_id = ? AND confirmed_at IS NOT NULL AND last_step < ?", personID, step).Update("last_step", step)
	return changed(result, errWrongCode)
}

// deleteFactor forgets somebody's factor with the recovery codes. Who has none is errNoFactor.
func (s store) deleteFactor(ctx context.Context, personID uuid.UUID) error {
	if err := s.db.Conn(ctx).Where("person_id = ?", personID).Delete(&recoveryCodeRow{}).Error; err != nil {
		return database.Wrap(err, "recovery code")
	}
	return changed(s.db.Conn(ctx).Where("person_id = ? AND confirmed_at IS NOT NULL", personID).Delete(&factorRow{}), errNoFactor)
}

// recoveryCodes gives the codes that were not used.
func (s store) recoveryCodes(ctx context.Context, personID uuid.UUID) ([]recoveryCodeRow, error) {
	var rows []recoveryCodeRow
	err := s.db.Conn(ctx).Where("person_id = ? AND used_at IS NULL", personID).Order("id").Find(&rows).Error
	return rows, database.Wrap(err, "recovery code")
}

func (s store) replaceRecoveryCodes(ctx context.Context, personID uuid.UUID, hashes []string, now time.Time) error {
	if err := s.db.Conn(ctx).Where("person_id = ?", personID).Delete(&recoveryCodeRow{}).Error; err != nil {
		return database.Wrap(err, "recovery code")
	}
	rows := make([]recoveryCodeRow, len(hashes))
	for i, hash := range hashes {
		rows[i] = recoveryCodeRow{ID: uuid.New(), PersonID: personID, CodeHash: hash, CreatedAt: now}
	}
	return database.Wrap(s.db.Conn(ctx).Create(&rows).Error, "recovery code")
}

// useRecoveryCode marks a code as used. Of several who use it at once, one succeeds.
func (s store) useRecoveryCode(ctx context.Context, id uuid.UUID, now time.Time) error {
	return changed(s.db.Conn(ctx).Model(&recoveryCodeRow{}).Where("id = ? AND used_at IS NULL", id).Update("used_at", now), errWrongPaper)
}

// changed gives otherwise when a statement met no row.
func changed(result *gorm.DB, otherwise error) error {
	if result.Error == nil && result.RowsAffected == 0 {
		return otherwise
	}
	return database.Wrap(result.Error, "second step")
}

// SealedOtherwise counts the second factors and the sign-in providers whose secrets do not begin as what the server's key seals does: it
// cannot use them. Without a key, which begins nothing, it cannot use any.
func SealedOtherwise(ctx context.Context, db *database.DB, beginning string) (factors, providers int, err error) {
	for _, part := range []struct {
		table string
		into  *int
	}{{"second_factors", &factors}, {"sign_in_providers", &providers}} {
		var found int64
		sealed := db.Conn(ctx).Table(part.table).Where("sealed_secret <> ''")
		if beginning != "" {
			sealed = sealed.Where("SUBSTR(sealed_secret, 1, ?) <> ?", len(beginning), beginning)
		}
		if err := sealed.Count(&found).Error; err != nil {
			return 0, 0, database.Wrap(err, "secret")
		}
		*part.into = int(found)
	}
	return factors, providers, nil
}
