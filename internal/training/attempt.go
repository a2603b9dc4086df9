package training

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// RecordAttempt checks an attempt at an examination and gives it with its sitting and the outcome of every marked paper. Results may come with it or
// later ([Pathway.RecordResults]). It is refused, field by field, when the sitting is in the future, before the appointment or before the
// milestone's earliest date; when no paper was sat or one that the examination does not have, twice, or already passed; when a prerequisite
// is unmet; when there is another attempt on that day; and for its results as RecordResults describes. Nobody enters their own. An examination that is
// already passed is a conflict. What Resit says has to be so.
func (p Pathway) RecordAttempt(f Facts, entry Attempt, today calendar.Date) (Attempt, error) {
	m, err := p.examination(f, entry.Milestone, entry.RecordedBy)
	if err != nil {
		return Attempt{}, err
	}
	now, _ := p.Progress(f, today).Of(m.Key)
	switch now.State {
	case StateDone:
		return Attempt{}, apperr.Conflict(fmt.Sprintf("Already passed on %s: %s.", now.DoneOn, m.Called))
	case StateExempt:
		return Attempt{}, apperr.Conflict(fmt.Sprintf("There is an exemption from %s. Nothing needs to be sat.", m.Called))
	}
	var no refusals
	switch {
	case entry.SatOn.IsZero():
		no.add("satOn", "Enter the date of the sitting.")
	case entry.SatOn.After(today):
		no.add("satOn", "%s is in the future. Enter the attempt once it is sat.", entry.SatOn)
	default:
		p.checkDay(f, m, now, "satOn", entry.SatOn, &no)
	}
	before := f.attempts(m.Key)
	for _, a := range before {
		no.check(a.SatOn != entry.SatOn, "satOn", "There is already an attempt on %s. Add the results to that one.", a.SatOn)
	}
	no.check(len(entry.Papers) > 0, "papers", "Choose at least one paper that was sat.")
	for i, key := range entry.Papers {
		paper, ok := m.Paper(key)
		name := fmt.Sprintf("papers[%d]", i)
		no.check(ok, name, "%s has no paper %q.", sentenceCase(m.Called), key)
		no.check(!slices.Contains(entry.Papers[:i], key), name, "This paper is there twice.")
		if a, passed := passedPaper(key, before); passed && m.KeepsPasses {
			no.add(name, "The %s was already passed on %s.", strings.ToLower(paper.Title), a.SatOn)
		}
	}
	if len(no) == 0 {
		entry.Sitting = p.sittingOf(f, m, entry, &no)
	}
	entry.Results = judge(&m, entry, today, &no)
	return entry, no.err()
}

// sittingOf gives the sitting that an attempt belongs to and refuses a resit that is none, and one that is said to be the first attempt. Where an
// examination has fixed sittings, a resit needs the result of the attempt before it and, once the organisation knows sittings, a paper of one of them on that day; and no calendar
// year has more attempts than sittings.
func (p Pathway) sittingOf(f Facts, m Milestone, entry Attempt, no *refusals) uuid.UUID {
	var earlier []Attempt
	for _, a := range f.attempts(m.Key) {
		if a.SatOn.Before(entry.SatOn) && slices.ContainsFunc(entry.Papers, a.Sat) {
			earlier = append(earlier, a)
		}
	}
	again := len(earlier) > 0
	switch {
	case entry.Resit == ResitYes && !again:
		no.add("resit", "There is no first attempt at %s to resit. Enter the first attempt before it, or enter this one as the first.", m.papersInWords(entry.Papers))
	case entry.Resit == ResitNo && again:
		last := earlier[len(earlier)-1]
		no.add("resit", "%s was already sat on %s, so this is a resit.", sentenceCase(m.papersInWords(entry.Papers)), last.SatOn)
	}
	if m.SittingsAYear == 0 {
		return uuid.Nil
	}
	for _, a := range earlier {
		for _, key := range entry.Papers {
			if _, known := a.Result(key); a.Sat(key) && !known {
				no.add("papers", "The result of the attempt on %s is still awaited. Enter it before a resit.", a.SatOn)
			}
		}
	}
	same := 0
	for _, a := range f.attempts(m.Key) {
		if a.SatOn.Year() == entry.SatOn.Year() {
			same++
		}
	}
	no.check(same < m.SittingsAYear, "satOn", "There are %d sittings of %s a year, and %d attempts in %d are recorded already.", m.SittingsAYear, m.Called, same, entry.SatOn.Year())
	known := f.sittings(m.Key)
	for _, s := range known {
		if slices.ContainsFunc(entry.Papers, func(key PaperKey) bool { return s.day(key) == entry.SatOn }) {
			return s.ID
		}
	}
	if again && len(known) > 0 {
		no.add("satOn", "A resit belongs to a sitting, and no sitting of %s that is known has %s on %s.", m.Called, m.papersInWords(entry.Papers), entry.SatOn)
	}
	return uuid.Nil
}

