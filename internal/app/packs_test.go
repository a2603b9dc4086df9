package app

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/pack"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/pdf"
)

// traveller is somebody who takes a portfolio from one organisation to another.
type traveller struct {
	*fixture
	from, to *person
}

func withTraveller(t *testing.T, run func(*traveller)) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, dialect)
			run(&traveller{fixture: f, from: f.trainee, to: f.foreigner})
		})
	}
}

// upload stores a file of somebody's own and gives its identifier.
func (f *fixture) upload(by *person, name string, content []byte) uuid.UUID {
	f.t.Helper()
	r := f.sendFile(by, "/people/"+by.id.String()+"/files", name, content)
	require.Less(f.t, r.Code, 300, r.Body.String())
	var stored struct{ ID uuid.UUID }
	require.NoError(f.t, json.Unmarshal(r.Body.Bytes(), &stored))
	return stored.ID
}

func (f *fixture) sendFile(by *person, path, name string, content []byte) *httptest.ResponseRecorder {
	f.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	if strings.HasSuffix(path, "/files") && !strings.HasSuffix(name, ".csv") {
		require.NoError(f.t, w.WriteField("declaration", "no_patient_data"))
	}
	part, err := w.CreateFormFile("file", name)
	require.NoError(f.t, err)
	_, err = part.Write(content)
	require.NoError(f.t, err)
	require.NoError(f.t, w.Close())
	r := httptest.NewRequestWithContext(f.ctx, http.MethodPost, "/api/v1"+path, &form)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.AddCookie(by.cookie)
	answer := httptest.NewRecorder()
	f.app.Handler().ServeHTTP(answer, r)
	return answer
}

type seenPack struct {
	ID        uuid.UUID
	Documents []struct {
		Kind, State, Failure string
		Size                 int64
	}
	Shares []struct{ ID uuid.UUID }
}

// packed makes a pack and lets the jobs make its documents.
func (f *fixture) packed(by *person, about *person, body object) seenPack {
	f.t.Helper()
	var made, ready seenPack
	f.must(by, "POST", "/people/"+about.id.String()+"/packs", body, &made)
	_, err := f.app.RunJobs(f.t.Context())
	require.NoError(f.t, err)
	f.must(by, "GET", "/packs/"+made.ID.String(), nil, &ready)
	for _, d := range ready.Documents {
		require.Equal(f.t, "ready", d.State, "%s: %s", d.Kind, d.Failure)
	}
	return ready
}

func (f *fixture) fetched(by *person, path string) []byte {
	f.t.Helper()
	r := f.send(by, http.MethodGet, path, nil, 0, false)
	require.Equal(f.t, http.StatusOK, r.Code, r.Body.String())
	return r.Body.Bytes()
}

func (f *fixture) archive(by *person, p seenPack) []byte {
	f.t.Helper()
	return f.fetched(by, "/packs/"+p.ID.String()+"/download?kind=zip")
}

var wholePortfolio = object{"title": "Appraisal 2026", "purpose": "own_record", "parts": "whole"}

func unpacked(t *testing.T, content []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	require.NoError(t, err)
	entries := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		entries[f.Name], err = io.ReadAll(r)
		require.NoError(t, err)
	}
	return entries
}

func contentIn(t *testing.T, entries map[string][]byte) pack.Content {
	t.Helper()
	var c pack.Content
	require.NoError(t, json.Unmarshal(entries["pack.json"], &c))
	return c
}

// samples gives the trainee evidence with files of several kinds.
func (x *traveller) samples() {
	x.t.Helper()
	var picture bytes.Buffer
	require.NoError(x.t, png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 300, 200))))
	sheet := pdf.New(pdf.Properties{Title: "Audit"})
	sheet.Paragraph("Fifty episodes were audited.")
	audit, err := sheet.Bytes()
	require.NoError(x.t, err)
	damaged := append(slices.Clone(audit[:200]), []byte("\n%%EOF\n")...)
	var ids []uuid.UUID
	for name, content := range map[string][]byte{
		"audit.pdf": audit, "damaged.pdf": damaged, "whiteboard.png": picture.Bytes(), "figures.csv": []byte("coder,accuracy\nA,95\n"),
	} {
		ids = append(ids, x.upload(x.from, name, content))
	}
	x.make(x.from, "/people/"+x.from.id.String()+"/evidence", object{
		"title": "An audit with everything", "kind": "audit_result", "whatIDid": "I audited.\nLine two, with “quotes” and <b>marks</b>.", "reflection": "More care.",
		"happenedOn": "2026-06-01", "fileIds": ids, "showcased": true, "links": []object{{"title": "Standards", "url": "https://example.org/standards"}},
	})
}

