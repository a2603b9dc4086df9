package audit

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
)

// Entry is one row of the trail. Before and After are JSON objects.
type Entry struct {
	ID             uuid.UUID
	OrganisationID *uuid.UUID
	At             time.Time
	ActorID        *uuid.UUID
	Action         string
	SubjectKind    string
	SubjectID      string
	PersonID       *uuid.UUID
	Before         string
	After          string
	RequestID      string
	// RowHash is empty in a row from before rows had one.
	RowHash Hash
}

// TableName names the table.
func (Entry) TableName() string { return "audit_entries" }

// Store keeps the trail in the database.
type Store struct{ db *database.DB }

// NewStore makes a store.
func NewStore(db *database.DB) Store { return Store{db} }

// forWhom gives the colleague by whose cover alone somebody is within the scopes; uuid.Nil for nobody.
func (s Store) forWhom(ctx context.Context, in access.Scopes, personID uuid.UUID) (uuid.UUID, error) {
	column, args := in.ForWhom("people.id")
	var found struct{ Colleague uuid.NullUUID }
	err := s.db.Conn(ctx).Table("people").Select(column+" AS colleague", args...).Where("people.id = ?", personID).Scan(&found).Error
	return found.Colleague.UUID, database.Wrap(err, "person")
}

// Append adds a row, in the transaction that ctx carries.
func (s Store) Append(ctx context.Context, entry Entry) error {
	return database.Wrap(s.db.Conn(ctx).Create(&entry).Error, "audit entry")
}
