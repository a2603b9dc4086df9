package app

import (
	"context"
	"math"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/accreditation"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/jobevaluation/matching"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/portfolio"
	"bandwise/internal/role"
	"bandwise/internal/search"
	"bandwise/internal/training"
	"bandwise/internal/workforce"
)

// The adapters of this file let a feature use another one through the small interface that it declares itself.

// pathways tells the roles which pathways there are.
type pathways struct{ training *training.Service }

// Roads gives a pathway once for each role that puts people on it, and once without a role when none does.
func (p pathways) Roads(ctx context.Context, organisation uuid.UUID) ([]role.Road, error) {
	roads, err := p.training.Roads(ctx, organisation)
	if err != nil {
		return nil, err
	}
	var all []role.Road
	for _, road := range roads {
		var milestones []role.Milestone
		for _, m := range road.Pathway.Milestones {
			milestones = append(milestones, role.Milestone{Key: string(m.Key), Title: m.Title, Rule: m.Rule, Sources: sources(m.Sources)})
		}
		roles := append(slices.Clone(road.Roles), road.Copies...)
		if len(roles) == 0 {
			roles = []training.Named{{}}
		}
		for _, r := range roles {
			all = append(all, role.Road{RoleID: r.ID, Milestones: milestones})
		}
	}
	return all, nil
}

// evaluations tells the roles what job evaluation makes of profiles and levels.
type evaluations struct{ jobEvaluation *jobevaluation.Service }

func (e evaluations) OfProfile(ctx context.Context, profileID uuid.UUID) ([]role.Factor, error) {
	profile, err := e.jobEvaluation.Profile(ctx, profileID)
	if err != nil {
		return nil, err
	}
	return reference.Each(profile.Factors, func(f jobevaluation.ProfileFactor) role.Factor {
		return role.Factor{
			No: int(f.No), Name: f.Name, LevelText: f.LevelText, LevelMin: int(f.LevelMin), LevelMax: int(f.LevelMax),
			PointsMin: int(f.ComputedMin), PointsMax: int(f.ComputedMax),
		}
	}), nil
}

func (e evaluations) OfLevels(ctx context.Context, levels []int) ([]role.Factor, error) {
	scheme, err := e.jobEvaluation.Scheme(ctx)
	if err != nil {
		return nil, err
	}
	var all []role.Factor
	for i, f := range scheme.Factors {
		if i >= len(levels) {
			break
		}
		points, _ := scheme.Points(f.No, jobevaluation.Level(levels[i]))
		all = append(all, role.Factor{
			No: int(f.No), Name: f.Name, LevelText: strconv.Itoa(levels[i]), LevelMin: levels[i], LevelMax: levels[i],
			PointsMin: int(points), PointsMax: int(points),
		})
	}
	return all, nil
}

// accreditations are those that a role can ask for.
func accreditations() []role.Accreditation {
	return reference.Each(accreditation.Kinds(), func(k accreditation.Kind) role.Accreditation {
		return role.Accreditation{Key: string(k), Title: k.Title()}
	})
}

// sources joins the lines of each document.
func sources(from []training.Source) []role.Source {
	var joined []role.Source
	for _, s := range from {
		if s.Line == 0 {
			continue
		}
		if n := len(joined); n > 0 && joined[n-1].Document == s.Document {
			joined[n-1].Lines = append(joined[n-1].Lines, s.Line)
			continue
		}
		joined = append(joined, role.Source{Document: s.Document, Lines: []int{s.Line}})
	}
	return joined
}

// currency reckons an award's currency by accreditation's rule from the facts that training keeps.
func currency(asked training.CurrencyAsked) training.Currency {
	rule := accreditation.Rule{
		Every: asked.Rule.Every, Notice: asked.Rule.Notice, Source: asked.Rule.Cite, From: accreditation.CountFromAward,
	}
	if asked.Rule.FromCourse {
		rule.From = accreditation.CountFromCourse
	}
	var awards []accreditation.Award
	for _, a := range asked.Awards {
		awards = append(awards, accreditation.Award{Kind: accreditation.Kind(a.Kind), AwardedOn: a.On})
	}
	var courses []accreditation.Course
	for _, c := range asked.Courses {
		courses = append(courses, accreditation.Course{Name: c.Called, CompletedOn: c.CompletedOn, Refresher: c.Refresher})
	}
	var leave []accreditation.Leave
	for _, p := range asked.Pauses {
		leave = append(leave, accreditation.Leave{Span: p.Span, Name: p.Reason.Leave()})
	}
	c := accreditation.CurrencyOf(accreditation.Kind(asked.Kind), awards, courses, leave, rule, asked.Today)
	return training.Currency{
		Kind: asked.Kind, Status: c.Status.String(), AwardedOn: c.AwardedOn, RefresherDueOn: c.RefresherDueOn, Because: c.Because,
	}
}

