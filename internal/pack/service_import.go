package pack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Outcome is what becomes of a piece of evidence or a claim that is brought along.
type Outcome int

// The outcomes.
const (
	// Fresh: it is taken in.
	Fresh Outcome = iota + 1
	// Duplicate: the person has it already.
	Duplicate
	// Unknown: this organisation has no such statement or criterion.
	Unknown
	// Reworded: the statement reads otherwise here, or the criterion stands in another role's person specification.
	Reworded
	// NotClaimed: nothing was claimed that could be taken in, such as a claim that was withdrawn.
	NotClaimed
)

// String gives the outcome as the API writes it.
func (o Outcome) String() string {
	return [...]string{"", "new", "duplicate", "unknown", "reworded", "not_claimed"}[o]
}

// Taken says what became of one piece of evidence or one claim, or would become of it.
type Taken struct {
	Name    string
	Outcome Outcome
	// Files counts the files of evidence, Reviews the former reviews of a claim.
	Files   int
	Reviews int
}

// Report is what an archive does, or would do.
type Report struct {
	DryRun       bool
	SHA256       string
	Title        string
	Person       string
	Organisation string
	FrozenOn     calendar.Date
	// OtherName says that the pack is about somebody with another name than the importer's.
	OtherName bool
	// ImportedBefore says that this very archive was taken in before.
	ImportedBefore bool
	Files          int
	Evidence       []Taken
	Claims         []Taken
}

// Import takes an archive of another organisation into by's own portfolio, or only says what it would do: evidence with its
// files, and each claim as a draft with what reviewers elsewhere made of it. All of it happens, or nothing. personID must be by: anybody else
// is CodeNotFound. An archive that is not exactly a pack is CodeInvalid with a sentence; so is one with something that an
// upload or a form would refuse.
func (s *Service) Import(ctx context.Context, by access.Actor, personID uuid.UUID, from *os.File, size int64, sha256 string, dryRun, declared bool) (Report, error) {
	if personID != by.PersonID || !by.May(PermissionImport) {
		return Report{}, apperr.NotFound("person")
	}
	archive, err := openArchive(from, size)
	if err != nil {
		return Report{}, err
	}
	var r Report
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		plan, err := s.planImport(ctx, by, archive.content)
		if err != nil {
			return err
		}
		plan.Report.SHA256, plan.Report.DryRun, plan.declared = sha256, dryRun, declared
		if plan.Report.ImportedBefore, err = s.store.imported(ctx, by.PersonID, sha256); err != nil {
			return err
		}
		if err := s.checkTexts(ctx, by, plan); err != nil {
			return err
		}
		r = plan.Report
		if dryRun {
			return nil
		}
		return s.carryOut(ctx, by, plan, archive)
	})
	return r, err
}

// importPlan says what to do with each part of a pack.
type importPlan struct {
	Report
	content Content
	// evidence are those to be added, there those that the person has, by key.
	evidence []Evidence
	there    map[string]uuid.UUID
	claims   []plannedClaim
	// declared says that the person looked at the files for patients' data.
	declared bool
}

type plannedClaim struct {
	target Target
	name   string
	claim  Claim
	former []FormerReview
}

// Target is what is claimed: a statement, or a criterion of a person specification.
type Target struct {
	Statement uuid.UUID
	Criterion uuid.UUID
}

