package portfolio

import (
	"fmt"
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
	second      = access.Actor{PersonID: uuid.New(), OrganisationID: trainee.OrganisationID}
	onCriterion = About{Criterion: &Criterion{uuid.New(), "Clinical Coding Officer", "Skills", "Works to deadlines"}}
)

// approvedClaim gives the trainee's claim as the assessor approved it at a level; at none when a criterion is claimed.
func approvedClaim(l Level) Claim {
	c := claimIn(Approved)
	c.ApprovedLevel, c.DecidedAt, c.DecidedBy = l, &moment, &assessor.PersonID
	return c
}

// waitingLook gives an approval at a level that waits for a second assessor.
func waitingLook(l Level) Moderation {
	return drawn([]byte("key"), approvedClaim(l), Rate{100, FromGeneralRate})
}

func TestADrawFollowsFromTheKeyAndTheApproval(t *testing.T) {
	key, c := []byte("the organisation's key"), approvedClaim(4)
	once := drawn(key, c, Rate{50, FromGeneralRate})
	for range 20 {
		again := drawn(key, c, Rate{50, FromGeneralRate})
		again.ID = once.ID
		require.Equal(t, once, again, "the same approval is drawn the same")
	}
	assert.Equal(t, Moderation{
		ID: once.ID, OrganisationID: c.OrganisationID, ClaimID: c.ID, ClaimVersion: 7, PersonID: trainee.PersonID, AssessorID: assessor.PersonID,
		ApprovedLevel: 4, ApprovedAt: moment, Rate: 50, RateSource: FromGeneralRate, Draw: once.Draw, State: once.State, Version: 1,
	}, once)
	assert.Equal(t, once.Draw, drawn(key, c, Rate{1, FromLevelRate}).Draw, "the rate does not steer the draw")
	next := c
	next.Version++
	assert.NotEqual(t, once.Draw, drawn(key, next, Rate{50, FromGeneralRate}).Draw, "another approval of the same claim")
	assert.NotEqual(t, once.Draw, drawn([]byte("another key"), c, Rate{50, FromGeneralRate}).Draw)
}

func TestAsManyAreDrawnAsTheRateSays(t *testing.T) {
	const approvals = 4000
	for _, percent := range []int{0, 1, 10, 50, 99, 100} {
		n := 0
		for i := range approvals {
			c := approvedClaim(4)
			c.ID = uuid.NewSHA1(uuid.NameSpaceOID, fmt.Append(nil, i))
			m := drawn([]byte("key"), c, Rate{percent, FromGeneralRate})
			require.Equal(t, m.Draw < percent*100, m.State == Waits, "drawn is what lies below the rate: %d at %d", m.Draw, percent)
			if m.State == Waits {
				n++
			}
		}
		assert.InDelta(t, percent*approvals/100, n, 130, "%d per cent of %d", percent, approvals)
		if percent%100 == 0 {
			assert.Equal(t, percent*approvals/100, n, "none and all are exact")
		}
	}
}

func TestWhyAnApprovalWasDrawn(t *testing.T) {
	for _, c := range []struct {
		m    Moderation
		want string
	}{
		{Moderation{RateSource: NoRate, State: NotDrawn}, "Nothing was drawn: the organisation had set no rate."},
		{Moderation{RateSource: Settled, State: NotDrawn}, "Nothing was drawn: the approval ended a disagreement, so two had looked at it."},
		{Moderation{Rate: 10, RateSource: FromGeneralRate, Draw: 1000, State: NotDrawn}, "Not drawn: the general rate is 10 %, and 10.00 was drawn, which is not below it."},
		{Moderation{Rate: 10, RateSource: FromAssessorRate, Draw: 999, State: Waits}, "Drawn: the assessor’s rate is 10 %, and 9.99 was drawn, which is below it."},
		{Moderation{Rate: 25, RateSource: FromLevelRate, Draw: 7, State: Disagreed}, "Drawn: the level’s rate is 25 %, and 0.07 was drawn, which is below it."},
	} {
		assert.Equal(t, c.want, c.m.Because())
	}
}

