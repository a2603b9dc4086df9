package notification

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// CalendarAddress is what is known of somebody's private calendar address: never its secret part.
type CalendarAddress struct {
	Active    bool
	CreatedAt time.Time
	FetchedAt *time.Time
}

// tokenBytes is the length of a calendar address's secret part.
const tokenBytes = 24

// CalendarAddress tells whether somebody has one.
func (s *Service) CalendarAddress(ctx context.Context, by access.Actor) (CalendarAddress, error) {
	return s.store.calendarAddress(ctx, by.PersonID)
}

// MakeCalendarAddress makes somebody's private calendar address and gives it, this once. One made before stops working.
func (s *Service) MakeCalendarAddress(ctx context.Context, by access.Actor) (string, time.Time, error) {
	var random [tokenBytes]byte
	_, _ = rand.Read(random[:])
	token, now := hex.EncodeToString(random[:]), s.clock.Now()
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.saveCalendarAddress(ctx, by.PersonID, hashOf(token), now); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "notification.calendar_address_made", SubjectKind: "person", SubjectID: by.PersonID.String(), PersonID: &by.PersonID,
		})
	})
	return s.baseURL + "/calendar/" + token + ".ics", now, err
}

// RemoveCalendarAddress stops somebody's address from working. Without one it is CodeNotFound.
func (s *Service) RemoveCalendarAddress(ctx context.Context, by access.Actor) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.removeCalendarAddress(ctx, by.PersonID); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "notification.calendar_address_removed", SubjectKind: "person", SubjectID: by.PersonID.String(), PersonID: &by.PersonID,
		})
	})
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Feed is a calendar as a calendar application reads it.
type Feed struct {
	Body []byte
	// Changed is when an entry last changed; the start of the address when none ever did.
	Changed time.Time
	// Tag tells one state of the calendar from another.
	Tag string
}

// entry is what the calendar showed of something when it was last read.
type entry struct {
	PersonID  uuid.UUID
	Entry     string
	Digest    string
	Sequence  int
	ChangedAt time.Time
}

func (entry) TableName() string { return "calendar_entries" }

// Feed gives the calendar behind a secret. An unknown secret, and one of somebody who has left or may not sign in, is
// CodeNotFound. What an entry shows as its number and date changes only when the entry does, so that calendar applications
// see nothing new where there is nothing.
func (s *Service) Feed(ctx context.Context, token string) (Feed, error) {
	today := calendar.Today(s.clock.Now())
	owner, err := s.store.calendarOwner(ctx, hashOf(token), today)
	if err != nil {
		return Feed{}, err
	}
	a := Asked{OrganisationID: owner.OrganisationID, To: owner.PersonID, Today: today}
	if a.Circle, err = s.store.circle(ctx, a); err != nil {
		return Feed{}, err
	}
	var all []Dated
	for _, source := range s.sources {
		if dates, ok := source.(Dates); ok {
			found, err := dates.Dates(ctx, a)
			if err != nil {
				return Feed{}, err
			}
			all = append(all, found...)
		}
	}
	slices.SortFunc(all, func(x, y Dated) int {
		if c := x.On.Compare(y.On); c != 0 {
			return c
		}
		return strings.Compare(x.Entry, y.Entry)
	})
	all = slices.CompactFunc(all, func(x, y Dated) bool { return x.Entry == y.Entry })
	shown, changed, err := s.keepEntries(ctx, owner, all)
	if err != nil {
		return Feed{}, err
	}
	return s.feed(owner, all, shown, changed), nil
}

// keepEntries compares the entries with what was shown before, keeps what changed, and says when something last did, an
// entry that went among it.
func (s *Service) keepEntries(ctx context.Context, o calendarOwner, all []Dated) (map[string]entry, time.Time, error) {
	before, err := s.store.entries(ctx, o.PersonID)
	if err != nil {
		return nil, time.Time{}, err
	}
	// Calendar applications read whole seconds.
	now := s.clock.Now().Truncate(time.Second)
	shown := map[string]entry{}
	var changed []entry
	for _, d := range all {
		digest := hashOf(strings.Join([]string{d.On.ISO(), d.Until.ISO(), d.Title, d.Link}, "\n"))[:32]
		e, known := before[d.Entry]
		switch {
		case !known:
			e = entry{PersonID: o.PersonID, Entry: d.Entry, Digest: digest, ChangedAt: now}
			changed = append(changed, e)
		case e.Digest != digest:
			e.Digest, e.Sequence, e.ChangedAt = digest, e.Sequence+1, now
			changed = append(changed, e)
		}
		shown[d.Entry] = e
	}
	for name, e := range before {
		if _, still := shown[name]; !still && e.Digest != "" {
			e.Digest, e.Sequence, e.ChangedAt = "", e.Sequence+1, now
			changed = append(changed, e)
		}
	}
	last := o.CreatedAt
	for _, e := range before {
		if e.ChangedAt.After(last) {
			last = e.ChangedAt
		}
	}
	if len(changed) > 0 {
		last = now
	}
	return shown, last.UTC().Truncate(time.Second), s.store.keepRead(ctx, o, changed, s.clock.Now())
}

// feed writes the calendar by RFC 5545: whole days, lines of at most 75 bytes that end in CRLF.
func (s *Service) feed(o calendarOwner, all []Dated, shown map[string]entry, changed time.Time) Feed {
	c := ics.NewCalendarFor("Bandwise")
	c.SetProductId("-//Bandwise//Bandwise//EN")
	c.SetCalscale("GREGORIAN")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName("Bandwise")
	c.SetXPublishedTTL("PT6H")
	c.SetRefreshInterval("PT6H", ics.WithValue("DURATION"))
	for _, d := range all {
		e := shown[d.Entry]
		until := d.Until
		if until.IsZero() {
			until = d.On
		}
		event := c.AddEvent(uuid.NewSHA1(o.PersonID, []byte(d.Entry)).String() + "@" + s.host)
		event.SetDtStampTime(e.ChangedAt)
		event.SetModifiedAt(e.ChangedAt)
		event.SetSequence(e.Sequence)
		event.SetAllDayStartAt(d.On.Midnight())
		event.SetAllDayEndAt(until.AddDays(1).Midnight())
		event.SetSummary(d.Title)
		event.SetURL(s.baseURL + d.Link)
		event.SetTimeTransparency(ics.TransparencyTransparent)
		event.SetClass(ics.ClassificationPrivate)
	}
	body := []byte(c.Serialize(ics.WithNewLine("\r\n")))
	sum := sha256.Sum256(body)
	return Feed{Body: body, Changed: changed, Tag: `"` + hex.EncodeToString(sum[:16]) + `"`}
}

// calendarOwner is whose calendar a secret opens.
type calendarOwner struct {
	PersonID       uuid.UUID
	OrganisationID uuid.UUID
	CreatedAt      time.Time
	FetchedAt      *time.Time
}

// unknownCalendar is the answer to a secret that opens nothing.
func unknownCalendar() error { return apperr.NotFound("calendar") }
