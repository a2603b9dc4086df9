package matching

import (
	"time"

	"github.com/google/uuid"

	"bandwise/internal/api"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
)

func summaryJSON(s Summary) api.JobMatchSummary {
	body := api.JobMatchSummary{
		Id: s.ID, Role: api.NamedRef{Id: s.RoleID, Name: s.RoleTitle}, State: api.MatchState(s.State.String()), Decided: s.Decided,
		Total: int(s.Total), Band: s.Band, Outcome: api.MatchOutcome(s.Outcome.String()), OpenedAt: s.OpenedAt.UTC(),
		OpenedBy: api.PersonRef{Id: s.OpenedBy, Name: s.OpenedByName}, ReleasedOn: dateJSON(s.ReleasedOn), ReviewOf: idJSON(s.ReviewOf),
		Mine: s.Mine, Version: s.Version,
	}
	if s.ProfileID.Valid {
		body.Candidate = &api.NamedRef{Id: s.ProfileID.UUID, Name: s.CandidateTitle}
	}
	return body
}

func matchJSON(d Detail) api.JobMatch {
	body := api.JobMatch{
		Summary: summaryJSON(d.Summary), Scheme: api.SchemeVersion{Name: d.Scheme.Name, Version: d.Scheme.Version, ValidFrom: dateJSON(d.Scheme.ValidFrom)},
		RoleBand: d.BandBefore, RoleBandStatus: api.JobMatchRoleBandStatus(d.BandBeforeStatus), PanelNotes: d.PanelNotes,
		Panel: reference.Each(d.Members, func(m Member) api.PanelMember {
			return api.PanelMember{
				Person: personJSON(d.Person(m.PersonID)), Side: api.PanelSide(m.Side.String()), TrainedOn: m.TrainedOn,
				Agreed: m.AgreedAt != nil, AgreedAt: timeJSON(m.AgreedAt),
			}
		}),
		Decisions: reference.Each(d.Decisions, d.decisionJSON), Evaluation: evaluationJSON(d), AgreedAt: timeJSON(d.AgreedAt),
		ReleasedAt: timeJSON(d.ReleasedAt), CheckNote: d.CheckNote, ReviewUntil: dateJSON(d.ReviewUntil(d.Scheme.Panel)),
		History: reference.Each(d.History, d.eventJSON),
		Actions: reference.Each(d.Actions, func(a Action) api.JobMatchActions { return api.JobMatchActions(a.String()) }),
	}
	if d.ReleasedBy != nil {
		by := personJSON(d.Person(*d.ReleasedBy))
		body.ReleasedBy = &by
	}
	if d.ReviewedBy != uuid.Nil {
		body.ReviewedBy = &d.ReviewedBy
	}
	return body
}

func (d Detail) decisionJSON(x Decision) api.MatchDecision {
	points, _ := d.Scheme.Points(x.No, x.Level)
	return api.MatchDecision{
		No: int(x.No), Name: nameOf(d.Scheme, x.No), Level: int(x.Level), Options: x.Options, Points: int(points), Reason: x.Reason,
		DecidedBy: personJSON(d.Person(x.DecidedBy)), DecidedAt: x.DecidedAt.UTC(),
	}
}

func (d Detail) eventJSON(e Event) api.MatchEvent {
	body := api.MatchEvent{Version: e.Version, At: e.At.UTC(), By: personJSON(d.Person(e.ByID)), Kind: api.MatchEventKind(e.Kind.String()), Reason: e.Reason}
	if e.No != 0 {
		no, level := int(e.No), int(e.Level)
		body.No, body.Level = &no, &level
	}
	return body
}

func evaluationJSON(d Detail) api.MatchEvaluation {
	p := d.Progress
	body := api.MatchEvaluation{
		Decided: p.Decided, Total: int(p.Total), TotalLeast: int(p.Least), TotalGreatest: int(p.Greatest), Band: p.Band.String(),
		BandReason: p.BandReason, Outcome: api.MatchOutcome(d.Outcome.String()),
		Candidates: reference.Each(p.Candidates, func(c jobevaluation.Candidate) api.LiveCandidate {
			return candidateJSON(c, d.ProfileID.Valid && c.ProfileID == d.ProfileID.UUID)
		}),
	}
	if chosen, ok := p.Candidate(d.ProfileID.UUID); ok && d.ProfileID.Valid {
		body.OutcomeReason = chosen.Reason
		if chosen.Outcome == jobevaluation.NoMatch {
			body.Advice = d.advice()
		}
	}
	if d.Effective != 0 {
		band := d.Effective.String()
		body.EffectiveBand = &band
	}
	return body
}

func candidateJSON(c jobevaluation.Candidate, chosen bool) api.LiveCandidate {
	body := api.LiveCandidate{
		ProfileId: c.ProfileID, Title: c.Title, Band: c.BandText, Chosen: chosen, Outcome: api.MatchOutcome(c.Outcome.String()), Reason: c.Reason,
		Variations: c.Variations, Failing: c.Failing, Factors: []api.MatchFactor{},
	}
	for _, f := range c.Factors {
		switch f.Result {
		case jobevaluation.FactorMatch:
			body.Matching++
		case jobevaluation.FactorVariation, jobevaluation.FactorNoMatch:
			body.Factors = append(body.Factors, api.MatchFactor{
				No: int(f.No), Name: f.Name, Level: int(f.Level), LevelText: f.LevelText, Result: api.MatchFactorResult(f.Result.String()), Reason: f.Reason,
			})
		}
	}
	return body
}

