package identity

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
)

// startedRow is a sign-in that is under way at a provider.
type startedRow struct {
	StateHash   string
	BrowserHash string
	ProviderID  uuid.UUID
	BegunAt     time.Time
	ReturnedAt  *time.Time
	IdentityID  *uuid.UUID
	SessionName string
	Factor      bool
}

func (startedRow) TableName() string { return "external_sign_ins" }

type identityRow struct {
	ID         uuid.UUID
	ProviderID uuid.UUID
	PersonID   uuid.UUID
	Subject    string
	Email      string
	AskedAt    time.Time
	LinkedAt   *time.Time
	UsedAt     *time.Time
}

func (identityRow) TableName() string { return "external_identities" }

type signOutRow struct {
	TokenHash string
	ToldAt    time.Time
}

func (signOutRow) TableName() string { return "external_sign_outs" }

// start keeps a sign-in that begins, and clears away those of everybody that are too old.
func (s store) start(ctx context.Context, row startedRow) error {
	err := s.db.Conn(ctx).Where("begun_at <= ?", row.BegunAt.Add(-startedLife)).Delete(&startedRow{}).Error
	if err != nil {
		return database.Wrap(err, "sign-in")
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "sign-in")
}

// started gives the sign-in of a state that this browser began, unless it is too old.
func (s store) started(ctx context.Context, state, browser string, since time.Time) (startedRow, error) {
	var rows []startedRow
	err := s.db.Conn(ctx).Where("state_hash = ? AND browser_hash = ? AND begun_at > ?", state, browser, since).Find(&rows).Error
	if err != nil {
		return startedRow{}, database.Wrap(err, "sign-in")
	}
	if len(rows) == 0 {
		return startedRow{}, errStartedGone
	}
	return rows[0], nil
}

// useStarted marks that the provider's answer was used. Of several who bring it at once, one succeeds.
func (s store) useStarted(ctx context.Context, state string, now time.Time) error {
	return changed(s.db.Conn(ctx).Model(&startedRow{}).Where("state_hash = ? AND returned_at IS NULL", state).Update("returned_at", now), errStartedGone)
}

func (s store) saveStarted(ctx context.Context, row startedRow) error {
	return changed(s.db.Conn(ctx).Model(&startedRow{}).Where("state_hash = ?", row.StateHash).Updates(map[string]any{
		"identity_id": row.IdentityID, "session_name": row.SessionName, "factor": row.Factor,
	}), errStartedGone)
}

// endStarted forgets a sign-in that is done. Of several who finish it at once, one succeeds.
func (s store) endStarted(ctx context.Context, state string) error {
	return changed(s.db.Conn(ctx).Where("state_hash = ?", state).Delete(&startedRow{}), errStartedGone)
}

func (s store) identity(ctx context.Context, id uuid.UUID) (identityRow, error) {
	var row identityRow
	err := s.db.Conn(ctx).Where("id = ?", id).Take(&row).Error
	return row, database.Wrap(err, "link")
}

func (s store) identityBySubject(ctx context.Context, provider uuid.UUID, subject string) (identityRow, error) {
	var row identityRow
	err := s.db.Conn(ctx).Where("provider_id = ? AND subject = ?", provider, subject).Take(&row).Error
	return row, database.Wrap(err, "link")
}

func (s store) addIdentity(ctx context.Context, row identityRow) error {
	err := database.Wrap(s.db.Conn(ctx).Create(&row).Error, "link")
	if errors.Is(err, apperr.Conflict("")) {
		return apperr.InvalidField("subject", "This account at the provider is linked to somebody already, or waits to be.")
	}
	return err
}

func (s store) linkIdentity(ctx context.Context, id uuid.UUID, now time.Time) error {
	return changed(s.db.Conn(ctx).Model(&identityRow{}).Where("id = ? AND linked_at IS NULL", id).Update("linked_at", now), apperr.Conflict("This was linked already."))
}

func (s store) useIdentity(ctx context.Context, id uuid.UUID, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Model(&identityRow{}).Where("id = ?", id).Update("used_at", now).Error, "link")
}

