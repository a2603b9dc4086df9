package role

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Matched is the newest job match that was released for a role in one organisation.
type Matched struct {
	ID         uuid.UUID
	Outcome    string
	Total      int
	Profile    *ProfileRef
	ReleasedOn calendar.Date
	// Band is what the outcome gives the role, empty for no match; StatedBand what was stated before, empty when unknown.
	Band       Band
	StatedBand Band
}

// given lays a released match over what is stated. A band that is stated stays stated when the match agrees with it; another
// band, or one where none was known, is a matched one, and the note says what was stated.
func (r *Role) given(m Matched) {
	m.StatedBand = r.Band
	r.Match = &m
	if m.Band == "" {
		return
	}
	r.Profile = m.Profile
	r.ProfileReason = fmt.Sprintf("A panel matched the post to it; the outcome was released on %s.", m.ReleasedOn)
	switch {
	case r.Band == m.Band:
		return
	case r.Band == "":
		r.BandNote = fmt.Sprintf("Matched to band %s by a panel, released on %s. Nothing stated the band before.", m.Band, m.ReleasedOn)
	default:
		r.BandNote = fmt.Sprintf("Matched to band %s by a panel, released on %s. Stated before: band %s.", m.Band, m.ReleasedOn, r.Band)
	}
	r.Band, r.BandStatus = m.Band, BandMatched
}

// matched reads the newest released match of each role in an organisation.
func (s Store) matched(ctx context.Context, organisationID uuid.UUID) (map[uuid.UUID]Matched, error) {
	var rows []struct {
		ID           uuid.UUID
		RoleID       uuid.UUID
		Outcome      string
		Total        int
		Band         string
		ReleasedOn   calendar.Date
		ProfileID    uuid.UUID
		ProfileTitle string
	}
	err := s.db.Conn(ctx).Table("job_matches").Select(`job_matches.id, job_matches.role_id, job_matches.outcome, job_matches.total, job_matches.band,
			job_matches.released_on, job_matches.profile_id, job_profiles.title AS profile_title`).
		Joins("JOIN job_profiles ON job_profiles.id = job_matches.profile_id").
		Where("job_matches.organisation_id = ? AND job_matches.state = 'released'", organisationID).
		Order("job_matches.released_at, job_matches.id").Find(&rows).Error
	newest := make(map[uuid.UUID]Matched, len(rows))
	for _, row := range rows {
		m := Matched{
			ID: row.ID, Outcome: row.Outcome, Total: row.Total, Band: Band(row.Band), ReleasedOn: row.ReleasedOn,
			Profile: &ProfileRef{ID: row.ProfileID, Title: row.ProfileTitle},
		}
		if row.Outcome == "no_match" {
			m.Band = ""
		}
		newest[row.RoleID] = m
	}
	return newest, database.Wrap(err, "released job match")
}

// matchedLevels reads the levels of a released match, one for each factor, the first factor's first.
func (s Store) matchedLevels(ctx context.Context, matchID uuid.UUID) ([]int, error) {
	var levels []int
	err := s.db.Conn(ctx).Table("job_match_factors").Where("match_id = ?", matchID).Order("factor").Pluck("level", &levels).Error
	return levels, database.Wrap(err, "released job match")
}
