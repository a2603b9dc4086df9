package app

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
	"bandwise/seed"
)

const (
	// private is in everything that people of the fixture write about their own work.
	private     = "Only for the eyes of those who judge it."
	password    = "kettle marmot ledger"
	today       = "2026-11-20"
	appointedOn = "2025-09-01"
	nobody      = "nobody"
)

// held is a row of somebody, with the version that was read.
type held struct {
	id      uuid.UUID
	version int
}

// organisation is an employer with two trees of teams: Coding with Trainees below it, and Security. Its founder
// administers it; its chief manages both trees and mentors everybody.
type organisation struct {
	founder, chief             *person
	coding, trainees, security held
	// practitioners sit on the panels of its three job matches.
	practitioners            [5]*person
	open, checking, released held
	library                  kept
	// sitting is the one that everybody has chosen, later the next one.
	sitting, later held
	rule           held
}

// kept is what the standards lead of an organisation keeps in its library.
type kept struct {
	// move belongs to the map of roles in force, draftMove to the draft.
	move, draftMove string
	draft, link     held
	// published is the version of the ACC pathway in force, trainingDraft the next one.
	published, trainingDraft uuid.UUID
	// course is attended by everybody, free by nobody yet.
	course, free, cohort held
	// scenario and report are the organisation's, view is whose turn it is.
	scenario, report, view held
	// funded is an entry of the establishment of team, which is the manager's.
	funded, team held
}

// person is somebody of the fixture with one of everything that an operation can be about.
type person struct {
	label   string
	id      uuid.UUID
	email   string
	version int
	cookie  *http.Cookie
	// token is a personal token by which a script acts for the person.
	token string
	org   *organisation

	team, appointment               held
	assignment, grant, file         uuid.UUID
	evidence, spare, draft, waiting held
	learning, feedback              held
	attempt, meeting, pause         held
	appraisal                       appraised
	// begun is evidence that is still being written.
	begun        held
	meetingsWith map[uuid.UUID]held
	booking      held
	coding
	// loggedBy are the meetings that others logged, noted the one that the person did.
	loggedBy                      map[uuid.UUID]held
	noted                         held
	extension, choice, membership held
	// matches are the organisation's: open, waiting for their check, released.
	matches [3]held
	// judged is a criterion that was judged, rule the organisation's rule of freshness.
	judged, rule held
	packs        packed
}

// fixture is the application with two organisations.
type fixture struct {
	t   *testing.T
	app *App
	// ctx carries the transaction of the request that is being sent.
	ctx context.Context

	// senders are nobody and one person for each role of access, all of them appointed to Coding.
	senders   []*person
	assigned  *person
	otherwise *person
	trainee   *person
	guard     *person
	foreigner *person
	// nobody stands for somebody who does not exist.
	nobody *person

	// edition is a draft of the framework, with a change; example stands beside a statement; requirement is a role's for a
	// statement that was replaced.
	edition, example    held
	change, requirement uuid.UUID

	linkToken  string
	statements []string
	framework  string
	profile    string
	pathway    string
	thresholds string
	// role is a role of the senders' organisation that nobody is appointed to.
	role held
	// pattern is a form of hospital numbers that a step before made.
	pattern held
	// token is a personal token of whom a request is about, elsewhere a session of the sender's.
	token, elsewhere uuid.UUID
	// copy is a copy of the record of whom a request is about.
	copy uuid.UUID
	// hold is a legal hold on that person, mark stands for what a run of the rules would remove.
	hold held
	mark string
	// intake is an import of staff that has been checked.
	intake held
	// provider is a provider of whom the request is about's organisation, identity who that person is there, and back what a browser
	// brings back from it with the cookie started.
	provider, identity uuid.UUID
	back               url.Values
	started            *http.Cookie
	// emergency is a use of emergency access of whom a request is about, which is over.
	emergency uuid.UUID
	// cover is one with whom a request is about, who stands in.
	cover uuid.UUID
	// factor is the secret of a second factor that a step before set up.
	factor string
	// entry is one of a log book, made for the request that is being sent.
	entry held
}

// newFixture opens a copy of the fixture, which the test may change as it likes.
func newFixture(t *testing.T, dialect database.Dialect) *fixture {
	t.Helper()
	return newLoggedFixture(t, dialect, slog.DiscardHandler)
}

