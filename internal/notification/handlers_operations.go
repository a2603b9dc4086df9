package notification

import (
	"context"
	"time"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/reference"
)

// ListJobs answers GET /jobs.
func (h *Handlers) ListJobs(ctx context.Context, r api.ListJobsRequestObject) (api.ListJobsResponseObject, error) {
	state, err := jobs.ParseState(string(r.Params.State))
	if err != nil {
		return nil, err
	}
	all, err := h.service.Jobs(ctx, access.ActorFrom(ctx), state)
	if err != nil {
		return nil, err
	}
	return api.ListJobs200JSONResponse{Items: reference.Each(all, jobJSON), Total: len(all)}, nil
}

// RetryJob answers POST /jobs/{id}/retry.
func (h *Handlers) RetryJob(ctx context.Context, r api.RetryJobRequestObject) (api.RetryJobResponseObject, error) {
	job, err := h.service.RetryJob(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.RetryJob200JSONResponse(jobJSON(job)), nil
}

// CancelJob answers POST /jobs/{id}/cancel.
func (h *Handlers) CancelJob(ctx context.Context, r api.CancelJobRequestObject) (api.CancelJobResponseObject, error) {
	job, err := h.service.CancelJob(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.CancelJob200JSONResponse(jobJSON(job)), nil
}

func jobJSON(j jobs.Job) api.Job {
	return api.Job{
		Id: j.ID, Kind: j.Kind, Title: JobTitle(j.Kind), State: api.JobState(j.State.String()), Cancelled: j.Cancelled, Attempt: j.Attempt, Attempts: j.Attempts,
		InsertedAt: j.InsertedAt, NextAt: moment(j.NextAt), FinishedAt: moment(j.FinishedAt), Error: j.Error,
	}
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// GetMail answers GET /mail.
func (h *Handlers) GetMail(ctx context.Context, _ api.GetMailRequestObject) (api.GetMailResponseObject, error) {
	r, err := h.service.Mail(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.GetMail200JSONResponse{
		Configured: r.Configured, Server: r.Server, From: r.From, Letters: reference.Each(r.Letters, letterJSON),
		Broken: reference.Each(r.Broken, func(b BrokenAddress) api.BrokenAddress {
			return api.BrokenAddress{Person: api.PersonRef{Id: b.PersonID, Name: b.Name}, Email: b.Email, Since: b.Since}
		}),
	}, nil
}

func letterJSON(d NamedDelivery) api.Letter {
	return api.Letter{
		Id: d.ID, Kind: api.LetterKind(d.Kind), Person: api.PersonRef{Id: d.PersonID, Name: d.Name}, State: api.LetterState(d.State), Failure: d.Failure,
		CreatedAt: d.CreatedAt, FinishedAt: d.FinishedAt,
	}
}

// SendTestMail answers POST /mail/test.
func (h *Handlers) SendTestMail(ctx context.Context, _ api.SendTestMailRequestObject) (api.SendTestMailResponseObject, error) {
	d, err := h.service.SendTest(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.SendTestMail202JSONResponse(letterJSON(d)), nil
}

// MendAddress answers DELETE /mail/broken-addresses/{id}.
func (h *Handlers) MendAddress(ctx context.Context, r api.MendAddressRequestObject) (api.MendAddressResponseObject, error) {
	if err := h.service.Mend(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.MendAddress204Response{}, nil
}
