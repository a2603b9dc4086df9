package search_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/search"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// library is a small library in a test's database, read by two organisations.
type library struct {
	t                    *testing.T
	db                   *database.DB
	framework            uuid.UUID
	north, south         uuid.UUID
	national, changed    uuid.UUID
	profile, role, local uuid.UUID
	service              *Service
}

func (l *library) exec(statement string, args ...any) {
	l.t.Helper()
	require.NoError(l.t, l.db.Conn(l.t.Context()).Exec(statement, args...).Error)
}

func newLibrary(t *testing.T, db *database.DB) *library {
	l := &library{
		t: t, db: db, framework: uuid.New(), north: uuid.New(), south: uuid.New(), national: uuid.New(), changed: uuid.New(),
		profile: uuid.New(), role: uuid.New(), local: uuid.New(), service: New(db).Service,
	}
	for name, id := range map[string]uuid.UUID{"north": l.north, "south": l.south} {
		l.exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id, name, name, noon)
	}
	l.exec("INSERT INTO frameworks (id, slug, title, document, licence, source, visibility) VALUES (?, 'skills', 'Skills', '002.txt', '', '', 'members')", l.framework)
	l.exec("INSERT INTO framework_levels (id, framework_id, level, name) VALUES (?, ?, 3, 'Apply')", uuid.New(), l.framework)
	l.statement(l.national, nil, 3, "Escalation", "Codes histology results and escalates what is unclear.", 17)
	l.statement(l.changed, nil, 3, "Targets", "Audits the coding of colleagues.", 23)
	l.exec(`INSERT INTO job_profiles (id, slug, suite_and_label, suite, title, contents_title, contents_page, contents_line, band, bands, job_statement_line,
		job_statements, total_text, total_line, stated_min, stated_max, corrections, document, line, last_line)
		VALUES (?, 'officer', '', '', 'Clinical Coding Officer', '', 1, 1, '4', '["4"]', 5, '["Codes and abstracts information"]', '', 1, 1, 1, '[]', '000.txt', 1, 9)`, l.profile)
	l.exec(`INSERT INTO job_profile_factors (id, profile_id, factor, name, level_text, level_min, level_max, options, level_options, score_text, score_min,
		score_max, text, descriptor, example, corrections, line, lines)
		VALUES (?, ?, 2, 'Knowledge', '3', 3, 3, '[]', '[]', '', 1, 1, 'Knowledge of histology and anatomy.', '', '', '[]', 42, '[]')`, uuid.New(), l.profile)
	l.newRole(l.role, nil, "Records Clerk", "Pulls and files records.")
	l.newRole(l.local, &l.north, "Tumour registrar", "Registers histology reports.")
	return l
}

func (l *library) statement(id uuid.UUID, organisation *uuid.UUID, level int, aspect, text string, line int) {
	l.exec(`INSERT INTO framework_statements (id, framework_id, organisation_id, ordinal, key, code, skill, aspect, level, text, source_heading, source_heading_line,
		source_text, source_line, corrections) VALUES (?, ?, ?, 1, ?, 'ANCC', 'Clinical coding', ?, ?, ?, '', 1, '', ?, '[]')`,
		id, l.framework, organisation, id.String(), aspect, level, text, line)
}

func (l *library) newRole(id uuid.UUID, organisation *uuid.UUID, title, duty string) {
	l.exec(`INSERT INTO roles (id, organisation_id, title, band, band_status, document, version, created_at, updated_at)
		VALUES (?, ?, ?, '3', 'stated', '003.txt', 1, ?, ?)`, id, organisation, title, noon, noon)
	l.exec(`INSERT INTO role_duties (id, role_id, ordinal, heading, factor, text, corrected, note, lines) VALUES (?, ?, 1, 'Main duties', 0, ?, '', '', '[7, 8]')`, uuid.New(), id, duty)
	l.exec(`INSERT INTO role_passages (id, role_id, part, ordinal, heading, number, factor, text, corrected, note, lines)
		VALUES (?, ?, 'purpose', 1, '', '', 0, 'To keep what was written.', '', '', '[3]')`, uuid.New(), id)
	l.exec(`INSERT INTO role_criteria (id, role_id, ordinal, group_name, criterion, corrected, importance, mark, basis, lines, mark_lines)
		VALUES (?, ?, 1, 'Skills', 'Reads handwritng', 'Reads handwriting', 'essential', '', '', '[5]', '[]')`, uuid.New(), id)
	l.exec(`INSERT INTO role_hazards (id, role_id, ordinal, group_name, name, text, presence, frequency, mark, note, lines)
		VALUES (?, ?, 1, 'Effort', 'Lifting', 'of boxes', 'yes', 'rare', '', '', '[6]')`, uuid.New(), id)
}