func newLoggedFixture(t *testing.T, dialect database.Dialect, log slog.Handler) *fixture {
	t.Helper()
	url, folder, f := fixtures[dialect].copied(t, dialect)
	f.t, f.ctx, f.app = t, t.Context(), openFixture(t, url, folder, log)
	t.Cleanup(func() { require.NoError(t, f.app.Close()) })
	return &f
}

// furnish makes the two organisations with everything in them.
func (f *fixture) furnish() {
	f.t.Helper()
	home, away := f.organisation("Northmoor"), f.organisation("Southmere")
	f.library(home.founder)
	f.keep(home)
	f.keep(away)
	f.assigned = f.staff(home, "assigned", home.security)
	f.otherwise = f.staff(home, "otherwise", home.security)
	f.trainee = f.staff(home, "trainee", home.trainees)
	f.guard = f.staff(home, "guard", home.security)
	f.foreigner = f.staff(away, "foreigner", away.coding)
	f.nobody = f.madeUp(home)

	f.senders = []*person{{label: nobody, org: home}}
	for _, role := range append([]access.Role{access.Staff}, access.GrantableRoles()...) {
		sender := f.sender(home, role)
		f.senders = append(f.senders, sender)
		if role == access.StandardsLead {
			f.role = f.make(sender, "/roles", object{"title": "Coding Trainer", "band": "5", "bandStatus": "stated"})
		}
	}
	f.senders = append(f.senders, f.covering(home))
	panelMember := slices.IndexFunc(f.senders, func(p *person) bool { return p.label == string(access.PanelMember) })
	f.matching(home, f.senders[panelMember])
	f.matching(away, nil)
	f.freshness(home)
	f.freshness(away)
	for _, p := range append([]*person{f.assigned, f.otherwise, f.trainee, f.guard, f.foreigner}, f.senders[1:]...) {
		f.work(p)
	}
	f.edit()
	f.begin()
	f.must(home.founder, "POST", "/mail/test", nil, nil)
	var link struct{ URL string }
	f.must(home.founder, "POST", "/people/"+f.guard.id.String()+"/password-links", nil, &link)
	f.linkToken = link.URL[strings.LastIndex(link.URL, "/")+1:]
}

// organisation makes an employer through the features' own services and operations.
func (f *fixture) organisation(name string) *organisation {
	f.t.Helper()
	o := &organisation{}
	email := "founder@" + strings.ToLower(name) + ".example"
	id, err := f.app.modules.staff.Service.Found(f.ctx, "", name, "Founder of "+name, email)
	require.NoError(f.t, err)
	o.founder = &person{label: "founder", id: id, email: email, version: 1, org: o}
	f.signIn(o.founder)
	team := func(name string, parent held) held {
		body := object{"name": name}
		if parent.id != uuid.Nil {
			body["parentId"] = parent.id
		}
		return f.make(o.founder, "/teams", body)
	}
	o.coding, o.security = team("Coding", held{}), team("Security", held{})
	o.trainees = team("Trainees", o.coding)
	o.chief = f.person(o, "chief")
	for _, top := range []held{o.coding, o.security} {
		f.give(o.chief, access.Manager, top)
	}
	f.give(o.chief, access.Mentor, held{})
	return o
}

func (f *fixture) person(o *organisation, label string) *person {
	f.t.Helper()
	p := &person{label: label, email: fmt.Sprintf("%s@%s", label, strings.TrimPrefix(o.founder.email, "founder@")), org: o, meetingsWith: map[uuid.UUID]held{}, loggedBy: map[uuid.UUID]held{}}
	made := f.make(o.founder, "/people", object{"name": "Person " + label, "email": p.email})
	p.id, p.version = made.id, made.version
	f.signIn(p)
	return p
}

// signIn gives somebody an account and a session.
func (f *fixture) signIn(p *person) {
	f.t.Helper()
	require.NoError(f.t, f.app.modules.identity.Service.Provision(f.ctx, p.id, p.email, password))
	p.cookie = f.cookie(p.email, password)
}

// cookie opens a session.
func (f *fixture) cookie(email, password string) *http.Cookie {
	f.t.Helper()
	r := f.send(&person{}, http.MethodPost, "/session", object{"email": email, "password": password}, 0, false)
	answer := r.Result()
	require.NoError(f.t, answer.Body.Close())
	require.Len(f.t, answer.Cookies(), 1, r.Body.String())
	return answer.Cookies()[0]
}

