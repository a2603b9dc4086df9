package pathway

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
)

// The limits of a condition.
const (
	maxDepth   = 4
	maxParts   = 30
	maxMonths  = 120
	maxWords   = 80
	maxMeaning = 300
)

// Condition is what a move asks, as a tree: All and Any join others, everything else is a leaf. The zero Condition asks
// nothing.
type Condition struct {
	Kind Kind        `json:"kind"`
	Of   []Condition `json:"of,omitempty"`
	// Key names the accreditation or the milestone.
	Key string `json:"key,omitempty"`
	// Months is how many whole months in the present role.
	Months int `json:"months,omitempty"`
	// RoleID says that only a holder of this role can agree or confirm.
	RoleID uuid.NullUUID `json:"roleId,omitzero"`
	// Text is who agrees where no role is named ("the line manager"), or what is to be confirmed, in the words of a sentence.
	Text string `json:"text,omitempty"`
}

// None reports whether the condition asks nothing.
func (c Condition) None() bool { return c.Kind == 0 || c.Kind.Joins() && len(c.Of) == 0 }

// Subject names what somebody agrees to or confirms, in one line that stays the same as long as the condition does. It is
// empty for what nobody has to say.
func (c Condition) Subject() string {
	switch c.Kind {
	case Agreement, Confirmation:
		subject := c.Kind.String() + ":"
		if c.RoleID.Valid {
			subject += c.RoleID.UUID.String() + ":"
		}
		return subject + c.Text
	default:
		return ""
	}
}

// FirstSaid gives the subject of the first condition that somebody has to agree to or confirm; empty when there is none.
func (c Condition) FirstSaid() string {
	if subject := c.Subject(); subject != "" {
		return subject
	}
	for _, part := range c.Of {
		if subject := part.FirstSaid(); subject != "" {
			return subject
		}
	}
	return ""
}

// find gives the leaf with this subject.
func (c Condition) find(subject string) (Condition, bool) {
	if subject != "" && c.Subject() == subject {
		return c, true
	}
	for _, part := range c.Of {
		if found, ok := part.find(subject); ok {
			return found, true
		}
	}
	return Condition{}, false
}

// Names are the names of what conditions refer to, and so the list of what there is.
type Names struct {
	// Roles are the organisation's roles by identifier.
	Roles map[uuid.UUID]Role
	// Milestones and Accreditations are by key, in the order in which they are offered.
	Milestones     []Named
	Accreditations []Named
}

// Named is a key with its name.
type Named struct{ Key, Name string }

func (n Names) milestone(key string) (string, bool)     { return named(n.Milestones, key) }
func (n Names) accreditation(key string) (string, bool) { return named(n.Accreditations, key) }

func named(all []Named, key string) (string, bool) {
	for _, one := range all {
		if one.Key == key {
			return one.Name, true
		}
	}
	return key, false
}

// check refuses a condition that cannot be judged, field by field; field is the condition's own name.
func (c Condition) check(field string, names Names) []apperr.Field {
	if c.Kind == 0 {
		return nil
	}
	parts := 0
	wrong := c.wrong(field, names, 1, &parts)
	if parts > maxParts {
		wrong = append(wrong, apperr.Field{Name: field, Message: fmt.Sprintf("Use at most %d conditions for one move.", maxParts)})
	}
	return wrong
}

func (c Condition) wrong(field string, names Names, depth int, parts *int) []apperr.Field {
	*parts++
	var wrong []apperr.Field
	refuse := func(name, format string, args ...any) {
		wrong = append(wrong, apperr.Field{Name: field + name, Message: fmt.Sprintf(format, args...)})
	}
	role := func() {
		if _, known := names.Roles[c.RoleID.UUID]; c.RoleID.Valid && !known {
			refuse(".roleId", "There is no such role. Choose one of the list.")
		}
	}
	switch c.Kind {
	case All, Any:
		if depth > 1 && len(c.Of) == 0 {
			refuse("", "Add at least one condition to this group, or remove the group.")
		}
		if depth >= maxDepth && len(c.Of) > 0 {
			refuse("", "Put groups inside one another at most %d deep.", maxDepth-1)
			return wrong
		}
		for i, part := range c.Of {
			wrong = append(wrong, part.wrong(fmt.Sprintf("%s.of[%d]", field, i), names, depth+1, parts)...)
		}
	case Accreditation:
		if _, known := names.accreditation(c.Key); !known {
			refuse(".key", "Choose the accreditation.")
		}
	case Milestone:
		if _, known := names.milestone(c.Key); !known {
			refuse(".key", "Choose the milestone.")
		}
	case Months:
		if c.Months < 1 || c.Months > maxMonths {
			refuse(".months", "Enter a number of months from 1 to %d.", maxMonths)
		}
	case Agreement:
		role()
		if !c.RoleID.Valid && strings.TrimSpace(c.Text) == "" {
			refuse(".text", "Say who has to agree, for example “the line manager”, or choose a role.")
		}
		if utf8.RuneCountInString(c.Text) > maxWords {
			refuse(".text", "Say who has to agree in at most %d characters.", maxWords)
		}
	case Confirmation:
		role()
		if strings.TrimSpace(c.Text) == "" {
			refuse(".text", "Say what is to be confirmed.")
		}
		if utf8.RuneCountInString(c.Text) > maxMeaning {
			refuse(".text", "Say what is to be confirmed in at most %d characters.", maxMeaning)
		}
	case Requirements:
	}
	return wrong
}

// Words gives the condition of a move in words, for example "ACC held, or agreed by the service manager".
func (c Condition) Words(m Move, names Names) string {
	if c.None() {
		return "No condition"
	}
	return sentence(c.words(m, names, false))
}

func (c Condition) words(m Move, names Names, inside bool) string {
	switch c.Kind {
	case All, Any:
		parts := make([]string, len(c.Of))
		for i, part := range c.Of {
			parts[i] = part.words(m, names, len(c.Of) > 1)
		}
		with := ", and "
		if c.Kind == Any {
			with = ", or "
		}
		text := strings.Join(parts, with)
		if inside && len(parts) > 1 {
			return "(" + text + ")"
		}
		return text
	case Accreditation:
		name, _ := names.accreditation(c.Key)
		return name + " held"
	case Milestone:
		name, _ := names.milestone(c.Key)
		return name + " done"
	case Requirements:
		return "every essential requirement of " + names.Roles[m.To].Title + " met"
	case Months:
		return plural(c.Months, "month") + " as " + names.Roles[m.From].Title
	case Agreement:
		return "agreed by " + c.who(names)
	default:
		if c.RoleID.Valid {
			return c.Text + " (confirmed by " + c.who(names) + ")"
		}
		return c.Text
	}
}

// who names whom the condition asks.
func (c Condition) who(names Names) string {
	switch {
	case c.RoleID.Valid:
		return "the " + names.Roles[c.RoleID.UUID].Title
	case c.Kind == Agreement:
		return c.Text
	default:
		return "a manager"
	}
}

func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(string(first)) + text[size:]
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
