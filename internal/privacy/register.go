package privacy

// Register lists every table that has something about people. Rows are erased from the last table to the first, so a table comes after
// those that it refers to.
func Register() []Holding {
	var all []Holding
	for _, part := range [][]Holding{employment, account, files, training, portfolio, practice, appraisals, messages, plans, trail, library} {
		all = append(all, part...)
	}
	return all
}

var employment = []Holding{
	{Table: "people", Area: Employment, Title: "You", Says: "Who you are, and whether and when you left.", Whose: "id = ?", Hidden: []string{"name_folded"},
		Ending: stays("the row stays as a former member of staff with a number; name and address are replaced")},
	{Table: "former_staff", Area: Employment, NotGiven: "Whoever is in it has no name here any more.", Ending: stays("it has the number")},
	{Table: "appointments", Area: Employment, Title: "Appointments", Says: "The posts that you had, with band, hours and line manager.", Whose: own, Ending: stays(knownThen)},
	{Table: "assignments", Area: Employment, Title: "Mentors and assessors", Says: "Who mentors or assesses you, and whom you mentor or assess.",
		Whose: "(person_id = ? OR assignee_id = ?)", Ending: stays(knownThen)},
	{Table: "grants", Area: Employment, Title: "Roles of access", Says: "What you were allowed to see and do.", Whose: own, Ending: stays(knownThen)},
	{Table: "covers", Area: Employment, Title: "Cover for leave", Says: "Who stood in for you while you were away, and for whom you did.",
		Whose: "(person_id = ? OR covering_id = ?)", Ending: blankedIn(own, "note")},
	{Table: "emergency_uses", Area: Employment, Title: "Emergency access", Says: "What you allowed yourself in an emergency, why, and who looked at it.", Whose: own,
		Ending: blanked("reason", "remark")},
	{Table: "delegation_events", Area: Employment, NotGiven: "It only says of what you were told; covers and emergencies are given by themselves.", Whose: own, Ending: erased()},
	{Table: "planned_leavings", Area: Employment, Title: "Planned leaving", Says: "When you said that you would leave.", Whose: own, Ending: stays(counted)},
	{Table: "staff_import_lines", Area: Employment, NotGiven: fileRows, Whose: ofAddress, Ending: erased()},
	{Table: "staff_import_rows", Area: Employment, NotGiven: fileRows, Whose: own, Ending: erasedWhere("(person_id = ? OR " + ofAddress + ")")},
	{Table: "target_roles", Area: Employment, Title: "The role you aim for", Says: "Your own choice.", Whose: own, Ending: erased()},
	{Table: "legal_holds", Area: Employment, NotGiven: "A hold may be placed because of a matter at law; ask whom the privacy page names.", Ending: blankedIn(own, "reason", "release_reason")},
	{Table: "subject_archives", Area: Employment, Title: "Copies of your record", Says: "Who asked for a copy of your record, when and why.", Whose: own,
		Ending: erased()},
}

var account = []Holding{
	{Table: "accounts", Area: SigningIn, Title: "Your account", Says: "The address by which you sign in.", Whose: own, Hidden: []string{"password_hash"}, Ending: erased()},
	{Table: "sessions", Area: SigningIn, Title: "Sessions", Says: "Where you are signed in.", Whose: own, Hidden: []string{"token_hash"}, Ending: erased()},
	{Table: "password_links", Area: SigningIn, Title: "Links to choose a password", Says: "When one was made and used.", Whose: own, Hidden: []string{"token_hash"}, Ending: erased()},
	{Table: "personal_tokens", Area: SigningIn, Title: "Personal tokens", Says: "By which your scripts sign in.", Whose: own, Hidden: []string{"token_hash"}, Ending: erased()},
	{Table: "second_factors", Area: SigningIn, Title: "Second step at sign-in", Says: "When you set it up.", Whose: own, Hidden: []string{"sealed_secret", "last_step"}, Ending: erased()},
	{Table: "recovery_codes", Area: SigningIn, Title: "Recovery codes", Says: "When they were made and used.", Whose: own, Hidden: []string{"code_hash"}, Ending: erased()},
	{Table: "external_identities", Area: SigningIn, Title: "Sign-in through your organisation", Says: "Who you are at your organisation's provider, and when you last signed in by it.", Whose: own,
		Ending: erased()},
	{Table: "account_events", Area: SigningIn, Title: "What happened to your sign-in", Says: "Of which you were told: what, when, and from which browser and network address.", Whose: own,
		Ending: erased()},
	{Table: "idempotency_keys", Area: SigningIn, NotGiven: "It holds the answers to your last requests for a day, which are a copy of what is given elsewhere.", Whose: "actor_id = ?", Ending: erased()},
}

