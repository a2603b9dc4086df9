package workforce_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/workforce"
)

// madeUp adds people with claims, evidence, judgements of criteria and decisions about replaced statements, all drawn from a
// seed, under rules that let approvals expire by time and by an edition.
func (tr *trust) madeUp(people int, seed uint64, lead uuid.UUID, criterion uuid.UUID) []uuid.UUID {
	draw := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // the same people at every run
	tr.rules(lead)
	roles := []Named{officer, senior, clerk, deputy}
	states := []string{"draft", "submitted", "returned", "approved", "approved", "approved", "approved_lower", "withdrawn"}
	var all []uuid.UUID
	for i := range people {
		person := tr.appointed(fmt.Sprintf("Made up %d", i), roles[draw.IntN(len(roles))], []uuid.UUID{tr.coding, tr.inpatient, tr.store}[draw.IntN(3)], "2020-01-01", "")
		all = append(all, person)
		for _, s := range []Statement{escalation2, targets2, escalation3, retention2} {
			if draw.IntN(4) == 0 {
				continue
			}
			state := states[draw.IntN(len(states))]
			var approved *int
			switch state {
			case "approved":
				approved = level(int(s.Level))
			case "approved_lower":
				approved = level(1 + draw.IntN(int(s.Level)))
			}
			claim := tr.claim(person, s, state, approved)
			tr.date(claim, draw.IntN(800), draw)
			tr.evidence(person, claim, draw.IntN(800), draw.IntN(4) > 0)
			if draw.IntN(3) == 0 {
				decision := []string{"stands", "ends"}[draw.IntN(2)]
				exec(tr.t, tr.db, `INSERT INTO statement_confirmations (id, organisation_id, subject, subject_id, statement_id, successor_id, decision, reason, decided_by, decided_at)
					VALUES (?, ?, 'claim', ?, ?, ?, ?, '', ?, ?)`, uuid.New(), tr.id, claim, retention2.ID, targets2.ID, decision, lead, noon)
			}
		}
		tr.judged(person, criterion, lead, draw)
	}
	return all
}

// rules lets approvals of one statement count for a year and of another for a year and until an edition, has an edition touch
// a third, and replaces a fourth.
func (tr *trust) rules(lead uuid.UUID) {
	for _, s := range []Statement{targets2, escalation3} {
		exec(tr.t, tr.db, `INSERT INTO freshness_rules (id, organisation_id, kind, key, stays_fresh, reason, version, changed_by, changed_at)
			VALUES (?, ?, 'statement', ?, 'P1Y', '', 1, ?, ?)`, uuid.New(), tr.id, s.ID.String(), lead, noon)
	}
	edition := uuid.New()
	exec(tr.t, tr.db, `INSERT INTO classification_editions (id, classification, name, starts_on, source, note) VALUES (?, 'OPCS-4', 'OPCS-4.11', ?, '', '')`,
		edition, today.AddDays(-300))
	for _, s := range []Statement{escalation3, escalation2} {
		exec(tr.t, tr.db, `INSERT INTO classification_marks (id, edition_id, statement_id) VALUES (?, ?, ?)`, uuid.New(), edition, s.ID)
	}
	exec(tr.t, tr.db, `INSERT INTO framework_statement_overrides (organisation_id, statement_id, aspect, text, ends_on, replaced_by_id)
		VALUES (?, ?, '', '', '2026-11-01', ?)`, tr.id, retention2.ID, targets2.ID)
	for _, body := range []string{"freshness", "framework"} {
		require.NoError(tr.t, reference.Touch(tr.t.Context(), tr.db, body))
	}
}

// date moves a claim so many days back, to the hour before or after midnight in London.
func (tr *trust) date(claim uuid.UUID, days int, draw *rand.Rand) {
	at := today.AddDays(-days).Midnight().Add(time.Duration(draw.IntN(240)-120) * time.Minute)
	if at.After(noon) {
		at = noon
	}
	exec(tr.t, tr.db, "UPDATE claims SET decided_at = ? WHERE id = ? AND decided_at IS NOT NULL", at, claim)
}

