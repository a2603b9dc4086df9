package framework

import (
	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
)

// library is everything that the database holds of frameworks, decoded, as a process keeps it in memory. It is shared
// and never changed.
type library struct {
	frameworks []Framework
	byID       map[uuid.UUID]Statement
	// shelves are each framework's statements in force, in the source document's order.
	shelves map[uuid.UUID][]shelved
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

func (l library) inForce(frameworkID uuid.UUID) []shelved { return l.shelves[frameworkID] }

// newLibrary puts together what the tables hold; statements come in the source document's order.
func newLibrary(frameworks []Framework, statements []Statement) library {
	l := library{frameworks: frameworks, byID: map[uuid.UUID]Statement{}, shelves: map[uuid.UUID][]shelved{}}
	for i, s := range statements {
		f, err := l.framework(s.FrameworkID)
		if err != nil {
			continue // its framework was removed while the tables were read; the stamp will have them read again
		}
		s.LevelName, s.Document = nameOf(f.Levels, s.Level), f.Document
		l.byID[s.ID] = s
		if s.EndsOn.IsZero() {
			folded := fold.Text(s.Code, s.Skill, s.Aspect, s.Text, s.SourceHeading, s.SourceText)
			l.shelves[s.FrameworkID] = append(l.shelves[s.FrameworkID], shelved{Statement: s, ordinal: i, folded: folded})
		}
	}
	for i := range l.frameworks {
		l.count(&l.frameworks[i])
	}
	return l
}

// count fills in how many statements a framework and the levels of its skills have.
func (l library) count(f *Framework) {
	f.Statements = len(l.shelves[f.ID])
	for i := range f.Skills {
		at := map[Level]int{}
		for _, s := range l.shelves[f.ID] {
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
