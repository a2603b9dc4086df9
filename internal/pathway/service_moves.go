package pathway

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// PlaceRoles says which roles are on a draft, and in which family each is drawn. A role that has moves cannot be left out.
// For the refusals see [Service.AddMove].
func (s *Service) PlaceRoles(ctx context.Context, by access.Actor, id uuid.UUID, version int, places []Place) (View, error) {
	return s.edit(ctx, by, id, version, func(ctx context.Context, old View) (string, audit.Values, error) {
		if err := old.placed(places, old.Names); err != nil {
			return "", nil, err
		}
		return "pathway.roles_placed", audit.Values{"roles": len(places)}, s.store.place(ctx, id, places)
	})
}

// AddMove adds a move to a draft. A pathway of another organisation is CodeNotFound, one that is no draft CodeConflict, an old
// version CodePreconditionFailed. CodeInvalid names the field: see [Map.check].
func (s *Service) AddMove(ctx context.Context, by access.Actor, id uuid.UUID, version int, move Move) (View, error) {
	move.ID = uuid.New()
	return s.edit(ctx, by, id, version, func(ctx context.Context, old View) (string, audit.Values, error) {
		if err := old.check(move, old.Names); err != nil {
			return "", nil, err
		}
		if err := s.placeEnds(ctx, old, move); err != nil {
			return "", nil, err
		}
		return "pathway.move_added", moveValues(move, old.Names), s.store.addMove(ctx, id, len(old.Moves)+1, move)
	})
}

// EditMove changes a move of a draft; version is the draft's. For the refusals see [Service.AddMove].
func (s *Service) EditMove(ctx context.Context, by access.Actor, moveID uuid.UUID, version int, move Move) (View, error) {
	id, err := s.store.pathwayOf(ctx, by.OrganisationID, moveID)
	if err != nil {
		return View{}, err
	}
	move.ID = moveID
	return s.edit(ctx, by, id, version, func(ctx context.Context, old View) (string, audit.Values, error) {
		if err := old.check(move, old.Names); err != nil {
			return "", nil, err
		}
		if err := s.placeEnds(ctx, old, move); err != nil {
			return "", nil, err
		}
		return "pathway.move_changed", moveValues(move, old.Names), s.store.editMove(ctx, move)
	})
}

// RemoveMove takes a move off a draft; version is the draft's. Its roles stay on the map.
func (s *Service) RemoveMove(ctx context.Context, by access.Actor, moveID uuid.UUID, version int) (View, error) {
	id, err := s.store.pathwayOf(ctx, by.OrganisationID, moveID)
	if err != nil {
		return View{}, err
	}
	return s.edit(ctx, by, id, version, func(ctx context.Context, old View) (string, audit.Values, error) {
		move, there := old.move(moveID)
		if !there {
			return "", nil, apperr.NotFound("move")
		}
		return "pathway.move_removed", moveValues(move, old.Names), s.store.deleteMove(ctx, moveID)
	})
}

// edit changes a draft in one transaction and gives it as it is then. work gives the change's name and values for the trail.
func (s *Service) edit(ctx context.Context, by access.Actor, id uuid.UUID, version int,
	work func(ctx context.Context, old View) (string, audit.Values, error),
) (View, error) {
	var v View
	err := s.change(ctx, by, func(ctx context.Context) error {
		old, err := s.draft(ctx, by, id, version)
		if err != nil {
			return err
		}
		action, values, err := work(ctx, old)
		if err != nil {
			return err
		}
		if err := s.store.changed(ctx, id, version, s.clock.Now()); err != nil {
			return err
		}
		if err := s.note(ctx, by, action, id, nil, values); err != nil {
			return err
		}
		v, err = s.view(ctx, by, id)
		return err
	})
	return v, err
}

// placeEnds puts the roles of a move on the map that are not there yet, in the family of the move's other end.
func (s *Service) placeEnds(ctx context.Context, old View, move Move) error {
	places := old.Places
	for _, ends := range [][2]uuid.UUID{{move.From, move.To}, {move.To, move.From}} {
		if _, there := old.place(ends[0]); there {
			continue
		}
		family := Other
		if beside, there := old.place(ends[1]); there {
			family = beside.Family
		}
		places = append(slices.Clone(places), Place{Role: old.Names.Roles[ends[0]], Family: family})
	}
	if len(places) == len(old.Places) {
		return nil
	}
	return s.store.place(ctx, old.ID, places)
}

func moveValues(m Move, names Names) audit.Values {
	return audit.Values{
		"from": names.Roles[m.From].Title, "to": names.Roles[m.To].Title, "condition": m.Condition.Words(m, names),
		"reason": audit.FreeText(m.Reason),
	}
}

// PersonMoves is where a person can move from the present role.
type PersonMoves struct {
	Person Person
	// Role is the present role, nil for somebody without an appointment.
	Role *Role
	// Version is the version in force, nil when the organisation has published none.
	Version *Version
	Moves   []Judgement
	Names   Names
	// MaySay reports whether the reader may agree or confirm, ContentVisible whether the reader sees the reasons given.
	MaySay, ContentVisible bool
}

