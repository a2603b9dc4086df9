package workforce

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// endings reads on which days the work of people in scope ends, as far as it is known: one query for those of whose appointments
// one ends from today on, one for planned leavings. told chooses those of whom the reader may be told.
func (s store) endings(ctx context.Context, in, told access.Scopes, today calendar.Date) (Endings, error) {
	within, args := in.People("appointments.person_id")
	shown, toldArgs := told.People("appointments.person_id")
	var posts []struct {
		PersonID uuid.UUID
		StartsOn calendar.Date
		EndsOn   calendar.Date
		Title    string
		LeftOn   calendar.Date
		Shown    bool
	}
	err := s.db.Conn(ctx).Raw(`SELECT appointments.person_id, appointments.starts_on, appointments.ends_on, roles.title, people.left_on,
			CASE WHEN `+shown+` THEN TRUE ELSE FALSE END AS shown
		FROM appointments JOIN people ON people.id = appointments.person_id JOIN roles ON roles.id = appointments.role_id
		WHERE (appointments.ends_on IS NULL OR appointments.ends_on >= ?) AND appointments.person_id IN
			(SELECT ending.person_id FROM appointments ending WHERE ending.organisation_id = ? AND ending.ends_on >= ?) AND `+within+`
		ORDER BY appointments.person_id, appointments.starts_on`,
		slices.Concat(toldArgs, []any{today, in.OrganisationID, today}, args)...).Scan(&posts).Error
	if err != nil {
		return nil, database.Wrap(err, "appointments")
	}
	appointments := make([]held, len(posts))
	for i, p := range posts {
		appointments[i] = held{Spell: Spell{Person: p.PersonID, From: p.StartsOn, To: p.EndsOn}, Role: p.Title, Shown: p.Shown, LeftOn: p.LeftOn}
	}
	within, args = in.People("planned_leavings.person_id")
	shown, toldArgs = told.People("planned_leavings.person_id")
	var leavings []struct {
		PersonID  uuid.UUID
		Kind      string
		LeavesOn  calendar.Date
		EnteredOn calendar.Date
		Name      string
		Shown     bool
	}
	err = s.db.Conn(ctx).Raw(`SELECT planned_leavings.person_id, planned_leavings.kind, planned_leavings.leaves_on, planned_leavings.entered_on, people.name,
			CASE WHEN `+shown+` THEN TRUE ELSE FALSE END AS shown
		FROM planned_leavings JOIN people ON people.id = planned_leavings.entered_by
		WHERE planned_leavings.organisation_id = ? AND planned_leavings.kind IS NOT NULL AND `+within,
		slices.Concat(toldArgs, []any{in.OrganisationID}, args)...).Scan(&leavings).Error
	planned := Endings{}
	for _, l := range leavings {
		e := Ending{Kind: OtherLeaving, On: l.LeavesOn, EnteredBy: l.Name, EnteredOn: l.EnteredOn, Shown: l.Shown}
		if l.Kind == "retirement" {
			e.Kind = Retirement
		}
		planned[l.PersonID] = append(planned[l.PersonID], e)
	}
	return endingsOf(appointments, planned, today), database.Wrap(err, "planned leavings")
}
