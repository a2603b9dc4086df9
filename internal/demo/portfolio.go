package demo

import (
	"bytes"
	"context"

	"github.com/google/uuid"

	"bandwise/seed/demo"
)

// addFile stores a file for a person, as that person.
func (m *maker) addFile(ctx context.Context, person demo.Person, f demo.File) (uuid.UUID, error) {
	kept, _, err := m.File.Add(ctx, m.actor(person.Key), m.people[person.Key], f.Name, bytes.NewReader(contentOf(f.Name, f.Lines)))
	return kept.ID, err
}
