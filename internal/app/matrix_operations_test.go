package app

import (
	"strings"

	"github.com/google/uuid"
)

// operation is how the matrix asks for one operation of the contract. Requests are such that whoever may send them
// succeeds.
type operation struct {
	// alone says that the operation is about nobody in particular.
	alone bool
	// lists says that the answer is a list in which the person is looked for.
	lists bool
	// at gives what stands in the path from its first parameter, {id}, {token} or {name}, to its last.
	at func(encounter) string
	// query is what follows the path.
	query func(encounter) string
	body  func(encounter) any
	// version gives the version that an edit names in If-Match; 0 sends none.
	version func(encounter) int
	// upload sends a file instead of a body.
	upload bool
	// first runs before the request, in the same transaction.
	first func(*fixture, encounter)
}

type object map[string]any

func whom(e encounter) string { return e.about.id.String() }

func text(s string) func(encounter) string { return func(encounter) string { return s } }

func always(body any) func(encounter) any { return func(encounter) any { return body } }

// everything asks a list for everything, so that who is missing is not merely on another page.
var everything = text("limit=200")

// one asks for one thing of the library.
func one(which func(*fixture) string) operation {
	return operation{alone: true, at: func(e encounter) string { return which(e.f) }}
}

// record gives the milestone record that somebody may decide on: an assessor's are other milestones than a mentor's.
func (e encounter) record() held {
	if e.by.label == "assessor" {
		return e.about.feedback
	}
	return e.about.learning
}

// logged gives the meeting that the sender logged, where there is one.
func (e encounter) logged() held {
	if m, ok := e.about.loggedBy[e.by.id]; ok {
		return m
	}
	return e.about.noted
}

// meeting gives the meeting that the sender has to confirm, where there is one.
func (e encounter) meeting() held {
	if m, ok := e.about.meetingsWith[e.by.id]; ok {
		return m
	}
	return e.about.meeting
}

// kept is what the standards lead of the senders' organisation keeps.
func (f *fixture) kept() kept { return f.trainee.org.library }

// draft is an edit of the draft of the map of roles.
func draft(body any) operation {
	return operation{
		alone: true, body: always(body), at: func(e encounter) string { return e.f.kept().draft.id.String() },
		version: func(e encounter) int { return e.f.kept().draft.version },
	}
}

// draftMove is an edit of a move of that draft.
func draftMove(body any) operation {
	o := draft(body)
	o.at = func(e encounter) string { return e.f.kept().draftMove }
	return o
}

