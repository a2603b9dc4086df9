package demo

import (
	"context"

	"bandwise/internal/workforce"
	"bandwise/internal/workforce/establishment"
)

// planEstablishment plans that the funded posts are entered.
func (m *maker) planEstablishment(p *plan) {
	entered := m.trust.Establishment
	if entered == nil {
		return
	}
	p.add(m.weekday(entered.On), phaseFramework, "enter the establishment", func(ctx context.Context) error {
		for _, post := range entered.Posts {
			funded := establishment.Post{Band: workforce.Band(post.Band), Annex21: post.Annex21, WTE: workforce.WTE(post.WTE), StartsOn: m.on(entered.From)}
			funded.Team.ID, funded.Role.ID = m.teams[post.Team], m.roles[post.Role]
			if _, err := m.Establishment.Fund(ctx, m.actor(entered.By), funded); err != nil {
				return err
			}
		}
		return nil
	})
}
