package audit

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"unicode/utf8"

	"github.com/google/uuid"
)

// FreeText stands for something that a person wrote. The trail keeps how long it was and a keyed hash of it, by which a
// text that is still there can be shown to be the one that was written. The key is the person's whose record it is; when
// it goes, the hash says nothing any more.
type FreeText string

// MarshalJSON gives the number of characters, never the text.
func (t FreeText) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]int{"characters": utf8.RuneCountInString(string(t))})
}

// writtenText is how a text stands in the trail.
type writtenText struct {
	Characters int  `json:"characters"`
	Hash       Hash `json:"hash"`
}

// TextHash gives the hash of a text in the entry of that identifier: HMAC-SHA256 under the key of the fields
// "bandwise audit text 1", the entry's identifier and the text, encoded as by [RowHash]. The same text in two entries has
// two hashes.
func TextHash(key []byte, entryID uuid.UUID, text string) Hash {
	w := fields{hmac.New(sha256.New, key)}
	w.text(textEncoding)
	w.id(&entryID)
	w.text(text)
	return w.sum()
}

// hashTexts gives values in which every text of a person is what hash makes of it.
func hashTexts(values map[string]any, hash func(FreeText) (any, error)) (map[string]any, error) {
	hashed := make(map[string]any, len(values))
	for name, value := range values {
		switch v := value.(type) {
		case FreeText:
			written, err := hash(v)
			if err != nil {
				return nil, err
			}
			hashed[name] = written
		case Values, map[string]any:
			below, isValues := v.(Values)
			if !isValues {
				below = v.(map[string]any)
			}
			inner, err := hashTexts(below, hash)
			if err != nil {
				return nil, err
			}
			hashed[name] = inner
		default:
			hashed[name] = value
		}
	}
	return hashed, nil
}

// textsOf gives the function that hashes the texts of an entry. The key is that of the person whose record the entry is
// about, or else of who makes it; the first text of a person makes the key. A text of the program itself has no hash.
func (t *Trail) textsOf(ctx context.Context, e Entry) func(FreeText) (any, error) {
	whose := e.PersonID
	if whose == nil {
		whose = e.ActorID
	}
	var key []byte
	return func(text FreeText) (any, error) {
		if whose == nil || text == "" {
			return text, nil
		}
		if key == nil {
			var err error
			if key, err = t.store.key(ctx, *whose, e.At); err != nil {
				return nil, err
			}
		}
		return textWritten(key, e.ID, text), nil
	}
}

func textWritten(key []byte, entryID uuid.UUID, text FreeText) writtenText {
	return writtenText{Characters: utf8.RuneCountInString(string(text)), Hash: TextHash(key, entryID, string(text))}
}

// Forget removes a person's key, in the transaction that erases the person: from then on nobody can show what the texts
// were whose hashes the trail keeps.
func (t *Trail) Forget(ctx context.Context, personID uuid.UUID) error {
	return t.store.forget(ctx, personID)
}
