package practice

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// EntryView is an entry with what stood before it and how its day counts.
type EntryView struct {
	Entry
	EnteredByName string
	Standing      Standing
	Remark        string
	Earlier       []EarlierView
}

// EarlierView is an earlier entry with the names of the people.
type EarlierView struct {
	Earlier
	EnteredByName  string
	ReplacedByName string
}

// Entries gives a page of a person's entries, and how many there are. Notes and reasons are left out where the viewer may not
// read what people wrote.
func (s *Service) Entries(ctx context.Context, by access.Actor, personID uuid.UUID, f ActivityFilter) ([]EntryView, int, error) {
	person, err := s.store.person(ctx, by, by.Scopes(PermissionRead), personID)
	if err != nil {
		return nil, 0, err
	}
	rows, total, err := s.store.entries(ctx, personID, f)
	if err != nil {
		return nil, 0, err
	}
	days := make([]calendar.Date, len(rows))
	for i, r := range rows {
		days[i] = r.Day
	}
	before, err := s.store.earlier(ctx, personID, days)
	if err != nil {
		return nil, 0, err
	}
	careers, err := s.store.careers(ctx, []uuid.UUID{personID})
	if err != nil {
		return nil, 0, err
	}
	people := map[uuid.UUID]bool{}
	for _, r := range rows {
		people[r.EnteredBy] = true
		for _, e := range before[r.Day] {
			people[e.EnteredBy], people[e.ReplacedBy] = true, true
		}
	}
	names, err := s.store.names(ctx, keys(people))
	views := make([]EntryView, len(rows))
	for i, r := range rows {
		v := EntryView{Entry: r, EnteredByName: names[r.EnteredBy], Standing: careers[personID].Standing(r.Day), Remark: careers[personID].Uncounted(r.Day)}
		for _, e := range before[r.Day] {
			if !person.ContentVisible {
				e.Note, e.Reason = "", ""
			}
			v.Earlier = append(v.Earlier, EarlierView{e, names[e.EnteredBy], names[e.ReplacedBy]})
		}
		if !person.ContentVisible {
			v.Note = ""
		}
		views[i] = v
	}
	return views, total, err
}

func keys(of map[uuid.UUID]bool) []uuid.UUID {
	all := make([]uuid.UUID, 0, len(of))
	for id := range of {
		all = append(all, id)
	}
	return all
}
