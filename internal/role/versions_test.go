package role

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

var wholePage = page.Request{Limit: 50}

func TestACopyOfASharedRoleSaysEverythingThatTheOriginalDoes(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, _ seed.Reference) {
		from, err := m.Service.Role(t.Context(), north, officer)
		require.NoError(t, err)
		id, err := m.Service.Copy(t.Context(), north, officer, " Trainee Clinical Coder ", "Ours codes for two hospitals.")
		require.NoError(t, err)
		d, err := m.Service.Detail(t.Context(), north, id)
		require.NoError(t, err)

		assert.Equal(t, "Trainee Clinical Coder", d.Title)
		assert.True(t, d.Local())
		assert.Equal(t, from.Document, d.Document, "its lines are those of the document")
		assert.Equal(t, from.Title, d.Origin)
		assert.Equal(t, 1, d.Version)
		assert.Equal(t, from.Purpose, d.Purpose)
		assert.Equal(t, from.Sections, d.Sections)
		require.Len(t, d.Duties, len(from.Duties))
		for i := range d.Duties {
			assert.NotEqual(t, from.Duties[i].ID, d.Duties[i].ID)
			d.Duties[i].ID = from.Duties[i].ID
		}
		assert.Equal(t, from.Duties, d.Duties)
		require.Len(t, d.Criteria, len(from.Criteria))
		require.Len(t, d.Hazards, len(from.Hazards))
		assert.Len(t, d.Requirements, len(from.Requirements))
		require.Len(t, d.Role.Asks, len(from.Asks))
		for i, a := range d.Role.Asks {
			assert.Equal(t, from.Asks[i].Name, a.Name)
			assert.Equal(t, from.Asks[i].Sources, a.Sources)
		}

		versions, total, err := m.Service.Versions(t.Context(), north, id, wholePage)
		require.NoError(t, err)
		assert.Equal(t, 1, total)
		assert.Equal(t, []Part{PartCopied}, versions[0].Parts)
		assert.Equal(t, "Ours codes for two hospitals.", versions[0].Reason)
		assert.Equal(t, "Standards lead of north", versions[0].ByName)

		_, err = m.Service.Copy(t.Context(), south, id, "Theirs", "Why not.")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another organisation cannot copy it")
		_, err = m.Service.Copy(t.Context(), north, officer, "trainee clinical CODER", "Again.")
		assert.Equal(t, []apperr.Field{{Name: "title", Message: "Your organisation already has a role with this title and band. Choose another title."}}, fieldsOf(t, err))
		_, err = m.Service.Copy(t.Context(), north, officer, "", " ")
		assert.Equal(t, []string{"title", "reason"}, reference.Each(fieldsOf(t, err), func(f apperr.Field) string { return f.Name }))
	})
}

