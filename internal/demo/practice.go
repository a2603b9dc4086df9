package demo

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"slices"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/practice"
	"bandwise/seed/demo"
)

const (
	// weeksAtOnce is how much activity somebody enters in one go.
	weeksAtOnce = 13
	// Days from an audit to the coder's answer, and to the feedback session.
	daysToAnswer   = 3
	daysToFeedback = 5
)

// planPractice plans the settings, everybody's daily activity, and the audits.
func (m *maker) planPractice(p *plan) {
	kept := m.trust.Practice
	for _, t := range kept.Targets {
		p.add(m.weekday(t.On), phaseLearning, "set a target", func(ctx context.Context) error {
			_, err := m.Practice.AddTarget(ctx, m.actor(t.By), practice.NewTarget{
				StartsOn: m.on(t.From), TraineeEpisodes: t.Trainee, AccEpisodes: t.ACC, DayMinutes: practice.DefaultDayMinutes, Source: t.Source, Reason: t.Reason,
			})
			return err
		})
	}
	for _, t := range kept.Thresholds {
		p.add(m.weekday(t.On), phaseLearning, "choose the thresholds "+t.Set, func(ctx context.Context) error {
			sets, _, err := m.Practice.Thresholds(ctx, m.actor(t.By))
			if err != nil {
				return err
			}
			for _, set := range sets {
				if set.Key == t.Set {
					_, err := m.Practice.ChooseThresholds(ctx, m.actor(t.By), set.ID, m.on(t.From), t.Reason)
					return err
				}
			}
			return fmt.Errorf("there are no thresholds %s", t.Set)
		})
	}
	for _, person := range m.trust.People {
		m.planActivity(p, person)
	}
	for _, a := range kept.Audits {
		m.planAudit(p, a)
	}
}

// planActivity plans that somebody who codes enters what was coded, a quarter at a time, up to the day before the base day.
func (m *maker) planActivity(p *plan, person demo.Person) {
	if len(person.Appointments) == 0 || len(m.trust.Practice.Codes) == 0 {
		return
	}
	post := person.Appointments[len(person.Appointments)-1]
	if !slices.Contains(m.trust.Practice.Codes, post.Role) || post.Until != nil {
		return
	}
	appointed := m.on(person.Appointments[0].From)
	from := calendar.Later(appointed, calendar.Later(m.on(m.trust.Practice.Since), m.began))
	for !from.After(m.base.AddDays(-1)) {
		to := from.AddDays(weeksAtOnce*7 - 1)
		if to.After(m.base.AddDays(-1)) {
			to = m.base.AddDays(-1)
		}
		var days []practice.Entered
		for day := from; !day.After(to); day = day.AddDays(1) {
			if d, worked := m.coded(person, post, appointed, day); worked {
				days = append(days, practice.Entered{Day: d})
			}
		}
		if len(days) > 0 {
			// Nothing is coded at a weekend, so the Friday before knows the whole quarter.
			p.add(atWork(to), phaseLearning, "enter the activity of "+person.Key, func(ctx context.Context) error {
				_, err := m.Practice.Enter(ctx, m.actor(person.Key), m.people[person.Key], days, "")
				return err
			})
		}
		from = to.AddDays(1)
	}
}

// coded makes up what somebody coded on a day; false for a day on which nothing was: no working day, leave, or no day of a
// part-time week.
func (m *maker) coded(person demo.Person, post demo.Appointment, appointed, day calendar.Date) (practice.Day, bool) {
	if !day.IsWorkingDay() || !m.atHand(person, day) {
		return practice.Day{}, false
	}
	dice := fnv.New32a()
	_, _ = fmt.Fprint(dice, person.Key, m.base.DaysUntil(day))
	chance := dice.Sum32()
	if post.WTE > 0 && int(day.Weekday()) > post.WTE/20 || chance%11 == 0 {
		return practice.Day{}, false
	}
	// A trainee learns quickly at first: after six months two thirds of the way, after eighteen nearly all of it.
	months := float64(appointed.DaysUntil(day)) / 30.4375
	pace := 34.0
	if person.Road == nil {
		pace = 2 + 19*(1-math.Exp(-months/6))
	}
	own := fnv.New32a()
	_, _ = fmt.Fprint(own, person.Key)
	pace *= 0.92 + float64(own.Sum32()%17)/100
	d := practice.Day{On: day, Episodes: max(1, int(math.Round(pace*(0.85+float64(chance%31)/100))))}
	// Now and then half a day goes to a meeting or a course.
	if chance%13 == 1 {
		d.Minutes = practice.DefaultDayMinutes / 2
		d.Episodes = (d.Episodes + 1) / 2
	}
	return d, true
}

