package app

import (
	"log/slog"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/identity"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/smtptest"
)

// TestLettersAboutAccounts takes an invitation, a forgotten password and the news of a second factor through the whole
// application to a mail server.
func TestLettersAboutAccounts(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			server := smtptest.New(t)
			c := config.Config{
				Addr: "127.0.0.1:0", DataDir: t.TempDir(), DatabaseURL: installed.Copy(t, dialect), LogFormat: "text", BaseURL: "https://bandwise.northmoor.example",
				SMTPURL: server.URL(), MailFrom: "bandwise@northmoor.example",
			}
			require.NoError(t, c.Complete())
			now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
			a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes, Clock: func() time.Time { return now }})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, a.Close()) })
			f := &fixture{t: t, app: a, ctx: t.Context()}
			org := f.organisation("Northmoor")
			mary := &person{email: "mary@northmoor.example", org: org}
			mary.id = f.make(org.founder, "/people", object{"name": "Mary Shaw", "email": mary.email}).id
			newest := func() (subject, text, link string) {
				t.Helper()
				// The first job puts the letter into the post, the second sends it.
				for range 2 {
					_, err := a.RunJobs(t.Context())
					require.NoError(t, err)
				}
				letters := lettersTo(t, mary, server.Letters())
				require.NotEmpty(t, letters)
				head, text, html := smtptest.Read(t, letters[len(letters)-1])
				assert.Contains(t, html, `<html lang="en-GB">`)
				assert.Empty(t, head.Get("List-Unsubscribe"), "nobody turns these off")
				if found := regexp.MustCompile(`https://bandwise\.northmoor\.example/set-password/(\S+)`).FindStringSubmatch(text); found != nil {
					link = found[1]
				}
				return head.Get("Subject"), text, link
			}

			f.must(org.founder, "POST", "/people/"+mary.id.String()+"/password-letters", nil, nil)
			subject, text, link := newest()
			assert.Equal(t, "Your invitation to Bandwise", subject)
			assert.Contains(t, text, "Dear Mary Shaw")
			assert.NotContains(t, text, "never sends you a link")
			f.must(&person{}, "POST", "/password-links/"+link, object{"password": password}, nil)
			mary.cookie = f.cookie(mary.email, password)

			f.must(&person{}, "POST", "/password-resets", object{"email": mary.email}, nil)
			f.must(&person{}, "POST", "/password-resets", object{"email": "nobody@northmoor.example"}, nil)
			subject, text, link = newest()
			assert.Equal(t, "Choose a new password", subject)
			assert.Contains(t, text, "If it was not you, do nothing")
			f.must(&person{}, "POST", "/password-links/"+link, object{"password": "three entirely other words"}, nil)
			subject, text, _ = newest()
			assert.Equal(t, "Your password was set", subject)
			assert.Contains(t, text, "never sends you a link")
			f.must(&person{}, "POST", "/password-resets", object{"email": mary.email}, nil)
			_, _, link = newest()
			f.must(&person{}, "POST", "/password-links/"+link, object{"password": password}, nil)

			mary.cookie = f.cookie(mary.email, password)
			f.offeredFactor(mary)
			f.confirmFactor(mary)
			subject, _, _ = newest()
			assert.Equal(t, "A second step at sign-in was set up", subject)
			f.must(org.founder, "POST", "/people/"+mary.id.String()+"/second-factor/reset", object{"reason": "The telephone was stolen."}, nil)
			subject, text, _ = newest()
			assert.Equal(t, "Your second step at sign-in was reset", subject)
			assert.Contains(t, text, "The reason: The telephone was stolen.")
			for _, letter := range server.Letters() {
				head, _, _ := smtptest.Read(t, letter)
				assert.NotContains(t, head.Get("To"), "nobody@")
			}
		})
	}
}
