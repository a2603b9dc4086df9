package training

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// QueueFilter narrows the records that somebody signs off; zero values do not.
type QueueFilter struct {
	State    string
	PersonID uuid.UUID
	TeamID   uuid.UUID
}

// QueuedRecord is a record with whose it is.
type QueuedRecord struct {
	KeptRecord
	Person Named
	// Team is where the person works today; it has no identifier for somebody without an appointment.
	Team    Named
	AgeDays int
	// For is the colleague by whose cover alone the viewer may sign it off; nil for nobody.
	For *uuid.UUID
}

// queueSorts are the sorts of the queue, the default first, and what they sort by.
var (
	queueSorts   = []string{"recordedOn", "person", "completedOn"}
	queueColumns = map[string]string{
		"recordedOn": "milestone_records.recorded_on", "person": "people.name_folded", "completedOn": "milestone_records.completed_on",
	}
)

// signable gives the condition under which a row of a table is one that somebody with these scopes may sign off: about a person whom they
// reach in a capacity that its milestone names, in the version that the person is on.
func signable(table string, in access.Scopes, r roads, without unsigned) (string, []any) {
	var either []string
	var args []any
	for as, reach := range map[Signatory]access.Scopes{
		SignatoryMentor: in.OnlyAs(access.Mentor), SignatoryAssessor: in.OnlyAs(access.Assessor), SignatoryManager: in.OnlyTeams(),
	} {
		for _, l := range r {
			var keys []MilestoneKey
			for _, road := range l {
				for _, m := range road.Pathway.Milestones {
					if slices.Contains(m.SignedBy, as) && !slices.Contains(keys, m.Key) {
						keys = append(keys, m.Key)
					}
				}
			}
			within, whom := reach.People(table + ".person_id")
			condition := fmt.Sprintf("%[1]s.pathway_id = ? AND %[1]s.milestone IN ? AND %[2]s", table, within)
			args = append(append(args, l[0].ID, append(keys, "")), whom...)
			for _, key := range keys {
				if people := without[signing{l[0].ID, key, as}]; len(people) > 0 {
					condition += fmt.Sprintf(" AND NOT (%[1]s.milestone = ? AND %[1]s.person_id IN ?)", table)
					args = append(args, key, people)
				}
			}
			either = append(either, "("+condition+")")
		}
	}
	if len(either) == 0 {
		return "1 = 0", nil
	}
	return "(" + strings.Join(either, " OR ") + ") AND NOT EXISTS (" + fmt.Sprintf(departed, table) + ")", args
}

// departed finds the pathway of a row among those that the person left and did not join again.
const departed = `SELECT 1 FROM pathway_places WHERE pathway_places.person_id = %[1]s.person_id AND pathway_places.pathway_id = %[1]s.pathway_id
	AND pathway_places.kind = 'left' AND NOT EXISTS (SELECT 1 FROM pathway_places again WHERE again.person_id = pathway_places.person_id
		AND again.pathway_id = pathway_places.pathway_id AND again.kind = 'joined' AND again.created_at > pathway_places.created_at)`

// queue lists records: one query to count, one for the page, one for the names in it.
func (s store) queue(ctx context.Context, in access.Scopes, r roads, without unsigned, f QueueFilter, asked page.Request, today calendar.Date) ([]QueuedRecord, int, error) {
	condition, args := signable("milestone_records", in, r, without)
	query := s.db.Conn(ctx).Table("milestone_records").Joins("JOIN people ON people.id = milestone_records.person_id").
		Where(condition, args...).Where("milestone_records.person_id <> ?", in.PersonID)
	if f.State != "" {
		query = query.Where("milestone_records.state = ?", f.State)
	}
	if f.PersonID != uuid.Nil {
		query = query.Where("milestone_records.person_id = ?", f.PersonID)
	}
	if f.TeamID != uuid.Nil {
		query = query.Where(`milestone_records.person_id IN (SELECT appointments.person_id FROM appointments
			JOIN teams ON teams.id = appointments.team_id JOIN teams root ON teams.path LIKE root.path || '%'
			WHERE root.id = ? AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?))`, f.TeamID, today, today)
	}
	if asked.Query != "" {
		query = query.Where(`people.name_folded LIKE ? ESCAPE '\'`, "%"+escaped.Replace(strings.ToLower(asked.Query))+"%")
	}
	var total int64
	if err := query.Session(&gorm.Session{}).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "milestone record")
	}
	var rows []struct {
		Record     recordRow `gorm:"embedded"`
		PersonName string
		TeamID     *uuid.UUID
		TeamName   string
		ForID      *uuid.UUID
	}
	forWhom, forArgs := in.ForWhom("milestone_records.person_id")
	err := query.Session(&gorm.Session{}).
		Select("milestone_records.*, people.name AS person_name, teams.id AS team_id, COALESCE(teams.name, '') AS team_name, "+forWhom+" AS for_id", forArgs...).
		Joins(`LEFT JOIN teams ON teams.id = (SELECT current.team_id FROM appointments current WHERE current.person_id = people.id
			AND current.starts_on <= ? AND (current.ends_on IS NULL OR current.ends_on >= ?)
			ORDER BY current.starts_on DESC, current.id LIMIT 1)`, today, today).
		Order(asked.Order(queueColumns, "milestone_records.id")).Limit(asked.Limit).Offset(asked.Offset).Find(&rows).Error
	if err != nil {
		return nil, 0, database.Wrap(err, "milestone record")
	}
	var people, files []uuid.UUID
	for _, row := range rows {
		people = append(people, row.Record.RecordedBy)
		if row.Record.DecidedBy != nil {
			people = append(people, *row.Record.DecidedBy, row.Record.DecidedFor.UUID)
		}
		if row.Record.CertificateID != nil {
			files = append(files, *row.Record.CertificateID)
		}
	}
	names, err := s.names(ctx, people, files)
	if err != nil {
		return nil, 0, err
	}
	found := make([]QueuedRecord, len(rows))
	for i, row := range rows {
		l, err := r.byID(row.Record.PathwayID)
		if err != nil {
			return nil, 0, err
		}
		road := l.everything()
		found[i] = QueuedRecord{
			KeptRecord: keptRecord(road.Pathway, row.Record.record(), names), Person: Named{row.Record.PersonID, row.PersonName},
			AgeDays: row.Record.RecordedOn.DaysUntil(today), For: row.ForID,
		}
		if row.TeamID != nil {
			found[i].Team = Named{*row.TeamID, row.TeamName}
		}
	}
	return found, int(total), nil
}

// escaped makes a text match itself in a LIKE ... ESCAPE '\'.
var escaped = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
