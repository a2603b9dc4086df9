package privacy

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
)

// Hold keeps everything of a person from every rule until it is released.
type Hold struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Reason         string
	// ReviewOn is when somebody looks at it again at the latest. It does not end by itself.
	ReviewOn      calendar.Date
	PlacedBy      uuid.UUID
	PlacedAt      time.Time
	ReleasedBy    *uuid.UUID
	ReleasedAt    *time.Time
	ReleaseReason string
	Version       int
}

// HoldView is a hold with the names of those whom it is about.
type HoldView struct {
	Hold
	PersonName, PlacerName, ReleaserName string
}

// Holds gives a page of the holds of by's organisation, those in force first, and their number.
func (s *Service) Holds(ctx context.Context, by access.Actor, inForce bool, p page.Request) ([]HoldView, int, error) {
	return s.store.holds(ctx, by.OrganisationID, inForce, p)
}

// PlaceHold keeps everything of a person. Somebody of another organisation is CodeNotFound, a second hold CodeConflict.
func (s *Service) PlaceHold(ctx context.Context, by access.Actor, personID uuid.UUID, reason string, reviewOn calendar.Date) (HoldView, error) {
	var placed HoldView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.reach(ctx, by.Scopes(PermissionManage), personID); err != nil {
			return err
		}
		var wrong []apperr.Field
		if reason = strings.TrimSpace(reason); reason == "" {
			wrong = append(wrong, apperr.Field{Name: "reason", Message: "Say why everything is to be kept."})
		}
		if today := s.clock.Today(); !today.Before(reviewOn) || today.Add(calendar.Years(10)).Before(reviewOn) {
			wrong = append(wrong, apperr.Field{Name: "reviewOn", Message: "Enter a day to come, within ten years."})
		}
		if err := apperr.Invalid(wrong...); err != nil {
			return err
		}
		if err := s.store.lockPerson(ctx, personID); err != nil {
			return err
		}
		if gone, err := s.store.isFormer(ctx, personID); err != nil || gone {
			if gone {
				err = apperr.Conflict("The name and words of this person were taken out already. There is nothing left to hold.")
			}
			return err
		}
		h := Hold{
			ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: personID, Reason: reason, ReviewOn: reviewOn, PlacedBy: by.PersonID, PlacedAt: s.clock.Now(), Version: 1,
		}
		if err := s.store.addHold(ctx, h); err != nil {
			return err
		}
		if err := s.recordHold(ctx, by, "privacy.hold_placed", h, audit.Values{"reviewOn": reviewOn, "reason": audit.FreeText(reason)}); err != nil {
			return err
		}
		var err error
		placed, err = s.store.hold(ctx, by.OrganisationID, h.ID)
		return err
	})
	return placed, err
}

// ReleaseHold lets the rules apply again. A hold of another organisation is CodeNotFound, one that was released or changed meanwhile CodeConflict.
func (s *Service) ReleaseHold(ctx context.Context, by access.Actor, id uuid.UUID, reason string, version int) (HoldView, error) {
	var released HoldView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		h, err := s.store.hold(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		if reason = strings.TrimSpace(reason); reason == "" {
			return apperr.InvalidField("reason", "Say why the hold ends.")
		}
		if err := s.store.releaseHold(ctx, h.Hold, version, by.PersonID, reason, s.clock.Now()); err != nil {
			return err
		}
		if err := s.recordHold(ctx, by, "privacy.hold_released", h.Hold, audit.Values{"reason": audit.FreeText(reason)}); err != nil {
			return err
		}
		released, err = s.store.hold(ctx, by.OrganisationID, id)
		return err
	})
	return released, err
}

func (s *Service) recordHold(ctx context.Context, by access.Actor, action string, h Hold, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{Action: action, SubjectKind: "legal_hold", SubjectID: h.ID.String(), PersonID: &h.PersonID, After: after})
}

// DeletionView is an entry of the log with who began the run.
type DeletionView struct {
	Deletion
	StarterName string
}

// Deletions gives a page of what was removed in by's organisation, newest first, and its number.
func (s *Service) Deletions(ctx context.Context, by access.Actor, p page.Request) ([]DeletionView, int, error) {
	return s.store.deletions(ctx, by.OrganisationID, p)
}

// Runs gives the newest runs of by's organisation, at most ten.
func (s *Service) Runs(ctx context.Context, by access.Actor) ([]RunView, error) {
	return s.store.runs(ctx, by.OrganisationID)
}
