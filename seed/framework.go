package seed

// Visibility says who may read a framework's texts.
type Visibility string

const (
	// VisibilityMembers keeps licensed texts behind a login.
	VisibilityMembers Visibility = "members"
	// VisibilityPublic allows texts without a login.
	VisibilityPublic Visibility = "public"
)

// Framework is the skill framework that document 002 lists.
type Framework struct {
	Slug       string     `yaml:"slug" validate:"required,slug"`
	Title      string     `yaml:"title" validate:"required"`
	Document   string     `yaml:"document" validate:"required,document"`
	Licence    string     `yaml:"licence" validate:"required"`
	Source     string     `yaml:"source" validate:"required"`
	Visibility Visibility `yaml:"visibility" validate:"oneof=members public"`

	Levels     []FrameworkLevel `yaml:"levels" validate:"len=7,dive"`
	Skills     []Skill          `yaml:"skills" validate:"len=5,dive"`
	Unheaded   []Unheaded       `yaml:"unheaded" validate:"dive"`
	Statements []Statement      `yaml:"statements" validate:"len=99,dive"`
}

// FrameworkLevel is one of the seven SFIA levels of responsibility.
type FrameworkLevel struct {
	Level int    `yaml:"level" validate:"min=1,max=7"`
	Name  string `yaml:"name" validate:"required"`
}

// Skill is a code of the framework. Name is what Bandwise shows, NationalName
// what SFIA 9 calls it, Note why they differ.
type Skill struct {
	Code         string `yaml:"code" validate:"required,len=4"`
	Name         string `yaml:"name" validate:"required"`
	NationalName string `yaml:"nationalName" validate:"required"`
	Note         string `yaml:"note,omitempty"`
	// NationalLevelMin and NationalLevelMax are the levels SFIA 9 defines.
	NationalLevelMin int `yaml:"nationalLevelMin" validate:"min=1,max=7"`
	NationalLevelMax int `yaml:"nationalLevelMax" validate:"gtefield=NationalLevelMin,max=7"`
}

// Unheaded is a line of document 002 that belongs to no statement: the tail of
// a statement whose heading was cut off, and the caption of the list.
type Unheaded struct {
	Key      string `yaml:"key" validate:"required,slug"`
	Line     int    `yaml:"line" validate:"min=1"`
	Text     string `yaml:"text" validate:"required"`
	What     string `yaml:"what" validate:"oneof=cut_statement caption"`
	Code     string `yaml:"code,omitempty"`
	Level    int    `yaml:"level,omitempty"`
	Proposal string `yaml:"proposal,omitempty"`
	Reason   string `yaml:"reason" validate:"required"`
}

// Statement is one work activity component: what a person at this level of this
// skill does. One skill and level has many.
type Statement struct {
	// Key is the natural key: code, level, aspect, and an ordinal where an
	// aspect stands at a level twice.
	Key   string `yaml:"key" validate:"required,slug"`
	Code  string `yaml:"code" validate:"required,len=4"`
	Skill string `yaml:"skill" validate:"required"`
	// Aspect is the component title, corrected; Text the statement, corrected.
	Aspect string `yaml:"aspect" validate:"required"`
	Level  int    `yaml:"level" validate:"min=1,max=7"`
	Text   string `yaml:"text" validate:"required"`
	// SourceHeading and SourceText are verbatim, from SourceHeadingLine and
	// SourceLine.
	SourceHeading     string       `yaml:"sourceHeading" validate:"required"`
	SourceHeadingLine int          `yaml:"sourceHeadingLine" validate:"min=1"`
	SourceText        string       `yaml:"sourceText" validate:"required"`
	SourceLine        int          `yaml:"sourceLine" validate:"min=1"`
	Corrections       []Correction `yaml:"corrections,omitempty" validate:"dive"`
}
