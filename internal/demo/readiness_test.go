package demo_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/workforce"
)

// ready holds the lists of readiness, single points and benches to what a plain loop over each person's own readiness finds.
func (m made) ready(t *testing.T) {
	ctx, lead := t.Context(), m.actor(t, "lead@demo.example")
	known := map[[2]uuid.UUID]workforce.Readiness{}
	against := func(person, role uuid.UUID) workforce.Readiness {
		r, read := known[[2]uuid.UUID{person, role}]
		if !read {
			var err error
			r, err = m.workforce.Readiness(ctx, lead, person, &role)
			require.NoError(t, err)
			known[[2]uuid.UUID{person, role}] = r
		}
		return r
	}
	compare := func(a workforce.Against, role uuid.UUID, code string) workforce.ComparisonPage {
		found, err := m.workforce.Compare(ctx, lead, a, role, code, workforce.Filter{}, everyone())
		require.NoError(t, err)
		return found
	}
	people, err := m.workforce.People(ctx, lead, workforce.Filter{}, everyone())
	require.NoError(t, err)
	benches, err := m.workforce.Benches(ctx, lead, "", workforce.Filter{}, everyone())
	require.NoError(t, err)
	require.NotEmpty(t, benches.Benches)

	for _, list := range []workforce.ComparisonPage{
		compare(workforce.AgainstOwn, uuid.Nil, ""), compare(workforce.AgainstNext, uuid.Nil, ""),
		compare(workforce.AgainstChosen, benches.Benches[0].Role.ID, ""),
	} {
		assert.Len(t, list.Comparisons, people.Total)
		ready := 0
		for _, c := range list.Comparisons {
			if c.Role.ID == uuid.Nil {
				continue
			}
			alone := against(c.Person.ID, c.Role.ID)
			assert.Equal(t, alone.Summary(), c.Summary(), c.Person.Name)
			if n := alone.Counts(); n.EssentialRequired > 0 && n.EssentialMet == n.EssentialRequired {
				ready++
			}
		}
		assert.Equal(t, ready, list.Ready)
	}
	coders := compare(workforce.AgainstOwn, uuid.Nil, "ANCC")
	assert.NotEmpty(t, coders.Comparisons)
	for _, c := range coders.Comparisons {
		var in workforce.Counts
		for _, s := range against(c.Person.ID, c.Role.ID).Standings {
			if s.Requirement.Code == "ANCC" && s.Requirement.Importance == workforce.Essential {
				in.EssentialRequired++
				if s.State == workforce.Met {
					in.EssentialMet++
				}
			}
		}
		got := c.Counts()
		assert.Equal(t, in, workforce.Counts{EssentialMet: got.EssentialMet, EssentialRequired: got.EssentialRequired}, c.Person.Name)
	}

	// Who needs a statement by the own role, and who would meet it in any role that somebody here is appointed to.
	needed, holders, roles := map[uuid.UUID]int{}, map[uuid.UUID]map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for _, p := range people.Members {
		roles[p.Person.Role.ID] = true
		for _, s := range against(p.Person.ID, p.Person.Role.ID).Standings {
			if s.Requirement.Kind == workforce.OfStatement && s.Requirement.Importance == workforce.Essential {
				needed[s.Requirement.ID]++
			}
		}
	}
	for _, p := range people.Members {
		for role := range roles {
			for _, s := range against(p.Person.ID, role).Standings {
				if s.Requirement.Kind == workforce.OfStatement && s.Requirement.Importance == workforce.Essential && s.State == workforce.Met {
					if holders[s.Requirement.ID] == nil {
						holders[s.Requirement.ID] = map[uuid.UUID]bool{}
					}
					holders[s.Requirement.ID][p.Person.ID] = true
				}
			}
		}
	}
	points, err := m.workforce.SinglePoints(ctx, lead, workforce.SinglePointQuestion{}, workforce.Filter{}, everyone())
	require.NoError(t, err)
	listed := map[uuid.UUID]workforce.SinglePoint{}
	for _, p := range points.Points {
		listed[p.Statement.ID] = p
	}
	for statement, n := range needed {
		p, there := listed[statement]
		assert.Equal(t, len(holders[statement]) <= 1, there, "%s is held by %d", statement, len(holders[statement]))
		if there {
			assert.Equal(t, n, p.Needed)
			assert.Equal(t, len(holders[statement]) == 0, p.Held() == workforce.ByNobody)
		}
	}
	overview, err := m.workforce.Overview(ctx, lead, workforce.Filter{})
	require.NoError(t, err)
	assert.Equal(t, points.Count, overview.SinglePoints, "the number opens its statements")

	for _, b := range benches.Benches {
		ready, nearly := 0, 0
		for _, p := range people.Members {
			if p.Person.Role.ID == b.Role.ID || p.Person.Band == "" || p.Person.Band.Compare(b.Role.Band) > 0 {
				continue
			}
			switch against(p.Person.ID, b.Role.ID).Counts().Place() {
			case workforce.ReadyNow:
				ready++
			case workforce.NearlyReady:
				nearly++
			default:
			}
		}
		assert.Equal(t, []int{ready, nearly}, []int{b.Ready, b.Nearly}, b.Role.Name)
	}
}
