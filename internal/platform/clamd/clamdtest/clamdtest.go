// Package clamdtest is a daemon for tests that speaks ClamAV's protocol and knows one harm.
package clamdtest

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"sync"
	"testing"
)

// What the daemon finds, what it calls that, and the most bytes that it takes.
const (
	Harm    = "this is the harm of the tests"
	Name    = "Test.Harm-1"
	Longest = 1 << 20
)

// Start serves until the test ends, and gives the address.
func Start(t *testing.T) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	Serve(t, listener)
	return "tcp://" + listener.Addr().String()
}

// Serve serves on a listener until the test ends.
func Serve(t *testing.T, listener net.Listener) {
	var served sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		served.Wait()
	})
	served.Go(func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			served.Go(func() {
				_, _ = io.WriteString(connection, answer(bufio.NewReader(connection))+"\x00")
				_ = connection.Close()
			})
		}
	})
}

func answer(from *bufio.Reader) string {
	command, err := from.ReadString(0)
	if err != nil {
		return "UNKNOWN COMMAND"
	}
	if command == "zPING\x00" {
		return "PONG"
	}
	var content bytes.Buffer
	for {
		var length uint32
		if err := binary.Read(from, binary.BigEndian, &length); err != nil {
			return "INSTREAM: Error reading from stream. ERROR"
		}
		if length == 0 {
			break
		}
		if content.Len()+int(length) > Longest {
			return "INSTREAM size limit exceeded. ERROR"
		}
		if _, err := io.CopyN(&content, from, int64(length)); err != nil {
			return "INSTREAM: Error reading from stream. ERROR"
		}
	}
	if bytes.Contains(content.Bytes(), []byte(Harm)) {
		return "stream: " + Name + " FOUND"
	}
	return "stream: OK"
}
