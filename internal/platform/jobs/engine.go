package jobs

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"bandwise/internal/platform/database"
)

// engine is River on one kind of database. Its methods write in the transaction that ctx carries.
type engine interface {
	insert(ctx context.Context, args Args, o *river.InsertOpts) (*rivertype.JobInsertResult, error)
	list(ctx context.Context, p *river.JobListParams) ([]*rivertype.JobRow, error)
	get(ctx context.Context, id int64) (*rivertype.JobRow, error)
	retry(ctx context.Context, id int64) error
	cancel(ctx context.Context, id int64) error
	// due takes the jobs that are due by now out of the queue, to be run at once.
	due(ctx context.Context, now time.Time) ([]*rivertype.JobRow, error)
	// settle writes down how a run ended.
	settle(ctx context.Context, now time.Time, p *riverdriver.JobSetStateIfRunningParams) error
}

type on[TTx any] struct {
	client *river.Client[TTx]
	driver riverdriver.Driver[TTx]
	// share gives the transaction that ctx carries.
	share func(ctx context.Context, fn func(tx TTx) error) error
}

// bound gives the engine that inserts and lists. It is made at the first use, when every kind has been registered.
func (q *Queue) bound() (engine, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.engine != nil {
		return q.engine, nil
	}
	var err error
	config := &river.Config{Logger: slog.New(slog.DiscardHandler), Workers: q.workers, Test: q.time()}
	if q.db.Dialect() == database.SQLite {
		q.engine, err = newEngine(riversqlite.New(q.db.SQL()), config, q.shareSQL)
	} else {
		q.engine, err = newEngine(riverpgxv5.New(nil), config, q.db.SharePgx)
	}
	return q.engine, err
}

func newEngine[TTx any](driver riverdriver.Driver[TTx], config *river.Config, share func(context.Context, func(TTx) error) error) (engine, error) {
	client, err := river.NewClient(driver, config)
	if err != nil {
		return nil, fmt.Errorf("make the job queue: %w", err)
	}
	return on[TTx]{client: client, driver: driver, share: share}, nil
}

func (q *Queue) shareSQL(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := q.db.ShareSQL(ctx)
	if err != nil {
		return err
	}
	return fn(tx)
}

// time lets River live by a test's clock.
func (q *Queue) time() river.TestConfig {
	if !q.stubbed {
		return river.TestConfig{}
	}
	return river.TestConfig{Time: stub{q}}
}

type stub struct{ q *Queue }

func (s stub) Now() time.Time { return s.q.clock.Now() }

func (s stub) NowOrNil() *time.Time {
	now := s.q.clock.Now()
	return &now
}

func (e on[TTx]) insert(ctx context.Context, args Args, o *river.InsertOpts) (inserted *rivertype.JobInsertResult, err error) {
	err = e.share(ctx, func(tx TTx) error {
		inserted, err = e.client.InsertTx(ctx, tx, args, o)
		return err
	})
	return inserted, err
}

func (e on[TTx]) list(ctx context.Context, p *river.JobListParams) (rows []*rivertype.JobRow, err error) {
	err = e.share(ctx, func(tx TTx) error {
		found, err := e.client.JobListTx(ctx, tx, p)
		if err == nil {
			rows = found.Jobs
		}
		return err
	})
	return rows, err
}

func (e on[TTx]) get(ctx context.Context, id int64) (row *rivertype.JobRow, err error) {
	err = e.share(ctx, func(tx TTx) error {
		row, err = e.client.JobGetTx(ctx, tx, id)
		return err
	})
	return row, err
}

func (e on[TTx]) retry(ctx context.Context, id int64) error {
	return e.share(ctx, func(tx TTx) error {
		_, err := e.client.JobRetryTx(ctx, tx, id)
		return err
	})
}

func (e on[TTx]) cancel(ctx context.Context, id int64) error {
	return e.share(ctx, func(tx TTx) error {
		_, err := e.client.JobCancelTx(ctx, tx, id)
		return err
	})
}

