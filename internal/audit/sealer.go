package audit

import (
	"context"
	"log/slog"
	"time"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

const (
	// sealEvery is how long a committed row waits for its seal at most, but for the sealing itself.
	sealEvery = 400 * time.Millisecond
	// sealAtOnce bounds the rows of one sealing, and so the time for which it holds the chain's head.
	sealAtOnce = 500
)

// Sealer links committed rows into the chain. Every node has one, and one at a time works: it alone locks the chain's head,
// which no change ever does. A row whose transaction commits late is sealed late; the chain is in the order of sealing.
type Sealer struct {
	db    *database.DB
	store Store
	clock calendar.Clock
	log   *slog.Logger
}

// NewSealer makes a sealer.
func NewSealer(db *database.DB, clock calendar.Clock, log *slog.Logger) *Sealer {
	return &Sealer{db: db, store: NewStore(db), clock: clock, log: log}
}

// Run seals until ctx ends, then once more what was committed meanwhile. What fails is logged and tried again.
func (s *Sealer) Run(ctx context.Context) {
	stray, tick := true, time.NewTicker(sealEvery)
	defer tick.Stop()
	for {
		if stray {
			n, err := s.FindUnsealed(ctx)
			stray = err != nil
			s.report(ctx, err)
			if n > 0 {
				s.log.WarnContext(ctx, "rows of the audit trail waited for no seal; they are sealed now", "rows", n)
			}
		}
		_, err := s.Seal(ctx)
		s.report(ctx, err)
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			_, err := s.Seal(last)
			s.report(last, err)
			return
		case <-tick.C:
		}
	}
}

func (s *Sealer) report(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		s.log.ErrorContext(ctx, "rows of the audit trail could not be sealed", "error", err)
	}
}

// Seal links every row that is committed by now, and gives their number: 0 also while another node is at it.
func (s *Sealer) Seal(ctx context.Context) (int, error) {
	for sealed := 0; ; {
		if waiting, err := s.store.waiting(ctx); err != nil || !waiting {
			return sealed, err
		}
		n := 0
		err := s.db.InTx(ctx, func(ctx context.Context) error {
			head, free, err := s.store.lockHead(ctx)
			if err != nil || !free {
				return err
			}
			rows, err := s.store.unsealed(ctx, sealAtOnce)
			if err != nil || len(rows) == 0 {
				return err
			}
			// The head, not the last seal that is found, is gone on from: seals that were cut off leave a gap for ever.
			seals, to := head.Extend(rows, s.clock.Now().UTC().Truncate(time.Microsecond))
			n = len(rows)
			return s.store.seal(ctx, seals, head, to)
		})
		if err != nil || n == 0 {
			return sealed, err
		}
		sealed += n
	}
}

// FindUnsealed has rows sealed that have no seal and do not wait for one, and gives their number: the database was restored
// or somebody meddled with it. It looks at the whole trail, so a start does it once.
func (s *Sealer) FindUnsealed(ctx context.Context) (int64, error) { return s.store.findUnsealed(ctx) }
