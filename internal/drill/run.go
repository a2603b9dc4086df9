package drill

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// Asked is what to run the drills with.
type Asked struct {
	// Program is the path of bin/bandwise, and Source the folder that it was built from.
	Program, Source string
	// Server is the address of a PostgreSQL server on which databases may be made, and Handle the command that lets it crash
	// and come back, and starts others: .ci/postgres.
	Server string
	Handle string
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
		if errors.Is(err, errNoMount) {
			_, _ = fmt.Fprintf(asked.Out, "| %s | | | | | not run here: %s |\n", d.name, err)
			continue
		}
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
		{"PostgreSQL crashes 3 times under two servers", "writing again within", true, breakDatabase(func(ctx context.Context) error { _, err := r.server(ctx, "crash"); return err })},
		{"backup and restore under load, SQLite", "backup in", false, carryAway(func(ctx context.Context) (installation, error) { return r.place(ctx, false) })},
		{"backup and restore under load, PostgreSQL", "backup in", true, carryAway(func(ctx context.Context) (installation, error) { return r.place(ctx, true) })},
		{"failover to a synchronous standby under two servers", "both writing again within", false, r.failOver},
		{"slow database, more people than connections", "writing again within", true, slowDatabase},
		{"full disk, SQLite and files", "writing again within", false, fullDiskOfSQLite},
		{"full disk, PostgreSQL", "writing again within", false, r.fullDiskOfPostgres},
		{"one of two servers killed as letters go out", "all sent after", true, mailWhileDying},
		{"upgrade of two servers one after the other, with a migration", "ready within", true, r.upgradeUnderLoad},
		{"races with the race detector: one claim, one key, one version", "run in", false, r.races},
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
	var err error
	i.database, err = r.databaseAt(ctx, r.asked.Server, "")
	return i, err
}

// databaseAt makes a database on a server, in a tablespace when one is named, and gives its address. The server's own address
// may name several hosts, which net/url does not read.
func (r *runner) databaseAt(ctx context.Context, address, tablespace string) (string, error) {
	server, err := pgx.Connect(ctx, address)
	if err != nil {
		return "", err
	}
	name := fmt.Sprintf("bandwise_drill_%d_%d", os.Getpid(), r.made)
	if tablespace != "" {
		name += "_" + tablespace
	}
	statement := "CREATE DATABASE " + name + " TEMPLATE template0"
	if tablespace != "" {
		statement += " TABLESPACE " + tablespace
	}
	_, err = server.Exec(ctx, statement)
	return strings.Replace(address, "/postgres?", "/"+name+"?", 1), errors.Join(err, server.Close(ctx))
}

// server has the command do something with PostgreSQL, and gives what it printed.
func (r *runner) server(ctx context.Context, args ...string) (string, error) {
	command := exec.CommandContext(ctx, r.asked.Handle, args...) //nolint:gosec // the operator's own command
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", r.asked.Handle, args[0], err, said.String())
	}
	return string(out), nil
}
