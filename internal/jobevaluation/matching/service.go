package matching

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/reference"
)

// bodyRole is the name of the roles' body of reference data: a role's band follows from what is released here.
const bodyRole = "role"

// Service keeps job matches.
type Service struct {
	db      *database.DB
	store   store
	trail   *audit.Trail
	clock   calendar.Clock
	schemes *jobevaluation.Service
	roles   Roles
}

// Matches gives a page of the organisation's matches, and their number.
func (s *Service) Matches(ctx context.Context, by access.Actor, f Filter) ([]Summary, int, error) {
	return s.store.list(ctx, by.OrganisationID, by.PersonID, f)
}

// Match gives everything about one match. Another organisation's is CodeNotFound.
func (s *Service) Match(ctx context.Context, by access.Actor, id uuid.UUID) (Detail, error) {
	m, err := s.store.match(ctx, by.OrganisationID, id)
	if err != nil {
		return Detail{}, err
	}
	return s.detail(ctx, by, m)
}

func (s *Service) detail(ctx context.Context, by access.Actor, m Match) (Detail, error) {
	d := Detail{Summary: Summary{Match: m, Mine: m.On(by.PersonID)}}
	var err error
	if d.Scheme, d.Profiles, err = s.schemes.Edition(ctx, m.SchemeID); err != nil {
		return Detail{}, err
	}
	_, d.Progress = m.scored(d.Scheme, d.Profiles)
	d.Effective = m.effectiveBand(d.Scheme, d.Profiles)
	if candidate, ok := d.Candidate(); ok {
		d.CandidateTitle = candidate.Title
	}
	if d.History, err = s.store.history(ctx, m.ID); err != nil {
		return Detail{}, err
	}
	if d.ReviewedBy, err = s.store.reviewedBy(ctx, m.ID); err != nil {
		return Detail{}, err
	}
	if d.names, err = s.store.names(ctx, involved(d)); err != nil {
		return Detail{}, err
	}
	d.OpenedByName = d.names[m.OpenedBy]
	d.Actions = d.offered(by)
	return d, nil
}

// involved lists everybody who has to do with a match.
func involved(d Detail) []uuid.UUID {
	ids := []uuid.UUID{d.OpenedBy}
	for _, p := range d.Members {
		ids = append(ids, p.PersonID)
	}
	for _, e := range d.History {
		ids = append(ids, e.ByID)
	}
	return ids
}

// offered lists what somebody may do with a match now.
func (d Detail) offered(by access.Actor) []Action {
	var all []Action
	offer := func(may bool, actions ...Action) {
		if may {
			all = append(all, actions...)
		}
	}
	offer(d.State == Open && d.Mine && by.May(PermissionWork), ActChoose, ActSave)
	confirmed := slices.ContainsFunc(d.Members, func(p Member) bool { return p.PersonID == by.PersonID && p.AgreedAt != nil })
	offer(d.State == Open && d.Mine && by.May(PermissionWork) && !confirmed && len(d.Decisions) == jobevaluation.FactorCount && d.ProfileID.Valid, ActAgree)
	offer(d.State == Checking && !d.Mine && by.May(PermissionCheck), ActRelease, ActReturn)
	offer((d.State == Open || d.State == Checking) && d.mayWithdraw(by), ActWithdraw)
	offer(d.ReviewedBy == uuid.Nil && by.May(PermissionOpen) && d.MayBeReviewed(d.Scheme.Panel, by.Today) == nil, ActReview)
	offer(d.State == Released, ActLetter)
	return all
}

func (m Match) mayWithdraw(by access.Actor) bool {
	scopes := by.Scopes(PermissionWithdraw)
	return scopes.Organisation || scopes.Assigned && m.On(by.PersonID)
}

// Practitioners lists those who can be put on a panel.
func (s *Service) Practitioners(ctx context.Context, by access.Actor) ([]Practitioner, error) {
	return s.store.practitioners(ctx, by.OrganisationID, by.Today)
}

// Choose makes a profile the candidate. An unknown profile is CodeInvalid; the other refusals are those of [Match.Choose], and
// another organisation's match is CodeNotFound.
func (s *Service) Choose(ctx context.Context, by access.Actor, id uuid.UUID, version int, profile uuid.UUID) (Detail, error) {
	return s.change(ctx, by, id, func(ctx context.Context, old Match, e judged) (Match, Event, error) {
		m, step, err := old.Choose(by, s.clock.Now(), version, profile)
		if err == nil && !known(e.profiles, profile) {
			err = apperr.InvalidField("profileId", "There is no such national profile. Choose one from the list.")
		}
		return m, step, err
	})
}

// Save records the panel's level and reason for a factor. The refusals are those of [Match.Save], and another organisation's
// match is CodeNotFound.
func (s *Service) Save(ctx context.Context, by access.Actor, id uuid.UUID, version int, d Decision) (Detail, error) {
	return s.change(ctx, by, id, func(_ context.Context, old Match, e judged) (Match, Event, error) {
		return old.Save(by, s.clock.Now(), version, e.scheme, d)
	})
}

// Agree has a member confirm the match. The refusals are those of [Match.Agree], and another organisation's match is
// CodeNotFound.
func (s *Service) Agree(ctx context.Context, by access.Actor, id uuid.UUID, version int) (Detail, error) {
	return s.change(ctx, by, id, func(_ context.Context, old Match, _ judged) (Match, Event, error) {
		return old.Agree(by, s.clock.Now(), version)
	})
}

