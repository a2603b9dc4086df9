package role

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/reference"
)

// readRow is a role with the title of its profile.
type readRow struct {
	RoleRow      `gorm:"embedded"`
	ProfileTitle string
}

// askedRow is a statement that a role asks for, by itself or as a part of a whole skill level.
type askedRow struct {
	RequirementID uuid.UUID
	RoleID        uuid.UUID
	Kind          string
	Importance    string
	Configured    bool
	Reason        string
	Sources       reference.List[Source]
	StatementID   uuid.UUID
	Code          string
	Skill         string
	Aspect        string
	Level         Level
	Text          string
}

// Roles reads the roles of the source documents and of one organisation, with everything that belongs to them.
func (s Store) Roles(ctx context.Context, organisationID uuid.UUID) ([]shelved, error) {
	const (
		mine    = "organisation_id IS NULL OR organisation_id = ?"
		theirs  = "role_id IN (SELECT id FROM roles WHERE " + mine + ")"
		ordered = "role_id, ordinal"
	)
	var (
		roles        []readRow
		passages     []passageRow
		duties       []dutyRow
		criteria     []criterionRow
		hazards      []hazardRow
		requirements []askedRow
	)
	conn := s.db.Conn(ctx)
	for _, err := range []error{
		conn.Table("roles").Select("roles.*, COALESCE(job_profiles.title, '') AS profile_title").
			Joins("LEFT JOIN job_profiles ON job_profiles.id = roles.profile_id").
			Where(mine, organisationID).Order("roles.title, roles.id").Find(&roles).Error,
		conn.Where(theirs, organisationID).Order("role_id, part, ordinal").Find(&passages).Error,
		conn.Where(theirs, organisationID).Order(ordered).Find(&duties).Error,
		conn.Where(theirs, organisationID).Order(ordered).Find(&criteria).Error,
		conn.Where(theirs, organisationID).Order(ordered).Find(&hazards).Error,
		conn.Table("organisation_requirements q").
			Select(`q.requirement_id, q.role_id, q.kind, q.importance, r.configured, r.reason, r.sources,
				q.statement_id, s.code, s.skill, s.aspect, s.level, s.text`).
			Joins("JOIN role_requirements r ON r.id = q.requirement_id").
			Joins("JOIN organisation_statements s ON s.id = q.statement_id AND s.organisation_id = q.organisation_id").
			Where("q.organisation_id = ?", organisationID).Order("q.role_id, s.code, s.level, s.ordinal").Find(&requirements).Error,
	} {
		if err != nil {
			return nil, database.Wrap(err, "role")
		}
	}
	all := make([]shelved, len(roles))
	at := map[uuid.UUID]*Role{}
	for i, row := range roles {
		r, err := roleOf(row)
		if err != nil {
			return nil, err
		}
		all[i].Role = r
		at[r.ID] = &all[i].Role
	}
	for _, row := range passages {
		if r := at[row.RoleID]; r != nil {
			r.add(row)
		}
	}
	for _, row := range duties {
		if r := at[row.RoleID]; r != nil {
			r.Duties = append(r.Duties, Duty{
				ID: row.ID, Heading: row.Heading, Factor: row.Factor, Text: row.Text, Corrected: row.Corrected, Note: row.Note,
				Lines: row.Lines.Items(),
			})
		}
	}
	if err := addCriteria(at, criteria); err != nil {
		return nil, err
	}
	if err := addHazards(at, hazards); err != nil {
		return nil, err
	}
	if err := addRequirements(at, requirements); err != nil {
		return nil, err
	}
	matches, err := s.matched(ctx, organisationID)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if m, matched := matches[all[i].ID]; matched {
			all[i].given(m)
		}
		all[i].folded = folded(all[i].Role)
	}
	return all, nil
}

