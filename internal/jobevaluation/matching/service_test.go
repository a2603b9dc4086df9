package matching

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// said is the sentence of a refusal, or that of its first field with the field's name.
func said(t *testing.T, code apperr.Code, err error) string {
	t.Helper()
	var refusal *apperr.Error
	require.ErrorAs(t, err, &refusal)
	require.Equal(t, code, refusal.Code, refusal.Error())
	if len(refusal.Fields) > 0 {
		return refusal.Fields[0].Name + ": " + refusal.Fields[0].Message
	}
	return refusal.Message
}

func TestAPanelMatchesAPost(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		post := tr.post("Coder", "")
		d := tr.open(post)
		assert.Equal(t, Open, d.State)
		assert.Empty(t, d.PanelNotes, "two of each side are good practice")
		assert.Equal(t, []Action{ActChoose, ActSave, ActWithdraw}, d.Actions)
		assert.Equal(t, jobevaluation.Undecided, d.Outcome)

		d = tr.level(d, coderLevels)
		assert.Equal(t, 17, d.Version, "one version for the opening and for each factor")
		assert.Equal(t, jobevaluation.Points(217), d.Total)
		assert.Equal(t, "3", d.Band)
		assert.Equal(t, jobevaluation.ProfileMatch, d.Outcome)
		require.Len(t, d.Progress.Candidates, 17)
		assert.Equal(t, tr.profiles[coder], d.Progress.Candidates[0].ProfileID, "the nearest comes first")

		d, err := tr.Service.Agree(ctx, tr.as("one"), d.ID, d.Version)
		require.NoError(t, err)
		assert.Equal(t, Open, d.State, "consensus needs everybody")
		d, err = tr.Service.Save(ctx, tr.as("three"), d.ID, d.Version, Decision{No: 16, Level: 2, Options: "e", Reason: "Said better."})
		require.NoError(t, err)
		for _, m := range d.Members {
			assert.Nil(t, m.AgreedAt, "what changed is confirmed again")
		}
		d = tr.agree(d)
		assert.Equal(t, Checking, d.State)
		assert.Empty(t, tr.mustMatch("one", d.ID).Actions[1:], "the panel may only withdraw it now")

		checker := tr.as("checker")
		assert.Equal(t, []Action{ActRelease, ActReturn}, tr.mustMatch("checker", d.ID).Actions)
		d, err = tr.Service.Return(ctx, checker, d.ID, d.Version, "Look at factor 16 again.")
		require.NoError(t, err)
		assert.Equal(t, Open, d.State)
		d = tr.agree(d)
		d, err = tr.Service.Release(ctx, checker, d.ID, d.Version, "")
		require.NoError(t, err)
		assert.Equal(t, Released, d.State)
		assert.Equal(t, calendar.On(2027, time.March, 15), d.ReleasedOn)
		assert.Equal(t, jobevaluation.Band3, d.Effective)
		assert.Equal(t, d.Version, tr.count("job_match_events"))
		assert.Equal(t, d.Version+1, tr.count("audit_entries"), "one row for each step, and one for the reference data")

		list, total, err := tr.Service.Matches(ctx, checker, Filter{Request: page.Request{Query: "coding officer", Sort: "openedAt", Limit: 10}, State: Released})
		require.NoError(t, err)
		assert.Equal(t, 1, total)
		assert.False(t, list[0].Mine)
		_, total, err = tr.Service.Matches(ctx, checker, Filter{Request: page.Request{Sort: "role", Limit: 10}, Mine: true})
		require.NoError(t, err)
		assert.Zero(t, total)
	})
}

func (tr *trust) mustMatch(name string, id uuid.UUID) Detail {
	tr.t.Helper()
	d, err := tr.Service.Match(tr.t.Context(), tr.as(name), id)
	require.NoError(tr.t, err)
	return d
}

func TestWhatIsRefusedChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		post := tr.post("Coder", "3")
		open := tr.level(tr.open(post), coderLevels)
		waiting := tr.checking(tr.post("Clerk", ""))
		released := tr.released(tr.post("Officer", "2"))
		free := tr.post("Free", "4")
		tr.appoint("six", free)
		retired := tr.post("Retired", "4")
		gone := tr.posts[retired]
		gone.RetiredOn = calendar.On(2027, time.February, 1)
		tr.posts[retired] = gone
		before := []int{tr.count("job_matches"), tr.count("job_match_events"), tr.count("audit_entries")}
		s, one := tr.Service, tr.as("one")
		save := func(version int, d Decision) error {
			_, err := s.Save(ctx, one, open.ID, version, d)
			return err
		}
		newMatch := func(role uuid.UUID, names ...string) error {
			_, err := s.Open(ctx, one, NewMatch{RoleID: role, Seats: tr.panel(names...)})
			return err
		}
		good := Decision{No: 1, Level: 3, Reason: "So."}
		for _, c := range []struct {
			what string
			code apperr.Code
			want string
			err  error
		}{
			{"a panel of one", apperr.CodeInvalid, "members: A panel has at least 3 members, of management and of staff side. This one has 1 member.", newMatch(free, "one")},
			{"an unknown role", apperr.CodeInvalid, "roleId: There is no such role. Choose one from the list.", newMatch(uuid.New(), "one", "two", "three")},
			{"a retired role", apperr.CodeInvalid, "roleId: This role was retired on 1 February 2027. Choose one that is in use.", newMatch(retired, "one", "two", "three")},
			{"a second open match", apperr.CodeConflict, "A match for this role was opened on 15 March 2027 and is not finished. A role has one open match at a time.", newMatch(post, "one", "two", "three")},
			{"a holder on the panel", apperr.CodeInvalid, "members[2].personId: Person six holds this post. Nobody sits on the panel of their own post.", newMatch(free, "one", "two", "six")},
			{"somebody who is no practitioner", apperr.CodeInvalid, "members[2].personId: Choose somebody who is given the role of access of a panel member.", newMatch(free, "one", "two", "checker")},
			{"an unknown profile", apperr.CodeInvalid, "profileId: There is no such national profile. Choose one from the list.", second(s.Choose(ctx, one, open.ID, open.Version, uuid.New()))},
			{"a level 9", apperr.CodeInvalid, "level: Communication & Relationship Skills (factor 1) has levels 1 to 6.", save(open.Version, Decision{No: 1, Level: 9, Reason: "So."})},
			{"a factor 17", apperr.CodeInvalid, "no: Choose a factor, 1 to 16.", save(open.Version, Decision{No: 17, Level: 1, Reason: "So."})},
			{"no reason", apperr.CodeInvalid, "reason: Give the reason for this level.", save(open.Version, Decision{No: 1, Level: 1, Reason: "  "})},
			{"an option twice", apperr.CodeInvalid, "options: Give each option letter once, a to h, or leave this empty.", save(open.Version, Decision{No: 1, Level: 1, Options: "aa", Reason: "So."})},
			{"a stale version", apperr.CodeConflict, "This match has changed since you opened it. Load it again, then decide.", save(open.Version-1, good)},
			{"somebody who is not on the panel", apperr.CodeForbidden, "You are not on the panel of this match. Only its members can change it.", second(s.Save(ctx, tr.as("five"), open.ID, open.Version, good))},
			{"another organisation", apperr.CodeNotFound, "There is no such job match, or you may not see it.", second(s.Release(ctx, tr.as("stranger"), waiting.ID, waiting.Version, ""))},
			{"a level while it is checked", apperr.CodeConflict, "The panel has agreed on this match, and it waits for its consistency check. It cannot be changed.", second(s.Save(ctx, one, waiting.ID, waiting.Version, good))},
			{"a release of an open match", apperr.CodeConflict, "The panel still works on this match. It does not wait for a consistency check.", second(s.Release(ctx, tr.as("checker"), open.ID, open.Version, ""))},
			{"a return without a reason", apperr.CodeInvalid, "reason: Say what the panel should look at again.", second(s.Return(ctx, tr.as("checker"), waiting.ID, waiting.Version, " "))},
			{"a release by a member", apperr.CodeForbidden, "You are on the panel of this match. Somebody else has to check its consistency.", second(s.Release(ctx, one, waiting.ID, waiting.Version, ""))},
			{"a level after the release", apperr.CodeConflict, "This match was released on 15 March 2027 and cannot be changed any more. A review would be a new match.", second(s.Save(ctx, one, released.ID, released.Version, good))},
			{"another candidate after the release", apperr.CodeConflict, "This match was released on 15 March 2027 and cannot be changed any more. A review would be a new match.", second(s.Choose(ctx, one, released.ID, released.Version, tr.profiles[coder]))},
			{"a confirmation after the release", apperr.CodeConflict, "This match was released on 15 March 2027 and cannot be changed any more. A review would be a new match.", second(s.Agree(ctx, one, released.ID, released.Version))},
			{"a withdrawal after the release", apperr.CodeConflict, "This match was released on 15 March 2027 and cannot be changed any more. A review would be a new match.", second(s.Withdraw(ctx, one, released.ID, released.Version, "So."))},
			{"a second release", apperr.CodeConflict, "This match was released on 15 March 2027 and cannot be changed any more. A review would be a new match.", second(s.Release(ctx, tr.as("checker"), released.ID, released.Version, "So."))},
			{"a withdrawal by somebody else", apperr.CodeForbidden, "You are not on the panel of this match. One of its members or the standards lead can withdraw it.", second(s.Withdraw(ctx, tr.as("five"), open.ID, open.Version, "So."))},
			{"a review by the same panel", apperr.CodeInvalid, "members: A review has a differently constituted panel: fewer than half of its members may have been on the first one. Here 2 of 4 were.",
				second(s.Review(ctx, one, released.ID, NewReview{Reason: "So.", Seats: tr.panel("one", "two", "five", "six")}))},
			{"a review of an open match", apperr.CodeConflict, "Only a released match can be reviewed.", second(s.Review(ctx, one, open.ID, NewReview{Reason: "So.", Seats: tr.panel("four", "five", "six")}))},
			{"a letter before the release", apperr.CodeConflict, "There is a letter once the match is released.", third(s.Letter(ctx, one, waiting.ID))},
		} {
			assert.Equal(t, c.want, said(t, c.code, c.err), c.what)
		}
		assert.Equal(t, before, []int{tr.count("job_matches"), tr.count("job_match_events"), tr.count("audit_entries")})
	})
}

