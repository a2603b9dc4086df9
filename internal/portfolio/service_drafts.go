package portfolio

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
)

// DraftFilter narrows a list of drafts.
type DraftFilter struct{ page.Request }

// self is by as the person whose drafts alone by sees.
func self(by access.Actor) Person { return Person{by.PersonID, by.Name} }

// Drafts gives a page of by's own drafts and their number. Anybody else's are CodeNotFound.
func (s *Service) Drafts(ctx context.Context, by access.Actor, personID uuid.UUID, f DraftFilter) ([]EvidenceDraftView, int, error) {
	if personID != by.PersonID {
		return nil, 0, apperr.NotFound("person")
	}
	return s.store.drafts(ctx, self(by), f)
}

// Draft gives one of by's own drafts; any other is CodeNotFound.
func (s *Service) Draft(ctx context.Context, by access.Actor, id uuid.UUID) (EvidenceDraftView, error) {
	return s.store.draft(ctx, self(by), id)
}

// AddDraft begins a draft in by's own portfolio. Anybody else's is CodeNotFound, too many drafts CodeConflict, a file that is
// not the person's CodeInvalid.
func (s *Service) AddDraft(ctx context.Context, by access.Actor, personID uuid.UUID, content DraftContent) (EvidenceDraftView, error) {
	var added EvidenceDraftView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if personID != by.PersonID {
			return apperr.NotFound("person")
		}
		already, err := s.store.countDrafts(ctx, personID)
		if err != nil {
			return err
		}
		d, err := newDraft(by, s.clock.Now(), personID, already, content)
		if err != nil {
			return err
		}
		if err := s.mustOwnFiles(ctx, personID, d.Files); err != nil {
			return err
		}
		if err := s.store.addDraft(ctx, d); err != nil {
			return err
		}
		if err := s.recordDraft(ctx, by, "portfolio.evidence_draft_added", d, nil, traceOfDraft(d)); err != nil {
			return err
		}
		added, err = s.store.draft(ctx, self(by), d.ID)
		return err
	})
	return added, err
}

// SaveDraft saves what a draft says now. The version must be the newest: CodePreconditionFailed when it is not, so that two
// tabs do not overwrite one another. A draft that is not by's own is CodeNotFound; a file that is not the person's CodeInvalid.
func (s *Service) SaveDraft(ctx context.Context, by access.Actor, id uuid.UUID, version int, content DraftContent) (EvidenceDraftView, error) {
	var saved EvidenceDraftView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.draft(ctx, self(by), id)
		if err != nil {
			return err
		}
		if old.Version != version {
			return apperr.PreconditionFailed()
		}
		d := old.saved(s.clock.Now(), content)
		if err := s.mustOwnFiles(ctx, d.PersonID, d.Files); err != nil {
			return err
		}
		if err := s.store.saveDraft(ctx, d); err != nil {
			return err
		}
		if err := s.recordDraft(ctx, by, "portfolio.evidence_draft_saved", d, traceOfDraft(old.EvidenceDraft), traceOfDraft(d)); err != nil {
			return err
		}
		saved, err = s.store.draft(ctx, self(by), id)
		return err
	})
	return saved, err
}

// DeleteDraft throws a draft away. The version must be the newest: CodePreconditionFailed when it is not. A draft that is not
// by's own is CodeNotFound.
func (s *Service) DeleteDraft(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.draft(ctx, self(by), id)
		if err != nil {
			return err
		}
		if old.Version != version {
			return apperr.PreconditionFailed()
		}
		if err := s.store.deleteDraft(ctx, old.EvidenceDraft); err != nil {
			return err
		}
		return s.recordDraft(ctx, by, "portfolio.evidence_draft_deleted", old.EvidenceDraft, traceOfDraft(old.EvidenceDraft), nil)
	})
}

// FinishDraft makes evidence of a draft, under the same identifier. A draft that is not by's own is CodeNotFound, one that
// changed since version CodeConflict, one that lacks what evidence needs CodeInvalid by field.
func (s *Service) FinishDraft(ctx context.Context, by access.Actor, id uuid.UUID, version int) (EvidenceView, error) {
	var finished EvidenceView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		d, err := s.store.draft(ctx, self(by), id)
		if err != nil {
			return err
		}
		if err := d.at(version); err != nil {
			return err
		}
		e, err := d.finish(by, s.clock.Now())
		if err != nil {
			return err
		}
		if err := s.mustOwnFiles(ctx, e.PersonID, e.Files); err != nil {
			return err
		}
		if err := s.store.deleteDraft(ctx, d.EvidenceDraft); err != nil {
			return err
		}
		if err := s.store.addEvidence(ctx, e); err != nil {
			return err
		}
		if err := s.recordEvidence(ctx, by, "portfolio.evidence_draft_finished", e, nil, traceOf(e)); err != nil {
			return err
		}
		finished, err = s.store.oneEvidence(ctx, seenBy(by), e.ID)
		return err
	})
	return finished, err
}

func (s *Service) recordDraft(ctx context.Context, by access.Actor, action string, d EvidenceDraft, before, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: action, SubjectKind: "evidence_draft", SubjectID: d.ID.String(), PersonID: &d.PersonID, Before: before, After: after,
	})
}

// traceOfDraft is what the trail shows of a draft: that it was saved, and nothing of what it says.
func traceOfDraft(d EvidenceDraft) audit.Values {
	return audit.Values{"files": len(d.Files), "links": len(d.Links), "version": d.Version}
}
