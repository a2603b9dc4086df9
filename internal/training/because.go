package training

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bandwise/internal/platform/calendar"
)

// because explains a milestone's state and dates in full sentences.
func (r *reckoning) because(m *Milestone, p MilestoneProgress, due, notBefore term) string {
	s := r.standings[m.Key]
	var sentences []string
	say := func(format string, args ...any) { sentences = append(sentences, fmt.Sprintf(format, args...)) }
	switch p.State {
	case StateDone:
		return r.done(m, s)
	case StateExempt:
		switch {
		case s.passedBy != nil:
			return fmt.Sprintf("Not asked: %s has been held since %s.", s.passedBy.Called, s.on)
		default:
			text := fmt.Sprintf("Exempt since %s", s.exemption.On)
			if s.exemption.ByName != "" {
				text += ", approved by " + s.exemption.ByName
			}
			if s.exemption.Reason != "" {
				text += ": " + strings.TrimRight(s.exemption.Reason, ".")
			}
			return text + "."
		}
	case StateRecorded:
		if s.record == nil {
			text := fmt.Sprintf("Sat on %s; the result is awaited.", s.attempts[len(s.attempts)-1].SatOn)
			if p.Sitting != nil && r.facts.satAt(p.Sitting.ID) {
				text += fmt.Sprintf(" It is expected on %s.", p.Sitting.ResultsExpectedOn)
			}
			return text
		}
		return fmt.Sprintf("Recorded on %s as completed on %s; it waits for sign-off by the %s.",
			s.record.RecordedOn, s.record.CompletedOn, signatories(m))
	case StatePaused:
		pause, _ := r.facts.pauseOn(r.today)
		if pause.IsOpen() {
			say("Paused because of %s since %s, which has no last day yet: its dates move on by a day for each day of leave.", pause.Reason.Leave(), pause.From)
		} else {
			say("Paused because of %s from %s to %s.", pause.Reason.Leave(), pause.From, pause.To)
		}
	case StateFailed:
		say("%s", failure(m, s.attempts))
	case StateBlocked:
		sentences = append(sentences, r.blocked(m, p)...)
	}
	if p.State != StateFailed && p.DoneOn.IsZero() && len(s.attempts) > 0 {
		say("%s", partial(m, s.attempts))
	}
	if s.returned != nil {
		say("What was recorded was returned on %s and can be recorded again.", s.returned.SignOff.On)
	}
	if p.NotBefore.After(r.today) {
		say("Not before %s because the earliest date for %s is %s.", p.NotBefore, m.Called, r.counted(notBefore, AspectNotBefore))
	}
	if p.late(r.today) {
		late := calendar.Days(p.DueOn.DaysUntil(r.today))
		say("Overdue by %s: it was due on %s because %s.", late, p.DueOn, r.limit(due))
		if p.State != StateBlocked && len(p.Missing) > 0 {
			say("%s.", r.waits(m, p))
		}
	} else if !p.DueOn.IsZero() {
		say("Due %s because %s.", p.DueOn, r.limit(due))
	}
	sentences = append(sentences, r.sittingSentences(m, p)...)
	if len(sentences) == 0 || p.DueOn.IsZero() && p.State == StateOpen {
		sentences = append(sentences, r.open(m, p))
	}
	if m.LogBook.Asked() {
		sentences = append(sentences, p.Logged.words())
	}
	return strings.Join(sentences, " ")
}

func (r *reckoning) done(m *Milestone, s standing) string {
	switch {
	case m.Award != "":
		return fmt.Sprintf("Awarded on %s.", s.on)
	case len(m.Papers) > 0:
		var papers []string
		for _, paper := range m.Papers {
			a, _ := passedPaper(paper.Key, s.attempts)
			result, _ := a.Result(paper.Key)
			papers = append(papers, describe(paper, result, a))
		}
		return fmt.Sprintf("Passed on %s: %s.", s.on, listing(papers, "and"))
	default:
		return fmt.Sprintf("Completed on %s and signed off by the %s on %s.", s.on, s.record.SignOff.As, s.record.SignOff.On)
	}
}

