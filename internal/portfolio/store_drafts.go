package portfolio

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
)

type draftRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Title          string
	Kind           EvidenceKind
	WhatIDid       string `gorm:"column:what_i_did"`
	Reflection     string
	HappenedOn     calendar.Date
	HappenedUntil  calendar.Date
	Links          string
	Search         string
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (draftRow) TableName() string { return "evidence_drafts" }

type draftFile struct {
	DraftID  uuid.UUID
	FileID   uuid.UUID
	Position int
}

func (draftFile) TableName() string { return "evidence_draft_files" }

// listJSON writes a list as a column keeps it.
func listJSON[T any](list []T) string {
	if list == nil {
		list = []T{}
	}
	// Strings, numbers and identifiers can always be written.
	text, _ := json.Marshal(list)
	return string(text)
}

func listFrom[T any](text string) ([]T, error) {
	var list []T
	err := json.Unmarshal([]byte(text), &list)
	return list, err
}

func rowOf(d EvidenceDraft) draftRow {
	return draftRow{
		d.ID, d.OrganisationID, d.PersonID, d.Title, d.Kind, d.WhatIDid, d.Reflection, d.HappenedOn, d.HappenedUntil, listJSON(d.Links),
		fold.Text(d.Title, d.WhatIDid, d.Reflection), d.Version, d.CreatedAt, d.UpdatedAt,
	}
}

var draftOrders = map[string]string{"updatedAt": "evidence_drafts.updated_at", "title": "evidence_drafts.title"}

// drafts gives a page of a person's drafts, and how many there are. Drafts are read by their own person alone.
func (s store) drafts(ctx context.Context, of Person, f DraftFilter) ([]EvidenceDraftView, int, error) {
	list := s.db.Conn(ctx).Table("evidence_drafts").Where("evidence_drafts.person_id = ?", of.ID)
	if f.Query != "" {
		list = list.Where(`evidence_drafts.search LIKE ? ESCAPE '\'`, fold.Like(f.Query))
	}
	var rows []draftRow
	total, err := paged(list, "evidence_drafts.*", nil, f.Order(draftOrders, "evidence_drafts.updated_at DESC, evidence_drafts.id"), f.Offset, f.Limit, &rows)
	if err != nil {
		return nil, 0, database.Wrap(err, "draft")
	}
	views, err := s.draftViews(ctx, of, rows)
	return views, total, err
}

// draft gives one of a person's drafts; any other is CodeNotFound.
func (s store) draft(ctx context.Context, of Person, id uuid.UUID) (EvidenceDraftView, error) {
	var rows []draftRow
	err := s.db.Conn(ctx).Where("id = ? AND person_id = ?", id, of.ID).Limit(1).Find(&rows).Error
	if err == nil && len(rows) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return EvidenceDraftView{}, database.Wrap(err, "draft")
	}
	views, err := s.draftViews(ctx, of, rows)
	if err != nil {
		return EvidenceDraftView{}, err
	}
	return views[0], nil
}

func (s store) draftViews(ctx context.Context, of Person, rows []draftRow) ([]EvidenceDraftView, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]uuid.UUID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	var files []struct {
		DraftID    uuid.UUID
		StoredFile `gorm:"embedded"`
	}
	err := s.db.Conn(ctx).Table("evidence_draft_files").Select("evidence_draft_files.draft_id, files.id, files.name, files.media_type, files.size").
		Joins("JOIN files ON files.id = evidence_draft_files.file_id").Where("evidence_draft_files.draft_id IN ?", ids).
		Order("evidence_draft_files.draft_id, evidence_draft_files.position").Find(&files).Error
	if err != nil {
		return nil, database.Wrap(err, "file")
	}
	stored := map[uuid.UUID][]StoredFile{}
	for _, f := range files {
		stored[f.DraftID] = append(stored[f.DraftID], f.StoredFile)
	}
	views := make([]EvidenceDraftView, len(rows))
	for i, r := range rows {
		links, err := listFrom[Link](r.Links)
		if err != nil {
			return nil, database.Wrap(err, "draft")
		}
		views[i] = EvidenceDraftView{
			Person: of, StoredFiles: stored[r.ID],
			EvidenceDraft: EvidenceDraft{
				ID: r.ID, OrganisationID: r.OrganisationID, PersonID: r.PersonID, Version: r.Version, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
				DraftContent: DraftContent{
					Title: r.Title, Kind: r.Kind, WhatIDid: r.WhatIDid, Reflection: r.Reflection, HappenedOn: r.HappenedOn, HappenedUntil: r.HappenedUntil, Links: links,
				},
			},
		}
		for _, f := range stored[r.ID] {
			views[i].Files = append(views[i].Files, f.ID)
		}
	}
	return views, nil
}

func (s store) countDrafts(ctx context.Context, personID uuid.UUID) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&draftRow{}).Where("person_id = ?", personID).Count(&n).Error
	return int(n), database.Wrap(err, "draft")
}

func (s store) addDraft(ctx context.Context, d EvidenceDraft) error {
	row := rowOf(d)
	if err := s.db.Conn(ctx).Create(&row).Error; err != nil {
		return database.Wrap(err, "draft")
	}
	return s.addDraftFiles(ctx, d)
}

func (s store) addDraftFiles(ctx context.Context, d EvidenceDraft) error {
	if len(d.Files) == 0 {
		return nil
	}
	files := make([]draftFile, len(d.Files))
	for i, id := range d.Files {
		files[i] = draftFile{d.ID, id, i + 1}
	}
	return database.Wrap(s.db.Conn(ctx).Create(&files).Error, "file")
}

// saveDraft writes a draft over the version before it: CodePreconditionFailed when that is no longer there.
func (s store) saveDraft(ctx context.Context, d EvidenceDraft) error {
	row := rowOf(d)
	err := edited(s.db.Conn(ctx).Model(&draftRow{}).Where("id = ? AND version = ?", d.ID, d.Version-1).Updates(map[string]any{
		"title": row.Title, "kind": row.Kind, "what_i_did": row.WhatIDid, "reflection": row.Reflection, "happened_on": row.HappenedOn,
		"happened_until": row.HappenedUntil, "links": row.Links, "search": row.Search, "version": row.Version, "updated_at": row.UpdatedAt,
	}), "draft")
	if err != nil {
		return err
	}
	if err := s.removeDraftFiles(ctx, d.ID); err != nil {
		return err
	}
	return s.addDraftFiles(ctx, d)
}

func (s store) removeDraftFiles(ctx context.Context, id uuid.UUID) error {
	return database.Wrap(s.db.Conn(ctx).Where("draft_id = ?", id).Delete(&draftFile{}).Error, "file")
}

// deleteDraft deletes a version of a draft: CodePreconditionFailed when it is no longer there.
func (s store) deleteDraft(ctx context.Context, d EvidenceDraft) error {
	if err := s.removeDraftFiles(ctx, d.ID); err != nil {
		return err
	}
	return edited(s.db.Conn(ctx).Where("id = ? AND version = ?", d.ID, d.Version).Delete(&draftRow{}), "draft")
}
