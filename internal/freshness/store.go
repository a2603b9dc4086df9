package freshness

import (
	"context"
	"sync"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Body is the body of reference data that the rules and the marks of editions are: who changes them touches its stamp,
// and who keeps them in memory goes by it.
const Body = "freshness"

// StampColumn is the body's stamp as a column of any query, so that what was read and the rules that it is judged by cost one
// query together.
const StampColumn = "(SELECT stamp FROM reference_stamps WHERE name = 'freshness') AS freshness_stamp"

// Held keeps the rules of each organisation in memory under the stamp with which they were read. It is safe for concurrent
// use. Rules are shared by all who read them: nobody may change them.
type Held struct {
	db *database.DB

	mu    sync.RWMutex
	rules map[uuid.UUID]held
}

type held struct {
	stamp string
	rules Rules
}

// NewHeld holds nothing yet.
func NewHeld(db *database.DB) *Held { return &Held{db: db, rules: map[uuid.UUID]held{}} }

// At gives an organisation's rules as they are under a stamp that was just read, with no query while it is the one of before.
// Like a reference.Cache it holds nothing of what a writer reads between its new stamp and the end of its work.
func (h *Held) At(ctx context.Context, organisationID uuid.UUID, stamp string) (Rules, error) {
	h.mu.RLock()
	known, ok := h.rules[organisationID]
	h.mu.RUnlock()
	if ok && known.stamp == stamp {
		return known.rules, nil
	}
	rules, err := Read(ctx, h.db, organisationID)
	if err != nil {
		return nil, err
	}
	if !h.db.IsChanging(ctx, Body) {
		h.mu.Lock()
		h.rules[organisationID] = held{stamp, rules}
		h.mu.Unlock()
	}
	return rules, nil
}

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