func benchJSON(b Bench) api.MatchWorkbench {
	body := api.MatchWorkbench{
		OtherDuties: reference.Each(b.OtherDuties, dutyJSON),
		Factors: reference.Each(b.Factors, func(f BenchFactor) api.WorkbenchFactor {
			one := api.WorkbenchFactor{
				No: int(f.No), Name: f.Name, Fixed: f.Fixed, Duties: reference.Each(f.Duties, dutyJSON),
				Levels: reference.Each(f.Levels, func(l BenchLevel) api.LevelDefinition {
					return api.LevelDefinition{
						Level: int(l.Level), Points: int(l.Points), Result: api.LevelDefinitionResult(l.Result.String()), Note: l.Note,
						Profiles: reference.Each(l.Profiles, profileTextJSON),
					}
				}),
			}
			if f.Decision != nil {
				decision := b.decisionJSON(*f.Decision)
				one.Decision = &decision
			}
			if f.Candidate != nil {
				row := profileTextJSON(*f.Candidate)
				one.CandidateRow = &row
			}
			return one
		}),
	}
	if b.ProfileID.Valid {
		body.Candidate = &api.NamedRef{Id: b.ProfileID.UUID, Name: b.CandidateTitle}
	}
	return body
}

func profileTextJSON(t ProfileText) api.ProfileLevelText {
	return api.ProfileLevelText{
		ProfileId: t.Profile.ID, Title: t.Profile.Title, Band: t.Profile.BandText, LevelText: t.Row.LevelText, LevelMin: int(t.Row.LevelMin),
		LevelMax: int(t.Row.LevelMax), Descriptor: t.Row.Descriptor, Example: t.Row.Example, Document: t.Profile.Document, Line: t.Row.Line,
	}
}

func dutyJSON(d Duty) api.Duty {
	return api.Duty{Id: d.ID, Heading: d.Heading, Factor: int(d.Factor), Text: d.Text, Corrected: d.Corrected, Note: d.Note, Lines: d.Lines}
}

func practitionerJSON(p Practitioner) api.MatchPractitioner {
	body := api.MatchPractitioner{Person: personJSON(p.Person), RoleTitle: p.RoleTitle, TrainedOn: dateJSON(p.TrainedOn)}
	if p.Side != 0 {
		side := api.PanelSide(p.Side.String())
		body.Side = &side
	}
	return body
}

func consistencyJSON(c Consistency) api.MatchConsistency {
	return api.MatchConsistency{
		Measures: c.Measures, Compared: c.Compared, Flagged: c.Flagged(),
		Reasons: reference.Each(c.Reasons, func(r ReasonComparison) api.ReasonComparison {
			return api.ReasonComparison{
				Kind: api.ReasonComparisonKind(r.Kind.String()), No: int(r.No), Name: r.Name, Level: int(r.Level), Reason: r.Reason,
				OtherMatchId: r.OtherMatchID, OtherRole: r.OtherRole, OtherLevel: int(r.OtherLevel), OtherReason: r.OtherReason,
				Similarity: r.Similarity, SharedWords: append([]string{}, r.SharedWords...), Explanation: r.Explanation,
			}
		}),
		Neighbours: reference.Each(c.Neighbours, func(n Neighbour) api.BandNeighbour {
			body := api.BandNeighbour{
				Kind: api.BandNeighbourKindMatch, MatchId: idJSON(n.MatchID), ProfileId: idJSON(n.ProfileID), Title: n.Title, Band: n.BandText,
				Relation: api.BandNeighbourRelation(n.Relation.String()), TotalMin: int(n.TotalMin), TotalMax: int(n.TotalMax), Flagged: n.Flagged,
				Explanation: n.Explanation,
				Factors: reference.Each(n.Factors, func(f NeighbourFactor) api.NeighbourFactor {
					return api.NeighbourFactor{No: int(f.No), Name: f.Name, Level: int(f.Level), OtherLevelMin: int(f.OtherMin), OtherLevelMax: int(f.OtherMax)}
				}),
			}
			if n.ProfileID.Valid {
				body.Kind = api.BandNeighbourKindProfile
			}
			return body
		}),
	}
}

func kpisJSON(k Kpis, period jobevaluation.Reporting) api.MatchKpis {
	return api.MatchKpis{
		Today: k.Today, Since12Months: k.Since12Months, Since3Years: k.Since3Years, ReportingFrom: period.From, ReportingTo: period.To,
		ReportingSource: period.Source, Explanations: k.Explanations, Bands: reference.Each(k.Bands, bandKpisJSON), All: bandKpisJSON(k.All),
		Roles: reference.Each(k.Roles, func(r KpiRole) api.KpiRole {
			return api.KpiRole{
				Role: api.NamedRef{Id: r.ID, Name: r.Title}, Band: r.Band, BandStatus: api.KpiRoleBandStatus(r.BandStatus), Holders: r.Holders,
				ReviewedOn: dateJSON(r.ReviewedOn), Reviewed12Months: r.LastYear, Reviewed3Years: r.LastThree, MatchId: idJSON(r.MatchID),
				BandBefore: r.BandBefore, Change: api.KpiRoleChange(r.Change.String()), Because: r.Explanation,
			}
		}),
	}
}

func bandKpisJSON(b BandKpis) api.BandKpis {
	return api.BandKpis{
		Band: b.Band, InUse: b.InUse, Reviewed12Months: b.LastYear, Reviewed3Years: b.LastThree, Up: b.Up, Down: b.Down, Unchanged: b.UnchangedBand,
		NoComparison: b.NoComparison,
	}
}

func personJSON(p Person) api.PersonRef { return api.PersonRef{Id: p.ID, Name: p.Name} }

func idJSON(id uuid.NullUUID) *uuid.UUID {
	if !id.Valid {
		return nil
	}
	return &id.UUID
}

func timeJSON(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	utc := t.UTC()
	return &utc
}

func dateJSON(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}
