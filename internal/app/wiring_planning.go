package app

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/training"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/planning"
)

// mentorship is the key of the mentorship in the pathways (document 003 line 59).
const mentorship = "mentorship"

// ahead says what still lies before somebody on the road.
func ahead(f training.Summary) workforce.Ahead {
	var a workforce.Ahead
	for _, m := range f.Milestones {
		settled := m.State.Settled() || m.State == training.StateRecorded && m.Milestone.SittingsAYear == 0
		switch {
		case settled:
		case string(m.Milestone.Key) == mentorship:
			a.MentoredUntil = m.DueOn
		case string(m.Milestone.Key) == standardsCourse:
			a.NeedsCourse, a.CourseBy = true, m.DueOn
		case m.Milestone.SittingsAYear > 0:
			a.ExamFrom = m.NotBefore
			if m.Sitting != nil {
				a.ResultsOn = m.Sitting.ResultsExpectedOn
			}
			for _, attempt := range m.Attempts {
				if judged(attempt) {
					a.Attempts++
				}
			}
		}
	}
	return a
}

// judged reports whether every paper that was sat has its result.
func judged(a training.Attempt) bool {
	for _, paper := range a.Papers {
		if _, known := a.Result(paper); !known {
			return false
		}
	}
	return true
}

// roads tells the planning which pathways lead to ACC.
type roads struct{ training *training.Service }

func (r roads) Roads(ctx context.Context, organisation uuid.UUID) ([]planning.Road, error) {
	found, err := r.training.Roads(ctx, organisation)
	var all []planning.Road
	for _, road := range found {
		if road.Pathway.Further {
			continue
		}
		one := planning.Road{Key: road.Pathway.Key, Title: road.Pathway.Title}
		for _, role := range append(append([]training.Named{}, road.Roles...), road.Copies...) {
			one.Roles = append(one.Roles, role.ID)
		}
		for _, m := range road.Pathway.Milestones {
			switch {
			case string(m.Key) == mentorship:
				one.MentoredFor = months(m.Lasts, m.Due)
			case string(m.Key) == standardsCourse:
				one.CourseAfter = months(m.Due)
			case m.SittingsAYear > 0:
				one.Exam, one.ExamAfter = string(m.Key), months(m.NotBefore, m.Due)
			}
		}
		if one.Exam != "" {
			all = append(all, one)
		}
	}
	return all, err
}

// months gives the months of the first period that there is.
func months(periods ...calendar.Period) int {
	for _, p := range periods {
		if n := p.WholeMonths(); n > 0 {
			return n
		}
	}
	return 0
}
