package framework

import (
	"database/sql/driver"
	"fmt"
)

// names are the values of an enumeration with the texts that the database and the contract have for them.
type names[E comparable] map[E]string

func (n names[E]) parse(text string) (E, error) {
	for value, name := range n {
		if name == text {
			return value, nil
		}
	}
	var none E
	return none, fmt.Errorf("there is no %T called %q", none, text)
}

func (n names[E]) scan(into *E, value any) error {
	if value == nil {
		var none E
		*into = none
		return nil
	}
	text, isText := value.(string)
	if bytes, isBytes := value.([]byte); isBytes {
		text, isText = string(bytes), true
	}
	if !isText {
		return fmt.Errorf("a column of %T holds a %T", *into, value)
	}
	parsed, err := n.parse(text)
	*into = parsed
	return err
}

// Value stores the name.
func (s State) Value() (driver.Value, error) { return s.String(), nil }

// Scan reads the name.
func (s *State) Scan(value any) error { return stateNames.scan(s, value) }

// Value stores the name.
func (k ChangeKind) Value() (driver.Value, error) { return k.String(), nil }

// Scan reads the name.
func (k *ChangeKind) Scan(value any) error { return kindNames.scan(k, value) }

// Value stores the name.
func (d Decision) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads the name.
func (d *Decision) Scan(value any) error { return decisionNames.scan(d, value) }