var operations = map[string]operation{
	// identity
	"signIn":             {alone: true, body: always(object{"email": "founder@northmoor.example", "password": password})},
	"signOut":            {alone: true},
	"signInOptions":      {alone: true},
	"getMe":              {alone: true},
	"changePassword":     {alone: true, body: always(object{"current": password, "password": "three entirely other words"})},
	"getPasswordLink":    {alone: true, at: func(e encounter) string { return e.f.linkToken }},
	"setPassword":        {alone: true, at: func(e encounter) string { return e.f.linkToken }, body: always(object{"password": "three entirely other words"})},
	"createPasswordLink": {at: whom},
	"disableAccount":     {at: whom},
	"enableAccount":      {at: whom},
	"listSessions":       {alone: true},
	"endOtherSessions":   {alone: true},
	"endSession":         {alone: true, at: func(e encounter) string { return e.f.elsewhere.String() }, first: (*fixture).signedInElsewhere},
	"endSessionsOf":      {at: whom},
	"listTokens":         {alone: true},
	"makeToken":          {alone: true, body: always(newToken("Nightly export", "read"))},
	"endToken":           {alone: true, at: func(e encounter) string { return e.f.token.String() }, first: (*fixture).hasToken},
	"listTokensOf":       {at: whom},
	"endTokenOf":         {at: func(e encounter) string { return whom(e) + "/tokens/" + e.f.token.String() }, first: (*fixture).hasToken},

	// staff
	"listPeople":   {lists: true, query: everything},
	"createPerson": {alone: true, body: always(object{"name": "New Person", "email": "new.person@example.org"})},
	"getPerson":    {at: whom},
	"editPerson": {at: whom, version: func(e encounter) int { return e.about.version },
		body: always(object{"name": "Other Name", "email": "other.name@example.org"})},
	"recordLeaving": {at: whom, body: func(e encounter) any { return object{"leftOn": today, "version": e.about.version} }},
	"recordRejoining": {at: whom, first: (*fixture).leave,
		body: func(e encounter) any { return object{"version": e.about.version + 1} }},
	"getPlannedLeaving": {at: whom},
	"planLeaving":       {at: whom, version: func(encounter) int { return 1 }, body: always(object{"kind": "retirement", "leavesOn": "2028-03-31"})},
	"unplanLeaving":     {at: whom, version: func(encounter) int { return 2 }, first: (*fixture).planLeaving},
	"addAppointment": {at: whom, body: func(e encounter) any {
		return object{"roleId": traineeRole, "teamId": e.about.team.id, "band": "3", "wte": 0.6, "startsOn": "2020-01-06", "endsOn": "2020-12-31"}
	}},
	"editAppointment": {at: func(e encounter) string { return e.about.appointment.id.String() },
		version: func(e encounter) int { return e.about.appointment.version },
		body: func(e encounter) any {
			return object{"roleId": traineeRole, "teamId": e.about.team.id, "band": "3", "wte": 0.8, "startsOn": appointedOn}
		}},
	"addAssignment": {at: whom, body: func(e encounter) any {
		return object{"kind": "mentor", "assigneeId": e.about.org.chief.id, "startsOn": "2024-01-01", "endsOn": "2024-01-31"}
	}},
	"endAssignment": {at: func(e encounter) string { return e.about.assignment.String() }, body: always(object{"endsOn": today})},
	"listAssignees": {lists: true, query: text("kind=mentor&limit=200"), first: (*fixture).makeMentor},
	"listTeams":     {alone: true},
	"createTeam":    {alone: true, body: always(object{"name": "New team"})},
	"editTeam": {at: func(e encounter) string { return e.about.team.id.String() }, version: func(e encounter) int { return e.about.team.version },
		body: always(object{"name": "Another name"})},
	"listGrants": {lists: true, query: text("limit=200&state=all")},
	"giveGrant": {body: func(e encounter) any {
		return object{"personId": e.about.id, "role": "workforce_lead", "startsOn": "2029-01-01"}
	}},
	"endGrant": {at: func(e encounter) string { return e.about.grant.String() }},

	// audit
	"listRecordHistory": {alone: true},
	"listAuditEntries":  {lists: true, query: func(e encounter) string { return "limit=200&personId=" + e.about.id.String() }},

	// the library
	"listFrameworks":  {alone: true},
	"getFramework":    one(func(f *fixture) string { return f.framework }),
	"listStatements":  one(func(f *fixture) string { return f.framework }),
	"getSkillMatrix":  {alone: true, at: func(e encounter) string { return e.f.framework }, query: text("code=ANCC")},
	"getStatement":    one(func(f *fixture) string { return f.statements[0] }),
	"listJobProfiles": {alone: true},
	"getJobProfile":   one(func(f *fixture) string { return f.profile }),
	"getJobSuite":     {alone: true},
	"getJobScheme":    {alone: true},
	"previewJobMatch": {alone: true, body: always(object{"levels": []int{2, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1, 2, 1, 1}})},
	"listRoles":       {alone: true},
	"getRole":         {alone: true, at: text(traineeRole.String())},
	"listLinks":       {alone: true},
	"listAspectLinks": {alone: true},
	"createLink":      {alone: true, body: always(newLink("ANCC", "Strategy", 3))},
	"getOwnLink":      one(func(f *fixture) string { return f.kept().link.id.String() }),
	"editLink": {alone: true, at: func(e encounter) string { return e.f.kept().link.id.String() },
		version: func(e encounter) int { return e.f.kept().link.version }, body: always(newLink("ANCC", "Strategy", 3))},
	"endLink": {alone: true, at: func(e encounter) string { return e.f.kept().link.id.String() },
		body: func(e encounter) any { return object{"version": e.f.kept().link.version, "reason": "It helps nobody."} }},
	"refuseLink":  {alone: true, at: text(proposal), body: always(object{"reason": "Not with us."})},
	"acceptLink":  {alone: true, at: text(proposal)},
	"getCoverage": {alone: true},
	"getLadder":   {alone: true},

	"getRolePathway":        {alone: true},
	"listRolePathways":      {alone: true},
	"createRolePathway":     {alone: true, first: (*fixture).discard, body: always(object{"note": "The next one."})},
	"getRolePathwayVersion": one(func(f *fixture) string { return f.kept().draft.id.String() }),
	"compareRolePathways":   one(func(f *fixture) string { return f.kept().draft.id.String() }),
	"discardRolePathway":    draft(nil),
	"placePathwayRoles": draft(object{"roles": []object{
		{"roleId": traineeRole, "family": "coding"}, {"roleId": deputyRole, "family": "coding"}, {"roleId": otherRole, "family": "other"},
	}}),
	"addPathwayMove": draft(object{"fromRoleId": traineeRole, "toRoleId": otherRole, "reason": "A step.", "condition": agreement}),
	"publishRolePathway": {alone: true, at: func(e encounter) string { return e.f.kept().draft.id.String() },
		body: func(e encounter) any { return object{"version": e.f.kept().draft.version} }},
	"editPathwayMove":   draftMove(object{"fromRoleId": traineeRole, "toRoleId": otherRole, "reason": "A step.", "condition": agreement}),
	"removePathwayMove": draftMove(nil),
	"getPathwayChoices": {alone: true},
	"listMoves":         {at: whom},
	"agreeToMove": {at: whom, body: func(e encounter) any {
		return object{"moveId": e.by.org.library.move, "subject": "agreement:the line manager", "agreed": true, "reason": private}
	}},
	"createRole": {alone: true, body: always(object{"title": "Coding Auditor", "band": "5", "bandStatus": "stated"})},
	"editRole": {alone: true, at: func(e encounter) string { return e.f.role.id.String() }, version: func(e encounter) int { return e.f.role.version },
		body: always(object{"title": "Another title", "reason": "It is called so."})},
	"copyRole": {alone: true, at: text(traineeRole.String()), body: always(object{"title": "Coder of ours", "reason": "Ours differs."})},
	"retireRole": {alone: true, at: func(e encounter) string { return e.f.role.id.String() },
		body: func(e encounter) any { return object{"version": e.f.role.version, "reason": "No longer needed."} }},
	"listRequirementChoices": {alone: true, at: text(traineeRole.String())},
	"listRoleHolders":        {lists: true, at: text(traineeRole.String()), query: everything},
	"listRoleVersions":       {alone: true, at: text(traineeRole.String())},
	"getRoleVersion":         {alone: true, at: text(traineeRole.String())},
	"compareRoleVersions":    {alone: true, at: text(traineeRole.String()), query: text("from=1&to=1")},
	"compareRoles": {alone: true, query: func(e encounter) string {
		return "from=" + traineeRole.String() + "&to=" + e.f.role.id.String()
	}},
	"getRoleAdvert":       {alone: true, at: text(traineeRole.String())},
	"listFindings":        {alone: true},
	"listSourceDocuments": {alone: true},
	"getSourceDocument":   {alone: true, at: text("003_2ddd57fdd7765d81.txt")},
	"listPathways":        {alone: true},
	"getPathway":          one(func(f *fixture) string { return f.pathway }),

	// files
	"addFile": {at: whom, upload: true},
	"getFile": {at: func(e encounter) string { return e.about.file.String() }},

	// patient data
	"listMyPatientDataDeclarations": {alone: true},
	"declareNotPatientData":         {alone: true, body: always(object{"kind": "nhs_number", "mark": strings.Repeat("0a", 32), "reason": "An order number."})},
	"listPatientDataDeclarations":   {alone: true},
	"getEvidencePatientDataCheck":   {at: func(e encounter) string { return e.about.evidence.id.String() }},
	"listHospitalNumberPatterns":    {alone: true},
	"addHospitalNumberPattern":      {alone: true, body: always(object{"name": "New form", "shape": "QX ######"})},
	"editHospitalNumberPattern": {alone: true, at: func(e encounter) string { return e.f.pattern.id.String() },
		version: func(e encounter) int { return e.f.pattern.version }, first: (*fixture).addPattern, body: always(object{"name": "Other form", "shape": "QX ######"})},
	"removeHospitalNumberPattern": {alone: true, at: func(e encounter) string { return e.f.pattern.id.String() },
		version: func(e encounter) int { return e.f.pattern.version }, first: (*fixture).addPattern},

	// portfolio
	"getPortfolio":            {at: whom},
	"listEvidence":            {at: whom},
	"addEvidence":             {at: whom, body: always(newEvidence("More", uuid.Nil))},
	"getEvidence":             {at: func(e encounter) string { return e.about.evidence.id.String() }},
	"editEvidence":            {at: func(e encounter) string { return e.about.evidence.id.String() }, version: func(e encounter) int { return e.about.evidence.version }, body: always(object{"showcased": true})},
	"deleteEvidence":          {at: func(e encounter) string { return e.about.spare.id.String() }, version: func(e encounter) int { return e.about.spare.version }},
	"listEvidenceDrafts":      {at: whom},
	"addEvidenceDraft":        {at: whom, body: always(object{"title": private})},
	"getEvidenceDraft":        {at: begun},
	"saveEvidenceDraft":       {at: begun, version: func(e encounter) int { return e.about.begun.version }, body: always(object{"title": private})},
	"deleteEvidenceDraft":     {at: begun, version: func(e encounter) int { return e.about.begun.version }},
	"finishEvidenceDraft":     {at: begun, body: func(e encounter) any { return object{"version": e.about.begun.version} }},
	"listEvidenceVersions":    {at: func(e encounter) string { return e.about.evidence.id.String() }},
	"listEvidenceSuggestions": {at: func(e encounter) string { return e.about.evidence.id.String() }},
	"dismissEvidenceSuggestion": {at: func(e encounter) string { return e.about.evidence.id.String() },
		body: func(e encounter) any { return object{"statementId": e.f.statements[0]} }},
	"arrangeShowcase": {at: whom, body: func(e encounter) any {
		return object{"evidenceIds": []uuid.UUID{e.about.evidence.id}, "was": []uuid.UUID{}}
	}},
	"listClaims": {at: whom},
	"createClaims": {at: whom, body: func(e encounter) any {
		return object{"statementIds": []string{e.f.statements[0]}, "evidenceIds": []uuid.UUID{e.about.evidence.id}}
	}},
	"getClaim": {at: func(e encounter) string { return e.about.waiting.id.String() }},
	"editClaim": {at: func(e encounter) string { return e.about.draft.id.String() }, version: func(e encounter) int { return e.about.draft.version },
		body: always(object{"explanation": private})},
	"submitClaim": {at: func(e encounter) string { return e.about.draft.id.String() },
		body: func(e encounter) any { return object{"version": e.about.draft.version} }},
	"withdrawClaim": {at: func(e encounter) string { return e.about.waiting.id.String() },
		body: func(e encounter) any { return object{"version": e.about.waiting.version} }},
	"decideClaim": {at: func(e encounter) string { return e.about.waiting.id.String() },
		body: func(e encounter) any { return object{"version": e.about.waiting.version, "decision": "approve"} }},
	"listReviews": {lists: true, query: everything},

	// training and accreditation
	"getProgress":          {at: whom},
	"recordMilestone":      {at: whom, body: always(object{"milestone": "portfolio", "completedOn": today, "note": private})},
	"listMilestoneRecords": {lists: true, query: everything},
	"signOffMilestone": {at: func(e encounter) string { return e.record().id.String() },
		body: func(e encounter) any { return object{"version": e.record().version} }},
	"returnMilestone": {at: func(e encounter) string { return e.record().id.String() },
		body: func(e encounter) any { return object{"version": e.record().version, "reason": private} }},
	"recordAttempt": {at: whom, body: always(object{"milestone": "in-house-examination", "satOn": "2026-11-02", "papers": []string{"examination"}})},
	"recordResults": {at: func(e encounter) string { return e.about.attempt.id.String() }, body: func(e encounter) any {
		return object{"version": e.about.attempt.version, "results": []object{{"paper": "examination", "outcome": "passed"}}}
	}},
	"listMentoringMeetings": {at: whom},
	"logMentoringMeeting": {at: whom, body: func(e encounter) any {
		return object{"metOn": today, "topics": private, "mentorId": e.about.org.chief.id}
	}},
	"confirmMentoringMeeting": {at: func(e encounter) string { return e.meeting().id.String() },
		body: func(e encounter) any { return object{"version": e.meeting().version} }},
	"addPause": {at: whom, body: always(object{"reason": "maternity", "from": "2026-02-02", "to": "2026-02-20"})},
	"endPause": {at: func(e encounter) string { return e.about.pause.id.String() }, version: func(e encounter) int { return e.about.pause.version },
		body: always(object{"to": today})},
	"exemptMilestone":  {at: whom, body: always(object{"milestone": "anatomy-course", "reason": private})},
	"grantExtension":   {at: whom, body: always(object{"milestone": "anatomy-course", "dueOn": "2029-02-10", "reason": private})},
	"previewExtension": {at: whom, body: always(object{"milestone": "anatomy-course", "dueOn": "2029-02-10"})},
	"endExtension": {at: func(e encounter) string { return e.about.extension.id.String() },
		body: func(e encounter) any { return object{"version": e.about.extension.version, "reason": private} }},
	"withdrawExemption": {at: encounter.exemption, first: (*fixture).exempted, body: always(object{"version": 1, "reason": private})},
	"previewPause":      {at: whom, body: always(object{"reason": "maternity", "from": "2026-02-02", "to": "2026-02-20"})},
	"editPause": {at: func(e encounter) string { return e.about.pause.id.String() }, version: func(e encounter) int { return e.about.pause.version },
		body: always(object{"reason": "other_leave", "note": private, "from": "2026-11-17", "why": private})},
	"withdrawPause": {at: func(e encounter) string { return e.about.pause.id.String() },
		body: func(e encounter) any { return object{"version": e.about.pause.version, "reason": private} }},
	"correctResult": {at: func(e encounter) string { return e.about.attempt.id.String() }, first: (*fixture).passed, body: func(e encounter) any {
		return object{"version": e.about.attempt.version + 1, "paper": "examination", "outcome": "failed", "reason": private}
	}},
	"listCertificates": {at: whom},
	"getExamPlan":      {at: whom},
	"chooseSitting":    {at: whom, body: func(e encounter) any { return object{"sittingId": e.by.org.later.id} }},
	"registerForSitting": {at: func(e encounter) string { return e.about.choice.id.String() },
		body: func(e encounter) any { return object{"version": e.about.choice.version, "registeredOn": "2026-11-02"} }},
	"giveUpSitting": {at: func(e encounter) string { return e.about.choice.id.String() },
		body: func(e encounter) any { return object{"version": e.about.choice.version, "reason": private} }},
	"addMembership": {at: whom, body: always(object{"from": "2027-01-01", "to": "2027-12-31", "note": private})},
	"editMembership": {at: func(e encounter) string { return e.about.membership.id.String() }, version: func(e encounter) int { return e.about.membership.version },
		body: always(object{"from": "2026-01-01", "to": "2026-12-30", "note": private})},
	"listSittings": {alone: true},
	"getSitting":   one(func(f *fixture) string { return f.trainee.org.sitting.id.String() }),
	"addSitting":   {alone: true, body: always(newSitting("Another sitting", "2029-04"))},
	"editSitting": {alone: true, at: func(e encounter) string { return e.f.trainee.org.sitting.id.String() },
		version: func(e encounter) int { return e.f.trainee.org.sitting.version }, body: always(newSitting("Another name", "2028-05"))},
	"cancelSitting": {alone: true, at: func(e encounter) string { return e.f.trainee.org.sitting.id.String() },
		body: func(e encounter) any { return object{"version": e.f.trainee.org.sitting.version, "reason": private} }},
	"editMentoringMeeting": {at: func(e encounter) string { return e.logged().id.String() }, version: func(e encounter) int { return e.logged().version },
		body: always(object{"metOn": "2026-10-09", "topics": private})},
	"disputeMentoringMeeting": {at: func(e encounter) string { return e.meeting().id.String() },
		body: func(e encounter) any { return object{"version": e.meeting().version, "note": private} }},
	"listAwards":  {at: whom},
	"recordAward": {at: whom, body: always(object{"kind": "acc", "awardedOn": "2024-02-01", "because": "I saw the certificate."})},

	// workforce
	"getWorkforceOverview":  {alone: true},
	"listWorkforcePeople":   {lists: true, query: everything},
	"getWorkforcePipeline":  {lists: true},
	"getWorkforceHeatmap":   {lists: true, query: text("by=person")},
	"getWorkforceForecast":  {lists: true},
	"listWorkforceExpiries": {lists: true, query: everything, first: (*fixture).award},
	"getExpiryCalendar":     {lists: true, query: text("months=36"), first: (*fixture).award},
	"getReadiness":          {at: whom},
	"listReadiness":         {lists: true, query: everything},
	"listSinglePoints":      {alone: true},
	"listSuccession":        {alone: true},

	// appraisal
	"listAppraisals":     {at: whom},
	"planAppraisal":      {at: whom, body: always(object{"kind": "appraisal", "plannedOn": "2026-12-01"})},
	"proposeAgenda":      {at: whom},
	"listAgreedActions":  {at: whom},
	"listAppraisalCycle": {lists: true, query: everything},
	"getAppraisal":       {at: planned},
	"moveAppraisal": {at: planned, first: (*fixture).lead, version: func(e encounter) int { return e.about.appraisal.planned.version },
		body: always(object{"plannedOn": "2026-12-02"})},
	"downloadAppraisalSheet": {at: func(e encounter) string { return e.about.appraisal.held.id.String() }},
	"holdAppraisal": {at: planned, first: (*fixture).lead, body: func(e encounter) any {
		return object{"version": e.about.appraisal.planned.version, "heldOn": today}
	}},
	"cancelAppraisal": {at: planned, first: (*fixture).lead, body: func(e encounter) any {
		return object{"version": e.about.appraisal.planned.version, "reason": private}
	}},
	"acknowledgeAppraisal": {at: func(e encounter) string { return e.about.appraisal.held.id.String() }, first: (*fixture).lead, body: func(e encounter) any {
		return object{"version": e.about.appraisal.held.version, "comment": private}
	}},
	"addAgendaItem":    {at: planned, first: (*fixture).lead, body: always(object{"title": private})},
	"tickAgendaItem":   {at: agendaItem, first: (*fixture).lead, body: always(object{"discussed": true})},
	"removeAgendaItem": {at: agendaItem, first: (*fixture).lead},
	"addAppraisalNote": {at: planned, first: (*fixture).lead, body: always(object{"text": private, "shared": true})},
	"editAppraisalNote": {at: appraisalNote, first: (*fixture).lead, version: func(e encounter) int { return e.about.appraisal.note.version },
		body: always(object{"text": private})},
	"removeAppraisalNote": {at: appraisalNote, first: (*fixture).lead, version: func(e encounter) int { return e.about.appraisal.note.version }},
	"agreeAction": {at: planned, first: (*fixture).lead, body: func(e encounter) any {
		return object{"text": private, "ownerId": e.about.id, "dueOn": "2026-12-01"}
	}},
	"endAction": {at: func(e encounter) string { return e.about.appraisal.action.id.String() }, first: (*fixture).lead, body: func(e encounter) any {
		return object{"version": e.about.appraisal.action.version, "state": "done"}
	}},
	"listAppraisalCycles": {alone: true},
	"setAppraisalCycle":   {alone: true, body: always(object{"startsOn": "2026-12-01", "every": "P1Y", "oneToOnesEvery": "P1M", "reason": "Agreed."})},
	// notices
	"listNotices":           {alone: true},
	"countNotices":          {alone: true},
	"markNoticesSeen":       {alone: true, body: always(object{"keys": []string{"claim_returned/1", "claim_returned/2"}})},
	"snoozeNotice":          {alone: true, body: always(object{"key": "claim_returned/1", "until": "2026-12-01"})},
	"getReminders":          {alone: true},
	"changeReminders":       {alone: true, version: func(encounter) int { return 1 }, body: always(object{"digest": "off", "weekday": 3, "lapses": true})},
	"getCalendarAddress":    {alone: true},
	"makeCalendarAddress":   {alone: true},
	"removeCalendarAddress": {alone: true, first: (*fixture).addCalendar},
	"getTargetRole":         {alone: true},
	"chooseTargetRole":      {alone: true, body: always(object{"roleId": nil})},
	"listJobs":              {alone: true, query: text("state=waiting")},
	"retryJob":              {alone: true, at: func(e encounter) string { return e.f.waitingJob() }},
	"cancelJob":             {alone: true, at: func(e encounter) string { return e.f.waitingJob() }},
	"getMail":               {alone: true},
	"sendTestMail":          {alone: true},
	"mendAddress":           {alone: true, at: func(e encounter) string { return e.f.trainee.id.String() }, first: (*fixture).breakAddress},

	// courses and assurance
	"listCourses":        {alone: true},
	"listBookablePeople": {lists: true, query: everything},
	"addCourse":          {alone: true, body: always(object{"kind": "workshop", "title": "Sequencing", "startsOn": "2026-12-01", "endsOn": "2026-12-01", "places": 8})},
	"getCourse":          one(func(f *fixture) string { return f.kept().course.id.String() }),
	"editCourse": {alone: true, at: func(e encounter) string { return e.f.kept().course.id.String() }, version: func(e encounter) int { return e.f.kept().course.version },
		body: always(object{"kind": "workshop", "title": "Sequencing", "startsOn": "2026-11-19", "endsOn": "2026-11-20", "places": 200})},
	"cancelCourse": {alone: true, at: func(e encounter) string { return e.f.kept().course.id.String() },
		body: func(e encounter) any { return object{"version": e.f.kept().course.version, "reason": "Too few."} }},
	"bookCourse": {at: func(e encounter) string { return e.f.kept().free.id.String() }, body: func(e encounter) any { return object{"personIds": []string{e.about.id.String()}} }},
	"markAttendance": {at: func(e encounter) string { return e.f.kept().course.id.String() }, body: func(e encounter) any {
		return object{"version": e.f.kept().course.version, "items": []object{{"bookingId": e.about.booking.id, "attended": true}}}
	}},
	"withdrawBooking": {at: func(e encounter) string { return e.about.booking.id.String() }, body: func(e encounter) any { return object{"version": e.about.booking.version} }},
	"listCohorts":     {alone: true},
	"addCohort": {body: func(e encounter) any {
		return object{"name": "Autumn", "startsOn": "2026-09-01", "personIds": []string{e.about.id.String()}}
	}},
	"editCohort": {alone: true, at: func(e encounter) string { return e.f.kept().cohort.id.String() }, version: func(e encounter) int { return e.f.kept().cohort.version },
		body: func(e encounter) any {
			return object{"name": "Spring", "startsOn": "2026-09-01", "personIds": []string{e.f.trainee.id.String()}}
		}},
	// planning
	"getWorkforcePlan":  {alone: true},
	"editWorkforcePlan": {alone: true, version: func(encounter) int { return 2 }, body: always(object{"passRate": 75, "leaveTraining": 10, "leaveAccredited": 8, "enoughAttempts": 10, "enoughYears": 50, "smallest": 1})},
	"listScenarios":     {alone: true},
	"addScenario":       {alone: true, body: always(object{"name": "More", "intakes": []object{{"people": 2, "starts": "2027-04-01", "pathway": "acc", "band": "4", "wte": 1}}})},
	"getScenario":       one(func(f *fixture) string { return f.kept().scenario.id.String() }),
	"editScenario": {alone: true, at: func(e encounter) string { return e.f.kept().scenario.id.String() }, version: func(e encounter) int { return e.f.kept().scenario.version },
		body: always(object{"name": "Fewer", "passRate": 60})},
	"deleteScenario":   {alone: true, at: func(e encounter) string { return e.f.kept().scenario.id.String() }, version: func(e encounter) int { return e.f.kept().scenario.version }},
	"compareScenarios": {alone: true},
	"listReports":      {alone: true},
	"addReport":        {alone: true, body: reportTo},
	"getReport":        one(func(f *fixture) string { return f.kept().report.id.String() }),
	"editReport": {alone: true, at: func(e encounter) string { return e.f.kept().report.id.String() }, version: func(e encounter) int { return e.f.kept().report.version },
		body: reportTo},
	"endReport":         {alone: true, at: func(e encounter) string { return e.f.kept().report.id.String() }, version: func(e encounter) int { return e.f.kept().report.version }},
	"sendReport":        one(func(f *fixture) string { return f.kept().report.id.String() }),
	"listReportReaders": {alone: true},
	"listMyReports":     {alone: true},
	"listViews":         {alone: true},
	"saveView":          {alone: true, body: always(object{"page": "readiness", "name": "Not ready", "filters": "band=4"})},
	"getView":           {alone: true, at: func(e encounter) string { return e.f.kept().view.id.String() }, first: (*fixture).savedView},
	"renameView": {alone: true, at: func(e encounter) string { return e.f.kept().view.id.String() }, first: (*fixture).savedView, version: func(encounter) int { return 1 },
		body: always(object{"name": "Ready"})},
	"deleteView":             {alone: true, at: func(e encounter) string { return e.f.kept().view.id.String() }, first: (*fixture).savedView, version: func(encounter) int { return 1 }},
	"leaveReport":            {alone: true, at: func(e encounter) string { return e.f.kept().report.id.String() }, first: (*fixture).getsReport},
	"downloadWorkforceBoard": {alone: true},
	"downloadWorkforceTable": one(func(*fixture) string { return "people" }),

	// establishment
	"getEstablishment":       {alone: true},
	"listEstablishmentPosts": {alone: true, query: everything},
	"addEstablishmentPost":   {alone: true, body: func(e encounter) any { return funded(e.f.kept(), "2") }},
	"getEstablishmentPost":   one(func(f *fixture) string { return f.kept().funded.id.String() }),
	"editEstablishmentPost": {alone: true, at: func(e encounter) string { return e.f.kept().funded.id.String() }, version: func(e encounter) int { return e.f.kept().funded.version },
		body: func(e encounter) any { return funded(e.f.kept(), "3") }},

	"getTrainingAssurance":  {lists: true},
	"downloadAssurancePack": {alone: true},
}

// begun is the draft of evidence of whom a request is about.
func begun(e encounter) string { return e.about.begun.id.String() }
