package app

import (
	"maps"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// copyOf has whoever sends the request hold a finished copy of the person's record, as an administrator of the own organisation or
// the person could; of others there is somebody else's.
func (f *fixture) copyOf(e encounter) {
	f.copy = uuid.New()
	if e.about.cookie == nil {
		return
	}
	var made struct{ ID uuid.UUID }
	f.must(e.about, "POST", "/people/"+e.about.id.String()+"/subject-archives", object{}, &made)
	require.NoError(f.t, f.app.modules.privacy.Service.ProduceArchive(f.ctx, made.ID))
	f.copy = made.ID
}

func theCopy(e encounter) string { return e.f.copy.String() }

func init() {
	maps.Copy(operations, map[string]operation{
		"getPrivacyNotice":       {alone: true},
		"askForSubjectArchive":   {at: whom, body: always(object{"reason": "She left and asked in writing."})},
		"listSubjectArchives":    {alone: true, first: (*fixture).copyOf},
		"getSubjectArchive":      {at: theCopy, first: (*fixture).copyOf},
		"removeSubjectArchive":   {at: theCopy, first: (*fixture).copyOf},
		"downloadSubjectArchive": {at: theCopy, first: (*fixture).copyOf},
	})
}

// heldBy places a hold on the person as the founder of the organisation would.
func (f *fixture) heldBy(e encounter) {
	f.hold = held{id: uuid.New(), version: 1}
	if e.about.org != nil && e.about.cookie != nil {
		f.hold = f.make(e.about.org.founder, "/people/"+e.about.id.String()+"/legal-holds", object{"reason": "A claim is open.", "reviewOn": "2027-06-01"})
	}
}

// oneLeft has somebody of the organisation have left long ago, and looks at what a run would remove.
func (f *fixture) oneLeft(encounter) {
	f.left(f.guard, "2020-01-05")
	var p struct{ Mark string }
	f.must(f.trainee.org.founder, "GET", "/retention-preview", nil, &p)
	f.mark = p.Mark
}

func init() {
	first := func(encounter) int { return 1 }
	maps.Copy(operations, map[string]operation{
		"downloadAuditTable": {alone: true, query: text("format=csv&action=privacy.")},
		"listRetentionRules": {alone: true},
		"setRetentionRule": {alone: true, at: text("letters"), version: first,
			body: always(object{"period": "P3Y", "reason": "Claims come late.", "source": "The board's decision of May."})},
		"setPrivacySettings": {alone: true, version: first, body: always(object{"contact": "The records office, room 4.", "automatic": false})},
		"previewRetention":   {alone: true},
		"listRetentionRuns":  {alone: true},
		"startRetentionRun":  {alone: true, first: (*fixture).oneLeft, body: func(e encounter) any { return object{"mark": e.f.mark} }},
		"listDeletions":      {alone: true},
		"listLegalHolds":     {lists: true, query: everything, first: (*fixture).heldBy},
		"placeLegalHold":     {at: whom, body: always(object{"reason": "A claim is open.", "reviewOn": "2027-06-01"})},
		"releaseLegalHold": {at: func(e encounter) string { return e.f.hold.id.String() }, first: (*fixture).heldBy,
			body: func(e encounter) any { return object{"version": e.f.hold.version, "reason": "It was settled."} }},
	})
}
