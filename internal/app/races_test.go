package app

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
)

var (
	raceRounds = flag.Int("races.rounds", 2, "how often fifty people approve one claim at once")
	staleEdits = flag.Int("races.edits", 40, "how many edits of one thing meet each other")
	raceReport = flag.String("races.report", "", "the file that a line on each race is added to")
)

// TestOfFiftyApprovalsOneSucceeds lets one claim be approved fifty times at once, by requests that read the same version.
func TestOfFiftyApprovalsOneSucceeds(t *testing.T) {
	eachRace(t, func(t *testing.T, f *fixture) {
		manager := f.senders[slices.IndexFunc(f.senders, func(p *person) bool { return p.label == "manager" })]
		approved := 0
		for round, statement := range f.claimable(*raceRounds) {
			var made struct {
				Items []struct {
					ID      uuid.UUID
					Version int
				}
			}
			f.must(f.trainee, "POST", "/people/"+f.trainee.id.String()+"/claims", object{
				"statementIds": []string{statement}, "evidenceIds": []uuid.UUID{f.trainee.evidence.id}, "explanation": private, "selfJudgement": "meets", "selfReason": private, "submit": true,
			}, &made)
			id := made.Items[0].ID
			body := object{"version": made.Items[0].Version, "decision": "approve"}
			answers := together(50, func(int) *httptest.ResponseRecorder {
				return f.send(manager, "POST", "/claims/"+id.String()+"/decision", body, 0, false)
			})
			require.Equal(t, map[int]int{http.StatusOK: 1, http.StatusConflict: 49}, statuses(answers), "round %d: %s", round, answers[0].Body)
			var rows int64
			require.NoError(t, f.app.db.Conn(t.Context()).Table("audit_entries").Where("subject_id = ? AND actor_id = ?", id.String(), manager.id).Count(&rows).Error)
			require.EqualValues(t, 1, rows, "rows of the trail in round %d", round)
			approved++
		}
		f.report("50 approvals of one claim", 50**raceRounds, approved, *raceRounds-approved)
	})
}

// TestOneKeyMakesOneThing sends one create twenty times at once with one Idempotency-Key, and another one with that key.
func TestOneKeyMakesOneThing(t *testing.T) {
	eachRace(t, func(t *testing.T, f *fixture) {
		at := "/people/" + f.trainee.id.String() + "/evidence"
		create := func(title string) *httptest.ResponseRecorder {
			body := newEvidence(title, uuid.Nil)
			r := request{method: "POST", path: strings.Split(at, "/"), header: http.Header{"Content-Type": {"application/json"}, "Idempotency-Key": {"the same"}}, body: body, by: f.trainee}
			asked, err := r.http(t.Context())
			if !assert.NoError(t, err) {
				return httptest.NewRecorder()
			}
			w := httptest.NewRecorder()
			f.app.Handler().ServeHTTP(w, asked)
			return w
		}
		answers := together(20, func(int) *httptest.ResponseRecorder { return create("Sent again and again") })
		require.Equal(t, map[int]int{http.StatusCreated: 20}, statuses(answers))
		for _, answer := range answers {
			assert.Equal(t, answers[0].Body.String(), answer.Body.String())
			assert.Equal(t, answers[0].Header().Get("ETag"), answer.Header().Get("ETag"))
		}
		assert.Equal(t, http.StatusUnprocessableEntity, create("Another thing").Code)
		var rows int64
		require.NoError(t, f.app.db.Conn(t.Context()).Table("evidence").Where("person_id = ? AND title LIKE ?", f.trainee.id, "Sent again and again%").Count(&rows).Error)
		require.EqualValues(t, 1, rows)
		f.report("one create 20 times with one key", 20, 1, 0)
	})
}

// TestNothingIsLostByStaleEdits lets ten people count up one number, each reading it and writing the next one on the version
// that was read. Whoever comes too late is refused and reads again, so the number at the end is that of the edits.
func TestNothingIsLostByStaleEdits(t *testing.T) {
	eachRace(t, func(t *testing.T, f *fixture) {
		const people = 10
		address := "/evidence/" + f.trainee.spare.id.String()
		read := func() (count, version int) {
			var evidence struct {
				Title   string
				Version int
			}
			r := f.send(f.trainee, "GET", address, nil, 0, false)
			assert.NoError(t, json.Unmarshal(r.Body.Bytes(), &evidence))
			_, _ = fmt.Sscanf(evidence.Title, "Count %d", &count)
			return count, evidence.Version
		}
		var mu sync.Mutex
		stale := 0
		together(people, func(int) *httptest.ResponseRecorder {
			for done := 0; done < *staleEdits/people; {
				count, version := read()
				r := f.send(f.trainee, "PATCH", address, object{"title": fmt.Sprintf("Count %d", count+1)}, version, false)
				switch r.Code {
				case http.StatusOK:
					done++
				case http.StatusPreconditionFailed:
					mu.Lock()
					stale++
					mu.Unlock()
				default:
					assert.Fail(t, "an edit was answered otherwise", "%d %s", r.Code, r.Body)
					return r
				}
			}
			return nil
		})
		want := *staleEdits / people * people
		count, _ := read()
		require.Equal(t, want, count)
		assert.Positive(t, stale, "no edit was stale, so nothing was tried")
		f.report("edits that meet each other", want+stale, want, want-count)
	})
}

// eachRace runs a race on a fixture of each database.
func eachRace(t *testing.T, race func(*testing.T, *fixture)) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) { race(t, newFixture(t, dialect)) })
	}
}

// together does the same thing so many times at once.
func together(n int, do func(int) *httptest.ResponseRecorder) []*httptest.ResponseRecorder {
	answers := make([]*httptest.ResponseRecorder, n)
	var all sync.WaitGroup
	begin := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-begin
			answers[i] = do(i)
		})
	}
	close(begin)
	all.Wait()
	return answers
}

func statuses(answers []*httptest.ResponseRecorder) map[int]int {
	all := map[int]int{}
	for _, a := range answers {
		all[a.Code]++
	}
	return all
}

// claimable gives so many statements that the trainee has not claimed.
func (f *fixture) claimable(n int) []string {
	f.t.Helper()
	var free []string
	for next := ""; len(free) < n; {
		var page struct {
			Items []struct{ ID string }
			Next  string
		}
		f.must(f.trainee, "GET", "/frameworks/"+f.framework+"/statements?limit=200&cursor="+next, nil, &page)
		for _, s := range page.Items {
			if s.ID != f.statements[1] && s.ID != f.statements[2] {
				free = append(free, s.ID)
			}
		}
		if next = page.Next; next == "" {
			break
		}
	}
	require.GreaterOrEqual(f.t, len(free), n)
	return free[:n]
}

// report adds a line on a race for the drills.
func (f *fixture) report(what string, tried, acknowledged, lost int) {
	f.t.Helper()
	if *raceReport == "" {
		return
	}
	report, err := os.OpenFile(*raceReport, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	require.NoError(f.t, err)
	_, err = fmt.Fprintf(report, "%d\t%d\t%d\t%s, %s\n", tried, acknowledged, lost, what, f.app.db.Dialect())
	require.NoError(f.t, err)
	require.NoError(f.t, report.Close())
}
