package practice

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
)

// daysShown is how far back single days are shown: twelve weeks.
const daysShown = 84

// Overview is everything about a person's coding on one page.
type Overview struct {
	Person reached
	Today  calendar.Date
	Career Career
	// Target is what a whole day is expected to bring today; nil when no target is set.
	Target *Expected
	Four   FourWeeks
	Weeks  []Week
	// Days are those of the last twelve weeks with an entry.
	Days    []DayView
	Audits  []AuditView
	Actions []ActionView
	Last    calendar.Date
}

// DayView is a day with an entry and how it counts.
type DayView struct {
	Day
	Standing Standing
	// PerDay is the episodes for a whole day; 0 for a day that does not count.
	PerDay float64
	Target int
}

// AuditView is an audit with its figures and the names of those who took part.
type AuditView struct {
	Audit
	Person, Auditor, FeedbackWithName Named
	Set                               *ThresholdSet
	Figures                           []Figure
	ContentVisible                    bool
	// EvidenceID is the evidence that the coder made of it; nil when there is none.
	EvidenceID *uuid.UUID
	// MayAudit says that the viewer may correct it and give feedback.
	MayAudit bool
}

// ActionView is an action with names.
type ActionView struct {
	Action
	Person, Owner Named
	State         string
	// MayFinish says that the viewer may record it as done.
	MayFinish bool
}

// Overview gives a person's coding today. Somebody out of scope is CodeNotFound.
func (s *Service) Overview(ctx context.Context, by access.Actor, personID uuid.UUID) (Overview, error) {
	person, err := s.store.person(ctx, by, by.Scopes(PermissionRead), personID)
	if err != nil {
		return Overview{}, err
	}
	people := []uuid.UUID{personID}
	careers, err := s.store.careers(ctx, people)
	if err != nil {
		return Overview{}, err
	}
	targets, err := s.store.targets(ctx, by.OrganisationID)
	if err != nil {
		return Overview{}, err
	}
	days, err := s.store.days(ctx, people, calendar.On(1900, 1, 1), by.Today)
	if err != nil {
		return Overview{}, err
	}
	c := careers[personID]
	all := parts(c, targets, days[personID])
	o := Overview{Person: person, Today: by.Today, Career: c, Four: fourWeeks(c, all, by.Today), Weeks: weeks(c, targets, all, by.Today)}
	if e, there := ExpectedOn(c, targets, by.Today); there {
		o.Target = &e
	}
	o.Days = daysOf(c, targets, all, days[personID], by.Today.AddDays(1-daysShown))
	if n := len(days[personID]); n > 0 {
		o.Last = days[personID][n-1].On
	}
	audits, _, err := s.store.audits(ctx, by, AuditFilter{Request: page.Request{Sort: "auditedOn", Descending: true, Limit: page.MaxLimit}, PersonID: &personID, State: AuditReleased})
	if err != nil {
		return Overview{}, err
	}
	if o.Audits, err = s.auditViews(ctx, by, audits, map[uuid.UUID]reached{personID: person}); err != nil {
		return Overview{}, err
	}
	open, err := s.store.openActions(ctx, people)
	if err != nil {
		return Overview{}, err
	}
	// What the person does for others is theirs to see.
	if by.PersonID != personID {
		open = slices.DeleteFunc(open, func(a Action) bool { return a.PersonID != personID })
	}
	o.Actions, err = s.actionViews(ctx, by, open, person.ContentVisible)
	return o, err
}

// quarters gives the first days of the quarters with an entry, the newest first, at most six.
func (o Overview) quarters() []calendar.Date {
	var found []calendar.Date
	for _, w := range slices.Backward(o.Weeks) {
		first := calendar.On(w.StartsOn.Year(), (w.StartsOn.Month()-1)/3*3+1, 1)
		if w.Entries > 0 && !slices.Contains(found, first) {
			if found = append(found, first); len(found) == 6 {
				break
			}
		}
	}
	return found
}

// quarterName names a quarter by its months: "July to September 2026".
func quarterName(first calendar.Date) string {
	return fmt.Sprintf("%s to %s %d", first.Month(), first.Add(calendar.Months(2)).Month(), first.Year())
}

func daysOf(c Career, targets []Target, all []part, days []Day, from calendar.Date) []DayView {
	shares := map[calendar.Date]float64{}
	for _, p := range all {
		shares[p.on] = p.share
	}
	var views []DayView
	for _, d := range days {
		if d.On.Before(from) {
			continue
		}
		v := DayView{Day: d, Standing: c.Standing(d.On)}
		if share := shares[d.On]; share > 0 {
			v.PerDay = tenth(float64(d.Episodes) / share)
		}
		if e, there := ExpectedOn(c, targets, d.On); there {
			v.Target = e.Episodes
		}
		views = append(views, v)
	}
	return views
}

