package beside

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"bandwise/internal/bench"
)

// Asked is what to measure.
type Asked struct {
	// Program is the path of bin/bandwise, whose start, memory and size are measured.
	Program string
	// Server is the address of a PostgreSQL server on which databases may be made.
	Server string
	// Span is for how long each side is asked each time.
	Span time.Duration
	// Profiles is the folder into which is written where the application spends processor time, a file for each request, for
	// `go tool pprof`; none are written when it is empty.
	Profiles string
	// Only is a part of the names of the requests to measure; all of them when it is empty.
	Only string
	Out  io.Writer
}

// rounds is how often the two sides take turns, so that what else the machine does falls on both.
const rounds = 3

// Run measures on SQLite and on PostgreSQL and prints the tables.
func Run(ctx context.Context, asked Asked) (err error) {
	folder, err := os.MkdirTemp("", "bandwise-bench-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	address, drop, err := bench.NewDatabase(ctx, asked.Server)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, drop()) }()
	printHead(asked.Out)
	for _, place := range []struct{ name, folder, database string }{
		{"SQLite", filepath.Join(folder, "sqlite"), ""},
		{"PostgreSQL", filepath.Join(folder, "postgres"), address},
	} {
		if err := asked.on(ctx, place.name, place.folder, place.database); err != nil {
			return fmt.Errorf("%s: %w", place.name, err)
		}
	}
	return asked.start(ctx, filepath.Join(folder, "sqlite"))
}

// on measures every request on one database.
func (asked Asked) on(ctx context.Context, name, folder, database string) (err error) {
	t, err := open(ctx, folder, database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.close()) }()
	all, err := t.requests(ctx)
	if err != nil {
		return err
	}
	for _, r := range all {
		if !strings.Contains(r.name, asked.Only) {
			continue
		}
		profile, err := asked.profile(name + " " + r.name)
		if err != nil {
			return err
		}
		found, err := compare(ctx, r, asked.Span)
		if err == nil && profile != nil {
			err = r.profile(ctx, asked.Span, profile)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
		printResult(asked.Out, name, r, found)
	}
	return nil
}

// profile makes the file for a request's profile, nil when none is asked for.
func (asked Asked) profile(name string) (*os.File, error) {
	if asked.Profiles == "" {
		return nil, nil
	}
	path := filepath.Join(asked.Profiles, strings.NewReplacer(" ", "-", "'", "").Replace(name)+".pprof")
	file, err := os.Create(path) //nolint:gosec // the folder that the command is told
	if err != nil {
		return nil, fmt.Errorf("make a file for the profile: %w", err)
	}
	return file, nil
}
