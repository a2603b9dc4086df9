package appraisal

import (
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/reference"
)

func sheetResponse(s Sheet) api.AppraisalSheetJSONResponse {
	return api.AppraisalSheetJSONResponse{Body: sheetJSON(s), Headers: api.AppraisalSheetResponseHeaders{ETag: etag(s)}}
}

func etag(s Sheet) *string {
	tag := httpapi.ETag(s.Version)
	return &tag
}

func sheetJSON(s Sheet) api.AppraisalSheet {
	view := api.AppraisalSheet{
		Meeting: meetingJSON(s.Listed), Agenda: reference.Each(s.Items, itemJSON), Notes: reference.Each(s.Notes, noteJSON),
		Actions: actionsJSON(s.Actions, s.today), Proposed: reference.Each(s.Proposed, proposalJSON), May: []api.AppraisalSheetMay{},
	}
	for _, m := range s.May {
		view.May = append(view.May, api.AppraisalSheetMay(m))
	}
	return view
}

func meetingJSON(l Listed) api.Appraisal {
	view := api.Appraisal{
		Id: l.ID, Person: personJSON(l.Person), Lead: personJSON(l.Lead), Kind: api.AppraisalKind(l.Kind.String()), State: api.AppraisalState(l.State.String()),
		PlannedOn: l.PlannedOn, HeldOn: dateJSON(l.HeldOn), PersonComment: l.PersonComment, LeadComment: l.LeadComment,
		PersonAcknowledgedAt: l.PersonAcknowledged, LeadAcknowledgedAt: l.LeadAcknowledged, CancelledBecause: l.CancelledBecause,
		OpenActions: l.OpenActions, Version: l.Version,
	}
	return view
}

func itemJSON(i placedItem) api.AgendaItem {
	return api.AgendaItem{
		Id: i.ID, Source: api.AgendaSource(i.Source.String()), Title: i.Title, Because: i.Because, Link: i.Link, Discussed: i.Discussed,
		RaisedBy: api.PersonRef{Id: i.RaisedBy, Name: i.RaisedByName},
	}
}

func noteJSON(n KeptNote) api.AppraisalNote {
	return api.AppraisalNote{
		Id: n.ID, Author: api.PersonRef{Id: n.AuthorID, Name: n.AuthorName}, Shared: n.Shared, Text: n.Text, CreatedAt: n.CreatedAt,
		UpdatedAt: n.UpdatedAt, Version: n.Version,
	}
}

func actionsJSON(all []KeptAction, today calendar.Date) []api.AgreedAction {
	return reference.Each(all, func(a KeptAction) api.AgreedAction { return actionJSON(a, today) })
}

func actionJSON(a KeptAction, today calendar.Date) api.AgreedAction {
	view := api.AgreedAction{
		Id: a.ID, MeetingId: a.MeetingID, MeetingKind: api.AppraisalKind(a.Kind.String()), MeetingOn: a.MeetingOn, Text: a.Text,
		Owner: personJSON(a.Owner), DueOn: a.DueOn, Overdue: a.Overdue(today), State: api.AgreedActionState(a.State.String()), Outcome: a.Outcome,
		EndedOn: dateJSON(a.EndedOn), MayEnd: a.MayEnd, Version: a.Version,
	}
	if a.EndedByName != "" {
		view.EndedBy = &a.EndedByName
	}
	return view
}

func proposalJSON(p Proposal) api.AgendaProposal {
	return api.AgendaProposal{Key: p.Key, Source: api.AgendaSource(p.Source.String()), Title: p.Title, Because: p.Because, Link: p.Link}
}

func dueJSON(d Due) api.AppraisalDue {
	return api.AppraisalDue{
		Kind: api.AppraisalKind(d.Kind.String()), State: api.AppraisalDueState(d.State.String()), LastOn: dateJSON(d.LastOn),
		PlannedOn: dateJSON(d.PlannedOn), DueOn: dateJSON(d.DueOn), Because: d.Because,
	}
}

func rowJSON(r Row) api.AppraisalCycleRow {
	return api.AppraisalCycleRow{
		Person: personJSON(r.Person), Team: r.Team, Appraisal: dueJSON(r.Appraisal), OneToOne: dueJSON(r.OneToOne), OpenActions: r.OpenActions,
		OverdueActions: r.Overdue,
	}
}

func cycleJSON(c Cycle) api.AppraisalCycle {
	return api.AppraisalCycle{
		StartsOn: dateJSON(c.StartsOn), Every: c.Every.ISO(), EveryWords: c.Every.String(), OneToOnesEvery: c.OneToOnesEvery.ISO(),
		OneToOnesEveryWords: c.OneToOnesEvery.String(), Reason: c.Reason, SetBy: c.SetBy,
	}
}

func personJSON(p Person) api.PersonRef { return api.PersonRef{Id: p.ID, Name: p.Name} }

func dateJSON(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

// given gives what a pointer points to, the zero value for none.
func given[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}
