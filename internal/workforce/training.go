package workforce

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// ExpiryPeriod is how far ahead a refresher's due date counts as expiring.
var ExpiryPeriod = calendar.Months(12)

// Training says where people stand on the road to accreditation.
type Training interface {
	// Summaries gives one summary for each person in scope who is or was on the road, with a fixed number of queries and without what the
	// states of milestones come from. They are shared: nobody may change them.
	Summaries(ctx context.Context, in access.Scopes, today calendar.Date) ([]*TrainingSummary, error)
	// Explained gives the summaries of a few people of an organisation with what the states of milestones come from, with a fixed
	// number of queries.
	Explained(ctx context.Context, organisationID uuid.UUID, people []uuid.UUID, today calendar.Date) ([]*TrainingSummary, error)
	// Summary gives the summary of one person of an organisation; nil for somebody who never was on the road.
	Summary(ctx context.Context, organisationID, personID uuid.UUID, today calendar.Date) (*TrainingSummary, error)
	// Renewals gives what everybody in scope holds that has to be kept current, with a fixed number of queries.
	Renewals(ctx context.Context, in access.Scopes, today calendar.Date) ([]Renewal, error)
	// Stages lists the stages of the road, in its order.
	Stages(ctx context.Context, organisationID uuid.UUID) ([]Stage, error)
	// MilestoneTitles gives the titles of the milestones of every pathway of an organisation, by key.
	MilestoneTitles(ctx context.Context, organisationID uuid.UUID) (map[string]string, error)
}

// Stage is a part of the road to accreditation.
type Stage struct {
	Key   string
	Title string
}

// Milestone is where a person stands with a milestone. State is as in the person's progress, Because says why.
type Milestone struct {
	Key     string
	Title   string
	State   string
	DueOn   calendar.Date
	Because string
	// RecordedOn is when a record was made that still waits for a signature, no date without one; SignedBy says who may sign,
	// each as "mentor", "assessor" or "manager".
	RecordedOn calendar.Date
	SignedBy   []string
	// Sitting is the sitting of an examination that is chosen, SittingOn its first day or, once it was sat, the day on which
	// results are expected; "" without one.
	Sitting   string
	SittingOn calendar.Date
}

// Tenure is how long a trainee has been in a stage.
type Tenure struct {
	// Since is no date off the road.
	Since calendar.Date
	// Days leave out leave and count part-time work in part, as due dates do. Planned is what the pathway gives to the stage, 0
	// where it says nothing.
	Days    int
	Planned int
}

// TrainingSummary is where one person stands on the road to accreditation.
type TrainingSummary struct {
	PersonID uuid.UUID
	Stage    Stage
	Tenure   Tenure
	// Month is the month of the road that the person is in, from 1; Months its length.
	Month   int
	Months  int
	OnLeave bool
	// Next is nil when nothing is asked of the person.
	Next *Milestone
	// Overdue, DueSoon and WaitingSignOff count milestones.
	Overdue        int
	DueSoon        int
	WaitingSignOff int
	// Milestones are all of the person's pathway; in lists of everybody without Because.
	Milestones []Milestone
	// Award is the key of the accreditation that the road leads to.
	Award         string
	Accreditation Accreditation
	AwardedOn     calendar.Date
	// RefresherDueOn is no date before the award.
	RefresherDueOn calendar.Date
	// AwardDueOn is the day by which the person's own plan leads to the award, AwardBecause why; no date when the award is
	// held or the plan has no date for it.
	AwardDueOn   calendar.Date
	AwardBecause string
	// Ahead is what a plan reckons with of somebody who is on the road.
	Ahead Ahead
}

// Ahead is what still lies before a trainee.
type Ahead struct {
	// MentoredUntil is the last day of the mentorship, no date once it is over.
	MentoredUntil calendar.Date
	// NeedsCourse says that the Standards course is still to come, CourseBy by when.
	NeedsCourse bool
	CourseBy    calendar.Date
	// ExamFrom is the first day on which the examination may be sat, ResultsOn when the results of the sitting are expected
	// that was chosen, or sat already; no date without one. Attempts counts those with a result.
	ExamFrom  calendar.Date
	ResultsOn calendar.Date
	Attempts  int
}

// Accreditation is where a person stands with an accreditation that has to be kept current.
type Accreditation int

// The standings. A lapsed refresher leaves the accreditation held.
const (
	NotHeld Accreditation = iota + 1
	Current
	RefresherDue
	Lapsed
)

var accreditationNames = map[Accreditation]string{NotHeld: "not_held", Current: "current", RefresherDue: "refresher_due", Lapsed: "lapsed"}

// String gives the standing as the API writes it, for example "refresher_due".
func (a Accreditation) String() string { return accreditationNames[a] }

// ParseAccreditation reads what String gives.
func ParseAccreditation(text string) (Accreditation, error) {
	for a, name := range accreditationNames {
		if name == text {
			return a, nil
		}
	}
	return 0, fmt.Errorf("%q is not a standing of an accreditation", text)
}

// Title gives the standing as people read it.
func (a Accreditation) Title() string {
	return [...]string{NotHeld: "Not held", Current: "Current", RefresherDue: "Refresher due", Lapsed: "Held, refresher overdue"}[a]
}

// Held reports whether the accreditation is held, its refresher current or not.
func (a Accreditation) Held() bool { return a > NotHeld }

// milestones gives the milestones by key, nil without a summary.
func (t *TrainingSummary) milestones() map[string]Milestone {
	if t == nil {
		return nil
	}
	all := make(map[string]Milestone, len(t.Milestones))
	for _, m := range t.Milestones {
		all[m.Key] = m
	}
	return all
}

// milestone gives the milestone of a key; false without a summary, and where the person's pathway has none of it.
func (t *TrainingSummary) milestone(key string) (Milestone, bool) {
	if t != nil {
		for i := range t.Milestones {
			if t.Milestones[i].Key == key {
				return t.Milestones[i], true
			}
		}
	}
	return Milestone{}, false
}

// onRoad reports whether the person is a trainee: on the road and not accredited.
func (t *TrainingSummary) onRoad() bool { return t.Stage.Key != "" && !t.Accreditation.Held() }

// expiring reports whether the refresher falls due from today up to twelve months on.
func (t *TrainingSummary) expiring(today calendar.Date) bool {
	return t.Accreditation.Held() && t.Accreditation != Lapsed && !t.RefresherDueOn.IsZero() && !t.RefresherDueOn.After(today.Add(ExpiryPeriod))
}
