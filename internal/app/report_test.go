package app

import (
	"bytes"
	"encoding/base64"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net/http"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/identity"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/smtptest"
)

// lookForReports is the job that looks every quarter of an hour whether reports are due.
type lookForReports struct{}

func (lookForReports) Kind() string { return "report.look" }

// TestAReportGoesOutOnItsDays takes a report through the whole application: it is made, sent on its days to those who may
// read the numbers and no others, at once when asked, and no more when it ends.
func TestAReportGoesOutOnItsDays(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			server := smtptest.New(t)
			c := config.Config{
				Addr: "127.0.0.1:0", DataDir: t.TempDir(), DatabaseURL: installed.Copy(t, dialect), LogFormat: "text", BaseURL: "https://bandwise.northmoor.example",
				SMTPURL: server.URL(), MailFrom: "bandwise@northmoor.example",
			}
			require.NoError(t, c.Complete())
			now := calendar.MustParseDate("2027-01-30").Midnight().Add(9 * time.Hour)
			a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes, Clock: func() time.Time { return now }})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, a.Close()) })
			f := &fixture{t: t, app: a, ctx: t.Context()}
			org := f.organisation("Northmoor")
			lead, reader, trainee := f.person(org, "lena"), f.person(org, "rita"), f.person(org, "tara")
			f.give(lead, access.WorkforceLead, held{})
			right := f.give(reader, access.Auditor, held{})
			body := func(people ...*person) object {
				ids := []string{}
				for _, p := range people {
					ids = append(ids, p.id.String())
				}
				return object{"name": "For the board", "rhythm": "monthly", "startsOn": "2027-01-31", "readerIds": ids}
			}
			refused := f.send(lead, http.MethodPost, "/workforce/reports", body(trainee), 0, false)
			assert.Equal(t, http.StatusUnprocessableEntity, refused.Code, "a trainee may not read the numbers: %s", refused.Body)
			report := f.make(lead, "/workforce/reports", body(lead, reader))
			path := "/workforce/reports/" + report.id.String()
			look := func() {
				require.NoError(t, a.jobs.Tick(t.Context(), lookForReports{}))
				_, err := a.RunJobs(t.Context())
				require.NoError(t, err)
			}
			came := func() int { return len(reportsIn(t, server.Letters())) }

			look()
			assert.Zero(t, came(), "the day has not come")
			now = now.Add(21 * time.Hour) // six in the morning of the 31st
			look()
			assert.Zero(t, came(), "it is too early in the day")
			now = now.Add(2 * time.Hour)
			look()
			look()
			letters := reportsIn(t, server.Letters())
			require.Len(t, letters, 2, "each reader once")
			for _, l := range letters {
				assert.Equal(t, "For the board", l.subject)
				assert.Equal(t, "workforce-board-2027-01-31.pdf", l.file)
				assert.True(t, bytes.HasPrefix(l.content, []byte("%PDF-")), "a PDF document")
			}

			again := func(p *person) *person {
				p.cookie = f.cookie(p.email, password)
				return p
			}
			// Who loses the right to read gets none, and who wants none gets none.
			f.must(again(org.founder), http.MethodPost, "/grants/"+right.id.String()+"/end", nil, nil)
			now = now.AddDate(0, 0, 28)
			look()
			assert.Equal(t, 3, came(), "the lead alone")
			assert.Equal(t, http.StatusNoContent, f.send(again(lead), http.MethodPost, "/me/reports/"+report.id.String()+"/leave", nil, 0, false).Code)
			now = now.AddDate(0, 1, 3)
			look()
			assert.Equal(t, 3, came())

			mine := body(lead)
			mine["startsOn"] = "2027-06-30"
			require.Equal(t, http.StatusOK, f.send(again(lead), http.MethodPut, path, mine, report.version, false).Code)
			require.Equal(t, http.StatusAccepted, f.send(lead, http.MethodPost, path+"/send", nil, 0, false).Code)
			look()
			assert.Equal(t, 4, came(), "at once when asked")
			require.Equal(t, http.StatusPreconditionFailed, f.send(lead, http.MethodDelete, path, nil, report.version, false).Code)
			require.Equal(t, http.StatusNoContent, f.send(lead, http.MethodDelete, path, nil, report.version+1, false).Code)
			now = now.AddDate(1, 0, 0)
			look()
			assert.Equal(t, 4, came(), "no more after its end")
		})
	}
}

type sentReport struct {
	subject, file string
	content       []byte
}

// reportsIn reads the letters that carry a file.
func reportsIn(t *testing.T, letters []string) []sentReport {
	t.Helper()
	var found []sentReport
	for _, text := range letters {
		m, err := mail.ReadMessage(strings.NewReader(text))
		require.NoError(t, err)
		kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
		require.NoError(t, err)
		if kind != "multipart/mixed" {
			continue
		}
		parts := multipart.NewReader(m.Body, params["boundary"])
		for {
			part, err := parts.NextPart()
			if err == io.EOF { //nolint:errorlint // the reader gives it bare
				break
			}
			require.NoError(t, err)
			if part.FileName() == "" {
				continue
			}
			content, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, part))
			require.NoError(t, err)
			found = append(found, sentReport{m.Header.Get("Subject"), part.FileName(), content})
		}
	}
	return found
}
