package privacy

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListRetentionRules answers GET /retention-rules.
func (h *Handlers) ListRetentionRules(ctx context.Context, _ api.ListRetentionRulesRequestObject) (api.ListRetentionRulesResponseObject, error) {
	by := access.ActorFrom(ctx)
	rules, err := h.service.Rules(ctx, by)
	if err != nil {
		return nil, err
	}
	settings, err := h.service.Settings(ctx, by)
	if err != nil {
		return nil, err
	}
	return api.ListRetentionRules200JSONResponse{Items: reference.Each(rules, ruleJSON), Settings: settingsJSON(settings)}, nil
}

// SetRetentionRule answers PUT /retention-rules/{kind}.
func (h *Handlers) SetRetentionRule(ctx context.Context, r api.SetRetentionRuleRequestObject) (api.SetRetentionRuleResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	kind, err := ParseKind(string(r.Kind))
	if err != nil {
		return nil, apperr.NotFound("rule")
	}
	period, err := calendar.ParsePeriod(r.Body.Period)
	if err != nil {
		return nil, apperr.InvalidField("period", "Enter a period, for example P6Y for six years.")
	}
	changed, err := h.service.SetRule(ctx, access.ActorFrom(ctx), Rule{Kind: kind, Period: period, Reason: r.Body.Reason, Source: r.Body.Source}, version)
	if err != nil {
		return nil, err
	}
	return api.SetRetentionRule200JSONResponse{Body: ruleJSON(changed), Headers: api.SetRetentionRule200ResponseHeaders{ETag: tag(changed.Version)}}, nil
}

// SetPrivacySettings answers PUT /privacy-settings.
func (h *Handlers) SetPrivacySettings(ctx context.Context, r api.SetPrivacySettingsRequestObject) (api.SetPrivacySettingsResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	changed, err := h.service.SetSettings(ctx, access.ActorFrom(ctx), Settings{Contact: r.Body.Contact, Automatic: r.Body.Automatic}, version)
	if err != nil {
		return nil, err
	}
	return api.SetPrivacySettings200JSONResponse{Body: settingsJSON(changed), Headers: api.SetPrivacySettings200ResponseHeaders{ETag: tag(changed.Version)}}, nil
}

// PreviewRetention answers GET /retention-preview.
func (h *Handlers) PreviewRetention(ctx context.Context, r api.PreviewRetentionRequestObject) (api.PreviewRetentionResponseObject, error) {
	by := access.ActorFrom(ctx)
	day := by.Today
	if r.Params.On != nil {
		day = *r.Params.On
	}
	p, err := h.service.Preview(ctx, by, day)
	if err != nil {
		return nil, err
	}
	return api.PreviewRetention200JSONResponse{
		Day: p.Day, Mark: p.Mark, Empty: p.Empty(),
		Leavers: reference.Each(p.Leavers, func(l Leaver) api.RetentionLeaver {
			return api.RetentionLeaver{Person: api.PersonRef{Id: l.ID, Name: l.Name}, LeftOn: l.LeftOn, DueOn: l.DueOn, Held: l.Held, ReviewOn: l.ReviewOn}
		}),
		Kinds: reference.Each(p.Kinds, func(k Removal) api.RetentionRemoval {
			return api.RetentionRemoval{
				Kind: api.RetentionKind(k.Rule.Kind.String()), Title: k.Rule.Kind.Title(), Does: k.Rule.Kind.Does(), PeriodWords: Sentence(k.Rule),
				Rows: k.Rows, People: k.People,
			}
		}),
	}, nil
}

