package app

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/database"
)

var (
	contractRequests = flag.Int("contract.requests", 1500, "how many requests are made up from the contract for each database")
	contractSeed     = flag.Uint64("contract.seed", 20261123, "what the requests are made up from; the same seed makes the same requests but for identifiers")
	contractOnly     = flag.Int("contract.only", -1, "send this one of the requests alone")
	contractReport   = flag.String("contract.report", "", "the file that a table of what was answered is added to")
)

// prober sends requests made up from the contract to the fixture's application.
type prober struct {
	*fixture
	*maker
	router  routers.Router
	counted probed
	// log has what the server said of its failures.
	log bytes.Buffer
	// said are the complaints that were made already, so that one defect is told once.
	said map[string]bool
}

// TestEveryAnswerKeepsTheContract makes requests up from the contract, as nobody and as somebody of each role of access:
// such as it allows, such as break it, and such as are meant to do harm. None may be answered with a failure of the server,
// and every answer is one that the contract declares. Each begins as the matrix's own request, so that it gets as far as a
// good one does, with identifiers of the sender's organisation and of another; what it changes is rolled back.
func TestEveryAnswerKeepsTheContract(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			p := newProber(t, dialect)
			all := contractOperations(t)
			for n := range *contractRequests {
				if *contractOnly >= 0 && n != *contractOnly {
					continue
				}
				p.random = rand.New(rand.NewPCG(*contractSeed, uint64(n))) //nolint:gosec // the same requests every time are wanted
				p.probe(n, all[n%len(all)])
			}
			p.counted.write(t, dialect, len(all))
		})
	}
}

func newProber(t *testing.T, dialect database.Dialect) *prober {
	t.Helper()
	document, err := api.Document()
	require.NoError(t, err)
	router, err := gorillamux.NewRouter(document)
	require.NoError(t, err)
	p := &prober{maker: &maker{document: document}, router: router, counted: newProbed(), said: map[string]bool{}}
	p.fixture = newLoggedFixture(t, dialect, slog.NewTextHandler(&p.log, &slog.HandlerOptions{Level: slog.LevelError}))
	// Identifiers that requests may name: of the senders' organisation, and of another.
	for _, who := range []*person{p.trainee, p.assigned, p.foreigner} {
		p.identifiers = append(p.identifiers, who.id.String(), who.evidence.id.String(), who.waiting.id.String(), who.draft.id.String(), who.file.String(),
			who.appointment.id.String(), who.org.coding.id.String(), who.attempt.id.String(), who.meeting.id.String(), who.pause.id.String(), who.org.library.link.id.String())
	}
	p.identifiers = append(p.identifiers, p.role.id.String(), p.edition.id.String(), p.profile, p.framework, p.statements[0], p.pathway)
	return p
}

// probe sends one request and takes back what it changed.
func (p *prober) probe(n int, o contractOperation) {
	how := operations[o.id]
	e := encounter{f: p.fixture, by: p.sender(o), relation: own}
	if !how.alone {
		e.relation = pick(p.random, relations)
	}
	e.about = p.subject(e.by, e.relation)
	var sent request
	var answer *httptest.ResponseRecorder
	p.log.Reset()
	err := p.app.db.InTx(p.t.Context(), func(ctx context.Context) error {
		p.ctx = ctx
		defer func() { p.ctx = p.t.Context() }()
		refused := !p.lets(e.by, o.permission)
		if how.first != nil && (!refused || e.about == e.by) {
			how.first(p.fixture, e)
		}
		sent = p.begin(o, how, e)
		if cursor := p.cursorOf(o, sent); cursor != "" {
			sent.query = append(sent.query, [2]string{"cursor", cursor})
		}
		p.alter(&sent, p.document.Paths.Value(o.path).GetOperation(o.method))
		asked, err := sent.http(ctx)
		if err != nil {
			// No client could send it.
			return errRollBack
		}
		if route, _, err := p.router.FindRoute(asked); err == nil {
			sent.reaches = route.Operation
		}
		answer = httptest.NewRecorder()
		p.app.Handler().ServeHTTP(answer, asked)
		return errRollBack
	})
	require.ErrorIs(p.t, err, errRollBack)
	if answer == nil {
		return
	}
	wrong := nonconforming(sent, answer)
	p.counted.add(o.id, e.by.label, sent, answer.Code, wrong != nil)
	if wrong == nil || p.said[o.id+wrong.Error()] {
		return
	}
	p.said[o.id+wrong.Error()] = true
	assert.NoError(p.t, wrong, "%s by %s about %s, request %d (-contract.seed %d -contract.only %d):\n%s\nanswered %d %.1000s\n%.3000s",
		o.id, e.by.label, e.relation, n, *contractSeed, n, sent, answer.Code, answer.Body, p.log.String())
}

