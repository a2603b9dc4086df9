package database

import (
	"context"
	"sync"

	"gorm.io/gorm"
)

// Statement is a statement that was sent to the database, with its values.
type Statement struct {
	SQL  string
	Args []any
}

type recordKey struct{}

type record struct {
	mu   sync.Mutex
	sent []Statement
}

// RecordStatements gives a context in which every statement is kept, and a function that gives those that were, in order.
// Benchmarks use it to ask for the plans of a page's queries.
func RecordStatements(ctx context.Context) (context.Context, func() []Statement) {
	var r record
	return context.WithValue(ctx, recordKey{}, &r), func() []Statement {
		r.mu.Lock()
		defer r.mu.Unlock()
		return append([]Statement(nil), r.sent...)
	}
}

// recordWith has every kind of statement of a connection kept where its context asks for it.
func recordWith(connection *gorm.DB) error {
	keep := func(sent *gorm.DB) {
		r, asked := sent.Statement.Context.Value(recordKey{}).(*record)
		if !asked {
			return
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.sent = append(r.sent, Statement{SQL: sent.Statement.SQL.String(), Args: append([]any(nil), sent.Statement.Vars...)})
	}
	const name = "bandwise:record"
	on := connection.Callback()
	for _, register := range []func(string, func(*gorm.DB)) error{
		on.Query().After("gorm:query").Register, on.Row().After("gorm:row").Register, on.Raw().After("gorm:raw").Register,
		on.Create().After("gorm:create").Register, on.Update().After("gorm:update").Register, on.Delete().After("gorm:delete").Register,
	} {
		if err := register(name, keep); err != nil {
			return err
		}
	}
	return nil
}
