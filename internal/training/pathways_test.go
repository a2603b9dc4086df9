package training_test

import (
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/training"
	"bandwise/seed"
)

var accID, ccapID = seed.ID("pathway", "acc"), seed.ID("pathway", "ccap")

// stan leads the standards of the trust.
func (w *world) stan() access.Actor {
	w.t.Helper()
	policy, err := loadPolicy()
	require.NoError(w.t, err)
	return policy.NewActor(lee, trust, "Lee", "", []access.Grant{
		{PersonID: lee, OrganisationID: trust, Role: access.StandardsLead, StartsOn: day("2020-01-01")},
	}, w.today)
}

func accText(t *testing.T) PathwayText {
	t.Helper()
	file, err := os.ReadFile(accFile)
	require.NoError(t, err)
	text, err := ParsePathwayText(file)
	require.NoError(t, err)
	text.Roles = []uuid.UUID{codingOfficer}
	return text
}

func edited(t *testing.T, key string, change func(*MilestoneText)) (PathwayText, PathwayText) {
	t.Helper()
	source, text := accText(t), accText(t)
	for i := range text.Milestones {
		if text.Milestones[i].Key == key {
			change(&text.Milestones[i])
		}
	}
	return source, text
}

func TestADraftSaysWhatIsWrongByTitleAndField(t *testing.T) {
	cases := map[string]struct {
		key    string
		change func(*MilestoneText)
		want   Problem
	}{
		"a circle names its milestones": {"ccs-e-learning", func(m *MilestoneText) { m.Prerequisites = []string{"ccsc"} },
			Problem{"", "milestones", "Milestones wait for each other in a circle: CCS e-learning modules needs Clinical Coding Standards Course (CCSC), Clinical Coding Standards Course (CCSC) needs CCS e-learning modules."}},
		"what is no period": {"ccsc", func(m *MilestoneText) { m.Due = "PsixM" },
			Problem{"ccsc", "due", `Milestone "Clinical Coding Standards Course (CCSC)": Due: "sixM" is not a period. Enter a whole number and choose its unit, for example 6 months.`}},
		"nobody signs": {"nccq", func(m *MilestoneText) { m.SignedBy = nil },
			Problem{"nccq", "signedBy", `Milestone "NCCQ (UK) examination" needs somebody who signs it off.`}},
		"due before it may be taken": {"nccq", func(m *MilestoneText) { m.Due = "P12M" },
			Problem{"nccq", "due", `Milestone "NCCQ (UK) examination" falls due after 12 months, before it may be taken, which is after 24 months.`}},
		"an unknown prerequisite": {"nccq", func(m *MilestoneText) { m.Prerequisites = []string{"gone"} },
			Problem{"nccq", "prerequisites", `Milestone "NCCQ (UK) examination" needs "gone" first, which is not a milestone of this pathway.`}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, text := edited(t, c.key, c.change)
			_, problems := text.Read(nil)
			assert.Equal(t, []Problem{c.want}, problems)
		})
	}
	_, problems := accText(t).Read(nil)
	assert.Empty(t, problems)
}

func TestWhatIsChangedHereKeepsWhatTheSourceSays(t *testing.T) {
	source, text := edited(t, "in-house-examination", func(m *MilestoneText) { m.Due = "P15M" })
	p, problems := text.Read(&source)
	require.Empty(t, problems)
	m, _ := p.Progress(Facts{AppointedOn: day("2026-09-14")}, day("2026-10-01")).Of("in-house-examination")
	assert.Contains(t, m.Because, "(changed here; 003 lines 67 and 168 says due 12 months)")
	d := Compare(source, text, nil)
	require.Len(t, d.Milestones, 1)
	assert.Equal(t, []FieldChange{{"due", "Due", "12 months (P12M)", "15 months (P15M)"}}, d.Milestones[0].Fields)
	assert.True(t, Compare(source, source, nil).None())
}

