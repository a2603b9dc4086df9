// Package jobs runs work that does not belong into a request: letters to send, long files to make, what is due every
// morning. A job is inserted in the transaction of the change that asks for it, so there is no job for a change that was
// rolled back and none is lost for one that was committed. It is run at least once, by one of the installation's nodes,
// and again later when it fails. River keeps the queue in the installation's own database.
package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi/requestid"
)

// Args are what a job is told, as JSON. They hold identifiers, dates and numbers, never anything that a person wrote: the
// queue is no place for personal data, and what the identifiers mean is read when the job runs. Kind names the work, for
// example "notification.deliver", and never changes, because jobs of yesterday's program wait in the queue.
type Args interface {
	Kind() string
}

// Handling says how the jobs of a kind are run. A zero field means the default.
type Handling struct {
	// Timeout ends a run that takes longer; one minute by default.
	Timeout time.Duration
	// Attempts is how often a job is run before it has failed for good; ten by default.
	Attempts int
	// Backoff is how long to wait after the given attempt (1, 2, ...) has failed. By default half a minute, doubled each
	// time, at most six hours.
	Backoff func(attempt int) time.Duration
}

const (
	defaultTimeout  = time.Minute
	defaultAttempts = 10
	// everyone is the tag of a job that belongs to the installation, not to one organisation.
	everyone = "everyone"
)

func backoff(attempt int) time.Duration {
	return min(30*time.Second<<min(attempt-1, 20), 6*time.Hour)
}

// Queue takes in jobs and runs them. Features register their kinds when they are built; then the queue is started.
type Queue struct {
	db    *database.DB
	clock calendar.Clock
	// stubbed says that the clock is a test's, by which the queue's tables must live too.
	stubbed bool
	log     *slog.Logger
	metrics *metrics

	mu       sync.Mutex
	kinds    map[string]kind
	workers  *river.Workers
	periodic []*river.PeriodicJob
	engine   engine
}

// kind is what is known of one kind of job, without its type of arguments.
type kind struct {
	handling Handling
	run      func(ctx context.Context, row *rivertype.JobRow) error
}

// New makes a queue in db that lives by clock; nil means the system's clock.
func New(db *database.DB, clock calendar.Clock, log *slog.Logger) *Queue {
	q := &Queue{
		db: db, clock: clock, stubbed: clock != nil, log: log, kinds: map[string]kind{}, workers: river.NewWorkers(), metrics: newMetrics(),
	}
	if clock == nil {
		q.clock = calendar.SystemClock
	}
	return q
}

// Register says how the jobs with arguments of type A are run. work returns nil when the job is done, an error when it is
// to be tried again, and [GiveUp] of an error when trying again is no use. A job may run twice, so work must first look
// whether its work has been done. Registering a kind twice is a mistake of the program and panics.
func Register[A Args](q *Queue, h Handling, work func(ctx context.Context, args A) error) {
	var zero A
	name := zero.Kind()
	if h.Timeout == 0 {
		h.Timeout = defaultTimeout
	}
	if h.Attempts == 0 {
		h.Attempts = defaultAttempts
	}
	if h.Backoff == nil {
		h.Backoff = backoff
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, taken := q.kinds[name]; taken || q.engine != nil {
		panic("jobs: the kind " + name + " was registered twice, or after the queue was used")
	}
	k := kind{handling: h, run: func(ctx context.Context, row *rivertype.JobRow) error {
		var args A
		if err := json.Unmarshal(row.EncodedArgs, &args); err != nil {
			return GiveUp(fmt.Errorf("read the arguments of a job of kind %s: %w", name, err))
		}
		return work(ctx, args)
	}}
	q.kinds[name] = k
	river.AddWorker(q.workers, &worker[A]{queue: q, kind: k})
}

// Insert puts a job into the queue in the transaction that ctx carries, and is refused outside one.
func (q *Queue) Insert(ctx context.Context, args Args, options ...Option) error {
	e, err := q.bound()
	if err != nil {
		return err
	}
	_, err = e.insert(ctx, args, q.options(args, options))
	return database.Wrap(err, "job")
}

// Option changes how a job is inserted.
type Option func(*river.InsertOpts)

// For says to which organisation the job belongs: its administrators see it. Without it every administrator does.
func For(organisation uuid.UUID) Option {
	return func(o *river.InsertOpts) { o.Tags = []string{organisation.String()} }
}

// At makes the job wait until then.
func At(then time.Time) Option {
	return func(o *river.InsertOpts) { o.ScheduledAt = then }
}

// Once inserts nothing when a job with the same arguments waits or runs already.
func Once() Option {
	return func(o *river.InsertOpts) {
		o.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
			rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
		}}
	}
}

