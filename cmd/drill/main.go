// Command drill breaks a running Bandwise on purpose and counts what was lost. `make drill` gives it the program and a
// PostgreSQL server.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"bandwise/internal/drill"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	program := flag.String("program", "bin/bandwise", "the program to break")
	restart := flag.String("crash-postgres", ".ci/postgres", "the command that with the argument \"crash\" lets the PostgreSQL server at BANDWISE_TEST_POSTGRES_URL crash and come back")
	flag.Parse()
	err := drill.Run(ctx, drill.Asked{
		Program: *program, Server: os.Getenv("BANDWISE_TEST_POSTGRES_URL"), Restart: []string{*restart, "crash"}, Only: flag.Args(), Out: os.Stdout,
	})
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "drill:", err)
		os.Exit(1)
	}
}