// A second assessor judges as if nobody had: what they say of an approval at level 4, or at 3, or of a criterion, agrees or not.
func TestWhatASecondAssessorMayDecide(t *testing.T) {
	atFour, atThree, ofCriterion := waitingLook(4), waitingLook(3), waitingLook(0)
	for _, c := range []struct {
		what     string
		m        Moderation
		about    About
		by       access.Actor
		j        Judgement
		state    SampleState
		decision SecondDecision
		level    Level
		code     apperr.Code
		fields   []string
	}{
		{"the same", atFour, onAuditing, second, Judgement{Approve, 0, "It shows it."}, Agreed, Agree, 0, 0, nil},
		{"the same lower level", atThree, onAuditing, second, Judgement{ApproveLower, 3, "Not yet alone."}, Agreed, Agree, 0, 0, nil},
		{"the same of a criterion", ofCriterion, onCriterion, second, Judgement{Approve, 0, "It shows it."}, Agreed, Agree, 0, 0, nil},
		{"a lower level", atFour, onAuditing, second, Judgement{ApproveLower, 3, "Not yet alone."}, Disagreed, OtherLevel, 3, 0, nil},
		{"a higher level", atThree, onAuditing, second, Judgement{Approve, 0, "All of it."}, Disagreed, OtherLevel, 4, 0, nil},
		{"a still lower level", atThree, onAuditing, second, Judgement{ApproveLower, 2, "Only that."}, Disagreed, OtherLevel, 2, 0, nil},
		{"not shown", atFour, onAuditing, second, Judgement{Return, 0, "No sheet."}, Disagreed, ReturnIt, 0, 0, nil},
		{"without a reason", atFour, onAuditing, second, Judgement{Approve, 0, " "}, 0, 0, 0, apperr.CodeInvalid, []string{"reason"}},
		{"a lower level without one", atFour, onAuditing, second, Judgement{ApproveLower, 0, "x"}, 0, 0, 0, apperr.CodeInvalid, []string{"level"}},
		{"the claimed level as a lower one", atFour, onAuditing, second, Judgement{ApproveLower, 4, "x"}, 0, 0, 0, apperr.CodeInvalid, []string{"level"}},
		{"a lower level of a criterion", ofCriterion, onCriterion, second, Judgement{ApproveLower, 2, "x"}, 0, 0, 0, apperr.CodeInvalid, []string{"decision"}},
		{"a level where none is asked", atFour, onAuditing, second, Judgement{Approve, 3, "x"}, 0, 0, 0, apperr.CodeInvalid, []string{"level"}},
		{"the person", atFour, onAuditing, trainee, Judgement{Approve, 0, "x"}, 0, 0, 0, apperr.CodeForbidden, nil},
		{"the first assessor", atFour, onAuditing, assessor, Judgement{Approve, 0, "x"}, 0, 0, 0, apperr.CodeForbidden, nil},
		{"one that was not drawn", Moderation{State: NotDrawn}, onAuditing, second, Judgement{Approve, 0, "x"}, 0, 0, 0, apperr.CodeConflict, nil},
		{"one that is judged", Moderation{State: Agreed}, onAuditing, second, Judgement{Approve, 0, "x"}, 0, 0, 0, apperr.CodeConflict, nil},
		{"one that was overtaken", Moderation{State: Overtaken}, onAuditing, second, Judgement{Approve, 0, "x"}, 0, 0, 0, apperr.CodeConflict, nil},
	} {
		t.Run(c.what, func(t *testing.T) {
			after, err := c.m.Decide(c.by, moment, c.j, c.about, lowerOf(c.about))
			assert.Equal(t, c.fields, fieldsOf(err))
			if c.state == 0 {
				assert.Equal(t, c.code, apperr.CodeOf(err), err)
				assert.Equal(t, c.m, after, "nothing changes")
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.state, after.State)
			assert.Equal(t, c.m.Version+1, after.Version)
			assert.Equal(t, []any{&second.PersonID, &moment, c.decision, c.level, c.j.Reason},
				[]any{after.ModeratorID, after.DecidedAt, after.Decision, after.Level, after.Reason})
		})
	}
}

