package app

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/exchange"
	"bandwise/internal/framework"
	"bandwise/internal/patientdata"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/spreadsheet"
	"bandwise/internal/platform/testdb"
	"bandwise/seed"
)

// spreadsheets is a framework whose statements travel in spreadsheets, in the hands of a standards lead.
type spreadsheets struct {
	t         *testing.T
	framework *framework.Service
	exchange  *exchange.Service
	id        uuid.UUID
	by        access.Actor
}

func withSpreadsheets(t *testing.T, run func(*spreadsheets)) {
	ref, err := seed.Load()
	require.NoError(t, err)
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	now := time.Date(2027, 3, 14, 9, 0, 0, 0, time.UTC)
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		clock := calendar.Fixed(now)
		m := framework.New(framework.Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock})
		_, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		checked := patientdata.New(patientdata.Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock}).Service
		organisation, lead := uuid.New(), uuid.New()
		require.NoError(t, db.Conn(t.Context()).Exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, 'n', 'N', ?)", organisation, now).Error)
		require.NoError(t, db.Conn(t.Context()).Exec(`INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at)
			VALUES (?, ?, 'Stella', 'stella', 's', 1, ?, ?)`, lead, organisation, now, now).Error)
		grant := access.Grant{PersonID: lead, OrganisationID: organisation, Role: access.StandardsLead, StartsOn: calendar.Today(now)}
		run(&spreadsheets{
			t: t, framework: m.Service, exchange: exchange.New(exchange.Dependencies{Frameworks: frameworks{m.Service}, PatientData: cellChecker{checked}}).Service,
			id: seed.ID(seed.KindFramework, ref.Framework.Slug), by: policy.NewActor(lead, organisation, "Stella", "", []access.Grant{grant}, now),
		})
	})
}

func (s *spreadsheets) export(number *int, f spreadsheet.Format) []byte {
	s.t.Helper()
	content, err := s.exchange.Export(s.t.Context(), s.by, s.id, number, f)
	require.NoError(s.t, err)
	return content
}

func (s *spreadsheets) dryRun(name string, content []byte) exchange.Report {
	s.t.Helper()
	r, err := s.exchange.Import(s.t.Context(), s.by, s.id, exchange.Sent{Name: name, Content: content, DryRun: true})
	require.NoError(s.t, err)
	return r
}

// cells gives every cell of a workbook's first sheet.
func (s *spreadsheets) cells(content []byte) [][]string {
	s.t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	require.NoError(s.t, err)
	defer func() { require.NoError(s.t, book.Close()) }()
	rows, err := book.GetRows(book.GetSheetName(0))
	require.NoError(s.t, err)
	return rows
}

// changesNothing exports, imports and exports again, in both formats.
func (s *spreadsheets) changesNothing(statements int, number *int) {
	s.t.Helper()
	for name, f := range map[string]spreadsheet.Format{"a.csv": spreadsheet.CSV, "a.xlsx": spreadsheet.XLSX} {
		before := s.export(number, f)
		r := s.dryRun(name, before)
		assert.Equal(s.t, []int{statements, statements, 0, 0, 0, 0}, []int{r.Rows, r.Unchanged, len(r.Added), len(r.Changed), len(r.Removed), len(r.Refused)}, name)
		_, err := s.exchange.Import(s.t.Context(), s.by, s.id, exchange.Sent{Name: name, Content: before, Digest: r.Digest, EndRemoved: true})
		assert.Error(s.t, err, "the dry run was of another import")
		r, err = s.exchange.Import(s.t.Context(), s.by, s.id, exchange.Sent{Name: name, Content: before, EndRemoved: true, DryRun: true})
		require.NoError(s.t, err)
		_, err = s.exchange.Import(s.t.Context(), s.by, s.id, exchange.Sent{Name: name, Content: before, EndRemoved: true, Digest: r.Digest})
		require.Error(s.t, err)
		assert.Contains(s.t, err.Error(), "This file changes nothing.")
		after := s.export(number, f)
		if f == spreadsheet.CSV {
			assert.Equal(s.t, string(before), string(after))
		} else {
			assert.Equal(s.t, s.cells(before), s.cells(after))
		}
	}
}

