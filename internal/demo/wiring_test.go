package demo_test

import (
	"context"
	"net/url"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/accreditation"
	"bandwise/internal/appraisal"
	"bandwise/internal/audit"
	"bandwise/internal/demo"
	"bandwise/internal/file"
	"bandwise/internal/framework"
	"bandwise/internal/identity"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/jobevaluation/matching"
	"bandwise/internal/pack"
	"bandwise/internal/pathway"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi/requestid"
	"bandwise/internal/platform/page"
	"bandwise/internal/portfolio"
	"bandwise/internal/practice"
	"bandwise/internal/privacy"
	"bandwise/internal/role"
	"bandwise/internal/staff"
	"bandwise/internal/training"
	"bandwise/internal/training/course"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/establishment"
	"bandwise/internal/workforce/planning"
	"bandwise/seed"
)

// features are what the demo is written through and looked at with, joined as in the application.
type features struct {
	demo.Services
	workforce *workforce.Service
}

type pathways struct{}

// agenda proposes nothing of other records; internal/app joins them.
type agenda struct{}

func (agenda) Proposals(context.Context, access.Actor, uuid.UUID) ([]appraisal.Proposal, error) {
	return nil, nil
}

func (pathways) Roads(context.Context, uuid.UUID) ([]role.Road, error) { return nil, nil }

// posts tells job matching what posts an organisation has.
type posts struct{ roles *role.Service }

func (p posts) Post(ctx context.Context, by access.Actor, id uuid.UUID) (matching.Post, error) {
	r, err := p.roles.Role(ctx, by, id)
	post := matching.Post{ID: r.ID, Title: r.Title, Reference: r.Reference, Band: string(r.Band), BandStatus: r.BandStatus.String(), MatchedOn: r.JobMatchedOn}
	for _, d := range r.Duties {
		post.Duties = append(post.Duties, matching.Duty{ID: d.ID, Heading: d.Heading, Factor: jobevaluation.FactorNo(d.Factor), Text: d.Text, Lines: d.Lines})
	}
	return post, err
}

func (p posts) Posts(ctx context.Context, by access.Actor) ([]matching.Post, error) {
	all, _, err := p.roles.Roles(ctx, by, role.Filter{}, page.Request{Sort: "title", Limit: page.MaxLimit})
	var found []matching.Post
	for _, r := range all {
		post, missing := p.Post(ctx, by, r.ID)
		if missing != nil {
			return nil, missing
		}
		found = append(found, post)
	}
	return found, err
}

// crew answers workforce's questions about training.
type crew struct{ *training.Service }

func (c crew) Summaries(ctx context.Context, in access.Scopes, today calendar.Date) ([]*workforce.TrainingSummary, error) {
	return summariesOf(c.Service.Summaries(ctx, in, today))
}

func (c crew) Explained(ctx context.Context, organisation uuid.UUID, people []uuid.UUID, today calendar.Date) ([]*workforce.TrainingSummary, error) {
	return summariesOf(c.SummariesOf(ctx, organisation, people, today))
}

func summariesOf(found []training.Summary, err error) ([]*workforce.TrainingSummary, error) {
	var all []*workforce.TrainingSummary
	for _, s := range found {
		one, parse := summary(s)
		if parse != nil {
			return nil, parse
		}
		all = append(all, &one)
	}
	return all, err
}

func (c crew) Renewals(ctx context.Context, in access.Scopes, today calendar.Date) ([]workforce.Renewal, error) {
	found, err := c.Currencies(ctx, in, today)
	var all []workforce.Renewal
	for _, f := range found {
		kind := accreditation.Kind(f.Kind)
		all = append(all, workforce.Renewal{
			PersonID: f.PersonID, Award: string(f.Kind), Title: kind.Title(), Word: kind.Renewal(), AwardedOn: f.AwardedOn, DueOn: f.RefresherDueOn, Because: f.Because,
		})
	}
	return all, err
}

