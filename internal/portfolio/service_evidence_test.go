package portfolio

import (
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestEvidenceIsKeptAsItWasGiven(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		sheet, photo := tr.file(tr.trainee, "sheet.pdf"), tr.file(tr.trainee, "photo.png")
		content := goodContent()
		content.Title, content.Reflection, content.Showcased = to("  Réflexion ’27 "), to("A line.\nAnother."), to(true)
		content.Files = &[]uuid.UUID{photo, sheet}
		content.Links = &[]Link{{"Z", "https://example.nhs.uk/z"}, {"A", "http://example.nhs.uk/a"}}
		added, err := tr.Service.AddEvidence(ctx, tr.trainee, tr.trainee.PersonID, content)
		require.NoError(t, err)
		kept, err := tr.Service.OneEvidence(ctx, tr.trainee, added.ID)
		require.NoError(t, err)
		for _, e := range []EvidenceView{added, kept} {
			assert.Equal(t, "Réflexion ’27", e.Title)
			assert.Equal(t, "A line.\nAnother.", e.Reflection)
			assert.Equal(t, AuditResult, e.Kind)
			assert.Equal(t, *content.HappenedOn, e.HappenedOn)
			assert.True(t, e.Showcased())
			assert.Equal(t, []uuid.UUID{photo, sheet}, e.Files, "in the person's order")
			assert.Equal(t, StoredFile{photo, "photo.png", "application/pdf", 1234}, e.StoredFiles[0])
			assert.Equal(t, *content.Links, e.Links)
			assert.Equal(t, Person{tr.trainee.PersonID, "Amara Okafor"}, e.Person)
			assert.Equal(t, 1, e.Version)
			assert.WithinDuration(t, moment, e.CreatedAt, 0)
		}
		edited, err := tr.Service.EditEvidence(ctx, tr.trainee, added.ID, 1, EvidenceEdit{Files: &[]uuid.UUID{sheet}, Links: &[]Link{}})
		require.NoError(t, err)
		assert.Equal(t, []uuid.UUID{sheet}, edited.Files)
		assert.Empty(t, edited.Links)
		assert.Equal(t, "Réflexion ’27", edited.Title, "what was not named stays")
		assert.Equal(t, 2, edited.Version)
		assert.Equal(t, []string{"portfolio.evidence_added", "portfolio.evidence_edited"}, tr.trail())
	})
}

func TestEvidenceTakesOnlyOnesOwnFiles(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		theirs := tr.file(tr.colleague, "theirs.pdf")
		content := goodContent()
		content.Files = &[]uuid.UUID{theirs}
		_, err := tr.Service.AddEvidence(ctx, tr.trainee, tr.trainee.PersonID, content)
		assert.Equal(t, []string{"fileIds"}, fieldsOf(err))
		e := tr.addEvidence(tr.trainee, "Mine")
		_, err = tr.Service.EditEvidence(ctx, tr.trainee, e.ID, 1, EvidenceEdit{Files: &[]uuid.UUID{theirs}})
		assert.Equal(t, []string{"fileIds"}, fieldsOf(err))
		assert.Equal(t, 0, tr.count("evidence_files"))
		assert.Equal(t, []string{"portfolio.evidence_added"}, tr.trail())
	})
}

func TestEditingEvidenceOfAWaitingClaimMakesTheReviewerLookAgain(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.submit(tr.trainee, tr.coding2)[0]
		read, err := tr.Service.Claim(ctx, tr.manager, claim.ID)
		require.NoError(t, err)
		require.False(t, read.Evidence[0].ChangedSinceSubmission())
		_, err = tr.Service.EditEvidence(ctx, tr.trainee, read.Evidence[0].ID, 1, EvidenceEdit{Showcased: to(true)})
		require.NoError(t, err)
		_, err = tr.Service.EditEvidence(ctx, tr.trainee, read.Evidence[0].ID, 2, EvidenceEdit{WhatIDid: to("I audited 60 episodes.")})
		require.NoError(t, err)
		_, err = tr.Service.DecideClaim(ctx, tr.manager, claim.ID, read.Version, Judgement{Decision: Approve})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "the reviewer judged what is no longer there")
		again, err := tr.Service.Claim(ctx, tr.manager, claim.ID)
		require.NoError(t, err)
		assert.Equal(t, read.Version+1, again.Version, "showing it elsewhere does not count as a change")
		assert.True(t, again.Evidence[0].ChangedSinceSubmission())
		_, err = tr.Service.DecideClaim(ctx, tr.manager, claim.ID, again.Version, Judgement{Decision: Approve})
		require.NoError(t, err)
		_, err = tr.Service.EditEvidence(ctx, tr.trainee, read.Evidence[0].ID, 3, EvidenceEdit{WhatIDid: to("I audited 90 episodes.")})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "what was approved stays as it was judged")
		_, err = tr.Service.EditEvidence(ctx, tr.trainee, read.Evidence[0].ID, 3, EvidenceEdit{Showcased: to(false)})
		assert.NoError(t, err)
	})
}

