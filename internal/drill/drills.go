package drill

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// killRounds is how often a program is killed in one drill.
const killRounds = 20

// writesBetween is how many writes are acknowledged before the next blow falls.
const writesBetween = 40

// killUnderLoad kills the only server again and again while people write.
func killUnderLoad(ctx context.Context, i installation) (r Result, err error) {
	n, p, err := first(ctx, i)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, n.stop()) }()
	var acknowledged []string
	for range killRounds {
		l := write(ctx, p, n.base)
		if err := l.until(ctx, writesBetween, time.Minute); err != nil {
			return r, err
		}
		if err := n.kill(); err != nil {
			return r, err
		}
		acknowledged = append(acknowledged, l.end()...)
		r.Tried += l.tried.Load()
		var took time.Duration
		if n, took, err = i.start(ctx, readyAgain); err != nil {
			return r, err
		}
		r.Slowest = max(r.Slowest, took)
	}
	r.Acknowledged = len(acknowledged)
	if r.Lost, err = lost(ctx, p, n.base, acknowledged); err != nil {
		return r, err
	}
	r.Note, err = i.sound(ctx)
	return r, err
}

// killOneOfThree kills one of three servers on one database; the other two go on.
func killOneOfThree(ctx context.Context, i installation) (r Result, err error) {
	a, p, err := first(ctx, i)
	if err != nil {
		return r, err
	}
	nodes := []*node{a}
	defer func() {
		for _, n := range nodes {
			err = errors.Join(err, n.stop())
		}
	}()
	for range 2 {
		n, _, err := i.start(ctx, readyAgain)
		if err != nil {
			return r, err
		}
		nodes = append(nodes, n)
	}
	l := write(ctx, p, nodes[0].base, nodes[1].base, nodes[2].base)
	err = l.until(ctx, 5*writesBetween, time.Minute)
	killed := time.Now()
	if err == nil {
		err = nodes[0].kill()
		nodes = nodes[1:]
	}
	if err == nil {
		err = l.until(ctx, 5*writesBetween, time.Minute)
	}
	r.Slowest = time.Since(killed)
	acknowledged := l.end()
	r.Tried, r.Acknowledged = l.tried.Load(), len(acknowledged)
	if err != nil {
		return r, err
	}
	if r.Lost, err = lost(ctx, p, nodes[0].base, acknowledged); err != nil {
		return r, err
	}
	r.Note, err = i.sound(ctx)
	return r, err
}

// breakDatabase lets the database server crash and come back while two servers are written to; they are not started anew.
func breakDatabase(restart func(context.Context) error) func(context.Context, installation) (Result, error) {
	return func(ctx context.Context, i installation) (r Result, err error) {
		a, p, err := first(ctx, i)
		if err != nil {
			return r, err
		}
		defer func() { err = errors.Join(err, a.stop()) }()
		b, _, err := i.start(ctx, readyAgain)
		if err != nil {
			return r, err
		}
		defer func() { err = errors.Join(err, b.stop()) }()
		l := write(ctx, p, a.base, b.base)
		for range 3 {
			if err = l.until(ctx, writesBetween, time.Minute); err != nil {
				break
			}
			broken := time.Now()
			if err = restart(ctx); err != nil {
				break
			}
			if err = l.until(ctx, parallel, time.Minute); err != nil {
				break
			}
			r.Slowest = max(r.Slowest, time.Since(broken))
		}
		acknowledged := l.end()
		r.Tried, r.Acknowledged = l.tried.Load(), len(acknowledged)
		if err != nil {
			return r, err
		}
		if r.Lost, err = lost(ctx, p, a.base, acknowledged); err != nil {
			return r, err
		}
		r.Note, err = i.sound(ctx)
		return r, err
	}
}

// carryAway makes a backup while people write, restores it elsewhere, and asks for all that was acknowledged before the
// backup began.
func carryAway(elsewhere func(context.Context) (installation, error)) func(context.Context, installation) (Result, error) {
	return func(ctx context.Context, i installation) (r Result, err error) {
		n, p, err := first(ctx, i)
		if err != nil {
			return r, err
		}
		defer func() { err = errors.Join(err, n.stop()) }()
		l := write(ctx, p, n.base)
		err = l.until(ctx, 5*writesBetween, time.Minute)
		before := l.count()
		archive := filepath.Join(i.folder, "drill.tar.gz")
		begin := time.Now()
		if err == nil {
			_, err = i.run(ctx, "backup", "-to", archive)
		}
		r.Slowest = time.Since(begin)
		acknowledged := l.end()
		r.Tried, r.Acknowledged = l.tried.Load(), before
		if err != nil {
			return r, err
		}
		to, err := elsewhere(ctx)
		if err != nil {
			return r, err
		}
		said, err := to.run(ctx, "restore", "-from", archive)
		if err != nil {
			return r, err
		}
		restored, _, err := to.start(ctx, readyAgain)
		if err != nil {
			return r, err
		}
		defer func() { err = errors.Join(err, restored.stop()) }()
		if r.Lost, err = lost(ctx, p, restored.base, acknowledged[:before]); err != nil {
			return r, err
		}
		if _, err := to.sound(ctx); err != nil {
			return r, err
		}
		_, r.Note, _ = strings.Cut(said, archive+": ")
		return r, os.Remove(archive)
	}
}

// hanging is how many slow clients hang on at once.
const hanging = 300

// slowClients opens connections that never finish asking, and asks properly beside them.
func slowClients(ctx context.Context, i installation) (r Result, err error) {
	n, p, err := first(ctx, i)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, n.stop()) }()
	var (
		dialler net.Dialer
		open    sync.WaitGroup
		mu      sync.Mutex
		closed  int
	)
	begin := time.Now()
	for range hanging {
		connection, err := dialler.DialContext(ctx, "tcp", n.base[len("http://"):])
		if err != nil {
			return r, err
		}
		if _, err := io.WriteString(connection, "GET /readyz HTTP/1.1\r\nHost: drill\r\nX-Slow: "); err != nil {
			return r, err
		}
		open.Go(func() {
			defer func() { _ = connection.Close() }()
			if err := connection.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
				return
			}
			// The server ends it, with or without a word, or the deadline does.
			_, err := io.Copy(io.Discard, connection)
			if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			closed++
		})
	}
	l := write(ctx, p, n.base)
	err = l.until(ctx, 5*writesBetween, time.Minute)
	acknowledged := l.end()
	open.Wait()
	r.Slowest = time.Since(begin)
	r.Tried, r.Acknowledged = l.tried.Load(), len(acknowledged)
	if err != nil {
		return r, err
	}
	if r.Lost, err = lost(ctx, p, n.base, acknowledged); err != nil {
		return r, err
	}
	r.Note = fmt.Sprintf("%d of %d slow connections ended by the server", closed, hanging)
	if closed != hanging {
		err = errors.New(r.Note)
	}
	return r, err
}

// first starts an installation anew and signs the writer in.
func first(ctx context.Context, i installation) (*node, *person, error) {
	n, _, err := i.start(ctx, firstStart)
	if err != nil {
		return nil, nil, err
	}
	p, err := signIn(ctx, n.base, writerEmail)
	if err != nil {
		return nil, nil, errors.Join(err, n.stop())
	}
	return n, p, nil
}

// sound asks the program itself whether anything is wrong, and whether the audit trail is whole.
func (i installation) sound(ctx context.Context) (string, error) {
	if _, err := i.run(ctx, "doctor"); err != nil {
		return "", err
	}
	_, err := i.run(ctx, "verify", "audit")
	return "sound, audit trail whole", err
}
