package workforce_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/workforce"
)

// trust is an organisation in a test's database: coding above inpatient coding, and records.
type trust struct {
	t                        *testing.T
	db                       *database.DB
	id                       uuid.UUID
	coding, inpatient, store uuid.UUID
	people                   int
}

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func exec(t *testing.T, db *database.DB, statement string, args ...any) {
	t.Helper()
	require.NoError(t, db.Conn(t.Context()).Exec(statement, args...).Error)
}

// library adds a framework of four statements and three roles, one of which no organisation but its own may read.
func library(t *testing.T, db *database.DB, local uuid.UUID) {
	framework := id("framework")
	exec(t, db, "INSERT INTO frameworks (id, slug, title, document, licence, source, visibility) VALUES (?, 'skills', 'Skills', '', '', '', 'members')", framework)
	for i, s := range []Statement{escalation2, targets2, escalation3, retention2} {
		exec(t, db, `INSERT INTO framework_statements (id, framework_id, ordinal, key, code, skill, aspect, level, text, source_heading,
			source_heading_line, source_text, source_line, corrections) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', 1, '', 1, '[]')`,
			s.ID, framework, i, s.ID.String(), s.Code, s.Skill, s.Aspect, int(s.Level), s.Text)
	}
	for _, r := range []struct {
		Role
		organisation *uuid.UUID
	}{{Role{officer, "3"}, nil}, {Role{senior, "4"}, nil}, {Role{clerk, "2"}, &local}} {
		exec(t, db, "INSERT INTO roles (id, organisation_id, title, band, band_status, version, created_at, updated_at) VALUES (?, ?, ?, ?, 'stated', 1, ?, ?)",
			r.ID, r.organisation, r.Name, string(r.Band), noon, noon)
		for _, q := range asked[r.ID] {
			exec(t, db, `INSERT INTO role_requirements (id, role_id, ordinal, kind, key, statement_id, importance, higher_counts, configured, reason, sources)
				VALUES (?, ?, 1, 'statement', ?, ?, ?, ?, ?, '', '[]')`, uuid.New(), r.ID, q.ID.String(), q.ID, q.Importance.String(), true, true)
		}
	}
}

func newTrust(t *testing.T, db *database.DB, name string) *trust {
	tr := &trust{t: t, db: db, id: uuid.New()}
	exec(t, db, "INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", tr.id, name, name, noon)
	tr.coding = tr.team("Coding", nil, "/")
	tr.inpatient = tr.team("Inpatients", &tr.coding, "/"+tr.coding.String()+"/")
	tr.store = tr.team("Records", nil, "/")
	return tr
}

