package app

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/role"
)

// frameworkOperations are the rows of the framework's levels, editions, examples and confirmations.
var frameworkOperations = map[string]operation{
	"getSkillLevel":          {alone: true, at: func(e encounter) string { return e.f.framework + "/skills/ANCC/levels/2" }},
	"compareSkillLevels":     {alone: true, at: func(e encounter) string { return e.f.framework }, query: text("code=ANCC&from=2&to=3")},
	"listEditions":           one(func(f *fixture) string { return f.framework }),
	"listEditionStatements":  one(func(f *fixture) string { return f.framework }),
	"getEditionDifferences":  {alone: true, at: func(e encounter) string { return e.f.framework }, query: text("from=0&to=0")},
	"createEdition":          {alone: true, at: func(e encounter) string { return e.f.framework }, first: (*fixture).discardDraft, body: always(object{"title": "Another edition"})},
	"getEdition":             one(func(f *fixture) string { return f.edition.id.String() }),
	"editEdition":            ofEdition(object{"title": "Another title"}),
	"editStatement":          {alone: true, at: edition, version: editionVersion, body: func(e encounter) any { return rewording(e.f.statements[1], "meaning") }},
	"addStatement":           ofEdition(object{"code": "ANCC", "level": 2, "aspect": "Freeze dates", "text": "Knows the freeze dates.", "reason": "Asked for."}),
	"endStatement":           {alone: true, at: edition, version: editionVersion, body: func(e encounter) any { return object{"statementId": e.f.statements[1], "reason": "Not done here."} }},
	"addLocalSkill":          ofEdition(object{"code": "FREE", "name": "Freeze dates", "reason": "Asked for."}),
	"renameLocalSkill":       ofEdition(object{"code": "FLEX", "name": "Flex and freeze", "reason": "Clearer."}),
	"undoEditionChange":      {alone: true, at: func(e encounter) string { return e.f.change.String() }, version: editionVersion},
	"publishEdition":         {alone: true, at: edition, body: func(e encounter) any { return object{"version": e.f.edition.version} }},
	"discardEdition":         {alone: true, at: edition, body: func(e encounter) any { return object{"version": e.f.edition.version} }},
	"getStatementImpact":     one(func(f *fixture) string { return f.statements[2] }),
	"addStatementExample":    {alone: true, at: func(e encounter) string { return e.f.statements[0] }, body: always(object{"text": "Asks before guessing."})},
	"editStatementExample":   {alone: true, at: example, version: func(e encounter) int { return e.f.example.version }, body: always(object{"text": "Asks a colleague before guessing."})},
	"endStatementExample":    {alone: true, at: example, body: func(e encounter) any { return object{"version": e.f.example.version} }},
	"listClaimConfirmations": {lists: true, query: everything, first: (*fixture).replaceClaimed},
	"confirmClaim": {first: (*fixture).replaceClaimed, body: func(e encounter) any {
		return object{"claimId": e.about.waiting.id, "statementId": e.f.statements[2], "decision": "stands", "reason": "Nothing else is asked.", "version": e.about.waiting.version + 1}
	}},
	"listRequirementConfirmations": {alone: true},
	"confirmRequirement": {alone: true, first: (*fixture).replaceRequired, body: func(e encounter) any {
		return object{"requirementId": e.f.requirement, "statementId": e.f.statements[2], "decision": "stands", "reason": "Nothing else is asked.", "version": 1}
	}},
	"exportFramework":   {alone: true, at: func(e encounter) string { return e.f.framework }, query: text("format=csv")},
	"getImportTemplate": {alone: true, at: func(e encounter) string { return e.f.framework }, query: text("format=csv")},
	"importFramework":   {alone: true, at: func(e encounter) string { return e.f.framework }, query: (encounter).dryRun, body: always(newRow)},
}

// newRow is a spreadsheet that adds a statement.
var newRow = sheet("identifier,code,skill,aspect,level,text,own,change,reason\n,ANCC,,Freeze dates,2,Knows the freeze dates.,local,new,Asked for.\n")

// dryRun asks what the spreadsheet would do, and gives the digest of the answer.
func (e encounter) dryRun() string {
	var report struct{ Digest string }
	answer := e.f.send(e.by, "POST", "/frameworks/"+e.f.framework+"/import?dryRun=true", newRow, 0, false)
	if answer.Code == 200 {
		require.NoError(e.f.t, json.Unmarshal(answer.Body.Bytes(), &report))
	}
	return "digest=" + report.Digest
}

