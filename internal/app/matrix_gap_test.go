package app

import (
	"net/http"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/seed"
)

// opcs411 is an edition that came with the installation.
var opcs411 = seed.ID(seed.KindClassification, "opcs-4.11")

// freshness gives an organisation a rule of freshness.
func (f *fixture) freshness(o *organisation) {
	f.t.Helper()
	keeper := f.person(o, "keeper")
	f.give(keeper, access.StandardsLead, held{})
	o.rule = f.make(keeper, "/freshness-rules", object{"kind": "statement", "key": f.statements[0], "staysFresh": "P3Y", "reason": "The classification changes."})
}

// criteria gives two criteria of the trainee's role.
func (f *fixture) criteria(by *person) [2]uuid.UUID {
	f.t.Helper()
	var role struct{ PersonSpecification []struct{ ID uuid.UUID } }
	f.must(by, http.MethodGet, "/roles/"+traineeRole.String(), nil, &role)
	require.Greater(f.t, len(role.PersonSpecification), 1)
	return [2]uuid.UUID{role.PersonSpecification[0].ID, role.PersonSpecification[1].ID}
}

// judge has the chief judge somebody by a criterion.
func (f *fixture) judge(p *person) {
	f.t.Helper()
	p.rule = p.org.rule
	p.judged = f.make(p.org.chief, "/people/"+p.id.String()+"/criterion-confirmations",
		object{"criterionId": f.criteria(p.org.chief)[0], "met": true, "reason": private})
}

func ruleRow(body any) operation {
	o := operation{at: func(e encounter) string { return e.about.rule.id.String() }, version: func(e encounter) int { return e.about.rule.version }}
	if body != nil {
		o.body = always(body)
	}
	return o
}

func init() {
	for id, o := range map[string]operation{
		"confirmCriterion": {at: whom, body: func(e encounter) any {
			return object{"criterionId": e.f.criteria(e.about.org.chief)[1], "met": true, "reason": private}
		}},
		"changeCriterionConfirmation": {
			at: func(e encounter) string { return e.about.judged.id.String() }, version: func(e encounter) int { return e.about.judged.version },
			body: always(object{"met": false, "reason": private}),
		},
		"listFreshnessRules": {alone: true},
		"addFreshnessRule": {alone: true, body: func(e encounter) any {
			return object{"kind": "statement", "key": e.f.statements[1], "staysFresh": "P2Y", "reason": "The classification changes."}
		}},
		"editFreshnessRule": ruleRow(object{"staysFresh": "P2Y", "reason": "The classification changes."}),
		"endFreshnessRule": {at: func(e encounter) string { return e.about.rule.id.String() }, body: func(e encounter) any {
			return object{"version": e.about.rule.version, "reason": "It changes no more."}
		}},
		"listEndedFreshnessRules":    {alone: true},
		"listClassificationEditions": {alone: true},
		"getClassificationEdition":   one(func(*fixture) string { return opcs411.String() }),
		"addClassificationEdition": {alone: true, body: func(e encounter) any {
			return object{"classification": "OPCS-4", "name": "OPCS-4.12", "startsOn": "2029-04-01", "statementIds": []string{e.f.statements[0]}, "reason": "It changes."}
		}},
		"editClassificationEdition": {alone: true, at: func(encounter) string { return opcs411.String() }, version: func(encounter) int { return 1 },
			body: always(object{"statementIds": []string{}, "reason": "It changes nothing of ours."})},
		"listPostGaps":  {alone: true},
		"getPostGap":    one(func(*fixture) string { return traineeRole.String() }),
		"searchLibrary": {alone: true, query: text("q=histology")},
	} {
		operations[id] = o
	}
}
