package scale

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"bandwise/internal/platform/database"
)

// mostGrowth is how much more time ten times the staff may take.
const mostGrowth = 12.0

func printMachine(ctx context.Context, out io.Writer, db *database.DB) error {
	var server string
	if err := db.SQL().QueryRowContext(ctx, "SHOW server_version").Scan(&server); err != nil {
		return fmt.Errorf("ask for the server's version: %w", err)
	}
	memory := statusLine("/proc/meminfo", "MemTotal:")
	_, err := fmt.Fprintf(out, "%s. %d cores (%s), %d GB of memory, %s/%s, %s, PostgreSQL %s\n", time.Now().Format("2 January 2006"), runtime.NumCPU(),
		cmp.Or(processor(), "of an unknown kind"), (memory+1<<29)>>30, runtime.GOOS, runtime.GOARCH, runtime.Version(), server)
	if err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

func processor() string {
	content, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(content)) {
		if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func printResults(out io.Writer, results []Result) {
	if len(results) == 0 {
		return
	}
	fmt.Fprintln(out, "| staff | page | queries | rows | median, ms | 95 %, ms | of | processor, ms | SQL, ms | answer, kB | peak memory, MB |")
	fmt.Fprintln(out, "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
	for _, r := range results {
		if r.Refused > 0 {
			fmt.Fprintf(out, "| %s | %s | | | answered with %d after %s | | | | | | |\n", count(r.Staff), r.Page.Name, r.Refused, milliseconds(r.Median))
			continue
		}
		fmt.Fprintf(out, "| %s | %s | %d | %s | %s | %s | %d | %s | %s | %s | %d |\n", count(r.Staff), r.Page.Name, r.Queries, count(r.Rows),
			milliseconds(r.Median), milliseconds(r.Slow), r.Requests, milliseconds(r.Processor), milliseconds(r.InSQL), count((r.Bytes+512)>>10), r.Peak>>20)
	}
}

func printGrowth(out io.Writer, results []Result, sizes []int) {
	if len(sizes) < 2 || len(results) == 0 {
		return
	}
	fmt.Fprintf(out, "\nGrowth: the time at the larger headcount divided by the time at the smaller, for ten times the staff at most %g.\nIn brackets the same of the application's own processor time.\n\n", mostGrowth)
	fmt.Fprint(out, "| page |")
	for i := 1; i < len(sizes); i++ {
		fmt.Fprintf(out, " %s to %s |", count(sizes[i-1]), count(sizes[i]))
	}
	fmt.Fprint(out, " goal |\n| --- |", strings.Repeat(" ---: |", len(sizes)-1), " --- |\n")
	for _, p := range Pages {
		if of(results, p, sizes[0]).Staff == 0 {
			continue
		}
		fmt.Fprintf(out, "| %s |", p.Name)
		held := "held"
		for i := 1; i < len(sizes); i++ {
			before, after := of(results, p, sizes[i-1]), of(results, p, sizes[i])
			if before.Refused+after.Refused > 0 {
				held = "missed"
				fmt.Fprint(out, " not answered |")
				continue
			}
			growth := after.Median.Seconds() / before.Median.Seconds()
			if growth > mostGrowth*float64(sizes[i])/float64(sizes[i-1])/10 {
				held = "missed"
			}
			fmt.Fprintf(out, " %.1f (%.1f) |", growth, after.Processor.Seconds()/before.Processor.Seconds())
		}
		fmt.Fprintf(out, " %s |\n", held)
	}
}

func of(results []Result, p Page, size int) Result {
	for _, r := range results {
		if r.Page == p && r.Staff == size {
			return r
		}
	}
	return Result{}
}

// sameQueries is an error when a page takes more or fewer queries at one headcount than at another.
func sameQueries(results []Result) error {
	var wrong []error
	for _, r := range results {
		if first := of(results, r.Page, results[0].Staff); first.Refused+r.Refused == 0 && first.Queries != r.Queries {
			wrong = append(wrong, fmt.Errorf("%s takes %d queries with %s staff and %d with %s", r.Page.Name, first.Queries, count(first.Staff), r.Queries, count(r.Staff)))
		}
	}
	return errors.Join(wrong...)
}

// writePlans writes each page's statements with their plans, those that took longest first.
func writePlans(path string, results []Result) error {
	var b bytes.Buffer
	for _, r := range results {
		fmt.Fprintf(&b, "== %s, %s staff: GET %s\n\n", r.Page.Name, count(r.Staff), r.Page.Path)
		for _, plan := range r.Plans {
			fmt.Fprintf(&b, "%s\n    %s\n\n", plan.SQL, strings.Join(plan.Lines, "\n    "))
		}
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		return fmt.Errorf("write the plans: %w", err)
	}
	return nil
}

// count writes a number with a comma between thousands.
func count(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func milliseconds(d time.Duration) string {
	if d < 10*time.Millisecond {
		return fmt.Sprintf("%.1f", d.Seconds()*1000)
	}
	return count(int(d.Seconds()*1000 + 0.5))
}
