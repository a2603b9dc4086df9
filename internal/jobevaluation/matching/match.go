// Package matching is the work of job matching panels: members of management and staff side choose a level and give a reason
// for each factor of a post, agree on them by consensus, have them checked for consistency by somebody else, and release the
// outcome, which can be reviewed once by a differently constituted panel. What a level is worth and whether a profile matches
// is the business of package jobevaluation.
package matching

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// The permissions of job matching.
const (
	PermissionRead     access.Permission = "matching.read"
	PermissionOpen     access.Permission = "matching.open"
	PermissionWork     access.Permission = "matching.work"
	PermissionWithdraw access.Permission = "matching.withdraw"
	PermissionCheck    access.Permission = "matching.check"
)

// Match is one panel's matching of a role to a national profile, its candidate.
type Match struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	RoleID         uuid.UUID
	RoleTitle      string
	SchemeID       uuid.UUID
	// ProfileID is the candidate; not valid before one is chosen.
	ProfileID uuid.NullUUID
	// ReviewOf is the released match that this one reviews.
	ReviewOf uuid.NullUUID
	State    State
	// PanelNotes say where the panel is short of good practice.
	PanelNotes []string
	// BandBefore is the role's band at the opening, and at the release of a released match.
	BandBefore       string
	BandBeforeStatus string
	// Decided, Total, Band and Outcome are of the levels so far; Band is what the outcome gives, or the band of the total
	// where the outcome gives none yet.
	Decided int
	Total   jobevaluation.Points
	Band    string
	Outcome jobevaluation.Outcome

	OpenedBy   uuid.UUID
	OpenedAt   time.Time
	AgreedAt   *time.Time
	ReleasedBy *uuid.UUID
	ReleasedAt *time.Time
	ReleasedOn calendar.Date
	CheckNote  string
	Version    int

	// Members are the panel in the order in which it was given, Decisions the factors that have a level in their order.
	Members   []Member
	Decisions []Decision
}

// Member is somebody on the panel.
type Member struct {
	PersonID  uuid.UUID
	Side      Side
	TrainedOn calendar.Date
	// AgreedAt is when the member confirmed the levels and reasons as they are now; nil when that is still to come.
	AgreedAt *time.Time
}

// Decision is the panel's level for a factor with its reason. Options are option letters, "ab" for example.
type Decision struct {
	No        jobevaluation.FactorNo
	Level     jobevaluation.Level
	Options   string
	Reason    string
	DecidedBy uuid.UUID
	DecidedAt time.Time
}

// Event is one step in a match's history: what made this version of it.
type Event struct {
	Version int
	At      time.Time
	ByID    uuid.UUID
	Kind    EventKind
	// No and Level are those of a factor that was saved, 0 elsewhere.
	No     jobevaluation.FactorNo
	Level  jobevaluation.Level
	Reason string
}

// Levels gives the levels so far, 0 where there is none.
func (m Match) Levels() jobevaluation.Levels {
	var levels jobevaluation.Levels
	for _, d := range m.Decisions {
		levels[d.No-1] = d.Level
	}
	return levels
}

// Decision gives the decision on a factor, and false when there is none.
func (m Match) Decision(no jobevaluation.FactorNo) (Decision, bool) {
	i := slices.IndexFunc(m.Decisions, func(d Decision) bool { return d.No == no })
	if i < 0 {
		return Decision{}, false
	}
	return m.Decisions[i], true
}

// On reports whether a person is on the panel.
func (m Match) On(person uuid.UUID) bool {
	return slices.ContainsFunc(m.Members, func(p Member) bool { return p.PersonID == person })
}

// Choose makes a profile the candidate. What members had confirmed they confirm again. Somebody who is not on the panel is
// CodeForbidden; a match that is not open, or changed since version, CodeConflict.
func (m Match) Choose(by access.Actor, now time.Time, version int, profile uuid.UUID) (Match, Event, error) {
	if err := m.mayWork(by, version); err != nil {
		return m, Event{}, err
	}
	m.ProfileID = uuid.NullUUID{UUID: profile, Valid: true}
	m = m.unconfirmed()
	return m.step(by, now, Event{Kind: CandidateChosen})
}