// describe gives what came of a paper: "theory paper 72 % (pass mark 70 %)", "in-house examination passed".
func describe(paper Paper, result PaperResult, a Attempt) string {
	title := strings.ToLower(paper.Title)
	if result.Mark == nil {
		return fmt.Sprintf("%s %s", title, result.Outcome)
	}
	text := fmt.Sprintf("%s %s", title, *result.Mark)
	if pass, ok := paper.PassMarkOn(a.SatOn); ok {
		text += fmt.Sprintf(" (pass mark %s)", pass.Mark)
	}
	return text
}

// failure says which papers were not passed at the last sitting, and which were passed before or then.
func failure(m *Milestone, attempts []Attempt) string {
	last := attempts[len(attempts)-1]
	var failed, passed []string
	for _, paper := range m.Papers {
		if result, ok := last.Result(paper.Key); ok && result.Outcome == OutcomeFailed {
			failed = append(failed, describe(paper, result, last))
		} else if a, ok := passedPaper(paper.Key, attempts); ok && m.KeepsPasses {
			passed = append(passed, fmt.Sprintf("%s was passed on %s", strings.ToLower(paper.Title), a.SatOn))
		}
	}
	text := fmt.Sprintf("Not passed on %s: %s", last.SatOn, listing(failed, "and"))
	if len(passed) > 0 {
		text += "; the " + listing(passed, "and")
	}
	return text + ". A resit is open."
}

// partial says which papers are passed and which are still to be sat, after sittings without a fail.
func partial(m *Milestone, attempts []Attempt) string {
	var passed, missing []string
	for _, paper := range m.Papers {
		if a, ok := passedPaper(paper.Key, attempts); ok {
			passed = append(passed, fmt.Sprintf("The %s was passed on %s", strings.ToLower(paper.Title), a.SatOn))
		} else {
			missing = append(missing, "the "+strings.ToLower(paper.Title))
		}
	}
	return strings.Join(append(passed, "still to be passed: "+listing(missing, "and")), "; ") + "."
}

// blocked says what has to happen first.
func (r *reckoning) blocked(m *Milestone, p MilestoneProgress) []string {
	switch from, _ := r.start(m); {
	case r.facts.AppointedOn.IsZero():
		return []string{fmt.Sprintf("The pathway starts with %s, which is not recorded.", map[bool]string{false: "an appointment", true: "joining it"}[r.pathway.Further])}
	case !r.appointed():
		return []string{fmt.Sprintf("The pathway starts with %s on %s.", startWords(r.pathway), r.facts.AppointedOn)}
	case from.IsZero():
		var first []string
		for _, key := range r.pathway.waitsFor(*m) {
			before, _ := r.pathway.Milestone(key)
			first = append(first, before.Called)
		}
		return []string{fmt.Sprintf("Its date is counted from %s, which has not been reached%s.", listing(first, "and"), m.citation(AspectDue))}
	case len(p.Missing) > 0:
		return []string{r.waits(m, p) + "."}
	default:
		return nil
	}
}

// waits gives "It needs the CCS e-learning modules first (003 line 58)".
func (r *reckoning) waits(m *Milestone, p MilestoneProgress) string {
	var first []string
	for _, key := range p.Missing {
		before, _ := r.pathway.Milestone(key)
		first = append(first, before.Called)
	}
	return fmt.Sprintf("It needs %s first%s", listing(first, "and"), m.citation(AspectPrerequisites))
}

// limit gives the reason of a due date: "the limit for the Standards course is 6 months from the appointment on ...".
func (r *reckoning) limit(due term) string {
	switch {
	case due.sitting != nil:
		return due.sitting.limit(due, r.facts)
	case due.before != nil:
		own := due
		own.before = nil
		return fmt.Sprintf("it comes before %s%s, and %s", due.before.Called, due.before.citation(AspectPrerequisites), r.limit(own))
	case due.extension != nil:
		return due.extension.because() + "; without that, " + r.limit(*due.without)
	default:
		return fmt.Sprintf("the limit for %s is %s", due.rule.Called, r.counted(due, AspectDue))
	}
}

