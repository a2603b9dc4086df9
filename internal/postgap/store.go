package postgap

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// store holds the SQL of postgap, which only reads.
type store struct{ db *database.DB }

type postRow struct {
	ID             uuid.UUID
	OrganisationID uuid.NullUUID
	Title          string
	Band           string
	Document       string
	ProfileID      uuid.NullUUID
	ProfileTitle   *string
	ProfileBand    *string
	IssuedOn       calendar.Date
	JobMatchedOn   calendar.Date
	Version        int
	UpdatedAt      time.Time
}

// posts reads every role that the organisation can read, with its newest released match and the skill levels that it asks
// for: three queries.
func (s store) posts(ctx context.Context, organisationID uuid.UUID) ([]Post, error) {
	var rows []postRow
	err := s.db.Conn(ctx).Raw(`SELECT roles.id, roles.organisation_id, roles.title, roles.band, roles.document, roles.profile_id,
			job_profiles.title AS profile_title, job_profiles.band AS profile_band, roles.issued_on, roles.job_matched_on, roles.version, roles.updated_at
		FROM roles LEFT JOIN job_profiles ON job_profiles.id = roles.profile_id
		WHERE roles.organisation_id IS NULL OR roles.organisation_id = ? ORDER BY roles.title, roles.id`, organisationID).Scan(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "roles")
	}
	matches, err := s.matches(ctx, organisationID)
	if err != nil {
		return nil, err
	}
	asked, err := s.asked(ctx, organisationID)
	if err != nil {
		return nil, err
	}
	posts := make([]Post, 0, len(rows))
	for _, r := range rows {
		p := r.post()
		if m, there := matches[r.ID]; there {
			m.over(&p, r)
		}
		p.Essential = asked[r.ID]
		posts = append(posts, p)
	}
	return posts, nil
}

func (r postRow) post() Post {
	p := Post{ID: r.ID, Title: r.Title, Band: r.Band, Document: r.Document, MatchedOn: r.JobMatchedOn, IssuedOn: r.IssuedOn}
	if r.ProfileID.Valid {
		p.Profile = &Profile{r.ProfileID.UUID, *r.ProfileTitle, BandText(*r.ProfileBand)}
	}
	// A source document's role is written by the program, at times of its own; what it states is compared by its own dates.
	if r.OrganisationID.Valid && r.Version > 1 {
		p.ChangedOn = calendar.Today(r.UpdatedAt)
		p.ChangedAfter = p.ChangedOn.After(p.MatchedOn)
	}
	return p
}

type matchRow struct {
	RoleID       uuid.UUID
	Outcome      string
	Band         string
	ReleasedOn   calendar.Date
	ReleasedAt   time.Time
	ProfileID    uuid.UUID
	ProfileTitle string
	ProfileBand  string
}

// over lays a released match over what the role states.
func (m matchRow) over(p *Post, r postRow) {
	p.MatchedOn, p.Panel = m.ReleasedOn, true
	p.ChangedAfter = r.Version > 1 && r.UpdatedAt.After(m.ReleasedAt)
	p.ChangedOn = calendar.Today(r.UpdatedAt)
	if m.Outcome == "no_match" {
		return
	}
	p.Band, p.Profile = m.Band, &Profile{m.ProfileID, m.ProfileTitle, BandText(m.ProfileBand)}
}

// matches reads the newest released match of each role in the organisation.
func (s store) matches(ctx context.Context, organisationID uuid.UUID) (map[uuid.UUID]matchRow, error) {
	var rows []matchRow
	err := s.db.Conn(ctx).Raw(`SELECT m.role_id, m.outcome, m.band, m.released_on, m.released_at, m.profile_id,
			p.title AS profile_title, p.band AS profile_band
		FROM job_matches m JOIN job_profiles p ON p.id = m.profile_id
		WHERE m.organisation_id = ? AND m.state = 'released' ORDER BY m.released_at, m.id`, organisationID).Scan(&rows).Error
	newest := make(map[uuid.UUID]matchRow, len(rows))
	for _, r := range rows {
		newest[r.RoleID] = r
	}
	return newest, database.Wrap(err, "released job matches")
}

// asked reads the skill levels of which each role asks for a statement as essential, in order.
func (s store) asked(ctx context.Context, organisationID uuid.UUID) (map[uuid.UUID][]SkillLevel, error) {
	var rows []struct {
		RoleID uuid.UUID
		Code   string
		Skill  string
		Level  int
	}
	err := s.db.Conn(ctx).Raw(`SELECT q.role_id, s.code, MIN(s.skill) AS skill, s.level
		FROM organisation_requirements q JOIN organisation_statements s ON s.id = q.statement_id AND s.organisation_id = q.organisation_id
		WHERE q.organisation_id = ? AND q.importance = 'essential' GROUP BY q.role_id, s.code, s.level ORDER BY s.code, s.level`,
		organisationID).Scan(&rows).Error
	all := map[uuid.UUID][]SkillLevel{}
	for _, r := range rows {
		all[r.RoleID] = append(all[r.RoleID], SkillLevel{r.Code, r.Skill, r.Level})
	}
	return all, database.Wrap(err, "requirements of roles")
}

// links reads which skill level goes with which profile.
func (s store) links(ctx context.Context) ([]Link, error) {
	var rows []struct {
		Code      string
		Level     int
		ProfileID uuid.UUID
		Title     string
		Band      string
		Sources   reference.List[Source]
	}
	err := s.db.Conn(ctx).Raw(`SELECT l.code, l.level, l.profile_id, p.title, p.band, l.sources
		FROM skill_links l JOIN job_profiles p ON p.id = l.profile_id ORDER BY l.ordinal`).Scan(&rows).Error
	links := make([]Link, 0, len(rows))
	for _, r := range rows {
		links = append(links, Link{r.Code, r.Level, Profile{r.ProfileID, r.Title, BandText(r.Band)}, r.Sources.Items()})
	}
	return links, database.Wrap(err, "links")
}
