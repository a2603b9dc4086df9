package role

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/reference"
)

// Version says what one version of a role changed, why, by whom and when.
type Version struct {
	Number int
	At     time.Time
	// By is not valid where the reference data changed, ByName then empty.
	By     uuid.NullUUID
	ByName string
	Reason string
	Parts  []Part
}

// VersionRow is a published version. Content is a [roleRows] as JSON, Parts what the version changed.
type VersionRow struct {
	ID        uuid.UUID
	RoleID    uuid.UUID
	Version   int
	Content   string
	Parts     reference.List[string]
	Reason    string
	ChangedBy uuid.NullUUID
	ChangedAt time.Time
}

func (VersionRow) TableName() string { return "role_versions" }

// rowsOfRole gives the rows that hold a role. Its passages have no identifiers yet: see [Store.save].
func rowsOfRole(r Role) roleRows {
	one := roleRows{Facts: Facts{
		ID: r.ID, OrganisationID: r.OrganisationID, Title: r.Title, Band: string(r.Band), BandStatus: r.BandStatus.String(),
		BandNote: r.BandNote, Document: r.Document, ProfileReason: r.ProfileReason, Reference: r.Reference,
		DocumentVersion: r.DocumentVersion, IssuedOn: r.IssuedOn, JobMatchedOn: r.JobMatchedOn, UpdatedText: r.UpdatedText,
		Organisation: r.Organisation, Directorate: r.Directorate, Department: r.Department, ReportsTo: r.ReportsTo,
		AccountableTo: r.AccountableTo, ResponsibleTo: r.ResponsibleTo, CopiedFromID: r.CopiedFrom,
		CopiedVersion: r.CopiedVersion, RetiredOn: r.RetiredOn,
	}}
	if r.Profile != nil {
		one.Facts.ProfileID = uuid.NullUUID{UUID: r.Profile.ID, Valid: true}
	}
	add := func(part, heading string, passages []Passage) {
		start := 0
		for _, p := range one.Passages {
			if p.Part == part {
				start++
			}
		}
		for i, p := range passages {
			if heading != "" {
				p.Heading = heading
			}
			one.Passages = append(one.Passages, passageRow{
				RoleID: r.ID, Part: part, Ordinal: start + i + 1, Heading: p.Heading, Number: p.Number, Factor: p.Factor, Text: p.Text,
				Corrected: p.Corrected, Note: p.Note, Lines: reference.ListOf(p.Lines),
			})
		}
	}
	add(partDetail, "", r.Details)
	add(partHeading, "", r.Headings)
	add(partPurpose, "", r.Purpose)
	add(partRelationship, "", r.Relationships)
	add(partValue, "", r.Values)
	for _, s := range r.Sections {
		add(partSection, s.Heading, s.Paragraphs)
	}
	for i, d := range r.Duties {
		one.Duties = append(one.Duties, dutyRow{
			ID: d.ID, RoleID: r.ID, Ordinal: i + 1, Heading: d.Heading, Factor: d.Factor, Text: d.Text, Corrected: d.Corrected,
			Note: d.Note, Lines: reference.ListOf(d.Lines),
		})
	}
	for i, c := range r.Criteria {
		one.Criteria = append(one.Criteria, criterionRow{
			ID: c.ID, RoleID: r.ID, Ordinal: i + 1, GroupName: c.Group, Criterion: c.Criterion, Corrected: c.Corrected,
			Importance: c.Importance.String(), Mark: c.Mark, Basis: c.Basis, Lines: reference.ListOf(c.Lines),
			MarkLines: reference.ListOf(c.MarkLines),
		})
	}
	for i, h := range r.Hazards {
		one.Hazards = append(one.Hazards, hazardRow{
			ID: h.ID, RoleID: r.ID, Ordinal: i + 1, GroupName: h.Group, Name: h.Name, Text: h.Text, Presence: h.Present.String(),
			Frequency: h.Frequency.String(), Mark: h.Mark, Note: h.Note, Lines: reference.ListOf(h.Lines),
		})
	}
	for i, a := range r.Asks {
		one.Requirements = append(one.Requirements, a.row(r.ID, i+1))
	}
	return one
}

// role gives the role that the rows hold. The titles of the profiles come from the catalogue.
func (one roleRows) role(profiles map[uuid.UUID]string) (Role, error) {
	r, err := roleOf(one.Facts, profiles)
	if err != nil {
		return Role{}, err
	}
	for _, row := range one.Passages {
		r.add(row)
	}
	for _, row := range one.Duties {
		r.Duties = append(r.Duties, dutyOf(row))
	}
	for _, row := range one.Criteria {
		c, err := criterionOf(row)
		if err != nil {
			return Role{}, err
		}
		r.Criteria = append(r.Criteria, c)
	}
	for _, row := range one.Hazards {
		h, err := hazardOf(row)
		if err != nil {
			return Role{}, err
		}
		r.Hazards = append(r.Hazards, h)
	}
	for _, row := range one.Requirements {
		a, err := askOf(row)
		if err != nil {
			return Role{}, err
		}
		r.Asks = append(r.Asks, a)
	}
	return r, nil
}

// content writes the rows as a version keeps them.
func (one roleRows) content() (string, error) {
	text, err := json.Marshal(one)
	if err != nil {
		return "", fmt.Errorf("keep a version of a role: %w", err)
	}
	return string(text), nil
}

// contentOf reads the rows that a version keeps.
func contentOf(text string) (roleRows, error) {
	var one roleRows
	if err := json.Unmarshal([]byte(text), &one); err != nil {
		return roleRows{}, fmt.Errorf("read a version of a role: %w", err)
	}
	return one, nil
}
