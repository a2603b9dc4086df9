package role

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// copied gives a role of an organisation with everything that another one says: its source document and lines, and what
// it asks for. A job match belongs to the description that was matched, so the copy's band is only stated.
func copied(from Role, id, organisationID uuid.UUID, title string) Role {
	r := from
	r.ID, r.OrganisationID, r.Title = id, uuid.NullUUID{UUID: organisationID, Valid: true}, title
	r.CopiedFrom, r.CopiedVersion = uuid.NullUUID{UUID: from.ID, Valid: true}, from.Version
	r.Version, r.RetiredOn, r.JobMatchedOn = 0, calendar.Date{}, calendar.Date{}
	r.Match = nil
	if from.Match != nil && from.Match.Band != "" && from.Profile != nil {
		r.ProfileReason = fmt.Sprintf("A panel matched %s, from which this role was copied, to it.", from.Title)
	}
	if from.BandStatus == BandMatched {
		r.BandStatus = BandStated
		r.BandNote = fmt.Sprintf("The band to which a panel matched %s, from which this role was copied. This role has not been matched itself.", from.Title)
	}
	r.Duties = slices.Clone(from.Duties)
	for i := range r.Duties {
		r.Duties[i].ID = uuid.New()
	}
	r.Hazards = slices.Clone(from.Hazards)
	for i := range r.Hazards {
		r.Hazards[i].ID = uuid.New()
	}
	criteria := map[uuid.UUID]uuid.UUID{}
	r.Criteria = slices.Clone(from.Criteria)
	for i, c := range from.Criteria {
		criteria[c.ID] = uuid.New()
		r.Criteria[i].ID = criteria[c.ID]
	}
	r.Asks = slices.Clone(from.Asks)
	for i, a := range from.Asks {
		if a.Kind == KindCriterion {
			a.CriterionID.UUID = criteria[a.CriterionID.UUID]
		}
		a.ID = a.idIn(id.String())
		r.Asks[i] = a
	}
	return r
}