// Save puts the panel's level for a factor in the place of an earlier one. What members had confirmed they confirm again.
// A level that the factor does not have, an option that is no letter of it, and a missing reason are CodeInvalid; the other
// refusals are those of [Match.Choose].
func (m Match) Save(by access.Actor, now time.Time, version int, s jobevaluation.Scheme, d Decision) (Match, Event, error) {
	if err := m.mayWork(by, version); err != nil {
		return m, Event{}, err
	}
	d.Reason, d.DecidedBy, d.DecidedAt = strings.TrimSpace(d.Reason), by.PersonID, now
	if err := d.check(s); err != nil {
		return m, Event{}, err
	}
	m.Decisions = append(slices.DeleteFunc(slices.Clone(m.Decisions), func(old Decision) bool { return old.No == d.No }), d)
	slices.SortFunc(m.Decisions, func(a, b Decision) int { return int(a.No - b.No) })
	m = m.unconfirmed()
	return m.step(by, now, Event{Kind: FactorSaved, No: d.No, Level: d.Level, Reason: d.Reason})
}

func (d Decision) check(s jobevaluation.Scheme) error {
	i := slices.IndexFunc(s.Factors, func(f jobevaluation.SchemeFactor) bool { return f.No == d.No })
	if i < 0 {
		return apperr.InvalidField("no", "Choose a factor, 1 to 16.")
	}
	var wrong []apperr.Field
	if f := s.Factors[i]; d.Level < 1 || int(d.Level) > len(f.Points) {
		wrong = append(wrong, apperr.Field{Name: "level", Message: fmt.Sprintf("%s (factor %d) has levels 1 to %d.", f.Name, f.No, len(f.Points))})
	}
	for i, letter := range d.Options {
		if letter < 'a' || letter > 'h' || strings.ContainsRune(d.Options[:i], letter) {
			wrong = append(wrong, apperr.Field{Name: "options", Message: "Give each option letter once, a to h, or leave this empty."})
			break
		}
	}
	if d.Reason == "" {
		wrong = append(wrong, apperr.Field{Name: "reason", Message: "Give the reason for this level."})
	}
	return apperr.Invalid(wrong...)
}

// Agree has a member of the panel confirm all levels and reasons. There is no casting vote: once every member has
// confirmed, the match waits for its consistency check. Missing levels or a missing candidate are CodeConflict, and so is a
// second confirmation; the other refusals are those of [Match.Choose].
func (m Match) Agree(by access.Actor, now time.Time, version int) (Match, Event, error) {
	if err := m.mayWork(by, version); err != nil {
		return m, Event{}, err
	}
	if missing := jobevaluation.FactorCount - len(m.Decisions); missing > 0 {
		return m, Event{}, apperr.Conflict(fmt.Sprintf("%s a level. The panel agrees on all 16 factors.", counted(missing, "factor still lacks", "factors still lack")))
	}
	if !m.ProfileID.Valid {
		return m, Event{}, apperr.Conflict("Choose the national profile that the match is judged against first.")
	}
	m.Members = slices.Clone(m.Members)
	waiting := 0
	for i := range m.Members {
		p := &m.Members[i]
		switch {
		case p.PersonID == by.PersonID && p.AgreedAt != nil:
			return m, Event{}, apperr.Conflict("You have confirmed this match already. It waits for the other members.")
		case p.PersonID == by.PersonID:
			p.AgreedAt = &now
		case p.AgreedAt == nil:
			waiting++
		}
	}
	if waiting > 0 {
		return m.step(by, now, Event{Kind: MemberAgreed})
	}
	m.State, m.AgreedAt = Checking, &now
	return m.step(by, now, Event{Kind: PanelAgreed})
}

// Withdraw ends a match without an outcome, for a reason. A released or withdrawn match, and one that changed since version,
// is CodeConflict. Who may withdraw is decided by the caller.
func (m Match) Withdraw(by access.Actor, now time.Time, version int, reason string) (Match, Event, error) {
	if m.State != Open && m.State != Checking {
		return m, Event{}, m.wrongState("It cannot be withdrawn.")
	}
	if err := m.at(version); err != nil {
		return m, Event{}, err
	}
	reason, err := given(reason, "Say why the match is withdrawn.")
	if err != nil {
		return m, Event{}, err
	}
	m.State = Withdrawn
	return m.step(by, now, Event{Kind: MatchWithdrawn, Reason: reason})
}

// Return gives a match that waits for its consistency check back to its panel, for a reason. Refused as [Match.Release].
func (m Match) Return(by access.Actor, now time.Time, version int, reason string) (Match, Event, error) {
	if err := m.mayCheck(by, version); err != nil {
		return m, Event{}, err
	}
	reason, err := given(reason, "Say what the panel should look at again.")
	if err != nil {
		return m, Event{}, err
	}
	m.State, m.AgreedAt = Open, nil
	m = m.unconfirmed()
	return m.step(by, now, Event{Kind: MatchReturned, Reason: reason})
}

