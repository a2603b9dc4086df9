package appraisal

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// The permissions that the service asks about.
const (
	permissionRead     access.Permission = "appraisals.read"
	permissionWrite    access.Permission = "appraisals.write"
	permissionLead     access.Permission = "appraisals.lead"
	permissionOverview access.Permission = "appraisals.overview"
)

// Agenda says what the recorded facts about a person suggest to talk about.
type Agenda interface {
	// Proposals gives what is due, was returned and is missing, the most pressing first within each source.
	Proposals(ctx context.Context, by access.Actor, personID uuid.UUID) ([]Proposal, error)
}

// Service keeps meetings.
type Service struct {
	db     *database.DB
	store  store
	trail  *audit.Trail
	clock  calendar.Clock
	agenda Agenda
}

// Person is a person as named beside something else.
type Person struct {
	ID   uuid.UUID
	Name string
}

// Listed is a meeting in a list.
type Listed struct {
	Meeting
	Person Person
	Lead   Person
	// OpenActions counts the actions of the meeting that are not done.
	OpenActions int
}

// Record is a person's meetings and where the person stands in the cycle.
type Record struct {
	Person   Person
	Meetings []Listed
	Total    int
	Cycle    Cycle
	// Due is about the appraisal, then the one-to-one.
	Due     []Due
	MayPlan bool
}

// Of gives a page of a person's meetings. A person out of scope is CodeNotFound.
func (s *Service) Of(ctx context.Context, by access.Actor, personID uuid.UUID, asked page.Request) (Record, error) {
	person, err := s.store.person(ctx, by.Scopes(permissionRead), personID)
	if err != nil {
		return Record{}, err
	}
	r := Record{Person: person}
	if r.Meetings, r.Total, err = s.store.meetings(ctx, personID, asked); err != nil {
		return Record{}, err
	}
	standing, err := s.store.standing(ctx, personID, by.Today)
	if err != nil {
		return Record{}, err
	}
	cycles, err := s.store.cycles(ctx, by.OrganisationID)
	if err != nil {
		return Record{}, err
	}
	r.Cycle = cycleOn(cycles, by.Today)
	r.Due = standing.due(r.Cycle, by.Today)
	r.MayPlan = personID != by.PersonID && s.store.reaches(ctx, by.Scopes(permissionLead), personID)
	return r, nil
}

// Proposals gives what an agenda for a person would hold today: open actions of earlier meetings, then what other records
// suggest. A person out of scope is CodeNotFound.
func (s *Service) Proposals(ctx context.Context, by access.Actor, personID uuid.UUID) ([]Proposal, error) {
	if _, err := s.store.person(ctx, by.Scopes(permissionRead), personID); err != nil {
		return nil, err
	}
	return s.proposals(ctx, by, personID)
}

func (s *Service) proposals(ctx context.Context, by access.Actor, personID uuid.UUID) ([]Proposal, error) {
	open, err := s.store.actionsOf(ctx, personID, ActionOpen)
	if err != nil {
		return nil, err
	}
	var all []Proposal
	for _, a := range open {
		because := "Agreed earlier, due on " + a.DueOn.String() + ", " + a.Owner.Name + " does it."
		if a.Overdue(by.Today) {
			because = "Agreed earlier and overdue since " + a.DueOn.String() + ", " + a.Owner.Name + " does it."
		}
		all = append(all, Proposal{
			Key: "action:" + a.ID.String(), Source: FromAction, Title: a.Text, Because: because, Link: "/people/" + personID.String() + "/appraisals/" + a.MeetingID.String(),
		})
	}
	more, err := s.agenda.Proposals(ctx, by, personID)
	return append(all, more...), err
}

// Sheet is a meeting with everything about it that the reader may see.
type Sheet struct {
	Listed
	Items []placedItem
	// Notes are the shared ones and the reader's own.
	Notes   []KeptNote
	Actions []KeptAction
	// Proposed is what the records suggest beyond the agenda, while the meeting is planned.
	Proposed []Proposal
	// May lists what the reader may do.
	May   []Doing
	today calendar.Date
}

// KeptItem, KeptNote and KeptAction carry the names of those concerned.
type (
	KeptItem struct {
		Item
		RaisedByName string
	}
	KeptNote struct {
		Note
		AuthorName string
	}
	KeptAction struct {
		Action
		Owner       Person
		Kind        Kind
		MeetingOn   calendar.Date
		EndedByName string
		MayEnd      bool
	}
)

// Doing is something that a reader may do with a meeting.
type Doing string

// What can be done.
const (
	DoReplan      Doing = "replan"
	DoHold        Doing = "hold"
	DoCancel      Doing = "cancel"
	DoAddItem     Doing = "add_item"
	DoNote        Doing = "note"
	DoAgree       Doing = "agree_action"
	DoAcknowledge Doing = "acknowledge"
)

// may lists what somebody may do with the meeting as it stands.
func (m Meeting) may(who uuid.UUID) []Doing {
	if !m.party(who) {
		return nil
	}
	leads := who == m.LeadID
	var all []Doing
	switch m.State {
	case Planned:
		all = []Doing{DoAddItem, DoNote}
		if leads {
			all = append(all, DoReplan, DoHold, DoCancel, DoAgree)
		}
	case Held:
		all = []Doing{DoAddItem, DoNote}
		if leads {
			all = append(all, DoAgree)
		}
		if leads && m.LeadAcknowledged == nil || !leads && m.PersonAcknowledged == nil {
			all = append(all, DoAcknowledge)
		}
	case Acknowledged, Cancelled:
	}
	return all
}

