package beside

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/platform/database"
)

// bare are the handlers without an application: no session, no permission, no contract, no rules.
type bare struct {
	echo *echo.Echo
	db   *sql.DB
	made int
}

func newBare(db *sql.DB) *bare {
	b := &bare{echo: echo.New(), db: db}
	b.echo.HTTPErrorHandler = func(err error, c echo.Context) {
		_ = c.String(http.StatusInternalServerError, err.Error())
	}
	return b
}

// read adds a handler that runs one query about a person and answers with a value that is known. It gives its path.
func (b *bare) read(query, personID string, answer any) string {
	b.made++
	path := fmt.Sprintf("/read/%d", b.made)
	b.echo.GET(path, func(c echo.Context) error {
		if err := b.query(c.Request().Context(), query, personID); err != nil {
			return err
		}
		return c.JSON(http.StatusOK, answer)
	})
	return path
}

// query reads every row of a query whose columns are four texts and a number.
func (b *bare) query(ctx context.Context, query, personID string) (err error) {
	rows, err := b.db.QueryContext(ctx, query, personID)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var texts [4]sql.NullString
		var number sql.NullInt64
		if err := rows.Scan(&texts[0], &texts[1], &texts[2], &texts[3], &number); err != nil {
			return err
		}
	}
	return rows.Err()
}

// write adds a handler for each of two steps, which sends what the application wrote in that step in one transaction, with
// fresh identifiers, and answers as the application did. One worker at a time may ask it. It gives its path, which the
// number of the step follows.
func (b *bare) write(steps [2][]database.Statement, answers [2][]byte) string {
	b.made++
	path := fmt.Sprintf("/write/%d", b.made)
	made := inserted(steps)
	fresh := map[string]string{}
	for n, statements := range steps {
		b.echo.POST(fmt.Sprintf("%s/%d", path, n), func(c echo.Context) error {
			if n == 0 {
				for _, id := range made {
					fresh[id] = uuid.NewString()
				}
			}
			if err := b.transaction(c.Request().Context(), statements, fresh); err != nil {
				return err
			}
			return c.JSONBlob(http.StatusOK, answers[n])
		})
	}
	return path
}

func (b *bare) transaction(ctx context.Context, statements []database.Statement, fresh map[string]string) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, s := range statements {
		args := make([]any, len(s.Args))
		for i, arg := range s.Args {
			args[i] = arg
			if id := identifier(arg); fresh[id] != "" {
				args[i] = fresh[id]
			}
		}
		result, err := tx.ExecContext(ctx, s.SQL, args...)
		if err != nil {
			return errors.Join(err, tx.Rollback())
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(fmt.Errorf("nothing was written by %s", s.SQL), err, tx.Rollback())
		}
	}
	return tx.Commit()
}

// changes gives the statements that write.
func changes(sent []database.Statement) []database.Statement {
	var found []database.Statement
	for _, s := range sent {
		if !strings.HasPrefix(strings.TrimSpace(s.SQL), "SELECT") {
			found = append(found, s)
		}
	}
	return found
}

// inserted gives the identifiers of the rows that the statements add: the first value of an INSERT into a table whose rows
// have an identifier of their own.
func inserted(steps [2][]database.Statement) []string {
	var found []string
	for _, statements := range steps {
		for _, s := range statements {
			head, _, _ := strings.Cut(s.SQL, ",")
			if !strings.HasPrefix(s.SQL, "INSERT") || len(s.Args) == 0 || !strings.HasSuffix(strings.Trim(head, "`\""), "id") || strings.HasSuffix(strings.Trim(head, "`\""), "_id") {
				continue
			}
			if id := identifier(s.Args[0]); id != "" {
				found = append(found, id)
			}
		}
	}
	return found
}

// identifier gives the text of a value that is an identifier, and nothing for another.
func identifier(value any) string {
	switch v := value.(type) {
	case uuid.UUID:
		return v.String()
	case *uuid.UUID:
		if v != nil {
			return v.String()
		}
	case string:
		if _, err := uuid.Parse(v); err == nil {
			return v
		}
	}
	return ""
}
