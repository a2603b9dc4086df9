package reference

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"bandwise/internal/platform/database"
)

type onceKey struct{}

// once has the stamps of all bodies as they were when the first of them was asked for.
type once struct {
	mu     sync.Mutex
	stamps map[string]string
}

// Once gives a context within which the stamps of all bodies are asked for at most once, for a request that only reads and goes through
// several of them. It sees them as of that moment. Work inside a transaction asks for itself.
func Once(ctx context.Context) context.Context { return context.WithValue(ctx, onceKey{}, &once{}) }

// stampIn gives the stamp of the bodies called names, as of the moment of the context where it has one.
func stampIn(ctx context.Context, db *database.DB, names []string) (string, error) {
	o, ok := ctx.Value(onceKey{}).(*once)
	if !ok || db.InTransaction(ctx) {
		return stampOf(ctx, db, names)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.stamps == nil {
		all, err := allStamps(ctx, db)
		if err != nil {
			return "", err
		}
		o.stamps = all
	}
	return joined(o.stamps, names)
}

func stampOf(ctx context.Context, db *database.DB, names []string) (string, error) {
	all, err := allStamps(ctx, db)
	if err != nil {
		return "", err
	}
	return joined(all, names)
}

func joined(all map[string]string, names []string) (string, error) {
	found := make([]string, len(names))
	for i, name := range names {
		if found[i] = all[name]; found[i] == "" {
			return "", fmt.Errorf("the database has no stamp for the body %q", name)
		}
	}
	return strings.Join(found, " "), nil
}
