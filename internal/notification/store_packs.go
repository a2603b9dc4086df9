package notification

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// packSource tells people that a pack they asked for has been made, or could not be, and that one was shared with them.
type packSource struct{ store store }

// Notices takes two queries.
func (s packSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	made, err := s.made(ctx, a)
	if err != nil {
		return nil, err
	}
	shared, err := s.shared(ctx, a)
	return append(made, shared...), err
}

// made gives the packs that somebody asked for of which every document has been made, or one could not be. A manager who
// answers for the person no longer may not open the pack, and is not told.
func (s packSource) made(ctx context.Context, a Asked) ([]Notice, error) {
	var rows []struct {
		ID         uuid.UUID
		PersonID   uuid.UUID
		MadeBy     uuid.UUID
		Title      string
		Kind       string
		State      string
		FinishedAt *time.Time
	}
	q := s.store.db.Conn(ctx).Table("packs").Select("packs.id, packs.person_id, packs.made_by, packs.title, pack_documents.kind, pack_documents.state, pack_documents.finished_at").
		Joins("JOIN pack_documents ON pack_documents.pack_id = packs.id").
		Where("packs.organisation_id = ? AND packs.frozen_at >= ?", a.OrganisationID, a.Today.AddDays(-informed).Midnight())
	if a.To != uuid.Nil {
		q = q.Where("packs.made_by = ?", a.To)
	}
	err := q.Order("packs.frozen_at, packs.id, pack_documents.kind").Find(&rows).Error
	var all []Notice
	waits := map[uuid.UUID]bool{}
	for _, r := range rows {
		waits[r.ID] = waits[r.ID] || r.FinishedAt == nil
	}
	told := map[uuid.UUID]int{}
	for _, r := range rows {
		if waits[r.ID] || r.PersonID != r.MadeBy && !slices.Contains(a.Circle.Responsibles(r.PersonID, AsManager), r.MadeBy) {
			continue
		}
		i, known := told[r.ID]
		if !known {
			i = len(all)
			told[r.ID] = i
			all = append(all, Notice{Kind: PackReady, To: r.MadeBy, About: r.PersonID, Sentence: "The pack “" + r.Title + "” that you asked for is ready.", Link: "/packs/" + r.ID.String()})
			if r.PersonID != r.MadeBy {
				all[i].Sentence = "The pack “" + r.Title + "” about {about} that you asked for is ready."
			}
		}
		n := &all[i]
		if r.State == "failed" {
			n.Kind, n.Sentence = PackFailed, "The pack “"+r.Title+"” could not be made in full. See why, and ask for it again."
		}
		n.Since = calendar.Later(n.Since, calendar.Today(*r.FinishedAt))
		n.Key = KeyOf(n.Kind, r.ID.String(), n.Since.ISO())
	}
	return all, database.Wrap(err, "pack")
}

// shared gives the packs that others shared and that can still be opened. The reader need not answer for the person, who is
// therefore named in the sentence alone.
func (s packSource) shared(ctx context.Context, a Asked) ([]Notice, error) {
	var rows []struct {
		ID       uuid.UUID
		PackID   uuid.UUID
		PersonID uuid.UUID
		Title    string
		About    string
		Until    calendar.Date
		SharedAt time.Time
	}
	q := s.store.db.Conn(ctx).Table("pack_shares").
		Select("pack_shares.id, pack_shares.pack_id, pack_shares.person_id, packs.title, people.name AS about, pack_shares.until, pack_shares.shared_at").
		Joins("JOIN packs ON packs.id = pack_shares.pack_id").Joins("JOIN people ON people.id = packs.person_id").
		Where("packs.organisation_id = ? AND pack_shares.revoked_at IS NULL AND pack_shares.until >= ? AND pack_shares.shared_at >= ?",
			a.OrganisationID, a.Today, a.Today.AddDays(-informed).Midnight())
	if a.To != uuid.Nil {
		q = q.Where("pack_shares.person_id = ?", a.To)
	}
	err := q.Order("pack_shares.shared_at, pack_shares.id").Find(&rows).Error
	all := make([]Notice, len(rows))
	for i, r := range rows {
		all[i] = Notice{
			Key: KeyOf(PackShared, r.ID.String()), Kind: PackShared, To: r.PersonID, Since: calendar.Today(r.SharedAt),
			Sentence: "The pack “" + r.Title + "” about " + r.About + " was shared with you. You can open it until " + day(r.Until) + ".", Link: "/packs/" + r.PackID.String(),
		}
	}
	return all, database.Wrap(err, "share")
}
