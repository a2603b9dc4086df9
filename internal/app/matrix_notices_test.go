package app

import (
	"strconv"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/jobs"
)

// waitingJob gives a job that waits: the letter that the founder asked for.
func (f *fixture) waitingJob() string {
	f.t.Helper()
	var home struct{ OrganisationID uuid.UUID }
	require.NoError(f.t, f.app.db.Conn(f.ctx).Raw("SELECT organisation_id FROM people WHERE id = ?", f.trainee.id).Scan(&home).Error)
	waiting, err := f.app.jobs.List(f.ctx, home.OrganisationID, jobs.Waiting)
	require.NoError(f.t, err)
	require.NotEmpty(f.t, waiting)
	return strconv.FormatInt(waiting[0].ID, 10)
}

// addCalendar gives the sender a calendar address.
func (f *fixture) addCalendar(e encounter) {
	if e.by.cookie != nil {
		f.must(e.by, "POST", "/me/calendar", nil, nil)
	}
}

// breakAddress has the trainee's address refused by a mail server.
func (f *fixture) breakAddress(encounter) {
	err := f.app.db.Conn(f.ctx).Exec("INSERT INTO broken_addresses (person_id, email, since) SELECT id, email, created_at FROM people WHERE id = ?", f.trainee.id).Error
	require.NoError(f.t, err)
}
