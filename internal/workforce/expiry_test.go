package workforce_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/workforce"
)

func smallest(context.Context, uuid.UUID) (int, error) { return 5, nil }

// falling is what falls due or ends in the small department, on 20 November 2026.
func falling() ([]Person, []Renewal, Endings) {
	var people []Person
	for _, m := range crew() {
		people = append(people, m.Person)
	}
	renewals := []Renewal{
		{PersonID: id("Cleo"), Award: "acc", Title: "ACC", Word: "refresher", AwardedOn: day("2024-02-01"), DueOn: day("2027-11-20"), Because: "Cleo's refresher."},
		{PersonID: id("Dev"), Award: "acc", Title: "ACC", Word: "refresher", AwardedOn: day("2020-02-01"), DueOn: day("2026-11-19"), Because: "Dev's refresher."},
		{PersonID: id("Dev"), Award: "ccap", Title: "Auditor", Word: "re-certification", AwardedOn: day("2024-02-01"), DueOn: day("2027-02-01"), Because: "Dev's certificate."},
	}
	endings := Endings{
		id("Ada"): {{Kind: FixedTerm, On: day("2027-02-28"), Post: "Officer", Shown: true}},
		id("Eve"): {{Kind: Retirement, On: day("2027-02-15"), EnteredBy: "Flo", EnteredOn: day("2026-11-02"), Shown: true}, {Kind: FixedTerm, On: day("2029-11-20"), Post: "Clerk", Shown: true}},
		id("Flo"): {{Kind: OtherLeaving, On: day("2027-02-15"), EnteredBy: "Ada", EnteredOn: day("2026-11-02")}},
		id("Ben"): {{Kind: LeavingRecorded, On: day("2026-11-20"), Post: "Officer", Shown: true}},
	}
	return people, renewals, endings
}

func TestWhatFallsDueOrEnds(t *testing.T) {
	const (
		dev = "Dev refresher 2026-11-19 overdue"
		ben = "Ben planned_leaving 2026-11-20"
		cap = "Dev certification 2027-02-01"
		eve = "Eve planned_leaving 2027-02-15"
		ada = "Ada fixed_term 2027-02-28"
		cle = "Cleo refresher 2027-11-20"
		trm = "Eve fixed_term 2029-11-20"
	)
	for name, c := range map[string]struct {
		filter ExpiryFilter
		want   []string
	}{
		"within twelve months to the day, with what is overdue": {ExpiryFilter{Months: 12}, []string{dev, ben, cap, eve, ada, cle}},
		"within three months":                   {ExpiryFilter{Months: 3}, []string{dev, ben, cap, eve}},
		"within three years to the day":         {ExpiryFilter{Months: 36}, []string{dev, ben, cap, eve, ada, cle, trm}},
		"only what is overdue":                  {ExpiryFilter{Months: 12, Overdue: true}, []string{dev}},
		"only what is to come":                  {ExpiryFilter{Months: 6, ToCome: true}, []string{ben, cap, eve, ada}},
		"one kind":                              {ExpiryFilter{Months: 12, Kind: RefresherExpiry}, []string{dev, cle}},
		"one month":                             {ExpiryFilter{Months: 12, Month: day("2027-02-01")}, []string{cap, eve, ada}},
		"one team with those below it":          {ExpiryFilter{Months: 12, People: Filter{TeamID: coding.ID}}, []string{dev, ben, cap, ada, cle}},
		"by name":                               {ExpiryFilter{Months: 12, People: Filter{Query: "ev"}}, []string{dev, cap, eve}},
		"a team without anything that ends":     {ExpiryFilter{Months: 3, People: Filter{TeamID: inpatient.ID}}, nil},
		"what the reader may not be told is no": {ExpiryFilter{Months: 12, People: Filter{Query: "flo"}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			people, renewals, endings := falling()
			var found []string
			for _, e := range Expiries(people, renewals, endings, c.filter, today) {
				line := fmt.Sprintf("%s %s %s", e.Person.Name, e.Kind, e.DueOn.ISO())
				if e.Overdue {
					line += " overdue"
				}
				assert.NotEmpty(t, e.Title)
				assert.NotEmpty(t, e.Because)
				found = append(found, line)
			}
			assert.Equal(t, c.want, found)
		})
	}
}

