package access

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"
	stringadapter "github.com/casbin/casbin/v2/persist/string-adapter"
)

// A request asks whether a role has a permission in a scope. Which roles a person has, and in which organisation, is the
// business of grants; an Actor is made from those of its own organisation only.
const policyModel = `
[request_definition]
r = role, permission, scope

[policy_definition]
p = role, permission, scope

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.role == p.role && r.permission == p.permission && r.scope == p.scope
`

//go:embed policy.csv
var policyRules string

type allowance struct {
	role       Role
	permission Permission
	scope      Scope
}

// Policy is what each role of access may do. It is fixed for a release: the rules are embedded.
type Policy struct {
	allowed     map[allowance]bool
	permissions []Permission
	// weighty has the roles that approve or administer.
	weighty map[Role]bool
}

// LoadPolicy reads the embedded rules. Every answer that Casbin can give is asked for once, here, so that a request
// costs only look-ups.
func LoadPolicy() (*Policy, error) {
	m, err := model.NewModelFromString(policyModel)
	if err != nil {
		return nil, fmt.Errorf("read the model of the access policy: %w", err)
	}
	var lines []string
	for line := range strings.Lines(policyRules) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	enforcer, err := casbin.NewEnforcer(m, stringadapter.NewAdapter(strings.Join(lines, "\n")))
	if err != nil {
		return nil, fmt.Errorf("read the access policy: %w", err)
	}
	rules, err := enforcer.GetPolicy()
	if err != nil {
		return nil, fmt.Errorf("list the access policy: %w", err)
	}
	p := &Policy{allowed: map[allowance]bool{}, weighty: map[Role]bool{}}
	roles := append([]Role{Staff}, GrantableRoles()...)
	for _, rule := range rules {
		role, permission := Role(rule[0]), Permission(rule[1])
		if !slices.Contains(roles, role) {
			return nil, fmt.Errorf("the access policy names the unknown role %q", role)
		}
		if !slices.Contains([]string{"own", "assigned", "team", "organisation"}, rule[2]) {
			return nil, fmt.Errorf("the access policy names the unknown scope %q", rule[2])
		}
		if !slices.Contains(p.permissions, permission) {
			p.permissions = append(p.permissions, permission)
		}
	}
	slices.Sort(p.permissions)
	for _, role := range roles {
		for _, permission := range p.permissions {
			for scope := Own; scope <= Organisation; scope++ {
				yes, err := enforcer.Enforce(string(role), string(permission), scope.String())
				if err != nil {
					return nil, fmt.Errorf("ask the access policy: %w", err)
				}
				if yes {
					p.allowed[allowance{role, permission, scope}] = true
					p.weighty[role] = p.weighty[role] || WeightOf(permission, scope) != Plain
				}
			}
		}
	}
	return p, nil
}

// Allows reports whether the role has the permission in exactly this scope.
func (p *Policy) Allows(role Role, permission Permission, scope Scope) bool {
	return p.allowed[allowance{role, permission, scope}]
}

// RolesWith lists the roles that have a permission in any scope, sorted.
func (p *Policy) RolesWith(permission Permission) []Role {
	found := map[Role]bool{}
	for a := range p.allowed {
		if a.permission == permission {
			found[a.role] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// Permissions lists every permission that the policy names, sorted.
func (p *Policy) Permissions() []Permission { return slices.Clone(p.permissions) }

// Agree compares the policy with the permissions that the contract's operations carry, by operation. It fails, naming
// every culprit, when an operation has no permission or one that no role is given, and when the policy names a
// permission that the contract never uses.
func (p *Policy) Agree(operations map[string][]Permission) error {
	var wrong []string
	used := map[Permission]bool{}
	for operation, permissions := range operations {
		if len(permissions) == 0 || permissions[0] == "" {
			wrong = append(wrong, fmt.Sprintf("operation %s has no x-permission", operation))
		}
		for _, permission := range permissions {
			used[permission] = true
			if permission != "" && permission != Public && permission != SignedIn && !slices.Contains(p.permissions, permission) {
				wrong = append(wrong, fmt.Sprintf("operation %s asks for the permission %q, which the policy gives to nobody", operation, permission))
			}
		}
	}
	for _, permission := range p.permissions {
		if !used[permission] {
			wrong = append(wrong, fmt.Sprintf("the policy names the permission %q, which no operation asks for", permission))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	slices.Sort(wrong)
	return fmt.Errorf("the contract and the access policy disagree: %s", strings.Join(wrong, "; "))
}
