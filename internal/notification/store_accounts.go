package notification

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// accountSource tells people what happened to their way of signing in, for a month.
type accountSource struct{ store store }

// accountSentences are what the notices say, by the kind of event; %s is when.
var accountSentences = map[string]string{
	"password_changed":    "Your password was changed on %s.",
	"password_set":        "Your password was set by a link on %s.",
	"factor_added":        "A second step at sign-in was set up on %s.",
	"factor_removed":      "Your second step at sign-in was removed on %s.",
	"factor_reset":        "Your second step at sign-in was reset on %s.",
	"recovery_code_used":  "A recovery code was used to sign in as you on %s.",
	"identity_linked":     "Your account was linked to your organisation's sign-in on %s.",
	"identity_removed":    "The link of your account to your organisation's sign-in was taken away on %s.",
	"recovery_codes_made": "New recovery codes were made on %s.",
}

// Notices takes one query.
func (s accountSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	var rows []struct {
		ID         uuid.UUID
		PersonID   uuid.UUID
		Kind       string
		HappenedAt time.Time
		CodesLeft  int
	}
	q := s.store.db.Conn(ctx).Table("account_events").
		Select("account_events.id, account_events.person_id, account_events.kind, account_events.happened_at, account_events.codes_left").
		Joins("JOIN people ON people.id = account_events.person_id").
		Where("people.organisation_id = ? AND account_events.happened_at >= ?", a.OrganisationID, a.Today.AddDays(-informed).Midnight())
	if a.To != uuid.Nil {
		q = q.Where("account_events.person_id = ?", a.To)
	}
	err := q.Order("account_events.happened_at, account_events.id").Find(&rows).Error
	var all []Notice
	for _, r := range rows {
		sentence, told := accountSentences[r.Kind]
		if !told {
			continue
		}
		sentence = fmt.Sprintf(sentence, r.HappenedAt.In(calendar.London()).Format("2 January 2006 at 15:04"))
		if r.Kind == "recovery_code_used" {
			sentence += fmt.Sprintf(" %d are left.", r.CodesLeft)
		}
		all = append(all, Notice{
			Key: KeyOf(AccountChanged, r.ID.String()), Kind: AccountChanged, To: r.PersonID, Since: calendar.Today(r.HappenedAt), Link: "/account",
			Sentence: sentence + " If that was not you, tell an administrator.",
		})
	}
	return all, database.Wrap(err, "event")
}