// readiness tells a person's progress how far the person meets the requirements of roles.
type readiness struct{ workforce *workforce.Service }

func (r readiness) Of(ctx context.Context, by access.Actor, personID uuid.UUID, standing *training.Summary) ([]training.RoleReadiness, error) {
	var known *workforce.TrainingSummary
	if standing != nil {
		summary, err := summaryOf(*standing)
		if err != nil {
			return nil, err
		}
		known = &summary
	}
	outlook, err := r.workforce.Outlook(ctx, by, personID, known)
	if err != nil {
		return nil, err
	}
	var all []training.RoleReadiness
	for _, o := range outlook {
		counts, kind := o.Counts(), "next"
		if o.Own {
			kind = "own"
		}
		all = append(all, training.RoleReadiness{
			RoleID: o.Role.ID, Title: o.Role.Name, Kind: kind,
			EssentialMet: counts.EssentialMet, EssentialRequired: counts.EssentialRequired,
			DesirableMet: counts.DesirableMet, DesirableRequired: counts.DesirableRequired,
		})
	}
	return all, nil
}

// knownAccreditation gives an accreditation's name by its key, "" for one that does not exist.
func knownAccreditation(key string) string {
	if kind := accreditation.Kind(key); slices.Contains(accreditation.Kinds(), kind) {
		return kind.Title()
	}
	return ""
}

// summaries tells the workforce where people stand on the road to accreditation.
type summaries struct {
	training *training.Service
	listed   *training.Memory[*listed]
}

// listed is what the workforce's lists tell of one person's training.
type listed struct {
	// summary is nil for somebody who never was on the road.
	summary  *workforce.TrainingSummary
	renewals []workforce.Renewal
}

// attend gives the summaries what they tell of.
func (s *summaries) attend(t *training.Service) {
	s.training, s.listed = t, training.Remember(t, listedOf)
}

func listedOf(l training.Listed) (*listed, error) {
	one := &listed{renewals: reference.Each(l.Currencies, renewal)}
	if l.Summary == nil {
		return one, nil
	}
	summary, err := summaryOf(*l.Summary)
	one.summary = &summary
	return one, err
}

func (s *summaries) Summaries(ctx context.Context, in access.Scopes, today calendar.Date) ([]*workforce.TrainingSummary, error) {
	found, err := s.listed.In(ctx, in, today)
	if err != nil {
		return nil, err
	}
	all := make([]*workforce.TrainingSummary, 0, len(found))
	for _, one := range found {
		if one.summary != nil {
			all = append(all, one.summary)
		}
	}
	return all, nil
}

func (s *summaries) Explained(ctx context.Context, organisation uuid.UUID, people []uuid.UUID, today calendar.Date) ([]*workforce.TrainingSummary, error) {
	found, err := s.training.SummariesOf(ctx, organisation, people, today)
	if err != nil {
		return nil, err
	}
	all := make([]*workforce.TrainingSummary, len(found))
	for i, f := range found {
		summary, err := summaryOf(f)
		if err != nil {
			return nil, err
		}
		all[i] = &summary
	}
	return all, nil
}

func (s *summaries) Renewals(ctx context.Context, in access.Scopes, today calendar.Date) ([]workforce.Renewal, error) {
	found, err := s.listed.In(ctx, in, today)
	if err != nil {
		return nil, err
	}
	var all []workforce.Renewal
	for _, one := range found {
		all = append(all, one.renewals...)
	}
	return all, nil
}

func renewal(f training.HeldCurrency) workforce.Renewal {
	kind := accreditation.Kind(f.Kind)
	return workforce.Renewal{
		PersonID: f.PersonID, Award: string(f.Kind), Title: kind.Title(), Word: kind.Renewal(), AwardedOn: f.AwardedOn, DueOn: f.RefresherDueOn, Because: f.Because,
	}
}

func (s *summaries) Summary(ctx context.Context, organisation, personID uuid.UUID, today calendar.Date) (*workforce.TrainingSummary, error) {
	found, err := s.training.Summary(ctx, organisation, personID, today)
	if err != nil || found == nil {
		return nil, err
	}
	summary, err := summaryOf(*found)
	return &summary, err
}

