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
	handle := flag.String("postgres", ".ci/postgres", "the command that lets the PostgreSQL server at BANDWISE_TEST_POSTGRES_URL crash, and starts others")
	flag.Parse()
	err := drill.Run(ctx, drill.Asked{
		Program: *program, Source: ".", Server: os.Getenv("BANDWISE_TEST_POSTGRES_URL"), Handle: *handle, Only: flag.Args(), Out: os.Stdout,
	})
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "drill:", err)
		os.Exit(1)
	}
}
