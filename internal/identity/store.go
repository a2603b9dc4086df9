package identity

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// store holds the SQL of identity.
type store struct{ db *database.DB }

type accountRow struct {
	PersonID     uuid.UUID
	Email        string
	PasswordHash string
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

func (accountRow) TableName() string { return "accounts" }

type sessionRow struct {
	TokenHash string
	PersonID  uuid.UUID
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
	Device    string
	Address   string
	// ProviderID is the provider that it was opened through, ProviderSession what the provider calls it; SecondFactor says that it told
	// of one that counts.
	ProviderID      *uuid.UUID
	ProviderSession string
	SecondFactor    bool
}

func (sessionRow) TableName() string { return "sessions" }

type linkRow struct {
	TokenHash string
	Purpose   Purpose
	PersonID  *uuid.UUID
	ExpiresAt time.Time
	UsedAt    *time.Time
}

func (linkRow) TableName() string { return "password_links" }

// heldSession is a session with the account that it belongs to and the person's grants.
type heldSession struct {
	account
	SeenAt     time.Time
	ExpiresAt  time.Time
	ProviderID *uuid.UUID
	grants     []access.Grant
	// StandsIn says that the person stands in for somebody today, InEmergency that they have emergency access now.
	StandsIn, InEmergency bool
}

func (s store) inTx(ctx context.Context, fn func(context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// lock makes the rest of a transaction wait for others under the same name.
func (s store) lock(ctx context.Context, name string) error { return s.db.Lock(ctx, name) }

const accountColumns = `people.id AS person_id, people.organisation_id, organisations.name AS organisation_name, people.name,
	COALESCE(accounts.email, people.email) AS email, COALESCE(accounts.password_hash, '') AS password_hash,
	accounts.disabled_at, people.left_on, second_factors.person_id IS NOT NULL AS has_factor`

// people joins every person with the account, which may be missing.
func (s store) people(ctx context.Context) *gorm.DB {
	return s.db.Conn(ctx).Table("people").Select(accountColumns).
		Joins("JOIN organisations ON organisations.id = people.organisation_id").
		Joins("LEFT JOIN accounts ON accounts.person_id = people.id").
		Joins("LEFT JOIN second_factors ON second_factors.person_id = people.id AND second_factors.confirmed_at IS NOT NULL")
}

func (s store) accountByEmail(ctx context.Context, email string) (account, error) {
	var a account
	err := s.people(ctx).Where("accounts.email = ?", email).Take(&a).Error
	return a, database.Wrap(err, "account")
}

func (s store) accountOf(ctx context.Context, personID uuid.UUID) (account, error) {
	var a account
	err := s.people(ctx).Where("accounts.person_id = ?", personID).Take(&a).Error
	return a, database.Wrap(err, "account")
}

func (s store) person(ctx context.Context, id uuid.UUID) (account, error) {
	var a account
	err := s.people(ctx).Where("people.id = ?", id).Take(&a).Error
	return a, database.Wrap(err, "person")
}

func (s store) personInScope(ctx context.Context, in access.Scopes, id uuid.UUID) (account, error) {
	var a account
	within, arguments := in.People("people.id")
	err := s.people(ctx).Where("people.id = ?", id).Where(within, arguments...).Take(&a).Error
	return a, database.Wrap(err, "person")
}

func (s store) anyAccount(ctx context.Context) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&accountRow{}).Limit(1).Count(&n).Error
	return n > 0, database.Wrap(err, "account")
}

// saveAccount makes the account of a person, or gives it this address and hash.
func (s store) saveAccount(ctx context.Context, personID uuid.UUID, email, hash string, now time.Time) error {
	row := accountRow{PersonID: personID, Email: email, PasswordHash: hash, CreatedAt: now, UpdatedAt: now}
	err := s.db.Conn(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "person_id"}},
		DoUpdates: clause.AssignmentColumns([]string{"email", "password_hash", "updated_at"}),
	}).Create(&row).Error
	return addressTaken(database.Wrap(err, "account"))
}

// ensureAccount gives a person without an account one that has no password.
func (s store) ensureAccount(ctx context.Context, personID uuid.UUID, email string, now time.Time) error {
	row := accountRow{PersonID: personID, Email: email, CreatedAt: now, UpdatedAt: now}
	err := s.db.Conn(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "person_id"}}, DoNothing: true}).Create(&row).Error
	return addressTaken(database.Wrap(err, "account"))
}

