package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

type metrics struct {
	runs *prometheus.CounterVec
	took *prometheus.HistogramVec
}

func newMetrics() *metrics {
	return &metrics{
		runs: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "bandwise_job_runs_total", Help: "Runs of background jobs by kind and outcome: done, retried, failed (for good).",
		}, []string{"kind", "outcome"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "bandwise_job_run_seconds", Help: "How long runs of background jobs took.", Buckets: []float64{.01, .05, .25, 1, 5, 30, 120},
		}, []string{"kind"}),
	}
}

func (m *metrics) ran(kind string, failed error, last bool, took time.Duration) {
	outcome := "done"
	switch {
	case failed != nil && (last || errors.Is(failed, errGivenUp)):
		outcome = "failed"
	case failed != nil:
		outcome = "retried"
	}
	m.runs.WithLabelValues(kind, outcome).Inc()
	m.took.WithLabelValues(kind).Observe(took.Seconds())
}

// waiting describes the gauge of jobs by state.
var waiting = prometheus.NewDesc("bandwise_jobs", "Background jobs in the queue by state; discarded means failed for good.", []string{"state"}, nil)

// Describe implements prometheus.Collector.
func (q *Queue) Describe(to chan<- *prometheus.Desc) {
	to <- waiting
	q.metrics.runs.Describe(to)
	q.metrics.took.Describe(to)
}

// Collect implements prometheus.Collector. It counts the jobs by state with one query.
func (q *Queue) Collect(to chan<- prometheus.Metric) {
	q.metrics.runs.Collect(to)
	q.metrics.took.Collect(to)
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	counts, err := q.counts(ctx)
	if err != nil {
		to <- prometheus.NewInvalidMetric(waiting, err)
		return
	}
	for _, state := range States() {
		to <- prometheus.MustNewConstMetric(waiting, prometheus.GaugeValue, float64(counts[state]), state.String())
	}
}
