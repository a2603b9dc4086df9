package notification

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/smtptest"
)

// world is one organisation with a trainee, a manager and an administrator, on a Monday morning.
type world struct {
	t      *testing.T
	db     *database.DB
	now    time.Time
	server *smtptest.Server
	module *Module
	queue  *jobs.Queue
	// standings are what training tells.
	standings []Standing

	organisation, role, team        uuid.UUID
	trainee, manager, administrator access.Actor
}

func (w *world) Standings(context.Context, uuid.UUID, []uuid.UUID, calendar.Date) ([]Standing, error) {
	return w.standings, nil
}

func newWorld(t *testing.T, db *database.DB) *world {
	t.Helper()
	w := &world{t: t, db: db, now: time.Date(2026, 11, 30, 7, 30, 0, 0, time.UTC), server: smtptest.New(t), organisation: uuid.New(), role: uuid.New(), team: uuid.New()}
	w.exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, 'northmoor', 'Northmoor & Sons', ?)", w.organisation, w.now)
	w.exec(`INSERT INTO roles (id, organisation_id, title, band, band_status, version, created_at, updated_at) VALUES (?, ?, 'Coder', '4', 'stated', 1, ?, ?)`, w.role, w.organisation, w.now, w.now)
	w.exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, 'Coding', '/coding/', 1, ?, ?)", w.team, w.organisation, w.now, w.now)
	w.trainee, w.manager, w.administrator = w.person("Ella Barnes"), w.person("Mo Grant"), w.person("Ada Min")
	w.grant(w.manager, "manager", &w.team)
	w.grant(w.administrator, "administrator", nil)
	w.build(nil)
	return w
}

// build makes the module with the world's mail server, or with another postman.
func (w *world) build(postman Postman) {
	clock := func() time.Time { return w.now }
	if postman == nil {
		c := config.Config{Addr: "127.0.0.1:0", DataDir: w.t.TempDir(), SMTPURL: w.server.URL(), MailFrom: "bandwise@northmoor.example", LogFormat: "text"}
		require.NoError(w.t, c.Complete())
		var err error
		postman, err = NewPostman(c)
		require.NoError(w.t, err)
	}
	w.queue = jobs.New(w.db, clock, slog.New(slog.DiscardHandler))
	w.module = New(Dependencies{
		DB: w.db, Trail: audit.New(audit.NewStore(w.db), clock), Clock: clock, Log: slog.New(slog.DiscardHandler), Queue: w.queue, Postman: postman,
		Training: w, BaseURL: "https://bandwise.northmoor.example",
	})
}

func (w *world) exec(statement string, args ...any) {
	w.t.Helper()
	require.NoError(w.t, w.db.Conn(w.t.Context()).Exec(statement, args...).Error)
}

func (w *world) person(name string) access.Actor {
	w.t.Helper()
	id := uuid.New()
	email := id.String()[:8] + "@northmoor.example"
	w.exec("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		id, w.organisation, name, name, email, w.now, w.now)
	w.exec("INSERT INTO accounts (person_id, email, password_hash, created_at, updated_at) VALUES (?, ?, '', ?, ?)", id, email, w.now, w.now)
	w.exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, '4', 100, ?, 1, ?, ?)`, uuid.New(), w.organisation, id, w.role, w.team, on("2026-01-05"), w.now, w.now)
	return access.Actor{PersonID: id, OrganisationID: w.organisation, Name: name, Email: email, Today: calendar.Today(w.now)}
}

func (w *world) grant(to access.Actor, role string, team *uuid.UUID) {
	w.exec("INSERT INTO grants (id, organisation_id, person_id, role, team_id, starts_on, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		uuid.New(), w.organisation, to.PersonID, role, team, on("2026-01-05"), w.now)
}

// behind makes the trainee overdue with a milestone, and due for a refresher.
func (w *world) behind() {
	w.standings = []Standing{{
		PersonID: w.trainee.PersonID, PathwayID: uuid.New(), Roles: []uuid.UUID{w.role}, Award: "acc", AwardTitle: "ACC", RefresherDueOn: on("2027-01-20"),
		Milestones: []Milestone{{Key: "course", Title: "Standards course", Overdue: true, Open: true, DueOn: on("2026-11-20")}},
	}}
}

// morning makes up and sends the letters that are due, as the jobs do.
func (w *world) morning() {
	w.t.Helper()
	require.NoError(w.t, w.queue.Tick(w.t.Context(), tick{}))
	w.run()
}

func (w *world) run() {
	w.t.Helper()
	_, err := w.queue.RunDue(w.t.Context())
	require.NoError(w.t, err)
}

func (w *world) notices(of access.Actor) []Notice {
	w.t.Helper()
	all, err := w.module.Service.Of(w.t.Context(), w.organisation, of.PersonID, calendar.Today(w.now))
	require.NoError(w.t, err)
	return all
}
