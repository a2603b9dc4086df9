package link

import (
	"context"
	"fmt"
	"slices"
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

// body is the name of the links' body of reference data.
const body = "link"

// Service keeps links and tells what they reach.
type Service struct {
	db       *database.DB
	store    store
	trail    *audit.Trail
	clock    calendar.Clock
	profiles Profiles
	roles    Roles
	// shelves are kept by organisation.
	shelves *reference.Cache[uuid.UUID, shelf]
}

// shelf is what the database holds of links for one organisation, decoded. It is shared and never changed.
type shelf struct {
	// links are the proposals and then the organisation's own; gaps the reasons for what has none.
	links []Link
	gaps  []Gap
	// levels and aspects are those in force in the organisation, by skill.
	levels   []skillLevel
	aspects  []skillAspect
	profiles []profile
	factors  []factor
	families map[uuid.UUID]Family
}

type skillLevel struct {
	Code, Skill string
	Level       Level
}

type skillAspect struct{ Code, Skill, Aspect string }

type profile struct {
	ID          uuid.UUID
	Title, Band string
}

type factor struct {
	No   FactorNo
	Name string
}

// Links gives one page of the links of a kind, how many there are, and the gaps that the same filter and query find.
func (s *Service) Links(ctx context.Context, by access.Actor, kind Kind, f Filter, r page.Request) ([]Link, int, []Gap, error) {
	held, err := s.shelves.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, nil, err
	}
	var found []Link
	for _, l := range held.links {
		if l.Kind == kind && f.takes(l) && reference.Matches(l.folded, r.Query) {
			found = append(found, l)
		}
	}
	var gaps []Gap
	for _, g := range held.unlinked(kind) {
		if f.takesGap(g) && reference.Matches(g.folded, r.Query) {
			gaps = append(gaps, g)
		}
	}
	found = reference.Sorted(found, r, orders[r.Sort])
	return reference.Cut(found, r), len(found), gaps, nil
}

// Own gives a link that the actor's organisation made. Any other is CodeNotFound.
func (s *Service) Own(ctx context.Context, by access.Actor, id uuid.UUID) (Link, error) {
	held, err := s.shelves.Get(ctx, by.OrganisationID)
	if err != nil {
		return Link{}, err
	}
	if l, there := held.link(id); there && l.Own {
		return l, nil
	}
	return Link{}, apperr.NotFound("link")
}

func (h shelf) link(id uuid.UUID) (Link, bool) {
	i := slices.IndexFunc(h.links, func(l Link) bool { return l.ID == id })
	if i < 0 {
		return Link{}, false
	}
	return h.links[i], true
}

// Create makes a link of the actor's organisation. CodeInvalid names the field: what does not exist, what is in force already,
// and a missing reason.
func (s *Service) Create(ctx context.Context, by access.Actor, l Link) (Link, error) {
	l.ID, l.Own, l.Version, l.State = uuid.New(), true, 1, InForce
	return s.change(ctx, by, l.ID, func(ctx context.Context, held shelf) (audit.Change, error) {
		if err := held.check(l); err != nil {
			return audit.Change{}, err
		}
		return audit.Change{Action: "link.created", After: values(l)}, s.store.insert(ctx, by, l, s.clock.Now())
	})
}

// Edit changes an own link; its kind stays. Another organisation's is CodeNotFound, an ended one CodeConflict, an old version
// CodePreconditionFailed. For the rest see [Service.Create].
func (s *Service) Edit(ctx context.Context, by access.Actor, id uuid.UUID, version int, l Link) (Link, error) {
	return s.change(ctx, by, id, func(ctx context.Context, held shelf) (audit.Change, error) {
		old, err := held.own(id)
		if err != nil {
			return audit.Change{}, err
		}
		if old.Version != version {
			return audit.Change{}, apperr.PreconditionFailed()
		}
		if l.Kind != old.Kind {
			return audit.Change{}, apperr.InvalidField("kind", "A link keeps its kind. End this one and make another.")
		}
		l.ID, l.Version = id, version
		if err := held.check(l); err != nil {
			return audit.Change{}, err
		}
		return audit.Change{Action: "link.changed", Before: values(old), After: values(l)}, s.store.update(ctx, l, s.clock.Now())
	})
}

