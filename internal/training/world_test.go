package training_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	. "bandwise/internal/training"
	"bandwise/seed"
)

// world is a small trust in a database: Tara is a trainee in the coding team, Mo mentors her, Asha assesses her, Max manages the
// team, Lee leads the workforce, Carl works in another team, and Olga belongs to another organisation.
type world struct {
	t       *testing.T
	db      *database.DB
	today   time.Time
	service *Service
	files   map[uuid.UUID]uuid.UUID
	memory  *Memory[Listed]
}

var (
	trust, elsewhere                            = id("trust"), id("elsewhere")
	coding, records                             = id("coding"), id("records")
	tara, mo, asha, max, lee, carl, olga, audra = id("Tara"), id("Mo"), id("Asha"), id("Max"), id("Lee"), id("Carl"), id("Olga"), id("Audra")
	codingOfficer, clerk                        = seed.ID(seed.KindRole, "clinical-coding-officer"), id("clerk")
)

func newWorld(t *testing.T, db *database.DB, today string) *world {
	t.Helper()
	w := &world{t: t, db: db, files: map[uuid.UUID]uuid.UUID{}}
	w.at(today)
	for organisation, name := range map[uuid.UUID]string{trust: "trust", elsewhere: "elsewhere"} {
		w.exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", organisation, name, name, w.today)
	}
	for team, name := range map[uuid.UUID]string{coding: "Coding", records: "Records"} {
		w.exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)",
			team, trust, name, "/"+team.String()+"/", w.today, w.today)
	}
	for _, role := range []struct {
		id    uuid.UUID
		title string
	}{{codingOfficer, "Clinical Coding Officer"}, {clerk, "Records Clerk"}} {
		w.exec("INSERT INTO roles (id, title, band, band_status, version, created_at, updated_at) VALUES (?, ?, '3', 'stated', 1, ?, ?)",
			role.id, role.title, w.today, w.today)
	}
	for person, name := range map[uuid.UUID]string{tara: "Tara", mo: "Mo", asha: "Asha", max: "Max", lee: "Lee", carl: "Carl", audra: "Audra"} {
		w.person(trust, person, name)
	}
	w.person(elsewhere, olga, "Olga")
	w.appoint(tara, codingOfficer, coding, 100, "2026-09-14", "")
	w.appoint(max, clerk, coding, 100, "2020-01-01", "")
	w.appoint(carl, codingOfficer, records, 100, "2026-09-14", "")
	w.assign(tara, mo, "mentor", "2026-09-14", "")
	w.assign(tara, asha, "assessor", "2026-09-14", "")
	clock := func() time.Time { return w.today }
	trail := audit.New(audit.NewStore(db), clock)
	w.service = New(Dependencies{
		DB: db, Trail: trail, Clock: clock, Files: w, Accreditation: w, Currency: fakeCurrency,
	}).Service
	_, err := w.service.LoadReference(t.Context())
	require.NoError(t, err)
	w.memory = Remember(w.service, func(l Listed) (Listed, error) { return l, nil })
	t.Cleanup(w.agree)
	return w
}

var loadPolicy = sync.OnceValues(access.LoadPolicy)

// at moves the clock to noon of a day.
func (w *world) at(iso string) { w.today = day(iso).Midnight().Add(12 * time.Hour) }

func (w *world) exec(sql string, args ...any) {
	w.t.Helper()
	require.NoError(w.t, w.db.Conn(w.t.Context()).Exec(sql, args...).Error)
}

func (w *world) count(sql string, args ...any) int {
	w.t.Helper()
	var n int
	require.NoError(w.t, w.db.Conn(w.t.Context()).Raw(sql, args...).Scan(&n).Error)
	return n
}

func (w *world) person(organisation, person uuid.UUID, name string) {
	w.exec(`INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, lower(?), ?, 1, ?, ?)`,
		person, organisation, name, name, name+"@example.org", w.today, w.today)
}

