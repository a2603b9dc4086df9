package seed

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// detachedMarks finds groups of criteria whose marks stand in other lines than
// the criteria, one finding a group.
func detachedMarks(m material) (found []Finding) {
	for _, r := range m.Roles {
		seen := map[string]bool{}
		for _, c := range r.Criteria {
			if c.Mark == "" || slices.Equal(c.Lines, c.MarkLines) || seen[c.Group] {
				continue
			}
			seen[c.Group] = true
			found = append(found, Finding{r.Document, c.Lines[0], KindMarksDetached, Minor,
				c.Group + ": " + c.Basis, c.Criterion, ""})
		}
	}
	return found
}

// lostMarks finds groups of criteria without a mark, one finding a group.
func lostMarks(m material) (found []Finding) {
	for _, r := range m.Roles {
		count, first := map[string]int{}, map[string]Criterion{}
		var groups []string
		for _, c := range r.Criteria {
			if c.Importance != ImportanceNotStated {
				continue
			}
			if count[c.Group]++; count[c.Group] == 1 {
				first[c.Group] = c
				groups = append(groups, c.Group)
			}
		}
		for _, group := range groups {
			found = append(found, Finding{r.Document, first[group].Lines[0], KindMarksLost, Major,
				fmt.Sprintf("%s: whether the %d criteria are essential or desirable is lost.", group, count[group]),
				first[group].Criterion, ""})
		}
	}
	return found
}

// hazardsWithoutFrequency finds hazards that are present, nobody says how often.
func hazardsWithoutFrequency(m material) (found []Finding) {
	for _, r := range m.Roles {
		for _, h := range r.Hazards {
			if h.Present == Present && h.Frequency == FrequencyNotStated {
				found = append(found, Finding{r.Document, h.Lines[0], KindHazardFrequency, Minor,
					"The hazard is marked as present, but no frequency is given.", h.Text, ""})
			}
		}
	}
	return found
}

// emptyHazards finds hazards whose box is empty.
func emptyHazards(m material) (found []Finding) {
	for _, r := range m.Roles {
		for _, h := range r.Hazards {
			if h.Present == PresenceNotStated {
				found = append(found, Finding{r.Document, h.Lines[0], KindHazardEmpty, Note,
					"The box beside the hazard is empty, which may mean no or may be lost.", h.Text, ""})
			}
		}
	}
	return found
}

// duplicateHazards finds a hazard that a table lists twice.
func duplicateHazards(m material) (found []Finding) {
	for _, r := range m.Roles {
		line := map[string]int{}
		for _, h := range r.Hazards {
			if before := line[h.Name]; before > 0 {
				found = append(found, Finding{r.Document, h.Lines[0], KindDuplicate, Minor,
					fmt.Sprintf("The table has this hazard already on line %d.", before), h.Text, ""})
			}
			line[h.Name] = h.Lines[0]
		}
	}
	return found
}

var sectionNumber = regexp.MustCompile(`^SECTION (\d+)`)

// sectionNumbers follows the numbers of the headings, those of the sections and
// those within a section apart, and finds what is left out or used again.
func sectionNumbers(m material) (found []Finding) {
	for _, r := range m.Roles {
		section, within := 0, 0
		for _, h := range r.Headings {
			last, number := &within, h.Number
			if parts := sectionNumber.FindStringSubmatch(h.Text); parts != nil {
				last, number, within = &section, parts[1], 0
			}
			n, err := strconv.Atoi(strings.TrimSuffix(number, "."))
			if err != nil {
				continue
			}
			switch {
			case n == *last:
				found = append(found, Finding{r.Document, h.Lines[0], KindNumbering, Minor,
					fmt.Sprintf("The number %d is used a second time.", n), strings.TrimSpace(h.Number + " " + h.Text), ""})
			case n != *last+1:
				found = append(found, Finding{r.Document, h.Lines[0], KindNumbering, Minor,
					fmt.Sprintf("The number after %d should be %d, not %d.", *last, *last+1, n), strings.TrimSpace(h.Number + " " + h.Text), ""})
			}
			*last = n
			if h.Number != "" && !strings.Contains(m.line(r.Document, h.Lines[0]), h.Number+" ") && len(h.Lines) == 1 {
				found = append(found, Finding{r.Document, h.Lines[0], KindHeadingSpacing, Note,
					"The space after the number is missing.", h.Number + h.Text, h.Number + " " + h.Text})
			}
		}
	}
	return found
}

// unreadableDetails finds labels of the form whose value is lost.
func unreadableDetails(m material) (found []Finding) {
	for _, r := range m.Roles {
		for _, d := range r.Details {
			if d.Text == "" {
				found = append(found, Finding{r.Document, d.Lines[0], KindUnreadable, Major,
					"The field has no value left.", d.Label, d.Corrected})
			}
		}
	}
	return found
}

