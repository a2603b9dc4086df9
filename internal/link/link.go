// Package link joins the three bodies of the library: skill levels with national profiles and their bands, and aspects of
// skills with job evaluation factors. A proposal, with its reason and the lines that support it, is everybody's; an
// organisation adds links of its own and says which proposals it does not accept. What no link reaches is told with the
// reason, and profiles and roles stand on a ladder of bands.
package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Level is a level of responsibility of the skill framework, 1 to 7.
type Level int

// FactorNo is a job evaluation factor's number, 1 to 16.
type FactorNo int

// Band is a pay band of Agenda for Change as it is written, "8a" for example.
type Band string

// bands are all bands, the lowest first.
var bands = []Band{"1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"}

// rank gives a band's place from the lowest; an unknown one comes before all.
func (b Band) rank() int { return slices.Index(bands, b) }

// Link joins a skill level to a national profile, or an aspect of a skill to a job evaluation factor. What the kind does not
// have is zero.
type Link struct {
	ID    uuid.UUID
	Kind  Kind
	Code  string
	Skill string

	// Of a link of a skill level. BandText is the profile's band as printed, for example "8a-c".

	Level    Level
	Profile  ProfileRef
	BandText string

	// Of a link of an aspect.

	Aspect     string
	Factor     FactorNo
	FactorName string

	Reason  string
	Sources []Source
	// Own says that the organisation made it itself; Version counts the changes to it.
	Own     bool
	Version int
	State   State
	// StateReason says why it is not accepted, or was ended on EndedOn.
	StateReason string
	EndedOn     calendar.Date

	folded string
}

// ProfileRef names a national profile.
type ProfileRef struct {
	ID    uuid.UUID
	Title string
}

// Source says where something stands: a document and lines of it.
type Source struct {
	Document string `json:"document"`
	Lines    []int  `json:"lines"`
}

// same reports whether two links join the same.
func (l Link) same(other Link) bool {
	return l.Kind == other.Kind && l.Code == other.Code && l.Level == other.Level && l.Profile.ID == other.Profile.ID &&
		l.Aspect == other.Aspect && l.Factor == other.Factor
}

// Gap says why something has no link: a skill level, a profile, an aspect or a factor, whichever is set.
type Gap struct {
	Code       string
	Skill      string
	Level      Level
	Profile    *ProfileRef
	Aspect     string
	Factor     FactorNo
	FactorName string
	Reason     string
	Sources    []Source

	folded string
}

// Filter narrows links and gaps; zero values do not, but for ended links, which come only when they are asked for.
type Filter struct {
	Code      string
	Level     Level
	ProfileID uuid.UUID
	Factor    FactorNo
	State     State
}

func (f Filter) takes(l Link) bool {
	return (f.State == l.State || f.State == 0 && l.State != Ended) && f.covers(l.Code, l.Level, l.Profile.ID, l.Factor)
}

func (f Filter) takesGap(g Gap) bool {
	profile := uuid.Nil
	if g.Profile != nil {
		profile = g.Profile.ID
	}
	return (f.State == 0 || f.State == InForce) && f.covers(g.Code, g.Level, profile, g.Factor)
}

func (f Filter) covers(code string, level Level, profile uuid.UUID, factor FactorNo) bool {
	return (f.Code == "" || f.Code == code) && (f.Level == 0 || f.Level == level) &&
		(f.ProfileID == uuid.Nil || f.ProfileID == profile) && (f.Factor == 0 || f.Factor == factor)
}

// orders are the orders in which links can be listed.
var orders = map[string]func(a, b Link) int{
	"skill":  func(a, b Link) int { return cmp.Or(bySkill(a, b), byBand(a, b)) },
	"band":   func(a, b Link) int { return cmp.Or(byBand(a, b), bySkill(a, b)) },
	"aspect": func(a, b Link) int { return cmp.Or(byAspect(a, b), cmp.Compare(a.Factor, b.Factor)) },
	"factor": func(a, b Link) int { return cmp.Or(cmp.Compare(a.Factor, b.Factor), byAspect(a, b)) },
}

func bySkill(a, b Link) int {
	return cmp.Or(strings.Compare(a.Code, b.Code), cmp.Compare(a.Level, b.Level))
}

func byAspect(a, b Link) int {
	return cmp.Or(strings.Compare(a.Code, b.Code), strings.Compare(a.Aspect, b.Aspect))
}

// byBand orders links by their profile's lowest band; "8a-c" begins with 8a.
func byBand(a, b Link) int { return cmp.Compare(lowestBand(a.BandText), lowestBand(b.BandText)) }

func lowestBand(text string) int {
	if i := strings.IndexAny(text, "-–"); i >= 0 {
		text = text[:i]
	}
	return Band(text).rank()
}
