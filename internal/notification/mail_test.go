package notification

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/smtptest"
	"bandwise/internal/platform/testdb"
)

func TestTheDigestArrivesOnceAndSaysWhatHolds(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		w.behind()
		w.now = time.Date(2026, 11, 30, 6, 59, 0, 0, time.UTC)
		w.morning()
		assert.Empty(t, w.server.Letters(), "not before seven in London")
		w.now = w.now.Add(time.Hour)
		w.morning()
		w.morning()
		letters := w.server.Letters()
		require.Len(t, letters, 2, "the trainee and the manager; the administrator has nothing to do")
		for _, letter := range letters {
			head, text, html := smtptest.Read(t, letter)
			assert.Equal(t, "<https://bandwise.northmoor.example/account/reminders>", head.Get("List-Unsubscribe"))
			assert.Regexp(t, `^<[0-9a-f-]{36}@bandwise\.northmoor\.example>$`, head.Get("Message-ID"))
			assert.NotContains(t, html, "<img")
			assert.Contains(t, html, `<html lang="en-GB">`)
			if strings.Contains(text, "Dear Mo Grant") {
				assert.Contains(t, text, "Ella Barnes is overdue with one milestone.")
				continue
			}
			assert.Equal(t, "One thing needs you", head.Get("Subject"))
			assert.Contains(t, text, "* Standards course was due on 20 November 2026. 10 days ago.\n  Open the milestone: https://bandwise.northmoor.example/progress/milestones/course\n")
			assert.Contains(t, text, "Your refresher for ACC is due by 20 January 2027. In 51 days.")
			assert.Contains(t, html, "Northmoor &amp; Sons")
			assert.Contains(t, html, "<h2")
			if folder := os.Getenv("BANDWISE_TEST_LETTERS"); folder != "" {
				require.NoError(t, os.WriteFile(folder+"/digest.html", []byte(html), 0o600))
				require.NoError(t, os.WriteFile(folder+"/digest.txt", []byte(text), 0o600))
			}
		}
		w.now = w.now.AddDate(0, 0, 7)
		w.morning()
		assert.Len(t, w.server.Letters(), 2, "a week later there is nothing new to say")
		w.standings[0].Milestones = append(w.standings[0].Milestones, Milestone{Key: "exam", Title: "Examination", Due: true, Open: true, DueOn: on("2026-12-24")})
		w.now = w.now.AddDate(0, 0, 7)
		w.morning()
		require.Len(t, w.server.Letters(), 3)
		_, text, _ := smtptest.Read(t, w.server.Letters()[2])
		assert.Contains(t, text, "Examination is due on 24 December 2026.")
		assert.Contains(t, text, "Standards course was due", "what is still open is told with it")
		w.now = time.Date(2026, 12, 21, 8, 0, 0, 0, time.UTC)
		w.morning()
		require.Len(t, w.server.Letters(), 4, "thirty days before the refresher lapses")
		w.now = w.now.AddDate(0, 0, 2)
		w.morning()
		assert.Len(t, w.server.Letters(), 4)
		w.now = time.Date(2027, 1, 12, 8, 0, 0, 0, time.UTC)
		w.morning()
		assert.Len(t, w.server.Letters(), 4)
		w.now = w.now.AddDate(0, 0, 1)
		w.morning()
		require.Len(t, w.server.Letters(), 5, "seven days before, on a Wednesday")
		head, text, _ := smtptest.Read(t, w.server.Letters()[4])
		assert.Equal(t, "Refresher due by 20 January 2027", head.Get("Subject"))
		assert.NotContains(t, text, "Standards course")
	})
}

func TestALetterIsTriedAgainUntilTheServerTakesIt(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		w.behind()
		w.server.Answer = func(string) string { return "451 try again later" }
		w.morning()
		assert.Empty(t, w.server.Letters())
		w.server.Answer = nil
		w.run()
		assert.Empty(t, w.server.Letters(), "not at once")
		w.now = w.now.Add(time.Minute)
		w.run()
		assert.Len(t, w.server.Letters(), 2)
		w.now = w.now.Add(24 * time.Hour)
		w.run()
		assert.Len(t, w.server.Letters(), 2)
	})
}

func TestARefusedAddressIsFlaggedAndToldUntilItIsMended(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		w.behind()
		w.server.Answer = func(to string) string {
			if to == w.trainee.Email {
				return "550 no such user"
			}
			return ""
		}
		w.morning()
		assert.Len(t, w.server.Letters(), 1, "the manager's")
		report, err := w.module.Service.Mail(t.Context(), w.administrator)
		require.NoError(t, err)
		require.Len(t, report.Broken, 1)
		assert.Equal(t, "Ella Barnes", report.Broken[0].Name)
		states := map[string]int{}
		for _, l := range report.Letters {
			states[l.State]++
		}
		assert.Equal(t, map[string]int{sent: 1, failed: 1}, states)
		told := w.notices(w.administrator)
		require.Len(t, told, 1)
		assert.Contains(t, told[0].Sentence, "Letters to Ella Barnes have been refused")
		w.now = w.now.AddDate(0, 0, 7)
		w.server.Answer = nil
		w.morning()
		for _, letter := range w.server.Letters()[1:] {
			_, text, _ := smtptest.Read(t, letter)
			assert.NotContains(t, text, "Dear Ella", "no more letters to a refused address")
		}
		before := len(w.server.Letters())
		require.NoError(t, w.module.Service.Mend(t.Context(), w.administrator, w.trainee.PersonID))
		w.now = w.now.AddDate(0, 0, 7)
		w.morning()
		require.Equal(t, before+1, len(w.server.Letters()), "what was never told is told now")
	})
}

// forgetful is a postman who forgets that the server took the letter, as a process does that dies before its commit.
type forgetful struct {
	Postman
	times int
}

func (f *forgetful) Send(ctx context.Context, l Letter) error {
	if err := f.Postman.Send(ctx, l); err != nil {
		return err
	}
	if f.times--; f.times >= 0 {
		return errors.New("died")
	}
	return nil
}

func TestALetterThatIsSentTwiceIsTheSameLetter(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		w.behind()
		w.build(&forgetful{w.module.Service.post, 1})
		_, err := w.module.Service.SendTest(t.Context(), w.administrator)
		require.NoError(t, err)
		w.run()
		w.now = w.now.Add(time.Minute)
		w.run()
		w.now = w.now.Add(24 * time.Hour)
		w.run()
		letters := w.server.Letters()
		require.Len(t, letters, 2)
		first, _, _ := smtptest.Read(t, letters[0])
		second, _, _ := smtptest.Read(t, letters[1])
		assert.Equal(t, first.Get("Message-ID"), second.Get("Message-ID"))
		assert.Equal(t, first.Get("Date"), second.Get("Date"))
	})
}

func TestWhoHasLeftGetsNoLetter(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		w.behind()
		w.exec("UPDATE people SET left_on = ? WHERE id = ?", calendar.Today(w.now).AddDays(-1), w.trainee.PersonID)
		w.exec("UPDATE accounts SET disabled_at = ? WHERE person_id = ?", w.now, w.manager.PersonID)
		w.morning()
		assert.Empty(t, w.server.Letters())
		assert.Empty(t, w.notices(w.manager), "nor is anything told about them")
	})
}
