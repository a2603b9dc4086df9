package role

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
)

// Create adds a role to the actor's organisation and gives its identifier: see [Service.Add].
func (s *Service) Create(ctx context.Context, by access.Actor, n NewRole) (uuid.UUID, error) {
	if n.ID == uuid.Nil {
		n.ID = uuid.New()
	}
	return n.ID, s.Add(ctx, by, n.ID, n.edit(), n.Reason)
}

// Add adds a role to the actor's organisation: what the edit makes of an empty one. What is missing or cannot be, and a
// title that the organisation already has at this band, is CodeInvalid with a message by field.
func (s *Service) Add(ctx context.Context, by access.Actor, id uuid.UUID, e Edit, reason string) error {
	if by.OrganisationID == uuid.Nil {
		return apperr.Forbidden("A role can be added only to an organisation.")
	}
	return s.db.InTx(ctx, func(ctx context.Context) error {
		c, held, err := s.library(ctx, by)
		if err != nil {
			return err
		}
		empty := Role{ID: id, OrganisationID: uuid.NullUUID{UUID: by.OrganisationID, Valid: true}}
		r, err := e.applied(empty, c)
		if err := joined(err, held.titleTaken(r)); err != nil {
			return err
		}
		parts := partsOf(Differences(empty.asUnknown(), r))
		if err := s.save(ctx, by, r, 0, strings.TrimSpace(reason), parts); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "role.created", SubjectKind: "role", SubjectID: id.String(), After: r.audited(),
		})
	})
}

// asUnknown gives an empty role the band status that says so, for a comparison.
func (r Role) asUnknown() Role {
	r.BandStatus = BandUnknown
	return r
}

// Copy makes a role of the actor's organisation from a shared or an own one, with everything that it says and asks for.
func (s *Service) Copy(ctx context.Context, by access.Actor, id uuid.UUID, title, reason string) (uuid.UUID, error) {
	copyID := uuid.New()
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		c, held, err := s.library(ctx, by)
		if err != nil {
			return err
		}
		from, known := held.role(id)
		if !known {
			return apperr.NotFound("role")
		}
		check := &checker{}
		title = strings.TrimSpace(title)
		check.title(title)
		check.reason(reason, "Say why the role is copied.")
		r := copied(from.named(c), copyID, by.OrganisationID, title)
		if err := joined(apperr.Invalid(check.wrong...), held.titleTaken(r)); err != nil {
			return err
		}
		if err := s.save(ctx, by, r, 0, strings.TrimSpace(reason), []Part{PartCopied}); err != nil {
			return err
		}
		after := r.audited()
		after["copiedFrom"], after["copiedVersion"] = from.ID, from.Version
		return s.trail.Record(ctx, by, audit.Change{
			Action: "role.copied", SubjectKind: "role", SubjectID: copyID.String(), After: after,
		})
	})
	if err != nil {
		return uuid.Nil, err
	}
	return copyID, nil
}

// Edit changes a role of the actor's organisation as it was read in a version, which makes the next version. A shared or
// retired role is CodeConflict, another version CodePreconditionFailed, what cannot be CodeInvalid with a message by field.
func (s *Service) Edit(ctx context.Context, by access.Actor, id uuid.UUID, version int, e Edit, reason string) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		c, held, err := s.library(ctx, by)
		if err != nil {
			return err
		}
		before, err := held.own(id)
		if err != nil {
			return err
		}
		if before.Version != version {
			return apperr.PreconditionFailed()
		}
		before = before.named(c)
		check := &checker{}
		check.reason(reason, "Say what changed and why.")
		if shown, _ := held.role(id); shown.Match != nil && shown.Match.Band != "" {
			e = e.besideMatch(shown, check)
		}
		after, err := e.applied(before, c)
		if err := joined(apperr.Invalid(check.wrong...), err, held.titleTaken(after)); err != nil {
			return err
		}
		parts := partsOf(Differences(before, after))
		if len(parts) == 0 {
			return &apperr.Error{Code: apperr.CodeInvalid, Message: "Nothing has changed, so there is no new version. Change something, or go back to the role."}
		}
		if err := s.save(ctx, by, after, version, strings.TrimSpace(reason), parts); err != nil {
			return err
		}
		changed := after.audited()
		changed["parts"], changed["reason"] = names(parts), audit.FreeText(reason)
		return s.trail.Record(ctx, by, audit.Change{
			Action: "role.edited", SubjectKind: "role", SubjectID: id.String(), Before: before.audited(), After: changed,
		})
	})
}

