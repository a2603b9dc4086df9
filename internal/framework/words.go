package framework

import (
	"slices"
	"strings"
	"unicode"
)

// Side says in which of two texts a piece stands.
type Side int

// The sides.
const (
	InBoth Side = iota + 1
	InOld
	InNew
)

var sideNames = map[Side]string{InBoth: "both", InOld: "old", InNew: "new"}

func (s Side) String() string { return sideNames[s] }

// Piece is a run of words that stand in both texts, or in one of them.
type Piece struct {
	In   Side
	Text string
}

// pieces compares two texts word by word. The pieces of the old text and of both, joined, are the old text; those of the
// new text and of both are the new text.
func pieces(before, after string) []Piece {
	old, now := tokens(before), tokens(after)
	// common[i][j] is the length of the longest common run of words of old from i and now from j.
	common := make([][]int, len(old)+1)
	for i := range common {
		common[i] = make([]int, len(now)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			if old[i] == now[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var found []Piece
	add := func(in Side, word string) {
		if n := len(found); n > 0 && found[n-1].In == in {
			found[n-1].Text += word
			return
		}
		found = append(found, Piece{In: in, Text: word})
	}
	i, j := 0, 0
	for i < len(old) || j < len(now) {
		switch {
		case i < len(old) && j < len(now) && old[i] == now[j]:
			add(InBoth, old[i])
			i, j = i+1, j+1
		case j == len(now) || i < len(old) && common[i+1][j] >= common[i][j+1]:
			add(InOld, old[i])
			i++
		default:
			add(InNew, now[j])
			j++
		}
	}
	return slices.Clip(found)
}

// tokens cuts a text into words, each with the white space that follows it, and signs.
func tokens(text string) []string {
	var all []string
	var word strings.Builder
	spaced := false
	for _, r := range text {
		space := unicode.IsSpace(r)
		if word.Len() > 0 && spaced && !space {
			all = append(all, word.String())
			word.Reset()
		}
		word.WriteRune(r)
		spaced = space
	}
	if word.Len() > 0 {
		all = append(all, word.String())
	}
	return all
}