func (s store) renameAccount(ctx context.Context, personID uuid.UUID, email string, now time.Time) error {
	err := s.db.Conn(ctx).Model(&accountRow{}).Where("person_id = ?", personID).
		Updates(map[string]any{"email": email, "updated_at": now}).Error
	return addressTaken(database.Wrap(err, "account"))
}

func addressTaken(err error) error {
	if errors.Is(err, apperr.Conflict("")) {
		return errAddressTaken
	}
	return err
}

func (s store) setDisabled(ctx context.Context, personID uuid.UUID, at *time.Time, now time.Time) error {
	result := s.db.Conn(ctx).Model(&accountRow{}).Where("person_id = ?", personID).
		Updates(map[string]any{"disabled_at": at, "updated_at": now})
	if result.Error == nil && result.RowsAffected == 0 {
		return apperr.NotFound("account")
	}
	return database.Wrap(result.Error, "account")
}

// session gives the session of a token with account and grants, in one query.
func (s store) session(ctx context.Context, t token, now time.Time) (heldSession, error) {
	var rows []struct {
		Account     account `gorm:"embedded"`
		SeenAt      time.Time
		ExpiresAt   time.Time
		ProviderID  *uuid.UUID
		StandsIn    bool
		InEmergency bool
		Grant       grantOf `gorm:"embedded"`
	}
	err := s.people(ctx).
		Select(accountColumns+", sessions.seen_at, sessions.expires_at, sessions.provider_id, sessions.second_factor, EXISTS ("+coversOf+") AS stands_in, EXISTS ("+emergencyOf+") AS in_emergency"+grantColumns,
			calendar.Today(now), calendar.Today(now), now).
		Joins("JOIN sessions ON sessions.person_id = people.id").Joins(withGrants).
		Where("sessions.token_hash = ? AND accounts.person_id IS NOT NULL", t.hash()).
		Order("grants.starts_on, grants.id").Scan(&rows).Error
	if err != nil {
		return heldSession{}, database.Wrap(err, "session")
	}
	if len(rows) == 0 {
		return heldSession{}, apperr.NotFound("session")
	}
	held := heldSession{account: rows[0].Account, SeenAt: rows[0].SeenAt, ExpiresAt: rows[0].ExpiresAt, ProviderID: rows[0].ProviderID, StandsIn: rows[0].StandsIn, InEmergency: rows[0].InEmergency}
	for _, r := range rows {
		held.grants = r.Grant.add(held.grants, held.account)
	}
	return held, nil
}

const (
	grantColumns = ", grants.role AS grant_role, grants.team_id, grants.starts_on, grants.ends_on"
	withGrants   = "LEFT JOIN grants ON grants.person_id = people.id AND grants.organisation_id = people.organisation_id AND grants.ended_at IS NULL"
)

// grantOf is one grant beside an account; without a role it is none.
type grantOf struct {
	GrantRole *access.Role
	TeamID    *uuid.UUID
	StartsOn  calendar.Date
	EndsOn    calendar.Date
}

func (g grantOf) add(to []access.Grant, a account) []access.Grant {
	if g.GrantRole == nil {
		return to
	}
	return append(to, access.Grant{PersonID: a.PersonID, OrganisationID: a.OrganisationID, Role: *g.GrantRole, TeamID: g.TeamID, StartsOn: g.StartsOn, EndsOn: g.EndsOn})
}

// withGrants gives somebody's account with the grants; somebody without an account is CodeNotFound.
func (s store) withGrants(ctx context.Context, person uuid.UUID) (account, []access.Grant, error) {
	var rows []struct {
		Account account `gorm:"embedded"`
		Grant   grantOf `gorm:"embedded"`
	}
	err := s.people(ctx).Select(accountColumns+grantColumns).Joins(withGrants).Where("people.id = ? AND accounts.person_id IS NOT NULL", person).
		Order("grants.starts_on, grants.id").Scan(&rows).Error
	if err == nil && len(rows) == 0 {
		err = apperr.NotFound("account")
	}
	if err != nil {
		return account{}, nil, database.Wrap(err, "account")
	}
	var grants []access.Grant
	for _, r := range rows {
		grants = r.Grant.add(grants, rows[0].Account)
	}
	return rows[0].Account, grants, nil
}