func (c crew) Summary(ctx context.Context, organisation, person uuid.UUID, today calendar.Date) (*workforce.TrainingSummary, error) {
	found, err := c.Service.Summary(ctx, organisation, person, today)
	if err != nil || found == nil {
		return nil, err
	}
	one, err := summary(*found)
	return &one, err
}

func (c crew) MilestoneTitles(ctx context.Context, organisation uuid.UUID) (map[string]string, error) {
	roads, err := c.Roads(ctx, organisation)
	titles := map[string]string{}
	for _, road := range roads {
		for _, m := range road.Pathway.Milestones {
			titles[string(m.Key)] = m.Title
		}
	}
	return titles, err
}

func summary(s training.Summary) (workforce.TrainingSummary, error) {
	standing, err := workforce.ParseAccreditation(s.Accreditation.Status)
	one := workforce.TrainingSummary{
		PersonID: s.PersonID, Stage: workforce.Stage{Key: string(s.Stage.Key), Title: s.Stage.Title}, Month: s.Month, Months: s.Months, OnLeave: s.OnLeave,
		Overdue: s.Overdue, DueSoon: s.DueSoon, WaitingSignOff: s.WaitingSignOff, Award: string(s.Accreditation.Kind), Accreditation: standing,
		AwardedOn: s.Accreditation.AwardedOn, RefresherDueOn: s.Accreditation.RefresherDueOn, AwardDueOn: s.AwardDueOn, AwardBecause: s.AwardBecause,
	}
	for _, m := range s.Milestones {
		one.Milestones = append(one.Milestones, reached(m))
	}
	if s.Next != nil {
		next := reached(*s.Next)
		one.Next = &next
	}
	return one, err
}

func reached(m training.MilestoneProgress) workforce.Milestone {
	return workforce.Milestone{Key: string(m.Milestone.Key), Title: m.Milestone.Title, State: m.State.String(), DueOn: m.DueOn, Because: m.Because}
}

func (c crew) Stages(ctx context.Context, organisation uuid.UUID) ([]workforce.Stage, error) {
	found, err := c.Service.Stages(ctx, organisation)
	var all []workforce.Stage
	for _, s := range found {
		all = append(all, workforce.Stage{Key: string(s.Key), Title: s.Title})
	}
	return all, err
}

func currency(a training.CurrencyAsked) training.Currency {
	var awards []accreditation.Award
	for _, award := range a.Awards {
		awards = append(awards, accreditation.Award{Kind: accreditation.Kind(award.Kind), AwardedOn: award.On})
	}
	var courses []accreditation.Course
	for _, c := range a.Courses {
		courses = append(courses, accreditation.Course{Name: c.Called, CompletedOn: c.CompletedOn, Refresher: c.Refresher})
	}
	var leave []accreditation.Leave
	for _, l := range a.Pauses {
		leave = append(leave, accreditation.Leave{Span: l.Span, Name: l.Reason.Leave()})
	}
	rule := accreditation.Rule{Every: a.Rule.Every, Notice: a.Rule.Notice, From: accreditation.CountFromAward, Source: a.Rule.Cite}
	c := accreditation.CurrencyOf(accreditation.Kind(a.Kind), awards, courses, leave, rule, a.Today)
	return training.Currency{Kind: a.Kind, Status: c.Status.String(), AwardedOn: c.AwardedOn, RefresherDueOn: c.RefresherDueOn, Because: c.Because}
}

