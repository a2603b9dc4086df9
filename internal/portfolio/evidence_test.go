package portfolio

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

func to[T any](v T) *T { return &v }

func goodContent() EvidenceEdit {
	return EvidenceEdit{
		Title: to("Audit of February's cardiology episodes"), Kind: to(AuditResult), WhatIDid: to("I audited 30 episodes."),
		HappenedOn: to(calendar.On(2027, 3, 12)), Links: &[]Link{{"Coding clinic", "https://example.nhs.uk/clinic?ref=1"}},
	}
}

func TestWhatEvidenceMustHave(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(*EvidenceEdit)
		fields []string
	}{
		{"everything", func(*EvidenceEdit) {}, nil},
		{"today", func(e *EvidenceEdit) { e.HappenedOn = to(calendar.On(2027, 3, 14)) }, nil},
		{"no links", func(e *EvidenceEdit) { e.Links = nil }, nil},
		{"a blank title", func(e *EvidenceEdit) { e.Title = to(" \t") }, []string{"title"}},
		{"no account of what was done", func(e *EvidenceEdit) { e.WhatIDid = to("\n") }, []string{"whatIDid"}},
		{"no kind", func(e *EvidenceEdit) { e.Kind = nil }, []string{"kind"}},
		{"no date", func(e *EvidenceEdit) { e.HappenedOn = nil }, []string{"happenedOn"}},
		{"tomorrow", func(e *EvidenceEdit) { e.HappenedOn = to(calendar.On(2027, 3, 15)) }, []string{"happenedOn"}},
		{"nothing at all", func(e *EvidenceEdit) { *e = EvidenceEdit{} }, []string{"title", "kind", "whatIDid", "happenedOn"}},
		{"a script as a link", linked("javascript:alert(1)"), []string{"links[0].url"}},
		{"data as a link", linked("data:text/html,<script>alert(1)</script>"), []string{"links[0].url"}},
		{"a path as a link", linked("/etc/passwd"), []string{"links[0].url"}},
		{"an address without a host", linked("https:///x"), []string{"links[0].url"}},
		{"an address with only a port", linked("https://:80/x"), []string{"links[0].url"}},
		{"an address that hides its host behind a user", linked("https://nhs.uk@evil.example/"), []string{"links[0].url"}},
		{"a file on the reader's machine", linked("file:///c:/x"), []string{"links[0].url"}},
		{"another site's address without a scheme", linked("//evil.example"), []string{"links[0].url"}},
		{"a link without a name", func(e *EvidenceEdit) { e.Links = &[]Link{{" ", "https://example.nhs.uk"}} }, []string{"links[0].title"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			content := goodContent()
			c.change(&content)
			e, err := NewEvidence(trainee, moment, trainee.PersonID, content)
			assert.Equal(t, c.fields, fieldsOf(err))
			if c.fields == nil {
				require.NoError(t, err)
				assert.Equal(t, 1, e.Version)
			}
		})
	}
}

func linked(address string) func(*EvidenceEdit) {
	return func(e *EvidenceEdit) { e.Links = &[]Link{{"A page", address}} }
}

func TestTodayIsTheDateInEngland(t *testing.T) {
	content := goodContent()
	content.HappenedOn = to(calendar.On(2027, 6, 11))
	lateEvening := time.Date(2027, time.June, 10, 23, 30, 0, 0, time.UTC)
	_, err := NewEvidence(trainee, lateEvening, trainee.PersonID, content)
	assert.NoError(t, err, "half past eleven UTC is after midnight in British summer time")
}

func TestAnEditChangesOnlyWhatItNames(t *testing.T) {
	e, err := NewEvidence(trainee, earlier, trainee.PersonID, goodContent())
	require.NoError(t, err)
	after, err := e.Edit(trainee, moment, EvidenceEdit{Reflection: to(" I would sample more. ")}, nil)
	require.NoError(t, err)
	want := e
	want.Reflection, want.Version, want.UpdatedAt = "I would sample more.", 2, moment
	assert.Equal(t, want, after)
	_, err = e.Edit(assessor, moment, EvidenceEdit{Reflection: to("x")}, nil)
	assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
}

func TestWhatUseForbids(t *testing.T) {
	for _, c := range []struct {
		what                string
		uses                []Use
		editable, deletable bool
	}{
		{"unused", nil, true, true},
		{"in a draft", []Use{{State: Draft}}, true, false},
		{"in a draft that was withdrawn unseen", []Use{{State: Withdrawn}}, true, true},
		{"waiting for review", []Use{{State: Submitted, WasSubmitted: true}}, true, false},
		{"withdrawn after a reviewer could see it", []Use{{State: Withdrawn, WasSubmitted: true}}, true, false},
		{"returned", []Use{{State: Returned, WasSubmitted: true}}, true, false},
		{"approved", []Use{{State: Approved, WasSubmitted: true}}, false, false},
		{"approved at a lower level", []Use{{State: ApprovedLower, WasSubmitted: true}}, false, false},
		{"approved in one of two claims", []Use{{State: Draft}, {State: Approved, WasSubmitted: true}}, false, false},
	} {
		t.Run(c.what, func(t *testing.T) {
			assert.Equal(t, c.editable, Editable(c.uses))
			assert.Equal(t, c.deletable, Deletable(c.uses))
			e, err := NewEvidence(trainee, earlier, trainee.PersonID, goodContent())
			require.NoError(t, err)
			_, err = e.Edit(trainee, moment, EvidenceEdit{Title: to("Another title")}, c.uses)
			assert.Equal(t, c.editable, err == nil)
			after, err := e.Edit(trainee, moment, EvidenceEdit{Showcased: to(true)}, c.uses)
			require.NoError(t, err, "where it is shown can always be changed")
			assert.True(t, after.Showcased())
		})
	}
}