func TestAPackTravelsToAnotherOrganisationAndReadsTheSameThere(t *testing.T) {
	withTraveller(t, func(x *traveller) {
		t := x.t
		x.samples()
		first := unpacked(t, x.archive(x.from, x.packed(x.from, x.from, wholePortfolio)))
		sent := x.archive(x.from, x.packed(x.from, x.from, wholePortfolio))

		dry := x.sendFile(x.to, "/people/"+x.to.id.String()+"/pack-imports?dryRun=true", "pack.zip", sent)
		require.Equal(t, http.StatusOK, dry.Code, dry.Body.String())
		assert.Contains(t, dry.Body.String(), `"otherName":true`)
		var before struct{ Total int }
		x.must(x.to, "GET", "/people/"+x.to.id.String()+"/evidence", nil, &before)

		done := x.sendFile(x.to, "/people/"+x.to.id.String()+"/pack-imports?declared=true", "pack.zip", sent)
		require.Equal(t, http.StatusOK, done.Code, done.Body.String())
		again := x.sendFile(x.to, "/people/"+x.to.id.String()+"/pack-imports?declared=true", "pack.zip", sent)
		assert.Equal(t, http.StatusUnprocessableEntity, again.Code)
		assert.Contains(t, again.Body.String(), "nothing to bring along")

		second := unpacked(t, x.archive(x.to, x.packed(x.to, x.to, wholePortfolio)))
		there := contentIn(t, second)
		arrived := map[string]pack.Evidence{}
		for _, e := range there.Evidence {
			arrived[e.Key] = e
		}
		brought := 0
		for _, e := range contentIn(t, first).Evidence {
			if e.Title != "An audit with everything" {
				continue
			}
			brought++
			was, err := json.Marshal(e)
			require.NoError(t, err)
			is, err := json.Marshal(arrived[e.Key])
			require.NoError(t, err)
			assert.Equal(t, string(was), string(is))
		}
		assert.Equal(t, 1, brought)
		for name, content := range first {
			if strings.HasPrefix(name, "files/") {
				assert.Equal(t, content, second[name], name)
			}
		}
	})
}

func TestAPackStaysAsItWas(t *testing.T) {
	withTraveller(t, func(x *traveller) {
		t := x.t
		p := x.packed(x.from, x.from, wholePortfolio)
		at := "/packs/" + p.ID.String()
		frozen := string(x.fetched(x.from, at+"/content"))
		x.make(x.from, "/people/"+x.from.id.String()+"/evidence", newEvidence("Later", uuid.Nil))
		assert.Equal(t, frozen, string(x.fetched(x.from, at+"/content")))
		assert.NotContains(t, frozen, "Later")

		outsider := x.guard
		assert.Equal(t, http.StatusNotFound, x.send(outsider, "GET", at, nil, 0, false).Code)
		var shared seenPack
		x.must(x.from, "POST", at+"/shares", object{"email": outsider.email, "until": "2026-12-01"}, &shared)
		require.Len(t, shared.Shares, 1)
		for _, path := range []string{at, at + "/content", at + "/download?kind=pdf"} {
			assert.Equal(t, http.StatusOK, x.send(outsider, "GET", path, nil, 0, false).Code, path)
		}
		assert.Equal(t, http.StatusNotFound, x.send(outsider, "GET", "/people/"+x.from.id.String()+"/portfolio", nil, 0, false).Code)
		assert.Equal(t, http.StatusConflict, x.send(x.from, "DELETE", at, nil, 0, false).Code, "it was handed over")
		assert.Equal(t, http.StatusNoContent, x.send(x.from, "DELETE", "/pack-shares/"+shared.Shares[0].ID.String(), nil, 0, false).Code)
		assert.Equal(t, http.StatusNotFound, x.send(outsider, "GET", at, nil, 0, false).Code)
	})
}

