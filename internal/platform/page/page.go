// Package page cuts lists into pages: a list states the columns that it can be sorted by, caps its page, and hands out an
// opaque cursor for the next one.
package page

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"bandwise/internal/platform/apperr"
)

// The size of a page when none is asked for, and the most that is given.
const (
	DefaultLimit = 50
	MaxLimit     = 250
)

// farthest is the last row that a page can begin after. No list is as long; a page from there has no next one.
const farthest = 1 << 30

// Request is what a client asks of a list.
type Request struct {
	// Query is free text to search for; empty means everything.
	Query string
	// Sort is one of the list's own columns.
	Sort       string
	Descending bool
	Offset     int
	Limit      int
}

// Parse reads the parameters of a list: q, sort ("name", or "-name" for descending), cursor and limit. sorts are the
// columns that the list can be sorted by; the first one is the default. An unknown sort or a damaged cursor is refused.
func Parse(q, sort, cursor *string, limit *int, sorts ...string) (Request, error) {
	r := Request{Sort: sorts[0], Limit: DefaultLimit}
	if q != nil {
		r.Query = strings.TrimSpace(*q)
	}
	if sort != nil && *sort != "" {
		r.Sort, r.Descending = strings.CutPrefix(*sort, "-")
		if !slices.Contains(sorts, r.Sort) {
			return Request{}, apperr.InvalidField("sort", "Sort by one of: "+strings.Join(sorts, ", ")+".")
		}
	}
	if limit != nil {
		r.Limit = min(max(*limit, 1), MaxLimit)
	}
	if cursor != nil && *cursor != "" {
		text, err := base64.RawURLEncoding.DecodeString(*cursor)
		offset, number := strconv.Atoi(string(text))
		if err != nil || number != nil || offset < 0 || offset > farthest {
			return Request{}, apperr.InvalidField("cursor", "This page address is damaged. Start again from the first page.")
		}
		r.Offset = offset
	}
	return r, nil
}

// Next gives the cursor of the page after r in a list of total rows, or "" when r is the last page.
func (r Request) Next(total int) string {
	if r.Offset+r.Limit >= min(total, farthest) {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(r.Offset + r.Limit)))
}

// Order gives the ORDER BY text for the request: columns maps the list's sorts to SQL expressions, tie is the unique
// column that keeps pages stable. Everything in the text comes from the program, nothing from the client.
func (r Request) Order(columns map[string]string, tie string) string {
	direction := " ASC"
	if r.Descending {
		direction = " DESC"
	}
	return columns[r.Sort] + direction + ", " + tie
}
