package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
)

var frozenOn = calendar.On(2027, 3, 14)

// frozen freezes one claim on a statement, approved at a lower level and stale since, with a conversation.
func frozen(t *testing.T) Content {
	t.Helper()
	statement, claim, evidence := uuid.New(), uuid.New(), uuid.New()
	decided, level := time.Date(2025, 2, 3, 9, 0, 0, 0, time.UTC), 2
	r := records{
		organisation: "Northmoor", person: "Amara Okafor", required: map[uuid.UUID]string{},
		statements: []Statement{{ID: statement, FrameworkID: uuid.New(), Code: "ANCC", Skill: "Coding", Aspect: "Auditing", Level: 3, Text: "Audits."}},
		claims: []claimRow{{
			ID: claim, StatementID: &statement, State: "approved_lower", ApprovedLevel: &level, Explanation: "The sheet shows it.",
			DecidedAt: &decided, Newest: calendar.On(2025, 1, 31),
		}},
		steps:    map[uuid.UUID][]Step{claim: {{At: decided, By: "Grace", State: "approved_lower", Level: 2}}},
		rests:    map[uuid.UUID][]uuid.UUID{claim: {evidence}},
		evidence: []evidenceRow{{ID: evidence, Title: "Audit", Kind: "audit_result", WhatIDid: "I audited.", HappenedOn: calendar.On(2025, 1, 30), HappenedUntil: calendar.On(2025, 1, 31)}},
		talk:     map[uuid.UUID][]Message{claim: {{At: decided, By: "Grace", Text: "Whose sheet is it?"}}},
		rules:    freshness.Rules{statement: {Editions: []freshness.Edition{{Name: "OPCS-4.11", StartsOn: calendar.On(2026, 4, 1)}}}},
	}
	c, _ := freeze(Pack{ID: uuid.New(), Title: "Panel", Purpose: Panel, Parts: Whole, FrozenOn: frozenOn}, Wish{Parts: Whole}, "Amara Okafor", nil, r)
	return c
}

func TestAPackCarriesStalenessConversationAndTheLastDay(t *testing.T) {
	c := frozen(t)
	assert.Equal(t, Schema, c.Schema)
	require.Len(t, c.Statements, 1)
	claim := c.Statements[0].Claims[0]
	require.NotNil(t, claim.NeedsFreshEvidence)
	assert.Equal(t, calendar.On(2026, 4, 1), claim.NeedsFreshEvidence.Since)
	assert.Contains(t, claim.NeedsFreshEvidence.Because, "OPCS-4.11")
	assert.Equal(t, "Whose sheet is it?", claim.Conversation[0].Text)
	assert.Equal(t, calendar.On(2025, 1, 31), *c.Evidence[0].HappenedUntil)
	assert.Equal(t, "Approved at a lower level, level 2, needs fresh evidence since 1 April 2026", claim.words())
	assert.Contains(t, claim.History[0].words(), "Approved at a lower level, level 2, by Grace")

	page, err := readable(c)
	require.NoError(t, err)
	for _, says := range []string{"Approved at a lower level, level 2", "Needs fresh evidence since 1 April 2026", "Whose sheet is it?", "30 January 2025 to 31 January 2025"} {
		assert.Contains(t, page, says)
	}
}

// written makes an archive of a content, as its document is made, and then lets a test do to it what it likes.
func written(t *testing.T, text string, more func(*zip.Writer)) *bytes.Reader {
	t.Helper()
	var b bytes.Buffer
	w := work{content: frozen(t), frozenAt: time.Date(2027, 3, 14, 9, 0, 0, 0, time.UTC), step: func(context.Context, int, int) error { return nil }}
	require.NoError(t, w.writeZIP(t.Context(), &b, text))
	if more == nil {
		return bytes.NewReader(b.Bytes())
	}
	from, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, f := range from.File {
		require.NoError(t, to.Copy(f))
	}
	more(to)
	require.NoError(t, to.Close())
	return bytes.NewReader(out.Bytes())
}

