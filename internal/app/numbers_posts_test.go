package app

import (
	"slices"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/api"
	"bandwise/internal/workforce"
)

// against gives how far a person meets a role, as the person's own page says it.
func (s trust) against(p api.WorkforcePerson, roleID string) api.PersonReadiness {
	if p.Role.Id.String() == roleID {
		return s.standing[p.Id.String()]
	}
	key := p.Id.String() + " " + roleID
	r, read := s.standing[key]
	if !read {
		r = answerOf[api.PersonReadiness](s, "/people/"+p.Id.String()+"/readiness?roleId="+roleID)
		s.standing[key] = r
	}
	return r
}

// singlePoints counts who needs each statement by the own role, and who would meet it in any role that somebody here has.
func (s trust) singlePoints(o api.WorkforceOverview) {
	needed, holders, roles := map[string]int{}, map[string]map[string]bool{}, map[string]bool{}
	for _, p := range s.people {
		roles[p.Role.Id.String()] = true
		for _, r := range s.essentialStatements(p) {
			needed[r.StatementId.String()]++
		}
	}
	for _, p := range s.people {
		for role := range roles {
			for _, r := range s.against(p, role).Requirements {
				if r.Kind != "statement" || r.Importance != "essential" || r.State != "met" {
					continue
				}
				if holders[r.StatementId.String()] == nil {
					holders[r.StatementId.String()] = map[string]bool{}
				}
				holders[r.StatementId.String()][p.Id.String()] = true
			}
		}
	}
	page := answerOf[api.SinglePointsPage](s, "/workforce/single-points?limit=200")
	require.Len(s.t, page.Items, page.Total)
	listed, count := map[string]api.SinglePoint{}, api.SinglePointCount{}
	for _, p := range page.Items {
		listed[p.StatementId.String()] = p
	}
	for statement, n := range needed {
		held := holders[statement]
		p, there := listed[statement]
		if !assert.Equal(s.t, len(held) <= 1, there, "%s is held by %d", statement, len(held)) || !there {
			continue
		}
		assert.Equal(s.t, n, p.Needed, statement)
		if assert.Equal(s.t, len(held) == 1, p.Holder != nil, statement); p.Holder != nil {
			assert.True(s.t, held[p.Holder.Id.String()], statement)
			count.One++
		} else {
			count.Nobody++
		}
		delete(listed, statement)
	}
	assert.Empty(s.t, listed, "every single point is asked for here")
	assert.Equal(s.t, count, page.Count)
	assert.Equal(s.t, count, o.SinglePoints, "the number opens its statements")
}

// succession judges everybody against each post from band 5 on.
func (s trust) succession() {
	page := answerOf[api.SuccessionPage](s, "/workforce/succession?limit=200")
	require.Len(s.t, page.Items, page.Total)
	require.NotEmpty(s.t, page.Items)
	empty := 0
	for _, b := range page.Items {
		assert.GreaterOrEqual(s.t, workforce.Band(b.Band).Compare("5"), 0, b.Role.Name)
		ready, nearly, holders := 0, 0, 0
		for _, p := range s.people {
			if p.Role.Id == b.Role.Id {
				holders++
				continue
			}
			if p.Band == "" || workforce.Band(p.Band).Compare(workforce.Band(b.Band)) > 0 {
				continue
			}
			met, required := 0, 0
			for _, r := range s.against(p, b.Role.Id.String()).Requirements {
				if r.Importance == "essential" {
					required++
					if r.State == "met" {
						met++
					}
				}
			}
			switch lacking := required - met; {
			case required == 0:
			case lacking == 0:
				ready++
			case met*100 >= required*80, lacking <= 3 && met*2 >= required:
				nearly++
			}
		}
		assert.Equal(s.t, []int{ready, nearly, holders}, []int{b.Ready, b.Nearly, len(b.Holders)}, b.Role.Name)
		if assert.Equal(s.t, ready+nearly == 0, b.Empty, b.Role.Name); b.Empty {
			empty++
		}
	}
	assert.Equal(s.t, empty, page.Empty)
}

// pipeline counts the trainees by stage, who is stuck and how long they have been there.
func (s trust) pipeline() {
	shown := answerOf[api.Pipeline](s, "/workforce/pipeline")
	trainees := map[string]api.WorkforcePerson{}
	for _, p := range s.people {
		if p.Stage != nil && p.Accreditation == "not_held" {
			trainees[p.Id.String()] = p
		}
	}
	assert.Equal(s.t, len(trainees), shown.People)
	require.Len(s.t, shown.Trainees, len(trainees))
	days, planned, stuck, all := map[string][]int{}, map[string][]int{}, map[string]int{}, 0
	for _, one := range shown.Trainees {
		p, there := trainees[one.Person.Id.String()]
		require.True(s.t, there, "%s is a trainee", one.Person.Name)
		assert.Equal(s.t, *p.Stage, one.Stage, p.Name)
		assert.Equal(s.t, p.OnLeave, one.OnLeave, p.Name)
		long := false
		if one.Planned != nil {
			over := one.Days - *one.Planned
			long = over > 30 && over*100 > *one.Planned*25
			planned[one.Stage.Key] = append(planned[one.Stage.Key], *one.Planned)
		}
		assert.Equal(s.t, !p.OnLeave && (p.Overdue > 0 || long), one.Stuck, "%s is stuck", p.Name)
		if one.Stuck {
			stuck[one.Stage.Key]++
			all++
		}
		if one.Since != nil && !one.OnLeave {
			assert.LessOrEqual(s.t, one.Days, one.Since.DaysUntil(s.today), "%s: no day counts twice", p.Name)
		}
		days[one.Stage.Key] = append(days[one.Stage.Key], one.Days)
	}
	assert.Equal(s.t, all, shown.Stuck)
	counted := 0
	for _, stage := range shown.Stages {
		of := days[stage.Key]
		slices.Sort(of)
		assert.Equal(s.t, []int{len(of), stuck[stage.Key]}, []int{stage.People, stage.Stuck}, stage.Title)
		if n := len(of); n > 0 {
			assert.Equal(s.t, (of[(n-1)/2]+of[n/2])/2, *stage.MedianDays, stage.Title)
		}
		if of := planned[stage.Key]; len(of) > 0 {
			assert.Equal(s.t, []int{slices.Min(of), slices.Max(of)}, []int{*stage.PlannedFrom, *stage.PlannedTo}, stage.Title)
		}
		assert.Equal(s.t, stage.People, answerOf[api.WorkforcePeoplePage](s, "/workforce/people?"+stage.Filter).Total, "the number opens its people")
		counted += stage.People
	}
	assert.Equal(s.t, len(trainees), counted, "everybody is in a stage")
}

