package role

import (
	"cmp"
	"context"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// body is the name of the roles' body of reference data; what a role shows also rests on the two others.
const (
	body              = "role"
	bodyFramework     = "framework"
	bodyJobEvaluation = "job_evaluation"
)

// Pathways tells the milestones that a role's job description asks for, in the order of the road. A role without a
// pathway has none.
type Pathways interface {
	MilestonesOf(ctx context.Context, roleTitle string) ([]Milestone, error)
}

// Service answers what roles there are and what they ask for. Roles of the source documents are everybody's; an
// organisation's own are seen by that organisation only.
type Service struct {
	db       *database.DB
	store    Store
	trail    *audit.Trail
	clock    calendar.Clock
	pathways Pathways
	// roles are kept by organisation, each with the source documents' roles.
	roles *reference.Cache[uuid.UUID, []shelved]
}

// shelved is a role with what finds it.
type shelved struct {
	Role
	folded string
}

// Filter narrows a list of roles; zero values do not.
type Filter struct{ BandStatus BandStatus }

// roleOrders are the orders in which roles can be listed.
var roleOrders = map[string]func(a, b shelved) int{
	"title": func(a, b shelved) int {
		return cmp.Or(reference.ByText(a.Title, b.Title), cmp.Compare(a.Band.rank(), b.Band.rank()))
	},
	"band": func(a, b shelved) int {
		return cmp.Or(cmp.Compare(a.Band.rank(), b.Band.rank()), reference.ByText(a.Title, b.Title))
	},
}

// Roles gives one page of the roles that the actor's organisation has, and how many there are. The query finds words of
// titles, duties and the person specification.
func (s *Service) Roles(ctx context.Context, by access.Actor, f Filter, r page.Request) ([]Role, int, error) {
	held, err := s.roles.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, err
	}
	var found []shelved
	for _, one := range held {
		if (f.BandStatus == 0 || one.BandStatus == f.BandStatus) && reference.Matches(one.folded, r.Query) {
			found = append(found, one)
		}
	}
	found = reference.Sorted(found, r, roleOrders[r.Sort])
	return reference.Each(reference.Cut(found, r), func(one shelved) Role { return one.Role }), len(found), nil
}

// Role gives one role. One that does not exist or is another organisation's own is CodeNotFound.
func (s *Service) Role(ctx context.Context, by access.Actor, id uuid.UUID) (Role, error) {
	held, err := s.roles.Get(ctx, by.OrganisationID)
	if err != nil {
		return Role{}, err
	}
	for _, one := range held {
		if one.ID == id {
			return one.Role, nil
		}
	}
	return Role{}, apperr.NotFound("role")
}

// Milestones gives the milestones of the role's pathway.
func (s *Service) Milestones(ctx context.Context, r Role) ([]Milestone, error) {
	return s.pathways.MilestonesOf(ctx, r.Title)
}

// Create adds a role to the actor's organisation and gives its identifier. What is missing or cannot be is CodeInvalid
// with a message by field; a title that the organisation already has at this band is CodeConflict.
func (s *Service) Create(ctx context.Context, by access.Actor, n NewRole) (uuid.UUID, error) {
	if by.OrganisationID == uuid.Nil {
		return uuid.Nil, apperr.Forbidden("A role can be added only to an organisation.")
	}
	if err := n.check(); err != nil {
		return uuid.Nil, err
	}
	n.Title = strings.TrimSpace(n.Title)
	if n.ID == uuid.Nil {
		n.ID = uuid.New()
	}
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		// The stamp goes first: nobody may keep what this transaction has not committed under the stamp of before.
		if err := reference.Touch(ctx, s.db, body); err != nil {
			return err
		}
		statements, err := s.store.Statements(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		requirements, err := wanted(n.Requirements, statements)
		if err != nil {
			return err
		}
		if err := s.store.Insert(ctx, by.OrganisationID, n, requirements, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "role.created", SubjectKind: "role", SubjectID: n.ID.String(),
			After: audit.Values{
				"title": n.Title, "band": n.Band, "bandStatus": n.BandStatus.String(), "requirements": len(requirements),
			},
		})
	})
	if err != nil {
		return uuid.Nil, err
	}
	return n.ID, nil
}

// LoadReference makes the source documents' roles what the reference data says and gives the number of
// rows that changed: 0 when they already were. The framework and the profiles must have been loaded before. A role that
// the reference data no longer has stays, because people may be appointed to it.
func (s *Service) LoadReference(ctx context.Context, ref seed.Reference) (int, error) {
	want, err := rowsOf(ref)
	if err != nil {
		return 0, err
	}
	return s.store.Load(ctx, want, s.clock.Now(), func(ctx context.Context, changed int) error {
		return s.trail.Record(ctx, access.Actor{}, audit.Change{
			Action: "role.reference_loaded", SubjectKind: "role", SubjectID: "reference",
			After: audit.Values{"rowsChanged": changed},
		})
	})
}
