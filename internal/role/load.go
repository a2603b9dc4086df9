package role

import (
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// rowsOf turns the reference data into rows. Identifiers are made from natural keys, so that they are the same in every
// installation. The error names a date that cannot be read, or a statement that a role asks for twice.
func rowsOf(ref seed.Reference) (rows, error) {
	var all rows
	for _, r := range ref.Roles {
		one, err := roleRowsOf(r)
		if err != nil {
			return rows{}, fmt.Errorf("role %s: %w", r.Slug, err)
		}
		if one.Requirements, err = requirementsOf(ref, r.Slug); err != nil {
			return rows{}, fmt.Errorf("role %s: %w", r.Slug, err)
		}
		all.roles = append(all.roles, one)
	}
	return all, nil
}

func roleRowsOf(r seed.Role) (roleRows, error) {
	var issued, matched calendar.Date
	if err := issued.UnmarshalText([]byte(r.IssuedOn)); err != nil {
		return roleRows{}, err
	}
	if err := matched.UnmarshalText([]byte(r.JobMatchedOn)); err != nil {
		return roleRows{}, err
	}
	id := seed.ID(seed.KindRole, r.Slug)
	one := roleRows{Facts: Facts{
		ID: id, Title: r.Title, Band: r.Band, BandStatus: string(r.BandStatus), BandNote: r.BandNote, Document: r.Document,
		ProfileID: profileID(r.Profile), ProfileReason: r.ProfileReason, Reference: r.Reference, DocumentVersion: r.Version,
		IssuedOn: issued, JobMatchedOn: matched, UpdatedText: r.UpdatedText, Organisation: r.Organisation,
		Directorate: r.Directorate, Department: r.Department, ReportsTo: r.ReportsTo, AccountableTo: r.AccountableTo,
		ResponsibleTo: r.ResponsibleTo,
	}}
	one.addPassages(r, id)
	for i, d := range r.Duties {
		one.Duties = append(one.Duties, dutyRow{
			ID: seed.ID(seed.KindDuty, d.Key), RoleID: id, Ordinal: i + 1, Heading: d.Heading, Factor: d.Factor, Text: d.Text,
			Corrected: d.Corrected, Note: d.Note, Lines: reference.ListOf(d.Lines),
		})
	}
	for i, c := range r.Criteria {
		one.Criteria = append(one.Criteria, criterionRow{
			ID: seed.ID(seed.KindCriterion, c.Key), RoleID: id, Ordinal: i + 1, GroupName: c.Group, Criterion: c.Criterion,
			Corrected: c.Corrected, Importance: string(c.Importance), Mark: c.Mark, Basis: c.Basis,
			Lines: reference.ListOf(c.Lines), MarkLines: reference.ListOf(c.MarkLines),
		})
	}
	for i, h := range r.Hazards {
		one.Hazards = append(one.Hazards, hazardRow{
			ID: seed.ID(seed.KindHazard, h.Key), RoleID: id, Ordinal: i + 1, GroupName: h.Group, Name: h.Name, Text: h.Text,
			Presence: string(h.Present), Frequency: string(h.Frequency), Mark: h.Mark, Note: h.Note,
			Lines: reference.ListOf(h.Lines),
		})
	}
	return one, nil
}

// addPassages adds the parts of the job description that have no table of their own.
func (one *roleRows) addPassages(r seed.Role, id uuid.UUID) {
	ordinals := map[string]int{}
	add := func(part string, row passageRow, lines []int) {
		ordinals[part]++
		row.Part, row.Ordinal = part, ordinals[part]
		row.ID = seed.ID("role_passage", fmt.Sprintf("%s/%s/%d", r.Slug, part, row.Ordinal))
		row.RoleID, row.Lines = id, reference.ListOf(lines)
		one.Passages = append(one.Passages, row)
	}
	paragraphs := func(part, heading string, passages []seed.Passage) {
		for _, p := range passages {
			add(part, passageRow{Heading: heading, Text: p.Text, Corrected: p.Corrected, Note: p.Note}, p.Lines)
		}
	}
	for _, d := range r.Details {
		add(partDetail, passageRow{Heading: d.Label, Text: d.Text, Corrected: d.Corrected, Note: d.Note}, d.Lines)
	}
	for _, h := range r.Headings {
		add(partHeading, passageRow{Text: h.Text, Number: h.Number, Factor: h.Factor, Corrected: h.Corrected, Note: h.Note}, h.Lines)
	}
	paragraphs(partPurpose, "", r.Purpose)
	paragraphs(partRelationship, "", r.Relationships)
	paragraphs(partValue, "", r.Values)
	for _, s := range r.Sections {
		paragraphs(partSection, s.Heading, s.Paragraphs)
	}
}

// requirementsOf gives a row for everything that the role asks for. The error names a statement that it asks for twice.
func requirementsOf(ref seed.Reference, slug string) ([]RequirementRow, error) {
	var all []RequirementRow
	seen := map[string]bool{}
	for _, q := range ref.Requirements {
		if q.Role != slug {
			continue
		}
		for _, s := range ref.StatementsFor(q) {
			if seen[s.Key] {
				return nil, fmt.Errorf("it asks for the statement %s twice", s.Key)
			}
			seen[s.Key] = true
		}
		a := Ask{
			Kind: KindSkillLevel, Code: q.Code, Level: Level(q.Level), HigherCounts: true, Configured: q.Configured, Reason: q.Reason,
			Sources: reference.Each(q.Sources, sourceOf),
		}
		switch {
		case q.Statement != "":
			a.Kind, a.Code, a.Level = KindStatement, "", 0
			a.StatementID = uuid.NullUUID{UUID: seed.ID(seed.KindStatement, q.Statement), Valid: true}
		case q.Criterion != "":
			a.Kind = KindCriterion
			a.CriterionID = uuid.NullUUID{UUID: seed.ID(seed.KindCriterion, q.Criterion), Valid: true}
		case q.Milestone != "":
			a.Kind, a.Of = KindMilestone, q.Milestone
		case q.Accreditation != "":
			a.Kind, a.Of = KindAccreditation, q.Accreditation
		}
		var err error
		if a.Importance, err = parseImportance(string(q.Importance)); err != nil {
			return nil, err
		}
		a.ID = a.idIn(slug)
		row := a.row(seed.ID(seed.KindRole, slug), len(all)+1)
		all = append(all, row)
	}
	return all, nil
}

func profileID(slug string) uuid.NullUUID {
	if slug == "" {
		return uuid.NullUUID{}
	}
	return uuid.NullUUID{UUID: seed.ID(seed.KindProfile, slug), Valid: true}
}

func sourceOf(s seed.Source) Source { return Source{Document: s.Document, Lines: s.Lines} }
