package portfolio

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

var (
	trainee    = access.Actor{PersonID: uuid.New(), OrganisationID: uuid.New()}
	assessor   = access.Actor{PersonID: uuid.New(), OrganisationID: trainee.OrganisationID}
	colleague  = access.Actor{PersonID: uuid.New(), OrganisationID: trainee.OrganisationID}
	auditing   = Statement{ID: uuid.New(), Code: "ANCC", Aspect: "Auditing", Level: 4}
	onAuditing = About{Statement: &auditing}
	moment     = time.Date(2027, time.March, 14, 9, 30, 0, 0, time.UTC)
	earlier    = moment.Add(-48 * time.Hour)
)

// claimIn gives the trainee's claim, with evidence, as it would be in a state.
func claimIn(s State) Claim {
	c := NewClaim(trainee, earlier, trainee.PersonID, About{Statement: &auditing}, []uuid.UUID{uuid.New()}, "")
	c.SelfJudgement, c.SelfReason = Meets, "I audit every month."
	c.State, c.Version = s, 7
	if s != Draft {
		c.SubmittedAt = &earlier
	}
	switch s {
	case InReview:
		c.ReviewerID, c.ReviewStartedAt = &assessor.PersonID, &earlier
	case Approved:
		c.ApprovedLevel = 4
	case ApprovedLower:
		c.ApprovedLevel = 3
	case Returned:
		c.Reason = "Show the audit sheet."
	}
	return c
}

func TestWhatCanBeDoneInEachState(t *testing.T) {
	const no = State(0)
	for _, row := range []struct {
		from                            State
		edit, submit, withdraw, approve State
	}{
		{Draft, Draft, Submitted, Withdrawn, no},
		{Submitted, no, no, Withdrawn, Approved},
		{InReview, no, no, Withdrawn, Approved},
		{Approved, no, no, no, no},
		{ApprovedLower, no, no, no, no},
		{Returned, Returned, Submitted, Withdrawn, no},
		{Withdrawn, no, no, no, no},
	} {
		t.Run(row.from.String(), func(t *testing.T) {
			c := claimIn(row.from)
			check := func(action string, want State, after Claim, err error) {
				t.Helper()
				if want == no {
					assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), action)
					assert.Equal(t, c, after, "%s changes nothing", action)
					return
				}
				require.NoError(t, err, action)
				assert.Equal(t, want, after.State, action)
				assert.Equal(t, 8, after.Version, "%s makes a new version", action)
				assert.Equal(t, moment, after.UpdatedAt, action)
			}
			text := "again"
			after, err := c.Edit(trainee, moment, ClaimEdit{Explanation: &text})
			check("edit", row.edit, after, err)
			after, err = c.Submit(trainee, moment)
			check("submit", row.submit, after, err)
			after, err = c.Withdraw(trainee, moment)
			check("withdraw", row.withdraw, after, err)
			after, err = c.Decide(assessor, moment, Judgement{Decision: Approve}, onAuditing, nil, nil)
			check("approve", row.approve, after, err)
		})
	}
}

func TestOnlyThePersonWorksOnAClaimAndOnlyOthersDecide(t *testing.T) {
	c := claimIn(Submitted)
	_, err := c.Decide(trainee, moment, Judgement{Decision: Approve}, onAuditing, nil, nil)
	assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err), "nobody decides on their own claim")
	_, err = c.Withdraw(assessor, moment)
	assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
	_, err = claimIn(Draft).Submit(assessor, moment)
	assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
	_, err = claimIn(Draft).Edit(assessor, moment, ClaimEdit{})
	assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
}

func TestAClaimWithoutEvidenceIsNotSubmitted(t *testing.T) {
	c := claimIn(Draft)
	c.Evidence = nil
	_, err := c.Submit(trainee, moment)
	assert.Equal(t, []string{"evidenceIds"}, fieldsOf(err))
}

func fieldsOf(err error) []string {
	var refusal *apperr.Error
	if !errors.As(err, &refusal) {
		return nil
	}
	var names []string
	for _, f := range refusal.Fields {
		names = append(names, f.Name)
	}
	return names
}

