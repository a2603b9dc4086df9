package pathway

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// The permissions of the feature.
const (
	permissionManage   access.Permission = "pathways.manage"
	permissionProgress access.Permission = "progress.read"
	permissionAgree    access.Permission = "moves.agree"
)

// body is the name under which others learn that the published map changed.
const body = "role_pathway"

// Record tells what other features know: which milestones and accreditations there are, and what a person holds.
type Record interface {
	// Roles lists the roles of an organisation, with the bands that released matches give them.
	Roles(ctx context.Context, by access.Actor) ([]Role, error)
	// Vocabulary lists the milestones and accreditations that a condition can name.
	Vocabulary(ctx context.Context, by access.Actor) (milestones, accreditations []Named, err error)
	// Of gives the awards, milestones and readiness for the roles of a person within by's scope; somebody out of scope is
	// CodeNotFound.
	Of(ctx context.Context, by access.Actor, personID uuid.UUID, roles []uuid.UUID) (Held, error)
}

// Held is what other features know about a person.
type Held struct {
	Awards     map[string]calendar.Date
	Milestones map[string]MilestoneFact
	Readiness  map[uuid.UUID]Readiness
}

// Service keeps the map of roles and judges moves by it.
type Service struct {
	db     *database.DB
	store  store
	trail  *audit.Trail
	clock  calendar.Clock
	record Record
}

// View is a version of the map with the names that its conditions use.
type View struct {
	Map
	Names Names
	// OwnRole is the reader's present role, not valid for somebody without an appointment.
	OwnRole uuid.NullUUID
	// MayEdit reports whether the reader may change this version.
	MayEdit bool
}

// Published gives the version in force; found is false when the organisation has published none.
func (s *Service) Published(ctx context.Context, by access.Actor) (v View, found bool, err error) {
	id, found, err := s.store.inState(ctx, by.OrganisationID, Published)
	if err != nil || !found {
		return View{}, false, err
	}
	v, err = s.view(ctx, by, id)
	return v, true, err
}

// Versions gives a page of the versions, the newest first, and how many there are. A draft is seen by those who may change it.
func (s *Service) Versions(ctx context.Context, by access.Actor, r page.Request) ([]Version, int, error) {
	return s.store.versions(ctx, by.OrganisationID, by.May(permissionManage), r)
}

// Version gives one version. Another organisation's, and a draft for those who may not change it, is CodeNotFound.
func (s *Service) Version(ctx context.Context, by access.Actor, id uuid.UUID) (View, error) {
	v, err := s.view(ctx, by, id)
	if err == nil && v.State == Draft && !by.May(permissionManage) {
		return View{}, apperr.NotFound("pathway")
	}
	return v, err
}

// Difference gives what tells a version from another one, the published one when against is not valid; without a published
// one everything was added.
func (s *Service) Difference(ctx context.Context, by access.Actor, id uuid.UUID, against uuid.NullUUID) (earlier *Version, later Version, all []Change, err error) {
	after, err := s.Version(ctx, by, id)
	if err != nil {
		return nil, Version{}, nil, err
	}
	if !against.Valid {
		before, found, err := s.store.before(ctx, by.OrganisationID, after.Number)
		if err != nil {
			return nil, Version{}, nil, err
		}
		if !found {
			return nil, after.Version, Compare(Map{}, after.Map, after.Names), nil
		}
		against = uuid.NullUUID{UUID: before, Valid: true}
	}
	before, err := s.Version(ctx, by, against.UUID)
	if err != nil {
		return nil, Version{}, nil, err
	}
	return &before.Version, after.Version, Compare(before.Map, after.Map, after.Names), nil
}

// Choices gives what a condition can name: roles, milestones, accreditations.
func (s *Service) Choices(ctx context.Context, by access.Actor) (Names, error) {
	return s.names(ctx, by)
}

