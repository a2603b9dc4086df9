package delegation

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
)

// shownDays is for how many days a cover that is over stays in the lists of the two.
const shownDays = 90

// MyCovers are the covers of one person.
type MyCovers struct {
	// Coverable says whether anything waits for the person that somebody could decide in their stead.
	Coverable bool
	// Away are those in which the person is away, StandingIn those in which they stand in.
	Away, StandingIn []CoverView
}

// MyCovers gives by's covers that run, are ahead, or ended lately.
func (s *Service) MyCovers(ctx context.Context, by access.Actor) (MyCovers, error) {
	today := s.clock.Today()
	all, err := s.store.coversOf(ctx, by.PersonID, today.AddDays(-shownDays))
	if err != nil {
		return MyCovers{}, err
	}
	var mine MyCovers
	for _, v := range all {
		if v.PersonID == by.PersonID {
			mine.Away = append(mine.Away, v)
		} else {
			mine.StandingIn = append(mine.StandingIn, v)
		}
	}
	mine.Coverable, err = s.store.coverable(ctx, by.PersonID, today, today)
	return mine, err
}

// Candidates gives colleagues who can stand in for by, at most 50; none to somebody for whom nothing waits.
func (s *Service) Candidates(ctx context.Context, by access.Actor, query string) ([]Person, error) {
	today := s.clock.Today()
	coverable, err := s.store.coverable(ctx, by.PersonID, today, today.AddDays(farthestCover))
	if err != nil || !coverable {
		return nil, err
	}
	return s.store.candidates(ctx, by.OrganisationID, by.PersonID, query, today)
}

// Covers gives a page of the organisation's covers and their number.
func (s *Service) Covers(ctx context.Context, by access.Actor, p page.Request) ([]CoverView, int, error) {
	all, total, err := s.store.covers(ctx, by.OrganisationID, p)
	for i := range all {
		all[i] = all[i].seenBy(by)
	}
	return all, total, err
}

// Cover lets a colleague stand in for a person. Only the person, or whoever gives roles of access, may: anybody else, and another
// organisation's person, is CodeNotFound. Nobody hands themselves another's reviews. What cannot be is CodeInvalid by field.
func (s *Service) Cover(ctx context.Context, by access.Actor, c Cover) (CoverView, error) {
	var set CoverView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		today := s.clock.Today()
		if c.PersonID != by.PersonID {
			if err := s.store.reach(ctx, by.Scopes(permissionManage), c.PersonID); err != nil {
				return err
			}
			if c.CoveringID == by.PersonID {
				return apperr.InvalidField("coveringId", "Nobody hands themselves what waits for somebody else. Choose a colleague, or ask another administrator.")
			}
		}
		c.ID, c.OrganisationID, c.SetBy, c.SetAt, c.Note = uuid.New(), by.OrganisationID, by.PersonID, s.clock.Now(), tidy(c.Note)
		if err := apperr.Invalid(c.problems(today)...); err != nil {
			return err
		}
		if err := s.store.lock(ctx, c.PersonID); err != nil {
			return err
		}
		if err := s.mayBeCovered(ctx, c); err != nil {
			return err
		}
		if err := s.store.addCover(ctx, c); err != nil {
			return err
		}
		change := s.change("cover_set", c)
		change.After = audit.Values{"covering": c.CoveringID, "startsOn": c.StartsOn, "endsOn": c.EndsOn, "note": audit.FreeText(c.Note)}
		if err := s.trail.Record(ctx, by, change); err != nil {
			return err
		}
		if err := s.tellOfCover(ctx, coverSet, c); err != nil {
			return err
		}
		var err error
		set, err = s.store.cover(ctx, by.OrganisationID, c.ID)
		return err
	})
	return set, err
}

// mayBeCovered is nil when the colleague can sign in, something waits for the person, and it is not covered by the same colleague.
func (s *Service) mayBeCovered(ctx context.Context, c Cover) error {
	able, err := s.store.canStandIn(ctx, c.OrganisationID, c.CoveringID, s.clock.Today())
	if err != nil {
		return err
	}
	if !able {
		return apperr.InvalidField("coveringId", "Choose a colleague of your organisation who can sign in.")
	}
	coverable, err := s.store.coverable(ctx, c.PersonID, c.StartsOn, c.EndsOn)
	if err != nil {
		return err
	}
	if !coverable {
		return apperr.Conflict("Nothing waits for this person in these days: cover is for those who review or sign off as mentor, assessor or manager.")
	}
	before, there, err := s.store.overlapping(ctx, c)
	if err == nil && there {
		err = apperr.InvalidField("coveringId", fmt.Sprintf("This colleague stands in %s already. End that first, or choose other days.", before.period()))
	}
	return err
}

// EndCover ends a cover at once. One that is neither by's nor in reach is CodeNotFound, one that is over or was ended CodeConflict.
func (s *Service) EndCover(ctx context.Context, by access.Actor, id uuid.UUID) (CoverView, error) {
	var ended CoverView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		c, err := s.store.cover(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		if !c.mayEnd(by) {
			return apperr.NotFound("cover")
		}
		if state := c.State(s.clock.Today()); state == Over || state == Ended {
			return apperr.Conflict("This cover has ended already.")
		}
		if err := s.store.endCover(ctx, id, by.PersonID, s.clock.Now()); err != nil {
			return err
		}
		if err := s.trail.Record(ctx, by, s.change("cover_ended", c.Cover)); err != nil {
			return err
		}
		if err := s.tellOfCover(ctx, coverEnded, c.Cover); err != nil {
			return err
		}
		ended, err = s.store.cover(ctx, by.OrganisationID, id)
		ended = ended.seenBy(by)
		return err
	})
	return ended, err
}

func (s *Service) change(action string, c Cover) audit.Change {
	return audit.Change{Action: "delegation." + action, SubjectKind: "cover", SubjectID: c.ID.String(), PersonID: &c.PersonID}
}

// tellOfCover tells both.
func (s *Service) tellOfCover(ctx context.Context, kind eventKind, c Cover) error {
	for _, person := range []uuid.UUID{c.PersonID, c.CoveringID} {
		if err := s.tell(ctx, c.OrganisationID, person, kind, c.ID); err != nil {
			return err
		}
	}
	return nil
}
