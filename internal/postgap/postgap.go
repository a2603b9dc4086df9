// Package postgap asks whether a post has outgrown its job evaluation: what its role requires against the national profile
// that the role was matched to, or that comes nearest. Job evaluation scores the post and never the person, so nothing here
// reads about anybody who holds it.
package postgap

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// bands are all bands of Agenda for Change, the lowest first.
var bands = []string{"1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"}

// rank gives a band's place from the lowest; an unknown one comes before all.
func rank(band string) int { return slices.Index(bands, strings.ToLower(band)) }

// BandText is a band or a range of bands as a profile prints it, "5" or "8a-c".
type BandText string

// limits gives the places of the lowest and the highest band, -1 where the text names none.
func (b BandText) limits() (lowest, highest int) {
	from, to, isRange := strings.Cut(strings.ReplaceAll(strings.ReplaceAll(string(b), "–", "-"), " ", ""), "-")
	lowest = rank(from)
	if !isRange {
		return lowest, lowest
	}
	if highest = rank(to); highest < 0 {
		highest = rank(strings.TrimRight(from, "abcd") + to)
	}
	return lowest, highest
}

// Profile is a national profile with its band as printed.
type Profile struct {
	ID    uuid.UUID
	Title string
	Band  BandText
}

// Link says that a skill level goes with a profile, and where that is from.
type Link struct {
	Code    string
	Level   int
	Profile Profile
	Sources []Source
}

// Source is a document and lines of it.
type Source struct {
	Document string `json:"document"`
	Lines    []int  `json:"lines"`
}

// SkillLevel is a skill and a level of it that a role asks for as essential, whole or in part.
type SkillLevel struct {
	Code  string
	Skill string
	Level int
}

// Post is a role as its job evaluation sees it.
type Post struct {
	ID    uuid.UUID
	Title string
	Band  string
	// Document is the source document's name, empty for an organisation's own role.
	Document string
	// Profile is the one that the role was matched to, else the one that comes nearest; nil when there is neither.
	Profile *Profile
	// MatchedOn is when a panel's match was released, or the date of matching that the job description states; no date when
	// neither is known. Panel says that it is a panel's.
	MatchedOn calendar.Date
	Panel     bool
	// ChangedOn is when the role was last changed, no date when it never was since it was made.
	ChangedOn calendar.Date
	// ChangedAfter says that this was after the match, also on the same day.
	ChangedAfter bool
	IssuedOn     calendar.Date
	Essential    []SkillLevel
}

// Kind is why a review should be asked for.
type Kind int

// The kinds of reason.
const (
	// HigherLevel: the role asks for a skill level that goes only with profiles of a higher band.
	HigherLevel Kind = iota + 1
	// ChangedSinceMatch: the role was changed after it was matched.
	ChangedSinceMatch
	// IssuedAfterMatch: the job description was issued after the date on which it says that the job was matched.
	IssuedAfterMatch
)

// String gives the kind as the API writes it.
func (k Kind) String() string {
	return [...]string{"", "higher_level", "changed_since_match", "issued_after_match"}[k]
}

// Reason is one reason to ask for a review.
type Reason struct {
	Kind Kind
	Text string
	// Code and Level are those of HigherLevel.
	Code    string
	Level   int
	Sources []Source
}

// Gap is a post with the reasons to ask for a review of its match; without reasons there is no gap.
type Gap struct {
	Post    Post
	Reasons []Reason
}

// Review reports whether a review should be asked for.
func (g Gap) Review() bool { return len(g.Reasons) > 0 }

// Summary gives the gap in a sentence.
func (g Gap) Summary() string {
	switch {
	case len(g.Reasons) == 1:
		return "Ask for a review of the job match: 1 reason."
	case g.Review():
		return fmt.Sprintf("Ask for a review of the job match: %d reasons.", len(g.Reasons))
	case g.Post.Profile == nil:
		return "The role has no national profile yet, so its requirements cannot be compared with one. Match it first."
	default:
		return fmt.Sprintf("Nothing that the role requires goes beyond its profile, %s, band %s.", g.Post.Profile.Title, g.Post.Profile.Band)
	}
}

// Of compares what a post requires with its profile. links are all that there are.
func Of(p Post, links []Link) Gap {
	g := Gap{Post: p}
	for _, asked := range p.Essential {
		if r, higher := p.outgrownBy(asked, links); higher {
			g.Reasons = append(g.Reasons, r)
		}
	}
	if p.ChangedAfter && !p.MatchedOn.IsZero() {
		g.Reasons = append(g.Reasons, Reason{Kind: ChangedSinceMatch, Text: fmt.Sprintf("The role was changed on %s, after the match of %s. Duties or requirements may have changed with it.", p.ChangedOn, p.MatchedOn)})
	}
	if !p.Panel && !p.MatchedOn.IsZero() && p.IssuedOn.After(p.MatchedOn) {
		r := Reason{Kind: IssuedAfterMatch, Text: fmt.Sprintf("The job description was issued on %s, after %s, the day on which it says that the job was matched.", p.IssuedOn, p.MatchedOn)}
		if p.Document != "" {
			r.Sources = []Source{{Document: p.Document, Lines: []int{1}}}
		}
		g.Reasons = append(g.Reasons, r)
	}
	return g
}

// outgrownBy reports whether a skill level goes with profiles of higher bands only, and says so.
func (p Post) outgrownBy(asked SkillLevel, links []Link) (Reason, bool) {
	if p.Profile == nil {
		return Reason{}, false
	}
	_, own := p.Profile.Band.limits()
	r := Reason{Kind: HigherLevel, Code: asked.Code, Level: asked.Level}
	var names []string
	for _, l := range links {
		if l.Code != asked.Code || l.Level != asked.Level {
			continue
		}
		lowest, _ := l.Profile.Band.limits()
		if own < 0 || lowest <= own {
			return Reason{}, false
		}
		names = append(names, fmt.Sprintf("%s (band %s)", l.Profile.Title, l.Profile.Band))
		r.Sources = append(r.Sources, l.Sources...)
	}
	if len(names) == 0 {
		return Reason{}, false
	}
	r.Text = fmt.Sprintf("It asks as essential for %s level %d (%s), which goes only with %s. The role’s profile, %s, is band %s.",
		asked.Code, asked.Level, asked.Skill, strings.Join(names, " and "), p.Profile.Title, p.Profile.Band)
	return r, true
}

// orders are the orders in which gaps can be listed; the default is the first in Sorts.
var orders = map[string]func(a, b Gap) int{
	"title":   func(a, b Gap) int { return byTitle(a, b) },
	"band":    func(a, b Gap) int { return cmp.Or(cmp.Compare(rank(a.Post.Band), rank(b.Post.Band)), byTitle(a, b)) },
	"reasons": func(a, b Gap) int { return cmp.Or(cmp.Compare(len(a.Reasons), len(b.Reasons)), byTitle(a, b)) },
}

func byTitle(a, b Gap) int {
	return cmp.Or(strings.Compare(a.Post.Title, b.Post.Title), strings.Compare(a.Post.ID.String(), b.Post.ID.String()))
}

// Sorts are what the list can be sorted by, the default first.
var Sorts = []string{"title", "band", "reasons"}
