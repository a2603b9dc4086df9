package role

import (
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
)

func summaryJSON(r Role) api.RoleSummary {
	return api.RoleSummary{
		Id: r.ID, Title: r.Title, Band: string(r.Band), BandStatus: api.RoleSummaryBandStatus(r.BandStatus.String()),
		Reference: r.Reference, Local: r.Local(), Document: r.Document, Profile: profileJSON(r.Profile),
		Match: matchJSON(r.Match), EssentialCount: r.Count(Essential), DesirableCount: r.Count(Desirable), RetiredOn: dateJSON(r.RetiredOn),
	}
}

func roleJSON(r Detail) api.Role {
	purpose := reference.Each(r.Purpose, func(p Passage) string { return p.Text })
	out := api.Role{
		Id: r.ID, Title: r.Title, Band: string(r.Band), BandStatus: api.RoleBandStatus(r.BandStatus.String()),
		BandNote: r.BandNote, Local: r.Local(), Document: r.Document, Reference: r.Reference,
		DocumentVersion: r.DocumentVersion, UpdatedText: r.UpdatedText, Profile: profileJSON(r.Profile),
		ProfileReason: r.ProfileReason, Match: matchJSON(r.Match), Organisation: r.Organisation, Directorate: r.Directorate, Department: r.Department,
		ReportsTo: r.ReportsTo, AccountableTo: r.AccountableTo, ResponsibleTo: r.ResponsibleTo,
		Purpose: strings.Join(purpose, "\n"), PurposePassages: reference.Each(r.Purpose, passageJSON),
		Relationships: reference.Each(r.Relationships, passageJSON), Values: reference.Each(r.Values, passageJSON),
		Sections: reference.Each(r.Sections, func(s Section) api.RoleSection {
			return api.RoleSection{Heading: s.Heading, Paragraphs: reference.Each(s.Paragraphs, passageJSON)}
		}),
		Details: reference.Each(r.Details, func(p Passage) api.RoleDetail {
			return api.RoleDetail{Label: p.Heading, Text: p.Text, Corrected: p.Corrected, Note: p.Note, Lines: p.Lines}
		}),
		Headings: reference.Each(r.Headings, func(p Passage) api.RoleHeading {
			return api.RoleHeading{Text: p.Text, Number: p.Number, Factor: p.Factor, Corrected: p.Corrected, Note: p.Note, Lines: p.Lines}
		}),
		Duties: reference.Each(r.Duties, func(d Duty) api.Duty {
			return api.Duty{
				Id: d.ID, Heading: d.Heading, Factor: d.Factor, Text: d.Text, Corrected: d.Corrected, Note: d.Note, Lines: d.Lines,
			}
		}),
		PersonSpecification: reference.Each(r.Criteria, criterionJSON),
		Hazards:             reference.Each(r.Hazards, hazardJSON),
		Requirements:        reference.Each(r.Requirements, requirementJSON),
		Milestones: reference.Each(r.Milestones, func(m Milestone) api.RoleMilestone {
			return api.RoleMilestone{Key: m.Key, Title: m.Title, Rule: m.Rule, Sources: sourcesJSON(m.Sources)}
		}),
		Asks:    reference.Each(r.Role.Asks, askJSON),
		Holders: r.Holders, Version: r.Version, RetiredOn: dateJSON(r.RetiredOn),
	}
	if r.CopiedFrom.Valid {
		out.CopiedFrom = &api.NamedRef{Id: r.CopiedFrom.UUID, Name: r.Origin}
	}
	if !r.IssuedOn.IsZero() {
		out.IssuedOn = &r.IssuedOn
	}
	if !r.JobMatchedOn.IsZero() {
		out.JobMatchedOn = &r.JobMatchedOn
	}
	return out
}

func askJSON(a Ask) api.RoleAsk {
	out := api.RoleAsk{
		Id: a.ID, Kind: api.RoleAskKind(a.Kind.String()), Name: a.Name, Detail: a.Detail, Code: a.Code, Level: int(a.Level),
		StatementId: idJSON(a.StatementID), CriterionId: idJSON(a.CriterionID), Importance: api.RoleAskImportance(a.Importance.String()),
		HigherCounts: a.HigherCounts, Configured: a.Configured, Reason: a.Reason, Sources: sourcesJSON(a.Sources), Statements: a.Statements,
	}
	out.Milestone, out.Accreditation = a.ofJSON()
	return out
}

// ofJSON gives the key of a milestone or of an accreditation, the other one empty.
func (a Ask) ofJSON() (milestone, accreditation string) {
	if a.Kind == KindMilestone {
		return a.Of, ""
	}
	return "", a.Of
}

func idJSON(id uuid.NullUUID) *uuid.UUID {
	if !id.Valid {
		return nil
	}
	return &id.UUID
}

func dateJSON(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

func profileJSON(p *ProfileRef) *api.NamedRef {
	if p == nil {
		return nil
	}
	return &api.NamedRef{Id: p.ID, Name: p.Title}
}

func matchJSON(m *Matched) *api.RoleMatch {
	if m == nil {
		return nil
	}
	return &api.RoleMatch{
		Id: m.ID, Outcome: api.RoleMatchOutcome(m.Outcome), Total: m.Total, Band: string(m.Band), StatedBand: string(m.StatedBand),
		Profile: profileJSON(m.Profile), ReleasedOn: m.ReleasedOn,
	}
}

func passageJSON(p Passage) api.Passage {
	return api.Passage{Text: p.Text, Corrected: p.Corrected, Note: p.Note, Lines: p.Lines}
}

func criterionJSON(c Criterion) api.PersonCriterion {
	return api.PersonCriterion{
		Id: c.ID, Group: c.Group, Criterion: c.Criterion, Corrected: c.Corrected,
		Importance: api.PersonCriterionImportance(c.Importance.String()), Mark: c.Mark, Basis: c.Basis, Lines: c.Lines,
		MarkLines: c.MarkLines,
	}
}

func hazardJSON(h Hazard) api.Hazard {
	return api.Hazard{
		Id: h.ID, Group: h.Group, Name: h.Name, Text: h.Text, Present: api.HazardPresent(h.Present.String()),
		Frequency: api.HazardFrequency(h.Frequency.String()), Mark: h.Mark, Note: h.Note, Lines: h.Lines,
	}
}

func requirementJSON(q Requirement) api.RoleRequirement {
	return api.RoleRequirement{
		Id: q.ID, StatementId: q.StatementID, Code: q.Code, Skill: q.Skill, Aspect: q.Aspect, Level: int(q.Level),
		Text: q.Text, Importance: api.RoleRequirementImportance(q.Importance.String()), WholeLevel: q.WholeLevel,
		Configured: q.Configured, Reason: q.Reason, Sources: sourcesJSON(q.Sources),
	}
}

// sourcesJSON gives one reference for each line.
func sourcesJSON(sources []Source) []api.SourceRef {
	all := []api.SourceRef{}
	for _, s := range sources {
		for _, line := range s.Lines {
			all = append(all, api.SourceRef{Document: s.Document, Line: line})
		}
	}
	return all
}