func (tr *trust) team(name string, parent *uuid.UUID, above string) uuid.UUID {
	team := uuid.New()
	exec(tr.t, tr.db, "INSERT INTO teams (id, organisation_id, parent_id, name, path, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		team, tr.id, parent, name, above+team.String()+"/", noon, noon)
	return team
}

func (tr *trust) person(name string) uuid.UUID {
	person := uuid.New()
	tr.people++
	exec(tr.t, tr.db, "INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		person, tr.id, name, lower(name), fmt.Sprintf("%d@%s.example", tr.people, tr.id), noon, noon)
	return person
}

func (tr *trust) appointed(name string, role Named, team uuid.UUID, from, to string) uuid.UUID {
	person := tr.person(name)
	tr.appoint(person, role, team, from, to)
	return person
}

func (tr *trust) appoint(person uuid.UUID, role Named, team uuid.UUID, from, to string) {
	var end *calendar.Date
	if to != "" {
		d := day(to)
		end = &d
	}
	exec(tr.t, tr.db, `INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, ends_on, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, '3', 60, ?, ?, 1, ?, ?)`, uuid.New(), tr.id, person, role.ID, team, day(from), end, noon, noon)
}

func (tr *trust) claim(person uuid.UUID, s Statement, state string, level *int) uuid.UUID {
	c := uuid.New()
	var decided *time.Time
	if state != "submitted" && state != "draft" {
		decided = &noon
	}
	exec(tr.t, tr.db, `INSERT INTO claims (id, organisation_id, person_id, statement_id, state, approved_level, explanation, submitted_at, decided_at, reason, search, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, '', '', 1, ?, ?)`, c, tr.id, person, s.ID, state, level, noon.AddDate(0, 0, -3), decided, noon, noon)
	return c
}

// actor is somebody of the trust with one role of access.
func (tr *trust) actor(role access.Role, team *uuid.UUID) access.Actor {
	policy, err := access.LoadPolicy()
	require.NoError(tr.t, err)
	person := tr.person("Viewer")
	return policy.NewActor(person, tr.id, "Viewer", "viewer@example", []access.Grant{{PersonID: person, OrganisationID: tr.id, Role: role, TeamID: team, StartsOn: day("2020-01-01")}}, noon)
}

// trainer answers for the training feature: everybody in scope is off the road but those named.
type trainer map[uuid.UUID]TrainingSummary

func (tr trainer) Summaries(context.Context, access.Scopes, calendar.Date) ([]*TrainingSummary, error) {
	var all []*TrainingSummary
	for person, s := range tr {
		s.PersonID = person
		all = append(all, &s)
	}
	return all, nil
}

func (tr trainer) Explained(_ context.Context, _ uuid.UUID, people []uuid.UUID, _ calendar.Date) ([]*TrainingSummary, error) {
	var all []*TrainingSummary
	for _, person := range people {
		if s, there := tr[person]; there {
			s.PersonID = person
			all = append(all, &s)
		}
	}
	return all, nil
}

func (tr trainer) Summary(_ context.Context, _, person uuid.UUID, _ calendar.Date) (*TrainingSummary, error) {
	s, there := tr[person]
	if !there {
		return nil, nil //nolint:nilnil // somebody who never was on the road
	}
	s.PersonID = person
	return &s, nil
}

// Renewals gives the accreditation that the road leads to, and an auditor's of everybody who holds it.
func (tr trainer) Renewals(context.Context, access.Scopes, calendar.Date) ([]Renewal, error) {
	var all []Renewal
	for person, s := range tr {
		if s.Accreditation.Held() {
			all = append(all, Renewal{PersonID: person, Award: "acc", Title: "ACC", Word: "refresher", AwardedOn: s.AwardedOn, DueOn: s.RefresherDueOn, Because: "By the rule."})
		}
	}
	return all, nil
}

func (trainer) MilestoneTitles(context.Context, uuid.UUID) (map[string]string, error) {
	return map[string]string{"ccsc": "Standards course"}, nil
}

func (trainer) Stages(context.Context, uuid.UUID) ([]Stage, error) { return stages, nil }

func lower(name string) string {
	folded := []rune(name)
	for i, r := range folded {
		if r >= 'A' && r <= 'Z' {
			folded[i] = r + 'a' - 'A'
		}
	}
	return string(folded)
}

func level(n int) *int { return &n }

func everybody() page.Request { return page.Request{Sort: "name", Limit: 50} }

func TestWhoIsSeenAndWithWhat(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north, south := newTrust(t, db, "north"), newTrust(t, db, "south")
		library(t, db, north.id)
		ada := north.appointed("Ada Ó Sé", officer, north.inpatient, "2026-07-01", "")
		ben := north.appointed("Ben", senior, north.coding, "2026-11-20", "2026-11-20")
		eve := north.appointed("Eve", clerk, north.store, "2026-01-01", "")
		north.appointed("Gone", officer, north.coding, "2020-01-01", "2026-11-19")
		north.appointed("To come", officer, north.coding, "2026-11-21", "")
		south.appointed("Sid", officer, south.coding, "2026-01-01", "")
		north.claim(ada, targets2, "approved", level(2))
		waits := north.claim(ada, escalation2, "submitted", nil)
		north.claim(ada, retention2, "draft", nil)
		lower := north.claim(ben, escalation3, "approved_lower", level(2))
		service := New(Dependencies{DB: db, Training: trainer{ada: {Stage: stages[0], Accreditation: NotHeld, Overdue: 1}}}).Service

		lead := north.actor(access.WorkforceLead, nil)
		found, err := service.People(t.Context(), lead, Filter{}, everybody())
		require.NoError(t, err)
		assert.Equal(t, []string{"Ada Ó Sé", "Ben", "Eve"}, names(found.Members), "those with an appointment today, by name")
		assert.Equal(t, 3, found.Total)
		assert.Equal(t, stages, found.Stages)
		first := found.Members[0]
		assert.Equal(t, Person{
			ID: ada, Name: "Ada Ó Sé", Folded: first.Person.Folded, Role: officer, Band: "3", WTE: 60,
			Team: Team{Named{north.inpatient, "Inpatients"}, "/" + north.coding.String() + "/" + north.inpatient.String() + "/"},
		}, first.Person.Unmarked())
		assert.Equal(t, day("2026-11-20"), found.Members[1].Person.EndsOn)
		assert.Equal(t, 1, first.Training.Overdue)
		assert.Equal(t, 1, first.WaitingReview())
		assert.Equal(t, 1, first.WaitingReview(), "a draft does not count")
		assert.Equal(t, Counts{EssentialMet: 1, EssentialRequired: 2, DesirableRequired: 1}, first.Judged.Counts)
		assert.Equal(t, Partly, found.Members[1].Judged.States[0])

		coding, err := service.People(t.Context(), north.actor(access.Manager, &north.coding), Filter{}, everybody())
		require.NoError(t, err)
		assert.Equal(t, []string{"Ada Ó Sé", "Ben"}, names(coding.Members)[:2], "a manager's teams, down the tree")
		assert.NotContains(t, names(coding.Members), "Eve")

		others, err := service.Overview(t.Context(), south.actor(access.WorkforceLead, nil), Filter{TeamID: north.coding})
		require.NoError(t, err)
		assert.Zero(t, others.Headcount.People, "another trust's team is nobody's")
		others, err = service.Overview(t.Context(), south.actor(access.WorkforceLead, nil), Filter{})
		require.NoError(t, err)
		assert.Equal(t, 1, others.Headcount.People)

		m, err := service.Heatmap(t.Context(), lead, MapQuestion{By: ByPerson, ColumnsBy: ByStatement, Code: "ANCC", Filter: Filter{}}, page.Request{Limit: 50})
		require.NoError(t, err)
		assert.Equal(t, []uuid.UUID{waits}, m.Rows[0].Cells[0].Claims)
		assert.Equal(t, []uuid.UUID{lower}, m.Rows[1].Cells[2].Claims)

		r, err := service.Readiness(t.Context(), lead, ada, nil)
		require.NoError(t, err)
		assert.True(t, r.Own)
		assert.Equal(t, Role{officer, "3"}, r.Role)
		assert.Equal(t, "1 of 2 essential requirements are met; 0 of 1 desirable ones.", r.Summary())
		assert.Equal(t, "Submitted on 17 November 2026; it waits for review.", r.Standings[0].Because())
		r, err = service.Readiness(t.Context(), lead, ada, &senior.ID)
		require.NoError(t, err)
		assert.False(t, r.Own)
		assert.Equal(t, Missing, r.Standings[0].State)

		outlook, err := service.Outlook(t.Context(), lead, ada, nil)
		require.NoError(t, err)
		require.Len(t, outlook, 2)
		assert.Equal(t, []Named{officer, senior}, []Named{outlook[0].Role.Named, outlook[1].Role.Named})
		outlook, err = service.Outlook(t.Context(), lead, lead.PersonID, nil)
		require.NoError(t, err)
		assert.Empty(t, outlook, "without an appointment there is nothing to compare with")

		_, err = service.Readiness(t.Context(), lead, lead.PersonID, nil)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		r, err = service.Readiness(t.Context(), lead, lead.PersonID, &officer.ID)
		require.NoError(t, err)
		assert.Equal(t, Counts{EssentialRequired: 2, DesirableRequired: 1}, r.Counts())
		stranger := south.actor(access.WorkforceLead, nil)
		_, err = service.Readiness(t.Context(), stranger, ada, nil)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another trust's person")
		_, err = service.Readiness(t.Context(), stranger, stranger.PersonID, &clerk.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another trust's role")
		_, err = service.Readiness(t.Context(), north.actor(access.Manager, &north.coding), eve, nil)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "a person of another team")
	})
}

