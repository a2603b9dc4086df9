// Package bench has what the benchmarks share.
package bench

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
)

// NewDatabase makes an empty database on a PostgreSQL server and gives its address, and what drops it.
func NewDatabase(ctx context.Context, server string) (address string, drop func() error, err error) {
	parsed, err := url.Parse(server)
	if err != nil || parsed.Host == "" {
		return "", nil, errors.New("the address of the PostgreSQL server cannot be read")
	}
	name := "bandwise_bench_" + strings.ToLower(rand.Text())
	if err := onServer(ctx, server, "CREATE DATABASE "+name+" TEMPLATE template0"); err != nil {
		return "", nil, err
	}
	parsed.Path = "/" + name
	return parsed.String(), func() error {
		return onServer(context.WithoutCancel(ctx), server, "DROP DATABASE "+name+" WITH (FORCE)")
	}, nil
}

func onServer(ctx context.Context, server, statement string) error {
	connection, err := pgx.Connect(ctx, server)
	if err != nil {
		return fmt.Errorf("reach the PostgreSQL server: %w", err)
	}
	_, err = connection.Exec(ctx, statement)
	return errors.Join(err, connection.Close(ctx))
}
