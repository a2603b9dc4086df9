package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// Hash is a SHA-256 in hexadecimal, 64 characters; empty stands for none.
type Hash string

// The first field of what is hashed tells what kind of thing it is, and by which version of the encoding.
const (
	rowEncoding  = "bandwise audit row 1"
	sealEncoding = "bandwise audit seal 1"
	textEncoding = "bandwise audit text 1"
)

// RowHash gives the hash of a row: SHA-256 over the fields "bandwise audit row 1", id, organisation, time, actor, action,
// subject's kind, subject's identifier, person, before, after and request, in this order. Each field is a byte 0 when it
// is null; else a byte 1, its length in bytes as 8 bytes, big-endian, and its text: identifiers in lower case with hyphens,
// the time in UTC with six decimals and a Z. So no two different rows are written the same way.
func RowHash(e Entry) Hash {
	w := newFields(rowEncoding)
	w.id(&e.ID)
	w.id(e.OrganisationID)
	w.time(e.At)
	w.id(e.ActorID)
	w.text(e.Action, e.SubjectKind, e.SubjectID)
	w.id(e.PersonID)
	w.text(e.Before, e.After, e.RequestID)
	return w.sum()
}

// Seal is one link of the chain: it says that a row was there, with which hash, after which other seals.
type Seal struct {
	// Number counts the seals from 1 without a gap.
	Number   int64
	EntryID  uuid.UUID
	RowHash  Hash
	Hash     Hash
	SealedAt time.Time
}

// follows gives the hash that a seal has when before is the hash of the one before it: SHA-256 over the fields
// "bandwise audit seal 1", number in decimal digits, hash before, row's identifier, row's hash and time, encoded as by
// [RowHash].
func (s Seal) follows(before Hash) Hash {
	w := newFields(sealEncoding)
	w.number(s.Number)
	w.text(string(before))
	w.id(&s.EntryID)
	w.text(string(s.RowHash))
	w.time(s.SealedAt)
	return w.sum()
}

// Head is the newest seal of a chain; the zero Head is that of an empty chain.
type Head struct {
	Number   int64
	Hash     Hash
	SealedAt *time.Time
}

// Extend links rows to the chain, in the given order, and gives their seals and the new head. A row's own hash is what is
// sealed, even where the row does not agree with it any more: the chain then keeps that it was tampered with.
func (h Head) Extend(rows []Entry, now time.Time) ([]Seal, Head) {
	seals := make([]Seal, len(rows))
	for i, row := range rows {
		s := Seal{Number: h.Number + 1, EntryID: row.ID, RowHash: row.RowHash, SealedAt: now}
		if s.RowHash == "" {
			s.RowHash = RowHash(row)
		}
		s.Hash = s.follows(h.Hash)
		h = Head{Number: s.Number, Hash: s.Hash, SealedAt: &now}
		seals[i] = s
	}
	return seals, h
}

// fields writes what is hashed.
type fields struct{ into hash.Hash }

func newFields(encoding string) fields {
	w := fields{sha256.New()}
	w.text(encoding)
	return w
}

func (w fields) text(texts ...string) {
	for _, text := range texts {
		var length [9]byte
		length[0] = 1
		binary.BigEndian.PutUint64(length[1:], uint64(len(text)))
		_, _ = w.into.Write(length[:])
		_, _ = w.into.Write([]byte(text))
	}
}

func (w fields) id(id *uuid.UUID) {
	if id == nil {
		_, _ = w.into.Write([]byte{0})
		return
	}
	w.text(id.String())
}

func (w fields) number(n int64) { w.text(strconv.FormatInt(n, 10)) }

func (w fields) time(at time.Time) { w.text(at.UTC().Format("2006-01-02T15:04:05.000000Z")) }

func (w fields) sum() Hash { return Hash(hex.EncodeToString(w.into.Sum(nil))) }
