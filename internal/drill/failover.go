package drill

import (
	"context"
	"errors"
	"strings"
	"time"
)

// writingAgain is how soon after the loss of the primary writes have to be acknowledged again.
const writingAgain = 15 * time.Second

// failOver ends a primary without a word under two servers that write, and promotes its synchronous standby. The servers
// know both addresses and are not started anew.
func (r *runner) failOver(ctx context.Context, i installation) (result Result, err error) {
	pair, err := r.server(ctx, "pair")
	if err != nil {
		return result, err
	}
	if i.database, err = r.databaseAt(ctx, strings.TrimSpace(pair), ""); err != nil {
		return result, err
	}
	a, p, err := first(ctx, i)
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, a.stop()) }()
	b, _, err := i.start(ctx, readyAgain)
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, b.stop()) }()
	l := write(ctx, p, a.base, b.base)
	err = l.until(ctx, 5*writesBetween, time.Minute)
	broken := time.Now()
	if err == nil {
		_, err = r.server(ctx, "failover")
	}
	// What is acknowledged from here on was written by the new primary: one write of each server's, at least.
	promoted := time.Now()
	for _, base := range []string{a.base, b.base} {
		if err == nil {
			err = l.untilAt(ctx, base, promoted, time.Minute)
		}
	}
	result.Slowest = time.Since(broken)
	if err == nil {
		err = l.until(ctx, 5*writesBetween, time.Minute)
	}
	acknowledged := l.end()
	result.Tried, result.Acknowledged = l.tried.Load(), len(acknowledged)
	if err != nil {
		return result, err
	}
	if result.Lost, err = lost(ctx, p, b.base, acknowledged); err != nil {
		return result, err
	}
	if result.Slowest > writingAgain {
		return result, errors.New("writing again took longer than " + writingAgain.String())
	}
	result.Note, err = i.sound(ctx)
	return result, err
}
