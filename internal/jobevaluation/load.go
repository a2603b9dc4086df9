package jobevaluation

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// ruleOtherwise is the name of the rule for jobs that match no profile.
const ruleOtherwise = "Otherwise"

// matchingWords is what the scheme's file says about matching.
type matchingWords struct {
	Match         string     `json:"match"`
	Variation     string     `json:"variation"`
	NoMatch       string     `json:"no match"`
	FixedFactors  []FactorNo `json:"fixed_factors"`
	MaxVariations int        `json:"max_variations"`
	ProfileMatch  string     `json:"profile_match"`
	BandMatch     string     `json:"band_match"`
	Otherwise     string     `json:"otherwise"`
	Panel         string     `json:"panel"`
	PanelRules    PanelRules `json:"panel_rules"`
	Status        string     `json:"status"`
}

// rowsOf turns the reference data into rows. Identifiers are made from natural keys, so that they are the same in every
// installation.
func rowsOf(ref seed.Reference) (rows, error) {
	var r rows
	if err := r.addScheme(ref.Scheme); err != nil {
		return rows{}, err
	}
	for _, p := range ref.Profiles {
		r.addProfile(p)
	}
	r.addFrontPage(ref.Contents)
	return r, nil
}

func (r *rows) addScheme(s seed.Scheme) error {
	var words matchingWords
	if err := json.Unmarshal(s.Rules, &words); err != nil {
		return fmt.Errorf("the matching rules of the scheme cannot be read: %w", err)
	}
	panel, err := json.Marshal(words.PanelRules)
	if err != nil {
		return fmt.Errorf("the rules for panels cannot be stored: %w", err)
	}
	reporting, err := json.Marshal(Reporting(s.Reporting))
	if err != nil {
		return fmt.Errorf("the reporting period cannot be stored: %w", err)
	}
	name := s.Name
	if s.Version > 1 {
		name = fmt.Sprint(s.Name, "/version ", s.Version)
	}
	id := seed.ID("job_scheme", name)
	r.scheme = append(r.scheme, schemeRow{
		ID: id, Name: s.Name, MaxVariations: words.MaxVariations, Status: words.Status,
		Version: s.Version, ValidFrom: s.ValidFrom, ValidFromSource: s.ValidFromSource, Panel: string(panel), Reporting: string(reporting),
		Rules: reference.ListOf([]Rule{
			{"Match", words.Match}, {"Variation", words.Variation}, {"No match", words.NoMatch},
			{"Profile match", words.ProfileMatch}, {"Band match", words.BandMatch}, {ruleOtherwise, words.Otherwise},
			{"Panel", words.Panel},
		}),
	})
	for _, f := range s.Factors {
		r.factors = append(r.factors, schemeFactorRow{
			ID: seed.ID("job_scheme_factor", fmt.Sprint(name, "/", f.No)), SchemeID: id, Factor: FactorNo(f.No), Name: f.Name,
			Fixed:  slices.Contains(words.FixedFactors, FactorNo(f.No)),
			Points: reference.ListOf(reference.Each(f.Points, func(p int) Points { return Points(p) })),
		})
	}
	for _, b := range s.Bands {
		r.bands = append(r.bands, schemeBandRow{
			ID: seed.ID("job_scheme_band", name+"/"+b.Band), SchemeID: id, Band: b.Band, MinPoints: Points(b.Min), MaxPoints: Points(b.Max),
		})
	}
	return nil
}

func (r *rows) addProfile(p seed.Profile) {
	id := seed.ID(seed.KindProfile, p.Slug)
	r.profiles = append(r.profiles, profileRow{
		ID: id, Slug: p.Slug, SuiteAndLabel: p.SuiteAndLabel, Suite: p.Suite, Title: p.Title, ContentsTitle: p.ContentsTitle,
		ContentsPage: p.ContentsPage, ContentsLine: p.ContentsLine, Band: p.Band, Bands: reference.ListOf(p.Bands),
		JobStatementLine: p.JobStatementLine, JobStatements: reference.ListOf(p.JobStatements), TotalText: p.TotalText,
		TotalLine: p.TotalLine, StatedMin: Points(p.StatedMin), StatedMax: Points(p.StatedMax),
		Corrections: correctionsOf(p.Corrections), Document: p.Document, Line: p.Line, LastLine: p.Lines[len(p.Lines)-1],
	})
	for _, f := range p.Factors {
		r.table = append(r.table, profileFactorRow{
			ID: seed.ID("profile_factor", fmt.Sprint(p.Slug, "/", f.No)), ProfileID: id, Factor: FactorNo(f.No), Name: f.Name,
			LevelText: f.LevelText, LevelMin: Level(f.LevelMin), LevelMax: Level(f.LevelMax),
			Options: reference.ListOf(f.Options), LevelOptions: reference.ListOf(f.LevelOptions), ScoreText: f.ScoreText,
			ScoreMin: Points(f.ScoreMin), ScoreMax: Points(f.ScoreMax), Text: f.Text, Descriptor: f.Descriptor,
			Example: f.Example, Corrections: correctionsOf(f.Corrections), Line: f.Line, Lines: reference.ListOf(f.Lines),
		})
	}
}

func (r *rows) addFrontPage(c seed.Contents) {
	add := func(row suiteRow, part string, ordinal int, lines ...int) {
		row.ID = seed.ID("suite_passage", fmt.Sprint(part, "/", ordinal))
		row.Document, row.Part, row.Ordinal, row.Lines = c.Document, part, ordinal, reference.ListOf(lines)
		r.suite = append(r.suite, row)
	}
	for i, h := range c.Headings {
		add(suiteRow{Text: h.Text}, partHeading, i+1, h.Lines...)
	}
	for i, e := range c.Entries {
		id := uuid.NullUUID{UUID: seed.ID(seed.KindProfile, e.Profile), Valid: true}
		add(suiteRow{Title: e.Title, Band: e.Band, Page: e.Page, ProfileID: id}, partEntry, i+1, e.Line)
	}
	for i, v := range c.Versions {
		add(suiteRow{Title: v.Action, Dated: v.Date, Note: v.Notes}, partVersion, i+1, v.Lines...)
	}
	for i, a := range c.Archived {
		add(suiteRow{Text: a.Text, Title: a.Title, Band: a.Band, Dated: a.ArchivedIn, Note: a.Into}, partArchived, i+1, a.Line)
	}
}

func correctionsOf(corrections []seed.Correction) reference.List[Correction] {
	return reference.ListOf(reference.Each(corrections, func(c seed.Correction) Correction {
		return Correction{Field: c.Field, From: c.From, To: c.To, Reason: c.Reason}
	}))
}
