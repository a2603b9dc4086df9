package app

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/identity"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

// years is the application with one trainee, whose years are told day by day: the clock is set, nothing waits.
type years struct {
	*fixture
	now time.Time
	org *organisation
	// trainee is Tara, mentor is Mo, manager is Max; the organisation's founder appoints.
	trainee, mentor, manager *person
	signedIn                 map[*person]string
	sittings                 map[string]held
	meeting, attempt, pause  held
	choice                   held
	post, band4              held
}

// milestoneNow is a milestone as the trainee's timeline shows it.
type milestoneNow struct {
	Key, State, DueOn, NotBefore, DoneOn, Because string
}

func newYears(t *testing.T, dialect database.Dialect) *years {
	t.Helper()
	c := config.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), DatabaseURL: installed.Copy(t, dialect), LogFormat: "text"}
	require.NoError(t, c.Complete())
	y := &years{signedIn: map[*person]string{}, sittings: map[string]held{}}
	y.at("2025-09-01")
	a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes, Clock: func() time.Time { return y.now }})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, a.Close()) })
	y.fixture = &fixture{t: t, app: a, ctx: t.Context()}
	y.org = y.organisation("Northmoor")
	y.trainee, y.mentor, y.manager = y.person(y.org, "tara"), y.person(y.org, "mo"), y.person(y.org, "max")
	y.give(y.mentor, access.Mentor, held{})
	y.give(y.manager, access.Manager, y.org.coding)
	y.give(y.manager, access.StandardsLead, held{})
	return y
}

// at sets the clock to nine in the morning of a day, London time or an hour off it.
func (y *years) at(on string) { y.now = calendar.MustParseDate(on).Midnight().Add(9 * time.Hour) }

// as gives somebody with a session of the day, which ends with it.
func (y *years) as(p *person) *person {
	if on := calendar.Today(y.now).ISO(); y.signedIn[p] != on {
		y.newSession(p)
		y.signedIn[p] = on
	}
	return p
}

// newSession gives somebody who has an account a new session.
func (f *fixture) newSession(p *person) {
	f.t.Helper()
	r := f.send(&person{}, "POST", "/session", object{"email": p.email, "password": password}, 0, false)
	answer := r.Result()
	require.NoError(f.t, answer.Body.Close())
	require.Len(f.t, answer.Cookies(), 1, r.Body.String())
	p.cookie = answer.Cookies()[0]
}

// must and make are the fixture's, by somebody with a session of the day.
func (y *years) must(by *person, method, path string, body, answer any) {
	y.t.Helper()
	y.fixture.must(y.as(by), method, path, body, answer)
}

func (y *years) make(by *person, path string, body any) held {
	y.t.Helper()
	return y.fixture.make(y.as(by), path, body)
}

func (y *years) put(by *person, path string, body any, version int) {
	y.t.Helper()
	method := http.MethodPut
	if strings.HasPrefix(path, "/appointments/") {
		method = http.MethodPatch
	}
	r := y.send(y.as(by), method, path, body, version, false)
	require.Equal(y.t, http.StatusOK, r.Code, "%s: %s", path, r.Body.String())
}

// refused sends what is wrong: the answer has the status and says the sentence, and nothing changes.
func (y *years) refused(by *person, method, path string, body any, status int, sentence string) {
	y.t.Helper()
	before := y.progress()
	r := y.send(y.as(by), method, path, body, 0, false)
	assert.Equal(y.t, status, r.Code, r.Body.String())
	assert.Contains(y.t, r.Body.String(), sentence)
	assert.Equal(y.t, before, y.progress(), "nothing changed")
}

// of gives the address of something of the trainee.
func (y *years) of(what string) string { return "/people/" + y.trainee.id.String() + "/" + what }

func (y *years) record(milestone, on string, certificate uuid.UUID) held {
	y.t.Helper()
	body := object{"milestone": milestone, "completedOn": on}
	if certificate != uuid.Nil {
		body["certificateId"] = certificate
	}
	return y.make(y.trainee, y.of("milestone-records"), body)
}

