package pathway

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

var (
	officer = Role{ID: uuid.New(), Title: "Coding Officer", Band: "3"}
	senior  = Role{ID: uuid.New(), Title: "Senior Coder", Band: "4"}
	leader  = Role{ID: uuid.New(), Title: "Team Leader", Band: "5"}
	boss    = Role{ID: uuid.New(), Title: "Service Manager", Band: "7"}

	names = Names{
		Roles:          map[uuid.UUID]Role{officer.ID: officer, senior.ID: senior, leader.ID: leader, boss.ID: boss},
		Milestones:     []Named{{"ccsc", "Standards Course"}},
		Accreditations: []Named{{"acc", "ACC"}},
	}
	today = calendar.MustParseDate("2026-11-20")
)

func leaf(k Kind) Condition { return Condition{Kind: k} }

func allOf(of ...Condition) Condition { return Condition{Kind: All, Of: of} }

func anyOf(of ...Condition) Condition { return Condition{Kind: Any, Of: of} }

var (
	holdsACC   = Condition{Kind: Accreditation, Key: "acc"}
	didCourse  = Condition{Kind: Milestone, Key: "ccsc"}
	twoYears   = Condition{Kind: Months, Months: 24}
	bossAgrees = Condition{Kind: Agreement, RoleID: uuid.NullUUID{UUID: boss.ID, Valid: true}}
	mentored   = Condition{Kind: Confirmation, Text: "has mentored a trainee"}
)

// step is the worked example: ACC, or demonstrated competence agreed by the service manager (document 003, lines 65 and 129).
func step() Move {
	return Move{
		ID: uuid.New(), From: officer.ID, To: senior.ID, Reason: "A step.",
		Condition: allOf(didCourse, anyOf(holdsACC, allOf(leaf(Requirements), bossAgrees))),
	}
}

func TestAConditionInWords(t *testing.T) {
	m := step()
	for want, c := range map[string]Condition{
		"No condition": {},
		"ACC held":     holdsACC,
		"Standards Course done, and (ACC held, or (every essential requirement of Senior Coder met, and agreed by the Service Manager))": m.Condition,
		"24 months as Coding Officer":              twoYears,
		"1 month as Coding Officer":                {Kind: Months, Months: 1},
		"Has mentored a trainee":                   mentored,
		"Agreed by the line manager":               {Kind: Agreement, Text: "the line manager"},
		"ACC held, or 24 months as Coding Officer": anyOf(holdsACC, twoYears),
	} {
		assert.Equal(t, want, c.Words(m, names))
	}
}

func TestAMoveIsJudgedConditionByCondition(t *testing.T) {
	m := step()
	held := func(change func(*Facts)) Facts {
		f := Facts{
			Today: today, Person: "Ella", RoleID: uuid.NullUUID{UUID: officer.ID, Valid: true}, Since: calendar.MustParseDate("2025-06-30"),
			Awards: map[string]calendar.Date{}, Milestones: map[string]MilestoneFact{"ccsc": {Done: true, On: calendar.MustParseDate("2025-12-01")}},
			Readiness: map[uuid.UUID]Readiness{senior.ID: {Met: 3, Required: 4}},
		}
		change(&f)
		return f
	}
	said := func(agreed bool) []Statement {
		return []Statement{{From: officer.ID, To: senior.ID, Subject: bossAgrees.Subject(), Agreed: agreed, By: Person{Name: "Helen"}, On: today}}
	}
	for name, c := range map[string]struct {
		facts   Facts
		answer  Answer
		because string
	}{
		"neither ACC nor competence": {held(func(*Facts) {}), No, "Not yet: 1 of the 4 conditions of the move to Senior Coder is met."},
		"ACC is enough": {held(func(f *Facts) { f.Awards["acc"] = today }), Yes,
			"Yes: everything that the move to Senior Coder asks is met."},
		"competent, but nobody has said so": {held(func(f *Facts) { f.Readiness[senior.ID] = Readiness{4, 4} }), Unknown,
			"Not known yet: 2 of the 4 conditions of the move to Senior Coder are met, and 1 waits for somebody to say."},
		"competent and agreed":      {held(func(f *Facts) { f.Readiness[senior.ID], f.Said = Readiness{4, 4}, said(true) }), Yes, "Yes: everything"},
		"competent and declined":    {held(func(f *Facts) { f.Readiness[senior.ID], f.Said = Readiness{4, 4}, said(false) }), No, "Not yet"},
		"ACC without the course":    {held(func(f *Facts) { f.Awards["acc"] = today; f.Milestones["ccsc"] = MilestoneFact{State: "overdue"} }), No, "Not yet"},
		"not on the road, with ACC": {held(func(f *Facts) { f.Awards["acc"] = today; f.Milestones = nil }), Unknown, "Not known yet"},
		"from another role": {held(func(f *Facts) { f.Awards["acc"] = today; f.RoleID.UUID = leader.ID }), No,
			"No: this move starts from Coding Officer, which is not Ella’s present role."},
		"without an appointment": {held(func(f *Facts) { f.RoleID.Valid = false }), No, "No: this move starts from"},
	} {
		t.Run(name, func(t *testing.T) {
			j := Judge(m, c.facts, names)
			assert.Equal(t, c.answer, j.Answer, j.Because)
			assert.Contains(t, j.Because, c.because)
			var every func(Explained)
			every = func(e Explained) {
				assert.NotEmpty(t, e.Because)
				assert.NotZero(t, e.Answer)
				assert.True(t, strings.HasSuffix(e.Because, "."), e.Because)
				for _, part := range e.Of {
					every(part)
				}
			}
			every(j.Condition)
		})
	}
	free := Judge(Move{From: officer.ID, To: leader.ID}, held(func(*Facts) {}), names)
	assert.Equal(t, "Yes: the move to Team Leader has no condition.", free.Because)
}

