package reference_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/testdb"
)

// body is one of the bodies that the schema knows.
const body = "framework"

type parent struct {
	ID                                                 uuid.UUID
	Slug, Title, Document, Licence, Source, Visibility string
}

func (parent) TableName() string     { return "frameworks" }
func (p parent) Identity() uuid.UUID { return p.ID }

type child struct {
	ID          uuid.UUID
	FrameworkID uuid.UUID
	Level       int
	Name        string
}

func (child) TableName() string     { return "framework_levels" }
func (c child) Identity() uuid.UUID { return c.ID }

func framework(slug, title string) parent {
	return parent{ID: uuid.NewSHA1(uuid.Nil, []byte(slug)), Slug: slug, Title: title, Visibility: "members"}
}

func level(of parent, number int, name string) child {
	return child{ID: uuid.NewSHA1(of.ID, fmt.Append(nil, number)), FrameworkID: of.ID, Level: number, Name: name}
}

func load(t *testing.T, db *database.DB, parents []parent, children []child) int {
	t.Helper()
	changed, err := reference.Load(t.Context(), db, body, func(ctx context.Context, l *reference.Loading) error {
		if err := reference.Put(ctx, l, parents, "1 = 1"); err != nil {
			return err
		}
		return reference.Put(ctx, l, children, "1 = 1")
	})
	require.NoError(t, err)
	return changed
}

// titles reads what the cache tests look at: the title of each framework beside the names of its levels.
func titles(db *database.DB) func(context.Context, string) (map[string][]string, error) {
	return func(ctx context.Context, slug string) (map[string][]string, error) {
		parents, err := reference.Rows[parent](ctx, db, "slug = ?", slug)
		if err != nil {
			return nil, err
		}
		children, err := reference.Rows[child](ctx, db, "1 = 1")
		if err != nil {
			return nil, err
		}
		found := map[string][]string{}
		for _, p := range parents {
			found[p.Title] = []string{}
			for _, c := range children {
				if c.FrameworkID == p.ID {
					found[p.Title] = append(found[p.Title], c.Name)
				}
			}
		}
		return found, nil
	}
}

func TestLoadingAgainChangesNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		a, b := framework("a", "A"), framework("b", "B")
		before := stamp(t, db)
		require.Equal(t, 4, load(t, db, []parent{a, b}, []child{level(a, 1, "Follow"), level(b, 1, "Follow")}))
		loaded := stamp(t, db)
		assert.NotEqual(t, before, loaded, "a change gives a new stamp")

		assert.Zero(t, load(t, db, []parent{a, b}, []child{level(a, 1, "Follow"), level(b, 1, "Follow")}))
		assert.Equal(t, loaded, stamp(t, db), "nothing changed, so the stamp stays")

		renamed := framework("a", "A, second edition")
		assert.Equal(t, 3, load(t, db, []parent{renamed}, []child{level(a, 1, "Follow")}), "one renamed, one gone with its level")
		rows, err := reference.Rows[parent](t.Context(), db, "1 = 1")
		require.NoError(t, err)
		assert.Equal(t, []parent{renamed}, rows)
		children, err := reference.Rows[child](t.Context(), db, "1 = 1")
		require.NoError(t, err)
		assert.Equal(t, []child{level(a, 1, "Follow")}, children)
	})
}

func TestALoadThatFailsChangesNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		before := stamp(t, db)
		broken := errors.New("broken")
		_, err := reference.Load(t.Context(), db, body, func(ctx context.Context, l *reference.Loading) error {
			require.NoError(t, reference.Put(ctx, l, []parent{framework("a", "A")}, "1 = 1"))
			return broken
		})
		require.ErrorIs(t, err, broken)
		assert.Equal(t, before, stamp(t, db))
		rows, err := reference.Rows[parent](t.Context(), db, "1 = 1")
		require.NoError(t, err)
		assert.Empty(t, rows)

		_, err = reference.Load(t.Context(), db, "no such body", func(context.Context, *reference.Loading) error { return nil })
		assert.Error(t, err)
	})
}

func TestACacheNoticesWhatAnotherNodeChanged(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		a := framework("a", "A")
		load(t, db, []parent{a}, []child{level(a, 1, "Follow")})
		here := reference.NewCache(db, titles(db), body)
		there := reference.NewCache(db, titles(db), body)
		for _, node := range []*reference.Cache[string, map[string][]string]{here, there} {
			got, err := node.Get(t.Context(), "a")
			require.NoError(t, err)
			assert.Equal(t, map[string][]string{"A": {"Follow"}}, got)
		}

		counted, queries := database.CountQueries(t.Context())
		for range 3 {
			_, err := here.Get(counted, "a")
			require.NoError(t, err)
		}
		assert.Equal(t, int64(3), queries.Load(), "what is held costs one query: the stamp")

		load(t, db, []parent{framework("a", "A2")}, []child{level(a, 1, "Follow"), level(a, 2, "Assist")})
		for _, node := range []*reference.Cache[string, map[string][]string]{here, there} {
			got, err := node.Get(t.Context(), "a")
			require.NoError(t, err)
			assert.Len(t, got["A2"], 2)
			other, err := node.Get(t.Context(), "b")
			require.NoError(t, err)
			assert.Empty(t, other, "each key has a value of its own")
		}
	})
}

