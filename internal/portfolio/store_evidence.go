package portfolio

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
)

// TableName names the table.
func (Evidence) TableName() string { return "evidence" }

type evidenceFile struct {
	EvidenceID uuid.UUID
	FileID     uuid.UUID
	Position   int
}

func (evidenceFile) TableName() string { return "evidence_files" }

type evidenceLink struct {
	EvidenceID uuid.UUID
	Position   int
	Title      string
	URL        string
}

func (evidenceLink) TableName() string { return "evidence_links" }

// newEvidence is an evidence's row with its words for search.
type newEvidence struct {
	Evidence `gorm:"embedded"`
	Search   string
}

func searchOf(e Evidence) string {
	texts := []string{e.Title, e.WhatIDid, e.Reflection}
	for _, l := range e.Links {
		texts = append(texts, l.Title)
	}
	return fold.Text(texts...)
}

type evidenceRow struct {
	Evidence         `gorm:"embedded"`
	PersonName       string
	ContentVisible   bool
	ReplacedVersions int
}

// evidenceSeen begins a query over the evidence within reach, and gives its columns with their arguments.
func (s store) evidenceSeen(ctx context.Context, v viewer) (*gorm.DB, string, []any) {
	within, args := v.reach.People("evidence.person_id")
	visible, columnArgs := flag(v.content, "evidence.person_id", "content_visible")
	return s.db.Conn(ctx).Table("evidence").Joins("JOIN people ON people.id = evidence.person_id").Where(within, args...),
		`evidence.id, evidence.organisation_id, evidence.person_id, evidence.title, evidence.kind, evidence.what_i_did, evidence.reflection,
			evidence.happened_on, evidence.happened_until, evidence.showcase_position, evidence.version, evidence.created_at, evidence.updated_at,
			(SELECT COUNT(*) FROM evidence_versions kept WHERE kept.evidence_id = evidence.id) AS replaced_versions,
			people.name AS person_name, ` + visible,
		columnArgs
}

var evidenceOrders = map[string]string{
	"happenedOn": "evidence.happened_on", "title": "evidence.title", "createdAt": "evidence.created_at", "showcased": "COALESCE(100000 - evidence.showcase_position, 0)",
}

// evidence gives a page of a person's evidence within reach, and how much there is.
func (s store) evidence(ctx context.Context, v viewer, personID uuid.UUID, f EvidenceFilter) ([]EvidenceView, int, error) {
	list, columns, args := s.evidenceSeen(ctx, v)
	list = list.Where("evidence.person_id = ?", personID)
	if f.Query != "" {
		list = list.Where(`evidence.search LIKE ? ESCAPE '\'`, fold.Like(f.Query))
	}
	if f.Kind != 0 {
		list = list.Where("evidence.kind = ?", f.Kind)
	}
	if f.Showcased != nil {
		list = list.Where("(evidence.showcase_position IS NOT NULL) = ?", *f.Showcased)
	}
	if f.among != nil {
		list = list.Where("evidence.id IN ?", f.among)
	}
	if f.except != nil {
		list = list.Where("evidence.id NOT IN ?", f.except)
	}
	var rows []evidenceRow
	order := f.Order(evidenceOrders, "evidence.happened_on DESC, evidence.id")
	total, err := paged(list, columns, args, order, f.Offset, f.Limit, &rows)
	if err != nil {
		return nil, 0, database.Wrap(err, "piece of evidence")
	}
	views, err := s.filled(ctx, v, rows)
	return views, total, err
}

// evidenceByID gives the evidence within reach, in the order of the identifiers.
func (s store) evidenceByID(ctx context.Context, v viewer, ids []uuid.UUID) ([]EvidenceView, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, columns, args := s.evidenceSeen(ctx, v)
	var rows []evidenceRow
	if err := list.Select(columns, args...).Where("evidence.id IN ?", ids).Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "piece of evidence")
	}
	views, err := s.filled(ctx, v, rows)
	return inOrder(views, ids, func(e EvidenceView) uuid.UUID { return e.ID }), err
}

