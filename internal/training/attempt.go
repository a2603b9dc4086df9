package training

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// RecordAttempt checks a sitting of an examination and gives it with the outcome of every marked paper. Results may come with it or
// later ([Pathway.RecordResults]). It is refused, field by field, when the sitting is in the future, before the appointment or before the
// milestone's earliest date; when no paper was sat or one that the examination does not have, twice, or already passed; when a prerequisite
// is unmet; when there is another attempt on that day; and for its results as RecordResults describes. Nobody enters their own. An examination that is
// already passed is a conflict.
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
	entry.Results = judge(m, entry, today, &no)
	return entry, no.err()
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
	added.Results = append(slices.Clone(attempt.Results), judge(m, added, today, &no)...)
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
		return Milestone{}, apperr.Forbidden("Nobody enters their own examination results. Ask the " + signatories(m) + ".")
	}
	return m, nil
}

// judge checks an attempt's results and gives them with their outcomes by the pass marks in force on the day of the sitting.
func judge(m Milestone, a Attempt, today calendar.Date, no *refusals) []PaperResult {
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
			s := f.stand(before)
			met = met && s.state.Settled()
			on = calendar.Later(on, s.on)
			switch last, passed := passing(before, s.attempts); {
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
