package app

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"time"

	"bandwise/internal/audit"
	"bandwise/internal/notification"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

// ErrTrailBroken says that a verification found a row of the audit trail that is not as it was written.
var ErrTrailBroken = errors.New("the audit trail is not as it was written")

// TrailCheck is what a verification of the audit trail is held against.
type TrailCheck struct {
	// Anchors are files with signed statements of earlier times.
	Anchors []string
	// PublicKey checks their signatures; empty means that the installation's own key file is there.
	PublicKey string
}

// VerifyTrail reads the whole audit trail of an installation and tells out what it found. It changes nothing. A bad row is
// ErrTrailBroken.
func VerifyTrail(ctx context.Context, c config.Config, o Options, asked TrailCheck, out io.Writer) error {
	var anchors []audit.Head
	for _, path := range asked.Anchors {
		a, err := readAnchor(c, path, asked.PublicKey)
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintf(out, "anchor:         row %d of %s, made at %s for %s\n", a.Number, a.Hash, moment(a.MadeAt), a.Installation)
		anchors = append(anchors, a.Head)
	}
	return withTrail(ctx, c, o, func(trail *audit.Trail) error {
		report, err := trail.Verify(ctx, anchors)
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintf(out, "rows checked:   %d\n", report.Checked)
		if report.Head.SealedAt != nil {
			_, _ = fmt.Fprintf(out, "chain head:     row %d, hash %s, sealed at %s\n", report.Head.Number, report.Head.Hash, moment(*report.Head.SealedAt))
		}
		if report.Bad != nil {
			_, _ = fmt.Fprintf(out, "first bad row:  %s\n", report.Bad)
			return ErrTrailBroken
		}
		_, _ = fmt.Fprintf(out, "unsealed tail:  %d rows", report.Unsealed)
		if report.OldestUnsealed != nil {
			_, _ = fmt.Fprintf(out, ", the first of %s; a running server seals them within a second", moment(*report.OldestUnsealed))
		}
		_, _ = fmt.Fprintln(out, "\nThe trail is as it was written.")
		return nil
	})
}

func readAnchor(c config.Config, path, publicKey string) (audit.Anchor, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return audit.Anchor{}, err
	}
	var by ed25519.PublicKey
	if publicKey != "" {
		by, err = audit.ReadPublicKey(publicKey)
	} else {
		var key ed25519.PrivateKey
		if key, err = readAnchorKey(c); err == nil {
			by = key.Public().(ed25519.PublicKey)
		}
	}
	if err != nil {
		return audit.Anchor{}, err
	}
	a, err := audit.ReadAnchor(text, by)
	if err != nil {
		return audit.Anchor{}, fmt.Errorf("%s: %w", path, err)
	}
	return a, nil
}

func readAnchorKey(c config.Config) (ed25519.PrivateKey, error) {
	file, err := os.ReadFile(c.AuditKeyFile)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no key for anchors at %s: make one with \"bandwise audit key\", or name the file by BANDWISE_AUDIT_KEY_FILE", c.AuditKeyFile)
	}
	if err != nil {
		return nil, err
	}
	return audit.ReadKey(file)
}

// MakeAnchorKey makes the key that signs the installation's anchors, unless there is one, and gives its public half.
func MakeAnchorKey(c config.Config) (publicKey string, err error) {
	made, err := audit.NewKey()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(c.AuditKeyFile), 0o700); err != nil {
		return "", err
	}
	err = writeNew(c.AuditKeyFile, made)
	if err != nil && !errors.Is(err, os.ErrExist) {
		return "", err
	}
	key, err := readAnchorKey(c)
	if err != nil {
		return "", err
	}
	return audit.PublicKey(key), nil
}

// writeNew writes a file that only its owner reads, and never over another.
func writeNew(path string, content []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Close())
}

