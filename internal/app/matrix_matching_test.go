package app

import (
	"fmt"
	"net/http"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/seed"
)

// The posts that panels of the fixture match: one with an open match, one whose match waits for its check, one released.
var (
	postOpen     = seed.ID(seed.KindRole, "clinical-coding-deputy-manager")
	postChecking = traineeRole
	postReleased = seed.ID(seed.KindRole, "patient-services-officer")
)

// panel is a panel of three, as a client sends it.
func panel(members ...*person) []object {
	all := make([]object, len(members))
	for i, p := range members {
		all[i] = object{"personId": p.id, "side": []string{"management", "staff"}[i%2], "trainedOn": appointedOn}
	}
	return all
}

// matching gives an organisation its practitioners and three matches. The last member of the open match's panel is also,
// or the third practitioner where that is nil.
func (f *fixture) matching(o *organisation, also *person) {
	f.t.Helper()
	for i := range o.practitioners {
		o.practitioners[i] = f.person(o, fmt.Sprintf("practitioner%d", i+1))
		f.give(o.practitioners[i], access.PanelMember, held{})
	}
	f.give(o.chief, access.ConsistencyChecker, held{})
	first, second, third := o.practitioners[0], o.practitioners[1], o.practitioners[2]
	if also == nil {
		also = third
	}
	o.open = f.match(postOpen, first, second, also)
	o.checking = f.agreed(f.match(postChecking, first, second, third), first, second, third)
	o.released = f.agreed(f.match(postReleased, first, second, third), first, second, third)
	o.released = f.post(o.chief, o.released, "release", object{"note": private})
}

// match opens a match and gives it all its levels.
func (f *fixture) match(post uuid.UUID, members ...*person) held {
	f.t.Helper()
	var made struct {
		Summary struct {
			ID      uuid.UUID
			Version int
		}
	}
	f.must(members[0], http.MethodPost, "/job-matches", object{"roleId": post, "candidateProfileId": f.profile, "members": panel(members...)}, &made)
	m := held{made.Summary.ID, made.Summary.Version}
	for no := 1; no <= 16; no++ {
		m = f.post(members[0], m, "factors", object{"no": no, "level": 1 + no%2, "reason": private})
	}
	return m
}

func (f *fixture) agreed(m held, members ...*person) held {
	f.t.Helper()
	for _, p := range members {
		m = f.post(p, m, "agree", object{})
	}
	return m
}

// post takes a step with a match and gives its new version.
func (f *fixture) post(by *person, m held, step string, body object) held {
	f.t.Helper()
	body["version"] = m.version
	var changed struct{ Summary struct{ Version int } }
	f.must(by, http.MethodPost, "/job-matches/"+m.id.String()+"/"+step, body, &changed)
	require.Equal(f.t, m.version+1, changed.Summary.Version)
	return held{m.id, changed.Summary.Version}
}

// matchRow is how the matrix asks for something of a match in the organisation of the person whom the request is about.
func matchRow(which func(*person) held, body object) operation {
	o := operation{at: func(e encounter) string { return which(e.about).id.String() }}
	if body != nil {
		o.body = func(e encounter) any {
			whole := object{"version": which(e.about).version}
			for name, value := range body {
				whole[name] = value
			}
			return whole
		}
	}
	return o
}

func openMatch(p *person) held     { return p.matches[0] }
func checkingMatch(p *person) held { return p.matches[1] }
func releasedMatch(p *person) held { return p.matches[2] }

func init() {
	review := matchRow(releasedMatch, nil)
	review.body = func(e encounter) any {
		known := e.f.senders[1].org.practitioners
		return object{"reason": private, "members": panel(known[2], known[3], known[4])}
	}
	for id, o := range map[string]operation{
		"listJobMatches":         {alone: true, query: everything},
		"listMatchPractitioners": {alone: true},
		"getMatchKpis":           {alone: true},
		"openJobMatch": {alone: true, body: func(e encounter) any {
			known := e.f.senders[1].org.practitioners
			return object{"roleId": postReleased, "members": panel(known[0], known[1], known[2])}
		}},
		"getJobMatch":         matchRow(openMatch, nil),
		"getMatchWorkbench":   matchRow(openMatch, nil),
		"getMatchConsistency": matchRow(checkingMatch, nil),
		"getMatchLetter":      matchRow(releasedMatch, nil),
		"chooseMatchCandidate": {
			at:   func(e encounter) string { return openMatch(e.about).id.String() },
			body: func(e encounter) any { return object{"version": openMatch(e.about).version, "profileId": e.f.profile} },
		},
		"saveMatchFactor":  matchRow(openMatch, object{"no": 3, "level": 2, "options": "a", "reason": private}),
		"agreeJobMatch":    matchRow(openMatch, object{}),
		"withdrawJobMatch": matchRow(openMatch, object{"reason": private}),
		"releaseJobMatch":  matchRow(checkingMatch, object{"note": private}),
		"returnJobMatch":   matchRow(checkingMatch, object{"reason": private}),
		"reviewJobMatch":   review,
	} {
		operations[id] = o
	}
}