func TestPagesOfPeople(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		training := trainer{}
		for i := range 5 {
			p := north.appointed(fmt.Sprintf("Person %d", i), officer, north.coding, "2026-01-01", "")
			training[p] = TrainingSummary{Stage: stages[2], Accreditation: Current, AwardedOn: day("2024-01-01"), RefresherDueOn: day("2027-01-01").AddDays(-i)}
		}
		lead := north.actor(access.WorkforceLead, nil)
		service := New(Dependencies{DB: db, Training: training}).Service

		found, err := service.People(t.Context(), lead, Filter{}, page.Request{Query: " PÉRSON ", Sort: "name", Descending: true, Offset: 3, Limit: 3})
		require.NoError(t, err)
		assert.Equal(t, 5, found.Total)
		assert.Equal(t, []string{"Person 1", "Person 0"}, names(found.Members))
		found, err = service.People(t.Context(), lead, Filter{}, page.Request{Sort: "name", Offset: 9, Limit: 3})
		require.NoError(t, err)
		assert.Empty(t, found.Members)

		list, total, err := service.Expiries(t.Context(), lead, ExpiryFilter{Months: 12}, page.Request{Query: "person", Sort: "dueOn", Limit: 1})
		require.NoError(t, err)
		assert.Equal(t, 5, total)
		assert.Equal(t, "Person 4", list[0].Person.Name)
		assert.Equal(t, day("2024-01-01"), list[0].AwardedOn)

		everybody, err := service.Trained(t.Context(), lead)
		require.NoError(t, err)
		assert.Equal(t, WTE(300), Foresee(everybody, Filter{}, calendar.Today(noon)).Points[0].WTE)
	})
}

