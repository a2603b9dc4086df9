package app

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image"
	"image/png"
	"maps"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/pack"
	"bandwise/internal/platform/calendar"
)

// packed is what somebody has of frozen portfolios: one of their own, one that they shared, the share, a file of it, and a
// picture that they uploaded.
type packed struct {
	own, shared, share, picture uuid.UUID
	sha256                      string
}

// pack lets somebody freeze their portfolio, and share it with whoever founded the organisation.
func (f *fixture) pack(p *person) {
	f.t.Helper()
	var picture bytes.Buffer
	require.NoError(f.t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))))
	p.packs.picture = f.upload(p, "board.png", picture.Bytes())
	at := "/people/" + p.id.String() + "/packs"
	body := object{"title": "Appraisal. " + private, "purpose": "own_record", "parts": "whole"}
	p.packs.own = f.make(p, at, body).id
	p.packs.shared = f.make(p, at, body).id
	var shared seenPack
	f.must(p, "POST", "/packs/"+p.packs.shared.String()+"/shares", object{"email": p.org.founder.email, "until": "2027-01-31"}, &shared)
	p.packs.share = shared.Shares[0].ID
	require.NoError(f.t, f.app.db.Conn(f.ctx).Raw("SELECT sha256 FROM files WHERE id = ?", p.file).Scan(&p.packs.sha256).Error)
}

func ownPack(e encounter) string { return e.about.packs.own.String() }

// ready has the archive of the person's pack made.
func (f *fixture) ready(e encounter) {
	require.NoError(f.t, f.app.modules.pack.Service.Produce(f.ctx, e.about.packs.own, pack.ZIP))
}

// failed has the document of the person's pack fail.
func (f *fixture) failed(e encounter) {
	require.NoError(f.t, f.app.db.Conn(f.ctx).Exec("UPDATE pack_documents SET state = 'failed' WHERE pack_id = ?", e.about.packs.own).Error)
}

// fromElsewhere is an archive with one piece of evidence that nobody here has.
func fromElsewhere() sheet {
	content, _ := json.Marshal(pack.Content{
		Format: pack.Format, Schema: pack.Schema, ID: uuid.New(), Title: "Elsewhere", Purpose: pack.OwnRecord, Parts: pack.Whole,
		FrozenOn: calendar.MustParseDate("2026-01-05"), Organisation: "Eastmoor", Person: "Somebody", Statements: []pack.Statement{},
		Evidence: []pack.Evidence{{
			Key: "one", Title: "Something " + uuid.NewString(), Kind: "project", WhatIDid: private, HappenedOn: calendar.MustParseDate("2025-11-03"),
		}},
	})
	sum := sha256.Sum256(content)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range map[string][]byte{"pack.json": content, "SHA256SUMS": []byte(hex.EncodeToString(sum[:]) + "  pack.json\n")} {
		if entry, err := w.Create(name); err == nil {
			_, _ = entry.Write(text)
		}
	}
	_ = w.Close()
	return sheet(out.String())
}

func init() {
	maps.Copy(operations, map[string]operation{
		"listPacks":       {at: whom},
		"listSharedPacks": {alone: true},
		"makePack":        {at: whom, body: always(object{"title": "For the panel", "purpose": "panel", "parts": "showcased"}), first: (*fixture).showcase},
		"getPack":         {at: ownPack},
		"getPackContent":  {at: ownPack},
		"deletePack":      {at: ownPack},
		"sharePack": {at: ownPack, body: func(e encounter) any {
			return object{"email": e.about.org.founder.email, "until": "2027-01-31"}
		}},
		"revokePackShare":    {at: func(e encounter) string { return e.about.packs.share.String() }},
		"remakePackDocument": {at: ownPack, body: always(object{"kind": "pdf"}), first: (*fixture).failed},
		"downloadPack":       {at: ownPack, query: text("kind=zip"), first: (*fixture).ready},
		"getPackFile":        {at: func(e encounter) string { return e.about.packs.own.String() + "/files/" + e.about.packs.sha256 }},
		"importPack":         {at: whom, body: func(encounter) any { return fromElsewhere() }},
		"getFilePicture":     {at: func(e encounter) string { return e.about.packs.picture.String() }},
		"listFormerReviews":  {at: func(e encounter) string { return e.about.waiting.id.String() }},
	})
}

// showcase puts a piece of the person's evidence first in the portfolio.
func (f *fixture) showcase(e encounter) {
	require.NoError(f.t, f.app.db.Conn(f.ctx).Exec("UPDATE evidence SET showcase_position = 1 WHERE person_id = ?", e.about.id).Error)
}
