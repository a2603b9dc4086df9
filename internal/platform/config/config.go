// Package config reads how an installation is set up: environment variables, each secret also from a file, and flags
// that override them.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/clamd"
	"bandwise/internal/platform/seal"
)

// Config is one installation's set-up.
type Config struct {
	// Addr is where the server listens, host and port.
	Addr string
	// DataDir holds the embedded database and the files unless other places are given.
	DataDir string
	// DatabaseURL is "postgres://..." or "sqlite:" and a path.
	DatabaseURL string
	// DatabaseOwnerURL is the same PostgreSQL database by the role that owns the schema, which migrates; the application's
	// own role then cannot change the audit trail. Empty means that one role does both.
	DatabaseOwnerURL string
	// AuditKeyFile holds the key that signs statements about the audit trail.
	AuditKeyFile string
	// BlobURL is where files are kept: "file:///..." or "s3://...".
	BlobURL string
	// BaseURL is the address by which people reach the application, for links and for the kind of cookie.
	BaseURL string
	// Demo adds the invented trust.
	Demo bool
	// DemoPublic lets a demonstration listen on more than loopback.
	DemoPublic bool
	// DemoToday is the day relative to which the demo trust's history is made; zero means the day it is first started.
	DemoToday calendar.Date
	// RequestTimeout bounds the work for one request; zero is the usual bound of 15 seconds.
	RequestTimeout time.Duration
	// RequestsPerMinute is how often one person may ask, a tenth of it for what is costly; zero is without a bound.
	RequestsPerMinute int
	// TrustProxy says that a proxy in front sets X-Forwarded-For.
	TrustProxy bool
	// SMTPURL is the mail server, "smtp://user:password@host:587" or "smtps://..."; empty means that no mail is sent.
	SMTPURL string
	// MailFrom is the address that letters come from, "Bandwise <bandwise@trust.example>".
	MailFrom string
	// MetricsToken is what Prometheus has to carry; empty means that only this machine itself may ask.
	MetricsToken string
	// SecretKey seals what the program has to keep readable for itself, such as the secrets of second factors: 32 bytes in
	// base64. Empty means that SecretKeyFile holds it, and is made when it is first needed.
	SecretKey     string
	SecretKeyFile string
	// EmergencyLasts is how long an administrator's emergency access lasts.
	EmergencyLasts time.Duration
	// SecondFactor says who has to sign in with a second factor.
	SecondFactor SecondFactor
	// BreachedPasswords is a file of the SHA-1 hashes of breached passwords, in order; empty means none.
	BreachedPasswords string
	// ProvidersPrivate lets organisations' sign-in providers be on private networks.
	ProvidersPrivate bool
	// ProvidersUntypedSignOut takes the word of a sign-out from providers that do not give it its type.
	ProvidersUntypedSignOut bool
	// Scanner is ClamAV's daemon, which looks into every file before it is kept; nil means that none does.
	Scanner *clamd.Scanner
	// LogFormat is "text" or "json".
	LogFormat string
}

// SecondFactor says what a sign-in with a password asks for besides.
type SecondFactor string

// The rules of second factors. The zero value is FactorOptional.
const (
	// FactorOff offers none; whoever has set one up still uses it.
	FactorOff SecondFactor = "off"
	// FactorOptional leaves it to each person.
	FactorOptional SecondFactor = "optional"
	// FactorApproving asks it of everybody whose roles approve or administer.
	FactorApproving SecondFactor = "approving"
	// factorUsual stands for what holds when nothing is said: [Config.Complete] decides.
	factorUsual SecondFactor = "usual"
)

// longestTimeout is the longest RequestTimeout: the server ends connections after two minutes, whatever is asked.
const longestTimeout = 110 * time.Second

// usualEmergency and longestEmergency are how many minutes emergency access lasts.
const (
	usualEmergency   = 60
	longestEmergency = 240
)

// usualRequests and mostRequests are how many requests one person may send in a minute. Somebody who clicks without rest asks
// for about a hundred; the most is for measuring and for breaking things on purpose.
const (
	usualRequests = 600
	mostRequests  = 1_000_000
)

