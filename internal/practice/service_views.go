package practice

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
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

// Coder is one person's row in the view of a team.
type Coder struct {
	Person Named
	Four   FourWeeks
	// Before is the average of the four weeks before those.
	Before Mean
	Target *Expected
	Last   calendar.Date
	// Audit is the last released audit; nil when there is none.
	Audit    *Audit
	Figures  []Figure
	Open     int
	Overdue  int
	MayAudit bool
}

// Trend says how the average has moved in four weeks: "up" or "down" by at least one episode, "steady", or "" when one of the two
// is unknown.
func (c Coder) Trend() string {
	now, known := c.Four.Value()
	before, knownBefore := c.Before.Value()
	switch {
	case !known || !knownBefore:
		return ""
	case now-before >= 1:
		return "up"
	case before-now >= 1:
		return "down"
	}
	return "steady"
}

// Below reports whether the average is known and lies below the target.
func (c Coder) Below() bool {
	value, known := c.Four.Value()
	return known && c.Target != nil && value < float64(c.Target.Episodes)
}

// CoderFilter narrows the view of a team.
type CoderFilter struct {
	page.Request
	TeamID *uuid.UUID
	People []uuid.UUID
	// State is "below_target", "below_threshold", "actions" or "no_entry"; "" shows everybody.
	State string
}

// lowest gives the figure that is furthest below its threshold; 0 when none is below.
func (c Coder) lowest() Tenths {
	var below Tenths
	for _, f := range c.Figures {
		below = max(below, f.Below)
	}
	return below
}

func (c Coder) within(state string) bool {
	switch state {
	case "below_target":
		return c.Below()
	case "below_threshold":
		return c.lowest() > 0
	case "actions":
		return c.Open > 0
	case "no_entry":
		return c.Four.Entries == 0
	}
	return true
}

var coderOrders = map[string]func(a, b Coder) int{
	"name":    func(a, b Coder) int { return reference.ByText(a.Person.Name, b.Person.Name) },
	"average": func(a, b Coder) int { return cmp.Compare(averageOf(a), averageOf(b)) },
	"audited": func(a, b Coder) int { return auditedOn(a).Compare(auditedOn(b)) },
	"below":   func(a, b Coder) int { return cmp.Compare(a.lowest(), b.lowest()) },
	"actions": func(a, b Coder) int { return cmp.Or(cmp.Compare(a.Overdue, b.Overdue), cmp.Compare(a.Open, b.Open)) },
}

func averageOf(c Coder) float64 {
	value, known := c.Four.Value()
	if !known {
		return -1
	}
	return value
}

func auditedOn(c Coder) calendar.Date {
	if c.Audit == nil {
		return calendar.Date{}
	}
	return c.Audit.AuditedOn
}

// Coders gives a page of the coders within reach, and how many there are: a fixed number of queries, however many people there
// are.
func (s *Service) Coders(ctx context.Context, by access.Actor, f CoderFilter) ([]Coder, int, error) {
	people, err := s.store.coders(ctx, by, f.TeamID)
	if err != nil {
		return nil, 0, err
	}
	if len(f.People) > 0 {
		people = slices.DeleteFunc(people, func(p reached) bool { return !slices.Contains(f.People, p.ID) })
	}
	ids := make([]uuid.UUID, len(people))
	for i, p := range people {
		ids[i] = p.ID
	}
	careers, err := s.store.careers(ctx, ids)
	if err != nil {
		return nil, 0, err
	}
	targets, err := s.store.targets(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, err
	}
	// A week more than two windows, so that the first days share their whole week.
	days, err := s.store.days(ctx, ids, by.Today.AddDays(-2*window-7), by.Today)
	if err != nil {
		return nil, 0, err
	}
	last, err := s.store.lastEntries(ctx, ids)
	if err != nil {
		return nil, 0, err
	}
	audits, err := s.store.latest(ctx, ids)
	if err != nil {
		return nil, 0, err
	}
	sets, err := s.store.thresholds(ctx)
	if err != nil {
		return nil, 0, err
	}
	open, err := s.store.openActions(ctx, ids)
	if err != nil {
		return nil, 0, err
	}
	var all []Coder
	for _, p := range people {
		if !reference.Matches(fold.Text(p.Name), f.Query) {
			continue
		}
		career := careers[p.ID]
		counted := parts(career, targets, days[p.ID])
		c := Coder{
			Person: Named{p.ID, p.Name}, Four: fourWeeks(career, counted, by.Today), Last: last[p.ID],
			Before: mean(counted, by.Today.AddDays(1-2*window), by.Today.AddDays(-window)), MayAudit: p.MayAudit && p.ID != by.PersonID,
		}
		if e, there := ExpectedOn(career, targets, by.Today); there {
			c.Target = &e
		}
		if a, there := audits[p.ID]; there {
			c.Audit, c.Figures = &a, Figures(a.Counts, s.known.Errors, setOf(sets, a.ThresholdSetID))
		}
		for _, a := range open {
			if a.PersonID == p.ID {
				c.Open++
				if a.State(by.Today) == "overdue" {
					c.Overdue++
				}
			}
		}
		if c.within(f.State) {
			all = append(all, c)
		}
	}
	all = reference.Sorted(all, f.Request, coderOrders[f.Sort])
	return reference.Cut(all, f.Request), len(all), nil
}
