package views

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// Service keeps views.
type Service struct {
	db    *database.DB
	store store
	trail *audit.Trail
	clock calendar.Clock
}

// NewService makes the service alone.
func NewService(d Dependencies) *Service {
	return &Service{db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock}
}

// Mine gives a page of the views that somebody saved, and how many there are.
func (s *Service) Mine(ctx context.Context, by access.Actor, r page.Request) ([]View, int, error) {
	return s.store.list(ctx, by.PersonID, r)
}

// Open gives a view that anybody of the organisation saved; another organisation's is CodeNotFound.
func (s *Service) Open(ctx context.Context, by access.Actor, id uuid.UUID) (View, error) {
	return s.store.view(ctx, by.OrganisationID, id)
}

// Keep saves a view. What cannot be is CodeInvalid by field.
func (s *Service) Keep(ctx context.Context, by access.Actor, v View) (View, error) {
	v, err := v.Check()
	if err != nil {
		return View{}, err
	}
	v.ID, v.Owner, v.Version = uuid.New(), Owner{by.PersonID, by.Name}, 1
	return v, s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.add(ctx, by.OrganisationID, v, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "saved", v)
	})
}

// Rename gives one's own view another name. version is the one that was read; another one is CodePreconditionFailed.
func (s *Service) Rename(ctx context.Context, by access.Actor, id uuid.UUID, version int, name string) (View, error) {
	v, err := s.own(ctx, by, id, version)
	if err != nil {
		return View{}, err
	}
	v.Name = name
	if v, err = v.Check(); err != nil {
		return View{}, err
	}
	v.Version++
	return v, s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.rename(ctx, v, version, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "renamed", v)
	})
}

// Drop deletes one's own view. version is the one that was read; another one is CodePreconditionFailed.
func (s *Service) Drop(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	v, err := s.own(ctx, by, id, version)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.drop(ctx, id, version); err != nil {
			return err
		}
		return s.note(ctx, by, "deleted", v)
	})
}

// own gives a view that the person saved; anybody else's is CodeNotFound.
func (s *Service) own(ctx context.Context, by access.Actor, id uuid.UUID, version int) (View, error) {
	v, err := s.store.view(ctx, by.OrganisationID, id)
	switch {
	case err != nil:
		return View{}, err
	case v.Owner.ID != by.PersonID:
		return View{}, apperr.NotFound("view")
	case v.Version != version:
		return View{}, apperr.PreconditionFailed()
	}
	return v, nil
}

func (s *Service) note(ctx context.Context, by access.Actor, action string, v View) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: "workforce_view." + action, SubjectKind: "workforce_view", SubjectID: v.ID.String(),
		After: audit.Values{"page": string(v.Page), "name": audit.FreeText(v.Name), "search": audit.FreeText(v.Search)},
	})
}
