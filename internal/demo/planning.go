package demo

import (
	"context"

	"bandwise/internal/workforce"
	"bandwise/internal/workforce/planning"
	"bandwise/seed/demo"
)

// planPlanning plans that the target and the assumptions are entered, and the scenarios kept.
func (m *maker) planPlanning(p *plan) {
	entered := m.trust.Planning
	if entered == nil {
		return
	}
	p.add(m.weekday(entered.On), phaseFramework, "enter the target of the years ahead", func(ctx context.Context) error {
		kept := planning.Usual()
		kept.Target = &planning.Target{WTE: workforce.WTE(entered.Target.WTE * 100), Band: workforce.Band(entered.Target.Band), By: m.on(entered.Target.By)}
		kept.Pass, kept.LeaveTraining = planning.Permille(entered.Pass), planning.Permille(entered.LeaveTraining)
		kept.LeaveAccredited = planning.Permille(entered.LeaveAccredited)
		kept.TraineesPerMentor, kept.CoursePlaces = &entered.TraineesPerMentor, &entered.CoursePlaces
		_, err := m.Planning.Enter(ctx, m.actor(entered.By), planning.Usual().Version, kept)
		return err
	})
	for _, s := range entered.Scenarios {
		p.add(m.weekday(s.On), phaseFramework, "keep the scenario "+s.Name, func(ctx context.Context) error {
			_, err := m.Planning.Sketch(ctx, m.actor(s.By), planning.Scenario{Name: s.Name, Note: s.Note, Changes: m.changes(s)})
			return err
		})
	}
}

func (m *maker) changes(s demo.PlanScenario) planning.Changes {
	c := planning.Changes{Pass: rate(s.Pass), LeaveAccredited: rate(s.LeaveAccredited), CoursePlaces: s.CoursePlaces}
	for _, in := range s.Intakes {
		c.Intakes = append(c.Intakes, planning.Intake{
			People: in.People, Starts: m.on(in.Starts), Pathway: in.Pathway, Band: workforce.Band(in.Band), WTE: 100,
		})
	}
	return c
}

func rate(permille *int) *planning.Permille {
	if permille == nil {
		return nil
	}
	r := planning.Permille(*permille)
	return &r
}
