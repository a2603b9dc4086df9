package audit_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func (n *trust) sealer() *audit.Sealer {
	return audit.NewSealer(n.db, calendar.Fixed(n.now), slog.New(slog.DiscardHandler))
}

func (n *trust) seal() int {
	n.t.Helper()
	sealed, err := n.sealer().Seal(n.t.Context())
	require.NoError(n.t, err)
	return sealed
}

func (n *trust) verify(anchors ...audit.Head) audit.Report {
	n.t.Helper()
	report, err := n.Verify(n.t.Context(), anchors)
	require.NoError(n.t, err)
	return report
}

// meddle changes the database as somebody who owns it can.
func (n *trust) meddle(ctx context.Context, statements ...string) {
	n.t.Helper()
	off := []string{"DROP TRIGGER IF EXISTS audit_entries_unchanged", "DROP TRIGGER IF EXISTS audit_entries_undeleted", "DROP TRIGGER IF EXISTS audit_seals_unchanged", "DROP TRIGGER IF EXISTS audit_seals_undeleted"}
	if n.db.Dialect() == database.Postgres {
		off = []string{"DROP TRIGGER IF EXISTS audit_entries_stay ON audit_entries", "DROP TRIGGER IF EXISTS audit_seals_stay ON audit_seals"}
	}
	for _, statement := range append(off, statements...) {
		require.NoError(n.t, n.db.Conn(ctx).Exec(statement).Error, statement)
	}
}

func TestOneSealerLinksWhatManyWrite(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		const writers, each = 8, 25
		var writing, sealing sync.WaitGroup
		stop := make(chan struct{})
		failures := make(chan error, writers*each+100)
		for range 2 {
			sealing.Go(func() {
				for {
					if _, err := n.sealer().Seal(t.Context()); err != nil {
						failures <- err
						return
					}
					select {
					case <-stop:
						return
					default:
					}
				}
			})
		}
		for w := range writers {
			writing.Go(func() {
				for i := range each {
					err := db.InTx(t.Context(), func(ctx context.Context) error {
						if err := n.Record(ctx, n.trainee, audit.Change{Action: fmt.Sprintf("w%d.c%d", w, i), PersonID: &n.trainee.PersonID, After: audit.Values{"note": audit.FreeText("a")}}); err != nil {
							return err
						}
						if i%5 == 0 {
							return errRolledBack
						}
						return nil
					})
					if err != nil && !errors.Is(err, errRolledBack) {
						failures <- err
					}
				}
			})
		}
		writing.Wait()
		close(stop)
		sealing.Wait()
		n.seal()
		close(failures)
		for err := range failures {
			require.NoError(t, err)
		}
		report := n.verify()
		assert.Nil(t, report.Bad)
		assert.Equal(t, int64(writers*each*4/5), report.Checked, "every committed row is sealed once, and no other")
		assert.Zero(t, report.Unsealed)
	})
}

var errRolledBack = errors.New("rolled back")

// A row is written first and its transaction committed last: it is sealed last, and never lost.
func TestARowThatIsCommittedLateIsSealedLate(t *testing.T) {
	n := newTrust(t, testdb.New(t, database.Postgres))
	require.NoError(t, n.db.InTx(t.Context(), func(ctx context.Context) error {
		require.NoError(t, n.Record(ctx, n.trainee, audit.Change{Action: "late"}))
		n.record(n.trainee, "early", nil)
		assert.Equal(t, 1, n.seal(), "the sealer sees what is committed and does not wait for the rest")
		return nil
	}))
	assert.Equal(t, 1, n.seal())
	var order []string
	require.NoError(t, n.db.Conn(t.Context()).Raw("SELECT e.action FROM audit_seals s JOIN audit_entries e ON e.id = s.entry_id ORDER BY s.number").Scan(&order).Error)
	assert.Equal(t, []string{"early", "late"}, order)
	assert.Nil(t, n.verify().Bad)
}

