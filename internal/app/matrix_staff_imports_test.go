package app

import (
	"encoding/json"
	"fmt"
	"maps"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// newStaff is a file that adds somebody, and a row that is refused.
var newStaff = sheet("name,email,team\nNewly Here,newly.here@northmoor.example,\n,nobody.yet@northmoor.example,\n")

// checkedImport has the founder of the sender's organisation send a file, and Bandwise check it.
func (f *fixture) checkedImport(encounter) {
	answer := f.send(f.trainee.org.founder, "POST", "/staff-import-files", newStaff, 0, false)
	require.Equal(f.t, 201, answer.Code, answer.Body.String())
	var sent struct{ ID uuid.UUID }
	require.NoError(f.t, json.Unmarshal(answer.Body.Bytes(), &sent))
	require.NoError(f.t, f.app.modules.intake.Service.Check(f.ctx, sent.ID))
	var checked struct{ Version int }
	f.must(f.trainee.org.founder, "GET", fmt.Sprintf("/staff-imports/%s", sent.ID), nil, &checked)
	f.intake = held{id: sent.ID, version: checked.Version}
}

func init() {
	ofImport := func(o operation) operation {
		o.alone, o.first = true, (*fixture).checkedImport
		o.at = func(e encounter) string { return e.f.intake.id.String() }
		return o
	}
	maps.Copy(operations, map[string]operation{
		"getStaffImportTemplate":      {alone: true, query: text("format=csv")},
		"uploadStaffImport":           {alone: true, body: always(newStaff)},
		"listStaffImports":            {alone: true, first: (*fixture).checkedImport},
		"getStaffImport":              ofImport(operation{}),
		"listStaffImportRows":         ofImport(operation{query: everything}),
		"downloadStaffImportRefusals": ofImport(operation{query: text("format=csv")}),
		"checkStaffImport":            ofImport(operation{body: func(e encounter) any { return object{"version": e.f.intake.version} }}),
		"commitStaffImport": ofImport(operation{body: func(e encounter) any {
			return object{"version": e.f.intake.version, "leaveOutRefused": true, "invite": false}
		}}),
		"cancelStaffImport": ofImport(operation{}),
	})
}
