package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path"
	"strings"
	"syscall"
	"time"

	"bandwise/internal/audit"
	"bandwise/internal/file"
	"bandwise/internal/identity"
	"bandwise/internal/notification"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/seal"
)

// Finding is what the examination of one part of an installation found.
type Finding struct {
	// Part is what was looked at.
	Part string
	// State says how it is.
	State string
	// Advice says what to do; empty where there is nothing to do.
	Advice string
	// wrong is set where people are hindered, or will be.
	wrong bool
}

// Wrong reports whether it must be mended.
func (f Finding) Wrong() bool { return f.wrong }

func (f Finding) String() string {
	mark := "ok   "
	if f.wrong {
		mark = "WRONG"
	} else if f.Advice != "" {
		mark = "note "
	}
	text := fmt.Sprintf("%s  %-13s  %s.", mark, f.Part, f.State)
	if f.Advice != "" {
		text += " " + f.Advice
	}
	return text
}

const (
	// littleRoom is how much free space a data folder should have left, in bytes.
	littleRoom = 1 << 30
	// clockMayDiffer is by how much two clocks may differ before dates and one-time codes go wrong.
	clockMayDiffer = 2 * time.Second
	// examineAtMost bounds the talk with one part.
	examineAtMost = 10 * time.Second
)

// Examine looks at an installation as a server with the same settings would find it, and changes nothing that lasts.
func Examine(ctx context.Context, c config.Config) []Finding {
	findings := []Finding{examineSettings(c)}
	db, err := openFor(ctx, c)
	if err != nil {
		findings = append(findings, Finding{"database", "it cannot be opened: " + err.Error(), "Check BANDWISE_DATABASE_URL, and that the server runs and accepts the user.", true})
	} else {
		defer func() { _ = db.Close() }()
		findings = append(findings, examineSchema(ctx, db), examineSoundness(ctx, db), examineClock(ctx, db), examineKey(ctx, c, db))
	}
	return append(append(findings, examineFiles(ctx, c, db)...), examineScanner(ctx, c), examineMail(ctx, c))
}

func openFor(ctx context.Context, c config.Config) (*database.DB, error) {
	ctx, cancel := context.WithTimeout(ctx, examineAtMost)
	defer cancel()
	return database.Open(ctx, database.Config{URL: c.DatabaseURL, MaxConnections: 2, Logger: slog.New(slog.DiscardHandler)})
}

func examineSettings(c config.Config) Finding {
	f := Finding{Part: "settings", State: "people reach it at " + c.BaseURL}
	switch {
	case c.Demo:
		f.Advice = "The demonstration is on (BANDWISE_DEMO), whose passwords everybody knows: not for real people."
	case !c.Secure():
		f.Advice = "Only this machine can use an address without https://; set BANDWISE_BASE_URL before others do."
	case !c.TrustProxy:
		f.Advice = "If a proxy in front takes care of https, set BANDWISE_TRUST_PROXY=1, or every sign-in seems to come from the proxy."
	}
	return f
}

func examineSchema(ctx context.Context, db *database.DB) Finding {
	f := Finding{Part: "schema"}
	at, err := db.SchemaVersion(ctx)
	if err != nil {
		return failed(f, err, "See what the database's own log says.")
	}
	known, err := db.NewestSchema(ctx)
	if err != nil {
		return failed(f, err, "See what the database's own log says.")
	}
	f.State = fmt.Sprintf("the %s database is at version %s", db.Dialect(), at)
	switch {
	case at == known:
	case at.Bandwise > known.Bandwise || at.River > known.River:
		f.Advice, f.wrong = fmt.Sprintf("This program knows only up to %s: start the newer program, or restore the backup made before the upgrade.", known), true
	default:
		f.Advice = fmt.Sprintf("This program brings it to %s when it starts; make a backup before.", known)
	}
	return f
}

func examineSoundness(ctx context.Context, db *database.DB) Finding {
	f := Finding{Part: "database", State: "what it stores is sound"}
	if err := db.Check(ctx); err != nil {
		return failed(f, err, "Stop the server, keep the damaged database, and restore the newest backup.")
	}
	return f
}

// examineClock compares the machine's clock with the database's, and with the newest entry of the audit trail, which lies
// in the future where a clock was set back.
func examineClock(ctx context.Context, db *database.DB) Finding {
	f := Finding{Part: "clock", State: "it is " + time.Now().In(calendar.London()).Format("15:04:05 on 2 January 2006") + " in London"}
	there, err := db.Now(ctx)
	if err != nil {
		return failed(f, err, "See what the database's own log says.")
	}
	if apart := time.Since(there).Abs(); apart > clockMayDiffer {
		f.State += fmt.Sprintf(", %s apart from the database's clock", apart.Round(time.Second))
		f.Advice, f.wrong = "Let both machines keep time by NTP.", true
		return f
	}
	newest, err := audit.Newest(ctx, db)
	if err != nil {
		// There is no trail before the first start.
		return f
	}
	if ahead := time.Until(newest); ahead > clockMayDiffer {
		f.State += fmt.Sprintf(", and the newest change was recorded %s later", ahead.Round(time.Second))
		f.Advice, f.wrong = "The clock was set back: let the machine keep time by NTP.", true
	}
	return f
}

