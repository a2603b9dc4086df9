package jobevaluation

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// Store keeps the scheme and the profiles in the database.
type Store struct{ db *database.DB }

type schemeRow struct {
	ID            uuid.UUID
	Name          string
	MaxVariations int
	Rules         reference.List[Rule]
	Status        string

	Version         int
	ValidFrom       calendar.Date
	ValidFromSource string
	// Panel and Reporting are JSON objects.
	Panel     string
	Reporting string
}

func (schemeRow) TableName() string     { return "job_schemes" }
func (r schemeRow) Identity() uuid.UUID { return r.ID }

type schemeFactorRow struct {
	ID       uuid.UUID
	SchemeID uuid.UUID
	Factor   FactorNo
	Name     string
	Fixed    bool
	Points   reference.List[Points]
}

func (schemeFactorRow) TableName() string     { return "job_scheme_factors" }
func (r schemeFactorRow) Identity() uuid.UUID { return r.ID }

type schemeBandRow struct {
	ID        uuid.UUID
	SchemeID  uuid.UUID
	Band      string
	MinPoints Points
	MaxPoints Points
}

func (schemeBandRow) TableName() string     { return "job_scheme_bands" }
func (r schemeBandRow) Identity() uuid.UUID { return r.ID }

type profileRow struct {
	ID               uuid.UUID
	Slug             string
	SuiteAndLabel    string
	Suite            string
	Title            string
	ContentsTitle    string
	ContentsPage     int
	ContentsLine     int
	Band             string
	Bands            reference.List[string]
	JobStatementLine int
	JobStatements    reference.List[string]
	TotalText        string
	TotalLine        int
	StatedMin        Points
	StatedMax        Points
	Corrections      reference.List[Correction]
	Document         string
	Line             int
	LastLine         int
}

func (profileRow) TableName() string     { return "job_profiles" }
func (r profileRow) Identity() uuid.UUID { return r.ID }

type profileFactorRow struct {
	ID           uuid.UUID
	ProfileID    uuid.UUID
	Factor       FactorNo
	Name         string
	LevelText    string
	LevelMin     Level
	LevelMax     Level
	Options      reference.List[string]
	LevelOptions reference.List[string]
	ScoreText    string
	ScoreMin     Points
	ScoreMax     Points
	Text         string
	Descriptor   string
	Example      string
	Corrections  reference.List[Correction]
	Line         int
	Lines        reference.List[int]
}

func (profileFactorRow) TableName() string     { return "job_profile_factors" }
func (r profileFactorRow) Identity() uuid.UUID { return r.ID }

// suiteRow is a passage of the front page; what its part does not have is empty.
type suiteRow struct {
	ID        uuid.UUID
	Document  string
	Part      string
	Ordinal   int
	Text      string
	Title     string
	Band      string
	Page      int
	Dated     string
	Note      string
	ProfileID uuid.NullUUID
	Lines     reference.List[int]
}

func (suiteRow) TableName() string     { return "job_suite_passages" }
func (r suiteRow) Identity() uuid.UUID { return r.ID }

// The parts of the front page.
const (
	partHeading  = "heading"
	partEntry    = "entry"
	partVersion  = "version"
	partArchived = "archived"
)

// rows are what the tables hold.
type rows struct {
	scheme   []schemeRow
	factors  []schemeFactorRow
	bands    []schemeBandRow
	profiles []profileRow
	table    []profileFactorRow
	suite    []suiteRow
}

// everything is the condition of a load where the tables hold nothing but reference data.
const everything = "1 = 1"

// Load makes the tables hold these rows. When anything changed, record runs in the same transaction.
func (s Store) Load(ctx context.Context, want rows, record func(ctx context.Context, changed int) error) (int, error) {
	return reference.Load(ctx, s.db, body, func(ctx context.Context, l *reference.Loading) error {
		version := want.scheme[0].ID
		for _, put := range []func() error{
			// Only this version of the scheme: matches rest on the older ones.
			func() error { return reference.Put(ctx, l, want.scheme, "id = ?", version) },
			func() error { return reference.Put(ctx, l, want.factors, "scheme_id = ?", version) },
			func() error { return reference.Put(ctx, l, want.bands, "scheme_id = ?", version) },
			func() error { return reference.Put(ctx, l, want.profiles, everything) },
			func() error { return reference.Put(ctx, l, want.table, everything) },
			func() error { return reference.Put(ctx, l, want.suite, everything) },
		} {
			if err := put(); err != nil {
				return err
			}
		}
		if l.Changed() == 0 {
			return nil
		}
		return record(ctx, l.Changed())
	})
}

// Library reads everything and has each version of the scheme judge every profile.
func (s Store) Library(ctx context.Context, _ struct{}) (library, error) {
	var r rows
	conn := s.db.Conn(ctx)
	for _, err := range []error{
		conn.Order("valid_from DESC, version DESC").Find(&r.scheme).Error,
		conn.Order("factor").Find(&r.factors).Error,
		conn.Order("scheme_id, min_points").Find(&r.bands).Error,
		conn.Order("line").Find(&r.profiles).Error,
		conn.Order("profile_id, factor").Find(&r.table).Error,
		conn.Order("part, ordinal").Find(&r.suite).Error,
	} {
		if err != nil {
			return library{}, database.Wrap(err, "job profile")
		}
	}
	l := library{suite: suiteOf(r.suite)}
	for _, row := range r.scheme {
		e, err := editionOf(row, r)
		if err != nil {
			return library{}, err
		}
		l.editions = append(l.editions, e)
	}
	return l, nil
}

