package app

import (
	"net/http"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
)

// covering stands in the matrix for somebody without a role of access who stands in for the manager of Coding.
const covering access.Role = "covering"

// covering makes that sender; the manager sets the cover.
func (f *fixture) covering(o *organisation) *person {
	f.t.Helper()
	p := f.sender(o, covering)
	f.must(f.senderAs(access.Manager), http.MethodPost, "/me/covers", coverBy(p.id), nil)
	return p
}

func coverBy(colleague uuid.UUID) object {
	return object{"coveringId": colleague, "startsOn": today, "endsOn": "2026-12-04", "note": private}
}

// coveredBy has the founder let whom the request is about stand in for the chief of the organisation, and gives the cover.
func (f *fixture) coveredBy(e encounter) {
	f.cover = uuid.New()
	if e.about.cookie != nil {
		f.cover = f.make(e.about.org.founder, "/people/"+e.about.org.chief.id.String()+"/covers", coverBy(e.about.id)).id
	}
}

// succeeds reports whether a request was answered with a success.
func (f *fixture) succeeds(by *person, method, path string, body any) bool {
	f.t.Helper()
	r := f.send(by, method, path, body, 0, false)
	require.Less(f.t, r.Code, 500, r.Body.String())
	return r.Code < 300
}

func init() {
	for id, o := range map[string]operation{
		"listMyCovers":        {alone: true},
		"listCoverCandidates": {lists: true},
		"setMyCover":          {body: func(e encounter) any { return coverBy(e.about.id) }},
		"listCovers":          {lists: true, query: everything, first: (*fixture).coveredBy},
		"setCover":            {at: whom, first: (*fixture).makeMentor, body: func(e encounter) any { return coverBy(e.by.org.chief.id) }},
		"endCover":            {at: func(e encounter) string { return e.f.cover.String() }, first: (*fixture).coveredBy},
	} {
		operations[id] = o
	}
}
