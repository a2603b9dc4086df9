// Package httpapi is the way of every request that is the same for all features: request identifiers, logging, metrics,
// security headers, the gate that checks permission and contract, and the one place where errors become answers.
package httpapi

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/httpapi/requestid"
)

// Problem is the body of every answer that is not a success (RFC 9457).
type Problem struct {
	Type      string           `json:"type"`
	Title     string           `json:"title"`
	Status    int              `json:"status"`
	Detail    string           `json:"detail"`
	Code      string           `json:"code"`
	RequestID string           `json:"requestId"`
	Fields    []ProblemField   `json:"fields"`
	Findings  []ProblemFinding `json:"findings,omitempty"`
}

// ProblemField is a message that belongs beside one field.
type ProblemField struct {
	Name    string `json:"name"`
	Message string `json:"message"`
}

// ProblemFinding is a passage that looks like a patient's data.
type ProblemFinding struct {
	Field   string `json:"field"`
	Kind    string `json:"kind"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Message string `json:"message"`
	Place   string `json:"place"`
	Mark    string `json:"mark"`
}

// HandleError answers a request that failed. It is Echo's error handler: every error of every handler ends here. The
// cause goes to the log with what an operator needs to find it; the client sees only the public sentence.
func HandleError(log *slog.Logger) echo.HTTPErrorHandler {
	return func(err error, c echo.Context) {
		if c.Response().Committed {
			return
		}
		ctx := c.Request().Context()
		refusal := asRefusal(err)
		status := refusal.Code.Status()
		switch {
		case status >= 500:
			log.ErrorContext(ctx, "a request failed", "method", c.Request().Method, "route", c.Path(), "code", refusal.Code.String(), "error", err)
		case refusal.Code == apperr.CodeForbidden:
			log.WarnContext(ctx, "access was denied", "method", c.Request().Method, "route", c.Path())
		case refusal.Code == apperr.CodeNotFound && strings.Contains(c.Path(), ":"):
			// A row of another organisation, or beyond the person's reach, reads as not there: the log cannot tell which, and says both.
			log.WarnContext(ctx, "what was asked for is not there or out of reach", "method", c.Request().Method, "route", c.Path())
		case refusal.Code == apperr.CodeTooMany:
			log.WarnContext(ctx, "there were too many requests", "method", c.Request().Method, "route", c.Path())
		case refusal.Code == apperr.CodeInvalid, refusal.Code == apperr.CodeTooLarge, refusal.Code == apperr.CodeUnsupportedType:
			// How many fields, never which: a field's name may be something that somebody typed.
			log.InfoContext(ctx, "what was sent was refused", "method", c.Request().Method, "route", c.Path(), "code", refusal.Code.String(), "fields", len(refusal.Fields))
		}
		problem := Problem{
			Type: "about:blank", Title: refusal.Code.Title(), Status: status, Detail: refusal.Message,
			Code: refusal.Code.String(), RequestID: requestid.From(ctx), Fields: []ProblemField{},
		}
		for _, f := range refusal.Fields {
			problem.Fields = append(problem.Fields, ProblemField(f))
		}
		for _, f := range refusal.Findings {
			problem.Findings = append(problem.Findings, ProblemFinding(f))
		}
		header := c.Response().Header()
		header.Set(echo.HeaderContentType, "application/problem+json")
		header.Set(echo.HeaderCacheControl, "no-store")
		switch refusal.Code {
		case apperr.CodeUnavailable:
			header.Set(echo.HeaderRetryAfter, "5")
		case apperr.CodeTooMany:
			after := cmp.Or(refusal.After, time.Minute)
			header.Set(echo.HeaderRetryAfter, strconv.Itoa(int(math.Ceil(after.Seconds()))))
		}
		c.Response().WriteHeader(status)
		if c.Request().Method == http.MethodHead {
			return
		}
		if err := json.NewEncoder(c.Response()).Encode(problem); err != nil && !errors.Is(err, context.Canceled) {
			log.WarnContext(ctx, "the answer could not be sent", "error", err)
		}
	}
}

// asRefusal finds the refusal in an error's chain, and makes one for errors that come from elsewhere.
func asRefusal(err error) *apperr.Error {
	var refusal *apperr.Error
	if errors.As(err, &refusal) {
		return refusal
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return &apperr.Error{Code: apperr.CodeTooLarge, Message: "What was sent is too large."}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &apperr.Error{Code: apperr.CodeUnavailable, Message: "This took too long. Try again in a few seconds."}
	}
	var fromEcho *echo.HTTPError
	if errors.As(err, &fromEcho) {
		switch fromEcho.Code {
		case http.StatusNotFound:
			return &apperr.Error{Code: apperr.CodeNotFound, Message: "There is nothing at this address."}
		case http.StatusMethodNotAllowed:
			return &apperr.Error{Code: apperr.CodeMethodNotAllowed, Message: "This address does not accept that method."}
		case http.StatusRequestEntityTooLarge:
			return &apperr.Error{Code: apperr.CodeTooLarge, Message: "What was sent is too large."}
		case http.StatusUnsupportedMediaType:
			return &apperr.Error{Code: apperr.CodeUnsupportedType, Message: "Send JSON."}
		case http.StatusBadRequest:
			return &apperr.Error{Code: apperr.CodeInvalid, Message: "What was sent could not be read."}
		}
	}
	return &apperr.Error{Code: apperr.CodeInternal, Message: "Bandwise could not do this. Try again; if it happens again, tell your administrator the number of the request."}
}
