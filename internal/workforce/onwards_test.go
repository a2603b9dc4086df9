package workforce

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
)

func TestThePublishedMapSaysWhichRoleIsNext(t *testing.T) {
	named := func(title string) Named { return Named{uuid.NewSHA1(uuid.NameSpaceOID, []byte(title)), title} }
	officer, senior, clerk := named("Officer"), named("Senior"), named("Clerk")
	lead, trainer, unmatched := named("Coding team leader"), named("Coding trainer"), named("A new role")
	roles := []Role{{unmatched, ""}, {trainer, "5"}, {lead, "5"}, {senior, "4"}, {officer, "3"}, {clerk, "4"}}
	onwards := Onwards{officer.ID: {senior.ID}, senior.ID: {unmatched.ID, trainer.ID, lead.ID}, clerk.ID: {unmatched.ID}}
	for name, c := range map[string]struct {
		own  Role
		want string
	}{
		"the one target of the only move":         {Role{officer, "3"}, senior.Name},
		"of two in one band the first by title":   {Role{senior, "4"}, lead.Name},
		"a role without a band where it is alone": {Role{clerk, "4"}, unmatched.Name},
		"no move, no next role":                   {Role{lead, "5"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			next, ok := onwards.Next(c.own, roles)
			assert.Equal(t, c.want, next.Name)
			assert.Equal(t, c.want != "", ok)
		})
	}

	asks := func(code string) Requirement {
		return Requirement{Statement: Statement{Code: code}, Kind: OfStatement, Importance: Essential}
	}
	drawn := ladder{roles: roles, asked: Requirements{officer.ID: {asks("ANCC")}, senior.ID: {asks("ANCC")}}}
	drawn.onwards = Onwards{officer.ID: {clerk.ID}}
	next, _ := drawn.next(Role{officer, "3"})
	assert.Equal(t, clerk.Name, next.Name, "a published map decides, whatever the roles ask")
	drawn.onwards = Onwards{}
	_, ok := drawn.next(Role{officer, "3"})
	assert.False(t, ok, "a map without a move from the role says that there is none")
	drawn.onwards = nil
	next, _ = drawn.next(Role{officer, "3"})
	assert.Equal(t, senior.Name, next.Name, "only where no map is published, what the roles ask decides")
}