func TestExpiriesAreSorted(t *testing.T) {
	for name, c := range map[string]struct {
		sort       string
		descending bool
		want       string
	}{
		"by the day":       {"dueOn", false, "[Dev Ben Dev Eve Ada Cleo]"},
		"the latest first": {"dueOn", true, "[Cleo Ada Eve Dev Ben Dev]"},
		"by name":          {"name", false, "[Ada Ben Cleo Dev Dev Eve]"},
		"by team":          {"team", false, "[Dev Ben Dev Eve Ada Cleo]"},
		"by band":          {"band", true, "[Dev Dev Cleo Ben Ada Eve]"},
		"by kind":          {"kind", false, "[Dev Cleo Dev Ada Ben Eve]"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Contains(t, ExpirySorts, c.sort)
			people, renewals, endings := falling()
			list := Expiries(people, renewals, endings, ExpiryFilter{Months: 12}, today)
			SortExpiries(list, c.sort, c.descending)
			var found []string
			for _, e := range list {
				found = append(found, e.Person.Name)
			}
			assert.Equal(t, c.want, fmt.Sprint(found))
		})
	}
}

func TestExpiriesByMonth(t *testing.T) {
	people, renewals, endings := falling()
	c := ByMonth(Expiries(people, renewals, endings, ExpiryFilter{Months: 12}, today), ExpiryKinds(), 12, today)
	assert.Equal(t, 6, c.Total)
	assert.Equal(t, []ExpiryCount{{RefresherExpiry, 2}, {CertificationExpiry, 1}, {FixedTermExpiry, 1}, {LeavingExpiry, 2}}, c.Counts)
	assert.Equal(t, 1, c.Overdue.Total)
	require.Len(t, c.Months, 13, "this month and twelve more")
	assert.Equal(t, "November 2026", c.Months[0].Label)
	assert.Equal(t, 1, c.Months[0].Total)
	assert.Equal(t, []ExpiryCount{{RefresherExpiry, 0}, {CertificationExpiry, 1}, {FixedTermExpiry, 1}, {LeavingExpiry, 1}}, c.Months[3].Counts, "February")
	assert.Equal(t, "Dev", c.Months[3].First[0].Person.Name)
	assert.Equal(t, 1, c.Months[12].Total, "the last day counts")
	sum := c.Overdue.Total
	for _, m := range c.Months {
		sum += m.Total
	}
	assert.Equal(t, c.Total, sum)
}

func TestWhichEndComesFirst(t *testing.T) {
	person := uuid.New()
	of := func(days ...string) Endings {
		var all []Ending
		for _, d := range days {
			all = append(all, Ending{Kind: OtherLeaving, On: day(d)})
		}
		return Endings{person: all}
	}
	for name, c := range map[string]struct {
		endings Endings
		want    string
	}{
		"none":                      {nil, ""},
		"one":                       {of("2027-01-31"), "2027-01-31"},
		"the earlier of two":        {of("2028-01-31", "2027-01-31"), "2027-01-31"},
		"today":                     {of("2026-11-20"), "2026-11-20"},
		"one that has passed is no": {of("2026-11-19"), ""},
		"nor before another one":    {of("2026-11-19", "2027-01-31"), "2027-01-31"},
	} {
		t.Run(name, func(t *testing.T) {
			p := c.endings.Ending(Person{ID: person, EndsOn: day("2026-12-01")}, today)
			assert.Equal(t, c.want, p.EndsOn.ISO())
			assert.Equal(t, p.EndsOn, p.Ending.On)
		})
	}
}

func TestWhatAPlanSaysOfATermThatEndsBefore(t *testing.T) {
	trainee := func(end Ending) Member {
		return Member{Person: Person{EndsOn: end.On, Ending: end}, Training: &TrainingSummary{AwardDueOn: day("2028-02-29")}}
	}
	for want, end := range map[string]Ending{
		"The plan's date for the NCCQ is 29 February 2028, after the last day here. The appointment as Officer ends on 31 January 2028, and none follows within a month.": {Kind: FixedTerm, On: day("2028-01-31"), Post: "Officer", Shown: true},
		"The plan's date for the NCCQ is 29 February 2028, after the last day here. Retirement on 31 January 2028, entered by Flo on 2 November 2026.":                    {Kind: Retirement, On: day("2028-01-31"), EnteredBy: "Flo", EnteredOn: day("2026-11-02"), Shown: true},
		"The plan's date for the NCCQ, 29 February 2028, is not counted, for a reason that only the line and the workforce lead are told.":                                {Kind: Retirement, On: day("2028-01-31"), EnteredBy: "Flo", EnteredOn: day("2026-11-02")},
	} {
		p := Planned(trainee(end), today, day("2029-11-30"))
		assert.True(t, p.On.IsZero())
		assert.Equal(t, want, p.Because)
	}
}

