package audit_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/audit"
)

var noon = time.Date(2026, 6, 15, 12, 0, 0, 123456000, time.UTC)

func row(n byte) audit.Entry {
	e := audit.Entry{
		ID: uuid.UUID{15: n}, At: noon.Add(time.Duration(n) * time.Second), Action: "portfolio.claim_submitted", SubjectKind: "claim", SubjectID: "7",
		Before: "{}", After: `{"state":"submitted"}`, RequestID: "req-1",
	}
	e.RowHash = audit.RowHash(e)
	return e
}

// The encoding is a promise to whoever verifies a trail without this program.
func TestTheEncodingOfARowStays(t *testing.T) {
	assert.Equal(t, audit.Hash("ec9160b13c5a234d8f1199ee0b1a3c5f2c13757fce3a5433c679891a494d0205"), audit.RowHash(row(1)))
}

func TestEveryColumnOfARowIsInItsHash(t *testing.T) {
	other := uuid.New()
	for name, change := range map[string]func(*audit.Entry){
		"identifier":             func(e *audit.Entry) { e.ID = other },
		"organisation":           func(e *audit.Entry) { e.OrganisationID = &other },
		"time":                   func(e *audit.Entry) { e.At = e.At.Add(time.Microsecond) },
		"actor":                  func(e *audit.Entry) { e.ActorID = &other },
		"person":                 func(e *audit.Entry) { e.PersonID = &other },
		"action":                 func(e *audit.Entry) { e.Action += "x" },
		"kind of subject":        func(e *audit.Entry) { e.SubjectKind = "x" },
		"subject":                func(e *audit.Entry) { e.SubjectID = "8" },
		"before":                 func(e *audit.Entry) { e.Before = `{"a":1}` },
		"after":                  func(e *audit.Entry) { e.After = "{}" },
		"request":                func(e *audit.Entry) { e.RequestID = "" },
		"a sign in another text": func(e *audit.Entry) { e.SubjectKind, e.SubjectID = "claim7", "" },
	} {
		t.Run(name, func(t *testing.T) {
			changed := row(1)
			change(&changed)
			assert.NotEqual(t, audit.RowHash(row(1)), audit.RowHash(changed))
		})
	}
	london := row(1)
	london.At = london.At.In(time.FixedZone("BST", 3600))
	assert.Equal(t, audit.RowHash(row(1)), audit.RowHash(london), "a moment is the same in every zone")
}

