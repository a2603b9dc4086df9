// Package views keeps what people have chosen to see of the pages about the organisation, each under a name, so that they find
// it again and send it to a colleague. A view holds the choices and never what they showed: whoever opens one sees their own
// people.
package views

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
)

// Page is a page that can be shown by a view, named as in its address.
type Page string

// The pages.
const (
	Readiness    Page = "readiness"
	People       Page = "people"
	HeatMap      Page = "heat-map"
	SinglePoints Page = "single-points"
	Succession   Page = "succession"
	Expiries     Page = "expiries"
)

// Pages lists them.
func Pages() []Page {
	return []Page{Readiness, People, HeatMap, SinglePoints, Succession, Expiries}
}

// Owner is who saved a view.
type Owner struct {
	ID   uuid.UUID
	Name string
}

// View is what somebody has chosen to see of a page.
type View struct {
	ID    uuid.UUID
	Owner Owner
	Page  Page
	Name  string
	// Filters is the query of the page's address without its search, for example "against=next&band=4". A page passes over
	// what it does not know, so that a view outlives its page's changes.
	Filters string
	// Search is what is searched for.
	Search  string
	Version int
}

// The limits of a view.
const (
	longestName    = 80
	longestFilters = 1000
	longestSearch  = 100
)

var (
	filterName  = regexp.MustCompile(`^[a-zA-Z-]{1,30}$`)
	filterValue = regexp.MustCompile(`^[A-Za-z0-9_.:-]{0,60}$`)
)

// Check gives the view as it is kept: its name without spaces around it, its filters in order. What cannot be is CodeInvalid by
// field.
func (v View) Check() (View, error) {
	v.Name = strings.TrimSpace(v.Name)
	filters, err := url.ParseQuery(v.Filters)
	switch n := utf8.RuneCountInString(v.Name); {
	case n == 0:
		return View{}, apperr.InvalidField("name", "Give the view a name, for example Band 4 not ready yet.")
	case n > longestName:
		return View{}, apperr.InvalidField("name", fmt.Sprintf("A name has at most %d characters.", longestName))
	case !slices.Contains(Pages(), v.Page):
		return View{}, apperr.InvalidField("page", "This page cannot be saved as a view.")
	case utf8.RuneCountInString(v.Search) > longestSearch:
		return View{}, apperr.InvalidField("search", fmt.Sprintf("Search for at most %d characters.", longestSearch))
	case err != nil || len(v.Filters) > longestFilters:
		return View{}, apperr.InvalidField("filters", "These choices cannot be read. Go back to the page and choose again.")
	}
	for name, values := range filters {
		if name == "q" || !filterName.MatchString(name) || len(values) != 1 || !filterValue.MatchString(values[0]) {
			return View{}, apperr.InvalidField("filters", "These choices cannot be read. Go back to the page and choose again.")
		}
	}
	v.Filters = filters.Encode()
	return v, nil
}

// Path is the address within Bandwise that shows the view, for example "/organisation/readiness?band=4&q=ada".
func (v View) Path() string {
	path := "/organisation/" + string(v.Page)
	if v.Page == People {
		path = "/people"
	}
	query := v.Filters
	if v.Search != "" {
		query = strings.TrimPrefix(query+"&q="+url.QueryEscape(v.Search), "&")
	}
	if query == "" {
		return path
	}
	return path + "?" + query
}
