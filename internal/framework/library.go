package framework

import (
	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/reference"
)

// library is everything that one organisation reads of frameworks, decoded, as a process keeps it in memory. It is shared
// and never changed.
type library struct {
	frameworks []Framework
	byID       map[uuid.UUID]Statement
	// shelves are each framework's statements, those that ended too, in the source document's order.
	shelves map[uuid.UUID][]shelved
	// national are the statements of each framework's own source that are in force there.
	national map[uuid.UUID][]Entry
	// replaced leads from a statement to the one that it took the place of.
	replaced map[uuid.UUID]uuid.UUID
}

// shelved is a statement with what finds and orders it.
type shelved struct {
	Statement
	ordinal int
	folded  string
}

func (l library) framework(id uuid.UUID) (Framework, error) {
	for _, f := range l.frameworks {
		if f.ID == id {
			return f, nil
		}
	}
	return Framework{}, apperr.NotFound("framework")
}

// inForce gives a framework's statements that are in force in the organisation.
func (l library) inForce(frameworkID uuid.UUID) []shelved {
	var current []shelved
	for _, s := range l.shelves[frameworkID] {
		if s.EndsOn.IsZero() {
			current = append(current, s)
		}
	}
	return current
}

// skill gives the statements of one skill that are in force.
func (l library) skill(frameworkID uuid.UUID, code string) []Statement {
	var statements []Statement
	for _, s := range l.inForce(frameworkID) {
		if s.Code == code {
			statements = append(statements, s.Statement)
		}
	}
	return statements
}

// entries gives what is in force as the entries of an edition.
func (l library) entries(frameworkID uuid.UUID) []Entry {
	return reference.Each(l.inForce(frameworkID), func(s shelved) Entry {
		return Entry{StatementID: s.ID, Ordinal: s.ordinal, Code: s.Code, Skill: s.Skill, Aspect: s.Aspect, Level: s.Level, Text: s.Text, Own: s.Own}
	})
}

// newLibrary puts together what the tables hold; statements come in the source document's order.
func newLibrary(frameworks []Framework, statements []statementRead) library {
	l := library{
		frameworks: frameworks, byID: map[uuid.UUID]Statement{}, shelves: map[uuid.UUID][]shelved{},
		national: map[uuid.UUID][]Entry{}, replaced: map[uuid.UUID]uuid.UUID{},
	}
	for _, row := range statements {
		s := row.statement()
		f, err := l.framework(s.FrameworkID)
		if err != nil {
			continue // its framework was removed while the tables were read; the stamp will have them read again
		}
		s.LevelName = nameOf(f.Levels, s.Level)
		if !s.Own {
			s.Document = f.Document
		}
		if !s.Own && row.NationalEnd.IsZero() {
			l.national[s.FrameworkID] = append(l.national[s.FrameworkID], Entry{
				StatementID: s.ID, Ordinal: row.Row.Ordinal, Code: s.Code, Skill: s.Skill, Aspect: s.NationalAspect, Level: s.Level, Text: s.NationalText,
			})
		}
		l.byID[s.ID] = s
		if s.ReplacedBy.Valid {
			l.replaced[s.ReplacedBy.UUID] = s.ID
		}
		folded := fold.Text(s.Code, s.Skill, s.Aspect, s.Text, s.SourceHeading, s.SourceText)
		l.shelves[s.FrameworkID] = append(l.shelves[s.FrameworkID], shelved{Statement: s, ordinal: row.Row.Ordinal, folded: folded})
	}
	for i := range l.frameworks {
		l.count(&l.frameworks[i])
	}
	return l
}

// count fills in how many statements a framework and the levels of its skills have.
func (l library) count(f *Framework) {
	current := l.inForce(f.ID)
	f.Statements = len(current)
	for i := range f.Skills {
		at := map[Level]int{}
		for _, s := range current {
			if s.Code == f.Skills[i].Code {
				at[s.Level]++
			}
		}
		f.Skills[i].Levels = nil
		for _, level := range f.Levels {
			if at[level.Level] > 0 {
				f.Skills[i].Levels = append(f.Skills[i].Levels, LevelCount{Level: level.Level, Statements: at[level.Level]})
			}
		}
	}
}

func plain(statements []shelved) []Statement {
	all := make([]Statement, len(statements))
	for i, s := range statements {
		all[i] = s.Statement
	}
	return all
}
