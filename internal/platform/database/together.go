package database

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
)

// Together runs functions that read at the same time, each on connections of its own, and gives their errors. The others are cancelled
// with the first one that fails. Within a transaction, which has one connection, they run one after the other. None of them may ask for
// more while it holds rows open, so that many who do this at once do not use up the pool waiting for one another.
func (db *DB) Together(ctx context.Context, fns ...func(ctx context.Context) error) error {
	if db.InTransaction(ctx) {
		for _, fn := range fns {
			if err := fn(ctx); err != nil {
				return err
			}
		}
		return nil
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all sync.WaitGroup
	failed := make([]error, len(fns))
	for i, fn := range fns {
		all.Go(func() {
			if failed[i] = Recovered(ctx, fn); failed[i] != nil {
				stop(failed[i])
			}
		})
	}
	all.Wait()
	// What was cancelled because of another one's failure says nothing of its own.
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return errors.Join(failed...)
}

// Recovered runs fn, which is to run apart from whoever asked for it, and gives what it panics with as an error: nobody else would catch
// it there.
func Recovered(ctx context.Context, fn func(ctx context.Context) error) (err error) {
	defer func() {
		if found := recover(); found != nil {
			err = fmt.Errorf("panic: %v\n%s", found, debug.Stack())
		}
	}()
	return fn(ctx)
}
