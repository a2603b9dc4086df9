// Package clamd asks ClamAV's daemon whether a content carries something harmful, by the INSTREAM command of its protocol
// (clamd(8)): no file of the other machine is named, and none has to be shared with it.
package clamd

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"
)

// Scanner is a daemon at an address.
type Scanner struct{ network, address string }

// Parse reads an address such as "tcp://clamav:3310" or "unix:///run/clamav/clamd.ctl".
func Parse(address string) (*Scanner, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
	case u.Scheme == "tcp" && u.Hostname() != "" && u.Port() != "" && u.Path == "":
		return &Scanner{"tcp", u.Host}, nil
	case u.Scheme == "unix" && u.Host == "" && len(u.Path) > 1:
		return &Scanner{"unix", u.Path}, nil
	}
	return nil, errors.New("must look like tcp://clamav:3310 or unix:///run/clamav/clamd.ctl")
}

const (
	// patience bounds a scan: the daemon itself gives a content up after two minutes as it comes.
	patience = 30 * time.Second
	// piece is how much of a content is sent at once.
	piece = 64 << 10
	// longestAnswer is longer than any answer of the daemon.
	longestAnswer = 4096
)

// Scan sends a content and gives what the daemon calls the harm in it; "" when it found none. How far it looks into archives and
// large contents is the daemon's setting. An error says that it gave no verdict.
func (s *Scanner) Scan(ctx context.Context, content io.Reader) (harm string, err error) {
	answer, err := s.talk(ctx, "INSTREAM", content)
	if err != nil {
		return "", fmt.Errorf("scan with %s: %w", s.address, err)
	}
	said, ok := strings.CutPrefix(answer, "stream: ")
	if harm, found := strings.CutSuffix(said, " FOUND"); ok && found && harm != "" {
		return harm, nil
	}
	if ok && said == "OK" {
		return "", nil
	}
	return "", fmt.Errorf("scan with %s: it answered %q", s.address, answer)
}

// Ping asks whether the daemon is there.
func (s *Scanner) Ping(ctx context.Context) error {
	answer, err := s.talk(ctx, "PING", nil)
	if err == nil && answer != "PONG" {
		err = fmt.Errorf("it answered %q", answer)
	}
	if err != nil {
		return fmt.Errorf("ask %s: %w", s.address, err)
	}
	return nil
}

// talk sends a command, with a content unless that is nil, and gives the answer.
func (s *Scanner) talk(ctx context.Context, command string, content io.Reader) (_ string, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var dialer net.Dialer
	connection, err := dialer.DialContext(ctx, s.network, s.address)
	if err != nil {
		return "", err
	}
	defer func() { _ = connection.Close() }()
	// Whoever waits no longer ends the talk.
	defer context.AfterFunc(ctx, func() { _ = connection.SetDeadline(time.Unix(1, 0)) })()
	sent := send(connection, command, content)
	if errors.Is(sent, errContent) {
		return "", sent
	}
	// A daemon that has seen enough, as with one that is too long, answers and reads no further: its answer says more than that.
	answer, err := bufio.NewReader(io.LimitReader(connection, longestAnswer)).ReadString(0)
	if err != nil {
		return "", errors.Join(sent, context.Cause(ctx), err)
	}
	return strings.TrimSuffix(answer, "\x00"), nil
}

// errContent says that the content itself could not be read.
var errContent = errors.New("read the content")

func send(w io.Writer, command string, content io.Reader) error {
	if _, err := io.WriteString(w, "z"+command+"\x00"); err != nil || content == nil {
		return err
	}
	buffer := make([]byte, 4+piece)
	for {
		n, err := io.ReadFull(content, buffer[4:])
		if n > 0 {
			binary.BigEndian.PutUint32(buffer, uint32(n)) //nolint:gosec // at most a piece
			if _, err := w.Write(buffer[:4+n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			_, err = w.Write(make([]byte, 4))
			return err
		}
		if err != nil {
			return errors.Join(errContent, err)
		}
	}
}
