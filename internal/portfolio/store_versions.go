package portfolio

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

type versionRow struct {
	EvidenceID    uuid.UUID
	Version       int
	Title         string
	Kind          EvidenceKind
	WhatIDid      string `gorm:"column:what_i_did"`
	Reflection    string
	HappenedOn    calendar.Date
	HappenedUntil calendar.Date
	Files         string
	Links         string
	WrittenAt     time.Time
	ReplacedAt    time.Time
}

func (versionRow) TableName() string { return "evidence_versions" }

// keepVersion keeps what evidence said.
func (s store) keepVersion(ctx context.Context, v EvidenceVersion) error {
	row := versionRow{
		v.EvidenceID, v.Version, v.Title, v.Kind, v.WhatIDid, v.Reflection, v.HappenedOn, v.HappenedUntil, listJSON(v.Files), listJSON(v.Links),
		v.WrittenAt, v.ReplacedAt,
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "version of the evidence")
}

// versionsOf gives the replaced versions of each piece of evidence, the oldest first.
func (s store) versionsOf(ctx context.Context, evidence []uuid.UUID) (map[uuid.UUID][]EvidenceVersion, error) {
	found := map[uuid.UUID][]EvidenceVersion{}
	if len(evidence) == 0 {
		return found, nil
	}
	var rows []versionRow
	if err := s.db.Conn(ctx).Where("evidence_id IN ?", evidence).Order("evidence_id, version").Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "version of the evidence")
	}
	for _, r := range rows {
		files, err := listFrom[StoredFile](r.Files)
		if err != nil {
			return nil, database.Wrap(err, "version of the evidence")
		}
		links, err := listFrom[Link](r.Links)
		if err != nil {
			return nil, database.Wrap(err, "version of the evidence")
		}
		found[r.EvidenceID] = append(found[r.EvidenceID], EvidenceVersion{
			r.EvidenceID, r.Version, r.Title, r.Kind, r.WhatIDid, r.Reflection, r.HappenedOn, r.HappenedUntil, files, links, r.WrittenAt, r.ReplacedAt,
		})
	}
	return found, nil
}

// showcase gives a person's showcase in its order.
func (s store) showcase(ctx context.Context, personID uuid.UUID) ([]uuid.UUID, error) {
	var ids []uuid.UUID
	err := s.db.Conn(ctx).Table("evidence").Where("person_id = ? AND showcase_position IS NOT NULL", personID).
		Order("showcase_position, id").Pluck("id", &ids).Error
	return ids, database.Wrap(err, "piece of evidence")
}

// showcaseSize tells how full a person's showcase is.
func (s store) showcaseSize(ctx context.Context, personID uuid.UUID) (Showcase, error) {
	var full Showcase
	err := s.db.Conn(ctx).Table("evidence").Select("COUNT(*) AS size, COALESCE(MAX(showcase_position), 0) AS last").
		Where("person_id = ? AND showcase_position IS NOT NULL", personID).Take(&full).Error
	return full, database.Wrap(err, "piece of evidence")
}

// arrangeShowcase puts exactly the evidence into a person's showcase, in its order.
func (s store) arrangeShowcase(ctx context.Context, personID uuid.UUID, ids []uuid.UUID) error {
	err := s.db.Conn(ctx).Table("evidence").Where("person_id = ? AND showcase_position IS NOT NULL", personID).
		Updates(map[string]any{"showcase_position": nil}).Error
	for i, id := range ids {
		if err != nil {
			break
		}
		err = s.db.Conn(ctx).Table("evidence").Where("person_id = ? AND id = ?", personID, id).Updates(map[string]any{"showcase_position": i + 1}).Error
	}
	return database.Wrap(err, "piece of evidence")
}

// claimableStatements gives all statements that can be claimed in an organisation on a day.
func (s store) claimableStatements(ctx context.Context, organisationID uuid.UUID, today calendar.Date) ([]Statement, error) {
	var rows []statementRow
	err := s.db.Conn(ctx).Table("organisation_statements statements").Select(statementColumns).
		Where("organisation_id = ? AND (ends_on IS NULL OR ends_on >= ?)", organisationID, today).Order("ordinal, id").Find(&rows).Error
	all := make([]Statement, len(rows))
	for i, r := range rows {
		all[i] = r.statement()
	}
	return all, database.Wrap(err, "statement")
}

// notSuggested gives the statements that are not to be suggested for evidence: those that the person holds or has an open
// claim on, those that are claimed with it, and those that were dismissed.
func (s store) notSuggested(ctx context.Context, e Evidence) (map[uuid.UUID]bool, error) {
	var ids []uuid.UUID
	err := s.db.Conn(ctx).Raw(`SELECT statement_id FROM claims WHERE person_id = ? AND statement_id IS NOT NULL
			AND state NOT IN ('withdrawn', 'approved_lower')
		UNION SELECT claims.statement_id FROM claims JOIN claim_evidence ON claim_evidence.claim_id = claims.id
			WHERE claim_evidence.evidence_id = ? AND claims.statement_id IS NOT NULL AND claims.state <> 'withdrawn'
		UNION SELECT statement_id FROM evidence_dismissals WHERE evidence_id = ?`, e.PersonID, e.ID, e.ID).Scan(&ids).Error
	out := make(map[uuid.UUID]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out, database.Wrap(err, "suggestion")
}

type dismissalRow struct {
	EvidenceID  uuid.UUID
	StatementID uuid.UUID
	DismissedAt time.Time
}

func (dismissalRow) TableName() string { return "evidence_dismissals" }

// dismissed reports whether a suggestion was dismissed before.
func (s store) dismissed(ctx context.Context, evidenceID, statementID uuid.UUID) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&dismissalRow{}).Where("evidence_id = ? AND statement_id = ?", evidenceID, statementID).Count(&n).Error
	return n > 0, database.Wrap(err, "suggestion")
}

func (s store) dismiss(ctx context.Context, evidenceID, statementID uuid.UUID, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&dismissalRow{evidenceID, statementID, now}).Error, "suggestion")
}
