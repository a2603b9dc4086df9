package drill

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// Asked is what to run the drills with.
type Asked struct {
	// Program is the path of bin/bandwise.
	Program string
	// Server is the address of a PostgreSQL server on which databases may be made, and Restart the command that lets it
	// crash and come back.
	Server  string
	Restart []string
	// Only names the drills to run; none means all.
	Only []string
	Out  io.Writer
}

// Result is what a drill counted.
type Result struct {
	// Tried are the writes that were asked for, Acknowledged those that the server confirmed, and Lost those of them that
	// are not there afterwards.
	Tried        int64
	Acknowledged int
	Lost         int
	// Slowest is the longest time until work went on, or what the drill's name says it is.
	Slowest time.Duration
	Note    string
}

type drill struct {
	name string
	// slowest says what Result.Slowest is.
	slowest  string
	postgres bool
	run      func(context.Context, installation) (Result, error)
}

// ErrLost says that something acknowledged was lost, or that a drill could not be finished.
var ErrLost = errors.New("not every drill ended well")

// Run runs the drills one after another, each on an installation of its own, and prints a table.
func Run(ctx context.Context, asked Asked) error {
	folder, err := os.MkdirTemp("", "bandwise-drill-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	r := runner{asked: asked, folder: folder}
	failed := false
	_, _ = fmt.Fprintln(asked.Out, "| drill | tried | acknowledged | lost | time | and |\n| --- | ---: | ---: | ---: | --- | --- |")
	for _, d := range r.drills() {
		if !asked.wants(d.name) {
			continue
		}
		result, err := r.one(ctx, d)
		note := strings.TrimSpace(result.Note)
		if err != nil {
			note = "FAILED: " + err.Error()
		}
		failed = failed || err != nil || result.Lost > 0
		_, _ = fmt.Fprintf(asked.Out, "| %s | %d | %d | %d | %s %.1f s | %s |\n", d.name, result.Tried, result.Acknowledged, result.Lost, d.slowest, result.Slowest.Seconds(), note)
	}
	if failed {
		return ErrLost
	}
	return ctx.Err()
}

func (a Asked) wants(name string) bool {
	for _, each := range a.Only {
		if strings.Contains(name, each) {
			return true
		}
	}
	return len(a.Only) == 0
}

type runner struct {
	asked  Asked
	folder string
	made   int
}

func (r *runner) drills() []drill {
	kills := fmt.Sprintf("kill -9 under load, %d times", killRounds)
	return []drill{
		{kills + ", SQLite", "ready again within", false, killUnderLoad},
		{kills + ", PostgreSQL", "ready again within", true, killUnderLoad},
		{"one of three servers killed", "as many writes again after", true, killOneOfThree},
		{"PostgreSQL crashes 3 times under two servers", "writing again within", true, breakDatabase(r.restart)},
		{"backup and restore under load, SQLite", "backup in", false, carryAway(func(ctx context.Context) (installation, error) { return r.place(ctx, false) })},
		{"backup and restore under load, PostgreSQL", "backup in", true, carryAway(func(ctx context.Context) (installation, error) { return r.place(ctx, true) })},
		{fmt.Sprintf("%d slow clients", hanging), "all ended within", false, slowClients},
	}
}

func (r *runner) one(ctx context.Context, d drill) (Result, error) {
	i, err := r.place(ctx, d.postgres)
	if err != nil {
		return Result{}, err
	}
	return d.run(ctx, i)
}

// place makes an empty place for an installation.
func (r *runner) place(ctx context.Context, postgres bool) (installation, error) {
	r.made++
	i := installation{program: r.asked.Program, folder: filepath.Join(r.folder, fmt.Sprint(r.made))}
	if err := os.MkdirAll(i.folder, 0o700); err != nil || !postgres {
		return i, err
	}
	server, err := pgx.Connect(ctx, r.asked.Server)
	if err != nil {
		return i, err
	}
	name := fmt.Sprintf("bandwise_drill_%d_%d", os.Getpid(), r.made)
	_, err = server.Exec(ctx, "CREATE DATABASE "+name+" TEMPLATE template0")
	if err := errors.Join(err, server.Close(ctx)); err != nil {
		return i, err
	}
	address, err := url.Parse(r.asked.Server)
	if err != nil {
		return i, err
	}
	address.Path = "/" + name
	i.database = address.String()
	return i, nil
}

func (r *runner) restart(ctx context.Context) error {
	command := exec.CommandContext(ctx, r.asked.Restart[0], r.asked.Restart[1:]...) //nolint:gosec // the operator's own command
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("let PostgreSQL crash: %w: %s", err, out)
	}
	return nil
}
