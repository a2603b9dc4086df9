package identity

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
)

type failureRow struct {
	ID     uuid.UUID
	Bucket string
	At     time.Time
}

func (failureRow) TableName() string { return "sign_in_failures" }

// attempt is a sign-in that counts as failed until it has succeeded, so that many at once cannot pass the limit together.
type attempt struct {
	rows    []failureRow
	refused bool
}

// beginAttempt counts the attempt in its buckets. A refused one is taken back, so that going on does not prolong the wait.
func (s store) beginAttempt(ctx context.Context, buckets []bucket, now time.Time) (attempt, error) {
	var a attempt
	for _, b := range buckets {
		a.rows = append(a.rows, failureRow{ID: uuid.New(), Bucket: b.key, At: now})
	}
	err := s.inTx(ctx, func(ctx context.Context) error {
		if err := s.db.Conn(ctx).Where("at <= ?", now.Add(-throttleWindow)).Delete(&failureRow{}).Error; err != nil {
			return err
		}
		return s.db.Conn(ctx).Create(&a.rows).Error
	})
	if err != nil {
		return attempt{}, database.Wrap(err, "sign-in")
	}
	// Counted after the commit: each of several attempts at once sees the others.
	for i, b := range buckets {
		var failures int64
		err := s.db.Conn(ctx).Model(&failureRow{}).Where("bucket = ? AND id <> ?", b.key, a.rows[i].ID).Count(&failures).Error
		if err != nil {
			return attempt{}, database.Wrap(err, "sign-in")
		}
		a.refused = a.refused || failures >= int64(b.limit)
	}
	if a.refused {
		return a, s.forget(ctx, "id IN ?", a.ids())
	}
	return a, nil
}

// endAttempt takes back the attempt, which has succeeded, and the account's failures before it.
func (s store) endAttempt(ctx context.Context, a attempt) error {
	if err := s.forget(ctx, "id IN ?", a.ids()); err != nil {
		return err
	}
	return s.forget(ctx, "bucket = ?", a.rows[0].Bucket)
}

// takeBack forgets an attempt that neither failed nor succeeded.
func (s store) takeBack(ctx context.Context, a attempt) error {
	return s.forget(ctx, "id IN ?", a.ids())
}

func (s store) forget(ctx context.Context, condition string, argument any) error {
	return database.Wrap(s.db.Conn(ctx).Where(condition, argument).Delete(&failureRow{}).Error, "sign-in")
}

func (a attempt) ids() []uuid.UUID {
	ids := make([]uuid.UUID, len(a.rows))
	for i, r := range a.rows {
		ids[i] = r.ID
	}
	return ids
}
