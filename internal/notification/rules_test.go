package notification

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/calendar"
)

func on(text string) calendar.Date { return calendar.MustParseDate(text) }

func TestTheThresholdIsTheNearestThatWasReached(t *testing.T) {
	for due, want := range map[string]int{
		"2027-03-02": 0, // 91 days
		"2027-03-01": 90, "2027-01-31": 90, "2027-01-30": 60, "2026-12-31": 30, "2026-12-08": 7, "2026-12-01": 7,
		"2026-11-30": 0, // past: it has lapsed
	} {
		days, _ := Notice{Kind: RefresherDue, DueOn: on(due)}.threshold(on("2026-12-01"))
		assert.Equal(t, want, days, due)
	}
	_, reached := Notice{Kind: MilestoneDue, DueOn: on("2026-12-08")}.threshold(on("2026-12-01"))
	assert.False(t, reached, "a milestone does not lapse")
}

func TestWhoGetsALetter(t *testing.T) {
	// 2026-11-30 is a Monday.
	claim := Notice{Key: "claim_returned/1", Kind: ClaimReturned, Group: NeedsMe}
	seen := claim
	seen.Seen = true
	off := claim
	off.SnoozedUntil = on("2026-12-20")
	refresher := Notice{Key: "refresher_due/acc", Kind: RefresherDue, Group: ComingUp, DueOn: on("2026-12-29")}
	for name, c := range map[string]struct {
		preferences Preferences
		notices     []Notice
		before      map[told]bool
		last, today string
		want        Occasion
	}{
		"something new on the day":                         {usual, []Notice{claim}, nil, "2026-11-29", "2026-11-30", Digest},
		"not on another day":                               {usual, []Notice{claim}, nil, "2026-11-30", "2026-12-01", ""},
		"on the day after, when the day itself was missed": {usual, []Notice{claim}, nil, "2026-11-29", "2026-12-01", Digest},
		"not for a week that was long ago":                 {usual, []Notice{claim}, nil, "", "2026-12-01", ""},
		"never the same again":                             {usual, []Notice{claim}, map[told]bool{{"claim_returned/1", 0}: true}, "2026-11-29", "2026-11-30", ""},
		"not what was seen in the application":             {usual, []Notice{seen}, nil, "2026-11-29", "2026-11-30", ""},
		"not what was put off":                             {usual, []Notice{off}, nil, "2026-11-29", "2026-11-30", ""},
		"not when the digest is off":                       {Preferences{Weekday: time.Monday, Lapses: true}, []Notice{claim}, nil, "2026-11-29", "2026-11-30", ""},
		"thirty days before it lapses, on any day":         {usual, []Notice{refresher}, map[told]bool{{"refresher_due/acc", 0}: true, {"refresher_due/acc", 60}: true}, "2026-12-01", "2026-12-02", Lapse},
		"not at the same threshold again":                  {usual, []Notice{refresher}, map[told]bool{{"refresher_due/acc", 0}: true, {"refresher_due/acc", 30}: true}, "2026-12-01", "2026-12-02", ""},
		"in the digest, when both fall on one day":         {usual, []Notice{refresher}, nil, "2026-12-06", "2026-12-07", Digest},
		"not before it lapses, when that is not wanted":    {Preferences{Weekday: time.Monday}, []Notice{refresher}, nil, "2026-12-01", "2026-12-02", ""},
	} {
		var last calendar.Date
		if c.last != "" {
			last = on(c.last)
		}
		letter, due := c.preferences.letter(c.notices, c.before, last, on(c.today))
		assert.Equal(t, c.want, letter.occasion, name)
		assert.Equal(t, c.want != "", due, name)
	}
}

func TestNoticesAreForTheCurrentAndTheTargetRole(t *testing.T) {
	person, left, current, target := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	c := &Circle{
		today: on("2026-12-01"),
		members: map[uuid.UUID]*Member{person: {ID: person, Target: target, Posts: []Post{
			{RoleID: left, Span: calendar.Span{From: on("2024-01-01"), To: on("2026-06-30")}},
			{RoleID: current, Span: calendar.Span{From: on("2026-07-01")}},
		}}},
		asks: map[uuid.UUID]map[string]bool{
			left: {"statement/old": true, "statement/both": true, "statement/next": true}, current: {"statement/both": true}, target: {"statement/next": true},
		},
	}
	assert.True(t, c.Concerns(person, current, ""), "the current post")
	assert.True(t, c.Concerns(person, target, ""), "the target")
	assert.False(t, c.Concerns(person, left, ""), "the post that was left")
	for key, history := range map[string]bool{"statement/old": true, "statement/both": false, "statement/next": false, "statement/of-nobody": false} {
		assert.Equal(t, history, c.IsHistory(person, key), key)
	}
}

func TestPathwaysOfLeftRolesTellNothing(t *testing.T) {
	person, left, current := uuid.New(), uuid.New(), uuid.New()
	circle := &Circle{today: on("2026-12-01"), members: map[uuid.UUID]*Member{person: {ID: person, Posts: []Post{
		{RoleID: left, Span: calendar.Span{From: on("2024-01-01"), To: on("2026-06-30")}}, {RoleID: current, Span: calendar.Span{From: on("2026-07-01")}},
	}}}, asks: map[uuid.UUID]map[string]bool{current: {"milestone/kept": true}}}
	s := Standing{
		PersonID: person, PathwayID: uuid.New(), Roles: []uuid.UUID{left}, Award: "acc", AwardTitle: "ACC", RefresherDueOn: on("2026-12-20"),
		Milestones: []Milestone{{Key: "gone", Title: "Gone", Overdue: true, DueOn: on("2026-11-01")}, {Key: "kept", Title: "Kept", Overdue: true, DueOn: on("2026-11-01")}},
	}
	told := s.own(Asked{To: person, Today: circle.today, Circle: circle})
	if assert.Len(t, told, 1) {
		assert.Equal(t, "Kept was due on 1 November 2026.", told[0].Sentence)
	}
	circle.members[person].Target = left
	assert.Len(t, s.own(Asked{To: person, Today: circle.today, Circle: circle}), 3, "once the person works towards that role, it counts, the refresher with it")
}

func TestEveryKindIsDescribed(t *testing.T) {
	for kind, facts := range kinds {
		assert.NotEmpty(t, facts.title, kind)
		assert.NotEmpty(t, facts.action, kind)
		assert.NotEmpty(t, facts.group.String(), kind)
	}
}