func TestEndsThatAreRead(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		north.appointed("Permanent", officer, north.coding, "2025-01-01", "")
		term := north.appointed("Term", officer, north.coding, "2025-01-01", "2027-06-30")
		next := north.appointed("Next", officer, north.inpatient, "2025-01-01", "2027-01-31")
		north.appoint(next, senior, north.inpatient, "2027-02-15", "")
		twice := north.appointed("Twice", officer, north.store, "2025-01-01", "2027-01-31")
		north.appoint(twice, senior, north.store, "2027-02-15", "2028-01-31")
		later := north.appointed("Later", officer, north.coding, "2027-01-01", "2027-12-31")
		going := north.appointed("Going", officer, north.coding, "2025-01-01", "2026-12-31")
		exec(t, db, "UPDATE people SET left_on = ? WHERE id = ?", day("2026-12-31"), going)
		retires := north.appointed("Retires", senior, north.coding, "2025-01-01", "")
		stays := north.appointed("Stays", senior, north.coding, "2025-01-01", "")
		lead, manager, auditor := north.actor(access.WorkforceLead, nil), north.actor(access.Manager, &north.coding), north.actor(access.Auditor, nil)
		for person, kind := range map[uuid.UUID]any{retires: "retirement", stays: nil} {
			var on any
			if kind != nil {
				on = day("2028-03-31")
			}
			exec(t, db, `INSERT INTO planned_leavings (person_id, organisation_id, kind, leaves_on, entered_by, entered_on, version, created_at, updated_at)
				VALUES (?, ?, ?, ?, ?, ?, 2, ?, ?)`, person, north.id, kind, on, manager.PersonID, day("2026-11-02"), noon, noon)
		}
		service := New(Dependencies{DB: db, Training: trainer{}, Smallest: smallest}).Service

		found, err := service.Endings(t.Context(), lead)
		require.NoError(t, err)
		assert.Equal(t, Endings{
			term:    {{Kind: FixedTerm, On: day("2027-06-30"), Post: officer.Name, Shown: true}},
			twice:   {{Kind: FixedTerm, On: day("2028-01-31"), Post: senior.Name, Shown: true}},
			going:   {{Kind: LeavingRecorded, On: day("2026-12-31"), Post: officer.Name, Shown: true}},
			retires: {{Kind: Retirement, On: day("2028-03-31"), EnteredBy: "Viewer", EnteredOn: day("2026-11-02"), Shown: true}},
		}, found, "an appointment that another one follows on ends nothing, nor does one that has not begun")
		assert.NotContains(t, found, later)

		found, err = service.Endings(t.Context(), manager)
		require.NoError(t, err)
		assert.NotContains(t, found, twice, "another team")
		assert.True(t, found[retires][0].Shown)
		assert.False(t, ToldOfLeavings(auditor))
		found, err = service.Endings(t.Context(), auditor)
		require.NoError(t, err)
		assert.Len(t, found, 4, "numbers reckon with them")
		list, total, err := service.Expiries(t.Context(), auditor, ExpiryFilter{Months: 36}, page.Request{Limit: 50})
		require.NoError(t, err)
		assert.Empty(t, list, "the auditor is not told")
		assert.Zero(t, total)

		c, withheld, err := service.ExpiryCalendar(t.Context(), lead, ExpiryFilter{Months: 36})
		require.NoError(t, err)
		assert.Empty(t, withheld)
		assert.Equal(t, 4, c.Total)
		c, withheld, err = service.ExpiryCalendar(t.Context(), lead, ExpiryFilter{Months: 36, People: Filter{TeamID: north.store}})
		require.NoError(t, err)
		assert.Contains(t, withheld, "fewer than 5 people")
		assert.Zero(t, c.Total)
		_, withheld, err = service.ExpiryCalendar(t.Context(), north.actor(access.Manager, &north.store), ExpiryFilter{Months: 36})
		require.NoError(t, err)
		assert.Empty(t, withheld, "the line reads of the own team whatever its size")

		south := newTrust(t, db, "south")
		found, err = service.Endings(t.Context(), south.actor(access.WorkforceLead, nil))
		require.NoError(t, err)
		assert.Empty(t, found)
	})
}
