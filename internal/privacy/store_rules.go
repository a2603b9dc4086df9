package privacy

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
)

// organisations gives an organisation with whom it names for questions; all of them for the zero identifier.
func (s store) organisations(ctx context.Context, id uuid.UUID) ([]organisation, error) {
	query := s.db.Conn(ctx).Table("organisations").Select("organisations.id, organisations.name, COALESCE(privacy_settings.contact, '') AS contact").
		Joins("LEFT JOIN privacy_settings ON privacy_settings.organisation_id = organisations.id")
	if id != uuid.Nil {
		query = query.Where("organisations.id = ?", id)
	}
	var all []organisation
	return all, database.Wrap(query.Order("organisations.id").Scan(&all).Error, "organisation")
}

// decided gives the rules that an organisation decided; those of all of them for the zero identifier.
func (s store) decided(ctx context.Context, organisationID uuid.UUID) ([]decidedRule, error) {
	query := s.db.Conn(ctx).Table("retention_rules")
	if organisationID != uuid.Nil {
		query = query.Where("organisation_id = ?", organisationID)
	}
	var all []decidedRule
	return all, database.Wrap(query.Scan(&all).Error, "rule")
}

// rules gives every rule that is in force in an organisation.
func (s store) rules(ctx context.Context, organisationID uuid.UUID) (map[Kind]Rule, error) {
	rules := map[Kind]Rule{}
	for k := range kindsTold {
		rules[k] = defaultOf(k)
	}
	decided, err := s.decided(ctx, organisationID)
	for _, d := range decided {
		if k, err := ParseKind(d.Kind); err == nil {
			rules[k] = d.rule(k)
		}
	}
	return rules, err
}