// examineKey looks whether the key that the server would use opens the secrets that are kept.
func examineKey(ctx context.Context, c config.Config, db *database.DB) Finding {
	f := Finding{Part: "secret key", State: "no secret is kept yet"}
	beginning, err := seal.New(c.SecretKey, c.SecretKeyFile).Beginning()
	if err != nil {
		return failed(f, err, "Check BANDWISE_SECRET_KEY, or secret.key in the data folder and the rights on it.")
	}
	others, providers, err := identity.SealedOtherwise(ctx, db, beginning)
	switch {
	case err != nil: // no table before the first start; what is wrong with the database is told by its own finding
	case others > 0:
		f.State = fmt.Sprintf("it does not open the secrets of %d second factors, so that these people cannot sign in", others)
		f.Advice, f.wrong = "Give the server the key that it had before. Where that is lost, an administrator resets these people's second factors.", true
		return f
	case providers > 0:
		f.State = fmt.Sprintf("it does not open the secrets of %d sign-in providers, so that nobody signs in through them", providers)
		f.Advice, f.wrong = "Give the server the key that it had before. Where that is lost, administrators enter the client secrets of their providers anew.", true
		return f
	case beginning != "":
		f.State = "it opens every secret that is kept"
	}
	if c.SecretKey == "" && db.Dialect() == database.Postgres {
		f.Advice = "It is a file of this server alone: before there is a second server, set BANDWISE_SECRET_KEY to its content on both."
	}
	return f
}

func examineFiles(ctx context.Context, c config.Config, db *database.DB) []Finding {
	f := Finding{Part: "files", State: "contents can be kept, read and removed"}
	bucket, err := file.OpenBucket(ctx, c.BlobURL)
	if err != nil {
		return []Finding{failed(f, err, "Check BANDWISE_BLOB_URL.")}
	}
	defer func() { _ = bucket.Close() }()
	if err := tryFiles(ctx, bucket); err != nil {
		return []Finding{failed(f, err, "Check BANDWISE_BLOB_URL, the rights on it and the room that is left.")}
	}
	findings := []Finding{f}
	if folder, local := strings.CutPrefix(c.BlobURL, "file://"); local {
		findings = append(findings, examineRoom(folder))
	}
	if db == nil {
		return findings
	}
	lost, err := file.Lost(ctx, db, bucket)
	switch {
	case err != nil: // no table before the first start; what is wrong with the database is told by its own finding
	case len(lost) > 0:
		findings = append(findings, Finding{"contents", fmt.Sprintf("%d of the files that people uploaded are not in the store, the first %s", len(lost), lost[0]),
			"Bring them back from a backup.", true})
	default:
		findings = append(findings, Finding{Part: "contents", State: "every file that people uploaded is in the store"})
	}
	return findings
}

func tryFiles(ctx context.Context, bucket *file.Bucket) error {
	ctx, cancel := context.WithTimeout(ctx, examineAtMost)
	defer cancel()
	const key = "doctor/probe"
	if err := bucket.Keep(ctx, key, "text/plain", strings.NewReader(key)); err != nil {
		return err
	}
	content, err := bucket.Fetch(ctx, key)
	if err != nil {
		return err
	}
	return errors.Join(content.Close(), bucket.Remove(ctx, key))
}

func examineRoom(folder string) Finding {
	f := Finding{Part: "room"}
	var stat syscall.Statfs_t
	if err := syscall.Statfs(folder, &stat); err != nil {
		return failed(f, err, "Check that the folder is there.")
	}
	free := stat.Bavail * uint64(stat.Bsize) //nolint:gosec // a block has a size
	f.State = fmt.Sprintf("%.1f GB are free in %s", float64(free)/1e9, path.Clean(folder))
	if free < littleRoom {
		f.Advice, f.wrong = "Make room before uploads and changes are refused.", true
	}
	return f
}

func examineScanner(ctx context.Context, c config.Config) Finding {
	f := Finding{Part: "virus scanner", State: "it answers"}
	if c.Scanner == nil {
		f.State, f.Advice = "files are not scanned for viruses", "Set BANDWISE_CLAMD_URL where ClamAV runs."
		return f
	}
	ctx, cancel := context.WithTimeout(ctx, examineAtMost)
	defer cancel()
	if err := c.Scanner.Ping(ctx); err != nil {
		return failed(f, err, "Check BANDWISE_CLAMD_URL, and that clamd runs: no file is taken until it does.")
	}
	return f
}

func examineMail(ctx context.Context, c config.Config) Finding {
	f := Finding{Part: "mail"}
	postman, err := notification.NewPostman(c)
	switch {
	case err != nil:
		return failed(f, err, "Check BANDWISE_SMTP_URL.")
	case postman == nil:
		f.State, f.Advice = "no letters are sent", "Set BANDWISE_SMTP_URL and BANDWISE_MAIL_FROM for reminders by e-mail."
		return f
	}
	ctx, cancel := context.WithTimeout(ctx, examineAtMost)
	defer cancel()
	f.State = fmt.Sprintf("%s accepts the connection, the encryption and the user", postman.Server())
	if err := postman.Reach(ctx); err != nil {
		return failed(f, err, "Check BANDWISE_SMTP_URL and whether this machine may reach "+postman.Server()+".")
	}
	return f
}

func failed(f Finding, err error, advice string) Finding {
	f.State, f.Advice, f.wrong = strings.TrimSuffix(err.Error(), "."), advice, true
	return f
}
