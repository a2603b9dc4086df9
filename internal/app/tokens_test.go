package app

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
)

// senderAs gives the sender with a role of access.
func (f *fixture) senderAs(role access.Role) *person {
	return f.senders[slices.IndexFunc(f.senders, func(p *person) bool { return p.label == string(role) })]
}

// scriptOf is a script that carries a token of somebody, and no cookie.
func (f *fixture) scriptOf(p *person, reach string) *person {
	f.t.Helper()
	_, secret := f.madeToken(p, reach)
	return &person{label: p.label, id: p.id, email: p.email, org: p.org, token: secret}
}

func eachDatabase(t *testing.T, test func(*testing.T, *fixture)) {
	t.Helper()
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			test(t, newFixture(t, dialect))
		})
	}
}

func TestATokenDoesWhatItsPersonMay(t *testing.T) {
	eachDatabase(t, func(t *testing.T, f *fixture) {
		manager := f.senderAs(access.Manager)
		writes, reads := f.scriptOf(manager, "read_write"), f.scriptOf(manager, "read")
		evidence := newEvidence("By a script", uuid.Nil)
		for name, c := range map[string]struct {
			by           *person
			method, path string
			body         any
			want         int
		}{
			"it knows whose it is":                        {reads, "GET", "/me", nil, 200},
			"it reads the own record":                     {reads, "GET", "/people/" + manager.id.String() + "/evidence", nil, 200},
			"it reads the team's record":                  {reads, "GET", "/people/" + f.trainee.id.String(), nil, 200},
			"it does not find another organisation's":     {reads, "GET", "/people/" + f.foreigner.id.String(), nil, 404},
			"it does not find another team's":             {reads, "GET", "/people/" + f.guard.id.String(), nil, 404},
			"it may not what its person may not":          {writes, "GET", "/audit-entries", nil, 403},
			"one that reads does not write":               {reads, "POST", "/people/" + manager.id.String() + "/evidence", evidence, 403},
			"one that reads and writes does":              {writes, "POST", "/people/" + manager.id.String() + "/evidence", evidence, 201},
			"it makes no tokens":                          {writes, "POST", "/me/tokens", newToken("Child", "read"), 403},
			"it reads no tokens":                          {writes, "GET", "/me/tokens", nil, 403},
			"it changes no password":                      {writes, "POST", "/me/password", object{"current": password, "password": "three entirely other words"}, 403},
			"a made-up one is nobody's":                   {&person{token: "bwt_" + strings.Repeat("A", 43)}, "GET", "/me", nil, 401},
			"something else is no token":                  {&person{token: "secret"}, "GET", "/me", nil, 401},
			"nothing is no token":                         {&person{token: " "}, "GET", "/me", nil, 401},
			"a bad one is refused beside a good cookie":   {&person{token: "bwt_x", cookie: manager.cookie}, "GET", "/me", nil, 401},
			"a bad one is refused where anybody may look": {&person{token: "bwt_x"}, "GET", "/session/options", nil, 401},
			"a session's token is no personal one":        {&person{token: manager.cookie.Value}, "GET", "/me", nil, 401},
			"a personal token is no session's": {
				&person{cookie: &http.Cookie{Name: manager.cookie.Name, Value: reads.token}}, "GET", "/me", nil, 401,
			},
		} {
			r := f.send(c.by, c.method, c.path, c.body, 0, false)
			assert.Equal(t, c.want, r.Code, "%s: %s", name, r.Body.String())
		}
		var rows []string
		require.NoError(t, f.app.db.Conn(t.Context()).Raw("SELECT after FROM audit_entries WHERE action = 'portfolio.evidence_added' AND actor_id = ?", manager.id).Scan(&rows).Error)
		assert.Contains(t, strings.Join(rows, "\n"), `"byToken":"`+writes.token[:10]+`"`, "the trail names the token")
		assert.NotContains(t, strings.Join(rows, "\n"), writes.token[:14], "and does not give it away")
	})
}

