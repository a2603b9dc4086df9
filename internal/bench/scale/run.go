package scale

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"time"

	"bandwise/internal/bench"
)

// Asked is what to measure.
type Asked struct {
	// Server is the address of a PostgreSQL server on which databases may be made.
	Server string
	// Sizes are the headcounts, ascending.
	Sizes []int
	// Plans is the folder into which the plans of the queries are written, a file for each headcount.
	Plans string
	// Profile also writes where each page spends processor time, for `go tool pprof`.
	Profile bool
	// Only is a part of the names of the pages to measure; all of them when it is empty.
	Only string
	Out  io.Writer
}

// importName is the name of the import among those of the pages.
const importName = "import"

// Run measures every page, and an import, at every size and prints the tables. It fails when a page takes more queries for more staff.
func Run(ctx context.Context, asked Asked) error {
	if err := os.MkdirAll(asked.Plans, 0o750); err != nil {
		return fmt.Errorf("make the folder of the plans: %w", err)
	}
	var all []Result
	var imports []Imported
	for i, size := range asked.Sizes {
		found, imported, err := at(ctx, asked, size, i == 0)
		if err != nil {
			return fmt.Errorf("%s staff: %w", count(size), err)
		}
		printResults(asked.Out, found)
		all, imports = append(all, found...), append(imports, imported...)
	}
	printGrowth(asked.Out, all, asked.Sizes)
	printImports(asked.Out, imports)
	return sameQueries(all)
}

// at measures one size in a database of its own, which is gone afterwards.
func at(ctx context.Context, asked Asked, size int, first bool) (found []Result, imported []Imported, err error) {
	address, drop, err := bench.NewDatabase(ctx, asked.Server)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, drop()) }()
	folder, err := os.MkdirTemp("", "bandwise-bench-")
	if err != nil {
		return nil, nil, fmt.Errorf("make a folder for files: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	installed, err := Install(ctx, address, folder)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, installed.Close()) }()
	if first {
		if err := printMachine(ctx, asked.Out, installed.db); err != nil {
			return nil, nil, err
		}
	}
	start := time.Now()
	trust, err := installed.Found(ctx, "scale", size)
	if err != nil {
		return nil, nil, err
	}
	if _, err := fmt.Fprintf(asked.Out, "\n%s staff, made in %.1f s\n\n", count(size), time.Since(start).Seconds()); err != nil {
		return nil, nil, fmt.Errorf("print: %w", err)
	}
	for _, p := range Pages {
		if !strings.Contains(p.Name, asked.Only) {
			continue
		}
		r, err := asked.measure(ctx, trust, p)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, r)
	}
	// Last, because it doubles the staff.
	if strings.Contains(importName, asked.Only) {
		one, err := trust.Import(ctx)
		if err != nil {
			return nil, nil, err
		}
		imported = append(imported, one)
	}
	return found, imported, writePlans(filepath.Join(asked.Plans, fmt.Sprintf("plans-%d.txt", size)), found)
}

// measure measures a page, with a profile where one is asked for.
func (asked Asked) measure(ctx context.Context, t *Trust, p Page) (_ Result, err error) {
	if !asked.Profile {
		return t.Measure(ctx, p)
	}
	name := strings.NewReplacer(" ", "-", ",", "").Replace(p.Name)
	file, err := os.Create(filepath.Join(asked.Plans, fmt.Sprintf("profile-%d-%s.pprof", t.Staff, name)))
	if err != nil {
		return Result{}, fmt.Errorf("make a file for the profile: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := pprof.StartCPUProfile(file); err != nil {
		return Result{}, fmt.Errorf("begin the profile: %w", err)
	}
	defer pprof.StopCPUProfile()
	return t.Measure(ctx, p)
}
