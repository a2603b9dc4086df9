package portfolio

import (
	"sync"
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

// standards gives somebody who sets the rules of reviews.
func (tr *trust) standards() access.Actor {
	return tr.person("Sten Standards", tr.ours, uuid.Nil, tr.grant(access.StandardsLead, uuid.Nil))
}

// drawAll lets every approval go to a second assessor from today on.
func (tr *trust) drawAll() {
	tr.t.Helper()
	_, err := tr.Service.SetRule(tr.t.Context(), tr.standards(), NewRule{
		Kind: GeneralRate, Value: to(100), EffectiveOn: calendar.Today(tr.now), Reason: "Everything is looked at twice for a while.",
	})
	require.NoError(tr.t, err)
}

// approve submits a claim of the trainee on a statement and lets somebody approve it.
func (tr *trust) approve(by access.Actor, s Statement, reason string) ClaimDetail {
	tr.t.Helper()
	claim := tr.submit(tr.trainee, s)[0]
	approved, err := tr.Service.DecideClaim(tr.t.Context(), by, claim.ID, claim.Version, Judgement{Decision: Approve, Reason: reason})
	require.NoError(tr.t, err)
	return approved
}

// waiting lists the approvals that wait for somebody as a second assessor.
func (tr *trust) waiting(who access.Actor) []ModerationView {
	tr.t.Helper()
	found, total, err := tr.Service.SecondReadings(tr.t.Context(), who, ModerationFilter{Request: by("approvedAt"), State: Waits})
	require.NoError(tr.t, err)
	assert.Len(tr.t, found, total)
	return found
}

func TestADisagreementIsDecidedAgain(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		third := tr.person("Theo Third", tr.ours, tr.coding, tr.grant(access.Manager, tr.coding))
		tr.drawAll()
		claim := tr.approve(tr.assessor, tr.coding3, "")
		look := tr.waiting(tr.manager)[0]
		tr.later(time.Hour)
		judged, err := tr.Service.Moderate(ctx, tr.manager, look.ID, look.Version, Judgement{Return, 0, "No sheet."})
		require.NoError(t, err)
		assert.Equal(t, Disagreed, judged.State)
		open, err := tr.Service.Claim(ctx, tr.trainee, claim.ID)
		require.NoError(t, err)
		assert.Equal(t, Submitted, open.State)
		last := open.History[len(open.History)-1]
		assert.Equal(t, []any{Approved, Submitted, "No sheet."}, []any{last.FromState, last.ToState, last.Reason})
		require.Len(t, open.Moderations, 1)

		tr.later(time.Hour)
		_, err = tr.Service.DecideClaim(ctx, tr.assessor, claim.ID, open.Version, Judgement{Decision: Approve})
		assert.Equal(t, []string{"decision"}, fieldsOf(err), "the first does not outvote the second")
		_, err = tr.Service.DecideClaim(ctx, tr.manager, claim.ID, open.Version, Judgement{Decision: Return, Reason: "x"})
		assert.Equal(t, []string{"decision"}, fieldsOf(err), "nor the second the first")
		decided, err := tr.Service.DecideClaim(ctx, third, claim.ID, open.Version, Judgement{Decision: Approve})
		require.NoError(t, err)
		assert.Equal(t, Approved, decided.State)
		require.Len(t, decided.Moderations, 1)
		assert.Equal(t, &Person{third.PersonID, "Theo Third"}, decided.Moderations[0].Final)
		assert.Equal(t, Approved, decided.Moderations[0].FinalState)

		all, _, err := tr.Service.Approvals(ctx, tr.standards(), ModerationFilter{Request: by("-approvedAt")})
		require.NoError(t, err)
		require.Len(t, all, 2)
		assert.Equal(t, []any{Settled, NotDrawn}, []any{all[0].RateSource, all[0].State}, "two have looked at it: it is not drawn again")
		agreement, err := tr.Service.Agreements(ctx, tr.standards(), calendar.Today(tr.now).AddDays(-1))
		require.NoError(t, err)
		assert.Equal(t, []Agreement{
			{Assessor: Person{tr.assessor.PersonID, "Asha Assessor"}, Approvals: 1, Drawn: 1, Judged: 1},
			{Assessor: Person{third.PersonID, "Theo Third"}, Approvals: 1},
		}, agreement)
		own, err := tr.Service.Agreements(ctx, tr.assessor, calendar.Today(tr.now).AddDays(-1))
		require.NoError(t, err)
		assert.Len(t, own, 1, "an assessor sees their own")
	})
}

func TestAModerationIsDecidedOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		tr.drawAll()
		claim := tr.approve(tr.assessor, tr.coding3, "")
		look := tr.waiting(tr.manager)[0]
		before := tr.count("audit_entries")
		succeeded := tr.atOnce(12, func(i int) error {
			j := Judgement{Approve, 0, "It shows it."}
			if i%2 == 0 {
				j = Judgement{Return, 0, "No sheet."}
			}
			_, err := tr.Service.Moderate(t.Context(), tr.manager, look.ID, look.Version, j)
			return err
		})
		assert.Equal(t, 1, succeeded)
		after, err := tr.Service.SecondReading(t.Context(), tr.manager, look.ID)
		require.NoError(t, err)
		assert.Equal(t, look.Version+1, after.Version)
		rows, steps := 1, len(claim.History)
		if after.State == Disagreed {
			rows, steps = 2, steps+1
		}
		assert.Equal(t, before+rows, tr.count("audit_entries"))
		seen, err := tr.Service.Claim(t.Context(), tr.trainee, claim.ID)
		require.NoError(t, err)
		assert.Len(t, seen.History, steps)
	})
}

func TestAReviewThatManyStartHasOneHolder(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.submit(tr.trainee, tr.coding3)[0]
		reviewers := []access.Actor{tr.manager, tr.assessor}
		results := make([]error, 12)
		succeeded := tr.atOnce(len(results), func(i int) error {
			_, results[i] = tr.Service.StartReview(ctx, reviewers[i%2], claim.ID, claim.Version)
			return results[i]
		})
		assert.Equal(t, 1, succeeded)
		var holder, other access.Actor
		for i, err := range results {
			if err == nil {
				holder, other = reviewers[i%2], reviewers[(i+1)%2]
			}
		}
		held, err := tr.Service.Claim(ctx, other, claim.ID)
		require.NoError(t, err)
		assert.Equal(t, &Person{holder.PersonID, holder.Name}, held.Reviewer)
		assert.Equal(t, []Action{TakeOverReview}, held.Actions)

		_, err = tr.Service.DecideClaim(ctx, other, claim.ID, held.Version, Judgement{Decision: Approve})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "somebody else has it")
		_, err = tr.Service.ReleaseReview(ctx, other, claim.ID, held.Version)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		_, err = tr.Service.TakeOverReview(ctx, other, claim.ID, held.Version, " ")
		assert.Equal(t, []string{"reason"}, fieldsOf(err))
		tr.later(time.Hour)
		taken, err := tr.Service.TakeOverReview(ctx, other, claim.ID, held.Version, "My colleague is on leave.")
		require.NoError(t, err)
		assert.Equal(t, &other.PersonID, taken.ReviewerID)
		assert.Equal(t, "My colleague is on leave.", taken.History[len(taken.History)-1].Reason)
		released, err := tr.Service.ReleaseReview(ctx, other, claim.ID, taken.Version)
		require.NoError(t, err)
		assert.Equal(t, Submitted, released.State)
		assert.Nil(t, released.Reviewer)
	})
}

func TestWhoReadsAndWritesMessages(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claim := tr.submit(tr.trainee, tr.coding3)[0]
		_, err := tr.Service.Say(ctx, tr.assessor, claim.ID, "  ")
		assert.Equal(t, []string{"text"}, fieldsOf(err))
		_, err = tr.Service.Say(ctx, tr.assessor, claim.ID, "Which sample is it?")
		require.NoError(t, err)
		talk := func(who access.Actor) *Conversation {
			t.Helper()
			c, err := tr.Service.Claim(ctx, who, claim.ID)
			require.NoError(t, err)
			return c.Conversation
		}
		assert.Equal(t, &Conversation{Messages: 1}, talk(tr.assessor), "one's own words are read")
		assert.Equal(t, &Conversation{Messages: 1, Unread: 1, Unanswered: true}, talk(tr.trainee))
		assert.Equal(t, &Conversation{Messages: 1, Unread: 1}, talk(tr.manager), "new to the other reviewer, but the person's turn")

		tr.later(time.Minute)
		require.NoError(t, tr.Service.MarkRead(ctx, tr.trainee, claim.ID))
		assert.Equal(t, &Conversation{Messages: 1, Unanswered: true}, talk(tr.trainee), "read is not answered")
		entries := tr.count("audit_entries")
		require.NoError(t, tr.Service.MarkRead(ctx, tr.trainee, claim.ID))
		assert.Equal(t, entries, tr.count("audit_entries"), "reading it again is nothing new")
		tr.later(time.Minute)
		all, err := tr.Service.Say(ctx, tr.trainee, claim.ID, "That of February.")
		require.NoError(t, err)
		assert.Equal(t, []string{"Which sample is it?", "That of February."}, []string{all[0].Text, all[1].Text})
		assert.Equal(t, &Conversation{Messages: 2, Unread: 1, Unanswered: true}, talk(tr.assessor))
		assert.Equal(t, &Conversation{Messages: 2, Unread: 2, Unanswered: true}, talk(tr.manager))
		assert.Equal(t, &Conversation{Messages: 2}, talk(tr.trainee))

		for _, who := range []access.Actor{tr.colleague, tr.otherManager, tr.lead, tr.auditor, tr.admin, tr.stranger} {
			_, err := tr.Service.Messages(ctx, who, claim.ID)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), who.Name)
			_, err = tr.Service.Say(ctx, who, claim.ID, "x")
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), who.Name)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(tr.Service.MarkRead(ctx, who, claim.ID)), who.Name)
		}
		lead, err := tr.Service.Claim(ctx, tr.lead, claim.ID)
		require.NoError(t, err)
		assert.Nil(t, lead.Conversation, "not even how many there are")
	})
}

