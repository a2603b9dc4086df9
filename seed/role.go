package seed

import "time"

// Importance says whether a person must or should meet a criterion.
type Importance string

// NotStated stands, in every such list, for what the document never said or what
// was lost when its text was extracted.
const (
	Essential           Importance = "essential"
	Desirable           Importance = "desirable"
	ImportanceNotStated Importance = "not_stated"
)

// Presence says whether a hazard belongs to the job.
type Presence string

const (
	Present           Presence = "yes"
	Absent            Presence = "no"
	PresenceNotStated Presence = "not_stated"
)

// Frequency says how often a hazard is met.
type Frequency string

const (
	Rare               Frequency = "rare"
	Occasional         Frequency = "occasional"
	Moderate           Frequency = "moderate"
	Frequent           Frequency = "frequent"
	FrequencyNotStated Frequency = "not_stated"
)

// BandStatus says how we know a role's band.
type BandStatus string

const (
	// BandStated: the document prints it.
	BandStated BandStatus = "stated"
	// BandMatched: a panel matched the job.
	BandMatched BandStatus = "matched"
	// BandUnknown: the document's band cannot be read and no panel has met.
	BandUnknown BandStatus = "unknown"
)

// Date is a calendar date as YYYY-MM-DD, or empty when the document has none.
type Date string

// Time returns the date at midnight UTC; the zero time for an empty date.
func (d Date) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Passage is a piece of a document, verbatim but for markup. Corrected is the
// same piece set right, empty when nothing needs to be.
type Passage struct {
	Lines     []int  `yaml:"lines,flow" validate:"min=1,dive,min=1"`
	Text      string `yaml:"text" validate:"required"`
	Corrected string `yaml:"corrected,omitempty"`
	Note      string `yaml:"note,omitempty"`
}

// Role is a local job description and person specification (documents 001, 003
// and 004).
type Role struct {
	Slug     string `yaml:"slug" validate:"required,slug"`
	Document string `yaml:"document" validate:"required,document"`
	Title    string `yaml:"title" validate:"required"`
	// Band is empty when BandStatus is unknown.
	Band       string     `yaml:"band,omitempty" validate:"omitempty,band"`
	BandStatus BandStatus `yaml:"bandStatus" validate:"oneof=stated matched unknown"`
	BandNote   string     `yaml:"bandNote,omitempty"`
	// Profile is the slug of the national profile that comes nearest by title
	// and text; a proposal until a panel has matched the job.
	Profile       string `yaml:"profile,omitempty" validate:"omitempty,slug"`
	ProfileReason string `yaml:"profileReason,omitempty" validate:"required_with=Profile"`

	Reference     string `yaml:"reference,omitempty"`
	Version       string `yaml:"version,omitempty"`
	IssuedOn      Date   `yaml:"issuedOn,omitempty" validate:"omitempty,datetime=2006-01-02"`
	JobMatchedOn  Date   `yaml:"jobMatchedOn,omitempty" validate:"omitempty,datetime=2006-01-02"`
	UpdatedText   string `yaml:"updatedText,omitempty"`
	Organisation  string `yaml:"organisation,omitempty"`
	Directorate   string `yaml:"directorate,omitempty"`
	Department    string `yaml:"department,omitempty"`
	ReportsTo     string `yaml:"reportsTo,omitempty"`
	AccountableTo string `yaml:"accountableTo,omitempty"`
	ResponsibleTo string `yaml:"responsibleTo,omitempty"`

	// Details are the form's labelled fields, verbatim.
	Details       []Detail    `yaml:"details" validate:"min=1,dive"`
	Headings      []Heading   `yaml:"headings" validate:"min=1,dive"`
	Purpose       []Passage   `yaml:"purpose" validate:"min=1,dive"`
	Relationships []Passage   `yaml:"relationships,omitempty" validate:"dive"`
	Duties        []Duty      `yaml:"duties" validate:"min=1,dive"`
	Criteria      []Criterion `yaml:"personSpecification" validate:"min=1,dive"`
	Hazards       []Hazard    `yaml:"hazards,omitempty" validate:"dive"`
	Values        []Passage   `yaml:"values,omitempty" validate:"dive"`
	Sections      []Section   `yaml:"sections,omitempty" validate:"dive"`
}

// Detail is a field of the form. Label is empty where the document prints none.
type Detail struct {
	Label     string `yaml:"label"`
	Lines     []int  `yaml:"lines,flow" validate:"min=1,dive,min=1"`
	Text      string `yaml:"text"`
	Corrected string `yaml:"corrected,omitempty"`
	Note      string `yaml:"note,omitempty"`
}

// Heading is a heading of the document. Number is what is printed before it;
// Factor is the job evaluation factor (1 to 16) it stands for, or 0.
type Heading struct {
	Lines     []int  `yaml:"lines,flow" validate:"min=1,dive,min=1"`
	Text      string `yaml:"text" validate:"required"`
	Number    string `yaml:"number,omitempty"`
	Factor    int    `yaml:"factor,omitempty" validate:"max=16"`
	Corrected string `yaml:"corrected,omitempty"`
	Note      string `yaml:"note,omitempty"`
}

// Duty is one thing the holder of the post does.
type Duty struct {
	// Key is unique within the installation: the role's slug and an ordinal.
	Key string `yaml:"key" validate:"required,slug"`
	// Heading is the text of the heading it stands under; Factor that heading's
	// job evaluation factor, or 0 where the document does not say.
	Heading   string `yaml:"heading" validate:"required"`
	Factor    int    `yaml:"factor,omitempty" validate:"max=16"`
	Lines     []int  `yaml:"lines,flow" validate:"min=1,dive,min=1"`
	Text      string `yaml:"text" validate:"required"`
	Corrected string `yaml:"corrected,omitempty"`
	Note      string `yaml:"note,omitempty"`
}

// Criterion is one line of the person specification.
type Criterion struct {
	Key        string     `yaml:"key" validate:"required,slug"`
	Group      string     `yaml:"group" validate:"required"`
	Lines      []int      `yaml:"lines,flow" validate:"min=1,dive,min=1"`
	Criterion  string     `yaml:"criterion" validate:"required"`
	Corrected  string     `yaml:"corrected,omitempty"`
	Importance Importance `yaml:"importance" validate:"oneof=essential desirable not_stated"`
	// Mark is the mark that the document shows for it and MarkLines where;
	// Basis says how importance was decided.
	Mark      string `yaml:"mark,omitempty"`
	MarkLines []int  `yaml:"markLines,flow,omitempty" validate:"dive,min=1"`
	Basis     string `yaml:"basis" validate:"required"`
}

// Hazard is one row of the working conditions table.
type Hazard struct {
	Key       string    `yaml:"key" validate:"required,slug"`
	Group     string    `yaml:"group,omitempty"`
	Lines     []int     `yaml:"lines,flow" validate:"min=1,dive,min=1"`
	Text      string    `yaml:"text" validate:"required"`
	Name      string    `yaml:"name" validate:"required"`
	Present   Presence  `yaml:"present" validate:"oneof=yes no not_stated"`
	Frequency Frequency `yaml:"frequency" validate:"oneof=rare occasional moderate frequent not_stated"`
	Mark      string    `yaml:"mark,omitempty"`
	Note      string    `yaml:"note,omitempty"`
}

// Section is a part of the document that has no record type of its own.
type Section struct {
	Heading    string    `yaml:"heading" validate:"required"`
	Paragraphs []Passage `yaml:"paragraphs" validate:"min=1,dive"`
}