// planImport holds the pack against what the person has and the organisation knows.
func (s *Service) planImport(ctx context.Context, by access.Actor, c Content) (importPlan, error) {
	r, err := s.store.records(ctx, by.OrganisationID, by.PersonID, uuid.Nil, by.Today)
	if err != nil {
		return importPlan{}, err
	}
	plan := importPlan{
		content: c, there: map[string]uuid.UUID{},
		Report: Report{
			Title: c.Title, Person: c.Person, Organisation: c.Organisation, FrozenOn: c.FrozenOn,
			OtherName: !strings.EqualFold(c.Person, r.person), Files: len(c.Files), Evidence: []Taken{}, Claims: []Taken{},
		},
	}
	had := map[string]uuid.UUID{}
	for _, e := range r.evidence {
		var files []string
		for _, f := range r.files[e.ID] {
			files = append(files, f.SHA256)
		}
		had[sameness(e.Title, e.Kind, e.HappenedOn, e.WhatIDid, e.Reflection, files)] = e.ID
	}
	for _, e := range c.Evidence {
		taken := Taken{Name: e.Title, Outcome: Fresh, Files: len(e.Files)}
		var files []string
		for _, f := range e.Files {
			files = append(files, f.SHA256)
		}
		if id, there := had[sameness(e.Title, e.Kind, e.HappenedOn, e.WhatIDid, e.Reflection, files)]; there {
			taken.Outcome = Duplicate
			plan.there[e.Key] = id
		} else {
			plan.evidence = append(plan.evidence, e)
		}
		plan.Report.Evidence = append(plan.Report.Evidence, taken)
	}
	held := map[uuid.UUID]bool{}
	for _, claim := range r.claims {
		held[claim.about()] = held[claim.about()] || claim.State != "withdrawn" && claim.State != "approved_lower"
	}
	for _, st := range c.Statements {
		here, outcome := match(st, r.statements)
		plan.claimsOn(Target{Statement: here}, outcome, st.Name(), st.Claims, held)
	}
	known, err := s.store.criteria(ctx, by.OrganisationID)
	if err != nil {
		return importPlan{}, err
	}
	for _, criterion := range c.Criteria {
		here, outcome := matchCriterion(criterion, known)
		plan.claimsOn(Target{Criterion: here}, outcome, criterion.Text, criterion.Claims, held)
	}
	return plan, nil
}

// sameness is the same for evidence that says and shows the same of the same day.
func sameness(title, kind string, on calendar.Date, did, reflection string, files []string) string {
	files = slices.Sorted(slices.Values(files))
	return strings.Join(append([]string{title, kind, on.ISO(), did, reflection}, files...), "\x00")
}

// claimsOn plans the newest claim on something that counts, with all reviews of every claim on it. match says whether the
// same is known here.
func (p *importPlan) claimsOn(here Target, match Outcome, name string, claims []Claim, held map[uuid.UUID]bool) {
	if len(claims) == 0 {
		return
	}
	taken := Taken{Name: name}
	var newest *Claim
	var former []FormerReview
	for i := len(claims) - 1; i >= 0; i-- {
		claim := claims[i]
		former = append(former, claim.Former...)
		former = append(former, reviewsOf(p.content.Organisation, claim)...)
		if claim.State != "withdrawn" {
			newest = &claims[i]
		}
	}
	taken.Reviews = len(former)
	about := here.Statement
	if about == uuid.Nil {
		about = here.Criterion
	}
	switch {
	case newest == nil:
		taken.Outcome = NotClaimed
	case match != Fresh:
		taken.Outcome = match
	case held[about]:
		taken.Outcome = Duplicate
	default:
		taken.Outcome = Fresh
		held[about] = true
		p.claims = append(p.claims, plannedClaim{here, name, *newest, former})
	}
	p.Report.Claims = append(p.Report.Claims, taken)
}

// reviewsOf gives the reviewers' decisions in a claim's history.
func reviewsOf(organisation string, c Claim) []FormerReview {
	var all []FormerReview
	for _, step := range c.History {
		switch step.State {
		case "approved", "approved_lower", "returned":
			f := FormerReview{Organisation: organisation, Reviewer: step.By, ReviewedOn: calendar.Today(step.At), Outcome: step.State, Reason: step.Reason}
			if step.Level >= 1 && step.Level <= 7 {
				f.Level = step.Level
			}
			all = append(all, f)
		}
	}
	return all
}

// checkTexts holds everything that would be stored against the rules for free text, named by what a person reads.
func (s *Service) checkTexts(ctx context.Context, by access.Actor, plan importPlan) error {
	if s.check == nil {
		return nil
	}
	texts := map[string]string{}
	for i, e := range plan.evidence {
		name := "evidence[" + strconv.Itoa(i) + "]."
		texts[name+"title"], texts[name+"whatIDid"], texts[name+"reflection"] = e.Title, e.WhatIDid, e.Reflection
		for k, l := range e.Links {
			texts[fmt.Sprintf("%slinks[%d]", name, k)] = l.Title + " " + l.URL
		}
	}
	for i, c := range plan.claims {
		name := "claims[" + strconv.Itoa(i) + "]."
		texts[name+"explanation"] = c.claim.Explanation
		for k, f := range c.former {
			texts[fmt.Sprintf("%sreviews[%d]", name, k)] = f.Reviewer + " " + f.Reason
		}
	}
	return s.check(ctx, by, texts)
}