func (l *library) reader(organisation uuid.UUID) access.Actor {
	policy, err := access.LoadPolicy()
	require.NoError(l.t, err)
	return policy.NewActor(uuid.New(), organisation, "Reader", "reader@example", nil, noon)
}

func (l *library) search(organisation uuid.UUID, typed string, kind Kind) Result {
	l.t.Helper()
	found, err := l.service.Search(l.t.Context(), l.reader(organisation), typed, kind, page.Request{Limit: 50})
	require.NoError(l.t, err, typed)
	return found
}

// lines writes hits as "kind title | part, line | snippet", marks in brackets.
func lines(r Result) []string {
	all := []string{}
	for _, h := range r.Hits {
		all = append(all, fmt.Sprintf("%s %s | %s, %d | %s", h.Kind, shown(h.Title), h.Part, h.Line, shown(h.Snippet)))
	}
	return all
}

func shown(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		text := p.Text
		if p.Marked {
			text = "[" + text + "]"
		}
		b.WriteString(text)
	}
	return b.String()
}

func TestEverythingIsFound(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		l := newLibrary(t, db)
		assert.ElementsMatch(t, []string{
			"statement ANCC 3, Escalation | , 17 | Codes [histology] results and escalates what is unclear.",
			"profile Clinical Coding Officer | Factor 2, Knowledge, 42 | Knowledge of [histology] and anatomy.",
			"duty Tumour registrar | Main duties, 7 | Registers [histology] reports.",
		}, lines(l.search(l.north, "Histological", 0)))
		found := l.search(l.south, "histology", 0)
		assert.Equal(t, map[Kind]int{Statement: 1, Profile: 1}, found.Totals, "another organisation's role is nobody's")
		assert.Equal(t, 2, found.Total(0))
		assert.Equal(t, 1, found.Total(Profile))
		assert.Equal(t, []string{"histology"}, found.Words)
		assert.Empty(t, l.search(l.south, "tumour registrar", 0).Hits)

		for typed, want := range map[string][]string{
			"coding officer":     {"profile Clinical [Coding] [Officer]"},
			"histol":             {"statement", "profile", "duty"},
			"codin":              {"statement", "statement", "profile"},
			"handwriting reads":  {"role", "role"},
			"lift boxes":         {"role", "role"},
			"escalation clinica": {"statement"},
			"level 3 apply":      {"statement", "statement"},
			"band 4":             {"profile"},
			"records clerk":      {"role [Records] [Clerk]", "duty [Records] [Clerk]"},
			"histology boxes":    {},
			"the":                {},
		} {
			got := lines(l.search(l.north, typed, 0))
			assert.Len(t, got, len(want), "%s: %v", typed, got)
			for _, w := range want {
				assert.True(t, strings.Contains(strings.Join(got, "\n"), w), "%s: %v has no %s", typed, got, w)
			}
		}
		only := l.search(l.north, "records", Duty)
		assert.Len(t, only.Hits, 1)
		assert.Equal(t, 1, only.Totals[Role], "the totals are of every kind")
		assert.Equal(t, l.role, only.Hits[0].PartOf.UUID)

		pages := map[uuid.UUID]bool{}
		for offset := range 3 {
			found, err := l.service.Search(t.Context(), l.reader(l.north), "histology", 0, page.Request{Offset: offset, Limit: 1})
			require.NoError(t, err)
			require.Len(t, found.Hits, 1)
			pages[found.Hits[0].ID] = true
		}
		assert.Len(t, pages, 3, "each page has another hit")
		beyond, err := l.service.Search(t.Context(), l.reader(l.north), "histology", 0, page.Request{Offset: 9, Limit: 1})
		require.NoError(t, err)
		assert.Empty(t, beyond.Hits)
		assert.Equal(t, 3, beyond.Total(0))
	})
}

