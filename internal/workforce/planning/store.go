package planning

import (
	"context"
	"encoding/json"
	"fmt"
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

// store holds the SQL of plans and scenarios. What it reads of other features' tables is in store_facts.go.
type store struct{ db *database.DB }

type planRow struct {
	OrganisationID          uuid.UUID
	TargetWTE               *int `gorm:"column:target_wte"`
	TargetBand              string
	TargetBy                calendar.Date
	PassPermille            int
	LeaveTrainingPermille   int
	LeaveAccreditedPermille int
	EnoughAttempts          int
	EnoughYears             int
	Smallest                int
	TraineesPerMentor       *int
	CoursePlaces            *int
	Attempts                int
	QualifiedBand           string
	EnteredBy               uuid.UUID
	EnteredOn               calendar.Date
	Version                 int
	CreatedAt               time.Time
	UpdatedAt               time.Time
}

func (planRow) TableName() string { return "workforce_plans" }

func targetOf(wte *int, band string, by calendar.Date) *Target {
	if wte == nil {
		return nil
	}
	return &Target{WTE: workforce.WTE(*wte), Band: workforce.Band(band), By: by}
}

// columns gives a target as its columns; without one they are empty.
func (t *Target) columns() (wte *int, band string, by calendar.Date) {
	if t == nil {
		return nil, "", calendar.Date{}
	}
	n := int(t.WTE)
	return &n, string(t.Band), t.By
}

// plan reads an organisation's plan; the usual one when nobody has entered any.
func (s store) plan(ctx context.Context, organisation uuid.UUID) (Plan, error) {
	var rows []struct {
		Plan planRow `gorm:"embedded"`
		Name string
	}
	err := s.db.Conn(ctx).Table("workforce_plans").Select("workforce_plans.*, people.name").
		Joins("JOIN people ON people.id = workforce_plans.entered_by").Where("workforce_plans.organisation_id = ?", organisation).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return Usual(), database.Wrap(err, "plan")
	}
	r := rows[0].Plan
	return Plan{
		Target: targetOf(r.TargetWTE, r.TargetBand, r.TargetBy), Pass: Permille(r.PassPermille), LeaveTraining: Permille(r.LeaveTrainingPermille),
		LeaveAccredited: Permille(r.LeaveAccreditedPermille), EnoughAttempts: r.EnoughAttempts, EnoughYears: r.EnoughYears, Smallest: r.Smallest, TraineesPerMentor: r.TraineesPerMentor,
		CoursePlaces: r.CoursePlaces, Attempts: r.Attempts, QualifiedBand: workforce.Band(r.QualifiedBand),
		EnteredBy: workforce.Named{ID: r.EnteredBy, Name: rows[0].Name}, EnteredOn: r.EnteredOn, Version: r.Version,
	}, nil
}

// keepPlan writes a plan: the first one of an organisation, or over the one that was read before.
func (s store) keepPlan(ctx context.Context, organisation uuid.UUID, p, before Plan, now time.Time) error {
	wte, band, by := p.Target.columns()
	if before.EnteredOn.IsZero() {
		return database.Wrap(s.db.Conn(ctx).Create(&planRow{
			OrganisationID: organisation, TargetWTE: wte, TargetBand: band, TargetBy: by, PassPermille: int(p.Pass), LeaveTrainingPermille: int(p.LeaveTraining),
			LeaveAccreditedPermille: int(p.LeaveAccredited), EnoughAttempts: p.EnoughAttempts, EnoughYears: p.EnoughYears, Smallest: p.Smallest, TraineesPerMentor: p.TraineesPerMentor,
			CoursePlaces: p.CoursePlaces, Attempts: p.Attempts, QualifiedBand: string(p.QualifiedBand), EnteredBy: p.EnteredBy.ID, EnteredOn: p.EnteredOn,
			Version: p.Version, CreatedAt: now, UpdatedAt: now,
		}).Error, "plan")
	}
	return database.Changed(s.db.Conn(ctx).Model(&planRow{}).Where("organisation_id = ? AND version = ?", organisation, before.Version).Updates(map[string]any{
		"target_wte": wte, "target_band": band, "target_by": by, "pass_permille": int(p.Pass), "leave_training_permille": int(p.LeaveTraining),
		"leave_accredited_permille": int(p.LeaveAccredited), "enough_attempts": p.EnoughAttempts, "enough_years": p.EnoughYears, "smallest": p.Smallest, "trainees_per_mentor": p.TraineesPerMentor,
		"course_places": p.CoursePlaces, "attempts": p.Attempts, "qualified_band": string(p.QualifiedBand), "entered_by": p.EnteredBy.ID,
		"entered_on": p.EnteredOn, "version": p.Version, "updated_at": now,
	}), "plan")
}

type scenarioRow struct {
	ID                      uuid.UUID
	OrganisationID          uuid.UUID
	OwnerID                 uuid.UUID
	Wide                    bool
	Name                    string
	NameFolded              string
	Note                    string
	Intakes                 string
	TargetWTE               *int `gorm:"column:target_wte"`
	TargetBand              string
	TargetBy                calendar.Date
	PassPermille            *Permille
	LeaveTrainingPermille   *Permille
	LeaveAccreditedPermille *Permille
	TraineesPerMentor       *int
	CoursePlaces            *int
	ChangedOn               calendar.Date
	Version                 int
	CreatedAt               time.Time
	UpdatedAt               time.Time
}

func (scenarioRow) TableName() string { return "workforce_scenarios" }

type namedScenario struct {
	Scenario scenarioRow `gorm:"embedded"`
	Owner    string
}

