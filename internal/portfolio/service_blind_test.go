package portfolio

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// What the first assessor of these tests says; none of it may reach the second assessor before they have judged.
const (
	firstQuestion = "Whose audit sheet is it?"
	firstTakeOver = "My colleague is on leave."
	firstReason   = "The audit sheet convinced me of level two."
)

// approvedLower has the assessor talk about the trainee's claim on coding at level 3, take its review over and approve it at
// level 2; every approval goes to a second assessor.
func (tr *trust) approvedLower() ClaimDetail {
	tr.t.Helper()
	ctx := tr.t.Context()
	tr.drawAll()
	claim := tr.submit(tr.trainee, tr.coding3)[0]
	tr.later(time.Minute)
	held, err := tr.Service.StartReview(ctx, tr.manager, claim.ID, claim.Version)
	require.NoError(tr.t, err)
	tr.later(time.Minute)
	taken, err := tr.Service.TakeOverReview(ctx, tr.assessor, claim.ID, held.Version, firstTakeOver)
	require.NoError(tr.t, err)
	tr.later(time.Minute)
	_, err = tr.Service.Say(ctx, tr.assessor, claim.ID, firstQuestion)
	require.NoError(tr.t, err)
	_, err = tr.Service.Say(ctx, tr.trainee, claim.ID, "That of February, Asha.")
	require.NoError(tr.t, err)
	tr.later(time.Minute)
	approved, err := tr.Service.DecideClaim(ctx, tr.assessor, claim.ID, taken.Version, Judgement{ApproveLower, 2, firstReason})
	require.NoError(tr.t, err)
	return approved
}

// everythingOf gives, as JSON, what somebody may read of a claim and of its person anywhere in the portfolio.
func (tr *trust) everythingOf(who access.Actor, claim uuid.UUID) map[string]string {
	tr.t.Helper()
	ctx := tr.t.Context()
	seen := map[string]string{}
	add := func(what string, body any, err error) {
		tr.t.Helper()
		require.NoError(tr.t, err, what)
		text, err := json.Marshal(body)
		require.NoError(tr.t, err)
		seen[what] = string(text)
	}
	detail, err := tr.Service.Claim(ctx, who, claim)
	add("the claim", claimJSON(detail, who), err)
	list, total, err := tr.Service.Claims(ctx, who, tr.trainee.PersonID, ClaimFilter{Request: by("-updatedAt")})
	add("the list of claims", claimsJSON(list, total, "", who.Today), err)
	overview, err := tr.Service.Portfolio(ctx, who, tr.trainee.PersonID)
	add("the portfolio", overviewJSON(overview, who.Today), err)
	evidence, _, err := tr.Service.Evidence(ctx, who, tr.trainee.PersonID, EvidenceFilter{Request: by("-happenedOn")})
	add("the evidence", evidenceJSON(evidence[0], who.PersonID), err)
	if looks := tr.waiting(who); len(looks) > 0 {
		add("the list of second looks", moderationJSON(looks[0], who.Today), nil)
		look, err := tr.Service.SecondReading(ctx, who, looks[0].ID)
		add("the second look", secondReadingJSON(look, who), err)
	}
	return seen
}

