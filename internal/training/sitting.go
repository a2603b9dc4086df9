package training

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// The two papers of the NCCQ, by their keys in the pathway.
const (
	paperTheory    PaperKey = "theory"
	paperPractical PaperKey = "practical"
)

// Sitting is one sitting of a national examination, with its dates as the organisation knows them.
type Sitting struct {
	ID                   uuid.UUID
	Milestone            MilestoneKey
	Title                string
	RegistrationOpensOn  calendar.Date
	RegistrationClosesOn calendar.Date
	TheoryOn             calendar.Date
	PracticalOn          calendar.Date
	ResultsExpectedOn    calendar.Date
	// Source says where the dates come from.
	Source string
	Note   string
	// CancelledOn is no date while the sitting stands.
	CancelledOn  calendar.Date
	CancelReason string
	Version      int
}

// Cancelled reports whether the sitting does not take place.
func (s Sitting) Cancelled() bool { return !s.CancelledOn.IsZero() }

// day gives the day of a paper.
func (s Sitting) day(key PaperKey) calendar.Date {
	if key == paperPractical {
		return s.PracticalOn
	}
	return s.TheoryOn
}

// firstDay gives the day of the first of the papers, lastDay of the last; of both papers when there are none.
func (s Sitting) firstDay(papers []PaperKey) calendar.Date {
	first := s.TheoryOn
	if s.PracticalOn.Before(first) {
		first = s.PracticalOn
	}
	if len(papers) == 1 {
		return s.day(papers[0])
	}
	return first
}

func (s Sitting) lastDay(papers []PaperKey) calendar.Date {
	if len(papers) == 1 {
		return s.day(papers[0])
	}
	return calendar.Later(s.TheoryOn, s.PracticalOn)
}

// days gives "theory paper on 14 April 2027 and practical paper on 15 April 2027".
func (s Sitting) days() string {
	return fmt.Sprintf("theory paper on %s and practical paper on %s", s.TheoryOn, s.PracticalOn)
}

// planned gives the sentence that explains a plan by the sitting.
func (s Sitting) planned() string {
	return fmt.Sprintf("The chosen sitting is %s, with the %s; its results are expected on %s.", s.Title, s.days(), s.ResultsExpectedOn)
}

// limit gives the reason of a due date that comes from the sitting.
func (s Sitting) limit(due term, f Facts) string {
	if due.before != nil {
		return fmt.Sprintf("it comes before %s, and the chosen sitting, %s, has its first paper on %s", due.before.Called, s.Title, s.firstDay(f.unpassed(due.rule)))
	}
	return fmt.Sprintf("the chosen sitting, %s, has the %s", s.Title, s.days())
}

// CheckSitting checks a sitting against the others of its examination. It is refused, field by field, without a title or a source, when its dates are missing
// or out of order (registration opens, closes, the papers, the results), and when the calendar year already has as many as there are in a year.
func (p Pathway) CheckSitting(s Sitting, others []Sitting) (Sitting, error) {
	m, err := p.milestoneOf(s.Milestone)
	if err != nil {
		return Sitting{}, err
	}
	if m.SittingsAYear == 0 {
		return Sitting{}, apperr.InvalidField("milestone", fmt.Sprintf("%s has no fixed sittings.", sentenceCase(m.Called)))
	}
	var no refusals
	no.check(strings.TrimSpace(s.Title) != "", "title", "Enter what the sitting is called.")
	no.check(strings.TrimSpace(s.Source) != "", "source", "Say where the dates come from.")
	for _, d := range []struct {
		field, what string
		on          calendar.Date
	}{
		{"registrationOpensOn", "on which registration opens", s.RegistrationOpensOn}, {"registrationClosesOn", "on which registration closes", s.RegistrationClosesOn},
		{"theoryOn", "of the theory paper", s.TheoryOn}, {"practicalOn", "of the practical paper", s.PracticalOn},
		{"resultsExpectedOn", "on which results are expected", s.ResultsExpectedOn},
	} {
		no.check(!d.on.IsZero(), d.field, "Enter the day %s.", d.what)
	}
	if len(no) > 0 {
		return s, no.err()
	}
	no.check(!s.RegistrationClosesOn.Before(s.RegistrationOpensOn), "registrationClosesOn", "Registration cannot close before it opens on %s.", s.RegistrationOpensOn)
	no.check(s.RegistrationClosesOn.Before(s.firstDay(nil)), "registrationClosesOn", "Registration closes before the first paper on %s.", s.firstDay(nil))
	no.check(s.ResultsExpectedOn.After(s.lastDay(nil)), "resultsExpectedOn", "Results come after the last paper on %s.", s.lastDay(nil))
	same := 0
	for _, o := range others {
		if o.ID == s.ID || o.Milestone != s.Milestone || o.Cancelled() {
			continue
		}
		no.check(!strings.EqualFold(o.Title, s.Title), "title", "There is already a sitting of this name.")
		if o.firstDay(nil).Year() == s.firstDay(nil).Year() {
			same++
		}
	}
	no.check(same < m.SittingsAYear, "theoryOn", "There are %d sittings of %s a year, and %d has them already. Edit or cancel one of them.",
		m.SittingsAYear, m.Called, s.firstDay(nil).Year())
	return s, no.err()
}

