package matching

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/fold"
)

// The thresholds of the comparisons. They choose what a checker is shown; they decide nothing.
const (
	// differentBelow is the similarity in per cent below which two reasons for the same level are clearly different.
	differentBelow = 10
	// sameFrom is the similarity from which two reasons are nearly the same.
	sameFrom = 60
	// outOfOrderFrom is how many factors may not stand the other way round than the bands.
	outOfOrderFrom = 5
	// significantLetters is how long a word must be to count, and enoughWords how many of them a reason needs to be compared.
	significantLetters = 4
	enoughWords        = 4
)

// ComparisonKind is what is peculiar about two reasons.
type ComparisonKind int

// The kinds of comparisons of reasons.
const (
	SameLevelOtherReason ComparisonKind = iota + 1
	SameReasonOtherLevel
)

var comparisonNames = map[ComparisonKind]string{SameLevelOtherReason: "same_level_other_reason", SameReasonOtherLevel: "same_reason_other_level"}

func (k ComparisonKind) String() string { return comparisonNames[k] }

// ReasonComparison sets the reason for a factor's level beside that of another match.
type ReasonComparison struct {
	Kind         ComparisonKind
	No           jobevaluation.FactorNo
	Name         string
	Level        jobevaluation.Level
	Reason       string
	OtherMatchID uuid.UUID
	OtherRole    string
	OtherLevel   jobevaluation.Level
	OtherReason  string
	// Similarity is how many of the shorter reason's significant words the other one has too, in per cent.
	Similarity  int
	SharedWords []string
	Explanation string
}

// Relation is where a neighbour's band lies, seen from the match.
type Relation int

// The relations of neighbours.
const (
	Below Relation = iota + 1
	SameBand
	Above
)

var relationNames = map[Relation]string{Below: "below", SameBand: "same", Above: "above"}

func (r Relation) String() string { return relationNames[r] }

// Neighbour is another match, or a national profile, in the same band or the next one below or above.
type Neighbour struct {
	// MatchID or ProfileID is valid.
	MatchID   uuid.NullUUID
	ProfileID uuid.NullUUID
	Title     string
	BandText  string
	Relation  Relation
	// TotalMin and TotalMax are the same for a match.
	TotalMin    jobevaluation.Points
	TotalMax    jobevaluation.Points
	Flagged     bool
	Explanation string
	// Factors are those whose levels stand the other way round than the bands.
	Factors []NeighbourFactor
}

// NeighbourFactor is a factor of a match beside a neighbour's.
type NeighbourFactor struct {
	No       jobevaluation.FactorNo
	Name     string
	Level    jobevaluation.Level
	OtherMin jobevaluation.Level
	OtherMax jobevaluation.Level
}

// Consistency is what stands out when a match is compared with the organisation's others and with the national profiles.
type Consistency struct {
	Measures   []string
	Compared   int
	Reasons    []ReasonComparison
	Neighbours []Neighbour
}

// Flagged counts the comparisons that stand out.
func (c Consistency) Flagged() int {
	n := len(c.Reasons)
	for _, one := range c.Neighbours {
		if one.Flagged {
			n++
		}
	}
	return n
}

// Compare sets a match beside others of its organisation, which are agreed or released, and beside the national profiles.
func Compare(s jobevaluation.Scheme, m Match, others []Match, profiles []jobevaluation.Profile) Consistency {
	c := Consistency{Compared: len(others), Measures: []string{
		fmt.Sprintf("Two reasons are compared by their significant words: those of %d letters and more that are no common words, without endings. "+
			"The similarity is the part of the shorter reason's words that the other one has too.", significantLetters),
		fmt.Sprintf("The same level of a factor is shown when the similarity of the two reasons is below %d per cent, and different levels when it is %d per cent or more. "+
			"Reasons of fewer than %d significant words are not compared.", differentBelow, sameFrom, enoughWords),
		fmt.Sprintf("A neighbour is another match in the same band or the next one below or above, or a national profile in the next band below or above. It stands out when its total, "+
			"or at least %d of its factors, stand the other way round than the bands.", outOfOrderFrom),
	}}
	for _, d := range m.Decisions {
		for _, other := range others {
			if r, shown := compareReasons(s, d, other); shown {
				c.Reasons = append(c.Reasons, r)
			}
		}
	}
	c.Neighbours = neighbours(s, m, others, profiles)
	return c
}

func compareReasons(s jobevaluation.Scheme, d Decision, other Match) (ReasonComparison, bool) {
	theirs, ok := other.Decision(d.No)
	if !ok {
		return ReasonComparison{}, false
	}
	shared, similarity, comparable := Similarity(d.Reason, theirs.Reason)
	r := ReasonComparison{
		No: d.No, Name: nameOf(s, d.No), Level: d.Level, Reason: d.Reason, OtherMatchID: other.ID, OtherRole: other.RoleTitle,
		OtherLevel: theirs.Level, OtherReason: theirs.Reason, Similarity: similarity, SharedWords: shared,
	}
	switch {
	case !comparable:
		return r, false
	case d.Level == theirs.Level && similarity < differentBelow:
		r.Kind = SameLevelOtherReason
		r.Explanation = fmt.Sprintf("Both have level %d, and the reasons share %d per cent of their words: are they reasons for the same level?", d.Level, similarity)
	case d.Level != theirs.Level && similarity >= sameFrom:
		r.Kind = SameReasonOtherLevel
		r.Explanation = fmt.Sprintf("The reasons share %d per cent of their words, and the levels are %d here and %d there: what makes the difference?", similarity, d.Level, theirs.Level)
	default:
		return r, false
	}
	return r, true
}

