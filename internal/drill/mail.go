package drill

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/mail"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"bandwise/internal/platform/smtptest"
)

const (
	// letters is how many letters are due, and beforeTheBlow how many have been sent when a server is killed.
	letters       = 60
	beforeTheBlow = 20
	// oneLetter is how long the mail server takes for a letter, so that the blow falls in the middle of some.
	oneLetter = 150 * time.Millisecond
	// allSent bounds the wait for the last letter.
	allSent = 2 * time.Minute
)

// mailWhileDying kills one of two servers that send letters. Every letter arrives, and none more than twice; a second one has
// the Message-ID of the first, by which a mail program shows it once.
func mailWhileDying(ctx context.Context, i installation) (r Result, err error) {
	post, err := smtptest.Start(ctx)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, post.Close()) }()
	post.AnswerData = func() string {
		time.Sleep(oneLetter)
		return ""
	}
	i.more = []string{"BANDWISE_SMTP_URL=" + post.URL(), "BANDWISE_MAIL_FROM=bandwise@drill.example"}
	a, _, err := i.start(ctx, firstStart)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, a.stop()) }()
	p, err := signIn(ctx, a.base, administratorEmail)
	if err != nil {
		return r, err
	}
	b, _, err := i.start(ctx, readyAgain)
	if err != nil {
		return r, err
	}
	killed := false
	defer func() {
		if !killed {
			err = errors.Join(err, b.stop())
		}
	}()
	for k := range letters {
		var letter struct {
			ID string `json:"id"`
		}
		status, err := p.do(ctx, http.MethodPost, []string{a.base, b.base}[k%2]+"/api/v1/mail/test", nil, &letter)
		if err != nil || status != http.StatusAccepted {
			return r, errors.Join(fmt.Errorf("a letter was asked for and answered with %d", status), err)
		}
		r.Tried++
		r.Acknowledged++
	}
	if err := wait(ctx, allSent, "the first letters are not sent", func() (bool, error) { return len(post.Letters()) >= beforeTheBlow, nil }); err != nil {
		return r, err
	}
	blow := time.Now()
	killed = true
	if err := b.kill(); err != nil {
		return r, err
	}
	database, err := pgx.Connect(ctx, i.database)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, database.Close(ctx)) }()
	// A job that a dead server left is taken up when its longest time is over, some eleven minutes later. The drill lets them
	// pass at once; what the other server had begun has ended by then.
	time.Sleep(20 * oneLetter)
	left, err := database.Exec(ctx, "UPDATE river_job SET attempted_at = attempted_at - interval '1 hour' WHERE state = 'running' AND kind = 'notification.deliver' AND attempted_at < $1", blow)
	if err != nil {
		return r, err
	}
	var due []string
	err = wait(ctx, allSent, "letters still wait", func() (bool, error) {
		waiting := 0
		due = nil
		rows, err := database.Query(ctx, "SELECT id::text, state FROM mail_deliveries")
		if err != nil {
			return false, err
		}
		var id, state string
		_, err = pgx.ForEachRow(rows, []any{&id, &state}, func() error {
			due = append(due, id)
			if state != "sent" {
				waiting++
			}
			return nil
		})
		return waiting == 0, err
	})
	r.Slowest = time.Since(blow)
	if err != nil {
		return r, err
	}
	arrived := map[string]int{}
	for _, letter := range post.Letters() {
		read, err := mail.ReadMessage(strings.NewReader(letter))
		if err != nil {
			return r, err
		}
		id, _, _ := strings.Cut(strings.Trim(read.Header.Get("Message-ID"), "<>"), "@")
		arrived[id]++
	}
	twice, more := 0, 0
	for _, id := range due {
		switch arrived[id] {
		case 0:
			r.Lost++
		case 1:
		case 2:
			twice++
		default:
			more++
		}
	}
	r.Note = fmt.Sprintf("%d letters in all; %d jobs were left by the dead server; %d letters came twice, with one Message-ID", len(due), left.RowsAffected(), twice)
	if more > 0 || len(arrived) != len(due) {
		return r, fmt.Errorf("%s; %d came more often, %d had another Message-ID", r.Note, more, len(arrived)-len(due)+r.Lost)
	}
	_, err = i.sound(ctx)
	return r, err
}

// wait asks until something is so.
func wait(ctx context.Context, within time.Duration, otherwise string, so func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for {
		is, err := so()
		if err != nil || is {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s after %s", otherwise, within)
		case <-time.After(50 * time.Millisecond):
		}
	}
}
