package scale

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
	"bandwise/seed"
)

//go:embed generate.sql
var generation string

// roles are those of the source documents that the made-up staff are appointed to.
var roles = struct{ coding, deputy, services uuid.UUID }{
	seed.ID(seed.KindRole, "clinical-coding-officer"), seed.ID(seed.KindRole, "clinical-coding-deputy-manager"), seed.ID(seed.KindRole, "patient-services-officer"),
}

// Generate adds staff to an organisation that has none, as on a day: with teams, appointments, training, awards, and twelve
// claims of each person. clerk is the person of the organisation who decided on all of it, and who may read the
// organisation's numbers from then on. The database has to be PostgreSQL, with the reference data loaded.
func Generate(ctx context.Context, db *database.DB, organisation, clerk uuid.UUID, staff int, on time.Time) error {
	tx, err := db.SQL().BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	if err := generate(ctx, tx, organisation, clerk, staff, on); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit what was made: %w", err)
	}
	// As autovacuum leaves tables that have been there for a while.
	if _, err := db.SQL().ExecContext(ctx, "VACUUM ANALYZE"); err != nil {
		return fmt.Errorf("analyse what was made: %w", err)
	}
	return nil
}

// checked is how many staff are made with every foreign key checked, which takes most of the time. More are made in the same
// way, unchecked.
const checked = 1000

func generate(ctx context.Context, tx *sql.Tx, organisation, clerk uuid.UUID, staff int, on time.Time) error {
	_, err := tx.ExecContext(ctx, `CREATE TEMPORARY TABLE scale_made (id UUID, day DATE, staff INTEGER, clerk UUID, coding UUID, deputy UUID,
		services UUID, pathway UUID) ON COMMIT DROP`)
	if err != nil {
		return fmt.Errorf("say what to make: %w", err)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO scale_made SELECT $1, $2, $3, $4, $5, $6, $7, id FROM pathways WHERE key = 'acc' AND organisation_id IS NULL`,
		organisation, on.Format(time.DateOnly), staff, clerk, roles.coding, roles.deputy, roles.services)
	if err != nil {
		return fmt.Errorf("say what to make: %w", err)
	}
	if staff > checked {
		if _, err := tx.ExecContext(ctx, "SET LOCAL session_replication_role = replica"); err != nil {
			return fmt.Errorf("leave out the checks: %w", err)
		}
	}
	for _, statement := range strings.Split(generation, ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("make staff: %w in\n%s", err, strings.TrimSpace(statement))
		}
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO grants (id, organisation_id, person_id, role, starts_on, created_at) VALUES ($1, $2, $3, 'workforce_lead', $4, now())",
		uuid.New(), organisation, clerk, on.Format(time.DateOnly))
	if err != nil {
		return fmt.Errorf("let the clerk read the organisation's numbers: %w", err)
	}
	return nil
}
