package establishment

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/workforce"
)

// store holds the SQL of the establishment.
type store struct{ db *database.DB }

type postRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	TeamID         uuid.UUID
	RoleID         uuid.UUID
	Band           string
	Annex21        bool `gorm:"column:annex21"`
	WTEHundredths  int  `gorm:"column:wte_hundredths"`
	StartsOn       calendar.Date
	EndsOn         calendar.Date
	EnteredBy      uuid.UUID
	EnteredOn      calendar.Date
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (postRow) TableName() string { return "establishment_posts" }

type namedPost struct {
	Post      postRow `gorm:"embedded"`
	TeamName  string
	TeamPath  string
	RoleTitle string
	Name      string
}

func (n namedPost) post() Post {
	r := n.Post
	return Post{
		ID: r.ID, Team: workforce.Team{Named: workforce.Named{ID: r.TeamID, Name: n.TeamName}, Path: n.TeamPath}, Role: workforce.Named{ID: r.RoleID, Name: n.RoleTitle},
		Band: workforce.Band(r.Band), Annex21: r.Annex21, WTE: workforce.WTE(r.WTEHundredths), StartsOn: r.StartsOn, EndsOn: r.EndsOn,
		EnteredBy: workforce.Named{ID: r.EnteredBy, Name: n.Name}, EnteredOn: r.EnteredOn, Version: r.Version,
	}
}

// visible joins the posts that somebody may see: the organisation's, or those of the own teams and the teams below them.
func (s store) visible(ctx context.Context, in access.Scopes) *gorm.DB {
	q := s.db.Conn(ctx).Table("establishment_posts").
		Joins("JOIN teams ON teams.id = establishment_posts.team_id").
		Joins("JOIN roles ON roles.id = establishment_posts.role_id").
		Joins("JOIN people ON people.id = establishment_posts.entered_by").
		Where("establishment_posts.organisation_id = ?", in.OrganisationID)
	if in.Organisation {
		return q
	}
	if len(in.Teams) == 0 {
		return q.Where("1 = 0")
	}
	return q.Where("EXISTS (SELECT 1 FROM teams root WHERE root.id IN ? AND teams.path LIKE root.path || '%')", in.Teams)
}

const postColumns = "establishment_posts.*, teams.name AS team_name, teams.path AS team_path, roles.title AS role_title, people.name"

// posts reads every post in scope that is funded on a day.
func (s store) posts(ctx context.Context, in access.Scopes, on calendar.Date) ([]Post, error) {
	return read(s.visible(ctx, in).Where("establishment_posts.starts_on <= ? AND (establishment_posts.ends_on IS NULL OR establishment_posts.ends_on >= ?)", on, on))
}

// same reads the entries of an organisation for a team, role and band.
func (s store) same(ctx context.Context, organisation uuid.UUID, p Post) ([]Post, error) {
	everything := access.Scopes{OrganisationID: organisation, Organisation: true}
	return read(s.visible(ctx, everything).Where("establishment_posts.team_id = ? AND establishment_posts.role_id = ? AND establishment_posts.band = ?", p.Team.ID, p.Role.ID, string(p.Band)))
}

func read(q *gorm.DB) ([]Post, error) {
	var rows []namedPost
	if err := q.Select(postColumns).Order("establishment_posts.starts_on, establishment_posts.id").Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "funded posts")
	}
	all := make([]Post, len(rows))
	for i, r := range rows {
		all[i] = r.post()
	}
	return all, nil
}

// PostSorts are what the list of entries can be sorted by, the default first.
var PostSorts = []string{"team", "role", "band", "startsOn"}

var sortColumns = map[string]string{
	"team": "teams.name", "role": "roles.title", "band": "establishment_posts.band", "startsOn": "establishment_posts.starts_on",
}

// list reads a page of the entries in scope: one query to count, one for the page.
func (s store) list(ctx context.Context, in access.Scopes, f workforce.Filter, ended bool, today calendar.Date, r page.Request) ([]Post, int, error) {
	narrow := func() *gorm.DB {
		q := s.visible(ctx, in)
		if !ended {
			q = q.Where("(establishment_posts.ends_on IS NULL OR establishment_posts.ends_on >= ?)", today)
		}
		switch {
		case f.TeamID != uuid.Nil && f.TeamAlone:
			q = q.Where("establishment_posts.team_id = ?", f.TeamID)
		case f.TeamID != uuid.Nil:
			q = q.Where("teams.path LIKE ?", "%/"+f.TeamID.String()+"/%")
		}
		if r.Query != "" {
			like := fold.Like(r.Query)
			q = q.Where(`(LOWER(teams.name) LIKE ? ESCAPE '\' OR LOWER(roles.title) LIKE ? ESCAPE '\')`, like, like)
		}
		return q
	}
	var total int64
	if err := narrow().Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "funded posts")
	}
	var rows []namedPost
	err := narrow().Select(postColumns).Order(r.Order(sortColumns, "establishment_posts.id")).Limit(r.Limit).Offset(r.Offset).Find(&rows).Error
	all := make([]Post, len(rows))
	for i, row := range rows {
		all[i] = row.post()
	}
	return all, int(total), database.Wrap(err, "funded posts")
}

// post reads one entry in scope.
func (s store) post(ctx context.Context, in access.Scopes, id uuid.UUID) (Post, error) {
	var row namedPost
	err := s.visible(ctx, in).Select(postColumns).Where("establishment_posts.id = ?", id).Take(&row).Error
	return row.post(), database.Wrap(err, "funded post")
}

// team and role read what an entry refers to; another organisation's are not there, and a role that is retired only where the
// entry had it before.
func (s store) team(ctx context.Context, organisation, id uuid.UUID) (workforce.Team, error) {
	var row struct {
		ID   uuid.UUID
		Name string
		Path string
	}
	err := s.db.Conn(ctx).Table("teams").Select("id, name, path").Where("id = ? AND organisation_id = ?", id, organisation).Take(&row).Error
	return workforce.Team{Named: workforce.Named{ID: row.ID, Name: row.Name}, Path: row.Path}, database.Wrap(err, "team")
}

func (s store) role(ctx context.Context, organisation, id, before uuid.UUID) (workforce.Named, error) {
	var row struct {
		ID    uuid.UUID
		Title string
	}
	err := s.db.Conn(ctx).Table("roles").Select("id, title").
		Where("id = ? AND (organisation_id IS NULL OR organisation_id = ?) AND (retired_on IS NULL OR id = ?)", id, organisation, before).Take(&row).Error
	return workforce.Named{ID: row.ID, Name: row.Title}, database.Wrap(err, "role")
}

func (s store) add(ctx context.Context, organisation uuid.UUID, p Post, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&postRow{
		ID: p.ID, OrganisationID: organisation, TeamID: p.Team.ID, RoleID: p.Role.ID, Band: string(p.Band), Annex21: p.Annex21, WTEHundredths: int(p.WTE),
		StartsOn: p.StartsOn, EndsOn: p.EndsOn, EnteredBy: p.EnteredBy.ID, EnteredOn: p.EnteredOn, Version: p.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "funded post")
}

func (s store) save(ctx context.Context, p Post, version int, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&postRow{}).Where("id = ? AND version = ?", p.ID, version).Updates(map[string]any{
		"team_id": p.Team.ID, "role_id": p.Role.ID, "band": string(p.Band), "annex21": p.Annex21, "wte_hundredths": int(p.WTE), "starts_on": p.StartsOn,
		"ends_on": p.EndsOn, "entered_by": p.EnteredBy.ID, "entered_on": p.EnteredOn, "version": p.Version, "updated_at": now,
	}), "funded post")
}