func TestQueriesDoNotGrowWithTheHeadcount(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		lead := north.actor(access.WorkforceLead, nil)
		service := New(Dependencies{DB: db, Training: trainer{}, Smallest: smallest}).Service
		var ada uuid.UUID
		grow := func(to int) {
			for i := north.people; i < to; i++ {
				ada = north.appointed(fmt.Sprintf("Person %d", i), officer, north.coding, "2026-01-01", "")
				north.claim(ada, targets2, "approved", level(2))
			}
		}
		calls := map[string]func(ctx context.Context) error{
			"overview": func(ctx context.Context) error { _, err := service.Overview(ctx, lead, Filter{}); return err },
			"people": func(ctx context.Context) error {
				_, err := service.People(ctx, lead, Filter{}, everybody())
				return err
			},
			"heat map": func(ctx context.Context) error {
				_, err := service.Heatmap(ctx, lead, MapQuestion{By: ByTeam, ColumnsBy: ByLevel}, page.Request{Limit: 50})
				return err
			},
			"trained":  func(ctx context.Context) error { _, err := service.Trained(ctx, lead); return err },
			"pipeline": func(ctx context.Context) error { _, err := service.Pipeline(ctx, lead, Filter{}); return err },
			"expiries": func(ctx context.Context) error {
				_, _, err := service.Expiries(ctx, lead, ExpiryFilter{Months: 36}, page.Request{Limit: 50})
				return err
			},
			"calendar": func(ctx context.Context) error {
				_, _, err := service.ExpiryCalendar(ctx, lead, ExpiryFilter{Months: 36})
				return err
			},
			"readiness": func(ctx context.Context) error { _, err := service.Readiness(ctx, lead, ada, nil); return err },
			"outlook":   func(ctx context.Context) error { _, err := service.Outlook(ctx, lead, ada, nil); return err },
		}
		// Besides what the training feature asks: people, and whether the roles have changed.
		want := map[string]int64{"overview": 2, "people": 2, "heat map": 2, "trained": 1, "pipeline": 2, "expiries": 3, "calendar": 3, "readiness": 2, "outlook": 2}
		for _, headcount := range []int{4, 60} {
			grow(headcount)
			require.NoError(t, calls["overview"](t.Context()), "the first call reads the roles and the claims")
			require.NoError(t, calls["outlook"](t.Context()), "and what stands behind them")
			for name, call := range calls {
				ctx, queries := database.CountQueries(t.Context())
				require.NoError(t, call(ctx))
				assert.Equal(t, want[name], queries.Load(), "%s of %d people", name, headcount)
			}
		}
	})
}

