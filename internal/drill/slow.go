package drill

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
)

const (
	// crowd asks at once, which is more than a server has connections.
	crowd = 64
	// patience is the longest that a request may take: the server's own limit, and a moment.
	patience = 18 * time.Second
	// backWithin is how soon writes have to be acknowledged when the database is quick again.
	backWithin = 5 * time.Second
)

// slowDatabase puts five seconds in front of every answer of the database while more people ask than there are connections.
func slowDatabase(ctx context.Context, i installation) (r Result, err error) {
	address, err := url.Parse(i.database)
	if err != nil {
		return r, err
	}
	proxy := toxiproxy.NewProxy(toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop()), "database", "127.0.0.1:0", address.Host)
	if err := proxy.Start(); err != nil {
		return r, err
	}
	defer proxy.Stop()
	direct := i
	address.Host = proxy.Listen
	i.database = address.String()
	n, p, err := first(ctx, i)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, n.stop()) }()
	l := write(ctx, p, n.base)
	if err := l.until(ctx, writesBetween, time.Minute); err != nil {
		return r, err
	}
	acknowledged := l.end()
	r.Tried = l.tried.Load()
	if _, err := proxy.Toxics.AddToxicJson(strings.NewReader(`{"name":"slow","type":"latency","attributes":{"latency":5000}}`)); err != nil {
		return r, err
	}
	asked := ask(ctx, p, n.base, crowd)
	r.Tried += crowd
	acknowledged = append(acknowledged, asked.acknowledged...)
	ready, err := get(ctx, n.base+"/readyz")
	if err != nil {
		return r, err
	}
	if err := proxy.Toxics.RemoveToxic(ctx, "slow"); err != nil {
		return r, err
	}
	mended := time.Now()
	l = write(ctx, p, n.base)
	err = l.until(ctx, parallel, time.Minute)
	r.Slowest = time.Since(mended)
	acknowledged = append(acknowledged, l.end()...)
	r.Tried, r.Acknowledged = r.Tried+l.tried.Load(), len(acknowledged)
	if err != nil {
		return r, err
	}
	if r.Lost, err = lost(ctx, p, n.base, acknowledged); err != nil {
		return r, err
	}
	r.Note = fmt.Sprintf("of %d people who asked at once %s after at most %.1f s; /readyz %d", crowd, asked, asked.slowest.Seconds(), ready)
	switch {
	case asked.wrong != "":
		err = errors.New(r.Note + "; " + asked.wrong)
	case asked.slowest > patience:
		err = errors.New(r.Note + ": that is a hang")
	case ready != http.StatusServiceUnavailable:
		err = errors.New(r.Note + ": a server that cannot work must say so")
	case r.Slowest > backWithin:
		err = errors.New(r.Note + "; not back in time")
	default:
		_, err = direct.sound(ctx)
	}
	return r, err
}

// answers is what became of people who asked at once.
type answers struct {
	mu           sync.Mutex
	acknowledged []string
	refused      map[int]int
	slowest      time.Duration
	// wrong is what was answered as it must not be.
	wrong string
}

func (a *answers) String() string {
	text := fmt.Sprintf("%d were acknowledged", len(a.acknowledged))
	for status, n := range a.refused {
		text += fmt.Sprintf(" and %d answered with %d", n, status)
	}
	return text
}

// ask lets a number of people add evidence at once. A refusal must be a 503 or a 507; a 503 must say when to come back.
func ask(ctx context.Context, p *person, base string, people int) *answers {
	a := &answers{refused: map[int]int{}}
	var all sync.WaitGroup
	for k := range people {
		all.Go(func() {
			begin := time.Now()
			var added struct {
				ID string `json:"id"`
			}
			response, err := p.send(ctx, http.MethodPost, base+"/api/v1/people/"+p.id+"/evidence", evidenceCalled(fmt.Sprintf("Asked at once, %d", k)), &added) //nolint:bodyclose // send closes it
			a.mu.Lock()
			defer a.mu.Unlock()
			a.slowest = max(a.slowest, time.Since(begin))
			switch {
			case err != nil:
				a.wrong = "no answer: " + err.Error()
			case response.StatusCode == http.StatusCreated:
				a.acknowledged = append(a.acknowledged, added.ID)
			case response.StatusCode == http.StatusServiceUnavailable && response.Header.Get("Retry-After") != "", response.StatusCode == http.StatusInsufficientStorage:
				a.refused[response.StatusCode]++
			default:
				a.wrong = fmt.Sprintf("an answer was %d with Retry-After %q", response.StatusCode, response.Header.Get("Retry-After"))
			}
		})
	}
	all.Wait()
	return a
}
