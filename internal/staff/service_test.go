package staff

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
)

// accounts stands for the feature that keeps accounts.
type accounts struct {
	rename func(uuid.UUID, string) error
	ended  []uuid.UUID
}

func (a *accounts) RenameAccount(_ context.Context, id uuid.UUID, email string) error {
	if a.rename == nil {
		return nil
	}
	return a.rename(id, email)
}

func (a *accounts) EndSessions(_ context.Context, id uuid.UUID) error {
	a.ended = append(a.ended, id)
	return nil
}

// trust is an organisation as a test finds it: an administrator, Ada, and three teams, Coding with Trainees below it, and
// Security beside.
type trust struct {
	*Module
	t        *testing.T
	db       *database.DB
	now      time.Time
	accounts *accounts
	policy   *access.Policy
	ada      access.Actor
	role     uuid.UUID
	coding   Team
	trainees Team
	security Team
}

func newTrust(t *testing.T, db *database.DB) *trust {
	t.Helper()
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	n := &trust{t: t, db: db, now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), accounts: &accounts{}, policy: policy, role: uuid.New()}
	clock := func() time.Time { return n.now }
	n.Module = New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock, Accounts: n.accounts})
	n.exec("INSERT INTO roles (id, title, band, band_status, version, created_at, updated_at) VALUES (?, 'Clinical Coding Officer', '3', 'stated', 1, ?, ?)", n.role, n.now, n.now)
	n.ada = n.organisation("Northmoor")
	n.coding = n.team("Coding", uuid.Nil)
	n.trainees = n.team("Trainees", n.coding.ID)
	n.security = n.team("Security", uuid.Nil)
	return n
}

// organisation makes another organisation and gives its administrator, who can sign in.
func (n *trust) organisation(name string) access.Actor {
	n.t.Helper()
	id, err := n.Service.Found(n.t.Context(), "", name, "Ada Boss", "ada@"+slugOf(name)+".example")
	require.NoError(n.t, err)
	n.account(id)
	return n.actor(id)
}

func (n *trust) account(id uuid.UUID) {
	n.t.Helper()
	n.exec("INSERT INTO accounts (person_id, email, password_hash, created_at, updated_at) VALUES (?, ?, 'x', ?, ?)", id, id.String(), n.now, n.now)
}

func (n *trust) exec(statement string, arguments ...any) {
	n.t.Helper()
	require.NoError(n.t, n.db.Conn(n.t.Context()).Exec(statement, arguments...).Error)
}

// actor gives a person as one who has just sent a request: with the grants that the person has now.
func (n *trust) actor(id uuid.UUID) access.Actor {
	n.t.Helper()
	person, err := n.Service.store.personByID(n.t.Context(), id)
	require.NoError(n.t, err)
	held, err := n.Service.store.grantsOf(n.t.Context(), person.OrganisationID, id)
	require.NoError(n.t, err)
	var grants []access.Grant
	for _, g := range held {
		grant := access.Grant{PersonID: id, OrganisationID: person.OrganisationID, Role: g.Role, StartsOn: g.StartsOn, EndsOn: g.EndsOn}
		if g.Team != nil {
			grant.TeamID = &g.Team.ID
		}
		grants = append(grants, grant)
	}
	return n.policy.NewActor(id, person.OrganisationID, person.Name, person.Email, grants, n.now)
}

func (n *trust) team(name string, parent uuid.UUID) Team {
	n.t.Helper()
	team, err := n.Service.CreateTeam(n.t.Context(), n.ada, name, parent)
	require.NoError(n.t, err)
	return team
}

func (n *trust) person(name string) Record {
	n.t.Helper()
	r, err := n.Service.CreatePerson(n.t.Context(), n.ada, Details{Name: name, Email: slugOf(name) + "@example.org"})
	require.NoError(n.t, err)
	return r
}

// appointed makes a person who holds a post in a team since the given day.
func (n *trust) appointed(name string, team Team, since string) Record {
	n.t.Helper()
	r := n.person(name)
	_, err := n.Service.AddAppointment(n.t.Context(), n.ada, r.ID, n.post(team, since))
	require.NoError(n.t, err)
	return r
}