// Until the second assessor has judged, no page tells them who approved, at which level, why, or what was said meanwhile; the
// person and the first assessor read it all along.
func TestASecondAssessorJudgesBlind(t *testing.T) {
	telling := []string{"Asha", firstTakeOver, firstReason, "approved_lower", `"approvedLevel"`, `"in_review"`, `"messages"`, firstQuestion}
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.approvedLower()
		for who, n := range map[*access.Actor]int{
			&tr.manager: 1, &tr.assessor: 0, &tr.trainee: 0, &tr.mentor: 0, &tr.otherManager: 0, &tr.lead: 0, &tr.auditor: 0, &tr.admin: 0, &tr.stranger: 0,
		} {
			assert.Len(t, tr.waiting(*who), n, who.Name)
		}

		for what, text := range tr.everythingOf(tr.manager, claim.ID) {
			for _, tells := range telling {
				assert.NotContains(t, text, tells, what)
			}
		}
		seen, err := tr.Service.Claim(ctx, tr.manager, claim.ID)
		require.NoError(t, err)
		assert.True(t, seen.Sealed)
		assert.Equal(t, Approved, seen.State, "that it was approved is no secret")
		assert.Equal(t, Submitted, seen.History[len(seen.History)-1].ToState, "the review's steps come later")
		_, err = tr.Service.Messages(ctx, tr.manager, claim.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = tr.Service.Say(ctx, tr.manager, claim.ID, "Who was it?")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(tr.Service.MarkRead(ctx, tr.manager, claim.ID)))
		for state, n := range map[State]int{Approved: 1, ApprovedLower: 0} {
			_, total, err := tr.Service.Claims(ctx, tr.manager, tr.trainee.PersonID, ClaimFilter{Request: by("-updatedAt"), State: state})
			require.NoError(t, err)
			assert.Equal(t, n, total, "a filter does not tell it either: %s", state)
		}
		both := tr.person("Bea Both", tr.ours, uuid.Nil, tr.grant(access.Manager, tr.coding), tr.grant(access.StandardsLead, uuid.Nil))
		_, total, err := tr.Service.Approvals(ctx, both, ModerationFilter{Request: by("-approvedAt")})
		require.NoError(t, err)
		assert.Zero(t, total, "nor the list of approvals, to somebody who reads it for another reason")
		_, total, err = tr.Service.Approvals(ctx, tr.standards(), ModerationFilter{Request: by("-approvedAt")})
		require.NoError(t, err)
		assert.Equal(t, 1, total, "who only counts agreement reads it")

		for _, who := range []access.Actor{tr.trainee, tr.assessor} {
			text := tr.everythingOf(who, claim.ID)["the claim"]
			for _, tells := range telling[:7] {
				assert.Contains(t, text, tells, who.Name)
			}
		}

		look := tr.waiting(tr.manager)[0]
		for who, code := range map[*access.Actor]apperr.Code{
			&tr.assessor: apperr.CodeForbidden, &tr.otherManager: apperr.CodeNotFound, &tr.mentor: apperr.CodeNotFound,
			&tr.lead: apperr.CodeNotFound, &tr.stranger: apperr.CodeNotFound,
		} {
			_, err := tr.Service.SecondReading(ctx, *who, look.ID)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), who.Name)
			_, err = tr.Service.Moderate(ctx, *who, look.ID, look.Version, Judgement{Approve, 0, "x"})
			assert.Equal(t, code, apperr.CodeOf(err), who.Name)
		}

		tr.later(time.Hour)
		judged, err := tr.Service.Moderate(ctx, tr.manager, look.ID, look.Version, Judgement{ApproveLower, 2, "It shows level 2."})
		require.NoError(t, err)
		assert.Equal(t, []any{Agreed, Agree}, []any{judged.State, judged.Decision}, "both came to level 2")
		assert.Equal(t, firstReason, judged.FirstReason, "afterwards both are read")
		assert.Equal(t, ApprovedLower, judged.Claim.State, "who agrees leaves it as it is")
		assert.Equal(t, "portfolio.approval_agreed", tr.trail()[len(tr.trail())-1])
		assert.Empty(t, tr.waiting(tr.manager))
		text := tr.everythingOf(tr.manager, claim.ID)["the claim"]
		for _, tells := range telling[:7] {
			assert.Contains(t, text, tells, "the seal is gone")
		}
		said, err := tr.Service.Messages(ctx, tr.manager, claim.ID)
		require.NoError(t, err)
		assert.Len(t, said, 2)
	})
}

// Whoever says otherwise without having known the level disagrees, and the claim waits again with everything open.
func TestABlindJudgementMayComeOutHigher(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.approvedLower()
		look := tr.waiting(tr.manager)[0]
		tr.later(time.Hour)
		judged, err := tr.Service.Moderate(ctx, tr.manager, look.ID, look.Version, Judgement{Approve, 0, "It shows all of level 3."})
		require.NoError(t, err)
		assert.Equal(t, []any{Disagreed, OtherLevel, Level(3)}, []any{judged.State, judged.Decision, judged.Level})
		assert.Equal(t, calendar.Today(tr.now), calendar.Today(*judged.DecidedAt))
		seen, err := tr.Service.Claim(ctx, tr.manager, claim.ID)
		require.NoError(t, err)
		assert.Equal(t, []any{Submitted, false}, []any{seen.State, seen.Sealed})
		assert.NotNil(t, seen.Conversation)
	})
}
