package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/page"
	"bandwise/internal/portfolio"
	"bandwise/internal/role"
	"bandwise/seed/demo"
)

// planReviews plans the rules of reviews, the reviews that somebody began, the conversations about claims, and second looks.
func (m *maker) planReviews(p *plan) {
	if m.trust.Reviews == nil {
		return
	}
	for _, r := range m.trust.Reviews.Rules {
		p.add(m.weekday(r.On), phaseAccess, "set a rule of reviews", func(ctx context.Context) error { return m.setRule(ctx, r) })
	}
	for _, s := range m.trust.Reviews.Started {
		p.add(m.weekday(s.On), phaseDecision, "review a claim of "+s.Person, func(ctx context.Context) error {
			c, err := m.Portfolio.Claim(ctx, m.actor(s.By), m.claims[[2]string{s.Person, s.Statement}])
			if err != nil {
				return err
			}
			_, err = m.Portfolio.StartReview(ctx, m.actor(s.By), c.ID, c.Version)
			return err
		})
	}
	for _, said := range m.trust.Reviews.Messages {
		p.add(m.weekday(said.On), phaseDecision, "write about a claim of "+said.Person, func(ctx context.Context) error {
			_, err := m.Portfolio.Say(ctx, m.actor(said.By), m.claims[[2]string{said.Person, said.Statement}], said.Text)
			return err
		})
	}
	for _, l := range m.trust.Reviews.Looks {
		p.add(m.weekday(l.On), phaseDecision, "look again at a claim of "+l.Person, func(ctx context.Context) error { return m.lookAgain(ctx, l) })
	}
}

func (m *maker) setRule(ctx context.Context, r demo.ReviewRule) error {
	kind, err := portfolio.ParseRuleKind(r.Kind)
	if err != nil {
		return err
	}
	n := portfolio.NewRule{Kind: kind, Level: portfolio.Level(r.Level), Value: r.Value, EffectiveOn: m.weekday(r.On), Reason: r.Reason}
	if r.Assessor != "" {
		assessor := m.people[r.Assessor]
		n.AssessorID = &assessor
	}
	_, err = m.Portfolio.SetRule(ctx, m.actor(r.By), n)
	return err
}

// lookAgain judges an approval that waits for a second assessor.
func (m *maker) lookAgain(ctx context.Context, l demo.SecondLook) error {
	decision, err := portfolio.ParseDecision(l.Decision)
	if err != nil {
		return err
	}
	by, claim := m.actor(l.By), m.claims[[2]string{l.Person, l.Statement}]
	waiting, _, err := m.Portfolio.SecondReadings(ctx, by, portfolio.ModerationFilter{
		Request: page.Request{Sort: "approvedAt", Limit: page.MaxLimit}, State: portfolio.Waits,
	})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(waiting, func(w portfolio.ModerationView) bool { return w.ClaimID == claim })
	if i < 0 {
		return fmt.Errorf("the approval of %s does not wait for %s", l.Statement, l.By)
	}
	_, err = m.Portfolio.Moderate(ctx, by, waiting[i].ID, waiting[i].Version, portfolio.Judgement{
		Decision: decision, Level: portfolio.Level(l.Level), Reason: l.Reason,
	})
	return err
}

// criteria finds criteria in the person specifications of their roles.
func (m *maker) criteria(ctx context.Context, person demo.Person, wanted []demo.Criterion) ([]uuid.UUID, error) {
	var ids []uuid.UUID
	for _, w := range wanted {
		r, err := m.Role.Role(ctx, m.actor(person.Key), m.roles[w.Role])
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(r.Criteria, func(c role.Criterion) bool { return c.Criterion == w.Text })
		if i < 0 {
			return nil, fmt.Errorf("the role %s has no criterion %q", w.Role, w.Text)
		}
		ids = append(ids, r.Criteria[i].ID)
	}
	return ids, nil
}