func (n *trust) post(team Team, since string) Post {
	return Post{RoleID: n.role, Band: "3", TeamID: team.ID, WTE: FullTime, StartsOn: day(since)}
}

func (n *trust) give(person uuid.UUID, role access.Role, team *Team) Grant {
	n.t.Helper()
	g := Grant{Person: Ref{ID: person}, Role: role, StartsOn: calendar.Today(n.now)}
	if team != nil {
		g.Team = &Ref{ID: team.ID}
	}
	g, err := n.Service.GiveGrant(n.t.Context(), n.ada, g)
	require.NoError(n.t, err)
	return g
}

func (n *trust) audited(action string) int {
	n.t.Helper()
	var count int
	require.NoError(n.t, n.db.Conn(n.t.Context()).Raw("SELECT COUNT(*) FROM audit_entries WHERE action = ?", action).Scan(&count).Error)
	return count
}

// fields gives the names of the fields that a refusal speaks of.
func fields(t *testing.T, err error) []string {
	t.Helper()
	var refusal *apperr.Error
	require.ErrorAs(t, err, &refusal)
	return names(refusal.Fields)
}

func all(t *testing.T, sort string, sorts []string) page.Request {
	t.Helper()
	p, err := page.Parse(nil, &sort, nil, nil, sorts...)
	require.NoError(t, err)
	return p
}

func TestFoundingAnOrganisation(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		assert.Equal(t, []access.Role{access.Staff, access.Administrator}, n.ada.Roles())
		_, err := n.Service.Found(t.Context(), "", "northmoor", "Ann Other", "ann@example.org")
		assert.Equal(t, []string{"organisation"}, fields(t, err), "a taken name is refused")
		_, err = n.Service.Found(t.Context(), "", "Eastmoor", "", "ann")
		assert.Equal(t, []string{"name", "email"}, fields(t, err))
		_, err = n.Service.AddOrganisation(t.Context(), "", " !? ")
		assert.Equal(t, []string{"organisation"}, fields(t, err))
		var count int
		require.NoError(t, db.Conn(t.Context()).Raw("SELECT COUNT(*) FROM organisations").Scan(&count).Error)
		assert.Equal(t, 1, count, "what was refused left nothing behind")
	})
}

