package patientdata

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
)

// Declaration is that somebody said of a passage that it is not a patient's data. It knows the passage by its mark alone.
type Declaration struct {
	ID         uuid.UUID
	Kind       Kind
	Reason     string
	DeclaredAt time.Time
	PersonID   uuid.UUID
	PersonName string

	mark string
}

// markOf is the keyed hash by which a person's passage is known: who has the database without the keys, or a key and
// another person's mark, learns nothing of what was found.
func markOf(key []byte, personID uuid.UUID, kind Kind, value string) string {
	hash := hmac.New(sha256.New, key)
	_, _ = fmt.Fprintf(hash, "%s|%s|%s", personID, kind, value)
	return hex.EncodeToString(hash.Sum(nil))
}

// Text is a text that is to be stored, or a part of a file.
type Text struct {
	// Field is the name of the field that a message belongs beside.
	Field string
	// Place is where in a file it stands; empty for a field's text.
	Place string
	Text  string
}

// found is a finding with where it is and what it is known by.
type found struct {
	Text
	Finding
	mark string
}

const (
	// mostReported is how many findings a refusal lists.
	mostReported = 50
	// mostNamed is how many places a sentence names.
	mostNamed = 3
)

// whatItIs names a kind as a sentence does.
var whatItIs = map[Kind]string{NHSNumber: "an NHS number", BirthDate: "a date of birth", HospitalNumber: "a hospital number"}

// whatTheyAre does so of several.
var whatTheyAre = map[Kind]string{NHSNumber: "NHS numbers", BirthDate: "dates of birth", HospitalNumber: "hospital numbers"}

// refusalOf makes the refusal of what was found: a sentence for each field, and every finding with its place.
func refusalOf(all []found) error {
	var order []string
	byField := map[string][]found{}
	var findings []apperr.Finding
	for _, f := range all {
		if byField[f.Field] == nil {
			order = append(order, f.Field)
		}
		byField[f.Field] = append(byField[f.Field], f)
		if len(findings) < mostReported {
			findings = append(findings, apperr.Finding{
				Field: f.Field, Kind: f.Kind.String(), Start: f.Start, End: f.End, Message: f.Message, Place: f.Place, Mark: f.mark,
			})
		}
	}
	fields := make([]apperr.Field, len(order))
	for i, field := range order {
		fields[i] = apperr.Field{Name: field, Message: sentence(byField[field])}
	}
	return apperr.PatientData(fields, findings)
}

func sentence(all []found) string {
	if all[0].Place == "" {
		var kinds []string
		for kind := NHSNumber; kind <= HospitalNumber; kind++ {
			n := 0
			for _, f := range all {
				if f.Kind == kind {
					n++
				}
			}
			switch n {
			case 0:
			case 1:
				kinds = append(kinds, whatItIs[kind])
			default:
				kinds = append(kinds, fmt.Sprintf("%d %s", n, whatTheyAre[kind]))
			}
		}
		it := "it is"
		if len(all) > 1 {
			it = "they are"
		}
		return fmt.Sprintf("This text seems to hold %s. Take it out, or say why %s not a patient's data.", strings.Join(kinds, " and "), it)
	}
	var places []string
	for _, f := range all[:min(len(all), mostNamed)] {
		places = append(places, fmt.Sprintf("%s seems to be %s", f.Place, whatItIs[f.Kind]))
	}
	more := ""
	if n := len(all) - mostNamed; n > 0 {
		more = fmt.Sprintf(", and there are %d more", n)
	}
	return fmt.Sprintf("This file was not stored. %s%s. Take it out and choose the file again, or say why it is not a patient's data.", strings.Join(places, ", "), more)
}
