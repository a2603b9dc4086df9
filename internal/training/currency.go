package training

import (
	"bandwise/internal/platform/calendar"
)

// Currency is where a person stands with an accreditation. Status is one of "not_held", "current", "refresher_due" and
// "lapsed".
type Currency struct {
	Kind           AwardKind
	Status         string
	AwardedOn      calendar.Date
	RefresherDueOn calendar.Date
	Because        string
}

// RefresherRule is how a pathway has its award kept current.
type RefresherRule struct {
	Every  calendar.Period
	Notice calendar.Period
	// FromCourse says that it counts from the last course rather than from the award.
	FromCourse bool
	// Cite names the rule's source briefly.
	Cite string
}

// CompletedCourse is a signed-off course that counts towards currency.
type CompletedCourse struct {
	Called      string
	CompletedOn calendar.Date
	Refresher   bool
}

// CurrencyAsked is what the currency of an award is reckoned from.
type CurrencyAsked struct {
	Kind    AwardKind
	Awards  []Award
	Courses []CompletedCourse
	Pauses  []Pause
	Rule    RefresherRule
	Today   calendar.Date
}

// refresher gives the milestone that keeps the pathway's award current.
func (p Pathway) refresher() (Milestone, bool) {
	for _, m := range p.Milestones {
		if m.Kind == KindRefresher && m.Recurs() {
			return m, true
		}
	}
	return Milestone{}, false
}

// CurrencyAsked gives what the currency of the pathway's award is reckoned from on a day: the award, the refresher courses
// and the course that the pathway counts from, the leave, and the rule.
func (p Pathway) CurrencyAsked(f Facts, today calendar.Date) CurrencyAsked {
	asked := CurrencyAsked{Kind: p.Award, Awards: f.Awards, Pauses: f.Pauses, Today: today}
	refresher, ok := p.refresher()
	if !ok {
		return asked
	}
	asked.Rule = RefresherRule{
		Every: refresher.Recurrence, Notice: refresher.Notice, FromCourse: refresher.Anchor.Kind == AnchorMilestone, Cite: Cite(refresher.Sources),
	}
	for _, r := range f.records(refresher.Key) {
		if r.Signed() {
			asked.Courses = append(asked.Courses, CompletedCourse{Called: refresher.Called, CompletedOn: r.CompletedOn, Refresher: true})
		}
	}
	if asked.Rule.FromCourse {
		if from := newReckoning(p, f, today).anchored(&refresher); !from.IsZero() {
			anchor, _ := p.Milestone(refresher.Anchor.Milestone)
			asked.Courses = append(asked.Courses, CompletedCourse{Called: anchor.Called, CompletedOn: from})
		}
	}
	return asked
}
