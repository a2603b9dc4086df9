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
	reports Reports
	// accounts writes the letters about accounts.
	accounts Accounts
	baseURL  string
	host     string

	mu sync.Mutex
	// reckoned holds people's notices, without what they said about them, for a short while: the numbers beside the bell are
	// asked for on every page.
	reckoned map[uuid.UUID]reckonedAt
}

type reckonedAt struct {
	notices []Notice
	// at is when, no time when they have to be reckoned anew.
	at time.Time
	// turn counts what the person did since: what was reckoned in an earlier turn is not kept.
	turn int
}

// reckonedLast is how long the facts behind the numbers beside the bell may be old. What the person said about them never is.
const reckonedLast = time.Minute

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

// Count gives the numbers beside the bell. The facts are at most a minute old, and new after everything that the person does
// here; what the person has seen or put off counts at once, whichever node it was said to.
func (s *Service) Count(ctx context.Context, by access.Actor) (Counts, error) {
	kept := s.kept(by.PersonID)
	if age := s.clock.Now().Sub(kept.at); age < 0 || age >= reckonedLast {
		all, err := s.Of(ctx, by.OrganisationID, by.PersonID, by.Today)
		return countsOf(all, by.Today), err
	}
	all, err := s.marked(ctx, by.PersonID, kept.notices)
	return countsOf(all, by.Today), err
}

// mostReckoned bounds how many people's notices are held.
const mostReckoned = 10_000

func (s *Service) kept(person uuid.UUID) reckonedAt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.reckoned[person]
}

func (s *Service) remember(person uuid.UUID, all []Notice, turn int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.reckoned) >= mostReckoned {
		clear(s.reckoned)
	}
	if s.reckoned[person].turn == turn {
		s.reckoned[person] = reckonedAt{all, s.clock.Now(), turn}
	}
}

// Forget has the numbers beside somebody's bell reckoned anew, because of something that the person did.
func (s *Service) Forget(person uuid.UUID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reckoned[person] = reckonedAt{turn: s.reckoned[person].turn + 1}
}

// Of gives all notices of one person of an organisation on a day, those put off among them, the most urgent first. The
// caller has to know that they may be seen.
func (s *Service) Of(ctx context.Context, organisation, person uuid.UUID, today calendar.Date) ([]Notice, error) {
	turn := s.kept(person).turn
	all, _, err := s.reckon(ctx, Asked{OrganisationID: organisation, To: person, Today: today})
	if err != nil {
		return nil, err
	}
	s.remember(person, all, turn)
	return s.marked(ctx, person, all)
}

// marked gives notices with what the person said about them; the ones that were given stay as they are.
func (s *Service) marked(ctx context.Context, person uuid.UUID, all []Notice) ([]Notice, error) {
	if len(all) == 0 {
		return nil, nil
	}
	marks, err := s.store.marks(ctx, person)
	if err != nil {
		return nil, err
	}
	all = slices.Clone(all)
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
	if err := s.store.addOthers(ctx, a, all); err != nil {
		return nil, nil, err
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
	return err
}
