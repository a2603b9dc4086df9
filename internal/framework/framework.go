// Package framework is the skill framework: skills, their aspects, the seven levels of responsibility, and the
// statements that say what a person at a level of a skill does. A statement keeps what its source prints beside what it
// must mean, so that a reader can trace every word to a document and line.
package framework

import (
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Level is one of the levels of responsibility, 1 (Follow) to 7 (Set strategy, inspire, mobilise).
type Level int

// Visibility says who may read a framework's texts.
type Visibility int

// The visibilities.
const (
	// ForMembers keeps licensed texts behind a sign-in.
	ForMembers Visibility = iota + 1
	// ForEverybody allows the texts without one.
	ForEverybody
)

var visibilityNames = map[Visibility]string{ForMembers: "members", ForEverybody: "public"}

func (v Visibility) String() string { return visibilityNames[v] }

// Framework is a set of skills with its licence and its source.
type Framework struct {
	ID       uuid.UUID
	Title    string
	Document string
	Licence  string
	Source   string
	// Visibility says who may read the texts.
	Visibility Visibility
	// Levels are the levels of responsibility, the lowest first.
	Levels []LevelName
	// Skills are in the framework's own order.
	Skills   []Skill
	Unheaded []UnheadedLine
	// Statements counts the statements in force.
	Statements int
}

// Skill gives the skill with this code, and false when the framework has none.
func (f Framework) Skill(code string) (Skill, bool) {
	i := slices.IndexFunc(f.Skills, func(s Skill) bool { return s.Code == code })
	if i < 0 {
		return Skill{}, false
	}
	return f.Skills[i], true
}

// LevelName is a level of responsibility and what it is called.
type LevelName struct {
	Level Level
	Name  string
}

// Skill is a code of the framework.
type Skill struct {
	Code string
	Name string
	// Own says that the organisation added it.
	Own bool
	// NationalName is what SFIA 9 calls the skill, NationalMin and NationalMax the levels that it defines; Note says why
	// the names differ.
	NationalName string
	Note         string
	NationalMin  Level
	NationalMax  Level
	// Levels are those with statements in force, the lowest first.
	Levels []LevelCount
}

// LevelCount is how many statements a skill has at a level.
type LevelCount struct {
	Level      Level
	Statements int
}

// UnheadedLine is a line of the source document that belongs to no statement.
type UnheadedLine struct {
	Line int
	Text string
	// What is "cut_statement" for the end of a statement whose heading is lost, or "caption".
	What     string
	Code     string
	Level    Level
	Proposal string
	Reason   string
}

// Statement is one work activity component: what a person at this level of this skill does.
type Statement struct {
	ID          uuid.UUID
	FrameworkID uuid.UUID
	Code        string
	Skill       string
	// Own says that the organisation added it; it then has no source.
	Own bool
	// Aspect is the component's title and Text the statement, both corrected, as the organisation words them.
	Aspect    string
	Level     Level
	LevelName string
	Text      string
	// NationalAspect and NationalText are the framework's own wording, corrected; empty for a local statement.
	NationalAspect string
	NationalText   string
	Document       string
	// SourceHeading and SourceText are verbatim.
	SourceHeading     string
	SourceHeadingLine int
	SourceText        string
	SourceLine        int
	Corrections       []Correction
	// EndsOn is the day on which the statement ceased to be in force; it stays readable for what rests on it.
	EndsOn calendar.Date
	// ReplacedBy is the statement that took its place with a changed meaning.
	ReplacedBy uuid.NullUUID
}

// Reworded reports whether the organisation gave a national statement another wording.
func (s Statement) Reworded() bool {
	return !s.Own && (s.Aspect != s.NationalAspect || s.Text != s.NationalText)
}

// Correction is a mistake of the source, set right: what it prints, what it must mean, and why.
type Correction struct {
	Field  string `json:"field"`
	From   string `json:"from"`
	To     string `json:"to"`
	Reason string `json:"reason"`
}