// lowerOf gives the levels below what is claimed: 2 and 3 of the statement at level 4, none of a criterion.
func lowerOf(about About) []Level {
	if about.Statement == nil {
		return nil
	}
	return []Level{2, 3}
}

// A dispute leaves everything to a third person, and to each of the two only what the other said.
func TestWhatADisputeLeavesToWhom(t *testing.T) {
	approve, lower, lowest, back := Judgement{Decision: Approve}, Judgement{ApproveLower, 3, "x"}, Judgement{ApproveLower, 2, "x"}, Judgement{Decision: Return, Reason: "x"}
	third := access.Actor{PersonID: uuid.New()}
	all := []Judgement{approve, lower, lowest, back}
	for _, c := range []struct {
		what          string
		about         About
		first         Level
		j             Judgement
		possible      []Judgement
		coming, other []Judgement
	}{
		{"approved, and the second would return it", onAuditing, 4, Judgement{Return, 0, "x"}, all, []Judgement{back}, []Judgement{approve}},
		{"approved, and the second would approve it at 3", onAuditing, 4, Judgement{ApproveLower, 3, "x"}, all, []Judgement{lower}, []Judgement{approve}},
		{"approved at 3, and the second would approve what was claimed", onAuditing, 3, Judgement{Approve, 0, "x"}, all, []Judgement{approve}, []Judgement{lower}},
		{"approved at 3, and the second would say 2", onAuditing, 3, Judgement{ApproveLower, 2, "x"}, all, []Judgement{lowest}, []Judgement{lower}},
		{"approved at 3, and the second would return it", onAuditing, 3, Judgement{Return, 0, "x"}, all, []Judgement{back}, []Judgement{lower}},
		{"a criterion", onCriterion, 0, Judgement{Return, 0, "x"}, []Judgement{approve, back}, []Judgement{back}, []Judgement{approve}},
	} {
		t.Run(c.what, func(t *testing.T) {
			m := waitingLook(c.first)
			m, err := m.Decide(second, moment, c.j, c.about, lowerOf(c.about))
			require.NoError(t, err)
			d := disputeOver(m, c.about)
			left := func(by access.Actor, inSteadOf *uuid.UUID) []Judgement {
				var left []Judgement
				for _, j := range c.possible {
					err := d.leaves(j.of(c.about), by.PersonID, inSteadOf)
					if err == nil {
						left = append(left, j)
						continue
					}
					assert.Equal(t, []string{"decision"}, fieldsOf(err))
				}
				return left
			}
			assert.Equal(t, c.coming, left(assessor, nil), "the first may come round")
			assert.Equal(t, c.other, left(second, nil), "and so may the second")
			assert.Equal(t, c.possible, left(third, nil), "a third is free")
			assert.Equal(t, c.coming, left(third, &assessor.PersonID), "who stands in for the first is as free as the first")
			assert.Equal(t, c.other, left(third, &second.PersonID), "and for the second as the second")
		})
	}
}

func TestADisputeSaysWhatIsLeft(t *testing.T) {
	m, err := waitingLook(4).Decide(second, moment, Judgement{ApproveLower, 3, "x"}, onAuditing, []Level{3})
	require.NoError(t, err)
	err = disputeOver(m, onAuditing).leaves(outcome{Approved, 4}, assessor.PersonID, nil)
	assert.ErrorContains(t, err, "If they have convinced you, approve it at level 3; otherwise leave it to a third person.")
}