func (tr *trust) evidence(person, claim uuid.UUID, days int, submitted bool) {
	evidence := uuid.New()
	exec(tr.t, tr.db, `INSERT INTO evidence (id, organisation_id, person_id, title, kind, what_i_did, reflection, happened_on, search, version, created_at, updated_at)
		VALUES (?, ?, ?, 'Audit', 'project', 'Audited.', '', ?, '', 1, ?, ?)`, evidence, tr.id, person, today.AddDays(-days), noon, noon)
	var version *int
	if submitted {
		version = level(1)
	}
	exec(tr.t, tr.db, "INSERT INTO claim_evidence (claim_id, evidence_id, position, submitted_version) VALUES (?, ?, 1, ?)", claim, evidence, version)
}

// judged has a criterion of somebody claimed, judged, both or neither.
func (tr *trust) judged(person, criterion, lead uuid.UUID, draw *rand.Rand) {
	if draw.IntN(2) == 0 {
		exec(tr.t, tr.db, `INSERT INTO criterion_confirmations (id, organisation_id, person_id, criterion_id, criterion, met, reason, confirmed_by, confirmed_on, version, created_at, updated_at)
			VALUES (?, ?, ?, ?, 'Knows anatomy', ?, 'Asked.', ?, ?, 1, ?, ?)`, uuid.New(), tr.id, person, criterion, draw.IntN(2) == 0, lead, today.AddDays(-draw.IntN(3)), noon, noon)
	}
	if draw.IntN(2) == 0 {
		state := []string{"submitted", "approved", "returned", "draft"}[draw.IntN(4)]
		claim := uuid.New()
		exec(tr.t, tr.db, `INSERT INTO claims (id, organisation_id, person_id, criterion_id, criterion, state, approved_level, explanation, submitted_at, decided_at, reason, search, version, created_at, updated_at)
			VALUES (?, ?, ?, ?, 'Knows anatomy', ?, NULL, '', ?, ?, '', '', 1, ?, ?)`, claim, tr.id, person, criterion, state, noon.AddDate(0, 0, -3), noon, noon, noon)
		tr.date(claim, draw.IntN(3), draw)
	}
}

func TestListsJudgeEverybodyAsTheirOwnPageDoes(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		addDeputy(t, db)
		criterion := everyKind(t, db)
		lead := north.actor(access.WorkforceLead, nil)
		people := north.madeUp(150, 20261120, lead.PersonID, criterion)
		training := trainer{}
		for i, person := range people {
			switch i % 4 {
			case 0:
				training[person] = TrainingSummary{Accreditation: Lapsed, Award: "acc", Milestones: []Milestone{{Key: "ccsc", State: "done"}}}
			case 1:
				training[person] = TrainingSummary{Accreditation: NotHeld, Award: "acc", Milestones: []Milestone{{Key: "ccsc", State: "recorded"}}}
			}
		}
		service := New(Dependencies{DB: db, AccreditationTitle: func(key string) string { return key }, Training: training}).Service
		found, err := service.People(t.Context(), lead, Filter{}, page.Request{Sort: "name", Limit: 1000})
		require.NoError(t, err)
		require.Len(t, found.Members, len(people))
		states := map[State]int{}
		for _, m := range found.Members {
			alone, err := service.Readiness(t.Context(), lead, m.Person.ID, nil)
			require.NoError(t, err)
			require.Len(t, m.Judged.States, len(alone.Standings))
			for i, s := range alone.Standings {
				states[s.State]++
				assert.Equal(t, s.Requirement.Words(), m.Judged.Asked[i].Words())
				assert.Equal(t, s.State, m.Judged.States[i], "%s of %s: %s", s.Requirement.Words(), m.Person.Name, s.Because())
			}
			assert.Equal(t, alone.Counts(), m.Judged.Counts)
		}
		for state := Missing; state <= Met; state++ {
			assert.Positive(t, states[state], "somebody has something that is %s", state)
		}
		chosen, err := service.Compare(t.Context(), lead, AgainstChosen, deputy.ID, "", Filter{}, page.Request{Sort: "name", Limit: page.MaxLimit})
		require.NoError(t, err)
		unconfirmed := 0
		for _, c := range chosen.Comparisons {
			alone, err := service.Readiness(t.Context(), lead, c.Person.ID, &deputy.ID)
			require.NoError(t, err)
			assert.Equal(t, alone.Standings, c.Standings)
			assert.Equal(t, alone.Counts(), c.Judged.Counts)
			for _, s := range c.Standings {
				if s.ToBeConfirmed() {
					unconfirmed++
				}
			}
		}
		assert.Positive(t, unconfirmed)
	})
}