// AnchorTo says where a statement about the trail goes.
type AnchorTo struct {
	// File is a new file, "-" for standard output, or empty.
	File string
	// Mail is an address, or empty.
	Mail string
}

// AnchorTrail signs a statement about the newest seal of the audit trail and hands it out.
func AnchorTrail(ctx context.Context, c config.Config, o Options, to AnchorTo, out io.Writer) error {
	if to == (AnchorTo{}) {
		return errors.New("say where the anchor goes: -file NAME, -mail ADDRESS, or both")
	}
	key, err := readAnchorKey(c)
	if err != nil {
		return err
	}
	a := audit.Anchor{Installation: c.BaseURL, MadeAt: clockOf(o).Now()}
	err = withTrail(ctx, c, o, func(trail *audit.Trail) error {
		a.Head, err = trail.Head(ctx)
		return err
	})
	if err != nil {
		return err
	}
	if a.Number == 0 {
		return errors.New("no row of the audit trail is sealed yet: start the server once")
	}
	statement := a.Sign(key)
	switch to.File {
	case "":
	case "-":
		_, err = out.Write(statement)
	default:
		if err = writeNew(to.File, statement); err == nil {
			_, _ = fmt.Fprintf(out, "row %d is anchored in %s\n", a.Number, to.File)
		}
	}
	if err != nil || to.Mail == "" {
		return err
	}
	if err := mailAnchor(ctx, c, a, statement, to.Mail); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "row %d is anchored in a letter to %s\n", a.Number, to.Mail)
	return err
}

func mailAnchor(ctx context.Context, c config.Config, a audit.Anchor, statement []byte, address string) error {
	to, err := mail.ParseAddress(address)
	if err != nil {
		return fmt.Errorf("%q is not an address for mail", address)
	}
	postman, err := notification.NewPostman(c)
	if err != nil {
		return err
	}
	if postman == nil {
		return errors.New("no mail server is configured: set BANDWISE_SMTP_URL and BANDWISE_MAIL_FROM")
	}
	_, domain, _ := strings.Cut(postman.From(), "@")
	const says = "Keep this letter. It shows later that the audit trail was not cut off or written anew: save the enclosed file and run\n\nbandwise verify audit -anchor FILE"
	return postman.Send(ctx, notification.Letter{
		MessageID: fmt.Sprintf("audit-anchor.%d.%d@%s", a.Number, a.MadeAt.UnixMicro(), domain), To: *to, Date: a.MadeAt,
		Subject: fmt.Sprintf("Bandwise audit anchor: row %d", a.Number),
		Text:    says + "\n\n" + string(statement),
		HTML:    "<p>" + strings.ReplaceAll(says, "\n\n", "</p><p>") + "</p>",
		Enclosed: []notification.Enclosed{{
			Name: fmt.Sprintf("bandwise-audit-anchor-%d.txt", a.Number), Type: "text/plain", Content: statement,
		}},
	})
}

// withTrail opens an installation's audit trail as it is: a schema that is older than the program is left alone.
func withTrail(ctx context.Context, c config.Config, o Options, do func(*audit.Trail) error) error {
	return withDatabase(ctx, c, o, func(db *database.DB) error { return do(audit.New(audit.NewStore(db), clockOf(o))) })
}

// withDatabase opens the database as it is, to read it. One that is older than the program is refused.
func withDatabase(ctx context.Context, c config.Config, o Options, do func(*database.DB) error) (err error) {
	db, err := database.Open(ctx, database.Config{URL: c.DatabaseURL, Logger: o.Log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	pending, err := db.MigrationPending(ctx)
	if err != nil {
		return err
	}
	if pending {
		return errors.New("the database is older than this program: run \"bandwise migrate\" first")
	}
	return do(db)
}

func clockOf(o Options) calendar.Clock {
	if o.Clock == nil {
		return calendar.SystemClock
	}
	return o.Clock
}

func moment(at time.Time) string { return at.UTC().Format(time.RFC3339) }
