package migrations_test

import (
	"database/sql"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	"bandwise/migrations"
)

// searchIndex is the table of the words that are searched for, and what the names of SQLite's tables behind it begin with.
// Each database has its own kind of full-text index.
const searchIndex = "search_words"

// notCompared are the tables that each database has in its own way: the search index, and those of River, the job runner,
// which brings its own migrations.
func notCompared(table string) bool {
	return strings.HasPrefix(table, searchIndex) || strings.HasPrefix(table, "river_")
}

// schema is what two databases must agree on: per table its columns, unique rules and foreign keys, one fact a line.
type schema map[string][]string

func TestTheTwoSchemasAgree(t *testing.T) {
	lite := sqliteSchema(t, testdb.New(t, database.SQLite).SQL())
	pg := postgresSchema(t, testdb.New(t, database.Postgres).SQL())
	require.Greater(t, len(lite), 15, "the SQLite schema was read")
	for table := range lite {
		assert.Equal(t, pg[table], lite[table], "table %s", table)
	}
	assert.Len(t, pg, len(lite), "both have the same tables")
}

func TestTheTwoSchemasHaveTheSameViews(t *testing.T) {
	lite := rows(t, testdb.New(t, database.SQLite).SQL(), `SELECT v.name, c.name FROM sqlite_master v JOIN pragma_table_info(v.name) c
		WHERE v.type = 'view' ORDER BY 1, 2`)
	pg := rows(t, testdb.New(t, database.Postgres).SQL(), `SELECT table_name, column_name FROM information_schema.columns
		JOIN information_schema.views USING (table_schema, table_name) WHERE table_schema = 'public'
		ORDER BY table_name COLLATE "C", column_name COLLATE "C"`)
	require.NotEmpty(t, lite)
	assert.Equal(t, pg, lite)
}

func TestMigrationsComeInPairs(t *testing.T) {
	lite, err := fs.Glob(migrations.Files, "sqlite/*.sql")
	require.NoError(t, err)
	pg, err := fs.Glob(migrations.Files, "postgres/*.sql")
	require.NoError(t, err)
	for i := range lite {
		lite[i] = path.Base(lite[i])
	}
	for i := range pg {
		pg[i] = path.Base(pg[i])
	}
	assert.Equal(t, lite, pg)
}

func TestEveryMigrationCanBeUndoneAndDoneAgain(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		require.NoError(t, db.Rollback(t.Context()))
		pending, err := db.MigrationPending(t.Context())
		require.NoError(t, err)
		assert.True(t, pending)
		require.NoError(t, db.Migrate(t.Context()))
	})
}

func rows(t *testing.T, db *sql.DB, query string, args ...any) [][]string {
	t.Helper()
	found, err := db.QueryContext(t.Context(), query, args...)
	require.NoError(t, err, query)
	defer func() { require.NoError(t, found.Close()) }()
	columns, err := found.Columns()
	require.NoError(t, err)
	var all [][]string
	for found.Next() {
		values := make([]sql.NullString, len(columns))
		targets := make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		require.NoError(t, found.Scan(targets...))
		row := make([]string, len(columns))
		for i, v := range values {
			row[i] = v.String
		}
		all = append(all, row)
	}
	require.NoError(t, found.Err())
	return all
}

// kind is the type of a column as both databases mean it.
func kind(declared string) string {
	switch name := strings.ToUpper(declared); name {
	case "UUID", "TEXT":
		return "text"
	case "TIMESTAMP WITH TIME ZONE", "DATETIME":
		return "time"
	case "BYTEA", "BLOB":
		return "bytes"
	case "BIGINT", "INTEGER":
		return "integer"
	default:
		return strings.ToLower(name)
	}
}

func column(name, declared string, notNull bool) string {
	return fmt.Sprintf("column %s %s notNull=%t", name, kind(declared), notNull)
}

func sqliteSchema(t *testing.T, db *sql.DB) schema {
	s := schema{}
	for _, table := range rows(t, db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'") {
		name := table[0]
		if notCompared(name) {
			continue
		}
		var facts, primary []string
		for _, c := range rows(t, db, "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?) ORDER BY pk", name) {
			facts = append(facts, column(c[0], c[1], c[2] == "1"))
			if c[3] != "0" {
				primary = append(primary, c[0])
			}
		}
		facts = append(facts, "unique "+strings.Join(sorted(primary), ","))
		for _, index := range rows(t, db, "SELECT name FROM pragma_index_list(?) WHERE \"unique\" = 1 AND origin <> 'pk'", name) {
			var columns []string
			for _, c := range rows(t, db, "SELECT name FROM pragma_index_info(?)", index[0]) {
				columns = append(columns, c[0])
			}
			facts = append(facts, "unique "+strings.Join(sorted(columns), ","))
		}
		for _, f := range rows(t, db, "SELECT \"from\", \"table\", COALESCE(\"to\", 'id'), on_delete FROM pragma_foreign_key_list(?)", name) {
			facts = append(facts, fmt.Sprintf("reference %s -> %s.%s %s", f[0], f[1], f[2], f[3]))
		}
		s[name] = sorted(facts)
	}
	return s
}

func postgresSchema(t *testing.T, db *sql.DB) schema {
	s := schema{}
	for _, table := range rows(t, db, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'goose_db_version'") {
		name := table[0]
		if notCompared(name) {
			continue
		}
		var facts []string
		for _, c := range rows(t, db, `SELECT column_name, data_type, is_nullable FROM information_schema.columns
			WHERE table_schema = 'public' AND table_name = $1`, name) {
			facts = append(facts, column(c[0], c[1], c[2] == "NO"))
		}
		for _, index := range rows(t, db, `SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_index i
			JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
			WHERE i.indrelid = $1::regclass AND i.indisunique GROUP BY i.indexrelid`, name) {
			facts = append(facts, "unique "+index[0])
		}
		for _, f := range rows(t, db, `SELECT a.attname, c.confrelid::regclass::text, fa.attname,
				CASE c.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE c.confdeltype::text END
			FROM pg_constraint c
			JOIN LATERAL unnest(c.conkey, c.confkey) AS k(local, foreign_) ON true
			JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.local
			JOIN pg_attribute fa ON fa.attrelid = c.confrelid AND fa.attnum = k.foreign_
			WHERE c.contype = 'f' AND c.conrelid = $1::regclass`, name) {
			facts = append(facts, fmt.Sprintf("reference %s -> %s.%s %s", f[0], f[1], f[2], f[3]))
		}
		s[name] = sorted(facts)
	}
	return s
}

func sorted(texts []string) []string {
	texts = slices.Clone(texts)
	slices.Sort(texts)
	return texts
}
