package exchange

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/spreadsheet"
)

// Statement is a statement of a framework as a spreadsheet has it.
type Statement struct {
	ID     uuid.UUID
	Own    string
	Code   string
	Skill  string
	Aspect string
	Level  int
	Text   string
}

// Import is a file that was read: its rows, what becomes of the statements that it does not have, and what tells it from
// another file.
type Import struct {
	Rows        []Row
	EndRemoved  bool
	Fingerprint string
}

// Imported is what a row of the file changes.
type Imported struct {
	Row    int
	Change string
	Before *Statement
	After  Statement
	Reason string
}

// Report is what a file does to a framework, or would do.
type Report struct {
	DryRun      bool
	Digest      string
	EditionID   uuid.UUID
	Rows        int
	Unchanged   int
	Added       []Imported
	Changed     []Imported
	Removed     []Statement
	EndRemoved  bool
	Refused     []Refusal
	RefusedRows int
}

// Frameworks keeps the frameworks.
type Frameworks interface {
	// Contents gives the statements of an edition, of what is in force when number is nil.
	Contents(ctx context.Context, by access.Actor, frameworkID uuid.UUID, number *int) ([]Statement, error)
	// Plan says what a file would do.
	Plan(ctx context.Context, by access.Actor, frameworkID uuid.UUID, i Import) (Report, error)
	// Commit reads a file into the draft, when it is that of the dry run with the digest.
	Commit(ctx context.Context, by access.Actor, frameworkID uuid.UUID, i Import, digest string) (Report, error)
}

// PatientData looks through what people send.
type PatientData interface {
	// Check refuses cells that seem to hold a patient's data, unless by declared that they do not.
	Check(ctx context.Context, by access.Actor, cells []Cell) error
}

// Cell is a text of a file with its place, such as "Row 7, text".
type Cell struct{ Place, Text string }

// Service carries frameworks to spreadsheets and back.
type Service struct {
	frameworks  Frameworks
	patientData PatientData
}

// written are the columns into which people write.
var written = []string{"code", "skill", "aspect", "text", "reason"}

// cells gives what people wrote into a file.
func cells(rows []Row) []Cell {
	var all []Cell
	for _, r := range rows {
		for _, column := range written {
			if text := r.Cells[column]; text != "" {
				all = append(all, Cell{Place: "Row " + strconv.Itoa(r.Number) + ", " + column, Text: text})
			}
		}
	}
	return all
}

// Export gives the statements of an edition as a file.
func (s *Service) Export(ctx context.Context, by access.Actor, frameworkID uuid.UUID, number *int, f spreadsheet.Format) ([]byte, error) {
	all, err := s.frameworks.Contents(ctx, by, frameworkID, number)
	if err != nil {
		return nil, err
	}
	rows := make([][]string, len(all))
	for i, one := range all {
		rows[i] = []string{one.ID.String(), one.Code, one.Skill, one.Aspect, strconv.Itoa(one.Level), one.Text, one.Own, "", ""}
	}
	return layout.Write(rows, f, false)
}

// Template gives an empty file. An unknown framework is CodeNotFound.
func (s *Service) Template(ctx context.Context, by access.Actor, frameworkID uuid.UUID, f spreadsheet.Format) ([]byte, error) {
	if _, err := s.frameworks.Contents(ctx, by, frameworkID, nil); err != nil {
		return nil, err
	}
	return layout.Write(nil, f, true)
}

// Sent is a file as somebody sends it.
type Sent struct {
	Name       string
	Content    []byte
	EndRemoved bool
	DryRun     bool
	// Digest is that of the dry run.
	Digest string
}

// Import reads a file, or says what it would do. A file that cannot be read is CodeInvalid with one sentence. So is a
// commit of a file with refused rows; a commit of another file than the one of the dry run is CodeConflict, and cells that
// seem to hold a patient's data are CodePatientData.
func (s *Service) Import(ctx context.Context, by access.Actor, frameworkID uuid.UUID, sent Sent) (Report, error) {
	if !sent.DryRun && sent.Digest == "" {
		return Report{}, apperr.InvalidField("digest", "Do a dry run first, and send its digest with the file.")
	}
	rows, refused, err := layout.Read(sent.Name, sent.Content)
	if err != nil {
		return Report{}, err
	}
	if err := s.patientData.Check(ctx, by, cells(rows)); err != nil {
		return Report{}, err
	}
	sum := sha256.Sum256(sent.Content)
	i := Import{Rows: rows, EndRemoved: sent.EndRemoved, Fingerprint: hex.EncodeToString(sum[:])}
	if sent.DryRun {
		r, err := s.frameworks.Plan(ctx, by, frameworkID, i)
		return r.with(refused), err
	}
	if len(refused) > 0 {
		return Report{}, apperr.InvalidField(spreadsheet.FieldName, "Cells of this file are refused. Look at the dry run, mend them and send the file again.")
	}
	return s.frameworks.Commit(ctx, by, frameworkID, i, sent.Digest)
}

// with adds what was wrong with the cells before anybody asked what they mean; a cell is refused once.
func (r Report) with(refused []Refusal) Report {
	r.DryRun = true
	if len(refused) > 0 {
		r.Digest = ""
	}
	type cell struct {
		row    int
		column string
	}
	known := map[cell]bool{}
	rows := map[int]bool{}
	var all []Refusal
	for _, one := range append(refused, r.Refused...) {
		if at := (cell{one.Row, one.Column}); !known[at] {
			known[at], rows[one.Row] = true, true
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b Refusal) int { return cmp.Compare(a.Row, b.Row) })
	isRefused := func(i Imported) bool { return rows[i.Row] }
	r.Added, r.Changed = slices.DeleteFunc(r.Added, isRefused), slices.DeleteFunc(r.Changed, isRefused)
	r.Refused, r.RefusedRows = all, len(rows)
	return r
}
