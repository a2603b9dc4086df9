package audit_test

import (
	"bytes"
	"crypto/ed25519"
	"testing"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/audit"
)

func FuzzParsePlace(f *testing.F) {
	f.Add(audit.Place{At: time.Date(2026, 11, 20, 10, 0, 0, 5000, time.UTC), ID: uuid.MustParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8")}.String())
	f.Add("")
	f.Add("MjAyNi0xMS0yMFQxMDowMDowMFog")
	f.Fuzz(func(t *testing.T, cursor string) {
		place, err := audit.ParsePlace(cursor)
		if err != nil || place.ID == uuid.Nil {
			return
		}
		if again, err := audit.ParsePlace(place.String()); err != nil || !again.At.Equal(place.At) || again.ID != place.ID {
			t.Fatalf("%v, then %v: %v", place, again, err)
		}
	})
}

// FuzzReadAnchor changes statements, keys and what stands around them: no statement is taken that the key did not sign.
func FuzzReadAnchor(f *testing.F) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))
	sealed := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	a := audit.Anchor{Installation: "one", MadeAt: sealed}
	a.Number, a.Hash, a.SealedAt = 42, "00ff", &sealed
	signed := a.Sign(key)
	f.Add(signed, audit.PublicKey(key))
	f.Add([]byte("Bandwise audit anchor 1\nrow: 1\nsignature: AAAA\n"), "AAAA")
	f.Fuzz(func(t *testing.T, text []byte, public string) {
		by, err := audit.ReadPublicKey(public)
		if err != nil {
			by = key.Public().(ed25519.PublicKey)
		}
		read, err := audit.ReadAnchor(text, by)
		if err == nil && by.Equal(key.Public()) && (read.Number != 42 || read.Hash != "00ff") {
			t.Fatalf("%+v was not signed", read)
		}
		if _, err := audit.ReadKey(text); err == nil && !bytes.Contains(text, []byte("PRIVATE KEY")) {
			t.Fatal("that was no key")
		}
	})
}
