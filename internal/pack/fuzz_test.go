package pack

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// FuzzOpenArchive takes archives that somebody brings along: as bytes, and as an archive whose content is anything.
func FuzzOpenArchive(f *testing.F) {
	content, err := json.Marshal(Content{
		Format: Format, Schema: Schema, Title: "Elsewhere", Purpose: OwnRecord, Parts: Whole, FrozenOn: calendar.MustParseDate("2026-01-05"),
		Organisation: "Eastmoor", Person: "Somebody", Files: []File{{SHA256: "00", Name: "a.txt"}},
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content, "../a", []byte("PK\x05\x06"))
	f.Add([]byte(`{"format":"bandwise-pack","schema":1}`), "files/00", []byte{})
	f.Fuzz(func(t *testing.T, content []byte, name string, raw []byte) {
		var archive bytes.Buffer
		z := zip.NewWriter(&archive)
		for entry, text := range map[string][]byte{contentEntry: content, pageEntry: []byte("<p>"), sumsEntry: raw, name: raw} {
			if w, err := z.Create(entry); err == nil {
				_, _ = w.Write(text)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		for _, each := range [][]byte{archive.Bytes(), raw} {
			_, err := openArchive(bytes.NewReader(each), int64(len(each)))
			if _, said := errors.AsType[*apperr.Error](err); err != nil && !said {
				t.Fatalf("%v is nothing that a person can read", err)
			}
		}
	})
}