// auditViews adds figures, names and evidence to audits with three queries. about are the people whom the audits are about.
func (s *Service) auditViews(ctx context.Context, by access.Actor, audits []Audit, about map[uuid.UUID]reached) ([]AuditView, error) {
	if len(audits) == 0 {
		return nil, nil
	}
	people, own := map[uuid.UUID]bool{}, []string{}
	for _, a := range audits {
		people[a.PersonID], people[a.AuditorID] = true, true
		if a.FeedbackWith != nil {
			people[*a.FeedbackWith] = true
		}
		own = append(own, "audit "+a.ID.String())
	}
	names, err := s.store.names(ctx, keys(people))
	if err != nil {
		return nil, err
	}
	sets, uses, err := s.comparison(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	made, err := s.store.madeEvidence(ctx, by.PersonID, own)
	if err != nil {
		return nil, err
	}
	views := make([]AuditView, len(audits))
	for i, a := range audits {
		set := setOf(sets, a.ThresholdSetID)
		if a.State == AuditDraft {
			set = inUse(sets, uses, a.AuditedOn)
		}
		person := about[a.PersonID]
		v := AuditView{
			Audit: a, Person: Named{a.PersonID, names[a.PersonID]}, Auditor: Named{a.AuditorID, names[a.AuditorID]}, Set: set,
			Figures: Figures(a.Counts, s.known.Errors, set), ContentVisible: person.ContentVisible, MayAudit: person.MayAudit && by.PersonID != a.PersonID,
		}
		if a.FeedbackWith != nil {
			v.FeedbackWithName = Named{*a.FeedbackWith, names[*a.FeedbackWith]}
		}
		if id, there := made["audit "+a.ID.String()]; there && by.PersonID == a.PersonID {
			v.EvidenceID = &id
		}
		views[i] = v.veiled()
	}
	return views, nil
}

// veiled leaves out what people wrote, for viewers who may see figures, states and dates only.
func (v AuditView) veiled() AuditView {
	if !v.ContentVisible {
		v.Subject, v.Findings, v.Comment, v.FeedbackNote = "", "", "", ""
	}
	return v
}

// comparison gives the sets of thresholds and which of them the organisation uses.
func (s *Service) comparison(ctx context.Context, organisation uuid.UUID) ([]ThresholdSet, []ThresholdUse, error) {
	sets, err := s.store.thresholds(ctx)
	if err != nil {
		return nil, nil, err
	}
	uses, err := s.store.uses(ctx, organisation)
	return sets, uses, err
}

// inUse gives the set with which an audit of a day is compared; nil when none was chosen.
func inUse(sets []ThresholdSet, uses []ThresholdUse, day calendar.Date) *ThresholdSet {
	if u, there := UseOn(uses, day); there {
		return setOf(sets, &u.SetID)
	}
	return nil
}

func (s *Service) actionViews(ctx context.Context, by access.Actor, actions []Action, content bool) ([]ActionView, error) {
	people := map[uuid.UUID]bool{}
	for _, a := range actions {
		people[a.PersonID], people[a.OwnerID] = true, true
	}
	names, err := s.store.names(ctx, keys(people))
	views := make([]ActionView, len(actions))
	for i, a := range actions {
		if !content && a.OwnerID != by.PersonID {
			a.What = ""
		}
		views[i] = ActionView{
			Action: a, Person: Named{a.PersonID, names[a.PersonID]}, Owner: Named{a.OwnerID, names[a.OwnerID]}, State: a.State(by.Today),
			MayFinish: a.DoneOn.IsZero() && (a.OwnerID == by.PersonID || a.CreatedBy == by.PersonID),
		}
	}
	return views, err
}

// Actions gives a page of what was agreed after the audits of a person, and what the person does for others.
func (s *Service) Actions(ctx context.Context, by access.Actor, personID uuid.UUID, f ActionFilter) ([]ActionView, int, error) {
	person, err := s.store.person(ctx, by, by.Scopes(PermissionRead), personID)
	if err != nil {
		return nil, 0, err
	}
	rows, total, err := s.store.actions(ctx, by, personID, f)
	if err != nil {
		return nil, 0, err
	}
	views, err := s.actionViews(ctx, by, rows, person.ContentVisible)
	return views, total, err
}