func TestAnEditMakesAVersionAndTheOneBeforeStays(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, _ seed.Reference) {
		ctx := t.Context()
		id, err := m.Service.Copy(ctx, north, officer, "Trainee Clinical Coder", "Ours differs.")
		require.NoError(t, err)
		first, err := m.Service.Role(ctx, north, id)
		require.NoError(t, err)

		duties := reference.Each(first.Duties, func(d Duty) NewDuty {
			return NewDuty{ID: uuid.NullUUID{UUID: d.ID, Valid: true}, Heading: d.Heading, Factor: d.Factor, Text: d.Text}
		})
		lines := first.Duties[0].Lines
		duties[0].Text = "Code episodes of both hospitals."
		duties = append(duties, NewDuty{Heading: "New", Text: "Help at the audit."})
		criteria := reference.Each(first.Criteria, func(c Criterion) NewCriterion {
			return NewCriterion{ID: uuid.NullUUID{UUID: c.ID, Valid: true}, Group: c.Group, Criterion: c.Criterion, Importance: c.Importance}
		})
		require.NoError(t, m.Service.Edit(ctx, north, id, 1, Edit{Duties: &duties, Criteria: &criteria}, "Two hospitals."))

		second, err := m.Service.Role(ctx, north, id)
		require.NoError(t, err)
		assert.Equal(t, 2, second.Version)
		assert.Equal(t, first.Criteria, second.Criteria, "what was sent as it was keeps its lines and marks")
		assert.Equal(t, first.Duties[1], second.Duties[1])
		assert.Equal(t, first.Duties[0].ID, second.Duties[0].ID)
		assert.Empty(t, second.Duties[0].Lines, "its words are the organisation's now")
		assert.Equal(t, "Changed by the organisation from the words of the document, "+lineNumbers(lines)+".", second.Duties[0].Note)

		v, before, err := m.Service.Version(ctx, north, id, 1)
		require.NoError(t, err)
		assert.Equal(t, 1, v.Number)
		first.Requirements, before.Requirements = nil, nil
		assert.Equal(t, first, before.Role, "the version before reads as it did")

		found, err := m.Service.VersionDifferences(ctx, north, id, 1, 2)
		require.NoError(t, err)
		assert.Equal(t, []Difference{
			{Part: PartDuties, Label: first.Duties[0].Heading, Change: Reworded, Before: first.Duties[0].Text, After: "Code episodes of both hospitals."},
			{Part: PartDuties, Label: "New", Change: Added, After: "Help at the audit."},
		}, sortedByChange(found))

		for name, refused := range map[string]struct {
			id      uuid.UUID
			version int
			edit    Edit
			reason  string
			code    apperr.Code
		}{
			"a stale version":         {id, 1, Edit{Title: new("X")}, "Why.", apperr.CodePreconditionFailed},
			"a shared role":           {officer, 1, Edit{Title: new("X")}, "Why.", apperr.CodeConflict},
			"no reason":               {id, 2, Edit{Title: new("X")}, " ", apperr.CodeInvalid},
			"nothing that changes":    {id, 2, Edit{Title: new("Trainee Clinical Coder")}, "Why.", apperr.CodeInvalid},
			"a role that is no one's": {uuid.New(), 1, Edit{Title: new("X")}, "Why.", apperr.CodeNotFound},
			"a band that was matched": {id, 2, Edit{BandStatus: new(BandMatched)}, "Why.", apperr.CodeInvalid},
		} {
			t.Run(name, func(t *testing.T) {
				err := m.Service.Edit(ctx, north, refused.id, refused.version, refused.edit, refused.reason)
				assert.Equal(t, refused.code.String(), apperr.CodeOf(err).String())
			})
		}
		err = m.Service.Edit(ctx, south, id, 2, Edit{Title: new("Mine")}, "Why.")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, _, err = m.Service.Version(ctx, south, id, 1)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, _, err = m.Service.Version(ctx, north, id, 3)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

// sortedByChange puts rewordings before additions, whatever their place.
func sortedByChange(found []Difference) []Difference {
	var reworded, others []Difference
	for _, d := range found {
		if d.Change == Reworded {
			reworded = append(reworded, d)
		} else {
			others = append(others, d)
		}
	}
	return append(reworded, others...)
}

func TestRequirementsOfEveryKind(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, _ seed.Reference) {
		ctx := t.Context()
		id, err := m.Service.Create(ctx, north, NewRole{
			Title: "Coder", Band: "4", BandStatus: BandStated,
			Criteria: []NewCriterion{{Group: "Qualifications", Criterion: "5 GCSEs", Importance: Essential}},
		})
		require.NoError(t, err)
		r, err := m.Service.Role(ctx, north, id)
		require.NoError(t, err)
		statement := seed.ID(seed.KindStatement, "rmgt-3-access-requests")
		criterion := uuid.NullUUID{UUID: r.Criteria[0].ID, Valid: true}
		all := []NewRequirement{
			{Kind: KindAccreditation, Of: "acc", Importance: Essential, Reason: "The profile asks for it."},
			{Kind: KindSkillLevel, Code: "ANCC", Level: 3, Importance: Essential},
			{Kind: KindStatement, StatementID: uuid.NullUUID{UUID: statement, Valid: true}, Importance: Desirable, LevelOnly: true},
			{Kind: KindCriterion, CriterionID: criterion, Importance: Essential},
			{Kind: KindMilestone, Of: "ccsc", Importance: Essential, Sources: []Source{{seed.DocumentCodingOfficer, []int{61}}}},
		}
		require.NoError(t, m.Service.Edit(ctx, north, id, 1, Edit{Requirements: &all}, "What a coder needs."))
		r, err = m.Service.Role(ctx, north, id)
		require.NoError(t, err)
		names := reference.Each(r.Asks, func(a Ask) string { return a.Name })
		assert.Equal(t, "Accredited Clinical Coder (ACC)", names[0])
		assert.True(t, strings.HasPrefix(names[1], "All of ANCC level 3"), names[1])
		assert.Contains(t, names[1], "statements)")
		assert.True(t, strings.HasPrefix(names[2], "RMGT level 3"), names[2])
		assert.Equal(t, []string{"5 GCSEs", "Standards course"}, names[3:])
		assert.False(t, r.Asks[2].HigherCounts)
		assert.Equal(t, []Source{{seed.DocumentCodingOfficer, []int{61}}}, r.Asks[4].Sources)
		for _, q := range r.Requirements {
			assert.NotEmpty(t, q.StatementID, "scripts find statements only")
		}

		fewer := []NewRequirement{all[4], all[0]}
		fewer[0].Importance, fewer[0].Sources = Desirable, nil
		require.NoError(t, m.Service.Edit(ctx, north, id, 2, Edit{Requirements: &fewer}, "Less is asked."))
		after, err := m.Service.Role(ctx, north, id)
		require.NoError(t, err)
		require.Len(t, after.Asks, 2)
		assert.Equal(t, r.Asks[4].ID, after.Asks[0].ID, "the same requirement keeps its identifier")
		assert.Equal(t, r.Asks[4].Sources, after.Asks[0].Sources)
		assert.Empty(t, after.Requirements)
		_, past, err := m.Service.Version(ctx, north, id, 2)
		require.NoError(t, err)
		assert.Equal(t, names, reference.Each(past.Role.Asks, func(a Ask) string { return a.Name }))
		assert.Len(t, past.Requirements, len(r.Requirements))

		require.NoError(t, m.Service.Edit(ctx, north, id, 3, Edit{Requirements: &[]NewRequirement{all[3]}}, "Only the criterion."))
		for name, c := range map[string]struct {
			edit  Edit
			field string
		}{
			"a criterion that a requirement rests on is taken away": {Edit{Criteria: &[]NewCriterion{}}, "personSpecification"},
			"a milestone that no pathway has":                       {Edit{Requirements: &[]NewRequirement{{Kind: KindMilestone, Of: "flying", Importance: Essential}}}, "requirements[0]"},
			"an accreditation that there is not":                    {Edit{Requirements: &[]NewRequirement{{Kind: KindAccreditation, Of: "flying", Importance: Essential}}}, "requirements[0]"},
			"a criterion of another role": {Edit{Requirements: &[]NewRequirement{
				{Kind: KindCriterion, CriterionID: uuid.NullUUID{UUID: uuid.New(), Valid: true}, Importance: Essential},
			}}, "requirements[0]"},
			"a level and a statement of it": {Edit{Requirements: &[]NewRequirement{
				{Kind: KindSkillLevel, Code: "RMGT", Level: 3, Importance: Essential}, all[2],
			}}, "requirements[1]"},
			"a document that is no source": {Edit{Requirements: &[]NewRequirement{
				{Kind: KindAccreditation, Of: "acc", Importance: Essential, Sources: []Source{{"a letter", []int{1}}}},
			}}, "requirements[0].sources"},
		} {
			t.Run(name, func(t *testing.T) {
				fields := fieldsOf(t, m.Service.Edit(ctx, north, id, 4, c.edit, "Why."))
				require.Len(t, fields, 1)
				assert.Equal(t, c.field, fields[0].Name)
			})
		}

		choices, total, err := m.Service.Choices(ctx, north, id, 0, page.Request{Limit: 200})
		require.NoError(t, err)
		assert.Greater(t, total, 90)
		assert.Equal(t, KindSkillLevel, choices[0].Kind)
		asked := 0
		for _, c := range choices {
			if c.Asked {
				asked++
			}
		}
		assert.Equal(t, 1, asked)
		found, _, err := m.Service.Choices(ctx, north, id, KindMilestone, page.Request{Query: "standards", Limit: 10})
		require.NoError(t, err)
		require.Len(t, found, 1)
		assert.Equal(t, "ccsc", found[0].Of)
	})
}

