package privacy

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Standing is how an entry of a log that was kept outside stands to the records that are here.
type Standing int

// The standings.
const (
	// Returned is what came back with a restore, and goes again.
	Returned Standing = iota + 1
	// RemovedAgain is what has just gone again.
	RemovedAgain
	// Absent is what is not here: it is removed already, or the records are from before there was anything.
	Absent
	// Held is somebody whom a legal hold keeps.
	Held
	// NotLeft is somebody who, by these records, has not left, or left later than the log's rule reaches.
	NotLeft
)

// Repeat is an entry of a log with what carrying it out again means here.
type Repeat struct {
	Logged
	Standing Standing
	// Name and LeftOn are those of a person who is here.
	Name   string
	LeftOn calendar.Date
	// Rows is how many rows of a kind are to be removed again, or were.
	Rows int
}

// Repeats tells what carrying out a log again would remove; nothing changes. Of several entries about the same, the newest counts.
func (s *Service) Repeats(ctx context.Context, l Log) ([]Repeat, error) {
	var all []Repeat
	for _, e := range newest(l.Entries) {
		r, err := s.repeat(ctx, e)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

func (s *Service) repeat(ctx context.Context, e Logged) (Repeat, error) {
	r := Repeat{Logged: e, Standing: Absent}
	if e.Kind != Leavers {
		var err error
		if r.Rows, _, err = s.store.sweepCount(ctx, e.Kind, e.OrganisationID, e.before()); r.Rows > 0 {
			r.Standing = Returned
		}
		return r, err
	}
	p, err := s.store.presence(ctx, e.OrganisationID, e.PersonID)
	if apperr.CodeOf(err) == apperr.CodeNotFound {
		return r, nil
	}
	r.Name, r.LeftOn = p.Name, p.LeftOn
	switch {
	case err != nil || p.Former:
	case p.Held:
		r.Standing = Held
	case p.LeftOn.IsZero() || p.LeftOn.After(e.before()):
		r.Standing = NotLeft
	default:
		r.Standing = Returned
	}
	return r, err
}

// Reapply removes again what a log says was removed, as the program itself, each person in one transaction, and tells of every entry what
// became of it. It can be repeated: what is gone stays gone. Whom a hold keeps, and whoever has not left by these records, is left alone.
func (s *Service) Reapply(ctx context.Context, l Log) ([]Repeat, error) {
	all, err := s.Repeats(ctx, l)
	if err != nil {
		return nil, err
	}
	for i, r := range all {
		if r.Standing != Returned {
			continue
		}
		rule := Rule{Kind: r.Kind, Period: r.Period}
		if r.Kind == Leavers {
			err = s.pseudonymise(ctx, pseudonymised{organisation: r.OrganisationID, person: r.PersonID, rule: rule, day: r.Day, number: r.Number})
		} else {
			all[i].Rows, err = s.sweep(ctx, sweeping{organisation: r.OrganisationID, rule: rule, day: r.Day})
		}
		if err != nil {
			return all, err
		}
		all[i].Standing = RemovedAgain
	}
	return all, nil
}

// before is the day that the entry's removal reached.
func (e Logged) before() calendar.Date { return Rule{Period: e.Period}.Before(e.Day) }

// newest leaves of entries about the same person, or the same kind of record of an organisation, the one that reaches furthest.
func newest(entries []Logged) []Logged {
	type about struct {
		organisation, person uuid.UUID
		kind                 Kind
	}
	at := map[about]int{}
	var all []Logged
	for _, e := range entries {
		key := about{e.OrganisationID, e.PersonID, e.Kind}
		i, known := at[key]
		switch {
		case !known:
			at[key] = len(all)
			all = append(all, e)
		case all[i].before().Before(e.before()):
			all[i] = e
		}
	}
	return all
}
