package identity

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
)

type tokenRow struct {
	ID        uuid.UUID
	PersonID  uuid.UUID
	Name      string
	TokenHash string
	Begins    string
	Reach     Reach
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
	EndedAt   *time.Time
}

func (tokenRow) TableName() string { return "personal_tokens" }

func (r tokenRow) token() PersonalToken {
	return PersonalToken{
		ID: r.ID, PersonID: r.PersonID, Name: r.Name, Begins: r.Begins, Reach: r.Reach, CreatedAt: r.CreatedAt, ExpiresAt: r.ExpiresAt, UsedAt: r.UsedAt,
	}
}

// heldToken is a token with the account that it belongs to and the person's grants.
type heldToken struct {
	account
	PersonalToken
	grants []access.Grant
}

// sessionsOf gives the person's sessions that were used within the idle time, the one last used first.
func (s store) sessionsOf(ctx context.Context, personID uuid.UUID, now time.Time) ([]sessionRow, error) {
	var rows []sessionRow
	err := s.db.Conn(ctx).Where("person_id = ? AND expires_at > ? AND seen_at > ?", personID, now, now.Add(-IdleTimeout)).
		Order("seen_at DESC, created_at DESC, token_hash").Find(&rows).Error
	return rows, database.Wrap(err, "session")
}

func (s store) deleteSessionByHash(ctx context.Context, hash string) error {
	return database.Wrap(s.db.Conn(ctx).Where("token_hash = ?", hash).Delete(&sessionRow{}).Error, "session")
}

func (s store) createToken(ctx context.Context, t PersonalToken, secret token) error {
	row := tokenRow{
		ID: t.ID, PersonID: t.PersonID, Name: t.Name, TokenHash: secret.hash(), Begins: t.Begins, Reach: t.Reach, CreatedAt: t.CreatedAt, ExpiresAt: t.ExpiresAt,
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "token")
}

// tokensOf gives the person's tokens that have not ended, the newest first.
func (s store) tokensOf(ctx context.Context, personID uuid.UUID) ([]PersonalToken, error) {
	var rows []tokenRow
	err := s.db.Conn(ctx).Where("person_id = ? AND ended_at IS NULL", personID).Order("created_at DESC, id").Find(&rows).Error
	tokens := make([]PersonalToken, len(rows))
	for i, r := range rows {
		tokens[i] = r.token()
	}
	return tokens, database.Wrap(err, "token")
}

// heldToken gives a token that has not ended with account and grants, in one query.
func (s store) heldToken(ctx context.Context, secret token) (heldToken, error) {
	var rows []struct {
		Account   account `gorm:"embedded"`
		TokenID   uuid.UUID
		Begins    string
		Reach     Reach
		ExpiresAt time.Time
		UsedAt    *time.Time
		Grant     grantOf `gorm:"embedded"`
	}
	err := s.people(ctx).
		Select(accountColumns+`, personal_tokens.id AS token_id, personal_tokens.begins, personal_tokens.reach, personal_tokens.expires_at,
			personal_tokens.used_at`+grantColumns).
		Joins("JOIN personal_tokens ON personal_tokens.person_id = people.id").Joins(withGrants).
		Where("personal_tokens.token_hash = ? AND personal_tokens.ended_at IS NULL AND accounts.person_id IS NOT NULL", secret.hash()).
		Order("grants.starts_on, grants.id").Scan(&rows).Error
	if err != nil {
		return heldToken{}, database.Wrap(err, "token")
	}
	if len(rows) == 0 {
		return heldToken{}, apperr.NotFound("token")
	}
	r := rows[0]
	held := heldToken{account: r.Account, PersonalToken: PersonalToken{ID: r.TokenID, Begins: r.Begins, Reach: r.Reach, ExpiresAt: r.ExpiresAt, UsedAt: r.UsedAt}}
	for _, r := range rows {
		held.grants = r.Grant.add(held.grants, held.account)
	}
	return held, nil
}

func (s store) touchToken(ctx context.Context, id uuid.UUID, now time.Time) error {
	err := s.db.Conn(ctx).Model(&tokenRow{}).Where("id = ? AND (used_at IS NULL OR used_at < ?)", id, now).Update("used_at", now).Error
	return database.Wrap(err, "token")
}

// endToken ends a token of a person, and gives it. One that has ended, or is somebody else's, is CodeNotFound.
func (s store) endToken(ctx context.Context, personID, id uuid.UUID, now time.Time) (PersonalToken, error) {
	result := s.db.Conn(ctx).Model(&tokenRow{}).Where("id = ? AND person_id = ? AND ended_at IS NULL", id, personID).Update("ended_at", now)
	if result.Error == nil && result.RowsAffected == 0 {
		return PersonalToken{}, apperr.NotFound("token")
	}
	if result.Error != nil {
		return PersonalToken{}, database.Wrap(result.Error, "token")
	}
	var row tokenRow
	err := s.db.Conn(ctx).Where("id = ?", id).Take(&row).Error
	return row.token(), database.Wrap(err, "token")
}

// endTokens ends every token of a person.
func (s store) endTokens(ctx context.Context, personID uuid.UUID, now time.Time) error {
	err := s.db.Conn(ctx).Model(&tokenRow{}).Where("person_id = ? AND ended_at IS NULL", personID).Update("ended_at", now).Error
	return database.Wrap(err, "token")
}