func TestExportThenImportChangesNothing(t *testing.T) {
	withSpreadsheets(t, func(s *spreadsheets) {
		s.changesNothing(99, nil)
		e, err := s.framework.CreateEdition(s.t.Context(), s.by, s.id, "First", "")
		require.NoError(s.t, err)
		odd := []string{
			"=1+1", "'=1", "-a", "@b", "+c", "\ttab", "two\nlines\n", " spaces ", `"quoted" and, comma`, "ﬁ 日本 🙂 \u00a0", "_x000D_", "''", "<b>&amp;", "\ufeffmark",
		}
		for i, text := range odd {
			e, err = s.framework.AddStatement(s.t.Context(), s.by, e.ID, e.Version, framework.Addition{
				Code: "ODDS", Skill: map[bool]string{true: "=Odd, \"texts\""}[i == 0], Aspect: text, Level: 3, Text: text, Reason: text,
			})
			require.NoError(s.t, err, text)
		}
		rmgt := seed.ID(seed.KindStatement, "rmgt-2-records-management")
		e, err = s.framework.EditStatement(s.t.Context(), s.by, e.ID, e.Version, framework.Edit{StatementID: rmgt, Extent: framework.Meaning, Aspect: "A", Text: "=B", Reason: "C"})
		require.NoError(s.t, err)
		one := 1
		s.changesNothing(99+len(odd), &one)
		_, err = s.framework.PublishEdition(s.t.Context(), s.by, e.ID, e.Version)
		require.NoError(s.t, err)
		s.changesNothing(99+len(odd), nil)
		s.changesNothing(99+len(odd), &one)
	})
}

const heading = "identifier,code,skill,aspect,level,text,own,change,reason\n"

func TestAnImportedSpreadsheet(t *testing.T) {
	withSpreadsheets(t, func(s *spreadsheets) {
		lines := strings.SplitAfter(strings.TrimPrefix(string(s.export(nil, spreadsheet.CSV)), "\ufeff"), "\n")
		rmgt := seed.ID(seed.KindStatement, "rmgt-2-records-management").String()
		var kept []string
		for _, line := range lines[1:] {
			switch {
			case strings.HasPrefix(line, rmgt):
				fields := strings.SplitN(line, ",", 3)
				kept = append(kept, fmt.Sprintf("%s,%s,Records management,Records management,2,In our own words.,national,wording,Clearer.\n", fields[0], fields[1]))
			case len(kept) < 90:
				kept = append(kept, line)
			}
		}
		file := []byte(heading + strings.Join(kept, "") + ",FLEX,Flex and freeze,Deadlines,2,Submits by the freeze date.,local,new,We do it.\n")
		dry := s.dryRun("a.csv", file)
		require.Empty(s.t, dry.Refused)
		require.Len(s.t, dry.Added, 1)
		removed := 99 - len(kept)
		assert.Equal(s.t, removed, len(dry.Removed))
		require.Len(s.t, dry.Changed, 1)
		assert.Equal(s.t, "wording", dry.Changed[0].Change)
		_, total, err := s.framework.Editions(s.t.Context(), s.by, s.id, everyEdition)
		require.NoError(s.t, err)
		assert.Equal(s.t, 1, total, "a dry run writes nothing")

		done, err := s.exchange.Import(s.t.Context(), s.by, s.id, exchange.Sent{Name: "a.csv", Content: file, Digest: dry.Digest})
		require.NoError(s.t, err)
		e, err := s.framework.Edition(s.t.Context(), s.by, done.EditionID)
		require.NoError(s.t, err)
		assert.Equal(s.t, framework.Draft, e.State)
		assert.Len(s.t, e.Changes, 3, "a wording, a skill and its statement; nothing ends")
		_, err = s.exchange.Import(s.t.Context(), s.by, s.id, exchange.Sent{Name: "a.csv", Content: []byte(heading + kept[0]), Digest: dry.Digest})
		assert.Equal(s.t, apperr.CodeConflict, apperr.CodeOf(err), "neither the file nor the draft is that of the dry run")

		again, err := s.exchange.Import(s.t.Context(), s.by, s.id, exchange.Sent{Name: "a.csv", Content: []byte(heading + kept[0]), EndRemoved: true, DryRun: true})
		require.NoError(s.t, err)
		assert.Len(s.t, again.Removed, 99, "98 and the new one")
		_, err = s.exchange.Import(s.t.Context(), s.by, s.id, exchange.Sent{Name: "a.csv", Content: []byte(heading + kept[0]), EndRemoved: true, Digest: again.Digest})
		require.NoError(s.t, err)
		one := 1
		all, err := s.framework.Contents(s.t.Context(), s.by, s.id, &one)
		require.NoError(s.t, err)
		assert.Len(s.t, all, 1)
	})
}

func TestAFrameworkWithAPatientsDataIsRefused(t *testing.T) {
	withSpreadsheets(t, func(s *spreadsheets) {
		before := s.export(nil, spreadsheet.CSV)
		planted := append(bytes.Clone(bytes.TrimRight(before, "\r\n")), []byte("\r\n,ANCC,Auditing,Escalation,3,\"Codes the case of 999 123 4500.\",local,new,\r\n")...)
		for _, dry := range []bool{true, false} {
			_, err := s.exchange.Import(s.t.Context(), s.by, s.id, exchange.Sent{Name: "a.csv", Content: planted, DryRun: dry, Digest: "any"})
			require.Equal(s.t, apperr.CodePatientData, apperr.CodeOf(err))
			var refused *apperr.Error
			require.ErrorAs(s.t, err, &refused)
			require.Len(s.t, refused.Findings, 1)
			assert.Regexp(s.t, `^Row [0-9]+, text$`, refused.Findings[0].Place)
			assert.NotContains(s.t, err.Error(), "4500")
		}
		assert.True(s.t, bytes.Equal(before, s.export(nil, spreadsheet.CSV)), "nothing was read in")
	})
}

