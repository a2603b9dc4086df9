package delegation

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
)

// store holds the SQL of the feature.
type store struct{ db *database.DB }

// Person is somebody by name.
type Person struct {
	ID   uuid.UUID
	Name string
}

const coverColumns = "covers.*, away.name AS person_name, standing.name AS covering_name, setters.name AS setter_name, COALESCE(enders.name, '') AS ender_name"

func (s store) coverViews(ctx context.Context) *gorm.DB {
	return s.db.Conn(ctx).Table("covers").Joins("JOIN people away ON away.id = covers.person_id").
		Joins("JOIN people standing ON standing.id = covers.covering_id").Joins("JOIN people setters ON setters.id = covers.set_by").
		Joins("LEFT JOIN people enders ON enders.id = covers.ended_by")
}

// cover gives a cover of an organisation.
func (s store) cover(ctx context.Context, organisationID, id uuid.UUID) (CoverView, error) {
	var v CoverView
	err := s.coverViews(ctx).Select(coverColumns).Where("covers.organisation_id = ? AND covers.id = ?", organisationID, id).Take(&v).Error
	return v, database.Wrap(err, "cover")
}

// coversOf gives the covers with somebody in them whose last day is not before a day, the latest first.
func (s store) coversOf(ctx context.Context, personID uuid.UUID, since calendar.Date) ([]CoverView, error) {
	var all []CoverView
	err := s.coverViews(ctx).Select(coverColumns).
		Where("(covers.person_id = ? OR covers.covering_id = ?) AND covers.ends_on >= ?", personID, personID, since).
		Order("covers.ends_on DESC, covers.set_at DESC, covers.id").Scan(&all).Error
	return all, database.Wrap(err, "cover")
}

// covers gives a page of an organisation's covers, the latest first, and their number.
func (s store) covers(ctx context.Context, organisationID uuid.UUID, p page.Request) ([]CoverView, int, error) {
	within := func() *gorm.DB { return s.coverViews(ctx).Where("covers.organisation_id = ?", organisationID) }
	var total int64
	if err := within().Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "cover")
	}
	var all []CoverView
	err := within().Select(coverColumns).Order("covers.ends_on DESC, covers.set_at DESC, covers.id").Offset(p.Offset).Limit(p.Limit).Scan(&all).Error
	return all, int(total), database.Wrap(err, "cover")
}

func (s store) addCover(ctx context.Context, c Cover) error {
	return database.Wrap(s.db.Conn(ctx).Create(&c).Error, "cover")
}

// endCover ends a cover; of two who end it at once one gets CodeConflict.
func (s store) endCover(ctx context.Context, id, by uuid.UUID, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&Cover{}).Where("id = ? AND ended_at IS NULL", id).
		Updates(map[string]any{"ended_by": by, "ended_at": now}), "cover")
}

// overlapping gives a cover of the same two that shares a day with c.
func (s store) overlapping(ctx context.Context, c Cover) (CoverView, bool, error) {
	var found []CoverView
	err := s.db.Conn(ctx).Table("covers").Select("covers.*").
		Where("person_id = ? AND covering_id = ? AND ended_at IS NULL AND starts_on <= ? AND ends_on >= ?", c.PersonID, c.CoveringID, c.EndsOn, c.StartsOn).
		Order("starts_on").Limit(1).Scan(&found).Error
	if err != nil || len(found) == 0 {
		return CoverView{}, false, database.Wrap(err, "cover")
	}
	return found[0], true, nil
}

// coverable reports whether somebody holds a role on a day of the period in which they can be covered.
func (s store) coverable(ctx context.Context, personID uuid.UUID, from, to calendar.Date) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Table("grants").
		Where("person_id = ? AND role IN ? AND ended_at IS NULL AND starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?)", personID, access.CoverableRoles(), to, from).
		Limit(1).Count(&n).Error
	return n > 0, database.Wrap(err, "grant")
}

// able are the people of an organisation who can sign in on a day.
func (s store) able(ctx context.Context, organisationID uuid.UUID, today calendar.Date) *gorm.DB {
	return s.db.Conn(ctx).Table("people").Joins("JOIN accounts ON accounts.person_id = people.id").
		Where("people.organisation_id = ? AND accounts.disabled_at IS NULL AND (people.left_on IS NULL OR people.left_on > ?)", organisationID, today)
}

func (s store) canStandIn(ctx context.Context, organisationID, personID uuid.UUID, today calendar.Date) (bool, error) {
	var n int64
	err := s.able(ctx, organisationID, today).Where("people.id = ?", personID).Count(&n).Error
	return n > 0, database.Wrap(err, "person")
}

// candidates gives at most 50 of those who can sign in, by name.
func (s store) candidates(ctx context.Context, organisationID, except uuid.UUID, query string, today calendar.Date) ([]Person, error) {
	var people []Person
	q := s.able(ctx, organisationID, today).Select("people.id, people.name").Where("people.id <> ?", except)
	if query != "" {
		q = q.Where(`people.name_folded LIKE ? ESCAPE '\'`, fold.Like(query))
	}
	err := q.Order("people.name_folded, people.id").Limit(50).Scan(&people).Error
	return people, database.Wrap(err, "person")
}

// reach is CodeNotFound for somebody out of scope.
func (s store) reach(ctx context.Context, in access.Scopes, id uuid.UUID) error {
	within, args := in.People("people.id")
	var found Person
	err := s.db.Conn(ctx).Table("people").Select("id, name").Where("people.id = ?", id).Where(within, args...).Take(&found).Error
	return database.Wrap(err, "person")
}

// lock makes other covers of the person wait until this transaction ends.
func (s store) lock(ctx context.Context, person uuid.UUID) error {
	return s.db.Lock(ctx, "delegation of "+person.String())
}

func (s store) addEvent(ctx context.Context, e event) error {
	return database.Wrap(s.db.Conn(ctx).Create(&e).Error, "event")
}

func (s store) event(ctx context.Context, id uuid.UUID) (event, error) {
	var e event
	err := s.db.Conn(ctx).Where("id = ?", id).Take(&e).Error
	return e, database.Wrap(err, "event")
}
