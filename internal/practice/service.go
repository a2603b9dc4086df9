package practice

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// The permissions that the service asks about.
const (
	// PermissionRead shows figures, states and dates.
	PermissionRead access.Permission = "practice.read"
	// PermissionContent also shows what people wrote.
	PermissionContent access.Permission = "practice.content"
	// PermissionEnter is for entering activity.
	PermissionEnter access.Permission = "practice.enter"
	// PermissionAudit is for auditing, releasing and giving feedback.
	PermissionAudit access.Permission = "practice.audit"
	// PermissionAct is for doing what was agreed after an audit.
	PermissionAct access.Permission = "practice.act"
)

// NewEvidence is evidence that is made of a result.
type NewEvidence struct {
	// AuditResult tells an audit's result from a sample of work.
	AuditResult bool
	Title       string
	WhatIDid    string
	HappenedOn  calendar.Date
	LinkTitle   string
	Link        string
}

// Portfolio keeps people's evidence.
type Portfolio interface {
	// Add adds evidence to a person's portfolio and gives its identifier. Anybody but the person is CodeNotFound.
	Add(ctx context.Context, by access.Actor, personID uuid.UUID, e NewEvidence) (uuid.UUID, error)
}

// Service keeps coding activity and audits.
type Service struct {
	db        *database.DB
	store     store
	trail     *audit.Trail
	clock     calendar.Clock
	portfolio Portfolio
	baseURL   string
	known     Knowledge
}

// LoadReference makes the sets of thresholds what the reference data says and gives the number of rows that changed.
func (s *Service) LoadReference(ctx context.Context) (int, error) {
	return s.store.load(ctx, s.known.Sets, func(ctx context.Context, changed int) error {
		return s.trail.Record(ctx, access.Actor{}, audit.Change{
			Action: "practice.reference_loaded", SubjectKind: "accuracy_thresholds", SubjectID: body, After: audit.Values{"rowsChanged": changed},
		})
	})
}

// ErrorKeys lists the kinds of error that an audit counts, in the order of the types of code.
func (s *Service) ErrorKeys() []ErrorKey { return s.known.Errors }

// note writes the audit row of a change.
func (s *Service) note(ctx context.Context, by access.Actor, action, kind, id string, person *uuid.UUID, before, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: "practice." + action, SubjectKind: kind, SubjectID: id, PersonID: person, Before: before, After: after,
	})
}

// stale refuses a decision on a version that is no longer the one that was read.
func stale(read, now int, thing string) error {
	if read != now {
		return apperr.Conflict("This " + thing + " has changed since you opened it. Load it again, then decide.")
	}
	return nil
}
