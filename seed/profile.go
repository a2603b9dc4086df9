package seed

import (
	"fmt"
	"strconv"
)

// Profile is one national job profile of the Patient Services suite (document
// 000): a generic job described and scored under the 16 factors of the NHS Job
// Evaluation Scheme.
type Profile struct {
	// Slug is the natural key, made from the label.
	Slug     string `yaml:"slug" validate:"required,slug"`
	Document string `yaml:"document" validate:"required,document"`
	// Line is the line of the label, Lines the first and last line of the profile.
	Line  int   `yaml:"line" validate:"min=1"`
	Lines []int `yaml:"lines,flow" validate:"len=2,dive,min=1"`

	// SuiteAndLabel is the field as printed: suite, dash, label.
	SuiteAndLabel string `yaml:"suiteAndLabel" validate:"required"`
	Suite         string `yaml:"suite" validate:"required"`
	// Title is the label as the profile itself prints it.
	Title string `yaml:"title" validate:"required"`
	// ContentsTitle, ContentsPage and ContentsLine are the profile's entry on
	// the contents page, whose title may differ from the label.
	ContentsTitle string `yaml:"contentsTitle" validate:"required"`
	ContentsPage  int    `yaml:"contentsPage" validate:"min=1"`
	ContentsLine  int    `yaml:"contentsLine" validate:"min=1"`

	// Band is as printed ("8a-c"); Bands lists what it stands for (8a, 8b, 8c).
	Band  string   `yaml:"band" validate:"required"`
	Bands []string `yaml:"bands,flow" validate:"min=1,dive,band"`

	JobStatementLine int `yaml:"jobStatementLine" validate:"min=1"`
	// JobStatementsNumbered tells whether the profile numbers them.
	JobStatementsNumbered bool     `yaml:"jobStatementsNumbered"`
	JobStatements         []string `yaml:"jobStatements" validate:"min=1,dive,required"`

	// TotalText is the printed total with its label; StatedMin and StatedMax are
	// its figures, equal when a single figure is printed. Points of the scheme.
	TotalText string `yaml:"totalText" validate:"required"`
	TotalLine int    `yaml:"totalLine" validate:"min=1"`
	StatedMin int    `yaml:"statedMin" validate:"min=86,max=1000"`
	StatedMax int    `yaml:"statedMax" validate:"gtefield=StatedMin,max=1000"`

	Factors     []Factor     `yaml:"factors" validate:"len=16,dive"`
	Corrections []Correction `yaml:"corrections,omitempty" validate:"dive"`
}

// Factor is one row of a profile's table.
type Factor struct {
	No   int    `yaml:"no" validate:"min=1,max=16"`
	Name string `yaml:"name" validate:"required"`
	// Line is the row's first line; Lines has two when a page break splits it.
	Line  int   `yaml:"line" validate:"min=1"`
	Lines []int `yaml:"lines,flow" validate:"min=1,max=2,dive,min=1"`

	// LevelText is the level as printed; LevelMin, LevelMax and Options are
	// what ParseLevels reads in it.
	LevelText string   `yaml:"levelText" validate:"required"`
	LevelMin  int      `yaml:"levelMin" validate:"min=1,max=8"`
	LevelMax  int      `yaml:"levelMax" validate:"gtefield=LevelMin,max=8"`
	Options   []string `yaml:"options,flow" validate:"dive,required"`
	// LevelOptions are the options with the level each belongs to ("3a").
	LevelOptions []string `yaml:"levelOptions,flow" validate:"dive,required"`

	// ScoreText is the score as printed, ScoreMin and ScoreMax its figures as
	// printed, right or wrong. Points of the scheme.
	ScoreText string `yaml:"scoreText" validate:"required"`
	ScoreMin  int    `yaml:"scoreMin" validate:"min=1"`
	ScoreMax  int    `yaml:"scoreMax" validate:"gtefield=ScoreMin"`

	// Text is the whole cell, verbatim but for markup. Descriptor is its first
	// part, the level descriptor; Example the rest, the example job
	// information, empty when the profile gives none. Where the one ends is a
	// reader's judgement, as the documents do not mark it.
	Text       string `yaml:"text" validate:"required"`
	Descriptor string `yaml:"descriptor" validate:"required"`
	Example    string `yaml:"example"`

	Corrections []Correction `yaml:"corrections,omitempty" validate:"dive"`
}

// Contents is the front page of document 000.
type Contents struct {
	Document string    `yaml:"document" validate:"required,document"`
	Headings []Passage `yaml:"headings" validate:"min=1,dive"`
	// Entries are the rows of the contents table.
	Entries  []ContentsEntry   `yaml:"entries" validate:"len=17,dive"`
	Versions []Version         `yaml:"versions" validate:"min=1,dive"`
	Archived []ArchivedProfile `yaml:"archived" validate:"min=1,dive"`
}

// ContentsEntry is one row of the contents table.
type ContentsEntry struct {
	Line    int    `yaml:"line" validate:"min=1"`
	Title   string `yaml:"title" validate:"required"`
	Band    string `yaml:"band" validate:"required"`
	Page    int    `yaml:"page" validate:"min=1"`
	Profile string `yaml:"profile" validate:"required,slug"`
}

// Version is one row of the version history.
type Version struct {
	Lines  []int  `yaml:"lines,flow" validate:"min=1,dive,min=1"`
	Action string `yaml:"action" validate:"required"`
	Date   string `yaml:"date" validate:"required"`
	Notes  string `yaml:"notes" validate:"required"`
}

// ArchivedProfile is a profile that the suite no longer has.
type ArchivedProfile struct {
	Line  int    `yaml:"line" validate:"min=1"`
	Text  string `yaml:"text" validate:"required"`
	Title string `yaml:"title" validate:"required"`
	Band  string `yaml:"band" validate:"band"`
	// ArchivedIn is the month as printed; Into the group that took it over.
	ArchivedIn string `yaml:"archivedIn" validate:"required"`
	Into       string `yaml:"into" validate:"required"`
}

// number returns the factor's number as the documents print it.
func (f Factor) number() string { return strconv.Itoa(f.No) + "." }

// row returns the entry as the contents table prints it.
func (e ContentsEntry) row() string { return fmt.Sprintf("%s %s %d", e.Title, e.Band, e.Page) }