// Withdraw ends a match without an outcome. Somebody who is neither on its panel nor may withdraw any is CodeForbidden; the
// other refusals are those of [Match.Withdraw], and another organisation's match is CodeNotFound.
func (s *Service) Withdraw(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (Detail, error) {
	return s.change(ctx, by, id, func(_ context.Context, old Match, _ judged) (Match, Event, error) {
		if !old.mayWithdraw(by) {
			return old, Event{}, apperr.Forbidden("You are not on the panel of this match. One of its members or the standards lead can withdraw it.")
		}
		return old.Withdraw(by, s.clock.Now(), version, reason)
	})
}

// Return gives a match back to its panel. The refusals are those of [Match.Return], and another organisation's match is
// CodeNotFound.
func (s *Service) Return(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (Detail, error) {
	return s.change(ctx, by, id, func(_ context.Context, old Match, _ judged) (Match, Event, error) {
		return old.Return(by, s.clock.Now(), version, reason)
	})
}

// Release makes a match's outcome final, and with it the role's band in the organisation. The refusals are those of
// [Match.Release], and another organisation's match is CodeNotFound.
func (s *Service) Release(ctx context.Context, by access.Actor, id uuid.UUID, version int, note string) (Detail, error) {
	var released Detail
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		// The stamp goes first: nobody may keep a role's band of before under the stamp of after. It also makes releases wait
		// for one another.
		if err := reference.Touch(ctx, s.db, bodyRole); err != nil {
			return err
		}
		var err error
		released, err = s.change(ctx, by, id, func(ctx context.Context, old Match, e judged) (Match, Event, error) {
			if err := old.mayCheck(by, version); err != nil {
				return old, Event{}, err
			}
			post, err := s.roles.Post(ctx, by, old.RoleID)
			if err != nil {
				return old, Event{}, err
			}
			found, err := s.compared(ctx, old, e)
			if err != nil {
				return old, Event{}, err
			}
			old.RoleTitle, old.BandBefore, old.BandBeforeStatus = post.Title, post.Band, post.BandStatus
			return old.Release(by, s.clock.Now(), version, note, found.Flagged())
		})
		if err != nil {
			return err
		}
		// The role was read on the way, before it had its new band: what was kept then must not count after the release.
		return reference.Touch(ctx, s.db, bodyRole)
	})
	return released, err
}

// judged is the version of the scheme that a match is judged by, with all profiles.
type judged struct {
	scheme   jobevaluation.Scheme
	profiles []jobevaluation.Profile
}

// change loads a match, lets a rule change it, and stores the change with its step of the history and its audit row, all in
// one transaction.
func (s *Service) change(ctx context.Context, by access.Actor, id uuid.UUID,
	rule func(ctx context.Context, old Match, e judged) (Match, Event, error),
) (Detail, error) {
	var changed Detail
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.match(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		var e judged
		if e.scheme, e.profiles, err = s.schemes.Edition(ctx, old.SchemeID); err != nil {
			return err
		}
		m, step, err := rule(ctx, old, e)
		if err != nil {
			return err
		}
		m, _ = m.scored(e.scheme, e.profiles)
		if err := s.store.save(ctx, m, step, search(m, e.profiles)); err != nil {
			return err
		}
		if err := s.record(ctx, by, m, changeOf(old, m, step)); err != nil {
			return err
		}
		changed, err = s.detail(ctx, by, m)
		return err
	})
	return changed, err
}

// changeOf is what the trail shows of a step.
func changeOf(old, m Match, step Event) audit.Change {
	c := audit.Change{Action: "job_match." + step.Kind.String(), Before: valuesOf(old), After: valuesOf(m)}
	if step.No != 0 {
		c.After["factor"], c.After["level"] = int(step.No), int(step.Level)
		if d, had := old.Decision(step.No); had {
			c.Before["factor"], c.Before["level"] = int(d.No), int(d.Level)
		}
	}
	if step.Kind == CandidateChosen {
		c.After["profile"] = m.ProfileID.UUID
		if old.ProfileID.Valid {
			c.Before["profile"] = old.ProfileID.UUID
		}
	}
	if step.Reason != "" {
		c.After["reason"] = audit.FreeText(step.Reason)
	}
	return c
}

func (s *Service) record(ctx context.Context, by access.Actor, m Match, c audit.Change) error {
	c.SubjectKind, c.SubjectID = "job_match", m.ID.String()
	return s.trail.Record(ctx, by, c)
}

// valuesOf is what the trail shows of every match.
func valuesOf(m Match) audit.Values {
	return audit.Values{"state": m.State.String(), "version": m.Version, "total": int(m.Total), "band": m.Band, "outcome": m.Outcome.String()}
}

func membersOf(m Match) []map[string]any {
	return reference.Each(m.Members, func(p Member) map[string]any {
		return map[string]any{"person": p.PersonID, "side": p.Side.String(), "trainedOn": p.TrainedOn}
	})
}

// search is what a search among matches looks through.
func search(m Match, profiles []jobevaluation.Profile) string {
	title := ""
	for _, p := range profiles {
		if m.ProfileID.Valid && p.ID == m.ProfileID.UUID {
			title = p.Title
		}
	}
	return fold.Text(m.RoleTitle, title)
}

func known(profiles []jobevaluation.Profile, id uuid.UUID) bool {
	return slices.ContainsFunc(profiles, func(p jobevaluation.Profile) bool { return p.ID == id })
}
