package planning

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/workforce"
)

// sittings reads the dated sittings of examinations whose results came within the last year or are to come.
func (s store) sittings(ctx context.Context, organisation uuid.UUID, exams []string, today calendar.Date) ([]Sitting, error) {
	var rows []struct {
		ID                   uuid.UUID
		Title                string
		TheoryOn             calendar.Date
		PracticalOn          calendar.Date
		RegistrationClosesOn calendar.Date
		ResultsExpectedOn    calendar.Date
	}
	err := s.db.Conn(ctx).Raw(`SELECT id, title, theory_on, practical_on, registration_closes_on, results_expected_on FROM exam_sittings
		WHERE organisation_id = ? AND milestone IN ? AND cancelled_on IS NULL AND results_expected_on > ? ORDER BY results_expected_on, id`,
		organisation, exams, today.Add(calendar.Years(-1))).Scan(&rows).Error
	all := make([]Sitting, len(rows))
	for i, r := range rows {
		first, last := r.TheoryOn, r.PracticalOn
		if last.Before(first) {
			first, last = last, first
		}
		all[i] = Sitting{ID: r.ID, Title: r.Title, FirstOn: first, LastOn: last, ClosesOn: r.RegistrationClosesOn, ResultsOn: r.ResultsExpectedOn}
	}
	return all, database.Wrap(err, "sittings")
}

// courses reads the planned Standards courses to come.
func (s store) courses(ctx context.Context, organisation uuid.UUID, today calendar.Date) ([]CourseDay, error) {
	var all []CourseDay
	err := s.db.Conn(ctx).Raw(`SELECT starts_on, places FROM course_events
		WHERE organisation_id = ? AND kind = 'standards_course' AND state = 'planned' AND starts_on > ? ORDER BY starts_on`, organisation, today).Scan(&all).Error
	return all, database.Wrap(err, "courses")
}

// booked reads on which day people in scope begin a Standards course to come.
func (s store) booked(ctx context.Context, in access.Scopes, today calendar.Date) (map[uuid.UUID]calendar.Date, error) {
	within, args := in.People("b.person_id")
	var rows []struct {
		PersonID uuid.UUID
		StartsOn calendar.Date
	}
	err := s.db.Conn(ctx).Raw(`SELECT b.person_id, e.starts_on FROM course_bookings b JOIN course_events e ON e.id = b.event_id
		WHERE e.kind = 'standards_course' AND e.state = 'planned' AND b.state = 'booked' AND e.starts_on > ? AND `+within+` ORDER BY e.starts_on DESC`,
		append([]any{today}, args...)...).Scan(&rows).Error
	all := map[uuid.UUID]calendar.Date{}
	for _, r := range rows {
		all[r.PersonID] = r.StartsOn
	}
	return all, database.Wrap(err, "bookings")
}

// mentors reads who may mentor today.
func (s store) mentors(ctx context.Context, organisation uuid.UUID, today calendar.Date) (map[uuid.UUID]bool, error) {
	var ids []uuid.UUID
	err := s.db.Conn(ctx).Raw(`SELECT DISTINCT person_id FROM grants WHERE organisation_id = ? AND role = 'mentor' AND ended_at IS NULL
		AND starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?)`, organisation, today, today).Scan(&ids).Error
	all := make(map[uuid.UUID]bool, len(ids))
	for _, id := range ids {
		all[id] = true
	}
	return all, database.Wrap(err, "mentors")
}

