package search

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// store holds the SQL of search. What is indexed is read in store_texts.go.
type store struct{ db *database.DB }

// found is what one query of the database answers.
type found struct {
	entries []entry
	totals  map[Kind]int
	// stale are the bodies that changed since they were indexed.
	stale []string
}

// foundRow is a row of that query: a hit, how many hits of a kind there are, or a body that is stale.
type foundRow struct {
	Part           string
	Place          string
	Kind           string
	SubjectID      *uuid.UUID
	PartOfID       uuid.NullUUID
	OrganisationID uuid.NullUUID
	Title          string
	Document       string
	Passages       string
	Score          float64
	N              int
}

// visible is whose texts an organisation finds: its own, and everybody's but those that its editions changed, of which it
// has its own.
const visible = `(t.organisation_id = ? OR t.organisation_id IS NULL AND NOT EXISTS (
	SELECT 1 FROM framework_statement_overrides v WHERE v.organisation_id = ? AND v.statement_id = t.subject_id))`

// matching gives the rows that a query finds, with a score that is higher for better ones: words of titles count most, then
// stems of texts, then beginnings of words.
var matching = map[database.Dialect]string{
	database.SQLite: `SELECT t.*, -bm25(search_words, 0.0, 10.0, 2.0, 0.5) AS score
		FROM search_words JOIN search_texts t ON t.id = search_words.id WHERE search_words MATCH ? AND ` + visible,
	database.Postgres: `SELECT t.*, CAST(ts_rank('{0.05, 0.1, 0.3, 1.0}', w.words, sought.sought, 1) AS double precision) AS score
		FROM to_tsquery('simple', ?) AS sought (sought), search_words w JOIN search_texts t ON t.id = w.id
		WHERE w.words @@ sought.sought AND ` + visible,
}

// find looks for a query with one statement: the page of hits, the totals by kind, and the bodies that changed since.
func (s store) find(ctx context.Context, organisationID uuid.UUID, q query, kind Kind, r page.Request) (found, error) {
	kinds := []string{kind.String()}
	if kind == 0 {
		kinds = kindNames[1:]
	}
	statement := `WITH found AS MATERIALIZED (` + matching[s.db.Dialect()] + `)
		SELECT * FROM (SELECT 'hit' AS part, kind, subject_id, part_of_id, organisation_id, title, place, document, passages, score, 0 AS n
			FROM found WHERE kind IN ? ORDER BY score DESC, kind, title, id LIMIT ? OFFSET ?) AS hits
		UNION ALL SELECT 'total', kind, NULL, NULL, NULL, '', '', '', '', 0, COUNT(*) FROM found GROUP BY kind
		UNION ALL SELECT 'stale', '', NULL, NULL, NULL, stamps.name, '', '', '', 0, 0 FROM reference_stamps stamps
			LEFT JOIN search_bodies bodies ON bodies.name = stamps.name
			WHERE stamps.name IN ? AND (bodies.stamp IS NULL OR bodies.stamp <> stamps.stamp)`
	var rows []foundRow
	err := s.db.Conn(ctx).Raw(statement, q.expression(s.db.Dialect()), organisationID, organisationID, kinds, r.Limit, r.Offset, bodies).Scan(&rows).Error
	if err != nil {
		return found{}, database.Wrap(err, "search")
	}
	f := found{totals: map[Kind]int{}}
	// A union keeps no order: the hits of the page are put into theirs again.
	sort.SliceStable(rows, func(a, b int) bool { return rows[a].before(rows[b]) })
	for _, row := range rows {
		switch row.Part {
		case "stale":
			f.stale = append(f.stale, row.Title)
			continue
		case "total":
			kind, err := ParseKind(row.Kind)
			if err != nil {
				return found{}, err
			}
			f.totals[kind] = row.N
			continue
		}
		e, err := row.entry()
		if err != nil {
			return found{}, err
		}
		f.entries = append(f.entries, e)
	}
	return f, nil
}

func (r foundRow) before(other foundRow) bool {
	switch {
	case r.Score != other.Score:
		return r.Score > other.Score
	case r.Kind != other.Kind:
		return r.Kind < other.Kind
	default:
		return r.Title < other.Title
	}
}

func (r foundRow) entry() (entry, error) {
	kind, err := ParseKind(r.Kind)
	if err != nil {
		return entry{}, err
	}
	e := entry{Kind: kind, PartOf: r.PartOfID, OrganisationID: r.OrganisationID, Title: r.Title, Place: r.Place, Document: r.Document}
	if r.SubjectID != nil {
		e.ID = *r.SubjectID
	}
	if err := json.Unmarshal([]byte(r.Passages), &e.Passages); err != nil {
		return entry{}, fmt.Errorf("the passages of %s cannot be read: %w", e.ID, err)
	}
	return e, nil
}

