package portfolio

import (
	"context"
	"time"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the portfolio's operations.
type Handlers struct{ service *Service }

// GetPortfolio answers GET /people/{id}/portfolio.
func (h *Handlers) GetPortfolio(ctx context.Context, r api.GetPortfolioRequestObject) (api.GetPortfolioResponseObject, error) {
	by := access.ActorFrom(ctx)
	o, err := h.service.Portfolio(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetPortfolio200JSONResponse(overviewJSON(o, by.Today)), nil
}

// ListClaims answers GET /people/{id}/claims.
func (h *Handlers) ListClaims(ctx context.Context, r api.ListClaimsRequestObject) (api.ListClaimsResponseObject, error) {
	p := r.Params
	asked, err := page.Parse(p.Q, newestBy("updatedAt", p.Sort), p.Cursor, p.Limit, "updatedAt", "submittedAt", "code", "state")
	if err != nil {
		return nil, err
	}
	f := ClaimFilter{Request: asked, Code: text(p.Code), Level: level(p.Level)}
	if p.State != nil {
		if f.State, err = ParseState(string(*p.State)); err != nil {
			return nil, apperr.InvalidField("state", "Choose one of the states.")
		}
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.Claims(ctx, by, r.Id, f)
	if err != nil {
		return nil, err
	}
	return api.ListClaims200JSONResponse(claimsJSON(found, total, asked.Next(total), by.Today)), nil
}

// GetClaim answers GET /claims/{id}.
func (h *Handlers) GetClaim(ctx context.Context, r api.GetClaimRequestObject) (api.GetClaimResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.Claim(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetClaim200JSONResponse{Body: claimJSON(d, by), Headers: api.GetClaim200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// CreateClaims answers POST /people/{id}/claims.
func (h *Handlers) CreateClaims(ctx context.Context, r api.CreateClaimsRequestObject) (api.CreateClaimsResponseObject, error) {
	by := access.ActorFrom(ctx)
	self, err := selfJudgement(r.Body.SelfJudgement)
	if err != nil {
		return nil, err
	}
	wish := NewClaims{
		Statements: all(r.Body.StatementIds), Criteria: all(r.Body.CriterionIds), Evidence: r.Body.EvidenceIds, Explanation: text(r.Body.Explanation),
		SelfReason: text(r.Body.SelfReason), Submit: is(r.Body.Submit),
	}
	if self != nil {
		wish.SelfJudgement = *self
	}
	made, err := h.service.CreateClaims(ctx, by, r.Id, wish)
	if err != nil {
		return nil, err
	}
	return api.CreateClaims201JSONResponse(claimsJSON(made, len(made), "", by.Today)), nil
}

// EditClaim answers PATCH /claims/{id}.
func (h *Handlers) EditClaim(ctx context.Context, r api.EditClaimRequestObject) (api.EditClaimResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	self, err := selfJudgement(r.Body.SelfJudgement)
	if err != nil {
		return nil, err
	}
	edit := ClaimEdit{Evidence: r.Body.EvidenceIds, Explanation: r.Body.Explanation, SelfJudgement: self, SelfReason: r.Body.SelfReason}
	d, err := h.service.EditClaim(ctx, by, r.Id, version, edit)
	if err != nil {
		return nil, err
	}
	return api.EditClaim200JSONResponse{Body: claimJSON(d, by), Headers: api.EditClaim200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// SubmitClaim answers POST /claims/{id}/submit.
func (h *Handlers) SubmitClaim(ctx context.Context, r api.SubmitClaimRequestObject) (api.SubmitClaimResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.SubmitClaim(ctx, by, r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.SubmitClaim200JSONResponse{Body: claimJSON(d, by), Headers: api.SubmitClaim200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// WithdrawClaim answers POST /claims/{id}/withdraw.
func (h *Handlers) WithdrawClaim(ctx context.Context, r api.WithdrawClaimRequestObject) (api.WithdrawClaimResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.WithdrawClaim(ctx, by, r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.WithdrawClaim200JSONResponse{Body: claimJSON(d, by), Headers: api.WithdrawClaim200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// newestBy asks for a list's newest first when the client says nothing about its order.
func newestBy(column string, sort *string) *string {
	if sort == nil || *sort == "" {
		newest := "-" + column
		return &newest
	}
	return sort
}

func selfJudgement(name *api.SelfJudgement) (*SelfJudgement, error) {
	if name == nil {
		return nil, nil
	}
	j, err := ParseSelfJudgement(string(*name))
	if err != nil {
		return nil, apperr.InvalidField("selfJudgement", "Say how far you meet it yourself.")
	}
	return &j, nil
}

// all gives a list that may have been left out.
func all[T any](list *[]T) []T {
	if list == nil {
		return nil
	}
	return *list
}

func is(b *bool) bool { return b != nil && *b }

func etag(version int) *string {
	tag := httpapi.ETag(version)
	return &tag
}

func text(t *string) string {
	if t == nil {
		return ""
	}
	return *t
}

func level(l *int) Level {
	if l == nil {
		return 0
	}
	return Level(*l)
}

func levelJSON(l Level) *int {
	if l == 0 {
		return nil
	}
	number := int(l)
	return &number
}

func timeJSON(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	utc := t.UTC()
	return &utc
}

func personJSON(p Person) api.PersonRef { return api.PersonRef{Id: p.ID, Name: p.Name} }

func statementJSON(s Statement) api.ClaimedStatement {
	return api.ClaimedStatement{Id: s.ID, FrameworkId: s.FrameworkID, Code: s.Code, Skill: s.Skill, Aspect: s.Aspect, Level: int(s.Level), Text: s.Text}
}

func overviewJSON(o Overview, today calendar.Date) api.Portfolio {
	t := Count(o.Standings, o.Criteria, today)
	body := api.Portfolio{
		Person: personJSON(o.Person), ContentVisible: o.ContentVisible,
		Counts: api.PortfolioCounts{
			Required: t.Required, RequiredApproved: t.RequiredMet, Approved: t.Met, Waiting: t.Waiting, Returned: t.Returned, Draft: t.Draft,
			NeedFreshEvidence: t.Stale,
		},
		Skills: reference.Each(BySkill(o.Standings, today), func(t SkillTally) api.PortfolioSkill {
			return api.PortfolioSkill{
				Code: t.Code, Skill: t.Skill, Level: int(t.Level), Required: t.Required, RequiredApproved: t.RequiredMet, Approved: t.Met, Total: t.Total,
			}
		}),
		Statements: reference.Each(o.Standings, func(s Standing) api.PortfolioStatement { return standingJSON(s, today) }),
		Criteria:   reference.Each(o.Criteria, func(c ClaimView) api.ClaimSummary { return summaryJSON(c, today) }),
	}
	if o.Role != nil {
		body.Role = &api.NamedRef{Id: o.Role.ID, Name: o.Role.Title}
	}
	return body
}

func standingJSON(s Standing, today calendar.Date) api.PortfolioStatement {
	body := api.PortfolioStatement{
		Statement: statementJSON(s.Statement), Importance: api.PortfolioStatementImportance(s.Importance.String()), State: api.StatementStateNotClaimed,
	}
	if c := s.Claim; c != nil {
		body.State, body.ClaimId, body.ApprovedLevel, body.Sealed = api.StatementState(c.State.String()), &c.ID, levelJSON(c.ApprovedLevel), c.Sealed
		body.SubmittedAt, body.DecidedAt, body.EvidenceCount = timeJSON(c.SubmittedAt), timeJSON(c.DecidedAt), c.EvidenceCount
		if c.Conversation != nil {
			body.Unanswered = &c.Conversation.Unanswered
		}
	}
	if t := s.Through; t != nil {
		body.State, body.ApprovedThrough, body.ApprovedLevel = api.StatementStateApproved, &t.ID, levelJSON(t.ApprovedLevel)
		body.DecidedAt = timeJSON(t.DecidedAt)
	}
	body.NeedsFreshEvidence = staleJSON(s.Stale(today))
	return body
}

func staleJSON(s *freshness.Stale) *api.NeedsFreshEvidence {
	if s == nil {
		return nil
	}
	return &api.NeedsFreshEvidence{Since: s.Since, Because: s.Because}
}