// everyKind has the officer's role ask for a criterion, a milestone and the accreditation as well, and gives the criterion.
func everyKind(t *testing.T, db *database.DB) uuid.UUID {
	criterion := uuid.New()
	exec(t, db, `INSERT INTO role_criteria (id, role_id, ordinal, group_name, criterion, corrected, importance, mark, basis, lines, mark_lines)
		VALUES (?, ?, 1, 'Knowledge', 'Knows anatmy', 'Knows anatomy', 'essential', '', '', '[]', '[]')`, criterion, officer.ID)
	ask := func(ordinal int, kind, key string, criterion *uuid.UUID) {
		exec(t, db, `INSERT INTO role_requirements (id, role_id, ordinal, kind, key, criterion_id, importance, higher_counts, configured, reason, sources)
			VALUES (?, ?, ?, ?, ?, ?, 'essential', ?, ?, '', '[]')`, uuid.New(), officer.ID, ordinal, kind, key, criterion, false, true)
	}
	ask(10, "criterion", criterion.String(), &criterion)
	ask(11, "milestone", "ccsc", nil)
	ask(12, "accreditation", "acc", nil)
	return criterion
}

func TestEveryKindOfRequirementCounts(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north, south := newTrust(t, db, "north"), newTrust(t, db, "south")
		library(t, db, north.id)
		criterion := everyKind(t, db)
		ada := north.appointed("Ada", officer, north.inpatient, "2026-07-01", "")
		north.claim(ada, targets2, "approved", level(2))
		north.claim(ada, escalation3, "approved", level(3))
		manager, lead := north.actor(access.Manager, &north.coding), north.actor(access.WorkforceLead, nil)
		exec(t, db, `INSERT INTO awards (id, organisation_id, person_id, kind, awarded_on, because, confirmed_by, confirmed_on, created_at)
			VALUES (?, ?, ?, 'acc', '2020-02-01', '', ?, '2020-02-01', ?)`, uuid.New(), north.id, ada, manager.PersonID, noon)
		exec(t, db, `INSERT INTO criterion_confirmations (id, organisation_id, person_id, criterion_id, criterion, met, reason, confirmed_by, confirmed_on, version, created_at, updated_at)
			VALUES (?, ?, ?, ?, 'Knows anatomy', ?, 'Asked her.', ?, '2026-11-02', 1, ?, ?)`, uuid.New(), north.id, ada, criterion, true, manager.PersonID, noon, noon)
		service := New(Dependencies{DB: db, AccreditationTitle: func(string) string { return "ACC" }, Training: trainer{ada: {
			Stage: stages[0], Accreditation: NotHeld, Milestones: []Milestone{{Key: "ccsc", Title: "Standards course", State: "due", Because: "By the plan."}},
		}}}).Service

		want := Counts{EssentialMet: 4, EssentialRequired: 5, DesirableRequired: 1}
		r, err := service.Readiness(t.Context(), manager, ada, nil)
		require.NoError(t, err)
		assert.Equal(t, want, r.Counts())
		var told []string
		for _, s := range r.Standings {
			told = append(told, fmt.Sprintf("%s %s%s: %s", s.Requirement.Kind, s.Requirement.Aspect, s.Requirement.Item.Title, s.State))
		}
		assert.Equal(t, []string{
			"statement Escalation: met", "statement Targets: met", "statement Retention: missing",
			"criterion Knowledge: met", "milestone Standards course: missing", "accreditation ACC: met",
		}, told)
		assert.Equal(t, "Viewer confirmed it on 2 November 2026.", r.Standings[3].Because())
		assert.True(t, r.Reader.MayConfirm)
		assert.Equal(t, "By the plan.", r.Standings[4].Because())

		r, err = service.Readiness(t.Context(), lead, ada, nil)
		require.NoError(t, err)
		assert.Equal(t, want, r.Counts())
		assert.False(t, r.Reader.MayConfirm, "who only sees states judges nothing")
		people, err := service.People(t.Context(), lead, Filter{}, everybody())
		require.NoError(t, err)
		assert.Equal(t, want, people.Members[0].Judged.Counts, "the list of people counts the same")
		outlook, err := service.Outlook(t.Context(), lead, ada, &TrainingSummary{Milestones: []Milestone{{Key: "ccsc", State: "due"}}})
		require.NoError(t, err)
		assert.Equal(t, want, outlook[0].Counts(), "and so does the person's progress")
		m, err := service.Heatmap(t.Context(), lead, MapQuestion{By: ByPerson, ColumnsBy: ByLevel}, page.Request{Limit: 50})
		require.NoError(t, err)
		assert.Len(t, m.Columns, 1, "the heat map is about statements")
		assert.Equal(t, 2, m.Rows[0].Cells[0].Met)

		// A rule of the organisation lets the approval expire, and takes the accreditation to be current.
		exec(t, db, `INSERT INTO freshness_rules (id, organisation_id, kind, key, stays_fresh, reason, version, changed_by, changed_at)
			VALUES (?, ?, 'statement', ?, 'P1D', '', 1, ?, ?)`, uuid.New(), south.id, targets2.ID.String(), south.person("Lead"), noon)
		require.NoError(t, reference.Touch(t.Context(), db, "freshness"))
		r, err = service.Readiness(t.Context(), lead, ada, nil)
		require.NoError(t, err)
		assert.Equal(t, want, r.Counts(), "another organisation's rule")
		exec(t, db, `INSERT INTO freshness_rules (id, organisation_id, kind, key, stays_fresh, reason, version, changed_by, changed_at)
			VALUES (?, ?, 'statement', ?, 'P1D', '', 1, ?, ?)`, uuid.New(), north.id, targets2.ID.String(), lead.PersonID, noon)
		require.NoError(t, reference.Touch(t.Context(), db, "freshness"))
		exec(t, db, "UPDATE claims SET decided_at = ? WHERE statement_id = ?", noon.AddDate(0, -1, 0), targets2.ID)
		r, err = service.Readiness(t.Context(), lead, ada, nil)
		require.NoError(t, err)
		assert.Equal(t, Expired, r.Standings[1].State)
		assert.Equal(t, 3, r.Counts().EssentialMet)
		exec(t, db, "DELETE FROM freshness_rules WHERE organisation_id = ?", north.id)
		require.NoError(t, reference.Touch(t.Context(), db, "freshness"))
		r, err = service.Readiness(t.Context(), lead, ada, nil)
		require.NoError(t, err)
		assert.Equal(t, Met, r.Standings[1].State, "without the rule it counts again")

		// An edition of a classification that is younger than all evidence of the claim.
		evidence, edition := uuid.New(), uuid.New()
		exec(t, db, `INSERT INTO evidence (id, organisation_id, person_id, title, kind, what_i_did, reflection, happened_on, search, version, created_at, updated_at)
			VALUES (?, ?, ?, 'Audit', 'project', 'Audited.', '', ?, '', 1, ?, ?)`, evidence, north.id, ada, today.AddDays(-40), noon, noon)
		exec(t, db, `INSERT INTO claim_evidence (claim_id, evidence_id, position, submitted_version) SELECT id, ?, 1, 1 FROM claims WHERE statement_id = ?`, evidence, targets2.ID)
		exec(t, db, `INSERT INTO classification_editions (id, classification, name, starts_on, source, note) VALUES (?, 'OPCS-4', 'OPCS-4.11', ?, '', '')`, edition, today.AddDays(-10))
		exec(t, db, `INSERT INTO classification_marks (id, edition_id, statement_id) VALUES (?, ?, ?)`, uuid.New(), edition, targets2.ID)
		require.NoError(t, reference.Touch(t.Context(), db, "freshness"))
		r, err = service.Readiness(t.Context(), lead, ada, nil)
		require.NoError(t, err)
		assert.Equal(t, Expired, r.Standings[1].State)
		assert.Contains(t, r.Standings[1].Because(), "OPCS-4.11 came into use on")
		m, err = service.Heatmap(t.Context(), lead, MapQuestion{By: ByPerson, ColumnsBy: ByLevel}, page.Request{Limit: 50})
		require.NoError(t, err)
		assert.Equal(t, 1, m.Rows[0].Cells[0].Met, "the heat map goes by the same rule")
		exec(t, db, `INSERT INTO classification_choices (edition_id, organisation_id, reason, version, changed_by, changed_at)
			VALUES (?, ?, 'No statement of ours.', 1, ?, ?)`, edition, north.id, lead.PersonID, noon)
		require.NoError(t, reference.Touch(t.Context(), db, "freshness"))
		r, err = service.Readiness(t.Context(), lead, ada, nil)
		require.NoError(t, err)
		assert.Equal(t, Met, r.Standings[1].State, "the organisation's own choice of statements replaces the starting one")
	})
}