func TestAnApprovalNeverStandsOnEvidenceThatChangedUnderIt(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		for range 10 {
			person := tr.person("Trainee", tr.ours, tr.coding)
			claim := tr.submit(person, tr.coding2)[0]
			read, err := tr.Service.Claim(ctx, tr.manager, claim.ID)
			require.NoError(t, err)
			var approve, edit error
			var both sync.WaitGroup
			both.Go(func() {
				_, approve = tr.Service.DecideClaim(ctx, tr.manager, claim.ID, read.Version, Judgement{Decision: Approve})
			})
			both.Go(func() {
				_, edit = tr.Service.EditEvidence(ctx, person, read.Evidence[0].ID, 1, EvidenceEdit{WhatIDid: to("Something else.")})
			})
			both.Wait()
			assert.True(t, (approve == nil) != (edit == nil), "exactly one: %v, %v", approve, edit)
			after, err := tr.Service.Claim(ctx, tr.manager, claim.ID)
			require.NoError(t, err)
			assert.Equal(t, approve != nil, after.Evidence[0].ChangedSinceSubmission())
		}
	})
}

func TestDeletingEvidence(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		content := goodContent()
		content.Files = &[]uuid.UUID{tr.file(tr.trainee, "sheet.pdf")}
		e, err := tr.Service.AddEvidence(ctx, tr.trainee, tr.trainee.PersonID, content)
		require.NoError(t, err)
		drafted, err := tr.Service.CreateClaims(ctx, tr.trainee, tr.trainee.PersonID, NewClaims{Statements: []uuid.UUID{tr.coding2.ID}, Evidence: []uuid.UUID{e.ID}})
		require.NoError(t, err)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(tr.Service.DeleteEvidence(ctx, tr.trainee, e.ID, 1)), "a draft rests on it")
		_, err = tr.Service.WithdrawClaim(ctx, tr.trainee, drafted[0].ID, 1)
		require.NoError(t, err)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(tr.Service.DeleteEvidence(ctx, tr.trainee, e.ID, 2)), "not the version that was read")
		require.NoError(t, tr.Service.DeleteEvidence(ctx, tr.trainee, e.ID, 1), "nobody ever saw it under a claim")
		assert.Equal(t, []int{0, 0, 0, 0}, []int{tr.count("evidence"), tr.count("evidence_files"), tr.count("evidence_links"), tr.count("claim_evidence")})
		assert.Equal(t, 1, tr.count("files"), "the file stays the person's")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(tr.Service.DeleteEvidence(ctx, tr.trainee, e.ID, 1)))

		claim := tr.submit(tr.trainee, tr.coding3)[0]
		read, err := tr.Service.WithdrawClaim(ctx, tr.trainee, claim.ID, claim.Version)
		require.NoError(t, err)
		err = tr.Service.DeleteEvidence(ctx, tr.trainee, read.Evidence[0].ID, 1)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "what was submitted once stays")
	})
}

func TestDeletingEvidenceWhileItIsClaimed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		for range 10 {
			person := tr.person("Trainee", tr.ours, tr.coding)
			e := tr.addEvidence(person, "Evidence")
			var remove, claim error
			var both sync.WaitGroup
			both.Go(func() { remove = tr.Service.DeleteEvidence(ctx, person, e.ID, 1) })
			both.Go(func() {
				_, claim = tr.Service.CreateClaims(ctx, person, person.PersonID, NewClaims{
					Statements: []uuid.UUID{tr.coding2.ID}, Evidence: []uuid.UUID{e.ID}, SelfJudgement: Meets, SelfReason: "I do it every day.", Submit: true,
				})
			})
			both.Wait()
			assert.True(t, (remove == nil) != (claim == nil), "exactly one: %v, %v", remove, claim)
			var without int64
			require.NoError(t, db.Conn(ctx).Table("claims").
				Where("NOT EXISTS (SELECT 1 FROM claim_evidence WHERE claim_evidence.claim_id = claims.id)").Count(&without).Error)
			assert.Zero(t, without, "no claim lost its evidence")
		}
	})
}

func TestParallelEditsOfEvidenceLoseNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		e := tr.addEvidence(tr.trainee, "Evidence")
		const writers = 20
		results := make([]error, writers)
		var done sync.WaitGroup
		for i := range writers {
			done.Go(func() {
				links := make([]Link, i)
				for j := range links {
					links[j] = Link{"L", "https://example.nhs.uk"}
				}
				_, results[i] = tr.Service.EditEvidence(ctx, tr.trainee, e.ID, 1, EvidenceEdit{Links: &links})
			})
		}
		done.Wait()
		after, err := tr.Service.OneEvidence(ctx, tr.trainee, e.ID)
		require.NoError(t, err)
		succeeded := 0
		for i, err := range results {
			if err == nil {
				succeeded++
				assert.Len(t, after.Links, i, "the edit that succeeded is the one that is there")
				continue
			}
			assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err), err)
		}
		assert.Equal(t, 1, succeeded)
		assert.Equal(t, 2, after.Version)
	})
}