func TestTheIndexFollowsWhatItIsMadeFrom(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		l := newLibrary(t, db)
		require.Len(t, l.search(l.north, "audit", 0).Hits, 1)
		ctx, queries := database.CountQueries(t.Context())
		_, err := l.service.Search(ctx, l.reader(l.north), "histology audit coding", 0, page.Request{Limit: 50})
		require.NoError(t, err)
		assert.Equal(t, int64(1), queries.Load(), "one query over everything")

		own := uuid.New()
		require.NoError(t, reference.Touch(t.Context(), db, "framework"))
		l.exec("INSERT INTO framework_statement_overrides (organisation_id, statement_id, aspect, text) VALUES (?, ?, '', 'Checks the coding of colleagues.')", l.north, l.changed)
		l.statement(own, &l.north, 3, "Targets", "Audits cancer registrations.", 1)
		assert.Equal(t, []string{"statement ANCC 3, Targets | , 1 | [Audits] cancer registrations."}, lines(l.search(l.north, "audit", 0)))
		assert.Equal(t, []string{"statement ANCC 3, Targets | , 23 | [Checks] the [coding] of colleagues."}, lines(l.search(l.north, "coding checks", 0)))
		assert.Equal(t, []string{"statement ANCC 3, Targets | , 23 | [Audits] the coding of colleagues."}, lines(l.search(l.south, "audit", 0)), "an organisation's words are its own")
		assert.Empty(t, l.search(l.south, "checks coding", 0).Hits)

		require.NoError(t, reference.Touch(t.Context(), db, "framework"))
		l.exec("UPDATE framework_statement_overrides SET ends_on = '2026-11-01' WHERE organisation_id = ?", l.north)
		ended := l.search(l.north, "coding checks", 0).Hits
		require.Len(t, ended, 1, "what ended can still be found")
		assert.Equal(t, "Clinical coding, level 3 Apply, no longer in force", ended[0].Place)

		require.NoError(t, reference.Touch(t.Context(), db, "role"))
		l.exec("UPDATE role_duties SET text = 'Scans records.' WHERE role_id = ?", l.role)
		assert.Len(t, l.search(l.south, "scan", 0).Hits, 1)
		assert.Empty(t, l.search(l.south, "pulls", 0).Hits)
	})
}

func TestNothingThatIsTypedDoesHarm(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		l := newLibrary(t, db)
		for _, typed := range []string{
			"histology' OR '1'='1", `"histology`, "histology*", "^histology", "title:histology", "histology NEAR/3 results", "-histology", "histology & !results",
			"histology | (results", "{stems} : histology", "'; DROP TABLE search_texts; --", "histology\x00", "hist\xffology", "histology%", `\histology`, "histology:*AB",
			"漢字", "Ω ß ﬁ ǆ", "١٢٣", strings.Repeat("histology ", 30), strings.Repeat("h", 300), "a AND", "NOT", "OR", "<->", "1e9999", "0x", "3.14", "É́́",
		} {
			_, err := l.service.Search(t.Context(), l.reader(l.north), typed, 0, page.Request{Limit: 50})
			if err != nil {
				assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "%q: %v", typed, err)
			}
		}
		for _, typed := range []string{"", "   ", `"'()*:^-+%_;--/\`, "\x00", "…"} {
			_, err := l.service.Search(t.Context(), l.reader(l.north), typed, 0, page.Request{Limit: 50})
			assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "%q", typed)
		}
		assert.NotEmpty(t, l.search(l.north, "histology", 0).Hits)
	})
}
