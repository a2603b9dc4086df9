package notification

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// cover lets a colleague stand in for somebody between two days.
func (w *world) cover(away, covering access.Actor, from, to string) uuid.UUID {
	w.t.Helper()
	id := uuid.New()
	w.exec("INSERT INTO covers (id, organisation_id, person_id, covering_id, starts_on, ends_on, note, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?, '', ?, ?)",
		id, w.organisation, away.PersonID, covering.PersonID, on(from), on(to), away.PersonID, w.now)
	return id
}

// submitted puts a claim of the trainee back among those that wait.
func (w *world) submitted(claim uuid.UUID) {
	w.t.Helper()
	w.exec("UPDATE claims SET state = 'submitted', decided_at = NULL, decided_by = NULL WHERE id = ?", claim)
}

func TestWhatWaitsIsToldToWhoeverStandsIn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		colleague := w.person("Cara Vance")
		claim := w.claim(nil, "approved", w.now, w.manager)
		w.submitted(claim)
		w.standings = []Standing{{
			PersonID: w.trainee.PersonID, PathwayID: uuid.New(), Roles: []uuid.UUID{w.role},
			Milestones: []Milestone{{Key: "course", Title: "Standards course", SignedBy: []Capacity{AsMentor, AsManager}}},
			Waiting:    []Record{{ID: uuid.New(), Milestone: "course", On: on("2026-11-27")}},
		}}
		const review = "Ella Barnes claims “Teaches others”. It has waited since 23 November 2026."
		const sign = "Standards course of Ella Barnes waits for your signature since 27 November 2026."
		assert.Empty(t, w.sentences(colleague, ClaimToReview), "who does not stand in is told nothing")

		id := w.cover(w.manager, colleague, "2026-11-30", "2026-12-04")
		assert.Equal(t, []string{review + " You stand in for Mo Grant."}, w.sentences(colleague, ClaimToReview))
		assert.Equal(t, []string{sign + " You stand in for Mo Grant."}, w.sentences(colleague, MilestoneToSign))
		assert.Equal(t, []string{review}, w.sentences(w.manager, ClaimToReview), "whoever is away finds it when they come back early")
		assert.Empty(t, w.sentences(w.trainee, ClaimToReview))
		assert.Empty(t, w.sentences(w.administrator, ClaimToReview))

		everybody, _, err := w.module.Service.reckon(t.Context(), Asked{OrganisationID: w.organisation, Today: calendar.Today(w.now)})
		require.NoError(t, err)
		told := map[uuid.UUID]int{}
		for _, n := range everybody {
			if n.Kind == ClaimToReview || n.Kind == MilestoneToSign {
				told[n.To]++
			}
		}
		assert.Equal(t, map[uuid.UUID]int{w.manager.PersonID: 2, colleague.PersonID: 2}, told, "the letters of everybody say the same")

		w.exec("UPDATE claims SET state = 'in_review', reviewer_id = ?, review_started_at = ? WHERE id = ?", w.manager.PersonID, w.now, claim)
		assert.Len(t, w.sentences(colleague, ClaimToReview), 1, "also what whoever is away began to review")
		w.exec("UPDATE claims SET reviewer_id = ? WHERE id = ?", w.administrator.PersonID, claim)
		assert.Empty(t, w.sentences(colleague, ClaimToReview), "what somebody else has in review waits for them")
		w.exec("UPDATE claims SET state = 'submitted', reviewer_id = NULL, review_started_at = NULL WHERE id = ?", claim)

		w.exec("UPDATE accounts SET disabled_at = ? WHERE person_id = ?", w.now, w.manager.PersonID)
		assert.Empty(t, w.sentences(colleague, ClaimToReview), "nobody stands in for somebody who may do nothing")
		w.exec("UPDATE accounts SET disabled_at = NULL WHERE person_id = ?", w.manager.PersonID)
		w.exec("UPDATE covers SET ended_at = ?, ended_by = person_id WHERE id = ?", w.now, id)
		assert.Empty(t, w.sentences(colleague, ClaimToReview), "once the cover is ended")
	})
}

func TestWhoStandsInIsNotToldOfThemselvesNorOfOtherDays(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		colleague := w.person("Cara Vance")
		w.submitted(w.claim(nil, "approved", w.now, w.manager))
		w.cover(w.manager, w.trainee, "2026-11-30", "2026-12-04")
		assert.Empty(t, w.sentences(w.trainee, ClaimToReview), "nobody decides about themselves")
		w.cover(w.manager, colleague, "2026-12-01", "2026-12-04")
		assert.Empty(t, w.sentences(colleague, ClaimToReview), "before its first day")
		w.cover(w.manager, colleague, "2026-11-23", "2026-11-29")
		assert.Empty(t, w.sentences(colleague, ClaimToReview), "after its last day")
		w.grant(colleague, "manager", &w.team)
		w.cover(w.manager, colleague, "2026-11-30", "2026-11-30")
		assert.Equal(t, []string{"Ella Barnes claims “Teaches others”. It has waited since 23 November 2026."}, w.sentences(colleague, ClaimToReview),
			"who answers for the person too is told once, by themselves")
	})
}
