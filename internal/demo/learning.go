package demo

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/training"
	"bandwise/seed/demo"
)

// Days from the completion of a milestone to its sign-off, and from a sitting to its results.
const (
	daysToSignOff = 5
	daysToResults = 35
)

// The milestones of the pathway that the demo knows by name: the examination that gives the accreditation, and the course
// that keeps it current.
const (
	examination = "nccq"
	refresher   = "ccsrc"
)

// planTraining plans what a person learnt: the usual road, or what is told one by one.
func (m *maker) planTraining(p *plan, person demo.Person) {
	if person.Road != nil {
		m.planRoad(p, person)
	}
	for _, r := range person.Records {
		signed := calendar.Date{}
		if r.Signed != nil {
			signed = m.weekday(*r.Signed)
		}
		m.planRecord(p, person, r, m.weekday(r.On), signed)
	}
	for _, a := range person.Attempts {
		m.planAttempt(p, person, a, m.weekday(a.On))
	}
	for _, l := range person.Pauses {
		p.add(m.weekday(l.From), phaseLearning, "pause "+person.Key, func(ctx context.Context) error {
			leave := training.Pause{Span: calendar.Span{From: m.on(l.From), To: m.until(l.Until)}, Note: l.Note}
			if err := leave.Reason.UnmarshalText([]byte(l.Reason)); err != nil {
				return err
			}
			_, err := m.Training.AddPause(ctx, m.actor(l.RecordedBy), m.people[person.Key], leave)
			return err
		})
	}
	for _, meeting := range person.Meetings {
		m.planMeeting(p, person, meeting)
	}
}

// planRoad plans the usual road, told from the appointment, then the examination and the refreshers on their own days.
func (m *maker) planRoad(p *plan, person demo.Person) {
	appointed := m.on(person.Appointments[0].From)
	for _, s := range m.trust.UsualRoad {
		day := atWork(appointed.Add(s.After))
		if len(s.Papers) > 0 {
			m.planAttempt(p, person, demo.Attempt{Milestone: s.Milestone, Papers: s.Papers, RecordedBy: person.Road.SignedBy}, day)
			continue
		}
		record := demo.Record{Milestone: s.Milestone, Result: s.Result, Certificate: s.Certificate, SignedBy: person.Road.SignedBy}
		m.planRecord(p, person, record, day, atWork(day.AddDays(daysToSignOff)))
	}
	theory, practical := 74, 91
	passed := demo.Attempt{
		Milestone: examination, RecordedBy: person.Road.SignedBy, Papers: []demo.Paper{{Key: "theory", Mark: &theory}, {Key: "practical", Mark: &practical}},
	}
	m.planAttempt(p, person, passed, m.weekday(person.Road.Passed))
	for _, r := range person.Road.Refreshers {
		day := m.weekday(r)
		m.planRecord(p, person, demo.Record{Milestone: refresher, SignedBy: person.Road.SignedBy}, day, atWork(day.AddDays(daysToSignOff)))
	}
}

// planRecord plans that a person records a milestone, with its certificate, and that a signatory signs it off.
func (m *maker) planRecord(p *plan, person demo.Person, r demo.Record, completed, signed calendar.Date) {
	var kept training.KeptRecord
	p.add(completed, phaseLearning, "record "+r.Milestone+" of "+person.Key, func(ctx context.Context) (err error) {
		entry := training.Record{Milestone: training.MilestoneKey(r.Milestone), CompletedOn: completed, Result: r.Result, Note: r.Note}
		if r.Certificate != "" {
			name := strings.ReplaceAll(strings.ToLower(r.Certificate), " ", "-") + ".pdf"
			lines := []string{r.Certificate, person.Name, r.Result, completed.String()}
			if entry.Certificate, err = m.addFile(ctx, person, demo.File{Name: name, Lines: lines}); err != nil {
				return err
			}
		}
		kept, err = m.Training.Record(ctx, m.actor(person.Key), m.people[person.Key], entry)
		return err
	})
	if signed.IsZero() {
		return
	}
	p.add(calendar.Later(signed, completed), phaseLearning, "sign off "+r.Milestone+" of "+person.Key, func(ctx context.Context) error {
		_, err := m.Training.SignOff(ctx, m.actor(r.SignedBy), kept.ID, kept.Version)
		return err
	})
}

// planAttempt plans a sitting: where a paper has marks, its results come some weeks later.
func (m *maker) planAttempt(p *plan, person demo.Person, a demo.Attempt, sat calendar.Date) {
	entry := training.Attempt{Milestone: training.MilestoneKey(a.Milestone), SatOn: sat}
	results := sat
	for _, paper := range a.Papers {
		key := training.PaperKey(paper.Key)
		result := training.PaperResult{Paper: key}
		if paper.Mark != nil {
			mark := training.Mark(*paper.Mark)
			result.Mark = &mark
			results = atWork(sat.AddDays(daysToResults))
		}
		switch paper.Outcome {
		case training.OutcomePassed.String():
			result.Outcome = training.OutcomePassed
		case training.OutcomeFailed.String():
			result.Outcome = training.OutcomeFailed
		}
		entry.Papers, entry.Results = append(entry.Papers, key), append(entry.Results, result)
	}
	if results != sat {
		entry.ResultsOn = results
	}
	p.add(results, phaseLearning, "enter the "+a.Milestone+" of "+person.Key, func(ctx context.Context) error {
		_, err := m.Training.RecordAttempt(ctx, m.actor(a.RecordedBy), m.people[person.Key], entry)
		return err
	})
}

// planMeeting plans that one side logs a meeting and the other confirms it on the next working day.
func (m *maker) planMeeting(p *plan, person demo.Person, meeting demo.Meeting) {
	met := m.weekday(meeting.On)
	logs, confirms := person.Key, meeting.Mentor
	if meeting.ByMentor {
		logs, confirms = confirms, logs
	}
	var kept uuid.UUID
	version := 0
	p.add(met, phaseMeeting, "log a meeting of "+person.Key, func(ctx context.Context) error {
		logged, err := m.Training.LogMeeting(ctx, m.actor(logs), training.Meeting{
			Person: m.people[person.Key], Mentor: m.people[meeting.Mentor], MetOn: met, Minutes: meeting.Minutes, Topics: meeting.Topics, Agreed: meeting.Agreed,
		})
		kept, version = logged.ID, logged.Version
		return err
	})
	if !meeting.Confirmed {
		return
	}
	p.add(nextAtWork(met), phaseMeeting, "confirm a meeting of "+person.Key, func(ctx context.Context) error {
		_, err := m.Training.ConfirmMeeting(ctx, m.actor(confirms), kept, version)
		return err
	})
}