func TestADisagreementReopensTheClaim(t *testing.T) {
	c := approvedClaim(4)
	again, err := c.Reopen(moment.Add(time.Hour), "No sheet.")
	require.NoError(t, err)
	assert.Equal(t, []any{Submitted, Level(0), 8, "No sheet."}, []any{again.State, again.ApprovedLevel, again.Version, again.said})
	assert.Equal(t, moment.Add(time.Hour), *again.SubmittedAt, "its age counts from there")
	for _, s := range []State{Draft, Submitted, InReview, Returned, Withdrawn} {
		_, err := claimIn(s).Reopen(moment, "x")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), s.String())
	}
}

func TestWhichRateApplies(t *testing.T) {
	other, today := uuid.New(), calendar.On(2027, 3, 14)
	rule := func(k RuleKind, who *uuid.UUID, l Level, value int, day calendar.Date) Rule {
		return Rule{ID: uuid.New(), Kind: k, AssessorID: who, Level: l, Value: &value, EffectiveOn: day, SetAt: moment}
	}
	general, last := rule(GeneralRate, nil, 0, 10, today.AddDays(-30)), today.AddDays(-1)
	ended := rule(AssessorRate, &assessor.PersonID, 0, 0, today)
	ended.Value = nil
	laterSet := rule(GeneralRate, nil, 0, 30, today.AddDays(-30))
	laterSet.SetAt = moment.Add(time.Minute)
	for _, c := range []struct {
		what  string
		rules Rules
		want  Rate
	}{
		{"no rule", nil, Rate{0, NoRate}},
		{"a target is no rate", Rules{rule(TargetRule, nil, 0, 5, last)}, Rate{0, NoRate}},
		{"the general one", Rules{general}, Rate{10, FromGeneralRate}},
		{"the newer general one", Rules{general, rule(GeneralRate, nil, 0, 20, last)}, Rate{20, FromGeneralRate}},
		{"the one set later for the same day", Rules{laterSet, general}, Rate{30, FromGeneralRate}},
		{"one of tomorrow does not count", Rules{general, rule(GeneralRate, nil, 0, 20, today.AddDays(1))}, Rate{10, FromGeneralRate}},
		{"the assessor's goes before the general one, though lower", Rules{general, rule(AssessorRate, &assessor.PersonID, 0, 5, last)}, Rate{5, FromAssessorRate}},
		{"none at all of an assessor's", Rules{general, rule(AssessorRate, &assessor.PersonID, 0, 0, last)}, Rate{0, FromAssessorRate}},
		{"another assessor's", Rules{general, rule(AssessorRate, &other, 0, 50, last)}, Rate{10, FromGeneralRate}},
		{"the level's", Rules{general, rule(LevelRate, nil, 4, 40, last)}, Rate{40, FromLevelRate}},
		{"another level's", Rules{general, rule(LevelRate, nil, 3, 40, last)}, Rate{10, FromGeneralRate}},
		{"the higher of both", Rules{rule(LevelRate, nil, 4, 40, last), rule(AssessorRate, &assessor.PersonID, 0, 60, last)}, Rate{60, FromAssessorRate}},
		{"the higher of both, the level's", Rules{rule(AssessorRate, &assessor.PersonID, 0, 30, last), rule(LevelRate, nil, 4, 40, last)}, Rate{40, FromLevelRate}},
		{"the assessor's own has ended", Rules{general, rule(AssessorRate, &assessor.PersonID, 0, 50, last), ended}, Rate{10, FromGeneralRate}},
	} {
		assert.Equal(t, c.want, c.rules.RateFor(assessor.PersonID, 4, today), c.what)
	}
	assert.Equal(t, Rate{10, FromGeneralRate}, Rules{general, rule(LevelRate, nil, 4, 40, last)}.RateFor(assessor.PersonID, 0, today), "a criterion has no level")
}

