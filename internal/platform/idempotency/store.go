package idempotency

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
)

// keep is how long an answer is kept.
const keep = 24 * time.Hour

type row struct {
	ActorID   uuid.UUID
	Key       string
	Request   string
	Status    int
	Header    string
	Body      []byte
	CreatedAt time.Time
}

func (row) TableName() string { return "idempotency_keys" }

// Store keeps answers in the database.
type Store struct{ db *database.DB }

// NewStore makes a store.
func NewStore(db *database.DB) Store { return Store{db} }

// claimed gives the kept answer for the key; when there is none, it claims the key, runs work in the same transaction
// and keeps work's answer. A second request with the key waits for the first one's transaction.
func (s Store) claimed(ctx context.Context, asked answer, now time.Time, work func(context.Context) (answer, error)) (answer, error) {
	var given answer
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		conn := s.db.Conn(ctx)
		if err := conn.Where("created_at < ?", now.Add(-keep)).Delete(&row{}).Error; err != nil {
			return database.Wrap(err, "idempotency key")
		}
		claim := row{ActorID: asked.ActorID, Key: asked.Key, Request: asked.Request, Header: "{}", Body: []byte{}, CreatedAt: now}
		result := conn.Clauses(clause.OnConflict{DoNothing: true}).Create(&claim)
		if result.Error != nil {
			return database.Wrap(result.Error, "idempotency key")
		}
		if result.RowsAffected == 0 {
			kept, err := s.kept(ctx, asked)
			given = kept
			return err
		}
		done, err := work(ctx)
		if err != nil {
			return err
		}
		given = done
		header, err := json.Marshal(done.Header)
		if err != nil {
			return err
		}
		return database.Changed(conn.Model(&row{}).Where("actor_id = ? AND key = ?", asked.ActorID, asked.Key).
			Updates(map[string]any{"status": done.Status, "header": string(header), "body": done.Body}), "idempotency key")
	})
	return given, err
}

func (s Store) kept(ctx context.Context, asked answer) (answer, error) {
	var r row
	err := s.db.Conn(ctx).Where("actor_id = ? AND key = ?", asked.ActorID, asked.Key).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return answer{}, apperr.Conflict("The first request with this Idempotency-Key failed. Send it again.")
	}
	if err != nil {
		return answer{}, database.Wrap(err, "idempotency key")
	}
	header := http.Header{}
	if err := json.Unmarshal([]byte(r.Header), &header); err != nil {
		return answer{}, err
	}
	return answer{ActorID: r.ActorID, Key: r.Key, Request: r.Request, Status: r.Status, Header: header, Body: r.Body}, nil
}
