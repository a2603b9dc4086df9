package app

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/database"
)

var update = flag.Bool("update", false, "write testdata/matrix.golden anew; read the difference before it is committed")

// relation is how the person whom a request is about stands to the one who sends it.
type relation int

const (
	own relation = iota + 1
	// assigned is somebody whose mentor the sender was made, or assessor, where that is the sender's role.
	assigned
	// otherwiseAssigned is somebody to whom the sender was assigned as the other of the two.
	otherwiseAssigned
	ownTeam
	otherTeam
	otherOrganisation
)

var relationNames = map[relation]string{
	own: "own", assigned: "assigned", otherwiseAssigned: "otherwise assigned", ownTeam: "own team", otherTeam: "other team", otherOrganisation: "other organisation",
}

func (r relation) String() string { return relationNames[r] }

var relations = []relation{own, assigned, otherwiseAssigned, ownTeam, otherTeam, otherOrganisation}

// encounter is one cell of the matrix: who sends a request, and whom it is about.
type encounter struct {
	f        *fixture
	by       *person
	about    *person
	relation relation
}

// contractOperation is an operation as the contract describes it.
type contractOperation struct {
	id, method, path string
	permission       access.Permission
}

func contractOperations(t *testing.T) []contractOperation {
	t.Helper()
	document, err := api.Document()
	require.NoError(t, err)
	var all []contractOperation
	for path, item := range document.Paths.Map() {
		for method, o := range item.Operations() {
			permission, _ := o.Extensions["x-permission"].(string)
			all = append(all, contractOperation{o.OperationID, method, path, access.Permission(permission)})
		}
	}
	slices.SortFunc(all, func(a, b contractOperation) int { return strings.Compare(a.id, b.id) })
	return all
}

// TestWhoMayDoWhat sends every operation of the contract as nobody, as somebody of each role of access, and as somebody without
// any who covers the manager of Coding, about oneself,
// somebody assigned in either way, somebody of the own and of another team, and somebody of another organisation, and compares what was
// answered with testdata/matrix.golden. Every request meets the same data: what it changes is rolled back.
//
// A cell is the status of the answer. "private" is added when it shows what the person wrote: reflections, notes, files,
// reasons. A list shows whether the person is in it: "listed" or "absent".
func TestWhoMayDoWhat(t *testing.T) {
	golden := filepath.Join("testdata", "matrix.golden")
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			if !*update {
				t.Parallel()
			}
			f := newFixture(t, dialect)
			var b strings.Builder
			for _, o := range contractOperations(t) {
				how, there := operations[o.id]
				if !assert.True(t, there, "the operation %s has no row: add it to the table in matrix_operations_test.go", o.id) {
					continue
				}
				m := f.matrixOf(o, how)
				m.check(t)
				m.write(&b)
			}
			if t.Failed() {
				return
			}
			if *update {
				require.NoError(t, os.MkdirAll("testdata", 0o755))
				require.NoError(t, os.WriteFile(golden, []byte(b.String()), 0o644))
				return
			}
			reviewed, err := os.ReadFile(golden)
			require.NoError(t, err)
			if string(reviewed) != b.String() {
				assert.Equal(t, strings.Split(string(reviewed), "\n"), strings.Split(b.String(), "\n"), "who may do what has changed: review it, then write it with -update")
			}
		})
	}
}

func TestTheTableNamesNoOperationThatIsGone(t *testing.T) {
	known := map[string]bool{}
	for _, o := range contractOperations(t) {
		known[o.id] = true
	}
	for id := range operations {
		assert.True(t, known[id], "the contract has no operation %s any more", id)
	}
}

// cell is what one request was answered.
type cell struct {
	status int
	// private says that the answer shows what the person wrote.
	private bool
	// list says that the operation is a list, and listed that the person is in it.
	list, listed bool
	// said is the answer but for the request's identifier.
	said string
}

func (c cell) String() string {
	text := strconv.Itoa(c.status)
	if c.list && c.succeeded() {
		text = "absent"
		if c.listed {
			text = "listed"
		}
	}
	if c.private {
		text += " private"
	}
	return text
}