var files = []Holding{
	{Table: "files", Area: Portfolio, Title: "Files", Says: "The files of your evidence and certificates. The files themselves are in the folder files.", Whose: own, Ending: erased()},
	{Table: "patient_data_declarations", Area: Portfolio, Title: "Declarations about numbers", Says: "Where you declared that a number is no patient's.", Whose: own,
		Hidden: []string{"mark"}, Ending: erased()},
	{Table: "file_declarations", Area: Portfolio, NotGiven: programs, Whose: "file_id IN (SELECT id FROM files WHERE person_id = ?)",
		Ending: erasedWhere("file_id IN (SELECT id FROM files WHERE person_id = ?) OR declaration_id IN (SELECT id FROM patient_data_declarations WHERE person_id = ?)")},
}

var training = []Holding{
	{Table: "pathway_places", Area: Training, Title: "Pathways", Says: "Which training pathway you were put on, and why.", Whose: own, Ending: blanked("reason")},
	{Table: "milestone_records", Area: Training, Title: "Milestones", Says: "What you completed, and who signed it off.", Whose: own,
		Ending: blanked("note", "reason").emptied("certificate_id")},
	{Table: "attempts", Area: Training, Title: "Examinations", Says: "When you sat an examination.", Whose: own, Ending: stays(counted).emptied("letter_id")},
	{Table: "attempt_papers", Area: Training, Title: "Results of examinations", Says: "Each paper with its mark (in hundredths) and outcome.", Whose: ofAttempt, Ending: stays(counted)},
	{Table: "attempt_corrections", Area: Training, Title: "Corrections of results", Says: "Which result was put right, and why.", Whose: ofAttempt, Ending: blanked("reason")},
	{Table: "pauses", Area: Training, Title: "Leave that stops the clock", Says: "From when to when, and what kind.", Whose: own,
		Ending: blanked("note", "withdrawal_reason").changed("reason = 'other_leave'")},
	{Table: "exemptions", Area: Training, Title: "Exemptions", Says: "Milestones that you need not reach, and why.", Whose: own, Ending: blanked("reason", "withdrawal_reason")},
	{Table: "milestone_extensions", Area: Training, Title: "Later due dates", Says: "Due dates that were moved for you, and why.", Whose: own, Ending: blanked("reason", "end_reason")},
	{Table: "sitting_choices", Area: Training, Title: "Sittings", Says: "The sitting of an examination that you chose.", Whose: own, Ending: blanked("end_reason")},
	{Table: "professional_memberships", Area: Training, Title: "Memberships", Says: "Of professional bodies, with your number there.", Whose: own, Ending: blanked("number", "note")},
	{Table: "mentoring_meetings", Area: Training, Title: "Mentoring meetings", Says: "What you spoke about and agreed.", Whose: "(person_id = ? OR mentor_id = ?)",
		Ending: blankedIn(own, "topics", "agreed", "dispute")},
	{Table: "log_book_entries", Area: Training, Title: "Log book", Says: "What you did for a programme, for whom.", Whose: own, Ending: blanked("what", "for_whom", "reason")},
	{Table: "awards", Area: Training, Title: "Accreditations", Says: "What you were awarded, and on which facts.", Whose: own, Ending: blanked("because")},
	{Table: "criterion_confirmations", Area: Training, Title: "Criteria of the person specification", Says: "What was judged of you, and why.", Whose: own, Ending: blanked("reason")},
	{Table: "move_agreements", Area: Training, Title: "Agreements on a move", Says: "What was said of your move to another role.", Whose: own, Ending: blanked("subject", "reason")},
	{Table: "course_bookings", Area: Training, Title: "Courses", Says: "Courses that you were booked on, and how they ended.", Whose: own, Ending: stays(counted)},
	{Table: "training_stamps", Area: Training, NotGiven: programs, Whose: own, Ending: stays("a random number, which tells nothing")},
	{Table: "claim_stamps", Area: Training, NotGiven: programs, Whose: own, Ending: stays("a random number, which tells nothing")},
	{Table: "cohort_members", Area: Training, Title: "Cohorts", Says: "Groups that you began with.", Whose: own, Ending: stays(counted)},
}

