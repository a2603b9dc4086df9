package portfolio

import (
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestADraftMayLackAnythingUntilItIsFinished(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		d, err := tr.Service.AddDraft(ctx, tr.trainee, tr.trainee.PersonID, DraftContent{WhatIDid: " I audited"})
		require.NoError(t, err)
		assert.Equal(t, 1, d.Version)
		assert.Equal(t, " I audited", d.WhatIDid, "as it was typed")
		_, err = tr.Service.FinishDraft(ctx, tr.trainee, d.ID, 1)
		assert.ElementsMatch(t, []string{"title", "kind", "happenedOn"}, fieldsOf(err))

		sheet := tr.file(tr.trainee, "sheet.pdf")
		d, err = tr.Service.SaveDraft(ctx, tr.trainee, d.ID, 1, DraftContent{
			Title: "Audit", Kind: AuditResult, WhatIDid: "I audited 50 records.", Reflection: "Depth of coding.", HappenedOn: calendar.On(2027, 3, 1),
			HappenedUntil: calendar.On(2027, 3, 5), Files: []uuid.UUID{sheet}, Links: []Link{{"", ""}, {"The standard", "https://example.nhs.uk"}},
		})
		require.NoError(t, err)
		assert.Equal(t, []uuid.UUID{sheet}, d.Files)
		_, err = tr.Service.SaveDraft(ctx, tr.trainee, d.ID, 1, DraftContent{Title: "From another tab"})
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		_, err = tr.Service.FinishDraft(ctx, tr.trainee, d.ID, 1)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))

		e, err := tr.Service.FinishDraft(ctx, tr.trainee, d.ID, 2)
		require.NoError(t, err)
		assert.Equal(t, d.ID, e.ID, "under the same identifier")
		assert.Equal(t, calendar.On(2027, 3, 5), e.HappenedUntil)
		assert.Equal(t, []Link{{"The standard", "https://example.nhs.uk"}}, e.Links)
		assert.Equal(t, []uuid.UUID{sheet}, e.Files)
		_, err = tr.Service.Draft(ctx, tr.trainee, d.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		assert.Equal(t, []string{"portfolio.evidence_draft_added", "portfolio.evidence_draft_finished", "portfolio.evidence_draft_saved"}, tr.trail())
	})
}

func TestDraftsAreTheirOwnersAlone(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		d, err := tr.Service.AddDraft(ctx, tr.trainee, tr.trainee.PersonID, DraftContent{Title: "Épisodes"})
		require.NoError(t, err)
		for _, other := range []access.Actor{tr.mentor, tr.assessor, tr.manager, tr.lead, tr.auditor, tr.admin, tr.stranger} {
			_, err := tr.Service.Draft(ctx, other, d.ID)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), other.Name)
			_, _, err = tr.Service.Drafts(ctx, other, tr.trainee.PersonID, DraftFilter{by("-updatedAt")})
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), other.Name)
			_, err = tr.Service.SaveDraft(ctx, other, d.ID, 1, DraftContent{})
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), other.Name)
			_, err = tr.Service.AddDraft(ctx, other, tr.trainee.PersonID, DraftContent{})
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), other.Name)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(tr.Service.DeleteDraft(ctx, other, d.ID, 1)), other.Name)
			_, err = tr.Service.FinishDraft(ctx, other, d.ID, 1)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), other.Name)
		}
		asked := DraftFilter{by("-updatedAt")}
		asked.Query = "episodes"
		found, total, err := tr.Service.Drafts(ctx, tr.trainee, tr.trainee.PersonID, asked)
		require.NoError(t, err)
		assert.Equal(t, []int{1, 1}, []int{len(found), total})
		_, total, err = tr.Service.Evidence(ctx, tr.trainee, tr.trainee.PersonID, EvidenceFilter{Request: by("-happenedOn")})
		require.NoError(t, err)
		assert.Zero(t, total, "a draft is no evidence")
		_, err = tr.Service.AddDraft(ctx, tr.trainee, tr.trainee.PersonID, DraftContent{Files: []uuid.UUID{tr.file(tr.colleague, "theirs.pdf")}})
		assert.Equal(t, []string{"fileIds"}, fieldsOf(err))
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(tr.Service.DeleteDraft(ctx, tr.trainee, d.ID, 2)))
		require.NoError(t, tr.Service.DeleteDraft(ctx, tr.trainee, d.ID, 1))
		assert.Zero(t, tr.count("evidence_drafts"))
	})
}

func TestDraftsAreCapped(t *testing.T) {
	_, err := newDraft(trainee, moment, trainee.PersonID, mostDrafts, DraftContent{})
	assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
}

func TestParallelSavesOfADraftLoseNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		d, err := tr.Service.AddDraft(ctx, tr.trainee, tr.trainee.PersonID, DraftContent{Title: "Draft"})
		require.NoError(t, err)
		errs := make([]error, 12)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				_, errs[i] = tr.Service.SaveDraft(ctx, tr.trainee, d.ID, 1, DraftContent{Title: "Draft"})
			})
		}
		all.Wait()
		saved := 0
		for _, err := range errs {
			if err == nil {
				saved++
				continue
			}
			assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err), err)
		}
		assert.Equal(t, 1, saved)
	})
}

