package pathway

import (
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Facts are what is known about a person on one day, as far as conditions ask.
type Facts struct {
	Today  calendar.Date
	Person string
	// RoleID is the present role, not valid for somebody without an appointment; Since the day from which it has been held
	// without a break.
	RoleID uuid.NullUUID
	Since  calendar.Date
	// Awards are the accreditations held, by key, with the day of the award.
	Awards map[string]calendar.Date
	// Milestones are those of the person's road, by key; what is not in it does not stand on the person's road.
	Milestones map[string]MilestoneFact
	// Readiness is how far the person meets the essential requirements of roles.
	Readiness map[uuid.UUID]Readiness
	// Said is what was said about the person, the newest first.
	Said []Statement
}

// MilestoneFact is where a person stands with a milestone.
type MilestoneFact struct {
	Done bool
	// On is when it was done; State says where it stands, in the words of a sentence ("overdue"), otherwise.
	On    calendar.Date
	State string
}

// Readiness counts the essential requirements of a role.
type Readiness struct{ Met, Required int }

// Statement is what somebody said about a person and a condition of a move.
type Statement struct {
	ID       uuid.UUID
	From, To uuid.UUID
	Subject  string
	Agreed   bool
	Reason   string
	By       Person
	On       calendar.Date
}

// Explained is a condition with what the facts say about it, and why, in a sentence.
type Explained struct {
	Condition Condition
	// Words is the condition itself, in words.
	Words   string
	Answer  Answer
	Because string
	Of      []Explained
	// Said is what somebody said, nil when nobody did or nobody has to.
	Said *Statement
}

// Judgement is a move with what it takes.
type Judgement struct {
	Move   Move
	Answer Answer
	// Because is the whole in a sentence.
	Because   string
	Condition Explained
}

// Judge says whether a person can make a move now, and why.
func Judge(m Move, f Facts, names Names) Judgement {
	j := Judgement{Move: m, Condition: m.Condition.explain(m, f, names)}
	j.Answer = j.Condition.Answer
	from, to := names.Roles[m.From].Title, names.Roles[m.To].Title
	if !f.RoleID.Valid || f.RoleID.UUID != m.From {
		j.Answer = No
		j.Because = fmt.Sprintf("No: this move starts from %s, which is not %s’s present role.", from, f.Person)
		return j
	}
	met, all, open := j.Condition.count()
	switch {
	case m.Condition.None():
		j.Because = fmt.Sprintf("Yes: the move to %s has no condition.", to)
	case j.Answer == Yes:
		j.Because = fmt.Sprintf("Yes: everything that the move to %s asks is met.", to)
	case j.Answer == Unknown:
		j.Because = fmt.Sprintf("Not known yet: %s, and %s.", shareOf(met, all, to), waits(open))
	default:
		j.Because = fmt.Sprintf("Not yet: %s.", shareOf(met, all, to))
	}
	return j
}

// shareOf counts the conditions of a move: "2 of the 4 conditions of the move to Trainer are met".
func shareOf(met, all int, to string) string {
	if all == 1 {
		return fmt.Sprintf("the condition of the move to %s is not met", to)
	}
	verb := "are"
	if met == 1 {
		verb = "is"
	}
	return fmt.Sprintf("%d of the %d conditions of the move to %s %s met", met, all, to, verb)
}

func share(met, all int) string {
	verb := "are"
	if met == 1 {
		verb = "is"
	}
	return fmt.Sprintf("%d of %s %s met", met, plural(all, "condition"), verb)
}

func waits(open int) string {
	if open == 1 {
		return "1 waits for somebody to say"
	}
	return fmt.Sprintf("%d wait for somebody to say", open)
}

// count counts the leaves: those met, all of them, and those nobody knows about.
func (e Explained) count() (met, all, unknown int) {
	if e.Condition.Kind.Joins() {
		for _, part := range e.Of {
			m, a, u := part.count()
			met, all, unknown = met+m, all+a, unknown+u
		}
		return met, all, unknown
	}
	switch e.Answer {
	case Yes:
		met = 1
	case Unknown:
		unknown = 1
	case No:
	}
	return met, 1, unknown
}

func (c Condition) explain(m Move, f Facts, names Names) Explained {
	e := Explained{Condition: c, Words: c.Words(m, names)}
	switch c.Kind {
	case 0, All, Any:
		e.join(c, m, f, names)
	case Accreditation:
		name, _ := names.accreditation(c.Key)
		on, held := f.Awards[c.Key]
		e.Answer, e.Because = yes(held), name+" is not held."
		if held {
			e.Because = fmt.Sprintf("%s has been held since %s.", name, on)
		}
	case Milestone:
		e.milestone(f, names)
	case Requirements:
		e.requirements(f.Readiness[m.To], names.Roles[m.To].Title)
	case Months:
		e.months(m, f, names)
	case Agreement, Confirmation:
		e.said(m, f, names)
	}
	return e
}

func (e *Explained) join(c Condition, m Move, f Facts, names Names) {
	counts := map[Answer]int{}
	for _, part := range c.Of {
		one := part.explain(m, f, names)
		counts[one.Answer]++
		e.Of = append(e.Of, one)
	}
	all := len(c.Of)
	switch {
	case all == 0:
		e.Answer, e.Because = Yes, "Nothing is asked."
	case c.Kind == Any && counts[Yes] > 0:
		e.Answer, e.Because = Yes, "One of these is enough, and one is met."
	case c.Kind == Any && counts[Unknown] > 0:
		e.Answer, e.Because = Unknown, "One of these is enough; none is met yet."
	case c.Kind == Any:
		e.Answer, e.Because = No, "One of these is enough; none is met."
	case counts[Yes] == all:
		e.Answer, e.Because = Yes, "All of these are met."
	case counts[No] > 0:
		e.Answer, e.Because = No, fmt.Sprintf("All of these are needed; %s.", share(counts[Yes], all))
	default:
		e.Answer, e.Because = Unknown, fmt.Sprintf("All of these are needed; %s.", share(counts[Yes], all))
	}
}

func (e *Explained) milestone(f Facts, names Names) {
	name, _ := names.milestone(e.Condition.Key)
	fact, onRoad := f.Milestones[e.Condition.Key]
	switch {
	case !onRoad:
		e.Answer, e.Because = Unknown, fmt.Sprintf("%s does not stand on %s’s road, so nothing is recorded about it.", name, f.Person)
	case fact.Done && fact.On.IsZero():
		e.Answer, e.Because = Yes, name+" counts as done."
	case fact.Done:
		e.Answer, e.Because = Yes, fmt.Sprintf("%s was done on %s.", name, fact.On)
	default:
		e.Answer, e.Because = No, fmt.Sprintf("%s is not done; it is %s.", name, fact.State)
	}
}

func (e *Explained) requirements(r Readiness, title string) {
	e.Answer = yes(r.Met >= r.Required)
	e.Because = fmt.Sprintf("%d of %d essential requirements of %s are met.", r.Met, r.Required, title)
	if r.Required == 0 {
		e.Because = title + " asks for nothing as essential yet."
	}
}

func (e *Explained) months(m Move, f Facts, names Names) {
	title := names.Roles[m.From].Title
	if !f.RoleID.Valid || f.RoleID.UUID != m.From {
		e.Answer, e.Because = No, fmt.Sprintf("%s is not appointed as %s today.", f.Person, title)
		return
	}
	served := f.Since.MonthsUntil(f.Today)
	e.Answer = yes(served >= e.Condition.Months)
	e.Because = fmt.Sprintf("%s as %s, since %s.", sentence(plural(served, "whole month")), title, f.Since)
	if e.Answer == No {
		e.Because += fmt.Sprintf(" The %s are complete on %s.", plural(e.Condition.Months, "month"),
			f.Since.Add(calendar.Months(e.Condition.Months)))
	}
}

func (e *Explained) said(m Move, f Facts, names Names) {
	who := e.Condition.who(names)
	verb := "confirmed"
	if e.Condition.Kind == Agreement {
		verb = "agreed"
	}
	for i := range f.Said {
		s := f.Said[i]
		if s.From != m.From || s.To != m.To || s.Subject != e.Condition.Subject() {
			continue
		}
		e.Said, e.Answer = &s, yes(s.Agreed)
		e.Because = fmt.Sprintf("%s %s on %s.", s.By.Name, verb, s.On)
		if !s.Agreed {
			e.Because = fmt.Sprintf("%s decided on %s: not %s.", s.By.Name, s.On, verb)
		}
		return
	}
	e.Answer, e.Because = Unknown, fmt.Sprintf("%s has not said yet.", sentence(who))
}

func yes(is bool) Answer {
	if is {
		return Yes
	}
	return No
}
