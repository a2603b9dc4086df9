package report

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/page"
)

// Post puts letters into the post.
type Post interface {
	// Enclose sends somebody a schedule's report on a day, in the caller's transaction; once for each occasion.
	Enclose(ctx context.Context, organisation, person, schedule uuid.UUID, occasion string) error
	// Sends reports whether there is a mail server at all.
	Sends() bool
}

// People say who somebody is.
type People interface {
	// Actor gives somebody with the grants of today, false for somebody who cannot sign in.
	Actor(ctx context.Context, person uuid.UUID) (access.Actor, bool, error)
}

// Board makes the board of what somebody may read.
type Board interface {
	Draw(ctx context.Context, by access.Actor) ([]byte, error)
}

// Service keeps the schedules of reports and makes the reports.
type Service struct {
	db     *database.DB
	store  store
	trail  *audit.Trail
	clock  calendar.Clock
	queue  *jobs.Queue
	post   Post
	people People
	board  Board
	roles  []string
}

// look looks every quarter of an hour whether reports are due.
type look struct{}

func (look) Kind() string { return "report.look" }

// morning is the hour in London from which reports are sent.
const morning = 7

func (s *Service) register() {
	jobs.Register(s.queue, jobs.Handling{Attempts: 1}, func(ctx context.Context, _ look) error { return s.sendDue(ctx) })
	if s.post.Sends() {
		s.queue.Periodically("reports", jobs.Every(15*time.Minute), look{})
	}
}

// sendDue puts the reports of the day into the post and moves their next day, each schedule in one transaction. A day that
// was missed is made up for once.
func (s *Service) sendDue(ctx context.Context) error {
	now := s.clock.Now()
	if now.In(calendar.London()).Hour() < morning {
		return nil
	}
	today := calendar.Today(now)
	due, err := s.store.due(ctx, today)
	if err != nil {
		return err
	}
	for id, organisation := range due {
		err := s.db.InTx(ctx, func(ctx context.Context) error {
			sc, err := s.store.one(ctx, organisation, id)
			if err != nil || sc.Next.After(today) {
				return err
			}
			if err := s.send(ctx, organisation, sc, sc.Next.ISO()); err != nil {
				return err
			}
			return s.store.move(ctx, sc, sc.Rhythm.Next(sc.Starts, today), now)
		})
		// Another node was first, or the report was ended meanwhile.
		if err != nil && !errors.Is(err, apperr.Conflict("")) && !errors.Is(err, apperr.NotFound("")) {
			return err
		}
	}
	return nil
}

func (s *Service) send(ctx context.Context, organisation uuid.UUID, sc Schedule, occasion string) error {
	for _, r := range sc.Readers {
		if err := s.post.Enclose(ctx, organisation, r.ID, sc.ID, "report/"+sc.ID.String()+"/"+occasion+"/"+r.ID.String()); err != nil {
			return err
		}
	}
	return s.trail.Record(ctx, access.Actor{OrganisationID: organisation}, audit.Change{
		Action: "report.posted", SubjectKind: "report", SubjectID: sc.ID.String(), After: audit.Values{"readers": len(sc.Readers), "occasion": occasion},
	})
}

// Enclosure is what a letter with a report says and carries.
type Enclosure struct {
	Name     string
	FileName string
	Content  []byte
}

// Enclosure makes the report of a schedule for one of its readers, as the reader may read it now. It is false when there is
// nothing to send any more: the schedule ended, or the person left its readers or may not read the numbers.
func (s *Service) Enclosure(ctx context.Context, organisation, person, schedule uuid.UUID) (Enclosure, bool, error) {
	sc, err := s.store.one(ctx, organisation, schedule)
	if errors.Is(err, apperr.NotFound("")) {
		return Enclosure{}, false, nil
	}
	if err != nil || !slices.ContainsFunc(sc.Readers, func(r Reader) bool { return r.ID == person }) {
		return Enclosure{}, false, err
	}
	by, there, err := s.people.Actor(ctx, person)
	if err != nil || !there || !by.May(permissionRead) {
		return Enclosure{}, false, err
	}
	content, err := s.board.Draw(ctx, by)
	return Enclosure{Name: sc.Name, FileName: "workforce-board-" + by.Today.ISO() + ".pdf", Content: content}, true, err
}

