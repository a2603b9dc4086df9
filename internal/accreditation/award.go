package accreditation

import (
	"cmp"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Kind names an accreditation.
type Kind string

// The kinds. Passing the NCCQ gives ACC; the auditor and trainer programmes follow it. IHRIM's certificates of technical
// competence are those of health records staff (000 lines 95, 145 and 278).
const (
	ACC              Kind = "acc"
	CCAP             Kind = "ccap"
	CCTP             Kind = "cctp"
	IHRIMBasic       Kind = "ihrim_basic"
	IHRIMAdvanced    Kind = "ihrim_advanced"
	IHRIMCertificate Kind = "ihrim_certificate"
	IHRIMDiploma     Kind = "ihrim_diploma"
)

var kindTitles = map[Kind]string{
	ACC: "Accredited Clinical Coder (ACC)", CCAP: "Clinical Coding Auditor (CCAP)", CCTP: "Clinical Coding Trainer (CCTP)",
	IHRIMBasic: "IHRIM Certificate of Technical Competence, basic", IHRIMAdvanced: "IHRIM Certificate of Technical Competence, advanced",
	IHRIMCertificate: "IHRIM Certificate", IHRIMDiploma: "IHRIM Diploma",
}

// Kinds lists the accreditations that Bandwise knows by name, in the order in which they follow one another.
func Kinds() []Kind {
	return []Kind{ACC, CCAP, CCTP, IHRIMBasic, IHRIMAdvanced, IHRIMCertificate, IHRIMDiploma}
}

// Renewal names what keeps an accreditation current, as it stands in a sentence: the auditor and trainer programmes ask for a
// re-certification, ACC for a refresher.
func (k Kind) Renewal() string {
	if k == CCAP || k == CCTP {
		return "re-certification"
	}
	return "refresher"
}

// Title gives the accreditation's name as people know it.
func (k Kind) Title() string { return cmp.Or(kindTitles[k], string(k)) }

// Award is an accreditation that a person holds.
type Award struct {
	ID        uuid.UUID
	Kind      Kind
	Holder    uuid.UUID
	AwardedOn calendar.Date
	// Because says by which facts, in full sentences.
	Because string
	// ConfirmedBy is who confirmed the facts, on ConfirmedOn.
	ConfirmedBy uuid.UUID
	ConfirmedOn calendar.Date
}

// NewAward checks an award to a person who holds held. It is refused when the holder confirms it (forbidden), when one of its kind is held already (conflict),
// and field by field without a kind, a date or the facts it rests on, with a date in the future, or confirmed before it was made.
func NewAward(held []Award, award Award, today calendar.Date) (Award, error) {
	if award.ConfirmedBy == award.Holder {
		return Award{}, apperr.Forbidden("Nobody confirms their own accreditation. Ask your manager.")
	}
	for _, other := range held {
		if other.Kind == award.Kind {
			return Award{}, apperr.Conflict(fmt.Sprintf("This accreditation has been held since %s.", other.AwardedOn))
		}
	}
	var fields []apperr.Field
	refuse := func(name, format string, args ...any) {
		fields = append(fields, apperr.Field{Name: name, Message: fmt.Sprintf(format, args...)})
	}
	if award.Kind == "" {
		refuse("kind", "Choose the accreditation.")
	}
	switch {
	case award.AwardedOn.IsZero():
		refuse("awardedOn", "Enter the date of the award.")
	case award.AwardedOn.After(today):
		refuse("awardedOn", "%s is in the future.", award.AwardedOn)
	}
	if award.Because == "" {
		refuse("because", "Say which facts the award rests on.")
	}
	if award.ConfirmedBy == uuid.Nil {
		refuse("confirmedBy", "Say who confirmed it.")
	}
	switch {
	case award.ConfirmedOn.IsZero():
		refuse("confirmedOn", "Enter the date on which it was confirmed.")
	case award.ConfirmedOn.After(today):
		refuse("confirmedOn", "%s is in the future.", award.ConfirmedOn)
	case award.ConfirmedOn.Before(award.AwardedOn) && !award.AwardedOn.After(today):
		refuse("confirmedOn", "%s is before the award on %s.", award.ConfirmedOn, award.AwardedOn)
	}
	return award, apperr.Invalid(fields...)
}
