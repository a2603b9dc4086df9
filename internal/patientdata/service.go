package patientdata

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// permissionContent lets somebody read what a person wrote.
const permissionContent access.Permission = "portfolio.content"

const (
	// shortestReason is how long a reason has to be, in characters.
	shortestReason = 10
	// keySize is the size of an organisation's key, in bytes.
	keySize = 32
	// mostFindings is how many findings are judged in one request; more of them are refused without looking at the rest.
	mostFindings = 2_000
)

// Service checks what is to be stored, and keeps what people declared.
type Service struct {
	db    *database.DB
	store store
	trail *audit.Trail
	clock calendar.Clock
}

// CheckTexts refuses texts that look as if they held a patient's data, CodePatientData, unless by declared each such
// passage before. It gives the declarations because of which the texts passed.
func (s *Service) CheckTexts(ctx context.Context, by access.Actor, texts []Text) ([]Declaration, error) {
	all, err := s.find(ctx, by.OrganisationID, texts)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return s.judge(ctx, by.OrganisationID, by.PersonID, all)
}

// find looks through the texts by the organisation's patterns.
func (s *Service) find(ctx context.Context, organisationID uuid.UUID, texts []Text) ([]found, error) {
	if !hasDigits(texts) {
		return nil, nil
	}
	patterns, err := s.patternsOf(ctx, organisationID)
	if err != nil {
		return nil, err
	}
	var all []found
	for _, t := range texts {
		for _, f := range Find(t.Text, patterns) {
			all = append(all, found{Text: t, Finding: f})
		}
		if len(all) > mostFindings {
			break
		}
	}
	return all, nil
}

// hasDigits reports whether something could be found at all, so that most writes cost no query. A text outside ASCII may
// have digits of another script.
func hasDigits(texts []Text) bool {
	for _, t := range texts {
		for i := range len(t.Text) {
			if isDigit(t.Text[i]) || t.Text[i] >= utf8.RuneSelf {
				return true
			}
		}
	}
	return false
}

func (s *Service) patternsOf(ctx context.Context, organisationID uuid.UUID) ([]Pattern, error) {
	if organisationID == uuid.Nil {
		return nil, nil
	}
	rows, err := s.store.patterns(ctx, organisationID)
	patterns := make([]Pattern, len(rows))
	for i, row := range rows {
		patterns[i] = Pattern{Name: row.Name, Shape: row.Shape}
	}
	return patterns, err
}

// judge marks what was found and refuses what the person did not declare.
func (s *Service) judge(ctx context.Context, organisationID, personID uuid.UUID, all []found) ([]Declaration, error) {
	declared, err := s.mark(ctx, organisationID, personID, all)
	if err != nil {
		return nil, err
	}
	var undeclared []found
	var used []Declaration
	seen := map[string]bool{}
	for _, f := range all {
		d, ok := declared[f.mark]
		switch {
		case !ok:
			undeclared = append(undeclared, f)
		case !seen[f.mark]:
			seen[f.mark] = true
			used = append(used, d)
		}
	}
	if len(undeclared) > 0 {
		return nil, refusalOf(undeclared)
	}
	return used, nil
}

// mark gives each finding its mark, and the person's declarations by mark.
func (s *Service) mark(ctx context.Context, organisationID, personID uuid.UUID, all []found) (map[string]Declaration, error) {
	if organisationID == uuid.Nil {
		return nil, nil
	}
	key, err := s.key(ctx, organisationID)
	if err != nil {
		return nil, err
	}
	var marks []string
	for i := range all {
		all[i].mark = markOf(key, personID, all[i].Kind, all[i].value)
		marks = append(marks, all[i].mark)
	}
	declarations, err := s.store.byMarks(ctx, personID, marks)
	byMark := make(map[string]Declaration, len(declarations))
	for _, d := range declarations {
		byMark[d.mark] = d
	}
	return byMark, err
}

func (s *Service) key(ctx context.Context, organisationID uuid.UUID) ([]byte, error) {
	made := make([]byte, keySize)
	if _, err := rand.Read(made); err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	text, err := s.store.key(ctx, keyRow{OrganisationID: organisationID, Key: hex.EncodeToString(made), CreatedAt: s.clock.Now()})
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("read the organisation's key: %w", err)
	}
	return key, nil
}

// Declare keeps that by says of the passage with the mark that it is not a patient's data. A reason that is too short
// is CodeInvalid. A passage that was declared before keeps its first reason.
func (s *Service) Declare(ctx context.Context, by access.Actor, kind Kind, mark, reason string) (Declaration, error) {
	reason = strings.TrimSpace(reason)
	if utf8.RuneCountInString(reason) < shortestReason {
		return Declaration{}, apperr.InvalidField("reason", "Say why it is not a patient's data, in 10 to 500 characters.")
	}
	row := declarationRow{
		ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: by.PersonID, Kind: kind.String(), Mark: mark, Reason: reason, DeclaredAt: s.clock.Now(),
	}
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		added, err := s.store.addDeclaration(ctx, row)
		if err != nil || !added {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "patientdata.declared", SubjectKind: "patient_data_declaration", SubjectID: row.ID.String(), PersonID: &by.PersonID,
			After: audit.Values{"kind": row.Kind, "reason": audit.FreeText(reason)},
		})
	})
	if err != nil {
		return Declaration{}, err
	}
	kept, err := s.store.byMarks(ctx, by.PersonID, []string{mark})
	if err != nil {
		return Declaration{}, err
	}
	if len(kept) == 0 {
		return Declaration{}, apperr.NotFound("declaration")
	}
	return kept[0], nil
}

// Own gives a page of what by declared.
func (s *Service) Own(ctx context.Context, by access.Actor, p page.Request) ([]Declaration, int, error) {
	return s.store.list(ctx, by.OrganisationID, by.PersonID, p)
}

// All gives a page of what people of by's organisation declared.
func (s *Service) All(ctx context.Context, by access.Actor, p page.Request) ([]Declaration, int, error) {
	return s.store.list(ctx, by.OrganisationID, uuid.Nil, p)
}

// FileCheck is how a file of a piece of evidence was checked.
type FileCheck struct {
	FileID      uuid.UUID
	Name        string
	State       string
	AddedBy     uuid.UUID
	AddedByName string
	AddedAt     time.Time
	// Declarations are those because of which it passed.
	Declarations []Declaration `gorm:"-"`
}

// DeclaredPassage is a passage of a text that passed because its author declared it.
type DeclaredPassage struct {
	Field       string
	Start, End  int
	Declaration Declaration
}

// EvidenceCheck gives what a reviewer should know about the check of a piece of evidence. Evidence out of scope is
// CodeNotFound.
func (s *Service) EvidenceCheck(ctx context.Context, by access.Actor, id uuid.UUID) ([]DeclaredPassage, []FileCheck, error) {
	e, texts, err := s.store.evidence(ctx, by.Scopes(permissionContent), id)
	if err != nil {
		return nil, nil, err
	}
	files, err := s.store.filesOf(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	all, err := s.find(ctx, e.OrganisationID, texts)
	if err != nil || len(all) == 0 {
		return nil, files, err
	}
	declared, err := s.mark(ctx, e.OrganisationID, e.PersonID, all)
	var passages []DeclaredPassage
	for _, f := range all {
		if d, ok := declared[f.mark]; ok {
			passages = append(passages, DeclaredPassage{Field: f.Field, Start: f.Start, End: f.End, Declaration: d})
		}
	}
	return passages, files, err
}

func fieldOfLink(i int, part string) string { return fmt.Sprintf("links[%d].%s", i, part) }