func TestDecisions(t *testing.T) {
	lower := []Level{2, 3}
	for _, c := range []struct {
		what   string
		j      Judgement
		lower  []Level
		state  State
		level  Level
		fields []string
	}{
		{"approved", Judgement{Decision: Approve}, lower, Approved, 4, nil},
		{"approved with a reason", Judgement{Decision: Approve, Reason: "Well shown."}, lower, Approved, 4, nil},
		{"approved at an existing lower level", Judgement{ApproveLower, 2, "Only simple audits."}, lower, ApprovedLower, 2, nil},
		{"returned with a reason", Judgement{Decision: Return, Reason: "Show the sheet."}, lower, Returned, 0, nil},
		{"returned without a reason", Judgement{Decision: Return}, lower, 0, 0, []string{"reason"}},
		{"returned with a blank reason", Judgement{Decision: Return, Reason: " \n"}, lower, 0, 0, []string{"reason"}},
		{"a lower level without a reason", Judgement{Decision: ApproveLower, Level: 3}, lower, 0, 0, []string{"reason"}},
		{"a lower level that was not chosen", Judgement{Decision: ApproveLower, Reason: "x"}, lower, 0, 0, []string{"level"}},
		{"a lower level that the aspect does not have", Judgement{ApproveLower, 1, "x"}, lower, 0, 0, []string{"level"}},
		{"the claimed level as a lower one", Judgement{ApproveLower, 4, "x"}, lower, 0, 0, []string{"level"}},
		{"a higher level", Judgement{ApproveLower, 5, "x"}, lower, 0, 0, []string{"level"}},
		{"a lower level where there is none", Judgement{ApproveLower, 3, "x"}, nil, 0, 0, []string{"decision"}},
		{"an approval with a level", Judgement{Decision: Approve, Level: 3}, lower, 0, 0, []string{"level"}},
		{"a return with a level and no reason", Judgement{Decision: Return, Level: 3}, lower, 0, 0, []string{"reason", "level"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			after, err := claimIn(Submitted).Decide(assessor, moment, c.j, onAuditing, c.lower, nil)
			if c.fields != nil {
				assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
				assert.Equal(t, c.fields, fieldsOf(err))
				assert.Equal(t, Submitted, after.State)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.state, after.State)
			assert.Equal(t, c.level, after.ApprovedLevel)
			assert.Equal(t, c.j.Reason, after.Reason)
			assert.Equal(t, &assessor.PersonID, after.DecidedBy)
			assert.Equal(t, &moment, after.DecidedAt)
		})
	}
}

func TestTheRefusalSaysWhichLevelsThereAre(t *testing.T) {
	for _, c := range []struct {
		levels []Level
		want   string
	}{
		{[]Level{2}, "that this aspect has: 2."},
		{[]Level{2, 3}, "that this aspect has: 2 or 3."},
		{[]Level{1, 2, 3}, "that this aspect has: 1, 2 or 3."},
	} {
		_, err := claimIn(Submitted).Decide(assessor, moment, Judgement{ApproveLower, 7, "x"}, onAuditing, c.levels, nil)
		assert.ErrorContains(t, err, c.want)
	}
}

func TestARefusalSaysWhereTheClaimStands(t *testing.T) {
	approved, err := claimIn(Submitted).Decide(assessor, moment, Judgement{Decision: Approve}, onAuditing, nil, nil)
	require.NoError(t, err)
	_, err = approved.Withdraw(trainee, moment)
	assert.ErrorContains(t, err, "This claim was approved on 14 March 2027. It cannot be withdrawn.")
}

func TestLowerLevels(t *testing.T) {
	aspect := []Statement{{Level: 2}, {Level: 2, Text: "the aspect's second statement at this level"}, {Level: 3}, {Level: 4}, {Level: 6}}
	assert.Equal(t, []Level{2, 3}, lowerLevels(auditing, aspect))
	assert.Empty(t, lowerLevels(Statement{Level: 2}, aspect))
}

func TestActions(t *testing.T) {
	for _, c := range []struct {
		what     string
		state    State
		by       access.Actor
		reviewer bool
		want     []Action
	}{
		{"the person's draft", Draft, trainee, false, []Action{EditClaim, SubmitClaim, WithdrawClaim}},
		{"the person's returned claim", Returned, trainee, false, []Action{EditClaim, SubmitClaim, WithdrawClaim}},
		{"the person's waiting claim", Submitted, trainee, false, []Action{WithdrawClaim}},
		{"the waiting claim of somebody who reviews others", Submitted, trainee, true, []Action{WithdrawClaim}},
		{"the person's approved claim", Approved, trainee, true, nil},
		{"a waiting claim before its reviewer", Submitted, assessor, true, []Action{DecideClaim, StartReview}},
		{"a claim in review before who has it", InReview, assessor, true, []Action{DecideClaim, ReleaseReview}},
		{"a claim in review before another reviewer", InReview, colleague, true, []Action{TakeOverReview}},
		{"a claim in review before who has it but does not reach the person any more", InReview, assessor, false, nil},
		{"the person's claim in review", InReview, trainee, false, []Action{WithdrawClaim}},
		{"a waiting claim before somebody else", Submitted, assessor, false, nil},
		{"a draft before a reviewer", Draft, assessor, true, nil},
		{"a decided claim before a reviewer", ApprovedLower, assessor, true, nil},
	} {
		t.Run(c.what, func(t *testing.T) {
			assert.Equal(t, c.want, claimIn(c.state).Actions(c.by, c.reviewer, moment))
		})
	}
}

