package file

import (
	"context"
	"io"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// storingTime bounds the work after a content has arrived, however long that took.
const storingTime = 15 * time.Second

// Service keeps people's files.
type Service struct {
	db     *database.DB
	store  store
	bucket *Bucket
	trail  *audit.Trail
	clock  calendar.Clock
	spool  string
}

// Add stores a content for a person under the name that the uploader gave, and reports whether it was new: the same
// content of the same person is stored once and keeps its first name.
//
// A person out of scope is CodeNotFound; a type that is not accepted CodeUnsupportedType; more than MaxSize bytes
// CodeTooLarge; an empty or broken-off content CodeInvalid. Refused contents leave nothing behind.
func (s *Service) Add(ctx context.Context, by access.Actor, personID uuid.UUID, name string, content io.Reader) (File, bool, error) {
	if err := s.store.mustReach(ctx, by.Scopes(PermissionAdd), personID); err != nil {
		return File{}, false, err
	}
	return s.keep(ctx, by, personID, name, content)
}

func (s *Service) keep(ctx context.Context, by access.Actor, personID uuid.UUID, name string, content io.Reader) (File, bool, error) {
	name = SafeName(name)
	kind, err := kindByName(name)
	if err != nil {
		return File{}, false, err
	}
	arrived, err := receive(s.spool, content)
	if err != nil {
		return File{}, false, err
	}
	defer arrived.close()
	if err := kind.judge(arrived.content, arrived.size); err != nil {
		return File{}, false, err
	}
	f := File{
		ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: personID, SHA256: arrived.sha256, Name: name,
		MediaType: kind.mediaType, Size: arrived.size, CreatedAt: s.clock.Now(), CreatedBy: by.PersonID,
	}
	// A slow line may have used up the request's time; what follows has its own.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storingTime)
	defer cancel()
	// Content first: a row whose content is missing would be a promise that cannot be kept, while a content without a
	// row is found again by its hash when the person tries once more.
	if err := s.bucket.put(ctx, f, io.NewSectionReader(arrived.content, 0, arrived.size)); err != nil {
		return File{}, false, err
	}
	return s.record(ctx, by, f)
}

func (s *Service) record(ctx context.Context, by access.Actor, f File) (File, bool, error) {
	added := false
	err := s.db.InTx(ctx, func(ctx context.Context) (err error) {
		if added, err = s.store.add(ctx, f); err != nil {
			return err
		}
		if !added {
			f, err = s.store.sameContent(ctx, f.PersonID, f.SHA256)
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "file.added", SubjectKind: "file", SubjectID: f.ID.String(), PersonID: &f.PersonID,
			After: audit.Values{"name": audit.FreeText(f.Name), "mediaType": f.MediaType, "size": f.Size},
		})
	})
	return f, added, err
}

// Open gives a file and its content, which the caller closes. A file out of scope is CodeNotFound.
func (s *Service) Open(ctx context.Context, by access.Actor, id uuid.UUID) (File, io.ReadCloser, error) {
	f, err := s.store.file(ctx, by.Scopes(PermissionRead), id)
	if err != nil {
		return File{}, nil, err
	}
	// The content is sent for as long as the reader's line takes.
	content, err := s.bucket.get(context.WithoutCancel(ctx), f)
	return f, content, err
}

// BelongTo checks that every one of the files is the person's; if not, it is CodeNotFound. No files at all is fine.
func (s *Service) BelongTo(ctx context.Context, personID uuid.UUID, ids []uuid.UUID) error {
	distinct := map[uuid.UUID]bool{}
	for _, id := range ids {
		distinct[id] = true
	}
	if len(distinct) == 0 {
		return nil
	}
	found, err := s.store.countOf(ctx, personID, ids)
	if err != nil {
		return err
	}
	if found != int64(len(distinct)) {
		return apperr.NotFound("file")
	}
	return nil
}
