package practice

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Outcome is what becomes of a line.
type Outcome int

// The outcomes.
const (
	Refused Outcome = iota + 1
	Changed
	Added
	Same
)

// String gives the outcome as the API writes it.
func (o Outcome) String() string { return [...]string{"", "refused", "changed", "new", "same"}[o] }

// Planned is a line with what becomes of it.
type Planned struct {
	Line
	Whose   Named
	Outcome Outcome
	// Before is what is kept for the day; nil when nothing is.
	Before *Entry
	// Remark says why a day is in no average.
	Remark string
	note   *string
}

// Report is what lines do to what is kept, or would do.
type Report struct {
	DryRun bool
	// Digest stands for the lines and what is kept; "" when lines were refused.
	Digest string
	Lines  []Planned
}

// Count counts the lines with an outcome.
func (r Report) Count(o Outcome) int {
	n := 0
	for _, l := range r.Lines {
		if l.Outcome == o {
			n++
		}
	}
	return n
}

// Entered is one day as it is entered in a form.
type Entered struct {
	Day  Day
	Note *string
}

// Enter keeps what a person coded on days. A day that is kept already is corrected, and what stood before stays on record; correcting
// another person's day needs a reason. Days in the future or without an appointment are CodeInvalid, and then nothing is kept.
func (s *Service) Enter(ctx context.Context, by access.Actor, personID uuid.UUID, days []Entered, reason string) (Report, error) {
	lines := make([]Line, len(days))
	notes := make([]*string, len(days))
	for i, d := range days {
		lines[i] = Line{Number: i + 1, Day: d.Day}
		if d.Day.Episodes < 0 || d.Day.Episodes > 999 {
			lines[i].Problems = append(lines[i].Problems, Problem{columnEpisodes, "Episodes are a whole number from 0 to 999."})
		}
		if err := checkMinutes(d.Day.Minutes); err != nil {
			lines[i].Problems = append(lines[i].Problems, Problem{columnHours, err.Error()})
		}
		notes[i] = d.Note
	}
	var report Report
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		person, err := s.store.person(ctx, by, by.Scopes(PermissionEnter), personID)
		if err != nil {
			return err
		}
		planned, err := s.plan(ctx, by, lines, Named{person.ID, person.Name}, notes)
		if err != nil {
			return err
		}
		report.Lines = planned
		if err := refusedFields(planned); err != nil {
			return err
		}
		return s.keep(ctx, by, planned, reason)
	})
	return report, err
}

// refusedFields turns refused lines into messages beside the fields of a form.
func refusedFields(planned []Planned) error {
	var wrong []apperr.Field
	for i, p := range planned {
		for _, problem := range p.Problems {
			name := map[string]string{columnDate: "day", columnEpisodes: "episodes", columnHours: "hours"}[problem.Column]
			wrong = append(wrong, apperr.Field{Name: fmt.Sprintf("entries[%d].%s", i, name), Message: problem.Message})
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return apperr.Invalid(wrong...)
}

// Sent is a paste or a file whose lines are looked at first and kept afterwards.
type Sent struct {
	DryRun bool
	// Digest is that of the dry run.
	Digest string
	Reason string
}

// Paste reads lines that were copied from a spreadsheet; see [Service.Import].
func (s *Service) Paste(ctx context.Context, by access.Actor, personID uuid.UUID, text string, sent Sent) (Report, error) {
	person, err := s.store.person(ctx, by, by.Scopes(PermissionEnter), personID)
	if err != nil {
		return Report{}, err
	}
	lines, err := readPaste(text)
	if err != nil {
		return Report{}, err
	}
	return s.read(ctx, by, lines, Named{person.ID, person.Name}, sent, "text")
}

// Import reads a file: a line for a day, of the person with the e-mail address in the column person, or of personID where there is
// none. A dry run says what becomes of each line. The same lines with the digest of the dry run are then kept, all or
// none; when what is kept has changed meanwhile, that is CodeConflict.
func (s *Service) Import(ctx context.Context, by access.Actor, personID uuid.UUID, name string, content []byte, sent Sent) (Report, error) {
	person, err := s.store.person(ctx, by, by.Scopes(PermissionEnter), personID)
	if err != nil {
		return Report{}, err
	}
	lines, err := readFile(name, content)
	if err != nil {
		return Report{}, err
	}
	return s.read(ctx, by, lines, Named{person.ID, person.Name}, sent, "file")
}

func (s *Service) read(ctx context.Context, by access.Actor, lines []Line, whose Named, sent Sent, field string) (Report, error) {
	report := Report{DryRun: sent.DryRun}
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		planned, err := s.plan(ctx, by, lines, whose, nil)
		if err != nil {
			return err
		}
		report.Lines = planned
		if report.Count(Refused) == 0 {
			report.Digest = digest(planned)
		}
		switch {
		case sent.DryRun:
			return nil
		case report.Digest == "":
			return apperr.InvalidField(field, "Some lines are refused. Check them again, mend them, and try once more.")
		case sent.Digest != report.Digest:
			return apperr.Conflict("This is not what was checked, or somebody has changed these days meanwhile. Check it again.")
		}
		return s.keep(ctx, by, planned, sent.Reason)
	})
	return report, err
}