// post is what funded posts and people are held against each other by.
type post struct {
	team, role, band string
	annex21          bool
}

// establishment counts the funded posts and the people in them, by team and role and by band, and what those in bands are paid.
func (s trust) establishment() {
	shown := answerOf[api.Establishment](s, "/workforce/establishment")
	entries := answerOf[api.ListEstablishmentPosts200JSONResponse](s, "/workforce/establishment/posts?limit=200")
	funded, inPost, people := map[post]float64{}, map[post]float64{}, map[post]int{}
	for _, e := range entries.Items {
		if c := e.Content; !c.StartsOn.After(s.today) && (c.EndsOn == nil || !c.EndsOn.Before(s.today)) {
			funded[post{c.TeamId.String(), c.RoleId.String(), c.Band, c.Annex21}] += c.Wte
		}
	}
	for _, p := range s.people {
		at := post{p.Team.Id.String(), p.Role.Id.String(), p.Band, false}
		if p.Annex21Band != nil {
			at.band, at.annex21 = *p.Annex21Band, true
		}
		inPost[at] += p.Wte
		people[at]++
	}
	type sum struct {
		funded, inPost, vacant, over float64
		people                       int
	}
	bands, total, seen := map[post]sum{}, sum{}, 0
	for _, line := range shown.Posts {
		at := post{line.Team.Id.String(), line.Role.Id.String(), line.Band, line.Annex21}
		one := sum{funded[at], inPost[at], max(0, funded[at]-inPost[at]), max(0, inPost[at]-funded[at]), people[at]}
		s.figures(line.Role.Name+" of "+line.Team.Name, line.Figures, one.funded, one.inPost, one.vacant, one.over, one.people)
		seen += one.people
		for key, c := range map[post]sum{{band: at.band, annex21: at.annex21}: bands[post{band: at.band, annex21: at.annex21}], {}: total} {
			c = sum{c.funded + one.funded, c.inPost + one.inPost, c.vacant + one.vacant, c.over + one.over, c.people + one.people}
			if key == (post{}) {
				total = c
			} else {
				bands[key] = c
			}
		}
		delete(funded, at)
	}
	assert.Empty(s.t, funded, "every funded post is shown")
	assert.Equal(s.t, len(s.people), seen, "everybody in post is shown")
	s.figures("all", shown.Total, total.funded, total.inPost, total.vacant, total.over, total.people)
	low, high := 0, 0
	for _, b := range shown.Bands {
		c := bands[post{band: b.Band, annex21: b.Annex21}]
		s.figures("band "+b.Band, b.Figures, c.funded, c.inPost, c.vacant, c.over, c.people)
		low, high = low+b.Figures.Pay.Low, high+b.Figures.Pay.High
		if b.Scale != nil && !b.Annex21 {
			assert.InDelta(s.t, float64(b.Scale.Entry)*c.inPost, float64(b.Figures.Pay.Low), 1, "band %s", b.Band)
			assert.InDelta(s.t, float64(b.Scale.Top)*c.inPost, float64(b.Figures.Pay.High), 1, "band %s", b.Band)
			assert.InDelta(s.t, float64(b.Scale.Entry)*c.vacant, float64(b.Figures.VacancyCost.Low), 1, "band %s", b.Band)
		}
		trainees := 0
		for _, share := range b.Shares {
			trainees += share.People
		}
		assert.True(s.t, !b.Annex21 || trainees == c.people, "every trainee of band %s has a share", b.Band)
		assert.Equal(s.t, c.people, answerOf[api.WorkforcePeoplePage](s, "/workforce/people?"+b.Figures.Filter).Total, "the number opens its people")
	}
	assert.InDelta(s.t, low, shown.Total.Pay.Low, float64(len(shown.Bands)))
	assert.InDelta(s.t, high, shown.Total.Pay.High, float64(len(shown.Bands)))
}

func (s trust) figures(what string, shown api.EstablishmentFigures, funded, inPost, vacant, over float64, people int) {
	assert.Equal(s.t, people, shown.People, what)
	for name, pair := range map[string][2]float64{
		"established": {funded, shown.Established}, "in post": {inPost, shown.InPost}, "vacant": {vacant, shown.Vacancy}, "over": {over, shown.Over},
	} {
		assert.InDelta(s.t, pair[0], pair[1], 0.001, "%s of %s", name, what)
	}
}
