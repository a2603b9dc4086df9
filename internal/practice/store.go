package practice

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// body is the name of the practice's body of reference data.
const body = "practice"

// store holds the SQL of the feature.
type store struct{ db *database.DB }

// Named is a person as named beside something else.
type Named struct {
	ID   uuid.UUID
	Name string
}

type thresholdRow struct {
	ID                 uuid.UUID
	Key                string
	Name               string
	PrimaryDiagnosis   Tenths
	SecondaryDiagnosis Tenths
	PrimaryProcedure   Tenths
	SecondaryProcedure Tenths
	Source             string
	Confidence         string
	Ordinal            int
}

func (thresholdRow) TableName() string     { return "accuracy_threshold_sets" }
func (r thresholdRow) Identity() uuid.UUID { return r.ID }

// load makes the table of thresholds hold these sets. When anything changed, record runs in the same transaction.
func (s store) load(ctx context.Context, sets []ThresholdSet, record func(ctx context.Context, changed int) error) (int, error) {
	rows := make([]thresholdRow, len(sets))
	for i, t := range sets {
		rows[i] = thresholdRow{
			t.ID, t.Key, t.Name, t.Figures[PrimaryDiagnosis], t.Figures[SecondaryDiagnosis], t.Figures[PrimaryProcedure],
			t.Figures[SecondaryProcedure], t.Source, t.Confidence, i + 1,
		}
	}
	return reference.Load(ctx, s.db, body, func(ctx context.Context, l *reference.Loading) error {
		if err := reference.Put(ctx, l, rows, "1 = 1"); err != nil {
			return err
		}
		if l.Changed() == 0 {
			return nil
		}
		return record(ctx, l.Changed())
	})
}

// reached is a person with what the viewer may do about them.
type reached struct {
	ID             uuid.UUID
	Name           string
	ContentVisible bool
	MayEnter       bool
	MayAudit       bool
	LeftOn         calendar.Date
}

// person gives somebody within the scopes of a permission.
func (s store) person(ctx context.Context, by access.Actor, in access.Scopes, id uuid.UUID) (reached, error) {
	var row reached
	err := s.people(ctx, by, in).Where("people.id = ?", id).Take(&row).Error
	return row, database.Wrap(err, "person")
}

// people begins a query over the people within the scopes, with what the viewer may do about each.
func (s store) people(ctx context.Context, by access.Actor, in access.Scopes) *gorm.DB {
	columns, args := "people.id, people.name, people.left_on", []any{}
	for _, f := range []struct {
		permission access.Permission
		name       string
	}{{PermissionContent, "content_visible"}, {PermissionEnter, "may_enter"}, {PermissionAudit, "may_audit"}} {
		condition, more := by.Scopes(f.permission).People("people.id")
		columns, args = columns+", CASE WHEN "+condition+" THEN TRUE ELSE FALSE END AS "+f.name, append(args, more...)
	}
	within, more := in.People("people.id")
	return s.db.Conn(ctx).Table("people").Select(columns, args...).Where(within, more...)
}

// coderCondition says who is looked after here: those who have coded, were audited, or are appointed to the role of a
// pathway.
const coderCondition = `(people.id IN (SELECT person_id FROM coding_activity) OR people.id IN (SELECT person_id FROM coding_audits WHERE state = 'released')
	OR people.id IN (SELECT appointments.person_id FROM appointments JOIN pathways ON pathways.role_id = appointments.role_id
		WHERE appointments.ends_on IS NULL OR appointments.ends_on >= ?))`

// coders gives those coders within the scopes who have not left, by name; team narrows them to a team and those below it.
func (s store) coders(ctx context.Context, by access.Actor, team *uuid.UUID) ([]reached, error) {
	query := s.people(ctx, by, by.Scopes(PermissionRead)).Where(coderCondition, by.Today).
		Where("people.left_on IS NULL OR people.left_on >= ?", by.Today)
	if team != nil {
		query = query.Where(`people.id IN (SELECT appointments.person_id FROM appointments
			JOIN teams ON teams.id = appointments.team_id JOIN teams root ON teams.path LIKE root.path || '%'
			WHERE root.id = ? AND root.organisation_id = ? AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?))`,
			*team, by.OrganisationID, by.Today, by.Today)
	}
	var rows []reached
	return rows, database.Wrap(query.Order("people.name_folded, people.id").Find(&rows).Error, "people")
}

// byEmail gives those of the e-mail addresses whose people are within the scopes.
func (s store) byEmail(ctx context.Context, in access.Scopes, emails []string) (map[string]Named, error) {
	found := map[string]Named{}
	if len(emails) == 0 {
		return found, nil
	}
	within, args := in.People("people.id")
	var rows []struct {
		ID    uuid.UUID
		Name  string
		Email string
	}
	err := s.db.Conn(ctx).Table("people").Select("id, name, LOWER(email) AS email").Where("LOWER(email) IN ?", emails).Where(within, args...).Find(&rows).Error
	for _, r := range rows {
		found[r.Email] = Named{r.ID, r.Name}
	}
	return found, database.Wrap(err, "people")
}

