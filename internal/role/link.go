package role

import (
	"cmp"
	"slices"

	"github.com/google/uuid"
)

// Link joins a skill level to a national profile and its band, with the reason and the lines that support it.
type Link struct {
	ID           uuid.UUID
	Code         string
	Skill        string
	Level        Level
	ProfileID    uuid.UUID
	ProfileTitle string
	// BandText is the profile's band as printed, for example "8a-c".
	BandText string
	Reason   string
	Sources  []Source

	folded string
}

// LinkGap says why a skill level has no profile in this suite, or a profile no skill level in this framework: either
// Code and Level are set, or Profile is.
type LinkGap struct {
	Code    string
	Skill   string
	Level   Level
	Profile *ProfileRef
	Reason  string
	Sources []Source

	folded string
}

// LinkFilter narrows links and gaps; zero values do not.
type LinkFilter struct {
	Code      string
	Level     Level
	ProfileID uuid.UUID
}

func (f LinkFilter) covers(code string, level Level, profile uuid.UUID) bool {
	return (f.Code == "" || f.Code == code) && (f.Level == 0 || f.Level == level) &&
		(f.ProfileID == uuid.Nil || f.ProfileID == profile)
}

// linkOrders are the orders in which links can be listed.
var linkOrders = map[string]func(a, b Link) int{
	"skill": func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Level, b.Level), byBand(a, b))
	},
	"band": func(a, b Link) int {
		return cmp.Or(byBand(a, b), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Level, b.Level))
	},
}

// byBand orders links by their profile's lowest band; "8a-c" begins with 8a.
func byBand(a, b Link) int { return cmp.Compare(lowestBand(a.BandText), lowestBand(b.BandText)) }

func lowestBand(text string) int {
	if i := slices.IndexFunc([]rune(text), func(r rune) bool { return r == '-' || r == '–' }); i >= 0 {
		text = text[:i]
	}
	return Band(text).rank()
}
