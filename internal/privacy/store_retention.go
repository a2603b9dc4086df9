package privacy

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// TableName names the table.
func (Hold) TableName() string { return "legal_holds" }

// TableName names the table.
func (Run) TableName() string { return "retention_runs" }

// TableName names the table.
func (Deletion) TableName() string { return "deletion_log" }

// lockOrganisation makes changes of an organisation's rules, and the beginning of runs, wait for each other.
func (s store) lockOrganisation(ctx context.Context, id uuid.UUID) error {
	var found struct{ ID uuid.UUID }
	err := s.db.Conn(ctx).Table("organisations").Clauses(clause.Locking{Strength: "UPDATE"}).Select("id").Where("id = ?", id).Take(&found).Error
	return database.Wrap(err, "organisation")
}

func (s store) saveRule(ctx context.Context, by access.Actor, r Rule, now time.Time) error {
	err := s.db.Conn(ctx).Exec(`INSERT INTO retention_rules (organisation_id, kind, period, reason, source, version, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (organisation_id, kind) DO UPDATE SET period = excluded.period, reason = excluded.reason, source = excluded.source, version = excluded.version,
		changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
		by.OrganisationID, r.Kind.String(), r.Period, r.Reason, r.Source, r.Version, by.PersonID, now).Error
	return database.Wrap(err, "rule")
}

func (s store) settings(ctx context.Context, organisationID uuid.UUID) (Settings, error) {
	var found []Settings
	err := s.db.Conn(ctx).Table("privacy_settings").Where("organisation_id = ?", organisationID).Scan(&found).Error
	if err != nil || len(found) == 0 {
		return Settings{Version: 1}, database.Wrap(err, "setting")
	}
	return found[0], nil
}

func (s store) saveSettings(ctx context.Context, by access.Actor, w Settings, now time.Time) error {
	err := s.db.Conn(ctx).Exec(`INSERT INTO privacy_settings (organisation_id, contact, automatic, version, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (organisation_id) DO UPDATE SET contact = excluded.contact, automatic = excluded.automatic, version = excluded.version,
		changed_by = excluded.changed_by, changed_at = excluded.changed_at`, by.OrganisationID, w.Contact, w.Automatic, w.Version, by.PersonID, now).Error
	return database.Wrap(err, "setting")
}

// automatic lists the organisations whose rules are carried out by themselves.
func (s store) automatic(ctx context.Context) ([]uuid.UUID, error) {
	var all []uuid.UUID
	err := s.db.Conn(ctx).Table("privacy_settings").Where("automatic").Order("organisation_id").Pluck("organisation_id", &all).Error
	return all, database.Wrap(err, "setting")
}

func (s store) isFormer(ctx context.Context, personID uuid.UUID) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Table("former_staff").Where("person_id = ?", personID).Count(&n).Error
	return n > 0, database.Wrap(err, "person")
}

func (s store) addHold(ctx context.Context, h Hold) error {
	return database.Wrap(s.db.Conn(ctx).Create(&h).Error, "legal hold")
}

func (s store) holdViews(ctx context.Context, organisationID uuid.UUID) *gorm.DB {
	return s.db.Conn(ctx).Table("legal_holds").Joins("JOIN people ON people.id = legal_holds.person_id").
		Joins("JOIN people placers ON placers.id = legal_holds.placed_by").Joins("LEFT JOIN people releasers ON releasers.id = legal_holds.released_by").
		Where("legal_holds.organisation_id = ?", organisationID)
}

const holdColumns = "legal_holds.*, people.name AS person_name, placers.name AS placer_name, COALESCE(releasers.name, '') AS releaser_name"

func (s store) holds(ctx context.Context, organisationID uuid.UUID, inForce bool, p page.Request) ([]HoldView, int, error) {
	asked := func() *gorm.DB {
		query := s.holdViews(ctx, organisationID)
		if inForce {
			query = query.Where("legal_holds.released_at IS NULL")
		}
		return query
	}
	var total int64
	if err := asked().Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "legal hold")
	}
	var all []HoldView
	err := asked().Select(holdColumns).Order("legal_holds.released_at IS NOT NULL, legal_holds.review_on, legal_holds.id").Offset(p.Offset).Limit(p.Limit).Scan(&all).Error
	return all, int(total), database.Wrap(err, "legal hold")
}

func (s store) hold(ctx context.Context, organisationID, id uuid.UUID) (HoldView, error) {
	var h HoldView
	err := s.holdViews(ctx, organisationID).Select(holdColumns).Where("legal_holds.id = ?", id).Take(&h).Error
	return h, database.Wrap(err, "legal hold")
}

func (s store) releaseHold(ctx context.Context, h Hold, version int, by uuid.UUID, reason string, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&Hold{}).Where("id = ? AND version = ? AND released_at IS NULL", h.ID, version).Updates(map[string]any{
		"released_by": by, "released_at": now, "release_reason": reason, "version": version + 1,
	}), "legal hold")
}

// running reports whether a run is on its way.
func (s store) running(ctx context.Context, organisationID uuid.UUID) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&Run{}).Where("organisation_id = ? AND state = ?", organisationID, Running).Count(&n).Error
	return n > 0, database.Wrap(err, "run")
}

func (s store) addRun(ctx context.Context, r Run) error {
	return database.Wrap(s.db.Conn(ctx).Create(&r).Error, "run")
}

func (s store) runByID(ctx context.Context, id uuid.UUID) (Run, error) {
	var r Run
	return r, database.Wrap(s.db.Conn(ctx).Where("id = ?", id).Take(&r).Error, "run")
}

func (s store) runViews(ctx context.Context, organisationID uuid.UUID) *gorm.DB {
	return s.db.Conn(ctx).Table("retention_runs").Select("retention_runs.*, COALESCE(people.name, '') AS starter_name").
		Joins("LEFT JOIN people ON people.id = retention_runs.started_by").Where("retention_runs.organisation_id = ?", organisationID)
}

func (s store) run(ctx context.Context, organisationID, id uuid.UUID) (RunView, error) {
	var r RunView
	return r, database.Wrap(s.runViews(ctx, organisationID).Where("retention_runs.id = ?", id).Take(&r).Error, "run")
}

func (s store) runs(ctx context.Context, organisationID uuid.UUID) ([]RunView, error) {
	var all []RunView
	err := s.runViews(ctx, organisationID).Order("retention_runs.started_at DESC, retention_runs.id").Limit(10).Scan(&all).Error
	return all, database.Wrap(err, "run")
}

func (s store) runProgressed(ctx context.Context, id uuid.UUID, done int) error {
	return database.Wrap(s.db.Conn(ctx).Model(&Run{}).Where("id = ?", id).Updates(map[string]any{"done": done}).Error, "run")
}

func (s store) finishRun(ctx context.Context, r Run) error {
	return database.Changed(s.db.Conn(ctx).Model(&Run{}).Where("id = ?", r.ID).Updates(map[string]any{
		"state": r.State, "failure": r.Failure, "finished_at": r.FinishedAt,
	}), "run")
}

func (s store) log(ctx context.Context, d Deletion) error {
	return database.Wrap(s.db.Conn(ctx).Create(&d).Error, "entry of the log")
}

func (s store) deletions(ctx context.Context, organisationID uuid.UUID, p page.Request) ([]DeletionView, int, error) {
	asked := func() *gorm.DB {
		return s.db.Conn(ctx).Table("deletion_log").Where("deletion_log.organisation_id = ?", organisationID)
	}
	var total int64
	if err := asked().Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "entry of the log")
	}
	var all []DeletionView
	err := asked().Select("deletion_log.*, COALESCE(people.name, '') AS starter_name").Joins("LEFT JOIN people ON people.id = deletion_log.by_id").
		Order("deletion_log.at DESC, deletion_log.id").Offset(p.Offset).Limit(p.Limit).Scan(&all).Error
	return all, int(total), database.Wrap(err, "entry of the log")
}

// logged gives the log of every organisation, oldest entry first. An entry without a run was reckoned on the day when it was written.
func (s store) logged(ctx context.Context) ([]Logged, error) {
	var found []struct {
		OrganisationID, PersonID uuid.UUID
		Kind                     string
		Period                   calendar.Period
		Number                   int
		At                       time.Time
		Day                      calendar.Date
	}
	err := s.db.Conn(ctx).Table("deletion_log").
		Select("deletion_log.organisation_id, deletion_log.person_id, deletion_log.kind, deletion_log.period, COALESCE(deletion_log.number, 0) AS number, deletion_log.at, retention_runs.day").
		Joins("LEFT JOIN retention_runs ON retention_runs.id = deletion_log.run_id").Order("deletion_log.at, deletion_log.id").Scan(&found).Error
	if err != nil {
		return nil, database.Wrap(err, "entry of the log")
	}
	all := make([]Logged, len(found))
	for i, f := range found {
		if f.Day.IsZero() {
			f.Day = calendar.Today(f.At)
		}
		kind, err := ParseKind(f.Kind)
		if err != nil {
			return nil, err
		}
		all[i] = Logged{OrganisationID: f.OrganisationID, Kind: kind, Period: f.Period, Day: f.Day, PersonID: f.PersonID, Number: f.Number}
	}
	return all, nil
}

// presence is what is known here of somebody whom a log names.
type presence struct {
	Name         string
	LeftOn       calendar.Date
	Former, Held bool
}

func (s store) presence(ctx context.Context, organisationID, personID uuid.UUID) (presence, error) {
	var p presence
	err := s.db.Conn(ctx).Table("people").Select("people.name, people.left_on, former_staff.person_id IS NOT NULL AS former, legal_holds.id IS NOT NULL AS held").
		Joins("LEFT JOIN former_staff ON former_staff.person_id = people.id").
		Joins("LEFT JOIN legal_holds ON legal_holds.person_id = people.id AND legal_holds.released_at IS NULL").
		Where("people.organisation_id = ? AND people.id = ?", organisationID, personID).Take(&p).Error
	return p, database.Wrap(err, "person")
}
