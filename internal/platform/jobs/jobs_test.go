package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/testdb"
)

type letter struct {
	Number int `json:"number"`
}

func (letter) Kind() string { return "test.letter" }

// desk is a queue whose jobs write down what they were told. Its clock stands until a test moves it.
type desk struct {
	*jobs.Queue
	db  *database.DB
	now time.Time

	mu   sync.Mutex
	done []int
	// fail is what the next runs answer.
	fail []error
	ran  chan int
}

func newDesk(t *testing.T, db *database.DB, live bool) *desk {
	t.Helper()
	d := &desk{db: db, now: time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC), ran: make(chan int, 100)}
	clock := func() time.Time { return d.now }
	if live {
		clock = nil
	}
	d.Queue = jobs.New(db, clock, slog.New(slog.DiscardHandler))
	jobs.Register(d.Queue, jobs.Handling{Attempts: 3, Backoff: func(attempt int) time.Duration { return time.Duration(attempt) * time.Hour }}, d.write)
	return d
}

func (d *desk) write(_ context.Context, l letter) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.fail) > 0 {
		err := d.fail[0]
		d.fail = d.fail[1:]
		if err != nil {
			return err
		}
	}
	if l.Number < 0 {
		panic("Mrs Jones has no number")
	}
	d.done = append(d.done, l.Number)
	d.ran <- l.Number
	return nil
}

func (d *desk) ask(t *testing.T, l letter, options ...jobs.Option) {
	t.Helper()
	require.NoError(t, d.db.InTx(t.Context(), func(ctx context.Context) error { return d.Insert(ctx, l, options...) }))
}

func (d *desk) runDue(t *testing.T) int {
	t.Helper()
	n, err := d.RunDue(t.Context())
	require.NoError(t, err)
	return n
}

func (d *desk) list(t *testing.T, s jobs.State) []jobs.Job {
	t.Helper()
	all, err := d.List(t.Context(), uuid.New(), s)
	require.NoError(t, err)
	return all
}

func TestAJobComesAndGoesWithTheTransactionThatAsksForIt(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		d := newDesk(t, db, false)
		refusal := errors.New("refused after all")
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			require.NoError(t, d.Insert(ctx, letter{1}))
			require.NoError(t, db.Conn(ctx).Exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, 'x', 'x', ?)", uuid.New(), d.now).Error)
			return refusal
		})
		require.ErrorIs(t, err, refusal)
		assert.Zero(t, d.runDue(t), "rolled back")
		assert.Empty(t, d.list(t, jobs.Waiting))

		d.ask(t, letter{2})
		assert.Equal(t, 1, d.runDue(t))
		assert.Zero(t, d.runDue(t), "once")
		assert.Equal(t, []int{2}, d.done)
		assert.Len(t, d.list(t, jobs.Done), 1)

		require.ErrorIs(t, d.Insert(t.Context(), letter{3}), database.ErrNoTransaction)
	})
}

func TestAFailedJobIsTriedAgainLaterAndThenIsThereForTheAdministrator(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		d := newDesk(t, db, false)
		d.fail = []error{errors.New("Mrs Jones is away"), apperr.Unavailable(errors.New("Mrs Jones is away")), errors.New("Mrs Jones is away")}
		d.ask(t, letter{1})
		assert.Equal(t, 1, d.runDue(t))
		again := d.list(t, jobs.Retrying)
		require.Len(t, again, 1)
		assert.True(t, d.now.Add(time.Hour).Equal(again[0].NextAt), again[0].NextAt)
		assert.NotContains(t, again[0].Error, "Jones", "what went wrong may name a person, so it is for the log only")
		assert.Zero(t, d.runDue(t), "not before its time")

		d.now = d.now.Add(time.Hour)
		assert.Equal(t, 1, d.runDue(t))
		assert.Equal(t, apperr.Unavailable(nil).(*apperr.Error).Message, d.list(t, jobs.Retrying)[0].Error) //nolint:errorlint,forcetypeassert // made here
		d.now = d.now.Add(2 * time.Hour)
		assert.Equal(t, 1, d.runDue(t))
		failed := d.list(t, jobs.Failed)
		require.Len(t, failed, 1)
		assert.Equal(t, 3, failed[0].Attempt)
		d.now = d.now.Add(1000 * time.Hour)
		assert.Zero(t, d.runDue(t), "after the last attempt")

		require.NoError(t, db.InTx(t.Context(), func(ctx context.Context) error {
			_, err := d.Retry(ctx, uuid.New(), failed[0].ID)
			return err
		}))
		assert.Equal(t, 1, d.runDue(t))
		assert.Equal(t, []int{1}, d.done)
	})
}

func TestAJobThatGivesUpOrPanicsSaysNothingOfAPerson(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		d := newDesk(t, db, false)
		d.fail = []error{jobs.GiveUp(apperr.Conflict("There is no such letter."))}
		d.ask(t, letter{1})
		assert.Equal(t, 1, d.runDue(t))
		failed := d.list(t, jobs.Failed)
		require.Len(t, failed, 1)
		assert.Equal(t, "There is no such letter.", failed[0].Error)
		assert.Equal(t, 1, failed[0].Attempt)

		d.ask(t, letter{-1})
		assert.Equal(t, 1, d.runDue(t))
		again := d.list(t, jobs.Retrying)
		require.Len(t, again, 1)
		assert.NotContains(t, again[0].Error, "Jones")
		assert.Contains(t, again[0].Error, "The log has the cause")
	})
}