// While a node seals, another one neither waits nor seals.
func TestOneNodeSealsAtATime(t *testing.T) {
	n := newTrust(t, testdb.New(t, database.Postgres))
	n.record(n.trainee, "one", nil)
	require.NoError(t, n.db.InTx(t.Context(), func(ctx context.Context) error {
		require.NoError(t, n.db.Conn(ctx).Exec("SELECT 1 FROM audit_head FOR UPDATE").Error)
		assert.Zero(t, n.seal())
		return nil
	}))
	assert.Equal(t, 1, n.seal())
}

func TestRowsFromBeforeTheChainAreSealed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		insert := "INSERT INTO audit_entries (id, at, action, subject_kind, subject_id, before, after, request_id) VALUES (?, ?, 'old', '', '', '{}', '{}', '')"
		require.NoError(t, db.Conn(t.Context()).Exec(insert, uuid.New(), n.now).Error)
		n.meddle(t.Context(), "DELETE FROM audit_unsealed")
		report := n.verify()
		require.NotNil(t, report.Bad)
		assert.Equal(t, audit.Overlooked, report.Bad.Fault)
		found, err := n.sealer().FindUnsealed(t.Context())
		require.NoError(t, err)
		assert.Equal(t, int64(1), found)
		report = n.verify()
		assert.Nil(t, report.Bad)
		assert.Equal(t, int64(1), report.Unsealed)
		assert.True(t, n.now.Equal(*report.OldestUnsealed))
		assert.Equal(t, 1, n.seal())
		assert.Nil(t, n.verify().Bad)
		n.meddle(t.Context(), "UPDATE audit_entries SET action = 'other'")
		assert.Equal(t, audit.Edited, n.verify().Bad.Fault)
	})
}

func TestTheTrailRefusesToBeChanged(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.record(n.trainee, "one", nil)
		n.seal()
		statements := []string{"UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries", "UPDATE audit_seals SET hash = ''", "DELETE FROM audit_seals"}
		if db.Dialect() == database.Postgres {
			statements = append(statements, "TRUNCATE audit_entries", "TRUNCATE audit_seals")
		}
		for _, statement := range statements {
			assert.ErrorContains(t, db.Conn(t.Context()).Exec(statement).Error, "never changed or deleted", statement)
		}
	})
}

// Whoever owns the database can do all this. The verification names the first row that it was done to.
func TestAVerificationNamesTheFirstBadRow(t *testing.T) {
	const third = "(SELECT entry_id FROM audit_seals WHERE number = 3)"
	cases := map[string]struct {
		meddle []string
		fault  audit.Fault
		number int64
		says   string
	}{
		"an edit":                           {[]string{"UPDATE audit_entries SET after = '{\"state\":\"approved\"}' WHERE id = " + third}, audit.Edited, 3, "was edited"},
		"an edit of who did it":             {[]string{"UPDATE audit_entries SET actor_id = NULL WHERE id = " + third}, audit.Edited, 3, "was edited"},
		"a deletion":                        {[]string{"DELETE FROM audit_entries WHERE id = " + third}, audit.Deleted, 3, "was deleted"},
		"a deletion with the seal":          {[]string{"DELETE FROM audit_entries WHERE id = " + third, "DELETE FROM audit_seals WHERE number = 3"}, audit.Deleted, 3, "was deleted"},
		"a reordering":                      {[]string{"UPDATE audit_seals SET number = 99 WHERE number = 3", "UPDATE audit_seals SET number = 3 WHERE number = 4", "UPDATE audit_seals SET number = 4 WHERE number = 99"}, audit.Moved, 3, "is out of order"},
		"a truncation":                      {[]string{"DELETE FROM audit_entries WHERE id IN (SELECT entry_id FROM audit_seals WHERE number > 2)", "DELETE FROM audit_seals WHERE number > 2"}, audit.Truncated, 3, "was cut off: the chain ends before it, and it is known to have reached row 5"},
		"a truncation of the seals":         {[]string{"DELETE FROM audit_seals WHERE number > 2"}, audit.Truncated, 3, "was cut off"},
		"a head that was moved back":        {[]string{"UPDATE audit_head SET number = 2"}, audit.Headless, 5, "says row 2"},
		"an unsealed row that was edited":   {[]string{"UPDATE audit_entries SET after = '{}' WHERE action = 'unsealed'"}, audit.Edited, 0, "is not what its own hash says"},
		"an unsealed row that was deleted":  {[]string{"DELETE FROM audit_entries WHERE action = 'unsealed'"}, audit.Deleted, 0, "before it was sealed"},
		"an unsealed row kept from sealing": {[]string{"DELETE FROM audit_unsealed"}, audit.Overlooked, 0, "waits for none"},
	}
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		for i := range 5 {
			n.record(n.trainee, fmt.Sprintf("action%d", i), &n.trainee.PersonID)
		}
		require.Equal(t, 5, n.seal())
		n.record(n.trainee, "unsealed", &n.trainee.PersonID)
		before := n.verify()
		require.Nil(t, before.Bad)
		require.Equal(t, int64(1), before.Unsealed)
		for name, c := range cases {
			t.Run(name, func(t *testing.T) {
				err := db.InTx(t.Context(), func(ctx context.Context) error {
					n.meddle(ctx, c.meddle...)
					report, err := n.Verify(ctx, nil)
					require.NoError(t, err)
					require.NotNil(t, report.Bad)
					assert.Equal(t, c.fault, report.Bad.Fault)
					assert.Equal(t, c.number, report.Bad.Number)
					assert.Contains(t, report.Bad.String(), c.says)
					return errRolledBack
				})
				require.ErrorIs(t, err, errRolledBack)
			})
		}
	})
}