// MovesOf judges the moves from a person's present role by the version in force; with a move, that one alone, from whichever
// role it starts. Somebody out of scope, and a move that the version in force does not have, is CodeNotFound.
func (s *Service) MovesOf(ctx context.Context, by access.Actor, personID uuid.UUID, moveID uuid.NullUUID) (PersonMoves, error) {
	found, err := s.store.person(ctx, by.Scopes(permissionProgress), by.Scopes(permissionAgree), personID)
	if err != nil {
		return PersonMoves{}, err
	}
	p := PersonMoves{Person: found.Person, MaySay: found.Agrees && personID != by.PersonID}
	p.ContentVisible = found.Agrees || personID == by.PersonID
	facts := Facts{Today: by.Today, Person: found.Name}
	if facts.RoleID, facts.Since, err = s.store.present(ctx, personID, by.Today); err != nil {
		return PersonMoves{}, err
	}
	v, published, err := s.Published(ctx, by)
	if err != nil {
		return PersonMoves{}, err
	}
	if !published {
		if v.Names, err = s.names(ctx, by); err != nil {
			return PersonMoves{}, err
		}
	} else {
		p.Version = &v.Version
	}
	p.Names = v.Names
	if role, known := v.Names.Roles[facts.RoleID.UUID]; facts.RoleID.Valid && known {
		p.Role = &role
	}
	moves := v.From(facts.RoleID.UUID)
	if moveID.Valid {
		move, there := v.move(moveID.UUID)
		if !there {
			return PersonMoves{}, apperr.NotFound("move")
		}
		moves = []Move{move}
	}
	if len(moves) == 0 {
		return p, nil
	}
	if err := s.gather(ctx, by, personID, moves, &facts); err != nil {
		return PersonMoves{}, err
	}
	for _, move := range moves {
		p.Moves = append(p.Moves, Judge(move, facts, v.Names))
	}
	// Nearest first: by band, then by title.
	slices.SortStableFunc(p.Moves, func(a, b Judgement) int { return compareRoles(v.Names.Roles[a.Move.To], v.Names.Roles[b.Move.To]) })
	return p, nil
}

func (s *Service) gather(ctx context.Context, by access.Actor, personID uuid.UUID, moves []Move, facts *Facts) error {
	targets := make([]uuid.UUID, len(moves))
	for i, move := range moves {
		targets[i] = move.To
	}
	held, err := s.record.Of(ctx, by, personID, targets)
	if err != nil {
		return err
	}
	facts.Awards, facts.Milestones, facts.Readiness = held.Awards, held.Milestones, held.Readiness
	facts.Said, err = s.store.said(ctx, personID)
	return err
}

// Say records that by agrees or confirms, or does not, for a person and a condition of a move of the version in force; subject
// is the condition's. Somebody out of scope, and a move that is not in force, is CodeNotFound; one's own case, and a
// condition that names a role which by does not hold, CodeForbidden; no such condition, and no reason, CodeInvalid.
func (s *Service) Say(ctx context.Context, by access.Actor, personID, moveID uuid.UUID, subject string, agreed bool, reason string) (PersonMoves, error) {
	var p PersonMoves
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.store.person(ctx, by.Scopes(permissionAgree), by.Scopes(permissionAgree), personID); err != nil {
			return err
		}
		v, _, err := s.Published(ctx, by)
		if err != nil {
			return err
		}
		move, there := v.move(moveID)
		if !there {
			return apperr.NotFound("move")
		}
		condition, there := move.Condition.find(subject)
		if !there {
			return apperr.InvalidField("subject", "The pathway in force does not ask this of the move. Read the conditions again.")
		}
		if err := maySay(by, personID, condition, v); err != nil {
			return err
		}
		if err := reasoned(reason); err != nil {
			return err
		}
		said := Statement{
			ID: uuid.New(), From: move.From, To: move.To, Subject: subject, Agreed: agreed, Reason: strings.TrimSpace(reason),
			By: Person{ID: by.PersonID}, On: s.clock.Today(),
		}
		if err := s.store.say(ctx, by.OrganisationID, personID, said, s.clock.Now()); err != nil {
			return err
		}
		err = s.trail.Record(ctx, by, audit.Change{
			Action: "pathway.move_agreed", SubjectKind: "move_agreement", SubjectID: said.ID.String(), PersonID: &personID,
			After: audit.Values{
				"from": v.Names.Roles[move.From].Title, "to": v.Names.Roles[move.To].Title, "condition": condition.Words(move, v.Names),
				"agreed": agreed, "reason": audit.FreeText(reason),
			},
		})
		if err != nil {
			return err
		}
		p, err = s.MovesOf(ctx, by, personID, uuid.NullUUID{UUID: moveID, Valid: true})
		return err
	})
	return p, err
}

// maySay refuses whom the condition does not ask.
func maySay(by access.Actor, personID uuid.UUID, c Condition, v View) error {
	if personID == by.PersonID {
		return apperr.Forbidden("Nobody agrees to their own move. Ask your manager.")
	}
	if c.RoleID.Valid && v.OwnRole != c.RoleID {
		return apperr.Forbidden(fmt.Sprintf("Only somebody who is appointed as %s can say this.", v.Names.Roles[c.RoleID.UUID].Title))
	}
	return nil
}

func reasoned(reason string) error {
	if utf8.RuneCountInString(strings.TrimSpace(reason)) == 0 {
		return apperr.InvalidField("reason", "Give the reason, in a sentence that the person can read.")
	}
	return nil
}

// compareRoles orders roles by band, those without one last, then by title.
func compareRoles(a, b Role) int {
	if (a.Band == "") != (b.Band == "") {
		if a.Band == "" {
			return 1
		}
		return -1
	}
	if c := strings.Compare(a.Band, b.Band); c != 0 {
		return c
	}
	return strings.Compare(a.Title, b.Title)
}