func (s store) deleteIdentity(ctx context.Context, id uuid.UUID) error {
	return changed(s.db.Conn(ctx).Where("id = ?", id).Delete(&identityRow{}), apperr.NotFound("link"))
}

type identityWithProvider struct {
	Identity identityRow `gorm:"embedded"`
	Label    string
	Issuer   string
}

// identitiesOf lists the links of a person and what waits to be one, at the providers of an organisation.
func (s store) identitiesOf(ctx context.Context, organisation, person uuid.UUID) ([]identityWithProvider, error) {
	var rows []identityWithProvider
	err := s.db.Conn(ctx).Table("external_identities").Select("external_identities.*, sign_in_providers.label, sign_in_providers.issuer").
		Joins("JOIN sign_in_providers ON sign_in_providers.id = external_identities.provider_id").
		Where("external_identities.person_id = ? AND sign_in_providers.organisation_id = ?", person, organisation).
		Order("external_identities.asked_at, external_identities.id").Scan(&rows).Error
	return rows, database.Wrap(err, "link")
}

// waitingIdentities lists who of the people in scope waits to be linked at the providers of an organisation.
func (s store) waitingIdentities(ctx context.Context, organisation uuid.UUID, in access.Scopes) ([]WaitingIdentity, error) {
	var rows []WaitingIdentity
	within, arguments := in.People("people.id")
	err := s.db.Conn(ctx).Table("external_identities").
		Select("external_identities.id, people.id AS person_id, people.name AS person_name, sign_in_providers.label AS provider, external_identities.email, external_identities.asked_at").
		Joins("JOIN sign_in_providers ON sign_in_providers.id = external_identities.provider_id").
		Joins("JOIN people ON people.id = external_identities.person_id AND people.organisation_id = sign_in_providers.organisation_id").
		Where("external_identities.linked_at IS NULL AND sign_in_providers.organisation_id = ?", organisation).Where(within, arguments...).
		Order("external_identities.asked_at, external_identities.id").Scan(&rows).Error
	return rows, database.Wrap(err, "link")
}

// personByEmail gives somebody of an organisation by the address of the record or of the account.
func (s store) personByEmail(ctx context.Context, organisation uuid.UUID, email string) (account, error) {
	var a account
	err := s.people(ctx).Where("people.organisation_id = ? AND (LOWER(people.email) = ? OR accounts.email = ?)", organisation, email, email).
		Order("people.id").Limit(1).Take(&a).Error
	return a, database.Wrap(err, "person")
}

// signedInThrough lists the people with sessions through a provider, of a subject or a session there.
func (s store) signedInThrough(ctx context.Context, provider uuid.UUID, subject, session string) ([]uuid.UUID, error) {
	query := s.db.Conn(ctx).Table("sessions").Where("sessions.provider_id = ?", provider)
	if session != "" {
		query = query.Where("sessions.provider_session = ?", session)
	}
	if subject != "" {
		query = query.Where("sessions.person_id IN (SELECT person_id FROM external_identities WHERE provider_id = ? AND subject = ?)", provider, subject)
	}
	var people []uuid.UUID
	err := query.Distinct().Order("sessions.person_id").Pluck("sessions.person_id", &people).Error
	return people, database.Wrap(err, "session")
}

// tellSignOut notes the word of a sign-out, and clears away those that are too old to be taken anyway.
func (s store) tellSignOut(ctx context.Context, hash string, now time.Time) error {
	if err := s.db.Conn(ctx).Where("told_at <= ?", now.Add(-time.Hour)).Delete(&signOutRow{}).Error; err != nil {
		return database.Wrap(err, "sign-out")
	}
	err := database.Wrap(s.db.Conn(ctx).Create(&signOutRow{TokenHash: hash, ToldAt: now}).Error, "sign-out")
	if errors.Is(err, apperr.Conflict("")) {
		return apperr.InvalidField("logout_token", "This word of a sign-out was taken before.")
	}
	return err
}
