package views_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/workforce/views"
)

func TestWhatAViewHolds(t *testing.T) {
	for name, c := range map[string]struct {
		view View
		path string
		// field is the one that is refused, "" for none.
		field string
	}{
		"filters in order":        {View{Page: Readiness, Name: " Band 4 ", Filters: "sort=-name&band=4"}, "/organisation/readiness?band=4&sort=-name", ""},
		"a search":                {View{Page: People, Name: "Ada", Search: "ada & co"}, "/people?q=ada+%26+co", ""},
		"filters and a search":    {View{Page: Expiries, Name: "Due", Filters: "status=lapsed", Search: "ada"}, "/organisation/expiries?status=lapsed&q=ada", ""},
		"nothing chosen":          {View{Page: HeatMap, Name: "All"}, "/organisation/heat-map", ""},
		"no name":                 {View{Page: Readiness, Name: " "}, "", "name"},
		"a name too long":         {View{Page: Readiness, Name: strings.Repeat("n", 81)}, "", "name"},
		"another page":            {View{Page: "../account", Name: "All"}, "", "page"},
		"a search among filters":  {View{Page: Readiness, Name: "All", Filters: "q=ada"}, "", "filters"},
		"an address in a filter":  {View{Page: Readiness, Name: "All", Filters: "next=https%3A%2F%2Fexample.org"}, "", "filters"},
		"one filter twice":        {View{Page: Readiness, Name: "All", Filters: "band=4&band=5"}, "", "filters"},
		"what cannot be read":     {View{Page: Readiness, Name: "All", Filters: "%zz"}, "", "filters"},
		"too many filters":        {View{Page: Readiness, Name: "All", Filters: strings.Repeat("a", 1001)}, "", "filters"},
		"a search that is longer": {View{Page: Readiness, Name: "All", Search: strings.Repeat("a", 101)}, "", "search"},
	} {
		t.Run(name, func(t *testing.T) {
			kept, err := c.view.Check()
			if c.field == "" {
				require.NoError(t, err)
				assert.Equal(t, c.path, kept.Path())
				return
			}
			var refused *apperr.Error
			require.ErrorAs(t, err, &refused)
			require.Len(t, refused.Fields, 1)
			assert.Equal(t, c.field, refused.Fields[0].Name)
		})
	}
}

func TestAViewIsItsOwnersToChangeAndItsOrganisationsToOpen(t *testing.T) {
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		clock := calendar.Fixed(now)
		service := NewService(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock})
		someone := func(organisation uuid.UUID, name string) access.Actor {
			id := uuid.New()
			require.NoError(t, db.Conn(t.Context()).Exec(`INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at)
				VALUES (?, ?, ?, ?, ?, 1, ?, ?)`, id, organisation, name, name, name, now, now).Error)
			return policy.NewActor(id, organisation, name, name, nil, now)
		}
		trust := func(slug string) uuid.UUID {
			id := uuid.New()
			require.NoError(t, db.Conn(t.Context()).Exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id, slug, slug, now).Error)
			return id
		}
		home := trust("home")
		lead, colleague, stranger := someone(home, "lead"), someone(home, "colleague"), someone(trust("away"), "stranger")

		saved, err := service.Keep(t.Context(), lead, View{Page: Readiness, Name: "Band 4", Filters: "band=4"})
		require.NoError(t, err)
		_, err = service.Keep(t.Context(), lead, View{Page: People, Name: "Anybody"})
		require.NoError(t, err)
		opened, err := service.Open(t.Context(), colleague, saved.ID)
		require.NoError(t, err)
		assert.Equal(t, saved, opened)
		_, err = service.Open(t.Context(), stranger, saved.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))

		mine, total, err := service.Mine(t.Context(), lead, page.Request{Sort: "name", Limit: 10})
		require.NoError(t, err)
		require.Equal(t, 2, total)
		assert.Equal(t, []string{"Anybody", "Band 4"}, []string{mine[0].Name, mine[1].Name})
		_, total, err = service.Mine(t.Context(), colleague, page.Request{Sort: "name", Limit: 10})
		require.NoError(t, err)
		assert.Zero(t, total)

		for _, other := range []access.Actor{colleague, stranger} {
			_, err = service.Rename(t.Context(), other, saved.ID, 1, "Mine now")
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(service.Drop(t.Context(), other, saved.ID, 1)))
		}
		renamed, err := service.Rename(t.Context(), lead, saved.ID, 1, "Band four")
		require.NoError(t, err)
		assert.Equal(t, 2, renamed.Version)
		_, err = service.Rename(t.Context(), lead, saved.ID, 1, "Too late")
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		require.NoError(t, service.Drop(t.Context(), lead, saved.ID, 2))
		_, err = service.Open(t.Context(), lead, saved.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}
