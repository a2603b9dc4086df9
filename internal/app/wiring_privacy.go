package app

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/file"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/privacy"
)

// newPrivacy builds copies of records and the rules of retention, and registers their work with queue.
func (m *modules) newPrivacy(d privacy.Dependencies, bucket *file.Bucket, queue *jobs.Queue) *privacy.Module {
	d.Contents, d.Shelf, d.Queue = m.file.Service, bucket, privacyQueue{queue}
	made := privacy.New(d)
	jobs.Register(queue, jobs.Handling{Timeout: 30 * time.Minute, Attempts: 3}, func(ctx context.Context, args archiveArgs) error {
		return made.Service.ProduceArchive(ctx, args.Archive)
	})
	jobs.Register(queue, jobs.Handling{Timeout: 10 * time.Minute}, func(ctx context.Context, args contentsArgs) error {
		return made.Service.RemoveContents(ctx, args.Organisation, args.Keys)
	})
	jobs.Register(queue, jobs.Handling{Timeout: 10 * time.Minute}, func(ctx context.Context, _ nightlyArgs) error {
		if _, err := made.Service.ExpireArchives(ctx); err != nil {
			return err
		}
		return made.Service.StartDue(ctx)
	})
	jobs.Register(queue, jobs.Handling{Timeout: 30 * time.Minute, Attempts: 5}, func(ctx context.Context, args retentionArgs) error {
		return made.Service.CarryOut(ctx, args.Run)
	})
	queue.Periodically("privacy", jobs.Every(time.Hour), nightlyArgs{})
	return made
}

// archiveArgs says which copy of a record is to be made.
type archiveArgs struct {
	Archive uuid.UUID `json:"archive"`
}

// Kind names the work.
func (archiveArgs) Kind() string { return "privacy.archive" }

// retentionArgs says which run of the rules is to be carried out.
type retentionArgs struct {
	Run uuid.UUID `json:"run"`
}

// Kind names the work.
func (retentionArgs) Kind() string { return "privacy.retention" }

// contentsArgs says which stored contents are to be deleted.
type contentsArgs struct {
	Organisation uuid.UUID `json:"organisation"`
	Keys         []string  `json:"keys"`
}

// Kind names the work.
func (contentsArgs) Kind() string { return "privacy.remove_contents" }

// nightlyArgs asks for what is due by the clock.
type nightlyArgs struct{}

// Kind names the work.
func (nightlyArgs) Kind() string { return "privacy.due" }

type privacyQueue struct{ queue *jobs.Queue }

func (q privacyQueue) MakeArchive(ctx context.Context, organisationID, archiveID uuid.UUID) error {
	return q.queue.Insert(ctx, archiveArgs{archiveID}, jobs.For(organisationID))
}

func (q privacyQueue) CarryOut(ctx context.Context, organisationID, runID uuid.UUID) error {
	return q.queue.Insert(ctx, retentionArgs{runID}, jobs.For(organisationID))
}

func (q privacyQueue) RemoveContents(ctx context.Context, organisationID uuid.UUID, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	return q.queue.Insert(ctx, contentsArgs{organisationID, keys}, jobs.For(organisationID))
}
