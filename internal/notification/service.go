package notification

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/page"
)

// Service reckons notices, and keeps what people said about them.
type Service struct {
	db      *database.DB
	store   store
	trail   *audit.Trail
	clock   calendar.Clock
	log     *slog.Logger
	queue   *jobs.Queue
	sources []Source
	post    Postman
	baseURL string
	host    string

	mu sync.Mutex
	// counted holds the numbers beside the bell for a short while, because they are asked for on every page.
	counted map[uuid.UUID]countedAt
}

type countedAt struct {
	counts Counts
	at     time.Time
}

// countsLast is how long the numbers beside the bell may be old.
const countsLast = time.Minute

// Filter narrows somebody's notices; zero values do not.
type Filter struct {
	Group Group
	// Snoozed asks for those put off, instead of the others.
	Snoozed bool
	// New leaves out what was seen.
	New bool
}

// sorts are the sorts of the list, the default first.
var sorts = []string{"urgency", "dueOn", "since"}

// Notices gives one page of somebody's own notices, how many there are of those asked for, and how many in each group.
func (s *Service) Notices(ctx context.Context, by access.Actor, f Filter, asked page.Request) ([]Notice, int, Counts, error) {
	all, err := s.Of(ctx, by.OrganisationID, by.PersonID, by.Today)
	if err != nil {
		return nil, 0, Counts{}, err
	}
	counts := countsOf(all, by.Today)
	s.remember(by.PersonID, counts)
	words := strings.Fields(fold.Text(asked.Query))
	found := slices.DeleteFunc(all, func(n Notice) bool {
		text := fold.Text(n.Sentence + " " + n.Kind.Title() + " " + n.AboutName)
		missing := slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
		return missing || f.Group != 0 && n.Group != f.Group || n.snoozed(by.Today) != f.Snoozed || f.New && n.Seen
	})
	compare := map[string]func(a, b Notice) int{"urgency": compareUrgency, "dueOn": compareDue, "since": compareSince}[asked.Sort]
	slices.SortStableFunc(found, func(a, b Notice) int {
		if asked.Descending {
			return compare(b, a)
		}
		return compare(a, b)
	})
	total := len(found)
	return found[min(asked.Offset, total):min(asked.Offset+asked.Limit, total)], total, counts, nil
}

// Count gives the numbers beside the bell, at most a minute old.
func (s *Service) Count(ctx context.Context, by access.Actor) (Counts, error) {
	s.mu.Lock()
	kept, there := s.counted[by.PersonID]
	s.mu.Unlock()
	if age := s.clock.Now().Sub(kept.at); there && age >= 0 && age < countsLast {
		return kept.counts, nil
	}
	all, err := s.Of(ctx, by.OrganisationID, by.PersonID, by.Today)
	if err != nil {
		return Counts{}, err
	}
	counts := countsOf(all, by.Today)
	s.remember(by.PersonID, counts)
	return counts, nil
}

// mostCounted bounds how many people's numbers are held.
const mostCounted = 10_000

func (s *Service) remember(person uuid.UUID, c Counts) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.counted) >= mostCounted {
		clear(s.counted)
	}
	s.counted[person] = countedAt{c, s.clock.Now()}
}

func (s *Service) forget(person uuid.UUID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.counted, person)
}

// Of gives all notices of one person of an organisation on a day, those put off among them, the most urgent first. The
// caller has to know that they may be seen.
func (s *Service) Of(ctx context.Context, organisation, person uuid.UUID, today calendar.Date) ([]Notice, error) {
	all, _, err := s.reckon(ctx, Asked{OrganisationID: organisation, To: person, Today: today})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	marks, err := s.store.marks(ctx, person)
	if err != nil {
		return nil, err
	}
	for i := range all {
		m := marks[all[i].Key]
		all[i].Seen, all[i].SnoozedUntil = m.SeenAt != nil, m.SnoozedUntil
	}
	return all, nil
}

// reckon asks every source. It costs a fixed number of queries, for one reader and for everybody of an organisation.
func (s *Service) reckon(ctx context.Context, a Asked) ([]Notice, *Circle, error) {
	circle, err := s.store.circle(ctx, a)
	if err != nil {
		return nil, nil, err
	}
	a.Circle = circle
	var all []Notice
	for _, source := range s.sources {
		found, err := source.Notices(ctx, a)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, mine(found, a)...)
	}
	return complete(all, circle), circle, nil
}

// mostMarks bounds what somebody can say about notices at once.
const mostMarks = 500

// MarkSeen notes that somebody has seen notices. Keys of notices that are gone do no harm.
func (s *Service) MarkSeen(ctx context.Context, by access.Actor, keys []string) error {
	if len(keys) > mostMarks {
		return apperr.InvalidField("keys", "Mark at most 500 notices at once.")
	}
	keys = slices.Clone(keys)
	slices.Sort(keys)
	keys = slices.Compact(keys)
	return s.mark(ctx, by, audit.Change{Action: "notification.seen", After: audit.Values{"notices": len(keys)}}, func(ctx context.Context) error {
		return s.store.markSeen(ctx, by.PersonID, keys, s.clock.Now())
	})
}

// longestSnooze is for how many days a notice can be put off.
const longestSnooze = 90

// Snooze puts a notice off until a day, or takes that back when there is no day. A day that is not ahead, or too far, is
// CodeInvalid.
func (s *Service) Snooze(ctx context.Context, by access.Actor, key string, until calendar.Date) error {
	switch {
	case until.IsZero():
	case !until.After(by.Today):
		return apperr.InvalidField("until", "Choose a day after today.")
	case by.Today.DaysUntil(until) > longestSnooze:
		return apperr.InvalidField("until", "Choose a day within the next 90 days.")
	}
	change := audit.Change{Action: "notification.snoozed", After: audit.Values{"notice": key}}
	if !until.IsZero() {
		change.After["until"] = until
	}
	return s.mark(ctx, by, change, func(ctx context.Context) error {
		return s.store.snooze(ctx, by.PersonID, key, until)
	})
}

func (s *Service) mark(ctx context.Context, by access.Actor, change audit.Change, do func(context.Context) error) error {
	change.SubjectKind, change.SubjectID, change.PersonID = "person", by.PersonID.String(), &by.PersonID
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := do(ctx); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, change)
	})
	s.forget(by.PersonID)
	return err
}
