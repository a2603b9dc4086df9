// Package role keeps the posts that people are appointed to: what a job description and person specification say, the
// band and the national profile that comes nearest, and the skill statements that the role asks for.
package role

import (
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Band is a pay band of Agenda for Change as it is written, "8a" for example; empty when it is not known.
type Band string

// bands are all bands, the lowest first.
var bands = []Band{"1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"}

// rank gives a band's place from the lowest; an unknown one comes before all.
func (b Band) rank() int { return slices.Index(bands, b) }

// Level is a level of responsibility of the skill framework, 1 to 7.
type Level int

// Role is a post with all that its job description says.
type Role struct {
	ID uuid.UUID
	// OrganisationID is not valid for a role that a source document describes; every organisation may read those.
	OrganisationID uuid.NullUUID
	Title          string
	Band           Band
	BandStatus     BandStatus
	// BandNote says how the band is known, or why it is not.
	BandNote string
	// Document is the file name of the source document that the lines of the parts are in; empty for a role that the
	// organisation wrote itself. A copy keeps the document of what it was copied from.
	Document string
	// Profile is the national profile that comes nearest, ProfileReason why; nil when none was proposed.
	Profile       *ProfileRef
	ProfileReason string
	// Match is the newest match that was released for the role in the organisation that reads it; nil when there is none. Band
	// and profile are already those that it gives.
	Match *Matched

	// As printed by the document.

	Reference       string
	DocumentVersion string
	IssuedOn        calendar.Date
	JobMatchedOn    calendar.Date
	UpdatedText     string
	Organisation    string
	Directorate     string
	Department      string
	ReportsTo       string
	AccountableTo   string
	ResponsibleTo   string

	Details       []Passage
	Headings      []Passage
	Purpose       []Passage
	Relationships []Passage
	Values        []Passage
	Sections      []Section
	Duties        []Duty
	Criteria      []Criterion
	Hazards       []Hazard
	// Requirements are the statements that the role asks for, whole skill levels taken apart; Asks are all requirements,
	// each in its own kind, in their order.
	Requirements []Requirement
	Asks         []Ask
	Version      int

	// CopiedFrom is the role whose content this one began with, CopiedVersion which version of it.
	CopiedFrom    uuid.NullUUID
	CopiedVersion int
	// RetiredOn is zero while people can be appointed to the role.
	RetiredOn calendar.Date
}

// Local reports whether the role is an organisation's own.
func (r Role) Local() bool { return r.OrganisationID.Valid }

// Count counts the statements that the role asks for with this importance.
func (r Role) Count(i Importance) int {
	n := 0
	for _, q := range r.Requirements {
		if q.Importance == i {
			n++
		}
	}
	return n
}

// ProfileRef names a national profile.
type ProfileRef struct {
	ID    uuid.UUID
	Title string
}

// Passage is a piece of the document, verbatim but for markup.
type Passage struct {
	// Heading is a field's label, or the heading that a paragraph stands under; empty elsewhere.
	Heading string
	Text    string
	// Corrected is the text set right, empty when nothing needs to be.
	Corrected string
	Note      string
	// Number is what is printed before a heading, Factor the job evaluation factor (1 to 16) that a heading stands for.
	Number string
	Factor int
	Lines  []int
}

// Section is a part of the document that has no record type of its own.
type Section struct {
	Heading    string
	Paragraphs []Passage
}

// Duty is one thing that the holder of the post does. Factor is the job evaluation factor (1 to 16) of its heading, 0
// where the document does not say.
type Duty struct {
	ID        uuid.UUID
	Heading   string
	Factor    int
	Text      string
	Corrected string
	Note      string
	Lines     []int
}

// Criterion is one line of the person specification.
type Criterion struct {
	ID         uuid.UUID
	Group      string
	Criterion  string
	Corrected  string
	Importance Importance
	// Mark is the mark that the document shows, MarkLines where, Basis how the importance was decided from it.
	Mark      string
	MarkLines []int
	Basis     string
	Lines     []int
}

// Hazard is one row of the working conditions.
type Hazard struct {
	ID        uuid.UUID
	Group     string
	Name      string
	Text      string
	Present   Presence
	Frequency Frequency
	Mark      string
	Note      string
	Lines     []int
}

// Requirement is a skill statement that the role asks for.
type Requirement struct {
	ID          uuid.UUID
	StatementID uuid.UUID
	Code        string
	Skill       string
	Aspect      string
	Level       Level
	Text        string
	Importance  Importance
	// WholeLevel says that the role asks for the whole skill level and the statement is a part of it.
	WholeLevel bool
	// Configured says that the organisation decided it and no source document does.
	Configured bool
	Reason     string
	Sources    []Source
}

// Source says where something stands: a document and lines of it.
type Source struct {
	Document string `json:"document"`
	Lines    []int  `json:"lines"`
}

// Road is the pathway of a role.
type Road struct {
	RoleID     uuid.UUID
	Milestones []Milestone
}

// Accreditation is an accreditation that a role can ask for.
type Accreditation struct {
	Key   string
	Title string
}

// Milestone is a step of the role's pathway.
type Milestone struct {
	Key   string
	Title string
	// Rule says when and how it is to be met, in a sentence.
	Rule    string
	Sources []Source
}
