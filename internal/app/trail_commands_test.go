package app

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/smtptest"
	"bandwise/internal/platform/testdb"
)

// operator is somebody at the command line of an installation with a sealed trail.
type operator struct {
	t      *testing.T
	config config.Config
	db     *database.DB
	trail  *audit.Trail
}

func newOperator(t *testing.T, db *database.DB, url string) *operator {
	t.Helper()
	o := &operator{t: t, db: db, config: config.Config{DataDir: t.TempDir(), DatabaseURL: url, Addr: "127.0.0.1:8080", LogFormat: "text"}}
	require.NoError(t, o.config.Complete())
	o.trail = audit.New(audit.NewStore(db), calendar.SystemClock)
	return o
}

func (o *operator) sealed(rows int) {
	o.t.Helper()
	for range rows {
		require.NoError(o.t, o.trail.Record(o.t.Context(), access.Actor{}, audit.Change{Action: "framework.loaded"}))
	}
	_, err := audit.NewSealer(o.db, calendar.SystemClock, slog.Default()).Seal(o.t.Context())
	require.NoError(o.t, err)
}

func (o *operator) verify(asked TrailCheck) (string, error) {
	var out bytes.Buffer
	err := VerifyTrail(o.t.Context(), o.config, Options{Log: slog.Default()}, asked, &out)
	return out.String(), err
}

func (o *operator) anchor(to AnchorTo) (string, error) {
	var out bytes.Buffer
	err := AnchorTrail(o.t.Context(), o.config, Options{Log: slog.Default()}, to, &out)
	return out.String(), err
}

// own undoes what keeps the trail from being changed by a slip.
func (o *operator) own(statements ...string) {
	o.t.Helper()
	off := []string{"DROP TRIGGER audit_entries_undeleted", "DROP TRIGGER audit_seals_undeleted"}
	if o.db.Dialect() == database.Postgres {
		off = []string{"DROP TRIGGER audit_entries_stay ON audit_entries", "DROP TRIGGER audit_seals_stay ON audit_seals"}
	}
	for _, statement := range append(off, statements...) {
		require.NoError(o.t, o.db.Conn(o.t.Context()).Exec(statement).Error, statement)
	}
}

func TestAnAnchorShowsWhatWasCutOff(t *testing.T) {
	testdb.EachEmpty(t, func(t *testing.T, url string) {
		db, err := database.Open(t.Context(), database.Config{URL: url})
		require.NoError(t, err)
		defer func() { require.NoError(t, db.Close()) }()
		o := newOperator(t, db, url)
		_, err = o.verify(TrailCheck{})
		require.ErrorContains(t, err, "bandwise migrate")
		require.NoError(t, db.Migrate(t.Context()))
		o.sealed(3)

		_, err = o.anchor(AnchorTo{File: "-"})
		require.ErrorContains(t, err, "bandwise audit key")
		public, err := MakeAnchorKey(o.config)
		require.NoError(t, err)
		again, err := MakeAnchorKey(o.config)
		require.NoError(t, err)
		assert.Equal(t, public, again, "a key is never written over")
		info, err := os.Stat(o.config.AuditKeyFile)
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())

		file := filepath.Join(t.TempDir(), "anchor.txt")
		said, err := o.anchor(AnchorTo{File: file})
		require.NoError(t, err)
		assert.Contains(t, said, "row 3 is anchored")
		_, err = o.anchor(AnchorTo{File: file})
		require.ErrorIs(t, err, os.ErrExist, "an anchor is never written over")
		printed, err := o.anchor(AnchorTo{File: "-"})
		require.NoError(t, err)
		assert.Contains(t, printed, "row: 3\n")

		o.sealed(2)
		require.NoError(t, o.trail.Record(t.Context(), access.Actor{}, audit.Change{Action: "unsealed"}))
		for name, asked := range map[string]TrailCheck{
			"by the key file":       {Anchors: []string{file}},
			"by the public key":     {Anchors: []string{file}, PublicKey: public},
			"without an anchor":     {},
			"with an anchor, twice": {Anchors: []string{file, file}},
		} {
			said, err := o.verify(asked)
			require.NoError(t, err, name)
			assert.Regexp(t, `rows checked:   5\nchain head:     row 5, hash [0-9a-f]{64}, sealed at `, said)
			assert.Contains(t, said, "unsealed tail:  1 rows, the first of ")
			assert.Contains(t, said, "The trail is as it was written.")
		}
		o.own("DELETE FROM audit_entries WHERE id IN (SELECT entry_id FROM audit_seals WHERE number > 2)", "DELETE FROM audit_seals WHERE number > 2",
			"UPDATE audit_head SET number = 2, hash = (SELECT hash FROM audit_seals WHERE number = 2)", "DELETE FROM audit_entries WHERE action = 'unsealed'", "DELETE FROM audit_unsealed")
		said, err = o.verify(TrailCheck{})
		require.NoError(t, err, "whoever takes the head back too leaves no trace in the database: %s", said)
		said, err = o.verify(TrailCheck{Anchors: []string{file}, PublicKey: public})
		require.ErrorIs(t, err, ErrTrailBroken)
		assert.Contains(t, said, "first bad row:  row 3 was cut off")
		_, err = o.verify(TrailCheck{Anchors: []string{file}, PublicKey: strings.Repeat("A", 43) + "="})
		require.ErrorContains(t, err, "not signed with the key")
	})
}

func TestAnAnchorIsMailed(t *testing.T) {
	url := testdb.Empty(t, database.SQLite)
	db, err := database.Open(t.Context(), database.Config{URL: url})
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	require.NoError(t, db.Migrate(t.Context()))
	o := newOperator(t, db, url)
	_, err = MakeAnchorKey(o.config)
	require.NoError(t, err)
	_, err = o.anchor(AnchorTo{})
	require.ErrorContains(t, err, "-mail ADDRESS")
	_, err = o.anchor(AnchorTo{Mail: "records@audit.example"})
	require.ErrorContains(t, err, "no row of the audit trail is sealed yet")
	o.sealed(1)
	_, err = o.anchor(AnchorTo{Mail: "records@audit.example"})
	require.ErrorContains(t, err, "BANDWISE_SMTP_URL")
	server := smtptest.New(t)
	o.config.SMTPURL, o.config.MailFrom = server.URL(), "bandwise@trust.example"
	_, err = o.anchor(AnchorTo{Mail: "nobody"})
	require.ErrorContains(t, err, "not an address")
	said, err := o.anchor(AnchorTo{Mail: "records@audit.example"})
	require.NoError(t, err)
	assert.Contains(t, said, "row 1 is anchored in a letter to records@audit.example")
	require.Len(t, server.Letters(), 1)
	letter := server.Letters()[0]
	assert.Contains(t, letter, "To: <records@audit.example>")
	assert.Contains(t, letter, `filename="bandwise-audit-anchor-1.txt"`)
	assert.NotContains(t, letter, "List-Unsubscribe")
}
