package role

import (
	"cmp"
	"context"
	"slices"

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

// Pathways tells the pathways of all roles with their milestones, in the order of the road.
type Pathways interface {
	Roads(ctx context.Context, organisation uuid.UUID) ([]Road, error)
}

// Evaluations tells what job evaluation makes of levels: all factors, in their order.
type Evaluations interface {
	// OfProfile gives the ranges of a national profile.
	OfProfile(ctx context.Context, profileID uuid.UUID) ([]Factor, error)
	// OfLevels gives what levels score, one for each factor, the first factor's first.
	OfLevels(ctx context.Context, levels []int) ([]Factor, error)
}

// Service answers what roles there are and what they ask for. Roles of the source documents are everybody's; an
// organisation's own are seen by that organisation only.
type Service struct {
	db       *database.DB
	store    Store
	trail    *audit.Trail
	clock    calendar.Clock
	pathways Pathways

	evaluations    Evaluations
	accreditations []Accreditation

	// roles are kept by organisation, each with the source documents' roles.
	roles *reference.Cache[uuid.UUID, shelf]
}

// shelved is a role with what finds it.
type shelved struct {
	Role
	// stated is the role before a released match gave it its band and profile: what is written down of it.
	stated Role
	folded string
}

// Filter narrows a list of roles; zero values do not.
type Filter struct {
	BandStatus BandStatus
	Band       Band
	// Skill is the code of a skill that the role asks for.
	Skill string
	// Shared and Own narrow to the roles of the source documents and to those of the organisation.
	Shared bool
	Own    bool
	// State says whether roles in use, retired ones, or both are wanted.
	State State
}

// State narrows roles by whether people can be appointed to them. Roles in use are wanted unless it says otherwise.
type State int

// The states.
const (
	StateInUse State = iota
	StateRetired
	StateAll
)

func (f Filter) covers(r Role) bool {
	return (f.BandStatus == 0 || r.BandStatus == f.BandStatus) && (f.Band == "" || r.Band == f.Band) &&
		(f.Skill == "" || slices.ContainsFunc(r.Requirements, func(q Requirement) bool { return q.Code == f.Skill })) &&
		(!f.Shared || !r.Local()) && (!f.Own || r.Local()) &&
		(f.State == StateAll || r.RetiredOn.IsZero() == (f.State == StateInUse))
}

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
	for _, one := range held.roles {
		if f.covers(one.Role) && reference.Matches(one.folded, r.Query) {
			found = append(found, one)
		}
	}
	found = reference.Sorted(found, r, roleOrders[r.Sort])
	return reference.Each(reference.Cut(found, r), func(one shelved) Role { return one.Role }), len(found), nil
}

// Role gives one role with what it asks for in words. One that does not exist or is another organisation's own is
// CodeNotFound.
func (s *Service) Role(ctx context.Context, by access.Actor, id uuid.UUID) (Role, error) {
	r, _, err := s.role(ctx, by, id)
	return r, err
}

// role gives one role and what it can ask for.
func (s *Service) role(ctx context.Context, by access.Actor, id uuid.UUID) (Role, catalogue, error) {
	c, held, err := s.library(ctx, by)
	if err != nil {
		return Role{}, catalogue{}, err
	}
	r, known := held.role(id)
	if !known {
		return Role{}, catalogue{}, apperr.NotFound("role")
	}
	return r.named(c), c, nil
}

// library gives what the actor's organisation reads, and the whole of what a role can ask for.
func (s *Service) library(ctx context.Context, by access.Actor) (catalogue, shelf, error) {
	held, err := s.roles.Get(ctx, by.OrganisationID)
	if err != nil {
		return catalogue{}, shelf{}, err
	}
	c := held.catalogue
	c.accreditations = s.accreditations
	if c.roads, err = s.pathways.Roads(ctx, by.OrganisationID); err != nil {
		return catalogue{}, shelf{}, err
	}
	return c, held, nil
}

// Detail is a role with what belongs to its page.
type Detail struct {
	Role
	// Milestones are those of the role's pathway.
	Milestones []Milestone
	// Holders counts the people of the organisation who hold the role today.
	Holders int
	// Origin is the title of the role that this one was copied from.
	Origin string
}

// Detail gives one role with what belongs to its page.
func (s *Service) Detail(ctx context.Context, by access.Actor, id uuid.UUID) (Detail, error) {
	c, held, err := s.library(ctx, by)
	if err != nil {
		return Detail{}, err
	}
	r, known := held.role(id)
	if !known {
		return Detail{}, apperr.NotFound("role")
	}
	d := c.detail(r.named(c), held)
	d.Holders, err = s.store.holderCount(ctx, by.OrganisationID, id, s.clock.Today())
	return d, err
}

// detail adds the pathway's milestones and the name of what the role was copied from.
func (c catalogue) detail(r Role, held shelf) Detail {
	d := Detail{Role: r}
	for _, road := range c.roads {
		if road.RoleID == r.ID {
			d.Milestones = append(d.Milestones, road.Milestones...)
		}
	}
	if r.CopiedFrom.Valid {
		if origin, known := held.role(r.CopiedFrom.UUID); known {
			d.Origin = origin.Title
		}
	}
	return d
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
