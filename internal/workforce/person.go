package workforce

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Named is something with a name: a role or a team.
type Named struct {
	ID   uuid.UUID
	Name string
}

// Team is a team with its place in the tree: Path holds the identifiers from the root down to the team, between slashes.
type Team struct {
	Named
	Path string
}

// Band is a pay band as the appointment states it, "3" or "8a"; "" when it is unknown.
type Band string

// Compare orders bands by pay, an unknown one first.
func (b Band) Compare(other Band) int {
	number, letter := b.parts()
	otherNumber, otherLetter := other.parts()
	return cmp.Or(cmp.Compare(number, otherNumber), strings.Compare(letter, otherLetter))
}

func (b Band) parts() (int, string) {
	digits := strings.TrimRight(string(b), "abcdABCD")
	number, err := strconv.Atoi(digits)
	if err != nil {
		return 0, string(b)
	}
	return number, string(b)[len(digits):]
}

// WTE is whole-time equivalent in hundredths: 60 is 0.6 of whole time.
type WTE int

// Decimal gives the whole-time equivalent as a number, 0.6 for 60.
func (w WTE) Decimal() float64 { return float64(w) / 100 }

// String gives "0.6 WTE".
func (w WTE) String() string { return fmt.Sprintf("%v WTE", w.Decimal()) }

// Person is somebody with an appointment today.
type Person struct {
	ID   uuid.UUID
	Name string
	// Folded is the name as it is searched and sorted by.
	Folded string
	Role   Named
	Band   Band
	Team   Team
	WTE    WTE
	// Annex21 is the band that a trainee who is paid by Annex 21 of the national terms trains for; "" for everybody who is paid in
	// Band.
	Annex21 Band
	// Manager is the line manager of the appointment; empty without one.
	Manager Named
	// EndsOn is the last day of the appointment; no date when it has none.
	EndsOn calendar.Date
	// Ending says what ends the work here on EndsOn, where that was asked; otherwise it is empty.
	Ending Ending

	// mark is that of what counts of the person towards requirements, but training.
	mark int64
}

// Ending gives the person as one whose work here ends as the first of the ends says that has not passed, or goes on without one.
func (e Endings) Ending(p Person, today calendar.Date) Person {
	p.Ending, _ = e.First(p.ID, today)
	p.EndsOn = p.Ending.On
	return p
}

// within reports whether the team is the one with this identifier or below it.
func (t Team) within(id uuid.UUID) bool { return strings.Contains(t.Path, "/"+id.String()+"/") }

// comparePeople orders people by name, then by identifier, so that a list is stable.
func comparePeople(a, b Person) int { return compareByName(&a, &b) }

// compareByName does what comparePeople does, for lists that are long.
func compareByName(a, b *Person) int {
	if order := strings.Compare(a.Folded, b.Folded); order != 0 {
		return order
	}
	return compareIDs(a.ID, b.ID)
}

// compareIDs orders identifiers as they are written, without writing them.
func compareIDs(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }

// Pay is how somebody is paid.
type Pay int

// The ways of pay: in the band of the appointment, or a part of the top of the band that a trainee trains for.
const (
	PaidInBand Pay = iota + 1
	PaidByAnnex21
)

var payNames = []string{"", "band", "annex21"}

// String gives the way of pay as the API writes it, for example "annex21".
func (p Pay) String() string { return payNames[p] }

// Pay says how the person is paid.
func (p *Person) Pay() Pay {
	if p.Annex21 != "" {
		return PaidByAnnex21
	}
	return PaidInBand
}

// paidBand gives the band that somebody's pay is reckoned from where only one way of pay is looked at, otherwise the band of the
// appointment.
func (p *Person) paidBand(way Pay) Band {
	if way == PaidByAnnex21 {
		return p.Annex21
	}
	return p.Band
}