func (q *Queue) options(args Args, options []Option) *river.InsertOpts {
	asked := &river.InsertOpts{Tags: []string{everyone}, MaxAttempts: q.kinds[args.Kind()].handling.Attempts}
	for _, option := range options {
		option(asked)
	}
	return asked
}

// Schedule gives the first moment after the given one at which something is due.
type Schedule func(after time.Time) time.Time

// Next makes a Schedule one of River's.
func (s Schedule) Next(current time.Time) time.Time { return s(current) }

// Every is due each time the interval has passed.
func Every(interval time.Duration) Schedule {
	return func(after time.Time) time.Time { return after.Truncate(interval).Add(interval) }
}

// Daily is due every day at the given hour and minute in London.
func Daily(hour, minute int) Schedule {
	return func(after time.Time) time.Time {
		local := after.In(calendar.London())
		at := time.Date(local.Year(), local.Month(), local.Day(), hour, minute, 0, 0, calendar.London())
		if !at.After(after) {
			at = time.Date(local.Year(), local.Month(), local.Day()+1, hour, minute, 0, 0, calendar.London())
		}
		return at
	}
}

// Periodically inserts a job with args whenever schedule says so, and once soon after the start, unless one waits or
// runs already. Only one of several nodes does it. The name tells it from other periodic jobs.
func (q *Queue) Periodically(name string, schedule Schedule, args Args) {
	q.periodic = append(q.periodic, river.NewPeriodicJob(schedule, func() (river.JobArgs, *river.InsertOpts) {
		return args, q.options(args, []Option{Once()})
	}, &river.PeriodicJobOpts{ID: name, RunOnStart: true}))
}

// errGivenUp marks an error after which a job is not tried again.
var errGivenUp = errors.New("given up")

// GiveUp makes err the last word: the job has failed for good.
func GiveUp(err error) error { return fmt.Errorf("%w: %w", errGivenUp, err) }

type attemptKey struct{}

// LastAttempt reports whether the job that runs in ctx will not be tried again should it fail now.
func LastAttempt(ctx context.Context) bool {
	last, _ := ctx.Value(attemptKey{}).(bool)
	return last
}

// worker is River's view of a kind.
type worker[A Args] struct {
	river.WorkerDefaults[A]
	queue *Queue
	kind  kind
}

func (w *worker[A]) Timeout(*river.Job[A]) time.Duration { return w.kind.handling.Timeout }

func (w *worker[A]) NextRetry(job *river.Job[A]) time.Time {
	return w.queue.clock.Now().Add(w.kind.handling.Backoff(job.Attempt))
}

func (w *worker[A]) Work(ctx context.Context, job *river.Job[A]) error {
	err := w.queue.run(ctx, w.kind, job.JobRow)
	if errors.Is(err, errGivenUp) {
		return river.JobCancel(err)
	}
	return err
}

// run runs a job once. The error that it gives is kept with the job for an administrator to read, so it is a public
// sentence; the cause goes to the log.
func (q *Queue) run(ctx context.Context, k kind, row *rivertype.JobRow) (failed error) {
	ctx = requestid.With(ctx, "job "+strconv.FormatInt(row.ID, 10))
	last := row.Attempt >= row.MaxAttempts
	ctx = context.WithValue(ctx, attemptKey{}, last)
	begun := time.Now()
	defer func() {
		if p := recover(); p != nil {
			failed = q.failure(ctx, row, last, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}
		q.metrics.ran(row.Kind, failed, last, time.Since(begun))
	}()
	if err := k.run(ctx, row); err != nil {
		return q.failure(ctx, row, last, err)
	}
	return nil
}

func (q *Queue) failure(ctx context.Context, row *rivertype.JobRow, last bool, cause error) error {
	if ctx.Err() != nil && errors.Is(cause, context.Canceled) {
		// The program stops, or an administrator cancelled the job: River tells the two apart.
		return context.Canceled
	}
	given := errors.Is(cause, errGivenUp)
	attributes := []any{"kind", row.Kind, "job", row.ID, "attempt", row.Attempt, "of", row.MaxAttempts, "error", cause}
	if last || given {
		q.log.ErrorContext(ctx, "a job has failed for good: mend the cause, then run it again under Administration, Jobs and mail", attributes...)
	} else {
		q.log.WarnContext(ctx, "a job failed and will be tried again", attributes...)
	}
	sentence := "Something went wrong. The log has the cause under \"" + requestid.From(ctx) + "\"."
	var refusal *apperr.Error
	switch {
	case errors.As(cause, &refusal):
		sentence = refusal.Message
	case errors.Is(cause, context.DeadlineExceeded):
		sentence = "It took too long and was stopped."
	}
	if given {
		return fmt.Errorf("%w: %s", errGivenUp, sentence)
	}
	return errors.New(sentence)
}
