package training

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// OnVersion is a person on a pathway, with the version and why it is that one.
type OnVersion struct {
	Person    Named
	Team      string
	Version   VersionRef
	StartedOn calendar.Date
	Because   string
}

// onPathway reads the careers of those within a condition who are on a pathway, by name, with a fixed number of queries.
func (s *Service) onPathway(ctx context.Context, organisation, pathway uuid.UUID, who func(column string) (string, []any)) ([]member, map[uuid.UUID]career, roads, error) {
	today := s.clock.Today()
	held, err := s.held.Get(ctx, organisation)
	if err != nil {
		return nil, nil, nil, err
	}
	careers, err := s.store.careers(ctx, held, who, today)
	if err != nil {
		return nil, nil, nil, err
	}
	on := map[uuid.UUID]career{}
	for _, c := range careers {
		if at, ok := c.onPathway(pathway); ok {
			on[c.person] = at
		}
	}
	people, err := s.store.working(ctx, who, today)
	people = slices.DeleteFunc(people, func(m member) bool { _, ok := on[m.ID]; return !ok })
	return people, on, held, err
}

// People gives a page of those within reach who are on a pathway, by name, and how many there are; version, where it has an
// identifier, narrows them to those on it. Somebody who left is not among them.
func (s *Service) People(ctx context.Context, by access.Actor, pathway, version uuid.UUID, asked page.Request) ([]OnVersion, int, error) {
	if _, err := s.store.pathway(ctx, by.OrganisationID, pathway); err != nil {
		return nil, 0, err
	}
	people, on, _, err := s.onPathway(ctx, by.OrganisationID, pathway, workingInScope(by.Scopes(permissionPlace), s.clock.Today()))
	if err != nil {
		return nil, 0, err
	}
	var all []OnVersion
	for _, m := range people {
		c := on[m.ID]
		if version != uuid.Nil && c.road.Version.ID != version || !m.matches(asked.Query) {
			continue
		}
		all = append(all, OnVersion{
			Person: Named{m.ID, m.Name}, Team: m.Team, Version: c.road.Version, StartedOn: c.facts.AppointedOn, Because: c.road.Because,
		})
	}
	return reference.Cut(all, asked), len(all), nil
}

// Stay counts the people who are on a version when another one is published.
type Stay struct {
	Version VersionRef
	People  int
}

// Publication says what publishing a draft means: who stays on which version. People who start from the chosen day on are put
// on the draft.
func (s *Service) Publication(ctx context.Context, by access.Actor, id uuid.UUID) (Version, []Stay, error) {
	v, err := s.Version(ctx, by, id)
	if err != nil {
		return Version{}, nil, err
	}
	everybody := workingInScope(access.Scopes{OrganisationID: by.OrganisationID, PersonID: by.PersonID, Today: by.Today, Organisation: true}, s.clock.Today())
	people, on, held, err := s.onPathway(ctx, by.OrganisationID, v.ID, everybody)
	if err != nil {
		return Version{}, nil, err
	}
	l, _ := held.byID(v.ID)
	var stays []Stay
	for _, road := range l {
		stay := Stay{Version: road.Version}
		for _, m := range people {
			if on[m.ID].road.Version.ID == road.Version.ID {
				stay.People++
			}
		}
		stays = append(stays, stay)
	}
	return v, stays, nil
}

// Preview is what one person, made up or real, would have under a draft beside what they have now.
type Preview struct {
	// Person has no identifier for an example.
	Person Named
	// From is the version that the draft is set beside; no identifier when there is none yet.
	From      VersionRef
	StartedOn calendar.Date
	Shifted   []Shifted
}

// PreviewExample tries a version on an example person, beside the version in force. A draft with problems is CodeConflict: its
// dates cannot be reckoned.
func (s *Service) PreviewExample(ctx context.Context, by access.Actor, id uuid.UUID, e Example) (Preview, error) {
	v, l, err := s.tried(ctx, by, id)
	if err != nil {
		return Preview{}, err
	}
	facts, err := e.Facts()
	if err != nil {
		return Preview{}, err
	}
	today := s.clock.Today()
	p := Preview{StartedOn: e.AppointedOn}
	var before Progress
	if now := l.inForce(today); now != nil {
		p.From, before = now.Version, now.Pathway.Progress(facts, today)
	}
	p.Shifted = Shifts(before, v.Pathway.Progress(facts, today))
	return p, nil
}

// PreviewPerson tries a version on somebody within reach who is on the pathway, beside the version that they are on.
func (s *Service) PreviewPerson(ctx context.Context, by access.Actor, id, person uuid.UUID) (Preview, error) {
	v, _, err := s.tried(ctx, by, id)
	if err != nil {
		return Preview{}, err
	}
	all, err := s.shiftsTo(ctx, by, v.Road, []uuid.UUID{person})
	if err != nil {
		return Preview{}, err
	}
	return all[0], nil
}

