package app

import (
	"net/http"
	"strings"
	"sync"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
)

// parts names the part of a person's record that an address reads, by what follows the person in it. What is not here is
// part "training".
var parts = map[string]string{
	"": "profile", "appointments": "profile", "assignments": "profile", "leave": "leave", "pauses": "leave",
	"portfolio": "portfolio", "claims": "portfolio", "evidence": "portfolio", "evidence-drafts": "portfolio", "showcase": "portfolio",
	"files": "portfolio", "packs": "portfolio", "pack-imports": "portfolio",
	"coding-activity": "coding", "coding-audits": "coding", "coding-practice": "coding", "coding-actions": "coding",
	"appraisals": "appraisals", "appraisal-agenda": "appraisals", "agreed-actions": "appraisals",
}

// owned are the addresses of one thing of a person's record, with its part and the table that says whose it is.
var owned = map[string]struct{ part, table string }{
	"claims": {"portfolio", "claims"}, "evidence": {"portfolio", "evidence"}, "files": {"portfolio", "files"},
	"coding-audits": {"coding", "coding_audits"}, "appraisals": {"appraisals", "appraisals"},
}

// readings writes down who reads whose record.
type readings struct {
	app   *App
	trail *audit.Trail

	mu sync.Mutex
	// on is the day of known, the readings that this node need not write down again.
	on    calendar.Date
	known map[reading]bool
}

type reading struct {
	actor, person uuid.UUID
	part          string
}

// mostKnown bounds the readings that a node remembers; beyond it, the database tells what was written down.
const mostKnown = 100_000

// Record is middleware that writes down a reading once it was answered. The reader has the answer then, so a reading that
// cannot be written down is told to the operator.
func (r *readings) Record(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		err := next(c)
		if err != nil || c.Request().Method != http.MethodGet || c.Response().Status != http.StatusOK {
			return err
		}
		if err := r.record(c); err != nil {
			r.app.options.Log.ErrorContext(c.Request().Context(), "a reading of a person's record was not written to the audit trail", "error", err)
		}
		return nil
	}
}

func (r *readings) record(c echo.Context) error {
	ctx := c.Request().Context()
	by := access.ActorFrom(ctx)
	steps := strings.Split(strings.TrimPrefix(c.Request().URL.Path, "/api/v1/"), "/")
	if by.PersonID == uuid.Nil || len(steps) < 2 {
		return nil
	}
	id, err := uuid.Parse(steps[1])
	if err != nil {
		return nil
	}
	read := reading{actor: by.PersonID, person: id, part: "training"}
	thing, isOwned := owned[steps[0]]
	switch {
	case isOwned:
		read.part = thing.part
		var owners []uuid.UUID
		err := r.app.db.Conn(ctx).Raw("SELECT person_id FROM "+thing.table+" WHERE id = ?", id).Scan(&owners).Error
		if err != nil || len(owners) == 0 {
			return err
		}
		read.person = owners[0]
	case steps[0] == "people":
		after := ""
		if len(steps) > 2 {
			after = steps[2]
		}
		if part, known := parts[after]; known {
			read.part = part
		}
	default:
		return nil
	}
	if read.person == by.PersonID || r.knows(read) {
		return nil
	}
	if err := r.trail.RecordRead(ctx, by, read.person, read.part); err != nil {
		return err
	}
	r.learn(read)
	return nil
}

func (r *readings) knows(read reading) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if today := r.app.options.Clock.Today(); r.known == nil || today != r.on || len(r.known) >= mostKnown {
		r.on, r.known = today, map[reading]bool{}
	}
	return r.known[read]
}

func (r *readings) learn(read reading) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.known[read] = true
}