// expression writes the query in the database's language for full-text search. Words are letters and digits only, so that
// nothing that somebody types can mean anything in it.
func (q query) expression(d database.Dialect) string {
	parts := make([]string, len(q.stems))
	for i, s := range q.stems {
		last := i == len(q.stems)-1 && q.prefix != ""
		if d == database.Postgres {
			parts[i] = "'" + s + "':AB"
			if last {
				parts[i] = "(" + parts[i] + " | '" + q.prefix + "':*D)"
			}
			continue
		}
		parts[i] = `({title stems} : "` + s + `")`
		if last {
			parts[i] = "(" + parts[i] + ` OR (written : "` + q.prefix + `" *))`
		}
	}
	return strings.Join(parts, map[database.Dialect]string{database.SQLite: " AND ", database.Postgres: " & "}[d])
}

// stamp gives a body's stamp, and whether its index is of that stamp already.
func (s store) stamp(ctx context.Context, body string) (stamp string, current bool, err error) {
	var row struct {
		Stamp   string
		Indexed *string
	}
	err = s.db.Conn(ctx).Raw(`SELECT stamps.stamp, bodies.stamp AS indexed FROM reference_stamps stamps
		LEFT JOIN search_bodies bodies ON bodies.name = stamps.name WHERE stamps.name = ?`, body).Take(&row).Error
	return row.Stamp, row.Indexed != nil && *row.Indexed == row.Stamp, database.Wrap(err, "body of reference data")
}

type textRow struct {
	ID             uuid.UUID
	Body           string
	Kind           string
	SubjectID      uuid.UUID
	PartOfID       uuid.NullUUID
	OrganisationID uuid.NullUUID
	Title          string
	Place          string
	Document       string
	Passages       string
}

func (textRow) TableName() string { return "search_texts" }

// batch is how many rows one INSERT takes; both databases limit the arguments of a statement.
const batch = 50

// indexing adds words to the index: the stems of the title, those of the text, and the words themselves.
var indexing = map[database.Dialect]struct{ columns, values string }{
	database.SQLite: {"(id, title, stems, written)", "(?, ?, ?, ?)"},
	database.Postgres: {"(id, words)",
		"(?, setweight(to_tsvector('simple', ?), 'A') || setweight(to_tsvector('simple', ?), 'B') || setweight(to_tsvector('simple', ?), 'D'))"},
}

// replace makes the entries of a body those that are given, and remembers its stamp.
func (s store) replace(ctx context.Context, body, stamp string, entries []entry) error {
	conn := s.db.Conn(ctx)
	for _, statement := range []string{
		"DELETE FROM search_words WHERE id IN (SELECT id FROM search_texts WHERE body = ?)", "DELETE FROM search_texts WHERE body = ?",
		"DELETE FROM search_bodies WHERE name = ?",
	} {
		if err := conn.Exec(statement, body).Error; err != nil {
			return database.Wrap(err, "search")
		}
	}
	into := indexing[s.db.Dialect()]
	for from := 0; from < len(entries); from += batch {
		part := entries[from:min(from+batch, len(entries))]
		rows := make([]textRow, len(part))
		var values []string
		var args []any
		for i, e := range part {
			row, err := e.row(body)
			if err != nil {
				return err
			}
			rows[i] = row
			title, text, written := e.words()
			values, args = append(values, into.values), append(args, row.ID, title, text, written)
		}
		if err := conn.Create(&rows).Error; err != nil {
			return database.Wrap(err, "search")
		}
		if err := conn.Exec("INSERT INTO search_words "+into.columns+" VALUES "+strings.Join(values, ", "), args...).Error; err != nil {
			return database.Wrap(err, "search")
		}
	}
	return database.Wrap(conn.Exec("INSERT INTO search_bodies (name, stamp) VALUES (?, ?)", body, stamp).Error, "search")
}

func (e entry) row(body string) (textRow, error) {
	passages, err := json.Marshal(e.Passages)
	return textRow{
		ID: uuid.New(), Body: body, Kind: e.Kind.String(), SubjectID: e.ID, PartOfID: e.PartOf, OrganisationID: e.OrganisationID,
		Title: e.Title, Place: e.Place, Document: e.Document, Passages: string(passages),
	}, err
}

// words gives the stems of the title, those of everything else, and all words as they are written.
func (e entry) words() (title, text, written string) {
	parts := []string{e.Place}
	for _, p := range e.Passages {
		parts = append(parts, p.Part, p.Text)
	}
	title, inTitle := stems(e.Title)
	text, inText := stems(strings.Join(parts, "\n"))
	return title, text, inTitle + " " + inText
}
