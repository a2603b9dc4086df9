package portfolio

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestWhoSeesWhatOfATraineesPortfolio(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		file := tr.file(tr.trainee, "sheet.pdf")
		content := goodContent()
		content.Files, content.Reflection = &[]uuid.UUID{file}, to("I learnt to slow down.")
		e, err := tr.Service.AddEvidence(ctx, tr.trainee, tr.trainee.PersonID, content)
		require.NoError(t, err)
		made, err := tr.Service.CreateClaims(ctx, tr.trainee, tr.trainee.PersonID, NewClaims{
			Statements: []uuid.UUID{tr.coding2.ID}, Evidence: []uuid.UUID{e.ID}, Explanation: "The audit shows it.", SelfJudgement: Meets, SelfReason: "I do it every day.", Submit: true,
		})
		require.NoError(t, err)
		decided, err := tr.Service.DecideClaim(ctx, tr.manager, made[0].ID, made[0].Version, Judgement{Decision: Return, Reason: "Say more."})
		require.NoError(t, err)
		for _, c := range []struct {
			who            string
			by             access.Actor
			found, content bool
		}{
			{"the trainee", tr.trainee, true, true},
			{"the mentor", tr.mentor, true, true},
			{"the assessor", tr.assessor, true, true},
			{"the manager", tr.manager, true, true},
			{"the workforce lead", tr.lead, true, false},
			{"the auditor", tr.auditor, true, false},
			{"a colleague", tr.colleague, false, false},
			{"the manager of another team", tr.otherManager, false, false},
			{"the administrator", tr.admin, false, false},
			{"the lead of another organisation", tr.stranger, false, false},
		} {
			t.Run(c.who, func(t *testing.T) {
				overview, err := tr.Service.Portfolio(ctx, c.by, tr.trainee.PersonID)
				evidence, total, listErr := tr.Service.Evidence(ctx, c.by, tr.trainee.PersonID, EvidenceFilter{Request: by("title")})
				one, oneErr := tr.Service.OneEvidence(ctx, c.by, e.ID)
				claims, _, claimsErr := tr.Service.Claims(ctx, c.by, tr.trainee.PersonID, ClaimFilter{Request: by("code")})
				claim, claimErr := tr.Service.Claim(ctx, c.by, decided.ID)
				for _, err := range []error{err, listErr, oneErr, claimsErr, claimErr} {
					if !c.found {
						assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
						continue
					}
					require.NoError(t, err)
				}
				if !c.found {
					return
				}
				assert.Equal(t, c.content, overview.ContentVisible)
				require.Len(t, evidence, 1)
				assert.Equal(t, 1, total)
				require.Len(t, claims, 1)
				require.Len(t, claim.Evidence, 1)
				assert.Equal(t, Returned, claims[0].State, "states are seen")
				assert.NotNil(t, claim.DecidedAt, "and dates")
				for _, seen := range []EvidenceView{evidence[0], one, claim.Evidence[0].EvidenceView} {
					assert.Equal(t, AuditResult, seen.Kind)
					assert.Equal(t, e.HappenedOn, seen.HappenedOn)
					assert.Equal(t, c.content, seen.ContentVisible)
					for _, words := range []string{seen.Title, seen.WhatIDid, seen.Reflection} {
						assert.Equal(t, c.content, words != "", words)
					}
					assert.Equal(t, c.content, len(seen.StoredFiles) == 1 && len(seen.Files) == 1 && len(seen.Links) == 1)
					if !c.content {
						assert.Empty(t, seen.StoredFiles)
						assert.Empty(t, seen.Files)
						assert.Empty(t, seen.Links)
					}
				}
				for _, words := range []string{claim.Explanation, claim.Reason, claims[0].Reason, claim.History[2].Reason} {
					assert.Equal(t, c.content, words != "", words)
				}
			})
		}
	})
}

