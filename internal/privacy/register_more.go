package privacy

var practice = []Holding{
	{Table: "coding_activity", Area: Practice, Title: "Episodes coded", Says: "How many in a day, in how many minutes.", Whose: own, Ending: blanked("note")},
	{Table: "coding_activity_history", Area: Practice, Title: "Earlier entries of episodes", Says: "What a day said before it was put right.", Whose: own, Ending: blanked("note", "reason")},
	{Table: "coding_audits", Area: Practice, Title: "Audits of your coding", Says: "What was found. Audits that are still being written are not in it.",
		Whose: own + " AND state = 'released'", Ending: blankedIn(own, "subject", "findings", "comment", "feedback_note")},
	{Table: "coding_audit_types", Area: Practice, Title: "Codes that were examined", Says: "How many of each kind.", Whose: ofReleased, Ending: stays(counted)},
	{Table: "coding_audit_errors", Area: Practice, Title: "Errors that were found", Says: "How many of each kind.", Whose: ofReleased, Ending: stays(counted)},
	{Table: "coding_audit_versions", Area: Practice, Title: "Earlier versions of audits", Says: "As they stood before they were corrected.", Whose: ofReleased, Ending: erasedWhere(ofAudit)},
	{Table: "coding_audit_actions", Area: Practice, Title: "Actions after audits", Says: "What was agreed.", Whose: own, Ending: blanked("what")},
	{Table: "coding_evidence", Area: Practice, NotGiven: programs, Whose: own, Ending: erased()},
}

var appraisals = []Holding{
	{Table: "appraisal_meetings", Area: Appraisals, Title: "Meetings", Says: "Appraisals and one-to-ones, with both sides' comments.", Whose: own,
		Ending: blanked("person_comment", "lead_comment", "cancelled_because")},
	{Table: "appraisal_agenda_items", Area: Appraisals, Title: "Agendas", Says: "What the meetings were about.", Whose: ofMeeting, Ending: erased()},
	{Table: "appraisal_notes", Area: Appraisals, Title: "Notes", Says: "Notes that were shared, and your own. What somebody else noted for themselves alone is not in it: whom the privacy page names decides on that.",
		Whose:  "(author_id = ? OR shared AND meeting_id IN (SELECT id FROM appraisal_meetings WHERE person_id = ?))",
		Ending: erasedWhere("meeting_id IN (SELECT id FROM appraisal_meetings WHERE person_id = ?) OR author_id = ? AND NOT shared")},
	{Table: "appraisal_actions", Area: Appraisals, Title: "Agreed actions", Says: "What you or the other side wanted to do.", Whose: own, Ending: blanked("text", "outcome")},
}

var messages = []Holding{
	{Table: "notice_marks", Area: Messages, Title: "Notices", Says: "Which notices you have seen or put off.", Whose: own, Ending: erased()},
	{Table: "reminder_preferences", Area: Messages, Title: "Reminders", Says: "How you want to be reminded.", Whose: own, Ending: erased()},
	{Table: "mail_deliveries", Area: Messages, Title: "Letters", Says: "Which letters were sent to you. Their text is not kept.", Whose: own, Ending: erased()},
	{Table: "mail_told", Area: Messages, Title: "What letters told you", Says: "So that nothing is told twice.", Whose: own, Ending: erased()},
	{Table: "broken_addresses", Area: Messages, Title: "Letters that did not arrive", Says: "Since when your address refuses letters.", Whose: own, Ending: erased()},
	{Table: "calendar_addresses", Area: Messages, Title: "Calendar feed", Says: "When your calendar last asked.", Whose: own, Hidden: []string{"token_hash"}, Ending: erased()},
	{Table: "calendar_entries", Area: Messages, NotGiven: programs, Whose: own, Ending: erased()},
}

var plans = []Holding{
	{Table: "workforce_views", Area: Planning, Title: "Saved views", Says: "Filters that you saved.", Whose: "owner_id = ?", Hidden: []string{"search"}, Ending: erased()},
	{Table: "workforce_scenarios", Area: Planning, Title: "Scenarios", Says: "What you tried out.", Whose: "owner_id = ?", Ending: erasedWhere("owner_id = ? AND NOT wide")},
	{Table: "workforce_reports", Area: Planning, Title: "Reports", Says: "That you had sent regularly.", Whose: "owner_id = ?", Ending: stays("others read it; " + unnamed)},
	{Table: "workforce_report_readers", Area: Planning, Title: "Reports that you get", Says: "From colleagues.", Whose: own, Ending: erased()},
}

var trail = []Holding{
	{Table: "audit_entries", Area: Trail, File: "done_with_your_record", Title: "What was done with your record", Says: "By others, by Bandwise and by yourself.",
		Taken: "at, actor_id, action, subject_kind, subject_id, before, after, request_id", Whose: own, Ending: stays("the trail is never changed; " + unnamed)},
	{Table: "audit_entries", Area: Trail, File: "what_you_did", Title: "What you did elsewhere", Says: "Without whose record it was.",
		Taken: "at, action, subject_kind, request_id", Whose: "actor_id = ? AND (person_id IS NULL OR person_id <> ?)", Ending: stays("the trail is never changed; " + unnamed)},
	{Table: "record_reads", Area: Trail, Title: "Pages of your record that were opened", Says: "By whom, on which day.", Whose: own, Ending: erasedWhere("person_id = ? OR actor_id = ?")},
	{Table: "audit_keys", Area: Trail, NotGiven: sealed, Whose: own, Ending: stays("the trail forgets it")},
	{Table: "retention_runs", Area: Trail, NotGiven: theirs, Ending: stays(unnamed)},
	{Table: "deletion_log", Area: Trail, NotGiven: "Whoever is in it has no name here any more.", Ending: stays("it shows that and when the name went, and has no name")},
}

// library is what people made and decided for their organisation.
var library = func() []Holding {
	var all []Holding
	for _, table := range []string{
		"accuracy_threshold_uses", "appraisal_cycles", "classification_choices", "coding_targets", "ended_freshness_rules", "establishment_posts", "exam_sittings",
		"framework_edition_changes", "framework_editions", "freshness_rules", "job_match_events", "job_match_factors", "job_match_members", "job_matches",
		"link_refusals", "own_links", "pathway_versions", "privacy_settings", "retention_rules", "review_rules", "role_pathways", "role_versions", "staff_imports", "statement_confirmations", "statement_examples",
		"workforce_plans",
	} {
		all = append(all, Holding{Table: table, NotGiven: theirs, Ending: stays(unnamed)})
	}
	return all
}()
