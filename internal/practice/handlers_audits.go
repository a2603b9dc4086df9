package practice

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListCodingTargets answers GET /coding-targets.
func (h *Handlers) ListCodingTargets(ctx context.Context, _ api.ListCodingTargetsRequestObject) (api.ListCodingTargetsResponseObject, error) {
	all, err := h.service.Targets(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListCodingTargets200JSONResponse{Items: reference.Each(all, targetJSON), Total: len(all)}, nil
}

// AddCodingTarget answers POST /coding-targets.
func (h *Handlers) AddCodingTarget(ctx context.Context, r api.AddCodingTargetRequestObject) (api.AddCodingTargetResponseObject, error) {
	b := r.Body
	t, err := h.service.AddTarget(ctx, access.ActorFrom(ctx), NewTarget{
		StartsOn: b.StartsOn, TraineeEpisodes: b.TraineeEpisodes, AccEpisodes: b.AccEpisodes, DayMinutes: int(b.DayHours*60 + 0.5),
		Source: b.Source, Reason: b.Reason,
	})
	if err != nil {
		return nil, err
	}
	return api.AddCodingTarget201JSONResponse(targetJSON(t)), nil
}

// ListAccuracyThresholds answers GET /accuracy-thresholds.
func (h *Handlers) ListAccuracyThresholds(ctx context.Context, _ api.ListAccuracyThresholdsRequestObject) (api.ListAccuracyThresholdsResponseObject, error) {
	sets, uses, err := h.service.Thresholds(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListAccuracyThresholds200JSONResponse{Sets: reference.Each(sets, setJSON), Uses: reference.Each(uses, useJSON)}, nil
}

// ChooseAccuracyThresholds answers POST /accuracy-thresholds.
func (h *Handlers) ChooseAccuracyThresholds(ctx context.Context, r api.ChooseAccuracyThresholdsRequestObject) (api.ChooseAccuracyThresholdsResponseObject, error) {
	u, err := h.service.ChooseThresholds(ctx, access.ActorFrom(ctx), r.Body.SetId, r.Body.StartsOn, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.ChooseAccuracyThresholds201JSONResponse(useJSON(u)), nil
}

// ListAuditErrorKeys answers GET /audit-error-keys.
func (h *Handlers) ListAuditErrorKeys(context.Context, api.ListAuditErrorKeysRequestObject) (api.ListAuditErrorKeysResponseObject, error) {
	keys := h.service.ErrorKeys()
	return api.ListAuditErrorKeys200JSONResponse{Total: len(keys), Items: reference.Each(keys, func(k ErrorKey) api.AuditErrorKey {
		return api.AuditErrorKey{Key: k.Key, Type: api.CodeType(k.Type.String()), Title: k.Title, Means: k.Means, Confidence: api.Confidence(k.Confidence)}
	})}, nil
}

// ListCodingAudits answers GET /people/{id}/coding-audits.
func (h *Handlers) ListCodingAudits(ctx context.Context, r api.ListCodingAuditsRequestObject) (api.ListCodingAuditsResponseObject, error) {
	p := r.Params
	asked, err := page.Parse(nil, newestBy("auditedOn", p.Sort), p.Cursor, p.Limit, "auditedOn", "sample", "state")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Audits(ctx, access.ActorFrom(ctx), r.Id, AuditFilter{Request: asked})
	if err != nil {
		return nil, err
	}
	return api.ListCodingAudits200JSONResponse{Items: reference.Each(found, auditSummaryJSON), Total: total, Next: asked.Next(total)}, nil
}

// CreateCodingAudit answers POST /people/{id}/coding-audits.
func (h *Handlers) CreateCodingAudit(ctx context.Context, r api.CreateCodingAuditRequestObject) (api.CreateCodingAuditResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.CreateAudit(ctx, by, r.Id, editOf(*r.Body))
	if err != nil {
		return nil, err
	}
	return api.CreateCodingAudit201JSONResponse{Body: auditJSON(d, by), Headers: api.CreateCodingAudit201ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// GetCodingAudit answers GET /coding-audits/{id}.
func (h *Handlers) GetCodingAudit(ctx context.Context, r api.GetCodingAuditRequestObject) (api.GetCodingAuditResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.Audit(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetCodingAudit200JSONResponse{Body: auditJSON(d, by), Headers: api.GetCodingAudit200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// EditCodingAudit answers PUT /coding-audits/{id}.
func (h *Handlers) EditCodingAudit(ctx context.Context, r api.EditCodingAuditRequestObject) (api.EditCodingAuditResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	d, err := h.service.EditAudit(ctx, by, r.Id, version, editOf(*r.Body))
	if err != nil {
		return nil, err
	}
	return api.EditCodingAudit200JSONResponse{Body: auditJSON(d, by), Headers: api.EditCodingAudit200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// ReleaseCodingAudit answers POST /coding-audits/{id}/release.
func (h *Handlers) ReleaseCodingAudit(ctx context.Context, r api.ReleaseCodingAuditRequestObject) (api.ReleaseCodingAuditResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.ReleaseAudit(ctx, by, r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.ReleaseCodingAudit200JSONResponse(auditJSON(d, by)), nil
}

// DiscardCodingAudit answers POST /coding-audits/{id}/discard.
func (h *Handlers) DiscardCodingAudit(ctx context.Context, r api.DiscardCodingAuditRequestObject) (api.DiscardCodingAuditResponseObject, error) {
	if err := h.service.DiscardAudit(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version); err != nil {
		return nil, err
	}
	return api.DiscardCodingAudit204Response{}, nil
}

// AcknowledgeCodingAudit answers POST /coding-audits/{id}/acknowledge.
func (h *Handlers) AcknowledgeCodingAudit(ctx context.Context, r api.AcknowledgeCodingAuditRequestObject) (api.AcknowledgeCodingAuditResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.Acknowledge(ctx, by, r.Id, r.Body.Version, text(r.Body.Comment))
	if err != nil {
		return nil, err
	}
	return api.AcknowledgeCodingAudit200JSONResponse(auditJSON(d, by)), nil
}

// RecordAuditFeedback answers POST /coding-audits/{id}/feedback.
func (h *Handlers) RecordAuditFeedback(ctx context.Context, r api.RecordAuditFeedbackRequestObject) (api.RecordAuditFeedbackResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.RecordFeedback(ctx, by, r.Id, r.Body.Version, r.Body.On, r.Body.Note)
	if err != nil {
		return nil, err
	}
	return api.RecordAuditFeedback200JSONResponse(auditJSON(d, by)), nil
}

// AddAuditAction answers POST /coding-audits/{id}/actions.
func (h *Handlers) AddAuditAction(ctx context.Context, r api.AddAuditActionRequestObject) (api.AddAuditActionResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.AddAction(ctx, by, r.Id, NewAction{r.Body.What, r.Body.OwnerId, r.Body.DueOn})
	if err != nil {
		return nil, err
	}
	return api.AddAuditAction201JSONResponse(auditJSON(d, by)), nil
}

// AddAuditEvidence answers POST /coding-audits/{id}/evidence.
func (h *Handlers) AddAuditEvidence(ctx context.Context, r api.AddAuditEvidenceRequestObject) (api.AddAuditEvidenceResponseObject, error) {
	made, err := h.service.AddAuditEvidence(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.AddAuditEvidence200JSONResponse(madeJSON(made)), nil
}

// FinishAuditAction answers POST /coding-audit-actions/{id}/finish.
func (h *Handlers) FinishAuditAction(ctx context.Context, r api.FinishAuditActionRequestObject) (api.FinishAuditActionResponseObject, error) {
	a, err := h.service.FinishAction(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.FinishAuditAction200JSONResponse(actionJSON(a)), nil
}

// ListCodingActions answers GET /people/{id}/coding-actions.
func (h *Handlers) ListCodingActions(ctx context.Context, r api.ListCodingActionsRequestObject) (api.ListCodingActionsResponseObject, error) {
	p := r.Params
	asked, err := page.Parse(nil, p.Sort, p.Cursor, p.Limit, "dueOn", "doneOn")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Actions(ctx, access.ActorFrom(ctx), r.Id, ActionFilter{Request: asked, Open: p.Open != nil && *p.Open})
	if err != nil {
		return nil, err
	}
	return api.ListCodingActions200JSONResponse{Items: reference.Each(found, actionJSON), Total: total, Next: asked.Next(total)}, nil
}

func etag(version int) *string {
	tag := httpapi.ETag(version)
	return &tag
}

func editOf(b api.CodingAuditEdit) AuditEdit {
	return AuditEdit{
		Subject: b.Subject, AuditedOn: b.AuditedOn, PeriodFrom: b.PeriodFrom, PeriodTo: b.PeriodTo, Sample: b.Sample, Findings: b.Findings,
		Reason: text(b.Reason),
		Counts: Counts{
			Examined: map[CodeType]int{
				PrimaryDiagnosis: b.Examined.PrimaryDiagnosis, SecondaryDiagnosis: b.Examined.SecondaryDiagnosis,
				PrimaryProcedure: b.Examined.PrimaryProcedure, SecondaryProcedure: b.Examined.SecondaryProcedure,
			},
			Errors: reference.Each(b.Errors, func(e api.AuditErrorCount) ErrorCount { return ErrorCount{e.Key, e.ByCoder, e.ByOther} }),
		},
	}
}

func percent(t Tenths) float32 { return float32(t) / 10 }

func setJSON(t ThresholdSet) api.ThresholdSet {
	return api.ThresholdSet{
		Id: t.ID, Name: t.Name, Source: t.Source, Confidence: api.Confidence(t.Confidence),
		Figures: reference.Each(CodeTypes, func(of CodeType) api.ThresholdFigure {
			return api.ThresholdFigure{Type: api.CodeType(of.String()), Percent: percent(t.Figures[of])}
		}),
	}
}

func useJSON(s Setting[ThresholdUse]) api.ThresholdUse {
	u := s.Value
	return api.ThresholdUse{
		Id: u.ID, SetId: u.SetID, StartsOn: u.StartsOn, Reason: u.Reason, SetBy: nameJSON(s.By), SetAt: u.SetAt.UTC(), State: api.SettingState(s.State),
	}
}

func targetJSON(s Setting[Target]) api.CodingTarget {
	t := s.Value
	return api.CodingTarget{
		Id: t.ID, StartsOn: t.StartsOn, TraineeEpisodes: t.TraineeEpisodes, AccEpisodes: t.AccEpisodes, DayHours: *hoursJSON(t.DayMinutes),
		Source: t.Source, Reason: t.Reason, SetBy: nameJSON(s.By), SetAt: t.SetAt.UTC(), State: api.SettingState(s.State),
	}
}

func figureJSON(f Figure) api.AccuracyFigure {
	body := api.AccuracyFigure{
		Type: api.CodeType(f.Type.String()), Examined: f.Examined, Correct: f.Examined - f.Errors, Errors: f.Errors, OtherErrors: f.Others,
		Because: f.Because(), Result: api.AccuracyFigureResultMeets,
	}
	if f.Required > 0 {
		required := percent(f.Required)
		body.Required = &required
	}
	if f.Known {
		accuracy, all := percent(f.Accuracy), percent(f.All)
		body.Percent, body.PercentAll = &accuracy, &all
	}
	switch {
	case !f.Known:
		body.Result = api.AccuracyFigureResultNotExamined
	case f.Required == 0:
		body.Result = api.AccuracyFigureResultNoThreshold
	case f.Below > 0:
		below := percent(f.Below)
		body.Result, body.Below = api.AccuracyFigureResultBelow, &below
	}
	return body
}

func dateJSON(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

func auditSummaryJSON(v AuditView) api.CodingAuditSummary {
	body := api.CodingAuditSummary{
		Id: v.ID, Person: nameJSON(v.Person), Auditor: nameJSON(v.Auditor), State: api.CodingAuditState(v.State.String()), ContentVisible: v.ContentVisible,
		Subject: v.Subject, AuditedOn: v.AuditedOn, PeriodFrom: v.PeriodFrom, PeriodTo: v.PeriodTo, Sample: v.Sample,
		ReleasedOn: dateJSON(v.ReleasedOn), AcknowledgedOn: dateJSON(v.AcknowledgedOn), FeedbackOn: dateJSON(v.FeedbackOn),
		Figures: reference.Each(v.Figures, figureJSON), Version: v.Version,
	}
	if v.Set != nil {
		body.Thresholds = &api.NamedRef{Id: v.Set.ID, Name: v.Set.Name}
	}
	return body
}

func auditJSON(d AuditDetail, by access.Actor) api.CodingAudit {
	mine := d.AuditorID == by.PersonID
	body := api.CodingAudit{
		Summary: auditSummaryJSON(d.AuditView), Findings: d.Findings, Comment: d.Comment, FeedbackNote: d.FeedbackNote, EvidenceId: d.EvidenceID,
		MayEdit: d.MayAudit && (mine || d.State == AuditReleased), MayRelease: d.MayAudit && mine && d.State == AuditDraft,
		MayGiveFeedback: d.MayAudit && d.State == AuditReleased, MayAnswer: d.PersonID == by.PersonID,
		Examined: api.AuditCounts{
			PrimaryDiagnosis: d.Counts.Examined[PrimaryDiagnosis], SecondaryDiagnosis: d.Counts.Examined[SecondaryDiagnosis],
			PrimaryProcedure: d.Counts.Examined[PrimaryProcedure], SecondaryProcedure: d.Counts.Examined[SecondaryProcedure],
		},
		Errors: reference.Each(d.Counts.Errors, func(e ErrorCount) api.AuditErrorCount {
			return api.AuditErrorCount{Key: e.Key, ByCoder: e.ByCoder, ByOther: e.ByOther}
		}),
		Actions: reference.Each(d.Actions, actionJSON),
		Versions: reference.Each(d.Versions, func(v BeforeView) api.EarlierAudit {
			return api.EarlierAudit{
				Number: v.Number, Reason: v.Reason, ChangedBy: api.PersonRef{Id: v.ChangedBy, Name: v.ChangedByName}, ChangedAt: v.ChangedAt.UTC(),
				Subject: v.Content.Subject, Sample: v.Content.Sample, Findings: v.Content.Findings, Figures: reference.Each(v.Figures, figureJSON),
			}
		}),
	}
	if d.Set != nil {
		set := setJSON(*d.Set)
		body.ThresholdSet = &set
	}
	if d.FeedbackWith != nil {
		with := nameJSON(d.FeedbackWithName)
		body.FeedbackWith = &with
	}
	return body
}

func actionJSON(a ActionView) api.AuditAction {
	return api.AuditAction{
		Id: a.ID, AuditId: a.AuditID, Person: nameJSON(a.Person), Owner: nameJSON(a.Owner), What: a.What, DueOn: a.DueOn, DoneOn: dateJSON(a.DoneOn),
		State: api.AuditActionState(a.State), MayFinish: a.MayFinish, Version: a.Version,
	}
}