// createSession opens a session, and clears away those of everybody that are over.
func (s store) createSession(ctx context.Context, t token, personID uuid.UUID, from Origin, through way, now time.Time) error {
	conn := s.db.Conn(ctx)
	if err := conn.Where("expires_at <= ? OR seen_at <= ?", now, now.Add(-IdleTimeout)).Delete(&sessionRow{}).Error; err != nil {
		return database.Wrap(err, "session")
	}
	row := sessionRow{
		TokenHash: t.hash(), PersonID: personID, CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(AbsoluteTimeout), Device: from.Device, Address: from.Address,
		ProviderID: through.providerID(), ProviderSession: through.session, SecondFactor: through.factor,
	}
	return database.Wrap(conn.Create(&row).Error, "session")
}

func (s store) touchSession(ctx context.Context, t token, now time.Time) error {
	err := s.db.Conn(ctx).Model(&sessionRow{}).Where("token_hash = ? AND seen_at < ?", t.hash(), now).Update("seen_at", now).Error
	return database.Wrap(err, "session")
}

func (s store) deleteSession(ctx context.Context, t token) error {
	return database.Wrap(s.db.Conn(ctx).Where("token_hash = ?", t.hash()).Delete(&sessionRow{}).Error, "session")
}

// deleteSessions ends the person's sessions, except the one of a token.
func (s store) deleteSessions(ctx context.Context, personID uuid.UUID, except token) error {
	err := s.db.Conn(ctx).Where("person_id = ? AND token_hash <> ?", personID, except.hash()).Delete(&sessionRow{}).Error
	return database.Wrap(err, "session")
}

func (s store) link(ctx context.Context, t token) (Link, error) {
	var row struct {
		Purpose  Purpose
		PersonID *uuid.UUID
		Name     string
		Email    string
		// Organisation is the name of the person's.
		Organisation string
		LeftOn       calendar.Date
		ExpiresAt    time.Time
		UsedAt       *time.Time
	}
	err := s.db.Conn(ctx).Table("password_links").
		Select(`password_links.purpose, password_links.person_id, COALESCE(people.name, '') AS name, COALESCE(organisations.name, '') AS organisation,
			COALESCE(people.email, '') AS email, people.left_on, password_links.expires_at, password_links.used_at`).
		Joins("LEFT JOIN people ON people.id = password_links.person_id").
		Joins("LEFT JOIN organisations ON organisations.id = people.organisation_id").
		Where("password_links.token_hash = ?", t.hash()).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Link{}, errLinkSpent
	}
	if err != nil {
		return Link{}, database.Wrap(err, "link")
	}
	link := Link{Purpose: row.Purpose, ExpiresAt: row.ExpiresAt, Name: row.Name, Email: row.Email, Organisation: row.Organisation, leftOn: row.LeftOn, usedAt: row.UsedAt}
	if row.PersonID != nil {
		link.PersonID = *row.PersonID
	}
	return link, nil
}

func (s store) createLink(ctx context.Context, t token, purpose Purpose, personID *uuid.UUID, expiresAt time.Time) error {
	row := linkRow{TokenHash: t.hash(), Purpose: purpose, PersonID: personID, ExpiresAt: expiresAt}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "link")
}

// useLink marks the link as used. Of several who use it at once, one succeeds.
func (s store) useLink(ctx context.Context, t token, now time.Time) error {
	result := s.db.Conn(ctx).Model(&linkRow{}).Where("token_hash = ? AND used_at IS NULL", t.hash()).Update("used_at", now)
	if result.Error == nil && result.RowsAffected == 0 {
		return errLinkSpent
	}
	return database.Wrap(result.Error, "link")
}

// deleteLinks takes back the links of a person that were not used.
func (s store) deleteLinks(ctx context.Context, personID uuid.UUID) error {
	err := s.db.Conn(ctx).Where("person_id = ? AND used_at IS NULL", personID).Delete(&linkRow{}).Error
	return database.Wrap(err, "link")
}

func (s store) deleteFirstLinks(ctx context.Context) error {
	err := s.db.Conn(ctx).Where("purpose = ? AND used_at IS NULL", FirstAdministrator).Delete(&linkRow{}).Error
	return database.Wrap(err, "link")
}
