package file

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// answer is what the server said; exactly one of File and Problem is filled.
type answer struct {
	status  int
	file    api.StoredFile
	problem api.Problem
}

func (a answer) field() string {
	for _, f := range a.problem.Fields {
		return f.Name + ": " + f.Message
	}
	return ""
}

const boundary = "a-boundary-that-no-test-content-has"

// form frames a content as a browser does, with the name exactly as given.
func form(field, name string, content []byte) []byte {
	return joined("--"+boundary+"\r\nContent-Disposition: form-data; name=\""+field+"\"; filename=\""+name+"\"\r\n",
		"Content-Type: application/pdf\r\n\r\n", content, "\r\n--"+boundary+"--\r\n")
}

func post(t *testing.T, server string, person uuid.UUID, contentType string, body io.Reader) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server+"/api/v1/people/"+person.String()+"/files", body)
	require.NoError(t, err)
	request.Header.Set("Content-Type", contentType)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	a := answer{status: response.StatusCode}
	into := any(&a.problem)
	if response.StatusCode < 300 {
		into = &a.file
	}
	require.NoError(t, json.NewDecoder(response.Body).Decode(into))
	return a
}

func send(t *testing.T, server string, person uuid.UUID, name string, content []byte) answer {
	t.Helper()
	return post(t, server, person, "multipart/form-data; boundary="+boundary, bytes.NewReader(form("file", name, content)))
}

func get(t *testing.T, address string) (*http.Response, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response, body
}

const (
	refusedType    = "file: Choose a PDF, PNG, JPEG, plain text, CSV, Word (DOCX) or Excel (XLSX) file."
	refusedContent = "file: The content of this file is not "
	refusedBomb    = "file: This document unpacks to far more than it should."
	refusedMacros  = "file: This document contains macros."
	script         = "<script>alert(document.domain)</script>"
)

