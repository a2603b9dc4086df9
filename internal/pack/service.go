package pack

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// Service keeps packs.
type Service struct {
	db        *database.DB
	store     store
	trail     *audit.Trail
	clock     calendar.Clock
	progress  Progresses
	contents  Contents
	shelf     Shelf
	queue     Queue
	portfolio Portfolio
	uploads   Uploads
	check     TextCheck
	spool     string
}

// Packs gives a page of the packs about a person that by may see, and their number. Somebody of whom by may see no packs at
// all is CodeNotFound.
func (s *Service) Packs(ctx context.Context, by access.Actor, personID uuid.UUID, p page.Request) ([]View, int, error) {
	if _, err := s.store.person(ctx, by.Scopes(PermissionRead), by.Scopes(permissionContent), personID); err != nil {
		return nil, 0, err
	}
	return s.store.packs(ctx, by, personID, p)
}

// SharedPacks gives a page of the packs that others share with by today, and their number.
func (s *Service) SharedPacks(ctx context.Context, by access.Actor, p page.Request) ([]View, int, error) {
	return s.store.sharedPacks(ctx, by, p)
}

// Pack gives a pack without its content. One that by may not see is CodeNotFound.
func (s *Service) Pack(ctx context.Context, by access.Actor, id uuid.UUID) (View, error) {
	return s.store.pack(ctx, by, id)
}

// Content gives what was frozen, as the JSON document that it was stored as. A pack that by may not see is CodeNotFound.
func (s *Service) Content(ctx context.Context, by access.Actor, id uuid.UUID) (string, error) {
	p, err := s.store.pack(ctx, by, id)
	if err != nil {
		return "", err
	}
	if err := s.mustNotUnseal(ctx, by, p.PersonID, p.FrozenAt); err != nil {
		return "", err
	}
	return s.store.content(ctx, id)
}

// mustNotUnseal is CodeConflict while by may still judge, as a second assessor, an approval of the person of which a pack of a
// moment tells who gave it and why.
func (s *Service) mustNotUnseal(ctx context.Context, by access.Actor, personID uuid.UUID, at time.Time) error {
	sealed, err := s.store.sealed(ctx, by, personID, at)
	if err == nil && sealed {
		err = apperr.Conflict("This pack tells who approved a claim that waits for your second look. Judge that first, then open the pack.")
	}
	return err
}

// Make freezes a person's portfolio and has its documents made. Somebody whose portfolio by may not freeze, or not read, is
// CodeNotFound; a wish that lacks something CodeInvalid.
func (s *Service) Make(ctx context.Context, by access.Actor, personID uuid.UUID, w Wish) (View, error) {
	var made View
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		person, err := s.store.person(ctx, by.Scopes(PermissionMake), by.Scopes(permissionContent), personID)
		if err != nil {
			return err
		}
		if w, err = w.check(person.ID != by.PersonID); err != nil {
			return err
		}
		if w.Parts == OneRole {
			err := s.store.roleThere(ctx, by.OrganisationID, w.RoleID)
			if apperr.CodeOf(err) == apperr.CodeNotFound {
				return apperr.InvalidField("roleId", "This role asks for no statements. Choose another one.")
			}
			if err != nil {
				return err
			}
		}
		now := s.clock.Now()
		if err := s.mustNotUnseal(ctx, by, personID, now); err != nil {
			return err
		}
		p := Pack{
			ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: personID, MadeBy: by.PersonID, Title: w.Title, Purpose: w.Purpose,
			Parts: w.Parts, FrozenOn: calendar.Today(now), FrozenAt: now,
		}
		if err := s.keep(ctx, by, p, w); err != nil {
			return err
		}
		made, err = s.store.pack(ctx, by, p.ID)
		return err
	})
	return made, err
}

// keep stores the pack with its content, and has its documents made.
func (s *Service) keep(ctx context.Context, by access.Actor, p Pack, w Wish) error {
	r, err := s.store.records(ctx, by.OrganisationID, p.PersonID, w.RoleID, by.Today)
	if err != nil {
		return err
	}
	if r.rules, err = freshness.Read(ctx, s.db, p.OrganisationID); err != nil {
		return err
	}
	// The conversation is for the person and those who take part in it.
	talks, err := s.store.reaches(ctx, by.Scopes(permissionDiscuss), p.PersonID)
	if err != nil {
		return err
	}
	if talks {
		if r.talk, err = s.store.talkOf(ctx, p.PersonID); err != nil {
			return err
		}
	}
	progress, err := s.progress.Progress(ctx, by, p.PersonID)
	if err != nil {
		return err
	}
	content, files := freeze(p, w, by.Name, progress, r)
	p.StatementCount, p.EvidenceCount, p.FileCount = len(content.Statements), len(content.Evidence), len(content.Files)
	if p.StatementCount+p.EvidenceCount == 0 {
		return apperr.InvalidField("parts", "There is nothing to put into this pack yet. Choose other parts, or add evidence first.")
	}
	text, err := json.Marshal(content)
	if err != nil {
		return fmt.Errorf("write the pack: %w", err)
	}
	if err := s.store.add(ctx, p, string(text), files); err != nil {
		return err
	}
	err = s.record(ctx, by, "pack.made", p, audit.Values{
		"title": audit.FreeText(p.Title), "purpose": p.Purpose.String(), "parts": p.Parts.String(), "frozenOn": p.FrozenOn,
		"statements": p.StatementCount, "evidence": p.EvidenceCount, "files": p.FileCount,
	})
	if err != nil {
		return err
	}
	for _, kind := range []Kind{PDF, ZIP} {
		if err := s.queue.Make(ctx, p.OrganisationID, p.ID, kind); err != nil {
			return err
		}
	}
	return nil
}

