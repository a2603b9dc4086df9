package marked_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	. "bandwise/internal/platform/marked"
	"bandwise/internal/platform/testdb"
)

// rules are an edition; one and the same is one pointer.
type rules struct{ text string }

// facts are what a test's database would hold: each person's, and how often they were read.
type facts struct {
	memory *Memory[*rules, string]
	of     map[uuid.UUID]string
	reads  int
	people int
}

func newFacts(db *database.DB) *facts {
	same := func(a, b *rules) bool { return a == b }
	equal := func(a, b *rules) bool { return *a == *b }
	return &facts{memory: New[*rules, string](db, same, equal), of: map[uuid.UUID]string{}}
}

func (f *facts) read(_ context.Context, by *rules, people []Person) ([]string, error) {
	f.reads++
	f.people += len(people)
	var all []string
	for _, p := range people {
		all = append(all, by.text+" "+f.of[p.ID])
	}
	return all, nil
}

// some gives so many people, all with the facts and the mark.
func (f *facts) some(n int, fact string, mark int64) []Person {
	people := make([]Person, n)
	for i := range people {
		people[i] = Person{uuid.New(), mark}
		f.of[people[i].ID] = fact
	}
	return people
}

var (
	organisation = uuid.New()
	today        = calendar.MustParseDate("2026-11-24")
)

func TestOnlyWhatChangedIsReadAgain(t *testing.T) {
	f := newFacts(testdb.New(t, database.SQLite))
	people := f.some(3, "a", 1)
	by := &rules{"r1"}
	ask := func(by *rules, on calendar.Date, want ...string) int {
		t.Helper()
		f.people = 0
		found, err := f.memory.Of(t.Context(), organisation, by, on, people, f.read)
		require.NoError(t, err)
		assert.Equal(t, want, found)
		return f.people
	}
	assert.Equal(t, 3, ask(by, today, "r1 a", "r1 a", "r1 a"))
	assert.Equal(t, 0, ask(by, today, "r1 a", "r1 a", "r1 a"))

	f.of[people[1].ID], people[1].Mark = "b", 2
	assert.Equal(t, 1, ask(by, today, "r1 a", "r1 b", "r1 a"), "another mark")
	assert.Equal(t, 0, ask(&rules{"r1"}, today, "r1 a", "r1 b", "r1 a"), "the same rules, read once more")
	assert.Equal(t, 3, ask(&rules{"r2"}, today, "r2 a", "r2 b", "r2 a"), "other rules")
	assert.Equal(t, 3, ask(&rules{"r2"}, today.AddDays(1), "r2 a", "r2 b", "r2 a"), "another day")
	people[0], people[2] = people[2], people[0]
	assert.Equal(t, 0, ask(&rules{"r2"}, today.AddDays(1), "r2 a", "r2 b", "r2 a"), "in another order")

	other, err := f.memory.Of(t.Context(), uuid.New(), &rules{"r3"}, today.AddDays(1), people[:1], f.read)
	require.NoError(t, err)
	assert.Equal(t, []string{"r3 a"}, other, "another organisation has its own")
	assert.Equal(t, 0, ask(&rules{"r2"}, today.AddDays(1), "r2 a", "r2 b", "r2 a"))
}

func TestWhatCannotBeReadIsNotKept(t *testing.T) {
	f := newFacts(testdb.New(t, database.SQLite))
	for _, n := range []int{2, 900} {
		people := f.some(n, "a", 1)
		no := errors.New("no")
		_, err := f.memory.Of(t.Context(), organisation, &rules{"r"}, today, people, func(context.Context, *rules, []Person) ([]string, error) { return nil, no })
		require.ErrorIs(t, err, no)
		found, err := f.memory.Of(t.Context(), organisation, &rules{"r"}, today, people, f.read)
		require.NoError(t, err)
		assert.Equal(t, "r a", found[n-1])
	}
}

func TestAnOlderMarkDoesNotHideANewerOne(t *testing.T) {
	f := newFacts(testdb.New(t, database.SQLite))
	people := f.some(1, "old", 1)
	by := &rules{"r"}
	newer := []Person{{people[0].ID, 2}}
	// Somebody who asked before the change keeps what they read while the other reads.
	found, err := f.memory.Of(t.Context(), organisation, by, today, newer, func(ctx context.Context, by *rules, chosen []Person) ([]string, error) {
		_, err := f.memory.Of(ctx, organisation, by, today, people, f.read)
		require.NoError(t, err)
		f.of[people[0].ID] = "new"
		return f.read(ctx, by, chosen)
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"r new"}, found)
}

func TestManyAreReadOnceForAllWhoWait(t *testing.T) {
	f := newFacts(testdb.New(t, database.SQLite))
	people := f.some(3000, "a", 1)
	by := &rules{"r"}
	synctest.Test(t, func(t *testing.T) {
		ready := make(chan struct{})
		slow := func(ctx context.Context, by *rules, people []Person) ([]string, error) {
			<-ready
			return f.read(ctx, by, people)
		}
		asked := make(chan error, 3)
		impatient, leave := context.WithCancel(t.Context())
		for _, ctx := range []context.Context{impatient, t.Context(), t.Context()} {
			go func() {
				_, err := f.memory.Of(ctx, organisation, by, today, people, slow)
				asked <- err
			}()
		}
		synctest.Wait()
		leave()
		require.ErrorIs(t, <-asked, context.Canceled, "whoever waits no longer is answered at once")
		close(ready)
		require.NoError(t, <-asked)
		require.NoError(t, <-asked)
	})
	assert.Equal(t, 1, f.reads)
	assert.Equal(t, 3000, f.people)
}

func TestFillReadsALimitedNumberAtATime(t *testing.T) {
	f := newFacts(testdb.New(t, database.SQLite))
	people := f.some(2*MostNamed+1, "a", 1)
	by := &rules{"r"}
	require.NoError(t, f.memory.Fill(t.Context(), organisation, by, today, people, f.read))
	assert.Equal(t, 3, f.reads)
	found, err := f.memory.Of(t.Context(), organisation, by, today, people, f.read)
	require.NoError(t, err)
	assert.Len(t, found, len(people))
	require.NoError(t, f.memory.Fill(t.Context(), organisation, by, today, people, f.read))
	assert.Equal(t, 3, f.reads, "all of it is there")
}

func TestATransactionNeitherUsesNorKeepsAnything(t *testing.T) {
	db := testdb.New(t, database.SQLite)
	f := newFacts(db)
	people := f.some(2, "a", 1)
	by := &rules{"r"}
	_, err := f.memory.Of(t.Context(), organisation, by, today, people[:1], f.read)
	require.NoError(t, err)
	require.NoError(t, db.InTx(t.Context(), func(ctx context.Context) error {
		f.people = 0
		_, err := f.memory.Of(ctx, organisation, by, today, people, f.read)
		assert.Equal(t, 2, f.people)
		return err
	}))
	_, err = f.memory.Of(t.Context(), organisation, by, today, people, f.read)
	require.NoError(t, err)
	assert.Equal(t, 3, f.people, "one of them for the first time")
}