func (y *years) signOff(by *person, record held) {
	y.t.Helper()
	y.must(by, "POST", fmt.Sprintf("/milestone-records/%s/sign-off", record.id), object{"version": record.version}, nil)
}

// done is a milestone that the trainee records and the manager signs off on the same day.
func (y *years) done(milestone, on string, certificate uuid.UUID) {
	y.t.Helper()
	y.signOff(y.manager, y.record(milestone, on, certificate))
}

func (y *years) file(of *person) uuid.UUID {
	y.t.Helper()
	r := y.send(y.as(of), "POST", "/people/"+of.id.String()+"/files", nil, 0, true)
	require.Equal(y.t, http.StatusCreated, r.Code, r.Body.String())
	var made struct{ ID uuid.UUID }
	require.NoError(y.t, json.Unmarshal(r.Body.Bytes(), &made))
	return made.ID
}

func (y *years) sit(on string, resit bool, papers ...string) held {
	y.t.Helper()
	var sat struct {
		Attempt struct {
			ID      uuid.UUID
			Version int
			Sitting struct{ Name string }
		}
	}
	y.must(y.manager, "POST", y.of("attempts"), object{"milestone": "nccq", "satOn": on, "papers": papers, "resit": resit}, &sat)
	return held{sat.Attempt.ID, sat.Attempt.Version}
}

// progressNow is the trainee's progress as the trainee reads it.
type progressNow struct {
	Month, Months int
	Stage         struct{ Title string }
	Next          string
	Overdue       []string
	Milestones    []milestoneNow
	Accreditation struct{ Status, RefresherDueOn, Because string }
	Readiness     []struct{ Title, Kind string }
}

func (y *years) progress() progressNow {
	y.t.Helper()
	var p progressNow
	if y.post.id != uuid.Nil {
		y.must(y.trainee, "GET", y.of("progress"), nil, &p)
	}
	return p
}

func (y *years) check(d day) {
	y.t.Helper()
	p := y.progress()
	told := fmt.Sprintf("%s: %s", d.on, d.what)
	if d.want.headline != "" {
		assert.Equal(y.t, d.want.headline, fmt.Sprintf("month %d of %d, %s, next %s", p.Month, p.Months, p.Stage.Title, p.Next), told)
	}
	known := map[string]milestoneNow{}
	for _, m := range p.Milestones {
		known[m.Key] = m
	}
	for key, want := range d.want.timeline {
		m := known[key]
		due := m.DueOn
		if due == "" {
			due = "-"
		}
		got := m.State + " " + due
		if m.NotBefore != "" {
			got += " from " + m.NotBefore
		}
		assert.Equal(y.t, want, got, "%s: %s: %s", told, key, m.Because)
	}
	for key, want := range d.want.because {
		assert.Contains(y.t, known[key].Because, want, "%s: %s", told, key)
	}
	if d.want.accreditation != "" {
		assert.Equal(y.t, d.want.accreditation, strings.TrimSpace(p.Accreditation.Status+" "+p.Accreditation.RefresherDueOn), told)
	}
	if d.want.overdue != nil {
		assert.Equal(y.t, d.want.overdue, p.Overdue, told)
	}
	y.notices(y.trainee, d.want.tara, told)
	y.notices(y.mentor, d.want.mo, told)
	y.notices(y.manager, d.want.max, told)
}

// towards lets the trainee choose the role that is worked towards, "" for none.
func (y *years) towards(role string) {
	y.t.Helper()
	body := object{}
	if role != "" {
		body["roleId"] = role
	}
	y.must(y.trainee, "PUT", "/me/target-role", body, nil)
}

