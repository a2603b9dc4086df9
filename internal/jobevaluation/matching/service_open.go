package matching

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Open opens a match for a role. An unknown role, an unknown profile and a panel against the rules are CodeInvalid with a
// message for each field; a role that has an open match CodeConflict.
func (s *Service) Open(ctx context.Context, by access.Actor, n NewMatch) (Detail, error) {
	return s.open(ctx, by, n, nil, "")
}

// Review opens the review of a released match, by a differently constituted panel. Another organisation's match is
// CodeNotFound; one that is not released, was reviewed before, or was released too long ago CodeConflict; the other refusals
// are those of [Service.Open].
func (s *Service) Review(ctx context.Context, by access.Actor, id uuid.UUID, n NewReview) (Detail, error) {
	first, err := s.store.match(ctx, by.OrganisationID, id)
	if err != nil {
		return Detail{}, err
	}
	reason, err := given(n.Reason, "Say why the review is asked for.")
	if err != nil {
		return Detail{}, err
	}
	profile := n.ProfileID
	if !profile.Valid {
		profile = first.ProfileID
	}
	return s.open(ctx, by, NewMatch{RoleID: first.RoleID, ProfileID: profile, Seats: n.Seats}, &first, reason)
}

func (s *Service) open(ctx context.Context, by access.Actor, n NewMatch, first *Match, reason string) (Detail, error) {
	if by.OrganisationID == uuid.Nil {
		return Detail{}, apperr.Forbidden("Only somebody of an organisation can open a match.")
	}
	var opened Detail
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		scheme, profiles, err := s.schemes.Edition(ctx, uuid.Nil)
		if err != nil {
			return err
		}
		if first != nil {
			if err := s.mayReview(ctx, *first, scheme.Panel, by.Today); err != nil {
				return err
			}
		}
		post, err := s.roles.Post(ctx, by, n.RoleID)
		if apperr.CodeOf(err) == apperr.CodeNotFound {
			return apperr.InvalidField("roleId", "There is no such role. Choose one from the list.")
		}
		if err != nil {
			return err
		}
		if !post.RetiredOn.IsZero() {
			return apperr.InvalidField("roleId", fmt.Sprintf("This role was retired on %s. Choose one that is in use.", post.RetiredOn))
		}
		if n.ProfileID.Valid && !known(profiles, n.ProfileID.UUID) {
			return apperr.InvalidField("candidateProfileId", "There is no such national profile. Choose one from the list.")
		}
		notes, err := s.constitute(ctx, by, scheme.Panel, n, first)
		if err != nil {
			return err
		}
		if other, there, err := s.store.openFor(ctx, by.OrganisationID, n.RoleID); err != nil {
			return err
		} else if there {
			return apperr.Conflict(fmt.Sprintf("A match for this role was opened on %s and is not finished. A role has one open match at a time.", calendar.Today(other.OpenedAt)))
		}
		m := s.newMatch(by, n, post, scheme, notes)
		if first != nil {
			m.ReviewOf = uuid.NullUUID{UUID: first.ID, Valid: true}
		}
		m, _ = m.scored(scheme, profiles)
		if err := s.store.add(ctx, m, Event{Version: 1, At: m.OpenedAt, ByID: by.PersonID, Kind: MatchOpened, Reason: reason}, search(m, profiles)); err != nil {
			return err
		}
		after := valuesOf(m)
		after["role"], after["members"], after["notes"] = m.RoleID, membersOf(m), len(notes)
		if first != nil {
			after["reviewOf"], after["reason"] = first.ID, audit.FreeText(reason)
		}
		if err := s.record(ctx, by, m, audit.Change{Action: "job_match.opened", After: after}); err != nil {
			return err
		}
		opened, err = s.detail(ctx, by, m)
		return err
	})
	return opened, err
}

func (s *Service) mayReview(ctx context.Context, first Match, rules jobevaluation.PanelRules, today calendar.Date) error {
	if err := first.MayBeReviewed(rules, today); err != nil {
		return err
	}
	other, err := s.store.reviewedBy(ctx, first.ID)
	if err == nil && other != uuid.Nil {
		return apperr.Conflict("A review of this match has been opened already.")
	}
	return err
}

// constitute judges the panel and gives its notes.
func (s *Service) constitute(ctx context.Context, by access.Actor, rules jobevaluation.PanelRules, n NewMatch, first *Match) ([]string, error) {
	p := Proposal{Seats: n.Seats, Practitioners: map[uuid.UUID]string{}, Today: by.Today}
	if first != nil {
		p.First = first.Members
	}
	practitioners, err := s.store.practitioners(ctx, by.OrganisationID, by.Today)
	if err != nil {
		return nil, err
	}
	for _, one := range practitioners {
		p.Practitioners[one.Person.ID] = one.Person.Name
	}
	if p.Holders, err = s.store.holders(ctx, by.OrganisationID, n.RoleID, by.Today); err != nil {
		return nil, err
	}
	return Constitute(rules, p)
}

func (s *Service) newMatch(by access.Actor, n NewMatch, post Post, scheme jobevaluation.Scheme, notes []string) Match {
	m := Match{
		ID: n.ID, OrganisationID: by.OrganisationID, RoleID: post.ID, RoleTitle: post.Title, SchemeID: scheme.ID, ProfileID: n.ProfileID,
		State: Open, PanelNotes: notes, BandBefore: post.Band, BandBeforeStatus: post.BandStatus, OpenedBy: by.PersonID, OpenedAt: s.clock.Now(),
		Version: 1,
	}
	if m.ID == uuid.Nil {
		m.ID = uuid.New()
	}
	for _, seat := range n.Seats {
		m.Members = append(m.Members, Member{PersonID: seat.PersonID, Side: seat.Side, TrainedOn: seat.TrainedOn})
	}
	return m
}
