package seed

import (
	"fmt"
	"slices"
	"strings"
)

// eachFactor calls a rule for every factor row of every profile.
func (m material) eachFactor(look func(Profile, Factor)) {
	for _, p := range m.Profiles {
		for _, f := range p.Factors {
			look(p, f)
		}
	}
}

// span prints a range of points as the profiles do: "27", "27-42".
func span(low, high int) string {
	if low == high {
		return fmt.Sprint(low)
	}
	return fmt.Sprintf("%d-%d", low, high)
}

// misprintedScores compares each printed score with the points that the scheme
// gives for the printed level.
func misprintedScores(m material) (found []Finding) {
	m.eachFactor(func(p Profile, f Factor) {
		low, _ := m.Scheme.Points(f.No, f.LevelMin)
		high, _ := m.Scheme.Points(f.No, f.LevelMax)
		if low == f.ScoreMin && high == f.ScoreMax {
			return
		}
		found = append(found, Finding{p.Document, f.Line, KindScoreMisprinted, Major,
			fmt.Sprintf("%s, factor %d: the level %s scores %s by the scheme's points, but the row prints %s.", p.Title, f.No, f.LevelText, span(low, high), f.ScoreText),
			f.ScoreText, span(low, high)})
	})
	return found
}

// differingTotals adds up each profile and compares the sum with its printed
// total.
func differingTotals(m material) (found []Finding) {
	for _, p := range m.Profiles {
		low, high, err := m.Scheme.Computed(p)
		if err != nil || (low == p.StatedMin && high == p.StatedMax) {
			continue
		}
		found = append(found, Finding{p.Document, p.TotalLine, KindTotalDiffers, Major,
			fmt.Sprintf("%s: the levels add up to %d to %d points, but the profile states %d to %d.", p.Title, low, high, p.StatedMin, p.StatedMax),
			p.TotalText, fmt.Sprintf("JE Score %d - %d", low, high)})
	}
	return found
}

// minimaBelowBand notes profiles whose lowest total lies below the floor of
// their lowest band, which the scheme allows.
func minimaBelowBand(m material) (found []Finding) {
	for _, p := range m.Profiles {
		low, _, err := m.Scheme.Computed(p)
		at := slices.IndexFunc(m.Scheme.Bands, func(b SchemeBand) bool { return b.Band == p.Bands[0] })
		if err != nil || at < 0 || low >= m.Scheme.Bands[at].Min {
			continue
		}
		found = append(found, Finding{p.Document, p.TotalLine, KindMinimumBelowBand, Note,
			fmt.Sprintf("%s: the lowest total, %d, lies below %d, where band %s begins. A generic profile may.", p.Title, low, m.Scheme.Bands[at].Min, p.Bands[0]),
			p.TotalText, ""})
	}
	return found
}

// differingTitles compares the contents page with the labels.
func differingTitles(m material) (found []Finding) {
	for _, p := range m.Profiles {
		if p.Title == p.ContentsTitle {
			continue
		}
		severity, how := Minor, "another title"
		if strings.ReplaceAll(p.Title, " ", "") == strings.ReplaceAll(p.ContentsTitle, " ", "") {
			severity, how = Note, "the same title with other spaces"
		}
		found = append(found, Finding{p.Document, p.Line, KindTitleDiffers, severity,
			fmt.Sprintf("The contents page (line %d) has %s: %q.", p.ContentsLine, how, p.ContentsTitle),
			p.Title, ""})
	}
	return found
}

// enDashes finds labels, levels and scores with an en dash for the hyphen that
// most of the document has.
func enDashes(m material) (found []Finding) {
	note := func(p Profile, line int, what, text string) {
		if strings.Contains(text, "–") {
			found = append(found, Finding{p.Document, line, KindDashNotation, Note,
				fmt.Sprintf("The %s has an en dash where most of the document has a hyphen.", what),
				text, strings.ReplaceAll(text, "–", "-")})
		}
	}
	for _, p := range m.Profiles {
		note(p, p.Line, "label", p.SuiteAndLabel)
	}
	m.eachFactor(func(p Profile, f Factor) {
		note(p, f.Line, "level", f.LevelText)
		note(p, f.Line, "score", f.ScoreText)
	})
	return found
}

// plainLevel prints a level as the greater part of the document does, each
// option in its own brackets and a hyphen in a range: "2-3(a)".
func plainLevel(f Factor) string {
	var b strings.Builder
	for level := f.LevelMin; level <= f.LevelMax; level++ {
		if level > f.LevelMin {
			b.WriteString("-")
		}
		fmt.Fprint(&b, level)
		for _, option := range f.LevelOptions {
			if letter, ok := strings.CutPrefix(option, fmt.Sprint(level)); ok {
				b.WriteString("(" + letter + ")")
			}
		}
	}
	return b.String()
}

// levelNotations finds levels written in another way than "2-3(a)", apart from
// the dash.
func levelNotations(m material) (found []Finding) {
	m.eachFactor(func(p Profile, f Factor) {
		printed, plain := strings.ReplaceAll(f.LevelText, "–", "-"), plainLevel(f)
		if printed == plain {
			return
		}
		var how []string
		if len(f.Options) > 0 && !strings.Contains(printed, "(") {
			how = append(how, "option letters without brackets")
		}
		if strings.Contains(printed, "/") {
			how = append(how, "a stroke for the hyphen")
		}
		if strings.Contains(printed, ") ") && !strings.ContainsAny(printed, "-/") {
			how = append(how, "two levels side by side")
		} else if strings.Contains(printed, " ") {
			how = append(how, "stray spaces")
		}
		found = append(found, Finding{p.Document, f.Line, KindLevelNotation, Note,
			"The level is written with " + strings.Join(how, " and ") + ".", f.LevelText, plain})
	})
	return found
}