func TestAnAdministratorSeesTheJobsOfTheirOrganisation(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		d := newDesk(t, db, false)
		northmoor, southmere := uuid.New(), uuid.New()
		d.ask(t, letter{1}, jobs.For(northmoor), jobs.At(d.now.Add(time.Minute)))
		d.ask(t, letter{2})
		ours, err := d.List(t.Context(), northmoor, jobs.Waiting)
		require.NoError(t, err)
		theirs, err := d.List(t.Context(), southmere, jobs.Waiting)
		require.NoError(t, err)
		assert.Len(t, ours, 2)
		require.Len(t, theirs, 1, "what belongs to nobody")
		cancel := func(organisation uuid.UUID) error {
			return db.InTx(t.Context(), func(ctx context.Context) error {
				job, err := d.Cancel(ctx, organisation, ours[1].ID)
				if err == nil {
					assert.True(t, job.Cancelled)
				}
				return err
			})
		}
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(cancel(southmere)))
		require.NoError(t, cancel(northmoor))
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(cancel(northmoor)))
		assert.Equal(t, 1, d.runDue(t))
		assert.Equal(t, []int{2}, d.done)
	})
}

func TestTheSameJobIsAskedForOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		d := newDesk(t, db, false)
		d.ask(t, letter{1}, jobs.Once())
		d.ask(t, letter{1}, jobs.Once())
		d.ask(t, letter{2}, jobs.Once())
		assert.Equal(t, 2, d.runDue(t))
		d.ask(t, letter{1}, jobs.Once())
		assert.Equal(t, 1, d.runDue(t), "again, when the first is done")
	})
}

func TestAStartedQueueRunsJobsAndStopsWhenTheyHaveFinished(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		d := newDesk(t, db, true)
		d.Periodically("letters", jobs.Every(time.Hour), letter{7})
		running, err := d.Start(t.Context())
		require.NoError(t, err)
		d.ask(t, letter{1})
		got := []int{<-d.ran, <-d.ran}
		assert.ElementsMatch(t, []int{1, 7}, got)
		require.NoError(t, running.Stop(t.Context()))
		assert.Len(t, d.list(t, jobs.Done), 2)
		registry := prometheus.NewRegistry()
		registry.MustRegister(d)
		families, err := registry.Gather()
		require.NoError(t, err)
		told := map[string]float64{}
		for _, family := range families {
			for _, m := range family.GetMetric() {
				told[family.GetName()+" "+m.GetLabel()[len(m.GetLabel())-1].GetValue()] = m.GetGauge().GetValue() + m.GetCounter().GetValue()
			}
		}
		assert.InDelta(t, 2, told["bandwise_jobs done"], 0)
		assert.InDelta(t, 0, told["bandwise_jobs failed"], 0)
		assert.InDelta(t, 2, told["bandwise_job_runs_total done"], 0)
	})
}

func TestOfThreeNodesOneRunsAJob(t *testing.T) {
	url := testdb.Empty(t, database.Postgres)
	var nodes []*desk
	ran := make(chan int, 100)
	for range 3 {
		db, err := database.Open(t.Context(), database.Config{URL: url, MaxConnections: 4})
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, db.Close()) })
		require.NoError(t, db.Migrate(t.Context()))
		d := newDesk(t, db, true)
		d.ran = ran
		nodes = append(nodes, d)
	}
	for _, d := range nodes {
		running, err := d.Start(t.Context())
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, running.Stop(context.Background())) })
	}
	seen := map[int]int{}
	for n := range 30 {
		nodes[n%3].ask(t, letter{n})
	}
	for range 30 {
		seen[<-ran]++
	}
	assert.Len(t, seen, 30, "each once")
}

func TestDaysBeginInLondon(t *testing.T) {
	morning := jobs.Daily(6, 30)
	for given, want := range map[string]string{
		"2026-03-28T07:00:00Z": "2026-03-29T05:30:00Z", // the clocks go forward
		"2026-03-29T05:30:00Z": "2026-03-30T05:30:00Z",
		"2026-10-24T20:00:00Z": "2026-10-25T06:30:00Z", // and back
	} {
		after, err := time.Parse(time.RFC3339, given)
		require.NoError(t, err)
		assert.Equal(t, want, morning(after).UTC().Format(time.RFC3339), given)
	}
}

func TestTheQueueIsInTheDatabaseFile(t *testing.T) {
	db, err := database.Open(t.Context(), database.Config{URL: "sqlite:" + filepath.Join(t.TempDir(), "bandwise.db")})
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	require.NoError(t, db.Migrate(t.Context()))
	pending, err := db.MigrationPending(t.Context())
	require.NoError(t, err)
	assert.False(t, pending)
	require.NoError(t, db.SQL().PingContext(t.Context()))
	_, err = db.SQL().ExecContext(t.Context(), "INSERT INTO river_migration (line, version) VALUES ('main', 9000)")
	require.NoError(t, err)
	assert.ErrorContains(t, db.Migrate(t.Context()), "start the newer program")
}
