package beside

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"time"

	"bandwise/internal/app"
	"bandwise/internal/bench"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	seeddemo "bandwise/seed/demo"
)

// trust is the application with the demo trust, and the bare handlers beside it on the same database.
type trust struct {
	app *app.App
	db  *database.DB
	// base is where the application answers, bare where the bare handlers do.
	base, bare string
	handlers   *bare
	stop       func() error
	trainee    visitor
	manager    visitor
}

// visitor is somebody signed in.
type visitor struct {
	personID string
	cookie   *http.Cookie
}

func options() app.Options {
	return app.Options{Log: slog.New(slog.DiscardHandler), Version: "bench"}
}

// open makes the demo trust, serves it, and serves the bare handlers beside it.
func open(ctx context.Context, folder, url string) (*trust, error) {
	address, err := freeAddress(ctx)
	if err != nil {
		return nil, err
	}
	c := config.Config{Addr: address, DataDir: folder, DatabaseURL: url, LogFormat: "text", Demo: true, RequestsPerMinute: 1_000_000}
	if err := c.Complete(); err != nil {
		return nil, fmt.Errorf("configure: %w", err)
	}
	a, err := app.Open(ctx, c, options())
	if err != nil {
		return nil, fmt.Errorf("open the application: %w", err)
	}
	db, err := database.Open(ctx, database.Config{URL: c.DatabaseURL, Logger: options().Log})
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	t := &trust{app: a, db: db, base: "http://" + address, handlers: newBare(db.SQL())}
	if t.trainee, err = t.signIn(ctx, "trainee@demo.example"); err == nil {
		t.manager, err = t.signIn(ctx, "manager@demo.example")
	}
	if err == nil {
		err = t.serve(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close(), a.Close())
	}
	return t, nil
}

// serve has both sides answer, the application with its background jobs and its sealer.
func (t *trust) serve(ctx context.Context) error {
	running, cancel := context.WithCancel(ctx)
	listening, served := make(chan struct{}), make(chan error, 1)
	go func() { served <- t.app.Serve(running, func() { close(listening) }) }()
	select {
	case err := <-served:
		cancel()
		return err
	case <-listening:
	}
	beside := httptest.NewServer(t.handlers.echo)
	t.bare = beside.URL
	t.stop = func() error {
		beside.Close()
		cancel()
		return <-served
	}
	return nil
}

func (t *trust) close() error { return errors.Join(t.stop(), t.db.Close(), t.app.Close()) }

func (t *trust) signIn(ctx context.Context, email string) (visitor, error) {
	a, err := t.send(ctx, visitor{}, http.MethodPost, "/session", map[string]any{"email": email, "password": seeddemo.Password})
	if err != nil {
		return visitor{}, err
	}
	var me struct {
		Person struct {
			ID string `json:"id"`
		} `json:"person"`
	}
	cookies := a.Result().Cookies()
	if err := json.Unmarshal(a.Body.Bytes(), &me); err != nil || len(cookies) == 0 {
		return visitor{}, fmt.Errorf("sign %s in: no session came back: %w", email, err)
	}
	return visitor{me.Person.ID, cookies[0]}, nil
}

// send asks the application without a network between. An answer other than success is an error.
func (t *trust) send(ctx context.Context, by visitor, method, path string, body any) (*httptest.ResponseRecorder, error) {
	r, err := bench.Request(ctx, method, path, body, by.cookie)
	if err != nil {
		return nil, err
	}
	a := httptest.NewRecorder()
	t.app.Handler().ServeHTTP(a, r)
	if a.Code >= http.StatusBadRequest {
		said, err := io.ReadAll(a.Body)
		return nil, errors.Join(fmt.Errorf("%s %s is answered with %d: %s", method, path, a.Code, said), err)
	}
	return a, nil
}

func freeAddress(ctx context.Context) (string, error) {
	var asking net.ListenConfig
	listener, err := asking.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	return listener.Addr().String(), listener.Close()
}

// patience is how long a request of a benchmark may take.
const patience = 30 * time.Second
