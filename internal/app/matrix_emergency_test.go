package app

import (
	"net/http"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
)

// emergency is a request for emergency access. Its reason is written for those who watch over it, so it is not private.
func emergency(role access.Role) object {
	return object{"role": role, "reason": "The only manager is ill, and nobody covers.", "password": password}
}

// usedBy has whom the request is about have used emergency access, as an administrator.
func (f *fixture) usedBy(e encounter) {
	f.emergency = uuid.New()
	if e.about.cookie == nil {
		return
	}
	if e.about.label != string(access.Administrator) {
		f.give(e.about, access.Administrator, held{})
	}
	f.emergency = f.make(e.about, "/me/emergency", emergency(access.WorkforceLead)).id
	f.must(e.about, http.MethodPost, "/me/emergency/end", nil, nil)
	// What was given for the step is taken back, so that it is the sender's own roles that the request is judged by.
	if e.about.label != string(access.Administrator) {
		require.NoError(f.t, f.app.db.Conn(f.ctx).Exec("DELETE FROM grants WHERE person_id = ? AND role = 'administrator'", e.about.id).Error)
	}
}

func init() {
	for id, o := range map[string]operation{
		"getMyEmergency": {alone: true},
		"beginEmergency": {alone: true, body: always(emergency(access.Manager))},
		"endEmergency": {alone: true, first: func(f *fixture, e encounter) {
			f.send(e.by, http.MethodPost, "/me/emergency", emergency(access.Manager), 0, false)
		}},
		"listEmergencyUses": {lists: true, query: everything, first: (*fixture).usedBy},
		"lookAtEmergency": {at: func(e encounter) string { return e.f.emergency.String() }, first: (*fixture).usedBy,
			body: always(object{"remark": "Looked at the two decisions: right."})},
	} {
		operations[id] = o
	}
}
