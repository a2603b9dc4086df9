package jobevaluation

import (
	"context"

	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// Handlers answer job evaluation's operations.
type Handlers struct{ service *Service }

// ListJobProfiles answers GET /job-profiles.
func (h *Handlers) ListJobProfiles(ctx context.Context, r api.ListJobProfilesRequestObject) (api.ListJobProfilesResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "line", "title", "band", "total")
	if err != nil {
		return nil, err
	}
	var band Band
	if r.Params.Band != nil && *r.Params.Band != "" {
		if band, err = ParseBand(*r.Params.Band); err != nil {
			return nil, apperr.InvalidField("band", "Choose a band: 1 to 7, 8a to 8d or 9.")
		}
	}
	profiles, total, err := h.service.Profiles(ctx, band, asked)
	if err != nil {
		return nil, err
	}
	findings, err := h.service.FindingsOf(ctx, profiles...)
	if err != nil {
		return nil, err
	}
	return api.ListJobProfiles200JSONResponse{
		Total: total, Next: asked.Next(total),
		Items: reference.Each(profiles, func(p Profile) api.JobProfileSummary {
			return api.JobProfileSummary{
				Id: p.ID, Title: p.Title, Suite: p.Suite, Band: p.BandText, Bands: reference.Each(p.Bands, Band.String),
				JobStatements: p.JobStatements, StatedMin: int(p.StatedMin), StatedMax: int(p.StatedMax),
				ComputedMin: int(p.ComputedMin), ComputedMax: int(p.ComputedMax), FindingCount: len(findings[p.ID]),
				Document: p.Document, Line: p.Line,
			}
		}),
	}, nil
}

// GetJobProfile answers GET /job-profiles/{id}.
func (h *Handlers) GetJobProfile(ctx context.Context, r api.GetJobProfileRequestObject) (api.GetJobProfileResponseObject, error) {
	p, err := h.service.Profile(ctx, r.Id)
	if err != nil {
		return nil, err
	}
	findings, err := h.service.FindingsOf(ctx, p)
	if err != nil {
		return nil, err
	}
	return api.GetJobProfile200JSONResponse{
		Id: p.ID, Title: p.Title, ContentsTitle: p.ContentsTitle, ContentsPage: p.ContentsPage, ContentsLine: p.ContentsLine,
		Suite: p.Suite, SuiteAndLabel: p.SuiteAndLabel, Band: p.BandText, Bands: reference.Each(p.Bands, Band.String),
		BandMin: int(p.BandMin), BandMax: int(p.BandMax), JobStatements: p.JobStatements, JobStatementLine: p.JobStatementLine,
		TotalText: p.TotalText, TotalLine: p.TotalLine, StatedMin: int(p.StatedMin), StatedMax: int(p.StatedMax),
		ComputedMin: int(p.ComputedMin), ComputedMax: int(p.ComputedMax), Notes: reference.Each(p.Notes, func(n string) string { return n }),
		Factors: reference.Each(p.Factors, factorJSON), Findings: reference.Each(findings[p.ID], findingJSON),
		Corrections: reference.Each(p.Corrections, correctionJSON), Document: p.Document, Line: p.Line, LastLine: p.LastLine,
	}, nil
}

// GetJobSuite answers GET /job-suite.
func (h *Handlers) GetJobSuite(ctx context.Context, _ api.GetJobSuiteRequestObject) (api.GetJobSuiteResponseObject, error) {
	s, err := h.service.Suite(ctx)
	if err != nil {
		return nil, err
	}
	return api.GetJobSuite200JSONResponse{
		Document: s.Document,
		Headings: reference.Each(s.Headings, func(x SuiteHeading) api.SuiteHeading {
			return api.SuiteHeading{Text: x.Text, Lines: x.Lines}
		}),
		Entries: reference.Each(s.Entries, func(x SuiteEntry) api.SuiteEntry {
			return api.SuiteEntry{Title: x.Title, Band: x.Band, Page: x.Page, Line: x.Line, ProfileId: x.ProfileID}
		}),
		Versions: reference.Each(s.Versions, func(x SuiteVersion) api.SuiteVersion {
			return api.SuiteVersion{Action: x.Action, Date: x.Date, Notes: x.Notes, Lines: x.Lines}
		}),
		Archived: reference.Each(s.Archived, func(x ArchivedProfile) api.ArchivedJobProfile {
			return api.ArchivedJobProfile{Title: x.Title, Band: x.Band, Text: x.Text, ArchivedIn: x.ArchivedIn, Into: x.Into, Line: x.Line}
		}),
	}, nil
}

