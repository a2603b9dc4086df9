package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"bandwise/internal/app"
	"bandwise/internal/platform/backup"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

func serve(flags *flag.FlagSet, c *config.Config) func(context.Context, environment) error {
	flags.StringVar(&c.Addr, "addr", c.Addr, "host and port to listen on (BANDWISE_ADDR)")
	flags.BoolVar(&c.Demo, "demo", c.Demo, "add the invented demo trust (BANDWISE_DEMO)")
	return func(ctx context.Context, e environment) error {
		a, err := app.Open(ctx, e.config, app.Options{Log: e.log, Version: version})
		if err != nil {
			return err
		}
		served := a.Serve(ctx, func() { a.Announce(ctx, e.out) })
		return errors.Join(served, a.Close())
	}
}

func migrate(*flag.FlagSet, *config.Config) func(context.Context, environment) error {
	return func(ctx context.Context, e environment) error {
		if e.config.DatabaseOwnerURL != "" {
			return database.MigrateAs(ctx, e.config.DatabaseOwnerURL, e.config.DatabaseURL, e.log)
		}
		db, err := database.Open(ctx, database.Config{URL: e.config.DatabaseURL, Logger: e.log})
		if err != nil {
			return err
		}
		return errors.Join(db.Migrate(ctx), db.Close())
	}
}

func loadSeed(*flag.FlagSet, *config.Config) func(context.Context, environment) error {
	return func(ctx context.Context, e environment) error {
		changed, err := app.LoadReference(ctx, e.config, app.Options{Log: e.log})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.out, "%d records changed\n", changed)
		return err
	}
}

func organisation(flags *flag.FlagSet, _ *config.Config) func(context.Context, environment) error {
	var asked app.NewOrganisation
	flags.StringVar(&asked.Slug, "slug", "", "short name, such as northmoor")
	flags.StringVar(&asked.Name, "name", "", "full name")
	flags.StringVar(&asked.AdministratorName, "admin-name", "", "name of the first administrator")
	flags.StringVar(&asked.AdministratorEmail, "admin-email", "", "e-mail address of the first administrator")
	return func(ctx context.Context, e environment) error {
		link, err := app.AddOrganisation(ctx, e.config, app.Options{Log: e.log}, asked)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.out, "%s was added. Its first administrator sets a password here, once, within 24 hours:\n%s\n", asked.Name, link)
		return err
	}
}

func resetFactor(flags *flag.FlagSet, _ *config.Config) func(context.Context, environment) error {
	email := flags.String("email", "", "e-mail address that the person signs in with")
	return func(ctx context.Context, e environment) error {
		return app.ResetFactor(ctx, e.config, app.Options{Log: e.log}, *email, e.out)
	}
}

func verifyAudit(flags *flag.FlagSet, _ *config.Config) func(context.Context, environment) error {
	var asked app.TrailCheck
	flags.Func("anchor", "file with an anchor that the trail must agree with; may be given several times", func(path string) error {
		asked.Anchors = append(asked.Anchors, path)
		return nil
	})
	flags.StringVar(&asked.PublicKey, "public-key", "", "what \"bandwise audit key\" printed, to check anchors with; without it the key file is read")
	return func(ctx context.Context, e environment) error {
		return app.VerifyTrail(ctx, e.config, app.Options{Log: e.log}, asked, e.out)
	}
}

func auditKey(flags *flag.FlagSet, c *config.Config) func(context.Context, environment) error {
	flags.StringVar(&c.AuditKeyFile, "key", c.AuditKeyFile, "key file (BANDWISE_AUDIT_KEY_FILE)")
	return func(_ context.Context, e environment) error {
		public, err := app.MakeAnchorKey(e.config)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(e.out, "The key is in %s. Its public half, for -public-key of \"bandwise verify audit\":\n%s\n", e.config.AuditKeyFile, public)
		return err
	}
}

func auditAnchor(flags *flag.FlagSet, c *config.Config) func(context.Context, environment) error {
	var to app.AnchorTo
	flags.StringVar(&c.AuditKeyFile, "key", c.AuditKeyFile, "key file (BANDWISE_AUDIT_KEY_FILE)")
	flags.StringVar(&to.File, "file", "", "new file for the anchor; - prints it")
	flags.StringVar(&to.Mail, "mail", "", "address that the anchor is mailed to, by BANDWISE_SMTP_URL")
	return func(ctx context.Context, e environment) error {
		return app.AnchorTrail(ctx, e.config, app.Options{Log: e.log}, to, e.out)
	}
}

