package role

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
)

// maxTitle is how many characters a role's title may have.
const maxTitle = 200

// NewRole is a role that an organisation adds to those of the source documents.
type NewRole struct {
	// ID is chosen by the caller, or random when it is zero.
	ID    uuid.UUID
	Title string
	// Band is empty when it is not known, and BandStatus then BandUnknown.
	Band       Band
	BandStatus BandStatus
	BandNote   string
	// ProfileID is the national profile that comes nearest, ProfileReason why.
	ProfileID     uuid.NullUUID
	ProfileReason string
	Reference     string
	Department    string
	ReportsTo     string
	Purpose       []string
	Duties        []NewDuty
	Criteria      []NewCriterion
	Requirements  []NewRequirement
}

// NewDuty is a duty of a new role. Factor is a job evaluation factor, 1 to 16, or 0.
type NewDuty struct {
	Heading string
	Factor  int
	Text    string
}

// NewCriterion is a line of a new role's person specification.
type NewCriterion struct {
	Group      string
	Criterion  string
	Importance Importance
}

// NewRequirement asks for a whole skill level, or for one statement when StatementID is valid.
type NewRequirement struct {
	Code        string
	Level       Level
	StatementID uuid.NullUUID
	Importance  Importance
	Reason      string
}

// check refuses what is missing or cannot be, with a message for each field.
func (n NewRole) check() error {
	var wrong []apperr.Field
	refuse := func(name, message string) { wrong = append(wrong, apperr.Field{Name: name, Message: message}) }
	switch title := strings.TrimSpace(n.Title); {
	case title == "":
		refuse("title", "Enter the title of the role.")
	case utf8.RuneCountInString(title) > maxTitle:
		refuse("title", fmt.Sprintf("The title must be %d characters or fewer.", maxTitle))
	}
	switch {
	case n.BandStatus < BandStated || n.BandStatus > BandUnknown:
		refuse("bandStatus", "Say how the band is known: stated, matched or unknown.")
	case n.BandStatus == BandUnknown && n.Band != "":
		refuse("band", "Leave the band empty, or say how it is known.")
	case n.BandStatus != BandUnknown && n.Band.rank() < 0:
		refuse("band", "Choose a band: 1 to 7, 8a to 8d or 9.")
	}
	if n.ProfileID.Valid && strings.TrimSpace(n.ProfileReason) == "" {
		refuse("profileReason", "Say why this national profile comes nearest.")
	}
	for i, d := range n.Duties {
		if strings.TrimSpace(d.Text) == "" {
			refuse(fmt.Sprintf("duties[%d].text", i), "Enter the duty.")
		}
		if d.Factor < 0 || d.Factor > 16 {
			refuse(fmt.Sprintf("duties[%d].factor", i), "Choose a job evaluation factor, 1 to 16.")
		}
	}
	for i, c := range n.Criteria {
		if strings.TrimSpace(c.Criterion) == "" {
			refuse(fmt.Sprintf("criteria[%d].criterion", i), "Enter the criterion.")
		}
		if c.Importance != Essential && c.Importance != Desirable {
			refuse(fmt.Sprintf("criteria[%d].importance", i), "Say whether this is essential or desirable.")
		}
	}
	for i, r := range n.Requirements {
		if r.Importance != Essential && r.Importance != Desirable {
			refuse(fmt.Sprintf("requirements[%d].importance", i), "Say whether this is essential or desirable.")
		}
	}
	return apperr.Invalid(wrong...)
}

// offered is a statement in force that a role can ask for.
type offered struct {
	ID    uuid.UUID
	Code  string
	Level Level
}

// wanted turns requirements into rows, in their order. A skill level or statement that the framework does not have, and a
// statement asked for twice, are CodeInvalid.
func wanted(asked []NewRequirement, statements []offered) ([]RequirementRow, error) {
	var rows []RequirementRow
	var wrong []apperr.Field
	seen := map[uuid.UUID]bool{}
	for i, r := range asked {
		refuse := func(message string) {
			wrong = append(wrong, apperr.Field{Name: fmt.Sprintf("requirements[%d]", i), Message: message})
		}
		found, again := 0, false
		for _, s := range statements {
			if r.StatementID.Valid && s.ID != r.StatementID.UUID || !r.StatementID.Valid && (s.Code != r.Code || s.Level != r.Level) {
				continue
			}
			found++
			again = again || seen[s.ID]
			seen[s.ID] = true
		}
		switch {
		case found == 0:
			refuse("The skill framework has no such statement or skill level.")
		case again:
			refuse("The role already asks for a statement of this requirement.")
		default:
			row := asksFor(r.StatementID, r.Code, r.Level)
			row.Ordinal, row.Importance, row.Configured = i+1, r.Importance.String(), true
			row.Reason, row.Sources = r.Reason, "[]"
			rows = append(rows, row)
		}
	}
	return rows, apperr.Invalid(wrong...)
}