// The sealer goes on from the head that it wrote down, so that what was cut off stays a gap.
func TestATruncationIsFoundAfterMoreWasSealed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		for range 3 {
			n.record(n.trainee, "before", nil)
		}
		n.seal()
		anchor := n.verify().Head
		n.meddle(t.Context(), "DELETE FROM audit_entries WHERE id IN (SELECT entry_id FROM audit_seals WHERE number > 1)", "DELETE FROM audit_seals WHERE number > 1")
		n.record(n.trainee, "after", nil)
		n.seal()
		assert.Equal(t, &audit.Finding{Fault: audit.Deleted, Number: 2}, n.verify().Bad)
		// Whoever cuts off the head's record too is found by an anchor alone.
		n.meddle(t.Context(), "DELETE FROM audit_entries WHERE id IN (SELECT entry_id FROM audit_seals WHERE number > 1)", "DELETE FROM audit_seals WHERE number > 1",
			"UPDATE audit_head SET number = 1, hash = (SELECT hash FROM audit_seals WHERE number = 1)")
		assert.Nil(t, n.verify().Bad)
		assert.Equal(t, &audit.Finding{Fault: audit.Truncated, Number: 2, Reference: 3}, n.verify(anchor).Bad)
	})
}

func TestATextIsKeptAsAHashThatGoesWithItsKey(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		note := func() audit.Entry {
			t.Helper()
			require.NoError(t, n.Record(t.Context(), n.auditor, audit.Change{
				Action: "note", PersonID: &n.trainee.PersonID, After: audit.Values{"deep": map[string]any{"note": audit.FreeText("Terry's hip operation")}, "empty": audit.FreeText("")},
			}))
			n.seal()
			var newest audit.Entry
			require.NoError(t, db.Conn(t.Context()).Raw("SELECT e.* FROM audit_entries e JOIN audit_seals s ON s.entry_id = e.id ORDER BY s.number DESC LIMIT 1").Scan(&newest).Error)
			return newest
		}
		key := func() (key []byte) {
			t.Helper()
			require.NoError(t, db.Conn(t.Context()).Raw("SELECT key FROM audit_keys WHERE person_id = ?", n.trainee.PersonID).Row().Scan(&key))
			return key
		}
		first := note()
		assert.NotContains(t, first.After, "hip")
		assert.JSONEq(t, fmt.Sprintf(`{"deep":{"note":{"characters":21,"hash":%q}},"empty":{"characters":0}}`, audit.TextHash(key(), first.ID, "Terry's hip operation")), first.After)
		assert.NotEqual(t, first.After, note().After, "the same text in another row has another hash")
		old := key()
		require.NoError(t, n.Forget(t.Context(), n.trainee.PersonID))
		note()
		assert.NotEqual(t, old, key(), "the old key is gone for good")
		assert.Nil(t, n.verify().Bad, "the chain holds without the key")
	})
}
