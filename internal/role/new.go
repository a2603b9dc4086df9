package role

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/seed"
)

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
	Relationships []string
	Sections      []NewSection
	Duties        []NewDuty
	Criteria      []NewCriterion
	Hazards       []NewHazard
	Requirements  []NewRequirement
	// Reason says why the role is added.
	Reason string
}

// edit gives the edit that makes the role out of nothing.
func (n NewRole) edit() Edit {
	return Edit{
		Title: &n.Title, Reference: &n.Reference, Department: &n.Department, ReportsTo: &n.ReportsTo, Band: &n.Band,
		BandStatus: &n.BandStatus, BandNote: &n.BandNote, ProfileID: &n.ProfileID, ProfileReason: &n.ProfileReason,
		Purpose: &n.Purpose, Relationships: &n.Relationships, Sections: &n.Sections, Duties: &n.Duties, Criteria: &n.Criteria,
		Hazards: &n.Hazards, Requirements: &n.Requirements,
	}
}

// NewRequirement is a requirement as it is to be. Kind may be left out for a statement, whose StatementID is valid, and
// for a whole skill level.
type NewRequirement struct {
	Kind        Kind
	Code        string
	Level       Level
	StatementID uuid.NullUUID
	CriterionID uuid.NullUUID
	// Of is the key of the milestone or the accreditation.
	Of         string
	Importance Importance
	// LevelOnly says that an approval on a higher level of the same aspect does not count.
	LevelOnly bool
	Reason    string
	Sources   []Source
}

// ask gives the ask that the requirement stands for, without what does not belong to its kind.
func (n NewRequirement) ask() Ask {
	a := Ask{
		Kind: n.Kind, Importance: n.Importance, HigherCounts: !n.LevelOnly, Configured: true, Reason: strings.TrimSpace(n.Reason),
		Sources: n.Sources,
	}
	if a.Kind == 0 {
		a.Kind = KindSkillLevel
		if n.StatementID.Valid {
			a.Kind = KindStatement
		}
	}
	switch a.Kind {
	case KindStatement:
		a.StatementID = n.StatementID
	case KindSkillLevel:
		a.Code, a.Level = n.Code, n.Level
	case KindCriterion:
		a.CriterionID = n.CriterionID
	case KindMilestone, KindAccreditation:
		a.Of = n.Of
	}
	return a
}

// editedAsks gives the asks that a role is to have. One that the role has already keeps its identifier and, unless its
// sources are sent anew, what it rests on. What the library does not have, and a statement asked for twice, are refused.
func editedAsks(r Role, want []NewRequirement, c catalogue, check *checker) []Ask {
	var after []Ask
	asked := map[uuid.UUID]bool{}
	for i, n := range want {
		name := fmt.Sprintf("requirements[%d]", i)
		if n.Importance != Essential && n.Importance != Desirable {
			check.refuse(name+".importance", "Say whether this is essential or desirable.")
		}
		a := n.ask()
		for _, s := range n.Sources {
			if !slices.Contains(seed.DocumentNames(), s.Document) {
				check.refuse(name+".sources", "Choose one of the source documents.")
			}
		}
		before := slices.IndexFunc(r.Asks, a.same)
		if before >= 0 {
			was := r.Asks[before]
			a.ID = was.ID
			if n.Sources == nil {
				a.Sources = was.Sources
			}
			a.Configured = was.Configured || was.Importance != a.Importance
		} else {
			a.ID = a.idIn(r.ID.String())
		}
		// What ended since the role asked for it may stay; a criterion has to be there.
		if before < 0 || a.Kind == KindCriterion {
			if refusal := c.refusal(a, r.Criteria); refusal != "" {
				check.refuse(name, refusal)
			}
		}
		again := slices.ContainsFunc(after, a.same)
		for _, s := range c.of(a) {
			again = again || asked[s.ID]
			asked[s.ID] = true
		}
		if again {
			check.refuse(name, "The role already asks for this, or for a statement of it.")
		}
		after = append(after, c.named(a, r.Criteria))
	}
	return after
}

// refusal says why a role cannot newly ask for something, or nothing.
func (c catalogue) refusal(a Ask, criteria []Criterion) string {
	known := false
	switch a.Kind {
	case KindStatement:
		found := c.of(a)
		if len(found) > 0 && found[0].Ended {
			return "This statement is not in force any more. Choose one that is."
		}
		known = len(found) > 0
	case KindSkillLevel:
		known = len(c.of(a)) > 0
	case KindCriterion:
		if slices.ContainsFunc(criteria, func(one Criterion) bool { return one.ID == a.CriterionID.UUID }) {
			return ""
		}
		return "The role’s person specification has no such criterion."
	case KindMilestone:
		if _, known = c.milestone(a.Of); !known {
			return "No pathway has such a milestone."
		}
	case KindAccreditation:
		if _, known = c.accreditation(a.Of); !known {
			return "There is no such accreditation."
		}
	}
	if !known {
		return "The skill framework has no such statement or skill level."
	}
	return ""
}
