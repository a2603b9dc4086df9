package notification

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/config"
)

// Postman hands letters to a mail server. It returns nil only when the server has taken the letter; a *[Refused] when the
// server will never take it; any other error when it may later.
type Postman interface {
	Send(ctx context.Context, l Letter) error
	// Reach asks whether the server would take letters, and sends none.
	Reach(ctx context.Context) error
	// Server gives the mail server's host and port, From the address that letters come from.
	Server() string
	From() string
}

// Refused is a mail server's last word about a letter.
type Refused struct {
	// Code is the server's, 500 to 599.
	Code int
	// Address says that it was about the reader's address rather than about the letter.
	Address bool
}

func (r *Refused) Error() string {
	return fmt.Sprintf("the mail server refused the letter for good (%d)", r.Code)
}

// sendTimeout bounds the talk with the mail server about one letter.
const sendTimeout = 30 * time.Second

// smtp is a mail server that speaks SMTP.
type smtp struct {
	host    string
	port    int
	from    mail.Address
	options []gomail.Option
}

// NewPostman makes the postman of an installation, nil when it sends no mail. The configuration was checked before.
func NewPostman(c config.Config) (Postman, error) {
	if c.SMTPURL == "" {
		return nil, nil //nolint:nilnil // no mail server is a way to run
	}
	server, err := url.Parse(c.SMTPURL)
	if err != nil {
		return nil, fmt.Errorf("read the address of the mail server: %w", errors.Unwrap(err))
	}
	from, err := mail.ParseAddress(c.MailFrom)
	if err != nil {
		return nil, fmt.Errorf("read the address that letters come from: %w", err)
	}
	s := &smtp{host: server.Hostname(), from: *from}
	if s.from.Name == "" {
		s.from.Name = "Bandwise"
	}
	s.options = []gomail.Option{gomail.WithTimeout(sendTimeout), gomail.WithoutNoop(), gomail.WithoutRset()}
	switch {
	case server.Scheme == "smtps":
		s.port = 465
		s.options = append(s.options, gomail.WithSSL())
	case config.IsLoopback(s.host):
		s.port = 25
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	default:
		s.port = 587
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if text := server.Port(); text != "" {
		if s.port, err = strconv.Atoi(text); err != nil {
			return nil, fmt.Errorf("read the port of the mail server: %w", err)
		}
	}
	s.options = append(s.options, gomail.WithPort(s.port))
	if user := server.User.Username(); user != "" {
		password, _ := server.User.Password()
		s.options = append(s.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(user), gomail.WithPassword(password))
	}
	return s, nil
}

// Server implements Postman.
func (s *smtp) Server() string { return fmt.Sprintf("%s:%d", s.host, s.port) }

// From implements Postman.
func (s *smtp) From() string { return s.from.Address }

// Send implements Postman.
func (s *smtp) Send(ctx context.Context, l Letter) error {
	m, err := s.message(l)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	client, err := s.dial(ctx)
	if err != nil {
		return err
	}
	err = client.Send(m)
	// What goes wrong after the server has taken the letter does not make it untaken.
	_ = client.Close()
	if err == nil || m.IsDelivered() {
		return nil
	}
	return refusal(err)
}

// Reach implements Postman.
func (s *smtp) Reach(ctx context.Context) error {
	client, err := s.dial(ctx)
	if err != nil {
		return err
	}
	return client.Close()
}

func (s *smtp) dial(ctx context.Context) (*gomail.Client, error) {
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return nil, fmt.Errorf("prepare the talk with the mail server: %w", err)
	}
	if err := client.DialWithContext(ctx); err != nil {
		return nil, apperr.New(apperr.CodeUnavailable, "The mail server cannot be reached, or does not accept the user or the encryption.", err)
	}
	return client, nil
}

// refusal tells a server's last word from what may pass.
func refusal(err error) error {
	var failed *gomail.SendError
	if errors.As(err, &failed) && !failed.IsTemp() && failed.ErrorCode() >= 500 {
		switch failed.Reason {
		case gomail.ErrSMTPRcptTo:
			return &Refused{Code: failed.ErrorCode(), Address: true}
		case gomail.ErrSMTPData, gomail.ErrSMTPDataClose:
			return &Refused{Code: failed.ErrorCode(), Address: failed.ErrorCode() == 550 || failed.ErrorCode() == 553}
		}
	}
	code := 0
	if failed != nil {
		code = failed.ErrorCode()
	}
	// The cause names the reader's address, so only its code is told.
	return apperr.New(apperr.CodeUnavailable, fmt.Sprintf("The mail server did not take the letter this time (%d).", code), errors.New("reason "+strconv.Itoa(reason(failed))))
}

func reason(failed *gomail.SendError) int {
	if failed == nil {
		return 0
	}
	return int(failed.Reason)
}

func (s *smtp) message(l Letter) (*gomail.Msg, error) {
	m := gomail.NewMsg()
	m.FromMailAddress(&s.from)
	m.ToMailAddress(&l.To)
	m.Subject(l.Subject)
	m.SetMessageIDWithValue(l.MessageID)
	m.SetDateWithValue(l.Date)
	if l.Preferences != "" {
		m.SetListUnsubscribe(l.Preferences)
	}
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetUserAgent("Bandwise")
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, l.HTML)
	for _, file := range l.Enclosed {
		if err := m.AttachReader(file.Name, bytes.NewReader(file.Content), gomail.WithFileContentType(gomail.ContentType(file.Type))); err != nil {
			return nil, fmt.Errorf("enclose a file in a letter: %w", err)
		}
	}
	return m, nil
}
