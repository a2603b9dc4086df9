package notification

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/jobs"
)

// tick looks every quarter of an hour whether an organisation's letters of the day are to be made up.
type tick struct{}

func (tick) Kind() string { return "notification.tick" }

// round makes up one organisation's letters of a day.
type round struct {
	OrganisationID uuid.UUID `json:"organisationId"`
	Day            string    `json:"day"`
}

func (round) Kind() string { return "notification.round" }

// deliver sends one letter.
type deliver struct {
	DeliveryID uuid.UUID `json:"deliveryId"`
}

func (deliver) Kind() string { return "notification.deliver" }

// jobTitles name the kinds of jobs for an administrator.
var jobTitles = map[string]string{
	tick{}.Kind(): "Look whether letters are due", round{}.Kind(): "Make up the letters of a day", deliver{}.Kind(): "Send a letter",
	"identity.answer_reset": "Write to somebody who forgot the password",
}

// register says how the jobs of the feature are run.
func (s *Service) register() {
	jobs.Register(s.queue, jobs.Handling{Attempts: 1}, func(ctx context.Context, _ tick) error { return s.lookForRounds(ctx) })
	jobs.Register(s.queue, jobs.Handling{Timeout: 10 * time.Minute}, s.goRound)
	// Twelve attempts with doubling pauses last some fourteen hours, a mail server's bad day.
	jobs.Register(s.queue, jobs.Handling{Timeout: 2 * sendTimeout, Attempts: 12}, s.deliver)
	if s.post != nil {
		s.queue.Periodically("letters", jobs.Every(15*time.Minute), tick{})
	}
}

// lookForRounds asks for the day's letters of every organisation that has none yet, from seven in the morning in London.
func (s *Service) lookForRounds(ctx context.Context) error {
	now := s.clock.Now()
	if s.post == nil || now.In(calendar.London()).Hour() < morning {
		return nil
	}
	today := calendar.Today(now)
	return s.db.InTx(ctx, func(ctx context.Context) error {
		waiting, err := s.store.withoutRound(ctx, today)
		if err != nil {
			return err
		}
		for _, organisation := range waiting {
			if err := s.queue.Insert(ctx, round{OrganisationID: organisation, Day: today.ISO()}, jobs.For(organisation), jobs.Once()); err != nil {
				return err
			}
		}
		return nil
	})
}

// planned is a letter that is to be sent, and the notices that it is the first to tell.
type planned struct {
	person   uuid.UUID
	occasion Occasion
	told     []told
}

type told struct {
	notice    string
	threshold int
}

// goRound makes up an organisation's letters of a day: who gets one, and what for. The letters and their jobs are written in
// one transaction with the note that the day is done.
func (s *Service) goRound(ctx context.Context, r round) error {
	today, err := calendar.ParseDate(r.Day)
	if err != nil {
		return jobs.GiveUp(fmt.Errorf("read the day of a round: %w", err))
	}
	if s.post == nil || today != calendar.Today(s.clock.Now()) {
		return nil // yesterday's letters would be stale: today's round has what they would have said
	}
	letters, err := s.plan(ctx, r.OrganisationID, today)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(ctx context.Context) error {
		first, err := s.store.addRound(ctx, r.OrganisationID, today, len(letters), s.clock.Now())
		if err != nil || !first {
			return err
		}
		for _, p := range letters {
			d := delivery{
				ID: uuid.New(), OrganisationID: r.OrganisationID, PersonID: p.person, Kind: string(p.occasion), Day: today, State: waiting, CreatedAt: s.clock.Now(),
				Occasion: string(p.occasion) + "/" + today.ISO() + "/" + p.person.String(),
			}
			if err := s.dispatch(ctx, d, p.told); err != nil {
				return err
			}
		}
		return s.trail.Record(ctx, access.Actor{OrganisationID: r.OrganisationID}, audit.Change{
			Action: "notification.letters_made_up", SubjectKind: "organisation", SubjectID: r.OrganisationID.String(),
			After: audit.Values{"day": today, "letters": len(letters)},
		})
	})
}

// dispatch writes a delivery, what it tells, and its job.
func (s *Service) dispatch(ctx context.Context, d delivery, first []told) error {
	if err := s.store.addDelivery(ctx, d, first); err != nil {
		return err
	}
	return s.queue.Insert(ctx, deliver{DeliveryID: d.ID}, jobs.For(d.OrganisationID))
}