func TestARetiredRoleStaysReadable(t *testing.T) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, _ seed.Reference) {
		ctx := t.Context()
		id, err := m.Service.Create(ctx, north, NewRole{Title: "Porter", Band: "2", BandStatus: BandStated})
		require.NoError(t, err)
		team := uuid.New()
		insert := func(table string, row map[string]any) {
			require.NoError(t, db.Conn(ctx).Table(table).Create(row).Error)
		}
		insert("teams", map[string]any{"id": team, "organisation_id": north.OrganisationID, "name": "T", "path": "/t/", "version": 1, "created_at": now, "updated_at": now})
		insert("appointments", map[string]any{
			"id": uuid.New(), "organisation_id": north.OrganisationID, "person_id": north.PersonID, "role_id": id, "team_id": team, "band": "2",
			"wte_hundredths": 50, "starts_on": "2026-01-01", "version": 1, "created_at": now, "updated_at": now,
		})
		d, err := m.Service.Detail(ctx, north, id)
		require.NoError(t, err)
		assert.Equal(t, 1, d.Holders)
		seen, total, err := m.Service.Holders(ctx, north, id, wholePage)
		require.NoError(t, err)
		assert.Zero(t, total, "somebody without a role of access sees nobody")
		assert.Empty(t, seen)

		err = m.Service.Retire(ctx, north, id, 1, "Nobody pushes beds any more.")
		assert.ErrorContains(t, err, "1 appointment that has not ended")
		require.NoError(t, db.Conn(ctx).Exec("UPDATE appointments SET ends_on = '2027-03-13' WHERE role_id = ?", id).Error)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(m.Service.Retire(ctx, north, id, 7, "Why.")), "another version was read")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(m.Service.Retire(ctx, north, officer, 1, "Why.")), "a shared role")
		require.NoError(t, m.Service.Retire(ctx, north, id, 1, "Nobody pushes beds any more."))

		r, err := m.Service.Role(ctx, north, id)
		require.NoError(t, err)
		assert.Equal(t, "14 March 2027", r.RetiredOn.String())
		listed := func(f Filter) int {
			_, total, err := m.Service.Roles(ctx, north, f, page.Request{Sort: "title", Limit: 50})
			require.NoError(t, err)
			return total
		}
		assert.Equal(t, []int{3, 1, 4}, []int{listed(Filter{}), listed(Filter{State: StateRetired}), listed(Filter{State: StateAll})})
		assert.Equal(t, []int{3, 0}, []int{listed(Filter{Shared: true}), listed(Filter{Own: true})})
		assert.Equal(t, []int{1, 2}, []int{listed(Filter{Band: "6"}), listed(Filter{Skill: "ANCC"})})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(m.Service.Edit(ctx, north, id, 2, Edit{Title: new("X")}, "Why.")))
		versions, _, err := m.Service.Versions(ctx, north, id, wholePage)
		require.NoError(t, err)
		assert.Equal(t, []Part{PartRetired}, versions[0].Parts)
		_, err = m.Service.Copy(ctx, north, id, "Bed porter", "It is needed again.")
		assert.NoError(t, err)
	})
}

func TestTheSourceDocumentsRolesHaveVersionsToo(t *testing.T) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, ref seed.Reference) {
		_, d, err := m.Service.Version(t.Context(), north, officer, 1)
		require.NoError(t, err)
		now, err := m.Service.Role(t.Context(), north, officer)
		require.NoError(t, err)
		now.Requirements, d.Requirements = nil, nil
		assert.Equal(t, now, d.Role)

		// Roles that were there before versions were kept get theirs at the next start.
		require.NoError(t, db.Conn(t.Context()).Exec("DELETE FROM role_versions").Error)
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		assert.Zero(t, changed)
		v, again, err := m.Service.Version(t.Context(), north, officer, 1)
		require.NoError(t, err)
		assert.Equal(t, versionsKeptSince, v.Reason)
		again.Requirements = nil
		assert.Equal(t, now, again.Role)
	})
}