func TestNobodyIsServedWhatWasRolledBack(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		load(t, db, []parent{framework("a", "A")}, nil)
		cache := reference.NewCache(db, titles(db), body)
		undone := errors.New("undone")
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			require.NoError(t, reference.Touch(ctx, db, body))
			require.NoError(t, db.Conn(ctx).Exec("UPDATE frameworks SET title = 'never'").Error)
			got, err := cache.Get(ctx, "a")
			require.NoError(t, err)
			assert.Contains(t, got, "never", "the transaction sees its own change")
			return undone
		})
		require.ErrorIs(t, err, undone)
		got, err := cache.Get(t.Context(), "a")
		require.NoError(t, err)
		assert.Contains(t, got, "A")
		load(t, db, []parent{framework("a", "A2")}, nil)
		got, err = cache.Get(t.Context(), "a")
		require.NoError(t, err)
		assert.Contains(t, got, "A2")
	})
}

func TestWhatAWriterReadsBeforeItWritesIsNotKept(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		load(t, db, []parent{framework("a", "A")}, nil)
		cache := reference.NewCache(db, titles(db), body)
		read := func(ctx context.Context) map[string][]string {
			got, err := cache.Get(ctx, "a")
			require.NoError(t, err)
			return got
		}
		assert.Contains(t, read(t.Context()), "A")
		require.NoError(t, db.InTx(t.Context(), func(ctx context.Context) error {
			require.NoError(t, reference.Touch(ctx, db, body))
			assert.Contains(t, read(ctx), "A", "nothing has changed yet")
			require.NoError(t, db.Conn(ctx).Exec("UPDATE frameworks SET title = 'B'").Error)
			assert.Contains(t, read(ctx), "B", "the writer sees what it wrote")
			return nil
		}))
		assert.Contains(t, read(t.Context()), "B", "the value of before is not held under the new stamp")

		require.NoError(t, db.InTx(t.Context(), func(ctx context.Context) error {
			require.NoError(t, db.InTx(ctx, func(ctx context.Context) error {
				require.NoError(t, reference.Touch(ctx, db, body))
				assert.Contains(t, read(ctx), "B")
				return db.Conn(ctx).Exec("UPDATE frameworks SET title = 'C'").Error
			}))
			assert.Contains(t, read(ctx), "C")
			counted, queries := database.CountQueries(ctx)
			assert.Contains(t, read(counted), "C")
			assert.Equal(t, int64(1), queries.Load(), "once the writer has done, the rest of a long transaction reads what is held")
			return nil
		}))
		assert.Contains(t, read(t.Context()), "C")
	})
}

func TestReadersSeeWholeEditionsWhileOthersLoad(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		a := framework("a", "A")
		edition := func(i int) ([]parent, []child) {
			name := fmt.Sprint("edition ", i)
			return []parent{framework("a", name)}, []child{level(a, 1, name), level(a, 2, name)}
		}
		parents, children := edition(0)
		load(t, db, parents, children)
		cache := reference.NewCache(db, titles(db), body)

		var readers sync.WaitGroup
		done := make(chan struct{})
		for range 4 {
			readers.Go(func() {
				for {
					got, err := cache.Get(t.Context(), "a")
					if apperr.CodeOf(err) == apperr.CodeUnavailable && err != nil {
						continue // it changed at every attempt; the request would be sent again
					}
					if !assert.NoError(t, err) || !assert.Len(t, got, 1) {
						return
					}
					for title, names := range got {
						assert.Equal(t, []string{title, title}, names, "both tables are of one edition")
					}
					select {
					case <-done:
						return
					default:
					}
				}
			})
		}
		for i := 1; i <= 25; i++ {
			parents, children := edition(i)
			require.Equal(t, 3, load(t, db, parents, children))
		}
		close(done)
		readers.Wait()
		got, err := cache.Get(t.Context(), "a")
		require.NoError(t, err)
		assert.Contains(t, got, "edition 25")
	})
}

func TestABodyThatNeverStandsStill(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		cache := reference.NewCache(db, func(ctx context.Context, _ int) (int, error) {
			return 0, reference.Touch(ctx, db, body)
		}, body)
		_, err := cache.Get(t.Context(), 1)
		assert.Equal(t, apperr.CodeUnavailable, apperr.CodeOf(err))
	})
}

func stamp(t *testing.T, db *database.DB) string {
	t.Helper()
	var stamps []string
	require.NoError(t, db.Conn(t.Context()).Table("reference_stamps").Where("name = ?", body).Pluck("stamp", &stamps).Error)
	require.Len(t, stamps, 1)
	return stamps[0]
}
