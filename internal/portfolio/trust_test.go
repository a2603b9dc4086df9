package portfolio

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

// trust is an organisation with two teams, the people around one trainee, and a second organisation that must never see
// them. Its clock stands on 14 March 2027 until a test moves it.
type trust struct {
	*Module
	t      *testing.T
	db     *database.DB
	policy *access.Policy
	now    time.Time

	ours, theirs          uuid.UUID
	coding, outpatients   uuid.UUID
	role                  uuid.UUID
	trainee, colleague    access.Actor
	mentor, assessor      access.Actor
	manager, otherManager access.Actor
	lead, auditor, admin  access.Actor
	stranger              access.Actor

	// Statements of the framework: coding and auditing at several levels, and one of records.
	coding2, coding3, coding4, auditing2, records2 Statement
}

func newTrust(t *testing.T, db *database.DB) *trust {
	t.Helper()
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	tr := &trust{t: t, db: db, policy: policy, now: moment, ours: uuid.New(), theirs: uuid.New(), role: uuid.New()}
	clock := calendar.Clock(func() time.Time { return tr.now })
	tr.Module = New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock, Files: ownedFiles{tr}, Words: written, Needs: tr})
	for _, id := range []uuid.UUID{tr.ours, tr.theirs} {
		tr.exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, 'A trust', ?)", id, id.String(), moment)
	}
	tr.exec(`INSERT INTO roles (id, organisation_id, title, band, band_status, version, created_at, updated_at)
		VALUES (?, ?, 'Clinical Coding Officer', '3', 'stated', 1, ?, ?)`, tr.role, tr.ours, moment, moment)
	tr.coding, tr.outpatients = tr.team(tr.ours, "Coding"), tr.team(tr.ours, "Outpatients")
	tr.hire()
	tr.publish()
	return tr
}

func (tr *trust) hire() {
	tr.trainee = tr.person("Amara Okafor", tr.ours, tr.coding)
	tr.colleague = tr.person("Ben Lewis", tr.ours, tr.coding)
	tr.mentor = tr.person("Mina Mentor", tr.ours, tr.outpatients, tr.grant(access.Mentor, uuid.Nil))
	tr.assessor = tr.person("Asha Assessor", tr.ours, tr.outpatients, tr.grant(access.Assessor, uuid.Nil))
	tr.manager = tr.person("Mark Manager", tr.ours, tr.coding, tr.grant(access.Manager, tr.coding))
	tr.otherManager = tr.person("Olga Other", tr.ours, tr.outpatients, tr.grant(access.Manager, tr.outpatients))
	tr.lead = tr.person("Lena Lead", tr.ours, uuid.Nil, tr.grant(access.WorkforceLead, uuid.Nil))
	tr.auditor = tr.person("Adil Auditor", tr.ours, uuid.Nil, tr.grant(access.Auditor, uuid.Nil))
	tr.admin = tr.person("Ada Administrator", tr.ours, uuid.Nil, tr.grant(access.Administrator, uuid.Nil))
	tr.stranger = tr.person("Sam Stranger", tr.theirs, uuid.Nil, tr.grant(access.WorkforceLead, uuid.Nil), tr.grant(access.Assessor, uuid.Nil))
	for assignee, kind := range map[uuid.UUID]string{tr.mentor.PersonID: "mentor", tr.assessor.PersonID: "assessor"} {
		tr.exec(`INSERT INTO assignments (id, organisation_id, person_id, assignee_id, kind, starts_on, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?)`, uuid.New(), tr.ours, tr.trainee.PersonID, assignee, kind, calendar.On(2026, 1, 5), moment)
	}
}

func (tr *trust) publish() {
	id := uuid.New()
	tr.exec(`INSERT INTO frameworks (id, slug, title, document, licence, source, visibility) VALUES (?, 'f', 'F', 'd', 'l', 's', 'members')`, id)
	ordinal := 0
	add := func(code, aspect string, level Level, text string) Statement {
		ordinal++
		s := Statement{uuid.New(), id, code, code + " skill", aspect, level, text}
		tr.exec(`INSERT INTO framework_statements (id, framework_id, ordinal, key, code, skill, aspect, level, text,
			source_heading, source_heading_line, source_text, source_line, corrections) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'h', 1, 't', 1, '[]')`,
			s.ID, id, ordinal, fmt.Sprint(ordinal), code, s.Skill, aspect, level, text)
		return s
	}
	tr.coding3 = add("ANCC", "Coding", 3, "Codes complex episodes to the trust’s standards.")
	tr.coding2 = add("ANCC", "Coding", 2, "Codes simple episodes under supervision.")
	tr.coding4 = add("ANCC", "Coding", 4, "Leads on 100% of disputed codes.")
	tr.auditing2 = add("ANCC", "Auditing", 2, "Takes part in audits.")
	tr.records2 = add("RMGT", "Filing", 2, "Files records.")
	for _, s := range []Statement{tr.coding2, tr.auditing2} {
		tr.require(s, Essential)
	}
	tr.require(tr.coding3, Desirable)
}

