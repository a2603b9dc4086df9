package app

import (
	"encoding/json"
	"maps"
	"net/http"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
)

// coding is a person's activity and audits.
type coding struct {
	entry, audit, action held
	// drafts are audits that others have begun.
	drafts map[uuid.UUID]held
}

func newAuditBody() object {
	return object{
		"subject": "Respiratory episodes. " + private, "auditedOn": "2026-10-20", "periodFrom": "2026-09-01", "periodTo": "2026-09-30", "sample": 50, "findings": private,
		"examined": object{"primary_diagnosis": 50, "secondary_diagnosis": 120, "primary_procedure": 20, "secondary_procedure": 30},
		"errors":   []object{{"key": "pd-incorrect", "byCoder": 3, "byOther": 1}},
	}
}

// activity is a file with a day.
const activity sheet = "date,episodes,hours\n3/11/2026,21,7.5\n"

// checked does a dry run as the sender, and gives its digest.
func (e encounter) checked(path string, body any) string {
	if e.by.label == nobody {
		return ""
	}
	r := e.f.send(e.by, "POST", "/people/"+e.about.id.String()+"/coding-activity/"+path, body, 0, false)
	var report struct{ Digest string }
	if r.Code == http.StatusOK {
		require.NoError(e.f.t, json.Unmarshal(r.Body.Bytes(), &report))
	}
	return report.Digest
}

// beginAudit begins an audit of somebody.
func (f *fixture) beginAudit(by, about *person) held {
	f.t.Helper()
	var made struct {
		Summary struct {
			ID      uuid.UUID
			Version int
		}
	}
	f.must(by, "POST", "/people/"+about.id.String()+"/coding-audits", newAuditBody(), &made)
	return held{made.Summary.ID, made.Summary.Version}
}

// code gives somebody an entry, and an audit with feedback and an action.
func (f *fixture) code(p *person) {
	f.t.Helper()
	p.drafts = map[uuid.UUID]held{}
	at, chief := "/people/"+p.id.String(), p.org.chief
	f.must(p, "POST", at+"/coding-activity", object{"entries": []object{{"day": "2026-11-02", "episodes": 20, "hours": 7.5, "note": private}}}, nil)
	var list struct {
		Items []struct {
			ID      uuid.UUID
			Version int
		}
	}
	f.must(p, "GET", at+"/coding-activity", nil, &list)
	p.entry = held{list.Items[0].ID, list.Items[0].Version}

	audit := f.beginAudit(chief, p).id.String()
	var after struct {
		Summary struct {
			ID      uuid.UUID
			Version int
		}
		Actions []struct {
			ID      uuid.UUID
			Version int
		}
	}
	f.must(chief, "POST", "/coding-audits/"+audit+"/release", object{"version": 1}, &after)
	f.must(chief, "POST", "/coding-audits/"+audit+"/feedback", object{"version": 2, "on": "2026-11-02", "note": private}, &after)
	r := f.send(chief, "POST", "/coding-audits/"+audit+"/actions", object{"what": private, "ownerId": p.id, "dueOn": "2026-12-18"}, 0, false)
	require.Equal(f.t, http.StatusCreated, r.Code, r.Body.String())
	require.NoError(f.t, json.Unmarshal(r.Body.Bytes(), &after))
	p.audit = held{after.Summary.ID, after.Summary.Version}
	p.action = held{after.Actions[0].ID, after.Actions[0].Version}
}

// begin lets those of the senders who may audit begin an audit of somebody in their reach.
func (f *fixture) begin() {
	f.t.Helper()
	for _, by := range f.senders {
		about := map[string]*person{string(access.Assessor): f.assigned, string(access.Manager): f.trainee}[by.label]
		if about != nil {
			about.drafts[by.id] = f.beginAudit(by, about)
		}
	}
}

// begun gives the draft that the sender has begun, or else an audit that was released.
func (e encounter) begun() held {
	if d, ok := e.about.drafts[e.by.id]; ok {
		return d
	}
	return e.about.audit
}

// aboutAudit is a decision about a released audit.
func aboutAudit(body func(e encounter) object) operation {
	return operation{at: func(e encounter) string { return e.about.audit.id.String() }, body: func(e encounter) any {
		b := body(e)
		b["version"] = e.about.audit.version
		return b
	}}
}

func init() {
	draftAudit := operation{
		at:   func(e encounter) string { return e.begun().id.String() },
		body: func(e encounter) any { return object{"version": e.begun().version} },
	}
	edit := func(encounter) any {
		b := newAuditBody()
		b["reason"] = private
		return b
	}
	maps.Copy(operations, map[string]operation{
		"getCodingPractice":   {at: whom},
		"listCodingActivity":  {at: whom},
		"enterCodingActivity": {at: whom, body: always(object{"entries": []object{{"day": "2026-11-03", "episodes": 21}}})},
		"pasteCodingActivity": {at: whom, body: func(e encounter) any {
			text := "3/11/2026\t21\t7.5"
			return object{"text": text, "dryRun": false, "digest": e.checked("paste", object{"text": text, "dryRun": true})}
		}},
		"importCodingActivity":      {at: whom, body: always(activity), query: func(e encounter) string { return "digest=" + e.checked("import?dryRun=true", activity) }},
		"exportCodingActivity":      {at: whom, query: text("format=csv")},
		"getCodingActivityTemplate": {alone: true, query: text("format=csv")},
		"removeCodingActivity": {at: func(e encounter) string { return e.about.entry.id.String() }, body: func(e encounter) any {
			return object{"version": e.about.entry.version, "reason": private}
		}},
		"addActivityEvidence":    {at: whom, body: always(object{"startsOn": "2026-10-01"})},
		"listCoders":             {lists: true, query: everything},
		"listCodingTargets":      {alone: true},
		"addCodingTarget":        {alone: true, body: always(object{"startsOn": "2026-04-01", "traineeEpisodes": 20, "accEpisodes": 32, "dayHours": 7.5, "source": "Policy.", "reason": "Yearly."})},
		"listAccuracyThresholds": {alone: true},
		"chooseAccuracyThresholds": {alone: true, body: func(e encounter) any {
			return object{"setId": e.f.thresholds, "startsOn": "2026-04-01", "reason": "Policy."}
		}},
		"listAuditErrorKeys":     {alone: true},
		"listCodingAudits":       {at: whom},
		"createCodingAudit":      {at: whom, body: always(newAuditBody())},
		"getCodingAudit":         {at: func(e encounter) string { return e.about.audit.id.String() }},
		"editCodingAudit":        {at: func(e encounter) string { return e.about.audit.id.String() }, version: func(e encounter) int { return e.about.audit.version }, body: edit},
		"releaseCodingAudit":     draftAudit,
		"discardCodingAudit":     draftAudit,
		"acknowledgeCodingAudit": aboutAudit(func(encounter) object { return object{"comment": private} }),
		"recordAuditFeedback":    aboutAudit(func(encounter) object { return object{"on": "2026-11-03", "note": private} }),
		"addAuditAction": {at: func(e encounter) string { return e.about.audit.id.String() }, body: func(e encounter) any {
			return object{"what": private, "ownerId": e.about.id, "dueOn": "2026-12-18"}
		}},
		"addAuditEvidence":  {at: func(e encounter) string { return e.about.audit.id.String() }},
		"finishAuditAction": {at: func(e encounter) string { return e.about.action.id.String() }, body: func(e encounter) any { return object{"version": e.about.action.version} }},
		"listCodingActions": {at: whom},
	})
}
