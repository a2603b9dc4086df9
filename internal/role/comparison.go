package role

import (
	"cmp"
	"slices"

	"bandwise/internal/platform/fold"
)

// Step says what becomes of something on the way from one role to another.
type Step int

// The steps.
const (
	// StepAdded: the other role asks for it and this one does not.
	StepAdded Step = iota + 1
	// StepGone: this role asks for it and the other one does not.
	StepGone
	// StepLevel: both ask for the aspect, at other levels.
	StepLevel
	// StepImportance: both ask for it, with another importance.
	StepImportance
	// StepSame: nothing changes.
	StepSame
)

var stepNames = []string{"", "added", "gone", "level", "importance", "same"}

func (s Step) String() string { return stepNames[s] }

// Comparison is what changes from one role to another.
type Comparison struct {
	From, To           Role
	FromBasis, ToBasis Basis
	Skills             []ComparedSkill
	Criteria           []ComparedCriterion
	Factors            []ComparedFactor
	// FactorNote says what the factors rest on, or why there are none.
	FactorNote string
	Asks       []ComparedAsk
}

// ComparedSkill is an aspect of a skill on both sides; From or To is nil where it is not asked.
type ComparedSkill struct {
	Step   Step
	Code   string
	Skill  string
	Aspect string
	From   *Requirement
	To     *Requirement
}

// ComparedCriterion is a criterion on both sides, with 0 for the importance where it is not asked.
type ComparedCriterion struct {
	Step      Step
	Group     string
	Criterion string
	From, To  Importance
}

// ComparedAsk is a milestone or an accreditation on both sides.
type ComparedAsk struct {
	Step     Step
	Kind     Kind
	Key      string
	Name     string
	From, To Importance
}

// Basis says where the factor levels of a role come from.
type Basis int

// The bases.
const (
	// BasisMatch: a released job match.
	BasisMatch Basis = iota + 1
	// BasisProfile: the national profile that comes nearest.
	BasisProfile
	// BasisNone: neither is there.
	BasisNone
)

var basisNames = []string{"", "match", "profile", "none"}

func (b Basis) String() string { return basisNames[b] }

// Factor is where a role stands on a job evaluation factor: a range of levels with what it scores.
type Factor struct {
	No        int
	Name      string
	LevelText string
	LevelMin  int
	LevelMax  int
	PointsMin int
	PointsMax int
}

// Direction says how a factor's range moves.
type Direction int

// The directions. Different is a range that reaches both above and below the other.
const (
	Higher Direction = iota + 1
	Lower
	Different
	Unmoved
)

var directionNames = []string{"", "higher", "lower", "different", "same"}

func (d Direction) String() string { return directionNames[d] }

// ComparedFactor is a factor on both sides.
type ComparedFactor struct {
	From, To  Factor
	Direction Direction
}

// compareSkills pairs the statements that two roles ask for: the same statement, else statements of the same aspect of a
// skill, the lowest levels first. A statement whose aspect the other role asks for at another level only is at another
// level, though that one has its pair already; what is left is added or gone. Sorted by skill, change and aspect.
func compareSkills(from, to []Requirement) []ComparedSkill {
	var all []ComparedSkill
	left := slices.Clone(from)
	take := func(fits func(Requirement) bool) *Requirement {
		i := slices.IndexFunc(left, fits)
		if i < 0 {
			return nil
		}
		found := left[i]
		left = slices.Delete(left, i, i+1)
		return &found
	}
	compared := func(a, b *Requirement) {
		named := a
		if named == nil {
			named = b
		}
		s := ComparedSkill{Step: StepSame, Code: named.Code, Skill: named.Skill, Aspect: named.Aspect, From: a, To: b}
		switch {
		case a == nil:
			s.Step = StepAdded
		case b == nil:
			s.Step = StepGone
		case a.Level != b.Level:
			s.Step = StepLevel
		case a.StatementID == b.StatementID && a.Importance != b.Importance:
			s.Step = StepImportance
		}
		all = append(all, s)
	}
	var unpaired []Requirement
	for _, b := range byLevel(to) {
		if a := take(func(a Requirement) bool { return a.StatementID == b.StatementID }); a != nil {
			compared(a, &b)
			continue
		}
		unpaired = append(unpaired, b)
	}
	left = byLevel(left)
	for _, b := range unpaired {
		a := take(func(a Requirement) bool {
			return a.Code == b.Code && a.Level != b.Level && fold.Text(a.Aspect) == fold.Text(b.Aspect)
		})
		if a == nil {
			a = aspectElsewhere(from, b)
		}
		compared(a, &b)
	}
	for _, a := range left {
		compared(&a, aspectElsewhere(to, a))
	}
	slices.SortStableFunc(all, func(a, b ComparedSkill) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Step, b.Step), cmp.Compare(a.Aspect, b.Aspect))
	})
	return all
}

