package scale

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// leastShare is the share of the rows per second of a bare COPY that an import is to reach.
const leastShare = 0.3

// Imported is what it took to add so many staff from a file, and what a bare COPY of the same people and appointments into the same
// tables took.
type Imported struct {
	Staff                       int
	Upload, Check, Commit, Copy time.Duration
	// Queries is how many statements it sent, Peak the most memory that the process held meanwhile, Before what it held at its start.
	Queries      int64
	Before, Peak int64
}

// share is the rows per second of an import, as a share of those of COPY.
func (i Imported) share() float64 {
	return i.Copy.Seconds() / (i.Upload + i.Check + i.Commit).Seconds()
}

// appointedTo is what everybody of the file is appointed to.
type appointedTo struct {
	organisation, team, role uuid.UUID
	teamName, roleTitle      string
	starts                   calendar.Date
}

// Import adds as many staff as the trust has from a file: it is sent, checked and committed as an administrator would.
func (t *Trust) Import(ctx context.Context) (Imported, error) {
	i := Imported{Staff: t.Staff}
	to := appointedTo{role: roles.coding, organisation: t.ID, starts: calendar.On(2024, 3, 14)}
	err := t.db.SQL().QueryRowContext(ctx, `SELECT teams.id, teams.name, roles.title FROM teams, roles WHERE teams.organisation_id = $1 AND roles.id = $2
		ORDER BY teams.name LIMIT 1`, t.ID, to.role).Scan(&to.team, &to.teamName, &to.roleTitle)
	if err != nil {
		return i, fmt.Errorf("find a team and a role: %w", err)
	}
	if i.Copy, err = t.copyBare(ctx, to); err != nil {
		return i, err
	}
	content, kind, err := file(to, t.Staff)
	if err != nil {
		return i, err
	}
	debug.FreeOSMemory()
	forgetPeak()
	i.Before = peak()
	counted, queries := database.CountQueries(ctx)
	for _, step := range []struct {
		took *time.Duration
		do   func() error
	}{
		{&i.Upload, func() error { return t.sendForm(counted, content, kind) }},
		{&i.Check, func() error { return t.work(counted, "checked") }},
		{&i.Commit, func() error { return t.commit(counted) }},
	} {
		start := time.Now()
		if err := step.do(); err != nil {
			return i, err
		}
		*step.took = time.Since(start)
	}
	i.Queries, i.Peak = queries.Load(), peak()
	return i, nil
}

// file writes a file with so many people, as a form.
func file(to appointedTo, staff int) (content *bytes.Buffer, kind string, err error) {
	content = &bytes.Buffer{}
	form := multipart.NewWriter(content)
	part, err := form.CreateFormFile("file", "staff.csv")
	if err != nil {
		return nil, "", fmt.Errorf("write a file: %w", err)
	}
	_, err = io.WriteString(part, "name,email,team,role,band,wte,start date\n")
	for n := 0; n < staff && err == nil; n++ {
		_, err = fmt.Fprintf(part, "New %d,n%d@x.example,%s,%s,3,1,%s\n", n, n, to.teamName, to.roleTitle, to.starts.ISO())
	}
	return content, form.FormDataContentType(), errors.Join(err, form.Close())
}

// copyBare adds the same people and appointments, with other addresses, by COPY and nothing else.
func (t *Trust) copyBare(ctx context.Context, to appointedTo) (time.Duration, error) {
	people, appointments := make([][]any, t.Staff), make([][]any, t.Staff)
	for n := range t.Staff {
		id, name := uuid.New(), fmt.Sprintf("New %d", n)
		people[n] = []any{id, to.organisation, name, "new", fmt.Sprintf("c%d@x.example", n), 1, today, today}
		appointments[n] = []any{uuid.New(), to.organisation, id, to.role, to.team, "3", "", 100, to.starts, 1, today, today}
	}
	start := time.Now()
	err := t.db.InTx(ctx, func(ctx context.Context) error {
		err := t.db.Load(ctx, "people", []string{"id", "organisation_id", "name", "name_folded", "email", "version", "created_at", "updated_at"}, people)
		if err != nil {
			return err
		}
		return t.db.Load(ctx, "appointments", []string{
			"id", "organisation_id", "person_id", "role_id", "team_id", "band", "annex21_band", "wte_hundredths", "starts_on", "version", "created_at", "updated_at",
		}, appointments)
	})
	return time.Since(start), err
}

func (t *Trust) sendForm(ctx context.Context, content io.Reader, kind string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "/api/v1/staff-import-files", content)
	if err != nil {
		return fmt.Errorf("write a request: %w", err)
	}
	r.RemoteAddr = "127.0.0.1:1"
	r.Header.Set("Content-Type", kind)
	r.AddCookie(t.session)
	a := &answer{header: http.Header{}}
	t.app.Handler().ServeHTTP(a, r)
	if a.status >= http.StatusBadRequest {
		return &refusal{"the file", a.status, string(a.begins)}
	}
	return nil
}

// work runs what waits, after which the import has a state.
func (t *Trust) work(ctx context.Context, state string) error {
	if _, err := t.app.RunJobs(ctx); err != nil {
		return fmt.Errorf("run the jobs: %w", err)
	}
	var found, failure string
	var added, refused int
	err := t.db.SQL().QueryRowContext(ctx, "SELECT state, failure, added, refused FROM staff_imports WHERE organisation_id = $1", t.ID).Scan(&found, &failure, &added, &refused)
	if err != nil {
		return fmt.Errorf("look at the import: %w", err)
	}
	if found != state || added != t.Staff {
		return fmt.Errorf("the import is %s with %d added and %d refused: %s", found, added, refused, failure)
	}
	return nil
}

func (t *Trust) commit(ctx context.Context) error {
	var id string
	var version int
	if err := t.db.SQL().QueryRowContext(ctx, "SELECT id, version FROM staff_imports WHERE organisation_id = $1", t.ID).Scan(&id, &version); err != nil {
		return fmt.Errorf("look at the import: %w", err)
	}
	body := map[string]any{"version": version, "leaveOutRefused": false, "invite": false}
	if _, err := t.send(ctx, http.MethodPost, "/staff-imports/"+id+"/commit", 0, body); err != nil {
		return err
	}
	return t.work(ctx, "committed")
}

func printImports(out io.Writer, all []Imported) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(out, "\nImport of as many staff again from a CSV file, beside a bare COPY of the same people and appointments into the same tables.\nThe goal is a share of at least %.1f of the rows per second, and memory that does not grow with the file.\n\n", leastShare)
	fmt.Fprintln(out, "| staff | upload, ms | check, ms | commit, ms | rows/s | COPY, ms | share | goal | queries | memory before, MB | peak, MB |")
	fmt.Fprintln(out, "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |")
	for _, i := range all {
		goal := "held"
		if i.share() < leastShare {
			goal = "missed"
		}
		rate := int(float64(i.Staff) / (i.Upload + i.Check + i.Commit).Seconds())
		fmt.Fprintf(out, "| %s | %s | %s | %s | %s | %s | %.2f | %s | %s | %d | %d |\n", count(i.Staff), milliseconds(i.Upload), milliseconds(i.Check), milliseconds(i.Commit),
			count(rate), milliseconds(i.Copy), i.share(), goal, count(int(i.Queries)), i.Before>>20, i.Peak>>20)
	}
}
