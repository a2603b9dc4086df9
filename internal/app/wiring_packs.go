package app

import (
	"context"
	"io"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/accreditation"
	"bandwise/internal/file"
	"bandwise/internal/pack"
	"bandwise/internal/patientdata"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/reference"
	"bandwise/internal/portfolio"
	"bandwise/internal/training"
)

// newPacks builds the frozen portfolios from what the other features know.
func (m *modules) newPacks(d pack.Dependencies, bucket *file.Bucket, queue *jobs.Queue) *pack.Module {
	d.Progress = frozenProgress{m.training.Service}
	d.Contents, d.Shelf = m.file.Service, bucket
	d.Queue = packQueue{queue}
	d.Portfolio = broughtAlong{m.portfolio.Service}
	d.Uploads = ownUploads{m.file.Service}
	d.Check = func(ctx context.Context, by access.Actor, texts map[string]string) error {
		var asked []patientdata.Text
		for field, text := range texts {
			asked = append(asked, patientdata.Text{Field: field, Text: text})
		}
		slices.SortFunc(asked, func(a, b patientdata.Text) int {
			if a.Field < b.Field {
				return -1
			}
			return 1
		})
		_, err := m.patientData.Service.CheckTexts(ctx, by, asked)
		return err
	}
	made := pack.New(d)
	jobs.Register(queue, jobs.Handling{Timeout: 10 * time.Minute, Attempts: 3}, func(ctx context.Context, args packArgs) error {
		kind, err := pack.ParseKind(args.Document)
		if err != nil {
			return jobs.GiveUp(err)
		}
		return made.Service.Produce(ctx, args.Pack, kind)
	})
	return made
}

// packArgs says which document of which pack is to be made.
type packArgs struct {
	Pack     uuid.UUID `json:"pack"`
	Document string    `json:"document"`
}

// Kind names the work.
func (packArgs) Kind() string { return "pack.make" }

type packQueue struct{ queue *jobs.Queue }

func (q packQueue) Make(ctx context.Context, organisationID, packID uuid.UUID, kind pack.Kind) error {
	return q.queue.Insert(ctx, packArgs{packID, kind.String()}, jobs.For(organisationID))
}

// frozenProgress tells a pack where somebody stands on the pathway.
type frozenProgress struct{ training *training.Service }

func (f frozenProgress) Progress(ctx context.Context, by access.Actor, personID uuid.UUID) (*pack.Progress, error) {
	v, err := f.training.Progress(ctx, by, personID)
	if err != nil {
		return nil, err
	}
	p := &pack.Progress{Milestones: []pack.Milestone{}, Accreditations: []pack.Accreditation{}}
	if c := v.Accreditation; !c.AwardedOn.IsZero() {
		p.Accreditations = append(p.Accreditations, pack.Accreditation{
			Title: accreditation.Kind(c.Kind).Title(), Status: c.Status, AwardedOn: c.AwardedOn, RefresherDueOn: c.RefresherDueOn, Because: c.Because,
		})
	}
	if v.Road == nil {
		if len(p.Accreditations) == 0 {
			return nil, nil //nolint:nilnil // nil means that there is nothing to freeze
		}
		return p, nil
	}
	p.Pathway, p.Stage, p.Month, p.Months = v.Road.Pathway.Title, v.Progress.Stage.Title, v.Progress.Month, v.Progress.Months
	p.Milestones = reference.Each(v.Progress.Milestones, func(m training.MilestoneProgress) pack.Milestone {
		return pack.Milestone{Title: m.Milestone.Title, State: m.State.String(), DueOn: m.DueOn, DoneOn: m.DoneOn, Because: m.Because}
	})
	return p, nil
}

// broughtAlong takes evidence and claims of a pack into a portfolio.
type broughtAlong struct{ portfolio *portfolio.Service }

func (b broughtAlong) AddEvidence(ctx context.Context, by access.Actor, e pack.Evidence, files []uuid.UUID) (uuid.UUID, error) {
	kind, err := portfolio.ParseEvidenceKind(e.Kind)
	if err != nil {
		return uuid.Nil, err
	}
	distinct := []uuid.UUID{}
	for _, id := range files {
		if !slices.Contains(distinct, id) {
			distinct = append(distinct, id)
		}
	}
	links := reference.Each(e.Links, func(l pack.Link) portfolio.Link { return portfolio.Link{Title: l.Title, URL: l.URL} })
	kept, err := b.portfolio.AddEvidence(ctx, by, by.PersonID, portfolio.EvidenceEdit{
		HappenedUntil: e.HappenedUntil,
		Title:         &e.Title, Kind: &kind, WhatIDid: &e.WhatIDid, Reflection: &e.Reflection, HappenedOn: &e.HappenedOn, Files: &distinct, Links: &links,
		Showcased: &e.Showcased,
	})
	return kept.ID, err
}

func (b broughtAlong) DraftClaim(ctx context.Context, by access.Actor, on pack.Target, explanation string, evidence []uuid.UUID) (uuid.UUID, error) {
	wish := portfolio.NewClaims{Evidence: evidence, Explanation: explanation}
	if on.Criterion != uuid.Nil {
		wish.Criteria = []uuid.UUID{on.Criterion}
	} else {
		wish.Statements = []uuid.UUID{on.Statement}
	}
	made, err := b.portfolio.CreateClaims(ctx, by, by.PersonID, wish)
	if err != nil {
		return uuid.Nil, err
	}
	return made[0].ID, nil
}

// ownUploads stores files as their owner would.
type ownUploads struct{ files *file.Service }

func (u ownUploads) Add(ctx context.Context, by access.Actor, name string, content io.Reader, declared bool) (uuid.UUID, error) {
	add := u.files.Add
	if declared {
		add = u.files.AddDeclared
	}
	kept, _, err := add(ctx, by, by.PersonID, name, content)
	return kept.ID, err
}