// onwards reads, for each role, the lowest role that the organisation's map leads to from it and that asks for ACC.
func (s store) onwards(ctx context.Context, organisation uuid.UUID) (map[uuid.UUID]Onward, error) {
	var rows []struct {
		FromRoleID uuid.UUID
		Title      string
		Band       string
	}
	err := s.db.Conn(ctx).Raw(`SELECT moves.from_role_id, roles.title, roles.band FROM role_pathways
		JOIN role_pathway_moves moves ON moves.pathway_id = role_pathways.id JOIN roles ON roles.id = moves.to_role_id
		WHERE role_pathways.organisation_id = ? AND role_pathways.state = 'published' AND roles.band <> ''
			AND EXISTS (SELECT 1 FROM role_requirements q WHERE q.role_id = roles.id AND q.kind = 'accreditation' AND q.key = 'acc')
		ORDER BY roles.title, roles.id`, organisation).Scan(&rows).Error
	all := map[uuid.UUID]Onward{}
	for _, r := range rows {
		if known, twice := all[r.FromRoleID]; !twice || workforce.Band(r.Band).Compare(known.Band) < 0 {
			all[r.FromRoleID] = Onward{Title: r.Title, Band: workforce.Band(r.Band)}
		}
	}
	return all, database.Wrap(err, "moves between roles")
}

// history counts attempts and leavings: one query for the organisation's first day, one for attempts, one for appointments.
func (s store) history(ctx context.Context, organisation uuid.UUID, roads []Road, today calendar.Date) (History, error) {
	from := today.Add(calendar.Years(-historyYears))
	var founded []time.Time
	if err := s.db.Conn(ctx).Raw("SELECT created_at FROM organisations WHERE id = ?", organisation).Scan(&founded).Error; err != nil {
		return History{}, database.Wrap(err, "organisation")
	}
	h := History{Since: from}
	for _, at := range founded {
		h.Since = calendar.Later(from, calendar.Today(at))
	}
	exams, roles := examsAndRoles(roads)
	var sat struct {
		Attempts int
		Passed   int
		FirstOn  calendar.Date
	}
	err := s.db.Conn(ctx).Raw(`SELECT COUNT(*) AS attempts, COALESCE(SUM(CASE WHEN failed = 0 THEN 1 ELSE 0 END), 0) AS passed, MIN(sat_on) AS first_on
		FROM (SELECT attempts.id, attempts.sat_on, SUM(CASE WHEN papers.outcome = 'failed' THEN 1 ELSE 0 END) AS failed,
				SUM(CASE WHEN papers.outcome = 'awaited' THEN 1 ELSE 0 END) AS awaited
			FROM attempts JOIN attempt_papers papers ON papers.attempt_id = attempts.id
			WHERE attempts.organisation_id = ? AND attempts.milestone IN ? AND attempts.sat_on >= ?
			GROUP BY attempts.id, attempts.sat_on) known WHERE awaited = 0`, organisation, exams, from).Scan(&sat).Error
	if err != nil {
		return History{}, database.Wrap(err, "attempts")
	}
	h.Attempts, h.Passed, h.AttemptsSince = sat.Attempts, sat.Passed, sat.FirstOn
	var rows []struct {
		PersonID  uuid.UUID
		StartsOn  calendar.Date
		EndsOn    calendar.Date
		AwardedOn calendar.Date
	}
	err = s.db.Conn(ctx).Raw(`SELECT appointments.person_id, appointments.starts_on, appointments.ends_on, awards.awarded_on
		FROM appointments LEFT JOIN awards ON awards.person_id = appointments.person_id AND awards.kind = 'acc'
		WHERE appointments.organisation_id = ? AND (awards.id IS NOT NULL
			OR appointments.person_id IN (SELECT person_id FROM appointments WHERE organisation_id = ? AND role_id IN ?))
		ORDER BY appointments.person_id, appointments.starts_on`, organisation, organisation, roles).Scan(&rows).Error
	spells := make([]workforce.Spell, len(rows))
	for i, r := range rows {
		spells[i] = workforce.Spell{Person: r.PersonID, From: r.StartsOn, To: r.EndsOn, AwardedOn: r.AwardedOn}
	}
	h.Training, h.Accredited = leavings(spells, h.Since, today)
	return h, database.Wrap(err, "appointments")
}

// examsAndRoles lists the examinations of roads and the roles whose appointments put people on them.
func examsAndRoles(roads []Road) (exams []string, roles []uuid.UUID) {
	for _, r := range roads {
		exams, roles = append(exams, r.Exam), append(roles, r.Roles...)
	}
	return exams, roles
}
