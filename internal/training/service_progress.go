package training

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// View is a person's progress as somebody may see it.
type View struct {
	Person Named
	// Road is nil for a person who is on no pathway; Progress is then empty.
	Road          *Road
	Facts         Facts
	Progress      Progress
	Accreditation Currency
	Readiness     []RoleReadiness
	Mentors       []Named
	// Names are those of the people and files in the facts.
	Names map[uuid.UUID]string
	// ContentVisible says whether reasons, notes, marks and what was said about records are in the facts.
	ContentVisible bool
	own            bool
	may            map[access.Permission]bool
	signs          []Signatory
}

// Progress reckons where a person stands today. A person outside the scope of progress.read is CodeNotFound. Whoever is outside the scope of
// training.content gets the facts undisclosed.
func (s *Service) Progress(ctx context.Context, by access.Actor, personID uuid.UUID) (View, error) {
	v, err := s.view(ctx, by, personID, func(c career) (career, error) { return c, nil })
	if err == nil && s.readiness != nil {
		v.Readiness, err = s.readiness.Of(ctx, by, personID, v.standing())
	}
	return v, err
}

// view reckons where a person stands on the road that pick chooses.
func (s *Service) view(ctx context.Context, by access.Actor, personID uuid.UUID, pick func(career) (career, error)) (View, error) {
	today := s.clock.Today()
	person, err := s.store.person(ctx, by.Scopes(permissionRead), personID)
	if err != nil {
		return View{}, err
	}
	relation, err := s.store.relation(ctx, by, personID)
	if err != nil {
		return View{}, err
	}
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return View{}, err
	}
	c, err := s.career(ctx, held, personID, today)
	if err != nil {
		return View{}, err
	}
	if c, err = pick(c); err != nil {
		return View{}, err
	}
	if c.facts.Sittings, err = s.store.sittings(ctx, by.OrganisationID); err != nil {
		return View{}, err
	}
	v := View{Person: person, Road: c.road, Facts: c.facts, own: relation.Own, may: map[access.Permission]bool{}}
	for _, p := range by.Reaching(relation) {
		v.may[p] = true
	}
	if v.ContentVisible = v.may[permissionContent]; !v.ContentVisible {
		v.Facts = v.Facts.Undisclosed()
	}
	if !relation.Own {
		v.signs = capacities(by, relation)
	}
	if v.Mentors, err = s.store.mentors(ctx, personID, today); err != nil {
		return View{}, err
	}
	if v.Names, err = s.store.names(ctx, peopleIn(v.Facts), filesIn(v.Facts)); err != nil {
		return View{}, err
	}
	v.reckon(held, s.currency, today)
	return v, nil
}

// reckon applies the rules to the facts. For somebody without a road, the accreditation is that of the first one.
func (v *View) reckon(held roads, currency func(CurrencyAsked) Currency, today calendar.Date) {
	v.Progress.Today = today
	switch {
	case v.Road != nil:
		v.Accreditation = currency(v.Road.Pathway.CurrencyAsked(v.Facts, today))
		v.Progress = v.Road.Pathway.Progress(v.Facts, today)
	case len(held.main()) > 0:
		l := held.main()[0]
		v.Accreditation = currency(l[len(l)-1].Pathway.CurrencyAsked(v.Facts, today))
	}
}

// standing gives what counts towards the requirements of roles, nil for a person who is on no pathway.
func (v View) standing() *Summary {
	if v.Road == nil {
		return nil
	}
	return &Summary{PersonID: v.Person.ID, Milestones: v.Progress.Milestones, Accreditation: v.Accreditation}
}

// MayPause reports whether the viewer may add and end pauses, which nobody does for themselves.
func (v View) MayPause() bool { return v.Road != nil && v.may[permissionPauses] && !v.own }

// MayLogMeeting reports whether the viewer may log a mentoring meeting.
func (v View) MayLogMeeting() bool { return v.may[permissionLog] }

// MayPlan reports whether the viewer may choose a sitting and record memberships.
func (v View) MayPlan() bool { return v.Road != nil && v.may[permissionPlan] }