// SittingChoice is the sitting that somebody plans for. It stays when another one is chosen.
type SittingChoice struct {
	ID        uuid.UUID
	Milestone MilestoneKey
	Sitting   Sitting
	// RegisteredOn is the day of the registration, no date while it is still to be done.
	RegisteredOn calendar.Date
	ChosenBy     uuid.UUID
	ChosenOn     calendar.Date
	EndedOn      calendar.Date
	EndedBy      uuid.UUID
	// EndedAs is "changed", "given_up" or "sat", "" while the choice stands.
	EndedAs   string
	EndReason string
	Version   int
}

// How a choice ends, as the table and the API write it.
const (
	endedChanged = "changed"
	endedGivenUp = "given_up"
	endedSat     = "sat"
)

// choice gives the choice that stands for an examination.
func (f Facts) choice(key MilestoneKey) (SittingChoice, bool) {
	for _, c := range f.Choices {
		if c.Milestone == key && c.EndedOn.IsZero() {
			return c, true
		}
	}
	return SittingChoice{}, false
}

// satAt reports whether the person has sat at a sitting.
func (f Facts) satAt(sitting uuid.UUID) bool {
	return slices.ContainsFunc(f.Attempts, func(a Attempt) bool { return a.Sitting == sitting })
}

// unpassed lists the papers of an examination that are still to be passed.
func (f *Facts) unpassed(m *Milestone) []PaperKey {
	attempts := f.attempts(m.Key)
	var all []PaperKey
	for _, paper := range m.Papers {
		if _, passed := passedPaper(paper.Key, attempts); !passed || !m.KeepsPasses {
			all = append(all, paper.Key)
		}
	}
	return all
}

// sittings gives the sittings of an examination that take place, by the day of their first paper.
func (f Facts) sittings(key MilestoneKey) []Sitting {
	var all []Sitting
	for _, s := range f.Sittings {
		if s.Milestone == key && !s.Cancelled() {
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b Sitting) int {
		return cmp.Or(a.firstDay(nil).Compare(b.firstDay(nil)), cmp.Compare(a.Title, b.Title))
	})
	return all
}

// nextSitting proposes the next sitting that can still be registered for and is not too early.
func (r *reckoning) nextSitting(m *Milestone) (Sitting, bool) {
	for _, s := range r.facts.sittings(m.Key) {
		if r.notForSitting(m, s) == "" {
			return s, true
		}
	}
	return Sitting{}, false
}

// notForSitting says why a sitting cannot be chosen now, "" when it can.
func (r *reckoning) notForSitting(m *Milestone, s Sitting) string {
	first := s.firstDay(r.facts.unpassed(m))
	earliest := r.term(m, m.NotBefore)
	switch {
	case s.Cancelled():
		return fmt.Sprintf("%s was cancelled on %s.", s.Title, s.CancelledOn)
	case r.facts.satAt(s.ID):
		return fmt.Sprintf("%s was already sat.", s.Title)
	case !first.After(r.today):
		return fmt.Sprintf("%s has passed: its first paper was on %s.", s.Title, first)
	case first.Before(earliest.on):
		return fmt.Sprintf("%s is too early: its first paper is on %s, and the earliest date for %s is %s, %s.",
			s.Title, first, m.Called, earliest.on, r.counted(earliest, AspectNotBefore))
	case s.RegistrationClosesOn.Before(r.today):
		return fmt.Sprintf("Registration for %s closed on %s.", s.Title, s.RegistrationClosesOn)
	default:
		return ""
	}
}

// sittingSentences says what stands against the chosen sitting, and after a fail or a missed sitting which one is next.
func (r *reckoning) sittingSentences(m *Milestone, p MilestoneProgress) []string {
	if m.SittingsAYear == 0 {
		return nil
	}
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	choice, chosen := r.facts.choice(m.Key)
	sat := chosen && r.facts.satAt(choice.Sitting.ID)
	papers := r.facts.unpassed(m)
	propose := p.State == StateFailed && (!chosen || sat)
	switch {
	case !chosen || sat:
	case choice.Sitting.Cancelled():
		say("The chosen sitting, %s, was cancelled on %s. Choose another one.", choice.Sitting.Title, choice.Sitting.CancelledOn)
		propose = true
	case choice.Sitting.lastDay(papers).Before(r.today):
		say("The chosen sitting, %s, has passed without a recorded attempt. Choose another one.", choice.Sitting.Title)
		propose = true
	default:
		s := choice.Sitting
		if limit := r.limitOf(m); !limit.on.IsZero() && s.lastDay(papers).After(limit.on) {
			say("The chosen sitting, %s, ends on %s, %s after that date.", s.Title, s.lastDay(papers), calendar.Days(limit.on.DaysUntil(s.lastDay(papers))))
		}
		if first := s.firstDay(papers); first.Before(p.NotBefore) {
			say("The chosen sitting, %s, is too early: its first paper is on %s.", s.Title, first)
		}
	}
	if next, ok := r.nextSitting(m); propose && ok {
		say("The next possible sitting is %s, with the %s; registration closes on %s.", next.Title, next.days(), next.RegistrationClosesOn)
	}
	return all
}

