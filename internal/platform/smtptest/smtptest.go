// Package smtptest is a mail server for tests: it takes letters on loopback and keeps them, and refuses as it is told.
package smtptest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
)

// Server is a mail server that keeps what it is sent.
type Server struct {
	// Answer is asked before each recipient; "" takes the letter, anything else is the answer, such as "550 no such user".
	// It may be changed between letters.
	Answer func(recipient string) string
	// AnswerData is asked after each letter's text in the same way; a letter it refuses is not kept.
	AnswerData func() string

	listener net.Listener
	mu       sync.Mutex
	letters  []string
	refused  []string
}

// New starts a server that stops when the test ends.
func New(t testing.TB) *Server {
	t.Helper()
	s, err := Start(context.Background())
	if err != nil {
		t.Fatalf("listen as a mail server: %v", err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// Start starts a server.
func Start(ctx context.Context) (*Server, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{listener: listener}
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go s.talk(connection)
		}
	}()
	return s, nil
}

// Close lets the server take no more conversations.
func (s *Server) Close() error { return s.listener.Close() }

// URL gives the address as BANDWISE_SMTP_URL takes it.
func (s *Server) URL() string { return "smtp://" + s.listener.Addr().String() }

// Letters gives the letters that were taken, head and body, in their order.
func (s *Server) Letters() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.letters...)
}

// Refused gives the letters whose text was sent and refused by AnswerData, in their order.
func (s *Server) Refused() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.refused...)
}

// Read takes a letter apart: its head, its plain text, its HTML. One without exactly these parts fails the test.
func Read(t testing.TB, letter string) (head mail.Header, text, html string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(letter))
	if err != nil {
		t.Fatalf("read a letter: %v", err)
	}
	kind, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("the letter is %q, not multipart/alternative: %v", kind, err)
	}
	parts := multipart.NewReader(m.Body, parameters["boundary"])
	var texts []string
	for _, want := range []string{"text/plain", "text/html"} {
		part, err := parts.NextRawPart()
		if err != nil || !strings.Contains(part.Header.Get("Content-Type"), want) {
			t.Fatalf("the letter has no %s where it belongs: %v", want, err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatalf("read the %s of a letter: %v", want, err)
		}
		texts = append(texts, strings.ReplaceAll(string(text), "\r\n", "\n"))
	}
	if _, err := parts.NextRawPart(); !errors.Is(err, io.EOF) {
		t.Fatalf("the letter has a third part: %v", err)
	}
	return m.Header, texts[0], texts[1]
}

// talk holds one conversation.
func (s *Server) talk(connection net.Conn) {
	defer func() { _ = connection.Close() }()
	lines := bufio.NewReader(connection)
	say := func(text string) { _, _ = fmt.Fprintf(connection, "%s\r\n", text) }
	say("220 test")
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		switch verb := strings.ToUpper(strings.Fields(line + " x")[0]); verb {
		case "EHLO", "HELO":
			say("250 test")
		case "RCPT":
			if answer := s.ask(line); answer != "" {
				say(answer)
				continue
			}
			say("250 ok")
		case "DATA":
			say("354 go on")
			say(s.take(lines))
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

func (s *Server) ask(line string) string {
	if s.Answer == nil {
		return ""
	}
	return s.Answer(strings.Trim(line[strings.IndexByte(line, '<')+1:strings.IndexByte(line, '>')], " "))
}

// take reads a letter to its dot, keeps it unless it is refused, and gives the answer.
func (s *Server) take(lines *bufio.Reader) string {
	var text strings.Builder
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return "451 cut off"
		}
		if line == ".\r\n" {
			break
		}
		text.WriteString(strings.TrimPrefix(line, "."))
	}
	answer := ""
	if s.AnswerData != nil {
		answer = s.AnswerData()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if answer != "" {
		s.refused = append(s.refused, text.String())
		return answer
	}
	s.letters = append(s.letters, text.String())
	return "250 taken"
}