// staff is a person who is appointed to the trainee's role, with the chief as mentor.
func (f *fixture) staff(o *organisation, label string, team held) *person {
	f.t.Helper()
	p := f.person(o, label)
	p.team = team
	p.appointment = f.make(o.founder, "/people/"+p.id.String()+"/appointments",
		object{"roleId": traineeRole, "teamId": team.id, "band": "3", "wte": 1, "startsOn": appointedOn})
	p.assignment = f.assign(p, o.chief, "mentor").id
	p.grant = f.make(o.founder, "/grants", object{"personId": p.id, "role": "manager", "teamId": o.security.id, "startsOn": "2030-01-01"}).id
	return p
}

// sender is a person with one role of access. Everybody was made the mentor of the assigned person, and the assessor of
// the otherwise assigned one, while they had the roles for it; the assessor the other way round.
func (f *fixture) sender(o *organisation, role access.Role) *person {
	f.t.Helper()
	p := f.staff(o, string(role), o.coding)
	mentored, assessed := f.assigned, f.otherwise
	if role == access.Assessor {
		mentored, assessed = assessed, mentored
	}
	for as, to := range map[access.Role]*person{access.Mentor: mentored, access.Assessor: assessed} {
		needed := f.give(p, as, held{})
		f.assign(to, p, string(as))
		if as == access.Mentor {
			to.meetingsWith[p.id] = f.make(to, "/people/"+to.id.String()+"/mentoring-meetings",
				object{"metOn": "2026-11-02", "topics": private, "mentorId": p.id})
			to.loggedBy[p.id] = f.make(p, "/people/"+to.id.String()+"/mentoring-meetings", object{"metOn": "2026-11-03", "topics": private})
		}
		if role != as {
			f.must(o.founder, "POST", "/grants/"+needed.id.String()+"/end", nil, nil)
		}
	}
	switch {
	case role == access.Staff, role == access.Mentor, role == access.Assessor, role == covering:
	case role.ReachesTeams():
		f.give(p, role, o.coding)
	default:
		f.give(p, role, held{})
	}
	return p
}

func (f *fixture) give(p *person, role access.Role, team held) held {
	f.t.Helper()
	body := object{"personId": p.id, "role": role, "startsOn": appointedOn}
	if team.id != uuid.Nil {
		body["teamId"] = team.id
	}
	return f.make(p.org.founder, "/grants", body)
}

func (f *fixture) assign(to, assignee *person, kind string) held {
	f.t.Helper()
	return f.make(to.org.founder, "/people/"+to.id.String()+"/assignments", object{"kind": kind, "assigneeId": assignee.id, "startsOn": appointedOn})
}

// library finds one of each thing that everybody may read.
func (f *fixture) library(by *person) {
	f.t.Helper()
	first := func(path string) []string {
		var list struct{ Items []struct{ ID string } }
		f.must(by, "GET", path, nil, &list)
		require.NotEmpty(f.t, list.Items, path)
		var ids []string
		for _, item := range list.Items {
			ids = append(ids, item.ID)
		}
		return ids
	}
	f.framework = first("/frameworks")[0]
	f.statements = first("/frameworks/" + f.framework + "/statements?code=ANCC&level=2")
	f.profile = first("/job-profiles")[0]
	f.pathway = first("/pathways")[0]
	var known struct{ Sets []struct{ ID string } }
	f.must(by, "GET", "/accuracy-thresholds", nil, &known)
	f.thresholds = known.Sets[0].ID
}

// keep lets the chief publish a map of roles, begin the next one, and make a link.
func (f *fixture) keep(o *organisation) {
	f.t.Helper()
	f.give(o.chief, access.StandardsLead, held{})
	type pathway struct {
		ID      uuid.UUID
		Version int
		Moves   []struct{ ID string }
	}
	var made, moved, published, draft pathway
	f.must(o.chief, "POST", "/role-pathways", object{}, &made)
	body := object{"fromRoleId": traineeRole, "toRoleId": deputyRole, "reason": "A step.", "condition": agreement}
	r := f.send(o.chief, "POST", "/role-pathways/"+made.ID.String()+"/moves", body, made.Version, false)
	require.Equal(f.t, http.StatusCreated, r.Code, r.Body.String())
	require.NoError(f.t, json.Unmarshal(r.Body.Bytes(), &moved))
	f.must(o.chief, "POST", "/role-pathways/"+made.ID.String()+"/publish", object{"version": moved.Version}, &published)
	f.must(o.chief, "POST", "/role-pathways", object{}, &draft)
	o.library.move, o.library.draftMove = published.Moves[0].ID, draft.Moves[0].ID
	o.library.draft = held{draft.ID, draft.Version}
	o.sitting, o.later = f.make(o.chief, "/sittings", newSitting("First sitting", "2028-04")), f.make(o.chief, "/sittings", newSitting("Second sitting", "2028-10"))
	f.trainingPathways(o)
	o.library.link = f.make(o.chief, "/own-links", newLink("ANCC", "Escalation", 9))
	f.plan(o)
	f.lookAhead(o)
}