func TestAClaimOnAStatementThatWasReplaced(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		lead := north.actor(access.WorkforceLead, nil)
		ada := north.appointed("Ada", officer, north.inpatient, "2026-07-01", "")
		held := north.claim(ada, retention2, "approved", level(2))
		exec(t, db, `INSERT INTO framework_statement_overrides (organisation_id, statement_id, aspect, text, ends_on, replaced_by_id)
			VALUES (?, ?, '', '', '2026-11-01', ?)`, north.id, retention2.ID, targets2.ID)
		service := New(Dependencies{DB: db, Training: trainer{}}).Service
		targets := func() Standing {
			r, err := service.Readiness(t.Context(), lead, ada, nil)
			require.NoError(t, err)
			return r.Standings[1]
		}
		before := targets()
		assert.Equal(t, targets2.ID, before.Requirement.ID)
		assert.Equal(t, Claimed, before.State)
		assert.True(t, before.ToBeConfirmed())
		exec(t, db, `INSERT INTO statement_confirmations (id, organisation_id, subject, subject_id, statement_id, successor_id, decision, reason, decided_by, decided_at)
			VALUES (?, ?, 'claim', ?, ?, ?, 'stands', '', ?, ?)`, uuid.New(), north.id, held, retention2.ID, targets2.ID, lead.PersonID, noon)
		assert.Equal(t, Met, targets().State)
		exec(t, db, "UPDATE statement_confirmations SET decision = 'ends'")
		assert.Equal(t, Missing, targets().State)
	})
}

