package training

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Further is a further pathway that a person is on.
type Further struct {
	Road          Road
	JoinedOn      calendar.Date
	Progress      Progress
	Accreditation Currency
	// Waiting counts the entries of its log book that wait to be confirmed.
	Waiting int
}

// Joinable is a further pathway that a person is not on.
type Joinable struct {
	Road Road
	// Refusal says why it cannot be joined today, with the first possible day; "" when it can.
	Refusal string
}

// FurtherPathways are those of a person, and those still to be joined.
type FurtherPathways struct {
	Person   Named
	Joined   []Further
	Joinable []Joinable
	// MayJoin says whether the viewer may put the person on one.
	MayJoin bool
}

// Further gives the further pathways of a person whose progress is within reach.
func (s *Service) Further(ctx context.Context, by access.Actor, personID uuid.UUID) (FurtherPathways, error) {
	return s.further(ctx, by, permissionRead, personID)
}

// JoinedBy gives the further pathways of a person to whoever put them on one.
func (s *Service) JoinedBy(ctx context.Context, by access.Actor, personID uuid.UUID) (FurtherPathways, error) {
	return s.further(ctx, by, permissionPlace, personID)
}

func (s *Service) further(ctx context.Context, by access.Actor, permission access.Permission, personID uuid.UUID) (FurtherPathways, error) {
	today := s.clock.Today()
	person, err := s.store.person(ctx, by.Scopes(permission), personID)
	if err != nil {
		return FurtherPathways{}, err
	}
	relation, err := s.store.relation(ctx, by, personID)
	if err != nil {
		return FurtherPathways{}, err
	}
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return FurtherPathways{}, err
	}
	c, err := s.career(ctx, held, personID, today)
	if err != nil {
		return FurtherPathways{}, err
	}
	all := FurtherPathways{Person: person, MayJoin: !relation.Own && slices.Contains(by.Reaching(relation), permissionPlace)}
	for _, f := range c.further {
		facts := f.facts.Undisclosed()
		one := Further{
			Road: *f.road, JoinedOn: facts.AppointedOn, Progress: f.road.Pathway.Progress(facts, today),
			Accreditation: s.currency(f.road.Pathway.CurrencyAsked(facts, today)),
		}
		for _, e := range facts.LogBook {
			if e.SignOff == nil {
				one.Waiting++
			}
		}
		all.Joined = append(all.Joined, one)
	}
	for _, road := range held.today(today) {
		if _, on := c.onPathway(road.ID); on || !road.Pathway.Further {
			continue
		}
		all.Joinable = append(all.Joinable, Joinable{Road: road, Refusal: road.Pathway.JoinRefusal(c.facts, today)})
	}
	return all, nil
}

// FurtherProgress reckons where a person stands on a further pathway today, as [Service.Progress] does for the post's. One
// that they are not on is CodeNotFound.
func (s *Service) FurtherProgress(ctx context.Context, by access.Actor, personID, pathway uuid.UUID) (View, error) {
	return s.view(ctx, by, personID, func(c career) (career, error) {
		for _, f := range c.further {
			if f.road.ID == pathway {
				return f, nil
			}
		}
		return career{}, apperr.NotFound("pathway")
	})
}

// Book is the log book of a person on one pathway.
type Book struct {
	View View
	// Entries are the newest first.
	Entries []LogEntry
	// MayAdd says whether the viewer may add entries, MayDecide to which milestones they may confirm them.
	MayAdd    bool
	MayDecide []MilestoneKey
}

// LogBook gives a person's log book on a further pathway.
func (s *Service) LogBook(ctx context.Context, by access.Actor, personID, pathway uuid.UUID) (Book, error) {
	v, err := s.FurtherProgress(ctx, by, personID, pathway)
	if err != nil {
		return Book{}, err
	}
	book := Book{View: v, Entries: slices.Clone(v.Facts.LogBook), MayAdd: v.may[permissionRecord]}
	slices.Reverse(book.Entries)
	for _, m := range v.Road.Pathway.Milestones {
		signs := slices.ContainsFunc(m.SignedBy, func(as Signatory) bool { return slices.Contains(v.signs, as) })
		if m.LogBook.Asked() && signs {
			book.MayDecide = append(book.MayDecide, m.Key)
		}
	}
	return book, nil
}

// AddLogEntry keeps an entry of a person's log book; it then waits to be confirmed. See [Pathway.AddLogEntry] for what is refused.
func (s *Service) AddLogEntry(ctx context.Context, by access.Actor, personID, pathway uuid.UUID, entry LogEntry) (LogEntry, error) {
	var kept LogEntry
	err := s.change(ctx, by, permissionRecord, personID, func(ctx context.Context, c career, _ Road) error {
		at, ok := c.onPathway(pathway)
		if !ok {
			return apperr.NotFound("pathway")
		}
		entry.ID, entry.Version = uuid.New(), 1
		var err error
		if kept, err = at.road.Pathway.AddLogEntry(at.facts, entry, s.clock.Today()); err != nil {
			return err
		}
		if err := s.store.addLogEntry(ctx, at.subject(by), kept, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "log_entry_added", "log_book_entry", kept.ID, personID, nil, audit.Values{
			"milestone": kept.Milestone, "doneOn": kept.DoneOn, "number": kept.Number, "what": audit.FreeText(kept.What), "forWhom": audit.FreeText(kept.ForWhom),
		})
	})
	return kept, err
}

// DecideLogEntry confirms an entry, or gives it back with a reason. version is the one that was read; another one is CodeConflict. See
// [Pathway.DecideLogEntry] for what is refused.
func (s *Service) DecideLogEntry(ctx context.Context, by access.Actor, id uuid.UUID, version int, decision SignOff) (LogEntry, error) {
	var kept LogEntry
	err := s.changeOf(ctx, by, permissionSignOff, "log_book_entries", "entry of the log book", id, func(ctx context.Context, c career, _ Road) error {
		at, before, err := c.withLogEntry(id)
		if err != nil {
			return err
		}
		if err := stale(version, before.Version, "entry"); err != nil {
			return err
		}
		m, _ := at.road.Pathway.Milestone(before.Milestone)
		relation, err := s.store.relation(ctx, by, c.person)
		if err != nil {
			return err
		}
		decision.By, decision.On = by.PersonID, s.clock.Today()
		decision.As, decision.For = stance(by, relation, m)
		by := by.InSteadOf(decision.For)
		if kept, err = at.road.Pathway.DecideLogEntry(at.facts, id, decision); err != nil {
			return err
		}
		if err := s.store.decideLogEntry(ctx, kept, s.clock.Now()); err != nil {
			return err
		}
		kept.Version++
		return s.note(ctx, by, "log_entry_"+kept.state(), "log_book_entry", id, c.person, audit.Values{"state": logLogged},
			audit.Values{"state": kept.state(), "as": decision.As, "reason": audit.FreeText(decision.Reason)})
	})
	return kept, err
}

// withLogEntry gives the career that an entry belongs to, and the entry.
func (c career) withLogEntry(id uuid.UUID) (career, LogEntry, error) {
	for _, at := range append([]career{c}, c.further...) {
		for _, e := range at.facts.LogBook {
			if e.ID == id {
				return at, e, nil
			}
		}
	}
	return career{}, LogEntry{}, apperr.NotFound("entry of the log book")
}
