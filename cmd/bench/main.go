// Command bench measures the application beside bare handlers on the same database. `make bench` gives it the program and a
// PostgreSQL server.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"bandwise/internal/bench/beside"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	program := flag.String("program", "bin/bandwise", "the program whose start is measured")
	span := flag.Duration("span", 4*time.Second, "for how long each side is asked in each of its turns")
	profiles := flag.String("profiles", "", "folder into which to write where the application spends processor time")
	only := flag.String("only", "", "a part of the names of the requests to measure, all when empty")
	flag.Parse()
	server := os.Getenv("BANDWISE_TEST_POSTGRES_URL")
	if server == "" {
		return errors.New("BANDWISE_TEST_POSTGRES_URL must be the address of a PostgreSQL server on which databases may be made; make bench sets it")
	}
	return beside.Run(ctx, beside.Asked{Program: *program, Server: server, Span: *span, Profiles: *profiles, Only: *only, Out: os.Stdout})
}
