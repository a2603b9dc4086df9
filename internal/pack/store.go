package pack

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// store holds every line of the feature's SQL. What it reads about packs it reads as one person may see them.
type store struct{ db *database.DB }

// TableName names the table.
func (Pack) TableName() string { return "packs" }

// TableName names the table.
func (Document) TableName() string { return "pack_documents" }

// TableName names the table.
func (Share) TableName() string { return "pack_shares" }

type packRow struct {
	Pack       `gorm:"embedded"`
	PersonName string
	MakerName  string
	// SharedUntil is when the viewer's last share ends.
	SharedUntil calendar.Date
	HandedOver  bool
}

const packColumns = `packs.id, packs.organisation_id, packs.person_id, packs.made_by, packs.title, packs.purpose, packs.parts,
	packs.frozen_on, packs.frozen_at, packs.statement_count, packs.evidence_count, packs.file_count,
	people.name AS person_name, makers.name AS maker_name,
	CASE WHEN EXISTS (SELECT 1 FROM pack_shares WHERE pack_shares.pack_id = packs.id) THEN TRUE ELSE FALSE END AS handed_over,
	(SELECT MAX(s.until) FROM pack_shares s WHERE s.pack_id = packs.id AND s.person_id = ? AND s.revoked_at IS NULL AND s.until >= ?) AS shared_until`

// sharedCondition is for the packs that are shared with somebody on a day.
const sharedCondition = `packs.id IN (SELECT pack_id FROM pack_shares WHERE person_id = ? AND revoked_at IS NULL AND until >= ?)`

// seen begins a query over the packs that by may see: those about by, those that by made about somebody whom by still
// reaches, and those that are shared with by.
func (s store) seen(ctx context.Context, by access.Actor) *gorm.DB {
	reach, args := by.Scopes(PermissionMake).People("packs.person_id")
	args = append([]any{by.OrganisationID, by.PersonID, by.PersonID}, args...)
	args = append(args, by.PersonID, by.Today)
	return s.db.Conn(ctx).Table("packs").Joins("JOIN people ON people.id = packs.person_id").Joins("JOIN people makers ON makers.id = packs.made_by").
		Where("packs.organisation_id = ? AND (packs.person_id = ? OR (packs.made_by = ? AND "+reach+") OR "+sharedCondition+")", args...)
}

// pack gives one pack that by may see.
func (s store) pack(ctx context.Context, by access.Actor, id uuid.UUID) (View, error) {
	var row packRow
	err := s.seen(ctx, by).Select(packColumns, by.PersonID, by.Today).Where("packs.id = ?", id).Take(&row).Error
	if err != nil {
		return View{}, database.Wrap(err, "pack")
	}
	views, err := s.filled(ctx, by, []packRow{row})
	if err != nil {
		return View{}, err
	}
	return views[0], nil
}

var packOrders = map[string]string{"frozenOn": "packs.frozen_at", "title": "packs.title"}

// packs gives a page of the packs about a person that by may see, and how many there are.
func (s store) packs(ctx context.Context, by access.Actor, personID uuid.UUID, p page.Request) ([]View, int, error) {
	return s.list(ctx, by, s.seen(ctx, by).Where("packs.person_id = ?", personID), p)
}

// sharedPacks gives a page of the packs that others share with by, and how many there are.
func (s store) sharedPacks(ctx context.Context, by access.Actor, p page.Request) ([]View, int, error) {
	return s.list(ctx, by, s.seen(ctx, by).Where(sharedCondition, by.PersonID, by.Today), p)
}

func (s store) list(ctx context.Context, by access.Actor, list *gorm.DB, p page.Request) ([]View, int, error) {
	var total int64
	if err := list.Session(&gorm.Session{}).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "pack")
	}
	var rows []packRow
	err := list.Session(&gorm.Session{}).Select(packColumns, by.PersonID, by.Today).Order(p.Order(packOrders, "packs.id")).
		Offset(p.Offset).Limit(p.Limit).Find(&rows).Error
	if err != nil {
		return nil, 0, database.Wrap(err, "pack")
	}
	views, err := s.filled(ctx, by, rows)
	return views, int(total), err
}

