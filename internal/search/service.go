package search

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// Kind is what a hit is.
type Kind int

// The kinds.
const (
	Statement Kind = iota + 1
	Profile
	Role
	Duty
)

var kindNames = [...]string{"", "statement", "profile", "role", "duty"}

// String gives the kind as the API writes it.
func (k Kind) String() string { return kindNames[k] }

// ParseKind reads what String gives; anything else is CodeInvalid.
func ParseKind(text string) (Kind, error) {
	for k := Statement; k <= Duty; k++ {
		if k.String() == text {
			return k, nil
		}
	}
	return 0, apperr.InvalidField("kind", "Choose statements, profiles, roles or duties.")
}

// Passage is a part of a text with where it stands: what the part is called, and the line of the document.
type Passage struct {
	Part string `json:"part,omitempty"`
	Line int    `json:"line,omitempty"`
	Text string `json:"text"`
}

// entry is a text of the index.
type entry struct {
	Kind Kind
	// ID is what a hit opens, PartOf the role of a duty.
	ID     uuid.UUID
	PartOf uuid.NullUUID
	// OrganisationID is whose it is; not valid for everybody's.
	OrganisationID uuid.NullUUID
	Title          string
	Place          string
	Document       string
	Passages       []Passage
}

// Hit is a text in which everything was found that somebody looked for.
type Hit struct {
	Kind   Kind
	ID     uuid.UUID
	PartOf uuid.NullUUID
	Title  []Piece
	Place  string
	// Part and Line say where Snippet is from; Line is 0 where no document has it.
	Part     string
	Document string
	Line     int
	Snippet  []Piece
}

// Result is a page of hits.
type Result struct {
	Hits []Hit
	// Totals are how many there are of each kind, whichever was chosen.
	Totals map[Kind]int
	// Words are those that were looked for.
	Words []string
}

// Total gives how many there are of a kind, of all kinds for the zero Kind.
func (r Result) Total(kind Kind) int {
	if kind != 0 {
		return r.Totals[kind]
	}
	sum := 0
	for _, n := range r.Totals {
		sum += n
	}
	return sum
}

// Service finds texts.
type Service struct {
	db    *database.DB
	store store
}

// attempts bounds how often the index is made anew for one search while the bodies keep changing.
const attempts = 3

// Search finds the texts of everybody and of the actor's organisation in which every word of the query is found, the best
// first. A query without a word is CodeInvalid. While nothing has changed since the last search, it is one query of the
// database; otherwise the index is made anew first.
func (s *Service) Search(ctx context.Context, by access.Actor, text string, kind Kind, r page.Request) (Result, error) {
	q := parse(text)
	if len(q.words) == 0 {
		return Result{}, apperr.InvalidField("q", "Type a word to search for, for example histology.")
	}
	var found found
	for attempt := 1; ; attempt++ {
		var err error
		if found, err = s.store.find(ctx, by.OrganisationID, q, kind, r); err != nil {
			return Result{}, err
		}
		if len(found.stale) == 0 || attempt == attempts {
			break
		}
		if err := s.index(ctx, found.stale); err != nil {
			return Result{}, err
		}
	}
	result := Result{Totals: found.totals, Words: q.words}
	for _, e := range found.entries {
		result.Hits = append(result.Hits, q.hit(e))
	}
	return result, nil
}

// hit shows an entry by the passage in which most of the words were found.
func (q query) hit(e entry) Hit {
	h := Hit{Kind: e.Kind, ID: e.ID, PartOf: e.PartOf, Place: e.Place, Document: e.Document}
	h.Title, _ = q.mark(e.Title)
	most := -1
	for _, p := range e.Passages {
		_, words := q.mark(p.Text)
		if len(words) > most {
			most = len(words)
			h.Part, h.Line = p.Part, p.Line
			h.Snippet = q.snippet(p.Text)
		}
	}
	return h
}

// index makes the entries of bodies anew, one node at a time.
func (s *Service) index(ctx context.Context, bodies []string) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Lock(ctx, "search"); err != nil {
			return err
		}
		for _, body := range bodies {
			// The stamp is read before the texts: whoever changes them meanwhile leaves a newer one, and the next search sees it.
			stamp, current, err := s.store.stamp(ctx, body)
			if err != nil {
				return err
			}
			if current {
				continue
			}
			entries, err := s.store.texts(ctx, body)
			if err != nil {
				return err
			}
			if err := s.store.replace(ctx, body, stamp, entries); err != nil {
				return err
			}
		}
		return nil
	})
}
