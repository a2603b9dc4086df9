package appraisal

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
)

// cycles gives an organisation's rules by their days.
func (s store) cycles(ctx context.Context, organisation uuid.UUID) ([]Cycle, error) {
	var all []Cycle
	err := s.db.Conn(ctx).Table("appraisal_cycles").Select(`appraisal_cycles.starts_on, appraisal_cycles.every,
			appraisal_cycles.one_to_ones_every, appraisal_cycles.reason, people.name AS set_by`).
		Joins("JOIN people ON people.id = appraisal_cycles.set_by").
		Where("appraisal_cycles.organisation_id = ?", organisation).Order("appraisal_cycles.starts_on").Find(&all).Error
	return all, database.Wrap(err, "cycle")
}

func (s store) addCycle(ctx context.Context, by access.Actor, id uuid.UUID, c Cycle, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Table("appraisal_cycles").Create(map[string]any{
		"id": id, "organisation_id": by.OrganisationID, "starts_on": c.StartsOn, "every": c.Every, "one_to_ones_every": c.OneToOnesEvery,
		"reason": c.Reason, "set_by": by.PersonID, "created_at": now,
	}).Error, "cycle")
}

// standing is what a person's place in the cycle is reckoned from.
type standing struct {
	ID             uuid.UUID
	Name           string
	TeamName       string
	AppointedOn    calendar.Date
	LastAppraisal  calendar.Date
	NextAppraisal  calendar.Date
	LastOneToOne   calendar.Date
	NextOneToOne   calendar.Date
	OpenActions    int
	OverdueActions int
}

// due reckons both kinds of meeting, the appraisal first. An appraisal is a one-to-one too.
func (p standing) due(c Cycle, today calendar.Date) []Due {
	lastTalk, nextTalk := calendar.Later(p.LastOneToOne, p.LastAppraisal), p.NextOneToOne
	if nextTalk.IsZero() || !p.NextAppraisal.IsZero() && p.NextAppraisal.Before(nextTalk) {
		nextTalk = p.NextAppraisal
	}
	return []Due{
		c.dueOf(Appraisal, p.AppointedOn, p.LastAppraisal, p.NextAppraisal, today),
		c.dueOf(OneToOne, p.AppointedOn, lastTalk, nextTalk, today),
	}
}

// standings reads, in one query, what the cycle is reckoned from for those who are appointed today.
func (s store) standings(ctx context.Context, today calendar.Date) *gorm.DB {
	of := func(value, kind, state string) string {
		return `(SELECT ` + value + ` FROM appraisal_meetings WHERE appraisal_meetings.person_id = people.id
			AND appraisal_meetings.kind = '` + kind + `' AND appraisal_meetings.state ` + state + `)`
	}
	return s.db.Conn(ctx).Table("people").Select(`people.id, people.name, MIN(teams.name) AS team_name,
			(SELECT MIN(first.starts_on) FROM appointments first WHERE first.person_id = people.id) AS appointed_on,
			`+of("MAX(held_on)", "appraisal", "IN ('held', 'acknowledged')")+` AS last_appraisal,
			`+of("MIN(planned_on)", "appraisal", "= 'planned'")+` AS next_appraisal,
			`+of("MAX(held_on)", "one_to_one", "IN ('held', 'acknowledged')")+` AS last_one_to_one,
			`+of("MIN(planned_on)", "one_to_one", "= 'planned'")+` AS next_one_to_one,
			(SELECT COUNT(*) FROM appraisal_actions WHERE appraisal_actions.person_id = people.id AND appraisal_actions.state = 'open') AS open_actions,
			(SELECT COUNT(*) FROM appraisal_actions WHERE appraisal_actions.person_id = people.id AND appraisal_actions.state = 'open'
				AND appraisal_actions.due_on < ?) AS overdue_actions`, today).
		Joins("JOIN appointments ON appointments.person_id = people.id AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)",
			today, today).
		Joins("JOIN teams ON teams.id = appointments.team_id").Group("people.id, people.name, people.name_folded")
}

// standing gives what the cycle is reckoned from for one person; nothing for somebody without a post.
func (s store) standing(ctx context.Context, person uuid.UUID, today calendar.Date) (standing, error) {
	var found []standing
	err := s.standings(ctx, today).Where("people.id = ?", person).Find(&found).Error
	if len(found) == 0 {
		return standing{ID: person}, database.Wrap(err, "person")
	}
	return found[0], database.Wrap(err, "person")
}

// people gives everybody within the scopes whom the filter names, by name.
func (s store) people(ctx context.Context, in access.Scopes, f Filter, today calendar.Date) ([]standing, error) {
	within, args := in.People("people.id")
	q := s.standings(ctx, today).Where(within, args...)
	if f.Query != "" {
		q = q.Where(`people.name_folded LIKE ? ESCAPE '\'`, fold.Like(f.Query))
	}
	if f.Team != nil {
		q = q.Where("teams.path LIKE (SELECT root.path || '%' FROM teams root WHERE root.id = ? AND root.organisation_id = ?)", *f.Team, in.OrganisationID)
	}
	if f.People != nil {
		q = q.Where("people.id IN ?", f.People)
	}
	var found []standing
	err := q.Order("people.name_folded, people.id").Find(&found).Error
	return found, database.Wrap(err, "person")
}
