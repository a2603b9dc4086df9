package marked_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
	. "bandwise/internal/platform/marked"
	"bandwise/internal/platform/testdb"
)

func TestOfAFewEverythingIsKeptUntilSomethingChanges(t *testing.T) {
	db := testdb.New(t, database.SQLite)
	few := NewFew[*rules, string](db, func(a, b *rules) bool { return a == b })
	by, person, reads := &rules{"r"}, Person{uuid.New(), 1}, 0
	read := func(context.Context) (string, error) { reads++; return "v", nil }
	ask := func(ctx context.Context) int {
		t.Helper()
		before := reads
		value, err := few.Of(ctx, by, today, person, read)
		require.NoError(t, err)
		assert.Equal(t, "v", value)
		return reads - before
	}
	assert.Equal(t, 1, ask(t.Context()))
	assert.Equal(t, 0, ask(t.Context()))
	person.Mark = 2
	assert.Equal(t, 1, ask(t.Context()), "another mark")
	by = &rules{"r"}
	assert.Equal(t, 1, ask(t.Context()), "read into memory once more")
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context) error {
		assert.Equal(t, 1, ask(ctx), "a transaction reads for itself")
		return nil
	}))
	assert.Equal(t, 0, ask(t.Context()))
	_, err := few.Of(t.Context(), by, today.AddDays(1), person, func(context.Context) (string, error) { return "", errors.New("no") })
	require.EqualError(t, err, "no")
	assert.Equal(t, 0, ask(t.Context()), "what could not be read is not kept")

	for range 500 {
		_, err := few.Of(t.Context(), by, today, Person{uuid.New(), 1}, read)
		require.NoError(t, err)
	}
	kept := 0
	for range 20 {
		kept += 1 - ask(t.Context())
	}
	assert.GreaterOrEqual(t, kept, 19, "whoever is asked about again is kept again")
}
