package identity

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/openid/providertest"
	"bandwise/internal/platform/testdb"
)

func TestProvidersOfAnOrganisation(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		ctx := t.Context()
		problem, err := n.Service.TryProvider(ctx, n.boss, n.ours.ID)
		require.NoError(t, err)
		assert.Empty(t, problem)
		ways, err := n.Service.WaysIn(ctx, "")
		require.NoError(t, err)
		require.Len(t, ways, 1, "one organisation's are listed without asking")
		assert.Equal(t, WayIn{ID: n.ours.ID, Label: "Northmoor", Organisation: "Northmoor"}, ways[0])

		n.link(t)
		v, err := n.through(t, "sam-there")
		require.NoError(t, err)
		back, browser := n.goThere(t, "sam-there")
		n.edit(t, func(in *ProviderInput) { in.Enabled = false })
		assert.True(t, n.ours.HasSecret, "a secret that is left out stays")
		assert.False(t, n.known(t, v), "what it opened is over")
		_, err = n.complete(t, back, browser)
		assert.Equal(t, errStartedGone, err, "and so is what was under way")
		_, _, err = n.Service.BeginExternal(ctx, n.ours.ID, home)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		ways, err = n.Service.WaysIn(ctx, "sam@example.org")
		require.NoError(t, err)
		assert.Empty(t, ways)
		n.edit(t, func(in *ProviderInput) { in.Enabled = true })
		_, err = n.through(t, "sam-there")
		require.NoError(t, err)
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.provider_added'"))
		assert.Equal(t, 2, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.provider_edited'"))
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE after LIKE ?", "%"+providertest.Secret+"%"))

		in := ProviderInput{Label: "Other", Issuer: n.Issuer, ClientID: "x", Enabled: true}
		_, err = n.Service.EditProvider(ctx, n.boss, n.ours.ID, 1, in)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		_, err = n.Service.AddProvider(ctx, n.boss, in)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "the issuer is there already")
		in.Issuer = "https://other.example"
		_, err = n.Service.EditProvider(ctx, n.boss, n.ours.ID, n.ours.Version, in)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "the issuer stays")
	})
}

func TestAnotherOrganisationsProvider(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		ctx := t.Context()
		other := n.foreigner(t)
		_, err := n.Service.Provider(ctx, other, n.ours.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = n.Service.TryProvider(ctx, other, n.ours.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = n.Service.EditProvider(ctx, other, n.ours.ID, 1, ProviderInput{})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		all, err := n.Service.Providers(ctx, other)
		require.NoError(t, err)
		assert.Empty(t, all)

		// The same provider, also used by the other organisation: whoever is linked in one is nobody in the other.
		n.link(t)
		theirs := n.provider(t, other, func(in *ProviderInput) { in.MakesPeople, in.Domains = false, []string{"southmere.example"} })
		n.ours = theirs
		_, err = n.through(t, "sam-there")
		assert.Equal(t, errUnknownThere, err)

		ways, err := n.Service.WaysIn(ctx, "")
		require.NoError(t, err)
		assert.Empty(t, ways, "several organisations' are not listed to anybody")
		ways, err = n.Service.WaysIn(ctx, " Bea@Southmere.example")
		require.NoError(t, err)
		require.Len(t, ways, 1)
		assert.Equal(t, theirs.ID, ways[0].ID)
	})
}

func TestWhatIsEnteredOfAProvider(t *testing.T) {
	n := newThere(t, testdb.New(t, database.SQLite))
	good := ProviderInput{Label: "L", Issuer: "https://login.example", ClientID: "c"}
	for name, c := range map[string]struct {
		change func(*ProviderInput)
		field  string
	}{
		"an issuer without encryption":   {func(in *ProviderInput) { in.Issuer = "http://login.example" }, "issuer"},
		"an issuer that is no address":   {func(in *ProviderInput) { in.Issuer = "login.example" }, "issuer"},
		"an issuer with a password":      {func(in *ProviderInput) { in.Issuer = "https://a:b@login.example" }, "issuer"},
		"no label":                       {func(in *ProviderInput) { in.Label = " " }, "label"},
		"no client":                      {func(in *ProviderInput) { in.ClientID = "" }, "clientId"},
		"people of no domain":            {func(in *ProviderInput) { in.MakesPeople = true }, "domains"},
		"something that is not a domain": {func(in *ProviderInput) { in.Domains = []string{"a b"} }, "domains"},
	} {
		in := good
		c.change(&in)
		_, err := n.Service.AddProvider(t.Context(), n.boss, in)
		var refusal *apperr.Error
		require.ErrorAs(t, err, &refusal, name)
		require.Len(t, refusal.Fields, 1, name)
		assert.Equal(t, c.field, refusal.Fields[0].Name, name)
	}
	good.Domains = []string{" @Example.org", "example.org", ""}
	p, err := n.Service.AddProvider(t.Context(), n.boss, good)
	require.NoError(t, err)
	assert.Equal(t, []string{"example.org"}, p.Domains)
	assert.False(t, p.HasSecret)
}

func TestWhatIsSaidOfAProviderThatCannotBeUsed(t *testing.T) {
	n := newThere(t, testdb.New(t, database.SQLite))
	wrong := n.provider(t, n.boss, func(in *ProviderInput) { in.Issuer = n.Issuer + "/" })
	problem, err := n.Service.TryProvider(t.Context(), n.boss, wrong.ID)
	require.NoError(t, err)
	assert.Contains(t, problem, "another issuer")
	n.Stop()
	problem, err = n.Service.TryProvider(t.Context(), n.boss, n.ours.ID)
	require.NoError(t, err)
	assert.Contains(t, problem, "does not answer")
}
