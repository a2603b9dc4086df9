// Package app is the composition root: it opens what an installation needs, builds the features, joins their handlers
// behind the contract's gate and serves them. It is the only package that imports every feature.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"bandwise/frontend"
	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/audit"
	"bandwise/internal/file"
	"bandwise/internal/identity"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/httpapi/requestid"
	"bandwise/internal/platform/idempotency"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/seal"
)

// Options are what a program that runs Bandwise may choose.
type Options struct {
	Log   *slog.Logger
	Clock calendar.Clock
	// Version is the program's version, for /healthz.
	Version string

	// hashCost is set by this package's tests alone: a program runs at the recommended cost.
	hashCost identity.HashCost
	// key seals what the program has to read again.
	key *seal.Key
	// breached is the operator's list of breached passwords.
	breached *identity.Breached
}

// App is one running Bandwise.
type App struct {
	config  config.Config
	options Options
	db      *database.DB
	bucket  *file.Bucket
	jobs    *jobs.Queue
	modules *modules
	echo    *echo.Echo
	// changed is the number of rows of reference data that this start brought up to date.
	changed int
}

// Open connects to the database, brings its schema and reference data up to date, and builds the application. In demo
// mode it also makes the demo trust.
func Open(ctx context.Context, c config.Config, o Options) (*App, error) {
	return open(requestid.With(ctx, "start"), c, o)
}

func open(ctx context.Context, c config.Config, o Options) (*App, error) {
	given := o.Clock
	if o.Clock == nil {
		o.Clock = calendar.SystemClock
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	o.key = seal.New(c.SecretKey, c.SecretKeyFile)
	breached, err := identity.OpenBreached(c.BreachedPasswords)
	if err != nil {
		return nil, err
	}
	o.breached = breached
	db, err := database.Open(ctx, database.Config{URL: c.DatabaseURL, Logger: o.Log})
	if err != nil {
		return nil, errors.Join(err, breached.Close())
	}
	a := &App{config: c, options: o, db: db, jobs: jobs.New(db, given, o.Log)}
	if err := a.build(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) build(ctx context.Context) error {
	if err := a.migrate(ctx); err != nil {
		return err
	}
	policy, err := access.LoadPolicy()
	if err != nil {
		return err
	}
	document, err := api.Document()
	if err != nil {
		return fmt.Errorf("read the contract: %w", err)
	}
	contract, err := httpapi.NewContract(document)
	if err != nil {
		return err
	}
	if err := policy.Agree(contract.Operations()); err != nil {
		return err
	}
	if a.bucket, err = file.OpenBucket(ctx, a.config.BlobURL); err != nil {
		return err
	}
	if a.modules, err = newModules(a.config, a.options, a.db, a.bucket, policy, a.jobs); err != nil {
		return err
	}
	contract.CheckFreeText(freeTextCheck(a.modules.patientData.Service))
	if a.changed, err = a.modules.loadReference(ctx, a.db); err != nil {
		return err
	}
	if a.config.Demo {
		if err := a.makeDemo(ctx, policy); err != nil {
			return fmt.Errorf("make the demo trust: %w", err)
		}
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		collectors.NewDBStatsCollector(a.db.SQL(), string(a.db.Dialect())), a.jobs)
	contract.Limit(httpapi.NewLimits(a.config.RequestsPerMinute, registry))
	a.echo = httpapi.NewServer(httpapi.Options{Log: a.options.Log, Metrics: registry, Secure: a.config.Secure(), TrustProxy: a.config.TrustProxy, RequestTimeout: a.config.RequestTimeout})
	return a.route(contract, registry)
}

// migrate brings the schema up to date, as the role that owns it when there is one.
func (a *App) migrate(ctx context.Context) error {
	if a.config.DatabaseOwnerURL != "" {
		return database.MigrateAs(ctx, a.config.DatabaseOwnerURL, a.config.DatabaseURL, a.options.Log)
	}
	return a.db.Migrate(ctx)
}

func (a *App) route(contract *httpapi.Contract, registry *prometheus.Registry) error {
	a.echo.GET("/healthz", func(c echo.Context) error {
		return c.JSON(http.StatusOK, map[string]string{"status": "ok", "version": a.options.Version})
	})
	a.echo.GET("/readyz", a.ready)
	a.echo.GET("/metrics", a.metrics(registry))
	document, err := api.JSON()
	if err != nil {
		return err
	}
	a.echo.GET("/api/v1/openapi.json", func(c echo.Context) error {
		return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, document)
	})
	gated := a.echo.Group("/api/v1", clearAtSignOut, a.modules.identity.Handlers.Authenticate, contract.Gate,
		idempotency.Middleware(idempotency.NewStore(a.db), a.options.Clock), a.modules.notification.Handlers.RefreshBell, (&readings{app: a, trail: a.modules.trail}).Record, noStore)
	api.RegisterHandlers(gated, api.NewStrictHandler(a.modules.handlers(), nil))
	a.modules.file.Handlers.Routes(gated)
	a.modules.exchange.Handlers.Routes(gated)
	a.modules.intake.Handlers.Routes(gated)
	a.modules.jobMatching.Handlers.Routes(gated)
	a.modules.role.Handlers.Routes(gated)
	a.modules.pack.Handlers.Routes(gated)
	a.modules.appraisal.Handlers.Routes(gated)
	a.modules.assurance.Handlers.Routes(gated)
	a.modules.planning.Handlers.Routes(gated)
	a.modules.tables.Routes(gated)
	a.modules.practice.Handlers.Routes(gated)
	a.modules.privacy.Handlers.Routes(gated)
	a.modules.audit.Routes(gated)
	a.modules.notification.Handlers.Routes(a.echo)
	a.echo.Any("/api/*", func(echo.Context) error { return echo.ErrNotFound })
	browser := httpapi.Browser(frontend.Files())
	a.echo.GET("/*", browser)
	a.echo.HEAD("/*", browser)
	return nil
}

// noStore keeps personal data out of every cache.
func noStore(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
		return next(c)
	}
}

