package drill

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

const (
	// firstStart bounds the first start, which makes the demo trust; a later one is bound by readyAgain.
	firstStart = 3 * time.Minute
	readyAgain = time.Minute
)

// installation is where nodes keep what they store.
type installation struct {
	// program is the path of bin/bandwise.
	program string
	folder  string
	// database is the address of a PostgreSQL database, empty for SQLite in the folder.
	database string
	// more are further settings of the environment.
	more []string
}

func (i installation) environment() []string {
	return append(append(os.Environ(), "BANDWISE_DATA_DIR="+i.folder, "BANDWISE_DATABASE_URL="+i.database, "BANDWISE_DEMO=1", "BANDWISE_ADDR=127.0.0.1:0",
		// One person stands for a whole department under load.
		"BANDWISE_REQUESTS_PER_MINUTE=1000000"), i.more...)
}

// run runs a command of the program to its end.
func (i installation) run(ctx context.Context, args ...string) (string, error) {
	command := exec.CommandContext(ctx, i.program, args...) //nolint:gosec // the program that the drill is told to break
	command.Env = i.environment()
	out, err := command.CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("bandwise %v: %w: %s", args, err, out)
	}
	return string(out), nil
}

// node is one running server.
type node struct {
	process *exec.Cmd
	// exit is how the process ended, once ended is closed.
	exit  error
	ended chan struct{}
	log   *os.File
	base  string
}

// start starts a server and waits until it is ready; it gives how long that took.
func (i installation) start(ctx context.Context, within time.Duration) (*node, time.Duration, error) {
	port, err := freePort(ctx)
	if err != nil {
		return nil, 0, err
	}
	log, err := os.OpenFile(filepath.Join(i.folder, "drill.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, 0, err
	}
	address := fmt.Sprintf("127.0.0.1:%d", port)
	n := &node{process: exec.CommandContext(ctx, i.program, "serve", "-addr", address), ended: make(chan struct{}), log: log, base: "http://" + address} //nolint:gosec // the program that the drill is told to break
	n.process.Env = i.environment()
	n.process.Stdout, n.process.Stderr = log, log
	begin := time.Now()
	if err := n.process.Start(); err != nil {
		return nil, 0, errors.Join(err, log.Close())
	}
	go func() {
		n.exit = n.process.Wait()
		close(n.ended)
	}()
	took, err := n.ready(ctx, begin, within)
	if err != nil {
		return nil, 0, errors.Join(err, n.kill())
	}
	return n, took, nil
}

// ready waits until the server answers that it can work.
func (n *node) ready(ctx context.Context, since time.Time, within time.Duration) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for {
		if status, err := get(ctx, n.base+"/readyz"); err == nil && status == http.StatusOK {
			return time.Since(since), nil
		}
		select {
		case <-n.ended:
			return 0, fmt.Errorf("the server stopped before it was ready (see %s): %w", n.log.Name(), n.exit)
		case <-ctx.Done():
			return 0, fmt.Errorf("the server was not ready within %s (see %s)", within, n.log.Name())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// kill ends the server as a power cut does to a program: at once, without a word.
func (n *node) kill() error {
	err := n.process.Process.Kill()
	<-n.ended
	return errors.Join(err, n.log.Close())
}

// stop lets the server finish.
func (n *node) stop() error {
	err := n.process.Process.Signal(syscall.SIGTERM)
	<-n.ended
	return errors.Join(err, n.exit, n.log.Close())
}

func get(ctx context.Context, address string) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

func freePort(ctx context.Context) (int, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	address, ok := listener.Addr().(*net.TCPAddr)
	if !ok {
		return 0, errors.Join(errors.New("no port"), listener.Close())
	}
	return address.Port, listener.Close()
}