// Release makes the outcome final. flagged is how many comparisons stand out; with any, the note must say what was made of
// them: CodeInvalid. A member of the panel is CodeForbidden; a match that does not wait for its check, or changed since
// version, CodeConflict.
func (m Match) Release(by access.Actor, now time.Time, version int, note string, flagged int) (Match, Event, error) {
	if err := m.mayCheck(by, version); err != nil {
		return m, Event{}, err
	}
	note = strings.TrimSpace(note)
	if flagged > 0 && note == "" {
		return m, Event{}, apperr.InvalidField("note", fmt.Sprintf("%s. Say what you made of that.", counted(flagged, "comparison stands out", "comparisons stand out")))
	}
	m.State, m.ReleasedBy, m.ReleasedAt, m.ReleasedOn, m.CheckNote = Released, &by.PersonID, &now, calendar.Today(now), note
	return m.step(by, now, Event{Kind: MatchReleased, Reason: note})
}

// ReviewUntil gives the last day on which a review of a released match can be asked for; no date for any other.
func (m Match) ReviewUntil(rules jobevaluation.PanelRules) calendar.Date {
	return m.ReleasedOn.Add(rules.ReviewPeriod)
}

// MayBeReviewed is CodeConflict, with a sentence, when a review of the match cannot be asked for today.
func (m Match) MayBeReviewed(rules jobevaluation.PanelRules, today calendar.Date) error {
	if m.State != Released {
		return apperr.Conflict("Only a released match can be reviewed.")
	}
	if until := m.ReviewUntil(rules); today.After(until) {
		return apperr.Conflict(fmt.Sprintf("A review had to be asked for within %s of the release on %s, that is by %s.", rules.ReviewPeriod, m.ReleasedOn, until))
	}
	return nil
}

func (m Match) mayWork(by access.Actor, version int) error {
	if !m.On(by.PersonID) {
		return apperr.Forbidden("You are not on the panel of this match. Only its members can change it.")
	}
	if m.State != Open {
		return m.wrongState("It cannot be changed.")
	}
	return m.at(version)
}

func (m Match) mayCheck(by access.Actor, version int) error {
	if m.On(by.PersonID) {
		return apperr.Forbidden("You are on the panel of this match. Somebody else has to check its consistency.")
	}
	if m.State != Checking {
		return m.wrongState("It does not wait for a consistency check.")
	}
	return m.at(version)
}

func (m Match) at(version int) error {
	if m.Version != version {
		return apperr.Conflict("This match has changed since you opened it. Load it again, then decide.")
	}
	return nil
}

func (m Match) wrongState(consequence string) error {
	switch m.State {
	case Released:
		return apperr.Conflict(fmt.Sprintf("This match was released on %s and cannot be changed any more. A review would be a new match.", m.ReleasedOn))
	case Checking:
		return apperr.Conflict("The panel has agreed on this match, and it waits for its consistency check. " + consequence)
	case Withdrawn:
		return apperr.Conflict("This match was withdrawn. " + consequence)
	default:
		return apperr.Conflict("The panel still works on this match. " + consequence)
	}
}

// unconfirmed takes back what members had confirmed.
func (m Match) unconfirmed() Match {
	m.Members = slices.Clone(m.Members)
	for i := range m.Members {
		m.Members[i].AgreedAt = nil
	}
	return m
}

func (m Match) step(by access.Actor, now time.Time, e Event) (Match, Event, error) {
	m.Version++
	e.Version, e.At, e.ByID = m.Version, now, by.PersonID
	return m, e, nil
}

// scored fills in what the scheme makes of the levels so far, and gives it.
func (m Match) scored(s jobevaluation.Scheme, profiles []jobevaluation.Profile) (Match, jobevaluation.Progress) {
	p := s.Progress(m.Levels(), profiles)
	m.Decided, m.Total, m.Band, m.Outcome = p.Decided, p.Total, p.Band.String(), jobevaluation.Undecided
	if c, ok := p.Candidate(m.ProfileID.UUID); ok && m.ProfileID.Valid {
		m.Outcome = c.Outcome
		if band := m.effectiveBand(s, profiles); band != 0 {
			m.Band = band.String()
		}
	}
	return m, p
}

// effectiveBand gives the band that the role gets by the outcome, 0 for none.
func (m Match) effectiveBand(s jobevaluation.Scheme, profiles []jobevaluation.Profile) jobevaluation.Band {
	for _, p := range profiles {
		if p.ID == m.ProfileID.UUID {
			return s.EffectiveBand(p, m.Outcome, m.Total)
		}
	}
	return 0
}

func given(reason, message string) (string, error) {
	if reason = strings.TrimSpace(reason); reason == "" {
		return "", apperr.InvalidField("reason", message)
	}
	return reason, nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
