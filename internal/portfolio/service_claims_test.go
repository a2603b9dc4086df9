package portfolio

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/testdb"
)

func TestAClaimFromDraftToApproval(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claims := tr.submit(tr.trainee, tr.coding2, tr.auditing2)
		assert.Equal(t, tr.coding2, claims[0].Statement, "in the order in which they were asked for")
		assert.Equal(t, Submitted, claims[0].State)
		assert.Equal(t, 2, claims[0].Version)

		tr.later(time.Hour)
		approved, err := tr.Service.DecideClaim(ctx, tr.manager, claims[0].ID, 2, Judgement{Decision: Approve})
		require.NoError(t, err)
		assert.Equal(t, Level(2), approved.ApprovedLevel)
		returned, err := tr.Service.DecideClaim(ctx, tr.assessor, claims[1].ID, 2, Judgement{Decision: Return, Reason: "Show the audit sheet."})
		require.NoError(t, err)
		assert.Equal(t, &Person{tr.assessor.PersonID, "Asha Assessor"}, returned.DecidedBy)

		tr.later(time.Hour)
		sheet := tr.addEvidence(tr.trainee, "Audit sheet")
		edited, err := tr.Service.EditClaim(ctx, tr.trainee, returned.ID, returned.Version, ClaimEdit{Evidence: &[]uuid.UUID{sheet.ID}, Explanation: to("See the sheet.")})
		require.NoError(t, err)
		assert.Equal(t, Returned, edited.State, "working on it does not move it")
		tr.later(time.Hour)
		again, err := tr.Service.SubmitClaim(ctx, tr.trainee, returned.ID, edited.Version)
		require.NoError(t, err)
		tr.later(time.Hour)
		lower, err := tr.Service.DecideClaim(ctx, tr.assessor, returned.ID, again.Version, Judgement{Decision: Approve})
		require.NoError(t, err)

		steps := make([][2]State, len(lower.History))
		for i, e := range lower.History {
			steps[i] = [2]State{e.FromState, e.ToState}
		}
		assert.Equal(t, [][2]State{{0, Draft}, {Draft, Submitted}, {Submitted, Returned}, {Returned, Submitted}, {Submitted, Approved}}, steps)
		assert.Equal(t, "Show the audit sheet.", lower.History[2].Reason, "the history keeps what was said")
		assert.Equal(t, "Asha Assessor", lower.History[2].By.Name)
		assert.Equal(t, Level(2), lower.History[4].Level)
		assert.Equal(t, "Audit sheet", lower.Evidence[0].Title)
		assert.Equal(t, []string{
			"portfolio.claim_created", "portfolio.claim_created", "portfolio.evidence_added",
			"portfolio.claim_approved", "portfolio.claim_returned",
			"portfolio.claim_edited", "portfolio.evidence_added",
			"portfolio.claim_submitted", "portfolio.claim_approved",
		}, tr.trail(), "one row for every change")
	})
}

func TestTheTrailHasNoWordsOfAnybody(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.submit(tr.trainee, tr.coding3)[0]
		_, err := tr.Service.DecideClaim(ctx, tr.manager, claim.ID, 2, Judgement{ApproveLower, 2, "Only simple episodes."})
		require.NoError(t, err)
		var entries []audit.Entry
		require.NoError(t, db.Conn(ctx).Order("at").Find(&entries).Error)
		require.NotEmpty(t, entries)
		for _, e := range entries {
			assert.Equal(t, &tr.trainee.PersonID, e.PersonID, "it is the trainee's record that changed")
			for _, words := range []string{"episodes", "audit shows", "cardiology", "I audited", "http"} {
				assert.NotContains(t, e.Before+e.After, words)
			}
		}
		var decision audit.Entry
		require.NoError(t, db.Conn(ctx).Where("action = ?", "portfolio.claim_approved_lower").Take(&decision).Error)
		assert.JSONEq(t, `{"state":"submitted","version":2}`, decision.Before)
		assert.Regexp(t, `^{"level":2,"reason":{"characters":21,"hash":"[0-9a-f]{64}"},"state":"approved_lower","version":3}$`, decision.After)
		assert.Equal(t, &tr.manager.PersonID, decision.ActorID)
	})
}