func deletionLog(flags *flag.FlagSet, _ *config.Config) func(context.Context, environment) error {
	path := flags.String("file", "", "new file for the log; - prints it")
	return func(ctx context.Context, e environment) error {
		return app.KeepDeletionLog(ctx, e.config, app.Options{Log: e.log}, *path, e.out)
	}
}

func reapply(flags *flag.FlagSet, _ *config.Config) func(context.Context, environment) error {
	path := flags.String("from", "", "the log that bandwise privacy log wrote")
	carryOut := flags.Bool("carry-out", false, "remove it; it cannot be undone")
	return func(ctx context.Context, e environment) error {
		return app.ReapplyDeletions(ctx, e.config, app.Options{Log: e.log}, *path, *carryOut, e.out)
	}
}

func carryAway(flags *flag.FlagSet, _ *config.Config) func(context.Context, environment) error {
	path := flags.String("to", "", "the archive to write, such as bandwise-2027-03-14.tar.gz; it must not exist")
	return func(ctx context.Context, e environment) error {
		if *path == "" {
			return errors.New("say where to with -to FILE")
		}
		m, err := app.Backup(ctx, e.config, app.Options{Log: e.log, Version: version}, *path)
		if err != nil {
			return err
		}
		return tell(e, "Carried away to", *path, m)
	}
}

func bringBack(flags *flag.FlagSet, _ *config.Config) func(context.Context, environment) error {
	path := flags.String("from", "", "the archive that bandwise backup wrote")
	return func(ctx context.Context, e environment) error {
		if *path == "" {
			return errors.New("say where from with -from FILE")
		}
		m, err := app.Restore(ctx, e.config, *path)
		if err != nil {
			return err
		}
		if err := tell(e, "Restored from", *path, m); err != nil {
			return err
		}
		_, err = fmt.Fprintln(e.out, "People whose records were removed since then are back. Before anybody signs in, run: bandwise privacy reapply -from LOG\n"+
			"with the newest deletion log that was kept apart, see \"Personal data\" in docs/operations.md.")
		return err
	}
}

func verifyBackup(flags *flag.FlagSet, _ *config.Config) func(context.Context, environment) error {
	path := flags.String("from", "", "the archive that bandwise backup wrote")
	return func(_ context.Context, e environment) error {
		archive, err := os.Open(*path)
		if err != nil {
			return err
		}
		m, err := backup.Verify(archive)
		if err := errors.Join(err, archive.Close()); err != nil {
			return err
		}
		return tell(e, "Whole:", *path, m)
	}
}

func tell(e environment, what, path string, m backup.Manifest) error {
	files, bytes := m.FileCount()
	_, err := fmt.Fprintf(e.out, "%s %s: %d rows of %d tables (%s, schema %s) and %d files with %d bytes, as of %s, each part checked.\n",
		what, path, m.Rows(), len(m.Tables), m.Database, m.Schema, files, bytes, m.MadeAt.Format(time.RFC3339))
	return err
}

func examine(*flag.FlagSet, *config.Config) func(context.Context, environment) error {
	return func(ctx context.Context, e environment) error {
		wrong := 0
		for _, finding := range app.Examine(ctx, e.config) {
			if finding.Wrong() {
				wrong++
			}
			if _, err := fmt.Fprintln(e.out, finding); err != nil {
				return err
			}
		}
		if wrong > 0 {
			return fmt.Errorf("%d of the above must be mended", wrong)
		}
		return nil
	}
}

func healthcheck(flags *flag.FlagSet, c *config.Config) func(context.Context, environment) error {
	flags.StringVar(&c.Addr, "addr", c.Addr, "host and port of the server (BANDWISE_ADDR)")
	return func(ctx context.Context, e environment) error {
		host, port, err := net.SplitHostPort(e.config.Addr)
		if err != nil {
			return err
		}
		if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
			host = "127.0.0.1"
		}
		ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
		defer cancel()
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
		if err != nil {
			return err
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		defer func() { _ = response.Body.Close() }()
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("the server answers %s", response.Status)
		}
		return nil
	}
}

func printVersion(*flag.FlagSet, *config.Config) func(context.Context, environment) error {
	return func(_ context.Context, e environment) error {
		_, err := fmt.Fprintln(e.out, version)
		return err
	}
}
