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

// notChecked is the check of files from before there was one.
const notChecked = "not_checked"

// What bounds the work after a content has arrived, however long that took: looking into it, for which the virus scanner alone may take
// half a minute, and storing it.
const (
	judgingTime = 45 * time.Second
	storingTime = 15 * time.Second
)

// ToCheck is a content that has arrived and is of an accepted type.
type ToCheck struct {
	Name      string
	MediaType MediaType
	Content   io.ReaderAt
	Size      int64
	// Declared says that the uploader has looked at it and declares that it holds no patient's data.
	Declared bool
}

// Checked is how a content was checked.
type Checked struct {
	// State is kept as File.ContentCheck.
	State string
	// Declarations are those because of which it passed.
	Declarations []uuid.UUID
}

// Checker refuses contents that hold a patient's data, before anything of them is stored.
type Checker interface {
	Check(ctx context.Context, by access.Actor, content ToCheck) (Checked, error)
}

// Scanner looks for viruses: it gives what it calls the harm in a content, "" for none, and an error when it gives no verdict.
type Scanner interface {
	Scan(ctx context.Context, content io.Reader) (harm string, err error)
}

// Service keeps people's files.
type Service struct {
	db      *database.DB
	store   store
	bucket  *Bucket
	checker Checker
	scanner Scanner
	trail   *audit.Trail
	clock   calendar.Clock
	spool   string
}

// Add stores a content for a person under the name that the uploader gave, and reports whether it was new: the same
// content of the same person is stored once and keeps its first name.
//
// A person out of scope is CodeNotFound; a type that is not accepted CodeUnsupportedType; more than MaxSize bytes
// CodeTooLarge; an empty or broken-off content CodeInvalid, and so is one in which the scanner found something; without an answer of the
// scanner it is CodeUnavailable; one that looks as if it held a patient's data CodePatientData; one
// that the program cannot look into CodeDeclarationNeeded. Refused contents leave nothing behind.
func (s *Service) Add(ctx context.Context, by access.Actor, personID uuid.UUID, name string, content io.Reader) (File, bool, error) {
	if err := s.store.mustReach(ctx, by.Scopes(PermissionAdd), personID); err != nil {
		return File{}, false, err
	}
	return s.keep(ctx, by, personID, name, content, false)
}

// AddDeclared is Add for an uploader who has looked at the content and declares that it holds no patient's data, as is
// needed for pictures and scans.
func (s *Service) AddDeclared(ctx context.Context, by access.Actor, personID uuid.UUID, name string, content io.Reader) (File, bool, error) {
	if err := s.store.mustReach(ctx, by.Scopes(PermissionAdd), personID); err != nil {
		return File{}, false, err
	}
	return s.keep(ctx, by, personID, name, content, true)
}

func (s *Service) keep(ctx context.Context, by access.Actor, personID uuid.UUID, name string, content io.Reader, declared bool) (File, bool, error) {
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
	// A slow line may have used up the request's time; what follows has its own.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), judgingTime+storingTime)
	defer cancel()
	if err := kind.judge(arrived.content, arrived.size); err != nil {
		return File{}, false, err
	}
	if err := s.scan(ctx, by, personID, arrived); err != nil {
		return File{}, false, err
	}
	checked, err := s.checker.Check(ctx, by, ToCheck{
		Name: name, MediaType: kind.mediaType, Content: arrived.content, Size: arrived.size, Declared: declared,
	})
	if err != nil {
		return File{}, false, err
	}
	f := File{
		ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: personID, SHA256: arrived.sha256, Name: name,
		MediaType: kind.mediaType, Size: arrived.size, CreatedAt: s.clock.Now(), CreatedBy: by.PersonID, ContentCheck: checked.State,
	}
	// Content first: a row whose content is missing would be a promise that cannot be kept, while a content without a
	// row is found again by its hash when the person tries once more.
	if err := s.bucket.put(ctx, f, io.NewSectionReader(arrived.content, 0, arrived.size)); err != nil {
		return File{}, false, err
	}
	return s.record(ctx, by, f, checked.Declarations)
}

// scan refuses a content in which the scanner finds something, and records that it came.
func (s *Service) scan(ctx context.Context, by access.Actor, personID uuid.UUID, arrived *upload) error {
	if s.scanner == nil {
		return nil
	}
	harm, err := s.scanner.Scan(ctx, io.NewSectionReader(arrived.content, 0, arrived.size))
	if err != nil {
		return apperr.New(apperr.CodeUnavailable, "The virus scanner cannot be asked at the moment, so no file can be taken. Try again in a few minutes.", err)
	}
	if harm == "" {
		return nil
	}
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		return s.trail.Record(ctx, by, audit.Change{
			Action: "file.harmful", SubjectKind: "person", SubjectID: personID.String(), PersonID: &personID,
			After: audit.Values{"harm": harm, "sha256": arrived.sha256},
		})
	})
	if err != nil {
		return err
	}
	return apperr.InvalidField(fieldName, "The virus scanner found "+harm+" in this file, so it was not kept. Do not open it, and tell your IT service desk.")
}

func (s *Service) record(ctx context.Context, by access.Actor, f File, declarations []uuid.UUID) (File, bool, error) {
	added := false
	err := s.db.InTx(ctx, func(ctx context.Context) (err error) {
		if added, err = s.store.add(ctx, f); err != nil {
			return err
		}
		if !added {
			return s.checkedAgain(ctx, by, &f)
		}
		if err := s.store.addDeclarations(ctx, f.ID, declarations); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "file.added", SubjectKind: "file", SubjectID: f.ID.String(), PersonID: &f.PersonID,
			After: audit.Values{"name": audit.FreeText(f.Name), "mediaType": f.MediaType, "size": f.Size, "check": f.ContentCheck},
		})
	})
	return f, added, err
}

// checkedAgain gives the file that is there with this content; one from before there was a check is checked by now.
func (s *Service) checkedAgain(ctx context.Context, by access.Actor, f *File) error {
	there, err := s.store.sameContent(ctx, f.PersonID, f.SHA256)
	if err != nil || there.ContentCheck != notChecked {
		*f = there
		return err
	}
	there.ContentCheck = f.ContentCheck
	*f = there
	if err := s.store.saveCheck(ctx, f.ID, f.ContentCheck); err != nil {
		return err
	}
	return s.trail.Record(ctx, by, audit.Change{
		Action: "file.checked", SubjectKind: "file", SubjectID: f.ID.String(), PersonID: &f.PersonID,
		Before: audit.Values{"check": notChecked}, After: audit.Values{"check": f.ContentCheck},
	})
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