// plan says who of an organisation gets a letter today. It takes a fixed number of queries.
func (s *Service) plan(ctx context.Context, organisation uuid.UUID, today calendar.Date) ([]planned, error) {
	all, circle, err := s.reckon(ctx, Asked{OrganisationID: organisation, Today: today})
	if err != nil {
		return nil, err
	}
	chosen, err := s.store.everybodysPreferences(ctx, organisation)
	if err != nil {
		return nil, err
	}
	reachable, err := s.store.reachable(ctx, organisation, today)
	if err != nil {
		return nil, err
	}
	before, err := s.store.told(ctx, organisation)
	if err != nil {
		return nil, err
	}
	marks, err := s.store.everybodysMarks(ctx, organisation)
	if err != nil {
		return nil, err
	}
	last, err := s.store.lastRound(ctx, organisation)
	if err != nil {
		return nil, err
	}
	of := map[uuid.UUID][]Notice{}
	for _, n := range all {
		m := marks[[2]string{n.To.String(), n.Key}]
		n.Seen, n.SnoozedUntil = m.SeenAt != nil, m.SnoozedUntil
		of[n.To] = append(of[n.To], n)
	}
	var letters []planned
	for _, m := range circle.Members() {
		p, known := chosen[m.ID]
		if !known {
			p = usual
		}
		if !reachable[m.ID] || len(of[m.ID]) == 0 {
			continue
		}
		if letter, due := p.letter(of[m.ID], before[m.ID], last, today); due {
			letter.person = m.ID
			letters = append(letters, letter)
		}
	}
	return letters, nil
}

// letter says whether somebody with these preferences gets a letter today about the notices, and what it is the first to
// tell. before is what letters have told already, last the day of the last round, no date when there was none.
//
// A digest goes out on the chosen weekday, or the day after when no letters were made up then, and only when it has
// something that the reader has neither been told nor seen. It then tells everything that is open. What has reached a
// threshold goes into the digest of that day, else into a letter of its own.
func (p Preferences) letter(all []Notice, before map[told]bool, last, today calendar.Date) (planned, bool) {
	var fresh, lapsing []told
	for _, n := range all {
		if n.snoozed(today) {
			continue
		}
		if one := (told{n.Key, 0}); !n.Seen && !before[one] {
			fresh = append(fresh, one)
		}
		if days, reached := n.threshold(today); reached && p.Lapses {
			if one := (told{n.Key, days}); !before[one] {
				lapsing = append(lapsing, one)
			}
		}
	}
	switch {
	case p.Weekly && p.digestDue(last, today) && len(fresh)+len(lapsing) > 0:
		return planned{occasion: Digest, told: append(fresh, lapsing...)}, true
	case len(lapsing) > 0:
		return planned{occasion: Lapse, told: lapsing}, true
	}
	return planned{}, false
}

// digestDue reports whether the weekday is today, or one of the days since the last round, at most six.
func (p Preferences) digestDue(last, today calendar.Date) bool {
	for d, n := today, 0; n < 7; d, n = d.AddDays(-1), n+1 {
		if n > 0 && (last.IsZero() || !d.After(last)) {
			return false
		}
		if d.Weekday() == p.Weekday {
			return true
		}
	}
	return false
}

// deliver sends a letter. It looks at the delivery first, because a job may run twice. The letter says what holds now, not
// what held when it was made up.
func (s *Service) deliver(ctx context.Context, job deliver) error {
	d, err := s.store.delivery(ctx, job.DeliveryID)
	if err != nil {
		return jobs.GiveUp(err)
	}
	if d.State != waiting {
		return nil
	}
	if s.post == nil {
		return s.finish(ctx, d, dropped, "This installation sends no mail any more.", nil)
	}
	about := Occasion(d.Kind) == Account
	reader, there, err := s.store.reader(ctx, d.PersonID, calendar.Today(s.clock.Now()), about)
	if err != nil {
		return err
	}
	if !there {
		return s.finish(ctx, d, dropped, "The person has left, cannot sign in, or has an address that was refused.", nil)
	}
	write := s.compose
	switch Occasion(d.Kind) {
	case Report:
		write = s.enclose
	case Account:
		write = s.inform
	case Digest, Lapse, Test:
	}
	letter, says, err := write(ctx, d, reader)
	if err != nil {
		return err
	}
	if letter.Subject == "" {
		return s.finish(ctx, d, dropped, "What it was about has been settled meanwhile.", nil)
	}
	err = s.post.Send(ctx, letter)
	var refused *Refused
	switch {
	case err == nil:
		return s.finish(ctx, d, sent, "", says)
	case errors.As(err, &refused):
		s.log.ErrorContext(ctx, "a letter was refused for good: see Administration, Jobs and mail", "delivery", d.ID, "code", refused.Code, "address", refused.Address)
		return s.refused(ctx, d, reader.Email, refused)
	case jobs.LastAttempt(ctx):
		return errors.Join(err, s.finish(ctx, d, failed, "The mail server did not take it, however often it was tried.", nil))
	}
	return err
}

