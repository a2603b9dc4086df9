package demo

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/training"
	"bandwise/internal/training/course"
	"bandwise/seed/demo"
)

// courseKinds are the kinds of course by the names that the records use.
var courseKinds = map[string]course.Kind{
	course.StandardsCourse.String(): course.StandardsCourse, course.Refresher.String(): course.Refresher,
	course.Anatomy.String(): course.Anatomy, course.Workshop.String(): course.Workshop,
}

// planCourses plans the courses with their places and who came, the cohorts, and the exemptions.
func (m *maker) planCourses(p *plan) {
	cohorts := map[string]uuid.UUID{}
	for _, c := range m.trust.Training.Cohorts {
		p.add(m.weekday(c.On), phaseAssignment, "form the cohort "+c.Name, func(ctx context.Context) error {
			kept, err := m.Course.AddCohort(ctx, m.actor(c.By), course.Cohort{Name: c.Name, StartsOn: m.on(c.From)}, m.those(c.Members))
			cohorts[c.Name] = kept.ID
			return err
		})
	}
	for _, c := range m.trust.Training.Courses {
		m.planCourse(p, c, cohorts)
	}
	for _, e := range m.trust.Training.Exemptions {
		p.add(m.weekday(e.On), phaseLearning, "exempt "+e.Person+" from "+e.Milestone, func(ctx context.Context) error {
			_, err := m.Training.Exempt(ctx, m.actor(e.By), m.people[e.Person], training.MilestoneKey(e.Milestone), e.Reason)
			return err
		})
	}
}

// those gives the people of keys.
func (m *maker) those(keys []string) []uuid.UUID {
	var all []uuid.UUID
	for _, key := range keys {
		all = append(all, m.people[key])
	}
	return all
}

// planCourse plans a course, that places are booked on the next working day, and what came of it.
func (m *maker) planCourse(p *plan, c demo.Course, cohorts map[string]uuid.UUID) {
	planned, ends := m.weekday(c.On), m.weekday(c.Until)
	var kept course.Detail
	p.add(planned, phaseAssignment, "plan the course "+c.Title, func(ctx context.Context) (err error) {
		kept, err = m.Course.Add(ctx, m.actor(c.By), course.Event{
			Kind: courseKinds[c.Kind], Title: c.Title, StartsOn: m.weekday(c.From), EndsOn: ends, Place: c.Place, Provider: c.Provider, Places: c.Places, Note: c.Note,
		})
		return err
	})
	p.add(nextAtWork(planned), phaseAssignment, "book the course "+c.Title, func(ctx context.Context) (err error) {
		if c.Cohort != "" {
			cohort := cohorts[c.Cohort]
			if kept, err = m.Course.Book(ctx, m.actor(c.BookedBy), kept.ID, nil, &cohort); err != nil {
				return err
			}
		}
		for _, who := range c.Booked {
			if kept, err = m.Course.Book(ctx, m.actor(c.BookedBy), kept.ID, m.those([]string{who}), nil); err != nil {
				return fmt.Errorf("book %s: %w", who, err)
			}
		}
		for _, who := range c.Own {
			if kept, err = m.Course.Book(ctx, m.actor(who), kept.ID, m.those([]string{who}), nil); err != nil {
				return fmt.Errorf("book %s: %w", who, err)
			}
		}
		return nil
	})
	if c.Marked != "" {
		p.add(nextAtWork(ends), phaseLearning, "enter the attendance of "+c.Title, func(ctx context.Context) error {
			return m.markAttendance(ctx, c, kept.ID)
		})
	}
	if c.Cancelled != "" {
		p.add(m.weekday(c.CancelledOn), phaseLearning, "cancel the course "+c.Title, func(ctx context.Context) error {
			_, err := m.Course.Cancel(ctx, m.actor(c.By), kept.ID, kept.Version, c.Cancelled)
			return err
		})
	}
}

// markAttendance enters who came: everybody with a place but those named as absent.
func (m *maker) markAttendance(ctx context.Context, c demo.Course, id uuid.UUID) error {
	by := m.actor(c.Marked)
	detail, err := m.Course.Event(ctx, by, id)
	if err != nil {
		return err
	}
	absent := map[uuid.UUID]bool{}
	for _, who := range m.those(c.Absent) {
		absent[who] = true
	}
	var marks []course.Mark
	for _, b := range detail.Bookings {
		if b.State == course.Booked {
			marks = append(marks, course.Mark{BookingID: b.ID, Attended: !absent[b.PersonID]})
		}
	}
	_, err = m.Course.MarkAttendance(ctx, by, id, detail.Version, marks)
	return err
}
