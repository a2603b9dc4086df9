package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/staff"
)

// State is how far an import is.
type State string

// The states of an import.
const (
	Checking   State = "checking"
	Checked    State = "checked"
	Stale      State = "stale"
	Committing State = "committing"
	Committed  State = "committed"
	Cancelled  State = "cancelled"
	Expired    State = "expired"
	Failed     State = "failed"
)

// Import is a file of staff: how far its check or its commit is, and what it would do or did.
type Import struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	FileName       string
	State          State
	// RowCount is how many rows the file has, Done how many of them the work that goes on has dealt with.
	RowCount, Done int
	Counts         `gorm:"embedded"`
	// PassedOver lists the headings that were ignored, as JSON.
	PassedOver      string
	LeaveOutRefused bool
	// Invite says that those who are added are sent an invitation.
	Invite     bool
	Failure    string
	UploadedBy uuid.UUID
	UploadedAt time.Time
	// CommittedBy is who asked for the commit.
	CommittedBy *uuid.UUID
	FinishedAt  *time.Time
	Version     int
}

// TableName names the table.
func (Import) TableName() string { return "staff_imports" }

// Counts is how many rows are of which kind. Missing counts the people in Bandwise who are not in the file.
type Counts struct{ Added, Changed, Unchanged, Refused, Missing int }

// ImportView is an import with who sent the file.
type ImportView struct {
	Import
	UploaderName string
}

// Kind says what becomes of a row.
type Kind string

// The kinds. Missing is not one of rows but of people who are not in the file.
const (
	Newcomer  Kind = "new"
	Changed   Kind = "changed"
	Unchanged Kind = "unchanged"
	Refused   Kind = "refused"
	Missing   Kind = "missing"
)

// Difference is one value that a row changes; Before is empty where there was none.
type Difference struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Refusal is what is wrong with one cell of a row.
type Refusal struct {
	Column  string `json:"column"`
	Message string `json:"message"`
}

// Line is a row of a file as it was sent.
type Line struct {
	Number   int
	Email    string
	Cells    map[string]string
	Refusals []Refusal
}

// Action says what is done to a person or an appointment.
type Action string

// The actions.
const (
	Nothing Action = ""
	Add     Action = "add"
	Edit    Action = "edit"
)

// Outcome is what becomes of a row.
type Outcome struct {
	Number       int
	Kind         Kind
	PersonID     uuid.UUID
	PersonAction Action
	Details      staff.Details
	// Before is the person as Bandwise has them; zero for somebody new.
	Before staff.Details
	// AppointmentID and Post are what is added or edited; PostBefore is what was there.
	AppointmentID     uuid.UUID
	AppointmentAction Action
	Post, PostBefore  staff.Post
	// EndedID is the appointment that ends on EndedOn, because another one begins; EndedBefore is its post.
	EndedID     uuid.UUID
	EndedOn     calendar.Date
	EndedBefore staff.Post
	Differences []Difference
	Refusals    []Refusal
}

// mark stands for everything that a row does: one whose mark is another by the time of the commit is not what was shown.
func (o Outcome) mark() (string, error) {
	text, err := json.Marshal(o)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), err
}

// Identifiers of what a row adds follow from the import and the row, so that a check which is repeated finds the same.
func newPersonID(importID uuid.UUID, number int) uuid.UUID {
	return uuid.NewSHA1(importID, []byte("person "+strconv.Itoa(number)))
}

func newAppointmentID(importID uuid.UUID, number int) uuid.UUID {
	return uuid.NewSHA1(importID, []byte("appointment "+strconv.Itoa(number)))
}
