package training

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// GrantExtension answers POST /people/{id}/extensions.
func (h *Handlers) GrantExtension(ctx context.Context, r api.GrantExtensionRequestObject) (api.GrantExtensionResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.Extend(ctx, by, r.Id, Extension{Milestone: MilestoneKey(r.Body.Milestone), DueOn: r.Body.DueOn, Reason: r.Body.Reason})
	if err != nil {
		return nil, err
	}
	return api.GrantExtension201JSONResponse(extensionJSON(kept, nil)), nil
}

// PreviewExtension answers POST /people/{id}/extensions/preview.
func (h *Handlers) PreviewExtension(ctx context.Context, r api.PreviewExtensionRequestObject) (api.PreviewExtensionResponseObject, error) {
	moves, err := h.service.PreviewExtension(ctx, access.ActorFrom(ctx), r.Id, Extension{Milestone: MilestoneKey(r.Body.Milestone), DueOn: r.Body.DueOn})
	if err != nil {
		return nil, err
	}
	return api.PreviewExtension200JSONResponse(movesJSON(moves)), nil
}

// EndExtension answers POST /extensions/{id}/end.
func (h *Handlers) EndExtension(ctx context.Context, r api.EndExtensionRequestObject) (api.EndExtensionResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.EndExtension(ctx, by, r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.EndExtension200JSONResponse(extensionJSON(kept, self(by))), nil
}

// WithdrawExemption answers POST /exemptions/{id}/withdraw.
func (h *Handlers) WithdrawExemption(ctx context.Context, r api.WithdrawExemptionRequestObject) (api.WithdrawExemptionResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.WithdrawExemption(ctx, by, r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	names := self(by)
	names[kept.By] = kept.ByName
	return api.WithdrawExemption200JSONResponse(exemptionJSON(kept, names)), nil
}

// self names the actor, for answers about what the actor has just done.
func self(by access.Actor) map[uuid.UUID]string { return map[uuid.UUID]string{by.PersonID: by.Name} }

func pauseOf(reason api.PauseReason, from calendar.Date, to *calendar.Date, note *string) (Pause, error) {
	p := Pause{Span: calendar.Span{From: from, To: given(to)}, Note: given(note)}
	return p, p.Reason.UnmarshalText([]byte(reason))
}

// PreviewPause answers POST /people/{id}/pauses/preview.
func (h *Handlers) PreviewPause(ctx context.Context, r api.PreviewPauseRequestObject) (api.PreviewPauseResponseObject, error) {
	entry, err := pauseOf(r.Body.Reason, r.Body.From, r.Body.To, r.Body.Note)
	if err != nil {
		return nil, err
	}
	entry.ID = given(r.Body.PauseId)
	moves, err := h.service.PreviewPause(ctx, access.ActorFrom(ctx), r.Id, entry)
	if err != nil {
		return nil, err
	}
	return api.PreviewPause200JSONResponse(movesJSON(moves)), nil
}

// EditPause answers PUT /pauses/{id}/correction.
func (h *Handlers) EditPause(ctx context.Context, r api.EditPauseRequestObject) (api.EditPauseResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	entry, err := pauseOf(r.Body.Reason, r.Body.From, r.Body.To, r.Body.Note)
	if err != nil {
		return nil, err
	}
	kept, err := h.service.EditPause(ctx, access.ActorFrom(ctx), r.Id, version, entry, r.Body.Why)
	if err != nil {
		return nil, err
	}
	return api.EditPause200JSONResponse{
		Body: pauseJSON(kept), Headers: api.EditPause200ResponseHeaders{ETag: pointer(httpapi.ETag(kept.Version))},
	}, nil
}

// WithdrawPause answers POST /pauses/{id}/withdraw.
func (h *Handlers) WithdrawPause(ctx context.Context, r api.WithdrawPauseRequestObject) (api.WithdrawPauseResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.WithdrawPause(ctx, by, r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	out := pauseJSON(kept)
	out.TakenBack = takenBackJSON(kept.Withdrawal, self(by))
	return api.WithdrawPause200JSONResponse(out), nil
}

// CorrectResult answers POST /attempts/{id}/corrections.
func (h *Handlers) CorrectResult(ctx context.Context, r api.CorrectResultRequestObject) (api.CorrectResultResponseObject, error) {
	result := PaperResult{Paper: PaperKey(r.Body.Paper), Mark: (*Mark)(r.Body.Mark)}
	if r.Body.Outcome != nil {
		if err := result.Outcome.UnmarshalText([]byte(*r.Body.Outcome)); err != nil {
			return nil, err
		}
	}
	kept, err := h.service.CorrectResult(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, result, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.CorrectResult200JSONResponse(keptAttemptJSON(kept)), nil
}

// ListCertificates answers GET /people/{id}/certificates.
func (h *Handlers) ListCertificates(ctx context.Context, r api.ListCertificatesRequestObject) (api.ListCertificatesResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "on")
	if err != nil {
		return nil, err
	}
	all, err := h.service.Certificates(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListCertificates200JSONResponse{
		Items: reference.Each(reference.Cut(all, asked), certificateJSON), Total: len(all), Next: asked.Next(len(all)),
	}, nil
}

// GetExamPlan answers GET /people/{id}/exam-plan.
func (h *Handlers) GetExamPlan(ctx context.Context, r api.GetExamPlanRequestObject) (api.GetExamPlanResponseObject, error) {
	v, err := h.service.ExamPlan(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetExamPlan200JSONResponse(examPlanJSON(v)), nil
}

// ChooseSitting answers POST /people/{id}/sitting-choices.
func (h *Handlers) ChooseSitting(ctx context.Context, r api.ChooseSittingRequestObject) (api.ChooseSittingResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.ChooseSitting(ctx, by, r.Id, r.Body.SittingId, SittingChoice{RegisteredOn: given(r.Body.RegisteredOn)})
	if err != nil {
		return nil, err
	}
	return api.ChooseSitting201JSONResponse(choiceJSON(kept, self(by))), nil
}

// RegisterForSitting answers POST /sitting-choices/{id}/registration.
func (h *Handlers) RegisterForSitting(ctx context.Context, r api.RegisterForSittingRequestObject) (api.RegisterForSittingResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.Register(ctx, by, r.Id, r.Body.Version, SittingChoice{RegisteredOn: r.Body.RegisteredOn})
	if err != nil {
		return nil, err
	}
	return api.RegisterForSitting200JSONResponse(choiceJSON(kept, self(by))), nil
}

// GiveUpSitting answers POST /sitting-choices/{id}/give-up.
func (h *Handlers) GiveUpSitting(ctx context.Context, r api.GiveUpSittingRequestObject) (api.GiveUpSittingResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.GiveUpSitting(ctx, by, r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.GiveUpSitting200JSONResponse(choiceJSON(kept, self(by))), nil
}

func membershipOf(body *api.MembershipInput) Membership {
	return Membership{Span: calendar.Span{From: body.From, To: given(body.To)}, Number: given(body.Number), Note: given(body.Note)}
}

// AddMembership answers POST /people/{id}/memberships.
func (h *Handlers) AddMembership(ctx context.Context, r api.AddMembershipRequestObject) (api.AddMembershipResponseObject, error) {
	kept, err := h.service.AddMembership(ctx, access.ActorFrom(ctx), r.Id, membershipOf(r.Body))
	if err != nil {
		return nil, err
	}
	return api.AddMembership201JSONResponse(membershipJSON(kept)), nil
}

// EditMembership answers PUT /memberships/{id}.
func (h *Handlers) EditMembership(ctx context.Context, r api.EditMembershipRequestObject) (api.EditMembershipResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	kept, err := h.service.EditMembership(ctx, access.ActorFrom(ctx), r.Id, version, membershipOf(r.Body))
	if err != nil {
		return nil, err
	}
	return api.EditMembership200JSONResponse{
		Body: membershipJSON(kept), Headers: api.EditMembership200ResponseHeaders{ETag: pointer(httpapi.ETag(kept.Version))},
	}, nil
}

// ListSittings answers GET /sittings.
func (h *Handlers) ListSittings(ctx context.Context, r api.ListSittingsRequestObject) (api.ListSittingsResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "theoryOn", "title")
	if err != nil {
		return nil, err
	}
	all, err := h.service.Sittings(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	var found []Sitting
	for _, s := range all {
		if reference.Matches(fold.Text(s.Title, s.Source, s.Note), asked.Query) {
			found = append(found, s)
		}
	}
	found = reference.Sorted(found, asked, func(a, b Sitting) int {
		if asked.Sort == "title" {
			return reference.ByText(a.Title, b.Title)
		}
		return a.TheoryOn.Compare(b.TheoryOn)
	})
	return api.ListSittings200JSONResponse{
		Items: reference.Each(reference.Cut(found, asked), sittingJSON), Total: len(found), Next: asked.Next(len(found)),
	}, nil
}

func sittingOf(body *api.SittingInput) Sitting {
	return Sitting{
		Title: body.Title, RegistrationOpensOn: body.RegistrationOpensOn, RegistrationClosesOn: body.RegistrationClosesOn, TheoryOn: body.TheoryOn,
		PracticalOn: body.PracticalOn, ResultsExpectedOn: body.ResultsExpectedOn, Source: body.Source, Note: given(body.Note),
	}
}

// AddSitting answers POST /sittings.
func (h *Handlers) AddSitting(ctx context.Context, r api.AddSittingRequestObject) (api.AddSittingResponseObject, error) {
	kept, err := h.service.AddSitting(ctx, access.ActorFrom(ctx), sittingOf(r.Body))
	if err != nil {
		return nil, err
	}
	return api.AddSitting201JSONResponse{
		Body: sittingJSON(kept), Headers: api.AddSitting201ResponseHeaders{ETag: pointer(httpapi.ETag(kept.Version))},
	}, nil
}

// GetSitting answers GET /sittings/{id}.
func (h *Handlers) GetSitting(ctx context.Context, r api.GetSittingRequestObject) (api.GetSittingResponseObject, error) {
	found, err := h.service.Sitting(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetSitting200JSONResponse{
		Body: sittingJSON(found), Headers: api.GetSitting200ResponseHeaders{ETag: pointer(httpapi.ETag(found.Version))},
	}, nil
}

// EditSitting answers PUT /sittings/{id}.
func (h *Handlers) EditSitting(ctx context.Context, r api.EditSittingRequestObject) (api.EditSittingResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	kept, err := h.service.EditSitting(ctx, access.ActorFrom(ctx), r.Id, version, sittingOf(r.Body))
	if err != nil {
		return nil, err
	}
	return api.EditSitting200JSONResponse{
		Body: sittingJSON(kept), Headers: api.EditSitting200ResponseHeaders{ETag: pointer(httpapi.ETag(kept.Version))},
	}, nil
}

// CancelSitting answers POST /sittings/{id}/cancel.
func (h *Handlers) CancelSitting(ctx context.Context, r api.CancelSittingRequestObject) (api.CancelSittingResponseObject, error) {
	kept, err := h.service.CancelSitting(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.CancelSitting200JSONResponse(sittingJSON(kept)), nil
}

// EditMentoringMeeting answers PUT /mentoring-meetings/{id}.
func (h *Handlers) EditMentoringMeeting(ctx context.Context, r api.EditMentoringMeetingRequestObject) (api.EditMentoringMeetingResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	kept, err := h.service.EditMeeting(ctx, by, r.Id, version, Meeting{
		MetOn: r.Body.MetOn, Minutes: given(r.Body.Minutes), Topics: r.Body.Topics, Agreed: given(r.Body.Agreed), NextOn: given(r.Body.NextOn),
	})
	if err != nil {
		return nil, err
	}
	return api.EditMentoringMeeting200JSONResponse{
		Body: meetingJSON(kept, by), Headers: api.EditMentoringMeeting200ResponseHeaders{ETag: pointer(httpapi.ETag(kept.Version))},
	}, nil
}

// DisputeMentoringMeeting answers POST /mentoring-meetings/{id}/dispute.
func (h *Handlers) DisputeMentoringMeeting(ctx context.Context, r api.DisputeMentoringMeetingRequestObject) (api.DisputeMentoringMeetingResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.DisputeMeeting(ctx, by, r.Id, r.Body.Version, r.Body.Note)
	if err != nil {
		return nil, err
	}
	return api.DisputeMentoringMeeting200JSONResponse(meetingJSON(kept, by)), nil
}
