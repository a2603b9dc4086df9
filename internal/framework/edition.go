package framework

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// What editing a framework needs; [PermissionEdit] also shows drafts.
const (
	PermissionEdit   access.Permission = "framework.edit"
	PermissionReview access.Permission = "portfolio.review"
	// PermissionPortfolio bounds whose claims are named where a statement's claims are counted.
	PermissionPortfolio access.Permission = "portfolio.read"
)

// State is where an edition stands.
type State int

// The states of an edition: a draft collects changes, the published edition is in force, those before it are retired.
const (
	Draft State = iota + 1
	Published
	Retired
)

var stateNames = names[State]{Draft: "draft", Published: "published", Retired: "retired"}

func (s State) String() string { return stateNames[s] }

// Edition is an organisation's edition of a framework. Edition 0 is the national source; it has no identifier.
type Edition struct {
	ID          uuid.UUID
	FrameworkID uuid.UUID
	Number      int
	Title       string
	Note        string
	State       State
	// EffectiveOn is the day from which it is in force.
	EffectiveOn calendar.Date
	Version     int
	CreatedBy   Person
	CreatedAt   time.Time
	PublishedBy Person
	PublishedAt time.Time
	// Changes counts what it changes.
	Changes int
}

// Person is somebody as named beside a change.
type Person struct {
	ID   uuid.UUID
	Name string
}

// ChangeKind says what a change does.
type ChangeKind int

// The kinds of change.
const (
	AddSkill ChangeKind = iota + 1
	RenameSkill
	Add
	// Wording leaves a statement what it is: it keeps its identifier.
	Wording
	// Meaning makes another statement, which takes the place of the old one.
	Meaning
	End
)

var kindNames = names[ChangeKind]{
	AddSkill: "add_skill", RenameSkill: "rename_skill", Add: "add", Wording: "wording", Meaning: "meaning", End: "end",
}

func (k ChangeKind) String() string { return kindNames[k] }

// Change is one thing that an edition changes about a statement or a local skill.
type Change struct {
	ID       uuid.UUID
	Position int
	Kind     ChangeKind
	// StatementID is the statement that is changed, or the one that an addition makes; SuccessorID is the one that a changed
	// meaning makes.
	StatementID uuid.NullUUID
	SuccessorID uuid.NullUUID
	// Ordinal is the place among the statements.
	Ordinal int
	Code    string
	Skill   string
	// OldSkill is the name before a renaming.
	OldSkill  string
	Aspect    string
	OldAspect string
	Level     Level
	Text      string
	OldText   string
	Reason    string
	ChangedBy Person
	ChangedAt time.Time
}

// Subject tells what the change is about: an edition has one change about a statement, and one about a local skill.
func (c Change) Subject() string {
	if c.StatementID.Valid {
		return c.StatementID.UUID.String()
	}
	return "skill " + c.Code
}

// Makes gives the statement that the change makes, and false when it makes none.
func (c Change) Makes() (uuid.UUID, bool) {
	if c.Kind == Meaning {
		return c.SuccessorID.UUID, true
	}
	return c.StatementID.UUID, c.Kind == Add
}

// Entry is a statement as one edition has it.
type Entry struct {
	StatementID uuid.UUID
	Ordinal     int
	Code        string
	Skill       string
	Aspect      string
	Level       Level
	Text        string
	Own         bool
}

// changed gives the entries as the changes leave them, in their order.
func changed(base []Entry, changes []Change) []Entry {
	about := map[uuid.UUID]Change{}
	renamed := map[string]string{}
	var made []Entry
	for _, c := range changes {
		switch c.Kind {
		case AddSkill, RenameSkill:
			renamed[c.Code] = c.Skill
		case Add:
			made = append(made, c.entry())
		case Wording, Meaning, End:
			about[c.StatementID.UUID] = c
		}
	}
	entries := make([]Entry, 0, len(base)+len(made))
	for _, e := range base {
		c, touched := about[e.StatementID]
		switch {
		case !touched:
			entries = append(entries, e)
		case c.Kind == Wording:
			e.Aspect, e.Text = c.Aspect, c.Text
			entries = append(entries, e)
		case c.Kind == Meaning:
			entries = append(entries, c.entry())
		}
	}
	entries = append(entries, made...)
	for i, e := range entries {
		if name, is := renamed[e.Code]; is {
			entries[i].Skill = name
		}
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Ordinal, b.Ordinal) })
	return entries
}

// entry is the statement that the change makes.
func (c Change) entry() Entry {
	id, _ := c.Makes()
	return Entry{
		StatementID: id, Ordinal: c.Ordinal, Code: c.Code, Skill: c.Skill, Aspect: c.Aspect, Level: c.Level, Text: c.Text, Own: true,
	}
}
