package audit_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestManyChangesAreRecordedAsEachByItselfWouldBe(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.record(n.auditor, "staff.person_edited", &n.trainee.PersonID) // the trainee has a key by it
		newcomer := uuid.New()
		edited := func(person uuid.UUID, name string) audit.Change {
			return audit.Change{
				Action: "staff.person_edited", SubjectKind: "person", SubjectID: person.String(), PersonID: &person, Before: audit.Values{"wte": "0.60 WTE"},
				After: audit.Values{"name": audit.FreeText(name)},
			}
		}
		changes := []audit.Change{edited(n.trainee.PersonID, "Terry Neé"), edited(newcomer, "Newly Here"), edited(newcomer, "Newly Theré")}
		ctx, queries := database.CountQueries(t.Context())
		require.NoError(t, db.InTx(ctx, func(ctx context.Context) error { return n.RecordAll(ctx, n.auditor, changes) }))
		assert.LessOrEqual(t, queries.Load(), int64(4))

		var entries []audit.Entry
		require.NoError(t, db.Conn(t.Context()).Where("person_id IN ? AND actor_id = ?", []uuid.UUID{n.trainee.PersonID, newcomer}, n.auditor.PersonID).Find(&entries).Error)
		require.Len(t, entries, 4)
		for _, e := range entries {
			assert.Equal(t, audit.RowHash(e), e.RowHash, "the row's own hash is that of what is stored")
			assert.Equal(t, n.auditor.OrganisationID, *e.OrganisationID)
			var after struct{ Name *struct{ Hash audit.Hash } }
			require.NoError(t, json.Unmarshal([]byte(e.After), &after))
			if after.Name == nil {
				continue
			}
			var key []byte
			require.NoError(t, db.Conn(t.Context()).Raw("SELECT key FROM audit_keys WHERE person_id = ?", *e.PersonID).Row().Scan(&key))
			hashes := []audit.Hash{audit.TextHash(key, e.ID, "Terry Neé"), audit.TextHash(key, e.ID, "Newly Here"), audit.TextHash(key, e.ID, "Newly Theré")}
			assert.Contains(t, hashes, after.Name.Hash, "the text is hashed by the person's one key")
		}
		require.ErrorIs(t, n.RecordAll(t.Context(), access.Actor{}, changes), database.ErrNoTransaction)
	})
}
