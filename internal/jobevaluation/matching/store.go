package matching

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/reference"
)

// store holds every line of the feature's SQL. All of it stays inside one organisation.
type store struct{ db *database.DB }

type matchRow struct {
	ID               uuid.UUID
	OrganisationID   uuid.UUID
	RoleID           uuid.UUID
	RoleTitle        string
	SchemeID         uuid.UUID
	ProfileID        uuid.NullUUID
	ReviewOf         uuid.NullUUID
	State            State
	PanelNotes       reference.List[string]
	BandBefore       string
	BandBeforeStatus string
	Decided          int
	Total            jobevaluation.Points
	Band             string
	Outcome          string
	OpenedBy         uuid.UUID
	OpenedAt         time.Time
	AgreedAt         *time.Time
	ReleasedBy       *uuid.UUID
	ReleasedAt       *time.Time
	ReleasedOn       calendar.Date
	CheckNote        string
	Search           string
	Version          int
}

func (matchRow) TableName() string { return "job_matches" }

type memberRow struct {
	MatchID   uuid.UUID
	PersonID  uuid.UUID
	Ordinal   int
	Side      Side
	TrainedOn calendar.Date
	AgreedAt  *time.Time
}

func (memberRow) TableName() string { return "job_match_members" }

type factorRow struct {
	MatchID   uuid.UUID
	Factor    jobevaluation.FactorNo
	Level     jobevaluation.Level
	Options   string
	Reason    string
	DecidedBy uuid.UUID
	DecidedAt time.Time
}

func (factorRow) TableName() string { return "job_match_factors" }

type eventRow struct {
	MatchID      uuid.UUID
	MatchVersion int
	At           time.Time
	ByID         uuid.UUID
	Kind         EventKind
	Factor       jobevaluation.FactorNo
	Level        jobevaluation.Level
	Reason       string
}

func (eventRow) TableName() string { return "job_match_events" }

func (r matchRow) match() (Match, error) {
	outcome, err := jobevaluation.ParseOutcome(r.Outcome)
	return Match{
		ID: r.ID, OrganisationID: r.OrganisationID, RoleID: r.RoleID, RoleTitle: r.RoleTitle, SchemeID: r.SchemeID,
		ProfileID: r.ProfileID, ReviewOf: r.ReviewOf, State: r.State, PanelNotes: r.PanelNotes.Items(), BandBefore: r.BandBefore,
		BandBeforeStatus: r.BandBeforeStatus, Decided: r.Decided, Total: r.Total, Band: r.Band, Outcome: outcome,
		OpenedBy: r.OpenedBy, OpenedAt: r.OpenedAt, AgreedAt: r.AgreedAt, ReleasedBy: r.ReleasedBy, ReleasedAt: r.ReleasedAt,
		ReleasedOn: r.ReleasedOn, CheckNote: r.CheckNote, Version: r.Version,
	}, err
}

func rowOf(m Match, search string) matchRow {
	return matchRow{
		ID: m.ID, OrganisationID: m.OrganisationID, RoleID: m.RoleID, RoleTitle: m.RoleTitle, SchemeID: m.SchemeID,
		ProfileID: m.ProfileID, ReviewOf: m.ReviewOf, State: m.State, PanelNotes: reference.ListOf(m.PanelNotes),
		BandBefore: m.BandBefore, BandBeforeStatus: m.BandBeforeStatus, Decided: m.Decided, Total: m.Total, Band: m.Band,
		Outcome: m.Outcome.String(), OpenedBy: m.OpenedBy, OpenedAt: m.OpenedAt, AgreedAt: m.AgreedAt, ReleasedBy: m.ReleasedBy,
		ReleasedAt: m.ReleasedAt, ReleasedOn: m.ReleasedOn, CheckNote: m.CheckNote, Search: search, Version: m.Version,
	}
}

// match gives a match of the organisation with its panel and its levels.
func (s store) match(ctx context.Context, organisation, id uuid.UUID) (Match, error) {
	var row matchRow
	if err := s.db.Conn(ctx).Where("id = ? AND organisation_id = ?", id, organisation).Take(&row).Error; err != nil {
		return Match{}, database.Wrap(err, "job match")
	}
	m, err := row.match()
	if err != nil {
		return Match{}, err
	}
	all, err := s.whole(ctx, []Match{m})
	if err != nil {
		return Match{}, err
	}
	return all[0], nil
}