// ChooseSitting checks the choice of a sitting. A sitting that was cancelled, has passed, was sat, comes before the earliest date of the examination or whose
// registration is closed is refused; one that is registered for already may be chosen after registration closed. Registration lies within its days. An examination that
// is settled is a conflict, and so is the sitting that is chosen already.
func (p Pathway) ChooseSitting(f Facts, c SittingChoice, today calendar.Date) (SittingChoice, error) {
	m, err := p.milestoneOf(c.Sitting.Milestone)
	if err != nil {
		return SittingChoice{}, err
	}
	if s := f.stand(&m); s.state.Settled() {
		return SittingChoice{}, apperr.Conflict(fmt.Sprintf("Already %s: %s.", s.state, m.Called))
	}
	if now, ok := f.choice(m.Key); ok && now.Sitting.ID == c.Sitting.ID {
		return SittingChoice{}, apperr.Conflict(now.Sitting.Title + " is chosen already.")
	}
	r := newReckoning(p, f, today)
	closed := c.Sitting.RegistrationClosesOn.Before(today) && !c.RegisteredOn.IsZero()
	why := c.Sitting
	if closed {
		why.RegistrationClosesOn = today // the registration was in time, which is checked below
	}
	var no refusals
	if reason := r.notForSitting(&m, why); reason != "" {
		no.add("sittingId", "%s", reason)
	}
	checkRegistration(c, today, &no)
	c.Milestone, c.ChosenOn = m.Key, today
	return c, no.err()
}

// checkRegistration refuses a registration in the future or outside the sitting's days of registration.
func checkRegistration(c SittingChoice, today calendar.Date, no *refusals) {
	s := c.Sitting
	switch on := c.RegisteredOn; {
	case on.IsZero():
	case on.After(today):
		no.add("registeredOn", "%s is in the future. Enter the registration once it is made.", on)
	case on.Before(s.RegistrationOpensOn):
		no.add("registeredOn", "Registration for %s opens on %s.", s.Title, s.RegistrationOpensOn)
	case on.After(s.RegistrationClosesOn):
		no.add("registeredOn", "Registration for %s closed on %s.", s.Title, s.RegistrationClosesOn)
	}
}

// Register gives the choice that stands with the day of its registration.
func (f Facts) Register(id uuid.UUID, on, today calendar.Date) (SittingChoice, error) {
	c, err := f.standing(id)
	if err != nil {
		return SittingChoice{}, err
	}
	c.RegisteredOn = on
	var no refusals
	no.check(!on.IsZero(), "registeredOn", "Enter the day of the registration.")
	checkRegistration(c, today, &no)
	return c, no.err()
}

// GiveUp gives the choice that stands as it was given up, which needs a reason.
func (f Facts) GiveUp(id, by uuid.UUID, reason string, today calendar.Date) (SittingChoice, error) {
	c, err := f.standing(id)
	if err != nil {
		return SittingChoice{}, err
	}
	if f.satAt(c.Sitting.ID) {
		return SittingChoice{}, apperr.Conflict(c.Sitting.Title + " was sat, so it is not given up.")
	}
	if reason == "" {
		return SittingChoice{}, apperr.InvalidField("reason", "Give the reason for giving the sitting up.")
	}
	return c.ended(by, today, endedGivenUp, reason), nil
}

func (c SittingChoice) ended(by uuid.UUID, on calendar.Date, as, reason string) SittingChoice {
	c.EndedBy, c.EndedOn, c.EndedAs, c.EndReason = by, on, as, reason
	return c
}

// standing gives a choice that stands; one that ended is a conflict.
func (f Facts) standing(id uuid.UUID) (SittingChoice, error) {
	for _, c := range f.Choices {
		if c.ID != id {
			continue
		}
		if !c.EndedOn.IsZero() {
			return SittingChoice{}, apperr.Conflict(fmt.Sprintf("This choice ended on %s.", c.EndedOn))
		}
		return c, nil
	}
	return SittingChoice{}, apperr.NotFound("choice of a sitting")
}