// carryOut takes everything in, as the person's own.
func (s *Service) carryOut(ctx context.Context, by access.Actor, plan importPlan, archive opened) error {
	if len(plan.evidence)+len(plan.claims) == 0 {
		return refuse("Everything in this pack is in your portfolio already, or is not known here. There is nothing to bring along.")
	}
	files, err := s.takeFiles(ctx, by, plan, archive)
	if err != nil {
		return err
	}
	for _, e := range plan.evidence {
		var ids []uuid.UUID
		for _, f := range e.Files {
			ids = append(ids, files[f.SHA256])
		}
		if plan.there[e.Key], err = s.portfolio.AddEvidence(ctx, by, e, ids); err != nil {
			return about("The evidence", e.Title, err)
		}
	}
	row := importRow{
		ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: by.PersonID, ImportedBy: by.PersonID, ImportedAt: s.clock.Now(),
		FromName: plan.content.Organisation, AboutName: plan.content.Person, FrozenOn: plan.content.FrozenOn, SHA256: plan.Report.SHA256,
		EvidenceCount: len(plan.evidence), ClaimCount: len(plan.claims),
	}
	var former []formerRow
	for _, c := range plan.claims {
		var evidence []uuid.UUID
		for _, key := range c.claim.Evidence {
			evidence = append(evidence, plan.there[key])
		}
		id, err := s.portfolio.DraftClaim(ctx, by, c.target, c.claim.Explanation, evidence)
		if err != nil {
			return about("The claim on", c.name, err)
		}
		for i, f := range c.former {
			kept := formerRow{
				ClaimID: id, Position: i + 1, ImportID: row.ID, Organisation: f.Organisation, Reviewer: f.Reviewer, ReviewedOn: f.ReviewedOn,
				Outcome: f.Outcome, Reason: f.Reason,
			}
			if f.Level != 0 {
				kept.Level = &f.Level
			}
			former = append(former, kept)
		}
	}
	if err := s.store.addImport(ctx, row, former); err != nil {
		return err
	}
	return s.trail.Record(ctx, by, audit.Change{
		Action: "pack.imported", SubjectKind: "pack_import", SubjectID: row.ID.String(), PersonID: &by.PersonID,
		After: audit.Values{"frozenOn": row.FrozenOn, "sha256": row.SHA256, "evidence": row.EvidenceCount, "claims": row.ClaimCount, "files": len(files)},
	})
}

// takeFiles stores the files of the evidence that is new, each as an upload of the person.
func (s *Service) takeFiles(ctx context.Context, by access.Actor, plan importPlan, archive opened) (map[string]uuid.UUID, error) {
	stored := map[string]uuid.UUID{}
	for _, e := range plan.evidence {
		for _, f := range e.Files {
			if _, there := stored[f.SHA256]; there {
				continue
			}
			id, err := s.takeFile(ctx, by, f, archive, plan.declared)
			if err != nil {
				return nil, about("The file", f.Name, err)
			}
			stored[f.SHA256] = id
		}
	}
	return stored, nil
}

func (s *Service) takeFile(ctx context.Context, by access.Actor, f FileRef, archive opened, declared bool) (id uuid.UUID, err error) {
	content, err := openEntry(archive.files[f.SHA256])
	if err != nil {
		return uuid.Nil, err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	return s.uploads.Add(ctx, by, f.Name, io.Reader(content), declared)
}

// about says of what a refusal is, so that a person finds it in the pack; other errors stay as they are.
func about(what, name string, err error) error {
	var refused *apperr.Error
	if !errors.As(err, &refused) || refused.Code != apperr.CodeInvalid && refused.Code != apperr.CodeUnsupportedType && refused.Code != apperr.CodeTooLarge && refused.Code != apperr.CodePatientData && refused.Code != apperr.CodeDeclarationNeeded {
		return err
	}
	message := refused.Message
	if len(refused.Fields) > 0 {
		message = refused.Fields[0].Message
	}
	return refuse("%s %q cannot be brought along, so nothing was: %s", what, name, message)
}