// editionOf gives a version of the scheme with the profiles as it judges them.
func editionOf(row schemeRow, r rows) (edition, error) {
	scheme, err := schemeOf(row, r)
	if err != nil {
		return edition{}, err
	}
	e := edition{scheme: scheme}
	for _, row := range r.profiles {
		p, err := profileOf(row, r.table)
		if err != nil {
			return edition{}, err
		}
		if p, err = scheme.judged(p); err != nil {
			return edition{}, err
		}
		e.profiles = append(e.profiles, shelved{Profile: p, folded: foldedProfile(p)})
	}
	return e, nil
}

func schemeOf(row schemeRow, r rows) (Scheme, error) {
	scheme := Scheme{
		ID: row.ID, Name: row.Name, MaxVariations: row.MaxVariations, Rules: row.Rules.Items(), Status: row.Status,
		Version: row.Version, ValidFrom: row.ValidFrom, ValidFromSource: row.ValidFromSource,
	}
	if err := json.Unmarshal([]byte(row.Panel), &scheme.Panel); err != nil {
		return Scheme{}, fmt.Errorf("the scheme's rules for panels: %w", err)
	}
	if err := json.Unmarshal([]byte(row.Reporting), &scheme.Reporting); err != nil {
		return Scheme{}, fmt.Errorf("the scheme's reporting period: %w", err)
	}
	for _, f := range r.factors {
		if f.SchemeID == row.ID {
			scheme.Factors = append(scheme.Factors, SchemeFactor{No: f.Factor, Name: f.Name, Fixed: f.Fixed, Points: f.Points.Items()})
		}
	}
	for _, b := range r.bands {
		if b.SchemeID != row.ID {
			continue
		}
		band, err := ParseBand(b.Band)
		if err != nil {
			return Scheme{}, fmt.Errorf("the scheme: %w", err)
		}
		scheme.Bands = append(scheme.Bands, BandRange{Band: band, Min: b.MinPoints, Max: b.MaxPoints})
	}
	return scheme, nil
}

func profileOf(row profileRow, table []profileFactorRow) (Profile, error) {
	p := Profile{
		ID: row.ID, Title: row.Title, ContentsTitle: row.ContentsTitle, ContentsPage: row.ContentsPage,
		ContentsLine: row.ContentsLine, Suite: row.Suite, SuiteAndLabel: row.SuiteAndLabel, BandText: row.Band,
		JobStatements: row.JobStatements.Items(), JobStatementLine: row.JobStatementLine, TotalText: row.TotalText,
		TotalLine: row.TotalLine, StatedMin: row.StatedMin, StatedMax: row.StatedMax, Corrections: row.Corrections.Items(),
		Document: row.Document, Line: row.Line, LastLine: row.LastLine,
	}
	for _, text := range row.Bands.Items() {
		band, err := ParseBand(text)
		if err != nil {
			return Profile{}, fmt.Errorf("profile %s: %w", row.Title, err)
		}
		p.Bands = append(p.Bands, band)
	}
	for _, f := range table {
		if f.ProfileID == row.ID {
			p.Factors = append(p.Factors, ProfileFactor{
				No: f.Factor, Name: f.Name, LevelText: f.LevelText, LevelMin: f.LevelMin, LevelMax: f.LevelMax,
				Options: f.Options.Items(), LevelOptions: f.LevelOptions.Items(), ScoreText: f.ScoreText,
				ScoreMin: f.ScoreMin, ScoreMax: f.ScoreMax, Text: f.Text, Descriptor: f.Descriptor, Example: f.Example,
				Corrections: f.Corrections.Items(), Line: f.Line, Lines: f.Lines.Items(),
			})
		}
	}
	return p, nil
}

func suiteOf(passages []suiteRow) Suite {
	var s Suite
	for _, row := range passages {
		s.Document = row.Document
		lines := row.Lines.Items()
		switch row.Part {
		case partHeading:
			s.Headings = append(s.Headings, SuiteHeading{Text: row.Text, Lines: lines})
		case partEntry:
			s.Entries = append(s.Entries, SuiteEntry{
				Title: row.Title, Band: row.Band, Page: row.Page, Line: lines[0], ProfileID: row.ProfileID.UUID,
			})
		case partVersion:
			s.Versions = append(s.Versions, SuiteVersion{Action: row.Title, Date: row.Dated, Notes: row.Note, Lines: lines})
		case partArchived:
			s.Archived = append(s.Archived, ArchivedProfile{
				Title: row.Title, Band: row.Band, Text: row.Text, ArchivedIn: row.Dated, Into: row.Note, Line: lines[0],
			})
		}
	}
	return s
}