func (s *Service) tried(ctx context.Context, by access.Actor, id uuid.UUID) (Version, lane, error) {
	v, err := s.Version(ctx, by, id)
	if err != nil {
		return Version{}, nil, err
	}
	if len(v.Problems) > 0 {
		return Version{}, nil, apperr.Conflict("The dates cannot be reckoned before this is mended: " + v.Problems[0].Sentence)
	}
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return Version{}, nil, err
	}
	l, _ := held.byID(v.ID)
	return v, l, nil
}

// MovePreviews says for each of the people what moving them to a version would change, in the order in which they are given.
// Somebody out of reach, or not on the pathway, is CodeNotFound.
func (s *Service) MovePreviews(ctx context.Context, by access.Actor, to uuid.UUID, people []uuid.UUID) (Version, []Preview, error) {
	v, _, err := s.tried(ctx, by, to)
	if err != nil {
		return Version{}, nil, err
	}
	if v.State == VersionDraft {
		return Version{}, nil, apperr.NotFound("version of the pathway")
	}
	all, err := s.shiftsTo(ctx, by, v.Road, people)
	return v, all, err
}

func (s *Service) shiftsTo(ctx context.Context, by access.Actor, to Road, people []uuid.UUID) ([]Preview, error) {
	reach := by.Scopes(permissionPlace)
	who := func(column string) (string, []any) {
		condition, args := reach.People(column)
		return condition + " AND " + column + " IN ?", append(args, orNone(people))
	}
	found, on, _, err := s.onPathway(ctx, by.OrganisationID, to.ID, who)
	if err != nil {
		return nil, err
	}
	today := s.clock.Today()
	var all []Preview
	for _, id := range people {
		i := slices.IndexFunc(found, func(m member) bool { return m.ID == id })
		if i < 0 {
			return nil, apperr.NotFound("person on this pathway")
		}
		c := on[id]
		facts := c.facts.Undisclosed()
		all = append(all, Preview{
			Person: Named{id, found[i].Name}, From: c.road.Version, StartedOn: facts.AppointedOn,
			Shifted: Shifts(c.road.Pathway.Progress(facts, today), to.Pathway.Progress(facts, today)),
		})
	}
	return all, nil
}

// Moving is a person to be moved, with the version that they were seen on.
type Moving struct {
	Person uuid.UUID
	From   uuid.UUID
}

// Move moves people to a published version of the pathway that they are on: all of them, or none. What they recorded and had
// signed off stays, by milestone. It is refused without a reason, for a version that is not in force yet, for people who are
// on it already or were moved since they were seen (conflict), and for oneself.
func (s *Service) Move(ctx context.Context, by access.Actor, to uuid.UUID, people []Moving, reason string) (int, error) {
	if reason == "" {
		return 0, apperr.InvalidField("reason", "Say why they are moved.")
	}
	if len(people) == 0 {
		return 0, apperr.InvalidField("people", "Choose at least one person.")
	}
	people = slices.Clone(people)
	slices.SortFunc(people, func(a, b Moving) int { return slices.Compare(a.Person[:], b.Person[:]) })
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		v, err := s.Version(ctx, by, to)
		if err != nil || v.State == VersionDraft {
			return apperr.InvalidField("to", "Choose a published version.")
		}
		if v.State == VersionToCome {
			return apperr.InvalidField("to", fmt.Sprintf("%s applies from %s. Move people to it from that day on.", sentenceCase(v.Version.String()), v.Version.StartsOn))
		}
		for _, m := range people {
			if err := s.moveOne(ctx, by, v, m, reason); err != nil {
				return err
			}
		}
		return nil
	})
	return len(people), err
}

func (s *Service) moveOne(ctx context.Context, by access.Actor, to Version, m Moving, reason string) error {
	return s.change(ctx, by, permissionPlace, m.Person, func(ctx context.Context, c career, _ Road) error {
		if m.Person == by.PersonID {
			return apperr.Forbidden("Nobody moves themselves to another version. Ask your manager or the standards lead.")
		}
		at, ok := c.onPathway(to.ID)
		if !ok {
			return apperr.NotFound("person on this pathway")
		}
		person, err := s.store.names(ctx, []uuid.UUID{m.Person}, nil)
		if err != nil {
			return err
		}
		switch from := at.road.Version; {
		case from.ID != m.From:
			return apperr.Conflict(fmt.Sprintf("%s is on %s meanwhile. Read the difference again, then move.", person[m.Person], from))
		case from.ID == to.Version.ID:
			return apperr.Conflict(fmt.Sprintf("%s is on %s already.", person[m.Person], from))
		}
		row := placeRow{
			ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: m.Person, PathwayID: to.ID, Kind: placeMoved, VersionID: to.Version.stored(),
			FromVersionID: at.road.Version.stored(), StartsOn: s.clock.Today(), Reason: reason, DecidedBy: by.PersonID, DecidedOn: s.clock.Today(),
			CreatedAt: s.clock.Now(),
		}
		if err := s.store.addPlace(ctx, row); err != nil {
			return err
		}
		return s.note(ctx, by, "pathway_moved", "pathway_place", row.ID, m.Person, audit.Values{"version": at.road.Version.Number},
			audit.Values{"pathway": to.ID, "version": to.Version.Number, "reason": audit.FreeText(reason)})
	})
}
