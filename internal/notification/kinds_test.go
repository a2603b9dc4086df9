package notification

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/smtptest"
	"bandwise/internal/platform/testdb"
)

// sentences gives what somebody is told of a kind.
func (w *world) sentences(of access.Actor, kind Kind) []string {
	w.t.Helper()
	var all []string
	for _, n := range w.notices(of) {
		if n.Kind == kind {
			all = append(all, n.Sentence)
		}
	}
	return all
}

// claim makes a decided claim of the trainee on a statement, or on a criterion without one.
func (w *world) claim(statement *uuid.UUID, state string, decided time.Time, by access.Actor) uuid.UUID {
	w.t.Helper()
	id := uuid.New()
	var criterion *uuid.UUID
	words, level := "", any(3)
	if statement == nil {
		made := uuid.New()
		criterion, words, level = &made, "Teaches others", nil
	}
	w.exec(`INSERT INTO claims (id, organisation_id, person_id, statement_id, criterion_id, criterion, state, approved_level, explanation, submitted_at,
		decided_at, decided_by, reason, search, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, '', '', 1, ?, ?)`,
		id, w.organisation, w.trainee.PersonID, statement, criterion, words, state, level, decided.AddDate(0, 0, -7), decided, by.PersonID, decided, decided)
	return id
}

func (w *world) statement(aspect string) uuid.UUID {
	w.t.Helper()
	framework, id := uuid.New(), uuid.New()
	w.exec("INSERT INTO frameworks (id, slug, title, document, licence, source, visibility) VALUES (?, ?, 'Framework', '', '', '', 'members')", framework, framework.String())
	w.exec(`INSERT INTO framework_statements (id, framework_id, ordinal, key, code, skill, aspect, level, text, source_heading, source_heading_line, source_text,
		source_line, corrections) VALUES (?, ?, 1, ?, 'ANCC', 'Auditing', ?, 3, 'Audits.', '', 1, '', 1, '[]')`, id, framework, id.String(), aspect)
	return id
}

func TestASecondLookIsAskedOfWhoDidNotApprove(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		first, second := w.person("Ann Assessor"), w.person("Bea Second")
		for _, assessor := range []access.Actor{first, second} {
			w.grant(assessor, "assessor", nil)
			w.exec("INSERT INTO assignments (id, organisation_id, person_id, assignee_id, kind, starts_on, created_at) VALUES (?, ?, ?, ?, 'assessor', ?, ?)",
				uuid.New(), w.organisation, w.trainee.PersonID, assessor.PersonID, on("2026-01-05"), w.now)
		}
		claim, look := w.claim(nil, "approved", w.now, first), uuid.New()
		w.exec(`INSERT INTO moderations (id, organisation_id, claim_id, claim_version, person_id, assessor_id, approved_at, rate, rate_source, draw, state, reason, version)
			VALUES (?, ?, ?, 1, ?, ?, ?, 10, 'rate', 3, 'waiting', '', 1)`, look, w.organisation, claim, w.trainee.PersonID, first.PersonID, w.now)
		want := []string{"The approval of Ella Barnes on “Teaches others” waits for a second look since 30 November 2026."}
		assert.Equal(t, want, w.sentences(second, SecondLook))
		assert.Equal(t, want, w.sentences(w.manager, SecondLook))
		assert.Empty(t, w.sentences(first, SecondLook), "who approved does not look again")
		assert.Empty(t, w.sentences(w.trainee, SecondLook), "the person is not told which approvals were drawn")
		w.morning()
		assert.Len(t, w.server.Letters(), 3, "the two who may look, and the trainee of the approval")

		w.exec("UPDATE moderations SET state = 'disagreed', moderator_id = ?, decided_at = ?, decision = 'return', reason = 'Not shown' WHERE id = ?", second.PersonID, w.now, look)
		w.exec("UPDATE claims SET state = 'submitted', decided_at = NULL, decided_by = NULL WHERE id = ?", claim)
		assert.Empty(t, w.sentences(second, SecondLook))
		assert.Equal(t, []string{"A second assessor disagreed with the approval of your claim on “Teaches others” on 30 November 2026. It is being reviewed again."}, w.sentences(w.trainee, ClaimReopened))
		assert.Equal(t, []string{"A second assessor disagreed with your approval of Ella Barnes on “Teaches others” on 30 November 2026."}, w.sentences(first, ApprovalDisputed))
		w.exec("DELETE FROM assignments WHERE assignee_id = ?", first.PersonID)
		assert.Len(t, w.sentences(first, ApprovalDisputed), 1, "also who answers for the person no longer")
		w.exec("UPDATE moderations SET final_at = ?, final_by = ?, final_state = 'returned' WHERE id = ?", w.now, second.PersonID, look)
		assert.Empty(t, w.sentences(w.trainee, ClaimReopened), "once it is decided again")
	})
}

