package privacy

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"bandwise/internal/platform/calendar"
)

// shownRows is how many rows of a table the page shows; all of them are in the table's own file.
const shownRows = 200

//go:embed index.html
var indexText string

var indexPage = template.Must(template.New("index").Parse(indexText))

// index is what the page of a copy tells.
type index struct {
	Person, Organisation string
	MadeOn               calendar.Date
	Areas                []indexArea
	Files                []indexFile
	Left                 []leftOut
}

type indexArea struct {
	Area   Area
	Told   Telling
	Kept   string
	Tables []indexTable
}

type indexTable struct {
	File, Title, Says string
	Count, Shown      int
	Rows              [][]field
}

type field struct{ Name, Value string }

type indexFile struct {
	Name, Original, Evidence string
	Size                     int64
	Missing                  bool
}

// Address is where the page finds the file.
func (f indexFile) Address() string {
	folder, name, _ := strings.Cut(f.Name, "/")
	return folder + "/" + url.PathEscape(name)
}

// Bytes is the size for people.
func (f indexFile) Bytes() string {
	if f.Size < 1<<20 {
		return strconv.FormatInt((f.Size+1023)/1024, 10) + " KB"
	}
	return strconv.FormatFloat(float64(f.Size)/(1<<20), 'f', 1, 64) + " MB"
}

// leftOut is a table that a copy has not.
type leftOut struct {
	Table string `json:"table"`
	Why   string `json:"why"`
}

func notGiven() []leftOut {
	var all []leftOut
	for _, h := range Register() {
		if h.NotGiven != "" && h.NotGiven != theirs {
			all = append(all, leftOut{strings.ReplaceAll(h.Table, "_", " "), h.NotGiven})
		}
	}
	return append(all, leftOut{"plans, roles, skills and rules of the organisation", theirs})
}

// add puts a table into the area that it belongs to.
func (x *index) add(c Copied, kept string) {
	at := slices.IndexFunc(x.Areas, func(a indexArea) bool { return a.Area == c.Area })
	if at < 0 {
		at = len(x.Areas)
		x.Areas = append(x.Areas, indexArea{Area: c.Area, Told: c.Area.Telling(), Kept: kept})
	}
	area := &x.Areas[at]
	t := indexTable{File: c.fileName(), Title: c.Title, Says: c.Says, Count: len(c.Rows), Shown: min(len(c.Rows), shownRows)}
	for _, row := range c.Rows[:t.Shown] {
		var fields []field
		for _, column := range c.Columns {
			value := shown(row[column])
			if value == "" || column == "id" || strings.HasSuffix(column, "_id") && identifier(value) || column == "position" {
				continue
			}
			fields = append(fields, field{label(column), value})
		}
		t.Rows = append(t.Rows, fields)
	}
	area.Tables = append(area.Tables, t)
}

// order puts the areas into the order in which they are told.
func (x *index) order() {
	slices.SortFunc(x.Areas, func(a, b indexArea) int { return int(a.Area) - int(b.Area) })
}

func identifier(value string) bool { return len(value) == 36 && strings.Count(value, "-") == 4 }

// shown is a value for people: a date as 14 March 2027, a moment in London, yes or no.
func shown(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case json.RawMessage:
		if text := string(v); text != "{}" && text != "[]" && text != "null" {
			return text
		}
		return ""
	case string:
		if d, err := calendar.ParseDate(v); err == nil {
			return d.String()
		}
		if at, err := time.Parse(time.RFC3339, v); err == nil {
			return calendar.Today(at).String() + " at " + at.In(calendar.London()).Format("15:04")
		}
		return v
	default:
		return fmt.Sprint(v)
	}
}