func TestWhatEachConditionSays(t *testing.T) {
	m := step()
	f := Facts{
		Today: today, Person: "Ella", RoleID: uuid.NullUUID{UUID: officer.ID, Valid: true}, Since: calendar.MustParseDate("2025-03-31"),
		Awards:     map[string]calendar.Date{"acc": calendar.MustParseDate("2025-05-02")},
		Milestones: map[string]MilestoneFact{"ccsc": {State: "overdue"}},
		Readiness:  map[uuid.UUID]Readiness{senior.ID: {Met: 3, Required: 4}},
		Said: []Statement{
			{From: officer.ID, To: senior.ID, Subject: mentored.Subject(), Agreed: false, By: Person{Name: "Helen"}, On: today},
			{From: officer.ID, To: senior.ID, Subject: mentored.Subject(), Agreed: true, By: Person{Name: "Rajesh"}, On: calendar.MustParseDate("2025-01-06")},
			{From: officer.ID, To: leader.ID, Subject: bossAgrees.Subject(), Agreed: true, By: Person{Name: "Helen"}, On: today},
		},
	}
	for want, c := range map[string]Condition{
		"ACC has been held since 2 May 2025.":                                                                  holdsACC,
		"Standards Course is not done; it is overdue.":                                                         didCourse,
		"3 of 4 essential requirements of Senior Coder are met.":                                               leaf(Requirements),
		"19 whole months as Coding Officer, since 31 March 2025. The 24 months are complete on 31 March 2027.": twoYears,
		"Helen decided on 20 November 2026: not confirmed.":                                                    mentored,
		"The Service Manager has not said yet.":                                                                bossAgrees,
	} {
		assert.Equal(t, want, c.explain(m, f, names).Because)
	}
}