// atHand reports whether nobody recorded leave for the day.
func (m *maker) atHand(person demo.Person, day calendar.Date) bool {
	for _, l := range person.Pauses {
		if (calendar.Span{From: m.on(l.From), To: m.until(l.Until)}).Contains(day) {
			return false
		}
	}
	return true
}

// planAudit plans an audit with the coder's answer, the session and what was agreed.
func (m *maker) planAudit(p *plan, a demo.CodingAudit) {
	day := m.weekday(a.On)
	var kept practice.AuditDetail
	then := func(after int, what string, take func(ctx context.Context) error) {
		on := atWork(day.AddDays(after))
		if on.Before(m.base) {
			p.add(calendar.Later(on, day), phaseLearning, what+" the audit of "+a.Person, take)
		}
	}
	then(0, "release", func(ctx context.Context) (err error) {
		edit := practice.AuditEdit{
			Subject: a.Subject, AuditedOn: day, PeriodFrom: day.AddDays(-42), PeriodTo: day.AddDays(-7), Sample: a.Sample, Findings: a.Findings,
			Counts: practice.Counts{Examined: map[practice.CodeType]int{}},
		}
		for i, n := range a.Examined {
			edit.Counts.Examined[practice.CodeTypes[i]] = n
		}
		for _, key := range slices.Sorted(maps.Keys(a.Errors)) {
			edit.Counts.Errors = append(edit.Counts.Errors, practice.ErrorCount{Key: key, ByCoder: a.Errors[key], ByOther: a.Others[key]})
		}
		if kept, err = m.Practice.CreateAudit(ctx, m.actor(a.By), m.people[a.Person], edit); err != nil {
			return err
		}
		kept, err = m.Practice.ReleaseAudit(ctx, m.actor(a.By), kept.ID, kept.Version)
		return err
	})
	if a.Comment != "" {
		then(daysToAnswer, "answer", func(ctx context.Context) (err error) {
			kept, err = m.Practice.Acknowledge(ctx, m.actor(a.Person), kept.ID, kept.Version, a.Comment)
			return err
		})
	}
	if a.Feedback == "" {
		return
	}
	then(daysToFeedback, "talk about", func(ctx context.Context) (err error) {
		kept, err = m.Practice.RecordFeedback(ctx, m.actor(a.By), kept.ID, kept.Version, calendar.Today(m.clock.now), a.Feedback)
		return err
	})
	for _, action := range a.Actions {
		m.planAuditAction(then, a, action, &kept)
	}
}

func (m *maker) planAuditAction(then func(int, string, func(context.Context) error), a demo.CodingAudit, action demo.AuditAction, kept *practice.AuditDetail) {
	then(daysToFeedback, "agree an action after", func(ctx context.Context) error {
		detail, err := m.Practice.AddAction(ctx, m.actor(a.By), kept.ID, practice.NewAction{What: action.What, OwnerID: m.people[action.Owner], DueOn: m.on(action.Due)})
		if err != nil {
			return err
		}
		*kept = detail
		return nil
	})
	if !action.Done {
		return
	}
	then(m.weekday(a.On).DaysUntil(m.on(action.Due))-1, "finish an action after", func(ctx context.Context) error {
		for _, one := range kept.Actions {
			if one.What == action.What {
				_, err := m.Practice.FinishAction(ctx, m.actor(action.Owner), one.ID, one.Version)
				return err
			}
		}
		return fmt.Errorf("there is no such action")
	})
}
