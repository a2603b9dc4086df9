package app

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/audit"
	"bandwise/internal/file"
	"bandwise/internal/framework"
	"bandwise/internal/identity"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/staff"
	"bandwise/internal/workforce"
	"bandwise/seed"
)

// modules are the features of one running application.
type modules struct {
	bucket    *file.Bucket
	audit     *audit.Handlers
	identity  *identity.Module
	staff     *staff.Module
	file      *file.Module
	framework *framework.Module
	workforce *workforce.Module
}

func newModules(ctx context.Context, c config.Config, o Options, db *database.DB, policy *access.Policy) (*modules, error) {
	bucket, err := file.OpenBucket(ctx, c.BlobURL)
	if err != nil {
		return nil, err
	}
	trail := audit.New(audit.NewStore(db), o.Clock)
	m := &modules{
		bucket:    bucket,
		audit:     audit.NewHandlers(trail),
		file:      file.New(file.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Bucket: bucket, Spool: filepath.Join(c.DataDir, "spool")}),
		framework: framework.New(framework.Dependencies{DB: db, Trail: trail, Clock: o.Clock}),
		workforce: workforce.New(workforce.Dependencies{DB: db}),
	}
	m.identity = identity.New(identity.Dependencies{
		DB: db, Trail: trail, Policy: policy, Clock: o.Clock, Log: o.Log, Secure: c.Secure(), BaseURL: c.BaseURL,
		Found: func(ctx context.Context, organisation, name, email string) (uuid.UUID, error) {
			return m.staff.Service.Found(ctx, "", organisation, name, email)
		},
	})
	m.staff = staff.New(staff.Dependencies{DB: db, Trail: trail, Clock: o.Clock, Accounts: m.identity.Service})
	return m, nil
}

// joined is every feature's handlers behind the one interface that the contract asks for. The compiler names an operation
// that no feature answers, or two do.
type joined struct {
	*auditHandlers
	*identityHandlers
	*staffHandlers
	*frameworkHandlers
	*workforceHandlers
	pending
}

// A name for each feature's handlers, so that they can lie side by side in one struct.
type (
	auditHandlers     = audit.Handlers
	identityHandlers  = identity.Handlers
	staffHandlers     = staff.Handlers
	frameworkHandlers = framework.Handlers
	workforceHandlers = workforce.Handlers
)

type pending struct{ none }
type none struct{ api.StrictServerInterface }

func (m *modules) handlers() api.StrictServerInterface {
	return joined{
		auditHandlers: m.audit, identityHandlers: m.identity.Handlers, staffHandlers: m.staff.Handlers,
		frameworkHandlers: m.framework.Handlers, workforceHandlers: m.workforce.Handlers,
	}
}

// addOrganisation adds an organisation and gives its first administrator's link.
func (m *modules) addOrganisation(ctx context.Context, asked NewOrganisation) (string, error) {
	administrator, err := m.staff.Service.Found(ctx, asked.Slug, asked.Name, asked.AdministratorName, asked.AdministratorEmail)
	if err != nil {
		return "", err
	}
	link, _, err := m.identity.Service.InvitationLink(ctx, administrator)
	return link, err
}

// loadReference brings the data made from the source documents up to date and gives the number of rows that changed.
// One of several nodes does it, the others wait for it.
func (m *modules) loadReference(ctx context.Context, db *database.DB) (int, error) {
	ref, err := seed.Load()
	if err != nil {
		return 0, fmt.Errorf("read the reference data: %w", err)
	}
	changed := 0
	err = db.InTx(ctx, func(ctx context.Context) error {
		if err := db.Lock(ctx, "reference data"); err != nil {
			return err
		}
		n, err := m.framework.Service.LoadReference(ctx, ref)
		if err != nil {
			return fmt.Errorf("load the skill framework: %w", err)
		}
		changed += n
		return nil
	})
	return changed, err
}

func (m *modules) close() error { return m.bucket.Close() }
