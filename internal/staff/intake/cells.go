package intake

import (
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
	"bandwise/internal/staff"
)

// fill puts the cells of a row into its post, which is that of before, and refuses what is not there or cannot be read.
func (j *judged) fill(before staff.Appointment, starts calendar.Date) {
	adds := j.AppointmentAction == Add
	j.team(before, adds)
	j.role(before, adds)
	if cell := j.cell(columnBand); cell != "" {
		j.Post.Band = bandOf(cell)
	} else if j.Post.Band == "" {
		j.refuse(columnBand, "Enter the band of the appointment.")
	}
	j.differs(columnBand, string(before.Band), string(j.Post.Band))
	if cell, given := j.optional(columnAnnex21); given {
		j.Post.Annex21 = bandOf(cell)
	}
	j.differs(columnAnnex21, string(before.Annex21), string(j.Post.Annex21))
	j.wte(before)
	if !starts.IsZero() {
		j.Post.StartsOn = starts
	} else if adds && j.cell(columnStart) == "" {
		j.refuse(columnStart, "Enter the first day of the appointment.")
	}
	j.differs(columnStart, before.StartsOn.String(), j.Post.StartsOn.String())
	if cell, given := j.optional(columnEnd); given {
		j.Post.EndsOn = calendar.Date{}
		if cell != "" {
			j.Post.EndsOn = j.date(columnEnd)
		}
	}
	j.differs(columnEnd, before.EndsOn.String(), j.Post.EndsOn.String())
	j.manager(before)
}

// optional gives a cell of something that may be missing, "" when it is taken away, and whether it says anything.
func (j *judged) optional(column string) (cell string, given bool) {
	cell = j.cell(column)
	if strings.EqualFold(cell, none) {
		return "", true
	}
	return cell, cell != ""
}

func (j *judged) team(before staff.Appointment, adds bool) {
	cell := j.cell(columnTeam)
	team, there := j.known.Teams[fold.Text(cell)]
	switch {
	case cell == "" && adds && before.TeamID == uuid.Nil:
		j.refuse(columnTeam, "Enter the team of the appointment.")
	case cell == "":
	case !there:
		j.refuse(columnTeam, "There is no team of this name. Add it under Administration, Teams, or use the name that stands there.")
	default:
		j.Post.TeamID = team.ID
		j.differs(columnTeam, before.TeamName, team.Name)
	}
}

func (j *judged) role(before staff.Appointment, adds bool) {
	cell := j.cell(columnRole)
	if cell == "" {
		if adds && before.RoleID == uuid.Nil {
			j.refuse(columnRole, "Enter the role of the appointment.")
		}
		return
	}
	if fold.Text(cell) == fold.Text(before.RoleTitle) {
		return
	}
	roles := j.known.Roles[fold.Text(cell)]
	switch {
	case len(roles) == 0:
		j.refuse(columnRole, "There is no role of this title, or it is retired. Use a title that stands under Roles.")
	case len(roles) > 1 && roles[0].Own == roles[1].Own:
		j.refuse(columnRole, "There are several roles of this title. Appoint the person to one of them in Bandwise, and leave the cell empty.")
	default:
		j.Post.RoleID = roles[0].ID
		j.differs(columnRole, before.RoleTitle, roles[0].Name)
	}
}

func (j *judged) wte(before staff.Appointment) {
	const wrong = "Enter the whole-time equivalent from 0.01 to 1 with two decimals at most, for example 0.6."
	if cell := j.cell(columnWTE); cell != "" {
		fraction, err := strconv.ParseFloat(cell, 64)
		wte, outOfRange := staff.WTEOf(fraction)
		if err != nil || outOfRange != nil {
			j.refuse(columnWTE, wrong)
			return
		}
		j.Post.WTE = wte
	} else if j.Post.WTE == 0 {
		j.refuse(columnWTE, wrong)
		return
	}
	was := ""
	if before.WTE != 0 {
		was = before.WTE.String()
	}
	j.differs(columnWTE, was, j.Post.WTE.String())
}

// manager judges the line manager: somebody of the organisation who has not left, or somebody whom the file adds.
func (j *judged) manager(before staff.Appointment) {
	cell, given := j.optional(columnManager)
	if !given {
		return
	}
	if cell == "" {
		j.Post.LineManagerID = uuid.Nil
		j.differs(columnManager, before.LineManagerName, "")
		return
	}
	email := address(cell)
	manager, there := j.known.People[email]
	at, inFile := j.known.InFile[email]
	switch {
	case there && manager.ID == before.LineManagerID:
		return
	case there && manager.LeftOn.IsZero():
		j.Post.LineManagerID = manager.ID
	case there:
		j.refuse(columnManager, "%s has left or is leaving. Choose somebody else.", manager.Name)
		return
	case inFile:
		j.Post.LineManagerID, manager.Name = newPersonID(j.known.ImportID, at.First), email
	default:
		j.refuse(columnManager, "Nobody in Bandwise or in this file has this e-mail address.")
		return
	}
	j.differs(columnManager, before.LineManagerName, manager.Name)
}

// bandOf reads a band: "5", "8A", "Band 5". What is none stays what it is, to be refused.
func bandOf(cell string) staff.Band {
	return staff.Band(strings.TrimSpace(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(cell)), "band")))
}

// The days as which spreadsheet programs count the dates that a file can have: 1948 to 2099.
const firstSerial, lastSerial = 17_500, 73_050

// date reads the cell of a date, and refuses what is none. It is no date where the cell is empty.
func (j *judged) date(column string) calendar.Date {
	cell := j.cell(column)
	day, ok := dateOf(cell)
	if !ok {
		j.refuse(column, "Enter a date such as 2027-03-14 or 14/03/2027.")
	}
	return day
}

// dateOf reads a date as people and spreadsheet programs write it; an empty cell is no date.
func dateOf(cell string) (calendar.Date, bool) {
	if cell == "" {
		return calendar.Date{}, true
	}
	// A workbook has dates as the number of days since 30 December 1899.
	if serial, err := strconv.ParseFloat(cell, 64); err == nil && serial >= firstSerial && serial <= lastSerial {
		return calendar.On(1899, time.December, 30).AddDays(int(serial)), true
	}
	for _, form := range []string{"2006-01-02", "2/1/2006", "2 January 2006", "2 Jan 2006", "2-Jan-2006", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05"} {
		if at, err := time.Parse(form, cell); err == nil {
			return calendar.On(at.Year(), at.Month(), at.Day()), true
		}
	}
	return calendar.Date{}, false
}
