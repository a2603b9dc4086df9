package search

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// bodies are the bodies of reference data that are searched.
var bodies = []string{"framework", "job_evaluation", "role"}

// texts reads everything of a body that is to be found.
func (s store) texts(ctx context.Context, body string) ([]entry, error) {
	switch body {
	case "framework":
		return s.statements(ctx)
	case "job_evaluation":
		return s.profiles(ctx)
	default:
		return s.roles(ctx)
	}
}

// statements reads the framework's own statements, and of every organisation those that its editions changed and its own.
func (s store) statements(ctx context.Context) ([]entry, error) {
	var rows []struct {
		ID             uuid.UUID
		OrganisationID uuid.NullUUID
		Code           string
		Skill          string
		Aspect         string
		Level          int
		LevelName      string
		Text           string
		Ended          bool
		Document       string
		SourceLine     int
	}
	err := s.db.Conn(ctx).Raw(`SELECT r.id, r.organisation_id, r.code, r.skill, r.aspect, r.level, COALESCE(l.name, '') AS level_name, r.text, r.ended,
			CASE WHEN r.own THEN '' ELSE f.document END AS document, r.source_line
		FROM (SELECT id, NULL AS organisation_id, framework_id, code, skill, aspect, level, text, ends_on IS NOT NULL AS ended, source_line, FALSE AS own
				FROM framework_statements WHERE organisation_id IS NULL
			UNION ALL
			SELECT o.id, o.organisation_id, o.framework_id, o.code, o.skill, o.aspect, o.level, o.text, o.ends_on IS NOT NULL, s.source_line,
				o.own_organisation_id IS NOT NULL
				FROM organisation_statements o JOIN framework_statements s ON s.id = o.id
				LEFT JOIN framework_statement_overrides v ON v.organisation_id = o.organisation_id AND v.statement_id = o.id
				WHERE o.own_organisation_id IS NOT NULL OR v.statement_id IS NOT NULL) r
		JOIN frameworks f ON f.id = r.framework_id
		LEFT JOIN framework_levels l ON l.framework_id = r.framework_id AND l.level = r.level
		ORDER BY r.code, r.level, r.aspect`).Scan(&rows).Error
	entries := make([]entry, 0, len(rows))
	for _, r := range rows {
		place := fmt.Sprintf("%s, level %d", r.Skill, r.Level)
		if r.LevelName != "" {
			place += " " + r.LevelName
		}
		if r.Ended {
			place += ", no longer in force"
		}
		entries = append(entries, entry{
			Kind: Statement, ID: r.ID, OrganisationID: r.OrganisationID, Title: fmt.Sprintf("%s %d, %s", r.Code, r.Level, r.Aspect), Place: place,
			Document: r.Document, Passages: []Passage{{Line: r.SourceLine, Text: r.Text}},
		})
	}
	return entries, database.Wrap(err, "statements")
}

// profiles reads the national profiles, each with its job statements and the rows of its factors.
func (s store) profiles(ctx context.Context) ([]entry, error) {
	var profiles []struct {
		ID               uuid.UUID
		Title            string
		Band             string
		Suite            string
		Document         string
		Line             int
		JobStatementLine int
		JobStatements    reference.List[string]
	}
	conn := s.db.Conn(ctx)
	if err := conn.Raw(`SELECT id, title, band, suite, document, line, job_statement_line, job_statements FROM job_profiles ORDER BY title, id`).Scan(&profiles).Error; err != nil {
		return nil, database.Wrap(err, "national profiles")
	}
	var factors []struct {
		ProfileID uuid.UUID
		Factor    int
		Name      string
		Text      string
		Line      int
	}
	err := conn.Raw("SELECT profile_id, factor, name, text, line FROM job_profile_factors ORDER BY profile_id, factor").Scan(&factors).Error
	at := map[uuid.UUID]int{}
	entries := make([]entry, 0, len(profiles))
	for _, p := range profiles {
		e := entry{Kind: Profile, ID: p.ID, Title: p.Title, Place: band(p.Band), Document: p.Document}
		for _, text := range p.JobStatements.Items() {
			e.Passages = append(e.Passages, Passage{"Job statement", p.JobStatementLine, text})
		}
		at[p.ID] = len(entries)
		entries = append(entries, e)
	}
	for _, f := range factors {
		e := &entries[at[f.ProfileID]]
		e.Passages = append(e.Passages, Passage{fmt.Sprintf("Factor %d, %s", f.Factor, f.Name), f.Line, f.Text})
	}
	return entries, database.Wrap(err, "national profiles")
}

