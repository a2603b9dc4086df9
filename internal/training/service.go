package training

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/marked"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// The permissions that the service asks about.
const (
	permissionRead     access.Permission = "progress.read"
	permissionContent  access.Permission = "training.content"
	permissionRecord   access.Permission = "training.record"
	permissionSignOff  access.Permission = "training.sign_off"
	permissionAttempts access.Permission = "training.attempts"
	permissionPauses   access.Permission = "training.pauses"
	permissionExempt   access.Permission = "training.exempt"
	permissionMeetings access.Permission = "mentoring.read"
	permissionLog      access.Permission = "mentoring.log"
	permissionExtend   access.Permission = "training.extend"
	permissionPlan     access.Permission = "training.plan"
)

// Files says whose a file is.
type Files interface {
	// BelongTo is CodeNotFound unless every one of the files is the person's.
	BelongTo(ctx context.Context, personID uuid.UUID, ids []uuid.UUID) error
}

// Accreditation gives awards.
type Accreditation interface {
	// Give makes the award of a kind to a person from a day on, confirmed by by, in the transaction that ctx carries.
	Give(ctx context.Context, by access.Actor, personID uuid.UUID, kind string, on calendar.Date, because string) error
}

// Readiness says how far a person meets the requirements of roles.
type Readiness interface {
	// Of counts for a person who stands so on a pathway; standing has no more than the milestones and the accreditation, and is
	// nil for somebody on none.
	Of(ctx context.Context, by access.Actor, personID uuid.UUID, standing *Summary) ([]RoleReadiness, error)
}

// RoleReadiness counts what a person meets of a role's requirements. Kind is "own" for the person's own role and "next" for
// the one that follows it.
type RoleReadiness struct {
	RoleID            uuid.UUID
	Title             string
	Kind              string
	EssentialMet      int
	EssentialRequired int
	DesirableMet      int
	DesirableRequired int
}

// Service follows people along their pathways.
type Service struct {
	db            *database.DB
	store         store
	trail         *audit.Trail
	clock         calendar.Clock
	files         Files
	accreditation Accreditation
	readiness     Readiness
	currency      func(CurrencyAsked) Currency
	held          *reference.Cache[uuid.UUID, roads]
	opened        *marked.Few[roads, career]
}

// LoadReference makes the pathways what the reference data says and gives the number of rows that changed: 0 when they
// already were. The roles that they belong to have to be loaded before.
func (s *Service) LoadReference(ctx context.Context) (int, error) {
	files, err := seed.Pathways()
	if err != nil {
		return 0, err
	}
	var rows []pathwayRow
	for _, name := range slices.Sorted(maps.Keys(files)) {
		p, err := ParsePathway(files[name])
		if err != nil {
			return 0, err
		}
		row := pathwayRow{ID: seed.ID("pathway", p.Key), Key: p.Key, Title: p.Title, Award: p.Award, Definition: string(files[name])}
		if p.Role != "" {
			row.RoleID = uuid.NullUUID{UUID: seed.ID(seed.KindRole, p.Role), Valid: true}
		}
		rows = append(rows, row)
	}
	return s.store.load(ctx, rows, func(ctx context.Context, changed int) error {
		return s.trail.Record(ctx, access.Actor{}, audit.Change{
			Action: "training.reference_loaded", SubjectKind: "pathways", SubjectID: body, After: audit.Values{"rowsChanged": changed},
		})
	})
}

// Roads gives every pathway that an organisation has in force today, by title.
func (s *Service) Roads(ctx context.Context, organisation uuid.UUID) ([]Road, error) {
	held, err := s.held.Get(ctx, organisation)
	return held.today(s.clock.Today()), err
}

// Road gives one pathway as an organisation has it in force today, or the first version to come. An unknown one is
// CodeNotFound.
func (s *Service) Road(ctx context.Context, organisation, id uuid.UUID) (Road, error) {
	held, err := s.held.Get(ctx, organisation)
	if err != nil {
		return Road{}, err
	}
	l, err := held.byID(id)
	if err != nil {
		return Road{}, err
	}
	if road := l.inForce(s.clock.Today()); road != nil {
		return *road, nil
	}
	return l[0], nil
}

// change runs fn on what is recorded about a person, one change at a time for each person, in a transaction. The person has to be
// within the permission's scope, else CodeNotFound; somebody without a pathway is refused.
func (s *Service) change(ctx context.Context, by access.Actor, permission access.Permission, person uuid.UUID, fn func(ctx context.Context, c career, road Road) error) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.store.person(ctx, by.Scopes(permission), person); err != nil {
			return err
		}
		if err := s.store.lock(ctx, person); err != nil {
			return err
		}
		c, err := s.careerOf(ctx, by.OrganisationID, person)
		if err != nil {
			return err
		}
		road, err := c.onRoad()
		if err != nil {
			return err
		}
		return fn(ctx, c, road)
	})
}

// careerOf gives everything recorded about a person of an organisation, as of today: see [Service.career].
func (s *Service) careerOf(ctx context.Context, organisation, person uuid.UUID) (career, error) {
	held, err := s.held.Get(ctx, organisation)
	if err != nil {
		return career{}, err
	}
	return s.career(ctx, held, person, s.clock.Today())
}

// changeOf is change for a row of one of training's tables; the row has to be about a person within the permission's scope, else it is
// CodeNotFound.
func (s *Service) changeOf(ctx context.Context, by access.Actor, permission access.Permission, table, thing string, id uuid.UUID, fn func(ctx context.Context, c career, road Road) error) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		person, err := s.store.owner(ctx, table, thing, by.Scopes(permission), id)
		if err != nil {
			return err
		}
		return s.change(ctx, by, permission, person, fn)
	})
}

func (c career) subject(by access.Actor) subject {
	of := subject{organisation: by.OrganisationID, person: c.person}
	if c.road != nil {
		of.road = c.road.ID
	}
	return of
}

// note writes the audit row of a change to a person's training.
func (s *Service) note(ctx context.Context, by access.Actor, action, kind string, id, person uuid.UUID, before, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: "training." + action, SubjectKind: kind, SubjectID: id.String(), PersonID: &person, Before: before, After: after,
	})
}

// stale refuses a decision on a version that is no longer the one that was read.
func stale(read, now int, thing string) error {
	if read != now {
		return apperr.Conflict("This " + thing + " has changed since you opened it. Load it again, then decide.")
	}
	return nil
}

// notTheirs turns a file that is not the person's into a message beside the field.
func notTheirs(err error) error {
	if errors.Is(err, apperr.NotFound("")) {
		return apperr.InvalidField("certificateId", "This file is not there any more. Choose the certificate's file again.")
	}
	return err
}
