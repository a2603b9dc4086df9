package app

import (
	"net/http"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// waitingVersion is the body of a step of a claim that waits.
func waitingVersion(e encounter) any { return object{"version": e.about.waiting.version} }

// heldVersion is the body of a step of a claim that was taken into review before.
func heldVersion(e encounter) any { return object{"version": e.about.waiting.version + 1} }

func ofWaiting(e encounter) string { return e.about.waiting.id.String() }

// taken has somebody take the person's waiting claim into review; what they may not do stays undone.
func (f *fixture) taken(by *person, e encounter) {
	f.t.Helper()
	f.send(by, http.MethodPost, "/claims/"+e.about.waiting.id.String()+"/start-review", object{"version": e.about.waiting.version}, 0, false)
}

// written has the person write a message about the waiting claim.
func (f *fixture) written(e encounter) {
	f.t.Helper()
	f.must(e.about, http.MethodPost, "/claims/"+e.about.waiting.id.String()+"/messages", object{"text": private}, nil)
}

// sampled has the chief approve the person's waiting claim while every approval goes to a second assessor.
func (f *fixture) sampled(e encounter) {
	f.t.Helper()
	chief := e.about.org.chief
	f.must(chief, http.MethodPost, "/review-rules", wholeRate, nil)
	f.must(chief, http.MethodPost, "/claims/"+e.about.waiting.id.String()+"/decision", object{"version": e.about.waiting.version, "decision": "approve", "reason": private}, nil)
}

// sample gives the approval of the person's waiting claim, or one that does not exist.
func sample(e encounter) string {
	var found []uuid.UUID
	require.NoError(e.f.t, e.f.app.db.Conn(e.f.ctx).Table("moderations").Where("claim_id = ?", e.about.waiting.id).Pluck("id", &found).Error)
	if len(found) == 0 {
		return uuid.NewString()
	}
	return found[0].String()
}

var wholeRate = object{"kind": "rate", "value": 100, "effectiveOn": today, "reason": "We begin with everything."}

func init() {
	for id, o := range map[string]operation{
		"startReview":   {at: ofWaiting, body: waitingVersion},
		"releaseReview": {at: ofWaiting, body: heldVersion, first: func(f *fixture, e encounter) { f.taken(e.by, e) }},
		"takeOverReview": {at: ofWaiting, first: func(f *fixture, e encounter) { f.taken(e.about.org.chief, e) }, body: func(e encounter) any {
			return object{"version": e.about.waiting.version + 1, "reason": "On leave."}
		}},
		"listClaimMessages":       {at: ofWaiting, first: (*fixture).written},
		"addClaimMessage":         {at: ofWaiting, body: always(object{"text": private})},
		"markClaimMessagesRead":   {at: ofWaiting, first: (*fixture).written},
		"listModerations":         {lists: true, query: everything, first: (*fixture).sampled},
		"getModeration":           {at: sample, first: (*fixture).sampled},
		"decideModeration":        {at: sample, first: (*fixture).sampled, body: always(object{"version": 1, "decision": "return", "reason": private})},
		"getModerationAgreement":  {alone: true},
		"listModerationApprovals": {lists: true, query: everything, first: (*fixture).sampled},
		"listReviewRules":         {alone: true},
		"setReviewRule":           {alone: true, body: always(wholeRate)},
	} {
		operations[id] = o
	}
}
