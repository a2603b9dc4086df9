package scale

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/app"
	"bandwise/internal/bench"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

// today is the day of every measurement, so that each makes the same people and dates.
var today = time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)

// patience is the longest that a request may take here, so that also what takes longer than an installation usually allows is
// measured.
const patience = 110 * time.Second

// Installation is the application on a database of its own.
type Installation struct {
	app *app.App
	db  *database.DB
}

func options() app.Options {
	return app.Options{Log: slog.New(slog.DiscardHandler), Clock: calendar.Fixed(today), Version: "bench"}
}

// Install opens the application on a PostgreSQL database, whose schema and reference data it brings up to date. folder is
// for files.
func Install(ctx context.Context, url, folder string) (*Installation, error) {
	c := config.Config{Addr: "127.0.0.1:0", DataDir: folder, DatabaseURL: url, LogFormat: "text", RequestTimeout: patience, RequestsPerMinute: 1_000_000}
	if err := c.Complete(); err != nil {
		return nil, fmt.Errorf("configure: %w", err)
	}
	a, err := app.Open(ctx, c, options())
	if err != nil {
		return nil, fmt.Errorf("open the application: %w", err)
	}
	db, err := database.Open(ctx, database.Config{URL: url, Logger: options().Log})
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return &Installation{a, db}, nil
}

// Close gives up the database.
func (i *Installation) Close() error { return errors.Join(i.app.Close(), i.db.Close()) }

// Trust is an organisation of an installation, with the session of somebody who may read its numbers.
type Trust struct {
	*Installation
	ID      uuid.UUID
	Staff   int
	session *http.Cookie
}

const password = "Measured-by-the-thousand-1"

// Found adds an organisation with made-up staff.
func (i *Installation) Found(ctx context.Context, slug string, staff int) (*Trust, error) {
	email := "lead@" + slug + ".example"
	link, err := i.app.AddOrganisation(ctx, app.NewOrganisation{
		Slug: slug, Name: slug, AdministratorName: "Workforce Lead", AdministratorEmail: email,
	})
	if err != nil {
		return nil, fmt.Errorf("add an organisation: %w", err)
	}
	t := &Trust{Installation: i, Staff: staff}
	var clerk uuid.UUID
	err = i.db.SQL().QueryRowContext(ctx, `SELECT people.organisation_id, people.id FROM people JOIN organisations ON organisations.id = people.organisation_id
		WHERE organisations.slug = $1`, slug).Scan(&t.ID, &clerk)
	if err != nil {
		return nil, fmt.Errorf("find the organisation: %w", err)
	}
	if err := Generate(ctx, i.db, t.ID, clerk, staff, today); err != nil {
		return nil, err
	}
	token := link[strings.LastIndexByte(link, '/')+1:]
	if _, err := t.send(ctx, http.MethodPost, "/password-links/"+token, 0, map[string]any{"password": password}); err != nil {
		return nil, err
	}
	signedIn, err := t.send(ctx, http.MethodPost, "/session", 0, map[string]any{"email": email, "password": password})
	if err != nil {
		return nil, err
	}
	answer := http.Response{Header: signedIn.header}
	if cookies := answer.Cookies(); len(cookies) > 0 {
		t.session = cookies[0]
	}
	// With a target the forecast says what it takes to reach it.
	_, err = t.send(ctx, http.MethodPut, "/workforce/plan", 1, map[string]any{
		"passRate": 70, "leaveTraining": 10, "leaveAccredited": 8, "enoughAttempts": 10, "enoughYears": 50, "smallest": 5,
		"target": map[string]any{"wte": 40, "band": "4", "by": "2028-04-30"},
	})
	if err != nil {
		return nil, err
	}
	// What roles and pathways ask is held in memory from the first question on.
	_, err = t.send(ctx, http.MethodGet, fmt.Sprintf("/people/%s/readiness?roleId=%s", clerk, roles.coding), 0, nil)
	return t, err
}

// send sends a request to the application. An answer other than success is an error.
func (t *Trust) send(ctx context.Context, method, path string, version int, body any) (*answer, error) {
	r, err := bench.Request(ctx, method, path, body, t.session)
	if err != nil {
		return nil, err
	}
	if version > 0 {
		r.Header.Set("If-Match", fmt.Sprintf("%q", fmt.Sprint(version)))
	}
	a := &answer{header: http.Header{}}
	t.app.Handler().ServeHTTP(a, r)
	if a.status >= http.StatusBadRequest {
		return nil, &refusal{method + " " + path, a.status, string(a.begins)}
	}
	return a, nil
}

// refusal is an answer that is not the page.
type refusal struct {
	request string
	status  int
	says    string
}

func (r *refusal) Error() string {
	return fmt.Sprintf("%s is answered with %d: %s", r.request, r.status, r.says)
}

// answer is a response of which only the length is kept, and its beginning.
type answer struct {
	header http.Header
	status int
	bytes  int
	begins []byte
}

// Header gives the header to fill.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader keeps the status.
func (a *answer) WriteHeader(status int) { a.status = status }

// Write counts what is written.
func (a *answer) Write(content []byte) (int, error) {
	if room := 400 - len(a.begins); room > 0 {
		a.begins = append(a.begins, content[:min(room, len(content))]...)
	}
	a.bytes += len(content)
	return len(content), nil
}
