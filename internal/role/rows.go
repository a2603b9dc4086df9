package role

import (
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
)

// Facts are a role's own columns, those aside that count its changes.
type Facts struct {
	ID              uuid.UUID
	OrganisationID  uuid.NullUUID
	Title           string
	Band            string
	BandStatus      string
	BandNote        string
	Document        string
	ProfileID       uuid.NullUUID
	ProfileReason   string
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
	CopiedFromID    uuid.NullUUID
	CopiedVersion   int
	RetiredOn       calendar.Date
}

func (Facts) TableName() string     { return "roles" }
func (r Facts) Identity() uuid.UUID { return r.ID }

type RoleRow struct {
	Facts     `gorm:"embedded"`
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// The parts of a job description that role_passages holds.
const (
	partDetail       = "detail"
	partHeading      = "heading"
	partPurpose      = "purpose"
	partRelationship = "relationship"
	partValue        = "value"
	partSection      = "section"
)

type passageRow struct {
	ID        uuid.UUID
	RoleID    uuid.UUID
	Part      string
	Ordinal   int
	Heading   string
	Number    string
	Factor    int
	Text      string
	Corrected string
	Note      string
	Lines     reference.List[int]
}

func (passageRow) TableName() string     { return "role_passages" }
func (r passageRow) Identity() uuid.UUID { return r.ID }

type dutyRow struct {
	ID        uuid.UUID
	RoleID    uuid.UUID
	Ordinal   int
	Heading   string
	Factor    int
	Text      string
	Corrected string
	Note      string
	Lines     reference.List[int]
}

func (dutyRow) TableName() string     { return "role_duties" }
func (r dutyRow) Identity() uuid.UUID { return r.ID }

type criterionRow struct {
	ID         uuid.UUID
	RoleID     uuid.UUID
	Ordinal    int
	GroupName  string
	Criterion  string
	Corrected  string
	Importance string
	Mark       string
	Basis      string
	Lines      reference.List[int]
	MarkLines  reference.List[int]
}

func (criterionRow) TableName() string     { return "role_criteria" }
func (r criterionRow) Identity() uuid.UUID { return r.ID }

type hazardRow struct {
	ID        uuid.UUID
	RoleID    uuid.UUID
	Ordinal   int
	GroupName string
	Name      string
	Text      string
	Presence  string
	Frequency string
	Mark      string
	Note      string
	Lines     reference.List[int]
}

func (hazardRow) TableName() string     { return "role_hazards" }
func (r hazardRow) Identity() uuid.UUID { return r.ID }

// RequirementRow is one thing that a role asks for. Key tells one from another within a kind.
type RequirementRow struct {
	ID           uuid.UUID
	RoleID       uuid.UUID
	Ordinal      int
	Kind         string
	Key          string
	StatementID  uuid.NullUUID
	Code         string
	Level        Level
	CriterionID  uuid.NullUUID
	Importance   string
	HigherCounts bool
	Configured   bool
	Reason       string
	Sources      reference.List[Source]
}

func (RequirementRow) TableName() string     { return "role_requirements" }
func (r RequirementRow) Identity() uuid.UUID { return r.ID }

// rows are what the tables hold of the reference data.
type rows struct {
	roles []roleRows
}

// roleRows are what the tables hold of one role.
type roleRows struct {
	Facts        Facts
	Passages     []passageRow
	Duties       []dutyRow
	Criteria     []criterionRow
	Hazards      []hazardRow
	Requirements []RequirementRow
}