func TestFiftyParallelApprovalsOfOneClaim(t *testing.T) {
	const reviewers, rounds = 50, 4
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		for round := range rounds {
			claim := tr.submit(tr.person("Trainee", tr.ours, tr.coding), tr.coding2)[0]
			before := tr.count("audit_entries")
			results := make([]error, reviewers)
			var start, done sync.WaitGroup
			start.Add(1)
			for i := range reviewers {
				done.Go(func() {
					start.Wait()
					_, results[i] = tr.Service.DecideClaim(t.Context(), tr.manager, claim.ID, claim.Version, Judgement{Decision: Approve})
				})
			}
			start.Done()
			done.Wait()
			succeeded, conflicts := 0, 0
			for _, err := range results {
				switch {
				case err == nil:
					succeeded++
				case apperr.CodeOf(err) == apperr.CodeConflict:
					conflicts++
				default:
					t.Errorf("round %d: %v", round, err)
				}
			}
			assert.Equal(t, 1, succeeded)
			assert.Equal(t, reviewers-1, conflicts)
			assert.Equal(t, before+1, tr.count("audit_entries"), "one audit row")
			after, err := tr.Service.Claim(t.Context(), tr.manager, claim.ID)
			require.NoError(t, err)
			assert.Equal(t, claim.Version+1, after.Version)
			assert.Len(t, after.History, 3, "drafted, submitted, approved once")
		}
	})
}

func TestTwoReviewersWhoDisagreeDoNotBothSucceed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		for range 10 {
			claim := tr.submit(tr.person("Trainee", tr.ours, tr.coding), tr.coding2)[0]
			var approve, withdraw error
			person := tr.policy.NewActor(claim.PersonID, tr.ours, "Trainee", "", nil, moment)
			var both sync.WaitGroup
			both.Go(func() {
				_, approve = tr.Service.DecideClaim(t.Context(), tr.manager, claim.ID, claim.Version, Judgement{Decision: Approve})
			})
			both.Go(func() { _, withdraw = tr.Service.WithdrawClaim(t.Context(), person, claim.ID, claim.Version) })
			both.Wait()
			failed := errors.Join(approve, withdraw)
			assert.True(t, (approve == nil) != (withdraw == nil), "exactly one: %v", failed)
			assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(failed))
		}
	})
}

func TestAStatementIsClaimedOnceAtATime(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		e := tr.addEvidence(tr.trainee, "Evidence")
		const tries = 12
		results := make([]error, tries)
		var done sync.WaitGroup
		for i := range tries {
			done.Go(func() {
				_, results[i] = tr.Service.CreateClaims(t.Context(), tr.trainee, tr.trainee.PersonID, NewClaims{
					Statements: []uuid.UUID{tr.coding2.ID, tr.coding3.ID}, Evidence: []uuid.UUID{e.ID}, SelfJudgement: Meets, SelfReason: "I do it every day.", Submit: true,
				})
			})
		}
		done.Wait()
		made := 0
		for _, err := range results {
			if err == nil {
				made++
				continue
			}
			assert.Contains(t, []apperr.Code{apperr.CodeInvalid, apperr.CodeConflict}, apperr.CodeOf(err), err)
		}
		assert.Equal(t, 1, made)
		assert.Equal(t, 2, tr.count("claims"))
	})
}

