package portfolio

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/testdb"
)

// edition brings an edition into use that affects a statement.
func (tr *trust) edition(name string, from calendar.Date, affects Statement) {
	tr.t.Helper()
	id := uuid.New()
	tr.exec("INSERT INTO classification_editions (id, classification, name, starts_on, source, note) VALUES (?, 'OPCS-4', ?, ?, '', '')", id, name, from)
	tr.exec("INSERT INTO classification_marks (id, edition_id, statement_id) VALUES (?, ?, ?)", uuid.New(), id, affects.ID)
	require.NoError(tr.t, reference.Touch(tr.t.Context(), tr.db, "freshness"))
}

// approved has the manager approve a claim of somebody.
func (tr *trust) approved(by access.Actor, s Statement) ClaimDetail {
	tr.t.Helper()
	claim := tr.submit(by, s)[0]
	d, err := tr.Service.DecideClaim(tr.t.Context(), tr.manager, claim.ID, claim.Version, Judgement{Decision: Approve})
	require.NoError(tr.t, err)
	return d
}

func TestAnEditionMakesAnApprovalNeedFreshEvidenceUntilItIsRenewed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		today := calendar.Today(tr.now)
		claim := tr.approved(tr.trainee, tr.coding2)
		other := tr.approved(tr.trainee, tr.auditing2)
		_, stale := claim.NeedsFreshEvidence(today)
		require.False(t, stale)
		tr.edition("OPCS-4.12", today, tr.coding2)

		d, err := tr.Service.Claim(ctx, tr.trainee, claim.ID)
		require.NoError(t, err)
		found, stale := d.NeedsFreshEvidence(today)
		require.True(t, stale)
		assert.Equal(t, today, found.Since)
		assert.Contains(t, found.Because, "OPCS-4.12 came into use on 14 March 2027")
		assert.Equal(t, Approved, d.State, "nothing is lost")
		assert.Equal(t, []Action{EditClaim, SubmitClaim}, d.Actions)
		assert.NotNil(t, d.Evidence[0].Outdated)
		untouched, err := tr.Service.Claim(ctx, tr.trainee, other.ID)
		require.NoError(t, err)
		_, stale = untouched.NeedsFreshEvidence(today)
		assert.False(t, stale, "another statement")

		o, err := tr.Service.Portfolio(ctx, tr.lead, tr.trainee.PersonID)
		require.NoError(t, err)
		tally := Count(o.Standings, nil, today)
		assert.Equal(t, []int{1, 1, 1}, []int{tally.Met, tally.RequiredMet, tally.Stale})
		yes, no := true, false
		staleOnes, total, err := tr.Service.Evidence(ctx, tr.trainee, tr.trainee.PersonID, EvidenceFilter{Request: by("-happenedOn"), Stale: &yes})
		require.NoError(t, err)
		require.Equal(t, 1, total)
		assert.Equal(t, d.Evidence[0].ID, staleOnes[0].ID)
		assert.NotNil(t, staleOnes[0].Stale())
		_, total, err = tr.Service.Evidence(ctx, tr.trainee, tr.trainee.PersonID, EvidenceFilter{Request: by("-happenedOn"), Stale: &no})
		require.NoError(t, err)
		assert.Equal(t, 1, total)

		content := goodContent()
		content.Title, content.HappenedOn = to("Coded in OPCS-4.12"), &today
		fresh, err := tr.Service.AddEvidence(ctx, tr.trainee, tr.trainee.PersonID, content)
		require.NoError(t, err)
		d, err = tr.Service.EditClaim(ctx, tr.trainee, d.ID, d.Version, ClaimEdit{Evidence: &[]uuid.UUID{d.Evidence[0].ID, fresh.ID}})
		require.NoError(t, err)
		_, stale = d.NeedsFreshEvidence(today)
		assert.True(t, stale, "nobody has judged the fresh evidence yet")
		_, err = tr.Service.EditClaim(ctx, tr.trainee, d.ID, d.Version, ClaimEdit{Evidence: &[]uuid.UUID{fresh.ID}})
		assert.Equal(t, []string{"evidenceIds"}, fieldsOf(err), "what was approved stays")
		d, err = tr.Service.SubmitClaim(ctx, tr.trainee, d.ID, d.Version)
		require.NoError(t, err)
		d, err = tr.Service.DecideClaim(ctx, tr.manager, d.ID, d.Version, Judgement{Decision: Approve})
		require.NoError(t, err)
		_, stale = d.NeedsFreshEvidence(today)
		assert.False(t, stale, "it is current again")
		assert.Len(t, d.History, 5, "and its history is whole")
	})
}

