package role

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/reference"
)

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

// shelf is what one organisation reads: its roles with those of the source documents, and what a role can ask for.
type shelf struct {
	roles     []shelved
	catalogue catalogue
}

// role finds a role of the shelf.
func (s shelf) role(id uuid.UUID) (Role, bool) {
	for _, one := range s.roles {
		if one.ID == id {
			return one.Role, true
		}
	}
	return Role{}, false
}

// Shelf reads the roles of the source documents and of one organisation, with everything that belongs to them, and what
// they can ask for.
func (s Store) Shelf(ctx context.Context, organisationID uuid.UUID) (shelf, error) {
	const (
		mine    = "organisation_id IS NULL OR organisation_id = ?"
		theirs  = "role_id IN (SELECT id FROM roles WHERE " + mine + ")"
		ordered = "role_id, ordinal"
	)
	var (
		roles        []RoleRow
		passages     []passageRow
		duties       []dutyRow
		criteria     []criterionRow
		hazards      []hazardRow
		asks         []RequirementRow
		requirements []askedRow
	)
	conn := s.db.Conn(ctx)
	for _, err := range []error{
		conn.Where(mine, organisationID).Order("title, id").Find(&roles).Error,
		conn.Where(theirs, organisationID).Order("role_id, part, ordinal").Find(&passages).Error,
		conn.Where(theirs, organisationID).Order(ordered).Find(&duties).Error,
		conn.Where(theirs, organisationID).Order(ordered).Find(&criteria).Error,
		conn.Where(theirs, organisationID).Order(ordered).Find(&hazards).Error,
		conn.Where(theirs, organisationID).Order(ordered).Find(&asks).Error,
		conn.Table("organisation_requirements q").
			Select(`q.requirement_id, q.role_id, q.kind, q.importance, r.configured, r.reason, r.sources,
				q.statement_id, s.code, s.skill, s.aspect, s.level, s.text`).
			Joins("JOIN role_requirements r ON r.id = q.requirement_id").
			Joins("JOIN organisation_statements s ON s.id = q.statement_id AND s.organisation_id = q.organisation_id").
			Where("q.organisation_id = ?", organisationID).Order("q.role_id, s.code, s.level, s.ordinal").Find(&requirements).Error,
	} {
		if err != nil {
			return shelf{}, database.Wrap(err, "role")
		}
	}
	offered, err := s.catalogue(ctx, organisationID)
	if err != nil {
		return shelf{}, err
	}
	parts := map[uuid.UUID]*roleRows{}
	for _, row := range roles {
		parts[row.ID] = &roleRows{Facts: row.Facts}
	}
	for _, row := range passages {
		parts[row.RoleID].Passages = append(parts[row.RoleID].Passages, row)
	}
	for _, row := range duties {
		parts[row.RoleID].Duties = append(parts[row.RoleID].Duties, row)
	}
	for _, row := range criteria {
		parts[row.RoleID].Criteria = append(parts[row.RoleID].Criteria, row)
	}
	for _, row := range hazards {
		parts[row.RoleID].Hazards = append(parts[row.RoleID].Hazards, row)
	}
	for _, row := range asks {
		parts[row.RoleID].Requirements = append(parts[row.RoleID].Requirements, row)
	}
	all := shelf{roles: make([]shelved, len(roles)), catalogue: offered}
	at := map[uuid.UUID]*Role{}
	for i, row := range roles {
		r, err := parts[row.ID].role(offered.profiles)
		if err != nil {
			return shelf{}, err
		}
		r.Version = row.Version
		all.roles[i].Role = r
		at[r.ID] = &all.roles[i].Role
	}
	if err := addRequirements(at, requirements); err != nil {
		return shelf{}, err
	}
	matches, err := s.matched(ctx, organisationID)
	if err != nil {
		return shelf{}, err
	}
	for i := range all.roles {
		one := &all.roles[i]
		one.stated = one.Role
		if m, matched := matches[one.ID]; matched {
			one.given(m)
		}
		one.folded = folded(one.Role)
	}
	return all, nil
}

// catalogue reads what a role of the organisation can ask for of the framework, and the national profiles' titles.
func (s Store) catalogue(ctx context.Context, organisationID uuid.UUID) (catalogue, error) {
	var (
		c      = catalogue{levels: map[Level]string{}, profiles: map[uuid.UUID]string{}}
		levels []struct {
			Level Level
			Name  string
		}
		profiles []struct {
			ID    uuid.UUID
			Title string
		}
	)
	conn := s.db.Conn(ctx)
	for _, err := range []error{
		conn.Table("organisation_statements").Select("id, code, skill, aspect, level, text, ends_on IS NOT NULL AS ended").
			Where("organisation_id = ?", organisationID).Order("framework_id, code, level, ordinal").Find(&c.statements).Error,
		conn.Table("framework_levels").Select("level, name").Find(&levels).Error,
		conn.Table("job_profiles").Select("id, title").Find(&profiles).Error,
	} {
		if err != nil {
			return catalogue{}, database.Wrap(err, "skill framework")
		}
	}
	for _, l := range levels {
		c.levels[l.Level] = l.Name
	}
	for _, p := range profiles {
		c.profiles[p.ID] = p.Title
	}
	return c, nil
}

// roleOf gives the role that the facts are about; titles are those of the profiles.
func roleOf(row Facts, titles map[uuid.UUID]string) (Role, error) {
	status, err := ParseBandStatus(row.BandStatus)
	r := Role{
		ID: row.ID, OrganisationID: row.OrganisationID, Title: row.Title, Band: Band(row.Band), BandStatus: status,
		BandNote: row.BandNote, Document: row.Document, ProfileReason: row.ProfileReason, Reference: row.Reference,
		DocumentVersion: row.DocumentVersion, IssuedOn: row.IssuedOn, JobMatchedOn: row.JobMatchedOn,
		UpdatedText: row.UpdatedText, Organisation: row.Organisation, Directorate: row.Directorate,
		Department: row.Department, ReportsTo: row.ReportsTo, AccountableTo: row.AccountableTo,
		ResponsibleTo: row.ResponsibleTo, CopiedFrom: row.CopiedFromID, CopiedVersion: row.CopiedVersion, RetiredOn: row.RetiredOn,
	}
	if row.ProfileID.Valid {
		r.Profile = &ProfileRef{ID: row.ProfileID.UUID, Title: titles[row.ProfileID.UUID]}
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

func dutyOf(row dutyRow) Duty {
	return Duty{
		ID: row.ID, Heading: row.Heading, Factor: row.Factor, Text: row.Text, Corrected: row.Corrected, Note: row.Note,
		Lines: row.Lines.Items(),
	}
}

func criterionOf(row criterionRow) (Criterion, error) {
	importance, err := parseImportance(row.Importance)
	return Criterion{
		ID: row.ID, Group: row.GroupName, Criterion: row.Criterion, Corrected: row.Corrected, Importance: importance,
		Mark: row.Mark, MarkLines: row.MarkLines.Items(), Basis: row.Basis, Lines: row.Lines.Items(),
	}, err
}

func hazardOf(row hazardRow) (Hazard, error) {
	presence, err := parsePresence(row.Presence)
	if err != nil {
		return Hazard{}, err
	}
	frequency, err := parseFrequency(row.Frequency)
	return Hazard{
		ID: row.ID, Group: row.GroupName, Name: row.Name, Text: row.Text, Present: presence, Frequency: frequency,
		Mark: row.Mark, Note: row.Note, Lines: row.Lines.Items(),
	}, err
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
				Level: row.Level, Text: row.Text, Importance: importance, WholeLevel: row.Kind == KindSkillLevel.String(),
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