// clearAtSignOut lets the browser forget what pages kept in it, also when the session was over before.
func clearAtSignOut(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().Method == http.MethodDelete && c.Path() == "/api/v1/session" {
			c.Response().Header().Set("Clear-Site-Data", `"storage"`)
		}
		return next(c)
	}
}

// ready answers whether this node can do work: its database answers and has room for writes, and so does its file store.
func (a *App) ready(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), 2*time.Second)
	defer cancel()
	if err := a.db.Ping(ctx); err != nil {
		return apperr.Unavailable(err)
	}
	if err := a.db.Room(ctx); err != nil {
		return err
	}
	if err := a.bucket.Ready(ctx); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]string{"status": "ready"})
}

// Handler gives the whole application as an http.Handler, for tests.
func (a *App) Handler() http.Handler { return a.echo }

// RunJobs runs the background jobs that are due by the clock, one after another, and gives their number. It is for tests;
// a served application runs them by itself.
func (a *App) RunJobs(ctx context.Context) (int, error) { return a.jobs.RunDue(ctx) }

// Serve answers requests on the configured address, runs background jobs, seals the audit trail and keeps lists ready until ctx ends; then it lets running requests
// and jobs finish, for at most ten seconds. listening is called once the address is open.
func (a *App) Serve(ctx context.Context, listening func()) error {
	server := &http.Server{
		Addr: a.config.Addr, Handler: a.echo,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 2 * time.Minute, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10,
		ErrorLog:       slog.NewLogLogger(a.options.Log.Handler(), slog.LevelWarn),
	}
	listener, err := listen(ctx, a.config.Addr)
	if err != nil {
		return err
	}
	running, err := a.jobs.Start(ctx)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	sealing, stopSealing := context.WithCancel(context.WithoutCancel(ctx))
	sealed := make(chan struct{})
	go func() {
		defer close(sealed)
		audit.NewSealer(a.db, a.options.Clock, a.options.Log).Run(sealing)
	}()
	filled := make(chan struct{})
	filling, stopFilling := context.WithCancel(context.WithoutCancel(ctx))
	go func() {
		defer close(filled)
		keeper{a.modules.training.Service, a.modules.listed, a.modules.workforce.Service, a.options.Clock, a.options.Log}.run(filling)
	}()
	listening()
	// What was needed to start is given back to the system, which would otherwise have it back only after minutes.
	debug.FreeOSMemory()
	var served error
	select {
	case served = <-failed:
	case <-ctx.Done():
	}
	a.options.Log.Info("stopping: running requests and jobs may finish")
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	stopped := make(chan error, 1)
	go func() { stopped <- running.Stop(finish) }()
	if err := server.Shutdown(finish); err != nil && !errors.Is(err, http.ErrServerClosed) {
		served = errors.Join(served, fmt.Errorf("stop the server: %w", err))
	}
	if err := <-stopped; err != nil {
		served = errors.Join(served, fmt.Errorf("stop the background jobs: %w", err))
	}
	stopFilling()
	<-filled
	// Last, so that what the others wrote while they stopped is sealed.
	stopSealing()
	<-sealed
	return served
}

// Close gives up the database and the file store.
func (a *App) Close() error {
	var closed error
	if a.bucket != nil {
		closed = a.bucket.Close()
	}
	return errors.Join(closed, a.options.breached.Close(), a.db.Close())
}
