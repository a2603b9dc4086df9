package portfolio

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// What these two refuse can only happen when somebody else's transaction commits between a rule and its writing.

func TestEvidenceIsNotRenewedUnderAClaimThatWasDecidedMeanwhile(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claims := tr.submit(tr.trainee, tr.coding2, tr.coding3)
		_, err := tr.Service.DecideClaim(ctx, tr.manager, claims[0].ID, 2, Judgement{Decision: Approve})
		require.NoError(t, err)
		s := tr.Service.store
		waiting := []uuid.UUID{claims[0].ID, claims[1].ID}
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(s.renewClaims(ctx, Evidence{UpdatedAt: moment}, waiting)))
		assert.NoError(t, s.renewClaims(ctx, Evidence{UpdatedAt: moment}, waiting[1:2]))
	})
}

func TestEvidenceIsNotDeletedUnderAClaimThatWasMadeMeanwhile(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.submit(tr.trainee, tr.coding2)[0]
		read, err := tr.Service.Claim(ctx, tr.trainee, claim.ID)
		require.NoError(t, err)
		err = db.InTx(ctx, func(ctx context.Context) error {
			return tr.Service.store.deleteEvidence(ctx, read.Evidence[0].Evidence)
		})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		after, err := tr.Service.Claim(ctx, tr.trainee, claim.ID)
		require.NoError(t, err)
		assert.Len(t, after.Evidence, 1)
	})
}
