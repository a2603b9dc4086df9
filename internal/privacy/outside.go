package privacy

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Log is the deletion log of a whole installation as it is kept outside of it: what was removed, by identifiers and numbers. It has no
// name in it.
type Log struct {
	// Installation is the address by which people reach the application.
	Installation string
	MadeAt       time.Time
	Entries      []Logged
}

// Logged is an entry of such a log.
type Logged struct {
	OrganisationID uuid.UUID
	Kind           Kind
	// Period is how long the kind was kept then, reckoned on Day.
	Period calendar.Period
	Day    calendar.Date
	// PersonID and Number are a leaver's; where rows of many were removed they are zero.
	PersonID uuid.UUID
	Number   int
}

const (
	logTitle = "Bandwise deletion log 1"
	logSum   = "sha256"
)

// WholeLog gives the deletion log of every organisation, oldest entry first.
func (s *Service) WholeLog(ctx context.Context, installation string) (Log, error) {
	entries, err := s.store.logged(ctx)
	return Log{Installation: installation, MadeAt: s.clock.Now(), Entries: entries}, err
}

// Text gives the log as lines, an entry a line, and last the SHA-256 of all lines before it, by which a part that is missing shows.
func (l Log) Text() []byte {
	var b strings.Builder
	_, _ = fmt.Fprintf(&b, "%s\ninstallation: %s\nmade at: %s\n", logTitle, l.Installation, l.MadeAt.UTC().Format(time.RFC3339))
	for _, e := range l.Entries {
		_, _ = fmt.Fprintf(&b, "entry: %s %s %s %s", e.Day.ISO(), e.OrganisationID, e.Kind, e.Period.ISO())
		if e.Kind == Leavers {
			_, _ = fmt.Fprintf(&b, " %s %d", e.PersonID, e.Number)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String() + logSum + ": " + sumOf(b.String()) + "\n")
}

func sumOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// ReadLog reads what [Log.Text] gives. What is not whole, or was changed, is refused.
func ReadLog(text []byte) (Log, error) {
	whole, rest, ended := strings.Cut(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n"+logSum+": ")
	whole += "\n"
	switch {
	case !strings.HasPrefix(whole, logTitle+"\n"):
		return Log{}, errors.New("this is no deletion log: its first line is not " + strconv.Quote(logTitle))
	case !ended || strings.TrimSpace(rest) != sumOf(whole):
		return Log{}, errors.New("this deletion log is not whole, or was changed: its last line does not agree with the lines before it")
	}
	var l Log
	for line := range strings.Lines(whole) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		var err error
		switch name {
		case "installation":
			l.Installation = value
		case "made at":
			l.MadeAt, err = time.Parse(time.RFC3339, value)
		case "entry":
			var e Logged
			e, err = readLogged(strings.Fields(value))
			l.Entries = append(l.Entries, e)
		}
		if err != nil {
			return Log{}, fmt.Errorf("this deletion log has a line that cannot be read, %q: %w", line, err)
		}
	}
	return l, nil
}

func readLogged(words []string) (e Logged, err error) {
	if len(words) != 4 && len(words) != 6 {
		return e, errors.New("a part is missing, or there is one too many")
	}
	var wrong [6]error
	e.Day, wrong[0] = calendar.ParseDate(words[0])
	e.OrganisationID, wrong[1] = uuid.Parse(words[1])
	e.Kind, wrong[2] = ParseKind(words[2])
	e.Period, wrong[3] = calendar.ParsePeriod(words[3])
	if len(words) == 6 {
		e.PersonID, wrong[4] = uuid.Parse(words[4])
		e.Number, wrong[5] = strconv.Atoi(words[5])
	}
	if (e.Kind == Leavers) != (len(words) == 6) {
		return e, errors.New("a leaver has a number, and nothing else has")
	}
	return e, errors.Join(wrong[:]...)
}
