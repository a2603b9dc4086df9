package reference

import (
	"context"
	"errors"
	"sync"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
)

// attempts bounds how often a body is read again because it changed while it was being read.
const attempts = 4

// Cache keeps a body of reference data in memory, one decoded value for each key, for example one for each organisation.
// Every [Cache.Get] asks the database for the body's stamp, or every request that uses [Once] does, so that a change made
// anywhere is seen by the next request of every node. It is safe for concurrent use.
//
// A value is shared by all who read it: nobody may change it.
type Cache[K comparable, V any] struct {
	db    *database.DB
	names []string
	load  func(ctx context.Context, key K) (V, error)

	mu   sync.RWMutex
	held map[K]entry[V]
}

type entry[V any] struct {
	stamp string
	value V
}

// NewCache makes an empty cache. load reads and decodes the value of a key; it is called at the first use and whenever
// one of the bodies called names has changed. It may run in several requests at once: waiting for one another while each
// holds a connection could use up the pool.
func NewCache[K comparable, V any](db *database.DB, load func(ctx context.Context, key K) (V, error), names ...string) *Cache[K, V] {
	return &Cache[K, V]{db: db, names: names, load: load, held: map[K]entry[V]{}}
}

// Get gives the value of the key as the database has it now. Inside a transaction it sees that transaction's own
// changes: their stamp is theirs alone, so that nobody is served a value that was rolled back. Of what a writer reads between
// its [Touch] and the end of its work it holds nothing, because under the new stamp that may still be the old value.
func (c *Cache[K, V]) Get(ctx context.Context, key K) (V, error) {
	var none V
	stamp, err := stampIn(ctx, c.db, c.names)
	if err != nil {
		return none, err
	}
	c.mu.RLock()
	held, ok := c.held[key]
	c.mu.RUnlock()
	if ok && held.stamp == stamp {
		return held.value, nil
	}
	for range attempts {
		value, err := c.load(ctx, key)
		if err != nil {
			return none, err
		}
		// The value took several statements to read. It is whole only if nothing changed meanwhile.
		after, err := stampOf(ctx, c.db, c.names)
		if err != nil {
			return none, err
		}
		if after == stamp {
			if !c.db.IsChanging(ctx, c.names...) {
				c.mu.Lock()
				c.held[key] = entry[V]{stamp: stamp, value: value}
				c.mu.Unlock()
			}
			return value, nil
		}
		stamp = after
	}
	return none, apperr.Unavailable(errors.New("the reference data changed each time it was read"))
}
