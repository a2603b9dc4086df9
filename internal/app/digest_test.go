package app

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/identity"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/smtptest"
)

// lookForLetters is the job that looks every quarter of an hour whether letters are due.
type lookForLetters struct{}

func (lookForLetters) Kind() string { return "notification.tick" }

// TestADigestArrivesOnceThoughTheServerIsBusyFirst takes a trainee's weekly digest through the whole application: the job
// that makes up the letters of a Monday, a mail server that says 451 to the whole letter, and the attempt after that.
func TestADigestArrivesOnceThoughTheServerIsBusyFirst(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			server := smtptest.New(t)
			c := config.Config{
				Addr: "127.0.0.1:0", DataDir: t.TempDir(), DatabaseURL: installed.Copy(t, dialect), LogFormat: "text", BaseURL: "https://bandwise.northmoor.example",
				SMTPURL: server.URL(), MailFrom: "bandwise@northmoor.example",
			}
			require.NoError(t, c.Complete())
			monday := calendar.MustParseDate("2026-02-23").Midnight().Add(8 * time.Hour)
			now := monday
			a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes, Clock: func() time.Time { return now }})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, a.Close()) })
			f := &fixture{t: t, app: a, ctx: t.Context()}
			org := f.organisation("Northmoor")
			trainee := f.person(org, "tara")
			f.make(org.founder, "/people/"+trainee.id.String()+"/appointments",
				object{"roleId": traineeRole, "teamId": org.coding.id, "band": "3", "wte": 1, "startsOn": "2025-09-01"})
			run := func() {
				_, err := a.RunJobs(t.Context())
				require.NoError(t, err)
			}
			look := func() {
				require.NoError(t, a.jobs.Tick(t.Context(), lookForLetters{}))
				run()
			}

			server.AnswerData = func() string { return "451 try again later" }
			look()
			assert.Empty(t, lettersTo(t, trainee, server.Letters()))
			refused := lettersTo(t, trainee, server.Refused())
			require.Len(t, refused, 1)

			server.AnswerData = nil
			now = now.Add(time.Minute)
			run()
			taken := lettersTo(t, trainee, server.Letters())
			require.Len(t, taken, 1)
			before, _, _ := smtptest.Read(t, refused[0])
			head, text, html := smtptest.Read(t, taken[0])
			assert.NotEmpty(t, head.Get("Message-ID"))
			assert.Equal(t, before.Get("Message-ID"), head.Get("Message-ID"))
			assert.Contains(t, text, "Dear Person tara")
			assert.Contains(t, text, "This is your digest of 23 February 2026.")
			assert.Contains(t, text, "is due on 1 March 2026.")
			assert.Contains(t, html, `<html lang="en-GB">`)
			assert.Contains(t, html, "is due on 1 March 2026.")

			for _, later := range []time.Duration{15 * time.Minute, 6 * time.Hour, 24 * time.Hour} {
				now = monday.Add(later)
				look()
			}
			assert.Len(t, lettersTo(t, trainee, server.Letters()), 1, "neither the same day nor the next has another letter")
			assert.Len(t, lettersTo(t, trainee, server.Refused()), 1)
			f.newSession(org.founder)
			var mail struct {
				Letters []struct {
					Person struct{ Name string }
					State  string
				}
			}
			f.must(org.founder, "GET", "/mail", nil, &mail)
			states := map[string]string{}
			for _, l := range mail.Letters {
				states[l.Person.Name] += l.State
			}
			assert.Equal(t, "sent", states["Person tara"])
		})
	}
}

// lettersTo picks those to somebody.
func lettersTo(t *testing.T, p *person, all []string) []string {
	t.Helper()
	var found []string
	for _, letter := range all {
		head, _, _ := smtptest.Read(t, letter)
		if strings.Contains(head.Get("To"), p.email) {
			found = append(found, letter)
		}
	}
	return found
}