func join(t testing.TB, db *database.DB, bucket *file.Bucket, policy *access.Policy, clock calendar.Clock) features {
	trail := audit.New(audit.NewStore(db), clock)
	awards := accreditation.New(accreditation.Dependencies{DB: db, Trail: trail, Clock: clock}).Service
	f := features{Services: demo.Services{
		Role: role.New(role.Dependencies{DB: db, Trail: trail, Clock: clock, Pathways: pathways{}, Accreditations: []role.Accreditation{{Key: "acc"}}}).Service,
		File: file.New(file.Dependencies{DB: db, Trail: trail, Clock: clock, Bucket: bucket, Spool: t.TempDir(), Checker: checkedFiles{}}).Service,
	}}
	f.Framework = framework.New(framework.Dependencies{DB: db, Trail: trail, Clock: clock}).Service
	f.Identity = identity.New(identity.Dependencies{DB: db, Trail: trail, Policy: policy, Clock: clock, HashCost: identity.CheapHashes}).Service
	f.Staff = staff.New(staff.Dependencies{DB: db, Trail: trail, Clock: clock, Accounts: f.Identity}).Service
	f.Training = training.New(training.Dependencies{DB: db, Trail: trail, Clock: clock, Files: f.File, Accreditation: awards, Currency: currency}).Service
	f.Portfolio = portfolio.New(portfolio.Dependencies{DB: db, Trail: trail, Clock: clock, Files: f.File}).Service
	schemes := jobevaluation.New(jobevaluation.Dependencies{DB: db, Trail: trail, Clock: clock}).Service
	f.Matching = matching.New(matching.Dependencies{DB: db, Trail: trail, Clock: clock, Schemes: schemes, Roles: posts{f.Role}}).Service
	coding, err := practice.New(practice.Dependencies{DB: db, Trail: trail, Clock: clock})
	require.NoError(t, err)
	f.Practice = coding.Service
	f.Course = course.New(course.Dependencies{DB: db, Trail: trail, Clock: clock, Records: f.Training}).Service
	f.Appraisal = appraisal.New(appraisal.Dependencies{DB: db, Trail: trail, Clock: clock, Agenda: agenda{}}).Service
	f.Pathway = pathway.New(pathway.Dependencies{DB: db, Trail: trail, Clock: clock, Record: record{f.Role, f.Training}}).Service
	f.Pack = pack.New(pack.Dependencies{DB: db, Trail: trail, Clock: clock, Progress: noProgress{}, Contents: f.File, Shelf: bucket, Queue: noQueue{}}).Service
	f.workforce = workforce.New(workforce.Dependencies{
		DB: db, Training: crew{f.Training}, AccreditationTitle: func(key string) string { return accreditation.Kind(key).Title() },
	}).Service
	ahead, err := planning.New(planning.Dependencies{DB: db, Trail: trail, Clock: clock, Crew: f.workforce, Roads: roads{f.Training}})
	require.NoError(t, err)
	f.Planning = ahead.Service
	funded, err := establishment.New(establishment.Dependencies{DB: db, Trail: trail, Clock: clock, Crew: f.workforce, Threshold: ahead.Service, Bands: planning.Bands()})
	require.NoError(t, err)
	f.Establishment = funded.Service
	f.Accreditation = awards
	f.Privacy = privacy.New(privacy.Dependencies{DB: db, Trail: trail, Clock: clock}).Service
	return f
}

// roads names the pathways that lead to ACC, with what a forecast of today's trainees needs of them.
type roads struct{ training *training.Service }

func (r roads) Roads(ctx context.Context, organisation uuid.UUID) ([]planning.Road, error) {
	found, err := r.training.Roads(ctx, organisation)
	var all []planning.Road
	for _, road := range found {
		if !road.Pathway.Further {
			all = append(all, planning.Road{Key: road.Pathway.Key, Title: road.Pathway.Title, Exam: "nccq"})
		}
	}
	return all, err
}

// noProgress and noQueue stand for what a frozen portfolio needs of others: nothing of it is looked at here.
type noProgress struct{}

func (noProgress) Progress(context.Context, access.Actor, uuid.UUID) (*pack.Progress, error) {
	return nil, nil //nolint:nilnil // nil means that there is nothing to freeze
}

type noQueue struct{}

func (noQueue) Make(context.Context, uuid.UUID, uuid.UUID, pack.Kind) error { return nil }

// record answers the map's questions about roles and milestones; nobody's moves are judged here.
type record struct {
	role     *role.Service
	training *training.Service
}

func (r record) Roles(ctx context.Context, by access.Actor) ([]pathway.Role, error) {
	found, _, err := r.role.Roles(ctx, by, role.Filter{}, page.Request{Sort: "title", Limit: page.MaxLimit})
	var all []pathway.Role
	for _, one := range found {
		all = append(all, pathway.Role{ID: one.ID, Title: one.Title, Band: string(one.Band)})
	}
	return all, err
}