// filled adds documents and, for those who have more than a share, the shares, with one query each.
func (s store) filled(ctx context.Context, by access.Actor, rows []packRow) ([]View, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]uuid.UUID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	var documents []Document
	if err := s.db.Conn(ctx).Where("pack_id IN ?", ids).Order("pack_id, kind").Find(&documents).Error; err != nil {
		return nil, database.Wrap(err, "document")
	}
	var shares []shareRow
	err := s.db.Conn(ctx).Table("pack_shares").Select("pack_shares.*, people.name AS person_name").Joins("JOIN people ON people.id = pack_shares.person_id").
		Where("pack_shares.pack_id IN ?", ids).Order("pack_shares.shared_at, pack_shares.id").Find(&shares).Error
	if err != nil {
		return nil, database.Wrap(err, "share")
	}
	views := make([]View, len(rows))
	for i, r := range rows {
		v := View{
			Pack: r.Pack, Person: Person{r.PersonID, r.PersonName}, Maker: Person{r.MadeBy, r.MakerName}, HandedOver: r.HandedOver,
			Mine: r.MadeBy == by.PersonID,
		}
		for _, d := range documents {
			if d.PackID == r.ID {
				v.Documents = append(v.Documents, d)
			}
		}
		if by.PersonID != r.PersonID && by.PersonID != r.MadeBy {
			v.SharedUntil = r.SharedUntil
		} else {
			for _, share := range shares {
				if share.PackID == r.ID {
					v.Shares = append(v.Shares, share.view())
				}
			}
		}
		views[i] = v
	}
	return views, nil
}

type shareRow struct {
	Share      `gorm:"embedded"`
	PersonName string
}

func (r shareRow) view() Share {
	r.Person = Person{r.PersonID, r.PersonName}
	return r.Share
}

// content gives the frozen document of a pack that the caller may see.
func (s store) content(ctx context.Context, id uuid.UUID) (string, error) {
	var row struct{ Content string }
	err := s.db.Conn(ctx).Table("packs").Select("content").Where("id = ?", id).Take(&row).Error
	return row.Content, database.Wrap(err, "pack")
}

// frozen gives a pack as the program itself reads it.
func (s store) frozen(ctx context.Context, id uuid.UUID) (Pack, error) {
	var p Pack
	err := s.db.Conn(ctx).Where("id = ?", id).Take(&p).Error
	return p, database.Wrap(err, "pack")
}

type newPack struct {
	Pack    `gorm:"embedded"`
	Content string
}

type packFile struct{ PackID, FileID uuid.UUID }

func (packFile) TableName() string { return "pack_files" }

// add inserts a pack with its files and with its documents, which wait to be made.
func (s store) add(ctx context.Context, p Pack, content string, files []uuid.UUID) error {
	if err := s.db.Conn(ctx).Table("packs").Create(&newPack{p, content}).Error; err != nil {
		return database.Wrap(err, "pack")
	}
	if len(files) > 0 {
		rows := make([]packFile, len(files))
		for i, id := range files {
			rows[i] = packFile{p.ID, id}
		}
		if err := s.db.Conn(ctx).CreateInBatches(&rows, 200).Error; err != nil {
			return database.Wrap(err, "file")
		}
	}
	documents := []Document{{PackID: p.ID, Kind: PDF, State: Queued, RequestedAt: p.FrozenAt}, {PackID: p.ID, Kind: ZIP, State: Queued, RequestedAt: p.FrozenAt}}
	return database.Wrap(s.db.Conn(ctx).Create(&documents).Error, "document")
}

// remove deletes a pack with everything that belongs to it.
func (s store) remove(ctx context.Context, id uuid.UUID) error {
	for _, row := range []any{&packFile{}, &Document{}, &Share{}} {
		if err := s.db.Conn(ctx).Where("pack_id = ?", id).Delete(row).Error; err != nil {
			return database.Wrap(err, "pack")
		}
	}
	return database.Changed(s.db.Conn(ctx).Where("id = ?", id).Delete(&Pack{}), "pack")
}

// file gives the name and the type of a pack's content by its hash.
func (s store) file(ctx context.Context, packID uuid.UUID, sha256 string) (File, error) {
	var f File
	err := s.db.Conn(ctx).Table("pack_files").Select("files.sha256 AS sha256, files.name, files.media_type, files.size").
		Joins("JOIN files ON files.id = pack_files.file_id").Where("pack_files.pack_id = ? AND files.sha256 = ?", packID, sha256).Take(&f).Error
	return f, database.Wrap(err, "file")
}

// queue puts a document that failed back to where it waits.
func (s store) queue(ctx context.Context, packID uuid.UUID, kind Kind, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&Document{}).Where("pack_id = ? AND kind = ? AND state = ?", packID, kind, Failed).
		Updates(map[string]any{"state": Queued, "done": 0, "total": 0, "failure": "", "requested_at": now, "finished_at": nil}), "document")
}

// progress says how far a document is made.
func (s store) progress(ctx context.Context, packID uuid.UUID, kind Kind, done, total int) error {
	return database.Changed(s.db.Conn(ctx).Model(&Document{}).Where("pack_id = ? AND kind = ?", packID, kind).
		Updates(map[string]any{"state": Making, "done": done, "total": total}), "document")
}

