package role

import (
	"fmt"
	"slices"
)

// BandStatus says how a role's band is known.
type BandStatus int

// The ways.
const (
	// BandStated: the job description prints it.
	BandStated BandStatus = iota + 1
	// BandMatched: a panel matched the job.
	BandMatched
	// BandUnknown: it cannot be read and no panel has met.
	BandUnknown
)

var bandStatusNames = []string{"", "stated", "matched", "unknown"}

func (s BandStatus) String() string { return bandStatusNames[s] }

// ParseBandStatus reads a status as it is written. Anything else is refused.
func ParseBandStatus(text string) (BandStatus, error) {
	return parse[BandStatus](bandStatusNames, text, "status of a band")
}

// Importance says whether a person must or should meet a criterion or requirement.
type Importance int

// The importances. NotStated stands where the document does not say, or does not show any more.
const (
	Essential Importance = iota + 1
	Desirable
	NotStated
)

var importanceNames = []string{"", "essential", "desirable", "not_stated"}

func (i Importance) String() string { return importanceNames[i] }

func parseImportance(text string) (Importance, error) {
	return parse[Importance](importanceNames, text, "importance")
}

// Presence says whether a hazard belongs to the job.
type Presence int

// The presences.
const (
	Present Presence = iota + 1
	Absent
	PresenceNotStated
)

var presenceNames = []string{"", "yes", "no", "not_stated"}

func (p Presence) String() string { return presenceNames[p] }

func parsePresence(text string) (Presence, error) {
	return parse[Presence](presenceNames, text, "presence of a hazard")
}

// Frequency says how often a hazard is met.
type Frequency int

// The frequencies, the rarest first.
const (
	Rare Frequency = iota + 1
	Occasional
	Moderate
	Frequent
	FrequencyNotStated
)

var frequencyNames = []string{"", "rare", "occasional", "moderate", "frequent", "not_stated"}

func (f Frequency) String() string { return frequencyNames[f] }

func parseFrequency(text string) (Frequency, error) {
	return parse[Frequency](frequencyNames, text, "frequency of a hazard")
}

// Kind says what a requirement asks for.
type Kind int

// The kinds.
const (
	// KindStatement: one skill statement.
	KindStatement Kind = iota + 1
	// KindSkillLevel: every statement in force of a level of a skill.
	KindSkillLevel
	// KindCriterion: a line of the role's own person specification.
	KindCriterion
	// KindMilestone: a step of a pathway.
	KindMilestone
	// KindAccreditation: an accreditation that the holder has.
	KindAccreditation
)

var kindNames = []string{"", "statement", "skill_level", "criterion", "milestone", "accreditation"}

func (k Kind) String() string { return kindNames[k] }

// ParseKind reads a kind as it is written. Anything else is refused.
func ParseKind(text string) (Kind, error) { return parse[Kind](kindNames, text, "kind of requirement") }

// Part is a part of a role that a version can change.
type Part int

// The parts, in the order of the role's page. PartDocument is what only the source document says; PartCopied and
// PartRetired mark the versions that a copy begins with and that a retired role ends with.
const (
	PartFacts Part = iota + 1
	PartPurpose
	PartRelationships
	PartSections
	PartDuties
	PartPersonSpecification
	PartHazards
	PartRequirements
	PartDocument
	PartCopied
	PartRetired
)

var partNames = []string{
	"", "facts", "purpose", "relationships", "sections", "duties", "person_specification", "hazards", "requirements", "document",
	"copied", "retired",
}

func (p Part) String() string { return partNames[p] }

// parse finds a name's place in its list; place 0 is nobody's.
func parse[E ~int](names []string, text, what string) (E, error) {
	if i := slices.Index(names, text); i > 0 {
		return E(i), nil
	}
	return 0, fmt.Errorf("%q is no %s", text, what)
}