// CreateDraft begins a new version as a copy of the published one, or an empty one. While there is a draft it is CodeConflict.
func (s *Service) CreateDraft(ctx context.Context, by access.Actor, note string) (View, error) {
	var v View
	err := s.change(ctx, by, func(ctx context.Context) error {
		if _, there, err := s.store.inState(ctx, by.OrganisationID, Draft); err != nil {
			return err
		} else if there {
			return apperr.Conflict("There is a draft of the pathway already. Go on with that one, or discard it first.")
		}
		from := Map{}
		if published, found, err := s.Published(ctx, by); err != nil {
			return err
		} else if found {
			from = published.Map
		}
		id, number, err := s.store.addDraft(ctx, by, from, note, s.clock.Now())
		if err != nil {
			return err
		}
		if err := s.note(ctx, by, "pathway.draft_created", id, nil, audit.Values{"number": number, "note": audit.FreeText(note)}); err != nil {
			return err
		}
		v, err = s.view(ctx, by, id)
		return err
	})
	return v, err
}

// DiscardDraft deletes a draft, which nobody has read by. A version that was published is CodeConflict; an old version of the
// draft is CodePreconditionFailed.
func (s *Service) DiscardDraft(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	return s.change(ctx, by, func(ctx context.Context) error {
		old, err := s.draft(ctx, by, id, version)
		if err != nil {
			return err
		}
		if err := s.store.deleteDraft(ctx, id); err != nil {
			return err
		}
		return s.note(ctx, by, "pathway.draft_discarded", id, audit.Values{"number": old.Number, "moves": len(old.Moves)}, nil)
	})
}

// Publish puts a draft in force; the version that was in force is retired. A draft that changed since version, or is none any
// more, is CodeConflict; one without moves CodeInvalid.
func (s *Service) Publish(ctx context.Context, by access.Actor, id uuid.UUID, version int) (View, error) {
	var v View
	err := s.change(ctx, by, func(ctx context.Context) error {
		old, err := s.view(ctx, by, id)
		if err != nil {
			return err
		}
		if old.State != Draft || old.Revision != version {
			return apperr.Conflict("This draft has changed since you read it. Read it again, then publish.")
		}
		if len(old.Moves) == 0 {
			return apperr.InvalidField("version", "Add at least one move before you publish the pathway.")
		}
		today := s.clock.Today()
		if err := s.store.retire(ctx, by.OrganisationID, today, s.clock.Now()); err != nil {
			return err
		}
		if err := s.store.publish(ctx, by, id, version, today, s.clock.Now()); err != nil {
			return err
		}
		if err := s.note(ctx, by, "pathway.published", id, nil, audit.Values{"number": old.Number, "moves": len(old.Moves)}); err != nil {
			return err
		}
		v, err = s.view(ctx, by, id)
		return err
	})
	return v, err
}

// change runs a change to the map: one organisation's changes after one another, with a new stamp.
func (s *Service) change(ctx context.Context, _ access.Actor, work func(context.Context) error) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := reference.Touch(ctx, s.db, body); err != nil {
			return err
		}
		return work(ctx)
	})
}

// draft gives a draft that by may change, as version knows it.
func (s *Service) draft(ctx context.Context, by access.Actor, id uuid.UUID, version int) (View, error) {
	v, err := s.view(ctx, by, id)
	switch {
	case err != nil:
		return View{}, err
	case v.State != Draft:
		return View{}, apperr.Conflict("This version is " + v.State.String() + " and cannot be changed. Begin a new draft.")
	case v.Revision != version:
		return View{}, apperr.PreconditionFailed()
	default:
		return v, nil
	}
}

func (s *Service) view(ctx context.Context, by access.Actor, id uuid.UUID) (View, error) {
	names, err := s.names(ctx, by)
	if err != nil {
		return View{}, err
	}
	m, err := s.store.load(ctx, by.OrganisationID, id, names)
	if err != nil {
		return View{}, err
	}
	own, _, err := s.store.present(ctx, by.PersonID, by.Today)
	return View{Map: m, Names: names, OwnRole: own, MayEdit: m.State == Draft && by.May(permissionManage)}, err
}

func (s *Service) names(ctx context.Context, by access.Actor) (Names, error) {
	all, err := s.record.Roles(ctx, by)
	if err != nil {
		return Names{}, err
	}
	roles := make(map[uuid.UUID]Role, len(all))
	for _, r := range all {
		roles[r.ID] = r
	}
	milestones, accreditations, err := s.record.Vocabulary(ctx, by)
	return Names{Roles: roles, Milestones: milestones, Accreditations: accreditations}, err
}

func (s *Service) note(ctx context.Context, by access.Actor, action string, id uuid.UUID, before, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{Action: action, SubjectKind: "pathway", SubjectID: id.String(), Before: before, After: after})
}