func TestApprovalsAreToldBeforeTheyEndAndWhenTheyDid(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		statement, other := w.statement("Escalation"), w.statement("Sampling")
		for _, of := range []uuid.UUID{statement, other} {
			w.exec(`INSERT INTO freshness_rules (id, organisation_id, kind, key, stays_fresh, reason, version, changed_by, changed_at)
				VALUES (?, ?, 'statement', ?, 'P1Y', 'Why', 1, ?, ?)`, uuid.New(), w.organisation, of.String(), w.manager.PersonID, w.now)
		}
		// It counts until 20 January 2027: 51 days from now.
		approved := time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC)
		claim := w.claim(&statement, "approved", approved, w.manager)
		assert.Equal(t, []string{"Your approval of ANCC 3, Escalation counts until 20 January 2027. After that it needs fresh evidence."}, w.sentences(w.trainee, ApprovalEnding))
		assert.Empty(t, w.sentences(w.manager, ApprovalEnding), "it is the person's own")
		feed := string(w.feed(w.address()).Body)
		assert.Contains(t, feed, "SUMMARY:Approval ends: ANCC 3\\, Escalation\r\nURL:https://bandwise.northmoor.example/portfolio/claims/"+claim.String()[:4])

		// 90 and 60 days: the digest of today. Then one letter of its own for each of 30 and 7.
		w.morning()
		sent := map[string]int{}
		for range 52 {
			before := len(w.server.Letters())
			w.now = w.now.AddDate(0, 0, 1)
			w.morning()
			if n := len(w.server.Letters()) - before; n > 0 {
				sent[calendar.Today(w.now).ISO()] = n
			}
		}
		assert.Equal(t, map[string]int{"2026-12-21": 1, "2027-01-13": 1}, sent)
		require.Len(t, w.server.Letters(), 3)
		head, text, _ := smtptest.Read(t, w.server.Letters()[2])
		assert.Equal(t, "Approval ending by 20 January 2027", head.Get("Subject"))
		assert.Contains(t, text, "counts until 20 January 2027")

		require.Equal(t, on("2027-01-21"), calendar.Today(w.now))
		assert.Empty(t, w.sentences(w.trainee, ApprovalEnding))
		assert.Equal(t, []string{"Your approval of ANCC 3, Escalation needs fresh evidence. An approval of this statement counts for 1 year: this one counted until 20 January 2027."}, w.sentences(w.trainee, ApprovalStale))
		w.claim(&other, "approved_lower", approved, w.manager)
		assert.Equal(t, []string{"2 approved statements need fresh evidence since 21 January 2027."}, w.sentences(w.trainee, ApprovalStale))
		w.exec("UPDATE claims SET state = 'submitted', approved_level = NULL WHERE person_id = ?", w.trainee.PersonID)
		assert.Empty(t, w.sentences(w.trainee, ApprovalStale), "once it was claimed again")
	})
}

func TestMessagesOnAClaimAreToldUntilTheyAreRead(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		claim := w.claim(nil, "returned", w.now, w.manager)
		write := func(by access.Actor, fromPerson bool) {
			w.now = w.now.Add(time.Minute)
			w.exec("INSERT INTO claim_messages (id, claim_id, at, by_id, from_person, text) VALUES (?, ?, ?, ?, ?, 'What about the sample?')", uuid.New(), claim, w.now, by.PersonID, fromPerson)
		}
		write(w.manager, false)
		assert.Equal(t, []string{"Your reviewer wrote to you about your claim on “Teaches others” on 30 November 2026."}, w.sentences(w.trainee, ClaimMessage))
		assert.Empty(t, w.sentences(w.manager, ClaimMessage))
		write(w.trainee, true)
		assert.Empty(t, w.sentences(w.trainee, ClaimMessage), "it is the other one's turn")
		assert.Equal(t, []string{"Ella Barnes wrote about the claim on “Teaches others” on 30 November 2026."}, w.sentences(w.manager, ClaimMessage))
		w.exec("INSERT INTO claim_messages_read (claim_id, person_id, read_at) VALUES (?, ?, ?)", claim, w.manager.PersonID, w.now)
		assert.Empty(t, w.sentences(w.manager, ClaimMessage))
		write(w.trainee, true)
		assert.Len(t, w.sentences(w.manager, ClaimMessage), 1)
	})
}