// compose writes the letter of a delivery and says which notices it tells. A letter with no subject has nothing to say.
func (s *Service) compose(ctx context.Context, d delivery, reader reader) (Letter, []told, error) {
	today := calendar.Today(s.clock.Now())
	c := content{
		Name: reader.Name, Organisation: reader.Organisation, Link: s.baseURL + "/notices", LinkText: "Open your notices",
		Preferences: s.baseURL + "/account/reminders", Promise: promise,
	}
	var says []told
	if Occasion(d.Kind) == Test {
		c.Subject, c.Opening = "A test letter", "An administrator asked for this letter to see that mail arrives. It does."
		c.Link, c.LinkText = s.baseURL+"/administration/jobs", "Open jobs and mail"
	} else {
		all, err := s.Of(ctx, d.OrganisationID, d.PersonID, today)
		if err != nil {
			return Letter{}, nil, err
		}
		meant, err := s.store.toldBy(ctx, d.ID)
		if err != nil {
			return Letter{}, nil, err
		}
		var open []Notice
		for _, n := range all {
			lapses := false
			for _, days := range Thresholds {
				lapses = lapses || meant[told{n.Key, days}]
			}
			if n.snoozed(today) || Occasion(d.Kind) == Lapse && !lapses {
				continue
			}
			open = append(open, n)
			if Occasion(d.Kind) == Digest {
				says = append(says, told{n.Key, 0})
			}
		}
		if len(open) == 0 {
			return Letter{}, nil, nil
		}
		c.Subject, c.Opening = subject(open), "This is your digest of "+day(today)+"."
		if Occasion(d.Kind) == Lapse {
			c.Opening = "This is a reminder before something lapses."
			if len(open) == 1 {
				c.Subject = open[0].Kind.Title() + " by " + day(open[0].DueOn)
			}
		}
		c.Sections = sections(open, s.baseURL, today)
	}
	text, html, err := write(c)
	return Letter{
		MessageID: messageID(d.ID, s.host), To: mail.Address{Name: reader.Name, Address: reader.Email}, Subject: c.Subject, Text: text, HTML: html,
		Preferences: c.Preferences, Date: d.CreatedAt,
	}, says, err
}

// finish notes what became of a letter, with its row in the trail. What a letter that was not sent would have told first
// may be told by another.
func (s *Service) finish(ctx context.Context, d delivery, state, failure string, says []told) error {
	return s.db.InTx(ctx, func(ctx context.Context) error { return s.finishIn(ctx, d, state, failure, says) })
}

func (s *Service) finishIn(ctx context.Context, d delivery, state, failure string, says []told) error {
	if err := s.store.finish(ctx, d.ID, state, failure, s.clock.Now()); err != nil {
		return err
	}
	var err error
	if state == sent {
		err = s.store.addTold(ctx, d, says)
	} else {
		err = s.store.forgetTold(ctx, d.ID)
	}
	if err != nil {
		return err
	}
	return s.trail.Record(ctx, access.Actor{OrganisationID: d.OrganisationID}, audit.Change{
		Action: "notification.letter_" + state, SubjectKind: "letter", SubjectID: d.ID.String(), PersonID: &d.PersonID, After: audit.Values{"kind": d.Kind},
	})
}

// refused notes that a server will never take a letter, and that the address is broken if that was why.
func (s *Service) refused(ctx context.Context, d delivery, email string, r *Refused) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		failure := fmt.Sprintf("The mail server refused the letter for good (%d).", r.Code)
		if r.Address {
			failure = fmt.Sprintf("%s (%d).", addressRefused, r.Code)
			if err := s.store.breakAddress(ctx, d.PersonID, email, s.clock.Now()); err != nil {
				return err
			}
		}
		return s.finishIn(ctx, d, failed, failure, nil)
	})
}