// careers gives what people's days are judged by: three queries, however many people there are.
func (s store) careers(ctx context.Context, people []uuid.UUID) (map[uuid.UUID]Career, error) {
	all := map[uuid.UUID]Career{}
	var posts []struct {
		PersonID      uuid.UUID
		StartsOn      calendar.Date
		EndsOn        calendar.Date
		WteHundredths int
	}
	err := s.db.Conn(ctx).Table("appointments").Select("person_id, starts_on, ends_on, wte_hundredths").Where("person_id IN ?", orNone(people)).
		Order("person_id, starts_on, id").Find(&posts).Error
	if err != nil {
		return nil, database.Wrap(err, "appointments")
	}
	for _, p := range posts {
		c := all[p.PersonID]
		c.Posts = append(c.Posts, Post{calendar.Span{From: p.StartsOn, To: p.EndsOn}, p.WteHundredths})
		all[p.PersonID] = c
	}
	var dated []struct {
		PersonID uuid.UUID
		StartsOn calendar.Date
		EndsOn   calendar.Date
		Award    bool
	}
	err = s.db.Conn(ctx).Raw(`SELECT person_id, starts_on, ends_on, FALSE AS award FROM pauses WHERE person_id IN ?
		UNION ALL SELECT person_id, awarded_on, NULL, TRUE FROM awards WHERE kind = 'acc' AND person_id IN ?`, orNone(people), orNone(people)).Scan(&dated).Error
	for _, d := range dated {
		c := all[d.PersonID]
		if d.Award {
			c.AccreditedOn = d.StartsOn
		} else {
			c.Leave = append(c.Leave, calendar.Span{From: d.StartsOn, To: d.EndsOn})
		}
		all[d.PersonID] = c
	}
	return all, database.Wrap(err, "leave and awards")
}

// targets gives every target of an organisation, the newest first.
func (s store) targets(ctx context.Context, organisation uuid.UUID) ([]Target, error) {
	var rows []Target
	err := s.db.Conn(ctx).Table("coding_targets").Where("organisation_id = ?", organisation).Order("starts_on DESC, set_at DESC, id").Find(&rows).Error
	return rows, database.Wrap(err, "targets")
}

// addTarget adds a target; one for the same day is replaced by it.
func (s store) addTarget(ctx context.Context, t Target) error {
	return s.dated(ctx, "coding_targets", t.OrganisationID, t.StartsOn, t.SetAt, &t)
}

// addUse adds a use of a set; one for the same day is replaced by it.
func (s store) addUse(ctx context.Context, u ThresholdUse) error {
	return s.dated(ctx, "accuracy_threshold_uses", u.OrganisationID, u.StartsOn, u.SetAt, &u)
}

func (s store) dated(ctx context.Context, table string, organisation uuid.UUID, day calendar.Date, now time.Time, row any) error {
	if err := s.db.Lock(ctx, table+" of "+organisation.String()); err != nil {
		return err
	}
	err := s.db.Conn(ctx).Table(table).Where("organisation_id = ? AND starts_on = ? AND replaced_at IS NULL", organisation, day).
		Update("replaced_at", now).Error
	if err != nil {
		return database.Wrap(err, "setting")
	}
	return database.Wrap(s.db.Conn(ctx).Table(table).Create(row).Error, "setting")
}

// thresholds gives every set, in order.
func (s store) thresholds(ctx context.Context) ([]ThresholdSet, error) {
	var rows []thresholdRow
	err := s.db.Conn(ctx).Order("ordinal").Find(&rows).Error
	sets := make([]ThresholdSet, len(rows))
	for i, r := range rows {
		sets[i] = ThresholdSet{ID: r.ID, Key: r.Key, Name: r.Name, Source: r.Source, Confidence: r.Confidence, Figures: map[CodeType]Tenths{
			PrimaryDiagnosis: r.PrimaryDiagnosis, SecondaryDiagnosis: r.SecondaryDiagnosis,
			PrimaryProcedure: r.PrimaryProcedure, SecondaryProcedure: r.SecondaryProcedure,
		}}
	}
	return sets, database.Wrap(err, "thresholds")
}

// uses gives every use of a set by an organisation, the newest first.
func (s store) uses(ctx context.Context, organisation uuid.UUID) ([]ThresholdUse, error) {
	var rows []ThresholdUse
	err := s.db.Conn(ctx).Table("accuracy_threshold_uses").Where("organisation_id = ?", organisation).Order("starts_on DESC, set_at DESC, id").Find(&rows).Error
	return rows, database.Wrap(err, "thresholds in use")
}

