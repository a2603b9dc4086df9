package notification

import (
	"cmp"
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Training tells where people stand on their pathways.
type Training interface {
	// Standings gives those of the people, with a fixed number of queries.
	Standings(ctx context.Context, organisation uuid.UUID, people []uuid.UUID, today calendar.Date) ([]Standing, error)
}

// Standing is where one person stands on one pathway.
type Standing struct {
	PersonID  uuid.UUID
	PathwayID uuid.UUID
	// Roles put people on the pathway; none when the person joined it.
	Roles             []uuid.UUID
	OnLeave           bool
	Milestones        []Milestone
	Waiting, Returned []Record
	// Award is the key of what the pathway leads to, AwardTitle its name.
	Award, AwardTitle string
	// Renewal names what keeps it current inside a sentence, "refresher".
	Renewal string
	// Lapsed and RefresherDueOn are its currency; no date when it is not held, or has no refresher.
	Lapsed         bool
	RefresherDueOn calendar.Date
}

// Milestone is where a person stands with a milestone.
type Milestone struct {
	Key, Title string
	// Due says that it is due within its period, Overdue that it is past its date, Failed that it has to be sat again; Open
	// that it is not behind the person.
	Due, Overdue, Failed, Open bool
	DueOn                      calendar.Date
	SignedBy                   []Capacity
}

// Record is a record of a milestone that waits for a signature, or was returned.
type Record struct {
	ID        uuid.UUID
	Milestone string
	// On is when it was recorded, or returned.
	On calendar.Date
}

func (s Standing) milestone(key string) Milestone {
	for _, m := range s.Milestones {
		if m.Key == key {
			return m
		}
	}
	return Milestone{Key: key, Title: "A milestone"}
}

// renewal gives the word for what keeps the award current.
func (s Standing) renewal() string { return cmp.Or(s.Renewal, "refresher") }

// trainingSource gives the notices about milestones and refreshers.
type trainingSource struct{ training Training }

// Notices reads the standings of the circle once.
func (t trainingSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	standings, err := t.training.Standings(ctx, a.OrganisationID, people(a), a.Today)
	if err != nil {
		return nil, err
	}
	var all []Notice
	for _, s := range standings {
		all = append(all, s.own(a)...)
		all = append(all, s.others(a)...)
	}
	return all, nil
}

// people are those of the circle when the circle is one reader's; nobody stands for everybody.
func people(a Asked) []uuid.UUID {
	if a.To == uuid.Nil {
		return nil
	}
	return a.Circle.IDs()
}

func day(d calendar.Date) string { return d.String() }

// concerns reports whether a milestone of the pathway, or with key "" the pathway itself, is one of the person's current or
// target role.
func (s Standing) concerns(c *Circle, key string) bool {
	if len(s.Roles) == 0 {
		return true
	}
	for _, role := range s.Roles {
		if c.Concerns(s.PersonID, role, key) {
			return true
		}
	}
	return false
}

// own gives the notices to the person.
func (s Standing) own(a Asked) []Notice {
	if a.To != uuid.Nil && a.To != s.PersonID {
		return nil
	}
	var all []Notice
	tell := func(kind Kind, m Milestone, due calendar.Date, since calendar.Date, id, sentence string) {
		all = append(all, Notice{
			Key: KeyOf(kind, s.PathwayID.String(), m.Key, id), Kind: kind, To: s.PersonID, Sentence: sentence, Since: since, DueOn: due,
			Link: "/progress/milestones/" + m.Key,
		})
	}
	for _, m := range s.Milestones {
		if !s.concerns(a.Circle, "milestone/"+m.Key) {
			continue
		}
		switch {
		case m.Overdue:
			tell(MilestoneOverdue, m, m.DueOn, m.DueOn, m.DueOn.ISO(), m.Title+" was due on "+day(m.DueOn)+".")
		case m.Failed:
			tell(MilestoneDue, m, m.DueOn, a.Today, "again-"+m.DueOn.ISO(), m.Title+" has to be sat again"+by(m.DueOn)+".")
		case m.Due:
			tell(MilestoneDue, m, m.DueOn, a.Today, m.DueOn.ISO(), m.Title+" is due on "+day(m.DueOn)+".")
		}
	}
	for _, r := range s.Returned {
		if m := s.milestone(r.Milestone); m.Open && s.concerns(a.Circle, "milestone/"+m.Key) {
			tell(MilestoneReturned, m, calendar.Date{}, r.On, r.ID.String(), m.Title+" was returned to you on "+day(r.On)+".")
		}
	}
	if !s.RefresherDueOn.IsZero() && !s.OnLeave && s.concerns(a.Circle, "accreditation/"+s.Award) {
		n := Notice{To: s.PersonID, DueOn: s.RefresherDueOn, Link: "/progress"}
		left := a.Today.DaysUntil(s.RefresherDueOn)
		switch {
		case s.Lapsed:
			n.Kind, n.Since = RefresherLapsed, s.RefresherDueOn
			n.Sentence = fmt.Sprintf("Your %s lapsed on %s. You still hold %s.", s.renewal(), day(s.RefresherDueOn), s.AwardTitle)
		case left <= Thresholds[0]:
			n.Kind, n.Since = RefresherDue, s.RefresherDueOn.AddDays(-Thresholds[0])
			n.Sentence = fmt.Sprintf("Your %s for %s is due by %s.", s.renewal(), s.AwardTitle, day(s.RefresherDueOn))
		}
		if n.Kind != "" {
			n.Key = KeyOf(n.Kind, s.Award, s.RefresherDueOn.ISO())
			all = append(all, n)
		}
	}
	return all
}

func by(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return ", by " + day(d)
}

// others gives the notices to those who answer for the person.
func (s Standing) others(a Asked) []Notice {
	var all []Notice
	for _, r := range s.Waiting {
		m := s.milestone(r.Milestone)
		for _, to := range a.Circle.Deciders(s.PersonID, m.SignedBy...) {
			all = append(all, Notice{
				Key: KeyOf(MilestoneToSign, r.ID.String()), Kind: MilestoneToSign, To: to.ID, About: s.PersonID, Since: r.On,
				Sentence: m.Title + " of {about} waits for your signature since " + day(r.On) + "." + to.inStead(),
				Link:     "/people/" + s.PersonID.String() + "/milestones/" + m.Key,
			})
		}
	}
	overdue := 0
	var first calendar.Date
	for _, m := range s.Milestones {
		if m.Overdue && s.concerns(a.Circle, "milestone/"+m.Key) {
			overdue++
			if first.IsZero() || m.DueOn.Before(first) {
				first = m.DueOn
			}
		}
	}
	if overdue > 0 {
		sentence := "{about} is overdue with one milestone."
		if overdue > 1 {
			sentence = fmt.Sprintf("{about} is overdue with %d milestones.", overdue)
		}
		for _, to := range a.Circle.Responsibles(s.PersonID, AsManager) {
			all = append(all, Notice{
				Key: KeyOf(TeamBehind, s.PersonID.String(), first.ISO()), Kind: TeamBehind, To: to, About: s.PersonID, Since: first,
				Sentence: sentence, Link: "/people/" + s.PersonID.String(),
			})
		}
	}
	return all
}

// Dates gives the due dates of the person's own milestones and refreshers.
func (t trainingSource) Dates(ctx context.Context, a Asked) ([]Dated, error) {
	standings, err := t.training.Standings(ctx, a.OrganisationID, []uuid.UUID{a.To}, a.Today)
	if err != nil {
		return nil, err
	}
	var all []Dated
	for _, s := range standings {
		for _, m := range s.Milestones {
			if m.Open && !m.DueOn.IsZero() && s.concerns(a.Circle, "milestone/"+m.Key) {
				all = append(all, Dated{
					Entry: "milestone/" + s.PathwayID.String() + "/" + m.Key, On: m.DueOn, Title: m.Title + " due", Link: "/progress/milestones/" + m.Key,
				})
			}
		}
		if !s.RefresherDueOn.IsZero() && s.concerns(a.Circle, "accreditation/"+s.Award) {
			all = append(all, Dated{Entry: "refresher/" + s.Award, On: s.RefresherDueOn, Title: "Refresher due: " + s.AwardTitle, Link: "/progress"})
		}
	}
	return all, nil
}
