package demo_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/demo"
	"bandwise/internal/identity"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	"bandwise/internal/portfolio"
	"bandwise/internal/role"
	"bandwise/internal/staff"
	"bandwise/internal/training"
	"bandwise/internal/workforce"
	seeds "bandwise/seed/demo"
)

var base = calendar.MustParseDate("2026-11-20")

func everyone() page.Request { return page.Request{Sort: "name", Limit: page.MaxLimit} }

func TestTheDemoTrusts(t *testing.T) {
	histories := map[database.Dialect]string{}
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		m := makeDemo(t, testdb.New(t, dialect), base)
		histories[dialect] = m.history(t)
		t.Run(string(dialect), func(t *testing.T) {
			t.Run("60 staff in 7 teams", m.staffAndTeams)
			t.Run("everybody of the sign-in page can sign in", m.signIns)
			t.Run("claims wait in every area", m.areas)
			t.Run("the trainee stands before the Standards course", m.trainee)
			t.Run("there is somebody at every turn of the road", m.turnsOfTheRoad)
			t.Run("courses were held, are full, and are planned", m.courses)
			t.Run("the years ahead agree with the list of people", m.ahead)
			t.Run("the establishment agrees with the list of people", m.funded)
			t.Run("the pipeline agrees with the list of people", m.piped)
			t.Run("a leaver's time has come, and a hold keeps another", m.gone)
			t.Run("reviewers talk, and disagree", m.reviews)
			t.Run("the lead's numbers", m.numbers)
			t.Run("the second trust sees nothing of the first", m.strangers)
			t.Run("the trust's own edition of the framework", m.edition)
			t.Run("nothing happened on the base day", m.past)
			t.Run("a second start makes nothing", m.secondStart)
		})
	}
	assert.Equal(t, histories[database.SQLite], histories[database.Postgres], "the same base day gives the same history")
}

func (m made) staffAndTeams(t *testing.T) {
	lead := m.actor(t, "lead@demo.example")
	people, total, err := m.Staff.People(t.Context(), lead, staff.PeopleFilter{State: staff.WorksHere}, everyone())
	require.NoError(t, err)
	assert.Equal(t, 60, total)
	teams, err := m.Staff.Teams(t.Context(), lead)
	require.NoError(t, err)
	assert.Len(t, teams, 7)
	placed := 0
	for _, team := range teams {
		placed += team.People
		assert.Positive(t, team.People, team.Name)
	}
	assert.Equal(t, 60, placed, "everybody has an appointment today")
	for _, p := range people {
		assert.NotNil(t, p.Current, p.Name)
	}
	h, err := m.workforce.Heatmap(t.Context(), lead, workforce.MapQuestion{By: workforce.ByTeam, ColumnsBy: workforce.ByLevel}, everyone())
	require.NoError(t, err)
	var codes []string
	for _, s := range h.Skills {
		codes = append(codes, s.Code)
	}
	assert.Equal(t, []string{"ANCC", "ASMG", "RMGT", "SCAD", "VUAS"}, codes, "the roles' skills")
}

func (m made) gone(t *testing.T) {
	admin := m.actor(t, "admin@demo.example")
	p, err := m.Privacy.Preview(t.Context(), admin, m.base)
	require.NoError(t, err)
	require.Len(t, p.Leavers, 2)
	held, due := p.Leavers[0], p.Leavers[1]
	assert.Equal(t, []bool{true, false}, []bool{held.Held, due.Held})
	assert.False(t, due.DueOn.After(m.base))
	holds, total, err := m.Privacy.Holds(t.Context(), admin, true, page.Request{Limit: 10})
	require.NoError(t, err)
	require.Equal(t, 1, total)
	assert.Equal(t, held.ID, holds[0].PersonID)
	assert.NotEmpty(t, holds[0].Reason)
	assert.True(t, holds[0].ReviewOn.After(m.base))
	_, left, err := m.Staff.People(t.Context(), admin, staff.PeopleFilter{State: staff.HasLeft}, everyone())
	require.NoError(t, err)
	assert.Equal(t, 2, left, "nobody else has left")
}

func (m made) signIns(t *testing.T) {
	accounts, err := demo.SignIns()
	require.NoError(t, err)
	assert.Len(t, accounts, 15)
	for _, a := range accounts {
		visit, err := m.Identity.SignIn(t.Context(), identity.Credentials{Email: a.Email, Password: seeds.Password}, identity.Origin{Address: "127.0.0.1"}, identity.Visit{})
		require.NoError(t, err, a.Email)
		assert.Equal(t, a.Name, visit.Actor.Name)
	}
}