var portfolio = []Holding{
	{Table: "evidence", Area: Portfolio, Title: "Evidence", Says: "What you did and what you thought of it.", Whose: own, Hidden: []string{"search"},
		Ending: blanked("title", "what_i_did", "reflection", "search").emptied("showcase_position")},
	{Table: "evidence_versions", Area: Portfolio, Title: "Earlier versions of evidence", Says: "As reviewers saw it.", Whose: ofPiece, Ending: erased()},
	{Table: "evidence_files", Area: Portfolio, NotGiven: "Which file belongs to which evidence is said with the files.", Whose: ofPiece, Ending: erased()},
	{Table: "evidence_links", Area: Portfolio, Title: "Links of evidence", Says: "Addresses that you wrote down.", Whose: ofPiece, Ending: erased()},
	{Table: "evidence_dismissals", Area: Portfolio, Title: "Suggestions that you put aside", Says: "Statements that you did not want to be asked about again.", Whose: ofPiece, Ending: erased()},
	{Table: "evidence_drafts", Area: Portfolio, Title: "Drafts of evidence", Says: "What you began to write.", Whose: own, Hidden: []string{"search"}, Ending: erased()},
	{Table: "evidence_draft_files", Area: Portfolio, NotGiven: "The files are among your files.", Whose: ofDraft, Ending: erased()},
	{Table: "claims", Area: Portfolio, Title: "Claims", Says: "Skills that you claimed, and what was decided.", Whose: own, Hidden: []string{"search"},
		Ending: blanked("explanation", "self_reason", "reason", "search")},
	{Table: "claim_evidence", Area: Portfolio, Title: "Evidence of claims", Says: "Which evidence belongs to which claim.", Whose: ofClaim, Ending: stays(counted)},
	{Table: "claim_events", Area: Portfolio, Title: "What became of claims", Says: "Each step, by whom, with the reason.", Whose: ofClaim,
		Ending: blanked("reason", "explanation", "self_reason")},
	{Table: "claim_messages", Area: Portfolio, Title: "Conversations about claims", Says: "What you and the reviewers wrote to each other.", Whose: ofClaim, Ending: erased()},
	{Table: "claim_messages_read", Area: Portfolio, NotGiven: "It only says up to where a conversation was read.", Whose: ofClaim,
		Ending: erasedWhere("person_id = ? OR claim_id IN (SELECT id FROM claims WHERE person_id = ?)")},
	{Table: "moderations", Area: Portfolio, Title: "Second assessors", Says: "Which approvals somebody else looked at again, and with which outcome. Those that still wait are not in it, so that the second look is not influenced.",
		Whose: own + " AND state IN ('agreed', 'disagreed')", Hidden: []string{"draw", "rate", "rate_source"}, Ending: blankedIn(own, "reason")},
	{Table: "packs", Area: Portfolio, Title: "Frozen portfolios", Says: "Copies of your portfolio as it was on a day.", Whose: own, Ending: erased()},
	{Table: "pack_documents", Area: Portfolio, NotGiven: "It only says how far the documents of a frozen portfolio are.", Whose: ofPack, Ending: erased()},
	{Table: "pack_files", Area: Portfolio, NotGiven: "The files are among your files.", Whose: ofPack, Ending: erased()},
	{Table: "pack_shares", Area: Portfolio, Title: "Shares of frozen portfolios", Says: "With whom a frozen portfolio was shared.", Whose: ofPack,
		Ending: erasedWhere("person_id = ? OR pack_id IN (SELECT id FROM packs WHERE person_id = ?)")},
	{Table: "pack_imports", Area: Portfolio, Title: "Portfolios brought along", Says: "From another organisation.", Whose: own, Ending: erased()},
	{Table: "pack_former_reviews", Area: Portfolio, Title: "Reviews of another organisation", Says: "As they stood in the portfolio that you brought along.", Whose: ofClaim,
		Ending: erasedWhere("import_id IN (SELECT id FROM pack_imports WHERE person_id = ?)")},
}

// blankedIn is blanked, in rows of another condition than those that a copy has.
func blankedIn(where string, columns ...string) Ending {
	e := blanked(columns...)
	e.Where = where
	return e
}