func TestWhenAStatementCanBeClaimedAgain(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.submit(tr.trainee, tr.coding3)[0]
		again := func() error {
			_, err := tr.Service.CreateClaims(ctx, tr.trainee, tr.trainee.PersonID, NewClaims{Statements: []uuid.UUID{tr.coding3.ID}})
			return err
		}
		assert.ErrorContains(t, again(), "You have a claim on Coding (ANCC level 3) already: it waits for review.")
		decided, err := tr.Service.DecideClaim(ctx, tr.manager, claim.ID, claim.Version, Judgement{ApproveLower, 2, "Simple ones."})
		require.NoError(t, err)
		require.NoError(t, again(), "a lower approval leaves the level to be shown later")
		assert.ErrorContains(t, again(), "it is a draft")
		all, _, err := tr.Service.Claims(ctx, tr.trainee, tr.trainee.PersonID, ClaimFilter{Request: by("state")})
		require.NoError(t, err)
		require.Len(t, all, 2)
		draft, err := tr.Service.Claim(ctx, tr.trainee, all[1].ID)
		require.NoError(t, err)
		require.Len(t, draft.Earlier, 1)
		assert.Equal(t, decided.ID, draft.Earlier[0].ID, "the earlier claim stands beside the new one")
		_, err = tr.Service.WithdrawClaim(ctx, tr.trainee, draft.ID, draft.Version)
		require.NoError(t, err)
		require.NoError(t, again(), "a withdrawn claim leaves the statement free")
	})
}

func TestWrongClaimsLeaveNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		mine, theirs := tr.addEvidence(tr.trainee, "Mine"), tr.addEvidence(tr.colleague, "Theirs")
		tr.submit(tr.trainee, tr.auditing2)
		ended := tr.records2
		tr.exec("UPDATE framework_statements SET ends_on = ? WHERE id = ?", tr.trainee.Today.AddDays(-1), ended.ID)
		claims, audits := tr.count("claims"), tr.count("audit_entries")
		for _, c := range []struct {
			what   string
			by     access.Actor
			wish   NewClaims
			code   apperr.Code
			fields []string
		}{
			{"an unknown statement", tr.trainee, NewClaims{Statements: []uuid.UUID{tr.coding2.ID, uuid.New()}}, apperr.CodeInvalid, []string{"statementIds[1]"}},
			{"a statement that has ended", tr.trainee, NewClaims{Statements: []uuid.UUID{ended.ID}}, apperr.CodeInvalid, []string{"statementIds[0]"}},
			{"a statement that waits for review already", tr.trainee, NewClaims{Statements: []uuid.UUID{tr.coding2.ID, tr.auditing2.ID}}, apperr.CodeInvalid, []string{"statementIds[1]"}},
			{"no evidence, to be submitted", tr.trainee, NewClaims{Statements: []uuid.UUID{tr.coding2.ID}, SelfJudgement: Meets, SelfReason: "I do it every day.", Submit: true}, apperr.CodeInvalid, []string{"evidenceIds"}},
			{"a colleague's evidence", tr.trainee, NewClaims{Statements: []uuid.UUID{tr.coding2.ID}, Evidence: []uuid.UUID{mine.ID, theirs.ID}}, apperr.CodeInvalid, []string{"evidenceIds"}},
			{"evidence that does not exist", tr.trainee, NewClaims{Statements: []uuid.UUID{tr.coding2.ID}, Evidence: []uuid.UUID{uuid.New()}}, apperr.CodeInvalid, []string{"evidenceIds"}},
			{"for somebody else", tr.manager, NewClaims{Statements: []uuid.UUID{tr.coding2.ID}}, apperr.CodeNotFound, nil},
			{"for somebody of another organisation", tr.stranger, NewClaims{Statements: []uuid.UUID{tr.coding2.ID}}, apperr.CodeNotFound, nil},
		} {
			t.Run(c.what, func(t *testing.T) {
				_, err := tr.Service.CreateClaims(ctx, c.by, tr.trainee.PersonID, c.wish)
				assert.Equal(t, c.code, apperr.CodeOf(err), err)
				assert.Equal(t, c.fields, fieldsOf(err))
				assert.Equal(t, claims, tr.count("claims"))
				assert.Equal(t, audits, tr.count("audit_entries"))
			})
		}
	})
}