// digest stands for lines and for what was kept when they were looked at.
func digest(planned []Planned) string {
	hash := sha256.New()
	for _, p := range planned {
		version := 0
		if p.Before != nil {
			version = p.Before.Version
		}
		_, _ = fmt.Fprintf(hash, "%s %s %d %d %d\n", p.Whose.ID, p.Day.On.ISO(), p.Day.Episodes, p.Day.Minutes, version)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// plan says what becomes of lines: at most four queries, however many lines there are.
func (s *Service) plan(ctx context.Context, by access.Actor, lines []Line, whose Named, notes []*string) ([]Planned, error) {
	planned := make([]Planned, len(lines))
	emails := map[string]bool{}
	for i, l := range lines {
		planned[i] = Planned{Line: l, Whose: whose}
		if notes != nil {
			planned[i].note = notes[i]
		}
		if l.Person != "" {
			emails[l.Person] = true
		}
	}
	wanted := make([]string, 0, len(emails))
	for e := range emails {
		wanted = append(wanted, e)
	}
	found, err := s.store.byEmail(ctx, by.Scopes(PermissionEnter), wanted)
	if err != nil {
		return nil, err
	}
	people := []uuid.UUID{whose.ID}
	var first, last calendar.Date
	for i := range planned {
		p := &planned[i]
		if p.Person != "" {
			known, there := found[p.Person]
			if !there {
				p.Whose = Named{}
				p.Problems = append(p.Problems, Problem{columnPerson, "You can enter activity for nobody with this e-mail address."})
				continue
			}
			p.Whose = known
			people = append(people, known.ID)
		}
		if day := p.Day.On; !day.IsZero() {
			if first.IsZero() || day.Before(first) {
				first = day
			}
			last = calendar.Later(last, day)
		}
	}
	slices.SortFunc(people, func(a, b uuid.UUID) int { return cmp.Compare(a.String(), b.String()) })
	people = slices.Compact(people)
	for _, id := range people {
		if err := s.store.lock(ctx, id); err != nil {
			return nil, err
		}
	}
	careers, err := s.store.careers(ctx, people)
	if err != nil {
		return nil, err
	}
	kept, err := s.store.entriesOn(ctx, people, first, last)
	if err != nil {
		return nil, err
	}
	judge(planned, careers, kept, calendar.Today(s.clock.Now()))
	return planned, nil
}

// judge says what becomes of each line.
func judge(planned []Planned, careers map[uuid.UUID]Career, kept map[dayKey]Entry, today calendar.Date) {
	seen := map[dayKey]int{}
	for i := range planned {
		p := &planned[i]
		if day := p.Day.On; !day.IsZero() && p.Whose.ID != uuid.Nil {
			at := dayKey{p.Whose.ID, day}
			if earlier, twice := seen[at]; twice {
				p.Problems = append(p.Problems, Problem{columnDate, fmt.Sprintf("%s is there twice: line %d has it too.", day, earlier)})
			}
			seen[at] = p.Number
			career := careers[p.Whose.ID]
			if message := undated(career, p.Whose.Name, day, today); message != "" {
				p.Problems = append(p.Problems, Problem{columnDate, message})
			}
			p.Remark = career.Uncounted(day)
			if e, there := kept[at]; there {
				p.Before = &e
			}
		}
		switch {
		case len(p.Problems) > 0:
			p.Outcome = Refused
		case p.Before == nil:
			p.Outcome = Added
		case p.Before.day() == p.Day && (p.note == nil || *p.note == p.Before.Note):
			p.Outcome = Same
		default:
			p.Outcome = Changed
		}
	}
}

// undated says why nothing can be entered for a day; "" when it can.
func undated(c Career, name string, day, today calendar.Date) string {
	switch {
	case day.After(today):
		return fmt.Sprintf("%s lies in the future. Enter a day once it is over.", day)
	case c.AppointedOn().IsZero():
		return fmt.Sprintf("%s has no appointment.", name)
	case day.Before(c.AppointedOn()):
		return fmt.Sprintf("%s is before the appointment of %s on %s.", day, name, c.AppointedOn())
	case c.WTE(day) == 0:
		return fmt.Sprintf("%s was not appointed on %s.", name, day)
	}
	return ""
}

// keep writes what was planned, with one audit row for each person.
func (s *Service) keep(ctx context.Context, by access.Actor, planned []Planned, reason string) error {
	reason = strings.TrimSpace(reason)
	now := s.clock.Now()
	var added []Entry
	var before []Earlier
	traces := map[uuid.UUID]*activityTrace{}
	var order []uuid.UUID
	for i := range planned {
		p := &planned[i]
		if p.Outcome == Same {
			continue
		}
		trace := traces[p.Whose.ID]
		if trace == nil {
			trace = &activityTrace{}
			traces[p.Whose.ID] = trace
			order = append(order, p.Whose.ID)
		}
		e := Entry{
			ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: p.Whose.ID, Day: p.Day.On, Episodes: p.Day.Episodes, EnteredBy: by.PersonID,
			Version: 1, CreatedAt: now, UpdatedAt: now,
		}
		if p.Day.Minutes > 0 {
			e.Minutes = &p.Day.Minutes
		}
		if p.note != nil {
			e.Note = *p.note
		}
		trace.take(e)
		if p.Before == nil {
			added = append(added, e)
			continue
		}
		if by.PersonID != p.Whose.ID && reason == "" {
			return apperr.InvalidField("reason", fmt.Sprintf("Say why you change what is entered for %s: %s has an entry already.", p.Whose.Name, p.Day.On))
		}
		before = append(before, p.Before.earlier(by, reason, false, now))
		trace.correct(*p.Before, e)
		e.ID, e.Version, e.CreatedAt = p.Before.ID, p.Before.Version+1, p.Before.CreatedAt
		if p.note == nil {
			e.Note = p.Before.Note
		}
		if err := s.store.saveEntry(ctx, e); err != nil {
			return err
		}
	}
	if err := s.store.addEntries(ctx, added); err != nil {
		return err
	}
	if err := s.store.keepEarlier(ctx, before); err != nil {
		return err
	}
	for _, id := range order {
		after := traces[id].values()
		if reason != "" {
			after["reason"] = audit.FreeText(reason)
		}
		if err := s.note(ctx, by, "activity_entered", "coding_activity", id.String(), &id, traces[id].before(), after); err != nil {
			return err
		}
	}
	return nil
}

// Remove takes the entry of a day away, which stays on record. Another person's needs a reason. A version that is no longer the
// newest is CodeConflict.
func (s *Service) Remove(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) error {
	reason = strings.TrimSpace(reason)
	return s.db.InTx(ctx, func(ctx context.Context) error {
		e, err := s.store.entry(ctx, id)
		if err != nil {
			return err
		}
		if _, err := s.store.person(ctx, by, by.Scopes(PermissionEnter), e.PersonID); err != nil {
			return apperr.NotFound("entry")
		}
		if err := stale(version, e.Version, "entry"); err != nil {
			return err
		}
		if by.PersonID != e.PersonID && reason == "" {
			return apperr.InvalidField("reason", "Say why you take away what another person entered.")
		}
		if err := s.store.removeEntry(ctx, e); err != nil {
			return err
		}
		if err := s.store.keepEarlier(ctx, []Earlier{e.earlier(by, reason, true, s.clock.Now())}); err != nil {
			return err
		}
		return s.note(ctx, by, "activity_removed", "coding_activity", e.PersonID.String(), &e.PersonID,
			audit.Values{"day": e.Day, "entry": traceOf(e)}, audit.Values{"reason": audit.FreeText(reason)})
	})
}