// hostile are contents that must not get in.
func hostile() []struct {
	what, name string
	content    []byte
	status     int
	field      string
} {
	svg := `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`
	html := "<!DOCTYPE html><html><body>" + script + "</body></html>"
	bmp := "BM" + strings.Repeat("\x01", 60)
	return []struct {
		what, name string
		content    []byte
		status     int
		field      string
	}{
		{"an HTML page", "page.html", joined(html), 415, refusedType},
		{"an HTML page in capitals", "PAGE.HTM", joined(html), 415, refusedType},
		{"an XHTML page", "page.xhtml", joined(html), 415, refusedType},
		{"a drawing with a script", "drawing.svg", joined(svg), 415, refusedType},
		{"a packed drawing", "drawing.svgz", joined(svg), 415, refusedType},
		{"a script", "code.js", joined("alert(1)"), 415, refusedType},
		{"a web archive", "page.mhtml", joined("MIME-Version: 1.0\r\n\r\n" + html), 415, refusedType},
		{"a style sheet", "style.css", joined("body{}"), 415, refusedType},
		{"a stylesheet transformation", "t.xsl", joined("<?xml version='1.0'?>"), 415, refusedType},
		{"a Windows program", "setup.exe", joined("MZ\x90\x00"), 415, refusedType},
		{"a batch file", "run.bat", joined("del *"), 415, refusedType},
		{"a shell script", "run.sh", joined("#!/bin/sh\nrm -rf /"), 415, refusedType},
		{"a PHP page", "shell.php", joined("<?php system($_GET['c']);"), 415, refusedType},
		{"a PHP page after a picture's name", "photo.png.php", joined(aPNG()), 415, refusedType},
		{"a Java archive", "applet.jar", zipped(part{name: "A.class", text: "x"}), 415, refusedType},
		{"a zip archive", "all.zip", zipped(part{name: "a.txt", text: "x"}), 415, refusedType},
		{"a macro document", "letter.docm", aDOCX(), 415, refusedType},
		{"a macro workbook", "sheet.xlsm", aXLSX(), 415, refusedType},
		{"an old Word document", "old.doc", joined("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 415, refusedType},
		{"a shortcut", "link.lnk", joined("L\x00\x00\x00"), 415, refusedType},
		{"a web address file", "link.url", joined("[InternetShortcut]\nURL=file:///c:/"), 415, refusedType},
		{"an animated picture", "a.gif", joined("GIF89a"), 415, refusedType},
		{"a name without an extension", "certificate", aPDF(), 415, refusedType},
		{"only an extension", ".pdf", aPDF(), 415, refusedType},
		{"a NUL that hides the extension", "a.pdf\x00.html", aPDF(), 422, "file: The file did not arrive whole."},
		{"a reversed extension", "a\u202efdp.exe", aPDF(), 415, refusedType},
		{"an extension of 300 characters", "a." + strings.Repeat("pdf", 100), aPDF(), 415, refusedType},
		{"a name of dots", "..", aPDF(), 415, refusedType},

		{"HTML called PDF", "page.pdf", joined(html), 415, refusedContent + "a PDF"},
		{"HTML called PNG", "page.png", joined(html), 415, refusedContent + "a PNG"},
		{"HTML called JPEG", "page.jpg", joined(html), 415, refusedContent + "a JPEG"},
		{"HTML called text", "page.txt", joined(html), 415, refusedContent + "plain text"},
		{"HTML called CSV", "page.csv", joined(html), 415, refusedContent + "CSV"},
		{"HTML behind blank lines called text", "page.txt", joined("\r\n \t\n" + html), 415, refusedContent + "plain text"},
		{"HTML behind a byte order mark", "page.txt", joined("\xef\xbb\xbf" + html), 415, refusedContent + "plain text"},
		{"a bare tag called text", "page.txt", joined("<img src=x onerror=alert(1)>"), 415, refusedContent + "plain text"},
		{"HTML called Word", "page.docx", joined(html), 415, refusedContent + "a Word document"},
		{"SVG called PNG", "drawing.png", joined(svg), 415, refusedContent + "a PNG"},
		{"SVG called text", "drawing.txt", joined(svg), 415, refusedContent + "plain text"},
		{"SVG with an XML header called CSV", "drawing.csv", joined(`<?xml version="1.0"?>` + svg), 415, refusedContent + "CSV"},
		{"a program called PDF", "setup.pdf", joined("MZ\x90\x00"), 415, refusedContent + "a PDF"},
		{"a program called text", "setup.txt", joined("MZ\x90\x00\x03\x00\x00\x00\x04"), 415, refusedContent + "plain text"},
		{"a PDF called PNG", "a.png", aPDF(), 415, refusedContent + "a PNG"},
		{"a PNG called PDF", "a.pdf", aPNG(), 415, refusedContent + "a PDF"},
		{"a PNG called JPEG", "a.jpeg", aPNG(), 415, refusedContent + "a JPEG"},
		{"a JPEG called PNG", "a.png", aJPEG(), 415, refusedContent + "a PNG"},
		{"a bitmap called PNG", "a.png", joined(bmp), 415, refusedContent + "a PNG"},
		{"a PDF behind a page (polyglot)", "a.pdf", joined(html, aPDF()), 415, refusedContent + "a PDF"},
		{"a PDF without its end", "a.pdf", joined("%PDF-1.7\n", strings.Repeat(" ", 9000)), 415, "file: The end of this PDF is missing."},
		{"only a PDF's header", "a.pdf", joined("%PDF-"), 415, refusedContent + "a PDF"},
		{"a picture with a page behind it (polyglot)", "a.png", joined(aPNG(), html), 415, "file: There is something behind the end of this picture."},
		{"a picture with an archive behind it (polyglot)", "a.png", joined(aPNG(), aDOCX()), 415, "file: There is something behind"},
		{"a picture cut short", "a.png", aPNG()[:40], 415, refusedContent + "a PNG"},
		{"a picture that claims 400 million pixels", "a.png", hugePNG(20_000), 415, "file: This picture has too many pixels."},
		{"a picture that claims 60,000 pixels a side", "a.png", hugePNG(60_000), 415, "file: This picture has too many pixels."},
		{"a picture of no size", "a.png", hugePNG(0), 415, refusedContent + "a PNG"},
		{"a photograph cut short", "a.jpg", aJPEG()[:20], 415, refusedContent + "a JPEG"},
		{"text with NUL characters", "a.txt", joined("fine for", strings.Repeat(" ", 600), "\x00"), 415, "file: This text has characters"},
		{"text with terminal commands", "a.txt", joined("fine for", strings.Repeat(" ", 600), "\x1b[2J"), 415, "file: This text has characters"},
		{"text in UTF-16", "a.csv", joined("\xff\xfea\x00,\x00b\x00"), 415, "file: This text has characters"},

		{"a zip bomb in a Word document", "a.docx", bomb(), 415, refusedBomb},
		{"a zip bomb that claims ten bytes", "a.docx", lyingBomb(), 415, refusedContent + "a Word document"},
		{"an archive of very many parts", "a.docx", manyParts(), 415, refusedBomb},
		{"an archive called Word", "a.docx", zipped(part{name: "a.txt", text: "x"}), 415, refusedContent + "a Word document"},
		{"an archive called Excel", "a.xlsx", zipped(part{name: "a.html", text: html}), 415, refusedContent + "an Excel workbook"},
		{"a Word document called Excel", "a.xlsx", aDOCX(), 415, refusedContent + "an Excel workbook"},
		{"an Excel workbook called Word", "a.docx", aXLSX(), 415, refusedContent + "a Word document"},
		{"a part that climbs out", "a.docx", wordWith(part{name: "../../etc/cron.d/x", text: "x"}), 415, refusedContent},
		{"a part at the root", "a.docx", wordWith(part{name: "/etc/passwd", text: "x"}), 415, refusedContent},
		{"a part with a drive", "a.docx", wordWith(part{name: `C:\x`, text: "x"}), 415, refusedContent},
		{"a part twice", "a.docx", wordWith(part{name: "WORD/document.xml", text: "other"}), 415, refusedContent},
		{"a part with a wrong checksum", "a.docx", wrongChecksum(), 415, refusedContent},
		{"a Word document in the container for passwords", "secret.docx", joined("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", strings.Repeat("\x00", 600)), 415, "file: This document is protected with a password"},
		{"a workbook in the container for passwords", "secret.xlsx", joined("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", strings.Repeat("\x00", 600)), 415, "file: This document is protected with a password"},
		{"a part with a password", "a.docx", withPassword(), 415, "file: This document is protected with a password"},
		{"a macro in a document without macros", "a.docx", wordWith(part{name: "word/vbaProject.bin", text: "x"}), 415, refusedMacros},
		{"a macro document renamed", "a.docx", zipped(contentList("application/vnd.ms-word.document.macroEnabled.main+xml")), 415, refusedMacros},
		{"a program in front of the archive (polyglot)", "a.docx", joined("MZ\x90\x00", aDOCX()), 415, refusedContent},
		{"a page in front of the archive (polyglot)", "a.docx", joined(html, aDOCX()), 415, refusedContent},
		{"an archive cut short", "a.docx", aDOCX()[:100], 415, refusedContent},
		{"an archive of nothing", "a.docx", joined("PK\x05\x06", strings.Repeat("\x00", 18)), 415, refusedContent},

		{"an empty file", "a.pdf", nil, 422, "file: This file is empty."},
		{"one byte more than 25 MB", "a.txt", bytes.Repeat([]byte("a"), MaxSize+1), 413, "file: The file must be 25 MB or smaller."},
	}
}

func TestHostileUploadsAreRefusedAndLeaveNothing(t *testing.T) {
	tr := newTrust(t, testdb.New(t, database.SQLite))
	server := tr.serve(tr.asTrainee()).URL
	cases := hostile()
	assert.GreaterOrEqual(t, len(cases), 60)
	for _, c := range cases {
		t.Run(c.what, func(t *testing.T) {
			a := send(t, server, tr.trainee, c.name, c.content)
			assert.Equal(t, c.status, a.status)
			assert.True(t, strings.HasPrefix(a.field(), c.field), "%q begins with %q", a.field(), c.field)
			assert.Equal(t, 0, tr.count("files"), "no row")
			assert.Equal(t, 0, tr.count("audit_entries"), "no audit row")
			assert.Empty(t, contents(t, tr.blobs), "no content")
			assert.Empty(t, contents(t, tr.spool), "nothing waits")
		})
	}
}

// accepted are contents that get in, hostile names and odd contents among them, and what becomes of them.
func accepted() []struct {
	what, name string
	content    []byte
	want       string
	mediaType  MediaType
} {
	return []struct {
		what, name string
		content    []byte
		want       string
		mediaType  MediaType
	}{
		{"a PDF", "Certificate.PDF", aPDF(), "Certificate.PDF", PDF},
		{"a PDF with a script in it", "a.pdf", joined("%PDF-1.4 ", script, aPDF()), "a.pdf", PDF},
		{"a PDF that is an archive too (polyglot)", "b.pdf", joined(aPDF(), aDOCX(), "%%EOF"), "b.pdf", PDF},
		{"a PNG", "board.png", aPNG(), "board.png", PNG},
		{"a JPEG", "board.jpeg", aJPEG(), "board.jpeg", JPEG},
		{"a JPEG with a page behind it (polyglot)", "c.jpg", joined(aJPEG(), script), "c.jpg", JPEG},
		{"text", "notes.txt", joined("Pre-op assessment, 3 < 5"), "notes.txt", Text},
		{"text in an old encoding", "notes2.txt", joined("caf\xe9 \xa35"), "notes2.txt", Text},
		{"a list with a formula", "list.csv", joined("=cmd|'/C calc'!A0,1\r\n"), "list.csv", CSV},
		{"a Word document", "plan.docx", aDOCX(), "plan.docx", DOCX},
		{"an Excel workbook", "audit.xlsx", aXLSX(), "audit.xlsx", XLSX},
		{"a name that climbs out", "../../../etc/cron.d/d.pdf", joined(aPDF(), "\n1"), "d.pdf", PDF},
		{"a Windows path", `C:\\Users\\ada\\e.pdf`, joined(aPDF(), "\n2"), "e.pdf", PDF},
		{"a name of 300 characters", strings.Repeat("x", 296) + ".pdf", joined(aPDF(), "\n3"), strings.Repeat("x", 116) + ".pdf", PDF},
		{"a name with a page in it", "<img src=x onerror=alert(1)>.pdf", joined(aPDF(), "\n4"), "-img src=x onerror=alert(1)-.pdf", PDF},
		{"a name in another script", "résumé 認証.pdf", joined(aPDF(), "\n5"), "résumé 認証.pdf", PDF},
		{"two extensions", "page.html.pdf", joined(aPDF(), "\n6"), "page.html.pdf", PDF},
	}
}

func TestAcceptedUploadsAreServedSoThatNothingRuns(t *testing.T) {
	tr := newTrust(t, testdb.New(t, database.SQLite))
	server := tr.serve(tr.asTrainee()).URL
	for i, c := range accepted() {
		t.Run(c.what, func(t *testing.T) {
			a := send(t, server, tr.trainee, c.name, c.content)
			require.Equal(t, 201, a.status, a.field())
			assert.Equal(t, c.want, a.file.Name)
			assert.Equal(t, c.mediaType, MediaType(a.file.MediaType))
			assert.Equal(t, int64(len(c.content)), a.file.Size)
			assert.Equal(t, tr.trainee, a.file.PersonId)
			assert.Len(t, contents(t, tr.blobs), i+1)
			assert.Empty(t, contents(t, tr.spool), "nothing waits")

			for _, inline := range []string{"", "?inline=1"} {
				response, body := get(t, server+"/api/v1/files/"+a.file.Id.String()+inline)
				assert.Equal(t, 200, response.StatusCode)
				assert.Equal(t, c.content, body)
				mediaType := string(c.mediaType)
				if c.mediaType == Text || c.mediaType == CSV {
					charset := "utf-8"
					if !utf8.Valid(c.content) {
						charset = "windows-1252"
					}
					mediaType += "; charset=" + charset
				}
				assert.Equal(t, mediaType, response.Header.Get("Content-Type"))
				assert.Equal(t, "nosniff", response.Header.Get("X-Content-Type-Options"))
				assert.Equal(t, []string{"sandbox; default-src 'none'"}, response.Header.Values("Content-Security-Policy"))
				assert.Equal(t, "no-store", response.Header.Get("Cache-Control"))
				disposition, parameters, err := mime.ParseMediaType(response.Header.Get("Content-Disposition"))
				require.NoError(t, err)
				want := "attachment"
				if inline != "" && c.mediaType.IsImage() {
					want = "inline"
				}
				assert.Equal(t, want, disposition)
				assert.Equal(t, c.want, parameters["filename"])
			}
		})
	}
}

func TestAFormWithoutAFileIsRefused(t *testing.T) {
	tr := newTrust(t, testdb.New(t, database.SQLite))
	server := tr.serve(tr.asTrainee()).URL
	multipart := "multipart/form-data; boundary=" + boundary
	for _, c := range []struct {
		what, contentType string
		body              []byte
		status            int
	}{
		{"no part at all", multipart, joined("--" + boundary + "--\r\n"), 422},
		{"a part of another name", multipart, form("photo", "a.pdf", aPDF()), 422},
		{"a part without a file's name", multipart, form("file", "", aPDF()), 422},
		{"a file that breaks off", multipart, form("file", "a.pdf", aPDF())[:150], 422},
		{"a form without a boundary", "multipart/form-data", form("file", "a.pdf", aPDF()), 415},
		{"something that is no form", "application/pdf", aPDF(), 422},
	} {
		t.Run(c.what, func(t *testing.T) {
			a := post(t, server, tr.trainee, c.contentType, bytes.NewReader(c.body))
			assert.Equal(t, c.status, a.status, a.problem.Detail)
			assert.Equal(t, 0, tr.count("files"))
		})
	}
}

// endless is a body that says how much of it was read.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	e.read += len(p)
	return len(p), nil
}

func TestAnUploadOverTheLimitIsCutEarly(t *testing.T) {
	tr := newTrust(t, testdb.New(t, database.SQLite))
	t.Run("an announced size is refused unread", func(t *testing.T) {
		server := tr.serve(tr.asTrainee()).URL
		connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(server, "http://"))
		require.NoError(t, err)
		defer func() { _ = connection.Close() }()
		require.NoError(t, connection.SetDeadline(time.Now().Add(10*time.Second)))
		_, err = fmt.Fprintf(connection, "POST /api/v1/people/%s/files HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 200000000\r\n\r\n", tr.trainee)
		require.NoError(t, err)
		head := make([]byte, 12)
		_, err = io.ReadFull(connection, head)
		require.NoError(t, err)
		assert.Equal(t, "HTTP/1.1 413", string(head), "answered before any of the 200 MB was sent")
	})
	t.Run("an endless content is read to the limit only", func(t *testing.T) {
		source := &endless{}
		_, _, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "a.txt", source)
		assert.ErrorContains(t, err, "too_large")
		assert.Less(t, source.read, MaxSize+100_000)
	})
	t.Run("a content of exactly the limit is stored", func(t *testing.T) {
		f, added, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "a.txt", io.LimitReader(&endless{}, MaxSize))
		require.NoError(t, err)
		assert.True(t, added)
		assert.Equal(t, int64(MaxSize), f.Size)
	})
}

func TestAFailingLineLeavesNothing(t *testing.T) {
	tr := newTrust(t, testdb.New(t, database.SQLite))
	broken := io.MultiReader(bytes.NewReader(aPDF()), errorReader{})
	_, _, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "a.pdf", broken)
	assert.ErrorContains(t, err, "did not arrive whole")
	assert.Empty(t, contents(t, tr.blobs))
	assert.Empty(t, contents(t, tr.spool))
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, errors.New("connection reset") }

func TestUploadsNeedThePermission(t *testing.T) {
	tr := newTrust(t, testdb.New(t, database.SQLite))
	lead := tr.serve(tr.actor(tr.person(tr.ours), tr.ours, access.WorkforceLead)).URL
	assert.Equal(t, 404, send(t, lead, tr.trainee, "a.pdf", aPDF()).status, "the lead may add to the lead's own record only")
	anonymous := tr.serve(access.Actor{}).URL
	assert.Equal(t, 401, send(t, anonymous, tr.trainee, "a.pdf", aPDF()).status)
	assert.True(t, slices.Equal(contents(t, tr.blobs), nil))
}
