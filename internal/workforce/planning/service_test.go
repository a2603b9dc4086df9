package planning_test

import (
	"context"
	"fmt"
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
	"bandwise/internal/workforce"
	. "bandwise/internal/workforce/planning"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func id(name string) uuid.UUID { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(name)) }

// trust is an organisation of a lead, a manager and as many coders as a test adds, who are accredited.
type trust struct {
	t       *testing.T
	db      *database.DB
	service *Service
	members []workforce.Member
}

// Trained and Roads answer for the features beside this one.
func (tr *trust) Trained(context.Context, access.Actor) ([]workforce.Member, error) {
	return tr.members, nil
}

func (tr *trust) Endings(ctx context.Context, by access.Actor) (workforce.Endings, error) {
	return workforce.New(workforce.Dependencies{DB: tr.db}).Service.Endings(ctx, by)
}

func (tr *trust) Roads(context.Context, uuid.UUID) ([]Road, error) {
	return []Road{{Key: "acc", Title: "ACC", Roles: []uuid.UUID{id("officer")}, MentoredFor: 6, CourseAfter: 6, ExamAfter: 24, Exam: "nccq"}}, nil
}

func each(t *testing.T, run func(*testing.T, *trust)) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := &trust{t: t, db: db}
		for _, organisation := range []string{"trust", "elsewhere"} {
			tr.exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id(organisation), organisation, organisation, noon.AddDate(-3, 0, 0))
		}
		tr.exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, 'coding', ?, 1, ?, ?)",
			id("coding"), id("trust"), "/"+id("coding").String()+"/", noon, noon)
		tr.exec("INSERT INTO roles (id, title, band, band_status, version, created_at, updated_at) VALUES (?, 'Officer', '3', 'stated', 1, ?, ?)", id("officer"), noon, noon)
		for _, name := range []string{"lead", "manager", "other manager"} {
			tr.person(name)
		}
		clock := calendar.Fixed(noon)
		m, err := New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock, Crew: tr, Roads: tr})
		require.NoError(t, err)
		tr.service = m.Service
		run(t, tr)
	})
}

func (tr *trust) exec(statement string, args ...any) {
	tr.t.Helper()
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Exec(statement, args...).Error)
}

