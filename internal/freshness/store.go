package freshness

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Body is the body of reference data that the rules and the marks of editions are: who changes them touches its stamp,
// and who keeps them in memory goes by it.
const Body = "freshness"

// Read gives an organisation's rules by the statement, with two queries.
func Read(ctx context.Context, db *database.DB, organisationID uuid.UUID) (Rules, error) {
	rules := Rules{}
	var periods []struct {
		Key        string
		StaysFresh calendar.Period
	}
	err := db.Conn(ctx).Raw("SELECT key, stays_fresh FROM freshness_rules WHERE organisation_id = ? AND kind = 'statement'", organisationID).
		Scan(&periods).Error
	if err != nil {
		return nil, database.Wrap(err, "rules of freshness")
	}
	for _, p := range periods {
		// A statement's rule is keyed by its identifier.
		if id, parsed := uuid.Parse(p.Key); parsed == nil {
			rules[id] = Rule{Lasts: p.StaysFresh}
		}
	}
	var marks []struct {
		StatementID uuid.UUID
		Name        string
		StartsOn    calendar.Date
	}
	err = db.Conn(ctx).Raw(`SELECT m.statement_id, e.name, e.starts_on FROM classification_marks m
		JOIN classification_editions e ON e.id = m.edition_id
		LEFT JOIN classification_choices c ON c.edition_id = m.edition_id AND c.organisation_id = ?
		WHERE m.organisation_id = ? OR m.organisation_id IS NULL AND c.edition_id IS NULL`, organisationID, organisationID).Scan(&marks).Error
	for _, m := range marks {
		rules[m.StatementID] = rules[m.StatementID].add(Edition{m.Name, m.StartsOn})
	}
	return rules, database.Wrap(err, "editions of classifications")
}
