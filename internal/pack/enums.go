package pack

import (
	"database/sql/driver"
	"fmt"
	"slices"
)

// Purpose is what a pack is made for.
type Purpose int

// The purposes.
const (
	Appraisal Purpose = iota + 1
	// Panel is an interview or a promotion panel.
	Panel
	OwnRecord
)

var purposeNames = []string{"", "appraisal", "panel", "own_record"}

// ParsePurpose reads a purpose's name.
func ParsePurpose(name string) (Purpose, error) { return parse[Purpose](purposeNames, name) }

// String gives the purpose as the API writes it.
func (p Purpose) String() string { return purposeNames[p] }

// Words gives the purpose as people say it.
func (p Purpose) Words() string {
	return [...]string{"", "For an appraisal", "For a panel or interview", "The person's own record"}[p]
}

// Value stores the purpose's name.
func (p Purpose) Value() (driver.Value, error) { return purposeNames[p], nil }

// Scan reads a purpose's name.
func (p *Purpose) Scan(value any) error { return scan(purposeNames, value, p) }

// MarshalText writes the purpose's name.
func (p Purpose) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the purpose's name.
func (p *Purpose) UnmarshalText(text []byte) error { return scan(purposeNames, string(text), p) }

// Parts is how much of a portfolio goes into a pack.
type Parts int

// The parts.
const (
	// Whole is every statement that the role asks for or that was claimed, and all evidence.
	Whole Parts = iota + 1
	// Showcased is the showcased evidence and what was claimed with it.
	Showcased
	// ChosenStatements are statements that were chosen one by one.
	ChosenStatements
	// OneRole is what one role asks for.
	OneRole
)

var partsNames = []string{"", "whole", "showcased", "statements", "role"}

// ParseParts reads the parts' name.
func ParseParts(name string) (Parts, error) { return parse[Parts](partsNames, name) }

// String gives the parts as the API writes them.
func (p Parts) String() string { return partsNames[p] }

// Words gives the parts as people say them.
func (p Parts) Words() string {
	return [...]string{"", "The whole portfolio", "Showcased evidence", "Chosen statements", "What one role asks for"}[p]
}

// Value stores the parts' name.
func (p Parts) Value() (driver.Value, error) { return partsNames[p], nil }

// Scan reads the parts' name.
func (p *Parts) Scan(value any) error { return scan(partsNames, value, p) }

// MarshalText writes the parts' name.
func (p Parts) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the parts' name.
func (p *Parts) UnmarshalText(text []byte) error { return scan(partsNames, string(text), p) }

// Kind is the form in which a pack is handed out.
type Kind int

// The kinds of document.
const (
	PDF Kind = iota + 1
	ZIP
)

var kindNames = []string{"", "pdf", "zip"}

// ParseKind reads a kind's name.
func ParseKind(name string) (Kind, error) { return parse[Kind](kindNames, name) }

// String gives the kind as the API writes it.
func (k Kind) String() string { return kindNames[k] }

// MediaType gives the kind as HTTP names it.
func (k Kind) MediaType() string { return [...]string{"", "application/pdf", "application/zip"}[k] }

// Value stores the kind's name.
func (k Kind) Value() (driver.Value, error) { return kindNames[k], nil }

// Scan reads a kind's name.
func (k *Kind) Scan(value any) error { return scan(kindNames, value, k) }

// State is how far a document is made.
type State int

// The states of a document.
const (
	Queued State = iota + 1
	Making
	Ready
	Failed
)

var stateNames = []string{"", "queued", "making", "ready", "failed"}

// String gives the state as the API writes it.
func (s State) String() string { return stateNames[s] }

// Value stores the state's name.
func (s State) Value() (driver.Value, error) { return stateNames[s], nil }

// Scan reads a state's name.
func (s *State) Scan(value any) error { return scan(stateNames, value, s) }

func parse[E ~int](names []string, name string) (E, error) {
	i := slices.Index(names, name)
	if i < 1 {
		return 0, fmt.Errorf("%q is none of %v", name, names[1:])
	}
	return E(i), nil
}

func scan[E ~int](names []string, value any, into *E) error {
	var name string
	switch v := value.(type) {
	case string:
		name = v
	case []byte:
		name = string(v)
	default:
		return fmt.Errorf("a column of names holds a %T", value)
	}
	e, err := parse[E](names, name)
	*into = e
	return err
}