func TestSearchingDoesNotRevealWhatMayNotBeRead(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		tr.addEvidence(tr.trainee, "Café notes: Über-audit 50%")
		find := func(who access.Actor, query string) int {
			f := EvidenceFilter{Request: by("happenedOn")}
			f.Query = query
			_, total, err := tr.Service.Evidence(ctx, who, tr.trainee.PersonID, f)
			require.NoError(t, err)
			return total
		}
		assert.Equal(t, 1, find(tr.manager, "CAFE"), "without case or accents")
		assert.Equal(t, 1, find(tr.trainee, "über-AUDIT"))
		assert.Equal(t, 1, find(tr.trainee, "50%"), "a percent sign is itself")
		assert.Equal(t, 0, find(tr.trainee, "5_%"), "and no wildcard")
		assert.Equal(t, 1, find(tr.lead, ""))
		assert.Equal(t, 0, find(tr.lead, "cafe"), "the lead cannot find out what is written there")
		assert.Equal(t, 0, find(tr.lead, "audited"))
	})
}

func TestWhoMayDecide(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.submit(tr.trainee, tr.coding2)[0]
		managersOwn := tr.submit(tr.manager, tr.coding3)[0]
		for _, c := range []struct {
			who   string
			by    access.Actor
			claim ClaimView
			code  apperr.Code
		}{
			{"the trainee", tr.trainee, claim, apperr.CodeNotFound},
			{"a colleague", tr.colleague, claim, apperr.CodeNotFound},
			{"the mentor, who only mentors", tr.mentor, claim, apperr.CodeNotFound},
			{"the lead", tr.lead, claim, apperr.CodeNotFound},
			{"the auditor", tr.auditor, claim, apperr.CodeNotFound},
			{"the manager of another team", tr.otherManager, claim, apperr.CodeNotFound},
			{"an assessor of another organisation", tr.stranger, claim, apperr.CodeNotFound},
			{"the manager, on their own claim", tr.manager, managersOwn, apperr.CodeForbidden},
			{"the assessor, on somebody whom they do not assess", tr.assessor, managersOwn, apperr.CodeNotFound},
		} {
			t.Run(c.who, func(t *testing.T) {
				_, err := tr.Service.DecideClaim(ctx, c.by, c.claim.ID, c.claim.Version, Judgement{Decision: Approve})
				assert.Equal(t, c.code, apperr.CodeOf(err), err)
			})
		}
		for who, want := range map[*access.Actor][]Action{
			&tr.trainee: {WithdrawClaim}, &tr.mentor: nil, &tr.assessor: {DecideClaim, StartReview}, &tr.manager: {DecideClaim, StartReview}, &tr.lead: nil,
		} {
			seen, err := tr.Service.Claim(ctx, *who, claim.ID)
			require.NoError(t, err)
			assert.Equal(t, want, seen.Actions, who.Name)
		}
		own, err := tr.Service.Claim(ctx, tr.manager, managersOwn.ID)
		require.NoError(t, err)
		assert.Equal(t, []Action{WithdrawClaim}, own.Actions)
	})
}

func TestWhoseChangesAreRefused(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		e := tr.addEvidence(tr.trainee, "Evidence")
		claim := tr.submit(tr.trainee, tr.coding2)[0]
		for _, who := range []access.Actor{tr.colleague, tr.mentor, tr.manager, tr.lead, tr.stranger} {
			_, err := tr.Service.EditEvidence(ctx, who, e.ID, 1, EvidenceEdit{Title: to("x")})
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), who.Name)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(tr.Service.DeleteEvidence(ctx, who, e.ID, 1)), who.Name)
			_, err = tr.Service.AddEvidence(ctx, who, tr.trainee.PersonID, goodContent())
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), who.Name)
			_, err = tr.Service.WithdrawClaim(ctx, who, claim.ID, claim.Version)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), who.Name)
			_, err = tr.Service.SubmitClaim(ctx, who, claim.ID, claim.Version)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), who.Name)
		}
	})
}
