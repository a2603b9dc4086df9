package staff

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
)

var (
	day   = calendar.MustParseDate
	none  = calendar.Date{}
	today = day("2026-11-20")
	mary  = uuid.MustParse("00000000-0000-4000-8000-00000000000a")
)

// names gives the fields that messages belong to.
func names(fields []apperr.Field) []string {
	var list []string
	for _, f := range fields {
		list = append(list, f.Name)
	}
	return list
}

func TestWhatIsEnteredAboutAPerson(t *testing.T) {
	for name, c := range map[string]struct {
		entered Details
		want    []string
	}{
		"name and address":                  {Details{"Mary Shaw", "mary@example.nhs.uk"}, nil},
		"stray spaces and capitals":         {Details{"  Mary   Shaw ", " Mary@Example.nhs.uk "}, nil},
		"a name in another script":          {Details{"Нина Петрова", "nina@example.org"}, nil},
		"a name of 120 characters":          {Details{strings.Repeat("é", 120), "mary@example.org"}, nil},
		"a name of 121":                     {Details{strings.Repeat("é", 121), "mary@example.org"}, []string{"name"}},
		"only spaces":                       {Details{"   ", "mary@example.org"}, []string{"name"}},
		"a control character in the name":   {Details{"Mary\u0007Shaw", "mary@example.org"}, []string{"name"}},
		"no address":                        {Details{"Mary Shaw", "mary"}, []string{"email"}},
		"a name before the address":         {Details{"Mary Shaw", "Mary <mary@example.org>"}, []string{"email"}},
		"two addresses":                     {Details{"Mary Shaw", "mary@example.org, sam@example.org"}, []string{"email"}},
		"an address longer than mail takes": {Details{"Mary Shaw", strings.Repeat("m", 250) + "@example.org"}, []string{"email"}},
		"neither":                           {Details{}, []string{"name", "email"}},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, names(c.entered.Cleaned().Problems())) })
	}
	assert.Equal(t, Details{"Mary Shaw", "mary@example.org"}, Details{" Mary  Shaw", "MARY@example.org "}.Cleaned())
}

func TestAPostByItself(t *testing.T) {
	good := Post{Band: "3", WTE: 60, StartsOn: day("2026-09-01")}
	for name, c := range map[string]struct {
		change func(*Post)
		want   []string
	}{
		"three days a week":                 {func(*Post) {}, nil},
		"one day long":                      {func(p *Post) { p.EndsOn = p.StartsOn }, nil},
		"band 8a":                           {func(p *Post) { p.Band = "8a" }, nil},
		"band 1, which is closed":           {func(p *Post) { p.Band = "1" }, []string{"band"}},
		"band 8 without its letter":         {func(p *Post) { p.Band = "8" }, []string{"band"}},
		"no time at all":                    {func(p *Post) { p.WTE = 0 }, []string{"wte"}},
		"more than full time":               {func(p *Post) { p.WTE = 101 }, []string{"wte"}},
		"ending the day before it starts":   {func(p *Post) { p.EndsOn = day("2026-08-31") }, []string{"endsOn"}},
		"beginning with the NHS":            {func(p *Post) { p.StartsOn = day("1948-07-05") }, nil},
		"beginning before the NHS":          {func(p *Post) { p.StartsOn = day("1948-07-04") }, []string{"startsOn"}},
		"beginning three years ahead":       {func(p *Post) { p.StartsOn = day("2029-11-20") }, nil},
		"beginning beyond that":             {func(p *Post) { p.StartsOn = day("2029-11-21") }, []string{"startsOn"}},
		"managed by the person themselves":  {func(p *Post) { p.LineManagerID = mary }, []string{"lineManagerId"}},
		"several things wrong, all of them": {func(p *Post) { p.Band, p.WTE = "", 0 }, []string{"band", "wte"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := good
			c.change(&p)
			assert.Equal(t, c.want, names(p.Problems(mary, today)))
		})
	}
}

func TestSomebodyHoldsOnePostAtATime(t *testing.T) {
	held := []Appointment{
		{ID: uuid.New(), RoleTitle: "Clinical Coding Officer", Post: Post{StartsOn: day("2024-04-01"), EndsOn: day("2025-03-31")}},
		{ID: uuid.New(), RoleTitle: "Deputy Manager", Post: Post{StartsOn: day("2025-06-01")}},
	}
	for name, c := range map[string]struct {
		start, end calendar.Date
		except     uuid.UUID
		field      string
	}{
		"between the two":                        {day("2025-04-01"), day("2025-05-31"), uuid.Nil, ""},
		"before both":                            {day("2023-01-01"), day("2024-03-31"), uuid.Nil, ""},
		"from the last day of the first":         {day("2025-03-31"), day("2025-05-31"), uuid.Nil, "startsOn"},
		"up to the first day of the first":       {day("2023-01-01"), day("2024-04-01"), uuid.Nil, "endsOn"},
		"around the first":                       {day("2023-01-01"), day("2025-05-31"), uuid.Nil, "endsOn"},
		"within the first":                       {day("2024-06-01"), day("2024-07-01"), uuid.Nil, "startsOn"},
		"open, from between the two":             {day("2025-04-01"), none, uuid.Nil, "endsOn"},
		"after the beginning of the open one":    {day("2026-01-01"), none, uuid.Nil, "startsOn"},
		"the open one itself, begun a day later": {day("2025-06-02"), none, held[1].ID, ""},
		"the open one itself, begun too early":   {day("2025-03-01"), none, held[1].ID, "startsOn"},
	} {
		t.Run(name, func(t *testing.T) {
			err := Clash(Post{StartsOn: c.start, EndsOn: c.end}, held, c.except)
			if c.field == "" {
				assert.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, "["+c.field+": This overlaps the appointment as ")
		})
	}
	assert.ErrorContains(t, Clash(Post{StartsOn: day("2024-06-01")}, held, uuid.Nil),
		"as Clinical Coding Officer, which began on 1 April 2024 until 31 March 2025.")
}