// End ends an own link from today. Another organisation's is CodeNotFound; one that changed since version, or has ended,
// CodeConflict; a missing reason CodeInvalid.
func (s *Service) End(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (Link, error) {
	return s.change(ctx, by, id, func(ctx context.Context, held shelf) (audit.Change, error) {
		old, err := held.own(id)
		if err != nil {
			return audit.Change{}, err
		}
		if old.Version != version {
			return audit.Change{}, apperr.Conflict("This link has changed since you read it. Read it again, then end it.")
		}
		if strings.TrimSpace(reason) == "" {
			return audit.Change{}, apperr.InvalidField("reason", "Say why the link ends.")
		}
		after := values(old)
		after["endReason"] = audit.FreeText(reason)
		return audit.Change{Action: "link.ended", Before: values(old), After: after},
			s.store.end(ctx, old, s.clock.Today(), strings.TrimSpace(reason), s.clock.Now())
	})
}

// Refuse marks a proposal as not accepted in the actor's organisation. A link that is no proposal is CodeNotFound; a missing
// reason CodeInvalid.
func (s *Service) Refuse(ctx context.Context, by access.Actor, id uuid.UUID, reason string) error {
	_, err := s.change(ctx, by, id, func(ctx context.Context, held shelf) (audit.Change, error) {
		l, there := held.link(id)
		if !there || l.Own {
			return audit.Change{}, apperr.NotFound("proposed link")
		}
		if strings.TrimSpace(reason) == "" {
			return audit.Change{}, apperr.InvalidField("reason", "Say why the proposal is not accepted.")
		}
		after := values(l)
		after["refusalReason"] = audit.FreeText(reason)
		return audit.Change{Action: "link.refused", After: after},
			s.store.refuse(ctx, by, id, strings.TrimSpace(reason), s.clock.Today())
	})
	return err
}

// Accept takes a refusal back. A proposal that is not refused stays as it is; a link that is no proposal is CodeNotFound.
func (s *Service) Accept(ctx context.Context, by access.Actor, id uuid.UUID) error {
	_, err := s.change(ctx, by, id, func(ctx context.Context, held shelf) (audit.Change, error) {
		l, there := held.link(id)
		if !there || l.Own {
			return audit.Change{}, apperr.NotFound("proposed link")
		}
		return audit.Change{Action: "link.accepted", After: values(l)}, s.store.accept(ctx, by, id)
	})
	return err
}

// change runs one change to the links of the actor's organisation and gives the link as it is then.
func (s *Service) change(ctx context.Context, by access.Actor, id uuid.UUID,
	work func(ctx context.Context, held shelf) (audit.Change, error),
) (Link, error) {
	var l Link
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := reference.Touch(ctx, s.db, body); err != nil {
			return err
		}
		held, err := s.store.shelf(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		change, err := work(ctx, held)
		if err != nil {
			return err
		}
		change.SubjectKind, change.SubjectID = "link", id.String()
		if err := s.trail.Record(ctx, by, change); err != nil {
			return err
		}
		if held, err = s.store.shelf(ctx, by.OrganisationID); err != nil {
			return err
		}
		l, _ = held.link(id)
		return nil
	})
	return l, err
}

// own gives an own link that is in force.
func (h shelf) own(id uuid.UUID) (Link, error) {
	l, there := h.link(id)
	switch {
	case !there || !l.Own:
		return Link{}, apperr.NotFound("link")
	case l.State == Ended:
		return Link{}, apperr.Conflict(fmt.Sprintf("This link was ended on %s. Make another one instead.", l.EndedOn))
	default:
		return l, nil
	}
}

// check refuses a link that cannot be, field by field.
func (h shelf) check(l Link) error {
	var wrong []apperr.Field
	refuse := func(name, format string, args ...any) {
		wrong = append(wrong, apperr.Field{Name: name, Message: fmt.Sprintf(format, args...)})
	}
	if !slices.ContainsFunc(h.levels, func(s skillLevel) bool { return s.Code == l.Code }) {
		refuse("code", "Choose one of the framework’s skills.")
	} else if l.Kind == SkillLevel {
		if !slices.ContainsFunc(h.levels, func(s skillLevel) bool { return s.Code == l.Code && s.Level == l.Level }) {
			refuse("level", "%s has no statements at this level. Choose a level that has some.", l.Code)
		}
	} else if !slices.ContainsFunc(h.aspects, func(a skillAspect) bool { return a.Code == l.Code && a.Aspect == l.Aspect }) {
		refuse("aspect", "%s has no such aspect. Choose one of the list.", l.Code)
	}
	if l.Kind == SkillLevel && !slices.ContainsFunc(h.profiles, func(p profile) bool { return p.ID == l.Profile.ID }) {
		refuse("profileId", "There is no such profile. Choose one of the list.")
	}
	if l.Kind == Aspect && !slices.ContainsFunc(h.factors, func(f factor) bool { return f.No == l.Factor }) {
		refuse("factor", "Choose one of the 16 factors.")
	}
	if strings.TrimSpace(l.Reason) == "" {
		refuse("reason", "Say why the two belong together.")
	}
	if len(wrong) > 0 {
		return apperr.Invalid(wrong...)
	}
	end := "profileId"
	if l.Kind == Aspect {
		end = "factor"
	}
	for _, other := range h.links {
		if other.ID == l.ID || other.State == Ended || !other.same(l) {
			continue
		}
		if other.State == NotAccepted {
			return apperr.InvalidField(end, "This link is proposed and marked as not accepted. Accept the proposal again instead.")
		}
		return apperr.InvalidField(end, "This link is there already.")
	}
	return nil
}

func values(l Link) audit.Values {
	v := audit.Values{"kind": l.Kind.String(), "code": l.Code, "reason": audit.FreeText(l.Reason)}
	if l.Kind == SkillLevel {
		v["level"], v["profile"] = int(l.Level), l.Profile.ID.String()
	} else {
		v["aspect"], v["factor"] = l.Aspect, int(l.Factor)
	}
	return v
}

// LoadReference makes the proposals what the reference data says and gives the number of rows that changed: 0 when they
// already were. The profiles must have been loaded before.
func (s *Service) LoadReference(ctx context.Context, ref seed.Reference) (int, error) {
	return s.store.load(ctx, rowsOf(ref), func(ctx context.Context, changed int) error {
		return s.trail.Record(ctx, access.Actor{}, audit.Change{
			Action: "link.reference_loaded", SubjectKind: "link", SubjectID: "reference", After: audit.Values{"rowsChanged": changed},
		})
	})
}