// newSitting is a sitting with its papers in a month.
func newSitting(title, month string) object {
	return object{
		"title": title, "registrationOpensOn": "2026-10-01", "registrationClosesOn": "2028-02-01", "theoryOn": month + "-11", "practicalOn": month + "-12",
		"resultsExpectedOn": month[:4] + "-12-20", "source": "Made up.",
	}
}

// discard takes the draft of the map away, so that another one can be begun.
func (f *fixture) discard(encounter) {
	chief := f.trainee.org.chief
	draft := chief.org.library.draft
	r := f.send(chief, "DELETE", "/role-pathways/"+draft.id.String(), nil, draft.version, false)
	require.Equal(f.t, http.StatusNoContent, r.Code, r.Body.String())
}

var agreement = object{"kind": "agreement", "text": "the line manager"}

func newLink(code, aspect string, factor int) object {
	return object{"kind": "aspect", "code": code, "aspect": aspect, "factor": factor, "reason": "We see it so."}
}

// work gives somebody one of everything: a file, evidence, claims, records, an attempt, a meeting and leave.
func (f *fixture) work(p *person) {
	f.t.Helper()
	p.matches = [3]held{p.org.open, p.org.checking, p.org.released}
	f.judge(p)
	f.code(p)
	defer f.pack(p)
	at := "/people/" + p.id.String()
	var file struct{ ID uuid.UUID }
	r := f.send(p, "POST", at+"/files", nil, 0, true)
	require.Equal(f.t, http.StatusCreated, r.Code, r.Body.String())
	require.NoError(f.t, json.Unmarshal(r.Body.Bytes(), &file))
	p.file = file.ID
	p.evidence = f.make(p, at+"/evidence", newEvidence("Fifty records", p.file))
	p.spare = f.make(p, at+"/evidence", newEvidence("Not claimed with", uuid.Nil))
	p.begun = f.make(p, at+"/evidence-drafts", object{"title": private, "happenedOn": "2026-05-04", "kind": "course", "whatIDid": private})
	claim := func(statement string, submit bool) held {
		var made struct {
			Items []struct {
				ID      uuid.UUID
				Version int
			}
		}
		f.must(p, "POST", at+"/claims", object{"statementIds": []string{statement}, "evidenceIds": []uuid.UUID{p.evidence.id}, "explanation": private, "selfJudgement": "meets", "selfReason": private, "submit": submit}, &made)
		return held{made.Items[0].ID, made.Items[0].Version}
	}
	p.draft, p.waiting = claim(f.statements[1], false), claim(f.statements[2], true)
	// A claim that is submitted may change what its evidence is: the version is read afterwards.
	p.evidence.version = f.version(p, "/evidence/"+p.evidence.id.String())

	record := func(milestone, completedOn string) held {
		return f.make(p, at+"/milestone-records", object{"milestone": milestone, "completedOn": completedOn, "note": private})
	}
	p.learning = record("ccs-e-learning", "2025-10-01")
	record("ccsc", "2026-01-15")
	record("mentorship", "2026-03-02")
	p.feedback = record("audit-feedback", "2026-06-01")
	chief := p.org.chief
	var sat struct {
		Attempt struct {
			ID      uuid.UUID
			Version int
		}
	}
	f.must(chief, "POST", at+"/attempts", object{"milestone": "in-house-examination", "satOn": "2026-10-05", "papers": []string{"examination"}}, &sat)
	p.attempt = held{sat.Attempt.ID, sat.Attempt.Version}
	p.appraisal = f.appraise(chief, p)
	p.booking = f.book(chief, p)
	p.meeting = f.make(chief, at+"/mentoring-meetings", object{"metOn": "2026-10-01", "topics": private})
	p.noted = f.make(p, at+"/mentoring-meetings", object{"metOn": "2026-10-08", "topics": private, "mentorId": chief.id})
	p.extension = f.make(chief, at+"/extensions", object{"milestone": "anatomy-course", "dueOn": "2029-01-10", "reason": private})
	p.choice = f.make(p, at+"/sitting-choices", object{"sittingId": p.org.sitting.id})
	p.membership = f.make(p, at+"/memberships", object{"from": "2026-01-01", "to": "2026-12-31", "number": "A 17", "note": private})
	p.pause = f.make(chief, at+"/pauses", object{"reason": "other_leave", "note": private, "from": "2026-11-16"})
}