func TestThePDFHasEveryPageAndTheOtherFiles(t *testing.T) {
	withTraveller(t, func(x *traveller) {
		t := x.t
		x.samples()
		p := x.packed(x.from, x.from, wholePortfolio)
		path := filepath.Join(t.TempDir(), "pack.pdf")
		require.NoError(t, os.WriteFile(path, x.fetched(x.from, "/packs/"+p.ID.String()+"/download?kind=pdf"), 0o600))
		if keep := os.Getenv("BANDWISE_KEEP_PDF"); keep != "" {
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(keep, content, 0o600))
		}
		ctx, err := api.ReadContextFile(path)
		require.NoError(t, err)
		root, err := ctx.Catalog()
		require.NoError(t, err)
		for _, key := range []string{"StructTreeRoot", "MarkInfo", "Outlines", "Metadata", "Lang"} {
			_, there := root.Find(key)
			assert.True(t, there, key)
		}
		assert.Greater(t, ctx.PageCount, 8)
		files, err := ctx.ListAttachments()
		require.NoError(t, err)
		var names []string
		for _, f := range files {
			names = append(names, f.FileName)
		}
		assert.Contains(t, strings.Join(names, " "), "figures.csv")
		assert.Contains(t, strings.Join(names, " "), "damaged.pdf")
		assert.NotContains(t, strings.Join(names, " "), "audit.pdf")
	})
}

func TestHostileArchivesAreRefusedAndLeaveNothing(t *testing.T) {
	f := newFixture(t, database.SQLite)
	x := &traveller{fixture: f, from: f.trainee, to: f.foreigner}
	x.samples()
	entries := unpacked(t, x.archive(x.from, x.packed(x.from, x.from, wholePortfolio)))
	before := contents(t, f.app.db)
	built := func(change func(map[string][]byte)) []byte {
		copied := map[string][]byte{}
		for name, content := range entries {
			copied[name] = content
		}
		change(copied)
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for name, content := range copied {
			part, err := w.Create(name)
			require.NoError(t, err)
			_, err = part.Write(content)
			require.NoError(t, err)
		}
		require.NoError(t, w.Close())
		return out.Bytes()
	}
	file := ""
	for name := range entries {
		if strings.HasPrefix(name, "files/") {
			file = name
		}
	}
	for name, c := range map[string]struct {
		archive []byte
		says    string
	}{
		"no archive":     {[]byte("not a zip"), "is no archive"},
		"traversal":      {built(func(e map[string][]byte) { e["../../etc/passwd"] = []byte("x") }), "leads out of the archive"},
		"absolute":       {built(func(e map[string][]byte) { e["/etc/passwd"] = []byte("x") }), "leads out of the archive"},
		"stranger":       {built(func(e map[string][]byte) { e["run.exe"] = []byte("x") }), "does not belong to a pack"},
		"a bomb":         {built(func(e map[string][]byte) { e[file] = make([]byte, 26_000_000) }), "unpacks to more"},
		"wrong hash":     {built(func(e map[string][]byte) { e[file] = append(slices.Clone(e[file]), 'x') }), "its checksum is wrong"},
		"missing file":   {built(func(e map[string][]byte) { delete(e, file) }), "is missing from"},
		"no content":     {built(func(e map[string][]byte) { delete(e, "pack.json") }), "has no pack.json"},
		"no sums":        {built(func(e map[string][]byte) { delete(e, "SHA256SUMS") }), "has no SHA256SUMS"},
		"another format": {built(func(e map[string][]byte) { e["pack.json"] = []byte(`{"format":"other"}`) }), "not the content of a pack"},
		"a later schema": {built(func(e map[string][]byte) {
			e["pack.json"] = bytes.Replace(e["pack.json"], []byte(`"schema":2`), []byte(`"schema":9`), 1)
		}), "reads versions 1 to 2"},
		"changed content": {built(func(e map[string][]byte) {
			e["pack.json"] = bytes.Replace(e["pack.json"], []byte("An audit"), []byte("No audit"), 1)
		}), "checksum is wrong"},
	} {
		t.Run(name, func(t *testing.T) {
			answer := x.sendFile(x.to, "/people/"+x.to.id.String()+"/pack-imports?declared=true", "pack.zip", c.archive)
			assert.Equal(t, http.StatusUnprocessableEntity, answer.Code, answer.Body.String())
			assert.Contains(t, answer.Body.String(), c.says)
		})
	}
	after := contents(t, f.app.db)
	assert.Equal(t, before["evidence"], after["evidence"])
	assert.Equal(t, before["files"], after["files"])
	assert.Equal(t, before["claims"], after["claims"])
	assert.Equal(t, before["pack_imports"], after["pack_imports"])
}
