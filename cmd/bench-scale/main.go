// Command bench-scale measures how the pages of a whole organisation, and an import of staff, grow with its headcount. `make bench-scale` gives it a
// PostgreSQL server.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"

	"bandwise/internal/bench/scale"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench-scale:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	sizes := flag.String("sizes", "1000 10000 100000", "the headcounts")
	plans := flag.String("plans", "bin/bench-scale", "folder for the plans of the queries and the profiles")
	profile := flag.Bool("profile", false, "write where each page spends processor time, beside the plans")
	only := flag.String("only", "", "a part of the names of the pages to measure, all when empty")
	flag.Parse()
	asked := scale.Asked{Server: os.Getenv("BANDWISE_TEST_POSTGRES_URL"), Plans: *plans, Profile: *profile, Only: *only, Out: os.Stdout}
	if asked.Server == "" {
		return errors.New("BANDWISE_TEST_POSTGRES_URL must be the address of a PostgreSQL server on which databases may be made; make bench-scale sets it")
	}
	for _, text := range strings.Fields(*sizes) {
		size, err := strconv.Atoi(text)
		if err != nil || size < 10 {
			return fmt.Errorf("%q is no headcount of 10 or more", text)
		}
		asked.Sizes = append(asked.Sizes, size)
	}
	slices.Sort(asked.Sizes)
	return scale.Run(ctx, asked)
}