// Similarity gives the significant words that two texts share, sorted, and their part of the shorter text's words in per cent.
// It is false when a text has too few of them to be compared.
func Similarity(a, b string) (shared []string, percent int, ok bool) {
	ours, theirs := significant(a), significant(b)
	fewer := min(len(ours), len(theirs))
	if fewer < enoughWords {
		return nil, 0, false
	}
	for word := range ours {
		if theirs[word] {
			shared = append(shared, word)
		}
	}
	slices.Sort(shared)
	return shared, len(shared) * 100 / fewer, true
}

// common are words that say nothing about a job, and those that every reason has because it points to its source.
var common = wordSet(`about above after also another been before being below between both does done each else even every from further
	have having here into itself just like made make makes many more most much must near only other others over same says shall should
	some such than that their them then there these they this those through thus under until upon very well were what when where
	whether which while will with within without would your document description line lines level levels factor factors profile
	profiles national section heading example asks asked role post holder postholder`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}

// significant gives a text's significant words, each once, without the commonest endings.
func significant(text string) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsFuncSeq(fold.Text(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(word) < significantLetters || common[word] {
			continue
		}
		for _, ending := range []string{"ing", "ed", "es", "s"} {
			if cut, has := strings.CutSuffix(word, ending); has && utf8.RuneCountInString(cut) >= significantLetters {
				word = cut
				break
			}
		}
		words[word] = true
	}
	return words
}

func nameOf(s jobevaluation.Scheme, no jobevaluation.FactorNo) string {
	for _, f := range s.Factors {
		if f.No == no {
			return f.Name
		}
	}
	return ""
}

// neighbours lists the matches in the match's band and next to it, and the profiles next to it, those that stand out first.
func neighbours(s jobevaluation.Scheme, m Match, others []Match, profiles []jobevaluation.Profile) []Neighbour {
	band, err := jobevaluation.ParseBand(m.Band)
	if err != nil {
		return nil
	}
	var all []Neighbour
	for _, other := range others {
		theirs, err := jobevaluation.ParseBand(other.Band)
		relation, near := related(band, theirs)
		if err != nil || !near {
			continue
		}
		n := Neighbour{
			MatchID: uuid.NullUUID{UUID: other.ID, Valid: true}, Title: other.RoleTitle, BandText: other.Band, Relation: relation,
			TotalMin: other.Total, TotalMax: other.Total,
		}
		for _, d := range other.Decisions {
			n.compare(s, m, d.No, d.Level, d.Level)
		}
		all = append(all, n.judged(m))
	}
	for _, p := range profiles {
		if len(p.Bands) != 1 {
			continue
		}
		relation, near := related(band, p.Bands[0])
		if !near || relation == SameBand {
			continue
		}
		n := Neighbour{
			ProfileID: uuid.NullUUID{UUID: p.ID, Valid: true}, Title: p.Title, BandText: p.BandText, Relation: relation,
			TotalMin: p.ComputedMin, TotalMax: p.ComputedMax,
		}
		for _, f := range p.Factors {
			n.compare(s, m, f.No, f.LevelMin, f.LevelMax)
		}
		all = append(all, n.judged(m))
	}
	slices.SortStableFunc(all, func(a, b Neighbour) int {
		return cmp.Or(-cmp.Compare(one(a.Flagged), one(b.Flagged)), -cmp.Compare(one(a.MatchID.Valid), one(b.MatchID.Valid)),
			cmp.Compare(a.Relation, b.Relation), cmp.Compare(a.Title, b.Title))
	})
	return all
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func related(band, theirs jobevaluation.Band) (Relation, bool) {
	switch theirs - band {
	case -1:
		return Below, true
	case 0:
		return SameBand, true
	case 1:
		return Above, true
	}
	return 0, false
}

// compare notes a factor whose levels stand the other way round than the bands.
func (n *Neighbour) compare(s jobevaluation.Scheme, m Match, no jobevaluation.FactorNo, low, high jobevaluation.Level) {
	ours, ok := m.Decision(no)
	if !ok {
		return
	}
	if n.Relation == Below && low > ours.Level || n.Relation == Above && high < ours.Level {
		n.Factors = append(n.Factors, NeighbourFactor{No: no, Name: nameOf(s, no), Level: ours.Level, OtherMin: low, OtherMax: high})
	}
}

// judged says whether the neighbour stands out, and why.
func (n Neighbour) judged(m Match) Neighbour {
	what := "The match"
	if n.ProfileID.Valid {
		what = "The profile"
	}
	totals := fmt.Sprintf("%s has %s points", what, span(n.TotalMin, n.TotalMax))
	outOfLine := n.Relation == Below && n.TotalMin >= m.Total || n.Relation == Above && n.TotalMax <= m.Total
	n.Flagged = outOfLine || len(n.Factors) >= outOfOrderFrom
	switch {
	case n.Relation == SameBand:
		n.Explanation = fmt.Sprintf("%s in the same band, this one %d.", totals, m.Total)
	case outOfLine:
		n.Explanation = fmt.Sprintf("%s although its band lies %s; this one has %d.", totals, n.Relation, m.Total)
	case len(n.Factors) > 0:
		n.Explanation = fmt.Sprintf("%s and its band lies %s, as the total of %d here suggests; %s the other way round.", totals, n.Relation, m.Total,
			counted(len(n.Factors), "factor stands", "factors stand"))
	default:
		n.Explanation = fmt.Sprintf("%s and its band lies %s, as the total of %d here suggests, factor by factor.", totals, n.Relation, m.Total)
	}
	return n
}

func span(low, high jobevaluation.Points) string {
	if low == high {
		return fmt.Sprint(low)
	}
	return fmt.Sprintf("%d to %d", low, high)
}