func summaryOf(f training.Summary) (workforce.TrainingSummary, error) {
	standing, err := workforce.ParseAccreditation(f.Accreditation.Status)
	if err != nil {
		return workforce.TrainingSummary{}, err
	}
	summary := workforce.TrainingSummary{
		PersonID: f.PersonID, Stage: stage(f.Stage), Tenure: workforce.Tenure(f.Tenure), Month: f.Month, Months: f.Months, OnLeave: f.OnLeave,
		Overdue: f.Overdue, DueSoon: f.DueSoon, WaitingSignOff: f.WaitingSignOff,
		Award: string(f.Accreditation.Kind), Accreditation: standing, AwardedOn: f.Accreditation.AwardedOn, RefresherDueOn: f.Accreditation.RefresherDueOn,
		AwardDueOn: f.AwardDueOn, AwardBecause: f.AwardBecause, Ahead: ahead(f),
	}
	summary.Milestones = make([]workforce.Milestone, len(f.Milestones))
	for i := range f.Milestones {
		summary.Milestones[i] = milestone(&f.Milestones[i])
	}
	if f.Next != nil {
		next := milestone(f.Next)
		summary.Next = &next
	}
	return summary, nil
}

func milestone(m *training.MilestoneProgress) workforce.Milestone {
	one := workforce.Milestone{Key: string(m.Milestone.Key), Title: m.Milestone.Title, State: m.State.String(), DueOn: m.DueOn, Because: m.Because}
	if m.State == training.StateRecorded && m.Record != nil {
		one.RecordedOn = m.Record.RecordedOn
	}
	for _, as := range m.Milestone.SignedBy {
		one.SignedBy = append(one.SignedBy, as.String())
	}
	if s := m.Sitting; s != nil {
		one.Sitting, one.SittingOn = s.Title, s.TheoryOn
		if s.PracticalOn.Before(s.TheoryOn) {
			one.SittingOn = s.PracticalOn
		}
		if m.State == training.StateRecorded {
			one.SittingOn = s.ResultsExpectedOn
		}
	}
	return one
}

func (s *summaries) MilestoneTitles(ctx context.Context, organisation uuid.UUID) (map[string]string, error) {
	roads, err := s.training.Roads(ctx, organisation)
	titles := map[string]string{}
	for _, road := range roads {
		for _, m := range road.Pathway.Milestones {
			titles[string(m.Key)] = m.Title
		}
	}
	return titles, err
}

func (s *summaries) Stages(ctx context.Context, organisation uuid.UUID) ([]workforce.Stage, error) {
	found, err := s.training.Stages(ctx, organisation)
	if err != nil {
		return nil, err
	}
	all := make([]workforce.Stage, len(found))
	for i, f := range found {
		all[i] = stage(f)
	}
	return all, nil
}

func stage(s training.Stage) workforce.Stage {
	return workforce.Stage{Key: string(s.Key), Title: s.Title}
}

// posts tells job matching what posts an organisation has.
type posts struct{ roles *role.Service }

func (p posts) Post(ctx context.Context, by access.Actor, id uuid.UUID) (matching.Post, error) {
	r, err := p.roles.Role(ctx, by, id)
	return postOf(r), err
}

func (p posts) Posts(ctx context.Context, by access.Actor) ([]matching.Post, error) {
	all, _, err := p.roles.Roles(ctx, by, role.Filter{}, page.Request{Sort: "title", Limit: math.MaxInt32})
	return reference.Each(all, postOf), err
}

func postOf(r role.Role) matching.Post {
	return matching.Post{
		ID: r.ID, Title: r.Title, Reference: r.Reference, Band: string(r.Band), BandStatus: r.BandStatus.String(), MatchedOn: r.JobMatchedOn,
		RetiredOn: r.RetiredOn,
		Duties: reference.Each(r.Duties, func(d role.Duty) matching.Duty {
			return matching.Duty{
				ID: d.ID, Heading: d.Heading, Factor: jobevaluation.FactorNo(d.Factor), Text: d.Text, Corrected: d.Corrected, Note: d.Note, Lines: d.Lines,
			}
		}),
	}
}

// needs tells the portfolio which statements a person's role and the next one ask for.
type needs struct{ workforce *workforce.Service }

func (n needs) Of(ctx context.Context, by access.Actor, personID uuid.UUID) (map[uuid.UUID]portfolio.Need, error) {
	outlook, err := n.workforce.Outlook(ctx, by, personID, nil)
	if err != nil {
		return nil, err
	}
	all := map[uuid.UUID]portfolio.Need{}
	for _, role := range outlook {
		need := portfolio.NeededForNextRole
		if role.Own {
			need = portfolio.NeededForRole
		}
		for _, s := range role.Standings {
			if _, known := all[s.Requirement.ID]; !known && s.Requirement.Kind == workforce.OfStatement {
				all[s.Requirement.ID] = need
			}
		}
	}
	return all, nil
}

// meaning gives the words of a text as the search stems them.
func meaning(text string) []portfolio.Word {
	return reference.Each(search.Meaning(text), func(w search.Word) portfolio.Word { return portfolio.Word(w) })
}
