package portfolio

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// Files knows whose a file is.
type Files interface {
	// BelongTo is CodeNotFound unless every one of the files is the person's.
	BelongTo(ctx context.Context, personID uuid.UUID, ids []uuid.UUID) error
}

// Needs knows which statements a person's roles ask for.
type Needs interface {
	// Of gives the statements that the person's role and the next one ask for.
	Of(ctx context.Context, by access.Actor, personID uuid.UUID) (map[uuid.UUID]Need, error)
}

// Service keeps portfolios.
type Service struct {
	db    *database.DB
	store store
	trail *audit.Trail
	clock calendar.Clock
	files Files
	words func(text string) []Word
	needs Needs
	// required has what roles ask for.
	required *reference.Cache[roleOf, []Requirement]
}

// roleOf is a role as an organisation asks for it.
type roleOf struct{ organisation, role uuid.UUID }

// seenBy is what by reaches when reading.
func seenBy(by access.Actor) viewer {
	return viewer{
		by: by.PersonID, reach: by.Scopes(PermissionRead), content: by.Scopes(PermissionContent), review: by.Scopes(PermissionReview),
		discuss: by.Scopes(PermissionDiscuss), moderate: by.Scopes(PermissionModerate), covers: by.Covers(),
	}
}

// reachedBy is what by reaches with a permission to change; what is reached so can also be read as far as by may read.
func reachedBy(by access.Actor, p access.Permission) viewer {
	v := seenBy(by)
	v.reach = by.Scopes(p)
	return v
}

// mustReach is CodeNotFound when by may not keep the person's portfolio.
func (s *Service) mustReach(ctx context.Context, by access.Actor, personID uuid.UUID) error {
	_, err := s.store.person(ctx, by.Scopes(PermissionWrite), by.Scopes(PermissionContent), personID)
	return err
}

// Portfolio gives the statements that a person's current role requires, and all others that the person claimed, with
// where each stands. Somebody out of scope is CodeNotFound.
func (s *Service) Portfolio(ctx context.Context, by access.Actor, personID uuid.UUID) (Overview, error) {
	v := seenBy(by)
	person, err := s.store.person(ctx, v.reach, v.content, personID)
	if err != nil {
		return Overview{}, err
	}
	o := Overview{Person: person.Person, ContentVisible: person.ContentVisible}
	if o.Role, err = s.store.currentRole(ctx, personID, by.Today); err != nil {
		return Overview{}, err
	}
	var required []Requirement
	if o.Role != nil {
		if required, err = s.required.Get(ctx, roleOf{by.OrganisationID, o.Role.ID}); err != nil {
			return Overview{}, err
		}
	}
	claims, err := s.store.claimsOf(ctx, v, personID)
	if err != nil {
		return Overview{}, err
	}
	o.Standings, o.Criteria = Standings(required, claims), CriterionClaims(claims)
	return o, nil
}

// Claims gives a page of a person's claims and their number. Somebody out of scope is CodeNotFound.
func (s *Service) Claims(ctx context.Context, by access.Actor, personID uuid.UUID, f ClaimFilter) ([]ClaimView, int, error) {
	v := seenBy(by)
	if _, err := s.store.person(ctx, v.reach, v.content, personID); err != nil {
		return nil, 0, err
	}
	f.PersonID, f.Today, f.Viewer = &personID, by.Today, by.PersonID
	return s.store.claims(ctx, v, f)
}

// Claim gives everything about one claim. One out of scope is CodeNotFound.
func (s *Service) Claim(ctx context.Context, by access.Actor, id uuid.UUID) (ClaimDetail, error) {
	return s.detail(ctx, by, seenBy(by), id)
}

func (s *Service) detail(ctx context.Context, by access.Actor, v viewer, id uuid.UUID) (ClaimDetail, error) {
	claim, err := s.store.claim(ctx, v, id)
	if err != nil {
		return ClaimDetail{}, err
	}
	d := ClaimDetail{ClaimView: claim, Actions: claim.Actions(by, claim.Reviewable, s.clock.Now())}
	if d.Evidence, err = s.claimedEvidence(ctx, v, claim); err != nil {
		return ClaimDetail{}, err
	}
	if claim.CriterionID == nil {
		aspect, err := s.store.aspect(ctx, by.OrganisationID, claim.Statement)
		if err != nil {
			return ClaimDetail{}, err
		}
		d.LowerLevels = lowerLevels(claim.Statement, aspect)
		d.Aspect = slices.DeleteFunc(aspect, func(s Statement) bool { return s.ID == claim.Statement.ID })
	}
	steps, err := s.store.history(ctx, id)
	if err != nil {
		return ClaimDetail{}, err
	}
	d.History = claim.history(steps)
	if d.Moderations, err = s.store.moderationsOf(ctx, v, id); err != nil {
		return ClaimDetail{}, err
	}
	near, err := s.store.claimsNear(ctx, v, claim)
	if err != nil {
		return ClaimDetail{}, err
	}
	d.Earlier = slices.DeleteFunc(near, func(c ClaimView) bool { return c.ID == id || !c.besides(claim) })
	return d, nil
}

// besides reports whether another claim stands beside this one: on the same aspect, or on the same criterion.
func (v ClaimView) besides(other ClaimView) bool {
	if v.CriterionID != nil || other.CriterionID != nil {
		return v.CriterionID != nil && other.CriterionID != nil && *v.CriterionID == *other.CriterionID
	}
	return v.Statement.SameAspect(other.Statement)
}

func (s *Service) claimedEvidence(ctx context.Context, v viewer, c ClaimView) ([]ClaimedEvidence, error) {
	views, err := s.store.evidenceByID(ctx, v, c.Evidence)
	if err != nil {
		return nil, err
	}
	versions, err := s.store.submittedVersions(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	kept, err := s.store.versionsOf(ctx, c.Evidence)
	if err != nil {
		return nil, err
	}
	claimed := make([]ClaimedEvidence, len(views))
	for i, e := range views {
		claimed[i] = ClaimedEvidence{EvidenceView: e, SubmittedVersion: versions[e.ID], Submitted: submittedAs(versions[e.ID], kept[e.ID])}
		if claimed[i].Submitted != nil && !e.ContentVisible {
			veiled := claimed[i].Submitted.veiled()
			claimed[i].Submitted = &veiled
		}
		claimed[i].Outdated = c.staleEvidence(e.LastDay(), s.clock.Today())
	}
	return claimed, nil
}
