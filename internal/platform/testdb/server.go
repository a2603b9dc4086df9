package testdb

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
)

// runningServer is a PostgreSQL server that tests may fill with databases.
type runningServer struct {
	address string
	// input and process are those of a private server. It runs for as long as its input stays open, and the operating
	// system closes that when the test process ends, in whichever way.
	input   io.Closer
	process *exec.Cmd
}

// server gives the PostgreSQL server of this test process.
var server = sync.OnceValues(func() (*runningServer, error) {
	if address := os.Getenv("BANDWISE_TEST_POSTGRES_URL"); address != "" {
		return &runningServer{address: address}, nil
	}
	return startPrivateServer()
})

// startPrivateServer starts a PostgreSQL server with the project's own script and waits until it answers.
func startPrivateServer() (*runningServer, error) {
	script, err := findScript()
	if err != nil {
		return nil, err
	}
	//nolint:gosec,noctx // the project's own script, which must live as long as the test process
	process := exec.Command(script, "serve")
	// An interrupt from the keyboard is for the tests; the server follows when they have ended.
	process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	var complaint bytes.Buffer
	process.Stderr = &complaint
	input, err := process.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := process.Start(); err != nil {
		return nil, fmt.Errorf("start a PostgreSQL server: %w", err)
	}
	address, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		_ = process.Wait()
		return nil, errors.New(strings.TrimSpace(complaint.String()))
	}
	return &runningServer{address: strings.TrimSpace(address), input: input, process: process}, nil
}

// stop ends the server and waits until it is gone.
func (s *runningServer) stop() error {
	if err := s.input.Close(); err != nil {
		return err
	}
	return s.process.Wait()
}

// findScript looks for .ci/postgres from the test's folder upwards.
func findScript() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		script := filepath.Join(folder, ".ci", "postgres")
		if _, err := os.Stat(script); err == nil {
			return script, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("the script .ci/postgres, which starts PostgreSQL for the tests, is in no folder above this one")
		}
		folder = parent
	}
}