// Sends reports whether mail is sent at all.
func (s *Service) Sends() bool { return s.post.Sends() }

// List gives a page of the organisation's reports.
func (s *Service) List(ctx context.Context, by access.Actor, r page.Request) ([]Schedule, int, error) {
	return s.store.list(ctx, by.OrganisationID, r)
}

// One gives a report of the organisation.
func (s *Service) One(ctx context.Context, by access.Actor, id uuid.UUID) (Schedule, error) {
	return s.store.one(ctx, by.OrganisationID, id)
}

// MayRead lists who may be chosen as a reader.
func (s *Service) MayRead(ctx context.Context, by access.Actor) ([]Reader, error) {
	return s.store.mayRead(ctx, by.OrganisationID, s.roles, by.Today)
}

// Add keeps a new report. What cannot be is CodeInvalid by field.
func (s *Service) Add(ctx context.Context, by access.Actor, sc Schedule) (Schedule, error) {
	sc.ID, sc.Version, sc.Owner = uuid.New(), 1, Reader{by.PersonID, by.Name}
	return s.keep(ctx, by, "report.added", sc, Schedule{}, func(ctx context.Context, sc Schedule) error {
		return s.store.add(ctx, by.OrganisationID, sc, s.clock.Now())
	})
}

// Change changes a report. version is the one that was read; another one is CodePreconditionFailed.
func (s *Service) Change(ctx context.Context, by access.Actor, id uuid.UUID, version int, edit Schedule) (Schedule, error) {
	before, err := s.asRead(ctx, by, id, version)
	if err != nil {
		return Schedule{}, err
	}
	edit.ID, edit.Version, edit.Owner = id, version+1, before.Owner
	return s.keep(ctx, by, "report.changed", edit, before, func(ctx context.Context, sc Schedule) error {
		return s.store.change(ctx, sc, s.clock.Now())
	})
}

func (s *Service) keep(ctx context.Context, by access.Actor, action string, sc, before Schedule, write func(context.Context, Schedule) error) (Schedule, error) {
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		may, err := s.MayRead(ctx, by)
		if err != nil {
			return err
		}
		if sc, err = sc.Check(may, before, by.Today); err != nil {
			return err
		}
		if err := write(ctx, sc); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: action, SubjectKind: "report", SubjectID: sc.ID.String(),
			After: audit.Values{"name": audit.FreeText(sc.Name), "rhythm": sc.Rhythm.String(), "next": sc.Next, "readers": len(sc.Readers)},
		})
	})
	return sc, err
}

func (s *Service) asRead(ctx context.Context, by access.Actor, id uuid.UUID, version int) (Schedule, error) {
	found, err := s.store.one(ctx, by.OrganisationID, id)
	if err == nil && found.Version != version {
		err = apperr.PreconditionFailed()
	}
	return found, err
}

// End ends a report for good. version is the one that was read; another one is CodePreconditionFailed.
func (s *Service) End(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	if _, err := s.asRead(ctx, by, id, version); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.remove(ctx, id, version); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{Action: "report.ended", SubjectKind: "report", SubjectID: id.String()})
	})
}

// SendNow puts a report into the post at once; its next day stays. Without a mail server it is CodeConflict.
func (s *Service) SendNow(ctx context.Context, by access.Actor, id uuid.UUID) (Schedule, error) {
	if !s.post.Sends() {
		return Schedule{}, apperr.Conflict("No mail server is set up. Ask whoever runs Bandwise to set one up; the reports of a schedule wait until then.")
	}
	sc, err := s.store.one(ctx, by.OrganisationID, id)
	if err != nil {
		return Schedule{}, err
	}
	return sc, s.db.InTx(ctx, func(ctx context.Context) error {
		return s.send(ctx, by.OrganisationID, sc, "now/"+uuid.NewString())
	})
}

// Mine lists the reports that somebody gets.
func (s *Service) Mine(ctx context.Context, by access.Actor) ([]Schedule, error) {
	return s.store.of(ctx, by.PersonID)
}

// Leave takes somebody out of the readers of a report. One that they do not get is CodeNotFound.
func (s *Service) Leave(ctx context.Context, by access.Actor, id uuid.UUID) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.leave(ctx, id, by.PersonID); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{Action: "report.left", SubjectKind: "report", SubjectID: id.String(), PersonID: &by.PersonID})
	})
}