func (m made) areas(t *testing.T) {
	areas := map[string][]string{
		"manager@demo.example": {"ANCC"}, "panel1@demo.example": {"RMGT"}, "panel2@demo.example": {"RMGT"}, "checker@demo.example": {"SCAD", "VUAS"},
	}
	for reviewer, codes := range areas {
		queue, err := m.Portfolio.Reviews(t.Context(), m.actor(t, reviewer), portfolio.ReviewFilter{
			ClaimFilter: portfolio.ClaimFilter{Request: page.Request{Sort: "submittedAt", Limit: 50}},
		})
		require.NoError(t, err)
		assert.GreaterOrEqual(t, queue.Total, 2, reviewer)
		seen := map[string]bool{}
		for _, c := range queue.Claims {
			if c.CriterionID == nil {
				seen[c.Statement.Code] = true
			}
			assert.Positive(t, c.EvidenceCount)
		}
		for _, code := range codes {
			assert.True(t, seen[code], "%s has %s to review", reviewer, code)
		}
		assert.Len(t, seen, len(codes), reviewer)
	}
}

func (m made) trainee(t *testing.T) {
	trainee := m.actor(t, "trainee@demo.example")
	v, err := m.Training.Progress(t.Context(), trainee, trainee.PersonID)
	require.NoError(t, err)
	course, _ := v.Progress.Of("ccsc")
	assert.Equal(t, training.StateDue, course.State)
	assert.Nil(t, course.Record, "the Standards course is not recorded yet")
	next, ok := v.Progress.Next()
	assert.True(t, ok)
	assert.Equal(t, training.MilestoneKey("ccsc"), next.Milestone.Key)
	learning, _ := v.Progress.Of("ccs-e-learning")
	assert.Equal(t, training.StateDone, learning.State)
	assert.Equal(t, 5, v.Progress.Month)
	assert.Len(t, v.Mentors, 1)

	overview, err := m.Portfolio.Portfolio(t.Context(), trainee, trainee.PersonID)
	require.NoError(t, err)
	states := map[portfolio.State]int{}
	unclaimed := 0
	for _, s := range overview.Standings {
		switch {
		case s.Statement.Code != "ANCC" || s.Statement.Level != 2:
		case s.Claim == nil:
			unclaimed++
		default:
			states[s.Claim.State]++
		}
	}
	assert.GreaterOrEqual(t, unclaimed, 4, "statements that the trainee can still claim")
	assert.Equal(t, map[portfolio.State]int{portfolio.Approved: 1, portfolio.Returned: 1, portfolio.Submitted: 1}, states)
}

func (m made) turnsOfTheRoad(t *testing.T) {
	manager := m.actor(t, "manager@demo.example")
	state := func(email string, key training.MilestoneKey) training.State {
		v, err := m.Training.Progress(t.Context(), manager, m.actor(t, email).PersonID)
		require.NoError(t, err)
		milestone, _ := v.Progress.Of(key)
		return milestone.State
	}
	assert.Equal(t, training.StateOverdue, state("zara.hussain@demo.example", "ccsc"))
	assert.Equal(t, training.StateRecorded, state("callum.reid@demo.example", "ccs-e-learning"))
	assert.Equal(t, training.StateRecorded, state("bethany.lowe@demo.example", "anatomy-course"))
	assert.Equal(t, training.StateFailed, state("ivan.petrov@demo.example", "in-house-examination"))
	assert.Equal(t, training.StateFailed, state("kwame.boateng@demo.example", "nccq"))
	assert.Equal(t, training.StatePaused, state("marta.silva@demo.example", "nccq"))
	assert.Equal(t, training.StateDue, state("alice.turner@demo.example", "nccq"))
	assert.Equal(t, training.StateOverdue, state("fiona.mcallister@demo.example", "ccsrc"))

	partTime, err := m.Training.Progress(t.Context(), manager, m.actor(t, "sophie.grant@demo.example").PersonID)
	require.NoError(t, err)
	assert.Equal(t, 13, partTime.Progress.Month, "twenty and a half months at 0.6 of whole time are in the thirteenth")
	_, meetings, err := m.Training.Meetings(t.Context(), manager, m.actor(t, "trainee@demo.example").PersonID, page.Request{Sort: "metOn", Limit: 50})
	require.NoError(t, err)
	assert.Equal(t, 5, meetings)
}

func (m made) numbers(t *testing.T) {
	lead := m.actor(t, "lead@demo.example")
	o, err := m.workforce.Overview(t.Context(), lead, workforce.Filter{})
	require.NoError(t, err)
	assert.Equal(t, 60, o.Headcount.People)
	assert.Equal(t, 10, o.OnRoad.People)
	assert.Equal(t, 18, o.Accredited.People)
	assert.Equal(t, workforce.WTE(1720), o.Accredited.WTE)
	for name, n := range map[string]workforce.Number{
		"overdue": o.Overdue, "due soon": o.DueSoon, "on leave": o.OnLeave, "expiring": o.Expiring, "lapsed": o.Lapsed,
		"waiting review": o.WaitingReview, "waiting sign-off": o.WaitingSignOff, "returned": o.Returned, "gap": o.Gap,
	} {
		assert.Positive(t, n.People, name)
		behind, err := m.workforce.People(t.Context(), lead, n.Filter, everyone())
		require.NoError(t, err)
		assert.Equal(t, n.People, behind.Total, name)
	}
	staged := 0
	for _, s := range o.Stages {
		staged += s.People
	}
	assert.Equal(t, 28, staged, "trainees and accredited coders are each at one stage")
	trained, err := m.workforce.Trained(t.Context(), lead)
	require.NoError(t, err)
	f := workforce.Foresee(trained, workforce.Filter{}, m.base)
	assert.Greater(t, f.Points[workforce.ForecastMonths].People, f.Points[0].People, "trainees become accredited within the months")
}

