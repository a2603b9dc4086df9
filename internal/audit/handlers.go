package audit

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
)

// Handlers answer the operations tagged audit.
type Handlers struct{ trail *Trail }

// NewHandlers makes the handlers of a trail.
func NewHandlers(trail *Trail) *Handlers { return &Handlers{trail} }

// ListAuditEntries answers GET /audit-entries.
func (h *Handlers) ListAuditEntries(ctx context.Context, r api.ListAuditEntriesRequestObject) (api.ListAuditEntriesResponseObject, error) {
	from, limit, err := place(r.Params.Cursor, r.Params.Limit)
	if err != nil {
		return nil, err
	}
	entries, next, err := h.trail.Entries(ctx, access.ActorFrom(ctx), filter(r.Params), from, limit)
	if err != nil {
		return nil, err
	}
	answer := api.ListAuditEntries200JSONResponse{Items: make([]api.AuditEntry, len(entries)), Next: next.String()}
	for i, e := range entries {
		if answer.Items[i], err = entry(e); err != nil {
			return nil, err
		}
	}
	return answer, nil
}

// ListRecordHistory answers GET /me/record-history.
func (h *Handlers) ListRecordHistory(ctx context.Context, r api.ListRecordHistoryRequestObject) (api.ListRecordHistoryResponseObject, error) {
	from, limit, err := place(r.Params.Cursor, r.Params.Limit)
	if err != nil {
		return nil, err
	}
	var only Sort
	if r.Params.Only != nil {
		only = map[api.ListRecordHistoryParamsOnly]Sort{api.ListRecordHistoryParamsOnlyRead: Reading, api.ListRecordHistoryParamsOnlyChanged: Changing}[*r.Params.Only]
	}
	entries, next, err := h.trail.History(ctx, access.ActorFrom(ctx), only, from, limit)
	if err != nil {
		return nil, err
	}
	answer := api.ListRecordHistory200JSONResponse{Items: make([]api.RecordHistoryEntry, len(entries)), Next: next.String()}
	for i, e := range entries {
		answer.Items[i] = api.RecordHistoryEntry{Id: e.ID, At: e.At, Actor: named(e.ActorID, e.ActorName), Action: e.Action, SubjectKind: e.SubjectKind}
	}
	return answer, nil
}

func place(cursor *string, limit *int) (Place, int, error) {
	p, err := page.Parse(nil, nil, nil, limit, "at")
	if err != nil || cursor == nil {
		return Place{}, p.Limit, err
	}
	from, err := ParsePlace(*cursor)
	return from, p.Limit, err
}

func filter(p api.ListAuditEntriesParams) Filter {
	var f Filter
	set(&f.PersonID, p.PersonId)
	set(&f.ActorID, p.ActorId)
	set(&f.EmergencyID, p.EmergencyId)
	set(&f.Action, p.Action)
	set[calendar.Date](&f.From, p.From)
	set[calendar.Date](&f.To, p.To)
	return f
}

func set[T any](field *T, given *T) {
	if given != nil {
		*field = *given
	}
}

func entry(e Named) (api.AuditEntry, error) {
	answer := api.AuditEntry{
		Id: e.ID, At: e.At, Actor: named(e.ActorID, e.ActorName), Action: e.Action, SubjectKind: e.SubjectKind,
		SubjectId: e.SubjectID, Person: named(e.PersonID, e.PersonName), ActingFor: named(e.ActingFor, e.ActingForName), RequestId: e.RequestID,
	}
	if err := json.Unmarshal([]byte(e.Before), &answer.Before); err != nil {
		return answer, err
	}
	return answer, json.Unmarshal([]byte(e.After), &answer.After)
}

func named(id *uuid.UUID, name string) *api.PersonRef {
	if id == nil {
		return nil
	}
	return &api.PersonRef{Id: *id, Name: name}
}
