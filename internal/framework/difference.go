package framework

import (
	"cmp"
	"slices"

	"github.com/google/uuid"
)

// DifferenceKind is how a statement of one edition stands to another edition.
type DifferenceKind int

// The kinds of difference.
const (
	Added DifferenceKind = iota + 1
	Reworded
	Replaced
	Ended
	// SkillRenamed is a statement that differs only by the name of its skill.
	SkillRenamed
)

var differenceNames = map[DifferenceKind]string{Added: "added", Reworded: "wording", Replaced: "meaning", Ended: "ended", SkillRenamed: "skill"}

func (k DifferenceKind) String() string { return differenceNames[k] }

// Difference is one statement that differs between two editions; Before or After is missing where it is only in one.
type Difference struct {
	Kind          DifferenceKind
	Before, After *Entry
	// Aspect and Text are the words of both, for another wording or meaning.
	Aspect, Text []Piece
}

// entry is the statement as the later edition has it, or as the earlier one had it.
func (d Difference) entry() Entry {
	if d.After != nil {
		return *d.After
	}
	return *d.Before
}

// marked bounds how many differences get their words marked: beyond it nobody reads them on one page.
const marked = 500

// differences compares the contents of two editions, in the order of the statements. replaced leads from a statement to
// the one that it took the place of; the editions may be given in either order.
func differences(from, to []Entry, replaced map[uuid.UUID]uuid.UUID) []Difference {
	old, now := byStatement(from), byStatement(to)
	var found []Difference
	paired := map[uuid.UUID]bool{}
	pair := func(later, earlier map[uuid.UUID]Entry, e Entry) (Entry, bool) {
		for id, is := replaced[e.StatementID]; is; id, is = replaced[id] {
			if before, there := earlier[id]; there {
				_, stays := later[id]
				return before, !stays
			}
		}
		return Entry{}, false
	}
	for _, e := range to {
		before, there := old[e.StatementID]
		switch {
		case !there:
			if before, is := pair(now, old, e); is {
				paired[before.StatementID], paired[e.StatementID] = true, true
				found = append(found, Difference{Kind: Replaced, Before: &before, After: &e})
			}
		case before.Aspect != e.Aspect || before.Text != e.Text:
			found = append(found, Difference{Kind: Reworded, Before: &before, After: &e})
		case before.Skill != e.Skill:
			found = append(found, Difference{Kind: SkillRenamed, Before: &before, After: &e})
		}
	}
	for _, e := range from {
		if _, stays := now[e.StatementID]; stays || paired[e.StatementID] {
			continue
		}
		if after, is := pair(old, now, e); is {
			paired[after.StatementID] = true
			found = append(found, Difference{Kind: Replaced, Before: &e, After: &after})
			continue
		}
		found = append(found, Difference{Kind: Ended, Before: &e})
	}
	for _, e := range to {
		if _, there := old[e.StatementID]; !there && !paired[e.StatementID] {
			found = append(found, Difference{Kind: Added, After: &e})
		}
	}
	slices.SortStableFunc(found, func(a, b Difference) int { return cmp.Compare(a.entry().Ordinal, b.entry().Ordinal) })
	for i := range found {
		if d := &found[i]; i < marked && (d.Kind == Reworded || d.Kind == Replaced) {
			d.Aspect, d.Text = pieces(d.Before.Aspect, d.After.Aspect), pieces(d.Before.Text, d.After.Text)
		}
	}
	return found
}

func byStatement(entries []Entry) map[uuid.UUID]Entry {
	all := make(map[uuid.UUID]Entry, len(entries))
	for _, e := range entries {
		all[e.StatementID] = e
	}
	return all
}
