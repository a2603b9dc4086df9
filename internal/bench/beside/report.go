package beside

import (
	"fmt"
	"io"
	"time"
)

func printHead(out io.Writer) {
	_, _ = fmt.Fprintln(out, "| database | request | queries | a second | bare | ratio | goal | p50, ms | bare | p99, ms | bare | times | goal |")
	_, _ = fmt.Fprintln(out, "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
}

func printResult(out io.Writer, database string, r measured, f found) {
	app, bare := f.app.latencies.Latencies, f.bare.latencies.Latencies
	slowest := ""
	if r.slowest > 0 {
		slowest = fmt.Sprintf("%.0f", r.slowest)
	}
	_, _ = fmt.Fprintf(out, "| %s | %s | %.3g | %.0f | %.0f | %.2f | %.1f | %s | %s | %s | %s | %.1f | %s |\n", database, r.name, r.queries,
		f.app.perSecond(), f.bare.perSecond(), f.app.perSecond()/f.bare.perSecond(), r.goal,
		milliseconds(app.P50), milliseconds(bare.P50), milliseconds(app.P99), milliseconds(bare.P99), float64(app.P99)/float64(bare.P99), slowest)
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f", float64(d)/float64(time.Millisecond))
}