// GetJobScheme answers GET /job-scheme.
func (h *Handlers) GetJobScheme(ctx context.Context, _ api.GetJobSchemeRequestObject) (api.GetJobSchemeResponseObject, error) {
	s, err := h.service.Scheme(ctx)
	if err != nil {
		return nil, err
	}
	versions, err := h.service.Schemes(ctx)
	if err != nil {
		return nil, err
	}
	return api.GetJobScheme200JSONResponse{
		Name: s.Name, Version: s.Version, ValidFrom: &s.ValidFrom, ValidFromSource: s.ValidFromSource,
		Versions: reference.Each(versions, func(v Scheme) api.SchemeVersion {
			return api.SchemeVersion{Name: v.Name, Version: v.Version, ValidFrom: &v.ValidFrom}
		}),
		Factors: reference.Each(s.Factors, func(f SchemeFactor) api.SchemeFactor {
			points := reference.Each(f.Points, func(p Points) int { return int(p) })
			return api.SchemeFactor{No: int(f.No), Name: f.Name, Fixed: f.Fixed, Points: points}
		}),
		Bands: reference.Each(s.Bands, func(b BandRange) api.SchemeBand {
			return api.SchemeBand{Band: b.Band.String(), Min: int(b.Min), Max: int(b.Max)}
		}),
		Matching: api.MatchingRules{
			MaxVariations: s.MaxVariations, Status: s.Status, Panel: api.PanelRules{
				Minimum: s.Panel.Minimum, Recommended: s.Panel.Recommended, RecommendedEachSide: s.Panel.RecommendedEachSide,
				Development: s.Panel.Development, Maximum: s.Panel.Maximum, HoldersExcluded: s.Panel.HoldersExcluded,
				ReviewPeriod: s.Panel.ReviewPeriod.ISO(), ReviewNewMembers: api.PanelRulesReviewNewMembers(s.Panel.ReviewNewMembers.String()),
				Source: s.Panel.Source,
			},
			Rules: reference.Each(s.Rules, func(r Rule) api.MatchingRule { return api.MatchingRule{Name: r.Name, Text: r.Text} }),
		},
	}, nil
}

// PreviewJobMatch answers POST /job-matches/preview.
func (h *Handlers) PreviewJobMatch(ctx context.Context, r api.PreviewJobMatchRequestObject) (api.PreviewJobMatchResponseObject, error) {
	e, err := h.service.Preview(ctx, r.Body.Levels)
	if err != nil {
		return nil, err
	}
	return api.PreviewJobMatch200JSONResponse{
		Total: int(e.Total), Band: e.Band.String(), BandReason: e.BandReason, Candidates: reference.Each(e.Candidates, candidateJSON),
	}, nil
}

func factorJSON(f ProfileFactor) api.ProfileFactor {
	return api.ProfileFactor{
		No: int(f.No), Name: f.Name, LevelText: f.LevelText, LevelMin: int(f.LevelMin), LevelMax: int(f.LevelMax),
		Options: f.Options, LevelOptions: f.LevelOptions, ScoreText: f.ScoreText, ScoreMin: int(f.ScoreMin),
		ScoreMax: int(f.ScoreMax), ComputedMin: int(f.ComputedMin), ComputedMax: int(f.ComputedMax), Agrees: f.Agrees(),
		Text: f.Text, Descriptor: f.Descriptor, Example: f.Example, Corrections: reference.Each(f.Corrections, correctionJSON),
		Line: f.Line, Lines: f.Lines,
	}
}

func findingJSON(f seed.Finding) api.ProfileFinding {
	return api.ProfileFinding{
		Kind: string(f.Kind), Severity: api.ProfileFindingSeverity(f.Severity), Line: f.Line, Detail: f.Detail,
		SourceText: f.SourceText, CorrectedText: f.CorrectedText,
	}
}

func correctionJSON(c Correction) api.Correction {
	return api.Correction{Field: c.Field, From: c.From, To: c.To, Reason: c.Reason}
}

func candidateJSON(c Candidate) api.MatchCandidate {
	return api.MatchCandidate{
		ProfileId: c.ProfileID, Title: c.Title, Band: c.BandText, Outcome: api.MatchCandidateOutcome(c.Outcome.String()),
		Reason: c.Reason, Variations: c.Variations, Failing: c.Failing,
		Factors: reference.Each(c.Factors, func(f FactorMatching) api.MatchFactor {
			return api.MatchFactor{
				No: int(f.No), Name: f.Name, Level: int(f.Level), LevelText: f.LevelText,
				Result: api.MatchFactorResult(f.Result.String()), Reason: f.Reason,
			}
		}),
	}
}