// Read takes the configuration from the environment. lookup is os.LookupEnv, or a test's own.
func Read(lookup func(string) (string, bool)) (Config, error) {
	r := reader{lookup: lookup}
	c := Config{
		Addr:                    r.text("BANDWISE_ADDR", "127.0.0.1:8080"),
		DataDir:                 r.text("BANDWISE_DATA_DIR", "./data"),
		DatabaseURL:             r.secret("BANDWISE_DATABASE_URL"),
		DatabaseOwnerURL:        r.secret("BANDWISE_DATABASE_OWNER_URL"),
		AuditKeyFile:            r.text("BANDWISE_AUDIT_KEY_FILE", ""),
		BlobURL:                 r.text("BANDWISE_BLOB_URL", ""),
		BaseURL:                 r.text("BANDWISE_BASE_URL", ""),
		Demo:                    r.yes("BANDWISE_DEMO"),
		DemoPublic:              r.yes("BANDWISE_DEMO_PUBLIC"),
		TrustProxy:              r.yes("BANDWISE_TRUST_PROXY"),
		SMTPURL:                 r.secret("BANDWISE_SMTP_URL"),
		MailFrom:                r.text("BANDWISE_MAIL_FROM", ""),
		MetricsToken:            r.secret("BANDWISE_METRICS_TOKEN"),
		SecretKey:               r.secret("BANDWISE_SECRET_KEY"),
		SecondFactor:            SecondFactor(r.text("BANDWISE_SECOND_FACTOR", string(factorUsual))),
		EmergencyLasts:          time.Duration(r.number("BANDWISE_EMERGENCY_MINUTES", usualEmergency, longestEmergency)) * time.Minute,
		BreachedPasswords:       r.text("BANDWISE_BREACHED_PASSWORDS", ""),
		ProvidersPrivate:        r.yes("BANDWISE_PROVIDERS_PRIVATE"),
		ProvidersUntypedSignOut: r.yes("BANDWISE_PROVIDERS_UNTYPED_SIGN_OUT"),
		LogFormat:               r.text("BANDWISE_LOG_FORMAT", "text"),
		RequestsPerMinute:       r.number("BANDWISE_REQUESTS_PER_MINUTE", usualRequests, mostRequests),
		RequestTimeout:          r.seconds("BANDWISE_REQUEST_TIMEOUT", longestTimeout),
	}
	if text := r.text("BANDWISE_CLAMD_URL", ""); text != "" {
		scanner, err := clamd.Parse(text)
		if err != nil {
			r.refuse("BANDWISE_CLAMD_URL", err.Error())
		}
		c.Scanner = scanner
	}
	if text := r.text("BANDWISE_DEMO_TODAY", ""); text != "" {
		day, err := calendar.ParseDate(text)
		if err != nil {
			r.refuse("BANDWISE_DEMO_TODAY", "must be a date such as 2026-03-14")
		}
		c.DemoToday = day
	}
	if len(r.wrong) > 0 {
		return Config{}, fmt.Errorf("the configuration is not right: %s", strings.Join(r.wrong, "; "))
	}
	return c, nil
}

// Complete fills in what follows from other settings, once flags have been applied, and checks the whole.
func (c *Config) Complete() error {
	folder, err := filepath.Abs(c.DataDir)
	if err != nil {
		return fmt.Errorf("find the data folder: %w", err)
	}
	c.DataDir = folder
	if c.DatabaseURL == "" {
		c.DatabaseURL = "sqlite:" + filepath.Join(c.DataDir, "bandwise.db")
	}
	if c.DatabaseOwnerURL != "" && (!isPostgres(c.DatabaseOwnerURL) || !isPostgres(c.DatabaseURL)) {
		return errors.New("BANDWISE_DATABASE_OWNER_URL and BANDWISE_DATABASE_URL must both begin with postgres:// when the first is set")
	}
	if c.AuditKeyFile == "" {
		c.AuditKeyFile = filepath.Join(c.DataDir, "audit-anchor.key")
	}
	if c.BlobURL == "" {
		c.BlobURL = (&url.URL{Scheme: "file", Path: filepath.Join(c.DataDir, "files")}).String()
	}
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return fmt.Errorf("BANDWISE_ADDR must be a host and a port, such as 127.0.0.1:8080: %w", err)
	}
	if c.BaseURL == "" {
		c.BaseURL = "http://" + c.Addr
	}
	base, err := url.Parse(c.BaseURL)
	if err != nil || base.Host == "" || (base.Scheme != "http" && base.Scheme != "https") {
		return fmt.Errorf("BANDWISE_BASE_URL must begin with http:// or https://, not %q", c.BaseURL)
	}
	loopback := IsLoopback(host)
	if c.Demo && !loopback && !c.DemoPublic {
		return fmt.Errorf("the demo trust has well-known passwords, so it is served on loopback only, not on %s; set BANDWISE_DEMO_PUBLIC=1 if that is really meant", c.Addr)
	}
	if base.Scheme == "http" && !IsLoopback(base.Hostname()) && !c.DemoPublic {
		return fmt.Errorf("BANDWISE_BASE_URL must be an https:// address, because people will send passwords to %s", base.Host)
	}
	if c.LogFormat != "text" && c.LogFormat != "json" {
		return fmt.Errorf("BANDWISE_LOG_FORMAT must be text or json, not %q", c.LogFormat)
	}
	if c.EmergencyLasts == 0 {
		c.EmergencyLasts = usualEmergency * time.Minute
	}
	if err := c.completeFactor(); err != nil {
		return err
	}
	return c.completeMail()
}

