package role

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
)

func TestWhatANewRoleMustSay(t *testing.T) {
	good := NewRole{
		Title: "Health Records Officer", Band: "3", BandStatus: BandStated,
		Duties:       []NewDuty{{Heading: "Duties", Factor: 3, Text: "Files records."}},
		Criteria:     []NewCriterion{{Group: "Skills", Criterion: "Accuracy", Importance: Essential}},
		Requirements: []NewRequirement{{Code: "RMGT", Level: 2, Importance: Essential}},
	}
	profile := uuid.New()
	library := catalogue{
		statements: []offered{{ID: uuid.New(), Code: "RMGT", Level: 2}}, profiles: map[uuid.UUID]string{profile: "Health Records Officer"},
	}
	for _, c := range []struct {
		name   string
		change func(*NewRole)
		fields []apperr.Field
	}{
		{"everything is there", func(*NewRole) {}, nil},
		{"the band is not known", func(n *NewRole) { n.Band, n.BandStatus = "", BandUnknown }, nil},
		{"no title", func(n *NewRole) { n.Title = " " }, []apperr.Field{{Name: "title", Message: "Enter the title of the role."}}},
		{"a title of 201 characters", func(n *NewRole) { n.Title = strings.Repeat("é", 201) }, []apperr.Field{
			{Name: "title", Message: "The title must be 200 characters or fewer."},
		}},
		{"a title of 200 characters", func(n *NewRole) { n.Title = strings.Repeat("é", 200) }, nil},
		{"a band that does not exist", func(n *NewRole) { n.Band = "8" }, []apperr.Field{
			{Name: "band", Message: "Choose a band: 1 to 7, 8a to 8d or 9."},
		}},
		{"a stated band that is missing", func(n *NewRole) { n.Band = "" }, []apperr.Field{
			{Name: "band", Message: "Choose a band: 1 to 7, 8a to 8d or 9."},
		}},
		{"an unknown band that is given", func(n *NewRole) { n.BandStatus = BandUnknown }, []apperr.Field{
			{Name: "band", Message: "Leave the band empty, or say that it is stated."},
		}},
		{"no word on how the band is known", func(n *NewRole) { n.BandStatus = 0 }, []apperr.Field{
			{Name: "bandStatus", Message: "Say how the band is known: stated, or not known yet."},
		}},
		{"a profile without a reason", func(n *NewRole) { n.ProfileID = uuid.NullUUID{UUID: profile, Valid: true} }, []apperr.Field{
			{Name: "profileReason", Message: "Say why this national profile comes nearest."},
		}},
		{"empty duty under a factor that does not exist", func(n *NewRole) { n.Duties = []NewDuty{{Factor: 17}} }, []apperr.Field{
			{Name: "duties[0].text", Message: "Enter the duty."},
			{Name: "duties[0].factor", Message: "Choose a job evaluation factor, 1 to 16, or none."},
		}},
		{"a criterion without words or importance", func(n *NewRole) { n.Criteria = []NewCriterion{{}} }, []apperr.Field{
			{Name: "personSpecification[0].criterion", Message: "Enter the criterion."},
			{Name: "personSpecification[0].importance", Message: "Say whether this is essential or desirable."},
		}},
		{"a requirement that is neither essential nor desirable", func(n *NewRole) { n.Requirements[0].Importance = NotStated }, []apperr.Field{
			{Name: "requirements[0].importance", Message: "Say whether this is essential or desirable."},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := good
			n.Requirements = append([]NewRequirement{}, good.Requirements...)
			c.change(&n)
			_, err := n.edit().applied(Role{}, library)
			assert.Equal(t, c.fields, fieldsOf(t, err))
		})
	}
}

func TestRequirementsBecomeRows(t *testing.T) {
	one, two, other := uuid.New(), uuid.New(), uuid.New()
	framework := catalogue{statements: []offered{
		{ID: one, Code: "RMGT", Level: 2}, {ID: two, Code: "RMGT", Level: 2}, {ID: other, Code: "RMGT", Level: 3},
	}}
	single := func(id uuid.UUID) NewRequirement {
		return NewRequirement{StatementID: uuid.NullUUID{UUID: id, Valid: true}, Importance: Desirable}
	}
	level := func(l Level) NewRequirement {
		return NewRequirement{Code: "RMGT", Level: l, Importance: Essential, Reason: "Local."}
	}
	for _, c := range []struct {
		name   string
		asked  []NewRequirement
		rows   []string
		fields []apperr.Field
	}{
		{"nothing", nil, nil, nil},
		{"a whole skill level", []NewRequirement{level(2)}, []string{"skill_level RMGT/2"}, nil},
		{"one statement", []NewRequirement{single(two)}, []string{"statement " + two.String()}, nil},
		{"a level and a statement of another", []NewRequirement{level(3), single(one)}, []string{"skill_level RMGT/3", "statement " + one.String()}, nil},
		{"a level that has no statements", []NewRequirement{level(2), level(6)}, nil, []apperr.Field{
			{Name: "requirements[1]", Message: "The skill framework has no such statement or skill level."},
		}},
		{"a statement that does not exist", []NewRequirement{single(uuid.New())}, nil, []apperr.Field{
			{Name: "requirements[0]", Message: "The skill framework has no such statement or skill level."},
		}},
		{"a statement of a level that is asked for already", []NewRequirement{level(2), single(two)}, nil, []apperr.Field{
			{Name: "requirements[1]", Message: "The role already asks for this, or for a statement of it."},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			check := &checker{}
			asks := editedAsks(Role{}, c.asked, framework, check)
			assert.Equal(t, c.fields, check.wrong)
			if check.wrong != nil {
				return
			}
			var made []string
			for _, a := range asks {
				made = append(made, a.Kind.String()+" "+a.key())
				assert.True(t, a.Configured, "the organisation decided it")
			}
			assert.Equal(t, c.rows, made)
		})
	}
	asks := editedAsks(Role{}, []NewRequirement{level(3), single(one)}, framework, &checker{})
	first, second := asks[0].row(uuid.Nil, 1), asks[1].row(uuid.Nil, 2)
	assert.Equal(t, []string{"essential", "Local."}, []string{first.Importance, first.Reason})
	assert.Equal(t, []string{"RMGT", "desirable"}, []string{first.Code, second.Importance})
	assert.False(t, first.StatementID.Valid, "a whole level names no statement")
}

func fieldsOf(t *testing.T, err error) []apperr.Field {
	t.Helper()
	if err == nil {
		return nil
	}
	var refusal *apperr.Error
	require.ErrorAs(t, err, &refusal)
	assert.Equal(t, apperr.CodeInvalid, refusal.Code)
	return refusal.Fields
}

func TestEnumsPrintAndParse(t *testing.T) {
	for s := BandStated; s <= BandUnknown; s++ {
		parsed, err := ParseBandStatus(s.String())
		require.NoError(t, err)
		assert.Equal(t, s, parsed)
	}
	for _, text := range []string{"", "Stated", "guessed"} {
		_, err := ParseBandStatus(text)
		assert.Error(t, err, text)
	}
	for f := Rare; f <= FrequencyNotStated; f++ {
		parsed, err := parseFrequency(f.String())
		require.NoError(t, err)
		assert.Equal(t, f, parsed)
	}
}
