package app

import (
	"encoding/json"
	"net/http"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/seed"
)

// accPathway is the source document's pathway, ccap one that people join after it.
var (
	accPathway = seed.ID("pathway", "acc")
	ccap       = seed.ID("pathway", "ccap")
)

// trainingPathways lets the chief publish a version of the ACC pathway, from today on, and begin the next one.
func (f *fixture) trainingPathways(o *organisation) {
	f.t.Helper()
	o.library.published = f.beginTrainingDraft(o)
	f.must(o.chief, "POST", "/training-pathway-versions/"+o.library.published.String()+"/publish", object{"version": 1, "startsOn": today}, nil)
	o.library.trainingDraft = f.beginTrainingDraft(o)
}

func (f *fixture) beginTrainingDraft(o *organisation) uuid.UUID {
	f.t.Helper()
	r := f.send(o.chief, "POST", "/training-pathways/"+accPathway.String()+"/versions", object{}, 0, false)
	require.Equal(f.t, http.StatusCreated, r.Code, r.Body.String())
	var made struct{ Ref struct{ ID uuid.UUID } }
	require.NoError(f.t, json.Unmarshal(r.Body.Bytes(), &made))
	return made.Ref.ID
}

// discardTrainingDraft takes the draft away, so that another one can be begun.
func (f *fixture) discardTrainingDraft(encounter) {
	o := f.trainee.org
	r := f.send(o.chief, "DELETE", "/training-pathway-versions/"+o.library.trainingDraft.String(), nil, 1, false)
	require.Equal(f.t, http.StatusNoContent, r.Code, r.Body.String())
}

// accredited gives the person ACC long enough ago for every further pathway.
func (f *fixture) accredited(e encounter) {
	f.must(e.about.org.chief, "POST", "/people/"+e.about.id.String()+"/awards", object{"kind": "acc", "awardedOn": "2020-02-03", "because": "Seen."}, nil)
}

// joined puts the person on a further pathway.
func (f *fixture) joined(e encounter) {
	f.accredited(e)
	f.must(e.about.org.chief, "POST", "/people/"+e.about.id.String()+"/further-pathways", object{"pathwayId": ccap, "startsOn": "2026-01-05"}, nil)
}

var entryOfLogBook = object{"milestone": "ccap-log-book", "doneOn": "2026-02-02", "what": private, "number": 1, "forWhom": private}

// logged has the person add an entry to the log book.
func (f *fixture) logged(e encounter) {
	f.joined(e)
	f.entry = f.make(e.about, "/people/"+e.about.id.String()+"/further-pathways/"+ccap.String()+"/log-book", entryOfLogBook)
}

// trainingDraft is something done with the draft; part is what follows its identifier.
func trainingDraft(part string, body any) operation {
	o := operation{
		alone: true, at: func(e encounter) string { return e.f.kept().trainingDraft.String() + part }, version: func(encounter) int { return 1 },
	}
	if body != nil {
		o.body = always(body)
	}
	return o
}

// onFurther is something about a person on a further pathway.
func onFurther(body any) operation {
	o := operation{at: func(e encounter) string { return e.about.id.String() + "/further-pathways/" + ccap.String() }, first: (*fixture).joined}
	if body != nil {
		o.body = always(body)
	}
	return o
}

func milestoneText() object {
	return object{
		"title": "Mock examination", "called": "the mock examination", "about": "A rehearsal.", "rule": "At 18 months.", "kind": "activity",
		"anchor": "appointment", "due": "P18M", "notBefore": "", "lasts": "", "recurrence": "", "notice": "", "running": "working_time",
		"prerequisites": []string{"ccsc"}, "throughout": false, "evidence": []string{"The paper"}, "certificate": false, "signedBy": []string{"manager"},
		"papers": []object{}, "keepsPasses": false, "award": "", "logBook": object{"counted": "", "number": 0, "source": ""},
	}
}