// Whoever chooses a statement whose approval is stale in a new claim renews its claim: evidence that was not enough is refused
// by name, fresh evidence is added to the old, and what was approved and said before stays in the history.
func TestAStaleApprovalIsRenewedByClaimingAnew(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		today := calendar.Today(tr.now)
		claim := tr.approved(tr.trainee, tr.coding2)
		tr.edition("OPCS-4.12", today, tr.coding2)
		wish := NewClaims{
			Statements: []uuid.UUID{tr.coding3.ID, tr.coding2.ID}, Evidence: []uuid.UUID{tr.addEvidence(tr.trainee, "Of last year").ID},
			Explanation: "The new chapters too.", SelfJudgement: Exceeds, SelfReason: "I teach them.", Submit: true,
		}
		rows := []int{tr.count("claims"), tr.count("claim_events")}
		_, err := tr.Service.CreateClaims(ctx, tr.trainee, tr.trainee.PersonID, wish)
		require.Equal(t, []string{"evidenceIds"}, fieldsOf(err))
		assert.ErrorContains(t, err, "needs fresh evidence. OPCS-4.12 came into use on 14 March 2027")
		assert.ErrorContains(t, err, "of 14 March 2027 or later.")
		assert.Equal(t, rows, []int{tr.count("claims"), tr.count("claim_events")}, "all or none")

		content := goodContent()
		content.Title, content.HappenedOn = to("Coded in OPCS-4.12"), &today
		fresh, err := tr.Service.AddEvidence(ctx, tr.trainee, tr.trainee.PersonID, content)
		require.NoError(t, err)
		wish.Evidence = []uuid.UUID{fresh.ID}
		_, err = tr.Service.CreateClaims(ctx, tr.colleague, tr.trainee.PersonID, wish)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "only its owner")
		made, err := tr.Service.CreateClaims(ctx, tr.trainee, tr.trainee.PersonID, wish)
		require.NoError(t, err)
		assert.Equal(t, []uuid.UUID{tr.coding3.ID, claim.ID}, []uuid.UUID{made[0].Statement.ID, made[1].ID}, "in the order of the wish")
		assert.Equal(t, Submitted, made[1].State)
		_, err = tr.Service.CreateClaims(ctx, tr.trainee, tr.trainee.PersonID, wish)
		assert.Equal(t, []string{"statementIds[0]", "statementIds[1]"}, fieldsOf(err), "both wait now")

		renewed, err := tr.Service.DecideClaim(ctx, tr.manager, claim.ID, made[1].Version, Judgement{Decision: Approve})
		require.NoError(t, err)
		_, stale := renewed.NeedsFreshEvidence(today)
		assert.False(t, stale, "it counts again")
		require.Len(t, renewed.Evidence, 2)
		assert.Equal(t, []uuid.UUID{claim.Evidence[0].ID, fresh.ID}, []uuid.UUID{renewed.Evidence[0].ID, renewed.Evidence[1].ID})
		assert.Equal(t, "The new chapters too.", renewed.Explanation)
		var said []string
		for _, step := range renewed.History {
			if step.ToState == Submitted {
				said = append(said, step.Explanation+" "+step.SelfJudgement.String()+" "+step.SelfReason)
			}
		}
		assert.Equal(t, []string{"The audit shows it. meets I do it every day.", "The new chapters too. exceeds I teach them."}, said)
		states := []State{}
		for _, step := range renewed.History {
			states = append(states, step.ToState)
		}
		assert.Equal(t, []State{Draft, Submitted, Approved, Submitted, Approved}, states)
		seen, err := tr.Service.Claim(ctx, tr.lead, claim.ID)
		require.NoError(t, err)
		assert.Empty(t, seen.History[1].Explanation+seen.History[1].SelfReason, "states and dates only")
		_, err = tr.Service.CreateClaims(ctx, tr.trainee, tr.trainee.PersonID, wish)
		assert.ErrorContains(t, err, "is approved already")
	})
}