// papersInWords gives "the theory paper and the practical paper".
func (m *Milestone) papersInWords(keys []PaperKey) string {
	var names []string
	for _, key := range keys {
		if paper, ok := m.Paper(key); ok {
			names = append(names, "the "+strings.ToLower(paper.Title))
		}
	}
	return listing(names, "and")
}

// Resit is what whoever enters an attempt says of it.
type Resit int

// Whether an attempt is a resit; the zero value says nothing.
const (
	ResitNo Resit = iota + 1
	ResitYes
)

// CorrectResult gives an attempt with one paper's result put right, and the correction that keeps the old one. It needs a reason and a result
// that differs; the new one is judged like any result. Nobody corrects their own. A result on which an award rests that is held cannot become a fail.
func (p Pathway) CorrectResult(f Facts, id uuid.UUID, result PaperResult, reason string, by uuid.UUID, today calendar.Date) (Attempt, error) {
	i := slices.IndexFunc(f.Attempts, func(a Attempt) bool { return a.ID == id })
	if i < 0 {
		return Attempt{}, apperr.NotFound("attempt")
	}
	attempt := f.Attempts[i]
	m, err := p.examination(f, attempt.Milestone, by)
	if err != nil {
		return Attempt{}, err
	}
	at := slices.IndexFunc(attempt.Results, func(r PaperResult) bool { return r.Paper == result.Paper })
	if at < 0 {
		return Attempt{}, apperr.InvalidField("paper", "This paper has no result yet. Enter it as a result.")
	}
	var no refusals
	corrected := attempt
	corrected.Results = slices.Clone(attempt.Results)
	corrected.Results[at] = result
	corrected.Results = judge(&m, corrected, today, &no)
	was, now := attempt.Results[at], corrected.Results[at]
	no.check(len(no) > 0 || !was.same(now), "result", "This is the result that is recorded already.")
	no.check(reason != "", "reason", "Say why the result is corrected.")
	if err := no.err(); err != nil {
		return Attempt{}, err
	}
	if on, held := f.award(p.Award); held && was.Outcome == OutcomePassed && now.Outcome == OutcomeFailed {
		return Attempt{}, apperr.Conflict(fmt.Sprintf("The accreditation given on %s rests on this result, so it cannot become a fail.", on))
	}
	corrected.Corrections = append(slices.Clone(attempt.Corrections), Correction{Was: was, Now: now, Reason: reason, By: by, On: today})
	return corrected, nil
}

func (r PaperResult) same(other PaperResult) bool {
	if r.Outcome != other.Outcome || (r.Mark == nil) != (other.Mark == nil) {
		return false
	}
	return r.Mark == nil || *r.Mark == *other.Mark
}

// RecordResults adds results to an attempt that awaits them and gives the attempt with the outcome of every marked paper. It refuses results
// of a paper that was not sat or already has one, a mark outside 0 to 100 or missing where there is a pass mark, an outcome that contradicts
// the mark, an outcome missing where there is no pass mark, and a day of results in the future or before the sitting. Nobody enters their own.
func (p Pathway) RecordResults(f Facts, id uuid.UUID, resultsOn calendar.Date, results []PaperResult, by uuid.UUID, today calendar.Date) (Attempt, error) {
	i := slices.IndexFunc(f.Attempts, func(a Attempt) bool { return a.ID == id })
	if i < 0 {
		return Attempt{}, apperr.NotFound("attempt")
	}
	attempt := f.Attempts[i]
	m, err := p.examination(f, attempt.Milestone, by)
	if err != nil {
		return Attempt{}, err
	}
	var no refusals
	no.check(len(results) > 0, "results", "Enter at least one result.")
	for i, result := range results {
		_, known := attempt.Result(result.Paper)
		no.check(!known, fmt.Sprintf("results[%d].paper", i), "This paper already has its result.")
	}
	added := attempt
	added.ResultsOn, added.Results = resultsOn, results
	added.Results = append(slices.Clone(attempt.Results), judge(&m, added, today, &no)...)
	return added, no.err()
}

