package app

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/portfolio"
	"bandwise/internal/practice"
)

// results puts the results of coding into portfolios.
type results struct{ portfolio *portfolio.Service }

func (r results) Add(ctx context.Context, by access.Actor, personID uuid.UUID, e practice.NewEvidence) (uuid.UUID, error) {
	kind := portfolio.WorkSample
	if e.AuditResult {
		kind = portfolio.AuditResult
	}
	added, err := r.portfolio.AddEvidence(ctx, by, personID, portfolio.EvidenceEdit{
		Title: &e.Title, Kind: &kind, WhatIDid: &e.WhatIDid, HappenedOn: &e.HappenedOn, Links: &[]portfolio.Link{{Title: e.LinkTitle, URL: e.Link}},
	})
	return added.ID, err
}