func init() { maps.Copy(operations, frameworkOperations) }

func edition(e encounter) string { return e.f.edition.id.String() }

func editionVersion(e encounter) int { return e.f.edition.version }

func example(e encounter) string { return e.f.example.id.String() }

// ofEdition changes the draft.
func ofEdition(body object) operation {
	return operation{alone: true, at: edition, version: editionVersion, body: always(body)}
}

func rewording(statement, extent string) object {
	return object{"statementId": statement, "extent": extent, "aspect": "Coding", "text": "Codes what the record says: " + extent + ".", "reason": "Clearer."}
}

// standardsLead gives the sender who keeps the framework.
func (f *fixture) standardsLead() *person {
	return f.senders[slices.IndexFunc(f.senders, func(p *person) bool { return p.label == string(access.StandardsLead) })]
}

// edit gives the organisation a published edition with a local skill, an example, and a draft with a change.
func (f *fixture) edit() {
	f.t.Helper()
	lead := f.standardsLead()
	first := f.open()
	first = f.drafted(lead, first, "skills", object{"code": "FLEX", "name": "Flex dates", "reason": "Asked for."})
	f.publish(first)
	f.example = f.make(lead, "/statements/"+f.statements[0]+"/examples", object{"text": "Finds the page in the standards."})
	f.edition = f.drafted(lead, f.open(), "edits", rewording(f.statements[3], "wording"))
	var read struct{ Changes []struct{ ID uuid.UUID } }
	f.must(lead, "GET", "/framework-editions/"+f.edition.id.String(), nil, &read)
	f.change = read.Changes[0].ID
}

// open opens a draft.
func (f *fixture) open() held {
	return f.make(f.standardsLead(), "/frameworks/"+f.framework+"/editions", object{"title": "An edition"})
}

// drafted makes a change in a draft.
func (f *fixture) drafted(by *person, edition held, what string, body object) held {
	f.t.Helper()
	r := f.send(by, "POST", "/framework-editions/"+edition.id.String()+"/"+what, body, edition.version, false)
	require.Equal(f.t, 200, r.Code, r.Body.String())
	return held{edition.id, edition.version + 1}
}

func (f *fixture) publish(edition held) {
	f.must(f.standardsLead(), "POST", "/framework-editions/"+edition.id.String()+"/publish", object{"version": edition.version}, nil)
}

// discardDraft makes room for another draft.
func (f *fixture) discardDraft(encounter) {
	f.must(f.standardsLead(), "POST", "/framework-editions/"+f.edition.id.String()+"/discard", object{"version": f.edition.version}, nil)
}

// replaceClaimed approves the person's claim and then changes the meaning of its statement.
func (f *fixture) replaceClaimed(e encounter) {
	if e.about.org != f.trainee.org {
		return
	}
	f.must(e.about.org.chief, "POST", "/claims/"+e.about.waiting.id.String()+"/decision", object{"version": e.about.waiting.version, "decision": "approve"}, nil)
	f.replace()
}

// replace publishes another meaning of a statement.
func (f *fixture) replace() {
	f.publish(f.drafted(f.standardsLead(), f.edition, "edits", rewording(f.statements[2], "meaning")))
}

// replaceRequired makes a role ask for a statement and then changes the statement's meaning.
func (f *fixture) replaceRequired(encounter) {
	f.t.Helper()
	var organisation []uuid.UUID
	require.NoError(f.t, f.app.db.Conn(f.ctx).Table("people").Where("id = ?", f.trainee.id).Pluck("organisation_id", &organisation).Error)
	made, err := f.app.modules.role.Service.Create(f.ctx, access.Actor{PersonID: f.trainee.org.founder.id, OrganisationID: organisation[0]}, role.NewRole{
		Title: "Archivist", Band: "4", BandStatus: role.BandStated, Purpose: []string{"Keeps records."},
		Requirements: []role.NewRequirement{{
			StatementID: uuid.NullUUID{UUID: uuid.MustParse(f.statements[2]), Valid: true}, Importance: role.Essential, Reason: "It is the work.",
		}},
	})
	require.NoError(f.t, err)
	var requirement []uuid.UUID
	require.NoError(f.t, f.app.db.Conn(f.ctx).Table("role_requirements").Where("role_id = ?", made).Pluck("id", &requirement).Error)
	f.requirement = requirement[0]
	f.replace()
}
