package portfolio

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"bandwise/internal/platform/database"
)

// TableName names the table.
func (Message) TableName() string { return "claim_messages" }

type messagesRead struct {
	ClaimID  uuid.UUID
	PersonID uuid.UUID
	ReadAt   time.Time
}

func (messagesRead) TableName() string { return "claim_messages_read" }

func (s store) addMessage(ctx context.Context, m Message) error {
	return database.Wrap(s.db.Conn(ctx).Create(&m).Error, "message")
}

// messages lists what was written about a claim, the newest last, and up to when the reader had read it.
func (s store) messages(ctx context.Context, claimID, reader uuid.UUID) ([]MessageView, error) {
	var rows []struct {
		Message `gorm:"embedded"`
		ByName  string
	}
	err := s.db.Conn(ctx).Table("claim_messages").Select("claim_messages.*, people.name AS by_name").
		Joins("JOIN people ON people.id = claim_messages.by_id").
		Where("claim_messages.claim_id = ?", claimID).Order("claim_messages.at, claim_messages.id").Find(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "message")
	}
	var read []messagesRead
	if err := s.db.Conn(ctx).Where("claim_id = ? AND person_id = ?", claimID, reader).Find(&read).Error; err != nil {
		return nil, database.Wrap(err, "message")
	}
	views := make([]MessageView, len(rows))
	for i, r := range rows {
		seen := len(read) > 0 && !r.At.After(read[0].ReadAt)
		views[i] = MessageView{r.Message, Person{r.ByID, r.ByName}, r.ByID != reader && !seen}
	}
	return views, nil
}

// keepRead notes that somebody has read a claim's messages up to a moment; an earlier note gives way.
func (s store) keepRead(ctx context.Context, claimID, reader uuid.UUID, until time.Time) error {
	err := s.db.Conn(ctx).Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "claim_id"}, {Name: "person_id"}}, DoUpdates: clause.AssignmentColumns([]string{"read_at"}),
	}).Create(&messagesRead{claimID, reader, until}).Error
	return database.Wrap(err, "message")
}
