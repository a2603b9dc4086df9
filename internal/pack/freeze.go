package pack

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// freeze makes a pack's content from somebody's records, and gives the files that it needs.
func freeze(p Pack, w Wish, maker string, progress *Progress, r records) (Content, []uuid.UUID) {
	c := Content{
		Format: Format, Schema: Schema, ID: p.ID, Title: p.Title, Purpose: p.Purpose, Parts: p.Parts, FrozenOn: p.FrozenOn, MadeBy: maker,
		Organisation: r.organisation, Person: r.person, Progress: progress,
		Frameworks: []Framework{}, Statements: []Statement{}, Criteria: []Criterion{}, Evidence: []Evidence{}, Files: []File{},
	}
	if r.role != nil {
		c.Role = &Role{Title: r.role.Title, Band: r.role.Band, Since: r.role.StartsOn}
	}
	claims := r.claimsFor(w)
	keys, files := c.addEvidence(w, claims, r)
	c.addStatements(w, claims, keys, r)
	c.addCriteria(claims, keys, r)
	return c, files
}

// claimsFor gives the claims that go into the pack, by statement or criterion.
func (r records) claimsFor(w Wish) map[uuid.UUID][]claimRow {
	showcased := map[uuid.UUID]bool{}
	for _, e := range r.evidence {
		showcased[e.ID] = e.Showcased
	}
	claims := map[uuid.UUID][]claimRow{}
	for _, c := range r.claims {
		var in bool
		switch w.Parts {
		case Whole:
			in = true
		case Showcased:
			in = slices.ContainsFunc(r.rests[c.ID], func(id uuid.UUID) bool { return showcased[id] })
		case ChosenStatements:
			in = slices.Contains(w.Statements, c.about())
		case OneRole:
			in = r.required[c.about()] != ""
		}
		if in {
			claims[c.about()] = append(claims[c.about()], c)
		}
	}
	return claims
}

// addEvidence puts in the evidence, showcased first, and gives its keys by identifier, and the files' identifiers.
func (c *Content) addEvidence(w Wish, claims map[uuid.UUID][]claimRow, r records) (map[uuid.UUID]string, []uuid.UUID) {
	claimed := map[uuid.UUID]bool{}
	for _, of := range claims {
		for _, claim := range of {
			for _, id := range r.rests[claim.ID] {
				claimed[id] = true
			}
		}
	}
	rows := slices.Clone(r.evidence)
	slices.SortStableFunc(rows, func(a, b evidenceRow) int {
		switch {
		case a.Showcased == b.Showcased:
			return 0
		case a.Showcased:
			return -1
		default:
			return 1
		}
	})
	keys, taken, contents := map[uuid.UUID]string{}, map[string]bool{}, map[string]bool{}
	var files []uuid.UUID
	for _, row := range rows {
		if !claimed[row.ID] && w.Parts != Whole && (w.Parts != Showcased || !row.Showcased) {
			continue
		}
		e := Evidence{
			Title: row.Title, Kind: row.Kind, WhatIDid: row.WhatIDid, Reflection: row.Reflection, HappenedOn: row.HappenedOn,
			Showcased: row.Showcased, Files: []FileRef{}, Links: append([]Link{}, r.links[row.ID]...),
		}
		if !row.HappenedUntil.IsZero() {
			e.HappenedUntil = &row.HappenedUntil
		}
		for _, f := range r.files[row.ID] {
			e.Files = append(e.Files, FileRef{Name: f.Name, SHA256: f.SHA256})
			if !contents[f.SHA256] {
				contents[f.SHA256] = true
				c.Files = append(c.Files, File{SHA256: f.SHA256, Name: f.Name, MediaType: f.MediaType, Size: f.Size})
				files = append(files, f.ID)
			}
		}
		e = keyed(e, taken)
		keys[row.ID] = e.Key
		c.Evidence = append(c.Evidence, e)
	}
	return keys, files
}

// addStatements puts in the statements that are asked for or claimed, with their claims, and the frameworks they are from.
func (c *Content) addStatements(w Wish, claims map[uuid.UUID][]claimRow, keys map[uuid.UUID]string, r records) {
	frameworks := map[uuid.UUID]bool{}
	for _, s := range r.statements {
		asked := r.required[s.ID] != "" && (w.Parts == Whole || w.Parts == OneRole) || w.Parts == ChosenStatements && slices.Contains(w.Statements, s.ID)
		if !asked && len(claims[s.ID]) == 0 {
			continue
		}
		s.Importance, s.Claims = r.required[s.ID], []Claim{}
		for _, row := range claims[s.ID] {
			s.Claims = append(s.Claims, r.claim(row, keys, c.FrozenOn))
		}
		frameworks[s.FrameworkID] = true
		c.Statements = append(c.Statements, s)
	}
	slices.SortStableFunc(c.Statements, func(a, b Statement) int {
		if by := strings.Compare(a.Code, b.Code); by != 0 {
			return by
		}
		return a.Level - b.Level
	})
	for _, f := range r.frameworks {
		if frameworks[f.ID] {
			c.Frameworks = append(c.Frameworks, f)
		}
	}
}

// addCriteria puts in the criteria that were claimed, in the order of the claims.
func (c *Content) addCriteria(claims map[uuid.UUID][]claimRow, keys map[uuid.UUID]string, r records) {
	at := map[uuid.UUID]int{}
	for _, row := range r.claims {
		if row.CriterionID == nil || len(claims[*row.CriterionID]) == 0 {
			continue
		}
		i, there := at[*row.CriterionID]
		if !there {
			i = len(c.Criteria)
			at[*row.CriterionID] = i
			c.Criteria = append(c.Criteria, Criterion{Text: row.Criterion, Group: row.CriterionGroup, Role: row.CriterionRole, Claims: []Claim{}})
		}
		c.Criteria[i].Claims = append(c.Criteria[i].Claims, r.claim(row, keys, c.FrozenOn))
	}
}

func (r records) claim(row claimRow, keys map[uuid.UUID]string, today calendar.Date) Claim {
	c := Claim{
		State: row.State, Explanation: row.Explanation, Evidence: []string{}, History: append([]Step{}, r.steps[row.ID]...), Former: r.former[row.ID],
		Conversation: r.talk[row.ID],
	}
	if row.StatementID != nil && row.DecidedAt != nil && (row.State == "approved" || row.State == "approved_lower") {
		if stale, is := r.rules[*row.StatementID].Approval(calendar.Today(*row.DecidedAt), row.Newest, today); is {
			c.NeedsFreshEvidence = &Stale{stale.Since, stale.Because}
		}
	}
	if row.SelfJudgement != nil {
		c.SelfJudgement, c.SelfReason = *row.SelfJudgement, row.SelfReason
	}
	if row.ApprovedLevel != nil {
		c.Level = *row.ApprovedLevel
	}
	for _, id := range r.rests[row.ID] {
		if key := keys[id]; key != "" {
			c.Evidence = append(c.Evidence, key)
		}
	}
	return c
}