// finish says what became of a document.
func (s store) finish(ctx context.Context, d Document) error {
	return database.Changed(s.db.Conn(ctx).Model(&Document{}).Where("pack_id = ? AND kind = ?", d.PackID, d.Kind).Updates(map[string]any{
		"state": d.State, "failure": d.Failure, "size": d.Size, "finished_at": d.FinishedAt,
	}), "document")
}

// colleague finds who works in the organisation under an address.
func (s store) colleague(ctx context.Context, organisationID uuid.UUID, email string, today calendar.Date) (Person, error) {
	var p Person
	err := s.db.Conn(ctx).Table("people").Select("id, name").
		Where("organisation_id = ? AND LOWER(email) = LOWER(?) AND (left_on IS NULL OR left_on >= ?)", organisationID, email, today).Take(&p).Error
	return p, database.Wrap(err, "person")
}

func (s store) addShare(ctx context.Context, share Share) error {
	return database.Wrap(s.db.Conn(ctx).Create(&share).Error, "share")
}

// share gives a share of a pack that by keeps.
func (s store) share(ctx context.Context, by access.Actor, id uuid.UUID) (Share, error) {
	var row shareRow
	err := s.db.Conn(ctx).Table("pack_shares").Select("pack_shares.*, people.name AS person_name").Joins("JOIN people ON people.id = pack_shares.person_id").
		Joins("JOIN packs ON packs.id = pack_shares.pack_id").Where("pack_shares.id = ? AND packs.made_by = ?", id, by.PersonID).Take(&row).Error
	return row.view(), database.Wrap(err, "share")
}

// revoke ends a share: CodeConflict when it was revoked already.
func (s store) revoke(ctx context.Context, share Share) error {
	return database.Changed(s.db.Conn(ctx).Model(&Share{}).Where("id = ? AND revoked_at IS NULL", share.ID).
		Updates(map[string]any{"revoked_at": share.RevokedAt, "revoked_by": share.RevokedBy}), "share")
}

type importRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	ImportedBy     uuid.UUID
	ImportedAt     time.Time
	FromName       string
	AboutName      string
	FrozenOn       calendar.Date
	SHA256         string `gorm:"column:sha256"`
	EvidenceCount  int
	ClaimCount     int
}

func (importRow) TableName() string { return "pack_imports" }

type formerRow struct {
	ClaimID      uuid.UUID
	Position     int
	ImportID     uuid.UUID
	Organisation string
	Reviewer     string
	ReviewedOn   calendar.Date
	Outcome      string
	Level        *int
	Reason       string
}

func (formerRow) TableName() string { return "pack_former_reviews" }

func (r formerRow) review() FormerReview {
	f := FormerReview{Organisation: r.Organisation, Reviewer: r.Reviewer, ReviewedOn: r.ReviewedOn, Outcome: r.Outcome, Reason: r.Reason}
	if r.Level != nil {
		f.Level = *r.Level
	}
	return f
}

func (s store) addImport(ctx context.Context, row importRow, former []formerRow) error {
	if err := s.db.Conn(ctx).Create(&row).Error; err != nil {
		return database.Wrap(err, "import")
	}
	if len(former) == 0 {
		return nil
	}
	return database.Wrap(s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&former, 100).Error, "former review")
}

// formerOf gives the former reviews of claims, by claim.
func (s store) formerOf(ctx context.Context, claims []uuid.UUID) (map[uuid.UUID][]FormerReview, error) {
	var rows []formerRow
	err := s.db.Conn(ctx).Where("claim_id IN ?", claims).Order("claim_id, position").Find(&rows).Error
	all := map[uuid.UUID][]FormerReview{}
	for _, r := range rows {
		all[r.ClaimID] = append(all[r.ClaimID], r.review())
	}
	return all, database.Wrap(err, "former review")
}

// claimWithin is CodeNotFound unless the claim's person is within the scopes.
func (s store) claimWithin(ctx context.Context, in access.Scopes, id uuid.UUID) error {
	condition, args := in.People("claims.person_id")
	var found struct{ ID uuid.UUID }
	err := s.db.Conn(ctx).Table("claims").Select("claims.id").Where("claims.id = ?", id).Where(condition, args...).Take(&found).Error
	return database.Wrap(err, "claim")
}

// imported reports whether an archive was taken into the person's portfolio before.
func (s store) imported(ctx context.Context, personID uuid.UUID, sha256 string) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&importRow{}).Where("person_id = ? AND sha256 = ?", personID, sha256).Count(&n).Error
	return n > 0, database.Wrap(err, "import")
}
