package portfolio

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListModerations answers GET /moderations.
func (h *Handlers) ListModerations(ctx context.Context, r api.ListModerationsRequestObject) (api.ListModerationsResponseObject, error) {
	p := r.Params
	asked, err := page.Parse(p.Q, p.Sort, p.Cursor, p.Limit, "approvedAt", "decidedAt", "person", "code")
	if err != nil {
		return nil, err
	}
	f := ModerationFilter{Request: asked, State: Waits}
	if is(p.Judged) {
		f.State = 0
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.SecondReadings(ctx, by, f)
	if err != nil {
		return nil, err
	}
	return api.ListModerations200JSONResponse{
		Items: reference.Each(found, func(m ModerationView) api.ModerationSummary { return moderationJSON(m, by.Today) }),
		Total: total, Next: asked.Next(total),
	}, nil
}

// GetModeration answers GET /moderations/{id}.
func (h *Handlers) GetModeration(ctx context.Context, r api.GetModerationRequestObject) (api.GetModerationResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.SecondReading(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetModeration200JSONResponse(secondReadingJSON(d, by)), nil
}

// DecideModeration answers POST /moderations/{id}/decision.
func (h *Handlers) DecideModeration(ctx context.Context, r api.DecideModerationRequestObject) (api.DecideModerationResponseObject, error) {
	by := access.ActorFrom(ctx)
	decision, err := ParseDecision(string(r.Body.Decision))
	if err != nil {
		return nil, apperr.InvalidField("decision", "Say whether the evidence shows it, shows a lower level, or does not show it yet.")
	}
	d, err := h.service.Moderate(ctx, by, r.Id, r.Body.Version, Judgement{Decision: decision, Level: level(r.Body.Level), Reason: r.Body.Reason})
	if err != nil {
		return nil, err
	}
	return api.DecideModeration200JSONResponse(secondReadingJSON(d, by)), nil
}

// GetModerationAgreement answers GET /moderation-agreement.
func (h *Handlers) GetModerationAgreement(ctx context.Context, r api.GetModerationAgreementRequestObject) (api.GetModerationAgreementResponseObject, error) {
	by := access.ActorFrom(ctx)
	since := by.Today.Add(calendar.Months(-12))
	if r.Params.Since != nil {
		since = *r.Params.Since
	}
	found, err := h.service.Agreements(ctx, by, since)
	if err != nil {
		return nil, err
	}
	return api.GetModerationAgreement200JSONResponse{Since: since, Items: reference.Each(found, agreementJSON)}, nil
}

// ListModerationApprovals answers GET /moderation-approvals.
func (h *Handlers) ListModerationApprovals(ctx context.Context, r api.ListModerationApprovalsRequestObject) (api.ListModerationApprovalsResponseObject, error) {
	p := r.Params
	asked, err := page.Parse(p.Q, newestBy("approvedAt", p.Sort), p.Cursor, p.Limit, "approvedAt", "decidedAt", "person", "code")
	if err != nil {
		return nil, err
	}
	f := ModerationFilter{Request: asked, AssessorID: p.AssessorId, Drawn: is(p.Drawn), Open: is(p.Open)}
	if p.State != nil {
		if f.State, err = ParseSampleState(string(*p.State)); err != nil {
			return nil, apperr.InvalidField("state", "Choose one of the states.")
		}
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.Approvals(ctx, by, f)
	if err != nil {
		return nil, err
	}
	return api.ListModerationApprovals200JSONResponse{
		Items: reference.Each(found, func(m ModerationView) api.Approval { return approvalJSON(m, by.Today) }),
		Total: total, Next: asked.Next(total),
	}, nil
}

// ListReviewRules answers GET /review-rules.
func (h *Handlers) ListReviewRules(ctx context.Context, _ api.ListReviewRulesRequestObject) (api.ListReviewRulesResponseObject, error) {
	book, err := h.service.Rules(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListReviewRules200JSONResponse(rulesJSON(book)), nil
}

// SetReviewRule answers POST /review-rules.
func (h *Handlers) SetReviewRule(ctx context.Context, r api.SetReviewRuleRequestObject) (api.SetReviewRuleResponseObject, error) {
	kind, err := ParseRuleKind(string(r.Body.Kind))
	if err != nil {
		return nil, apperr.InvalidField("kind", "Choose what you set.")
	}
	book, err := h.service.SetRule(ctx, access.ActorFrom(ctx), NewRule{
		Kind: kind, AssessorID: r.Body.AssessorId, Level: level(r.Body.Level), Value: r.Body.Value, EffectiveOn: r.Body.EffectiveOn, Reason: r.Body.Reason,
	})
	if err != nil {
		return nil, err
	}
	return api.SetReviewRule201JSONResponse(rulesJSON(book)), nil
}

// moderationJSON is an approval as a second assessor sees it: who approved, and at which level, only once it is judged.
func moderationJSON(m ModerationView, today calendar.Date) api.ModerationSummary {
	body := api.ModerationSummary{
		Id: m.ID, ClaimId: m.ClaimID, Person: personJSON(m.Person), Title: m.About.title(), Statement: m.About.statementJSON(),
		Criterion: m.About.criterionJSON(), State: api.ModerationState(m.State.String()), ApprovedAt: m.ApprovedAt.UTC(),
		Moderator: personOrNone(m.Moderator),
		DecidedAt: timeJSON(m.DecidedAt), Decision: secondDecisionJSON(m.Decision), Level: levelJSON(m.Level), Version: m.Version,
	}
	if m.State == Waits {
		body.WaitingWorkingDays = waited(m.ApprovedAt, today).WorkingDays
	} else {
		unsealed(&body, m)
	}
	return body
}

// unsealed adds to an approval what a second assessor must not know before they have judged it.
func unsealed(body *api.ModerationSummary, m ModerationView) {
	body.Assessor, body.ApprovedLevel = personOrNone(&m.Assessor), levelJSON(m.ApprovedLevel)
	state := api.ClaimState(m.ClaimState.String())
	body.ClaimState = &state
}

func secondDecisionJSON(d SecondDecision) *api.SecondDecision {
	if d == 0 {
		return nil
	}
	name := api.SecondDecision(d.String())
	return &name
}

func stateOrNone(s State) *api.ClaimState {
	if s == 0 {
		return nil
	}
	name := api.ClaimState(s.String())
	return &name
}

// claimModerationJSON is what became of an approval beside its claim; who approved is left out while the claim is sealed.
func claimModerationJSON(m ModerationView, sealed bool) api.ClaimModeration {
	body := api.ClaimModeration{
		Id: m.ID, State: api.ModerationState(m.State.String()), ApprovedAt: m.ApprovedAt.UTC(),
		Moderator: personOrNone(m.Moderator), DecidedAt: timeJSON(m.DecidedAt), Decision: secondDecisionJSON(m.Decision), Level: levelJSON(m.Level),
		Reason: m.Reason, FinalBy: personOrNone(m.Final), FinalAt: timeJSON(m.FinalAt), FinalState: stateOrNone(m.FinalState),
	}
	if m.State != Waits || !sealed {
		body.Assessor = personOrNone(&m.Assessor)
	}
	return body
}

func secondReadingJSON(d ModerationDetail, by access.Actor) api.ModerationDetail {
	return api.ModerationDetail{
		Summary: moderationJSON(d.ModerationView, by.Today), Explanation: d.Claim.Explanation, SelfJudgement: selfJudgementJSON(d.Claim.SelfJudgement),
		SelfReason:  &d.Claim.SelfReason,
		Evidence:    reference.Each(d.Evidence, func(e ClaimedEvidence) api.ClaimEvidence { return claimedEvidenceJSON(e, by.PersonID) }),
		Neighbours:  reference.Each(d.Aspect, statementJSON),
		LowerLevels: reference.Each(d.LowerLevels, func(l Level) int { return int(l) }),
		Reason:      d.Reason, FirstReason: d.FirstReason, Mine: d.Mine,
	}
}

func approvalJSON(m ModerationView, today calendar.Date) api.Approval {
	summary := moderationJSON(m, today)
	unsealed(&summary, m)
	return api.Approval{
		Summary: summary, Assessor: personJSON(m.Assessor), Rate: m.Rate, Because: m.Because(),
		FinalBy: personOrNone(m.Final), FinalAt: timeJSON(m.FinalAt), FinalState: stateOrNone(m.FinalState),
	}
}

func agreementJSON(a Agreement) api.AssessorAgreement {
	body := api.AssessorAgreement{
		Assessor: personJSON(a.Assessor), Approvals: a.Approvals, Drawn: a.Drawn, Waiting: a.Waiting, Judged: a.Judged, Agreed: a.Agreed, Open: a.Open,
	}
	if percent, is := a.Percent(); is {
		body.Percent = number(percent)
	}
	if low, high, is := a.Interval(); is {
		body.Low, body.High = number(low), number(high)
	}
	return body
}

func number(f float64) *float32 {
	n := float32(f)
	return &n
}

func rulesJSON(b RuleBook) api.ReviewRules {
	return api.ReviewRules{
		Target: targetJSON(b.Target), Assessors: reference.Each(b.Assessors, personJSON),
		Items: reference.Each(b.Rules, func(r RuleView) api.ReviewRule {
			return api.ReviewRule{
				Id: r.ID, Kind: api.ReviewRuleKind(r.Kind.String()), Assessor: personOrNone(r.Assessor), Level: levelJSON(r.Level), Value: r.Value,
				EffectiveOn: r.EffectiveOn, Reason: r.Reason, SetBy: personJSON(r.By), SetAt: r.SetAt.UTC(), InForce: r.InForce,
			}
		}),
	}
}
