package portfolio

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// Evidence gives a page of a person's evidence and its number. Somebody out of scope is CodeNotFound. Whoever may not read
// the content finds nothing by searching in it, and cannot sort by it.
func (s *Service) Evidence(ctx context.Context, by access.Actor, personID uuid.UUID, f EvidenceFilter) ([]EvidenceView, int, error) {
	v := seenBy(by)
	person, err := s.store.person(ctx, v.reach, v.content, personID)
	if err != nil {
		return nil, 0, err
	}
	if !person.ContentVisible {
		if f.Query != "" {
			return nil, 0, nil
		}
		if f.Sort == "title" {
			f.Sort = "happenedOn"
		}
	}
	if f.Stale != nil {
		stale, err := s.store.staleEvidenceOf(ctx, v, personID)
		if err != nil {
			return nil, 0, err
		}
		if *f.Stale {
			f.among = stale
		} else if len(stale) > 0 {
			f.except = stale
		}
	}
	return s.store.evidence(ctx, v, personID, f)
}

// OneEvidence gives one piece of evidence. One out of scope is CodeNotFound.
func (s *Service) OneEvidence(ctx context.Context, by access.Actor, id uuid.UUID) (EvidenceView, error) {
	return s.store.oneEvidence(ctx, seenBy(by), id)
}

// AddEvidence adds to a person's portfolio. Somebody out of scope is CodeNotFound; what breaks a rule, or a file that is not
// the person's, CodeInvalid.
func (s *Service) AddEvidence(ctx context.Context, by access.Actor, personID uuid.UUID, content EvidenceEdit) (EvidenceView, error) {
	var added EvidenceView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.mustReach(ctx, by, personID); err != nil {
			return err
		}
		var err error
		if content, err = s.placed(ctx, personID, content); err != nil {
			return err
		}
		e, err := NewEvidence(by, s.clock.Now(), personID, content)
		if err != nil {
			return err
		}
		if err := s.mustOwnFiles(ctx, e.PersonID, e.Files); err != nil {
			return err
		}
		if err := s.store.addEvidence(ctx, e); err != nil {
			return err
		}
		if err := s.recordEvidence(ctx, by, "portfolio.evidence_added", e, nil, traceOf(e)); err != nil {
			return err
		}
		added, err = s.store.oneEvidence(ctx, seenBy(by), e.ID)
		return err
	})
	return added, err
}

// EditEvidence changes evidence. The version must be the newest: CodePreconditionFailed when it is not. Evidence out of
// scope is CodeNotFound; what breaks a rule CodeInvalid; content that a claim was approved on CodeConflict. Claims on it
// that wait for review become a new version, so that nobody decides on what was there before.
func (s *Service) EditEvidence(ctx context.Context, by access.Actor, id uuid.UUID, version int, edit EvidenceEdit) (EvidenceView, error) {
	var changed EvidenceView
	v := reachedBy(by, PermissionWrite)
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.oneEvidence(ctx, v, id)
		if err != nil {
			return err
		}
		if old.Version != version {
			return apperr.PreconditionFailed()
		}
		if edit, err = s.placed(ctx, old.PersonID, edit); err != nil {
			return err
		}
		e, err := old.Edit(by, s.clock.Now(), edit, old.Uses)
		if err != nil {
			return err
		}
		if err := s.saveEvidence(ctx, e, edit, old); err != nil {
			return err
		}
		if err := s.recordEvidence(ctx, by, "portfolio.evidence_edited", e, traceOf(old.Evidence), traceOf(e)); err != nil {
			return err
		}
		changed, err = s.store.oneEvidence(ctx, v, id)
		return err
	})
	return changed, err
}

// placed is the edit with the showcase that it puts evidence into.
func (s *Service) placed(ctx context.Context, personID uuid.UUID, edit EvidenceEdit) (EvidenceEdit, error) {
	var err error
	if edit.Showcased != nil && *edit.Showcased {
		edit.showcase, err = s.store.showcaseSize(ctx, personID)
	}
	return edit, err
}

func (s *Service) saveEvidence(ctx context.Context, e Evidence, edit EvidenceEdit, old EvidenceView) error {
	if edit.Files != nil {
		if err := s.mustOwnFiles(ctx, e.PersonID, e.Files); err != nil {
			return err
		}
	}
	if err := s.store.saveEvidence(ctx, e); err != nil {
		return err
	}
	if e.sameContent(old.Evidence) {
		return nil
	}
	if wasSeen(old.Uses) {
		if err := s.store.keepVersion(ctx, old.kept(s.clock.Now())); err != nil {
			return err
		}
	}
	var waiting []uuid.UUID
	for _, u := range old.Uses {
		if u.State.Waiting() {
			waiting = append(waiting, u.ClaimID)
		}
	}
	return s.store.renewClaims(ctx, e, waiting)
}

// DeleteEvidence deletes evidence that no claim uses. The version must be the newest: CodePreconditionFailed when it is
// not. Evidence out of scope is CodeNotFound; claimed evidence CodeConflict.
func (s *Service) DeleteEvidence(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.oneEvidence(ctx, reachedBy(by, PermissionWrite), id)
		if err != nil {
			return err
		}
		switch {
		case by.PersonID != old.PersonID:
			return apperr.Forbidden("Only the person whose evidence this is can delete it.")
		case old.Version != version:
			return apperr.PreconditionFailed()
		case !Deletable(old.Uses):
			return apperr.Conflict("A claim rests on this evidence, so it cannot be deleted. Take it out of your draft claims first; what was submitted stays.")
		}
		if err := s.store.deleteEvidence(ctx, old.Evidence); err != nil {
			return err
		}
		return s.recordEvidence(ctx, by, "portfolio.evidence_deleted", old.Evidence, traceOf(old.Evidence), nil)
	})
}

// mustOwnFiles is CodeInvalid unless every file is the person's.
func (s *Service) mustOwnFiles(ctx context.Context, personID uuid.UUID, files []uuid.UUID) error {
	err := s.files.BelongTo(ctx, personID, files)
	if apperr.CodeOf(err) == apperr.CodeNotFound {
		return apperr.InvalidField("fileIds", "Some of these files do not exist any more. Upload them again.")
	}
	return err
}

func (s *Service) recordEvidence(ctx context.Context, by access.Actor, action string, e Evidence, before, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: action, SubjectKind: "evidence", SubjectID: e.ID.String(), PersonID: &e.PersonID, Before: before, After: after,
	})
}

// traceOf is what the trail shows of evidence: everything but the words.
func traceOf(e Evidence) audit.Values {
	return audit.Values{
		"title": audit.FreeText(e.Title), "kind": e.Kind.String(), "whatIDid": audit.FreeText(e.WhatIDid),
		"reflection": audit.FreeText(e.Reflection), "happenedOn": e.HappenedOn, "happenedUntil": e.HappenedUntil, "files": e.Files, "links": len(e.Links),
		"showcased": e.Showcased(), "version": e.Version,
	}
}