// Retire takes a role of the actor's organisation out of use; it stays readable. One that somebody is appointed to, today
// or later, is CodeConflict.
func (s *Service) Retire(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		held, err := s.roles.Get(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		r, err := held.own(id)
		if err != nil {
			return err
		}
		check := &checker{}
		check.reason(reason, "Say why the role is retired.")
		if err := apperr.Invalid(check.wrong...); err != nil {
			return err
		}
		if r.Version != version {
			return apperr.Conflict("This role has changed since you opened it. Load it again, then decide.")
		}
		today := s.clock.Today()
		appointed, err := s.store.appointedFrom(ctx, by.OrganisationID, id, today)
		if err != nil {
			return err
		}
		if appointed > 0 {
			return apperr.Conflict(fmt.Sprintf(
				"The role cannot be retired while anybody is appointed to it. It has %s that has not ended.", counted(appointed, "appointment")))
		}
		r.RetiredOn = today
		if err := s.save(ctx, by, r, version, strings.TrimSpace(reason), []Part{PartRetired}); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "role.retired", SubjectKind: "role", SubjectID: id.String(),
			Before: audit.Values{"version": version}, After: audit.Values{"version": version + 1, "reason": audit.FreeText(reason)},
		})
	})
}

// save saves the version after before that the actor makes.
func (s *Service) save(ctx context.Context, by access.Actor, r Role, before int, reason string, parts []Part) error {
	return s.store.save(ctx, r, before, Version{
		Number: before + 1, At: s.clock.Now(), By: uuid.NullUUID{UUID: by.PersonID, Valid: by.PersonID != uuid.Nil}, Reason: reason, Parts: parts,
	})
}

// own finds a role of the organisation that can be changed, as it is written down. A shared or a retired one is
// CodeConflict with what to do.
func (s shelf) own(id uuid.UUID) (Role, error) {
	i := slices.IndexFunc(s.roles, func(one shelved) bool { return one.ID == id })
	if i < 0 {
		return Role{}, apperr.NotFound("role")
	}
	r := s.roles[i].stated
	switch {
	case !r.Local():
		return Role{}, apperr.Conflict("A source document describes this role for everybody, so it cannot be changed. Copy it into a role of your own, then change the copy.")
	case !r.RetiredOn.IsZero():
		return Role{}, apperr.Conflict(fmt.Sprintf("This role was retired on %s and cannot be changed any more. Copy it into a new role.", r.RetiredOn))
	}
	return r, nil
}

// titleTaken refuses a title that another role of the organisation has at the same band.
func (s shelf) titleTaken(r Role) error {
	taken := slices.ContainsFunc(s.roles, func(one shelved) bool {
		return one.Local() && one.ID != r.ID && one.stated.Band == r.Band && fold.Text(one.Title) == fold.Text(r.Title)
	})
	if !taken || r.Title == "" {
		return nil
	}
	return apperr.InvalidField("title", "Your organisation already has a role with this title and band. Choose another title.")
}

// besideMatch leaves out of an edit the band and the profile that a released match gives the role, and refuses others.
func (e Edit) besideMatch(shown Role, check *checker) Edit {
	const byMatch = "A released job match gives this role its band and profile. Open a review of the match to change them."
	if e.Band != nil && *e.Band != shown.Band || e.BandStatus != nil && *e.BandStatus != shown.BandStatus {
		check.refuse("band", byMatch)
	}
	if e.ProfileID != nil && (shown.Profile == nil || e.ProfileID.UUID != shown.Profile.ID) {
		check.refuse("profileId", byMatch)
	}
	e.Band, e.BandStatus, e.BandNote, e.ProfileID, e.ProfileReason = nil, nil, nil, nil, nil
	return e
}

func (c *checker) reason(reason, message string) {
	if strings.TrimSpace(reason) == "" {
		c.refuse("reason", message)
	}
}

// joined makes one refusal of several, with the fields of all. Any other error comes first.
func joined(errs ...error) error {
	var fields []apperr.Field
	for _, err := range errs {
		var refusal *apperr.Error
		switch {
		case err == nil:
		case errors.As(err, &refusal) && refusal.Code == apperr.CodeInvalid:
			fields = append(fields, refusal.Fields...)
		default:
			return err
		}
	}
	return apperr.Invalid(fields...)
}

// audited are the values of a role that the trail keeps.
func (r Role) audited() audit.Values {
	return audit.Values{
		"title": r.Title, "band": r.Band, "bandStatus": r.BandStatus.String(), "duties": len(r.Duties), "criteria": len(r.Criteria),
		"hazards": len(r.Hazards), "requirements": len(r.Asks), "version": r.Version,
	}
}

func names(parts []Part) []string {
	all := make([]string, len(parts))
	for i, p := range parts {
		all[i] = p.String()
	}
	return all
}