func TestTheTargetAndWhichRuleIsInForce(t *testing.T) {
	today := calendar.On(2027, 3, 14)
	old := Rule{ID: uuid.New(), Kind: TargetRule, Value: to(15), EffectiveOn: today.AddDays(-90)}
	now := Rule{ID: uuid.New(), Kind: TargetRule, Value: to(7), EffectiveOn: today}
	next := Rule{ID: uuid.New(), Kind: TargetRule, Value: to(5), EffectiveOn: today.AddDays(1)}
	rules := Rules{old, now, next}
	assert.Equal(t, Target{WorkingDays: 10}, Rules{}.Target(today))
	assert.Equal(t, 7, rules.Target(today).WorkingDays)
	assert.Equal(t, 15, rules.Target(today.AddDays(-1)).WorkingDays, "what was decided by the rule before stays as it was")
	assert.Equal(t, []bool{false, true, false}, []bool{rules.Current(old, today), rules.Current(now, today), rules.Current(next, today)})
}

func TestRulesThatCannotBeSet(t *testing.T) {
	by := access.Actor{PersonID: uuid.New(), Today: calendar.On(2027, 3, 14)}
	good := NewRule{Kind: GeneralRate, Value: to(10), EffectiveOn: by.Today, Reason: "A sample."}
	for _, c := range []struct {
		what   string
		change func(*NewRule)
		fields []string
	}{
		{"as it should be", func(*NewRule) {}, nil},
		{"a hundred per cent", func(n *NewRule) { n.Value = to(100) }, nil},
		{"more than all", func(n *NewRule) { n.Value = to(101) }, []string{"value"}},
		{"less than none", func(n *NewRule) { n.Value = to(-1) }, []string{"value"}},
		{"no general rate", func(n *NewRule) { n.Value = nil }, []string{"value"}},
		{"a target of no days", func(n *NewRule) { n.Kind, n.Value = TargetRule, to(0) }, []string{"value"}},
		{"a target of 61 days", func(n *NewRule) { n.Kind, n.Value = TargetRule, to(61) }, []string{"value"}},
		{"the end of an assessor's rate", func(n *NewRule) { n.Kind, n.AssessorID, n.Value = AssessorRate, to(uuid.New()), nil }, nil},
		{"an assessor's rate of nobody", func(n *NewRule) { n.Kind = AssessorRate }, []string{"assessorId"}},
		{"a level's rate of none", func(n *NewRule) { n.Kind = LevelRate }, []string{"level"}},
		{"a general rate at a level of somebody", func(n *NewRule) { n.Level, n.AssessorID = 3, to(uuid.New()) }, []string{"assessorId", "level"}},
		{"yesterday, without a reason", func(n *NewRule) { n.EffectiveOn, n.Reason = by.Today.AddDays(-1), "  " }, []string{"effectiveOn", "reason"}},
	} {
		n := good
		c.change(&n)
		_, err := n.rule(by, moment)
		assert.Equal(t, c.fields, fieldsOf(err), c.what)
	}
}

// The intervals are those of Wilson's score without correction for continuity, as statistical tables give them.
func TestAgreementWithItsInterval(t *testing.T) {
	for _, c := range []struct {
		judged, agreed     int
		percent, low, high float64
		rated, is          bool
	}{
		{0, 0, 0, 0, 0, false, false},
		{1, 1, 100, 0, 0, true, false},
		{9, 9, 100, 0, 0, true, false},
		{10, 10, 100, 72.25, 100, true, true},
		{10, 0, 0, 0, 27.75, true, true},
		{10, 5, 50, 23.66, 76.34, true, true},
		{20, 18, 90, 69.90, 97.21, true, true},
		{100, 90, 90, 82.56, 94.48, true, true},
	} {
		a := Agreement{Judged: c.judged, Agreed: c.agreed}
		percent, rated := a.Percent()
		low, high, is := a.Interval()
		what := fmt.Sprintf("%d of %d", c.agreed, c.judged)
		assert.Equal(t, []bool{c.rated, c.is}, []bool{rated, is}, what)
		assert.InDeltaSlice(t, []float64{c.percent, c.low, c.high}, []float64{percent, low, high}, 0.01, what)
	}
}
