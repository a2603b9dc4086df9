package access

import (
	"slices"
	"strings"
)

// Weight says why a permission asks for more than a password.
type Weight int

// The weights.
const (
	// Plain is what a password is enough for: one's own work, and reading.
	Plain Weight = iota + 1
	// Approving decides about other people's work: it is judged, signed off, awarded, confirmed, checked.
	Approving
	// Administering decides for others how things are here: people, access, standards, settings.
	Administering
)

var weightNames = map[Weight]string{Plain: "plain", Approving: "approving", Administering: "administering"}

func (w Weight) String() string { return weightNames[w] }

// The verbs of permissions, which stand after the dot.
var (
	approvingVerbs = []string{
		"sign_off", "review", "decide", "confirm", "award", "agree", "exempt", "extend", "attempts", "pauses", "audit", "work", "check", "withdraw", "place", "lead",
	}
	administeringVerbs = []string{"manage", "edit", "settings", "cycle", "open", "copy"}
)

// WeightOf says what a permission does when it reaches in a scope. Nothing that stays with the person's own record weighs.
func WeightOf(p Permission, within Scope) Weight {
	_, verb, _ := strings.Cut(string(p), ".")
	switch {
	case within == Own:
		return Plain
	case slices.Contains(approvingVerbs, verb):
		return Approving
	case slices.Contains(administeringVerbs, verb):
		return Administering
	}
	return Plain
}

// Weighs reports whether a role approves or administers anything beyond its holder's own record.
func (p *Policy) Weighs(role Role) bool { return p.weighty[role] }

// Weighs reports whether one of the actor's roles of today approves or administers; whoever stands in for somebody approves in
// their stead.
func (a Actor) Weighs() bool {
	return a.policy != nil && (len(a.covers) > 0 || slices.ContainsFunc(a.Roles(), func(r Role) bool { return a.policy.weighty[r] }))
}
