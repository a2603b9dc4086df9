package patientdata

import (
	"fmt"
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
)

// trusts are two organisations with two people each.
type trusts struct {
	t       *testing.T
	db      *database.DB
	service *Service
	// ella and mo are of the one, away of the other.
	ella, mo, away access.Actor
}

func newTrusts(t *testing.T, db *database.DB) *trusts {
	t.Helper()
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	clock := calendar.Fixed(now)
	w := &trusts{t: t, db: db, service: &Service{db: db, store: store{db}, trail: audit.New(audit.NewStore(db), clock), clock: clock}}
	organisation := func(slug string) uuid.UUID {
		id := uuid.New()
		require.NoError(t, db.Conn(t.Context()).Exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id, slug, slug, now).Error)
		return id
	}
	person := func(of uuid.UUID, name string) access.Actor {
		id := uuid.New()
		require.NoError(t, db.Conn(t.Context()).Exec(`INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, 1, ?, ?)`, id, of, name, strings.ToLower(name), id.String()+"@northmoor.example", now, now).Error)
		return access.Actor{PersonID: id, OrganisationID: of, Name: name, Today: calendar.Today(now)}
	}
	north, south := organisation("northmoor"), organisation("southmere")
	w.ella, w.mo, w.away = person(north, "Ella Barnes"), person(north, "Mo Grant"), person(south, "Al Away")
	return w
}

// trail counts the rows of an action.
func (w *trusts) trail(action string) int64 {
	w.t.Helper()
	var n int64
	require.NoError(w.t, w.db.Conn(w.t.Context()).Table("audit_entries").Where("action = ?", "patientdata."+action).Count(&n).Error)
	return n
}

func (w *trusts) check(by access.Actor, text string) error {
	_, err := w.service.CheckTexts(w.t.Context(), by, []Text{{Field: "whatIDid", Text: text}})
	return err
}

// markIn gives the mark under which a refused text is declared.
func (w *trusts) markIn(by access.Actor, text string) string {
	w.t.Helper()
	var refused *apperr.Error
	require.ErrorAs(w.t, w.check(by, text), &refused)
	require.Len(w.t, refused.Findings, 1)
	return refused.Findings[0].Mark
}

func TestADeclaredPassagePassesForItsAuthorAlone(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newTrusts(t, db)
		text := "The invoice 999 123 4500 was paid."
		mark := w.markIn(w.ella, text)
		assert.NotContains(t, mark, "4500", "the mark tells nothing of what was found")
		assert.NotEqual(t, mark, w.markIn(w.mo, text), "another person's passage has another mark")

		_, err := w.service.Declare(t.Context(), w.ella, NHSNumber, mark, " too short")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		assert.Zero(t, w.trail("declared"))
		first, err := w.service.Declare(t.Context(), w.ella, NHSNumber, mark, "  It is the number of an invoice. ")
		require.NoError(t, err)
		assert.Equal(t, []any{"It is the number of an invoice.", "Ella Barnes", NHSNumber}, []any{first.Reason, first.PersonName, first.Kind})
		again, err := w.service.Declare(t.Context(), w.ella, NHSNumber, mark, "Something else entirely.")
		require.NoError(t, err)
		assert.Equal(t, first, again, "the first reason stays")
		assert.Equal(t, int64(1), w.trail("declared"))

		used, err := w.service.CheckTexts(t.Context(), w.ella, []Text{{Field: "title", Text: text}, {Field: "whatIDid", Text: "999-123-4500"}})
		require.NoError(t, err, "the same number passes however it is written")
		require.Len(t, used, 1)
		assert.Equal(t, first.ID, used[0].ID)
		assert.Equal(t, apperr.CodePatientData, apperr.CodeOf(w.check(w.ella, text+" And 999 123 4519.")), "another number does not")
		assert.Equal(t, apperr.CodePatientData, apperr.CodeOf(w.check(w.mo, text)))
		assert.Equal(t, apperr.CodePatientData, apperr.CodeOf(w.check(w.away, text)))

		var kept []map[string]any
		require.NoError(t, db.Conn(t.Context()).Table("patient_data_declarations").Find(&kept).Error)
		assert.NotRegexp(t, `999.?123.?4500`, fmt.Sprint(kept), "what was found is kept nowhere")
	})
}