func entry(t *testing.T, name string, size int) func(*zip.Writer) {
	return func(z *zip.Writer) {
		f, err := z.Create(name)
		require.NoError(t, err)
		_, err = f.Write(make([]byte, size))
		require.NoError(t, err)
	}
}

const first = `{"format":"bandwise-portfolio-pack","schema":1,"frozenOn":"2026-03-14","organisation":"Northmoor","person":"Amara","purpose":"panel",
	"parts":"whole","statements":[],"criteria":[],"evidence":[],"files":[]}`

func TestArchivesOfEverySchemaAreReadAndHostileOnesRefused(t *testing.T) {
	from := written(t, first, nil)
	o, err := openArchive(from, from.Size())
	require.NoError(t, err, "a pack of the first schema still opens")
	assert.Equal(t, 1, o.content.Schema)

	for what, c := range map[string]struct {
		from *bytes.Reader
		says string
	}{
		"no archive":        {bytes.NewReader([]byte("PK?")), "is no archive"},
		"a path outwards":   {written(t, first, entry(t, "files/../../x", 1)), "leads out of the archive"},
		"a stranger":        {written(t, first, entry(t, "run.exe", 1)), "does not belong to a pack"},
		"too large":         {written(t, first, entry(t, filesFolder+string(bytes.Repeat([]byte("a"), 64)), maxFile+1)), "unpacks to more"},
		"an unknown schema": {written(t, `{"format":"bandwise-portfolio-pack","schema":3}`, nil), "version 3 of its form, and this Bandwise reads versions 1 to 2"},
		"no schema":         {written(t, `{"format":"bandwise-portfolio-pack"}`, nil), "version 0 of its form"},
		"another format":    {written(t, `{"format":"other"}`, nil), "not the content of a pack"},
		"a missing file": {written(t, `{"format":"bandwise-portfolio-pack","schema":2,"frozenOn":"2026-03-14","organisation":"N","person":"A","purpose":"panel","parts":"whole",
			"files":[{"sha256":"`+string(bytes.Repeat([]byte("b"), 64))+`","name":"a.pdf"}]}`, nil), "is missing from the archive"},
		"a criterion that rests on nothing": {written(t, `{"format":"bandwise-portfolio-pack","schema":2,"frozenOn":"2026-03-14","organisation":"N","person":"A",
			"purpose":"panel","parts":"whole","criteria":[{"text":"x","claims":[{"state":"approved","evidence":["gone"],"history":[]}]}]}`, nil), "does not fit together"},
	} {
		_, err := openArchive(c.from, c.from.Size())
		assert.ErrorContains(t, err, c.says, what)
	}
}

func TestACriterionIsFoundByItsWordsAndItsRole(t *testing.T) {
	officer := criterionRow{ID: uuid.New(), Role: "Clinical Coding Officer", Group: "Knowledge", Text: "Knows ICD-10."}
	twice := criterionRow{ID: uuid.New(), Role: "Clinical Coding Officer", Group: "Training", Text: "Knows ICD-10."}
	elsewhere := criterionRow{ID: uuid.New(), Role: "Auditor", Group: "Knowledge", Text: "Audits."}
	known := []criterionRow{twice, officer, elsewhere}
	for what, c := range map[string]struct {
		criterion Criterion
		here      uuid.UUID
		outcome   Outcome
	}{
		"the same, under its heading":    {Criterion{Text: "Knows ICD-10.", Group: "Knowledge", Role: "clinical coding officer"}, officer.ID, Fresh},
		"the same under another heading": {Criterion{Text: "Knows ICD-10.", Group: "Skills", Role: "Clinical Coding Officer"}, twice.ID, Fresh},
		"of another role":                {Criterion{Text: "Audits.", Group: "Knowledge", Role: "Clinical Coding Officer"}, uuid.Nil, Reworded},
		"unknown":                        {Criterion{Text: "Rides.", Group: "Knowledge", Role: "Auditor"}, uuid.Nil, Unknown},
	} {
		here, outcome := matchCriterion(c.criterion, known)
		assert.Equal(t, []any{c.here, c.outcome}, []any{here, outcome}, what)
	}
}
