package training

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListFurtherPathways answers GET /people/{id}/further-pathways.
func (h *Handlers) ListFurtherPathways(ctx context.Context, r api.ListFurtherPathwaysRequestObject) (api.ListFurtherPathwaysResponseObject, error) {
	all, err := h.service.Further(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListFurtherPathways200JSONResponse(furtherJSON(all)), nil
}

// JoinFurtherPathway answers POST /people/{id}/further-pathways.
func (h *Handlers) JoinFurtherPathway(ctx context.Context, r api.JoinFurtherPathwayRequestObject) (api.JoinFurtherPathwayResponseObject, error) {
	by := access.ActorFrom(ctx)
	if err := h.service.Join(ctx, by, r.Id, r.Body.PathwayId, r.Body.StartsOn, strings.TrimSpace(given(r.Body.Reason))); err != nil {
		return nil, err
	}
	all, err := h.service.JoinedBy(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.JoinFurtherPathway200JSONResponse(furtherJSON(all)), nil
}

// LeaveFurtherPathway answers POST /people/{id}/further-pathways/{pathwayId}/leave.
func (h *Handlers) LeaveFurtherPathway(ctx context.Context, r api.LeaveFurtherPathwayRequestObject) (api.LeaveFurtherPathwayResponseObject, error) {
	by := access.ActorFrom(ctx)
	if err := h.service.Leave(ctx, by, r.Id, r.PathwayId, strings.TrimSpace(r.Body.Reason)); err != nil {
		return nil, err
	}
	all, err := h.service.JoinedBy(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.LeaveFurtherPathway200JSONResponse(furtherJSON(all)), nil
}

// ListWaitingLogBookEntries answers GET /log-book-entries.
func (h *Handlers) ListWaitingLogBookEntries(ctx context.Context, r api.ListWaitingLogBookEntriesRequestObject) (api.ListWaitingLogBookEntriesResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, logQueueSorts...)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.LogQueue(ctx, by, asked)
	if err != nil {
		return nil, err
	}
	return api.ListWaitingLogBookEntries200JSONResponse{
		Items: reference.Each(found, func(q QueuedEntry) api.QueuedLogBookEntry {
			return api.QueuedLogBookEntry{
				Entry: logEntryJSON(q.LogEntry, nil), Person: personJSON(q.Person.ID, q.Person.Name), PathwayId: q.Pathway.ID, Pathway: q.Pathway.Name,
				Milestone: api.MilestoneName{Key: string(q.Milestone), Title: q.Title}, Counted: q.Counted, Covering: coveringJSON(by, q.For),
			}
		}),
		Total: total, Next: asked.Next(total),
	}, nil
}

// GetFurtherProgress answers GET /people/{id}/further-pathways/{pathwayId}.
func (h *Handlers) GetFurtherProgress(ctx context.Context, r api.GetFurtherProgressRequestObject) (api.GetFurtherProgressResponseObject, error) {
	v, err := h.service.FurtherProgress(ctx, access.ActorFrom(ctx), r.Id, r.PathwayId)
	if err != nil {
		return nil, err
	}
	return api.GetFurtherProgress200JSONResponse(progressJSON(v)), nil
}

// GetLogBook answers GET /people/{id}/further-pathways/{pathwayId}/log-book.
func (h *Handlers) GetLogBook(ctx context.Context, r api.GetLogBookRequestObject) (api.GetLogBookResponseObject, error) {
	book, err := h.service.LogBook(ctx, access.ActorFrom(ctx), r.Id, r.PathwayId)
	if err != nil {
		return nil, err
	}
	v := book.View
	out := api.GetLogBook200JSONResponse{
		Person: personJSON(v.Person.ID, v.Person.Name), Pathway: roadJSON(*v.Road), MayAdd: book.MayAdd, ContentVisible: v.ContentVisible,
		Milestones: []api.LogBookMilestone{},
		Entries:    reference.Each(book.Entries, func(e LogEntry) api.LogBookEntry { return logEntryJSON(e, v.Names) }),
	}
	for _, m := range v.Progress.Milestones {
		if l := m.Logged; l.Asked() {
			out.Milestones = append(out.Milestones, api.LogBookMilestone{
				Key: string(m.Milestone.Key), Title: m.Milestone.Title, Counted: l.Counted, Number: l.Number, Confirmed: l.Confirmed, Waiting: l.Waiting,
				Source: l.Source, Open: !m.State.Settled(), MayDecide: slices.Contains(book.MayDecide, m.Milestone.Key),
			})
		}
	}
	return out, nil
}

// AddLogBookEntry answers POST /people/{id}/further-pathways/{pathwayId}/log-book.
func (h *Handlers) AddLogBookEntry(ctx context.Context, r api.AddLogBookEntryRequestObject) (api.AddLogBookEntryResponseObject, error) {
	kept, err := h.service.AddLogEntry(ctx, access.ActorFrom(ctx), r.Id, r.PathwayId, LogEntry{
		Milestone: MilestoneKey(r.Body.Milestone), DoneOn: r.Body.DoneOn, What: strings.TrimSpace(r.Body.What), Number: r.Body.Number,
		ForWhom: strings.TrimSpace(given(r.Body.ForWhom)),
	})
	if err != nil {
		return nil, err
	}
	return api.AddLogBookEntry201JSONResponse(logEntryJSON(kept, nil)), nil
}

// ConfirmLogBookEntry answers POST /log-book-entries/{id}/confirm.
func (h *Handlers) ConfirmLogBookEntry(ctx context.Context, r api.ConfirmLogBookEntryRequestObject) (api.ConfirmLogBookEntryResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.DecideLogEntry(ctx, by, r.Id, r.Body.Version, SignOff{Decision: DecisionSignedOff})
	if err != nil {
		return nil, err
	}
	return api.ConfirmLogBookEntry200JSONResponse(logEntryJSON(kept, namesOf(by))), nil
}

// ReturnLogBookEntry answers POST /log-book-entries/{id}/return.
func (h *Handlers) ReturnLogBookEntry(ctx context.Context, r api.ReturnLogBookEntryRequestObject) (api.ReturnLogBookEntryResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.DecideLogEntry(ctx, by, r.Id, r.Body.Version, SignOff{Decision: DecisionReturned, Reason: strings.TrimSpace(r.Body.Reason)})
	if err != nil {
		return nil, err
	}
	return api.ReturnLogBookEntry200JSONResponse(logEntryJSON(kept, namesOf(by))), nil
}

// namesOf gives the names of somebody and of those for whom they stand in.
func namesOf(by access.Actor) map[uuid.UUID]string {
	names := map[uuid.UUID]string{by.PersonID: by.Name}
	for _, c := range by.Covers() {
		names[c.ForID] = c.ForName
	}
	return names
}

func logEntryJSON(e LogEntry, names map[uuid.UUID]string) api.LogBookEntry {
	out := api.LogBookEntry{
		Id: e.ID, Milestone: string(e.Milestone), DoneOn: e.DoneOn, What: pointer(e.What), Number: e.Number, ForWhom: pointer(e.ForWhom),
		State: api.LogBookEntryState(e.state()), Version: e.Version,
	}
	if e.SignOff != nil {
		out.DecidedBy, out.DecidedAs = pointer(personJSON(e.SignOff.By, names[e.SignOff.By])), pointer(api.Signatory(e.SignOff.As.String()))
		out.DecidedOn, out.Reason = pointer(e.SignOff.On), pointer(e.SignOff.Reason)
		if e.SignOff.For != uuid.Nil {
			out.DecidedFor = pointer(personJSON(e.SignOff.For, names[e.SignOff.For]))
		}
	}
	return out
}

func furtherJSON(all FurtherPathways) api.FurtherPathways {
	return api.FurtherPathways{
		Person: personJSON(all.Person.ID, all.Person.Name), MayJoin: all.MayJoin,
		Joined: reference.Each(all.Joined, func(f Further) api.FurtherPathway {
			out := api.FurtherPathway{
				Pathway: roadJSON(f.Road), JoinedOn: f.JoinedOn, Because: f.Road.Because, Stage: stageJSON(f.Progress.Stage),
				Accreditation: accreditationJSON(f.Accreditation), Overdue: len(f.Progress.Overdue()), DueSoon: len(f.Progress.DueSoon()), Waiting: f.Waiting,
			}
			if next, ok := f.Progress.Next(); ok {
				out.Next = &api.MilestoneName{Key: string(next.Milestone.Key), Title: next.Milestone.Title}
				out.NextDueOn = pointer(next.DueOn)
			}
			return out
		}),
		Joinable: reference.Each(all.Joinable, func(j Joinable) api.JoinablePathway {
			return api.JoinablePathway{Pathway: roadJSON(j.Road), Refusal: pointer(j.Refusal)}
		}),
	}
}