func newEvidence(title string, file uuid.UUID) object {
	e := object{"title": title + ". " + private, "kind": "work_sample", "whatIDid": private, "reflection": private, "happenedOn": "2026-05-04"}
	if file != uuid.Nil {
		e["fileIds"] = []uuid.UUID{file}
	}
	return e
}

// madeUp is somebody of whom nothing exists.
func (f *fixture) madeUp(o *organisation) *person {
	row := func() held { return held{uuid.New(), 1} }
	return &person{
		id: uuid.New(), version: 1, org: o, team: row(), appointment: row(), assignment: uuid.New(), grant: uuid.New(), file: uuid.New(),
		evidence: row(), spare: row(), begun: row(), draft: row(), waiting: row(), learning: row(), feedback: row(), attempt: row(), meeting: row(), pause: row(),
		noted: row(), extension: row(), choice: row(), membership: row(),
		appraisal: appraised{row(), row(), uuid.New(), row(), row()}, booking: row(),
		matches: [3]held{row(), row(), row()}, judged: row(), rule: row(),
		coding: coding{entry: row(), audit: row(), action: row()},
		packs:  packed{uuid.New(), uuid.New(), uuid.New(), uuid.New(), strings.Repeat("0", 64)},
	}
}

// subject gives whom a request of somebody is about.
func (f *fixture) subject(by *person, r relation) *person {
	switch r {
	case own:
		if by.label == nobody {
			return f.trainee
		}
		return by
	case assigned:
		return f.assigned
	case otherwiseAssigned:
		return f.otherwise
	case ownTeam:
		return f.trainee
	case otherTeam:
		return f.guard
	default:
		return f.foreigner
	}
}

// leave records that the person has left, so that rejoining can be recorded.
func (f *fixture) leave(e encounter) {
	f.must(e.about.org.founder, "POST", "/people/"+e.about.id.String()+"/leave", object{"leftOn": today, "version": e.about.version}, nil)
}

// planLeaving enters that the person is to retire.
func (f *fixture) planLeaving(e encounter) {
	r := f.send(e.about.org.founder, "PUT", "/people/"+e.about.id.String()+"/planned-leaving", object{"kind": "retirement", "leavesOn": "2028-03-31"}, 1, false)
	require.Equal(f.t, 200, r.Code, r.Body.String())
}

// passed records that the person passed the examination whose result was awaited.
func (f *fixture) passed(e encounter) {
	f.must(e.about.org.chief, "POST", "/attempts/"+e.about.attempt.id.String()+"/results",
		object{"version": e.about.attempt.version, "results": []object{{"paper": "examination", "outcome": "passed"}}}, nil)
}

// exempted exempts the person from a milestone; the exemption is read from the progress.
func (f *fixture) exempted(e encounter) {
	f.must(e.about.org.chief, "POST", "/people/"+e.about.id.String()+"/exemptions", object{"milestone": "ccsrc", "reason": private}, nil)
}

// exemption gives the exemption that the person has, somebody else's identifier where there is none.
func (e encounter) exemption() string {
	var row struct{ ID uuid.UUID }
	if err := e.f.app.db.Conn(e.f.ctx).Raw("SELECT id FROM exemptions WHERE person_id = ?", e.about.id).Scan(&row).Error; err != nil || row.ID == uuid.Nil {
		return uuid.NewString()
	}
	return row.ID.String()
}

// makeMentor makes the person somebody who can be given to others as a mentor.
func (f *fixture) makeMentor(e encounter) {
	if e.about.label != string(access.Mentor) {
		f.give(e.about, access.Mentor, held{})
	}
}

// award gives the person an accreditation whose refresher falls due within a year.
func (f *fixture) award(e encounter) {
	f.must(e.about.org.chief, "POST", "/people/"+e.about.id.String()+"/awards", object{"kind": "acc", "awardedOn": "2024-02-01", "because": "Seen."}, nil)
}

var (
	traineeRole = seed.ID(seed.KindRole, "clinical-coding-officer")
	deputyRole  = seed.ID(seed.KindRole, "clinical-coding-deputy-manager")
	otherRole   = seed.ID(seed.KindRole, "patient-services-officer")
	// proposal is a link that is proposed to everybody.
	proposal = seed.ID(seed.KindAspectLink, "ANCC-Escalation-3").String()
)