// whole adds the panels and levels to matches, with two queries.
func (s store) whole(ctx context.Context, matches []Match) ([]Match, error) {
	ids := make([]uuid.UUID, len(matches))
	at := map[uuid.UUID]*Match{}
	for i := range matches {
		ids[i] = matches[i].ID
		at[matches[i].ID] = &matches[i]
	}
	var members []memberRow
	if err := s.db.Conn(ctx).Where("match_id IN ?", ids).Order("match_id, ordinal").Find(&members).Error; err != nil {
		return nil, database.Wrap(err, "member of the panel")
	}
	for _, r := range members {
		m := at[r.MatchID]
		m.Members = append(m.Members, Member{PersonID: r.PersonID, Side: r.Side, TrainedOn: r.TrainedOn, AgreedAt: r.AgreedAt})
	}
	var factors []factorRow
	if err := s.db.Conn(ctx).Where("match_id IN ?", ids).Order("match_id, factor").Find(&factors).Error; err != nil {
		return nil, database.Wrap(err, "factor of the match")
	}
	for _, r := range factors {
		m := at[r.MatchID]
		m.Decisions = append(m.Decisions, Decision{
			No: r.Factor, Level: r.Level, Options: r.Options, Reason: r.Reason, DecidedBy: r.DecidedBy, DecidedAt: r.DecidedAt,
		})
	}
	return matches, nil
}

// add inserts a match with its panel and its first step.
func (s store) add(ctx context.Context, m Match, first Event, search string) error {
	row := rowOf(m, search)
	if err := s.db.Conn(ctx).Create(&row).Error; err != nil {
		return database.Wrap(err, "job match that is open for this role")
	}
	members := make([]memberRow, len(m.Members))
	for i, p := range m.Members {
		members[i] = memberRow{MatchID: m.ID, PersonID: p.PersonID, Ordinal: i + 1, Side: p.Side, TrainedOn: p.TrainedOn}
	}
	if err := s.db.Conn(ctx).Create(&members).Error; err != nil {
		return database.Wrap(err, "member of the panel")
	}
	return s.addEvent(ctx, m.ID, first)
}

// save stores a changed match over the version before it, with the step that changed it: CodeConflict when that version is no
// longer there. The panel's confirmations and the factor of the step go first, because a released match takes none any more.
func (s store) save(ctx context.Context, m Match, e Event, search string) error {
	if e.Kind == FactorSaved {
		if err := s.saveFactor(ctx, m, e.No); err != nil {
			return err
		}
	}
	if err := s.saveConfirmations(ctx, m); err != nil {
		return err
	}
	row := rowOf(m, search)
	result := s.db.Conn(ctx).Model(&matchRow{}).Where("id = ? AND version = ?", m.ID, m.Version-1).Updates(map[string]any{
		"profile_id": row.ProfileID, "state": row.State, "band_before": row.BandBefore, "band_before_status": row.BandBeforeStatus,
		"role_title": row.RoleTitle, "decided": row.Decided, "total": row.Total, "band": row.Band, "outcome": row.Outcome,
		"agreed_at": row.AgreedAt, "released_by": row.ReleasedBy, "released_at": row.ReleasedAt, "released_on": row.ReleasedOn,
		"check_note": row.CheckNote, "search": row.Search, "version": row.Version,
	})
	if err := database.Changed(result, "match"); err != nil {
		return err
	}
	return s.addEvent(ctx, m.ID, e)
}

func (s store) saveFactor(ctx context.Context, m Match, no jobevaluation.FactorNo) error {
	if err := s.db.Conn(ctx).Where("match_id = ? AND factor = ?", m.ID, no).Delete(&factorRow{}).Error; err != nil {
		return database.Wrap(err, "factor of the match")
	}
	d, _ := m.Decision(no)
	row := factorRow{
		MatchID: m.ID, Factor: d.No, Level: d.Level, Options: d.Options, Reason: d.Reason, DecidedBy: d.DecidedBy, DecidedAt: d.DecidedAt,
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "factor of the match")
}

// saveConfirmations stores who confirmed, with at most two statements.
func (s store) saveConfirmations(ctx context.Context, m Match) error {
	if m.State != Open && m.State != Checking {
		return nil
	}
	var confirmed []uuid.UUID
	for _, p := range m.Members {
		if p.AgreedAt != nil {
			confirmed = append(confirmed, p.PersonID)
		}
	}
	all := func() *gorm.DB { return s.db.Conn(ctx).Model(&memberRow{}).Where("match_id = ?", m.ID) }
	if len(confirmed) == 0 {
		return database.Wrap(all().Where("agreed_at IS NOT NULL").Update("agreed_at", nil).Error, "member of the panel")
	}
	for _, p := range m.Members {
		if p.AgreedAt == nil {
			continue
		}
		if err := all().Where("person_id = ? AND agreed_at IS NULL", p.PersonID).Update("agreed_at", *p.AgreedAt).Error; err != nil {
			return database.Wrap(err, "member of the panel")
		}
	}
	return nil
}

