package views

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

// store holds the SQL of saved views.
type store struct{ db *database.DB }

type viewRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	OwnerID        uuid.UUID
	Page           string
	Name           string
	NameFolded     string
	Filters        string
	Search         string
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (viewRow) TableName() string { return "workforce_views" }

type ownedRow struct {
	View  viewRow `gorm:"embedded"`
	Owner string
}

func (o ownedRow) view() View {
	r := o.View
	return View{ID: r.ID, Owner: Owner{r.OwnerID, o.Owner}, Page: Page(r.Page), Name: r.Name, Filters: r.Filters, Search: r.Search, Version: r.Version}
}

// Sorts are what the list of views can be sorted by, the default first.
var Sorts = []string{"name", "page"}

var sortColumns = map[string]string{"name": "workforce_views.name_folded", "page": "workforce_views.page"}

// of narrows to the views that somebody saved.
func (s store) of(ctx context.Context, owner uuid.UUID, query string) *gorm.DB {
	q := s.db.Conn(ctx).Table("workforce_views").Where("workforce_views.owner_id = ?", owner)
	if query != "" {
		q = q.Where(`workforce_views.name_folded LIKE ? ESCAPE '\'`, fold.Like(query))
	}
	return q
}

func named(q *gorm.DB) *gorm.DB {
	return q.Select("workforce_views.*, people.name AS owner").Joins("JOIN people ON people.id = workforce_views.owner_id")
}

// list gives a page of the views that somebody saved: one query to count, one for the page.
func (s store) list(ctx context.Context, owner uuid.UUID, r page.Request) ([]View, int, error) {
	var total int64
	if err := s.of(ctx, owner, r.Query).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "views")
	}
	var rows []ownedRow
	err := named(s.of(ctx, owner, r.Query)).Order(r.Order(sortColumns, "workforce_views.id")).Limit(r.Limit).Offset(r.Offset).Find(&rows).Error
	views := make([]View, len(rows))
	for i, row := range rows {
		views[i] = row.view()
	}
	return views, int(total), database.Wrap(err, "views")
}

// view reads one of an organisation; another's is CodeNotFound.
func (s store) view(ctx context.Context, organisation, id uuid.UUID) (View, error) {
	var row ownedRow
	err := named(s.db.Conn(ctx).Table("workforce_views")).Where("workforce_views.organisation_id = ? AND workforce_views.id = ?", organisation, id).Take(&row).Error
	return row.view(), database.Wrap(err, "view")
}

func (s store) add(ctx context.Context, organisation uuid.UUID, v View, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&viewRow{
		ID: v.ID, OrganisationID: organisation, OwnerID: v.Owner.ID, Page: string(v.Page), Name: v.Name, NameFolded: fold.Text(v.Name),
		Filters: v.Filters, Search: v.Search, Version: v.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "view")
}

func (s store) rename(ctx context.Context, v View, version int, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&viewRow{}).Where("id = ? AND version = ?", v.ID, version).Updates(map[string]any{
		"name": v.Name, "name_folded": fold.Text(v.Name), "version": v.Version, "updated_at": now,
	}), "view")
}

func (s store) drop(ctx context.Context, id uuid.UUID, version int) error {
	return database.Changed(s.db.Conn(ctx).Where("id = ? AND version = ?", id, version).Delete(&viewRow{}), "view")
}
