package scale

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"bandwise/internal/platform/database"
)

// Page is a page of an organisation, by the request that it makes.
type Page struct {
	Name string
	Path string
	// Changing says that somebody's hours change before every request, so that nothing is answered from memory.
	Changing bool
}

// Pages are those that are measured.
var Pages = []Page{
	{Name: "overview", Path: "/workforce/overview"},
	{Name: "people, first page", Path: "/workforce/people"},
	{Name: "people, by readiness", Path: "/workforce/people?sort=readiness"},
	{Name: "heat map by team", Path: "/workforce/heatmap?by=team"},
	{Name: "matrix of 250 people", Path: "/workforce/heatmap?by=person&columns=aspect&limit=250"},
	{Name: "readiness", Path: "/workforce/readiness"},
	{Name: "readiness for the next role", Path: "/workforce/readiness?against=next&sort=readiness"},
	{Name: "single points", Path: "/workforce/single-points"},
	{Name: "succession", Path: "/workforce/succession"},
	{Name: "expiries", Path: "/workforce/expiries"},
	{Name: "establishment", Path: "/workforce/establishment"},
	{Name: "pipeline", Path: "/workforce/pipeline"},
	{Name: "table of people, CSV", Path: "/workforce/tables/people?format=csv"},
	{Name: "forecast, after a change", Path: "/workforce/forecast", Changing: true},
	{Name: "forecast, asked again", Path: "/workforce/forecast"},
}

// Result is what a page took.
type Result struct {
	Page  Page
	Staff int
	// Queries is how many statements one request sends, Rows how many rows they give, InSQL their time within the database.
	Queries int64
	Rows    int
	InSQL   time.Duration
	// Median is the middle one of the times of Requests, and Processor what each took of this process's processor time on average,
	// which other programs on the machine disturb less.
	Median time.Duration
	// Slow is the 95th percentile of them, the slowest where there are fewer than twenty.
	Slow      time.Duration
	Processor time.Duration
	Requests  int
	// Bytes is the length of the answer, Peak the most memory that the process held meanwhile.
	Bytes int
	Peak  int64
	// Refused is the status of an answer that is not the page, such as 503 when it takes longer than a request may, and
	// Median after how long it came; 0 when the page was shown.
	Refused int
	// Plans are the statements with their plans.
	Plans []Plan
}

// A page is asked mostRequests times, less often once it has taken enough time.
const (
	mostRequests = 21
	enough       = 10 * time.Second
)

// Measure asks a page once to learn its queries and to let it read what it keeps, and then several times by the clock.
func (t *Trust) Measure(ctx context.Context, p Page) (Result, error) {
	r := Result{Page: p, Staff: t.Staff}
	counted, queries := database.CountQueries(ctx)
	recorded, sent := database.RecordStatements(ctx)
	asked := time.Now()
	_, err := t.ask(recorded, p, 1)
	if r.refused(err, time.Since(asked)) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	if r.Plans, err = t.explain(ctx, sent()); err != nil {
		return r, err
	}
	for _, plan := range r.Plans {
		r.Rows += plan.Rows * plan.Times
		r.InSQL += plan.Took * time.Duration(plan.Times)
	}
	debug.FreeOSMemory()
	forgetPeak()
	var times []time.Duration
	var used time.Duration
	for began := time.Now(); len(times) < mostRequests && (len(times) == 0 || time.Since(began) < enough); {
		n := len(times) + 2
		if err := t.change(ctx, p, n); err != nil {
			return r, err
		}
		before := queries.Load()
		start, spent := time.Now(), processorTime()
		a, err := t.send(counted, http.MethodGet, p.Path, 0, nil)
		if r.refused(err, time.Since(start)) {
			return r, nil
		}
		if err != nil {
			return r, err
		}
		times, used = append(times, time.Since(start)), used+processorTime()-spent
		took := queries.Load() - before
		if len(times) > 1 && took != r.Queries {
			return r, fmt.Errorf("%s of %d staff took %d queries, and then %d", p.Name, t.Staff, r.Queries, took)
		}
		r.Queries, r.Bytes = took, a.bytes
	}
	r.Peak = peak()
	slices.Sort(times)
	r.Median, r.Processor, r.Requests = times[len(times)/2], used/time.Duration(len(times)), len(times)
	r.Slow = times[(len(times)*95-1)/100]
	return r, nil
}

// refused notes an answer that is not the page.
func (r *Result) refused(err error, after time.Duration) bool {
	var no *refusal
	if !errors.As(err, &no) {
		return false
	}
	r.Refused, r.Median = no.status, after
	return true
}

func (t *Trust) ask(ctx context.Context, p Page, n int) (*answer, error) {
	if err := t.change(ctx, p, n); err != nil {
		return nil, err
	}
	return t.send(ctx, http.MethodGet, p.Path, 0, nil)
}

// change gives an accredited coder other hours, where the page is to be asked after a change.
func (t *Trust) change(ctx context.Context, p Page, n int) error {
	if !p.Changing {
		return nil
	}
	_, err := t.db.SQL().ExecContext(ctx, `UPDATE appointments SET wte_hundredths = $1 WHERE ends_on IS NULL
		AND person_id = (SELECT awards.person_id FROM awards
			JOIN appointments held ON held.person_id = awards.person_id AND held.ends_on IS NULL WHERE awards.organisation_id = $2 ORDER BY awards.person_id LIMIT 1)`, 50+n, t.ID)
	if err != nil {
		return fmt.Errorf("change somebody's hours: %w", err)
	}
	return nil
}

// processorTime gives the processor time of this process so far.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// forgetPeak lets the system count the most memory of this process anew, where it can.
func forgetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }

// peak gives the most memory that this process held since, in bytes; 0 where the system does not tell.
func peak() int64 { return statusLine("/proc/self/status", "VmHWM:") }

// statusLine reads a line such as "VmHWM:  1024 kB" and gives it in bytes.
func statusLine(path, name string) int64 {
	content, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(content)) {
		if rest, found := strings.CutPrefix(line, name); found {
			kilobytes, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			if err != nil {
				return 0
			}
			return kilobytes << 10
		}
	}
	return 0
}
