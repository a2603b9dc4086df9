package establishment_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/workforce"
	. "bandwise/internal/workforce/establishment"
	"bandwise/internal/workforce/pay"
	"bandwise/internal/workforce/planning"
)

func day(text string) calendar.Date { return calendar.MustParseDate(text) }

var (
	today  = day("2026-11-23")
	coding = team("coding", "")
	wards  = team("wards", coding.Path)
	senior = workforce.Named{ID: id("senior"), Name: "Senior coder"}
	coder  = workforce.Named{ID: id("coder"), Name: "Coder"}
	scales = pay.Scales{
		{From: day("2026-04-01"), Band: "3", Year: "2026/27", Entry: 25000, Top: 27000},
		{From: day("2026-04-01"), Band: "4", Year: "2026/27", Entry: 28000, Top: 31000, Approximate: true},
	}
)

func id(name string) uuid.UUID { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(name)) }

func team(name, above string) workforce.Team {
	if above == "" {
		above = "/"
	}
	return workforce.Team{Named: workforce.Named{ID: id(name), Name: name}, Path: above + id(name).String() + "/"}
}

func post(t workforce.Team, r workforce.Named, band workforce.Band, wte workforce.WTE, annex21 bool) Post {
	return Post{ID: uuid.New(), Team: t, Role: r, Band: band, WTE: wte, Annex21: annex21, StartsOn: day("2026-01-01")}
}

func member(name string, t workforce.Team, r workforce.Named, band workforce.Band, wte workforce.WTE) workforce.Member {
	return workforce.Member{Person: workforce.Person{ID: id(name), Name: name, Folded: name, Team: t, Role: r, Band: band, WTE: wte}}
}

func trainee(name string, t workforce.Team, wte workforce.WTE, ends string) workforce.Member {
	m := member(name, t, coder, "3", wte)
	m.Person.Annex21 = "4"
	if ends != "" {
		m.Training = &workforce.TrainingSummary{AwardDueOn: day(ends), Accreditation: workforce.NotHeld}
	}
	return m
}

// The department by hand: two accredited coders and a half where three are funded, two in band 3 where one and a half are, and
// three trainees, of whom one is on no pathway.
func department() ([]Post, []workforce.Member) {
	posts := []Post{
		post(coding, senior, "4", 200, false), post(wards, senior, "4", 100, false), post(wards, coder, "3", 150, false), post(wards, coder, "4", 400, true),
		{ID: uuid.New(), Team: wards, Role: senior, Band: "4", WTE: 900, StartsOn: day("2026-11-24")},
		{ID: uuid.New(), Team: wards, Role: senior, Band: "4", WTE: 900, StartsOn: day("2025-11-24"), EndsOn: day("2026-11-22")},
	}
	return posts, []workforce.Member{
		member("ada", coding, senior, "4", 100), member("ben", wards, senior, "4", 100), member("cleo", wards, senior, "4", 50),
		member("dev", wards, coder, "3", 100), member("eve", wards, coder, "3", 100),
		trainee("flo", wards, 100, "2027-11-23"), trainee("gil", wards, 60, "2028-11-24"), trainee("hal", wards, 100, ""),
	}
}

