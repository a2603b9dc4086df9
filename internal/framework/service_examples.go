package framework

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

const exampleMissing = "Write the example."

// AddExample writes an example beside a statement, after those that are there. An unknown statement is CodeNotFound.
func (s *Service) AddExample(ctx context.Context, by access.Actor, statementID uuid.UUID, text string) (Example, error) {
	text, err := clean("text", text, exampleMissing)
	if err != nil {
		return Example{}, err
	}
	var made Example
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		_, about, err := s.statement(ctx, by, statementID)
		if err != nil {
			return err
		}
		if !about.EndsOn.IsZero() {
			return apperr.Conflict("This statement has ended. Write the example beside one that is in force.")
		}
		there, err := s.store.Examples(ctx, by.OrganisationID, []uuid.UUID{statementID})
		if err != nil {
			return err
		}
		now := s.clock.Now()
		made = Example{
			ID: uuid.New(), StatementID: statementID, Position: len(there[statementID]) + 1, Text: text, Version: 1,
			CreatedBy: named(by), CreatedAt: now, UpdatedBy: named(by), UpdatedAt: now,
		}
		if err := s.store.InsertExample(ctx, by.OrganisationID, made); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "framework.example_added", SubjectKind: "example", SubjectID: made.ID.String(),
			After: audit.Values{"statement": statementID, "text": audit.FreeText(text)},
		})
	})
	return made, err
}

// EditExample changes an example or its place among the others. Another version is CodePreconditionFailed, an example that
// is shown no longer CodeNotFound.
func (s *Service) EditExample(ctx context.Context, by access.Actor, id uuid.UUID, version int, edit ExampleEdit) (Example, error) {
	var kept Example
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.Example(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		if old.Version != version {
			return apperr.PreconditionFailed()
		}
		change := audit.Change{
			Action: "framework.example_edited", SubjectKind: "example", SubjectID: id.String(), Before: audit.Values{"version": version},
			After: audit.Values{"version": version + 1},
		}
		edited := old
		edited.UpdatedBy, edited.UpdatedAt = named(by), s.clock.Now()
		if edit.Text != nil {
			if edited.Text, err = clean("text", *edit.Text, exampleMissing); err != nil {
				return err
			}
			change.Before["text"], change.After["text"] = audit.FreeText(old.Text), audit.FreeText(edited.Text)
		}
		if err := s.store.UpdateExample(ctx, edited, true); err != nil {
			return err
		}
		if edit.Position != nil {
			if err := s.place(ctx, by, old, *edit.Position); err != nil {
				return err
			}
			change.Before["position"], change.After["position"] = old.Position, *edit.Position
		}
		if err := s.trail.Record(ctx, by, change); err != nil {
			return err
		}
		kept, err = s.store.Example(ctx, by.OrganisationID, id)
		return err
	})
	return kept, err
}

// place moves an example among those of its statement.
func (s *Service) place(ctx context.Context, by access.Actor, e Example, position int) error {
	there, err := s.store.Examples(ctx, by.OrganisationID, []uuid.UUID{e.StatementID})
	if err != nil {
		return err
	}
	for _, moved := range placed(there[e.StatementID], e.ID, position) {
		if err := s.store.PlaceExample(ctx, moved.ID, moved.Position); err != nil {
			return err
		}
	}
	return nil
}

// EndExample shows an example no longer; it stays in the database. Another version is CodeConflict.
func (s *Service) EndExample(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.Example(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		old.Version, old.UpdatedBy, old.UpdatedAt = version, named(by), s.clock.Now()
		if err := s.store.UpdateExample(ctx, old, false); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "framework.example_ended", SubjectKind: "example", SubjectID: id.String(),
			Before: audit.Values{"active": true}, After: audit.Values{"active": false},
		})
	})
}

func named(by access.Actor) Person { return Person{ID: by.PersonID, Name: by.Name} }
