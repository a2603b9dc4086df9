package jobs

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
)

// State is where a job stands, as an administrator reads it.
type State int

const (
	// Waiting jobs run as soon as a worker is free, or at their time.
	Waiting State = iota + 1
	// InProgress jobs are being run.
	InProgress
	// Retrying jobs have failed and will be tried again.
	Retrying
	// Failed jobs were tried as often as allowed, or gave up.
	Failed
	// Done jobs did their work.
	Done
)

// States lists every state, in the order of an administrator's interest.
func States() []State { return []State{Failed, Retrying, InProgress, Waiting, Done} }

var stateNames = map[State]string{Waiting: "waiting", InProgress: "running", Retrying: "retrying", Failed: "failed", Done: "done"}

// String gives the state as clients see it.
func (s State) String() string { return stateNames[s] }

// ParseState reads what String gives.
func ParseState(text string) (State, error) {
	for s, name := range stateNames {
		if name == text {
			return s, nil
		}
	}
	return 0, apperr.InvalidField("state", "There is no such state of a job.")
}

// riverStates are River's states behind each of ours. A job that gave up, or that an administrator cancelled, is one that
// will not be tried again.
var riverStates = map[State][]rivertype.JobState{
	Waiting:    {rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateScheduled},
	InProgress: {rivertype.JobStateRunning},
	Retrying:   {rivertype.JobStateRetryable},
	Failed:     {rivertype.JobStateDiscarded, rivertype.JobStateCancelled},
	Done:       {rivertype.JobStateCompleted},
}

func stateOf(s rivertype.JobState) State {
	for state, theirs := range riverStates {
		if slices.Contains(theirs, s) {
			return state
		}
	}
	return Waiting
}

// Job is one job as an administrator sees it. It tells nothing about a person.
type Job struct {
	ID        int64
	Kind      string
	State     State
	Cancelled bool
	// Attempt is how often it was run, of Attempts allowed.
	Attempt, Attempts int
	InsertedAt        time.Time
	// NextAt is when it is run next; zero when it will not be.
	NextAt time.Time
	// FinishedAt is when it was done or failed for good; zero before.
	FinishedAt time.Time
	// Error is the sentence of the last failure, "" without one.
	Error string
}

// maxListed bounds how many jobs a list shows: the newest.
const maxListed = 200

// List gives the newest jobs in a state that an organisation's administrators may see, newest first.
func (q *Queue) List(ctx context.Context, organisation uuid.UUID, state State) ([]Job, error) {
	e, err := q.bound()
	if err != nil {
		return nil, err
	}
	var rows []*rivertype.JobRow
	err = q.db.InTx(ctx, func(ctx context.Context) error {
		rows, err = e.list(ctx, river.NewJobListParams().States(riverStates[state]...).TagsAny(organisation.String(), everyone).
			OrderBy(river.JobListOrderByID, river.SortOrderDesc).First(maxListed))
		return err
	})
	if err != nil {
		return nil, database.Wrap(err, "job")
	}
	all := make([]Job, len(rows))
	for i, row := range rows {
		all[i] = jobOf(row)
	}
	return all, nil
}

func jobOf(row *rivertype.JobRow) Job {
	j := Job{
		ID: row.ID, Kind: row.Kind, State: stateOf(row.State), Cancelled: row.State == rivertype.JobStateCancelled,
		Attempt: row.Attempt, Attempts: row.MaxAttempts, InsertedAt: row.CreatedAt,
	}
	if row.FinalizedAt != nil {
		j.FinishedAt = *row.FinalizedAt
	} else if j.State != InProgress {
		j.NextAt = row.ScheduledAt
	}
	if n := len(row.Errors); n > 0 && j.State != Done {
		j.Error = strings.TrimPrefix(row.Errors[n-1].Error, "JobCancelError: ")
		j.Error = strings.TrimPrefix(j.Error, errGivenUp.Error()+": ")
	}
	return j
}

// Retry lets a job run again at once, in the transaction that ctx carries.
func (q *Queue) Retry(ctx context.Context, organisation uuid.UUID, id int64) (Job, error) {
	return q.change(ctx, organisation, id, func(e engine, row *rivertype.JobRow) error {
		if row.State == rivertype.JobStateRunning || row.State == rivertype.JobStateCompleted {
			return apperr.Conflict("This job runs already, or has done its work.")
		}
		return e.retry(ctx, id)
	})
}

// Cancel keeps a job from being run again, in the transaction that ctx carries.
func (q *Queue) Cancel(ctx context.Context, organisation uuid.UUID, id int64) (Job, error) {
	return q.change(ctx, organisation, id, func(e engine, row *rivertype.JobRow) error {
		if row.FinalizedAt != nil {
			return apperr.Conflict("This job is not waiting any more.")
		}
		return e.cancel(ctx, id)
	})
}

func (q *Queue) change(ctx context.Context, organisation uuid.UUID, id int64, do func(engine, *rivertype.JobRow) error) (Job, error) {
	e, err := q.bound()
	if err != nil {
		return Job{}, err
	}
	row, err := e.get(ctx, id)
	switch {
	case errors.Is(err, rivertype.ErrNotFound):
		return Job{}, apperr.NotFound("job")
	case err != nil:
		return Job{}, database.Wrap(err, "job")
	case !slices.Contains(row.Tags, organisation.String()) && !slices.Contains(row.Tags, everyone):
		return Job{}, apperr.NotFound("job")
	}
	if err := do(e, row); err != nil {
		return Job{}, database.Wrap(err, "job")
	}
	changed, err := e.get(ctx, id)
	if err != nil {
		return Job{}, database.Wrap(err, "job")
	}
	return jobOf(changed), nil
}

// counts gives the number of jobs in each state in the whole installation, for the operator.
func (q *Queue) counts(ctx context.Context) (map[State]int, error) {
	var rows []struct {
		State string
		N     int
	}
	err := q.db.Conn(ctx).Raw("SELECT state, COUNT(*) AS n FROM river_job GROUP BY state").Scan(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "job")
	}
	counts := map[State]int{}
	for _, row := range rows {
		counts[stateOf(rivertype.JobState(row.State))] += row.N
	}
	return counts, nil
}
