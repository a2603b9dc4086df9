package app

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"bandwise/internal/identity"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi"
)

// Numbers that are planted: one of the test range, one in the organisation's own form.
const (
	plantedNHS      = "999 123 4500"
	plantedHospital = "ZX 402118"
)

// plantedAnywhere finds the planted numbers however they are grouped.
var plantedAnywhere = regexp.MustCompile(`(?i)999[ -]?123[ -]?4500|ZX[ -]?402118`)

// TestNothingFoundIsKept sends texts and files with planted numbers, which are refused, and then looks for the numbers in
// everything that the program leaves behind: its log, every table of the database with the audit trail, and the folder of its data, where
// files are stored and uploads arrive.
func TestNothingFoundIsKept(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			f, said := loggedFixture(t, dialect)
			o := f.organisation("Northmoor")
			writer := f.person(o, "writer")
			f.make(o.founder, "/hospital-number-patterns", object{"name": "A form", "shape": "ZX ######"})
			at := "/people/" + writer.id.String()
			for _, number := range []string{plantedNHS, strings.ReplaceAll(plantedNHS, " ", ""), strings.ReplaceAll(plantedNHS, " ", "-"), plantedHospital} {
				text := "The episode of " + number + " was coded again."
				f.refusedText(writer, "POST", at+"/evidence", object{"title": "Recoded", "kind": "work_sample", "whatIDid": text, "reflection": "Fine.", "happenedOn": "2026-05-04"})
				f.refusedText(writer, "POST", at+"/evidence", object{"title": text, "kind": "work_sample", "whatIDid": "Coded it.", "happenedOn": "2026-05-04", "links": []object{{"title": text, "url": "https://example.org/x"}}})
				f.refusedText(writer, "POST", at+"/evidence-drafts", object{"title": "Recoded", "kind": "work_sample", "happenedOn": "2026-05-04", "whatIDid": text})
				f.refusedText(writer, "POST", at+"/mentoring-meetings", object{"metOn": "2026-05-04", "topics": text})
				for name, content := range filesWith(t, text) {
					f.refusedFile(writer, name, content)
				}
				f.refusedFile(writer, number+".txt", []byte("Nothing to see."))
			}
			clean := f.send(writer, "POST", at+"/files", nil, 0, true)
			require.Equal(t, http.StatusCreated, clean.Code, clean.Body.String())
			f.nowhere(said.String(), "the log")
			assert.Contains(t, said.String(), "level=INFO", "the log was listened to")
			for table, rows := range f.rows() {
				f.nowhere(rows, "the table "+table)
			}
			f.nowhereIn(f.app.config.DataDir)
		})
	}
}

// loggedFixture is the application with nobody in it yet, and what it says in its log at every level.
func loggedFixture(t *testing.T, dialect database.Dialect) (*fixture, *bytes.Buffer) {
	t.Helper()
	said := &bytes.Buffer{}
	c := config.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), LogFormat: "text"}
	if dialect == database.Postgres {
		// SQLite has its place in the folder of the data.
		c.DatabaseURL = installed.Copy(t, dialect)
	}
	require.NoError(t, c.Complete())
	log := slog.New(httpapi.LogHandler{Handler: slog.NewTextHandler(said, &slog.HandlerOptions{Level: slog.LevelDebug})})
	clock := calendar.Fixed(calendar.MustParseDate(today).Midnight().Add(10 * time.Hour))
	a, err := Open(t.Context(), c, Options{Log: log, hashCost: identity.CheapHashes, Clock: clock})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, a.Close()) })
	return &fixture{t: t, app: a, ctx: t.Context()}, said
}

// refusedText sends a text that is refused, without the number in the answer.
func (f *fixture) refusedText(by *person, method, path string, body any) {
	f.t.Helper()
	f.mustRefuse(path, f.send(by, method, path, body, 0, false))
}

func (f *fixture) mustRefuse(what string, r *httptest.ResponseRecorder) {
	f.t.Helper()
	assert.Equal(f.t, http.StatusUnprocessableEntity, r.Code, "%s: %s", what, r.Body.String())
	assert.Contains(f.t, r.Body.String(), `"code":"patient_data"`, what)
	f.nowhere(r.Body.String(), "the answer of "+what)
}

// refusedFile uploads a file that is refused, without the number in the answer.
func (f *fixture) refusedFile(by *person, name string, content []byte) {
	f.t.Helper()
	form, mediaType := f.form(name, string(content))
	r := httptest.NewRequestWithContext(f.ctx, http.MethodPost, "/api/v1/people/"+by.id.String()+"/files", form)
	r.Header.Set("Content-Type", mediaType)
	r.AddCookie(by.cookie)
	w := httptest.NewRecorder()
	f.app.Handler().ServeHTTP(w, r)
	f.mustRefuse("a file "+filepath.Ext(name), w)
}

// nowhere holds that none of the planted numbers is in a text.
func (f *fixture) nowhere(text, where string) {
	f.t.Helper()
	assert.False(f.t, plantedAnywhere.MatchString(text), "a planted number is in %s", where)
}

// nowhereIn looks through every file of a folder, the database's own with the pages that it has let go of.
func (f *fixture) nowhereIn(folder string) {
	f.t.Helper()
	looked := 0
	require.NoError(f.t, filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		looked++
		content, err := os.ReadFile(path)
		f.nowhere(string(content), path)
		f.nowhere(path, "the name of a file")
		return err
	}))
	assert.Positive(f.t, looked, "the file that was not refused is in the folder")
	spooled, err := os.ReadDir(filepath.Join(folder, "spool"))
	require.NoError(f.t, err)
	assert.Empty(f.t, spooled, "nothing waits where uploads arrive")
}

// rows gives every row of the database as text, by table.
func (f *fixture) rows() map[string]string {
	f.t.Helper()
	all := map[string]string{}
	for table := range contents(f.t, f.app.db) {
		var rows []map[string]any
		require.NoError(f.t, f.app.db.Conn(f.ctx).Raw(fmt.Sprintf("SELECT * FROM %q", table)).Scan(&rows).Error)
		all[table] = fmt.Sprint(rows)
	}
	require.Contains(f.t, all, "audit_entries")
	require.Empty(f.t, strings.Trim(all["evidence"]+all["evidence_drafts"], "[]"), "what was refused has no row")
	return all
}

// filesWith makes a file of each kind with the text in it.
func filesWith(t *testing.T, text string) map[string][]byte {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	require.NoError(t, book.SetCellValue("Sheet1", "C7", text))
	var sheet, document bytes.Buffer
	require.NoError(t, book.Write(&sheet))
	w := zip.NewWriter(&document)
	for name, content := range map[string]string{
		"[Content_Types].xml": `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"word/document.xml":   `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`,
	} {
		entry, err := w.Create(name)
		require.NoError(t, err)
		_, err = entry.Write([]byte(content))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return map[string][]byte{
		"notes.txt": []byte("One line.\n" + text + "\n"), "audit.csv": []byte("Code,Note\nI21.9," + text + "\n"),
		"audit.xlsx": sheet.Bytes(), "audit.docx": document.Bytes(), "audit.pdf": pageWith(text),
	}
}

// pageWith makes a PDF of one page.
func pageWith(text string) []byte {
	stream := "BT /F1 12 Tf 72 700 Td (" + text + ") Tj ET"
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, object := range []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(stream), stream),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}