// completeFactor says who needs a second factor when nothing is given, and where the key that seals its secrets is kept. The
// people of the demonstration have a password that everybody knows: nobody could try it if it asked them for a telephone.
func (c *Config) completeFactor() error {
	switch c.SecondFactor {
	case FactorOff, FactorOptional, FactorApproving:
	case factorUsual:
		c.SecondFactor = FactorApproving
		if c.Demo {
			c.SecondFactor = FactorOptional
		}
	case "":
		c.SecondFactor = FactorOptional
	default:
		return fmt.Errorf("BANDWISE_SECOND_FACTOR must be off, optional or approving, not %q", c.SecondFactor)
	}
	if c.SecretKey != "" {
		if err := seal.Check(c.SecretKey); err != nil {
			return fmt.Errorf("BANDWISE_SECRET_KEY is not right: %w", err)
		}
	} else {
		c.SecretKeyFile = filepath.Join(c.DataDir, "secret.key")
	}
	return nil
}

// completeMail checks how mail is sent. What is wrong is told without the address, which may hold a password.
func (c *Config) completeMail() error {
	if c.SMTPURL == "" {
		return nil
	}
	server, err := url.Parse(c.SMTPURL)
	if err != nil || server.Hostname() == "" || (server.Scheme != "smtp" && server.Scheme != "smtps") {
		return errors.New("BANDWISE_SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465, with signs such as @ in a password written as %40")
	}
	if _, given := server.User.Password(); server.User.Username() != "" && !given {
		return errors.New("BANDWISE_SMTP_URL names a user without a password")
	}
	if _, err := mail.ParseAddress(c.MailFrom); err != nil {
		return errors.New("BANDWISE_MAIL_FROM must be the address that letters come from, such as bandwise@trust.example, when BANDWISE_SMTP_URL is set")
	}
	return nil
}

func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// Secure reports whether people reach the application over HTTPS.
func (c *Config) Secure() bool { return strings.HasPrefix(c.BaseURL, "https://") }

// OnLoopback reports whether people reach the application on this machine only.
func (c *Config) OnLoopback() bool {
	base, err := url.Parse(c.BaseURL)
	return err == nil && IsLoopback(base.Hostname())
}

// IsLoopback reports whether host names this machine only.
func IsLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

type reader struct {
	lookup func(string) (string, bool)
	wrong  []string
}

func (r *reader) refuse(name, why string) { r.wrong = append(r.wrong, name+" "+why) }

func (r *reader) text(name, otherwise string) string {
	if value, ok := r.lookup(name); ok && value != "" {
		return value
	}
	return otherwise
}

// seconds reads a number of whole seconds from 1 to the longest; zero when nothing is given.
func (r *reader) seconds(name string, longest time.Duration) time.Duration {
	value, ok := r.lookup(name)
	if !ok || value == "" {
		return 0
	}
	n, err := strconv.Atoi(value)
	if given := time.Duration(n) * time.Second; err == nil && n >= 1 && given <= longest {
		return given
	}
	r.refuse(name, fmt.Sprintf("must be a number of seconds from 1 to %.0f", longest.Seconds()))
	return 0
}

// number reads a whole number from 1 to the largest.
func (r *reader) number(name string, otherwise, largest int) int {
	value, ok := r.lookup(name)
	if !ok || value == "" {
		return otherwise
	}
	if n, err := strconv.Atoi(value); err == nil && n >= 1 && n <= largest {
		return n
	}
	r.refuse(name, fmt.Sprintf("must be a number from 1 to %d", largest))
	return otherwise
}

func (r *reader) yes(name string) bool {
	value, ok := r.lookup(name)
	if !ok || value == "" {
		return false
	}
	yes, err := strconv.ParseBool(value)
	if err != nil {
		r.refuse(name, "must be 1 or 0")
	}
	return yes
}

// secret reads name, or the file that name_FILE points to.
func (r *reader) secret(name string) string {
	value := r.text(name, "")
	path := r.text(name+"_FILE", "")
	switch {
	case path == "":
		return value
	case value != "":
		r.refuse(name, "is given twice, directly and by "+name+"_FILE")
		return ""
	}
	content, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	if err != nil {
		r.refuse(name+"_FILE", "names a file that cannot be read: "+err.Error())
	}
	return strings.TrimSpace(string(content))
}