func (r record) Vocabulary(ctx context.Context, by access.Actor) (milestones, accreditations []pathway.Named, err error) {
	roads, err := r.training.Roads(ctx, by.OrganisationID)
	for _, road := range roads {
		for _, one := range road.Pathway.Milestones {
			milestones = append(milestones, pathway.Named{Key: string(one.Key), Name: one.Title})
		}
	}
	return milestones, []pathway.Named{{Key: "acc", Name: "ACC"}}, err
}

func (record) Of(context.Context, access.Actor, uuid.UUID, []uuid.UUID) (pathway.Held, error) {
	return pathway.Held{}, nil
}

// library loads the reference data.
func library(t testing.TB, db *database.DB, f features, clock calendar.Clock) {
	ref, err := seed.Load()
	require.NoError(t, err)
	trail := audit.New(audit.NewStore(db), clock)
	for _, load := range []func(context.Context, seed.Reference) (int, error){
		framework.New(framework.Dependencies{DB: db, Trail: trail, Clock: clock}).Service.LoadReference,
		jobevaluation.New(jobevaluation.Dependencies{DB: db, Trail: trail}).Service.LoadReference,
		f.Role.LoadReference,
		func(ctx context.Context, _ seed.Reference) (int, error) { return f.Training.LoadReference(ctx) },
		func(ctx context.Context, _ seed.Reference) (int, error) { return f.Practice.LoadReference(ctx) },
	} {
		_, err := load(requestid.With(t.Context(), "seed"), ref)
		require.NoError(t, err)
	}
}

// made is a database with the demo in it.
type made struct {
	features
	db   *database.DB
	with demo.Dependencies
	base calendar.Date
}

// morning is the moment at which the demo is looked at.
func morning(base calendar.Date) time.Time { return base.Midnight().Add(10 * time.Hour) }

func makeDemo(t testing.TB, db *database.DB, base calendar.Date) made {
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	bucket, err := file.OpenBucket(t.Context(), (&url.URL{Scheme: "file", Path: t.TempDir()}).String())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, bucket.Close()) })
	clock := calendar.Fixed(morning(base))
	f := join(t, db, bucket, policy, clock)
	library(t, db, f, clock)
	join := func(clock calendar.Clock) (demo.Services, error) {
		return join(t, db, bucket, policy, clock).Services, nil
	}
	m := made{f, db, demo.Dependencies{DB: db, Policy: policy, Services: join}, base}
	require.Equal(t, 2, m.again(t))
	return m
}

// again makes the demo and gives how many organisations were missing.
func (m made) again(t testing.TB) int {
	count, err := demo.Make(requestid.With(t.Context(), "demo"), m.with, m.base)
	require.NoError(t, err)
	return count
}

// actor is the person with this e-mail address, with the roles of access that the database holds.
func (m made) actor(t testing.TB, email string) access.Actor {
	var p struct {
		ID, OrganisationID uuid.UUID
		Name               string
	}
	require.NoError(t, m.db.Conn(t.Context()).Raw("SELECT id, organisation_id, name FROM people WHERE email = ?", email).Scan(&p).Error)
	require.NotEqual(t, uuid.Nil, p.ID, email)
	var grants []access.Grant
	require.NoError(t, m.db.Conn(t.Context()).Raw("SELECT person_id, organisation_id, role, team_id, starts_on, ends_on FROM grants WHERE person_id = ?", p.ID).Scan(&grants).Error)
	return m.with.Policy.NewActor(p.ID, p.OrganisationID, p.Name, email, grants, morning(m.base))
}

// checkedFiles lets every file of the demo pass; internal/app's demo is made with the real check.
type checkedFiles struct{}

func (checkedFiles) Check(context.Context, access.Actor, file.ToCheck) (file.Checked, error) {
	return file.Checked{State: "checked"}, nil
}
