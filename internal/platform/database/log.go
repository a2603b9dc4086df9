package database

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// slowQuery is the time after which a statement is reported to the operator.
const slowQuery = 500 * time.Millisecond

type queryCountKey struct{}

// CountQueries gives a context in which every statement adds one to the returned counter; tests use it to hold pages to
// a fixed number of queries.
func CountQueries(ctx context.Context) (context.Context, *atomic.Int64) {
	var n atomic.Int64
	return context.WithValue(ctx, queryCountKey{}, &n), &n
}

// queryLogger reports failed and slow statements. It writes the statement without its values, because values are
// personal data.
type queryLogger struct{ log *slog.Logger }

func (l queryLogger) LogMode(logger.LogLevel) logger.Interface { return l }

func (l queryLogger) Info(ctx context.Context, message string, _ ...any) {
	l.log.InfoContext(ctx, message)
}

func (l queryLogger) Warn(ctx context.Context, message string, _ ...any) {
	l.log.WarnContext(ctx, message)
}

func (l queryLogger) Error(ctx context.Context, message string, _ ...any) {
	l.log.ErrorContext(ctx, message)
}

func (l queryLogger) Trace(ctx context.Context, begin time.Time, statement func() (string, int64), err error) {
	if n, ok := ctx.Value(queryCountKey{}).(*atomic.Int64); ok {
		n.Add(1)
	}
	took := time.Since(begin)
	expected := err == nil || errors.Is(err, gorm.ErrRecordNotFound) || errors.Is(err, gorm.ErrDuplicatedKey) || errors.Is(err, context.Canceled)
	if expected && took < slowQuery {
		return
	}
	text, rows := statement()
	if !expected {
		l.log.ErrorContext(ctx, "a database statement failed", "statement", text, "error", err, "took", took)
		return
	}
	l.log.WarnContext(ctx, "a database statement was slow", "statement", text, "rows", rows, "took", took)
}

func init() {
	// Statements whose rows are scanned are written down by GORM's own recorder before Trace sees them.
	logger.RecorderParamsFilter = queryLogger{}.ParamsFilter
}

// ParamsFilter keeps values out of the reported statement.
func (l queryLogger) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}