// aspectElsewhere finds the highest other level at which the aspect of a requirement is asked for, nil for none.
func aspectElsewhere(all []Requirement, of Requirement) *Requirement {
	var found *Requirement
	for _, one := range all {
		if one.Code == of.Code && one.Level != of.Level && fold.Text(one.Aspect) == fold.Text(of.Aspect) && (found == nil || one.Level > found.Level) {
			found = &one
		}
	}
	return found
}

func byLevel(all []Requirement) []Requirement {
	return slices.SortedStableFunc(slices.Values(all), func(a, b Requirement) int { return cmp.Compare(a.Level, b.Level) })
}

// compareCriteria pairs the lines of two person specifications that have the same words.
func compareCriteria(from, to []Criterion) []ComparedCriterion {
	var all []ComparedCriterion
	used := make([]bool, len(from))
	for _, b := range to {
		one := ComparedCriterion{Step: StepAdded, Group: b.Group, Criterion: b.words(), To: b.Importance}
		for i, a := range from {
			if !used[i] && fold.Text(a.words()) == fold.Text(b.words()) {
				used[i], one.From, one.Step = true, a.Importance, StepSame
				if a.Importance != b.Importance {
					one.Step = StepImportance
				}
				break
			}
		}
		all = append(all, one)
	}
	for i, a := range from {
		if !used[i] {
			all = append(all, ComparedCriterion{Step: StepGone, Group: a.Group, Criterion: a.words(), From: a.Importance})
		}
	}
	slices.SortStableFunc(all, func(a, b ComparedCriterion) int { return cmp.Compare(a.Step, b.Step) })
	return all
}

// compareAsks pairs the milestones and accreditations that two roles ask for.
func compareAsks(from, to []Ask) []ComparedAsk {
	var all []ComparedAsk
	counts := func(a Ask) bool { return a.Kind == KindMilestone || a.Kind == KindAccreditation }
	for _, b := range to {
		if !counts(b) {
			continue
		}
		one := ComparedAsk{Step: StepAdded, Kind: b.Kind, Key: b.Of, Name: b.Name, To: b.Importance}
		if i := slices.IndexFunc(from, b.same); i >= 0 {
			one.From, one.Step = from[i].Importance, StepSame
			if one.From != one.To {
				one.Step = StepImportance
			}
		}
		all = append(all, one)
	}
	for _, a := range from {
		if counts(a) && !slices.ContainsFunc(to, a.same) {
			all = append(all, ComparedAsk{Step: StepGone, Kind: a.Kind, Key: a.Of, Name: a.Name, From: a.Importance})
		}
	}
	slices.SortStableFunc(all, func(a, b ComparedAsk) int { return cmp.Or(cmp.Compare(b.Kind, a.Kind), cmp.Compare(a.Step, b.Step)) })
	return all
}

// compareFactors sets the factors of two roles side by side; both lists have all factors in their order.
func compareFactors(from, to []Factor) []ComparedFactor {
	var all []ComparedFactor
	for i, a := range from {
		if i >= len(to) {
			break
		}
		b := to[i]
		one := ComparedFactor{From: a, To: b, Direction: Different}
		switch {
		case a.LevelMin == b.LevelMin && a.LevelMax == b.LevelMax:
			one.Direction = Unmoved
		case b.LevelMin >= a.LevelMin && b.LevelMax >= a.LevelMax:
			one.Direction = Higher
		case b.LevelMin <= a.LevelMin && b.LevelMax <= a.LevelMax:
			one.Direction = Lower
		}
		all = append(all, one)
	}
	return all
}

// factorNote says what two lists of factors rest on.
func factorNote(from, to Role, fromBasis, toBasis Basis) string {
	switch {
	case fromBasis == BasisNone && toBasis == BasisNone:
		return "Neither role has a national profile or a released job match, so their factors cannot be compared."
	case fromBasis == BasisNone:
		return from.Title + " has no national profile or released job match, so the factors cannot be compared."
	case toBasis == BasisNone:
		return to.Title + " has no national profile or released job match, so the factors cannot be compared."
	}
	return restsOn(from, fromBasis) + " " + restsOn(to, toBasis)
}

func restsOn(r Role, basis Basis) string {
	if basis == BasisMatch {
		return "The levels of " + r.Title + " are those of its released job match."
	}
	return "The levels of " + r.Title + " are those of the national profile " + r.Profile.Title + "."
}
