package identity

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// coversOf finds the covers by which the person of the row beside it stands in for somebody today; it takes today twice.
const coversOf = `SELECT 1 FROM covers WHERE covers.covering_id = people.id AND covers.organisation_id = people.organisation_id
	AND covers.ended_at IS NULL AND covers.starts_on <= ? AND covers.ends_on >= ?`

// covers gives those for whom somebody stands in today, with what each of them holds by themselves today. Whoever has left, or
// whose account is disabled, may do nothing, so nobody does it for them.
func (s store) covers(ctx context.Context, person uuid.UUID, today calendar.Date) ([]access.Cover, error) {
	var rows []struct {
		CoverID        uuid.UUID
		ForID          uuid.UUID
		ForName        string
		Until          calendar.Date
		OrganisationID uuid.UUID
		Grant          grantOf `gorm:"embedded"`
	}
	err := s.db.Conn(ctx).Table("covers").
		Select("covers.id AS cover_id, people.id AS for_id, people.name AS for_name, covers.ends_on AS until, people.organisation_id"+grantColumns).
		Joins("JOIN people ON people.id = covers.person_id AND people.organisation_id = covers.organisation_id").
		Joins("LEFT JOIN accounts ON accounts.person_id = people.id").
		Joins(withGrants+" AND grants.starts_on <= ? AND (grants.ends_on IS NULL OR grants.ends_on >= ?)", today, today).
		Where("covers.covering_id = ? AND covers.ended_at IS NULL AND covers.starts_on <= ? AND covers.ends_on >= ?", person, today, today).
		Where("(people.left_on IS NULL OR people.left_on > ?) AND accounts.disabled_at IS NULL", today).
		Order("covers.starts_on, covers.id, grants.starts_on, grants.id").Scan(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "cover")
	}
	var covers []access.Cover
	grants := map[uuid.UUID][]access.Grant{}
	for _, r := range rows {
		grants[r.CoverID] = r.Grant.add(grants[r.CoverID], account{PersonID: r.ForID, OrganisationID: r.OrganisationID})
	}
	for i, r := range rows {
		if i == 0 || rows[i-1].CoverID != r.CoverID {
			covers = append(covers, access.NewCover(r.CoverID, r.ForID, r.ForName, r.Until, grants[r.CoverID]))
		}
	}
	return covers, nil
}
