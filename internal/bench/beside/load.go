package beside

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime/pprof"
	"sync"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"
)

// side is what one side did in all rounds together.
type side struct {
	answered uint64
	// asked is for how long it was asked.
	asked     time.Duration
	latencies vegeta.Metrics
}

// perSecond gives how many requests were answered a second.
func (s *side) perSecond() float64 { return float64(s.answered) / s.asked.Seconds() }

// found is how the two sides compare.
type found struct{ app, bare side }

// compare asks the two sides in turns, each for span.
func compare(ctx context.Context, r measured, span time.Duration) (found, error) {
	var f found
	sides := []struct {
		workers []*worker
		into    *side
	}{{workersOf(r.bare, r.together), &f.bare}, {workersOf(r.app, r.together), &f.app}}
	for range rounds * r.slices() {
		for _, s := range sides {
			if err := ctx.Err(); err != nil {
				return f, err
			}
			if err := attack(s.workers, span/time.Duration(r.slices()), s.into); err != nil {
				return f, err
			}
			if err := r.tidied(ctx); err != nil {
				return f, err
			}
		}
	}
	f.app.latencies.Close()
	f.bare.latencies.Close()
	return f, nil
}

// profile asks the application for span, and writes where it spends processor time meanwhile.
func (r measured) profile(ctx context.Context, span time.Duration, into *os.File) error {
	if err := pprof.StartCPUProfile(into); err != nil {
		return errors.Join(fmt.Errorf("begin the profile: %w", err), into.Close())
	}
	err := attack(workersOf(r.app, r.together), span, &side{})
	pprof.StopCPUProfile()
	return errors.Join(err, into.Close(), r.tidied(ctx))
}

// attack has the workers ask as fast as they are answered, for span.
func attack(workers []*worker, span time.Duration, into *side) error {
	var mu sync.Mutex
	var running sync.WaitGroup
	var failed error
	begin := time.Now()
	for _, w := range workers {
		running.Go(func() {
			attacker := vegeta.NewAttacker(vegeta.Workers(1), vegeta.MaxWorkers(1), vegeta.Client(&http.Client{Transport: w, Timeout: patience}))
			for result := range attacker.Attack(w.target, vegeta.Rate{}, span, "") {
				mu.Lock()
				if result.Error != "" && failed == nil {
					failed = fmt.Errorf("%s %s: %s %s", result.Method, result.URL, result.Error, result.Body)
					attacker.Stop()
				}
				into.answered++
				into.latencies.Add(result)
				mu.Unlock()
			}
		})
	}
	running.Wait()
	into.asked += time.Since(begin)
	for _, w := range workers {
		if failed == nil {
			failed = w.finish()
		}
	}
	return failed
}

// worker sends one request after another and keeps the last answer, because the next may need to know it.
type worker struct {
	next     script
	last     []byte
	over     *http.Transport
	sent     int
	together int
}

func workersOf(scripts []script, together int) []*worker {
	all := make([]*worker, len(scripts))
	for i, s := range scripts {
		all[i] = &worker{next: s, over: &http.Transport{}, together: together}
	}
	return all
}

func (w *worker) target(t *vegeta.Target) error {
	made, err := w.next(w.last)
	*t = made
	w.sent++
	return err
}

// finish sends what belongs to the last request and was not sent in time, so that the other side finds things as they were.
func (w *worker) finish() error {
	for w.sent%w.together != 0 {
		var t vegeta.Target
		if err := w.target(&t); err != nil {
			return err
		}
		r, err := t.Request()
		if err != nil {
			return fmt.Errorf("write a request: %w", err)
		}
		response, err := w.RoundTrip(r)
		if err != nil {
			return err
		}
		if err := response.Body.Close(); err != nil {
			return err
		}
		if response.StatusCode >= http.StatusBadRequest {
			return fmt.Errorf("%s %s is answered with %d: %s", r.Method, r.URL, response.StatusCode, w.last)
		}
	}
	return nil
}

// RoundTrip sends a request and keeps the answer.
func (w *worker) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := w.over.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return nil, err
	}
	w.last = content
	response.Body = io.NopCloser(bytes.NewReader(content))
	return response, nil
}
