package framework

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// StatementPage is everything about one statement.
type StatementPage struct {
	Statement Statement
	// Beside are the others in force of the same skill and aspect, the lowest level first.
	Beside []Statement
	// ReplacedBy took its place; Replaces are those whose place it took, the latest first.
	ReplacedBy *Statement
	Replaces   []Statement
	History    []StatementHistory
	RequiredBy []RequiringRole
	Examples   []Example
	Links      []LevelLink
}

// StatementHistory is what a published edition did to a statement.
type StatementHistory struct {
	Edition Edition
	Change  Change
}

// LevelLink is a national profile to which a skill level is linked.
type LevelLink struct {
	ProfileID    uuid.UUID
	ProfileTitle string
	Band         string
	Reason       string
}

// EvidencedBy says who may claim a statement and who may approve a claim, as the access policy has it for
// portfolio.write and portfolio.review.
var EvidencedBy = []string{
	"Each person claims it for themselves, with evidence of their own work.",
	"The assessor who is assigned to that person, or a manager of the person's team, reviews the claim and approves it.",
	"Nobody approves a claim of their own.",
}

// Statement gives one statement, in force or not, with what belongs to it. An unknown one is CodeNotFound.
func (s *Service) Statement(ctx context.Context, by access.Actor, id uuid.UUID) (StatementPage, error) {
	held, asked, err := s.statement(ctx, by, id)
	if err != nil {
		return StatementPage{}, err
	}
	p := StatementPage{Statement: asked}
	var beside []shelved
	for _, one := range held.inForce(asked.FrameworkID) {
		if one.ID != id && one.Code == asked.Code && one.Aspect == asked.Aspect {
			beside = append(beside, one)
		}
	}
	p.Beside = plain(reference.Sorted(beside, page.Request{}, statementOrders["level"]))
	if successor, there := held.byID[asked.ReplacedBy.UUID]; asked.ReplacedBy.Valid && there {
		p.ReplacedBy = &successor
	}
	for old, is := held.replaced[id]; is; old, is = held.replaced[old] {
		p.Replaces = append(p.Replaces, held.byID[old])
	}
	requiring, err := s.store.Requiring(ctx, by.OrganisationID, asked.Code, asked.Level)
	if err != nil {
		return StatementPage{}, err
	}
	p.RequiredBy = requiring[id]
	if p.History, err = s.store.History(ctx, by.OrganisationID, id); err != nil {
		return StatementPage{}, err
	}
	examples, err := s.store.Examples(ctx, by.OrganisationID, []uuid.UUID{id})
	if err != nil {
		return StatementPage{}, err
	}
	p.Examples = examples[id]
	p.Links, err = s.store.Links(ctx, asked.Code, asked.Level)
	return p, err
}

func (s *Service) statement(ctx context.Context, by access.Actor, id uuid.UUID) (library, Statement, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return library{}, Statement{}, err
	}
	asked, known := held.byID[id]
	if !known {
		return library{}, Statement{}, apperr.NotFound("statement")
	}
	return held, asked, nil
}

// LevelPage is everything that somebody at one level of a skill does.
type LevelPage struct {
	Skill      Skill
	Level      LevelName
	Statements []LevelStatement
	Links      []LevelLink
	// Others are the other levels that have statements.
	Others []LevelName
}

// LevelStatement is a statement of a level with where it is required and what good looks like.
type LevelStatement struct {
	Statement  Statement
	RequiredBy []RequiringRole
	Examples   []Example
}

// Level gives one level of a skill. A framework, code or level without statements in force is CodeNotFound.
func (s *Service) Level(ctx context.Context, by access.Actor, frameworkID uuid.UUID, code string, level Level) (LevelPage, error) {
	held, f, skill, err := s.skill(ctx, by, frameworkID, code)
	if err != nil {
		return LevelPage{}, err
	}
	p := LevelPage{Skill: skill, Level: LevelName{Level: level, Name: nameOf(f.Levels, level)}}
	for _, count := range skill.Levels {
		if count.Level != level {
			p.Others = append(p.Others, LevelName{Level: count.Level, Name: nameOf(f.Levels, count.Level)})
		}
	}
	var ids []uuid.UUID
	for _, one := range held.skill(frameworkID, code) {
		if one.Level == level {
			ids = append(ids, one.ID)
			p.Statements = append(p.Statements, LevelStatement{Statement: one})
		}
	}
	if len(ids) == 0 {
		return LevelPage{}, apperr.NotFound("level of this skill")
	}
	requiring, err := s.store.Requiring(ctx, by.OrganisationID, code, level)
	if err != nil {
		return LevelPage{}, err
	}
	examples, err := s.store.Examples(ctx, by.OrganisationID, ids)
	if err != nil {
		return LevelPage{}, err
	}
	for i, one := range p.Statements {
		p.Statements[i].RequiredBy, p.Statements[i].Examples = requiring[one.Statement.ID], examples[one.Statement.ID]
	}
	p.Links, err = s.store.Links(ctx, code, level)
	return p, err
}

func (s *Service) skill(ctx context.Context, by access.Actor, frameworkID uuid.UUID, code string) (library, Framework, Skill, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return library{}, Framework{}, Skill{}, err
	}
	f, err := held.framework(frameworkID)
	if err != nil {
		return library{}, Framework{}, Skill{}, err
	}
	skill, known := f.Skill(code)
	if !known {
		return library{}, Framework{}, Skill{}, apperr.NotFound("skill")
	}
	return held, f, skill, nil
}

// Compare compares two levels of a skill, the lower with the higher however they are given. A framework, code or level
// without statements is CodeNotFound, twice the same level CodeInvalid.
func (s *Service) Compare(ctx context.Context, by access.Actor, frameworkID uuid.UUID, code string, from, to Level) (Comparison, error) {
	if from == to {
		return Comparison{}, apperr.InvalidField("to", "Choose two different levels.")
	}
	held, f, skill, err := s.skill(ctx, by, frameworkID, code)
	if err != nil {
		return Comparison{}, err
	}
	low, high := min(from, to), max(from, to)
	has := map[Level]bool{}
	for _, count := range skill.Levels {
		has[count.Level] = true
	}
	if !has[low] || !has[high] {
		return Comparison{}, apperr.NotFound("level of this skill")
	}
	return Comparison{
		Skill: skill, Lower: LevelName{low, nameOf(f.Levels, low)}, Higher: LevelName{high, nameOf(f.Levels, high)},
		Aspects: compareLevels(held.skill(frameworkID, code), low, high),
	}, nil
}

// Impact gives what rests on a statement, before its meaning is changed or it ends, and after. People are named only
// within what the actor may read of portfolios.
func (s *Service) Impact(ctx context.Context, by access.Actor, id uuid.UUID) (Impact, error) {
	_, asked, err := s.statement(ctx, by, id)
	if err != nil {
		return Impact{}, err
	}
	return s.store.Impact(ctx, by.OrganisationID, asked, by.Scopes(PermissionPortfolio))
}