func TestJoiningNamesTheFirstPossibleDay(t *testing.T) {
	two := HeldFor{Period: calendar.Years(2), From: day("2028-01-01"), Source: "New edition"}
	three := HeldFor{Period: calendar.Years(3), Source: "Old edition"}
	p := Pathway{Further: true, Joining: Joining{Award: "acc", Held: []HeldFor{three, two}}}
	f := Facts{Awards: []Award{{Kind: "acc", On: day("2025-05-03")}}}
	assert.Equal(t, "ACC has to be held for 2 years. It was awarded on 3 May 2025, so the first possible day is 1 January 2028 (New edition).", p.JoinRefusal(f, day("2027-12-31")))
	assert.Empty(t, p.JoinRefusal(f, day("2028-01-01")))
	assert.Contains(t, p.JoinRefusal(Facts{}, day("2027-01-01")), "has not been awarded")
}

func TestPeopleStayOnTheVersionOnWhichTheyStarted(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		draft, err := w.service.BeginDraft(t.Context(), w.stan(), accID, "")
		require.NoError(t, err)
		_, err = w.service.BeginDraft(t.Context(), w.stan(), accID, "")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		circle := draft.Text.Milestones[1]
		circle.Prerequisites = []string{"ccsc"}
		v, err := w.service.Edit(t.Context(), w.stan(), draft.Version.ID, 1, "milestone", WithMilestone(circle))
		require.NoError(t, err, "a draft is kept with its problems")
		require.NotEmpty(t, v.Problems)
		_, err = w.service.Publish(t.Context(), w.stan(), draft.Version.ID, v.Revision, day("2026-12-14"))
		assert.ErrorContains(t, err, "circle")
		_, err = w.service.Edit(t.Context(), w.stan(), draft.Version.ID, 1, "milestone", WithMilestone(circle))
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		mended := circle
		mended.Prerequisites, mended.Due = nil, "P3M"
		v, err = w.service.Edit(t.Context(), w.stan(), draft.Version.ID, v.Revision, "milestone", WithMilestone(mended))
		require.NoError(t, err)
		_, err = w.service.Publish(t.Context(), w.stan(), draft.Version.ID, v.Revision, day("2026-12-14"))
		require.NoError(t, err)
		_, err = w.service.Publish(t.Context(), w.stan(), draft.Version.ID, v.Revision, day("2026-12-14"))
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "two publish at once: one")

		before := w.progress(tara, tara)
		assert.Equal(t, 0, before.Road.Version.Number)
		assert.Contains(t, before.Road.Because, "in force at the appointment on 14 September 2026")
		_, previews, err := w.service.MovePreviews(t.Context(), w.as(max), draft.Version.ID, []uuid.UUID{tara})
		require.NoError(t, err)
		assert.NotEmpty(t, previews[0].Shifted)
		_, err = w.service.Move(t.Context(), w.as(carl), draft.Version.ID, []Moving{{tara, accID}}, "Because")
		assert.Error(t, err)
		moved, err := w.service.Move(t.Context(), w.as(max), draft.Version.ID, []Moving{{tara, accID}}, "She asked for it.")
		require.NoError(t, err)
		assert.Equal(t, 1, moved)
		_, err = w.service.Move(t.Context(), w.as(max), draft.Version.ID, []Moving{{tara, accID}}, "Twice")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		assert.Equal(t, 1, w.progress(tara, tara).Road.Version.Number)
		assert.Equal(t, 0, w.progress(carl, carl).Road.Version.Number)
		history, err := w.service.History(t.Context(), w.as(max), tara)
		require.NoError(t, err)
		assert.Equal(t, "She asked for it.", history[0].Reason)
	})
}

