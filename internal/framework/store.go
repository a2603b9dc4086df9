package framework

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// Store keeps frameworks in the database.
type Store struct{ db *database.DB }

type frameworkRow struct {
	ID         uuid.UUID
	Slug       string
	Title      string
	Document   string
	Licence    string
	Source     string
	Visibility string
}

func (frameworkRow) TableName() string     { return "frameworks" }
func (r frameworkRow) Identity() uuid.UUID { return r.ID }

type levelRow struct {
	ID          uuid.UUID
	FrameworkID uuid.UUID
	Level       Level
	Name        string
}

func (levelRow) TableName() string     { return "framework_levels" }
func (r levelRow) Identity() uuid.UUID { return r.ID }

// national are the rows that come from a framework's own source; the others are an organisation's.
const national = "framework_id = ? AND organisation_id IS NULL"

type skillRow struct {
	ID               uuid.UUID
	FrameworkID      uuid.UUID
	OrganisationID   uuid.NullUUID
	Ordinal          int
	Code             string
	Name             string
	NationalName     string
	Note             string
	NationalLevelMin Level
	NationalLevelMax Level
}

func (skillRow) TableName() string     { return "framework_skills" }
func (r skillRow) Identity() uuid.UUID { return r.ID }

type statementRow struct {
	ID                uuid.UUID
	FrameworkID       uuid.UUID
	OrganisationID    uuid.NullUUID
	Ordinal           int
	Key               string
	Code              string
	Skill             string
	Aspect            string
	Level             Level
	Text              string
	SourceHeading     string
	SourceHeadingLine int
	SourceText        string
	SourceLine        int
	Corrections       reference.List[Correction]
	EndsOn            calendar.Date
}

func (statementRow) TableName() string     { return "framework_statements" }
func (r statementRow) Identity() uuid.UUID { return r.ID }

type unheadedRow struct {
	ID          uuid.UUID
	FrameworkID uuid.UUID
	Line        int
	Text        string
	What        string
	Code        string
	Level       Level
	Proposal    string
	Reason      string
}

func (unheadedRow) TableName() string     { return "framework_unheaded_lines" }
func (r unheadedRow) Identity() uuid.UUID { return r.ID }

// rows are what the tables hold of one framework.
type rows struct {
	framework  frameworkRow
	levels     []levelRow
	skills     []skillRow
	statements []statementRow
	unheaded   []unheadedRow
}

// rowsOf turns the reference data's framework into rows. Identifiers are made from natural keys, so that they are the
// same in every installation.
func rowsOf(f seed.Framework) rows {
	id := seed.ID(seed.KindFramework, f.Slug)
	r := rows{framework: frameworkRow{
		ID: id, Slug: f.Slug, Title: f.Title, Document: f.Document, Licence: f.Licence, Source: f.Source,
		Visibility: string(f.Visibility),
	}}
	for _, l := range f.Levels {
		r.levels = append(r.levels, levelRow{
			ID: seed.ID("framework_level", f.Slug+"/"+l.Name), FrameworkID: id, Level: Level(l.Level), Name: l.Name,
		})
	}
	for i, s := range f.Skills {
		r.skills = append(r.skills, skillRow{
			ID: seed.ID("framework_skill", f.Slug+"/"+s.Code), FrameworkID: id, Ordinal: i + 1, Code: s.Code, Name: s.Name,
			NationalName: s.NationalName, Note: s.Note,
			NationalLevelMin: Level(s.NationalLevelMin), NationalLevelMax: Level(s.NationalLevelMax),
		})
	}
	for i, s := range f.Statements {
		var corrections []Correction
		for _, c := range s.Corrections {
			corrections = append(corrections, Correction{Field: c.Field, From: c.From, To: c.To, Reason: c.Reason})
		}
		r.statements = append(r.statements, statementRow{
			ID: seed.ID(seed.KindStatement, s.Key), FrameworkID: id, Ordinal: i + 1, Key: s.Key, Code: s.Code, Skill: s.Skill,
			Aspect: s.Aspect, Level: Level(s.Level), Text: s.Text, SourceHeading: s.SourceHeading,
			SourceHeadingLine: s.SourceHeadingLine, SourceText: s.SourceText, SourceLine: s.SourceLine,
			Corrections: reference.ListOf(corrections),
		})
	}
	for _, u := range f.Unheaded {
		r.unheaded = append(r.unheaded, unheadedRow{
			ID: seed.ID("framework_unheaded_line", f.Slug+"/"+u.Key), FrameworkID: id, Line: u.Line, Text: u.Text, What: u.What,
			Code: u.Code, Level: Level(u.Level), Proposal: u.Proposal, Reason: u.Reason,
		})
	}
	return r
}