func TestTheNumberOfQueriesDoesNotGrowWithThePortfolio(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		tr.approved(tr.trainee, tr.coding2)
		yes := true
		count := func() []int64 {
			counts := make([]int64, 3)
			for i, ask := range []func(context.Context) error{
				func(ctx context.Context) error {
					_, err := tr.Service.Portfolio(ctx, tr.lead, tr.trainee.PersonID)
					return err
				},
				func(ctx context.Context) error {
					_, _, err := tr.Service.Evidence(ctx, tr.trainee, tr.trainee.PersonID, EvidenceFilter{Request: by("-happenedOn")})
					return err
				},
				func(ctx context.Context) error {
					_, _, err := tr.Service.Evidence(ctx, tr.trainee, tr.trainee.PersonID, EvidenceFilter{Request: by("-happenedOn"), Stale: &yes})
					return err
				},
			} {
				counted, n := database.CountQueries(ctx)
				require.NoError(t, ask(counted))
				counts[i] = n.Load()
			}
			return counts
		}
		tr.edition("OPCS-4.12", calendar.Today(tr.now), tr.coding2)
		count()
		before := count()
		tr.approved(tr.trainee, tr.auditing2)
		tr.approved(tr.trainee, tr.coding3)
		assert.Equal(t, before, count())
	})
}

func TestStatementsAreSuggestedByTheWordsOfEvidence(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		content := goodContent()
		content.Title, content.WhatIDid = to("Simple episodes"), to("I coded simple episodes under supervision, and complex episodes.")
		e, err := tr.Service.AddEvidence(ctx, tr.trainee, tr.trainee.PersonID, content)
		require.NoError(t, err)
		found, err := tr.Service.Suggestions(ctx, tr.trainee, e.ID)
		require.NoError(t, err)
		require.NotEmpty(t, found)
		assert.LessOrEqual(t, len(found), 5)
		assert.Equal(t, tr.coding2.ID, found[0].Statement.ID, "what the role asks for first")
		assert.Equal(t, NeededForRole, found[0].Need)
		assert.Equal(t, []string{"simple", "episodes", "under", "supervision"}, found[0].Words)

		require.NoError(t, tr.Service.Dismiss(ctx, tr.trainee, e.ID, tr.coding2.ID))
		require.NoError(t, tr.Service.Dismiss(ctx, tr.trainee, e.ID, tr.coding2.ID), "twice is once")
		assert.Equal(t, []string{"statementId"}, fieldsOf(tr.Service.Dismiss(ctx, tr.trainee, e.ID, uuid.New())))
		found, err = tr.Service.Suggestions(ctx, tr.trainee, e.ID)
		require.NoError(t, err)
		for _, s := range found {
			assert.NotEqual(t, tr.coding2.ID, s.Statement.ID)
		}
		_, err = tr.Service.Suggestions(ctx, tr.manager, e.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "only the person decides")
		require.NoError(t, tr.Service.DeleteEvidence(ctx, tr.trainee, e.ID, 1))
		assert.Zero(t, tr.count("evidence_dismissals"))
	})
}

func TestWhatIsSuggested(t *testing.T) {
	s := func(aspect, text string) Statement {
		return Statement{ID: uuid.New(), Code: "ANCC", Aspect: aspect, Level: 2, Text: text}
	}
	audit, deadlines, escalation := s("Audit", "takes part in clinical coding audits"), s("Deadlines", "meets clinical coding deadlines"), s("Escalation", "raises clinical coding queries")
	all := []Statement{audit, deadlines, escalation}
	words := func(one Statement) []Word { return written(one.Aspect + " " + one.Text) }
	names := func(found []Suggestion) []string {
		list := []string{}
		for _, one := range found {
			list = append(list, one.Statement.Aspect)
		}
		return list
	}
	assert.Equal(t, []string{"Audit"}, names(suggest(written("I read the guide on audits"), all, words, nil)), "one word that is rare is enough")
	assert.Empty(t, suggest(written("a morning with the team"), all, words, nil))
	assert.Empty(t, suggest(nil, all, words, nil))
	assert.Empty(t, suggest(written("audits"), nil, words, nil))
	two := written("audits and deadlines")
	assert.Equal(t, []string{"Deadlines", "Audit"}, names(suggest(two, all, words, map[uuid.UUID]Need{deadlines.ID: NeededForRole})))
	assert.Equal(t, []string{"Audit", "Deadlines"}, names(suggest(two, all, words, map[uuid.UUID]Need{audit.ID: NeededForNextRole})))
}
