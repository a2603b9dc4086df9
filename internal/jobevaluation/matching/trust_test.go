package matching

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	"bandwise/seed"
)

var morning = time.Date(2027, time.March, 15, 9, 30, 0, 0, time.UTC)

var trained = calendar.On(2025, time.May, 6)

// trust is an organisation with practitioners one to six, a checker and posts, and a second organisation.
type trust struct {
	*Module
	t          *testing.T
	db         *database.DB
	policy     *access.Policy
	now        time.Time
	ours, them uuid.UUID
	people     map[string]uuid.UUID
	posts      map[uuid.UUID]Post
	profiles   map[string]uuid.UUID
}

// Post and Posts make the trust answer for the roles.
func (tr *trust) Post(_ context.Context, _ access.Actor, id uuid.UUID) (Post, error) {
	p, ok := tr.posts[id]
	if !ok {
		return Post{}, apperr.NotFound("role")
	}
	return p, nil
}

func (tr *trust) Posts(context.Context, access.Actor) ([]Post, error) {
	var all []Post
	for _, p := range tr.posts {
		all = append(all, p)
	}
	return all, nil
}

var readReference = sync.OnceValues(seed.Load)

func newTrust(t *testing.T, db *database.DB) *trust {
	t.Helper()
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	ref, err := readReference()
	require.NoError(t, err)
	tr := &trust{
		t: t, db: db, policy: policy, now: morning, ours: uuid.New(), them: uuid.New(), people: map[string]uuid.UUID{}, posts: map[uuid.UUID]Post{},
		profiles: map[string]uuid.UUID{},
	}
	clock := calendar.Clock(func() time.Time { return tr.now })
	trail := audit.New(audit.NewStore(db), clock)
	schemes := jobevaluation.New(jobevaluation.Dependencies{DB: db, Trail: trail, Clock: clock}).Service
	_, err = schemes.LoadReference(t.Context(), ref)
	require.NoError(t, err)
	for _, p := range ref.Profiles {
		tr.profiles[p.Slug] = seed.ID(seed.KindProfile, p.Slug)
	}
	tr.Module = New(Dependencies{DB: db, Trail: trail, Clock: clock, Schemes: schemes, Roles: tr})
	for _, id := range []uuid.UUID{tr.ours, tr.them} {
		tr.exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id, id.String(), "A trust", morning)
	}
	for _, name := range []string{"one", "two", "three", "four", "five", "six"} {
		tr.person(name, tr.ours)
		tr.grant(name, tr.ours, access.PanelMember)
	}
	tr.person("checker", tr.ours)
	tr.person("lead", tr.ours)
	tr.person("stranger", tr.them)
	return tr
}

func each(t *testing.T, run func(t *testing.T, tr *trust)) {
	testdb.Each(t, func(t *testing.T, db *database.DB) { run(t, newTrust(t, db)) })
}

func (tr *trust) exec(statement string, args ...any) {
	tr.t.Helper()
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Exec(statement, args...).Error)
}

func (tr *trust) count(table string) int {
	tr.t.Helper()
	var n int64
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Table(table).Count(&n).Error)
	return int(n)
}