// examination gives the examination that a new fact is about, and refuses people who enter their own.
func (p Pathway) examination(f Facts, key MilestoneKey, by uuid.UUID) (Milestone, error) {
	m, err := p.milestoneOf(key)
	if err != nil {
		return Milestone{}, err
	}
	if len(m.Papers) == 0 {
		return Milestone{}, apperr.InvalidField("milestone", fmt.Sprintf("%s is not an examination.", sentenceCase(m.Called)))
	}
	if by == f.Person {
		return Milestone{}, apperr.Forbidden("Nobody enters their own examination results. Ask the " + signatories(&m) + ".")
	}
	return m, nil
}

// judge checks an attempt's results and gives them with their outcomes by the pass marks in force on the day of the sitting.
func judge(m *Milestone, a Attempt, today calendar.Date, no *refusals) []PaperResult {
	no.check(a.ResultsOn.IsZero() || !a.ResultsOn.After(today), "resultsOn", "%s is in the future.", a.ResultsOn)
	no.check(a.ResultsOn.IsZero() || !a.ResultsOn.Before(a.SatOn), "resultsOn", "The results cannot come before the sitting on %s.", a.SatOn)
	judged := slices.Clone(a.Results)
	for i, result := range a.Results {
		name := func(field string) string { return fmt.Sprintf("results[%d].%s", i, field) }
		paper, ok := m.Paper(result.Paper)
		switch {
		case !ok:
			no.add(name("paper"), "%s has no paper %q.", sentenceCase(m.Called), result.Paper)
			continue
		case !a.Sat(result.Paper):
			no.add(name("paper"), "The %s was not sat on %s, so it has no result.", strings.ToLower(paper.Title), a.SatOn)
			continue
		case slices.ContainsFunc(a.Results[:i], func(r PaperResult) bool { return r.Paper == result.Paper }):
			no.add(name("paper"), "This paper is there twice.")
			continue
		}
		if result.Mark != nil && !(*result.Mark >= 0 && *result.Mark <= 100) {
			no.add(name("mark"), "A mark lies between 0 and 100.")
			continue
		}
		pass, marked := paper.PassMarkOn(a.SatOn)
		switch {
		case !marked:
			no.check(result.Outcome != 0, name("outcome"), "Say whether the %s was passed.", strings.ToLower(paper.Title))
		case result.Mark == nil:
			no.add(name("mark"), "Enter the mark: the pass mark is %s.", pass.Mark)
		default:
			outcome := OutcomeFailed
			if *result.Mark >= pass.Mark {
				outcome = OutcomePassed
			}
			no.check(result.Outcome == 0 || result.Outcome == outcome, name("outcome"), "A mark of %s is %s: the pass mark is %s.", *result.Mark, outcome, pass.Mark)
			judged[i].Outcome = outcome
		}
	}
	return judged
}

// AwardDue is an award that the facts justify and that is not held yet.
type AwardDue struct {
	Kind AwardKind
	// On is the day from which it holds: the day of the results that completed what it needs.
	On calendar.Date
	// Because says which facts it rests on.
	Because string
}

// AwardsDue gives the awards for which everything is met and that are not held yet, such as ACC after both papers of the NCCQ.
func (p Pathway) AwardsDue(f Facts) []AwardDue {
	var due []AwardDue
	for _, m := range p.Milestones {
		if _, held := f.award(m.Award); m.Award == "" || held {
			continue
		}
		var on calendar.Date
		met := true
		var facts []string
		for _, key := range m.Prerequisites {
			before, _ := p.Milestone(key)
			s := f.stand(&before)
			met = met && s.state.Settled()
			on = calendar.Later(on, s.on)
			switch last, passed := passing(&before, s.attempts); {
			case passed:
				on = calendar.Later(on, last.DecidedOn())
				facts = append(facts, fmt.Sprintf("%s was passed on %s", before.Called, last.SatOn))
			default:
				facts = append(facts, fmt.Sprintf("%s is met since %s", before.Called, s.on))
			}
		}
		if met && len(facts) > 0 {
			due = append(due, AwardDue{Kind: m.Award, On: on, Because: sentenceCase(listing(facts, "and")) + m.citation(AspectPrerequisites) + "."})
		}
	}
	return due
}

// awardedBy reports whether a signatory confirms one of the pathway's awards, so that their sign-off of what was missing
// makes it.
func (p Pathway) awardedBy(as Signatory) bool {
	return slices.ContainsFunc(p.Milestones, func(m Milestone) bool { return m.Award != "" && slices.Contains(m.SignedBy, as) })
}
