package pack

import (
	"context"
	"io"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Progresses says where somebody stands on the pathway today.
type Progresses interface {
	// Progress is nil for somebody who is on no pathway and holds no accreditation.
	Progress(ctx context.Context, by access.Actor, personID uuid.UUID) (*Progress, error)
}

// Contents are the bytes of stored files.
type Contents interface {
	// Content opens the bytes with a hash; what is not there is CodeNotFound.
	Content(ctx context.Context, organisationID uuid.UUID, sha256 string) (io.ReadCloser, error)
}

// Shelf keeps the documents that were made.
type Shelf interface {
	Keep(ctx context.Context, key, mediaType string, content io.Reader) error
	Fetch(ctx context.Context, key string) (io.ReadCloser, error)
	Remove(ctx context.Context, key string) error
}

// Queue starts work outside the request that asks for it.
type Queue interface {
	// Make has a document of a pack made after the transaction of ctx.
	Make(ctx context.Context, organisationID, packID uuid.UUID, kind Kind) error
}

// Portfolio takes evidence and claims in, as the person's own.
type Portfolio interface {
	// AddEvidence stores evidence with files that are stored already, and gives its identifier.
	AddEvidence(ctx context.Context, by access.Actor, e Evidence, files []uuid.UUID) (uuid.UUID, error)
	// DraftClaim claims a statement or a criterion without submitting it, and gives the claim's identifier.
	DraftClaim(ctx context.Context, by access.Actor, on Target, explanation string, evidence []uuid.UUID) (uuid.UUID, error)
}

// Uploads takes files in, with every check that an upload passes.
type Uploads interface {
	// Add stores a content for the person and gives its identifier. declared says that the person has looked at what the
	// program cannot look into and declares that it holds no patient's data.
	Add(ctx context.Context, by access.Actor, name string, content io.Reader, declared bool) (uuid.UUID, error)
}

// TextCheck is CodeInvalid when texts that are about to be stored break a rule, such as that against patient data.
type TextCheck func(ctx context.Context, by access.Actor, texts map[string]string) error

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB        *database.DB
	Trail     *audit.Trail
	Clock     calendar.Clock
	Progress  Progresses
	Contents  Contents
	Shelf     Shelf
	Queue     Queue
	Portfolio Portfolio
	Uploads   Uploads
	// Check may be nil.
	Check TextCheck
	// Spool is the folder for files while they are worked on; empty means the host's folder for temporary files.
	Spool string
}

// Module is the feature.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New makes the feature.
func New(d Dependencies) *Module {
	service := &Service{
		db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock, progress: d.Progress, contents: d.Contents, shelf: d.Shelf,
		queue: d.Queue, portfolio: d.Portfolio, uploads: d.Uploads, check: d.Check, spool: d.Spool,
	}
	return &Module{Handlers: &Handlers{service}, Service: service}
}
