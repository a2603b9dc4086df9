package access

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// Emergency is a role of access that an administrator allowed themselves until Until.
type Emergency struct {
	ID    uuid.UUID
	Role  Role
	Until time.Time
}

// EmergencyRoles lists the roles that can be had in an emergency: those that decide and keep. Who is assigned to people, who sits on
// a panel, and who reads the trail is not for one person to say.
func EmergencyRoles() []Role {
	return []Role{Manager, WorkforceLead, StandardsLead, ConsistencyChecker}
}

// InEmergency gives the actor with the role of an emergency for the rest of the day's judgement; a manager's reaches from the
// teams at the top. A role that is not among EmergencyRoles gives nothing, and neither does any to somebody who no longer administers.
func (a Actor) InEmergency(e Emergency, top []uuid.UUID) Actor {
	if !slices.Contains(EmergencyRoles(), e.Role) || !slices.Contains(a.Roles(), Administrator) {
		return a
	}
	a.emergency, a.grants = &e, slices.Clone(a.grants)
	grant := Grant{PersonID: a.PersonID, OrganisationID: a.OrganisationID, Role: e.Role, StartsOn: a.Today, EndsOn: a.Today}
	if !e.Role.ReachesTeams() {
		a.grants = append(a.grants, grant)
		return a
	}
	for _, team := range top {
		grant.TeamID = &team
		a.grants = append(a.grants, grant)
	}
	return a
}

// Emergency gives what the actor allowed themselves in an emergency that lasts; false for nothing.
func (a Actor) Emergency() (Emergency, bool) {
	if a.emergency == nil {
		return Emergency{}, false
	}
	return *a.emergency, true
}
