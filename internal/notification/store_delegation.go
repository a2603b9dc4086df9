package notification

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// coverSource tells both of a cover that it was set or ended, for a month.
type coverSource struct{ store store }

// Notices takes one query.
func (s coverSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	var rows []struct {
		ID                     uuid.UUID
		PersonID               uuid.UUID
		Kind                   string
		HappenedAt             time.Time
		AwayID, CoveringID     uuid.UUID
		AwayName, CoveringName string
		StartsOn, EndsOn       calendar.Date
	}
	q := s.store.db.Conn(ctx).Table("delegation_events").
		Select(`delegation_events.id, delegation_events.person_id, delegation_events.kind, delegation_events.happened_at, covers.person_id AS away_id,
			covers.covering_id, away.name AS away_name, standing.name AS covering_name, covers.starts_on, covers.ends_on`).
		Joins("JOIN covers ON covers.id = delegation_events.about_id").Joins("JOIN people away ON away.id = covers.person_id").
		Joins("JOIN people standing ON standing.id = covers.covering_id").
		Where("delegation_events.organisation_id = ? AND delegation_events.happened_at >= ?", a.OrganisationID, a.Today.AddDays(-informed).Midnight())
	if a.To != uuid.Nil {
		q = q.Where("delegation_events.person_id = ?", a.To)
	}
	err := q.Order("delegation_events.happened_at, delegation_events.id").Scan(&rows).Error
	var all []Notice
	for _, r := range rows {
		n := Notice{Key: KeyOf(CoverChanged, r.ID.String()), Kind: CoverChanged, To: r.PersonID, Since: calendar.Today(r.HappenedAt), Link: "/account/cover"}
		away, ended := r.PersonID == r.AwayID, r.Kind == "cover_ended"
		period := "from " + day(r.StartsOn) + " to " + day(r.EndsOn)
		switch {
		case away && ended:
			n.Sentence = r.CoveringName + " does not stand in for you any more: the cover " + period + " was ended."
		case away:
			n.Sentence = r.CoveringName + " stands in for you " + period + "."
		case ended:
			n.Sentence = "You do not stand in for " + r.AwayName + " any more: the cover " + period + " was ended."
		default:
			n.Sentence = "You stand in for " + r.AwayName + " " + period + ". What waits for them is in your lists on these days."
		}
		all = append(all, n)
	}
	return all, database.Wrap(err, "cover")
}

// emergencySource tells those who watch over it of emergency access, until one of them has looked at it.
type emergencySource struct{ store store }

// Notices takes one query.
func (s emergencySource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	var rows []struct {
		ID         uuid.UUID
		PersonID   uuid.UUID
		HappenedAt time.Time
		Name       string
	}
	q := s.store.db.Conn(ctx).Table("delegation_events").
		Select("delegation_events.id, delegation_events.person_id, delegation_events.happened_at, people.name").
		Joins("JOIN emergency_uses ON emergency_uses.id = delegation_events.about_id AND emergency_uses.seen_at IS NULL").
		Joins("JOIN people ON people.id = emergency_uses.person_id").
		Where("delegation_events.organisation_id = ?", a.OrganisationID)
	if a.To != uuid.Nil {
		q = q.Where("delegation_events.person_id = ?", a.To)
	}
	err := q.Order("delegation_events.happened_at, delegation_events.id").Scan(&rows).Error
	var all []Notice
	for _, r := range rows {
		all = append(all, Notice{
			Key: KeyOf(EmergencyUsed, r.ID.String()), Kind: EmergencyUsed, To: r.PersonID, Since: calendar.Today(r.HappenedAt), Link: "/administration/emergency/uses",
			Sentence: r.Name + " gave themselves emergency access on " + r.HappenedAt.In(calendar.London()).Format("2 January 2006 at 15:04") +
				". Somebody has to look at what was done.",
		})
	}
	return all, database.Wrap(err, "emergency access")
}
