package identity

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// What holds for personal tokens.
const (
	// tokenPrefix begins every personal token, so that people and programs that look for leaked secrets know one.
	tokenPrefix = "bwt_"
	// shownOfToken is how many characters of a token stay readable, the prefix included: 6 of 43 random ones.
	shownOfToken = len(tokenPrefix) + 6
	maxTokenName = 80
	// maxTokens is how many a person may have at once.
	maxTokens = 20
	// tokenSeenEvery is how exactly the last use is kept: a script may send many requests a second.
	tokenSeenEvery = 10 * time.Minute
)

// Reach is how much of what a person may do a token may do too.
type Reach string

// The reaches.
const (
	// ReachRead lets a token read.
	ReachRead Reach = "read"
	// ReachReadWrite lets a token read and write.
	ReachReadWrite Reach = "read_write"
)

// PersonalToken is a token by which a script acts for a person.
type PersonalToken struct {
	ID       uuid.UUID
	PersonID uuid.UUID
	Name     string
	// Begins is the part of the token that stays readable.
	Begins    string
	Reach     Reach
	CreatedAt time.Time
	ExpiresAt time.Time
	// UsedAt is when it was last used, to ten minutes; nil when it never was.
	UsedAt *time.Time
}

// Expired reports whether the token is too old to be used.
func (t PersonalToken) Expired(now time.Time) bool { return !now.Before(t.ExpiresAt) }

// NewPersonalToken is what somebody asks for.
type NewPersonalToken struct {
	Name  string
	Reach Reach
	// LastsUntil is the last day, in London, on which it can be used.
	LastsUntil calendar.Date
}

// check holds a wish against the rules: a name, and a last day from today on and within a year.
func (n NewPersonalToken) check(today calendar.Date) error {
	switch {
	case n.Name == "":
		return apperr.InvalidField("name", "Enter a name for the token, such as what it is for.")
	case utf8.RuneCountInString(n.Name) > maxTokenName:
		return apperr.InvalidField("name", "The name must have 80 characters or fewer.")
	case n.LastsUntil.Before(today):
		return apperr.InvalidField("lastsUntil", "The last day must be today or later.")
	case n.LastsUntil.After(today.Add(calendar.Years(1))):
		return apperr.InvalidField("lastsUntil", "A token can last a year at most.")
	}
	return nil
}

// endOf gives the first moment in London after a day.
func endOf(day calendar.Date) time.Time {
	next := day.AddDays(1)
	return time.Date(next.Year(), next.Month(), next.Day(), 0, 0, 0, 0, calendar.London()).UTC()
}

var (
	errBadToken      = apperr.Unauthenticated("This token is unknown, has ended or is too old. Make a new one on your account page.")
	errTooManyTokens = apperr.Conflict("You have 20 tokens. End one that you no longer need first.")
)

// MakeToken makes a token of the person who is signed in, and gives it: it is shown this once, the database keeps its hash.
func (s *Service) MakeToken(ctx context.Context, by access.Actor, n NewPersonalToken) (PersonalToken, string, error) {
	n.Name = strings.TrimSpace(n.Name)
	if err := n.check(by.Today); err != nil {
		return PersonalToken{}, "", err
	}
	secret := token(tokenPrefix + string(newToken()))
	made := PersonalToken{
		ID: uuid.New(), PersonID: by.PersonID, Name: n.Name, Begins: string(secret)[:shownOfToken], Reach: n.Reach,
		CreatedAt: s.clock.Now(), ExpiresAt: endOf(n.LastsUntil),
	}
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.store.lock(ctx, "tokens of "+by.PersonID.String()); err != nil {
			return err
		}
		held, err := s.store.tokensOf(ctx, by.PersonID)
		if err != nil {
			return err
		}
		if len(held) >= maxTokens {
			return errTooManyTokens
		}
		if err := s.store.createToken(ctx, made, secret); err != nil {
			return err
		}
		return s.recordToken(ctx, by, "identity.token_made", made, audit.Values{
			"token": made.Begins, "name": audit.FreeText(made.Name), "reach": made.Reach, "lastsUntil": n.LastsUntil.ISO(),
		})
	})
	return made, string(secret), err
}

// Tokens lists the tokens of the person who is signed in that have not ended, the newest first.
func (s *Service) Tokens(ctx context.Context, by access.Actor) ([]PersonalToken, error) {
	return s.store.tokensOf(ctx, by.PersonID)
}

// TokensOf lists the tokens of a person as an administrator sees them. Somebody out of scope is CodeNotFound.
func (s *Service) TokensOf(ctx context.Context, by access.Actor, personID uuid.UUID) ([]PersonalToken, error) {
	if _, err := s.store.personInScope(ctx, by.Scopes("people.manage"), personID); err != nil {
		return nil, err
	}
	return s.store.tokensOf(ctx, personID)
}

// EndToken ends one of the person's own tokens at once.
func (s *Service) EndToken(ctx context.Context, by access.Actor, id uuid.UUID) error {
	return s.endToken(ctx, by, by.PersonID, id)
}

// EndTokenOf ends a token of a person at once, by an administrator. Somebody out of scope is CodeNotFound.
func (s *Service) EndTokenOf(ctx context.Context, by access.Actor, personID, id uuid.UUID) error {
	if _, err := s.store.personInScope(ctx, by.Scopes("people.manage"), personID); err != nil {
		return err
	}
	return s.endToken(ctx, by, personID, id)
}

func (s *Service) endToken(ctx context.Context, by access.Actor, personID, id uuid.UUID) error {
	return s.store.inTx(ctx, func(ctx context.Context) error {
		ended, err := s.store.endToken(ctx, personID, id, s.clock.Now())
		if err != nil {
			return err
		}
		return s.recordToken(ctx, by, "identity.token_ended", ended, audit.Values{"token": ended.Begins})
	})
}

func (s *Service) recordToken(ctx context.Context, by access.Actor, action string, t PersonalToken, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{Action: action, SubjectKind: "token", SubjectID: t.ID.String(), PersonID: &t.PersonID, After: after})
}

// bearer gives the visit of the script that carries a token. One that is unknown, too old, ended, or of an account that is not
// open is CodeUnauthenticated.
func (s *Service) bearer(ctx context.Context, secret string) (Visit, error) {
	if !strings.HasPrefix(secret, tokenPrefix) {
		return Visit{}, errBadToken
	}
	now := s.clock.Now()
	held, err := s.store.heldToken(ctx, token(secret))
	if err != nil {
		if errors.Is(err, apperr.NotFound("")) {
			err = errBadToken
		}
		return Visit{}, err
	}
	if held.Expired(now) || !held.open(calendar.Today(now)) {
		return Visit{}, errBadToken
	}
	if held.UsedAt == nil || now.Sub(*held.UsedAt) >= tokenSeenEvery {
		if err := s.store.touchToken(ctx, held.ID, now); err != nil {
			return Visit{}, err
		}
	}
	actor := s.policy.NewActor(held.account.PersonID, held.OrganisationID, held.account.Name, held.Email, held.grants, now)
	actor.Token = &access.Token{Begins: held.Begins, ReadOnly: held.Reach != ReachReadWrite}
	return Visit{Actor: s.admit(actor, held.account), Organisation: held.OrganisationName}, nil
}
