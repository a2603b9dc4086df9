package privacy

// Holding is a table that has something about people: what it is, how a person's rows are found, what of it goes into a copy
// of the record, and what becomes of it when the person's name and words are taken out. A table that names people and is
// not here fails a test, so that none is forgotten in a copy or in a leaver's record.
type Holding struct {
	Table string
	Area  Area
	// Title and Says tell a person what the rows are.
	Title, Says string
	// Whose is the condition of a person's own rows, with a ? for the person.
	Whose string
	// File names the file of a copy where it is not the table's name, Taken what is taken where it is not everything.
	File, Taken string
	// Hidden are columns that a copy has not: what the program keeps for itself, and secrets.
	Hidden []string
	// NotGiven says why a copy has none of the table, empty where it has.
	NotGiven string

	Ending
}

// Ending is what becomes of a person's rows when name and words are taken out.
type Ending struct {
	// Erased says that the rows go; Where is the condition, when it is another than Whose.
	Erased bool
	Where  string
	// Blank and Null are columns that are emptied, Set those that get a value, in SQL.
	Blank, Null []string
	Set         string
	// Kept says why something, or all, of the rows stays.
	Kept string
}

// where is the condition of the rows that are erased or emptied.
func (h Holding) where() string {
	if h.Where != "" {
		return h.Where
	}
	return h.Whose
}

func erased() Ending                      { return Ending{Erased: true} }
func erasedWhere(condition string) Ending { return Ending{Erased: true, Where: condition} }
func blanked(columns ...string) Ending {
	return Ending{Blank: columns, Kept: "the dates and states are counted"}
}
func stays(reason string) Ending            { return Ending{Kept: reason} }
func (e Ending) emptied(c ...string) Ending { e.Null = c; return e }
func (e Ending) changed(set string) Ending  { e.Set = set; return e }

const (
	own        = "person_id = ?"
	ofAddress  = "email IN (SELECT email FROM people WHERE id = ?)"
	ofClaim    = "claim_id IN (SELECT id FROM claims WHERE person_id = ?)"
	ofPiece    = "evidence_id IN (SELECT id FROM evidence WHERE person_id = ?)"
	ofDraft    = "draft_id IN (SELECT id FROM evidence_drafts WHERE person_id = ?)"
	ofPack     = "pack_id IN (SELECT id FROM packs WHERE person_id = ?)"
	ofAttempt  = "attempt_id IN (SELECT id FROM attempts WHERE person_id = ?)"
	ofAudit    = "audit_id IN (SELECT id FROM coding_audits WHERE person_id = ?)"
	ofReleased = "audit_id IN (SELECT id FROM coding_audits WHERE person_id = ? AND state = 'released')"
	ofMeeting  = "meeting_id IN (SELECT id FROM appraisal_meetings WHERE person_id = ?)"

	counted   = "only states, dates and numbers, which are counted"
	theirs    = "It is the organisation's own and names people only as those who made or decided it; what they did is in the list of what you did."
	sealed    = "It holds a secret only."
	fileRows  = "It is a row of a file that an administrator sent, kept until it is read in, for seven days at most; what was read in is given elsewhere."
	programs  = "It is the program's own and says nothing about you that is not said elsewhere."
	unnamed   = "names the person only by the row of people, which has no name any more"
	knownThen = "the appointments, teams and grants of the past are what counts and decisions of the past rest on"
)
