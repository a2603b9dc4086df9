package notification

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/jobs"
)

// MailReport is what an administrator sees of an organisation's mail.
type MailReport struct {
	Configured   bool
	Server, From string
	Letters      []NamedDelivery
	Broken       []BrokenAddress
}

// Mail tells whether mail is sent, and what became of the newest letters of somebody's organisation.
func (s *Service) Mail(ctx context.Context, by access.Actor) (MailReport, error) {
	r := MailReport{Configured: s.post != nil}
	if s.post != nil {
		r.Server, r.From = s.post.Server(), s.post.From()
	}
	var err error
	if r.Letters, err = s.store.deliveries(ctx, by.OrganisationID); err != nil {
		return r, err
	}
	r.Broken, err = s.store.broken(ctx, by.OrganisationID)
	return r, err
}

// SendTest sends a letter to whoever asks. Without a mail server it is CodeConflict.
func (s *Service) SendTest(ctx context.Context, by access.Actor) (NamedDelivery, error) {
	if s.post == nil {
		return NamedDelivery{}, apperr.Conflict("No mail server is set up. Set BANDWISE_SMTP_URL and BANDWISE_MAIL_FROM, then start Bandwise again.")
	}
	now := s.clock.Now()
	d := delivery{
		ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: by.PersonID, Kind: string(Test), Day: by.Today, State: waiting, CreatedAt: now,
	}
	d.Occasion = string(Test) + "/" + d.ID.String()
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.dispatch(ctx, d, nil); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{Action: "notification.test_letter_asked", SubjectKind: "letter", SubjectID: d.ID.String(), PersonID: &by.PersonID})
	})
	return NamedDelivery{delivery: d, Name: by.Name}, err
}

// Mend says that letters to a person can be sent again. Somebody whose letters were not refused is CodeNotFound.
func (s *Service) Mend(ctx context.Context, by access.Actor, person uuid.UUID) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.mendAddress(ctx, by.OrganisationID, person); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{Action: "notification.address_mended", SubjectKind: "person", SubjectID: person.String(), PersonID: &person})
	})
}

// JobTitle names a kind of job for an administrator.
func JobTitle(kind string) string {
	if title := jobTitles[kind]; title != "" {
		return title
	}
	return kind
}

// Jobs lists the background jobs in a state that an administrator may see.
func (s *Service) Jobs(ctx context.Context, by access.Actor, state jobs.State) ([]jobs.Job, error) {
	return s.queue.List(ctx, by.OrganisationID, state)
}

// RetryJob runs a job again at once; CancelJob keeps one from being run. An unknown job is CodeNotFound, one whose state does
// not allow it CodeConflict.
func (s *Service) RetryJob(ctx context.Context, by access.Actor, id int64) (jobs.Job, error) {
	return s.changeJob(ctx, by, "notification.job_retried", id, s.queue.Retry)
}

// CancelJob keeps a job from being run: see RetryJob.
func (s *Service) CancelJob(ctx context.Context, by access.Actor, id int64) (jobs.Job, error) {
	return s.changeJob(ctx, by, "notification.job_cancelled", id, s.queue.Cancel)
}

func (s *Service) changeJob(ctx context.Context, by access.Actor, action string, id int64, do func(context.Context, uuid.UUID, int64) (jobs.Job, error)) (jobs.Job, error) {
	var changed jobs.Job
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		var err error
		if changed, err = do(ctx, by.OrganisationID, id); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: action, SubjectKind: "job", SubjectID: fmt.Sprint(id), After: audit.Values{"kind": changed.Kind, "state": changed.State.String()},
		})
	})
	return changed, err
}
