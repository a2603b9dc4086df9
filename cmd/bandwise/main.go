// Command bandwise runs Bandwise and looks after an installation. Every subcommand explains itself with -h.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"bandwise/internal/platform/config"
	"bandwise/internal/platform/httpapi"
)

// version is set by the build.
var version = "development"

type command struct {
	name  string
	what  string
	setUp func(flags *flag.FlagSet, c *config.Config) func(ctx context.Context, e environment) error
}

type environment struct {
	config config.Config
	log    *slog.Logger
	out    io.Writer
	args   []string
}

func commands() []command {
	return []command{
		{"serve", "bring the database up to date and serve the application", serve},
		{"migrate", "bring the database's schema up to date and stop", migrate},
		{"seed", "load the reference data made from the source documents; run again, it changes nothing", loadSeed},
		{"organisation", "organisation add -slug S -name N -admin-name N -admin-email E: add an organisation and print its first administrator's one-time link", organisation},
		{"person reset-factor", "person reset-factor -email E: take a lost second step away from an administrator whom no other administrator can help, and end their sessions", resetFactor},
		{"verify audit", "check that no row of the audit trail was edited, deleted, moved or cut off; exit status 1 names the first bad row", verifyAudit},
		{"audit key", "make the key that signs anchors of the audit trail, and print its public half, which belongs elsewhere", auditKey},
		{"audit anchor", "sign a statement about the newest row of the audit trail, to be kept where nobody here can change it", auditAnchor},
		{"privacy log", "write the deletion log into a file, to be kept where a restore does not reach it; it has no names in it", deletionLog},
		{"privacy reapply", "after a restore, remove again what a deletion log says was removed since the backup; without -carry-out it only tells what it would do", reapply},
		{"backup", "carry the database and the files away into one archive, also while people work", carryAway},
		{"verify backup", "check that an archive is whole, part by part", verifyBackup},
		{"restore", "bring an archive back into an empty database and file store; everything or nothing", bringBack},
		{"doctor", "check configuration, database, files, mail and clock, and say what to do; exit status 0 means nothing is wrong", examine},
		{"healthcheck", "ask a running server whether it is ready; exit status 0 means yes", healthcheck},
		{"version", "print the version", printVersion},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr, os.LookupEnv); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "bandwise:", err)
		}
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out, errOut io.Writer, lookup func(string) (string, bool)) error {
	if len(args) == 0 || args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		usage(errOut)
		return flag.ErrHelp
	}
	for _, c := range commands() {
		words := strings.Fields(c.name)
		if len(args) < len(words) || !slices.Equal(args[:len(words)], words) {
			continue
		}
		settings, err := config.Read(lookup)
		if err != nil {
			return err
		}
		flags := flag.NewFlagSet("bandwise "+c.name, flag.ContinueOnError)
		flags.SetOutput(errOut)
		flags.Usage = func() {
			fmt.Fprintf(errOut, "bandwise %s: %s\n", c.name, c.what)
			flags.PrintDefaults()
		}
		flags.StringVar(&settings.DataDir, "data-dir", settings.DataDir, "folder of the embedded database and the files (BANDWISE_DATA_DIR)")
		do := c.setUp(flags, &settings)
		rest := args[len(words):]
		if c.name == "organisation" && len(rest) > 0 && rest[0] == "add" {
			rest = rest[1:]
		}
		if err := flags.Parse(rest); err != nil {
			return err
		}
		if err := settings.Complete(); err != nil {
			return err
		}
		return do(ctx, environment{config: settings, log: logger(settings, errOut), out: out, args: flags.Args()})
	}
	usage(errOut)
	return fmt.Errorf("there is no command %q", strings.Join(args[:min(len(args), 2)], " "))
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "Usage: bandwise COMMAND [flags]")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-20s %s\n", c.name, c.what)
	}
}

func logger(c config.Config, w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.LevelInfo}
	var handler slog.Handler = slog.NewTextHandler(w, options)
	if c.LogFormat == "json" {
		handler = slog.NewJSONHandler(w, options)
	}
	log := slog.New(httpapi.LogHandler{Handler: handler})
	slog.SetDefault(log)
	return log
}
