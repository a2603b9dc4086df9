package workforce_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "bandwise/internal/workforce"
)

func TestWhoIsStuck(t *testing.T) {
	cases := map[string]struct {
		overdue, days, planned int
		leave                  bool
		want                   bool
	}{
		"in time":                                  {0, 100, 181, false, false},
		"an overdue milestone":                     {1, 100, 181, false, true},
		"an overdue milestone, on leave":           {1, 100, 181, true, false},
		"thirty days over a short stage":           {0, 90, 60, false, false},
		"thirty-one days over a short stage":       {0, 91, 60, false, true},
		"a quarter over a long stage":              {0, 500, 400, false, false},
		"more than a quarter over a long stage":    {0, 501, 400, false, true},
		"the pathway says nothing about the stage": {0, 900, 0, false, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := TrainingSummary{Stage: stages[0], Accreditation: NotHeld, Overdue: c.overdue, OnLeave: c.leave, Tenure: Tenure{Days: c.days, Planned: c.planned}}
			assert.Equal(t, c.want, s.Stuck())
		})
	}
	assert.False(t, (&TrainingSummary{Stage: stages[2], Accreditation: Current, Overdue: 1}).Stuck(), "the accredited are not on the road")
}

func TestThePipeline(t *testing.T) {
	people := []Person{
		person("Ada", officer, "3", inpatient, 100), person("Ben", officer, "3", coding, 60), person("Cleo", senior, "4", inpatient, 80),
		person("Dev", officer, "3", coding, 100), person("Eve", officer, "3", coding, 100),
	}
	members := Members(people, nil, Records{}, []TrainingSummary{
		{PersonID: id("Ada"), Stage: stages[0], Accreditation: NotHeld, Tenure: Tenure{Since: day("2026-10-01"), Days: 50, Planned: 181}, Milestones: []Milestone{
			{Title: "Mentorship", State: "recorded", RecordedOn: day("2026-11-03"), SignedBy: []string{"mentor", "manager"}}, {Title: "E-learning", State: "done"},
		}},
		{PersonID: id("Ben"), Stage: stages[1], Accreditation: NotHeld, OnLeave: true, Tenure: Tenure{Days: 800, Planned: 731}},
		{PersonID: id("Cleo"), Stage: stages[2], Accreditation: Current},
		{PersonID: id("Dev"), Stage: stages[0], Accreditation: NotHeld, Overdue: 1, Tenure: Tenure{Days: 240, Planned: 184}, Milestones: []Milestone{
			{Title: "Standards course", State: "overdue", DueOn: day("2026-10-01")}, {Title: "Portfolio", State: "recorded", RecordedOn: day("2026-11-05"), SignedBy: []string{"assessor"}},
		}},
		{PersonID: id("Eve"), Stage: stages[1], Accreditation: NotHeld, Tenure: Tenure{Days: 700, Planned: 731}, Milestones: []Milestone{
			{Title: "NCCQ", State: "failed", Sitting: "Spring 2027", SittingOn: day("2027-03-23"), DueOn: day("2026-11-01")},
			{Title: "Anatomy", State: "failed"}, {Title: "Theory", State: "recorded", Sitting: "Autumn 2026", SittingOn: day("2026-12-10")},
		}},
	}, today)
	p := Pipe(members, stages, Filter{}, map[uuid.UUID]Signatories{id("Ada"): {"mentor": {"Mo"}, "manager": {"Flo"}}}, today)
	require.Len(t, p.Stages, 2, "the stage of the accredited leads nowhere")
	assert.Equal(t, PipelineStage{Stage: stages[0], People: 2, Stuck: 1, Median: 145, Least: 181, Most: 184, Filter: Filter{Stage: stages[0].Key, Standing: IsOnRoad}}, p.Stages[0])
	assert.Equal(t, 750, p.Stages[1].Median)
	assert.Equal(t, 1, p.Stuck)
	said := map[string][]string{}
	var order []string
	for _, one := range p.Trainees {
		said[one.Member.Person.Name] = one.On
		order = append(order, one.Member.Person.Name)
	}
	assert.Equal(t, []string{"Ben", "Dev", "Eve", "Ada"}, order, "the furthest behind plan first")
	assert.Equal(t, map[string][]string{
		"Ada": {"Mentorship waits for the sign-off of the mentor Mo or the manager Flo since 3 November 2026."},
		"Ben": {"On leave: the clock stands still."},
		"Dev": {
			"Standards course is overdue since 1 October 2026.", "Portfolio waits for the sign-off of the assessor since 5 November 2026.",
			"240 days in this stage where 184 are planned.",
		},
		"Eve": {
			"NCCQ was not passed and waits for Spring 2027 on 23 March 2027. It was due by 1 November 2026.",
			"Anatomy was not passed, and the next attempt has no date yet.",
			"Theory was sat; results are expected on 10 December 2026.",
		},
	}, said)
	for _, s := range p.Stages {
		assert.Len(t, s.Filter.Choose(members, today), s.People)
	}
	assert.Empty(t, Pipe(members, stages, Filter{TeamID: records.ID}, nil, today).Trainees)
}