// Meeting gives one meeting of somebody within reach; any other is CodeNotFound. Notes that are private to somebody else are
// left out.
func (s *Service) Meeting(ctx context.Context, by access.Actor, id uuid.UUID) (Sheet, error) {
	listed, err := s.store.meeting(ctx, by.Scopes(permissionRead), id)
	if err != nil {
		return Sheet{}, err
	}
	sheet := Sheet{Listed: listed, May: listed.may(by.PersonID), today: by.Today}
	if sheet.Items, err = s.store.items(ctx, id); err != nil {
		return Sheet{}, err
	}
	if sheet.Notes, err = s.store.notes(ctx, id, by.PersonID); err != nil {
		return Sheet{}, err
	}
	actions, err := s.store.actions(ctx, id)
	if err != nil {
		return Sheet{}, err
	}
	sheet.Actions = seenBy(by.PersonID, actions)
	if listed.State == Planned {
		proposals, err := s.proposals(ctx, by, listed.PersonID)
		if err != nil {
			return Sheet{}, err
		}
		for _, p := range proposals {
			if !slices.ContainsFunc(sheet.Items, func(i placedItem) bool { return i.Key == p.Key }) {
				sheet.Proposed = append(sheet.Proposed, p)
			}
		}
	}
	return sheet, nil
}

func (a Action) mayEnd(who, lead uuid.UUID) bool {
	return a.State == ActionOpen && (who == a.OwnerID || who == lead)
}

// ActionsOf gives the actions that concern a person, open ones first by their dates. A person out of scope is CodeNotFound.
func (s *Service) ActionsOf(ctx context.Context, by access.Actor, personID uuid.UUID) ([]KeptAction, error) {
	if _, err := s.store.person(ctx, by.Scopes(permissionRead), personID); err != nil {
		return nil, err
	}
	all, err := s.store.actionsOf(ctx, personID, 0)
	return seenBy(by.PersonID, all), err
}

// seenBy gives actions with what somebody may do with them.
func seenBy(who uuid.UUID, all []namedAction) []KeptAction {
	kept := make([]KeptAction, len(all))
	for i, a := range all {
		kept[i] = a.KeptAction
		kept[i].MayEnd = a.mayEnd(who, a.lead)
	}
	return kept
}

// Filter narrows the overview.
type Filter struct {
	page.Request
	State DueState
	Kind  Kind
	Team  *uuid.UUID
	// People are the only ones asked about; nil for everybody.
	People []uuid.UUID
}

// Row is one person in the overview.
type Row struct {
	Person    Person
	Team      string
	Appraisal Due
	OneToOne  Due
	// OpenActions counts the person's open actions, Overdue those past their dates.
	OpenActions int
	Overdue     int
}

// Overview gives where everybody within reach stands in the cycle, the most pressing appraisal first unless another sort is
// asked for, and how many there are. It tells dates and states, nothing of what was said.
func (s *Service) Overview(ctx context.Context, by access.Actor, f Filter) ([]Row, int, error) {
	cycles, err := s.store.cycles(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, err
	}
	people, err := s.store.people(ctx, by.Scopes(permissionOverview), f, by.Today)
	if err != nil {
		return nil, 0, err
	}
	cycle := cycleOn(cycles, by.Today)
	var rows []Row
	for _, p := range people {
		due := p.due(cycle, by.Today)
		row := Row{Person: Person{p.ID, p.Name}, Team: p.TeamName, Appraisal: due[0], OneToOne: due[1], OpenActions: p.OpenActions, Overdue: p.OverdueActions}
		asked := row.Appraisal
		if f.Kind == OneToOne {
			asked = row.OneToOne
		}
		if f.State == 0 || asked.State == f.State {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		c := 0
		switch f.Sort {
		case "oneToOneDueOn":
			c = a.OneToOne.DueOn.Compare(b.OneToOne.DueOn)
		case "name":
			c = strings.Compare(a.Person.Name, b.Person.Name)
		default:
			c = a.Appraisal.DueOn.Compare(b.Appraisal.DueOn)
		}
		if f.Descending {
			c = -c
		}
		return c
	})
	total := len(rows)
	from := min(f.Offset, total)
	return rows[from:min(from+f.Limit, total)], total, nil
}

// Cycles gives the organisation's rules by their days, and the one that holds today.
func (s *Service) Cycles(ctx context.Context, by access.Actor) ([]Cycle, Cycle, error) {
	cycles, err := s.store.cycles(ctx, by.OrganisationID)
	return cycles, cycleOn(cycles, by.Today), err
}

// SetCycle sets how often the organisation appraises from a day on. What cannot be is CodeInvalid by field; a second rule for
// the same day CodeConflict.
func (s *Service) SetCycle(ctx context.Context, by access.Actor, c Cycle) (Cycle, error) {
	c.Reason, c.SetBy = strings.TrimSpace(c.Reason), by.Name
	if err := c.check(by.Today); err != nil {
		return Cycle{}, err
	}
	id := uuid.New()
	return c, s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.addCycle(ctx, by, id, c, s.clock.Now()); err != nil {
			if apperr.CodeOf(err) == apperr.CodeConflict {
				return apperr.Conflict("Another rule starts on " + c.StartsOn.String() + " already. Choose another day.")
			}
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "appraisal.cycle_set", SubjectKind: "appraisal_cycle", SubjectID: id.String(),
			After: audit.Values{"startsOn": c.StartsOn, "every": c.Every.ISO(), "oneToOnesEvery": c.OneToOnesEvery.ISO(), "reason": audit.FreeText(c.Reason)},
		})
	})
}