func (tr *trust) require(s Statement, i Importance) {
	tr.exec(`INSERT INTO role_requirements (id, role_id, ordinal, kind, key, statement_id, importance, higher_counts, configured, reason, sources)
		VALUES (?, ?, 1, 'statement', ?, ?, ?, ?, ?, '', '[]')`, uuid.New(), tr.role, s.ID.String(), s.ID, i.String(), true, true)
}

func (tr *trust) exec(statement string, args ...any) {
	tr.t.Helper()
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Exec(statement, args...).Error)
}

func (tr *trust) team(organisation uuid.UUID, name string) uuid.UUID {
	id := uuid.New()
	tr.exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)",
		id, organisation, name, "/"+id.String()+"/", moment, moment)
	return id
}

func (tr *trust) grant(role access.Role, team uuid.UUID) access.Grant {
	g := access.Grant{Role: role, StartsOn: calendar.On(2026, 1, 1)}
	if team != uuid.Nil {
		g.TeamID = &team
	}
	return g
}

func (tr *trust) person(name string, organisation, team uuid.UUID, grants ...access.Grant) access.Actor {
	id := uuid.New()
	email := id.String() + "@demo.example"
	tr.exec("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		id, organisation, name, fold.Text(name), email, moment, moment)
	if team != uuid.Nil {
		tr.exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, '3', 100, ?, 1, ?, ?)`, uuid.New(), organisation, id, tr.role, team, calendar.On(2026, 1, 5), moment, moment)
	}
	for i := range grants {
		grants[i].PersonID, grants[i].OrganisationID = id, organisation
	}
	return tr.policy.NewActor(id, organisation, name, email, grants, moment)
}

// file stores a file's row for a person.
func (tr *trust) file(of access.Actor, name string) uuid.UUID {
	id := uuid.New()
	tr.exec(`INSERT INTO files (id, organisation_id, person_id, sha256, name, media_type, size, created_at, created_by)
		VALUES (?, ?, ?, ?, ?, 'application/pdf', 1234, ?, ?)`, id, of.OrganisationID, of.PersonID, id.String(), name, moment, of.PersonID)
	return id
}

// written gives the words of a text as they are, each its own stem.
func written(text string) []Word {
	var words []Word
	for _, w := range strings.Fields(strings.ToLower(text)) {
		w = strings.Trim(w, ".,")
		words = append(words, Word{w, w})
	}
	return words
}

// Of says what the role of everybody asks for, and the next one.
func (tr *trust) Of(context.Context, access.Actor, uuid.UUID) (map[uuid.UUID]Need, error) {
	return map[uuid.UUID]Need{tr.coding2.ID: NeededForRole, tr.auditing2.ID: NeededForRole, tr.coding4.ID: NeededForNextRole}, nil
}

// ownedFiles judges files as the real feature does.
type ownedFiles struct{ *trust }

func (f ownedFiles) BelongTo(ctx context.Context, personID uuid.UUID, ids []uuid.UUID) error {
	var n int64
	err := f.db.Conn(ctx).Table("files").Where("person_id = ? AND id IN ?", personID, ids).Count(&n).Error
	if err == nil && int(n) != len(ids) {
		return apperr.NotFound("file")
	}
	return err
}

// later moves the clock on.
func (tr *trust) later(d time.Duration) { tr.now = tr.now.Add(d) }

func (tr *trust) count(table string) int {
	tr.t.Helper()
	var n int64
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Table(table).Count(&n).Error)
	return int(n)
}

// trail lists the audited actions in their order.
func (tr *trust) trail() []string {
	tr.t.Helper()
	var actions []string
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Table("audit_entries").Order("at, action").Pluck("action", &actions).Error)
	return actions
}

// addEvidence adds evidence with a title to somebody's own portfolio.
func (tr *trust) addEvidence(by access.Actor, title string) EvidenceView {
	tr.t.Helper()
	content := goodContent()
	content.Title = &title
	e, err := tr.Service.AddEvidence(tr.t.Context(), by, by.PersonID, content)
	require.NoError(tr.t, err)
	return e
}

// submit claims statements with fresh evidence and sends the claims to review.
func (tr *trust) submit(by access.Actor, statements ...Statement) []ClaimView {
	tr.t.Helper()
	e := tr.addEvidence(by, "Audit of February's episodes")
	made, err := tr.Service.CreateClaims(tr.t.Context(), by, by.PersonID, NewClaims{
		Statements: idsOf(statements), Evidence: []uuid.UUID{e.ID}, Explanation: "The audit shows it.",
		SelfJudgement: Meets, SelfReason: "I do it every day.", Submit: true,
	})
	require.NoError(tr.t, err)
	require.Len(tr.t, made, len(statements))
	return made
}

func idsOf(statements []Statement) []uuid.UUID {
	ids := make([]uuid.UUID, len(statements))
	for i, s := range statements {
		ids[i] = s.ID
	}
	return ids
}

// by asks for a page of 50 in an order such as "-updatedAt".
func by(sort string) page.Request {
	column, descending := strings.CutPrefix(sort, "-")
	return page.Request{Sort: column, Descending: descending, Limit: 50}
}
