// Package intake reads the staff of an organisation from a spreadsheet, such as a trust cuts its electronic staff record down
// to: it says what a file would do to people and their appointments, row by row, and does it, all of it or nothing, when an
// administrator says so. Nobody is taken away because a file does not have them.
package intake

import (
	"strings"

	"bandwise/internal/platform/spreadsheet"
)

// The columns of a file.
const (
	columnName    = "name"
	columnEmail   = "email"
	columnTeam    = "team"
	columnRole    = "role"
	columnBand    = "band"
	columnAnnex21 = "annex 21 band"
	columnWTE     = "wte"
	columnStart   = "start date"
	columnEnd     = "last day"
	columnManager = "line manager"
)

// none is what a cell says that takes away what may be missing.
const none = "none"

// maxRows is how many rows a file can have.
const maxRows = 100_000

// layout is the spreadsheet of staff.
var layout = spreadsheet.Layout{
	Sheet:         "Staff",
	Columns:       []string{columnName, columnEmail, columnTeam, columnRole, columnBand, columnAnnex21, columnWTE, columnStart, columnEnd, columnManager},
	Optional:      []string{columnName, columnTeam, columnRole, columnBand, columnAnnex21, columnWTE, columnStart, columnEnd, columnManager},
	IgnoresOthers: true,
	Meanings: map[string]string{
		columnName:    "The person's name, up to 120 characters. Needed for somebody who is not in Bandwise yet.",
		columnEmail:   "The person's e-mail address, by which Bandwise knows who it is. Needed in every row, and in one row only. An empty cell of any other column keeps what Bandwise has.",
		columnTeam:    "The name of a team in Bandwise.",
		columnRole:    "The title of a role in Bandwise.",
		columnBand:    "The pay band of the appointment: 2 to 7, 8a to 8d or 9.",
		columnAnnex21: "For a trainee who is paid by Annex 21: the band that the trainee trains for. Write none to take it away.",
		columnWTE:     "The whole-time equivalent, from 0.01 to 1, for example 0.6.",
		columnStart:   "The first day of the appointment, such as 2027-03-14 or 14/03/2027. A later day with another role, team or band begins a new appointment; the one before ends the day before.",
		columnEnd:     "The last day of a fixed term, such as 2028-03-13. Write none to take it away.",
		columnManager: "The line manager's e-mail address: somebody who is in Bandwise or in this file. Write none to take it away.",
	},
	Widths:  map[int]float64{1: 30, 2: 34, 3: 24, 4: 34, 8: 14, 9: 14, 10: 34},
	MaxRows: maxRows,
}

// postColumns are the columns that say something of an appointment.
var postColumns = []string{columnTeam, columnRole, columnBand, columnAnnex21, columnWTE, columnStart, columnEnd, columnManager}

// textColumns are those into which people write words, which are looked through for patients' data.
var textColumns = []string{columnName, columnTeam, columnRole}

// columnOf gives the column of a field as the rules of staff name it.
var columnOf = map[string]string{
	"name": columnName, "email": columnEmail, "band": columnBand, "annex21Band": columnAnnex21, "wte": columnWTE, "lineManagerId": columnManager,
	"startsOn": columnStart, "endsOn": columnEnd,
}

// address gives an e-mail address as it is compared.
func address(cell string) string { return strings.ToLower(strings.TrimSpace(cell)) }