func TestWhatAVerificationFinds(t *testing.T) {
	rows := []audit.Entry{row(1), row(2), row(3), row(4)}
	seals, head := audit.Head{}.Extend(rows, noon)
	require.Equal(t, int64(4), head.Number)
	rewritten, _ := audit.Head{}.Extend([]audit.Entry{row(1), row(3), row(2), row(4)}, noon)
	type chain struct {
		seals    []audit.Sealed
		recorded *audit.Head
		anchors  []audit.Head
	}
	for name, c := range map[string]struct {
		tamper func(*chain)
		want   *audit.Finding
	}{
		"nothing when it is whole":       {func(*chain) {}, nil},
		"nothing when it fits an anchor": {func(c *chain) { c.anchors = []audit.Head{{Number: 2, Hash: seals[1].Hash}} }, nil},
		"a row that was edited": {func(c *chain) { c.seals[1].Row.After = `{"state":"approved"}` },
			&audit.Finding{Fault: audit.Edited, Number: 2, EntryID: row(2).ID, Action: row(2).Action, At: row(2).At}},
		"a row that was edited with its own hash": {func(c *chain) {
			c.seals[1].Row.After = `{"state":"approved"}`
			c.seals[1].Row.RowHash = audit.RowHash(*c.seals[1].Row)
		}, &audit.Finding{Fault: audit.Edited, Number: 2, EntryID: row(2).ID, Action: row(2).Action, At: row(2).At}},
		"a row that was edited with the hash in its seal": {func(c *chain) {
			c.seals[1].Row.After = `{"state":"approved"}`
			c.seals[1].Row.RowHash = audit.RowHash(*c.seals[1].Row)
			c.seals[1].RowHash = c.seals[1].Row.RowHash
		}, &audit.Finding{Fault: audit.Moved, Number: 2, EntryID: row(2).ID, Action: row(2).Action, At: row(2).At}},
		"a row that was deleted": {func(c *chain) { c.seals[2].Row = nil }, &audit.Finding{Fault: audit.Deleted, Number: 3, EntryID: row(3).ID}},
		"a row that was deleted with its seal": {func(c *chain) { c.seals = append(c.seals[:1], c.seals[2:]...) },
			&audit.Finding{Fault: audit.Deleted, Number: 2}},
		"two rows that changed places": {func(c *chain) {
			c.seals[1].Row, c.seals[2].Row = c.seals[2].Row, c.seals[1].Row
			c.seals[1].EntryID, c.seals[2].EntryID = c.seals[2].EntryID, c.seals[1].EntryID
		}, &audit.Finding{Fault: audit.Moved, Number: 2, EntryID: row(3).ID, Action: row(3).Action, At: row(3).At}},
		"a seal with another time": {func(c *chain) { c.seals[0].SealedAt = noon.Add(-time.Hour) },
			&audit.Finding{Fault: audit.Moved, Number: 1, EntryID: row(1).ID, Action: row(1).Action, At: row(1).At}},
		"an end that was cut off": {func(c *chain) { c.seals = c.seals[:2] }, &audit.Finding{Fault: audit.Truncated, Number: 3, Reference: 4}},
		"an end that was cut off with the head, by an anchor": {func(c *chain) {
			c.seals, c.recorded = c.seals[:2], &audit.Head{Number: 2, Hash: seals[1].Hash}
			c.anchors = []audit.Head{{Number: 3, Hash: seals[2].Hash}}
		}, &audit.Finding{Fault: audit.Truncated, Number: 3, Reference: 3}},
		"a chain that was written anew, by an anchor": {func(c *chain) {
			for i, s := range rewritten {
				r := row(s.EntryID[15])
				c.seals[i] = audit.Sealed{Seal: s, Row: &r}
			}
			c.recorded = &audit.Head{Number: 4, Hash: rewritten[3].Hash}
			c.anchors = []audit.Head{{Number: 3, Hash: seals[2].Hash}}
		}, &audit.Finding{Fault: audit.Rewritten, Number: 3, EntryID: row(2).ID, Action: row(2).Action, At: row(2).At, Reference: 3}},
		"a head that is gone":   {func(c *chain) { c.recorded = nil }, &audit.Finding{Fault: audit.Headless, Number: 4}},
		"a head that is behind": {func(c *chain) { c.recorded = &audit.Head{Number: 3, Hash: seals[2].Hash} }, &audit.Finding{Fault: audit.Headless, Number: 4, Reference: 3}},
	} {
		t.Run(name, func(t *testing.T) {
			given := chain{recorded: &head}
			for i, s := range seals {
				r := rows[i]
				given.seals = append(given.seals, audit.Sealed{Seal: s, Row: &r})
			}
			c.tamper(&given)
			assert.Equal(t, c.want, verify(given.seals, given.recorded, given.anchors))
		})
	}
}

func verify(seals []audit.Sealed, recorded *audit.Head, anchors []audit.Head) *audit.Finding {
	chain := audit.NewChain(anchors)
	for _, s := range seals {
		if bad := chain.Add(s); bad != nil {
			return bad
		}
	}
	return chain.End(recorded)
}

// A row from before rows had a hash gets one by its first seal.
func TestARowWithoutAHashIsSealedAsItIs(t *testing.T) {
	old := row(1)
	old.RowHash = ""
	seals, _ := audit.Head{}.Extend([]audit.Entry{old}, noon)
	assert.Equal(t, audit.RowHash(old), seals[0].RowHash)
}

// A row that was edited before its sealing is sealed with the hash that it was written with, so that the edit is found.
func TestAnEditBeforeTheSealingIsFound(t *testing.T) {
	edited := row(1)
	edited.After = "{}"
	seals, head := audit.Head{}.Extend([]audit.Entry{edited}, noon)
	bad := verify([]audit.Sealed{{Seal: seals[0], Row: &edited}}, &head, nil)
	require.NotNil(t, bad)
	assert.Equal(t, audit.Edited, bad.Fault)
}