// Delete deletes a pack that by keeps and that nobody else was given. A pack that by may not see is CodeNotFound, somebody
// else's CodeForbidden, one that was handed over CodeConflict.
func (s *Service) Delete(ctx context.Context, by access.Actor, id uuid.UUID) error {
	var gone View
	err := s.db.InTx(ctx, func(ctx context.Context) (err error) {
		if gone, err = s.store.pack(ctx, by, id); err != nil {
			return err
		}
		if err := gone.mustBeMine("Only whoever made this pack can delete it."); err != nil {
			return err
		}
		if gone.HandedOver {
			return apperr.Conflict("This pack was shared, so it stays as what the others were shown. You can revoke the shares.")
		}
		if err := s.store.remove(ctx, id); err != nil {
			return err
		}
		return s.record(ctx, by, "pack.deleted", gone.Pack, nil)
	})
	if err != nil {
		return err
	}
	for _, d := range gone.Documents {
		// What cannot be removed now is only room on the disk: nobody can reach it any more.
		_ = s.shelf.Remove(ctx, keyOf(gone.Pack, d.Kind))
	}
	return nil
}

// Share lets a colleague see a pack that by keeps, until a day. A pack that by may not see is CodeNotFound, somebody else's
// CodeForbidden; an address that nobody of the organisation has, or a day too late, CodeInvalid.
func (s *Service) Share(ctx context.Context, by access.Actor, id uuid.UUID, email string, until calendar.Date) (View, error) {
	var shared View
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		p, err := s.store.pack(ctx, by, id)
		if err != nil {
			return err
		}
		if err := p.mustBeMine("Only whoever made this pack can share it."); err != nil {
			return err
		}
		if err := checkShare(until, by.Today); err != nil {
			return err
		}
		with, err := s.store.colleague(ctx, by.OrganisationID, strings.TrimSpace(email), by.Today)
		switch {
		case apperr.CodeOf(err) == apperr.CodeNotFound:
			return apperr.InvalidField("email", "Nobody in your organisation has this address. Check it, or ask them which address they sign in with.")
		case err != nil:
			return err
		case with.ID == by.PersonID:
			return apperr.InvalidField("email", "This is your own address. You have the pack already.")
		case with.ID == p.PersonID:
			return apperr.InvalidField("email", "The pack is about this person, who can see it already.")
		}
		for _, share := range p.Shares {
			if share.PersonID == with.ID && share.Active(by.Today) {
				return apperr.InvalidField("email", with.Name+" can see this pack already, until "+share.Until.String()+". Revoke that first.")
			}
		}
		share := Share{ID: uuid.New(), PackID: id, PersonID: with.ID, Until: until, SharedBy: by.PersonID, SharedAt: s.clock.Now()}
		if err := s.store.addShare(ctx, share); err != nil {
			return err
		}
		if err := s.record(ctx, by, "pack.shared", p.Pack, audit.Values{"share": share.ID, "with": with.ID, "until": until}); err != nil {
			return err
		}
		shared, err = s.store.pack(ctx, by, id)
		return err
	})
	return shared, err
}

// Revoke ends a share of a pack that by keeps; any other share is CodeNotFound, one that was revoked already CodeConflict.
func (s *Service) Revoke(ctx context.Context, by access.Actor, shareID uuid.UUID) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		share, err := s.store.share(ctx, by, shareID)
		if err != nil {
			return err
		}
		p, err := s.store.pack(ctx, by, share.PackID)
		if err != nil {
			return err
		}
		if share.RevokedAt != nil {
			return apperr.Conflict("This share was revoked already.")
		}
		now := s.clock.Now()
		share.RevokedAt, share.RevokedBy = &now, &by.PersonID
		if err := s.store.revoke(ctx, share); err != nil {
			return err
		}
		return s.record(ctx, by, "pack.share_revoked", p.Pack, audit.Values{"share": share.ID, "with": share.PersonID})
	})
}

// OpenFile gives a file of a pack and its content, which the caller closes. A pack that by may not see, or a hash that is
// not the pack's, is CodeNotFound.
func (s *Service) OpenFile(ctx context.Context, by access.Actor, id uuid.UUID, sha256 string) (File, io.ReadCloser, error) {
	p, err := s.store.pack(ctx, by, id)
	if err != nil {
		return File{}, nil, err
	}
	f, err := s.store.file(ctx, id, sha256)
	if err != nil {
		return File{}, nil, err
	}
	// The content is sent for as long as the reader's line takes.
	content, err := s.contents.Content(context.WithoutCancel(ctx), p.OrganisationID, f.SHA256)
	return f, content, err
}

// FormerReviews gives what reviewers of other organisations decided on a claim that was brought along. A claim whose content
// by may not read is CodeNotFound.
func (s *Service) FormerReviews(ctx context.Context, by access.Actor, claimID uuid.UUID) ([]FormerReview, error) {
	if err := s.store.claimWithin(ctx, by.Scopes(permissionContent), claimID); err != nil {
		return nil, err
	}
	former, err := s.store.formerOf(ctx, []uuid.UUID{claimID})
	return former[claimID], err
}

func (v View) mustBeMine(refusal string) error {
	if !v.Mine {
		return apperr.Forbidden(refusal)
	}
	return nil
}

func (s *Service) record(ctx context.Context, by access.Actor, action string, p Pack, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{Action: action, SubjectKind: "pack", SubjectID: p.ID.String(), PersonID: &p.PersonID, After: after})
}
