package privacy

import (
	"slices"
	"strings"
)

// Copied is what a copy of a record has of one table: rows as names of columns with values that JSON can hold.
type Copied struct {
	Holding
	Columns []string
	Rows    []map[string]any
}

// fileName is the name of the table's file in a copy.
func (h Holding) fileName() string {
	if h.File != "" {
		return h.File
	}
	return h.Table
}

// given are the tables that a copy has.
func given() []Holding {
	return slices.DeleteFunc(Register(), func(h Holding) bool { return h.NotGiven != "" })
}

// never are columns that no copy has, as they say nothing to anybody.
var never = []string{"organisation_id", "version", "name_folded", "search"}

// peopleColumns are columns that refer to somebody, who is named in a copy by name alone.
var peopleColumns = []string{
	"person_id", "actor_id", "assignee_id", "line_manager_id", "author_id", "lead_id", "owner_id", "mentor_id", "auditor_id", "assessor_id",
	"reviewer_id", "moderator_id", "feedback_with", "by_id", "covering_id", "for_id", "decided_for",
}

// namesSomebody reports whether a column refers to a person.
func namesSomebody(column string) bool {
	return slices.Contains(peopleColumns, column) || strings.HasSuffix(column, "_by")
}

// referred says in which table, and by which expression, the name of what a column refers to is found.
var referred = map[string]struct{ table, name string }{
	"role_id": {"roles", "title"}, "from_role_id": {"roles", "title"}, "to_role_id": {"roles", "title"},
	"team_id": {"teams", "name"}, "pathway_id": {"pathways", "title"}, "sitting_id": {"exam_sittings", "title"},
	"statement_id": {"framework_statements", "code || ' level ' || level || ': ' || text"}, "event_id": {"course_events", "title"},
	"cohort_id": {"cohorts", "name"}, "evidence_id": {"evidence", "title"}, "report_id": {"workforce_reports", "name"},
	"threshold_set_id": {"accuracy_threshold_sets", "name"}, "criterion_id": {"role_criteria", "criterion"},
	"certificate_id": {"files", "name"}, "letter_id": {"files", "name"},
}

// documents are columns that hold JSON.
var documents = []string{"before", "after", "content", "links", "files", "filters", "intakes"}

// spoken are names of columns that a person would not understand as they are.
var spoken = map[string]string{
	"what_i_did": "What I did", "at": "When", "actor_id": "Who", "by_id": "By", "wte_hundredths": "Hours (hundredths of full time)",
	"mark_hundredths": "Mark (hundredths)", "was_mark_hundredths": "Mark before (hundredths)", "self_judgement": "Own judgement", "self_reason": "Own reason",
	"acc_episodes": "Episodes when accredited", "for_whom": "For whom", "sha256": "Fingerprint (SHA-256)", "created_at": "Entered", "updated_at": "Last changed", "url": "Address",
}

// label is a column's name for people.
func label(column string) string {
	if words, known := spoken[column]; known {
		return words
	}
	words := strings.ReplaceAll(strings.TrimSuffix(column, "_id"), "_", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}