// Action is something that can be done with a milestone.
type Action int

// The actions.
const (
	ActionRecord Action = iota + 1
	ActionRecordAttempt
	ActionRecordResults
	ActionSignOff
	ActionExempt
	ActionExtend
	ActionCorrectResults
)

var actionNames = []string{"", "record", "record_attempt", "record_results", "sign_off", "exempt", "extend", "correct_results"}

// String gives the action as the API writes it, for example "sign_off".
func (a Action) String() string { return nameOf(actionNames, int(a)) }

// Actions lists what the viewer may do with a milestone now.
func (v View) Actions(p MilestoneProgress) []Action {
	m, all := p.Milestone, []Action(nil)
	examination := len(m.Papers) > 0
	waits := p.Record != nil && p.Record.SignOff == nil
	toDo := !p.State.Settled() && len(p.Missing) == 0 && p.Logged.Full() && !p.AvailableFrom.After(v.Progress.Today) && v.Progress.Month > 0
	awaitsResults := slices.ContainsFunc(p.Attempts, Attempt.awaited)
	if v.may[permissionRecord] && toDo && !examination && m.Award == "" && (!waits || m.Throughout) && (!m.Recurs() || !p.DueOn.IsZero()) {
		all = append(all, ActionRecord)
	}
	if v.may[permissionAttempts] && examination && toDo && !v.own {
		all = append(all, ActionRecordAttempt)
	}
	if v.may[permissionAttempts] && awaitsResults && !v.own {
		all = append(all, ActionRecordResults)
	}
	if waits && slices.ContainsFunc(m.SignedBy, func(as Signatory) bool { return slices.Contains(v.signs, as) }) {
		all = append(all, ActionSignOff)
	}
	if v.may[permissionExempt] && !p.State.Settled() && m.Award == "" && !m.Throughout && !v.own {
		all = append(all, ActionExempt)
	}
	if v.may[permissionExtend] && !p.State.Settled() && !p.DueOn.IsZero() && m.Award == "" && !m.Throughout && !m.Recurs() && !v.own {
		all = append(all, ActionExtend)
	}
	if v.may[permissionAttempts] && !v.own && slices.ContainsFunc(p.Attempts, func(a Attempt) bool { return len(a.Results) > 0 }) {
		all = append(all, ActionCorrectResults)
	}
	return all
}

func peopleIn(f Facts) []uuid.UUID {
	var all []uuid.UUID
	for _, r := range f.Records {
		all = append(all, r.RecordedBy)
		if r.SignOff != nil {
			all = append(all, r.SignOff.By, r.SignOff.For)
		}
	}
	for _, a := range f.Attempts {
		all = append(all, a.RecordedBy)
		for _, c := range a.Corrections {
			all = append(all, c.By)
		}
	}
	for _, e := range f.Exemptions {
		all = append(all, e.By)
		if e.Withdrawal != nil {
			all = append(all, e.Withdrawal.By)
		}
	}
	for _, e := range f.Extensions {
		all = append(all, e.By)
		if e.End != nil {
			all = append(all, e.End.By)
		}
	}
	for _, c := range f.Choices {
		all = append(all, c.ChosenBy)
		if c.EndedBy != uuid.Nil {
			all = append(all, c.EndedBy)
		}
	}
	for _, p := range f.Withdrawn {
		all = append(all, p.Withdrawal.By)
	}
	for _, e := range f.LogBook {
		if e.SignOff != nil {
			all = append(all, e.SignOff.By, e.SignOff.For)
		}
	}
	return distinct(all)
}

func filesIn(f Facts) []uuid.UUID {
	var all []uuid.UUID
	for _, r := range f.Records {
		if r.Certificate != uuid.Nil {
			all = append(all, r.Certificate)
		}
	}
	for _, a := range f.Attempts {
		if a.Letter != uuid.Nil {
			all = append(all, a.Letter)
		}
	}
	return distinct(all)
}

func distinct(ids []uuid.UUID) []uuid.UUID {
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(ids)
}
