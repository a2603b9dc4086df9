package seed

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"bandwise/internal/platform/calendar"
)

// Scheme is the part of the NHS Job Evaluation Scheme that the reference data is
// checked with: points per level and the bands' ranges.
type Scheme struct {
	Name string `json:"scheme" validate:"required"`
	// Version counts the scheme's versions from 1; each is valid from a day on, which ValidFromSource vouches for.
	Version         int             `json:"version" validate:"min=1"`
	ValidFrom       calendar.Date   `json:"valid_from"`
	ValidFromSource string          `json:"valid_from_source" validate:"required"`
	Factors         []SchemeFactor  `json:"factors" validate:"len=16,dive"`
	Bands           []SchemeBand    `json:"bands" validate:"min=1,dive"`
	Rules           json.RawMessage `json:"matching"`
	// Reporting is the period in which job evaluation figures are reported.
	Reporting Reporting `json:"reporting"`
}

// Reporting is a period, both days included, with its source.
type Reporting struct {
	From   calendar.Date `json:"from"`
	To     calendar.Date `json:"to"`
	Source string        `json:"source" validate:"required"`
}

// SchemeFactor is one factor with the points of its levels, lowest first.
type SchemeFactor struct {
	No     int    `json:"no" validate:"min=1,max=16"`
	Name   string `json:"name" validate:"required"`
	Points []int  `json:"points" validate:"min=1,dive,min=1"`
}

// SchemeBand is a band with its range of points, both ends included.
type SchemeBand struct {
	Band string `json:"band" validate:"band"`
	Min  int    `json:"min" validate:"min=0"`
	Max  int    `json:"max" validate:"gtefield=Min"`
}

// Points returns the points of a factor's level, and false when the scheme has
// no such factor or level.
func (s Scheme) Points(factor, level int) (int, bool) {
	for _, f := range s.Factors {
		if f.No == factor && level >= 1 && level <= len(f.Points) {
			return f.Points[level-1], true
		}
	}
	return 0, false
}

// Computed returns the least and the greatest total of a profile, added up from
// its levels by the scheme's points, whatever the profile prints. The error
// names a level that the scheme does not have.
func (s Scheme) Computed(p Profile) (low, high int, err error) {
	for _, f := range p.Factors {
		least, ok := s.Points(f.No, f.LevelMin)
		most, also := s.Points(f.No, f.LevelMax)
		if !ok || !also {
			return 0, 0, fmt.Errorf("seed: %s: factor %d has no level %q", p.Slug, f.No, f.LevelText)
		}
		low, high = low+least, high+most
	}
	return low, high, nil
}

// PayPoint is one band's pay in one year, in whole pounds.
type PayPoint struct {
	Year   string `validate:"required"`
	Band   string `validate:"band"`
	Entry  int    `validate:"min=1"`
	Top    int    `validate:"gtefield=Entry"`
	Status string `validate:"oneof=verified approximate"`
}

func loadScheme() (Scheme, error) {
	var scheme Scheme
	raw, err := files.ReadFile("reference/je-scheme.json")
	if err != nil {
		return scheme, fmt.Errorf("seed: the job evaluation scheme is missing: %w", err)
	}
	if err := json.Unmarshal(raw, &scheme); err != nil {
		return scheme, fmt.Errorf("seed: the job evaluation scheme cannot be read: %w", err)
	}
	return scheme, nil
}

// PayScales returns the national pay scales: the pay of each band in each financial year.
func PayScales() ([]PayPoint, error) {
	raw, err := files.ReadFile("reference/pay-scales-england.csv")
	if err != nil {
		return nil, fmt.Errorf("seed: the pay scales are missing: %w", err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("seed: the pay scales cannot be read: %w", err)
	}
	var points []PayPoint
	for _, row := range rows[1:] {
		entry, err := strconv.Atoi(row[2])
		if err != nil {
			return nil, fmt.Errorf("seed: the pay scales have an entry pay that is no number: %q", row[2])
		}
		top, err := strconv.Atoi(row[3])
		if err != nil {
			return nil, fmt.Errorf("seed: the pay scales have a top pay that is no number: %q", row[3])
		}
		points = append(points, PayPoint{Year: row[0], Band: row[1], Entry: entry, Top: top, Status: row[4]})
	}
	return points, nil
}