// notices checks everything that somebody is told on the day: the kind, for whom it is when it is about the trainee, the
// milestone that it leads to, and the date by which something is due.
func (y *years) notices(of *person, want []string, told string) {
	y.t.Helper()
	var list struct {
		Items []struct {
			Kind, Sentence, Link, DueOn string
			About                       *struct{ ID uuid.UUID }
		}
	}
	y.must(of, "GET", "/notices?limit=100", nil, &list)
	got := []string{}
	for _, n := range list.Items {
		line := n.Kind
		if _, milestone, found := strings.Cut(n.Link, "/milestones/"); found {
			line += " " + milestone
		}
		if n.DueOn != "" {
			line += " " + n.DueOn
		}
		if of != y.trainee {
			require.NotNil(y.t, n.About, n.Sentence)
			assert.Equal(y.t, y.trainee.id, n.About.ID, n.Sentence)
		}
		got = append(got, line)
	}
	if want == nil {
		want = []string{}
	}
	assert.ElementsMatch(y.t, want, got, "%s: what %s is told", told, of.label)
}

// plan checks where the membership stands and by which day the plan leads to the award, and gives the sitting that is proposed.
func (y *years) plan(membership, awardOn string) string {
	y.t.Helper()
	var plan struct {
		Membership struct{ State, Because string }
		AwardOn    string
		Proposed   struct{ Title string }
	}
	y.must(y.trainee, "GET", y.of("exam-plan"), nil, &plan)
	assert.Equal(y.t, membership, plan.Membership.State, plan.Membership.Because)
	assert.Equal(y.t, awardOn, plan.AwardOn)
	return plan.Proposed.Title
}

func (y *years) mentoring(sentence string) {
	y.t.Helper()
	var list struct{ Mentoring struct{ Sentence string } }
	y.must(y.mentor, "GET", y.of("mentoring-meetings"), nil, &list)
	assert.Equal(y.t, sentence, list.Mentoring.Sentence)
}

func (y *years) certificates(n int) {
	y.t.Helper()
	var list struct{ Total int }
	y.must(y.trainee, "GET", y.of("certificates"), nil, &list)
	assert.Equal(y.t, n, list.Total)
}

// rebased checks that the requirements that count are those of the new role, and that nothing of the old post is asked any more.
func (y *years) rebased(role string) {
	y.t.Helper()
	p := y.progress()
	var own []string
	for _, r := range p.Readiness {
		if r.Kind == "own" {
			own = append(own, r.Title)
		}
		assert.NotEqual(y.t, "Clinical Coding Officer", r.Title, "the old role is history")
	}
	assert.Equal(y.t, []string{role}, own)
	for _, m := range p.Milestones {
		switch m.Key {
		case "daily-target", "audit-feedback", "portfolio", "ccsrc":
		default:
			assert.Contains(y.t, []string{"done", "exempt"}, m.State, "%s is behind", m.Key)
		}
	}
}

// nothingWasWiped checks that after the renewal every record, attempt, correction, extension, choice and award is still there.
func (y *years) nothingWasWiped() {
	y.t.Helper()
	var p struct {
		Milestones []struct {
			Key                           string
			Records, Extensions, Attempts []any
		}
		Pauses []any
	}
	y.must(y.trainee, "GET", y.of("progress"), nil, &p)
	records, attempts, extensions := 0, 0, 0
	for _, m := range p.Milestones {
		records, attempts, extensions = records+len(m.Records), attempts+len(m.Attempts), extensions+len(m.Extensions)
	}
	// The e-learning, the course, the mentorship, the anatomy course and the refresher; two attempts at each examination.
	assert.Equal(y.t, []int{5, 4, 1, 1}, []int{records, attempts, extensions, len(p.Pauses)})
	var plan struct{ History []struct{ EndedAs string } }
	y.must(y.trainee, "GET", y.of("exam-plan"), nil, &plan)
	require.Len(y.t, plan.History, 2)
	assert.Equal(y.t, "sat", plan.History[1].EndedAs)
	var awards struct{ Total int }
	y.must(y.trainee, "GET", y.of("awards"), nil, &awards)
	assert.Equal(y.t, 1, awards.Total)
}