func TestWhomAListOfPeopleShows(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		zoe := n.appointed("Zoë Brontë", n.trainees, "2026-09-01")
		sam := n.appointed("Sam Okoro", n.coding, "2025-01-01")
		joiner := n.appointed("Jo Iner", n.coding, "2027-01-01")
		guard := n.appointed("Vic Guard", n.security, "2024-01-01")
		n.give(sam.ID, access.Manager, &n.coding)
		n.give(guard.ID, access.Mentor, nil)
		n.give(joiner.ID, access.Auditor, nil)
		_, err := n.Service.AddAssignment(t.Context(), n.ada, Assignment{PersonID: zoe.ID, Assignee: Ref{ID: guard.ID}, Kind: Mentor, StartsOn: day("2026-11-01")})
		require.NoError(t, err)
		gone := n.appointed("Lee Ver", n.security, "2024-01-01")
		_, err = n.Service.RecordLeaving(t.Context(), n.ada, gone.ID, day("2026-11-19"), 1)
		require.NoError(t, err)
		stranger := n.organisation("Southmere")

		for name, c := range map[string]struct {
			by     access.Actor
			filter PeopleFilter
			query  string
			want   []string
		}{
			"an administrator, the organisation":      {n.ada, PeopleFilter{State: WorksHere}, "", []string{"Ada Boss", "Jo Iner", "Sam Okoro", "Vic Guard", "Zoë Brontë"}},
			"with those who left":                     {n.ada, PeopleFilter{State: Everybody}, "", []string{"Ada Boss", "Jo Iner", "Lee Ver", "Sam Okoro", "Vic Guard", "Zoë Brontë"}},
			"only those who left":                     {n.ada, PeopleFilter{State: HasLeft}, "", []string{"Lee Ver"}},
			"a manager, the teams and those below":    {n.actor(sam.ID), PeopleFilter{State: WorksHere}, "", []string{"Jo Iner", "Sam Okoro", "Zoë Brontë"}},
			"a mentor, the assigned and oneself":      {n.actor(guard.ID), PeopleFilter{State: WorksHere}, "", []string{"Vic Guard", "Zoë Brontë"}},
			"anybody, oneself":                        {n.actor(zoe.ID), PeopleFilter{State: WorksHere}, "", []string{"Zoë Brontë"}},
			"another organisation, nobody of this":    {stranger, PeopleFilter{State: Everybody}, "", []string{"Ada Boss"}},
			"a team with the teams below":             {n.ada, PeopleFilter{State: WorksHere, TeamID: n.coding.ID}, "", []string{"Sam Okoro", "Zoë Brontë"}},
			"a role":                                  {n.ada, PeopleFilter{State: WorksHere, RoleID: n.role}, "", []string{"Sam Okoro", "Vic Guard", "Zoë Brontë"}},
			"an unknown team":                         {n.ada, PeopleFilter{State: WorksHere, TeamID: uuid.New()}, "", nil},
			"a team of another organisation":          {stranger, PeopleFilter{State: WorksHere, TeamID: n.coding.ID}, "", nil},
			"a name without its accents":              {n.ada, PeopleFilter{State: WorksHere}, "bronte ZOE", []string{"Zoë Brontë"}},
			"an address":                              {n.ada, PeopleFilter{State: WorksHere}, "vic-guard@", []string{"Vic Guard"}},
			"a percent sign, which stands for itself": {n.ada, PeopleFilter{State: WorksHere}, "%", nil},
		} {
			t.Run(name, func(t *testing.T) {
				p := all(t, "name", peopleSorts)
				p.Query = c.query
				ctx, queries := database.CountQueries(t.Context())
				people, total, err := n.Service.People(ctx, c.by, c.filter, p)
				require.NoError(t, err)
				assert.EqualValues(t, 2, queries.Load())
				var got []string
				for _, person := range people {
					got = append(got, person.Name)
				}
				assert.Equal(t, c.want, got)
				assert.Equal(t, len(c.want), total)
			})
		}
		for _, sort := range peopleSorts {
			p := all(t, "-"+sort, peopleSorts)
			p.Limit = 2
			people, total, err := n.Service.People(t.Context(), n.ada, PeopleFilter{State: WorksHere}, p)
			require.NoError(t, err, sort)
			assert.Len(t, people, 2, sort)
			assert.Equal(t, 5, total, sort)
		}
		people, _, err := n.Service.People(t.Context(), n.ada, PeopleFilter{State: WorksHere}, all(t, "-startsOn", peopleSorts))
		require.NoError(t, err)
		assert.Equal(t, "Zoë Brontë", people[0].Name, "whose appointment is the newest that has begun")
		require.NotNil(t, people[0].Current)
		assert.Equal(t, "Trainees", people[0].Current.TeamName)
		assert.Nil(t, people[4].Current, "an appointment that has not begun is not in force")
	})
}

