package matching

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/calendar"
)

// The two periods over which reviews of job descriptions are counted.
var (
	lastYear       = calendar.Months(-12)
	lastThreeYears = calendar.Years(-3)
)

// Change is what a review made of a role's band.
type Change int

// The changes of a band.
const (
	Up Change = iota + 1
	Down
	Unchanged
	// NoComparison: the band before was unknown, or the outcome gave none, or the document only says that it was matched.
	NoComparison
	// NotReviewed: nothing within the last three years.
	NotReviewed
)

var changeNames = map[Change]string{Up: "up", Down: "down", Unchanged: "unchanged", NoComparison: "no_comparison", NotReviewed: "not_reviewed"}

func (c Change) String() string { return changeNames[c] }

// KpiRole is a job description in use, with its last review.
type KpiRole struct {
	Post
	Holders int
	// ReviewedOn is the day of the last release, or of the job matching that the document states; no date for none.
	ReviewedOn  calendar.Date
	LastYear    bool
	LastThree   bool
	MatchID     uuid.NullUUID
	BandBefore  string
	Change      Change
	Explanation string
}

// BandKpis are the figures of one band.
type BandKpis struct {
	Band                                  string
	InUse, LastYear, LastThree            int
	Up, Down, UnchangedBand, NoComparison int
}

// Kpis are the job evaluation figures on a day.
type Kpis struct {
	Today, Since12Months, Since3Years calendar.Date
	Explanations                      []string
	// Bands are those with something to count, the lowest first, the row without a band last.
	Bands []BandKpis
	All   BandKpis
	Roles []KpiRole
}

// LastRelease is what the figures need to know of a role's last released match.
type LastRelease struct {
	MatchID    uuid.UUID
	On         calendar.Date
	BandBefore string
	// Band is the band that the outcome gives, empty for none.
	Band string
}

// Figures counts the job descriptions in use, which are the posts that somebody holds, by their band today. A review is the
// newest of the last released match and the job matching that the document states.
func Figures(today calendar.Date, posts []Post, holders map[uuid.UUID]int, released map[uuid.UUID]LastRelease) Kpis {
	k := Kpis{Today: today, Since12Months: today.Add(lastYear), Since3Years: today.Add(lastThreeYears)}
	k.Explanations = []string{
		"In use: roles that at least one person holds today, each counted once, by the band that it has today.",
		fmt.Sprintf("Reviewed: a job match was released, or the job description states a job matching, since %s (12 months) or since %s (3 years).", k.Since12Months, k.Since3Years),
		"Up, down, unchanged: the band by the last match that was released in the last 3 years, against the band before it. Without a band before or after there is nothing to compare.",
	}
	rows := map[string]*BandKpis{}
	for _, p := range posts {
		if holders[p.ID] == 0 {
			continue
		}
		r := KpiRole{Post: p, Holders: holders[p.ID]}
		r.review(k, released)
		k.Roles = append(k.Roles, r)
		if rows[p.Band] == nil {
			rows[p.Band] = &BandKpis{Band: p.Band}
		}
		rows[p.Band].count(r)
		k.All.count(r)
	}
	for _, row := range rows {
		k.Bands = append(k.Bands, *row)
	}
	slices.SortFunc(k.Bands, func(a, b BandKpis) int { return cmp.Or(byBand(a.Band, b.Band), cmp.Compare(a.Band, b.Band)) })
	slices.SortFunc(k.Roles, func(a, b KpiRole) int { return cmp.Or(byBand(a.Band, b.Band), cmp.Compare(a.Title, b.Title)) })
	return k
}

// byBand orders bands, the unknown one last.
func byBand(a, b string) int {
	rank := func(text string) int {
		band, err := jobevaluation.ParseBand(text)
		if err != nil {
			return 99
		}
		return int(band)
	}
	return cmp.Compare(rank(a), rank(b))
}

// review fills in the role's last review.
func (r *KpiRole) review(k Kpis, released map[uuid.UUID]LastRelease) {
	r.ReviewedOn, r.Change = r.MatchedOn, NotReviewed
	m, matched := released[r.ID]
	if matched && !m.On.Before(r.ReviewedOn) {
		r.ReviewedOn, r.BandBefore, r.MatchID = m.On, m.BandBefore, uuid.NullUUID{UUID: m.MatchID, Valid: true}
	}
	r.LastYear = !r.ReviewedOn.IsZero() && !r.ReviewedOn.Before(k.Since12Months)
	r.LastThree = !r.ReviewedOn.IsZero() && !r.ReviewedOn.Before(k.Since3Years)
	switch {
	case r.ReviewedOn.IsZero():
		r.Explanation = "No review is recorded."
	case !r.LastThree:
		r.Explanation = fmt.Sprintf("Last reviewed on %s, more than 3 years ago.", r.ReviewedOn)
	case !r.MatchID.Valid:
		r.Change = NoComparison
		r.Explanation = fmt.Sprintf("The job description states a job matching on %s, and no band before it.", r.ReviewedOn)
	case m.Band == "":
		r.Change = NoComparison
		r.Explanation = fmt.Sprintf("The match released on %s gave no band.", r.ReviewedOn)
	case m.BandBefore == "":
		r.Change = NoComparison
		r.Explanation = fmt.Sprintf("Matched to band %s on %s; the band before was unknown.", m.Band, r.ReviewedOn)
	default:
		change := byBand(m.Band, m.BandBefore)
		r.Change = map[int]Change{1: Up, 0: Unchanged, -1: Down}[change]
		r.Explanation = fmt.Sprintf("Matched to band %s on %s; the band before was %s.", m.Band, r.ReviewedOn, m.BandBefore)
	}
}

func (b *BandKpis) count(r KpiRole) {
	b.InUse++
	b.LastYear += one(r.LastYear)
	b.LastThree += one(r.LastThree)
	switch r.Change {
	case Up:
		b.Up++
	case Down:
		b.Down++
	case Unchanged:
		b.UnchangedBand++
	case NoComparison:
		b.NoComparison++
	}
}