func TestWhoseDeclarationsAreListed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newTrusts(t, db)
		for i, by := range []access.Actor{w.ella, w.mo, w.away} {
			_, err := w.service.Declare(t.Context(), by, NHSNumber, strings.Repeat(string(rune('a'+i)), 64), "A reason of "+by.Name)
			require.NoError(t, err)
		}
		names := func(all []Declaration) []string {
			found := []string{}
			for _, d := range all {
				found = append(found, d.PersonName)
			}
			return found
		}
		asked := page.Request{Sort: "name", Limit: 10}
		own, total, err := w.service.Own(t.Context(), w.ella, asked)
		require.NoError(t, err)
		assert.Equal(t, []any{[]string{"Ella Barnes"}, 1}, []any{names(own), total})
		all, total, err := w.service.All(t.Context(), w.ella, asked)
		require.NoError(t, err)
		assert.Equal(t, []any{[]string{"Ella Barnes", "Mo Grant"}, 2}, []any{names(all), total}, "never another organisation's")
		asked.Query = "of mo"
		all, _, err = w.service.All(t.Context(), w.ella, asked)
		require.NoError(t, err)
		assert.Equal(t, []string{"Mo Grant"}, names(all))
		ctx, queries := database.CountQueries(t.Context())
		_, _, err = w.service.All(ctx, w.ella, page.Request{Sort: "declaredAt", Limit: 1})
		require.NoError(t, err)
		assert.Equal(t, int64(2), queries.Load())
	})
}

func TestAnOrganisationsHospitalNumbers(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newTrusts(t, db)
		ctx := t.Context()
		require.NoError(t, w.check(w.ella, "Case NM123456."), "no pattern yet")
		kept, err := w.service.AddPattern(ctx, w.mo, Pattern{Name: " Northmoor number ", Shape: "NM ######"})
		require.NoError(t, err)
		assert.Equal(t, Pattern{Name: "Northmoor number", Shape: "NM ######"}, kept.Pattern)
		assert.Equal(t, apperr.CodePatientData, apperr.CodeOf(w.check(w.ella, "Case NM123456.")))
		require.NoError(t, w.check(w.away, "Case NM123456."), "it is looked for at home only")

		for name, wrong := range map[string]Pattern{
			"no name": {Shape: "NM ####"}, "too few digits": {Name: "B", Shape: "NM ###"}, "another's name": {Name: "NORTHMOOR NUMBER", Shape: "B ####"},
		} {
			_, err := w.service.AddPattern(ctx, w.mo, wrong)
			assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), name)
		}
		_, err = w.service.EditPattern(ctx, w.mo, kept.ID, 2, Pattern{Name: "N", Shape: "X #####"})
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		_, err = w.service.EditPattern(ctx, w.away, kept.ID, 1, Pattern{Name: "N", Shape: "X #####"})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another organisation's")
		changed, err := w.service.EditPattern(ctx, w.mo, kept.ID, 1, Pattern{Name: "Northmoor number", Shape: "NX ######"})
		require.NoError(t, err)
		assert.Equal(t, 2, changed.Version)
		require.NoError(t, w.check(w.ella, "Case NM123456."))
		assert.Equal(t, apperr.CodePatientData, apperr.CodeOf(w.check(w.ella, "Case nx-123456.")))

		for i := 1; i < mostPatterns; i++ {
			_, err := w.service.AddPattern(ctx, w.mo, Pattern{Name: fmt.Sprint("Pattern ", i), Shape: "P ####"})
			require.NoError(t, err)
		}
		_, err = w.service.AddPattern(ctx, w.mo, Pattern{Name: "One too many", Shape: "P ####"})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(w.service.RemovePattern(ctx, w.mo, kept.ID, 1)))
		require.NoError(t, w.service.RemovePattern(ctx, w.mo, kept.ID, 2))
		require.NoError(t, w.check(w.ella, "Case NX123456."))
		all, err := w.service.Patterns(ctx, w.mo)
		require.NoError(t, err)
		assert.Len(t, all, mostPatterns-1)
		assert.Equal(t, []int64{mostPatterns, 1, 1}, []int64{w.trail("pattern_added"), w.trail("pattern_changed"), w.trail("pattern_removed")})
	})
}