// Load makes the tables hold these rows of the framework. Statements that are not among them end on the day today. When
// anything changed, record runs in the same transaction.
func (s Store) Load(ctx context.Context, want rows, today calendar.Date, record func(ctx context.Context, changed int) error) (int, error) {
	return reference.Load(ctx, s.db, body, func(ctx context.Context, l *reference.Loading) error {
		id := want.framework.ID
		kept, err := s.ended(ctx, want, today)
		if err != nil {
			return err
		}
		for _, put := range []func() error{
			func() error { return reference.Put(ctx, l, []frameworkRow{want.framework}, "id = ?", id) },
			func() error { return reference.Put(ctx, l, want.levels, "framework_id = ?", id) },
			func() error { return reference.Put(ctx, l, want.skills, national, id) },
			func() error {
				return reference.Put(ctx, l, slices.Concat(want.statements, kept), national, id)
			},
			func() error { return reference.Put(ctx, l, want.unheaded, "framework_id = ?", id) },
		} {
			if err := put(); err != nil {
				return err
			}
		}
		if l.Changed() == 0 {
			return nil
		}
		return record(ctx, l.Changed())
	})
}

// ended gives the statements that the table has and that are wanted no more, each with the day of its end.
func (s Store) ended(ctx context.Context, want rows, today calendar.Date) ([]statementRow, error) {
	have, err := reference.Rows[statementRow](ctx, s.db, national, want.framework.ID)
	if err != nil {
		return nil, err
	}
	var kept []statementRow
	for _, row := range have {
		if slices.ContainsFunc(want.statements, func(w statementRow) bool { return w.ID == row.ID }) {
			continue
		}
		if row.EndsOn.IsZero() {
			row.EndsOn = today
		}
		kept = append(kept, row)
	}
	return kept, nil
}

// statementRead is a statement as an organisation reads it, beside what its source prints.
type statementRead struct {
	Row             statementRow `gorm:"embedded"`
	OwnOrganisation uuid.NullUUID
	NationalAspect  string
	NationalText    string
	NationalEnd     calendar.Date
	ReplacedByID    uuid.NullUUID
}

func (r statementRead) statement() Statement {
	s := Statement{
		ID: r.Row.ID, FrameworkID: r.Row.FrameworkID, Code: r.Row.Code, Skill: r.Row.Skill, Own: r.OwnOrganisation.Valid, Aspect: r.Row.Aspect, Level: r.Row.Level,
		Text: r.Row.Text, SourceHeading: r.Row.SourceHeading, SourceHeadingLine: r.Row.SourceHeadingLine, SourceText: r.Row.SourceText,
		SourceLine: r.Row.SourceLine, Corrections: r.Row.Corrections.Items(), EndsOn: r.Row.EndsOn, ReplacedBy: r.ReplacedByID,
	}
	if !s.Own {
		s.NationalAspect, s.NationalText = r.NationalAspect, r.NationalText
	}
	return s
}

// Library reads everything that an organisation reads.
func (s Store) Library(ctx context.Context, organisationID uuid.UUID) (library, error) {
	var (
		frameworks []frameworkRow
		levels     []levelRow
		skills     []skillRow
		statements []statementRead
		unheaded   []unheadedRow
	)
	conn := s.db.Conn(ctx)
	for _, err := range []error{
		conn.Order("title").Find(&frameworks).Error,
		conn.Order("level").Find(&levels).Error,
		conn.Where("organisation_id IS NULL OR organisation_id = ?", organisationID).Order("ordinal, code").Find(&skills).Error,
		conn.Table("organisation_statements v").
			Select(`v.id, v.framework_id, v.ordinal, v.code, v.skill, v.aspect, v.level, v.text, v.own_organisation_id AS own_organisation, v.ends_on,
				v.replaced_by_id, s.aspect AS national_aspect, s.text AS national_text, s.ends_on AS national_end, s.source_heading,
				s.source_heading_line, s.source_text, s.source_line, s.corrections`).
			Joins("JOIN framework_statements s ON s.id = v.id").
			Where("v.organisation_id = ?", organisationID).Order("v.framework_id, v.ordinal, v.id").Find(&statements).Error,
		conn.Order("line").Find(&unheaded).Error,
	} {
		if err != nil {
			return library{}, database.Wrap(err, "framework")
		}
	}
	var all []Framework
	for _, row := range frameworks {
		all = append(all, row.framework(levels, skills, unheaded))
	}
	return newLibrary(all, statements), nil
}

// framework puts a framework together from the rows that belong to it.
func (r frameworkRow) framework(levels []levelRow, skills []skillRow, unheaded []unheadedRow) Framework {
	f := Framework{ID: r.ID, Title: r.Title, Document: r.Document, Licence: r.Licence, Source: r.Source, Visibility: ForMembers}
	if r.Visibility == ForEverybody.String() {
		f.Visibility = ForEverybody
	}
	for _, l := range levels {
		if l.FrameworkID == r.ID {
			f.Levels = append(f.Levels, LevelName{Level: l.Level, Name: l.Name})
		}
	}
	for _, k := range skills {
		if k.FrameworkID == r.ID {
			f.Skills = append(f.Skills, Skill{
				Code: k.Code, Name: k.Name, Own: k.OrganisationID.Valid, NationalName: k.NationalName, Note: k.Note,
				NationalMin: k.NationalLevelMin, NationalMax: k.NationalLevelMax,
			})
		}
	}
	for _, u := range unheaded {
		if u.FrameworkID == r.ID {
			f.Unheaded = append(f.Unheaded, UnheadedLine{
				Line: u.Line, Text: u.Text, What: u.What, Code: u.Code, Level: u.Level, Proposal: u.Proposal, Reason: u.Reason,
			})
		}
	}
	return f
}