func TestAReviewersReachEndsWithTheAssignmentAndTheTeam(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		tr.drawAll()
		waiting := tr.submit(tr.trainee, tr.auditing2)[0]
		held, err := tr.Service.StartReview(ctx, tr.assessor, waiting.ID, waiting.Version)
		require.NoError(t, err)
		tr.approve(tr.assessor, tr.coding3, "")
		look := tr.waiting(tr.manager)[0]
		tr.approve(tr.manager, tr.coding2, "")
		require.Len(t, tr.waiting(tr.assessor), 1)

		yesterday := tr.trainee.Today.AddDays(-1)
		tr.exec("UPDATE assignments SET ends_on = ? WHERE assignee_id = ?", yesterday, tr.assessor.PersonID)
		tr.exec("UPDATE appointments SET ends_on = ? WHERE person_id = ?", yesterday, tr.trainee.PersonID)
		tr.exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, '3', 100, ?, 1, ?, ?)`, uuid.New(), tr.ours, tr.trainee.PersonID, tr.role, tr.outpatients, tr.trainee.Today, moment, moment)

		for _, gone := range []access.Actor{tr.assessor, tr.manager} {
			assert.Empty(t, tr.waiting(gone), gone.Name)
			queue, err := tr.Service.Reviews(ctx, gone, ReviewFilter{ClaimFilter: ClaimFilter{Request: by("submittedAt")}})
			require.NoError(t, err)
			assert.Zero(t, queue.Total, gone.Name)
			for what, do := range map[string]func() error{
				"decide": func() error {
					_, err := tr.Service.DecideClaim(ctx, gone, waiting.ID, held.Version, Judgement{Decision: Approve})
					return err
				},
				"release": func() error {
					_, err := tr.Service.ReleaseReview(ctx, gone, waiting.ID, held.Version)
					return err
				},
				"read the conversation": func() error { _, err := tr.Service.Messages(ctx, gone, waiting.ID); return err },
				"open the second look":  func() error { _, err := tr.Service.SecondReading(ctx, gone, look.ID); return err },
				"judge it": func() error {
					_, err := tr.Service.Moderate(ctx, gone, look.ID, look.Version, Judgement{Approve, 0, "x"})
					return err
				},
			} {
				assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(do()), "%s: %s", gone.Name, what)
			}
		}

		assert.Len(t, tr.waiting(tr.otherManager), 2, "who manages the person now looks at both")
		tr.later(time.Hour)
		taken, err := tr.Service.TakeOverReview(ctx, tr.otherManager, waiting.ID, held.Version, "They moved to my team.")
		require.NoError(t, err)
		_, err = tr.Service.DecideClaim(ctx, tr.otherManager, waiting.ID, taken.Version, Judgement{Decision: Approve})
		require.NoError(t, err)
	})
}

func TestOneKeyDrawsForAnOrganisation(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		keys := make([]string, 8)
		require.Equal(t, len(keys), tr.atOnce(len(keys), func(i int) (err error) {
			keys[i], err = tr.Service.store.moderationKey(t.Context(), tr.ours, uuid.NewString())
			return err
		}))
		for _, key := range keys {
			assert.Equal(t, keys[0], key, "of many at once all get the same")
		}
		theirs, err := tr.Service.store.moderationKey(t.Context(), tr.theirs, uuid.NewString())
		require.NoError(t, err)
		assert.NotEqual(t, keys[0], theirs)
	})
}

func TestWithoutARateNothingIsDrawn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		tr.approve(tr.assessor, tr.coding3, "")
		assert.Empty(t, tr.waiting(tr.manager))
		all, total, err := tr.Service.Approvals(ctx, tr.standards(), ModerationFilter{Request: by("-approvedAt")})
		require.NoError(t, err)
		assert.Equal(t, 1, total, "every approval is listed, drawn or not")
		assert.Equal(t, "Nothing was drawn: the organisation had set no rate.", all[0].Because())
		_, err = tr.Service.SecondReading(ctx, tr.manager, all[0].ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

// atOnce lets n do the same at once and counts the successes; everybody else gets CodeConflict.
func (tr *trust) atOnce(n int, do func(i int) error) (succeeded int) {
	tr.t.Helper()
	results := make([]error, n)
	var start, done sync.WaitGroup
	start.Add(1)
	for i := range n {
		done.Go(func() {
			start.Wait()
			results[i] = do(i)
		})
	}
	start.Done()
	done.Wait()
	for _, err := range results {
		if err == nil {
			succeeded++
			continue
		}
		assert.Equal(tr.t, apperr.CodeConflict, apperr.CodeOf(err), err)
	}
	return succeeded
}
