package privacy

import (
	"context"
	"io"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// The permissions of the feature.
const (
	PermissionCopy   access.Permission = "privacy.copy"
	PermissionRead   access.Permission = "privacy.read"
	PermissionManage access.Permission = "privacy.manage"
)

// Contents are the bytes of stored files.
type Contents interface {
	// Content opens the bytes with a hash; what is not there is CodeNotFound.
	Content(ctx context.Context, organisationID uuid.UUID, sha256 string) (io.ReadCloser, error)
}

// Shelf keeps what was made, by keys.
type Shelf interface {
	Keep(ctx context.Context, key, mediaType string, content io.Reader) error
	Fetch(ctx context.Context, key string) (io.ReadCloser, error)
	Remove(ctx context.Context, key string) error
}

// Queue starts work after the transaction of ctx.
type Queue interface {
	// MakeArchive has a copy of a record made.
	MakeArchive(ctx context.Context, organisationID, archiveID uuid.UUID) error
	// CarryOut has a run of the rules carried out.
	CarryOut(ctx context.Context, organisationID, runID uuid.UUID) error
	// RemoveContents deletes stored contents by their keys, unless somebody refers to them.
	RemoveContents(ctx context.Context, organisationID uuid.UUID, keys []string) error
}

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB       *database.DB
	Trail    *audit.Trail
	Clock    calendar.Clock
	Contents Contents
	Shelf    Shelf
	Queue    Queue
	// Spool is the folder for files while they are worked on; empty means the host's folder for temporary files.
	Spool string
}

// Module is the feature.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// Service keeps the promises of the privacy page.
type Service struct {
	db       *database.DB
	store    store
	trail    *audit.Trail
	clock    calendar.Clock
	contents Contents
	shelf    Shelf
	queue    Queue
	spool    string
}

// New makes the feature.
func New(d Dependencies) *Module {
	service := &Service{
		db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock, contents: d.Contents, shelf: d.Shelf, queue: d.Queue, spool: d.Spool,
	}
	return &Module{Handlers: &Handlers{service}, Service: service}
}