func (c cell) succeeded() bool { return c.status >= 200 && c.status < 300 }

// matrix is the cells of one operation, by who sends it.
type matrix struct {
	contractOperation
	how     operation
	senders []*person
	cells   map[*person][]cell
	// nowhere is what each sender is answered about something that does not exist.
	nowhere map[*person]cell
}

func (f *fixture) matrixOf(o contractOperation, how operation) matrix {
	m := matrix{contractOperation: o, how: how, senders: f.senders, cells: map[*person][]cell{}, nowhere: map[*person]cell{}}
	for _, by := range f.senders {
		if how.alone {
			m.cells[by] = []cell{f.meet(o, how, encounter{by: by, about: f.subject(by, own), relation: own})}
			continue
		}
		for _, r := range relations {
			m.cells[by] = append(m.cells[by], f.meet(o, how, encounter{by: by, about: f.subject(by, r), relation: r}))
		}
		m.nowhere[by] = f.meet(o, how, encounter{by: by, about: f.nobody, relation: otherOrganisation})
	}
	return m
}

// check holds what must be so whatever the golden file says.
func (m matrix) check(t *testing.T) {
	t.Helper()
	succeeded := false
	for _, by := range m.senders {
		for i, c := range m.cells[by] {
			succeeded = succeeded || c.succeeded()
			where := fmt.Sprintf("%s by %s", m.id, by.label)
			if !m.how.alone {
				where += ", " + relations[i].String()
			}
			assert.Less(t, c.status, 500, "%s: %s", where, c.said)
			if by.label == nobody && m.permission != access.Public {
				assert.Equal(t, http.StatusUnauthorized, c.status, where)
			}
			assert.False(t, c.private && m.permission == "audit.read", "%s: the trail shows what a person wrote", where)
			if m.how.alone || relations[i] != otherOrganisation {
				continue
			}
			assert.False(t, c.private || c.listed, "%s shows another organisation's person", where)
			if !m.how.lists {
				assert.False(t, c.succeeded(), "%s reached another organisation's row", where)
				assert.Equal(t, m.nowhere[by].said, c.said, "%s tells another organisation's row from one that does not exist", where)
			}
		}
	}
	assert.True(t, succeeded, "%s succeeds for nobody, so its row says nothing: its request must be one that can succeed", m.id)
}

// write adds the operation to the golden text, in the order of the senders; those with the same cells share a line.
func (m matrix) write(b *strings.Builder) {
	fmt.Fprintf(b, "%s  %s %s  %s\n", m.id, m.method, m.path, m.permission)
	if !m.how.alone {
		b.WriteString(strings.TrimRight(row(relations), " ") + "\n")
	}
	var rows []string
	who := map[string][]string{}
	for _, by := range m.senders {
		cells := row(m.cells[by])
		if who[cells] == nil {
			rows = append(rows, cells)
		}
		who[cells] = append(who[cells], by.label)
	}
	for _, cells := range rows {
		b.WriteString(cells + strings.Join(who[cells], ", ") + "\n")
	}
	b.WriteString("\n")
}

func row[T fmt.Stringer](cells []T) string {
	var b strings.Builder
	for _, c := range cells {
		fmt.Fprintf(&b, "  %-19s", c)
	}
	return b.String()
}

// rowsAbout gives what a list says of somebody: the items that name the person, or, where the answer is no list of items,
// all of it. It is empty when the person is nowhere in it.
func rowsAbout(body, id string) string {
	var list struct{ Items []json.RawMessage }
	if json.Unmarshal([]byte(body), &list) != nil || list.Items == nil {
		list.Items = []json.RawMessage{json.RawMessage(body)}
	}
	var about strings.Builder
	for _, item := range list.Items {
		if strings.Contains(string(item), id) {
			about.Write(item)
		}
	}
	return about.String()
}

// withoutRequest takes the request's identifier out of a problem, which is different every time.
func withoutRequest(body []byte) string {
	var problem map[string]any
	if json.Unmarshal(body, &problem) != nil {
		return string(body)
	}
	delete(problem, "requestId")
	text, err := json.Marshal(problem)
	if err != nil {
		return string(body)
	}
	return string(text)
}