func (e on[TTx]) due(ctx context.Context, now time.Time) (rows []*rivertype.JobRow, err error) {
	err = e.share(ctx, func(tx TTx) error {
		executor := e.driver.UnwrapExecutor(tx)
		if _, err := executor.JobSchedule(ctx, &riverdriver.JobScheduleParams{Max: 1000, Now: &now}); err != nil {
			return err
		}
		found, err := executor.JobGetAvailable(ctx, &riverdriver.JobGetAvailableParams{
			ClientID: "at once", MaxAttemptedBy: 10, MaxToLock: 100, Now: &now, Queue: river.QueueDefault,
		})
		if err == nil {
			rows = found.Jobs
		}
		return err
	})
	return rows, err
}

func (e on[TTx]) settle(ctx context.Context, now time.Time, p *riverdriver.JobSetStateIfRunningParams) error {
	return e.share(ctx, func(tx TTx) error {
		_, err := e.driver.UnwrapExecutor(tx).JobSetStateIfRunningMany(ctx, &riverdriver.JobSetStateIfRunningManyParams{
			ID: []int64{p.ID}, Attempt: []*int{p.Attempt}, ErrData: [][]byte{p.ErrData}, FinalizedAt: []*time.Time{p.FinalizedAt},
			MetadataDoMerge: []bool{p.MetadataDoMerge}, MetadataUpdates: [][]byte{p.MetadataUpdates}, Now: &now,
			ScheduledAt: []*time.Time{p.ScheduledAt}, State: []rivertype.JobState{p.State},
		})
		return err
	})
}

// RunDue runs every job that is due by the queue's clock, one after another, until none is left, and gives the number of
// runs. It is for tests, which set the clock and then let the jobs run without waiting.
func (q *Queue) RunDue(ctx context.Context) (int, error) {
	e, err := q.bound()
	if err != nil {
		return 0, err
	}
	for ran := 0; ; {
		now := q.clock.Now()
		var rows []*rivertype.JobRow
		err := q.db.InTx(ctx, func(ctx context.Context) error {
			rows, err = e.due(ctx, now)
			return err
		})
		if err != nil || len(rows) == 0 {
			return ran, err
		}
		for _, row := range rows {
			ran++
			outcome, err := q.outcome(row, q.runOne(ctx, row))
			if err != nil {
				return ran, err
			}
			if err := q.db.InTx(ctx, func(ctx context.Context) error { return e.settle(ctx, now, outcome) }); err != nil {
				return ran, err
			}
		}
	}
}

func (q *Queue) runOne(ctx context.Context, row *rivertype.JobRow) error {
	k, known := q.kinds[row.Kind]
	if !known {
		return fmt.Errorf("no worker is registered for jobs of kind %s", row.Kind)
	}
	ctx, cancel := context.WithTimeout(ctx, k.handling.Timeout)
	defer cancel()
	return q.run(ctx, k, row)
}

func (q *Queue) outcome(row *rivertype.JobRow, failed error) (*riverdriver.JobSetStateIfRunningParams, error) {
	now := q.clock.Now()
	if failed == nil {
		return riverdriver.JobSetStateCompleted(row.ID, now, nil), nil
	}
	kept, err := json.Marshal(rivertype.AttemptError{At: now, Attempt: row.Attempt, Error: failed.Error()})
	switch {
	case err != nil:
		return nil, err
	case errors.Is(failed, errGivenUp):
		return riverdriver.JobSetStateCancelled(row.ID, now, kept, nil), nil
	case row.Attempt >= row.MaxAttempts:
		return riverdriver.JobSetStateDiscarded(row.ID, now, kept, nil), nil
	}
	return riverdriver.JobSetStateErrorRetryable(row.ID, now.Add(q.kinds[row.Kind].handling.Backoff(row.Attempt)), kept, nil), nil
}