func roleOf(row readRow) (Role, error) {
	status, err := ParseBandStatus(row.BandStatus)
	r := Role{
		ID: row.ID, OrganisationID: row.OrganisationID, Title: row.Title, Band: Band(row.Band), BandStatus: status,
		BandNote: row.BandNote, Document: row.Document, ProfileReason: row.ProfileReason, Reference: row.Reference,
		DocumentVersion: row.DocumentVersion, IssuedOn: row.IssuedOn, JobMatchedOn: row.JobMatchedOn,
		UpdatedText: row.UpdatedText, Organisation: row.Organisation, Directorate: row.Directorate,
		Department: row.Department, ReportsTo: row.ReportsTo, AccountableTo: row.AccountableTo,
		ResponsibleTo: row.ResponsibleTo, Version: row.Version,
	}
	if row.ProfileID.Valid {
		r.Profile = &ProfileRef{ID: row.ProfileID.UUID, Title: row.ProfileTitle}
	}
	return r, err
}

// add puts a passage where it belongs; passages come in their order.
func (r *Role) add(row passageRow) {
	p := Passage{
		Heading: row.Heading, Text: row.Text, Corrected: row.Corrected, Note: row.Note, Number: row.Number,
		Factor: row.Factor, Lines: row.Lines.Items(),
	}
	switch row.Part {
	case partDetail:
		r.Details = append(r.Details, p)
	case partHeading:
		r.Headings = append(r.Headings, p)
	case partPurpose:
		r.Purpose = append(r.Purpose, p)
	case partRelationship:
		r.Relationships = append(r.Relationships, p)
	case partValue:
		r.Values = append(r.Values, p)
	case partSection:
		last := len(r.Sections) - 1
		if last < 0 || r.Sections[last].Heading != p.Heading {
			r.Sections = append(r.Sections, Section{Heading: p.Heading})
			last++
		}
		r.Sections[last].Paragraphs = append(r.Sections[last].Paragraphs, p)
	}
}

func addCriteria(at map[uuid.UUID]*Role, rows []criterionRow) error {
	for _, row := range rows {
		importance, err := parseImportance(row.Importance)
		if err != nil {
			return err
		}
		if r := at[row.RoleID]; r != nil {
			r.Criteria = append(r.Criteria, Criterion{
				ID: row.ID, Group: row.GroupName, Criterion: row.Criterion, Corrected: row.Corrected, Importance: importance,
				Mark: row.Mark, MarkLines: row.MarkLines.Items(), Basis: row.Basis, Lines: row.Lines.Items(),
			})
		}
	}
	return nil
}

func addHazards(at map[uuid.UUID]*Role, rows []hazardRow) error {
	for _, row := range rows {
		presence, err := parsePresence(row.Presence)
		if err != nil {
			return err
		}
		frequency, err := parseFrequency(row.Frequency)
		if err != nil {
			return err
		}
		if r := at[row.RoleID]; r != nil {
			r.Hazards = append(r.Hazards, Hazard{
				ID: row.ID, Group: row.GroupName, Name: row.Name, Text: row.Text, Present: presence, Frequency: frequency,
				Mark: row.Mark, Note: row.Note, Lines: row.Lines.Items(),
			})
		}
	}
	return nil
}

func addRequirements(at map[uuid.UUID]*Role, rows []askedRow) error {
	for _, row := range rows {
		importance, err := parseImportance(row.Importance)
		if err != nil {
			return err
		}
		if r := at[row.RoleID]; r != nil {
			r.Requirements = append(r.Requirements, Requirement{
				ID: row.RequirementID, StatementID: row.StatementID, Code: row.Code, Skill: row.Skill, Aspect: row.Aspect,
				Level: row.Level, Text: row.Text, Importance: importance, WholeLevel: row.Kind == kindSkillLevel,
				Configured: row.Configured, Reason: row.Reason, Sources: row.Sources.Items(),
			})
		}
	}
	return nil
}

// folded is what a search among roles looks through.
func folded(r Role) string {
	texts := []string{r.Title, "band " + string(r.Band), r.Reference, r.Department}
	for _, d := range r.Duties {
		texts = append(texts, d.Text)
	}
	for _, c := range r.Criteria {
		texts = append(texts, c.Criterion)
	}
	return fold.Text(texts...)
}