func (n namedScenario) scenario() (Scenario, error) {
	r := n.Scenario
	s := Scenario{
		ID: r.ID, Name: r.Name, Note: r.Note, Wide: r.Wide, Owner: workforce.Named{ID: r.OwnerID, Name: n.Owner}, ChangedOn: r.ChangedOn, Version: r.Version,
		Changes: Changes{
			Target: targetOf(r.TargetWTE, r.TargetBand, r.TargetBy), Pass: r.PassPermille, LeaveTraining: r.LeaveTrainingPermille,
			LeaveAccredited: r.LeaveAccreditedPermille, TraineesPerMentor: r.TraineesPerMentor, CoursePlaces: r.CoursePlaces,
		},
	}
	if err := json.Unmarshal([]byte(r.Intakes), &s.Changes.Intakes); err != nil {
		return Scenario{}, fmt.Errorf("read the intakes of a scenario: %w", err)
	}
	return s, nil
}

// ScenarioSorts are what the list of scenarios can be sorted by, the default first.
var ScenarioSorts = []string{"name", "changedOn"}

var scenarioColumns = map[string]string{"name": "workforce_scenarios.name_folded", "changedOn": "workforce_scenarios.updated_at"}

// visible narrows to the scenarios that somebody may see: their own, and the organisation's for those who see all of it.
func (s store) visible(ctx context.Context, in access.Scopes) *gorm.DB {
	q := s.db.Conn(ctx).Table("workforce_scenarios").Where("workforce_scenarios.organisation_id = ?", in.OrganisationID)
	if in.Organisation {
		return q.Where("(workforce_scenarios.wide = ? OR workforce_scenarios.owner_id = ?)", true, in.PersonID)
	}
	return q.Where("workforce_scenarios.owner_id = ?", in.PersonID)
}

func (s store) named(q *gorm.DB) *gorm.DB {
	return q.Select("workforce_scenarios.*, people.name AS owner").Joins("JOIN people ON people.id = workforce_scenarios.owner_id")
}

// scenarios lists a page of them: one query to count, one for the page.
func (s store) scenarios(ctx context.Context, in access.Scopes, r page.Request) ([]Scenario, int, error) {
	narrow := func(q *gorm.DB) *gorm.DB {
		if r.Query != "" {
			q = q.Where(`workforce_scenarios.name_folded LIKE ? ESCAPE '\'`, fold.Like(r.Query))
		}
		return q
	}
	var total int64
	if err := narrow(s.visible(ctx, in)).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "scenarios")
	}
	var rows []namedScenario
	err := narrow(s.named(s.visible(ctx, in))).Order(r.Order(scenarioColumns, "workforce_scenarios.id")).Limit(r.Limit).Offset(r.Offset).Find(&rows).Error
	if err != nil {
		return nil, 0, database.Wrap(err, "scenarios")
	}
	all, err := scenariosOf(rows)
	return all, int(total), err
}

func scenariosOf(rows []namedScenario) ([]Scenario, error) {
	all := make([]Scenario, len(rows))
	for i, row := range rows {
		var err error
		if all[i], err = row.scenario(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// these reads the scenarios with these identifiers that somebody may see.
func (s store) these(ctx context.Context, in access.Scopes, ids []uuid.UUID) ([]Scenario, error) {
	var rows []namedScenario
	if err := s.named(s.visible(ctx, in)).Where("workforce_scenarios.id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "scenario")
	}
	return scenariosOf(rows)
}

// columns gives what an edit of a scenario writes.
func (s Scenario) columns() (map[string]any, error) {
	intakes := s.Changes.Intakes
	if intakes == nil {
		intakes = []Intake{}
	}
	text, err := json.Marshal(intakes)
	if err != nil {
		return nil, fmt.Errorf("write the intakes of a scenario: %w", err)
	}
	wte, band, by := s.Changes.Target.columns()
	return map[string]any{
		"name": s.Name, "name_folded": fold.Text(s.Name), "note": s.Note, "intakes": string(text), "target_wte": wte, "target_band": band, "target_by": by,
		"pass_permille": s.Changes.Pass, "leave_training_permille": s.Changes.LeaveTraining, "leave_accredited_permille": s.Changes.LeaveAccredited,
		"trainees_per_mentor": s.Changes.TraineesPerMentor, "course_places": s.Changes.CoursePlaces, "changed_on": s.ChangedOn, "version": s.Version,
	}, nil
}

func (s store) addScenario(ctx context.Context, organisation uuid.UUID, sc Scenario, now time.Time) error {
	columns, err := sc.columns()
	if err != nil {
		return err
	}
	for name, value := range map[string]any{"id": sc.ID, "organisation_id": organisation, "owner_id": sc.Owner.ID, "wide": sc.Wide, "created_at": now, "updated_at": now} {
		columns[name] = value
	}
	return database.Wrap(s.db.Conn(ctx).Model(&scenarioRow{}).Create(columns).Error, "scenario")
}

func (s store) saveScenario(ctx context.Context, sc Scenario, version int, now time.Time) error {
	columns, err := sc.columns()
	if err != nil {
		return err
	}
	columns["updated_at"] = now
	return database.Changed(s.db.Conn(ctx).Model(&scenarioRow{}).Where("id = ? AND version = ?", sc.ID, version).Updates(columns), "scenario")
}

func (s store) deleteScenario(ctx context.Context, id uuid.UUID, version int) error {
	return database.Changed(s.db.Conn(ctx).Where("id = ? AND version = ?", id, version).Delete(&scenarioRow{}), "scenario")
}
