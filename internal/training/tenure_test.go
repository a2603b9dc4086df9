package training_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	. "bandwise/internal/training"
)

func TestHowLongSomebodyHasBeenInAStage(t *testing.T) {
	begun := appointed("2026-01-01")
	taught := begun.done("ccs-e-learning", "2026-02-01").done("ccsc", "2026-03-02")
	mentored := taught.done("mentorship", "2026-07-10")
	cases := map[string]struct {
		story story
		today string
		stage StageKey
		want  Tenure
	}{
		"from the appointment": {begun, "2026-02-01", "standards_course", Tenure{day("2026-01-01"), 31, 181}},
		"from the stage before; stages that end on the same day run side by side": {taught, "2026-03-12", "mentorship", Tenure{day("2026-03-02"), 10, 181}},
		"the next six months":   {mentored, "2026-07-20", "in_house_examination", Tenure{day("2026-07-10"), 10, 184}},
		"leave does not count":  {mentored.leave(PauseSickness, "2026-07-12", "2026-07-16"), "2026-07-20", "in_house_examination", Tenure{day("2026-07-10"), 5, 184}},
		"half time counts half": {mentored.partTime(50, "2026-07-10", "2026-12-31"), "2026-07-20", "in_house_examination", Tenure{day("2026-07-10"), 5, 184}},
		"before it has begun":   {begun, "2025-12-01", "standards_course", Tenure{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := acc(t).Progress(c.story.Facts, day(c.today))
			assert.Equal(t, c.stage, p.Stage.Key)
			assert.Equal(t, c.want, p.Tenure)
		})
	}
}