func TestReplacedVersionsAreKeptWordForWord(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		e := tr.addEvidence(tr.trainee, "First title")
		edit := func(version int, edit EvidenceEdit) {
			_, err := tr.Service.EditEvidence(ctx, tr.trainee, e.ID, version, edit)
			require.NoError(t, err)
		}
		edit(1, EvidenceEdit{Title: to("Nobody saw the first")})
		versions, err := tr.Service.Versions(ctx, tr.trainee, e.ID)
		require.NoError(t, err)
		assert.Empty(t, versions, "nobody could have seen it yet")

		made, err := tr.Service.CreateClaims(ctx, tr.trainee, tr.trainee.PersonID, NewClaims{
			Statements: []uuid.UUID{tr.coding2.ID}, Evidence: []uuid.UUID{e.ID}, SelfJudgement: Meets, SelfReason: "I do it every day.", Submit: true,
		})
		require.NoError(t, err)
		edit(2, EvidenceEdit{Showcased: to(true)})
		edit(3, EvidenceEdit{Title: to("Nobody saw the first")})
		claim, err := tr.Service.Claim(ctx, tr.manager, made[0].ID)
		require.NoError(t, err)
		assert.False(t, claim.Evidence[0].ChangedSinceSubmission(), "the same words are no other version")
		edit(4, EvidenceEdit{Title: to("Second title"), WhatIDid: to("More.")})
		edit(5, EvidenceEdit{Title: to("Third title")})

		versions, err = tr.Service.Versions(ctx, tr.manager, e.ID)
		require.NoError(t, err)
		require.Len(t, versions, 2)
		assert.Equal(t, []string{"Second title", "Nobody saw the first"}, []string{versions[0].Title, versions[1].Title}, "the newest first")
		assert.Equal(t, []int{5, 4}, []int{versions[0].Version, versions[1].Version})
		claim, err = tr.Service.Claim(ctx, tr.manager, made[0].ID)
		require.NoError(t, err)
		require.True(t, claim.Evidence[0].ChangedSinceSubmission())
		assert.Equal(t, "Nobody saw the first", claim.Evidence[0].Submitted.Title, "as the reviewer was asked to judge it")
		assert.Equal(t, "Third title", claim.Evidence[0].Title)
		assert.Equal(t, 2, claim.Evidence[0].ReplacedVersions)

		seen, err := tr.Service.Versions(ctx, tr.lead, e.ID)
		require.NoError(t, err)
		assert.Equal(t, []string{"", ""}, []string{seen[0].Title, seen[1].WhatIDid}, "the lead sees dates")
		assert.False(t, seen[0].ReplacedAt.IsZero())
		_, err = tr.Service.Versions(ctx, tr.stranger, e.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestTheShowcaseIsOrderedByThePerson(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		var ids []uuid.UUID
		for range ShowcaseSize + 1 {
			ids = append(ids, tr.addEvidence(tr.trainee, "Evidence").ID)
		}
		a, b, c := ids[0], ids[1], ids[2]
		_, err := tr.Service.ArrangeShowcase(ctx, tr.trainee, tr.trainee.PersonID, nil, []uuid.UUID{b, a, c})
		require.NoError(t, err)
		_, err = tr.Service.ArrangeShowcase(ctx, tr.trainee, tr.trainee.PersonID, []uuid.UUID{a, b}, []uuid.UUID{a})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "arranged elsewhere meanwhile")
		found, _, err := tr.Service.Evidence(ctx, tr.trainee, tr.trainee.PersonID, EvidenceFilter{Request: by("-showcased")})
		require.NoError(t, err)
		assert.Equal(t, []uuid.UUID{b, a, c}, []uuid.UUID{found[0].ID, found[1].ID, found[2].ID}, "the showcase first, in its order")
		assert.Len(t, found, ShowcaseSize+1)
		_, err = tr.Service.ArrangeShowcase(ctx, tr.trainee, tr.trainee.PersonID, []uuid.UUID{b, a, c}, ids)
		assert.Equal(t, []string{"evidenceIds"}, fieldsOf(err))
		_, err = tr.Service.ArrangeShowcase(ctx, tr.trainee, tr.trainee.PersonID, []uuid.UUID{b, a, c}, ids[:ShowcaseSize])
		require.NoError(t, err)
		_, err = tr.Service.EditEvidence(ctx, tr.trainee, ids[ShowcaseSize], 1, EvidenceEdit{Showcased: to(true)})
		assert.Equal(t, []string{"showcased"}, fieldsOf(err), "it is full")
		_, err = tr.Service.ArrangeShowcase(ctx, tr.manager, tr.trainee.PersonID, ids[:ShowcaseSize], nil)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		theirs := tr.addEvidence(tr.colleague, "Theirs")
		_, err = tr.Service.ArrangeShowcase(ctx, tr.trainee, tr.trainee.PersonID, ids[:ShowcaseSize], []uuid.UUID{theirs.ID})
		assert.Equal(t, []string{"evidenceIds"}, fieldsOf(err))
	})
}