func TestPacksThatAreReadyOrShared(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		pack := uuid.New()
		w.exec(`INSERT INTO packs (id, organisation_id, person_id, made_by, title, purpose, parts, frozen_on, frozen_at, content, statement_count, evidence_count, file_count)
			VALUES (?, ?, ?, ?, 'Appraisal 2026', 'appraisal', 'whole', ?, ?, '{}', 0, 0, 0)`, pack, w.organisation, w.trainee.PersonID, w.manager.PersonID, calendar.Today(w.now), w.now)
		for _, kind := range []string{"pdf", "zip"} {
			w.exec("INSERT INTO pack_documents (pack_id, kind, state, done, total, failure, size, requested_at) VALUES (?, ?, 'queued', 0, 1, '', 0, ?)", pack, kind, w.now)
		}
		assert.Empty(t, w.sentences(w.manager, PackReady), "it is being made")
		w.exec("UPDATE pack_documents SET state = 'ready', finished_at = ? WHERE kind = 'pdf'", w.now)
		assert.Empty(t, w.sentences(w.manager, PackReady), "half of it is being made")
		w.exec("UPDATE pack_documents SET state = 'ready', finished_at = ?", w.now)
		assert.Equal(t, []string{"The pack “Appraisal 2026” about Ella Barnes that you asked for is ready."}, w.sentences(w.manager, PackReady))
		assert.Empty(t, w.sentences(w.trainee, PackReady))
		w.exec("UPDATE pack_documents SET state = 'failed', failure = 'No.' WHERE kind = 'zip'")
		assert.Empty(t, w.sentences(w.manager, PackReady))
		assert.Equal(t, []string{"The pack “Appraisal 2026” could not be made in full. See why, and ask for it again."}, w.sentences(w.manager, PackFailed))

		share := uuid.New()
		w.exec("INSERT INTO pack_shares (id, pack_id, person_id, until, shared_by, shared_at) VALUES (?, ?, ?, ?, ?, ?)", share, pack, w.administrator.PersonID, on("2026-12-05"), w.manager.PersonID, w.now)
		assert.Equal(t, []string{"The pack “Appraisal 2026” about Ella Barnes was shared with you. You can open it until 5 December 2026."}, w.sentences(w.administrator, PackShared))
		w.morning()
		require.Len(t, w.server.Letters(), 2, "in the digest of whom it concerns")
		w.now = w.now.AddDate(0, 0, 6)
		assert.Empty(t, w.sentences(w.administrator, PackShared), "the share has ended")
	})
}

func TestTheBellFallsAtOnceWhenNoticesAreRead(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		w.behind()
		here := w.module.Service
		w.build(nil)
		there := w.module.Service
		count := func(s *Service) Counts {
			c, err := s.Count(t.Context(), w.trainee)
			require.NoError(t, err)
			return c
		}
		require.Equal(t, Counts{NeedsMe: 1, ComingUp: 1, Unseen: 2}, count(here))
		require.Equal(t, count(here), count(there))
		all := w.notices(w.trainee)
		require.NoError(t, here.MarkSeen(t.Context(), w.trainee, []string{all[0].Key}))
		require.NoError(t, here.Snooze(t.Context(), w.trainee, all[1].Key, on("2026-12-05")))
		for _, node := range []*Service{here, there} {
			assert.Equal(t, Counts{NeedsMe: 1, Snoozed: 1}, count(node), "on whichever node it was said")
		}
		w.standings[0].Milestones = nil
		assert.Equal(t, Counts{NeedsMe: 1, Snoozed: 1}, count(here), "the facts are a minute old at most")
		here.Forget(w.trainee.PersonID)
		assert.Equal(t, Counts{Snoozed: 1}, count(here), "and new after what the person did")
		ctx, queries := database.CountQueries(t.Context())
		_, err := here.Count(ctx, w.trainee)
		require.NoError(t, err)
		assert.Equal(t, int64(1), queries.Load())
	})
}
