package framework

import "slices"

// Contrast is how an aspect at a higher level stands to the same aspect at a lower one.
type Contrast int

// The contrasts.
const (
	// OnlyHigher is an aspect that only the higher level has.
	OnlyHigher Contrast = iota + 1
	// Grows is an aspect that both have, with different texts.
	Grows
	// Same is an aspect whose texts are word for word the same.
	Same
	// OnlyLower is an aspect that only the lower level has.
	OnlyLower
)

var contrastNames = map[Contrast]string{OnlyHigher: "new", Grows: "grows", Same: "same", OnlyLower: "gone"}

func (c Contrast) String() string { return contrastNames[c] }

// Comparison is two levels of a skill beside each other.
type Comparison struct {
	Skill         Skill
	Lower, Higher LevelName
	// Aspects are in the source document's order.
	Aspects []ComparedAspect
}

// Count gives how many aspects there are of a contrast.
func (c Comparison) Count(of Contrast) int {
	n := 0
	for _, a := range c.Aspects {
		if a.Contrast == of {
			n++
		}
	}
	return n
}

// ComparedAspect is an aspect at two levels.
type ComparedAspect struct {
	Aspect        string
	Contrast      Contrast
	Lower, Higher []Statement
	// Identical are the texts that both levels have word for word.
	Identical []string
}

// compareLevels compares two levels of one skill's statements, given in the order of the source document.
func compareLevels(statements []Statement, lower, higher Level) []ComparedAspect {
	var aspects []ComparedAspect
	for _, s := range statements {
		if s.Level != lower && s.Level != higher {
			continue
		}
		i := slices.IndexFunc(aspects, func(a ComparedAspect) bool { return a.Aspect == s.Aspect })
		if i < 0 {
			i = len(aspects)
			aspects = append(aspects, ComparedAspect{Aspect: s.Aspect})
		}
		if s.Level == lower {
			aspects[i].Lower = append(aspects[i].Lower, s)
		} else {
			aspects[i].Higher = append(aspects[i].Higher, s)
		}
	}
	for i := range aspects {
		aspects[i].contrast()
	}
	return aspects
}

// contrast judges the aspect. Texts are compared as they read, however they are ordered.
func (a *ComparedAspect) contrast() {
	low, high := texts(a.Lower), texts(a.Higher)
	for _, text := range high {
		if slices.Contains(low, text) {
			a.Identical = append(a.Identical, text)
		}
	}
	slices.Sort(low)
	slices.Sort(high)
	switch {
	case len(low) == 0:
		a.Contrast = OnlyHigher
	case len(high) == 0:
		a.Contrast = OnlyLower
	case slices.Equal(low, high):
		a.Contrast = Same
	default:
		a.Contrast = Grows
	}
}

func texts(statements []Statement) []string {
	all := make([]string, len(statements))
	for i, s := range statements {
		all[i] = s.Text
	}
	return all
}