func TestWholeTimeEquivalents(t *testing.T) {
	for fraction, want := range map[float64]WTE{1: 100, 0.6: 60, 0.01: 1, 0.29: 29, 0.57: 57, 0.07: 7} {
		got, err := WTEOf(fraction)
		assert.NoError(t, err, "%v", fraction)
		assert.Equal(t, want, got, "%v", fraction)
	}
	for _, fraction := range []float64{0, -0.5, 1.01, 0.005, 0.333, 37.5} {
		_, err := WTEOf(fraction)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "%v", fraction)
	}
	assert.Equal(t, "0.07 WTE", WTE(7).String())
	assert.Equal(t, "1.00 WTE", FullTime.String())
}

func TestEndingAnAssignment(t *testing.T) {
	a := Assignment{StartsOn: day("2026-10-01")}
	for name, c := range map[string]struct {
		end  calendar.Date
		on   string
		want apperr.Code
	}{
		"today":                                 {none, "2026-11-20", 0},
		"in a month":                            {none, "2026-12-20", 0},
		"in the past":                           {none, "2026-10-15", 0},
		"the day it began":                      {none, "2026-10-01", 0},
		"the day before, so that it never held": {none, "2026-09-30", 0},
		"earlier than that":                     {none, "2026-09-29", apperr.CodeInvalid},
		"sooner than planned":                   {day("2026-12-31"), "2026-11-20", 0},
		"on its last day":                       {day("2026-11-20"), "2026-11-19", 0},
		"when it has ended":                     {day("2026-11-19"), "2026-11-20", apperr.CodeConflict},
	} {
		t.Run(name, func(t *testing.T) {
			a.EndsOn = c.end
			err := a.end(day(c.on), today)
			if c.want == 0 {
				assert.NoError(t, err)
				return
			}
			assert.Equal(t, c.want, apperr.CodeOf(err))
		})
	}
}

func TestAGrantByItself(t *testing.T) {
	coding := &Ref{ID: uuid.New()}
	for name, c := range map[string]struct {
		grant Grant
		want  []string
	}{
		"a mentor":                        {Grant{Role: access.Mentor, StartsOn: today}, nil},
		"a manager with a team":           {Grant{Role: access.Manager, Team: coding, StartsOn: today}, nil},
		"a manager without a team":        {Grant{Role: access.Manager, StartsOn: today}, []string{"teamId"}},
		"a lead with a team":              {Grant{Role: access.WorkforceLead, Team: coding, StartsOn: today}, []string{"teamId"}},
		"what everybody has anyway":       {Grant{Role: access.Staff, StartsOn: today}, []string{"role"}},
		"an unknown role":                 {Grant{Role: "emperor", StartsOn: today}, []string{"role"}},
		"ending before it starts":         {Grant{Role: access.Auditor, StartsOn: day("2026-12-01"), EndsOn: day("2026-11-30")}, []string{"endsOn"}},
		"over already":                    {Grant{Role: access.Auditor, StartsOn: day("2026-11-01"), EndsOn: day("2026-11-19")}, []string{"endsOn"}},
		"for today only":                  {Grant{Role: access.Auditor, StartsOn: today, EndsOn: today}, nil},
		"given from a day that is past":   {Grant{Role: access.Auditor, StartsOn: day("2026-11-01")}, nil},
		"given to begin at a later month": {Grant{Role: access.Auditor, StartsOn: day("2027-02-01")}, nil},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, names(c.grant.problems(today))) })
	}
	moment := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	assert.False(t, Grant{EndsOn: today}.ended(today), "the last day counts")
	assert.True(t, Grant{EndsOn: day("2026-11-19")}.ended(today))
	assert.True(t, Grant{EndedAt: &moment}.ended(today), "taking away works at once")
}

func TestPathsOfTeams(t *testing.T) {
	top, below, beside := uuid.New(), uuid.New(), uuid.New()
	root := Path("").under(top)
	child := root.under(below)
	assert.Equal(t, []uuid.UUID{top, below}, child.Teams())
	assert.Equal(t, 0, root.Depth())
	assert.Equal(t, 1, child.Depth())
	assert.True(t, child.within(root))
	assert.True(t, root.within(root), "a team is within itself")
	assert.False(t, root.within(child))
	assert.False(t, Path("").under(beside).within(root))
}

func TestTeamsStandBelowTheirParentsInOrder(t *testing.T) {
	id := func(n byte) uuid.UUID { return uuid.UUID{15: n} }
	ordered := inTreeOrder([]Team{
		{ID: id(1), ParentID: id(9), Name: "Zoology coding"}, {ID: id(2), Name: "Security"}, {ID: id(9), Name: "Ärztekodierung"},
		{ID: id(3), ParentID: id(9), Name: "acute coding"}, {ID: id(4), ParentID: id(3), Name: "Trainees"},
	})
	var got []string
	for _, team := range ordered {
		got = append(got, team.Name)
	}
	assert.Equal(t, []string{"Ärztekodierung", "acute coding", "Trainees", "Zoology coding", "Security"}, got)
}

func TestNamesAreFoldedForSearch(t *testing.T) {
	for text, want := range map[string]string{
		"Zoë  Brontë": "zoe bronte", "O'NEILL": "o'neill", "  Ada\tBoss ": "ada boss", "Łukasz": "łukasz", "": "",
	} {
		assert.Equal(t, want, fold.Text(text))
	}
	assert.Equal(t, "northmoor-university-hospitals-nhs-trust", slugOf(" Northmoor University Hospitals (NHS Trust)"))
}