func TestADepartmentByHand(t *testing.T) {
	posts, members := department()
	e := Compare(posts, members, workforce.Filter{}, scales, today)
	assert.True(t, e.Entered)
	require.Len(t, e.Bands, 3)
	three, four, annex := e.Bands[0], e.Bands[1], e.Bands[2]
	assert.Equal(t, workforce.Band("3"), three.Band)
	assert.Equal(t, Figures{
		Established: 150, InPost: 200, Over: 50, People: 2, Filter: workforce.Filter{Band: "3", Pay: workforce.PaidInBand},
		Pay: Range{2 * 25000_00, 2 * 27000_00},
	}, three.Figures)
	assert.Equal(t, Figures{
		Established: 300, InPost: 250, Vacancy: 100, Over: 50, People: 3, Filter: workforce.Filter{Band: "4", Pay: workforce.PaidInBand},
		Pay: Range{25 * 28000_0, 25 * 31000_0}, VacancyCost: Range{28000_00, 31000_00},
	}, four.Figures, "a vacancy in one team and half a person over in another do not cancel out")
	assert.True(t, four.Scale.Approximate)
	assert.True(t, annex.Annex21)
	assert.Equal(t, workforce.WTE(400), annex.Figures.Established)
	assert.Equal(t, workforce.WTE(260), annex.Figures.InPost)
	assert.Equal(t, workforce.WTE(140), annex.Figures.Vacancy)
	assert.Equal(t, []Share{
		{Percent: 75, People: 1, WTE: 100, Pay: Range{23250_00, 23250_00}},
		{Percent: 65, People: 1, WTE: 60, Pay: Range{12090_00, 12090_00}},
		{People: 1, WTE: 100, Pay: Range{20150_00, 23250_00}},
	}, annex.Shares, "a year to the day is the last one, two years and a day are before the last but one, and nobody knows of the third")
	assert.Equal(t, Range{23250_00 + 12090_00 + 20150_00, 23250_00 + 12090_00 + 23250_00}, annex.Figures.Pay)
	assert.Equal(t, Range{28210_00, 32550_00}, annex.Figures.VacancyCost, "1.4 WTE at 65 and at 75 % of 31,000")
	assert.Len(t, annex.Figures.Filter.Choose(members, today), 3)
	assert.Equal(t, workforce.WTE(850), e.Total.Established)
	assert.Equal(t, e.Total.Established-e.Total.InPost, e.Total.Vacancy-e.Total.Over)
	for _, p := range e.Posts {
		assert.Len(t, p.Figures.Filter.Choose(members, today), p.Figures.People, "%s %s %s", p.Team.Name, p.Role.Name, p.Band)
	}

	within := Compare(posts, members, workforce.Filter{TeamID: wards.ID}, scales, today)
	assert.Equal(t, workforce.WTE(650), within.Total.Established)
	assert.Equal(t, 7, within.Total.People)
	alone := Compare(posts, members, workforce.Filter{TeamID: coding.ID, TeamAlone: true}, scales, today)
	assert.Equal(t, 1, alone.Total.People)
	assert.Equal(t, workforce.WTE(100), alone.Total.Vacancy)
}

func TestWithoutFundedPostsNothingIsVacantOrOver(t *testing.T) {
	_, members := department()
	e := Compare(nil, members, workforce.Filter{}, scales, today)
	assert.False(t, e.Entered)
	assert.Zero(t, e.Total.Over)
	assert.Equal(t, 8, e.Total.People)
	nobody := Compare(nil, nil, workforce.Filter{}, scales, today)
	assert.Empty(t, nobody.Bands)
	unpaid := Compare(nil, []workforce.Member{member("ida", wards, coder, "9", 100)}, workforce.Filter{}, scales, today)
	assert.False(t, unpaid.Bands[0].Known)
	assert.Zero(t, unpaid.Bands[0].Figures.Pay)
}

func TestWhatCannotBeFunded(t *testing.T) {
	right := post(wards, coder, "3", 150, false)
	cases := map[string]struct {
		change func(*Post)
		field  string
		want   string
	}{
		"no band":                {func(p *Post) { p.Band = "1" }, "band", "Choose a band from 2 to 9."},
		"nothing":                {func(p *Post) { p.WTE = 0 }, "wte", "Enter the funded WTE, from 0.01 to 10,000, for example 2.6."},
		"less than nothing":      {func(p *Post) { p.WTE = -100 }, "wte", "Enter the funded WTE, from 0.01 to 10,000, for example 2.6."},
		"before the NHS":         {func(p *Post) { p.StartsOn = day("1926-01-01") }, "startsOn", "Check the year: 1 January 1926 is before the NHS began."},
		"far ahead":              {func(p *Post) { p.StartsOn = day("2126-01-01") }, "startsOn", "Check the year: 1 January 2126 is more than three years ahead."},
		"ended before it began":  {func(p *Post) { p.EndsOn = day("2025-12-30") }, "endsOn", "The last day must not be before the first, 1 January 2026. Enter the day before the first one where the entry was a mistake."},
		"never took effect":      {func(p *Post) { p.EndsOn = day("2025-12-31") }, "", ""},
		"as it should be funded": {func(*Post) {}, "", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := right
			c.change(&p)
			err := p.Check(planning.Bands(), today)
			if c.field == "" {
				assert.NoError(t, err)
				return
			}
			var refused *apperr.Error
			require.True(t, errors.As(err, &refused))
			assert.Equal(t, []apperr.Field{{Name: c.field, Message: c.want}}, refused.Fields)
		})
	}
}
