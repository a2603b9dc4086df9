package freshness_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/testdb"
)

func TestRulesThatAWriterReadsBeforeItWritesAreNotKept(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		organisation, person, statement, now := uuid.New(), uuid.New(), uuid.New(), time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
		exec := func(ctx context.Context, statement string, args ...any) {
			require.NoError(t, db.Conn(ctx).Exec(statement, args...).Error)
		}
		exec(t.Context(), "INSERT INTO organisations (id, slug, name, created_at) VALUES (?, 'northmoor', 'Northmoor', ?)", organisation, now)
		exec(t.Context(), `INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at)
			VALUES (?, ?, 'Lea', 'lea', 'lea@northmoor.example', 1, ?, ?)`, person, organisation, now, now)
		rules := NewHeld(db)
		read := func(ctx context.Context) Rules {
			var stamp string
			require.NoError(t, db.Conn(ctx).Raw("SELECT stamp FROM reference_stamps WHERE name = ?", Body).Scan(&stamp).Error)
			all, err := rules.At(ctx, organisation, stamp)
			require.NoError(t, err)
			return all
		}
		assert.Empty(t, read(t.Context()))
		want := Rules{statement: {Lasts: calendar.Years(3)}}
		require.NoError(t, db.InTx(t.Context(), func(ctx context.Context) error {
			require.NoError(t, reference.Touch(ctx, db, Body))
			assert.Empty(t, read(ctx))
			exec(ctx, `INSERT INTO freshness_rules (id, organisation_id, kind, key, stays_fresh, reason, version, changed_by, changed_at)
				VALUES (?, ?, 'statement', ?, 'P3Y', 'Why', 1, ?, ?)`, uuid.New(), organisation, statement.String(), person, now)
			assert.Equal(t, want, read(ctx), "the writer sees what it wrote")
			return nil
		}))
		assert.Equal(t, want, read(t.Context()), "no rule is missed under the new stamp")
	})
}
