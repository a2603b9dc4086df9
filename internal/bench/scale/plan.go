package scale

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"bandwise/internal/platform/database"
)

// Plan is a statement with what PostgreSQL says of how it ran.
type Plan struct {
	SQL   string
	Lines []string
	// Rows is how many rows it gave, Took its time within the database, Times how often the page sent it.
	Rows  int
	Took  time.Duration
	Times int
}

var (
	gave  = regexp.MustCompile(`actual time=\S+ rows=(\d+)`)
	took  = regexp.MustCompile(`^Execution Time: ([\d.]+) ms`)
	blank = regexp.MustCompile(`\s+`)
)

// explain asks for the plan of every statement that only reads, once for statements that differ in their values alone.
func (t *Trust) explain(ctx context.Context, sent []database.Statement) ([]Plan, error) {
	var plans []Plan
	at := map[string]int{}
	for _, s := range sent {
		if n, known := at[s.SQL]; known {
			plans[n].Times++
			continue
		}
		if !strings.HasPrefix(strings.TrimSpace(s.SQL), "SELECT") {
			continue
		}
		plan, err := t.explainOne(ctx, s)
		if err != nil {
			return nil, err
		}
		at[s.SQL] = len(plans)
		plans = append(plans, plan)
	}
	return plans, nil
}

func (t *Trust) explainOne(ctx context.Context, s database.Statement) (_ Plan, err error) {
	p := Plan{SQL: blank.ReplaceAllString(strings.TrimSpace(s.SQL), " "), Times: 1}
	//nolint:gosec // the statement is one that the application sent, with its values apart
	rows, err := t.db.SQL().QueryContext(ctx, "EXPLAIN (ANALYZE, BUFFERS) "+s.SQL, s.Args...)
	if err != nil {
		return p, fmt.Errorf("explain %s: %w", p.SQL, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return p, fmt.Errorf("read a plan: %w", err)
		}
		if found := gave.FindStringSubmatch(line); found != nil && len(p.Lines) == 0 {
			if p.Rows, err = strconv.Atoi(found[1]); err != nil {
				return p, fmt.Errorf("read a plan: %w", err)
			}
		}
		if found := took.FindStringSubmatch(line); found != nil {
			milliseconds, err := strconv.ParseFloat(found[1], 64)
			if err != nil {
				return p, fmt.Errorf("read a plan: %w", err)
			}
			p.Took = time.Duration(milliseconds * float64(time.Millisecond))
		}
		p.Lines = append(p.Lines, line)
	}
	if err := rows.Err(); err != nil {
		return p, fmt.Errorf("read a plan: %w", err)
	}
	return p, nil
}