// oneEvidence gives one piece of evidence within reach.
func (s store) oneEvidence(ctx context.Context, v viewer, id uuid.UUID) (EvidenceView, error) {
	views, err := s.evidenceByID(ctx, v, []uuid.UUID{id})
	if err == nil && len(views) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return EvidenceView{}, database.Wrap(err, "piece of evidence")
	}
	return views[0], nil
}

// filled adds files, links and uses to the rows with one query each.
func (s store) filled(ctx context.Context, v viewer, rows []evidenceRow) ([]EvidenceView, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]uuid.UUID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	files, err := s.filesOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	links, err := s.linksOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	uses, err := s.usesOf(ctx, v, "claim_evidence.evidence_id IN ?", ids)
	if err != nil {
		return nil, err
	}
	views := make([]EvidenceView, len(rows))
	for i, r := range rows {
		v := EvidenceView{
			Evidence: r.Evidence, Person: Person{r.PersonID, r.PersonName}, ContentVisible: r.ContentVisible,
			StoredFiles: files[r.ID], Uses: uses[r.ID], ReplacedVersions: r.ReplacedVersions,
		}
		v.Links = links[r.ID]
		for _, f := range v.StoredFiles {
			v.Files = append(v.Files, f.ID)
		}
		views[i] = v.veiled()
	}
	return views, nil
}

func (s store) filesOf(ctx context.Context, evidence []uuid.UUID) (map[uuid.UUID][]StoredFile, error) {
	var rows []struct {
		EvidenceID uuid.UUID
		StoredFile `gorm:"embedded"`
	}
	err := s.db.Conn(ctx).Table("evidence_files").Select("evidence_files.evidence_id, files.id, files.name, files.media_type, files.size").
		Joins("JOIN files ON files.id = evidence_files.file_id").Where("evidence_files.evidence_id IN ?", evidence).
		Order("evidence_files.evidence_id, evidence_files.position").Find(&rows).Error
	found := map[uuid.UUID][]StoredFile{}
	for _, r := range rows {
		found[r.EvidenceID] = append(found[r.EvidenceID], r.StoredFile)
	}
	return found, database.Wrap(err, "file")
}

func (s store) linksOf(ctx context.Context, evidence []uuid.UUID) (map[uuid.UUID][]Link, error) {
	var rows []evidenceLink
	err := s.db.Conn(ctx).Where("evidence_id IN ?", evidence).Order("evidence_id, position").Find(&rows).Error
	found := map[uuid.UUID][]Link{}
	for _, r := range rows {
		found[r.EvidenceID] = append(found[r.EvidenceID], Link{r.Title, r.URL})
	}
	return found, database.Wrap(err, "link")
}