// ListRetentionRuns answers GET /retention-runs.
func (h *Handlers) ListRetentionRuns(ctx context.Context, _ api.ListRetentionRunsRequestObject) (api.ListRetentionRunsResponseObject, error) {
	runs, err := h.service.Runs(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListRetentionRuns200JSONResponse{Items: reference.Each(runs, runJSON)}, nil
}

// StartRetentionRun answers POST /retention-runs.
func (h *Handlers) StartRetentionRun(ctx context.Context, r api.StartRetentionRunRequestObject) (api.StartRetentionRunResponseObject, error) {
	started, err := h.service.Start(ctx, access.ActorFrom(ctx), r.Body.Mark)
	if err != nil {
		return nil, err
	}
	return api.StartRetentionRun201JSONResponse(runJSON(started)), nil
}

// ListDeletions answers GET /deletion-log.
func (h *Handlers) ListDeletions(ctx context.Context, r api.ListDeletionsRequestObject) (api.ListDeletionsResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "at")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Deletions(ctx, access.ActorFrom(ctx), asked)
	if err != nil {
		return nil, err
	}
	return api.ListDeletions200JSONResponse{
		Items: reference.Each(found, func(d DeletionView) api.DeletionEntry {
			title := d.Kind
			if k, err := ParseKind(d.Kind); err == nil {
				title = k.Title()
			}
			return api.DeletionEntry{
				Id: d.ID, At: d.At, Kind: d.Kind, Title: title, Period: d.Period.String(), Number: d.Number, Rows: d.RowCount, Files: d.FileCount,
				By: named(d.ByID, d.StarterName),
			}
		}), Total: total, Next: asked.Next(total),
	}, nil
}

// ListLegalHolds answers GET /legal-holds.
func (h *Handlers) ListLegalHolds(ctx context.Context, r api.ListLegalHoldsRequestObject) (api.ListLegalHoldsResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "reviewOn")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Holds(ctx, access.ActorFrom(ctx), r.Params.InForce != nil && *r.Params.InForce, asked)
	if err != nil {
		return nil, err
	}
	return api.ListLegalHolds200JSONResponse{Items: reference.Each(found, holdJSON), Total: total, Next: asked.Next(total)}, nil
}

// PlaceLegalHold answers POST /people/{id}/legal-holds.
func (h *Handlers) PlaceLegalHold(ctx context.Context, r api.PlaceLegalHoldRequestObject) (api.PlaceLegalHoldResponseObject, error) {
	placed, err := h.service.PlaceHold(ctx, access.ActorFrom(ctx), r.Id, r.Body.Reason, r.Body.ReviewOn)
	if err != nil {
		return nil, err
	}
	return api.PlaceLegalHold201JSONResponse(holdJSON(placed)), nil
}

// ReleaseLegalHold answers POST /legal-holds/{id}/release.
func (h *Handlers) ReleaseLegalHold(ctx context.Context, r api.ReleaseLegalHoldRequestObject) (api.ReleaseLegalHoldResponseObject, error) {
	released, err := h.service.ReleaseHold(ctx, access.ActorFrom(ctx), r.Id, r.Body.Reason, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.ReleaseLegalHold200JSONResponse(holdJSON(released)), nil
}

func ruleJSON(r Rule) api.RetentionRule {
	return api.RetentionRule{
		Kind: api.RetentionKind(r.Kind.String()), Title: r.Kind.Title(), Does: r.Kind.Does(), Counts: r.Kind.Counts(), Period: r.Period.ISO(), PeriodWords: Sentence(r),
		Reason: r.Reason, Source: r.Source, Version: r.Version,
	}
}

func runJSON(r RunView) api.RetentionRun {
	return api.RetentionRun{
		Id: r.ID, Day: r.Day, State: api.RetentionRunState(r.State), Done: r.Done, Total: r.Total, Failure: r.Failure, StartedBy: named(r.StartedBy, r.StarterName),
		StartedAt: r.StartedAt, FinishedAt: r.FinishedAt,
	}
}

func holdJSON(h HoldView) api.LegalHold {
	return api.LegalHold{
		Id: h.ID, Person: api.PersonRef{Id: h.PersonID, Name: h.PersonName}, Reason: h.Reason, ReviewOn: h.ReviewOn,
		PlacedBy: api.PersonRef{Id: h.PlacedBy, Name: h.PlacerName}, PlacedAt: h.PlacedAt, ReleasedBy: named(h.ReleasedBy, h.ReleaserName), ReleasedAt: h.ReleasedAt,
		ReleaseReason: h.ReleaseReason, Version: h.Version,
	}
}

func named(id *uuid.UUID, name string) *api.PersonRef {
	if id == nil {
		return nil
	}
	return &api.PersonRef{Id: *id, Name: name}
}

func settingsJSON(s Settings) api.PrivacySettings {
	return api.PrivacySettings{Contact: s.Contact, Automatic: s.Automatic, Version: s.Version}
}

func tag(version int) *string {
	text := httpapi.ETag(version)
	return &text
}