func second[T any](_ T, err error) error        { return err }
func third[T, U any](_ T, _ U, err error) error { return err }

func TestTheDatabaseItselfKeepsAReleasedMatch(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		d := tr.released(tr.post("Coder", "3"))
		for _, statement := range []string{
			"UPDATE job_matches SET total = 1 WHERE id = ?",
			"DELETE FROM job_match_factors WHERE match_id = ?",
			"UPDATE job_match_factors SET level = 1 WHERE match_id = ?",
			"UPDATE job_match_members SET agreed_at = NULL WHERE match_id = ?",
		} {
			assert.ErrorContains(t, tr.db.Conn(t.Context()).Exec(statement, d.ID).Error, "a released job match cannot be changed", statement)
		}
		assert.Equal(t, jobevaluation.Points(217), tr.mustMatch("one", d.ID).Total)
	})
}

func TestOfTwentyReleasesOneSucceeds(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		d := tr.checking(tr.post("Coder", "3"))
		rows := tr.count("audit_entries")
		start, errs := make(chan struct{}), make([]error, 20)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				<-start
				_, errs[i] = tr.Service.Release(t.Context(), tr.as("checker"), d.ID, d.Version, "Looked at.")
			})
		}
		close(start)
		all.Wait()
		succeeded := 0
		for _, err := range errs {
			if err == nil {
				succeeded++
				continue
			}
			assert.True(t, errors.Is(err, apperr.Conflict("")), "%v", err)
		}
		assert.Equal(t, 1, succeeded)
		assert.Equal(t, rows+1, tr.count("audit_entries"))
	})
}

func TestOfTwentyOpeningsOneSucceeds(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		post := tr.post("Coder", "3")
		errs := make([]error, 20)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				_, errs[i] = tr.Service.Open(t.Context(), tr.as("one"), NewMatch{RoleID: post, Seats: tr.panel("one", "two", "three")})
			})
		}
		all.Wait()
		succeeded := 0
		for _, err := range errs {
			if err == nil {
				succeeded++
				continue
			}
			assert.True(t, errors.Is(err, apperr.Conflict("")), "%v", err)
		}
		assert.Equal(t, 1, succeeded)
		assert.Equal(t, 1, tr.count("job_matches"))
	})
}