func band(text string) string {
	if text == "" {
		return "Band not stated"
	}
	return "Band " + text
}

// roles reads every role with what its job description says, and every duty by itself.
func (s store) roles(ctx context.Context) ([]entry, error) {
	conn := s.db.Conn(ctx)
	var roles []struct {
		ID             uuid.UUID
		OrganisationID uuid.NullUUID
		Title          string
		Band           string
		Reference      string
		Document       string
		RetiredOn      calendar.Date
	}
	if err := conn.Raw("SELECT id, organisation_id, title, band, reference, document, retired_on FROM roles ORDER BY title, id").Scan(&roles).Error; err != nil {
		return nil, database.Wrap(err, "roles")
	}
	at := map[uuid.UUID]int{}
	entries := make([]entry, 0, len(roles))
	for _, r := range roles {
		place := band(r.Band)
		if r.Reference != "" {
			place += ", reference " + r.Reference
		}
		at[r.ID] = len(entries)
		entries = append(entries, entry{Kind: Role, ID: r.ID, OrganisationID: r.OrganisationID, Title: r.Title, Place: place, Document: r.Document})
	}
	var passages []struct {
		RoleID uuid.UUID
		Part   string
		Text   string
		Lines  reference.List[int]
	}
	// In the order of the page, the purpose first: where two passages say as much, the first is shown.
	err := conn.Raw(`SELECT role_id, part, text, lines FROM (
			SELECT role_id, 1 AS position, ordinal, CASE WHEN heading <> '' THEN heading WHEN part = 'purpose' THEN 'Purpose' WHEN part = 'relationship' THEN 'Working relationships'
				WHEN part = 'value' THEN 'Values' ELSE '' END AS part, COALESCE(NULLIF(corrected, ''), text) AS text, lines, CASE part WHEN 'purpose' THEN 1 ELSE 2 END AS rank
			FROM role_passages WHERE part <> 'heading'
			UNION ALL SELECT role_id, 2, ordinal, group_name, COALESCE(NULLIF(corrected, ''), criterion), lines, 1 FROM role_criteria
			UNION ALL SELECT role_id, 3, ordinal, group_name, name || ' ' || text, lines, 1 FROM role_hazards) p
		ORDER BY role_id, position, rank, ordinal`).Scan(&passages).Error
	if err != nil {
		return nil, database.Wrap(err, "roles")
	}
	for _, p := range passages {
		e := &entries[at[p.RoleID]]
		e.Passages = append(e.Passages, Passage{p.Part, first(p.Lines), p.Text})
	}
	var duties []struct {
		ID      uuid.UUID
		RoleID  uuid.UUID
		Heading string
		Text    string
		Lines   reference.List[int]
	}
	err = conn.Raw("SELECT id, role_id, heading, COALESCE(NULLIF(corrected, ''), text) AS text, lines FROM role_duties ORDER BY role_id, ordinal").Scan(&duties).Error
	for _, d := range duties {
		r := entries[at[d.RoleID]]
		entries = append(entries, entry{
			Kind: Duty, ID: d.ID, PartOf: uuid.NullUUID{UUID: r.ID, Valid: true}, OrganisationID: r.OrganisationID, Title: r.Title,
			Place: band(roles[at[d.RoleID]].Band), Document: r.Document, Passages: []Passage{{d.Heading, first(d.Lines), d.Text}},
		})
	}
	return entries, database.Wrap(err, "roles")
}

// first gives the first of the lines of a passage, 0 where there is none.
func first(lines reference.List[int]) int {
	all := lines.Items()
	if len(all) == 0 {
		return 0
	}
	return all[0]
}
