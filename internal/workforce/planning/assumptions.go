package planning

import (
	"fmt"

	"bandwise/internal/workforce"
)

// assume sets the rates, and lists everything that the forecast rests on.
func (b *baseline) assume(f facts, c Changes, coming []Sitting) {
	add := func(a Assumption) { b.assumptions = append(b.assumptions, a) }
	record := func(key, title, value, because string) {
		add(Assumption{Key: key, Title: title, Value: value, From: FromRecords, Because: because})
	}
	var a Assumption
	b.sim.Pass, a = f.history.pass(f.plan, c.Pass)
	add(a)
	b.sim.LeaveAccredited, a = f.history.leave(f.plan, "leave_accredited", "Accredited staff", f.history.Accredited, f.plan.LeaveAccredited, c.LeaveAccredited)
	add(a)
	b.sim.LeaveTraining, a = f.history.leave(f.plan, "leave_training", "Trainees", f.history.Training, f.plan.LeaveTraining, c.LeaveTraining)
	add(a)
	dated := 0
	for _, s := range coming {
		if !s.Assumed {
			dated++
		}
	}
	switch {
	case dated == len(coming):
		record("sittings", "Sittings of the examination", counted(dated, "sitting")+" with results in these months", "Every one of them is dated under Training.")
	case dated == 0:
		add(Assumption{"sittings", "Sittings of the examination", counted(len(coming), "sitting"), FromModel, "No sitting is dated, so two a year are assumed. Enter the sittings under Training."})
	default:
		record("sittings", "Sittings of the examination", fmt.Sprintf("%s dated, %d assumed", counted(dated, "sitting"), len(coming)-dated),
			"After the last dated sitting, each is assumed to come again a year later.")
	}
	add(b.mentoring(f, c))
	add(b.course(f, c))
	attempts := "As often as needed"
	if f.plan.Attempts > 0 {
		attempts = "At most " + counted(f.plan.Attempts, "time")
	}
	add(Assumption{"attempts", "How often a trainee may sit", attempts, FromEntry, f.plan.entered()})
	if len(b.intakes) == 0 {
		add(Assumption{"intakes", "Recruitment", "Nobody is recruited", FromModel, "Add intakes in a scenario to see what they change."})
	}
	for _, in := range b.intakes {
		add(Assumption{"intakes", "Recruitment", in.String(), FromScenario, "Decided in this scenario."})
	}
	record("plans", "Today's trainees", "Each follows the own plan",
		"A trainee sits at the chosen sitting; without one, at the last sitting before the plan's date, or the first after it. Leave and part-time work have moved that date; leave without a last day has none. Whoever fails sits again at the next sitting.")
	record("bands", "Band after the award", b.bandsAfter(), "By the map of roles where it names a role that asks for ACC; otherwise as entered; otherwise today's band. Each person's line says which.")
	add(f.leaving())
	add(Assumption{"refresher", "Lapsed refreshers", "Still count", FromModel, "Somebody whose refresher lapses still holds ACC and is counted, and so is somebody on leave."})
	add(Assumption{"runs", "Simulation", fmt.Sprintf("%d runs, always the same", Runs), FromModel,
		"Each run draws the rates anew from what is known of them, so that a rate from few people makes the interval wider. The interval leaves out the lowest and the highest tenth of the runs."})
}

// leaving says how many of those who are counted leave on a day that is known.
func (f facts) leaving() Assumption {
	terms, planned, of := 0, 0, 0
	last := endOf(f.today, workforce.ForecastMonths)
	for _, m := range f.members {
		if !m.Accreditation().Held() && !workforce.IsOnRoad.Holds(m, f.today) {
			continue
		}
		of++
		switch end := m.Person.Ending; {
		case end.Kind == 0 || end.On.After(last):
		case end.Kind == workforce.FixedTerm:
			terms++
		default:
			planned++
		}
	}
	a := Assumption{Key: "ends", Title: "Fixed terms and planned leavings", From: FromRecords, Value: fmt.Sprintf("%d of %s", terms+planned, counted(of, "coder"))}
	if f.told && terms+planned > 0 {
		a.Value += fmt.Sprintf(": %s, %s", counted(terms, "fixed term"), counted(planned, "planned leaving"))
	}
	a.Because = "Each leaves the count in that month in every run; before it they may leave by chance like everybody, after it nobody leaves twice. " +
		"Accredited staff and trainees are counted. An appointment that follows on another one within a month continues it, and a planned day that has passed ends nothing. Hours stay as they are today."
	return a
}

func (b *baseline) bandsAfter() string {
	n := 0
	for _, t := range b.trainees {
		if t.band != t.member.Person.Band {
			n++
		}
	}
	return fmt.Sprintf("%d of %s count in a higher band", n, counted(len(b.trainees), "trainee"))
}

func (b *baseline) mentoring(f facts, c Changes) Assumption {
	a := Assumption{Key: "mentors", Title: "Mentors", Value: "No limit", From: FromEntry, Because: f.plan.entered()}
	if c.TraineesPerMentor != nil {
		a.From, a.Because = FromScenario, "Decided in this scenario."
	}
	if b.perMentor != nil {
		a.Value = fmt.Sprintf("%s with %s each: %d at once", counted(f.mentors, "mentor"), counted(*b.perMentor, "trainee"), b.sim.Mentored)
		a.Because += " Mentors are those here who have that role of access today. They bind intakes; today's trainees have theirs."
	}
	return a
}

func (b *baseline) course(f facts, c Changes) Assumption {
	a := Assumption{Key: "places", Title: "Places on the Standards course", Value: "No limit", From: FromEntry, Because: f.plan.entered()}
	if c.CoursePlaces != nil {
		a.From, a.Because = FromScenario, "Decided in this scenario."
	}
	if b.places != nil {
		a.Value = fmt.Sprintf("%d in a quarter", *b.places)
		a.Because += " A quarter with a planned course has that course's places instead."
	}
	return a
}