func (tr *trust) person(name string) {
	tr.exec("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		id(name), id("trust"), name, name, name+"@example.org", noon, noon)
}

// coder adds somebody who has held ACC for a year and a half of two years here, and sat twice for it.
func (tr *trust) coder(name string, ends string) {
	tr.person(name)
	var last *calendar.Date
	m := workforce.Member{
		Person:   workforce.Person{ID: id(name), Name: name, Band: "4", WTE: 100, Role: workforce.Named{ID: id("officer")}, Team: workforce.Team{Path: "/"}},
		Training: &workforce.TrainingSummary{Stage: workforce.Stage{Key: "held"}, Accreditation: workforce.Current},
	}
	if ends != "" {
		day := calendar.MustParseDate(ends)
		last, m.Person.EndsOn = &day, day
	}
	tr.members = append(tr.members, m)
	tr.exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, ends_on, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, '4', 100, ?, ?, 1, ?, ?)`, uuid.New(), id("trust"), id(name), id("officer"), id("coding"), calendar.MustParseDate("2024-11-23"), last, noon, noon)
}

func (tr *trust) as(name string) access.Actor {
	policy, err := access.LoadPolicy()
	require.NoError(tr.t, err)
	team, from, organisation := id("coding"), calendar.MustParseDate("2020-01-01"), id("trust")
	grant := access.Grant{PersonID: id(name), OrganisationID: organisation, Role: access.Manager, TeamID: &team, StartsOn: from}
	switch name {
	case "lead":
		grant.Role, grant.TeamID = access.WorkforceLead, nil
	case "auditor":
		grant.Role, grant.TeamID = access.Auditor, nil
	case "stranger":
		organisation = id("elsewhere")
		grant.OrganisationID, grant.Role, grant.TeamID = organisation, access.WorkforceLead, nil
	}
	return policy.NewActor(id(name), organisation, name, "", []access.Grant{grant}, noon)
}

func code(err error) apperr.Code { return apperr.CodeOf(err) }

func TestThePlanIsKeptAndChanged(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx, lead := t.Context(), tr.as("lead")
		p, err := tr.service.Plan(ctx, lead)
		require.NoError(t, err)
		assert.Equal(t, Usual(), p)
		two := 2
		p.Target, p.TraineesPerMentor, p.Pass = &Target{WTE: 2000, Band: "4", By: calendar.MustParseDate("2028-04-01")}, &two, 645
		entered, err := tr.service.Enter(ctx, lead, p.Version, p)
		require.NoError(t, err)
		read, err := tr.service.Plan(ctx, lead)
		require.NoError(t, err)
		assert.Equal(t, entered, read)
		assert.Equal(t, []any{2, "lead", "2028-04-30", Permille(645)}, []any{read.Version, read.EnteredBy.Name, read.Target.By.ISO(), read.Pass})
		_, err = tr.service.Enter(ctx, lead, 1, p)
		assert.Equal(t, apperr.CodePreconditionFailed, code(err), "somebody entered another plan meanwhile")
		p.Target, p.TraineesPerMentor = nil, nil
		_, err = tr.service.Enter(ctx, lead, 2, p)
		require.NoError(t, err)
		read, err = tr.service.Plan(ctx, lead)
		require.NoError(t, err)
		assert.Nil(t, read.Target)
		assert.Nil(t, read.TraineesPerMentor)
		p.Pass = 1400
		_, err = tr.service.Enter(ctx, lead, 3, p)
		assert.Equal(t, apperr.CodeInvalid, code(err))
		other, err := tr.service.Plan(ctx, tr.as("stranger"))
		require.NoError(t, err)
		assert.Equal(t, 1, other.Version, "another organisation has its own")
	})
}

func TestWhoseScenariosAreSeen(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx, lead, manager := t.Context(), tr.as("lead"), tr.as("manager")
		intake := Intake{People: 4, Starts: calendar.MustParseDate("2027-04-01"), Pathway: "acc", Band: "4", WTE: 80, PaidIn: "3"}
		wide, err := tr.service.Sketch(ctx, lead, Scenario{Name: "Große Klasse", Note: "A note.", Changes: Changes{Intakes: []Intake{intake}}})
		require.NoError(t, err)
		own, err := tr.service.Sketch(ctx, manager, Scenario{Name: "My own"})
		require.NoError(t, err)
		assert.Equal(t, []bool{true, false}, []bool{wide.Wide, own.Wide})
		names := func(who, q string) []string {
			found, total, err := tr.service.Scenarios(ctx, tr.as(who), page.Request{Query: q, Sort: "name", Limit: 10})
			require.NoError(t, err)
			assert.Len(t, found, total)
			var all []string
			for _, s := range found {
				all = append(all, s.Name)
			}
			return all
		}
		assert.Equal(t, []string{"Große Klasse"}, names("lead", ""))
		assert.Equal(t, []string{"My own"}, names("manager", ""))
		assert.Empty(t, names("other manager", ""))
		assert.Empty(t, names("stranger", ""))
		assert.Empty(t, names("lead", "own"))
		assert.Equal(t, []string{"Große Klasse"}, names("lead", "klasse"))
		read, err := tr.service.Scenario(ctx, lead, wide.ID)
		require.NoError(t, err)
		assert.Equal(t, wide, read)
		for _, who := range []string{"manager", "other manager", "stranger"} {
			_, err = tr.service.Scenario(ctx, tr.as(who), wide.ID)
			assert.Equal(t, apperr.CodeNotFound, code(err), who)
			assert.Equal(t, apperr.CodeNotFound, code(tr.service.Drop(ctx, tr.as(who), wide.ID, 1)), who)
		}
		rate := Permille(900)
		changed, err := tr.service.Change(ctx, lead, wide.ID, 1, Scenario{Name: "Smaller", Changes: Changes{Pass: &rate}})
		require.NoError(t, err)
		assert.Equal(t, []any{2, "lead", true}, []any{changed.Version, changed.Owner.Name, changed.Wide})
		_, err = tr.service.Change(ctx, lead, wide.ID, 1, changed)
		assert.Equal(t, apperr.CodePreconditionFailed, code(err))
		assert.Equal(t, apperr.CodePreconditionFailed, code(tr.service.Drop(ctx, lead, wide.ID, 1)))
		require.NoError(t, tr.service.Drop(ctx, lead, wide.ID, 2))
		assert.Empty(t, names("lead", ""))
	})
}

func TestFewPeopleAreNotPublishedOutsideTheLine(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		f, err := tr.service.Forecast(ctx, tr.as("lead"), workforce.Filter{})
		require.NoError(t, err)
		assert.Empty(t, f.Withheld, "of nobody there is nothing to withhold")
		assert.Equal(t, workforce.WTE(0), f.Points[0].All.Median)
		tr.coder("Ada", "")
		f, err = tr.service.Forecast(ctx, tr.as("lead"), workforce.Filter{})
		require.NoError(t, err)
		assert.Contains(t, f.Withheld, "fewer than 5 people")
		assert.Empty(t, f.Points)
		c, err := tr.service.Compare(ctx, tr.as("lead"), workforce.Filter{}, nil)
		require.NoError(t, err)
		assert.NotEmpty(t, c.Withheld)
		assert.Empty(t, c.Options)
		f, err = tr.service.Forecast(ctx, tr.as("manager"), workforce.Filter{})
		require.NoError(t, err)
		assert.Empty(t, f.Withheld, "the line sees its own")
		assert.Equal(t, workforce.WTE(100), f.Points[0].All.Median)
	})
}

func TestScenariosStandBesideTodaysPlan(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx, lead := t.Context(), tr.as("lead")
		for i := range 8 {
			tr.coder(fmt.Sprintf("Coder %d", i), "")
		}
		tr.coder("Going", "2027-01-31")
		tr.exec(`INSERT INTO exam_sittings (id, organisation_id, milestone, title, registration_opens_on, registration_closes_on, theory_on, practical_on,
			results_expected_on, source, note, cancel_reason, version, created_by, created_at, updated_at) VALUES (?, ?, 'nccq', 'March 2027', ?, ?, ?, ?, ?, '', '', '', 1, ?, ?, ?)`,
			uuid.New(), id("trust"), calendar.MustParseDate("2026-10-01"), calendar.MustParseDate("2027-02-01"), calendar.MustParseDate("2027-03-22"),
			calendar.MustParseDate("2027-03-23"), calendar.MustParseDate("2027-04-27"), id("lead"), noon, noon)
		nobody := Permille(0)
		sure := Permille(1000)
		s, err := tr.service.Sketch(ctx, lead, Scenario{Name: "Four", Changes: Changes{
			Pass: &sure, LeaveAccredited: &nobody, LeaveTraining: &nobody, Target: &Target{WTE: 1200, Band: "4", By: calendar.MustParseDate("2029-04-01")},
			Intakes: []Intake{{People: 4, Starts: calendar.MustParseDate("2027-04-01"), Pathway: "acc", Band: "4", WTE: 100}},
		}})
		require.NoError(t, err)
		c, err := tr.service.Compare(ctx, lead, workforce.Filter{}, []uuid.UUID{s.ID})
		require.NoError(t, err)
		require.Len(t, c.Options, 2)
		four := c.Options[1].Forecast
		at := func(month string) workforce.WTE {
			for _, p := range four.Points {
				if p.Label == month {
					return p.All.Median
				}
			}
			t.Fatal("no " + month)
			return 0
		}
		assert.Equal(t, workforce.WTE(900), at("January 2027"), "until the last day of January nine are there")
		assert.Equal(t, workforce.WTE(800), at("February 2027"))
		assert.Equal(t, workforce.WTE(1200), at("April 2029"), "four start in April 2027 and pass two years on")
		assert.Equal(t, "2029-04-30", four.MetOn.ISO())
		assert.Contains(t, four.Sentence, "is met in April 2029 in half of the runs; by April 2029 it is met in 100 % of them.")
		_, err = tr.service.Compare(ctx, lead, workforce.Filter{}, []uuid.UUID{s.ID, s.ID, s.ID, s.ID})
		assert.Equal(t, apperr.CodeInvalid, code(err))
		_, err = tr.service.Compare(ctx, lead, workforce.Filter{}, []uuid.UUID{uuid.New()})
		assert.Equal(t, apperr.CodeNotFound, code(err))
	})
}

// A fixed term and a planned retirement take their people out of the count in their month in every run, whatever the rates.
func TestKnownEndsLeaveTheForecastInTheirMonth(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx, lead := t.Context(), tr.as("lead")
		for i := range 6 {
			tr.coder(fmt.Sprintf("Coder %d", i), map[int]string{1: "2027-03-31"}[i])
		}
		tr.exec(`INSERT INTO planned_leavings (person_id, organisation_id, kind, leaves_on, entered_by, entered_on, version, created_at, updated_at)
			VALUES (?, ?, 'retirement', ?, ?, ?, 2, ?, ?)`, id("Coder 2"), id("trust"), calendar.MustParseDate("2028-06-15"), id("manager"), calendar.Today(noon), noon, noon)
		// A day that has passed while the person still works here ends nothing.
		tr.exec(`INSERT INTO planned_leavings (person_id, organisation_id, kind, leaves_on, entered_by, entered_on, version, created_at, updated_at)
			VALUES (?, ?, 'other', ?, ?, ?, 2, ?, ?)`, id("Coder 3"), id("trust"), calendar.MustParseDate("2026-11-01"), id("manager"), calendar.Today(noon), noon, noon)
		p := Usual()
		p.LeaveAccredited, p.EnoughYears = 0, 10_000
		_, err := tr.service.Enter(ctx, lead, 1, p)
		require.NoError(t, err)
		f, err := tr.service.Forecast(ctx, lead, workforce.Filter{})
		require.NoError(t, err)
		for _, point := range f.Points {
			want := workforce.WTE(600)
			if point.On.After(calendar.MustParseDate("2027-03-31")) {
				want -= 100
			}
			if !point.On.Before(calendar.MustParseDate("2028-06-15")) {
				want -= 100
			}
			assert.Equal(t, Spread{want, want, want}, point.All, point.Label)
		}
		assert.Equal(t, workforce.WTE(400), f.Plans.Points[36].WTE, "the same without chance")
		said := func(by access.Actor) string {
			f, err := tr.service.Forecast(ctx, by, workforce.Filter{})
			require.NoError(t, err)
			for _, a := range f.Assumptions {
				if a.Key == "ends" {
					return a.Value
				}
			}
			return ""
		}
		assert.Equal(t, "2 of 6 coders: 1 fixed term, 1 planned leaving", said(lead))
		assert.Equal(t, "2 of 6 coders", said(tr.as("auditor")), "to somebody outside the line")
	})
}

func TestQueriesDoNotGrowWithTheHeadcount(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		lead := tr.as("lead")
		for n, headcount := range []int{8, 80} {
			for i := len(tr.members); i < headcount; i++ {
				tr.coder(fmt.Sprintf("Coder %d", i), "")
			}
			ctx, queries := database.CountQueries(t.Context())
			_, err := tr.service.Forecast(ctx, lead, workforce.Filter{})
			require.NoError(t, err)
			assert.Equal(t, int64(11), queries.Load(), "with people of round %d, besides what the features beside it ask", n)
		}
	})
}