func TestStaleVersions(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.submit(tr.trainee, tr.coding2)[0]
		_, err := tr.Service.DecideClaim(ctx, tr.manager, claim.ID, claim.Version-1, Judgement{Decision: Approve})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "a decision on what was there before")
		_, err = tr.Service.WithdrawClaim(ctx, tr.trainee, claim.ID, claim.Version-1)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		_, err = tr.Service.EditClaim(ctx, tr.trainee, claim.ID, claim.Version-1, ClaimEdit{Explanation: to("x")})
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err), "an edit of an old version")
		_, err = tr.Service.EditClaim(ctx, tr.trainee, claim.ID, claim.Version, ClaimEdit{Explanation: to("x")})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "what waits for review is not edited")
		_, err = tr.Service.EditClaim(ctx, tr.trainee, uuid.New(), 1, ClaimEdit{Explanation: to("x")})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestParallelEditsLoseNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		made, err := tr.Service.CreateClaims(ctx, tr.trainee, tr.trainee.PersonID, NewClaims{Statements: []uuid.UUID{tr.coding2.ID}})
		require.NoError(t, err)
		const writers = 20
		results := make([]error, writers)
		var done sync.WaitGroup
		for i := range writers {
			done.Go(func() {
				_, results[i] = tr.Service.EditClaim(ctx, tr.trainee, made[0].ID, 1, ClaimEdit{Explanation: to("Version " + string(rune('a'+i)))})
			})
		}
		done.Wait()
		succeeded := ""
		for i, err := range results {
			if err == nil {
				succeeded += "Version " + string(rune('a'+i))
			} else {
				assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err), err)
			}
		}
		after, err := tr.Service.Claim(ctx, tr.trainee, made[0].ID)
		require.NoError(t, err)
		assert.Equal(t, succeeded, after.Explanation, "exactly one edit, and it is the one that is there")
		assert.Equal(t, 2, after.Version)
	})
}

func TestFreshEvidenceForAnExpiredApproval(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.submit(tr.trainee, tr.coding2)[0]
		approved, err := tr.Service.DecideClaim(ctx, tr.manager, claim.ID, claim.Version, Judgement{Decision: Approve})
		require.NoError(t, err)
		tr.exec(`INSERT INTO freshness_rules (id, organisation_id, kind, key, stays_fresh, reason, version, changed_by, changed_at)
			VALUES (?, ?, 'statement', ?, 'P1D', 'It changes.', 1, ?, ?)`, uuid.New(), tr.trainee.OrganisationID, tr.coding2.ID.String(), tr.manager.PersonID, moment)
		require.NoError(t, reference.Touch(ctx, db, "freshness"))
		_, err = tr.Service.SubmitClaim(ctx, tr.trainee, claim.ID, approved.Version)
		require.ErrorIs(t, err, apperr.Conflict(""), "it still counts")
		tr.later(72 * time.Hour)
		_, err = tr.Service.SubmitClaim(ctx, tr.trainee, claim.ID, approved.Version)
		assert.Equal(t, []string{"evidenceIds"}, fieldsOf(err), "nothing fresh was added")
		fresh := append(slices.Clone(approved.Claim.Evidence), tr.addEvidence(tr.trainee, "March’s episodes").ID)
		edited, err := tr.Service.EditClaim(ctx, tr.trainee, claim.ID, approved.Version, ClaimEdit{Evidence: &fresh})
		require.NoError(t, err)
		again, err := tr.Service.SubmitClaim(ctx, tr.trainee, claim.ID, edited.Version)
		require.NoError(t, err)
		assert.Equal(t, Submitted, again.State)
		last := again.History[len(again.History)-1]
		assert.Equal(t, [2]State{Approved, Submitted}, [2]State{last.FromState, last.ToState}, "what was approved stays in the history")
	})
}
