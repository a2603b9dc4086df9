package drill

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"sync"
	"sync/atomic"
	"time"

	seeddemo "bandwise/seed/demo"
)

// writer is who writes in a drill: the demo trust's trainee, who adds evidence.
const writerEmail = "trainee@demo.example"

// administratorEmail is the demo trust's administrator.
const administratorEmail = "admin@demo.example"

// parallel is how many requests are under way at once.
const parallel = 8

// person is somebody signed in. Cookies do not tell ports apart, so one session is good at every node.
type person struct {
	client *http.Client
	id     string
}

func signIn(ctx context.Context, base, email string) (*person, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	p := &person{client: &http.Client{Jar: jar, Timeout: 20 * time.Second}}
	body, err := json.Marshal(map[string]string{"email": email, "password": seeddemo.Password})
	if err != nil {
		return nil, err
	}
	var me struct {
		Person struct {
			ID string `json:"id"`
		} `json:"person"`
	}
	status, err := p.do(ctx, http.MethodPost, base+"/api/v1/session", body, &me)
	if err == nil && (status != http.StatusOK || me.Person.ID == "") {
		err = fmt.Errorf("%s could not sign in (%d)", email, status)
	}
	p.id = me.Person.ID
	return p, err
}

func (p *person) do(ctx context.Context, method, address string, body []byte, answer any) (int, error) {
	response, err := p.send(ctx, method, address, body, answer) //nolint:bodyclose // send closes it
	if err != nil {
		return 0, err
	}
	return response.StatusCode, nil
}

// send sends a request and reads its answer, whose body is closed then; a success's is decoded into answer.
func (p *person) send(ctx context.Context, method, address string, body []byte, answer any) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := p.client.Do(request)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return nil, err
	}
	if answer != nil && response.StatusCode < http.StatusMultipleChoices {
		err = json.Unmarshal(content, answer)
	}
	return response, err
}

// evidenceCalled is a piece of evidence as it is sent.
func evidenceCalled(title string) []byte {
	return fmt.Appendf(nil, `{"title":%q,"kind":"work_sample","whatIDid":"Coded a batch.","happenedOn":%q}`, title, time.Now().Format(time.DateOnly))
}

// load is evidence being added at one or more nodes until it is ended.
type load struct {
	stop  context.CancelFunc
	done  sync.WaitGroup
	tried atomic.Int64
	// refused counts the answers that said no; a request without an answer is only tried.
	refused atomic.Int64

	mu           sync.Mutex
	acknowledged []string
	// last is when each server acknowledged something most recently.
	last map[string]time.Time
}

// write begins a load that goes round the nodes.
func write(ctx context.Context, p *person, bases ...string) *load {
	ctx, stop := context.WithCancel(ctx)
	l := &load{stop: stop, last: map[string]time.Time{}}
	for worker := range parallel {
		l.done.Go(func() {
			for n := worker; ctx.Err() == nil; n++ {
				l.one(ctx, p, bases[n%len(bases)], fmt.Sprintf("Drill %d of worker %d", n, worker))
			}
		})
	}
	return l
}

func (l *load) one(ctx context.Context, p *person, base, title string) {
	var added struct {
		ID string `json:"id"`
	}
	l.tried.Add(1)
	// A request that is under way when the load ends may finish: its answer counts.
	status, err := p.do(context.WithoutCancel(ctx), http.MethodPost, base+"/api/v1/people/"+p.id+"/evidence", evidenceCalled(title), &added)
	switch {
	case err != nil:
		// Nobody answers: wait a moment as a browser would, instead of asking as fast as the machine can.
		select {
		case <-ctx.Done():
		case <-time.After(20 * time.Millisecond):
		}
	case status == http.StatusCreated:
		l.mu.Lock()
		l.acknowledged = append(l.acknowledged, added.ID)
		l.last[base] = time.Now()
		l.mu.Unlock()
	default:
		l.refused.Add(1)
	}
}

// count gives how many writes were acknowledged so far.
func (l *load) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.acknowledged)
}

// until waits until that many more writes than now are acknowledged.
func (l *load) until(ctx context.Context, more int, within time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for want := l.count() + more; l.count() < want; {
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d writes were not acknowledged within %s", more, within)
		case <-time.After(5 * time.Millisecond):
		}
	}
	return nil
}

// untilAt waits until a server has acknowledged something after a moment.
func (l *load) untilAt(ctx context.Context, base string, moment time.Time, within time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for {
		l.mu.Lock()
		last := l.last[base]
		l.mu.Unlock()
		if last.After(moment) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s acknowledged nothing within %s", base, within)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// end ends the load and gives the identifiers of what was acknowledged.
func (l *load) end() []string {
	l.stop()
	l.done.Wait()
	return l.acknowledged
}

// lost gives how many of the acknowledged are not there.
func lost(ctx context.Context, p *person, base string, acknowledged []string) (n int, err error) {
	for _, id := range acknowledged {
		status, err := p.do(ctx, http.MethodGet, base+"/api/v1/evidence/"+id, nil, nil)
		switch {
		case err != nil:
			return n, err
		case status == http.StatusNotFound:
			n++
		case status != http.StatusOK:
			return n, fmt.Errorf("the answer about acknowledged evidence is %d", status)
		}
	}
	return n, nil
}
