package file

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi"
)

var now = time.Date(2027, time.March, 14, 9, 30, 0, 0, time.UTC)

// trust is an organisation with a team, a trainee in it and those around the trainee, and a second organisation.
type trust struct {
	*Module
	t          *testing.T
	db         *database.DB
	policy     *access.Policy
	ours, them uuid.UUID
	team       uuid.UUID
	trainee    uuid.UUID
	blobs      string
	spool      string
}

func newTrust(t *testing.T, db *database.DB) *trust {
	t.Helper()
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	tr := &trust{
		t: t, db: db, policy: policy, ours: uuid.New(), them: uuid.New(), team: uuid.New(),
		blobs: filepath.Join(t.TempDir(), "files"), spool: filepath.Join(t.TempDir(), "spool"),
	}
	bucket, err := OpenBucket(t.Context(), "file://"+tr.blobs)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, bucket.Close()) })
	clock := calendar.Fixed(now)
	tr.Module = New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock, Bucket: bucket, Spool: tr.spool, Checker: checkedBy{}})
	for _, id := range []uuid.UUID{tr.ours, tr.them} {
		tr.exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id, id.String(), "A trust", now)
	}
	tr.exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, 'Coding', ?, 1, ?, ?)",
		tr.team, tr.ours, "/"+tr.team.String()+"/", now, now)
	tr.trainee = tr.person(tr.ours)
	role := uuid.New()
	tr.exec(`INSERT INTO roles (id, organisation_id, title, band, band_status, version, created_at, updated_at)
		VALUES (?, ?, 'Clinical Coding Officer', '3', 'stated', 1, ?, ?)`, role, tr.ours, now, now)
	tr.exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, '3', 100, ?, 1, ?, ?)`, uuid.New(), tr.ours, tr.trainee, role, tr.team, calendar.On(2026, 1, 5), now, now)
	return tr
}

func (tr *trust) exec(statement string, args ...any) {
	tr.t.Helper()
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Exec(statement, args...).Error)
}

func (tr *trust) person(organisation uuid.UUID) uuid.UUID {
	tr.t.Helper()
	id := uuid.New()
	tr.exec("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, 'Ada', 'ada', ?, 1, ?, ?)",
		id, organisation, id.String()+"@demo.example", now, now)
	return id
}

// actor makes a signed-in person of an organisation with these roles of access; a manager's reach the trainee's team.
func (tr *trust) actor(person, organisation uuid.UUID, roles ...access.Role) access.Actor {
	var grants []access.Grant
	for _, role := range roles {
		g := access.Grant{PersonID: person, OrganisationID: organisation, Role: role, StartsOn: calendar.On(2026, 1, 1)}
		if role.ReachesTeams() {
			g.TeamID = &tr.team
		}
		grants = append(grants, g)
	}
	return tr.policy.NewActor(person, organisation, "Ada", "ada@demo.example", grants, now)
}

func (tr *trust) asTrainee() access.Actor { return tr.actor(tr.trainee, tr.ours) }

func (tr *trust) count(table string) int {
	tr.t.Helper()
	var n int64
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Table(table).Count(&n).Error)
	return int(n)
}

// contents lists the files below a folder.
func contents(t *testing.T, folder string) []string {
	t.Helper()
	var found []string
	if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	require.NoError(t, filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found = append(found, path)
		}
		return err
	}))
	return found
}

// serve starts a real server with the contract's gate and the feature's routes, where everybody is by.
func (tr *trust) serve(by access.Actor) *httptest.Server {
	tr.t.Helper()
	document, err := api.Document()
	require.NoError(tr.t, err)
	contract, err := httpapi.NewContract(document)
	require.NoError(tr.t, err)
	e := echo.New()
	e.HTTPErrorHandler = httpapi.HandleError(slog.New(slog.DiscardHandler))
	signIn := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			c.SetRequest(c.Request().WithContext(access.WithActor(c.Request().Context(), by)))
			return next(c)
		}
	}
	tr.Handlers.Routes(e.Group("/api/v1", signIn, contract.Gate))
	server := httptest.NewServer(e)
	tr.t.Cleanup(server.Close)
	return server
}

// checkedBy lets every content pass; what declarations are asked for is tested with the real check.
type checkedBy struct{}

func (checkedBy) Check(_ context.Context, _ access.Actor, f ToCheck) (Checked, error) {
	if f.Declared {
		return Checked{State: "declared"}, nil
	}
	return Checked{State: "checked"}, nil
}