// names gives the names of people by their identifiers.
func (s store) names(ctx context.Context, people []uuid.UUID) (map[uuid.UUID]string, error) {
	names := map[uuid.UUID]string{}
	if len(people) == 0 {
		return names, nil
	}
	var rows []Named
	err := s.db.Conn(ctx).Table("people").Select("id, name").Where("id IN ?", people).Find(&rows).Error
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	return names, database.Wrap(err, "names")
}

// orNone gives a list for IN that is never empty.
func orNone(ids []uuid.UUID) []uuid.UUID {
	if len(ids) == 0 {
		return []uuid.UUID{uuid.Nil}
	}
	return ids
}

// madeEvidence gives the evidence that a person made of something and has not deleted since; uuid.Nil when there is none.
func (s store) madeEvidence(ctx context.Context, personID uuid.UUID, of []string) (map[string]uuid.UUID, error) {
	found := map[string]uuid.UUID{}
	if len(of) == 0 {
		return found, nil
	}
	var rows []struct {
		MadeOf     string
		EvidenceID uuid.UUID
	}
	err := s.db.Conn(ctx).Table("coding_evidence").Select("coding_evidence.made_of, coding_evidence.evidence_id").
		Joins("JOIN evidence ON evidence.id = coding_evidence.evidence_id").
		Where("coding_evidence.person_id = ? AND coding_evidence.made_of IN ?", personID, of).Find(&rows).Error
	for _, r := range rows {
		found[r.MadeOf] = r.EvidenceID
	}
	return found, database.Wrap(err, "evidence")
}

// keepEvidence remembers what evidence was made of, in the place of evidence that was deleted.
func (s store) keepEvidence(ctx context.Context, personID uuid.UUID, of string, evidence uuid.UUID, now time.Time) error {
	err := s.db.Conn(ctx).Exec("DELETE FROM coding_evidence WHERE person_id = ? AND made_of = ?", personID, of).Error
	if err != nil {
		return database.Wrap(err, "evidence")
	}
	return database.Wrap(s.db.Conn(ctx).Exec("INSERT INTO coding_evidence (person_id, made_of, evidence_id, created_at) VALUES (?, ?, ?, ?)",
		personID, of, evidence, now).Error, "evidence")
}

// required gives those of the statements that the role of the person's appointment today asks for, in the order given.
func (s store) required(ctx context.Context, organisation, personID uuid.UUID, today calendar.Date, among []uuid.UUID) ([]uuid.UUID, error) {
	var ids []uuid.UUID
	err := s.db.Conn(ctx).Table("organisation_requirements q").Distinct("q.statement_id").
		Joins("JOIN appointments ON appointments.role_id = q.role_id").
		Where("q.organisation_id = ? AND q.statement_id IN ?", organisation, orNone(among)).
		Where("appointments.person_id = ? AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)", personID, today, today).
		Pluck("q.statement_id", &ids).Error
	var ordered []uuid.UUID
	for _, id := range among {
		if slices.Contains(ids, id) {
			ordered = append(ordered, id)
		}
	}
	return ordered, database.Wrap(err, "requirements")
}

// lock makes other changes to a person's coding wait until this transaction ends.
func (s store) lock(ctx context.Context, personID uuid.UUID) error {
	return s.db.Lock(ctx, "coding of "+personID.String())
}

// asJSON is what a released audit said, as it is kept.
func asJSON(a Audit) (string, error) {
	examined := map[string]int{}
	for t, n := range a.Counts.Examined {
		examined[t.String()] = n
	}
	text, err := json.Marshal(keptVersion{
		Subject: a.Subject, AuditedOn: a.AuditedOn, PeriodFrom: a.PeriodFrom, PeriodTo: a.PeriodTo, Sample: a.Sample, Findings: a.Findings,
		Examined: examined, Errors: a.Counts.Errors,
	})
	return string(text), err
}

// keptVersion is what a released audit said before it was corrected.
type keptVersion struct {
	Subject    string         `json:"subject"`
	AuditedOn  calendar.Date  `json:"auditedOn"`
	PeriodFrom calendar.Date  `json:"periodFrom"`
	PeriodTo   calendar.Date  `json:"periodTo"`
	Sample     int            `json:"sample"`
	Findings   string         `json:"findings"`
	Examined   map[string]int `json:"examined"`
	Errors     []ErrorCount   `json:"errors"`
}

func (v keptVersion) counts() Counts {
	c := Counts{Examined: map[CodeType]int{}, Errors: v.Errors}
	for name, n := range v.Examined {
		if t, err := ParseCodeType(name); err == nil {
			c.Examined[t] = n
		}
	}
	return c
}