// cutDetails finds values that lost their beginning.
func cutDetails(m material) (found []Finding) {
	for _, r := range m.Roles {
		for _, d := range r.Details {
			ending := d.Text[strings.LastIndex(d.Text, " ")+1:]
			if d.Text != "" && d.Corrected != "" && strings.HasSuffix(d.Corrected, ending) && len(d.Corrected) > len(d.Text) {
				found = append(found, Finding{r.Document, d.Lines[0], KindCutText, Minor,
					"The beginning of the value is lost. " + d.Note, d.Text, d.Corrected})
			}
		}
	}
	return found
}

// garbledLines finds lines that share long runs of text with three or more of
// their neighbours, as a page does that extraction read several times over, and
// the purposes that had to be put together of such lines.
func garbledLines(m material) (found []Finding) {
	const run, reach, neighbours = 80, 10, 3
	for _, r := range m.Roles {
		document := m.documents[r.Document]
		for n := range document.Lines {
			shared := 0
			for other := max(0, n-reach); other < min(len(document.Lines), n+reach+1); other++ {
				if other != n && shareRun(document.Lines[n], document.Lines[other], run) {
					shared++
				}
			}
			if shared >= neighbours {
				found = append(found, Finding{r.Document, n + 1, KindGarbled, Major,
					fmt.Sprintf("Extraction read the first page several times over, shifted and cut: the line repeats %d of its neighbours. The text is put together under line %d.", shared, r.Purpose[0].Lines[0]),
					words(document.Lines[n]), ""})
			}
		}
		for _, p := range r.Purpose {
			if strings.Contains(p.Corrected, "[…]") {
				found = append(found, Finding{r.Document, p.Lines[0], KindGarbled, Major, p.Note, p.Text, p.Corrected})
			}
		}
	}
	return found
}

// shareRun says whether two texts have a run of this many bytes in common.
func shareRun(a, b string, run int) bool {
	for i := 0; i+run <= len(a); i++ {
		if strings.Contains(b, a[i:i+run]) {
			return true
		}
	}
	return false
}

// criteriaRunTogether finds table cells that run several criteria together.
func criteriaRunTogether(m material) (found []Finding) {
	for _, r := range m.Roles {
		var lines []int
		texts := map[int][]string{}
		for _, c := range r.Criteria {
			n := c.Lines[0]
			if len(texts[n]) == 0 {
				lines = append(lines, n)
			}
			if c.Importance == Essential {
				texts[n] = append(texts[n], c.Criterion)
			}
		}
		for _, n := range lines {
			if len(texts[n]) > 1 {
				found = append(found, Finding{r.Document, n, KindRunTogether, Minor,
					fmt.Sprintf("One cell runs %d criteria together without a mark between them.", len(texts[n])),
					strings.Join(texts[n], " "), strings.Join(texts[n], "; ")})
			}
		}
	}
	return found
}

var bandInBrackets = regexp.MustCompile(`\(Band (\w+)\)`)

// contradictions finds criteria that name another band than the role's, and the
// places of a document that a reader found not to hold together.
func contradictions(m material) (found []Finding) {
	for _, r := range m.Roles {
		for _, c := range r.Criteria {
			if parts := bandInBrackets.FindStringSubmatch(c.Criterion); parts != nil && r.Band != "" && parts[1] != r.Band {
				found = append(found, Finding{r.Document, c.Lines[0], KindContradiction, Minor,
					fmt.Sprintf("The criterion names band %s in the person specification of a band %s post.", parts[1], r.Band), c.Criterion, ""})
			}
		}
	}
	for _, pair := range []struct {
		document   string
		line       int
		text, with string
		other      int
		detail     string
	}{
		{DocumentDeputyManager, 466, "Contact with patients", "Incidental contact with patients", 101,
			"The hazard is answered no, while line 101 says that there is incidental contact with patients."},
		{DocumentDeputyManager, 638, "Physical Effort", "Heavy manual handling (>10kg)", 603,
			"Physical effort is answered no, while line 603 answers heavy manual handling with yes."},
		{DocumentCodingOfficer, 187, "VDU Use (occasional)", "use a keyboard for significant periods", 171,
			"The use of a screen is called occasional, while line 171 asks for keyboard work for significant periods of the day."},
	} {
		if strings.Contains(m.line(pair.document, pair.line), pair.text) && strings.Contains(m.line(pair.document, pair.other), pair.with) {
			found = append(found, Finding{pair.document, pair.line, KindContradiction, Minor, pair.detail, pair.text, ""})
		}
	}
	return found
}
