package clamd_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"path/filepath"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "bandwise/internal/platform/clamd"
	"bandwise/internal/platform/clamd/clamdtest"
)

func TestAddressesOfTheDaemon(t *testing.T) {
	for address, good := range map[string]bool{
		"tcp://clamav:3310": true, "tcp://[::1]:3310": true, "unix:///run/clamav/clamd.ctl": true,
		"": false, "clamav:3310": false, "tcp://clamav": false, "tcp://:3310": false, "tcp://clamav:3310/x": false, "unix://run/clamd.ctl": false, "unix:///": false, "http://clamav:3310": false, "tcp://%zz": false,
	} {
		_, err := Parse(address)
		assert.Equal(t, good, err == nil, address)
	}
}

func scanner(t *testing.T, address string) *Scanner {
	t.Helper()
	s, err := Parse(address)
	require.NoError(t, err)
	return s
}

func TestWhatTheDaemonSaysOfAContent(t *testing.T) {
	s := scanner(t, clamdtest.Start(t))
	large := bytes.Repeat([]byte("0123456789abcdef"), 20_000)
	for name, c := range map[string]struct {
		content []byte
		harm    string
	}{
		"nothing": {nil, ""}, "a short one": {[]byte("an audit"), ""}, "a large one": {large, ""},
		"harm at the end of a large one": {append(bytes.Clone(large), clamdtest.Harm...), clamdtest.Name},
	} {
		harm, err := s.Scan(t.Context(), iotest.OneByteReader(bytes.NewReader(c.content)))
		require.NoError(t, err, name)
		assert.Equal(t, c.harm, harm, name)
	}
	require.NoError(t, s.Ping(t.Context()))
}

func TestTheDaemonOnASocketOfThisMachine(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "clamd.ctl")
	listener, err := new(net.ListenConfig).Listen(t.Context(), "unix", socket)
	require.NoError(t, err)
	clamdtest.Serve(t, listener)
	harm, err := scanner(t, "unix://"+socket).Scan(t.Context(), bytes.NewReader([]byte(clamdtest.Harm)))
	require.NoError(t, err)
	assert.Equal(t, clamdtest.Name, harm)
}

func TestWithoutAnAnswerNothingIsCalledHarmless(t *testing.T) {
	s := scanner(t, clamdtest.Start(t))
	_, err := s.Scan(t.Context(), bytes.NewReader(make([]byte, clamdtest.Longest+1)))
	require.ErrorContains(t, err, "INSTREAM size limit exceeded")
	broken := errors.New("the disk is gone")
	_, err = s.Scan(t.Context(), io.MultiReader(bytes.NewReader([]byte("x")), iotest.ErrReader(broken)))
	require.ErrorIs(t, err, broken)

	gone := scanner(t, "tcp://127.0.0.1:1")
	_, err = gone.Scan(t.Context(), bytes.NewReader(nil))
	require.Error(t, err)
	require.Error(t, gone.Ping(t.Context()))

	silent, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = silent.Close() }()
	leaving, leave := context.WithCancel(t.Context())
	_, err = scanner(t, "tcp://"+silent.Addr().String()).Scan(leaving, leavesAtTheEnd(leave))
	require.ErrorIs(t, err, context.Canceled)
}

// leavesAtTheEnd is an empty content whose sender waits no longer once it is read.
type leavesAtTheEnd func()

func (leave leavesAtTheEnd) Read([]byte) (int, error) {
	leave()
	return 0, io.EOF
}
