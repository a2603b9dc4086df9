package privacy

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
)

// State is how far a copy of a record is.
type State string

// The states of a copy.
const (
	Making  State = "making"
	Ready   State = "ready"
	Failed  State = "failed"
	Removed State = "removed"
)

// Archive is a copy of everything that is held about a person, as a file for whoever asked for it.
type Archive struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	RequestedBy    uuid.UUID
	// Reason is why somebody else asked; empty where the person did.
	Reason string
	State  State
	// Done and Total count the steps of making it.
	Done, Total int
	// Failure is a sentence for people.
	Failure string
	// RowCount and FileCount are what is in it, Size its bytes.
	RowCount, FileCount int
	Size                int64
	RequestedAt         time.Time
	FinishedAt          *time.Time
	ExpiresAt           *time.Time
	DownloadedAt        *time.Time
	RemovedAt           *time.Time
}

// ArchiveView is a copy with the name of whom it is about.
type ArchiveView struct {
	Archive
	PersonName string
}

// key is where the file lies among the stored contents.
func (a Archive) key() string {
	return a.OrganisationID.String() + "/archives/" + a.ID.String() + ".zip"
}

// Archives gives a page of the copies that by asked for, newest first, and their number.
func (s *Service) Archives(ctx context.Context, by access.Actor, p page.Request) ([]ArchiveView, int, error) {
	return s.store.archives(ctx, by.PersonID, p)
}

// Archive gives a copy that by asked for; any other is CodeNotFound.
func (s *Service) Archive(ctx context.Context, by access.Actor, id uuid.UUID) (ArchiveView, error) {
	return s.store.archive(ctx, by.PersonID, id)
}

// AskForArchive has a copy of a person's record made. Somebody whose record by may not copy is CodeNotFound, a missing reason
// for somebody else's CodeInvalid; while one is being made, another is CodeConflict.
func (s *Service) AskForArchive(ctx context.Context, by access.Actor, personID uuid.UUID, reason string) (ArchiveView, error) {
	var made ArchiveView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.reach(ctx, by.Scopes(PermissionCopy), personID); err != nil {
			return err
		}
		reason = strings.TrimSpace(reason)
		if personID == by.PersonID {
			reason = ""
		} else if reason == "" {
			return apperr.InvalidField("reason", "Say why you need a copy of somebody else's record. The person can read it.")
		}
		if err := s.store.lockPerson(ctx, personID); err != nil {
			return err
		}
		waiting, err := s.store.making(ctx, by.PersonID, personID)
		if err != nil {
			return err
		}
		if waiting {
			return apperr.Conflict("A copy of this record is being made already. Wait until it is ready.")
		}
		a := Archive{
			ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: personID, RequestedBy: by.PersonID, Reason: reason, State: Making,
			Total: steps, RequestedAt: s.clock.Now(),
		}
		if err := s.store.addArchive(ctx, a); err != nil {
			return err
		}
		if err := s.recordArchive(ctx, by, "privacy.archive_asked", a, audit.Values{"reason": audit.FreeText(reason)}); err != nil {
			return err
		}
		if err := s.queue.MakeArchive(ctx, a.OrganisationID, a.ID); err != nil {
			return err
		}
		made, err = s.store.archive(ctx, by.PersonID, a.ID)
		return err
	})
	return made, err
}

// OpenArchive gives a copy for download with its bytes, which the caller closes. A copy that by did not ask for is CodeNotFound, one
// that is not there (yet, or any more) CodeConflict.
func (s *Service) OpenArchive(ctx context.Context, by access.Actor, id uuid.UUID) (ArchiveView, io.ReadCloser, error) {
	var a ArchiveView
	err := s.db.InTx(ctx, func(ctx context.Context) (err error) {
		if a, err = s.store.archive(ctx, by.PersonID, id); err != nil {
			return err
		}
		// Whoever lost the right since then gets nothing any more.
		if err := s.store.reach(ctx, by.Scopes(PermissionCopy), a.PersonID); err != nil {
			return apperr.NotFound("copy of a record")
		}
		now := s.clock.Now()
		switch {
		case a.State == Making:
			return apperr.Conflict("The copy is not ready yet. Its page shows how far it is.")
		case a.State != Ready || a.ExpiresAt == nil || !now.Before(*a.ExpiresAt):
			return apperr.Conflict("The copy is not there any more. Ask for a new one.")
		}
		if err := s.store.downloaded(ctx, id, now); err != nil {
			return err
		}
		return s.recordArchive(ctx, by, "privacy.archive_downloaded", a.Archive, audit.Values{"size": a.Size})
	})
	if err != nil {
		return ArchiveView{}, nil, err
	}
	// The content is sent for as long as the reader's line takes.
	content, err := s.shelf.Fetch(context.WithoutCancel(ctx), a.key())
	return a, content, err
}

// RemoveArchive deletes the file of a copy that by asked for, before its time.
func (s *Service) RemoveArchive(ctx context.Context, by access.Actor, id uuid.UUID) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		a, err := s.store.archive(ctx, by.PersonID, id)
		if err != nil {
			return err
		}
		switch a.State {
		case Making:
			return apperr.Conflict("The copy is being made. You can remove it when it is ready.")
		case Removed:
			return apperr.Conflict("The copy was removed already.")
		}
		if err := s.store.archiveRemoved(ctx, id, s.clock.Now()); err != nil {
			return err
		}
		if err := s.queue.RemoveContents(ctx, a.OrganisationID, []string{a.key()}); err != nil {
			return err
		}
		return s.recordArchive(ctx, by, "privacy.archive_removed", a.Archive, nil)
	})
}

// ExpireArchives deletes the files of copies whose time has come, as the program itself, and gives their number.
func (s *Service) ExpireArchives(ctx context.Context) (int, error) {
	expired := 0
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		due, err := s.store.expired(ctx, s.clock.Now())
		if err != nil {
			return err
		}
		for _, a := range due {
			if err := s.store.archiveRemoved(ctx, a.ID, s.clock.Now()); err != nil {
				return err
			}
			if err := s.queue.RemoveContents(ctx, a.OrganisationID, []string{a.key()}); err != nil {
				return err
			}
			program := access.Actor{OrganisationID: a.OrganisationID}
			if err := s.recordArchive(ctx, program, "privacy.archive_removed", a, nil); err != nil {
				return err
			}
		}
		expired = len(due)
		return nil
	})
	return expired, err
}

func (s *Service) recordArchive(ctx context.Context, by access.Actor, action string, a Archive, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{Action: action, SubjectKind: "subject_archive", SubjectID: a.ID.String(), PersonID: &a.PersonID, After: after})
}
