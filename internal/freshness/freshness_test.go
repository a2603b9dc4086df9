package freshness

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/calendar"
)

func day(text string) calendar.Date {
	if text == "" {
		return calendar.Date{}
	}
	return calendar.MustParseDate(text)
}

var (
	opcs411 = Edition{"OPCS-4.11", day("2026-04-01")}
	opcs412 = Edition{"OPCS-4.12", day("2029-04-01")}
)

func TestAnApprovalNeedsFreshEvidence(t *testing.T) {
	threeYears, edition := Rule{Lasts: calendar.Years(3)}, Rule{}.add(opcs412).add(opcs411)
	both := Rule{Lasts: calendar.Years(3)}.add(opcs411)
	for name, c := range map[string]struct {
		rule                Rule
		on, newest, today   string
		since, because, end string
	}{
		"no rule, no edition":                    {Rule{}, "2001-01-01", "2001-01-01", "2027-03-14", "", "", ""},
		"on the last day of its period":          {threeYears, "2024-03-14", "2024-03-01", "2027-03-14", "", "", "2027-03-14"},
		"the day after its period":               {threeYears, "2024-03-13", "2024-03-01", "2027-03-14", "2027-03-14", "An approval of this statement counts for 3 years: this one counted until 13 March 2027.", "2027-03-13"},
		"the day before the edition":             {edition, "2025-05-01", "2025-04-01", "2026-03-31", "", "", "2026-03-31"},
		"the edition's first day":                {edition, "2025-05-01", "2025-04-01", "2026-04-01", "2026-04-01", "OPCS-4.11 came into use on 1 April 2026, and the newest evidence is of 1 April 2025.", "2026-03-31"},
		"evidence of the edition's first day":    {edition, "2026-05-01", "2026-04-01", "2027-03-14", "", "", "2029-03-31"},
		"approved after the edition on old work": {edition, "2026-06-01", "2026-03-31", "2027-03-14", "2026-06-01", "OPCS-4.11 came into use on 1 April 2026, and the newest evidence is of 31 March 2026.", "2026-05-31"},
		"two editions on":                        {edition, "2025-05-01", "2025-04-01", "2029-05-01", "2026-04-01", "OPCS-4.11 came into use on 1 April 2026, and the newest evidence is of 1 April 2025.", "2026-03-31"},
		"the later edition only":                 {edition, "2027-05-01", "2027-04-01", "2029-05-01", "2029-04-01", "OPCS-4.12 came into use on 1 April 2029, and the newest evidence is of 1 April 2027.", "2029-03-31"},
		"the edition before the period":          {both, "2025-05-01", "2025-04-01", "2030-01-01", "2026-04-01", "OPCS-4.11 came into use on 1 April 2026, and the newest evidence is of 1 April 2025.", "2026-03-31"},
		"the period before the edition":          {both, "2020-05-01", "2020-04-01", "2030-01-01", "2023-05-02", "An approval of this statement counts for 3 years: this one counted until 1 May 2023.", "2023-05-01"},
		"evidence of no known day":               {edition, "2020-05-01", "", "2030-01-01", "", "", ""},
		"a leap day":                             {Rule{Lasts: calendar.Years(1)}, "2028-02-29", "", "2029-03-01", "2029-03-01", "An approval of this statement counts for 1 year: this one counted until 28 February 2029.", "2029-02-28"},
	} {
		t.Run(name, func(t *testing.T) {
			stale, is := c.rule.Approval(day(c.on), day(c.newest), day(c.today))
			assert.Equal(t, c.since != "", is)
			assert.Equal(t, Stale{day(c.since), c.because}, stale)
			assert.Equal(t, day(c.end), c.rule.CountsUntil(day(c.on), day(c.newest)))
		})
	}
}

// around gives the days up to today that are near the days that are named.
func around(today calendar.Date, days ...calendar.Date) []calendar.Date {
	near := []calendar.Date{today}
	for _, day := range days {
		for n := -4; n <= 4; n++ {
			if on := day.AddDays(n); !on.After(today) {
				near = append(near, on)
			}
		}
	}
	return near
}

func TestManyApprovalsAreJudgedAsOne(t *testing.T) {
	periods := []calendar.Period{{}, calendar.Years(3), calendar.Years(1), calendar.Months(1), calendar.Months(6)}
	for _, text := range []string{"2027-03-14", "2028-02-29", "2028-03-01", "2027-03-31", "2027-02-28", "2026-04-01", "2026-03-31"} {
		today := day(text)
		for _, period := range periods {
			for _, rule := range []Rule{{Lasts: period}, Rule{Lasts: period}.add(opcs411), Rule{Lasts: period}.add(opcs411).add(opcs412)} {
				decided, evidence := rule.CountsFrom(today)
				for _, on := range around(today, today.Add(period.Negate()), opcs411.StartsOn) {
					for _, newest := range []calendar.Date{{}, on, on.AddDays(-40), day("2026-03-31"), day("2026-04-01")} {
						_, one := rule.Approval(on, newest, today)
						many := on.Before(decided) || !newest.IsZero() && newest.Before(evidence)
						if one != many {
							t.Errorf("%v on %s: approved on %s on evidence of %s", rule, today, on, newest)
						}
					}
				}
			}
		}
	}
}

func TestEvidenceGrowsStaleWithAnEdition(t *testing.T) {
	rule := Rule{Lasts: calendar.Years(1)}.add(opcs411).add(opcs412)
	for name, c := range map[string]struct{ on, today, since string }{
		"before the edition comes into use": {"2026-03-31", "2026-03-31", ""},
		"on its first day":                  {"2026-03-31", "2026-04-01", "2026-04-01"},
		"from its first day":                {"2026-04-01", "2027-03-14", ""},
		"from long ago":                     {"2001-03-31", "2031-04-01", "2026-04-01"},
		"between two":                       {"2026-04-01", "2029-04-01", "2029-04-01"},
	} {
		t.Run(name, func(t *testing.T) {
			stale, is := rule.Evidence(day(c.on), day(c.today))
			assert.Equal(t, c.since != "", is)
			assert.Equal(t, day(c.since), stale.Since)
		})
	}
	stale, _ := rule.Evidence(day("2026-03-31"), day("2026-04-01"))
	assert.Equal(t, "It is from before 1 April 2026, when OPCS-4.11 came into use.", stale.Because)
	_, is := Rule{Lasts: calendar.Years(1)}.Evidence(day("2001-01-01"), day("2027-01-01"))
	assert.False(t, is, "the period is about approvals")
}