func TestWhatTheMapCannotHave(t *testing.T) {
	m := Map{Moves: []Move{
		{ID: uuid.New(), From: officer.ID, To: senior.ID}, {ID: uuid.New(), From: senior.ID, To: leader.ID}, {ID: uuid.New(), From: leader.ID, To: boss.ID},
	}}
	move := func(from, to Role) Move { return Move{ID: uuid.New(), From: from.ID, To: to.ID, Reason: "A step."} }
	with := func(c Condition) Move { one := move(officer, boss); one.Condition = c; return one }
	deep := allOf(anyOf(allOf(anyOf(holdsACC))))
	silent := move(officer, boss)
	silent.Reason = "  "
	for name, c := range map[string]struct {
		move           Move
		field, message string
	}{
		"a circle": {move(boss, officer), "toRoleId",
			"This move would make a circle: Service Manager → Coding Officer → Senior Coder → Team Leader → Service Manager. A pathway leads onwards and never back."},
		"a sideways pair":                    {move(senior, officer), "toRoleId", "This move would make a circle: Senior Coder → Coding Officer → Senior Coder."},
		"to itself":                          {move(senior, senior), "toRoleId", "A move leads to another role. Choose a role other than Senior Coder."},
		"twice":                              {move(officer, senior), "toRoleId", "The map has a move from Coding Officer to Senior Coder already."},
		"from nowhere":                       {move(Role{ID: uuid.New()}, senior), "fromRoleId", "There is no such role in your organisation."},
		"to another organisation's":          {move(senior, Role{ID: uuid.New()}), "toRoleId", "There is no such role in your organisation."},
		"without a reason":                   {silent, "reason", "Say why this move is on the map."},
		"an unknown accreditation":           {with(Condition{Kind: Accreditation, Key: "nccq"}), "condition.key", "Choose the accreditation."},
		"an unknown milestone":               {with(allOf(holdsACC, Condition{Kind: Milestone})), "condition.of[1].key", "Choose the milestone."},
		"no months":                          {with(Condition{Kind: Months}), "condition.months", "Enter a number of months from 1 to 120."},
		"nobody to agree":                    {with(Condition{Kind: Agreement}), "condition.text", "Say who has to agree"},
		"an unknown role to agree":           {with(Condition{Kind: Agreement, RoleID: uuid.NullUUID{UUID: uuid.New(), Valid: true}}), "condition.roleId", "There is no such role."},
		"nothing to confirm":                 {with(Condition{Kind: Confirmation}), "condition.text", "Say what is to be confirmed."},
		"an empty group":                     {with(allOf(holdsACC, anyOf())), "condition.of[1]", "Add at least one condition to this group"},
		"groups in groups in groups":         {with(deep), "condition.of[0].of[0].of[0]", "Put groups inside one another at most 3 deep."},
		"more conditions than anybody reads": {with(Condition{Kind: All, Of: slicesOf(holdsACC, 40)}), "condition", "Use at most 30 conditions for one move."},
	} {
		t.Run(name, func(t *testing.T) {
			err := m.check(c.move, names)
			require.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
			var refused *apperr.Error
			require.ErrorAs(t, err, &refused)
			require.NotEmpty(t, refused.Fields)
			assert.Equal(t, c.field, refused.Fields[0].Name)
			assert.Contains(t, refused.Fields[0].Message, c.message)
		})
	}
	assert.NoError(t, m.check(move(officer, boss), names), "a second way to the same role is no circle")
	same := m.Moves[1]
	same.Reason = "Another reason."
	assert.NoError(t, m.check(same, names), "a move does not stand in its own way")
}

func slicesOf(c Condition, n int) []Condition {
	all := make([]Condition, n)
	for i := range all {
		all[i] = c
	}
	return all
}

func TestConditionsAreStoredAsTheyAre(t *testing.T) {
	for _, c := range []Condition{{}, holdsACC, twoYears, mentored, step().Condition} {
		row, err := rowOf(uuid.New(), 1, Move{ID: uuid.New(), Condition: c})
		require.NoError(t, err)
		back, err := row.move()
		require.NoError(t, err)
		assert.Equal(t, c, back.Condition)
	}
	var c Condition
	assert.Error(t, json.Unmarshal([]byte(`{"kind":"sometimes"}`), &c))
}

func TestTheDifferenceBetweenTwoMaps(t *testing.T) {
	before := Map{
		Places: []Place{{officer, Coding}, {senior, Coding}, {boss, Other}},
		Moves:  []Move{{From: officer.ID, To: senior.ID, Condition: holdsACC, Reason: "R."}, {From: senior.ID, To: boss.ID, Reason: "R."}},
	}
	after := Map{
		Places: []Place{{officer, Coding}, {senior, Coding}, {leader, Coding}, {boss, Coding}},
		Moves:  []Move{{From: officer.ID, To: senior.ID, Condition: twoYears, Reason: "R."}, {From: senior.ID, To: leader.ID, Reason: "R."}},
	}
	assert.Equal(t, []Change{
		{"role", "changed", "Service Manager", "Drawn with other", "Drawn with coding"},
		{"role", "added", "Team Leader", "", "Drawn with coding"},
		{"move", "changed", "Coding Officer → Senior Coder", "ACC held. R.", "24 months as Coding Officer. R."},
		{"move", "removed", "Senior Coder → Service Manager", "No condition. R.", ""},
		{"move", "added", "Senior Coder → Team Leader", "", "No condition. R."},
	}, Compare(before, after, names))
	assert.Empty(t, Compare(after, after, names))
}

func TestEnumsPrintAndParse(t *testing.T) {
	for k := All; k <= Confirmation; k++ {
		var back Kind
		require.NoError(t, back.UnmarshalText([]byte(k.String())))
		assert.Equal(t, k, back)
	}
	for f := Coding; f <= Other; f++ {
		back, err := ParseFamily(f.String())
		require.NoError(t, err)
		assert.Equal(t, f, back)
	}
	_, err := parseState("finished")
	assert.Error(t, err)
	assert.Equal(t, []string{"yes", "no", "unknown"}, []string{Yes.String(), No.String(), Unknown.String()})
}
