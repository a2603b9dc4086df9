package framework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Import is a spreadsheet to be read into the draft.
type Import struct {
	Rows []ImportRow
	// EndRemoved ends the statements that the spreadsheet does not have.
	EndRemoved bool
	// Fingerprint tells one file from another.
	Fingerprint string
}

// ImportReport is what a spreadsheet does, or would do.
type ImportReport struct {
	ImportPlan
	EndRemoved bool
	// Digest stands for the file and for what it was compared with; empty when rows are refused.
	Digest string
	// EditionID is the draft into which the spreadsheet was read; nil for a dry run.
	EditionID uuid.UUID
}

// PlanImport says what a spreadsheet would do, without doing it.
func (s *Service) PlanImport(ctx context.Context, by access.Actor, frameworkID uuid.UUID, i Import) (ImportReport, error) {
	_, d, against, err := s.against(ctx, by, frameworkID)
	if err != nil {
		return ImportReport{}, err
	}
	return i.report(d, against), nil
}

// CommitImport reads a spreadsheet into the draft, in one transaction; it opens a draft when there is none. The digest is
// that of the dry run: CodeConflict when the file or the framework is another one now. A spreadsheet with refused rows is
// CodeInvalid.
func (s *Service) CommitImport(ctx context.Context, by access.Actor, frameworkID uuid.UUID, i Import, digest string) (ImportReport, error) {
	var r ImportReport
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		e, d, against, err := s.against(ctx, by, frameworkID)
		if err != nil {
			return err
		}
		r = i.report(d, against)
		if n := r.RefusedRows(); n > 0 {
			return apperr.InvalidField("file", fmt.Sprintf("%d rows of this file are refused. Look at the dry run, mend them and send the file again.", n))
		}
		if r.Digest != digest {
			return apperr.Conflict("This is not the file of the dry run, or the framework has changed since. Run the dry run again.")
		}
		if len(d.put) == 0 && len(d.gone) == 0 {
			return apperr.InvalidField("file", "This file changes nothing.")
		}
		if e.ID == uuid.Nil {
			title := "Import of " + calendar.Today(s.clock.Now()).String()
			if e, err = s.open(ctx, by, frameworkID, title, ""); err != nil {
				return err
			}
		}
		if err := s.store.UpdateDraft(ctx, e, map[string]any{}); err != nil {
			return err
		}
		if err := s.store.PutChanges(ctx, e.ID, d.stored(), d.undone()); err != nil {
			return err
		}
		r.EditionID = e.ID
		added, changed := r.Count()
		after := audit.Values{"version": e.Version + 1, "rows": r.Rows, "added": added, "changed": changed}
		if i.EndRemoved {
			after["removed"] = len(r.Removed)
		}
		return s.record(ctx, by, e, "framework.spreadsheet_imported", audit.Values{"version": e.Version}, after)
	})
	return r, err
}

// against gives what a spreadsheet is compared with: the draft, or what is in force when there is none, and a fingerprint of
// it.
func (s *Service) against(ctx context.Context, by access.Actor, frameworkID uuid.UUID) (Edition, *draft, string, error) {
	all, held, err := s.editions(ctx, by, frameworkID)
	if err != nil {
		return Edition{}, nil, "", err
	}
	f, err := held.framework(frameworkID)
	if err != nil {
		return Edition{}, nil, "", err
	}
	e := Edition{FrameworkID: frameworkID}
	var changes []Change
	if last := all[len(all)-1]; last.State == Draft {
		e = last
		if changes, err = s.store.Changes(ctx, e.ID); err != nil {
			return Edition{}, nil, "", err
		}
	}
	hash := sha256.New()
	base := held.entries(frameworkID)
	for _, entry := range changed(base, changes) {
		fmt.Fprintf(hash, "%q\n", []string{entry.StatementID.String(), entry.Skill, entry.Aspect, entry.Text})
	}
	return e, newDraft(f.Skills, base, changes, named(by), s.clock.Now()), hex.EncodeToString(hash.Sum(nil)), nil
}

func (i Import) report(d *draft, against string) ImportReport {
	r := ImportReport{ImportPlan: d.plan(i.Rows, i.EndRemoved), EndRemoved: i.EndRemoved}
	if len(r.Refused) == 0 {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %t %s", i.Fingerprint, i.EndRemoved, against))
		r.Digest = hex.EncodeToString(sum[:])
	}
	return r
}
