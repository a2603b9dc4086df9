package patientdata

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// mostPatterns is how many patterns an organisation may have: every text is held against each.
const mostPatterns = 20

// KeptPattern is a pattern of an organisation.
type KeptPattern struct {
	Pattern
	ID      uuid.UUID
	Version int
}

func (r patternRow) kept() KeptPattern {
	return KeptPattern{Pattern: Pattern{Name: r.Name, Shape: r.Shape}, ID: r.ID, Version: r.Version}
}

func (p Pattern) values() audit.Values {
	return audit.Values{"name": audit.FreeText(p.Name), "shape": p.Shape}
}

// Patterns lists the patterns of by's organisation, by name.
func (s *Service) Patterns(ctx context.Context, by access.Actor) ([]KeptPattern, error) {
	rows, err := s.store.patterns(ctx, by.OrganisationID)
	all := make([]KeptPattern, len(rows))
	for i, row := range rows {
		all[i] = row.kept()
	}
	return all, err
}

// checked gives the pattern as it is kept; one that cannot be used is CodeInvalid.
func (p Pattern) checked() (Pattern, error) {
	p = Pattern{Name: strings.TrimSpace(p.Name), Shape: strings.TrimSpace(p.Shape)}
	if p.Name == "" {
		return p, apperr.InvalidField("name", "Give the pattern a name of up to 60 characters.")
	}
	if problem := p.Problem(); problem != "" {
		return p, apperr.InvalidField("shape", problem)
	}
	return p, nil
}

// AddPattern adds a pattern to by's organisation. One that cannot be used, a name that another one has, and more than
// twenty patterns are CodeInvalid.
func (s *Service) AddPattern(ctx context.Context, by access.Actor, p Pattern) (KeptPattern, error) {
	p, err := p.checked()
	if err != nil {
		return KeptPattern{}, err
	}
	row := patternRow{ID: uuid.New(), OrganisationID: by.OrganisationID, Name: p.Name, Shape: p.Shape, Version: 1, CreatedAt: s.clock.Now()}
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.mustFit(ctx, row); err != nil {
			return err
		}
		if err := s.store.addPattern(ctx, row); err != nil {
			return nameTaken(err)
		}
		return s.note(ctx, by, "pattern_added", row.ID, nil, p.values())
	})
	return row.kept(), err
}

// mustFit refuses a pattern too many, and a name that another pattern has.
func (s *Service) mustFit(ctx context.Context, row patternRow) error {
	rows, err := s.store.patterns(ctx, row.OrganisationID)
	if err != nil {
		return err
	}
	others := 0
	for _, r := range rows {
		if r.ID == row.ID {
			continue
		}
		others++
		if strings.EqualFold(r.Name, row.Name) {
			return apperr.InvalidField("name", "Another pattern has this name.")
		}
	}
	if others >= mostPatterns {
		return apperr.InvalidField("name", "There are twenty patterns already. Remove one first.")
	}
	return nil
}

func nameTaken(err error) error {
	if apperr.CodeOf(err) == apperr.CodeConflict {
		return apperr.InvalidField("name", "Another pattern has this name.")
	}
	return err
}

// EditPattern changes a pattern. The version must be the newest: CodePreconditionFailed when it is not. A pattern of
// another organisation is CodeNotFound.
func (s *Service) EditPattern(ctx context.Context, by access.Actor, id uuid.UUID, version int, p Pattern) (KeptPattern, error) {
	p, err := p.checked()
	if err != nil {
		return KeptPattern{}, err
	}
	var row patternRow
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.version(ctx, by, id, version)
		if err != nil {
			return err
		}
		row = old
		row.Name, row.Shape, row.Version = p.Name, p.Shape, old.Version+1
		if err := s.mustFit(ctx, row); err != nil {
			return err
		}
		if err := s.store.savePattern(ctx, row, version); err != nil {
			return nameTaken(err)
		}
		return s.note(ctx, by, "pattern_changed", id, old.kept().values(), p.values())
	})
	return row.kept(), err
}

// RemovePattern takes a pattern away; it answers like EditPattern.
func (s *Service) RemovePattern(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.version(ctx, by, id, version)
		if err != nil {
			return err
		}
		if err := s.store.removePattern(ctx, id, version); err != nil {
			return err
		}
		return s.note(ctx, by, "pattern_removed", id, old.kept().values(), nil)
	})
}

func (s *Service) version(ctx context.Context, by access.Actor, id uuid.UUID, version int) (patternRow, error) {
	row, err := s.store.pattern(ctx, by.OrganisationID, id)
	if err == nil && row.Version != version {
		err = apperr.PreconditionFailed()
	}
	return row, err
}

func (s *Service) note(ctx context.Context, by access.Actor, what string, id uuid.UUID, before, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: "patientdata." + what, SubjectKind: "hospital_number_pattern", SubjectID: id.String(), Before: before, After: after,
	})
}
