package app

import (
	"context"
	"log/slog"
	"time"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/training"
	"bandwise/internal/workforce"
)

// keeper keeps what lists tell of everybody's training and claims ready, so that the first who asks on a day, or after a start, need not
// wait until it is reckoned. Without it the lists are the same.
type keeper struct {
	training  *training.Service
	listed    *training.Memory[*listed]
	workforce *workforce.Service
	clock     calendar.Clock
	log       *slog.Logger
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
		if err := database.Recovered(ctx, k.fill); err != nil && ctx.Err() == nil {
			k.log.WarnContext(ctx, "what lists tell of people could not be reckoned ahead", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (k keeper) fill(ctx context.Context) error {
	large, err := k.training.OrganisationsOf(ctx, fillFrom)
	if err != nil {
		return err
	}
	today := k.clock.Today()
	for _, organisation := range large {
		if err := k.listed.Fill(ctx, organisation, today); err != nil {
			return err
		}
		if err := k.workforce.Fill(ctx, organisation, today); err != nil {
			return err
		}
	}
	return nil
}
