package demo_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/seed"
	"bandwise/seed/demo"
)

func load(t *testing.T) []demo.Trust {
	organisations, err := demo.Organisations()
	require.NoError(t, err)
	var trusts []demo.Trust
	for _, o := range organisations {
		trust, err := o.Load()
		require.NoError(t, err)
		trusts = append(trusts, trust)
	}
	return trusts
}

func TestTheDemoIsWhole(t *testing.T) {
	trusts := load(t)
	require.Len(t, trusts, 2)
	north := trusts[0]
	assert.Equal(t, "Northmoor University Hospitals NHS Trust", north.Name)
	assert.Len(t, north.Teams, 7)
	assert.Len(t, north.People, 60)
	assert.Equal(t, "Southmere Community NHS Trust", trusts[1].Name)

	signIns := map[string]string{}
	for _, trust := range trusts {
		for _, a := range trust.Accounts {
			signIns[a.Email] = a.Person
		}
	}
	for _, name := range []string{"trainee", "coder", "mentor", "assessor", "manager", "lead", "standards", "admin", "auditor", "panel1", "panel2", "panel3", "panel4", "checker"} {
		assert.Contains(t, signIns, name+"@demo.example")
	}
	assert.Contains(t, signIns, "lead@other.example")
	assert.Len(t, signIns, 15)
}

func TestWhatTheDemoTakesFromTheReferenceDataIsThere(t *testing.T) {
	ref, err := seed.Load()
	require.NoError(t, err)
	statements, roles, levels := map[string]bool{}, map[string]bool{}, map[string]map[int]bool{}
	for _, s := range ref.Framework.Statements {
		statements[s.Key] = true
		if levels[s.Code] == nil {
			levels[s.Code] = map[int]bool{}
		}
		levels[s.Code][s.Level] = true
	}
	for _, r := range ref.Roles {
		roles[r.Slug] = true
	}
	profiles := map[string]bool{}
	for _, p := range ref.Profiles {
		profiles[p.Slug] = true
	}
	trusts := load(t)
	for _, trust := range trusts {
		for _, r := range trust.Roles {
			assert.True(t, r.Source == "" || roles[r.Source], r.Key)
			assert.True(t, r.Profile == "" || profiles[r.Profile], r.Key)
			for _, q := range r.Requirements {
				assert.True(t, q.Accreditation == "acc" || levels[q.Code][q.Level], "%s asks %s %d", r.Key, q.Code, q.Level)
				for _, s := range q.Statements {
					assert.True(t, statements[s], "%s asks %s", r.Key, s)
				}
			}
		}
		for _, p := range trust.People {
			for _, e := range p.Evidence {
				for _, c := range e.Claims {
					for _, s := range c.Statements {
						assert.True(t, statements[s], "%s claims %s", p.Key, s)
					}
				}
			}
		}
	}
}

func TestAMistakeInTheDemoIsNamed(t *testing.T) {
	whole := load(t)
	cases := map[string]struct {
		spoil func(*demo.Trust)
		want  string
	}{
		"an unknown team":          {func(d *demo.Trust) { d.People[0].Appointments[0].Team = "nowhere" }, `unknown team "nowhere"`},
		"an unknown role":          {func(d *demo.Trust) { d.People[0].Appointments[0].Role = "nobody" }, `unknown role "nobody"`},
		"a person twice":           {func(d *demo.Trust) { d.People[1].Key = d.People[0].Key }, "there twice"},
		"an address twice":         {func(d *demo.Trust) { d.People[1].Email = d.People[0].Email }, "there twice"},
		"an unknown administrator": {func(d *demo.Trust) { d.Administrator = "nobody" }, "whom nobody knows"},
		"a team under a later one": {func(d *demo.Trust) { d.Teams[0].Under = "inpatient" }, "does not come before it"},
		"an account of nobody":     {func(d *demo.Trust) { d.Accounts[0].Person = "nobody" }, "another name or address"},
		"a role that is neither":   {func(d *demo.Trust) { d.Roles[0].Source = "" }, "either a source or a title"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			spoilt := whole[0]
			spoilt.Teams = append([]demo.Team{}, spoilt.Teams...)
			spoilt.Accounts = append([]demo.Account{}, spoilt.Accounts...)
			spoilt.Roles = append([]demo.Role{}, spoilt.Roles...)
			spoilt.People = append([]demo.Person{}, spoilt.People...)
			spoilt.People[0].Appointments = append([]demo.Appointment{}, spoilt.People[0].Appointments...)
			c.spoil(&spoilt)
			assert.ErrorContains(t, spoilt.Validate(), c.want)
		})
	}
}

// quote is a quotation in a reason, with the line that follows it.
var quote = regexp.MustCompile(`"([^"]+)"`)

var quotedLine = regexp.MustCompile(`\((profile, )?line (\d+)\)`)

// Every quotation in the reasons of the job matches stands in the job description, or in the national profiles, on the line
// that the reason names.
func TestTheReasonsOfMatchesQuoteTheirSources(t *testing.T) {
	sources := map[string]string{"coding-deputy": "001", "coding-officer": "003", "patient-services-officer": "004"}
	plain := strings.NewReplacer("’", "'", "\u00a0", " ")
	lines := func(document string) []string {
		names, err := filepath.Glob("../sources/" + document + "_*.txt")
		require.NoError(t, err)
		require.Len(t, names, 1)
		text, err := os.ReadFile(names[0])
		require.NoError(t, err)
		return strings.Split(plain.Replace(string(text)), "\n")
	}
	organisations, err := demo.Organisations()
	require.NoError(t, err)
	trust, err := organisations[0].Load()
	require.NoError(t, err)
	require.Len(t, trust.Matches, 3)
	profiles, quoted := lines("000"), 0
	for _, m := range trust.Matches {
		document := lines(sources[m.Role])
		for _, l := range m.Levels {
			for _, at := range quote.FindAllStringSubmatchIndex(l.Reason, -1) {
				words := plain.Replace(l.Reason[at[2]:at[3]])
				where := quotedLine.FindStringSubmatch(l.Reason[at[1]:])
				require.NotNil(t, where, "%s, factor %d: %q names no line", m.Role, l.No, words)
				line, err := strconv.Atoi(where[2])
				require.NoError(t, err)
				source := document
				if where[1] != "" {
					source = profiles
				}
				assert.Contains(t, strings.Join(strings.Fields(source[line-1]), " "), words, "%s, factor %d, line %d", m.Role, l.No, line)
				quoted++
			}
		}
	}
	assert.Greater(t, quoted, 90)
}
