package app

import (
	"context"
	"log/slog"
	"time"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/training"
)

// keeper keeps what lists tell of everybody's training ready, so that the first who asks on a day, or after a start, need not wait until
// it is reckoned. Without it the lists are the same.
type keeper struct {
	listed *training.Memory[*listed]
	clock  calendar.Clock
	log    *slog.Logger
}

// How often what is missing is looked for, and from how many people of an organisation on.
const (
	fillEvery = 5 * time.Minute
	fillFrom  = 5000
)

// run fills until ctx ends.
func (k keeper) run(ctx context.Context) {
	tick := time.NewTicker(fillEvery)
	defer tick.Stop()
	for {
		err := database.Recovered(ctx, func(ctx context.Context) error { return k.listed.Fill(ctx, k.clock.Today(), fillFrom) })
		if err != nil && ctx.Err() == nil {
			k.log.WarnContext(ctx, "what lists tell of training could not be reckoned ahead", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
