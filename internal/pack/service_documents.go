package pack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// keyOf is where a document of a pack lies among the stored contents.
func keyOf(p Pack, kind Kind) string {
	return p.OrganisationID.String() + "/packs/" + p.ID.String() + "." + kind.String()
}

// Remake has a document made again that could not be made. A pack that by may not see is CodeNotFound; a document that did
// not fail CodeConflict.
func (s *Service) Remake(ctx context.Context, by access.Actor, id uuid.UUID, kind Kind) (View, error) {
	var changed View
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		p, err := s.store.pack(ctx, by, id)
		if err != nil {
			return err
		}
		if d, _ := p.document(kind); d.State != Failed {
			return apperr.Conflict("This document is there, or on its way. Look at the page again.")
		}
		if err := s.store.queue(ctx, id, kind, s.clock.Now()); err != nil {
			return err
		}
		if err := s.record(ctx, by, "pack.document_asked_again", p.Pack, audit.Values{"kind": kind.String()}); err != nil {
			return err
		}
		if err := s.queue.Make(ctx, p.OrganisationID, id, kind); err != nil {
			return err
		}
		changed, err = s.store.pack(ctx, by, id)
		return err
	})
	return changed, err
}

func (v View) document(kind Kind) (Document, bool) {
	for _, d := range v.Documents {
		if d.Kind == kind {
			return d, true
		}
	}
	return Document{}, false
}

// Open gives a document of a pack for download, and its bytes, which the caller closes. A pack that by may not see is
// CodeNotFound; a document that is not ready CodeConflict.
func (s *Service) Open(ctx context.Context, by access.Actor, id uuid.UUID, kind Kind) (View, Document, io.ReadCloser, error) {
	p, err := s.store.pack(ctx, by, id)
	if err != nil {
		return View{}, Document{}, nil, err
	}
	if err := s.mustNotUnseal(ctx, by, p.PersonID, p.FrozenAt); err != nil {
		return View{}, Document{}, nil, err
	}
	d, _ := p.document(kind)
	if d.State != Ready {
		return View{}, Document{}, nil, apperr.Conflict("This document is not ready yet. Its pack's page shows how far it is.")
	}
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		return s.record(ctx, by, "pack.downloaded", p.Pack, audit.Values{"kind": kind.String(), "size": d.Size})
	})
	if err != nil {
		return View{}, Document{}, nil, err
	}
	// The content is sent for as long as the reader's line takes.
	content, err := s.shelf.Fetch(context.WithoutCancel(ctx), keyOf(p.Pack, kind))
	return p, d, content, err
}

// Produce makes a document of a pack, as the program itself, and says on the way how far it is. A pack that is gone is no
// error: there is nothing left to make. What could not be made is said in a sentence on the pack's page and given back.
func (s *Service) Produce(ctx context.Context, id uuid.UUID, kind Kind) error {
	p, err := s.store.frozen(ctx, id)
	if apperr.CodeOf(err) == apperr.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	size, err := s.produce(ctx, p, kind)
	now := s.clock.Now()
	d := Document{PackID: id, Kind: kind, State: Ready, Size: size, FinishedAt: &now}
	if err != nil {
		d.State, d.Failure = Failed, failureOf(err)
	}
	// The end is noted even when the time for making it has run out.
	finishing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if noted := s.store.finish(finishing, d); noted != nil && apperr.CodeOf(noted) != apperr.CodeConflict {
		return noted
	}
	return err
}

func failureOf(err error) string {
	switch apperr.CodeOf(err) {
	case apperr.CodeStorageFull:
		return "There is no room left to store the document. Ask your administrator, then try again."
	case apperr.CodeNotFound:
		return "A file of this pack could not be found in the file store. Ask your administrator, then try again."
	default:
		return "The document could not be made. Try again; if it fails once more, ask your administrator."
	}
}

// produce makes the document beside its place and then puts it there, and gives its size.
func (s *Service) produce(ctx context.Context, p Pack, kind Kind) (int64, error) {
	text, err := s.store.content(ctx, p.ID)
	if err != nil {
		return 0, err
	}
	var c Content
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return 0, fmt.Errorf("read the pack: %w", err)
	}
	if s.spool != "" {
		if err := os.MkdirAll(s.spool, 0o700); err != nil {
			return 0, fmt.Errorf("make the pack: %w", err)
		}
	}
	folder, err := os.MkdirTemp(s.spool, "pack-*")
	if err != nil {
		return 0, fmt.Errorf("make the pack: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	made, err := os.CreateTemp(folder, "document-*")
	if err != nil {
		return 0, fmt.Errorf("make the pack: %w", err)
	}
	defer func() { _ = made.Close() }()
	w := work{
		content: c, folder: folder, frozenAt: p.FrozenAt,
		open: func(ctx context.Context, sha256 string) (io.ReadCloser, error) {
			return s.contents.Content(ctx, p.OrganisationID, sha256)
		},
		step: func(ctx context.Context, done, total int) error {
			return s.store.progress(ctx, p.ID, kind, done, total)
		},
	}
	switch kind {
	case PDF:
		err = w.writePDF(ctx, made)
	case ZIP:
		err = w.writeZIP(ctx, made, text)
	}
	if err != nil {
		return 0, err
	}
	size, err := made.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0, fmt.Errorf("make the pack: %w", err)
	}
	if _, err := made.Seek(0, io.SeekStart); err != nil {
		return 0, fmt.Errorf("make the pack: %w", err)
	}
	return size, s.shelf.Keep(ctx, keyOf(p, kind), kind.MediaType(), made)
}

// spooled makes a file without a name, which goes when it is closed, or when its process ends.
func (s *Service) spooled() (*os.File, error) {
	if s.spool != "" {
		if err := os.MkdirAll(s.spool, 0o700); err != nil {
			return nil, fmt.Errorf("keep the archive: %w", err)
		}
	}
	f, err := os.CreateTemp(s.spool, "archive-*")
	if err != nil {
		return nil, fmt.Errorf("keep the archive: %w", err)
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(fmt.Errorf("unlink the archive: %w", err), f.Close())
	}
	return f, nil
}

// work is the making of one document.
type work struct {
	content  Content
	frozenAt time.Time
	// folder is for what is in between; it goes with everything in it.
	folder string
	open   func(ctx context.Context, sha256 string) (io.ReadCloser, error)
	step   func(ctx context.Context, done, total int) error
}