func (tr *trust) person(name string, organisation uuid.UUID) {
	tr.t.Helper()
	id := uuid.New()
	tr.people[name] = id
	tr.exec("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		id, organisation, "Person "+name, "person "+name, name+"@demo.example", morning, morning)
}

func (tr *trust) grant(name string, organisation uuid.UUID, role access.Role) {
	tr.t.Helper()
	tr.exec("INSERT INTO grants (id, organisation_id, person_id, role, starts_on, created_at) VALUES (?, ?, ?, ?, ?, ?)",
		uuid.New(), organisation, tr.people[name], role, trained, morning)
}

// post adds a role with one duty for each factor and one without.
func (tr *trust) post(title, band string) uuid.UUID {
	tr.t.Helper()
	id := uuid.New()
	p := Post{ID: id, Title: title, Band: band, BandStatus: "stated", Reference: "REF1", Duties: []Duty{{ID: uuid.New(), Text: "Whatever is asked."}}}
	if band == "" {
		p.BandStatus = "unknown"
	}
	for no := 1; no <= jobevaluation.FactorCount; no++ {
		p.Duties = append(p.Duties, Duty{ID: uuid.New(), Factor: jobevaluation.FactorNo(no), Text: fmt.Sprintf("Duty of factor %d.", no), Lines: []int{no}})
	}
	tr.posts[id] = p
	tr.exec("INSERT INTO roles (id, title, band, band_status, version, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)", id, title, p.Band, p.BandStatus, morning, morning)
	return id
}

// appoint gives somebody a post from a day before.
func (tr *trust) appoint(name string, role uuid.UUID) {
	tr.t.Helper()
	team := uuid.New()
	tr.exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)",
		team, tr.ours, "Team of "+name, "/"+team.String()+"/", morning, morning)
	tr.exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, '3', 100, ?, 1, ?, ?)`, uuid.New(), tr.ours, tr.people[name], role, team, trained, morning, morning)
}

var rolesOf = map[string]access.Role{"checker": access.ConsistencyChecker, "lead": access.StandardsLead, "stranger": access.ConsistencyChecker}

// as is one of the people with what they may do.
func (tr *trust) as(name string) access.Actor {
	role, ok := rolesOf[name]
	if !ok {
		role = access.PanelMember
	}
	organisation := tr.ours
	if name == "stranger" {
		organisation = tr.them
	}
	grant := access.Grant{PersonID: tr.people[name], OrganisationID: organisation, Role: role, StartsOn: trained}
	return tr.policy.NewActor(tr.people[name], organisation, "Person "+name, name+"@demo.example", []access.Grant{grant}, tr.now)
}

// panel seats people, on the management and the staff side by turns.
func (tr *trust) panel(names ...string) []Seat {
	var seats []Seat
	for i, name := range names {
		seats = append(seats, Seat{PersonID: tr.people[name], Side: []Side{Management, StaffSide}[i%2], TrainedOn: trained})
	}
	return seats
}

func (tr *trust) candidate(slug string) uuid.NullUUID {
	id, ok := tr.profiles[slug]
	require.True(tr.t, ok, slug)
	return uuid.NullUUID{UUID: id, Valid: true}
}

const coder = "clinical-coding-officer"

// coderLevels are the levels of the national profile of that name: 217 points, band 3.
var coderLevels = jobevaluation.Levels{3, 3, 3, 1, 2, 1, 1, 1, 1, 2, 1, 2, 2, 4, 2, 2}

func (tr *trust) open(post uuid.UUID) Detail {
	tr.t.Helper()
	d, err := tr.Service.Open(tr.t.Context(), tr.as("one"), NewMatch{RoleID: post, ProfileID: tr.candidate(coder), Seats: tr.panel("one", "two", "three", "four")})
	require.NoError(tr.t, err)
	return d
}

// level saves all levels with a reason that names the factor.
func (tr *trust) level(d Detail, levels jobevaluation.Levels) Detail {
	tr.t.Helper()
	for i, level := range levels {
		var err error
		d, err = tr.Service.Save(tr.t.Context(), tr.as("two"), d.ID, d.Version, Decision{
			No: jobevaluation.FactorNo(i + 1), Level: level, Reason: fmt.Sprintf("The description of %s says so for factor %d.", d.RoleTitle, i+1),
		})
		require.NoError(tr.t, err)
	}
	return d
}

// agree has the panel confirm.
func (tr *trust) agree(d Detail) Detail {
	tr.t.Helper()
	for _, name := range []string{"one", "two", "three", "four"} {
		var err error
		d, err = tr.Service.Agree(tr.t.Context(), tr.as(name), d.ID, d.Version)
		require.NoError(tr.t, err)
	}
	return d
}

func (tr *trust) checking(post uuid.UUID) Detail {
	tr.t.Helper()
	return tr.agree(tr.level(tr.open(post), coderLevels))
}

func (tr *trust) released(post uuid.UUID) Detail {
	tr.t.Helper()
	d := tr.checking(post)
	d, err := tr.Service.Release(tr.t.Context(), tr.as("checker"), d.ID, d.Version, "Looked at.")
	require.NoError(tr.t, err)
	return d
}