func TestEveryKindIsReadWithAFixedNumberOfQueries(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		everyKind(t, db)
		lead := north.actor(access.WorkforceLead, nil)
		service := New(Dependencies{DB: db, AccreditationTitle: func(key string) string { return key }, Training: trainer{}}).Service
		var ada uuid.UUID
		for _, headcount := range []int{3, 40} {
			for i := north.people; i < headcount; i++ {
				ada = north.appointed(fmt.Sprintf("Person %d", i), officer, north.coding, "2026-01-01", "")
				north.claim(ada, targets2, "approved", level(2))
			}
			_, err := service.Overview(t.Context(), lead, Filter{Query: "nobody"})
			require.NoError(t, err, "the first call reads the roles")
			exec(t, db, "UPDATE claims SET version = version + 1")
			people := func(ctx context.Context) error {
				_, err := service.People(ctx, lead, Filter{}, everybody())
				return err
			}
			for _, call := range []struct {
				name    string
				queries int64
				of      func(ctx context.Context) error
			}{
				{"people, some of them changed", 6, people},
				{"people", 2, people},
				{"readiness, after a change", 5, func(ctx context.Context) error { _, err := service.Readiness(ctx, lead, ada, nil); return err }},
				{"readiness", 2, func(ctx context.Context) error { _, err := service.Readiness(ctx, lead, ada, nil); return err }},
				{"outlook", 2, func(ctx context.Context) error { _, err := service.Outlook(ctx, lead, ada, nil); return err }},
			} {
				ctx, queries := database.CountQueries(t.Context())
				require.NoError(t, call.of(ctx))
				assert.Equal(t, call.queries, queries.Load(), "%s of %d people", call.name, headcount)
			}
		}
	})
}
