package jobevaluation

import "github.com/google/uuid"

// Suite is the front page of the profiles' document: contents, version history, archived profiles, as printed.
type Suite struct {
	Document string
	Headings []SuiteHeading
	Entries  []SuiteEntry
	Versions []SuiteVersion
	Archived []ArchivedProfile
}

// SuiteHeading is a heading of the front page.
type SuiteHeading struct {
	Text  string
	Lines []int
}

// SuiteEntry is a row of the contents table and the profile that it points to.
type SuiteEntry struct {
	Title     string
	Band      string
	Page      int
	Line      int
	ProfileID uuid.UUID
}

// SuiteVersion is a row of the version history.
type SuiteVersion struct {
	Action string
	Date   string
	Notes  string
	Lines  []int
}

// ArchivedProfile is a profile that the suite no longer has, and the group that took it over.
type ArchivedProfile struct {
	Title      string
	Band       string
	Text       string
	ArchivedIn string
	Into       string
	Line       int
}