func init() {
	entry := func(e encounter) string { return e.f.entry.id.String() }
	for id, o := range map[string]operation{
		"listTrainingPathways":        {alone: true},
		"makeTrainingPathway":         {alone: true, body: always(object{"title": "Our auditor's road", "further": true, "from": ccap})},
		"listTrainingPathwayVersions": {alone: true, at: text(accPathway.String())},
		"beginTrainingPathwayDraft": {alone: true, at: text(accPathway.String()), body: always(object{"note": "The next one."}),
			first: (*fixture).discardTrainingDraft},
		"listTrainingPathwayPeople":      {lists: true, at: text(accPathway.String()), query: everything},
		"getTrainingPathwayVersion":      one(func(f *fixture) string { return f.kept().trainingDraft.String() }),
		"discardTrainingPathwayDraft":    trainingDraft("", nil),
		"compareTrainingPathwayVersions": one(func(f *fixture) string { return f.kept().published.String() }),
		"keepTrainingPathwayFacts": trainingDraft("", object{
			"title": "Accredited Clinical Coder (ACC)", "award": "acc", "roles": []uuid.UUID{traineeRole}, "length": "P3Y", "dueSoon": "P30D",
			"joining": object{"award": "", "held": []object{}},
		}),
		"keepTrainingPathwayStages":      trainingDraft("", object{"stages": []object{{"key": "", "title": "All of it", "until": "", "whenOverdue": ""}}}),
		"orderTrainingPathwayMilestones": trainingDraft("", object{"keys": []string{"portfolio", "mentorship", "ccs-e-learning", "ccsc", "anatomy-course", "in-house-examination", "nccq", "acc", "ccsrc", "daily-target", "audit-feedback"}}),
		"addTrainingPathwayMilestone":    trainingDraft("", milestoneText()),
		"keepTrainingPathwayMilestone":   trainingDraft("/milestones/portfolio", milestoneText()),
		"removeTrainingPathwayMilestone": trainingDraft("/milestones/portfolio", nil),
		"getTrainingPathwayPublication":  one(func(f *fixture) string { return f.kept().trainingDraft.String() }),
		"publishTrainingPathwayVersion": {alone: true, at: func(e encounter) string { return e.f.kept().trainingDraft.String() },
			body: always(object{"version": 1, "startsOn": "2026-12-01"})},
		"previewTrainingPathwayVersion": {at: func(e encounter) string { return e.f.kept().published.String() },
			query: func(e encounter) string { return "personId=" + e.about.id.String() }},
		"previewTrainingPathwayMoves": {at: func(e encounter) string { return e.f.kept().published.String() },
			query: func(e encounter) string { return "personId=" + e.about.id.String() }},
		"moveToTrainingPathwayVersion": {at: func(e encounter) string { return e.f.kept().published.String() }, body: func(e encounter) any {
			return object{"people": []object{{"personId": e.about.id, "from": accPathway}}, "reason": private}
		}},
		"listTrainingPathwayHistory": {at: whom},
		"listFurtherPathways":        {at: whom},
		"joinFurtherPathway": {at: whom, first: (*fixture).accredited,
			body: always(object{"pathwayId": ccap, "startsOn": "2026-01-05", "reason": private})},
		"getFurtherProgress":        onFurther(nil),
		"leaveFurtherPathway":       onFurther(object{"reason": private}),
		"listWaitingLogBookEntries": {lists: true, first: (*fixture).logged, query: everything},
		"getLogBook":                onFurther(nil),
		"addLogBookEntry":           onFurther(entryOfLogBook),
		"confirmLogBookEntry": {at: entry, first: (*fixture).logged,
			body: func(e encounter) any { return object{"version": e.f.entry.version} }},
		"returnLogBookEntry": {at: entry, first: (*fixture).logged,
			body: func(e encounter) any { return object{"version": e.f.entry.version, "reason": private} }},
	} {
		operations[id] = o
	}
}
