package training

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// bodyIHRIM is the body that holds the NCCQ, the Institute of Health Records and Information Management.
const bodyIHRIM = "ihrim"

// Membership is a stretch of membership of IHRIM; a renewal is another one. Without a last day it goes on.
type Membership struct {
	ID uuid.UUID
	calendar.Span
	// Number may be left out.
	Number     string
	Note       string
	RecordedBy uuid.UUID
	Version    int
}

// CheckMembership checks a membership or a renewal: a first day, a last day that is not before it, and no overlap with another one.
func (f Facts) CheckMembership(m Membership) (Membership, error) {
	var no refusals
	switch {
	case m.From.IsZero():
		no.add("from", "Enter the first day of the membership.")
	case !m.IsOpen() && m.To.Before(m.From):
		no.add("to", "The last day is before the first, %s.", m.From)
	}
	for _, other := range f.Memberships {
		if len(no) == 0 && other.ID != m.ID && other.Overlaps(m.Span) {
			no.add("from", "This overlaps the membership %s. A renewal begins after it ends.", spanInWords(other.Span))
		}
	}
	return m, no.err()
}

// MembershipStanding says whether the membership that the examination asks for is there when it is needed.
type MembershipStanding struct {
	// State is "not_recorded", "current", "ends_before_sitting", "starts_late" or "ended".
	State   string
	Because string
}

// The states of membership as the API writes them.
const (
	membershipNotRecorded = "not_recorded"
	membershipCurrent     = "current"
	membershipEndsBefore  = "ends_before_sitting"
	membershipStartsLate  = "starts_late"
	membershipEnded       = "ended"
)

// membershipFor says where somebody stands with the membership, which IHRIM asks for at registration and at the sitting. Without a sitting it is
// compared with today.
func (f Facts) membershipFor(choice *SittingChoice, papers []PaperKey, today calendar.Date) MembershipStanding {
	if len(f.Memberships) == 0 {
		return MembershipStanding{membershipNotRecorded, "No IHRIM membership is recorded. It is needed at registration and at the sitting."}
	}
	covering := func(on calendar.Date) (Membership, bool) {
		i := slices.IndexFunc(f.Memberships, func(m Membership) bool { return m.Contains(on) })
		if i < 0 {
			return Membership{}, false
		}
		return f.Memberships[i], true
	}
	if choice == nil {
		if m, ok := covering(today); ok {
			return MembershipStanding{membershipCurrent, fmt.Sprintf("IHRIM membership %s.", spanInWords(m.Span))}
		}
		return MembershipStanding{membershipEnded, "The IHRIM membership that is recorded does not cover today. It is needed at registration and at the sitting."}
	}
	s := choice.Sitting
	registration, sitting := choice.RegisteredOn, s.lastDay(papers)
	what := "on the day of the registration, " + registration.String()
	if registration.IsZero() {
		registration = calendar.Later(today, s.RegistrationOpensOn)
		if registration.After(s.RegistrationClosesOn) {
			registration = s.RegistrationClosesOn
		}
		what = "when registration closes on " + s.RegistrationClosesOn.String()
		if _, ok := covering(s.RegistrationClosesOn); ok {
			registration = s.RegistrationClosesOn
		}
	}
	at, registered := covering(registration)
	last, sat := covering(sitting)
	switch {
	case registered && sat:
		return MembershipStanding{membershipCurrent, fmt.Sprintf("IHRIM membership %s covers the sitting.", spanInWords(last.Span))}
	case registered:
		return MembershipStanding{membershipEndsBefore, fmt.Sprintf(
			"The IHRIM membership ends on %s, before the sitting on %s. Renew it: it is needed at the sitting too.", at.To, sitting)}
	case sat:
		return MembershipStanding{membershipStartsLate, fmt.Sprintf("The IHRIM membership begins on %s, so it does not hold %s.", last.From, what)}
	}
	if now, held := covering(today); held {
		return MembershipStanding{membershipEndsBefore, fmt.Sprintf(
			"The IHRIM membership ends on %s, before the registration and the sitting on %s. Renew it: it is needed at both.", now.To, sitting)}
	}
	return MembershipStanding{membershipEnded, fmt.Sprintf("The IHRIM membership that is recorded covers neither the registration nor the sitting on %s.", sitting)}
}

// membership gives a membership by its identifier.
func (f Facts) membership(id uuid.UUID) (Membership, error) {
	for _, m := range f.Memberships {
		if m.ID == id {
			return m, nil
		}
	}
	return Membership{}, apperr.NotFound("membership")
}