func TestACopiedRolePutsPeopleOnThePathway(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		ours := id("Our coder")
		w.exec(`INSERT INTO roles (id, organisation_id, title, band, band_status, copied_from_id, version, created_at, updated_at)
			VALUES (?, ?, 'Our coder', '3', 'stated', ?, 1, ?, ?)`, ours, trust, codingOfficer, w.today, w.today)
		w.exec("UPDATE reference_stamps SET stamp = 'changed' WHERE name = 'role'")
		w.appoint(mo, ours, coding, 100, "2026-10-01", "")
		assert.Equal(t, accID, w.progress(mo, mo).Road.ID)
	})
}

func TestTheLogBookOfAFurtherPathway(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2031-12-15")
		err := w.service.Join(t.Context(), w.as(max), tara, ccapID, day("2031-12-01"), "")
		assert.ErrorContains(t, err, "has not been awarded")
		require.NoError(t, w.Give(t.Context(), w.as(max), tara, "acc", day("2028-11-20"), "Seen."))
		require.NoError(t, w.service.Join(t.Context(), w.as(max), tara, ccapID, day("2031-12-01"), ""))
		kept, err := w.service.AddLogEntry(t.Context(), w.as(tara), tara, ccapID, LogEntry{Milestone: "ccap-log-book", DoneOn: day("2031-12-02"), What: "Audit", Number: 10})
		require.NoError(t, err)
		_, err = w.service.Record(t.Context(), w.as(tara), tara, Record{Milestone: "ccap-log-book", CompletedOn: day("2031-12-14")})
		assert.ErrorContains(t, err, "0 of 10 audits confirmed")
		_, err = w.service.DecideLogEntry(t.Context(), w.as(max), kept.ID, 1, SignOff{Decision: DecisionSignedOff})
		require.NoError(t, err)
		for _, key := range []MilestoneKey{"ccap-log-book", "ccap-programme"} {
			w.done(key, "2031-12-14")
		}
		further, err := w.service.Further(t.Context(), w.as(tara), tara)
		require.NoError(t, err)
		require.Len(t, further.Joined, 1)
		assert.Equal(t, "Certified", further.Joined[0].Progress.Stage.Title)
		assert.Equal(t, 1, w.count("SELECT COUNT(*) FROM awards WHERE kind = 'ccap'"))
	})
}

// onCCAP accredits Tara and puts her on the auditor's pathway, with one entry of the log book.
func (w *world) onCCAP() LogEntry {
	w.t.Helper()
	require.NoError(w.t, w.Give(w.t.Context(), w.as(max), tara, "acc", day("2028-11-20"), "Seen."))
	require.NoError(w.t, w.service.Join(w.t.Context(), w.as(max), tara, ccapID, day("2031-12-01"), "Ready."))
	kept, err := w.service.AddLogEntry(w.t.Context(), w.as(tara), tara, ccapID, LogEntry{Milestone: "ccap-log-book", DoneOn: day("2031-12-02"), What: "Audit", Number: 4})
	require.NoError(w.t, err)
	return kept
}

func TestAFurtherPathwayIsLeftAndJoinedAgain(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2031-12-15")
		w.onCCAP()
		ctx := t.Context()
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(w.service.Leave(ctx, w.as(max), tara, ccapID, "")), "a reason is asked for")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(w.service.Leave(ctx, w.as(carl), tara, ccapID, "Because")), "out of reach")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(w.service.Leave(ctx, w.as(max), tara, accID, "Because")), "the post's pathway is not left")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(w.service.Leave(ctx, w.stan(), carl, ccapID, "Because")), "Carl is not on it")
		w.today = w.today.Add(time.Minute)
		require.NoError(t, w.service.Leave(ctx, w.stan(), tara, ccapID, "She goes into management."))
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(w.service.Leave(ctx, w.stan(), tara, ccapID, "Twice")))

		further, err := w.service.Further(ctx, w.as(tara), tara)
		require.NoError(t, err)
		assert.Empty(t, further.Joined)
		waiting, total, err := w.service.LogQueue(ctx, w.as(max), page.Request{Sort: "doneOn", Limit: 10})
		require.NoError(t, err)
		assert.Empty(t, waiting)
		assert.Zero(t, total, "nothing is decided on a pathway that was left")
		history, err := w.service.History(ctx, w.as(max), tara)
		require.NoError(t, err)
		require.Len(t, history, 2)
		assert.Equal(t, []string{"left", "joined"}, []string{history[0].Kind, history[1].Kind})
		assert.Equal(t, "She goes into management.", history[0].Reason)
		assert.Equal(t, 1, w.count("SELECT COUNT(*) FROM log_book_entries"), "what was logged stays")

		w.today = w.today.Add(time.Minute)
		require.NoError(t, w.service.Join(ctx, w.as(max), tara, ccapID, day("2031-12-15"), "Back again."))
		further, err = w.service.Further(ctx, w.as(tara), tara)
		require.NoError(t, err)
		require.Len(t, further.Joined, 1)
		assert.Equal(t, day("2031-12-15"), further.Joined[0].JoinedOn)
		assert.Equal(t, 1, further.Joined[0].Waiting, "the log book is there again")
	})
}