func TestAReviewIsAnotherMatch(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		first := tr.released(tr.post("Coder", "3"))
		asked := NewReview{Reason: "Factor 9 was not understood.", Seats: tr.panel("four", "five", "six")}
		review, err := tr.Service.Review(ctx, tr.as("four"), first.ID, asked)
		require.NoError(t, err)
		assert.Equal(t, first.ID, review.ReviewOf.UUID)
		assert.Equal(t, first.ProfileID, review.ProfileID)
		assert.Equal(t, "Factor 9 was not understood.", review.History[0].Reason)
		assert.Len(t, review.PanelNotes, 3, "three members, unequal sides, and whose rule it is")
		again := tr.mustMatch("lead", first.ID)
		assert.Equal(t, review.ID, again.ReviewedBy)
		assert.Equal(t, []Action{ActLetter}, again.Actions)
		assert.Equal(t, "A review of this match has been opened already.", said(t, apperr.CodeConflict, second(tr.Service.Review(ctx, tr.as("four"), first.ID, asked))))

		_, err = tr.Service.Withdraw(ctx, tr.as("lead"), review.ID, review.Version, "Asked for by mistake.")
		require.NoError(t, err)
		tr.now = time.Date(2027, time.June, 15, 20, 0, 0, 0, time.UTC)
		assert.Contains(t, tr.mustMatch("lead", first.ID).Actions, ActReview, "the last day counts")
		tr.now = time.Date(2027, time.June, 16, 8, 0, 0, 0, time.UTC)
		assert.Equal(t, "A review had to be asked for within 3 months of the release on 15 March 2027, that is by 15 June 2027.",
			said(t, apperr.CodeConflict, second(tr.Service.Review(ctx, tr.as("four"), first.ID, asked))))
	})
}

func TestANoMatchGivesNoBand(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		levels := coderLevels
		levels[1] = 5
		d := tr.level(tr.open(tr.post("Coder", "3")), levels)
		assert.Equal(t, jobevaluation.NoMatch, d.Outcome)
		assert.Zero(t, d.Effective)
		c, _ := d.Progress.Candidate(tr.profiles[coder])
		assert.Contains(t, c.Reason, "1 factor does not match: 2 Knowledge, Training & Experience.")
		assert.Contains(t, d.advice(), "full local evaluation")
		d = tr.agree(d)
		d, err := tr.Service.Release(t.Context(), tr.as("checker"), d.ID, d.Version, "The nearest profile of band 4 was looked at.")
		require.NoError(t, err)
		assert.Zero(t, d.Effective)
	})
}

func TestTheSchemeOfAMatchStaysItsOwn(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		d := tr.open(tr.post("Coder", "3"))
		ref, err := readReference()
		require.NoError(t, err)
		ref.Scheme.Version, ref.Scheme.ValidFrom = 2, calendar.On(2027, time.March, 16)
		ref.Scheme.Factors = append(ref.Scheme.Factors[:0:0], ref.Scheme.Factors...)
		ref.Scheme.Factors[0].Points = []int{6, 13, 22, 33, 46, 61}
		_, err = tr.Service.schemes.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		scheme, err := tr.Service.schemes.Scheme(t.Context())
		require.NoError(t, err)
		assert.Equal(t, 1, scheme.Version, "the new version holds from tomorrow")
		tr.now = tr.now.AddDate(0, 0, 1)
		scheme, err = tr.Service.schemes.Scheme(t.Context())
		require.NoError(t, err)
		assert.Equal(t, 2, scheme.Version)
		d = tr.level(tr.mustMatch("one", d.ID), coderLevels)
		assert.Equal(t, 1, d.Scheme.Version)
		assert.Equal(t, jobevaluation.Points(217), d.Total, "by the version that it was opened with")
	})
}

func TestPagesOfMatchesCostAFixedNumberOfQueries(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		first := tr.released(tr.post("First", "3"))
		measure := func() [4]int64 {
			var counted [4]int64
			for i, run := range []func(ctx context.Context) error{
				func(ctx context.Context) error {
					return third(tr.Service.Matches(ctx, tr.as("one"), Filter{Request: page.Request{Sort: "openedAt", Limit: 50}}))
				},
				func(ctx context.Context) error { return second(tr.Service.Bench(ctx, tr.as("one"), first.ID, 0)) },
				func(ctx context.Context) error { return second(tr.Service.Consistency(ctx, tr.as("one"), first.ID)) },
				func(ctx context.Context) error { return third(tr.Service.Kpis(ctx, tr.as("one"))) },
			} {
				ctx, n := database.CountQueries(t.Context())
				require.NoError(t, run(ctx))
				counted[i] = n.Load()
			}
			return counted
		}
		few := measure()
		for _, title := range []string{"Second", "Third", "Fourth"} {
			tr.released(tr.post(title, "3"))
		}
		many := measure()
		assert.LessOrEqual(t, few[2], many[2], "with others there are their levels to read")
		assert.LessOrEqual(t, many[2], int64(7))
		few[2], many[2] = 0, 0
		assert.Equal(t, few, many)
		assert.LessOrEqual(t, many[0], int64(2), "list")
		assert.LessOrEqual(t, many[1], int64(7), "workbench")
		assert.LessOrEqual(t, many[3], int64(3), "figures")
	})
}