// counted gives how a date was counted: "6 months from the appointment on 14 September 2026 (003 line 61), and 30 days of
// sickness leave moved it".
func (r *reckoning) counted(t term, aspect Aspect) string {
	text := fmt.Sprintf("%s from %s on %s%s", t.period, r.origin(t.rule, t.again), t.from, t.rule.citation(aspect))
	if moves := r.moves(t); len(moves) > 0 {
		text += ", and " + listing(moves, "and")
	}
	return text
}

// origin names what a milestone's periods are counted from, "the appointment".
func (r *reckoning) origin(m *Milestone, again bool) string {
	switch {
	case again:
		return "the last time"
	case m.Anchor.Kind == AnchorAward:
		return "the award"
	case m.Anchor.Kind == AnchorMilestone:
		anchor, _ := r.pathway.Milestone(m.Anchor.Milestone)
		return anchor.Called
	default:
		return startWords(r.pathway)
	}
}

// moves lists what moved a date: leave by its reason with its days, and part-time work.
func (r *reckoning) moves(t term) []string {
	if t.rule.Running == RunningCalendar {
		return nil
	}
	var moved []string
	if leave := r.leave(t); len(leave) > 0 {
		moved = append(moved, listing(leave, "and")+" moved it")
	}
	if t.rule.Running == RunningWorkingTime {
		if shares := r.shares(t); len(shares) > 0 {
			moved = append(moved, fmt.Sprintf("part-time work at %s of whole time stretched it", listing(shares, "and")))
		}
	}
	return moved
}

// leave lists the leave between a term's first day and its end, by its reason with its days, each day once.
func (r *reckoning) leave(t term) []string {
	days := map[PauseReason]int{}
	covered := t.from
	pauses := r.facts.pausesUntil(r.today)
	slices.SortStableFunc(pauses, func(a, b Pause) int { return a.From.Compare(b.From) })
	for _, p := range pauses {
		if n := p.DaysWithin(covered, t.on); n > 0 {
			days[p.Reason] += n
			covered = calendar.Later(covered, p.To.AddDays(1))
		}
	}
	var leave []string
	for reason := PauseUndisclosed; reason <= PauseOther; reason++ {
		if days[reason] > 0 {
			leave = append(leave, fmt.Sprintf("%s of %s", calendar.Days(days[reason]), reason.Leave()))
		}
	}
	return leave
}

// shares lists the part-time shares worked between a term's first day and its end, each once, in order of time.
func (r *reckoning) shares(t term) []string {
	spells := slices.Clone(r.facts.PartTime)
	slices.SortStableFunc(spells, func(a, b PartTime) int { return cmp.Or(a.From.Compare(b.From), int(a.WTE-b.WTE)) })
	var shares []string
	for _, p := range spells {
		if p.WTE < WholeTime && p.DaysWithin(t.from, t.on) > 0 && !slices.Contains(shares, p.WTE.String()) {
			shares = append(shares, p.WTE.String())
		}
	}
	return shares
}

// open says why something is open that has no date.
func (r *reckoning) open(m *Milestone, p MilestoneProgress) string {
	switch {
	case m.LogBook.Asked() && !p.Logged.Full():
		return fmt.Sprintf("It is open while its log book is kept; it can be recorded once %d %s are confirmed%s.", m.LogBook.Number, m.LogBook.Counted, m.citation(AspectDue))
	case m.Throughout:
		return fmt.Sprintf("It applies throughout%s.", m.citation(AspectDue))
	case m.Award != "":
		return fmt.Sprintf("Everything before it is met; it waits to be confirmed by the %s.", signatories(m))
	default:
		return fmt.Sprintf("It can be done now; it has no date%s.", m.citation(AspectDue))
	}
}

func signatories(m *Milestone) string {
	var names []string
	for _, s := range m.SignedBy {
		names = append(names, s.String())
	}
	return listing(names, "or")
}