func TestRowsThatAreRefusedByCell(t *testing.T) {
	withSpreadsheets(t, func(s *spreadsheets) {
		rmgt := seed.ID(seed.KindStatement, "rmgt-2-records-management").String()
		all, err := s.framework.Contents(s.t.Context(), s.by, s.id, nil)
		require.NoError(s.t, err)
		var known framework.Entry
		for _, e := range all {
			if e.StatementID.String() == rmgt {
				known = e
			}
		}
		row := func(change string, edit func(*framework.Entry)) string {
			e := known
			edit(&e)
			return fmt.Sprintf("%s,%s,%s,%q,%d,%q,national,%s,\n", e.StatementID, e.Code, e.Skill, e.Aspect, e.Level, e.Text, change)
		}
		for _, c := range []struct{ name, rows, column, message string }{
			{"level 9", ",ANCC,,About,9,Text,local,new,Why\n", "level", `"9" is no level. Give a whole number from 1 to 7.`},
			{"a formula", ",ANCC,,About,2,=1+1,local,new,Why\n", "text", "This cell begins with =, as a formula does. Write an apostrophe in front when it is meant as text."},
			{"a code", ",ancc,,About,2,Text,local,new,Why\n", "code", `"ancc" is no code of a skill. Give four capital letters, such as ANCC.`},
			{"an unknown skill", ",XXXX,,About,2,Text,local,new,Why\n", "code", "There is no skill with the code XXXX. Choose one of the framework's, or give the new local skill a name."},
			{"no reason", ",ANCC,,About,2,Text,local,new,\n", "reason", "Give the reason for this new statement."},
			{"no text", ",ANCC,,About,2, ,local,new,Why\n", "text", "This cell is empty. A statement has an aspect and a text."},
			{"too long", ",ANCC,,About,2," + strings.Repeat("a", 2001) + ",local,new,Why\n", "text", "This is 2001 characters long. The most is 2000."},
			{"an unknown identifier", uuid.NewString() + ",ANCC,,About,2,Text,local,,\n", "identifier", "There is no statement with this identifier. It may have ended or been replaced; leave the cell empty for a new statement."},
			{"no identifier", "7,ANCC,,About,2,Text,local,,\n", "identifier", "This is no identifier. Leave the cell empty for a new statement."},
			{"the same identifier", row("", func(*framework.Entry) {}) + row("wording", func(e *framework.Entry) { e.Text = "Other." }), "identifier", "Row 2 has the same identifier. Each statement can stand in the file once."},
			{"the same statement", ",ANCC,,About,2,Text,local,new,Why\n,ANCC,,About,2,Text,local,new,Why\n", "text", "Row 2 has the same statement: the same code, aspect, level and text."},
			{"wording or meaning", row("", func(e *framework.Entry) { e.Text = "Other." }), "change", "The aspect or the text is another one. Write wording when only the wording changes, or meaning."},
			{"nothing changed", row("meaning", func(*framework.Entry) {}), "change", "Neither the aspect nor the text is another one. Change them, or leave this cell empty."},
			{"another level", row("", func(e *framework.Entry) { e.Level = 3 }), "level", "The level of a statement stays: this one is at level 2. End it and add a new statement instead."},
			{"another change", row("delete", func(*framework.Entry) {}), "change", `"delete" is no change. Write wording, meaning or end for a statement that is there, new for a new one, or nothing.`},
			{"an end without a reason", row("end", func(*framework.Entry) {}), "reason", "Give the reason for this change."},
		} {
			r := s.dryRun("a.csv", []byte(heading+c.rows))
			if assert.NotEmpty(s.t, r.Refused, c.name) {
				last := r.Refused[len(r.Refused)-1]
				assert.Equal(s.t, []string{c.column, c.message}, []string{last.Column, last.Message}, c.name)
			}
			assert.Empty(s.t, r.Digest, c.name)
			_, err := s.exchange.Import(s.t.Context(), s.by, s.id, exchange.Sent{Name: "a.csv", Content: []byte(heading + c.rows), Digest: "any"})
			assert.Equal(s.t, apperr.CodeInvalid, apperr.CodeOf(err), c.name)
		}
		_, total, err := s.framework.Editions(s.t.Context(), s.by, s.id, everyEdition)
		require.NoError(s.t, err)
		assert.Equal(s.t, 1, total, "nothing is changed")
	})
}

var everyEdition = page.Request{Sort: "number", Limit: page.MaxLimit}