func (w *world) appoint(person, role, team uuid.UUID, wte int, from, to string) {
	w.exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, ends_on, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, '3', ?, ?, ?, 1, ?, ?)`, uuid.New(), trust, person, role, team, wte, day(from), maybe(to), w.today, w.today)
}

func (w *world) assign(person, assignee uuid.UUID, kind, from, to string) {
	w.exec("INSERT INTO assignments (id, organisation_id, person_id, assignee_id, kind, starts_on, ends_on, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		uuid.New(), trust, person, assignee, kind, day(from), maybe(to), w.today)
}

func maybe(iso string) calendar.Date {
	if iso == "" {
		return calendar.Date{}
	}
	return day(iso)
}

// file stores a file of a person and gives its identifier.
func (w *world) file(owner uuid.UUID, name string) uuid.UUID {
	file := uuid.New()
	w.files[file] = owner
	w.exec("INSERT INTO files (id, organisation_id, person_id, sha256, name, media_type, size, created_at, created_by) VALUES (?, ?, ?, ?, ?, 'application/pdf', 1, ?, ?)",
		file, trust, owner, file.String(), name, w.today, owner)
	return file
}

// BelongTo stands in for the feature that keeps files.
func (w *world) BelongTo(_ context.Context, person uuid.UUID, ids []uuid.UUID) error {
	for _, file := range ids {
		if w.files[file] != person {
			return apperr.NotFound("file")
		}
	}
	return nil
}

// Give stands in for the feature that keeps awards.
func (w *world) Give(ctx context.Context, by access.Actor, person uuid.UUID, kind string, on calendar.Date, because string) error {
	return w.db.Conn(ctx).Exec(`INSERT INTO awards (id, organisation_id, person_id, kind, awarded_on, because, confirmed_by, confirmed_on, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, uuid.New(), trust, person, kind, on, because, by.PersonID, on, w.today).Error
}

// fakeCurrency tells only whether an award is held, and when its refresher would be due by the calendar.
func fakeCurrency(asked CurrencyAsked) Currency {
	c := Currency{Kind: asked.Kind, Status: "not_held", Because: "It has not been awarded."}
	for _, a := range asked.Awards {
		c.Status, c.AwardedOn, c.RefresherDueOn, c.Because = "current", a.On, a.On.Add(asked.Rule.Every), "It was awarded."
	}
	return c
}

// as gives a person as an actor, with the roles of access that the person has in this world. Whatever was done before has to have
// reached the memory of the lists.
func (w *world) as(person uuid.UUID) access.Actor {
	w.t.Helper()
	w.agree()
	policy, err := loadPolicy()
	require.NoError(w.t, err)
	organisation := trust
	var grants []access.Grant
	give := func(role access.Role, team *uuid.UUID) {
		grants = append(grants, access.Grant{PersonID: person, OrganisationID: organisation, Role: role, TeamID: team, StartsOn: day("2020-01-01")})
	}
	switch person {
	case mo:
		give(access.Mentor, nil)
	case asha:
		give(access.Assessor, nil)
	case max:
		give(access.Manager, &coding)
	case lee:
		give(access.WorkforceLead, nil)
	case audra:
		give(access.Administrator, nil)
	case olga:
		organisation = elsewhere
		give(access.WorkforceLead, nil)
	}
	return policy.NewActor(person, organisation, "somebody", "", grants, w.today)
}

func (w *world) progress(by, person uuid.UUID) View {
	w.t.Helper()
	v, err := w.service.Progress(w.t.Context(), w.as(by), person)
	require.NoError(w.t, err)
	return v
}

func (w *world) state(person uuid.UUID, key MilestoneKey) string {
	w.t.Helper()
	m, ok := w.progress(person, person).Progress.Of(key)
	require.True(w.t, ok)
	return m.State.String()
}

// record has Tara record a milestone, with a certificate, and gives the record.
func (w *world) record(key MilestoneKey, on string) KeptRecord {
	w.t.Helper()
	kept, err := w.service.Record(w.t.Context(), w.as(tara), tara, Record{Milestone: key, CompletedOn: day(on), Certificate: w.file(tara, "certificate.pdf")})
	require.NoError(w.t, err)
	return kept
}

// done has Tara record a milestone and Max sign it off.
func (w *world) done(key MilestoneKey, on string) {
	w.t.Helper()
	kept := w.record(key, on)
	_, err := w.service.SignOff(w.t.Context(), w.as(max), kept.ID, 1)
	require.NoError(w.t, err)
}

func (w *world) sit(key MilestoneKey, on string, results ...PaperResult) (KeptAttempt, error) {
	a := Attempt{Milestone: key, SatOn: day(on)}
	for _, r := range results {
		a.Papers = append(a.Papers, r.Paper)
		if r.Mark != nil || r.Outcome != 0 {
			a.Results = append(a.Results, r)
		}
	}
	return w.service.RecordAttempt(w.t.Context(), w.as(max), tara, a)
}