func TestWhatARecordShows(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		zoe := n.appointed("Zoë Brontë", n.trainees, "2026-09-01")
		sam := n.person("Sam Okoro")
		n.give(sam.ID, access.Manager, &n.coding)
		n.give(sam.ID, access.Mentor, nil)
		n.give(sam.ID, access.Assessor, nil)
		before := Assignment{PersonID: zoe.ID, Assignee: Ref{ID: sam.ID}, Kind: Assessor, StartsOn: day("2026-10-02"), EndsOn: day("2026-10-31")}
		_, err := n.Service.AddAssignment(t.Context(), n.ada, before)
		require.NoError(t, err)
		_, err = n.Service.AddAssignment(t.Context(), n.ada, Assignment{PersonID: zoe.ID, Assignee: Ref{ID: sam.ID}, Kind: Mentor, StartsOn: day("2026-10-01")})
		require.NoError(t, err)

		ctx, queries := database.CountQueries(t.Context())
		record, err := n.Service.Person(ctx, n.actor(sam.ID), zoe.ID)
		require.NoError(t, err)
		assert.EqualValues(t, 3, queries.Load())
		require.Len(t, record.Appointments, 1)
		assert.Equal(t, "Clinical Coding Officer", record.Appointments[0].RoleTitle)
		assert.Equal(t, []AssignmentKind{Mentor, Assessor}, []AssignmentKind{record.Assignments[0].Kind, record.Assignments[1].Kind}, "those in force come first")
		assert.Equal(t, "Sam Okoro", record.Assignments[0].Assignee.Name)
		assert.Contains(t, record.May, access.Permission("portfolio.review"), "as the manager of the team above")
		assert.NotContains(t, record.May, access.Permission("portfolio.write"))

		own, err := n.Service.Person(t.Context(), n.actor(zoe.ID), zoe.ID)
		require.NoError(t, err)
		assert.Contains(t, own.May, access.Permission("portfolio.write"))
		assert.NotContains(t, own.May, access.Permission("portfolio.review"))
		_, err = n.Service.Person(t.Context(), n.actor(zoe.ID), sam.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestEditingAPerson(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		mary := n.person("Mary Shaw")
		var renamed string
		n.accounts.rename = func(_ uuid.UUID, email string) error { renamed = email; return nil }
		edited, err := n.Service.EditPerson(t.Context(), n.ada, mary.ID, 1, Details{"Mary Shaw-Ali", "Mary@New.example"})
		require.NoError(t, err)
		assert.Equal(t, 2, edited.Version)
		assert.Equal(t, "mary@new.example", renamed, "the account follows")
		_, err = n.Service.EditPerson(t.Context(), n.ada, mary.ID, 1, Details{"Mary Old", "mary@old.example"})
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err), "an edit of what somebody else has changed")
		_, err = n.Service.EditPerson(t.Context(), n.ada, mary.ID, 2, Details{"Mary", "ada@northmoor.example"})
		assert.Equal(t, []string{"email"}, fields(t, err), "somebody else's address")
		_, err = n.Service.EditPerson(t.Context(), n.organisation("Southmere"), mary.ID, 2, Details{"Mary", "m@example.org"})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		n.accounts.rename = func(uuid.UUID, string) error { return apperr.InvalidField("email", "Taken.") }
		_, err = n.Service.EditPerson(t.Context(), n.ada, mary.ID, 2, Details{"Mary", "m@example.org"})
		assert.Equal(t, []string{"email"}, fields(t, err))
		record, err := n.Service.Person(t.Context(), n.ada, mary.ID)
		require.NoError(t, err)
		assert.Equal(t, "Mary Shaw-Ali", record.Name, "an edit that the account refuses changes nothing")
		assert.Equal(t, 1, n.audited("staff.person_edited"))
	})
}

func TestWhetherAPersonCanSignIn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		mary := n.person("Mary Shaw")
		is := func(want AccountState) {
			t.Helper()
			record, err := n.Service.Person(t.Context(), n.ada, mary.ID)
			require.NoError(t, err)
			assert.Equal(t, want.String(), record.Account.String())
		}
		is(NotInvited)
		link := func(token string, expires time.Time) {
			n.exec("INSERT INTO password_links (token_hash, purpose, person_id, expires_at) VALUES (?, 'invitation', ?, ?)", token, mary.ID, expires)
		}
		link("old", n.now)
		is(NotInvited)
		link("new", n.now.Add(time.Hour))
		is(Invited)
		n.account(mary.ID)
		is(Active)
		n.exec("UPDATE accounts SET disabled_at = ? WHERE person_id = ?", n.now, mary.ID)
		is(Disabled)
		n.exec("UPDATE people SET left_on = ? WHERE id = ?", day("2026-11-21"), mary.ID)
		is(Disabled)
		n.exec("UPDATE people SET left_on = ? WHERE id = ?", day("2026-11-20"), mary.ID)
		is(Left)
	})
}
