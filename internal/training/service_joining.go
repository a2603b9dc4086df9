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
)

// Join puts a person on a further pathway from a day on, not in the future. It is refused for oneself, for what is no further
// pathway, when they are on it already (conflict), and while what joining asks is not met: see [Pathway.JoinRefusal].
func (s *Service) Join(ctx context.Context, by access.Actor, personID, pathway uuid.UUID, on calendar.Date, reason string) error {
	return s.change(ctx, by, permissionPlace, personID, func(ctx context.Context, c career, _ Road) error {
		if personID == by.PersonID {
			return apperr.Forbidden("Nobody puts themselves on a further pathway. Ask your manager or the standards lead.")
		}
		held, err := s.held.Get(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		l, err := held.byID(pathway)
		if err != nil || !l[0].Pathway.Further {
			return apperr.InvalidField("pathwayId", "Choose a further pathway.")
		}
		if at, ok := c.onPathway(pathway); ok {
			return apperr.Conflict(fmt.Sprintf("They are on this pathway since %s.", at.facts.AppointedOn))
		}
		switch {
		case on.IsZero():
			return apperr.InvalidField("startsOn", "Enter the day of joining.")
		case on.After(s.clock.Today()):
			return apperr.InvalidField("startsOn", fmt.Sprintf("%s is in the future. Enter the joining on its day.", on))
		}
		road := l.inForce(on)
		if road == nil {
			road = &l[0]
		}
		if refusal := road.Pathway.JoinRefusal(c.facts, on); refusal != "" {
			return apperr.InvalidField("startsOn", refusal)
		}
		row := placeRow{
			ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: personID, PathwayID: pathway, Kind: placeJoined, VersionID: road.Version.stored(),
			StartsOn: on, Reason: reason, DecidedBy: by.PersonID, DecidedOn: s.clock.Today(), CreatedAt: s.clock.Now(),
		}
		if err := s.store.addPlace(ctx, row); err != nil {
			return err
		}
		return s.note(ctx, by, "pathway_joined", "pathway_place", row.ID, personID, nil,
			audit.Values{"pathway": pathway, "version": road.Version.Number, "startsOn": on, "reason": audit.FreeText(reason)})
	})
}

// Leave takes a person off a further pathway from today on. What was decided and recorded on it stays, and it can be joined
// again. It is refused for oneself, without a reason, and as CodeNotFound when they are not on it.
func (s *Service) Leave(ctx context.Context, by access.Actor, personID, pathway uuid.UUID, reason string) error {
	return s.change(ctx, by, permissionPlace, personID, func(ctx context.Context, c career, _ Road) error {
		if personID == by.PersonID {
			return apperr.Forbidden("Nobody takes themselves off a further pathway. Ask your manager or the standards lead.")
		}
		at, ok := c.onPathway(pathway)
		if !ok || !at.road.Pathway.Further {
			return apperr.NotFound("person on this further pathway")
		}
		if reason == "" {
			return apperr.InvalidField("reason", "Say why they leave it.")
		}
		row := placeRow{
			ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: personID, PathwayID: pathway, Kind: placeLeft, VersionID: at.road.Version.stored(),
			StartsOn: s.clock.Today(), Reason: reason, DecidedBy: by.PersonID, DecidedOn: s.clock.Today(), CreatedAt: s.clock.Now(),
		}
		if err := s.store.addPlace(ctx, row); err != nil {
			return err
		}
		return s.note(ctx, by, "pathway_left", "pathway_place", row.ID, personID, audit.Values{"joinedOn": at.facts.AppointedOn},
			audit.Values{"pathway": pathway, "version": at.road.Version.Number, "reason": audit.FreeText(reason)})
	})
}

// Placed is a decision about a person and a pathway, as it is shown.
type Placed struct {
	Pathway string
	// Kind is "joined", "moved" or "left".
	Kind      string
	From, To  VersionRef
	StartsOn  calendar.Date
	Reason    string
	DecidedBy Named
	DecidedOn calendar.Date
}

// History lists which further pathways a person joined and left, and between which versions they were moved, the newest first. Reasons are for
// those within the scope of training.content.
func (s *Service) History(ctx context.Context, by access.Actor, personID uuid.UUID) ([]Placed, error) {
	if _, err := s.store.person(ctx, by.Scopes(permissionRead), personID); err != nil {
		return nil, err
	}
	relation, err := s.store.relation(ctx, by, personID)
	if err != nil {
		return nil, err
	}
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	rows, err := s.store.placesOf(ctx, personID)
	if err != nil {
		return nil, err
	}
	open := slices.Contains(by.Reaching(relation), permissionContent)
	var all []Placed
	for _, kept := range rows {
		row := kept.Row
		p := Placed{Kind: row.Kind, StartsOn: row.StartsOn, DecidedBy: Named{row.DecidedBy, kept.DecidedByName}, DecidedOn: row.DecidedOn}
		if open {
			p.Reason = row.Reason
		}
		if l, err := held.byID(row.PathwayID); err == nil {
			p.Pathway, p.From, p.To = l[len(l)-1].Pathway.Title, l.ref(row.FromVersionID), l.ref(row.VersionID)
		}
		all = append(all, p)
	}
	return all, nil
}

// ref gives the version that a row refers to.
func (l lane) ref(id uuid.NullUUID) VersionRef {
	if id.Valid {
		if road := l.version(id.UUID); road != nil {
			return road.Version
		}
	}
	return VersionRef{ID: l[0].ID}
}
