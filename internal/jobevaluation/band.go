package jobevaluation

import (
	"fmt"
	"slices"
)

// Band is a pay band of Agenda for Change. The zero Band means that there is none.
type Band int

// The bands, lowest first.
const (
	Band1 Band = iota + 1
	Band2
	Band3
	Band4
	Band5
	Band6
	Band7
	Band8a
	Band8b
	Band8c
	Band8d
	Band9
)

var bandNames = []string{"", "1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"}

// String gives the band as it is written, for example "8a", and "" when there is none.
func (b Band) String() string {
	if b < 0 || int(b) >= len(bandNames) {
		return ""
	}
	return bandNames[b]
}

// ParseBand reads a band as it is written. Anything else is refused with a sentence.
func ParseBand(text string) (Band, error) {
	i := slices.Index(bandNames, text)
	if i < 1 {
		return 0, fmt.Errorf("%q is not a band: bands are 1 to 7, 8a to 8d and 9", text)
	}
	return Band(i), nil
}
