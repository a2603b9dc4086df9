package seed

import (
	"fmt"
	"slices"
	"strings"
)

// Levels is what a printed job evaluation level stands for: a level or a range
// of levels, and the letters of the options by which it is reached.
type Levels struct {
	Min, Max int
	// Options are the option letters, each once, in the order of print.
	Options []string
	// LevelOptions are the same with the level that each belongs to ("3a").
	LevelOptions []string
}

// ParseLevels reads a job evaluation level in every notation of document 000:
// "2", "2a", "2(a)", "2bcd", "2-3(a)", "3ac-4a", "4–5(b)", "1 / 2 (a)",
// "2(a) 2(b)", "3 (a) (b) (d) – 4 (a)". Letters belong to the level they
// follow. The error is a sentence for a text that names no levels, a level
// outside 1 to 8, a falling range, a repeated option or anything else.
func ParseLevels(text string) (Levels, error) {
	var read Levels
	level, open, before := 0, false, ' '
	for _, r := range text {
		unreadable := fmt.Errorf("the level %q cannot be read at %q", text, string(r))
		switch {
		case r >= '1' && r <= '8':
			if !strings.ContainsRune(" -–/", before) {
				return Levels{}, unreadable
			}
			level = int(r - '0')
			if read.Min == 0 {
				read.Min = level
			}
			if level < read.Max {
				return Levels{}, fmt.Errorf("the level %q falls", text)
			}
			read.Max = level
		case r >= 'a' && r <= 'z' && level > 0 && (open || before != ')'):
			letter := string(r)
			option := fmt.Sprint(level, letter)
			if slices.Contains(read.LevelOptions, option) {
				return Levels{}, fmt.Errorf("the level %q has the option %s twice", text, option)
			}
			read.LevelOptions = append(read.LevelOptions, option)
			if !slices.Contains(read.Options, letter) {
				read.Options = append(read.Options, letter)
			}
		case r == '(' && !open && level > 0:
			open = true
		case r == ')' && open && before != '(':
			open = false
		case strings.ContainsRune("-–/", r) && !open && level > 0:
			level = 0
		case r == ' ' && !open:
		default:
			return Levels{}, unreadable
		}
		before = r
	}
	if level == 0 || open {
		return Levels{}, fmt.Errorf("the level %q is not complete", text)
	}
	return read, nil
}
