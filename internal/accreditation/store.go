package accreditation

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// store holds the SQL of accreditation.
type store struct{ db *database.DB }

type awardRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Kind           Kind
	AwardedOn      calendar.Date
	Because        string
	ConfirmedBy    uuid.UUID
	ConfirmedOn    calendar.Date
	CreatedAt      time.Time
}

func (awardRow) TableName() string { return "awards" }

// mustReach is CodeNotFound when the person is not within the scopes.
func (s store) mustReach(ctx context.Context, in access.Scopes, personID uuid.UUID) error {
	condition, args := in.People("people.id")
	var found struct{ ID uuid.UUID }
	err := s.db.Conn(ctx).Table("people").Select("people.id").Where("people.id = ?", personID).Where(condition, args...).Take(&found).Error
	return database.Wrap(err, "person")
}

// awards gives a person's awards by their dates.
func (s store) awards(ctx context.Context, personID uuid.UUID) ([]KeptAward, error) {
	var rows []struct {
		Award           awardRow `gorm:"embedded"`
		ConfirmedByName string
	}
	err := s.db.Conn(ctx).Table("awards").Select("awards.*, people.name AS confirmed_by_name").
		Joins("JOIN people ON people.id = awards.confirmed_by").Where("awards.person_id = ?", personID).
		Order("awards.awarded_on, awards.id").Find(&rows).Error
	all := make([]KeptAward, len(rows))
	for i, row := range rows {
		a := row.Award
		all[i] = KeptAward{ConfirmedByName: row.ConfirmedByName, Award: Award{
			ID: a.ID, Kind: a.Kind, Holder: a.PersonID, AwardedOn: a.AwardedOn, Because: a.Because, ConfirmedBy: a.ConfirmedBy, ConfirmedOn: a.ConfirmedOn,
		}}
	}
	return all, database.Wrap(err, "award")
}

func (s store) add(ctx context.Context, organisationID uuid.UUID, a Award, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&awardRow{
		ID: a.ID, OrganisationID: organisationID, PersonID: a.Holder, Kind: a.Kind, AwardedOn: a.AwardedOn, Because: a.Because,
		ConfirmedBy: a.ConfirmedBy, ConfirmedOn: a.ConfirmedOn, CreatedAt: now,
	}).Error, "award")
}
