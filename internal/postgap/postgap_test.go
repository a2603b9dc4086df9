package postgap_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/calendar"
	. "bandwise/internal/postgap"
)

func day(text string) calendar.Date { return calendar.MustParseDate(text) }

func TestWhetherAPostHasOutgrownItsProfile(t *testing.T) {
	officer := &Profile{Title: "Clinical Coding Officer", Band: "4"}
	manager := Profile{Title: "Clinical Coding Manager", Band: "8a-c"}
	leader := Profile{Title: "Team Leader", Band: "5"}
	links := []Link{
		{"ANCC", 3, *officer, nil}, {"ANCC", 3, leader, nil}, {"ANCC", 4, leader, []Source{{"000.txt", []int{7, 8}}}}, {"ANCC", 6, manager, nil},
	}
	asks := func(level int) []SkillLevel { return []SkillLevel{{"ANCC", "Coding", level}} }
	for name, c := range map[string]struct {
		post Post
		want []Kind
	}{
		"a level that goes with its own profile":        {Post{Profile: officer, Essential: asks(3)}, nil},
		"a level that goes only with a higher band":     {Post{Profile: officer, Essential: asks(4)}, []Kind{HigherLevel}},
		"a level that goes with no profile":             {Post{Profile: officer, Essential: asks(5)}, nil},
		"a range of bands begins higher":                {Post{Profile: &leader, Essential: asks(6)}, []Kind{HigherLevel}},
		"the profile's own range reaches the level":     {Post{Profile: &manager, Essential: asks(4)}, nil},
		"without a profile there is nothing to outgrow": {Post{Essential: asks(4)}, nil},
		"changed after the match":                       {Post{Profile: officer, MatchedOn: day("2026-01-05"), ChangedOn: day("2026-02-01"), ChangedAfter: true}, []Kind{ChangedSinceMatch}},
		"changed, but it never was matched":             {Post{Profile: officer, ChangedOn: day("2026-02-01"), ChangedAfter: true}, nil},
		"issued after the match that it states":         {Post{Profile: officer, MatchedOn: day("2017-01-05"), IssuedOn: day("2018-01-05"), Document: "001.txt"}, []Kind{IssuedAfterMatch}},
		"issued before a panel's match":                 {Post{Profile: officer, MatchedOn: day("2017-01-05"), IssuedOn: day("2018-01-05"), Panel: true}, nil},
		"every reason at once, the requirements' in order": {Post{Profile: officer, Essential: append(asks(4), asks(6)...), MatchedOn: day("2017-01-05"), IssuedOn: day("2018-01-05"), ChangedAfter: true, ChangedOn: day("2018-01-05")},
			[]Kind{HigherLevel, HigherLevel, ChangedSinceMatch, IssuedAfterMatch}},
	} {
		t.Run(name, func(t *testing.T) {
			gap := Of(c.post, links)
			var kinds []Kind
			for _, r := range gap.Reasons {
				kinds = append(kinds, r.Kind)
				assert.NotEmpty(t, r.Text)
			}
			assert.Equal(t, c.want, kinds)
			assert.Equal(t, len(c.want) > 0, gap.Review())
			assert.NotEmpty(t, gap.Summary())
		})
	}
	reason := Of(Post{Profile: officer, Essential: asks(4)}, links).Reasons[0]
	assert.Equal(t, "It asks as essential for ANCC level 4 (Coding), which goes only with Team Leader (band 5). The role’s profile, Clinical Coding Officer, is band 4.", reason.Text)
	assert.Equal(t, []Source{{"000.txt", []int{7, 8}}}, reason.Sources)
}
