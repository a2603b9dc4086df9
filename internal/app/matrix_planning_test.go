package app

import (
	"net/http"

	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
)

// lookAhead lets the chief enter a plan that publishes numbers about a single person, so that whoever is in scope is seen, and
// keep a scenario of the organisation.
func (f *fixture) lookAhead(o *organisation) {
	f.t.Helper()
	given := f.give(o.chief, access.WorkforceLead, held{})
	plan := object{"passRate": 70, "leaveTraining": 10, "leaveAccredited": 8, "enoughAttempts": 10, "enoughYears": 50, "smallest": 1}
	r := f.send(o.chief, "PUT", "/workforce/plan", plan, 1, false)
	require.Equal(f.t, http.StatusOK, r.Code, r.Body.String())
	o.library.scenario = f.make(o.chief, "/workforce/scenarios", object{"name": "More"})
	o.library.team = o.coding
	o.library.funded = f.make(o.chief, "/workforce/establishment/posts", funded(o.library, "4"))
	o.library.view = f.make(o.chief, "/workforce/views", object{"page": "people", "name": "All", "filters": ""})
	o.library.report = f.make(o.chief, "/workforce/reports", monthlyTo(o.chief))
	f.must(o.founder, "POST", "/grants/"+given.id.String()+"/end", nil, nil)
}

// funded is an entry of the establishment of the manager's team.
func funded(k kept, band string) object {
	return object{"teamId": k.team.id.String(), "roleId": traineeRole, "band": band, "annex21": false, "wte": 2.5, "startsOn": "2026-01-01"}
}

func monthlyTo(p *person) object {
	return object{"name": "For the board", "rhythm": "monthly", "startsOn": "2026-12-31", "readerIds": []string{p.id.String()}}
}

// reportTo is a report to the chief of the trainee's organisation, who may read its numbers.
func reportTo(e encounter) any { return monthlyTo(e.f.trainee.org.chief) }

// getsReport makes the sender a reader of the report.
func (f *fixture) getsReport(e encounter) {
	require.NoError(f.t, f.app.db.Conn(f.ctx).Exec("INSERT INTO workforce_report_readers (report_id, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
		f.kept().report.id, e.by.id).Error)
}

// savedView makes the view one that the sender saved.
func (f *fixture) savedView(e encounter) {
	require.NoError(f.t, f.app.db.Conn(f.ctx).Exec("UPDATE workforce_views SET owner_id = ? WHERE id = ?", e.by.id, f.kept().view.id).Error)
}