// TestWhatNoTokenMayDo asks for every operation that the contract keeps for people who signed in, with a token that may read
// and write: the gate refuses it whatever its person may.
func TestWhatNoTokenMayDo(t *testing.T) {
	f := newFixture(t, database.SQLite)
	byHand := []string{
		"confirmSecondFactor", "getAccountOf", "getSecondFactor", "offerSecondFactor", "removeSecondFactor", "renewRecoveryCodes", "resetSecondFactorOf",
		"sendPasswordLink",
		"changePassword", "createPasswordLink", "disableAccount", "enableAccount", "endOtherSessions", "endSession", "endSessionsOf", "endToken",
		"endTokenOf", "listSessions", "listTokens", "listTokensOf", "makeCalendarAddress", "makeToken",
		"removeCalendarAddress", "signOut",
		"acceptIdentity", "addSignInProvider", "editSignInProvider", "getSignInProvider", "linkIdentity", "listIdentities", "listIdentitiesOf",
		"listSignInProviders", "removeIdentity", "trySignInProvider",
		"beginEmergency", "endEmergency", "getMyEmergency", "lookAtEmergency", "endCover", "listCoverCandidates", "listMyCovers", "setCover", "setMyCover",
		"askForSubjectArchive", "downloadSubjectArchive", "getSubjectArchive", "listSubjectArchives", "removeSubjectArchive", "startRetentionRun",
	}
	script := f.scriptOf(f.trainee.org.founder, "read_write")
	var refused []string
	for _, o := range contractOperations(t) {
		if o.permission == access.Public || operations[o.id].first != nil && !slices.Contains(byHand, o.id) {
			continue
		}
		how := operations[o.id]
		how.first = nil
		r := f.meet(o, how, encounter{by: script, about: script, relation: own})
		if strings.Contains(r.said, "This cannot be done with a token.") {
			refused = append(refused, o.id)
		}
	}
	for _, id := range byHand {
		assert.Contains(t, refused, id)
	}
	assert.ElementsMatch(t, byHand, refused)
}

func TestWhenATokenIsWorthNothingAnyMore(t *testing.T) {
	eachDatabase(t, func(t *testing.T, f *fixture) {
		founder := f.trainee.org.founder
		status := func(script *person) int { return f.send(script, "GET", "/me", nil, 0, false).Code }

		id, secret := f.madeToken(f.trainee, "read")
		script := &person{token: secret}
		require.Equal(t, 200, status(script))
		assert.Equal(t, 404, f.send(f.guard, "POST", "/me/tokens/"+id.String()+"/end", nil, 0, false).Code, "somebody else's")
		f.must(f.trainee, "POST", "/me/tokens/"+id.String()+"/end", nil, nil)
		assert.Equal(t, 401, status(script), "ended by the person")
		assert.Equal(t, 404, f.send(f.trainee, "POST", "/me/tokens/"+id.String()+"/end", nil, 0, false).Code, "it ends once")

		id, script.token = f.madeToken(f.trainee, "read")
		assert.Equal(t, 404, f.send(f.foreigner.org.founder, "POST", "/people/"+f.trainee.id.String()+"/tokens/"+id.String()+"/end", nil, 0, false).Code)
		require.Equal(t, 200, status(script))
		f.must(founder, "POST", "/people/"+f.trainee.id.String()+"/tokens/"+id.String()+"/end", nil, nil)
		assert.Equal(t, 401, status(script), "ended by an administrator")

		_, script.token = f.madeToken(f.trainee, "read")
		f.must(founder, "POST", "/people/"+f.trainee.id.String()+"/sessions/end", nil, nil)
		assert.Equal(t, 401, f.send(f.trainee, "GET", "/me", nil, 0, false).Code, "the sessions are over")
		assert.Equal(t, 200, status(script), "the tokens stay")
		f.must(founder, "POST", "/people/"+f.trainee.id.String()+"/account/disable", nil, nil)
		assert.Equal(t, 401, status(script), "the account is disabled")
		f.must(founder, "POST", "/people/"+f.trainee.id.String()+"/account/enable", nil, nil)
		assert.Equal(t, 401, status(script), "and what it ended stays ended")
	})
}