// sender is mostly one whom the gate lets through.
func (p *prober) sender(o contractOperation) *person {
	let := slices.DeleteFunc(slices.Clone(p.senders), func(s *person) bool { return !p.lets(s, o.permission) })
	if len(let) > 0 && p.random.IntN(5) > 0 {
		return pick(p.random, let)
	}
	return pick(p.random, p.senders)
}

// cursorOf gives the cursor of a list's second page, sometimes.
func (p *prober) cursorOf(o contractOperation, sent request) string {
	if o.method != http.MethodGet || p.random.IntN(4) > 0 {
		return ""
	}
	if parameter := p.document.Paths.Value(o.path).GetOperation(o.method).Parameters.GetByInAndName("query", "cursor"); parameter == nil {
		return ""
	}
	sent.query = [][2]string{{"limit", "1"}}
	asked, err := sent.http(p.ctx)
	require.NoError(p.t, err)
	r := httptest.NewRecorder()
	p.app.Handler().ServeHTTP(r, asked)
	_, rest, _ := strings.Cut(r.Body.String(), `"next":"`)
	next, _, _ := strings.Cut(rest, `"`)
	return next
}

// probed counts what was sent and answered.
type probed struct {
	sent, wrong int
	// by counts what a kind of request was answered, reached the operations that succeeded, roles the requests of each sender.
	by      map[manner]map[int]int
	reached map[string]bool
	roles   map[string]int
}

func newProbed() probed {
	return probed{by: map[manner]map[int]int{}, reached: map[string]bool{}, roles: map[string]int{}}
}

func (c *probed) add(operation, label string, sent request, status int, wrong bool) {
	c.sent++
	c.roles[label]++
	if c.by[sent.manner] == nil {
		c.by[sent.manner] = map[int]int{}
	}
	c.by[sent.manner][status/100]++
	if wrong {
		c.wrong++
	}
	if status < 300 {
		c.reached[operation] = true
	}
}

// write adds a table of what was answered to the report.
func (c *probed) write(t *testing.T, dialect database.Dialect, operations int) {
	t.Helper()
	if *contractOnly < 0 {
		for _, role := range append([]access.Role{nobody, access.Staff}, access.GrantableRoles()...) {
			assert.Positive(t, c.roles[string(role)], "nothing was sent as %s", role)
		}
	}
	if *contractReport == "" {
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Seed %d, %s: %d requests as nobody and in %d roles, %d of %d operations reached with success, %d answers that the contract does not allow\n\n"+
		"| requests | sent | 2xx and 3xx | 4xx | 5xx |\n| --- | ---: | ---: | ---: | ---: |\n", *contractSeed, dialect, c.sent, len(c.roles)-1, len(c.reached), operations, c.wrong)
	for _, m := range manners {
		by := c.by[m]
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d |\n", m, by[2]+by[3]+by[4]+by[5], by[2]+by[3], by[4], by[5])
	}
	report, err := os.OpenFile(*contractReport, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644) //nolint:gosec // a report that everybody may read
	require.NoError(t, err)
	_, err = report.WriteString(b.String() + "\n")
	require.NoError(t, err)
	require.NoError(t, report.Close())
}