func (m made) strangers(t *testing.T) {
	stranger := m.actor(t, "lead@other.example")
	ella := m.actor(t, "trainee@demo.example").PersonID
	people, total, err := m.Staff.People(t.Context(), stranger, staff.PeopleFilter{}, everyone())
	require.NoError(t, err)
	assert.Equal(t, 6, total)
	for _, p := range people {
		assert.True(t, strings.HasSuffix(p.Email, "@other.example"), p.Email)
	}
	teams, err := m.Staff.Teams(t.Context(), stranger)
	require.NoError(t, err)
	assert.Len(t, teams, 2)
	o, err := m.workforce.Overview(t.Context(), stranger, workforce.Filter{})
	require.NoError(t, err)
	assert.Equal(t, []int{6, 1, 1, 1}, []int{o.Headcount.People, o.OnRoad.People, o.Accredited.People, o.WaitingReview.People})
	for what, see := range map[string]func() error{
		"record":    func() error { _, err := m.Staff.Person(t.Context(), stranger, ella); return err },
		"progress":  func() error { _, err := m.Training.Progress(t.Context(), stranger, ella); return err },
		"portfolio": func() error { _, err := m.Portfolio.Portfolio(t.Context(), stranger, ella); return err },
		"readiness": func() error { _, err := m.workforce.Readiness(t.Context(), stranger, ella, nil); return err },
	} {
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(see()), what)
	}
	roles, _, err := m.Role.Roles(t.Context(), stranger, role.Filter{}, page.Request{Sort: "title", Limit: page.MaxLimit})
	require.NoError(t, err)
	for _, r := range roles {
		assert.NotEqual(t, "Clinical Coding Team Leader", r.Title, "a role of the first trust")
	}
}

func (m made) past(t *testing.T) {
	var late int64
	require.NoError(t, m.db.Conn(t.Context()).Table("audit_entries").
		Where("request_id = ? AND at >= ?", "demo", m.base.Midnight()).Count(&late).Error)
	assert.Zero(t, late)
	var weekend int
	var times []time.Time
	require.NoError(t, m.db.Conn(t.Context()).Table("audit_entries").Where("request_id = ?", "demo").Pluck("at", &times).Error)
	assert.Greater(t, len(times), 800, "every step leaves its row")
	for _, at := range times {
		if day := at.Weekday(); day == time.Saturday || day == time.Sunday {
			weekend++
		}
	}
	assert.Zero(t, weekend)
}

func (m made) secondStart(t *testing.T) {
	before := m.history(t)
	assert.Zero(t, m.again(t))
	assert.Equal(t, before, m.history(t))
}

// random finds identifiers, and free texts under the key of a person.
var random = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|[0-9a-f]{64}`)

// history tells what happened, step by step, by the audit trail: when, by whom, to whom, what. What is random is left out.
func (m made) history(t *testing.T) string {
	var rows []struct {
		At                                         time.Time
		Actor, Person, Action, SubjectKind, Before string
		After                                      string
	}
	require.NoError(t, m.db.Conn(t.Context()).Raw(`SELECT audit_entries.at, COALESCE(actors.name, '') AS actor, COALESCE(people.name, '') AS person,
			audit_entries.action, audit_entries.subject_kind, audit_entries.before, audit_entries.after
		FROM audit_entries LEFT JOIN people actors ON actors.id = audit_entries.actor_id LEFT JOIN people ON people.id = audit_entries.person_id
		WHERE audit_entries.request_id = 'demo'`).Scan(&rows).Error)
	var lines []string
	for _, r := range rows {
		line := strings.Join([]string{r.At.UTC().Format(time.RFC3339), r.Action, r.Actor, r.Person, r.SubjectKind, r.Before, r.After}, " | ")
		lines = append(lines, random.ReplaceAllString(line, "-"))
	}
	return strings.Join(slices.Sorted(slices.Values(lines)), "\n")
}

func TestEveryBaseDayMakesADemo(t *testing.T) {
	for name, day := range map[string]string{
		"29 February": "2028-02-29", "the end of a long month on a Sunday": "2027-10-31", "New Year's Day": "2027-01-01",
	} {
		t.Run(name, func(t *testing.T) {
			m := makeDemo(t, testdb.New(t, database.SQLite), calendar.MustParseDate(day))
			m.trainee(t)
			m.turnsOfTheRoad(t)
			m.past(t)
		})
	}
}
