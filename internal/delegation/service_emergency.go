package delegation

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
)

// Asked is what somebody says and shows for emergency access.
type Asked struct {
	Role                         access.Role
	Reason                       string
	Password, Code, RecoveryCode string
}

// MyEmergency is what an administrator could have, and has.
type MyEmergency struct {
	Lasts     time.Duration
	Others    int
	NeedsCode bool
	// Current is nil for none.
	Current *EmergencyView
}

// MyEmergency tells by what emergency access could be.
func (s *Service) MyEmergency(ctx context.Context, by access.Actor) (MyEmergency, error) {
	others, err := s.store.watchers(ctx, by.OrganisationID, by.PersonID, s.clock.Today())
	if err != nil {
		return MyEmergency{}, err
	}
	mine := MyEmergency{Lasts: s.lasts, Others: len(others)}
	if mine.NeedsCode, err = s.proof.HasFactor(ctx); err != nil {
		return MyEmergency{}, err
	}
	running, err := s.store.runningEmergency(ctx, by.PersonID, s.clock.Now())
	if err == nil && running != nil {
		mine.Current = running
	}
	return mine, err
}

// BeginEmergency gives by a role of access for a short time, once the password and the second factor were shown again. Every other
// administrator and every auditor is told in the same transaction. One that runs already is CodeConflict; a role that is not offered,
// a short reason, and a wrong password CodeInvalid.
func (s *Service) BeginEmergency(ctx context.Context, by access.Actor, asked Asked) (EmergencyView, error) {
	reason := tidy(asked.Reason)
	if err := checkReason(reason); err != nil {
		return EmergencyView{}, err
	}
	if !slices.Contains(access.EmergencyRoles(), asked.Role) {
		return EmergencyView{}, apperr.InvalidField("role", "Choose one of the roles that are offered.")
	}
	var begun EmergencyView
	err := s.proof.Confirmed(ctx, asked.Password, asked.Code, asked.RecoveryCode, func(ctx context.Context) error {
		if err := s.store.lock(ctx, by.PersonID); err != nil {
			return err
		}
		now := s.clock.Now()
		running, err := s.store.runningEmergency(ctx, by.PersonID, now)
		if err != nil {
			return err
		}
		if running != nil {
			return apperr.Conflict("You have emergency access already. End it before you ask for another role.")
		}
		others, err := s.store.watchers(ctx, by.OrganisationID, by.PersonID, s.clock.Today())
		if err != nil {
			return err
		}
		e := Emergency{
			ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: by.PersonID, Role: asked.Role, Reason: reason, BegunAt: now, EndsAt: now.Add(s.lasts),
			Told: len(others),
		}
		if err := s.store.addEmergency(ctx, e); err != nil {
			return err
		}
		after := audit.Values{"emergency": e.ID, "role": e.Role, "endsAt": e.EndsAt, "told": e.Told, "reason": audit.FreeText(reason)}
		if err := s.recordEmergency(ctx, by, "emergency_begun", e, after); err != nil {
			return err
		}
		for _, other := range others {
			if err := s.tell(ctx, e.OrganisationID, other, emergencyBegun, e.ID); err != nil {
				return err
			}
		}
		begun, err = s.store.emergency(ctx, by.OrganisationID, e.ID)
		return err
	})
	return begun, err
}

// EndEmergency ends by's emergency access now; none is CodeConflict.
func (s *Service) EndEmergency(ctx context.Context, by access.Actor) (EmergencyView, error) {
	var ended EmergencyView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		now := s.clock.Now()
		running, err := s.store.runningEmergency(ctx, by.PersonID, now)
		if err != nil {
			return err
		}
		if running == nil {
			return apperr.Conflict("You have no emergency access now.")
		}
		if err := s.store.endEmergency(ctx, running.ID, now); err != nil {
			return err
		}
		if err := s.recordEmergency(ctx, by, "emergency_ended", running.Emergency, nil); err != nil {
			return err
		}
		ended, err = s.store.emergency(ctx, by.OrganisationID, running.ID)
		return err
	})
	return ended, err
}

// Emergencies gives a page of the uses in by's organisation, the newest first, and their number.
func (s *Service) Emergencies(ctx context.Context, by access.Actor, p page.Request) ([]EmergencyView, int, error) {
	return s.store.emergencies(ctx, by.OrganisationID, p)
}

// LookAt notes that by looked at a use that is over, with a remark. Another organisation's is CodeNotFound; by's own CodeForbidden; one
// that lasts, or that somebody looked at, CodeConflict.
func (s *Service) LookAt(ctx context.Context, by access.Actor, id uuid.UUID, remark string) (EmergencyView, error) {
	var seen EmergencyView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		e, err := s.store.emergency(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		now := s.clock.Now()
		switch remark = tidy(remark); {
		case e.PersonID == by.PersonID:
			return apperr.Forbidden("Nobody looks at their own use of emergency access. Another administrator or an auditor has to.")
		case remark == "":
			return apperr.InvalidField("remark", "Say what you found.")
		case e.Running(now):
			return apperr.Conflict("This emergency access still lasts. Look at it once it is over.")
		case e.SeenAt != nil:
			return apperr.Conflict("Somebody looked at this already.")
		}
		if err := s.store.seeEmergency(ctx, id, by.PersonID, remark, now); err != nil {
			return err
		}
		if err := s.recordEmergency(ctx, by, "emergency_seen", e.Emergency, audit.Values{"remark": audit.FreeText(remark)}); err != nil {
			return err
		}
		seen, err = s.store.emergency(ctx, by.OrganisationID, id)
		return err
	})
	return seen, err
}

func (s *Service) recordEmergency(ctx context.Context, by access.Actor, action string, e Emergency, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{Action: "delegation." + action, SubjectKind: "emergency_use", SubjectID: e.ID.String(), PersonID: &e.PersonID, After: after})
}