func TestHowLongAClaimWaits(t *testing.T) {
	for _, c := range []struct {
		what, submitted, today string
		days, working          int
	}{
		{"on the day itself", "2027-03-12T10:00:00Z", "2027-03-12", 0, 0},
		{"Friday to Saturday", "2027-03-12T10:00:00Z", "2027-03-13", 1, 0},
		{"Friday to Sunday", "2027-03-12T10:00:00Z", "2027-03-14", 2, 0},
		{"Friday to Monday", "2027-03-12T10:00:00Z", "2027-03-15", 3, 1},
		{"Saturday to Monday", "2027-03-13T10:00:00Z", "2027-03-15", 2, 1},
		{"Monday to Friday", "2027-03-15T10:00:00Z", "2027-03-19", 4, 4},
		{"a week", "2027-03-10T10:00:00Z", "2027-03-17", 7, 5},
		{"four weeks and a day with Easter", "2027-03-10T10:00:00Z", "2027-04-08", 29, 19},
		{"over Easter, whose Friday and Monday are bank holidays", "2027-03-24T10:00:00Z", "2027-03-30", 6, 2},
		{"over the change to summer time on Easter Sunday", "2027-03-26T23:00:00Z", "2027-03-29", 3, 0},
		{"late in the evening in summer is the next day in England", "2027-06-10T23:30:00Z", "2027-06-11", 0, 0},
		{"submitted after the viewer's day began", "2027-03-15T10:00:00Z", "2027-03-14", 0, 0},
	} {
		t.Run(c.what, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339, c.submitted)
			require.NoError(t, err)
			claim := claimIn(Submitted)
			claim.SubmittedAt = &at
			w, waits := claim.Waits(calendar.MustParseDate(c.today))
			assert.True(t, waits)
			assert.Equal(t, Waiting{Days: c.days, WorkingDays: c.working}, w)
		})
	}
	_, waits := claimIn(Returned).Waits(calendar.On(2027, 3, 14))
	assert.False(t, waits, "a returned claim does not wait for a reviewer")
}

func TestStepsOfTheHistory(t *testing.T) {
	c := claimIn(Submitted)
	returned, err := c.Decide(assessor, moment, Judgement{Decision: Return, Reason: "Show the sheet."}, onAuditing, nil, nil)
	require.NoError(t, err)
	assert.Equal(t, Event{
		ClaimID: c.ID, ClaimVersion: 8, At: moment, ByID: assessor.PersonID, FromState: Submitted, ToState: Returned, Reason: "Show the sheet.",
	}, returned.step(assessor, Submitted))
	again, err := returned.Submit(trainee, moment)
	require.NoError(t, err)
	assert.Empty(t, again.step(trainee, Returned).Reason, "the reviewer's reason is not the person's")
	assert.Equal(t, "Show the sheet.", again.Reason, "but stays readable on the claim")
	back, err := again.Withdraw(trainee, moment)
	require.NoError(t, err)
	assert.Empty(t, back.step(trainee, Submitted).Reason)
}

func TestAnExpiredApprovalIsReviewedAnew(t *testing.T) {
	approved := claimIn(Approved)
	decided := moment.AddDate(-2, 0, 0)
	approved.DecidedAt = &decided
	assert.False(t, approved.Expired(moment), "without a rule it counts for ever")
	approved.Freshness.Lasts = calendar.Years(2)
	assert.False(t, approved.Expired(moment), "on its last day")
	_, err := approved.Submit(trainee, moment)
	assert.ErrorIs(t, err, apperr.Conflict(""))

	tomorrow := moment.AddDate(0, 0, 1)
	require.True(t, approved.Expired(tomorrow))
	assert.Equal(t, []Action{EditClaim, SubmitClaim}, approved.Actions(trainee, false, tomorrow))
	fresh := append(slices.Clone(approved.Evidence), uuid.New())
	edited, err := approved.Edit(trainee, tomorrow, ClaimEdit{Evidence: &fresh})
	require.NoError(t, err)
	submitted, err := edited.Submit(trainee, tomorrow)
	require.NoError(t, err)
	assert.Equal(t, Submitted, submitted.State)
	assert.Zero(t, submitted.ApprovedLevel)
	assert.Equal(t, fresh, submitted.Evidence)
	_, err = approved.Submit(assessor, tomorrow)
	assert.ErrorIs(t, err, apperr.Forbidden(""))
}