// usesOf lists the claims on each piece of evidence, the newest first, with whether they are stale today. A sealed approval is one
// at whichever level.
func (s store) usesOf(ctx context.Context, v viewer, condition string, args ...any) (map[uuid.UUID][]Use, error) {
	var rows []struct {
		EvidenceID     uuid.UUID
		OrganisationID uuid.UUID
		ClaimID        uuid.UUID
		State          State
		WasSubmitted   bool
		DecidedAt      *time.Time
		Newest         calendar.Date
		HappenedOn     calendar.Date
		HappenedUntil  calendar.Date
		FreshnessStamp string
		Criterion      string
		Sealed         bool
		About          claimedRow `gorm:"embedded;embeddedPrefix:about_"`
	}
	sealed, sealedArgs := v.sealed()
	err := s.db.Conn(ctx).Table("claim_evidence").Select(`claim_evidence.evidence_id, claims.organisation_id, claims.id AS claim_id, claims.state,
			claims.decided_at, claims.criterion, `+newestEvidence+` AS newest, evidence.happened_on, evidence.happened_until, `+freshness.StampColumn+`,
			CASE WHEN claims.submitted_at IS NULL THEN FALSE ELSE TRUE END AS was_submitted,
			CASE WHEN `+sealed+` THEN TRUE ELSE FALSE END AS sealed, `+claimedColumns, sealedArgs...).
		Joins("JOIN claims ON claims.id = claim_evidence.claim_id").Joins("JOIN evidence ON evidence.id = claim_evidence.evidence_id").
		Joins("LEFT JOIN framework_statements statements ON statements.id = claims.statement_id").
		Joins("LEFT JOIN framework_statement_overrides wording ON wording.organisation_id = claims.organisation_id AND wording.statement_id = claims.statement_id").
		Where(condition, args...).Order("claims.created_at DESC, claims.id").Find(&rows).Error
	found := map[uuid.UUID][]Use{}
	if err != nil || len(rows) == 0 {
		return found, database.Wrap(err, "claim")
	}
	rules, err := s.rules.At(ctx, rows[0].OrganisationID, rows[0].FreshnessStamp)
	if err != nil {
		return nil, err
	}
	today := s.clock.Today()
	for _, r := range rows {
		use := Use{ClaimID: r.ClaimID, State: r.State, Statement: r.About.statement(), Criterion: r.Criterion, WasSubmitted: r.WasSubmitted}
		claim := Claim{State: r.State, DecidedAt: r.DecidedAt, Newest: r.Newest}
		if r.About.ID != nil {
			claim.Freshness = rules[*r.About.ID]
		}
		if r.Sealed {
			use.State = Approved
		}
		use.Stale = claim.staleEvidence(calendar.Later(r.HappenedOn, r.HappenedUntil), today)
		found[r.EvidenceID] = append(found[r.EvidenceID], use)
	}
	return found, nil
}

// staleEvidenceOf gives those of a person's pieces of evidence that are stale for a statement that they are claimed for.
func (s store) staleEvidenceOf(ctx context.Context, v viewer, personID uuid.UUID) ([]uuid.UUID, error) {
	uses, err := s.usesOf(ctx, v, "claims.person_id = ?", personID)
	stale := []uuid.UUID{}
	for id, of := range uses {
		if staleUse(of) != nil {
			stale = append(stale, id)
		}
	}
	return stale, err
}

// submittedVersions gives the versions of its evidence with which a claim was last submitted.
func (s store) submittedVersions(ctx context.Context, claimID uuid.UUID) (map[uuid.UUID]int, error) {
	var rows []claimEvidence
	err := s.db.Conn(ctx).Where("claim_id = ? AND submitted_version IS NOT NULL", claimID).Find(&rows).Error
	versions := map[uuid.UUID]int{}
	for _, r := range rows {
		versions[r.EvidenceID] = *r.SubmittedVersion
	}
	return versions, database.Wrap(err, "claim")
}

// lastDays gives the last days of pieces of evidence.
func (s store) lastDays(ctx context.Context, ids []uuid.UUID) ([]calendar.Date, error) {
	var days []calendar.Date
	err := s.db.Conn(ctx).Table("evidence").Where("id IN ?", ids).Pluck("COALESCE(happened_until, happened_on)", &days).Error
	return days, database.Wrap(err, "piece of evidence")
}

// countEvidence counts those of the pieces of evidence that are the person's.
func (s store) countEvidence(ctx context.Context, personID uuid.UUID, ids []uuid.UUID) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&Evidence{}).Where("person_id = ? AND id IN ?", personID, ids).Count(&n).Error
	return int(n), database.Wrap(err, "piece of evidence")
}

// addEvidence inserts evidence with its files and links.
func (s store) addEvidence(ctx context.Context, e Evidence) error {
	row := newEvidence{e, searchOf(e)}
	if err := s.db.Conn(ctx).Table("evidence").Create(&row).Error; err != nil {
		return database.Wrap(err, "piece of evidence")
	}
	return s.addAttachments(ctx, e)
}