func (s store) addEvent(ctx context.Context, id uuid.UUID, e Event) error {
	row := eventRow{MatchID: id, MatchVersion: e.Version, At: e.At, ByID: e.ByID, Kind: e.Kind, Factor: e.No, Level: e.Level, Reason: e.Reason}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "step of the match")
}

// history lists a match's steps in their order.
func (s store) history(ctx context.Context, id uuid.UUID) ([]Event, error) {
	var rows []eventRow
	err := s.db.Conn(ctx).Where("match_id = ?", id).Order("match_version").Find(&rows).Error
	return reference.Each(rows, func(r eventRow) Event {
		return Event{Version: r.MatchVersion, At: r.At, ByID: r.ByID, Kind: r.Kind, No: r.Factor, Level: r.Level, Reason: r.Reason}
	}), database.Wrap(err, "match")
}

// reviewedBy gives the match, not withdrawn, that reviews another one; uuid.Nil when there is none.
func (s store) reviewedBy(ctx context.Context, id uuid.UUID) (uuid.UUID, error) {
	var ids []uuid.UUID
	err := s.db.Conn(ctx).Model(&matchRow{}).Where("review_of = ? AND state <> ?", id, Withdrawn).Order("opened_at").Limit(1).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return uuid.Nil, database.Wrap(err, "match")
	}
	return ids[0], nil
}

// openFor gives the organisation's open match for a role, and false when there is none.
func (s store) openFor(ctx context.Context, organisation, role uuid.UUID) (Match, bool, error) {
	var rows []matchRow
	err := s.db.Conn(ctx).Where("organisation_id = ? AND role_id = ? AND state IN ?", organisation, role, []State{Open, Checking}).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return Match{}, false, database.Wrap(err, "match")
	}
	m, err := rows[0].match()
	return m, true, err
}

var matchOrders = map[string]string{
	"openedAt": "job_matches.opened_at", "role": "job_matches.role_title", "state": "job_matches.state",
	// As text, and empty where there is none, because the two databases put NULL at different ends.
	"releasedOn": "COALESCE(CAST(job_matches.released_on AS TEXT), '')", "total": "job_matches.total",
}

// list gives a page of the organisation's matches without panels and levels, and how many there are.
func (s store) list(ctx context.Context, organisation, person uuid.UUID, f Filter) ([]Summary, int, error) {
	list := func() *gorm.DB {
		conn := s.db.Conn(ctx).Table("job_matches").Where("job_matches.organisation_id = ?", organisation)
		if f.Query != "" {
			conn = conn.Where(`job_matches.search LIKE ? ESCAPE '\'`, fold.Like(f.Query))
		}
		if f.State != 0 {
			conn = conn.Where("job_matches.state = ?", f.State)
		}
		if f.RoleID != uuid.Nil {
			conn = conn.Where("job_matches.role_id = ?", f.RoleID)
		}
		if f.Mine {
			conn = conn.Where("job_matches.id IN (SELECT match_id FROM job_match_members WHERE person_id = ?)", person)
		}
		return conn
	}
	var total int64
	if err := list().Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "match")
	}
	var rows []struct {
		Row            matchRow `gorm:"embedded"`
		CandidateTitle string
		OpenedByName   string
		Mine           bool
	}
	err := list().Select(`job_matches.*, COALESCE(job_profiles.title, '') AS candidate_title, people.name AS opened_by_name,
		EXISTS (SELECT 1 FROM job_match_members WHERE match_id = job_matches.id AND person_id = ?) AS mine`, person).
		Joins("JOIN people ON people.id = job_matches.opened_by").Joins("LEFT JOIN job_profiles ON job_profiles.id = job_matches.profile_id").
		Order(f.Order(matchOrders, "job_matches.id")).Offset(f.Offset).Limit(f.Limit).Find(&rows).Error
	if err != nil {
		return nil, 0, database.Wrap(err, "match")
	}
	all := make([]Summary, len(rows))
	for i, r := range rows {
		m, err := r.Row.match()
		if err != nil {
			return nil, 0, err
		}
		all[i] = Summary{Match: m, CandidateTitle: r.CandidateTitle, OpenedByName: r.OpenedByName, Mine: r.Mine}
	}
	return all, int(total), nil
}
