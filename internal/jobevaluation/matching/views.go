package matching

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
)

// Post is what matching needs to know of a role.
type Post struct {
	ID         uuid.UUID
	Title      string
	Reference  string
	Band       string
	BandStatus string
	// MatchedOn is the day of a job matching that the post's document states; no date for none.
	MatchedOn calendar.Date
	// RetiredOn is the day on which the role was taken out of use; no date while it is in use.
	RetiredOn calendar.Date
	Duties    []Duty
}

// Duty is one thing that the holder of a post does. Factor is the factor of its heading, 0 where the document does not say.
type Duty struct {
	ID        uuid.UUID
	Heading   string
	Factor    jobevaluation.FactorNo
	Text      string
	Corrected string
	Note      string
	Lines     []int
}

// Roles tells what posts an organisation has, those with a band by a released match with that band.
type Roles interface {
	// Post is CodeNotFound for a role that the actor's organisation does not have.
	Post(ctx context.Context, by access.Actor, id uuid.UUID) (Post, error)
	Posts(ctx context.Context, by access.Actor) ([]Post, error)
}

// Person is somebody with a name.
type Person struct {
	ID   uuid.UUID
	Name string
}

// Practitioner is somebody who can be put on a panel. Side is 0 and TrainedOn no date where none was recorded.
type Practitioner struct {
	Person    Person
	RoleTitle string
	Side      Side
	TrainedOn calendar.Date
}

// Filter narrows a list of matches; zero values do not.
type Filter struct {
	page.Request
	State  State
	RoleID uuid.UUID
	// Mine keeps the matches on whose panel the actor is.
	Mine bool
}

// Summary is a match in a list, without panel and levels.
type Summary struct {
	Match
	CandidateTitle string
	OpenedByName   string
	Mine           bool
}

// Detail is a match with everything about it.
type Detail struct {
	Summary
	Scheme jobevaluation.Scheme
	// Profiles are all the profiles as that version of the scheme judges them.
	Profiles []jobevaluation.Profile
	Progress jobevaluation.Progress
	// Effective is the band that the role gets by the outcome, 0 for none.
	Effective  jobevaluation.Band
	ReviewedBy uuid.UUID
	History    []Event
	Actions    []Action
	names      map[uuid.UUID]string
}

// Person gives somebody who has to do with the match.
func (d Detail) Person(id uuid.UUID) Person { return Person{id, d.names[id]} }

// Candidate gives the candidate profile, and false when none is chosen.
func (d Detail) Candidate() (jobevaluation.Profile, bool) {
	for _, p := range d.Profiles {
		if d.ProfileID.Valid && p.ID == d.ProfileID.UUID {
			return p, true
		}
	}
	return jobevaluation.Profile{}, false
}

// NewMatch is a match as it is asked for. ProfileID is not valid when no candidate is chosen yet.
type NewMatch struct {
	RoleID    uuid.UUID
	ProfileID uuid.NullUUID
	Seats     []Seat
	// ID is made up when it is uuid.Nil.
	ID uuid.UUID
}

// NewReview is the review of a released match as it is asked for.
type NewReview struct {
	Reason    string
	ProfileID uuid.NullUUID
	Seats     []Seat
}

// advice says what follows when the candidate does not match.
func (d Detail) advice() string {
	for _, c := range d.Progress.Candidates {
		if c.Outcome == jobevaluation.ProfileMatch || c.Outcome == jobevaluation.BandMatch {
			return fmt.Sprintf("Another profile matches by these levels: %s, band %s. The scheme says: %s.", c.Title, c.BandText, d.Scheme.Otherwise())
		}
	}
	if d.Progress.Decided < jobevaluation.FactorCount {
		return fmt.Sprintf("The scheme says: %s.", d.Scheme.Otherwise())
	}
	return fmt.Sprintf("No profile of this suite matches these levels: a full local evaluation is needed. The scheme says: %s.", d.Scheme.Otherwise())
}