func (s store) addAttachments(ctx context.Context, e Evidence) error {
	if len(e.Files) > 0 {
		files := make([]evidenceFile, len(e.Files))
		for i, id := range e.Files {
			files[i] = evidenceFile{e.ID, id, i + 1}
		}
		if err := s.db.Conn(ctx).Create(&files).Error; err != nil {
			return database.Wrap(err, "file")
		}
	}
	if len(e.Links) > 0 {
		links := make([]evidenceLink, len(e.Links))
		for i, l := range e.Links {
			links[i] = evidenceLink{e.ID, i + 1, l.Title, l.URL}
		}
		if err := s.db.Conn(ctx).Create(&links).Error; err != nil {
			return database.Wrap(err, "link")
		}
	}
	return nil
}

// saveEvidence writes changed evidence over the version before it: CodePreconditionFailed when that is no longer there.
func (s store) saveEvidence(ctx context.Context, e Evidence) error {
	err := edited(s.db.Conn(ctx).Model(&Evidence{}).Where("id = ? AND version = ?", e.ID, e.Version-1).Updates(map[string]any{
		"title": e.Title, "kind": e.Kind, "what_i_did": e.WhatIDid, "reflection": e.Reflection, "happened_on": e.HappenedOn, "happened_until": e.HappenedUntil,
		"showcase_position": e.ShowcasePosition, "search": searchOf(e), "version": e.Version, "updated_at": e.UpdatedAt,
	}), "piece of evidence")
	if err != nil {
		return err
	}
	if err := s.removeAttachments(ctx, e.ID); err != nil {
		return err
	}
	return s.addAttachments(ctx, e)
}

func (s store) removeAttachments(ctx context.Context, id uuid.UUID) error {
	if err := s.db.Conn(ctx).Where("evidence_id = ?", id).Delete(&evidenceFile{}).Error; err != nil {
		return database.Wrap(err, "file")
	}
	return database.Wrap(s.db.Conn(ctx).Where("evidence_id = ?", id).Delete(&evidenceLink{}).Error, "link")
}

// renewClaims makes the waiting claims on a piece of evidence a new version: CodeConflict when one of them does not wait
// any more.
func (s store) renewClaims(ctx context.Context, e Evidence, waiting []uuid.UUID) error {
	if len(waiting) == 0 {
		return nil
	}
	result := s.db.Conn(ctx).Model(&Claim{}).Where("id IN ? AND state IN ?", waiting, waitingStates()).
		Updates(map[string]any{"version": gorm.Expr("version + 1"), "updated_at": e.UpdatedAt})
	if result.Error == nil && result.RowsAffected < int64(len(waiting)) {
		result.RowsAffected = 0
	}
	return database.Changed(result, "claim")
}

// deleteEvidence deletes a version of evidence, with the use that claims made of it which were withdrawn before anybody
// saw them: CodePreconditionFailed when the version is no longer there, CodeConflict when another claim has come to use it.
func (s store) deleteEvidence(ctx context.Context, e Evidence) error {
	err := s.db.Conn(ctx).Where("evidence_id = ?", e.ID).
		Where("claim_id IN (SELECT id FROM claims WHERE state = ? AND submitted_at IS NULL)", Withdrawn).Delete(&claimEvidence{}).Error
	if err != nil {
		return database.Wrap(err, "claim")
	}
	if err := s.removeAttachments(ctx, e.ID); err != nil {
		return err
	}
	if err := s.db.Conn(ctx).Exec("DELETE FROM evidence_dismissals WHERE evidence_id = ?", e.ID).Error; err != nil {
		return database.Wrap(err, "suggestion")
	}
	return edited(s.db.Conn(ctx).Where("id = ? AND version = ?", e.ID, e.Version).Delete(&Evidence{}), "piece of evidence")
}