// Tick inserts the job of every periodic schedule at once, as its moment had come; for tests.
func (q *Queue) Tick(ctx context.Context, args Args) error {
	return q.db.InTx(ctx, func(ctx context.Context) error { return q.Insert(ctx, args, Once()) })
}

// Running is a queue whose jobs are run.
type Running struct {
	stop func(ctx context.Context) error
	pool *pgxpool.Pool
}

// Connections that the queue of one node holds to PostgreSQL beside the application's pool: one listens for new jobs.
const connections = 6

// Start runs jobs from now on, several at a time, until Stop. The kinds must have been registered before.
func (q *Queue) Start(ctx context.Context) (*Running, error) {
	if len(q.kinds) == 0 {
		return &Running{stop: func(context.Context) error { return nil }}, nil
	}
	ctx = context.WithoutCancel(ctx)
	config := &river.Config{
		Logger: slog.New(onlyWorse{q.log.Handler()}), Workers: q.workers, PeriodicJobs: q.periodic, Test: q.time(),
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 4}},
		CompletedJobRetentionPeriod: 7 * 24 * time.Hour,
		CancelledJobRetentionPeriod: 30 * 24 * time.Hour,
		DiscardedJobRetentionPeriod: 90 * 24 * time.Hour,
		// A job that a killed process left running is taken up again after this time.
		RescueStuckJobsAfter: q.longest() + time.Minute,
	}
	if q.db.Dialect() == database.SQLite {
		// One process has the database, and writers take turns. Two seconds between looks keep an idle server quiet.
		config.PollOnly, config.FetchPollInterval = true, 2*time.Second
		config.Queues[river.QueueDefault] = river.QueueConfig{MaxWorkers: 2}
		client, err := startClient(ctx, riversqlite.New(q.db.SQL()), config)
		return &Running{stop: client}, err
	}
	owns, err := q.db.Owns(ctx, "river_job")
	if err != nil {
		return nil, err
	}
	if !owns {
		// River makes its indexes anew every night, which only their owner may.
		config.ReindexerSchedule = river.NeverSchedule()
	}
	pool, err := q.db.Pool(ctx, connections)
	if err != nil {
		return nil, err
	}
	stop, err := startClient[pgx.Tx](ctx, riverpgxv5.New(pool), config)
	if err != nil {
		pool.Close()
		return nil, err
	}
	return &Running{stop: stop, pool: pool}, nil
}

func (q *Queue) longest() time.Duration {
	longest := defaultTimeout
	for _, k := range q.kinds {
		longest = max(longest, k.handling.Timeout)
	}
	return longest
}

func startClient[TTx any](ctx context.Context, driver riverdriver.Driver[TTx], config *river.Config) (func(context.Context) error, error) {
	client, err := river.NewClient(driver, config)
	if err != nil {
		return nil, fmt.Errorf("make the job runner: %w", err)
	}
	if err := client.Start(ctx); err != nil {
		return nil, fmt.Errorf("start the job runner: %w", err)
	}
	return func(ctx context.Context) error {
		if err := client.Stop(ctx); err == nil || ctx.Err() == nil {
			return err
		}
		// What still runs is told to end at once, and will be run again after the next start.
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		return client.StopAndCancel(last)
	}, nil
}

// Stop takes no more jobs and lets running ones finish until ctx ends. Those that have not finished then are run again
// later, by this node or another.
func (r *Running) Stop(ctx context.Context) error {
	err := r.stop(ctx)
	if r.pool != nil {
		r.pool.Close()
	}
	return err
}

// onlyWorse drops what River tells about its daily life.
type onlyWorse struct{ slog.Handler }

func (onlyWorse) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }

func (h onlyWorse) WithAttrs(attributes []slog.Attr) slog.Handler {
	return onlyWorse{h.Handler.WithAttrs(attributes)}
}

func (h onlyWorse) WithGroup(name string) slog.Handler { return onlyWorse{h.Handler.WithGroup(name)} }
