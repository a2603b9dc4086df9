package role

import (
	"bytes"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

func TestSkillsOfTwoRoles(t *testing.T) {
	ids := map[string]uuid.UUID{}
	ask := func(aspect string, level Level, importance Importance) Requirement {
		key := aspect + string(rune('0'+level))
		if ids[key] == uuid.Nil {
			ids[key] = uuid.New()
		}
		return Requirement{StatementID: ids[key], Code: "ANCC", Aspect: aspect, Level: level, Importance: importance}
	}
	for _, c := range []struct {
		name     string
		from, to []Requirement
		steps    []string
	}{
		{"nothing", nil, nil, nil},
		{"the same", []Requirement{ask("Escalation", 2, Essential)}, []Requirement{ask("Escalation", 2, Essential)}, []string{"same Escalation 2 2"}},
		{"new", nil, []Requirement{ask("Escalation", 2, Essential)}, []string{"added Escalation 0 2"}},
		{"no longer", []Requirement{ask("Escalation", 2, Essential)}, nil, []string{"gone Escalation 2 0"}},
		{"a higher level", []Requirement{ask("Escalation", 2, Essential)}, []Requirement{ask("Escalation", 3, Essential)}, []string{"level Escalation 2 3"}},
		{"another importance", []Requirement{ask("Escalation", 2, Desirable)}, []Requirement{ask("Escalation", 2, Essential)}, []string{"importance Escalation 2 2"}},
		{
			"what was desirable becomes essential, and the level below goes",
			[]Requirement{ask("Escalation", 2, Essential), ask("Escalation", 3, Desirable)},
			[]Requirement{ask("Escalation", 3, Essential)},
			[]string{"level Escalation 2 3", "importance Escalation 3 3"},
		},
		{
			"another aspect is not another level",
			[]Requirement{ask("Escalation", 2, Essential)}, []Requirement{ask("Coding quality", 3, Essential)},
			[]string{"added Coding quality 0 3", "gone Escalation 2 0"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var steps []string
			for _, s := range compareSkills(c.from, c.to) {
				level := func(q *Requirement) string {
					if q == nil {
						return "0"
					}
					return string(rune('0' + q.Level))
				}
				steps = append(steps, s.Step.String()+" "+s.Aspect+" "+level(s.From)+" "+level(s.To))
			}
			assert.Equal(t, c.steps, steps)
		})
	}
}

func TestPersonSpecificationsOfTwoRoles(t *testing.T) {
	from := []Criterion{
		{Group: "Skills", Criterion: "Attention to detail", Importance: Essential},
		{Group: "Skills", Criterion: "Typing", Importance: Desirable},
		{Group: "Skills", Criterion: "Filing", Importance: Essential},
	}
	to := []Criterion{
		{Group: "Qualities", Criterion: "attention to  DETAIL", Importance: Essential},
		{Group: "Skills", Criterion: "Typing", Importance: Essential},
		{Group: "Skills", Criterion: "Leading", Importance: Desirable},
	}
	found := reference.Each(compareCriteria(from, to), func(c ComparedCriterion) string { return c.Step.String() + " " + c.Criterion })
	assert.Equal(t, []string{"added Leading", "gone Filing", "importance Typing", "same attention to  DETAIL"}, found)
}

func TestFactorsOfTwoRoles(t *testing.T) {
	at := func(low, high int) Factor { return Factor{No: 1, LevelMin: low, LevelMax: high} }
	for name, c := range map[string]struct {
		from, to Factor
		want     Direction
	}{
		"the same":                   {at(2, 3), at(2, 3), Unmoved},
		"both ends up":               {at(2, 3), at(3, 4), Higher},
		"the upper end up":           {at(2, 3), at(2, 4), Higher},
		"the lower end down":         {at(2, 3), at(1, 3), Lower},
		"a range around the other":   {at(2, 3), at(1, 4), Different},
		"a range within the other":   {at(1, 4), at(2, 3), Different},
		"one level below a range":    {at(2, 3), at(1, 1), Lower},
		"one level at its lower end": {at(2, 3), at(2, 2), Lower},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want.String(), compareFactors([]Factor{c.from}, []Factor{c.to})[0].Direction.String())
		})
	}
}

func TestTheDeputyManagerBesideTheOfficer(t *testing.T) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, _ seed.Reference) {
		_, err := m.Service.Role(t.Context(), north, officer) // warms the cache
		require.NoError(t, err)
		ctx, queries := database.CountQueries(t.Context())
		c, err := m.Service.Compare(ctx, north, officer, deputy)
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(5))
		assert.Equal(t, []string{"profile", "profile"}, []string{c.FromBasis.String(), c.ToBasis.String()})
		require.Len(t, c.Factors, 1)
		assert.Equal(t, Higher, c.Factors[0].Direction)
		assert.Contains(t, c.FactorNote, "national profile")
		steps := map[Step]bool{}
		for _, s := range c.Skills {
			steps[s.Step] = true
		}
		assert.True(t, steps[StepLevel], "the officer's aspects are asked for at higher levels")
		asks := reference.Each(c.Asks, func(a ComparedAsk) string { return a.Step.String() + " " + a.Key })
		assert.Contains(t, asks, "added acc")
		assert.Contains(t, asks, "gone ccsc")

		own, err := m.Service.Create(t.Context(), south, NewRole{Title: "Coder", BandStatus: BandUnknown})
		require.NoError(t, err)
		_, err = m.Service.Compare(t.Context(), north, officer, own)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		theirs, err := m.Service.Compare(t.Context(), south, officer, own)
		require.NoError(t, err)
		assert.Contains(t, theirs.FactorNote, "Coder has no national profile")
	})
}

func TestTheAdvertOfEveryRole(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		for _, source := range ref.Roles {
			ctx, queries := database.CountQueries(t.Context())
			first, name, err := m.Service.Advert(ctx, north, seed.ID(seed.KindRole, source.Slug))
			require.NoError(t, err)
			assert.Equal(t, source.Title+".pdf", name)
			assert.True(t, bytes.HasPrefix(first, []byte("%PDF-")))
			again, _, err := m.Service.Advert(ctx, north, seed.ID(seed.KindRole, source.Slug))
			require.NoError(t, err)
			assert.True(t, bytes.Equal(first, again), "the same role gives the same document")
			assert.Positive(t, queries.Load())
		}
		_, _, err := m.Service.Advert(t.Context(), south, uuid.New())
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		assert.Equal(t, "Coder - Auditor", fileName("Coder / Auditor"))
	})
}
