package pathway

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// reached is a person within scope; Agrees says that the second scope reaches them too.
type reached struct {
	Person `gorm:"embedded"`
	Agrees bool
}

// person gives somebody within the scopes. Somebody else is CodeNotFound.
func (s store) person(ctx context.Context, in, agree access.Scopes, id uuid.UUID) (reached, error) {
	within, args := in.People("people.id")
	agrees, agreesArgs := agree.People("people.id")
	var row reached
	err := s.db.Conn(ctx).Table("people").Select("people.id, people.name, CASE WHEN "+agrees+" THEN TRUE ELSE FALSE END AS agrees", agreesArgs...).
		Where("people.id = ?", id).Where(within, args...).Take(&row).Error
	return row, database.Wrap(err, "person")
}

// present gives the role of a person's appointment on a day, and the day from which it has been held without a break; not
// valid for somebody without an appointment. Of two appointments the newer one counts.
func (s store) present(ctx context.Context, personID uuid.UUID, today calendar.Date) (uuid.NullUUID, calendar.Date, error) {
	if personID == uuid.Nil {
		return uuid.NullUUID{}, calendar.Date{}, nil
	}
	var rows []struct {
		RoleID   uuid.UUID
		StartsOn calendar.Date
		EndsOn   calendar.Date
	}
	err := s.db.Conn(ctx).Table("appointments").Select("role_id, starts_on, ends_on").
		Where("person_id = ? AND starts_on <= ?", personID, today).Order("starts_on DESC, id").Find(&rows).Error
	if err != nil {
		return uuid.NullUUID{}, calendar.Date{}, database.Wrap(err, "appointment")
	}
	var role uuid.NullUUID
	var since calendar.Date
	for _, r := range rows {
		switch {
		case !role.Valid && (r.EndsOn.IsZero() || !r.EndsOn.Before(today)):
			role, since = uuid.NullUUID{UUID: r.RoleID, Valid: true}, r.StartsOn
		case role.Valid && r.RoleID == role.UUID && !r.EndsOn.AddDays(1).Before(since):
			since = r.StartsOn
		}
	}
	return role, since, nil
}

type AgreementRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	FromRoleID     uuid.UUID
	ToRoleID       uuid.UUID
	Subject        string
	Agreed         bool
	Reason         string
	SaidBy         uuid.UUID
	SaidOn         calendar.Date
	CreatedAt      time.Time
}

func (AgreementRow) TableName() string { return "move_agreements" }

func (s store) say(ctx context.Context, organisation, personID uuid.UUID, said Statement, now time.Time) error {
	row := AgreementRow{
		ID: said.ID, OrganisationID: organisation, PersonID: personID, FromRoleID: said.From, ToRoleID: said.To, Subject: said.Subject,
		Agreed: said.Agreed, Reason: said.Reason, SaidBy: said.By.ID, SaidOn: said.On, CreatedAt: now,
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "agreement")
}

// said reads what was said about a person, the newest first.
func (s store) said(ctx context.Context, personID uuid.UUID) ([]Statement, error) {
	var rows []struct {
		AgreementRow `gorm:"embedded"`
		Name         string
	}
	err := s.db.Conn(ctx).Table("move_agreements").Select("move_agreements.*, people.name").
		Joins("JOIN people ON people.id = move_agreements.said_by").Where("move_agreements.person_id = ?", personID).
		Order("move_agreements.created_at DESC, move_agreements.id").Find(&rows).Error
	all := make([]Statement, len(rows))
	for i, r := range rows {
		all[i] = Statement{
			ID: r.ID, From: r.FromRoleID, To: r.ToRoleID, Subject: r.Subject, Agreed: r.Agreed, Reason: r.Reason,
			By: Person{r.SaidBy, r.Name}, On: r.SaidOn,
		}
	}
	return all, database.Wrap(err, "agreement")
}