func TestLogBooksWaitForWhoeverSignsThem(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2031-12-15")
		kept := w.onCCAP()
		asked := page.Request{Sort: "doneOn", Limit: 10}
		found, total, err := w.service.LogQueue(t.Context(), w.as(max), asked)
		require.NoError(t, err)
		require.Len(t, found, 1)
		assert.Equal(t, 1, total)
		assert.Equal(t, []any{kept.ID, tara, ccapID, "audits"}, []any{found[0].ID, found[0].Person.ID, found[0].Pathway.ID, found[0].Counted})
		for name, who := range map[string]uuid.UUID{"the person": tara, "another manager": carl} {
			_, total, err := w.service.LogQueue(t.Context(), w.as(who), asked)
			require.NoError(t, err, name)
			assert.Zero(t, total, name)
		}
		asked.Query = "nobody"
		_, total, err = w.service.LogQueue(t.Context(), w.as(max), asked)
		require.NoError(t, err)
		assert.Zero(t, total)
		_, err = w.service.DecideLogEntry(t.Context(), w.as(max), kept.ID, 1, SignOff{Decision: DecisionSignedOff})
		require.NoError(t, err)
		_, total, err = w.service.LogQueue(t.Context(), w.as(max), page.Request{Sort: "person", Limit: 10})
		require.NoError(t, err)
		assert.Zero(t, total)
	})
}

func TestTheQueueFollowsThePersonsOwnVersion(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2026-12-14")
		ctx := t.Context()
		draft, err := w.service.BeginDraft(ctx, w.stan(), accID, "")
		require.NoError(t, err)
		learning := slices.IndexFunc(draft.Text.Milestones, func(m MilestoneText) bool { return m.Key == "ccs-e-learning" })
		changed := draft.Text.Milestones[learning]
		require.Contains(t, changed.SignedBy, "manager")
		changed.SignedBy = []string{"assessor"}
		v, err := w.service.Edit(ctx, w.stan(), draft.Version.ID, draft.Revision, "milestone", WithMilestone(changed))
		require.NoError(t, err)
		_, err = w.service.Publish(ctx, w.stan(), draft.Version.ID, v.Revision, day("2026-12-14"))
		require.NoError(t, err)
		_, err = w.service.Record(ctx, w.as(tara), tara, Record{Milestone: "ccs-e-learning", CompletedOn: day("2026-12-10")})
		require.NoError(t, err)
		waiting := func() int {
			_, total, err := w.service.Queue(ctx, w.as(max), QueueFilter{State: "recorded"}, page.Request{Sort: "recordedOn", Limit: 10})
			require.NoError(t, err)
			return total
		}
		assert.Equal(t, 1, waiting(), "she is on the first version, in which her manager signs")
		_, err = w.service.Move(ctx, w.stan(), draft.Version.ID, []Moving{{tara, accID}}, "All on one version.")
		require.NoError(t, err)
		assert.Zero(t, waiting(), "in the version that she is on now the assessor signs")
	})
}
