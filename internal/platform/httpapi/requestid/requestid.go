// Package requestid carries the identifier of a request from the first middleware to the log, the audit trail and the
// problem that a person may quote to an administrator.
package requestid

import "context"

type key struct{}

// With gives a context that carries the identifier.
func With(ctx context.Context, id string) context.Context { return context.WithValue(ctx, key{}, id) }

// From gives the identifier, or "" outside a request.
func From(ctx context.Context) string {
	id, _ := ctx.Value(key{}).(string)
	return id
}
