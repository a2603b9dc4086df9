package workforce

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Somebody takes too long in a stage who is there longer than planned by more than a quarter, and by more than thirty days.
const (
	slackPercent = 25
	slackDays    = 30
)

// StuckRule is the rule by which trainees count as stuck, as a sentence.
var StuckRule = fmt.Sprintf("Stuck is who has an overdue milestone, or has been in the stage for longer than the pathway plans by more than %d %% or %d days, whichever is greater. Days of leave do not count, and days of part-time work count in part. Nobody is stuck while on leave.", slackPercent, slackDays)

// slow reports whether a tenure is longer than planned by more than the slack.
func (t Tenure) slow() bool {
	return t.Planned > 0 && t.Days-t.Planned > max(slackDays, t.Planned*slackPercent/100)
}

// Stuck reports whether somebody on the road is stuck; see StuckRule.
func (t *TrainingSummary) Stuck() bool {
	return t.onRoad() && !t.OnLeave && (t.Overdue > 0 || t.Tenure.slow())
}

// Signatories are the names of those who may sign for a trainee, by "mentor", "assessor" and "manager".
type Signatories map[string][]string

// Trainee is somebody on the road with where they stand in their stage.
type Trainee struct {
	Member Member
	Stuck  bool
	// On says, each in a sentence, what the trainee waits for or is late with.
	On []string
}

// PipelineStage is a stage of the road with the trainees in it.
type PipelineStage struct {
	Stage  Stage
	People int
	Stuck  int
	// Median is the median of the days that its trainees have been in it; Least and Most what their pathways plan, 0 where they
	// say nothing.
	Median      int
	Least, Most int
	Filter      Filter
}

// Pipeline is the trainees by stage of the road.
type Pipeline struct {
	Today    calendar.Date
	Stages   []PipelineStage
	Trainees []Trainee
	Stuck    int
}

// Pipe puts the trainees whom the filter chooses by stage, those who have been there longest against plan first. Stages that lead
// to nobody and only tell of the accredited are left out.
func Pipe(members []Member, stages []Stage, base Filter, signatories map[uuid.UUID]Signatories, today calendar.Date) Pipeline {
	p := Pipeline{Today: today}
	days := map[string][]int{}
	at := map[string]int{}
	for _, s := range stages {
		f := base
		f.Stage, f.Standing = s.Key, IsOnRoad
		at[s.Key] = len(p.Stages)
		p.Stages = append(p.Stages, PipelineStage{Stage: s, Filter: f})
	}
	for _, m := range base.Choose(members, today) {
		if m.Training == nil || !m.Training.onRoad() {
			continue
		}
		t := *m.Training
		one := Trainee{Member: m, Stuck: t.Stuck(), On: t.waitsFor(signatories[m.Person.ID], today)}
		p.Trainees = append(p.Trainees, one)
		i, known := at[t.Stage.Key]
		if !known {
			continue
		}
		s := &p.Stages[i]
		s.People++
		if one.Stuck {
			s.Stuck++
			p.Stuck++
		}
		if plan := t.Tenure.Planned; plan > 0 {
			if s.Least == 0 {
				s.Least = plan
			}
			s.Least, s.Most = min(s.Least, plan), max(s.Most, plan)
		}
		days[t.Stage.Key] = append(days[t.Stage.Key], t.Tenure.Days)
	}
	for i := range p.Stages {
		p.Stages[i].Median = median(days[p.Stages[i].Stage.Key])
	}
	p.Stages = slices.DeleteFunc(p.Stages, func(s PipelineStage) bool { return s.People == 0 && isSettled(members, s.Stage.Key) })
	slices.SortStableFunc(p.Trainees, func(a, b Trainee) int {
		x, y := a.Member.Training.Tenure, b.Member.Training.Tenure
		return cmp.Or(cmp.Compare(y.Days-y.Planned, x.Days-x.Planned), comparePeople(a.Member.Person, b.Member.Person))
	})
	return p
}

// isSettled reports whether somebody accredited is in the stage: it is then none of those that lead to the award.
func isSettled(members []Member, key string) bool {
	return slices.ContainsFunc(members, func(m Member) bool {
		return m.Training != nil && m.Training.Accreditation.Held() && m.Training.Stage.Key == key
	})
}

// median gives the middle of some numbers, of an even number of them the mean of the two in the middle, rounded down; 0 of none.
func median(numbers []int) int {
	n := len(numbers)
	if n == 0 {
		return 0
	}
	slices.Sort(numbers)
	return (numbers[(n-1)/2] + numbers[n/2]) / 2
}

// waitsFor says what a trainee is late with or waits for.
func (t *TrainingSummary) waitsFor(who Signatories, today calendar.Date) []string {
	var all []string
	if t.OnLeave {
		all = append(all, "On leave: the clock stands still.")
	}
	for _, m := range t.Milestones {
		switch m.State {
		case "overdue":
			all = append(all, fmt.Sprintf("%s is overdue since %s.", m.Title, m.DueOn))
		case "recorded":
			all = append(all, m.awaits(who)...)
		case "failed":
			sentence := fmt.Sprintf("%s was not passed, and the next attempt has no date yet.", m.Title)
			if m.Sitting != "" {
				sentence = fmt.Sprintf("%s was not passed and waits for %s on %s.", m.Title, m.Sitting, m.SittingOn)
			}
			if !m.DueOn.IsZero() && m.DueOn.Before(today) {
				sentence += fmt.Sprintf(" It was due by %s.", m.DueOn)
			}
			all = append(all, sentence)
		}
	}
	if t.Tenure.slow() && !t.OnLeave {
		all = append(all, fmt.Sprintf("%d days in this stage where %d are planned.", t.Tenure.Days, t.Tenure.Planned))
	}
	return all
}

// awaits says whose signature or which results a recorded milestone waits for.
func (m Milestone) awaits(who Signatories) []string {
	switch {
	case m.Sitting != "":
		return []string{fmt.Sprintf("%s was sat; results are expected on %s.", m.Title, m.SittingOn)}
	case m.RecordedOn.IsZero():
		return nil
	}
	var names []string
	for _, as := range m.SignedBy {
		for _, name := range who[as] {
			names = append(names, "the "+as+" "+name)
		}
	}
	if len(names) == 0 {
		for _, as := range m.SignedBy {
			names = append(names, "the "+as)
		}
	}
	return []string{fmt.Sprintf("%s waits for the sign-off of %s since %s.", m.Title, strings.Join(names, " or "), m.RecordedOn)}
}
