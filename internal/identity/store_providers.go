package identity

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
)

type providerRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Label          string
	Issuer         string
	ClientID       string
	SealedSecret   string
	Domains        string
	MakesPeople    bool
	FactorCounts   bool
	Enabled        bool
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (providerRow) TableName() string { return "sign_in_providers" }

func (r providerRow) domains() []string { return strings.Fields(r.Domains) }

func (r providerRow) provider() Provider {
	return Provider{
		ID: r.ID, OrganisationID: r.OrganisationID, Label: r.Label, Issuer: r.Issuer, ClientID: r.ClientID, HasSecret: r.SealedSecret != "",
		MakesPeople: r.MakesPeople, Domains: r.domains(), FactorCounts: r.FactorCounts, Enabled: r.Enabled, Version: r.Version, sealedSecret: r.SealedSecret,
	}
}

func rowOf(p Provider) providerRow {
	return providerRow{
		ID: p.ID, OrganisationID: p.OrganisationID, Label: p.Label, Issuer: p.Issuer, ClientID: p.ClientID, SealedSecret: p.sealedSecret,
		Domains: strings.Join(p.Domains, "\n"), MakesPeople: p.MakesPeople, FactorCounts: p.FactorCounts, Enabled: p.Enabled, Version: p.Version,
	}
}

type providerOn struct {
	Provider         providerRow `gorm:"embedded"`
	OrganisationName string
}

// providersOn lists the providers of all organisations that are on.
func (s store) providersOn(ctx context.Context) ([]providerOn, error) {
	var rows []providerOn
	err := s.db.Conn(ctx).Table("sign_in_providers").Select("sign_in_providers.*, organisations.name AS organisation_name").
		Joins("JOIN organisations ON organisations.id = sign_in_providers.organisation_id").
		Where("sign_in_providers.enabled").Order("organisations.name, sign_in_providers.label, sign_in_providers.id").Scan(&rows).Error
	return rows, database.Wrap(err, "provider")
}

func (s store) providers(ctx context.Context, organisation uuid.UUID) ([]Provider, error) {
	var rows []providerRow
	err := s.db.Conn(ctx).Where("organisation_id = ?", organisation).Order("label, id").Find(&rows).Error
	all := make([]Provider, len(rows))
	for i, r := range rows {
		all[i] = r.provider()
	}
	return all, database.Wrap(err, "provider")
}

func (s store) providerOf(ctx context.Context, organisation, id uuid.UUID) (Provider, error) {
	var row providerRow
	err := s.db.Conn(ctx).Where("id = ? AND organisation_id = ?", id, organisation).Take(&row).Error
	return row.provider(), database.Wrap(err, "provider")
}

// providerIn gives a provider that is on, of whichever organisation.
func (s store) providerIn(ctx context.Context, id uuid.UUID) (Provider, error) {
	var row providerRow
	err := s.db.Conn(ctx).Where("id = ? AND enabled", id).Take(&row).Error
	return row.provider(), database.Wrap(err, "provider")
}

func (s store) createProvider(ctx context.Context, p Provider, now time.Time) error {
	row := rowOf(p)
	row.CreatedAt, row.UpdatedAt = now, now
	err := database.Wrap(s.db.Conn(ctx).Create(&row).Error, "provider")
	if errors.Is(err, apperr.Conflict("")) {
		return apperr.InvalidField("issuer", "Your organisation has a provider with this issuer already. Change that one.")
	}
	return err
}

func (s store) saveProvider(ctx context.Context, p Provider, version int, now time.Time) error {
	row := rowOf(p)
	result := s.db.Conn(ctx).Model(&providerRow{}).Where("id = ? AND version = ?", p.ID, version).Updates(map[string]any{
		"label": row.Label, "client_id": row.ClientID, "sealed_secret": row.SealedSecret, "domains": row.Domains, "makes_people": row.MakesPeople,
		"factor_counts": row.FactorCounts, "enabled": row.Enabled, "version": version + 1, "updated_at": now,
	})
	return changed(result, apperr.PreconditionFailed())
}

// deleteSessionsThrough ends the sessions that were opened through a provider: all, or those of a person, or the one that the provider
// calls by a name.
func (s store) deleteSessionsThrough(ctx context.Context, provider, person uuid.UUID, session string) error {
	query := s.db.Conn(ctx).Where("provider_id = ?", provider)
	if person != uuid.Nil {
		query = query.Where("person_id = ?", person)
	}
	if session != "" {
		query = query.Where("provider_session = ?", session)
	}
	return database.Wrap(query.Delete(&sessionRow{}).Error, "session")
}
