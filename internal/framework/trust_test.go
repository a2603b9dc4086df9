package framework

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// The two trusts of the tests, and their people.
var (
	northmoor = uuid.MustParse("11111111-1111-4111-8111-111111111111")
	southmere = uuid.MustParse("22222222-2222-4222-8222-222222222222")

	standards = person{uuid.MustParse("33333333-3333-4333-8333-333333333333"), northmoor, "Stella Standards", access.StandardsLead}
	trainee   = person{uuid.MustParse("44444444-4444-4444-8444-444444444444"), northmoor, "Tara Trainee", access.Staff}
	assessor  = person{uuid.MustParse("55555555-5555-4555-8555-555555555555"), northmoor, "Asha Assessor", access.Assessor}
	stranger  = person{uuid.MustParse("66666666-6666-4666-8666-666666666666"), southmere, "Sam Stranger", access.StandardsLead}
)

type person struct {
	id, organisation uuid.UUID
	name             string
	role             access.Role
}

var policy = func() *access.Policy {
	p, err := access.LoadPolicy()
	if err != nil {
		panic(err)
	}
	return p
}()

// actor gives a person as signed in on the day of the tests.
func (p person) actor() access.Actor {
	grants := []access.Grant{{PersonID: p.id, OrganisationID: p.organisation, Role: p.role, StartsOn: calendar.MustParseDate("2026-01-01")}}
	return policy.NewActor(p.id, p.organisation, p.name, "", grants, testNow)
}

var testNow = time.Date(2027, 3, 14, 9, 0, 0, 0, time.UTC)

// reading is a request of somebody of the first trust.
func reading(t *testing.T) context.Context {
	return access.WithActor(t.Context(), trainee.actor())
}

// makeTrusts puts the trusts and their people into the database; the assessor is assigned to the trainee.
func makeTrusts(t *testing.T, db *database.DB) {
	t.Helper()
	run := func(sql string, args ...any) {
		t.Helper()
		require.NoError(t, db.Conn(t.Context()).Exec(sql, args...).Error)
	}
	for id, name := range map[uuid.UUID]string{northmoor: "Northmoor", southmere: "Southmere"} {
		run("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id, name, name, testNow)
	}
	for _, p := range []person{standards, trainee, assessor, stranger} {
		run(`INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, 1, ?, ?)`, p.id, p.organisation, p.name, p.name, p.name, testNow, testNow)
	}
	run("INSERT INTO assignments (id, organisation_id, person_id, assignee_id, kind, starts_on, created_at) VALUES (?, ?, ?, ?, 'assessor', '2026-01-01', ?)",
		uuid.New(), northmoor, trainee.id, assessor.id, testNow)
}