// sameDescriptor folds what does not matter when two descriptors are compared.
func sameDescriptor(text string) string {
	fold := func(r rune) rune {
		if strings.ContainsRune(".,;:-–", r) {
			return -1
		}
		return r
	}
	return words(strings.Map(fold, strings.ToLower(text)))
}

// missingOptions finds levels without an option letter where another row of the
// factor prints one for the same descriptor and level.
func missingOptions(m material) (found []Finding) {
	type row struct {
		no, low, high int
		descriptor    string
	}
	with := map[row]Factor{}
	at := func(f Factor) row { return row{f.No, f.LevelMin, f.LevelMax, sameDescriptor(f.Descriptor)} }
	m.eachFactor(func(_ Profile, f Factor) {
		if _, known := with[at(f)]; len(f.Options) > 0 && !known {
			with[at(f)] = f
		}
	})
	m.eachFactor(func(p Profile, f Factor) {
		if other, known := with[at(f)]; known && len(f.Options) == 0 {
			found = append(found, Finding{p.Document, f.Line, KindOptionMissing, Note,
				fmt.Sprintf("Line %d prints the option letter for the same descriptor and level.", other.Line),
				f.LevelText, plainLevel(other)})
		}
	})
	return found
}

// totalLabels finds totals whose label is not "JE Score".
func totalLabels(m material) (found []Finding) {
	for _, p := range m.Profiles {
		if label, _, _ := strings.Cut(p.TotalText, fmt.Sprint(p.StatedMin)); strings.TrimSpace(label) != "JE Score" {
			found = append(found, Finding{p.Document, p.TotalLine, KindLabelStyle, Note,
				"The other profiles label the total \"JE Score\".", p.TotalText, "JE Score" + strings.TrimPrefix(p.TotalText, strings.TrimSpace(label))})
		}
	}
	return found
}

// unnumberedStatements finds job statements without the numbers that the other
// profiles give them.
func unnumberedStatements(m material) (found []Finding) {
	for _, p := range m.Profiles {
		if !p.JobStatementsNumbered {
			found = append(found, Finding{p.Document, p.JobStatementLine, KindNumbering, Note,
				"The job statements have no numbers; those of every other profile have.",
				strings.Join(p.JobStatements, " "), ""})
		}
	}
	return found
}

// splitRows finds rows that a page break cut in two.
func splitRows(m material) (found []Finding) {
	m.eachFactor(func(p Profile, f Factor) {
		if len(f.Lines) > 1 {
			found = append(found, Finding{p.Document, f.Line, KindSplitRow, Note,
				fmt.Sprintf("A page break cuts the row of factor %d; it goes on in line %d.", f.No, f.Lines[1]),
				strings.TrimSpace(m.line(p.Document, f.Lines[1])), f.Text})
		}
	})
	return found
}

// correctionOf returns what a field was corrected to, or nothing.
func correctionOf(corrections []Correction, field string) string {
	for _, fix := range corrections {
		if fix.Field == field {
			return fix.To
		}
	}
	return ""
}

// descriptorsOfOtherFactors finds a descriptor that a profile prints for two
// factors, and tells the wrong one by the other profiles: none of them has it
// under that factor.
func descriptorsOfOtherFactors(m material) (found []Finding) {
	elsewhere := func(not string, no int, descriptor string) bool {
		known := false
		m.eachFactor(func(p Profile, f Factor) {
			known = known || p.Slug != not && f.No == no && strings.Contains(sameDescriptor(f.Descriptor), sameDescriptor(descriptor))
		})
		return known
	}
	for _, p := range m.Profiles {
		for _, f := range p.Factors {
			for _, g := range p.Factors {
				if f.No == g.No || sameDescriptor(f.Descriptor) != sameDescriptor(g.Descriptor) {
					continue
				}
				if !elsewhere(p.Slug, f.No, f.Descriptor) && elsewhere(p.Slug, g.No, g.Descriptor) {
					found = append(found, Finding{p.Document, f.Line, KindWrongFactor, Major,
						fmt.Sprintf("Factor %d carries the descriptor of factor %d, which line %d prints in its place.", f.No, g.No, g.Line),
						f.Descriptor, correctionOf(f.Corrections, "descriptor")})
				}
			}
		}
	}
	return found
}

// descriptorsOfOtherLevels finds a descriptor that stands at one level in one
// profile and, in more of them, at another level of the same factor.
func descriptorsOfOtherLevels(m material) (found []Finding) {
	m.eachFactor(func(p Profile, f Factor) {
		same, other, line := 0, 0, 0
		m.eachFactor(func(_ Profile, g Factor) {
			if g.No != f.No || sameDescriptor(g.Descriptor) != sameDescriptor(f.Descriptor) {
				return
			}
			if g.LevelMin <= f.LevelMax && f.LevelMin <= g.LevelMax {
				same++
				return
			}
			if other++; line == 0 {
				line = g.Line
			}
		})
		if other > same {
			found = append(found, Finding{p.Document, f.Line, KindDescriptorLevel, Major,
				fmt.Sprintf("Factor %d is printed at level %s with a descriptor that %d other rows, line %d the first, have at another level.", f.No, f.LevelText, other, line),
				f.Descriptor, correctionOf(f.Corrections, "descriptor")})
		}
	})
	return found
}
