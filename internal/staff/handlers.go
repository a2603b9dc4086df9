package staff

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
)

// Handlers answer the operations tagged staff.
type Handlers struct{ service *Service }

// ListPeople answers GET /people.
func (h *Handlers) ListPeople(ctx context.Context, r api.ListPeopleRequestObject) (api.ListPeopleResponseObject, error) {
	p, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, peopleSorts...)
	if err != nil {
		return nil, err
	}
	f := PeopleFilter{State: WorksHere, TeamID: deref(r.Params.TeamId), RoleID: deref(r.Params.RoleId)}
	switch deref(r.Params.State) {
	case api.ListPeopleParamsStateLeft:
		f.State = HasLeft
	case api.ListPeopleParamsStateAll:
		f.State = Everybody
	}
	by := access.ActorFrom(ctx)
	people, total, err := h.service.People(ctx, by, f, p)
	if err != nil {
		return nil, err
	}
	answer := api.ListPeople200JSONResponse{Items: make([]api.PersonSummary, len(people)), Total: total, Next: p.Next(total)}
	for i, person := range people {
		answer.Items[i] = api.PersonSummary{
			Id: person.ID, Name: person.Name, Email: person.Email, LeftOn: pointer(person.LeftOn), Account: accountFor(by, person),
		}
		if person.Current != nil {
			current := appointment(*person.Current)
			answer.Items[i].Appointment = &current
		}
	}
	return answer, nil
}

// CreatePerson answers POST /people.
func (h *Handlers) CreatePerson(ctx context.Context, r api.CreatePersonRequestObject) (api.CreatePersonResponseObject, error) {
	by := access.ActorFrom(ctx)
	record, err := h.service.CreatePerson(ctx, by, details(*r.Body))
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(record.Version)
	return api.CreatePerson201JSONResponse{Body: detail(by, record), Headers: api.CreatePerson201ResponseHeaders{ETag: &tag}}, nil
}

// GetPerson answers GET /people/{id}.
func (h *Handlers) GetPerson(ctx context.Context, r api.GetPersonRequestObject) (api.GetPersonResponseObject, error) {
	by := access.ActorFrom(ctx)
	record, err := h.service.Person(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(record.Version)
	return api.GetPerson200JSONResponse{Body: detail(by, record), Headers: api.GetPerson200ResponseHeaders{ETag: &tag}}, nil
}

// EditPerson answers PATCH /people/{id}.
func (h *Handlers) EditPerson(ctx context.Context, r api.EditPersonRequestObject) (api.EditPersonResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	record, err := h.service.EditPerson(ctx, by, r.Id, version, details(*r.Body))
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(record.Version)
	return api.EditPerson200JSONResponse{Body: detail(by, record), Headers: api.EditPerson200ResponseHeaders{ETag: &tag}}, nil
}

// RecordLeaving answers POST /people/{id}/leave.
func (h *Handlers) RecordLeaving(ctx context.Context, r api.RecordLeavingRequestObject) (api.RecordLeavingResponseObject, error) {
	by := access.ActorFrom(ctx)
	record, err := h.service.RecordLeaving(ctx, by, r.Id, r.Body.LeftOn, r.Body.Version)
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(record.Version)
	return api.RecordLeaving200JSONResponse{Body: detail(by, record), Headers: api.RecordLeaving200ResponseHeaders{ETag: &tag}}, nil
}

// RecordRejoining answers POST /people/{id}/rejoin.
func (h *Handlers) RecordRejoining(ctx context.Context, r api.RecordRejoiningRequestObject) (api.RecordRejoiningResponseObject, error) {
	by := access.ActorFrom(ctx)
	record, err := h.service.RecordRejoining(ctx, by, r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(record.Version)
	return api.RecordRejoining200JSONResponse{Body: detail(by, record), Headers: api.RecordRejoining200ResponseHeaders{ETag: &tag}}, nil
}

// AddAppointment answers POST /people/{id}/appointments.
func (h *Handlers) AddAppointment(ctx context.Context, r api.AddAppointmentRequestObject) (api.AddAppointmentResponseObject, error) {
	asked, err := post(*r.Body)
	if err != nil {
		return nil, err
	}
	a, err := h.service.AddAppointment(ctx, access.ActorFrom(ctx), r.Id, asked)
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(a.Version)
	return api.AddAppointment201JSONResponse{Body: appointment(a), Headers: api.AddAppointment201ResponseHeaders{ETag: &tag}}, nil
}

// EditAppointment answers PATCH /appointments/{id}.
func (h *Handlers) EditAppointment(ctx context.Context, r api.EditAppointmentRequestObject) (api.EditAppointmentResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	asked, err := post(*r.Body)
	if err != nil {
		return nil, err
	}
	a, err := h.service.EditAppointment(ctx, access.ActorFrom(ctx), r.Id, version, asked)
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(a.Version)
	return api.EditAppointment200JSONResponse{Body: appointment(a), Headers: api.EditAppointment200ResponseHeaders{ETag: &tag}}, nil
}

// AddAssignment answers POST /people/{id}/assignments.
func (h *Handlers) AddAssignment(ctx context.Context, r api.AddAssignmentRequestObject) (api.AddAssignmentResponseObject, error) {
	a, err := h.service.AddAssignment(ctx, access.ActorFrom(ctx), Assignment{
		PersonID: r.Id, Assignee: Ref{ID: r.Body.AssigneeId}, Kind: ParseAssignmentKind(string(r.Body.Kind)),
		StartsOn: r.Body.StartsOn, EndsOn: deref(r.Body.EndsOn),
	})
	if err != nil {
		return nil, err
	}
	return api.AddAssignment201JSONResponse(assignment(a)), nil
}

// EndAssignment answers POST /assignments/{id}/end.
func (h *Handlers) EndAssignment(ctx context.Context, r api.EndAssignmentRequestObject) (api.EndAssignmentResponseObject, error) {
	a, err := h.service.EndAssignment(ctx, access.ActorFrom(ctx), r.Id, r.Body.EndsOn)
	if err != nil {
		return nil, err
	}
	return api.EndAssignment200JSONResponse(assignment(a)), nil
}

// ListAssignees answers GET /assignees.
func (h *Handlers) ListAssignees(ctx context.Context, r api.ListAssigneesRequestObject) (api.ListAssigneesResponseObject, error) {
	p, err := page.Parse(r.Params.Q, nil, r.Params.Cursor, r.Params.Limit, "name")
	if err != nil {
		return nil, err
	}
	people, total, err := h.service.Assignees(ctx, access.ActorFrom(ctx), ParseAssignmentKind(string(r.Params.Kind)), p)
	if err != nil {
		return nil, err
	}
	answer := api.ListAssignees200JSONResponse{Items: make([]api.PersonRef, len(people)), Total: total, Next: p.Next(total)}
	for i, person := range people {
		answer.Items[i] = api.PersonRef{Id: person.ID, Name: person.Name}
	}
	return answer, nil
}

func details(in api.PersonInput) Details { return Details{Name: in.Name, Email: in.Email} }

func post(in api.AppointmentInput) (Post, error) {
	wte, err := WTEOf(in.Wte)
	return Post{
		RoleID: in.RoleId, Band: Band(in.Band), TeamID: in.TeamId, LineManagerID: deref(in.LineManagerId), WTE: wte,
		Annex21:  Band(deref(in.Annex21Band)),
		StartsOn: in.StartsOn, EndsOn: deref(in.EndsOn),
	}, err
}

func detail(by access.Actor, r Record) api.PersonDetail {
	answer := api.PersonDetail{
		Id: r.ID, Name: r.Name, Email: r.Email, LeftOn: pointer(r.LeftOn), Version: r.Version, Account: accountFor(by, r.Person),
		Appointments: make([]api.Appointment, len(r.Appointments)), Assignments: make([]api.Assignment, len(r.Assignments)),
		May: make([]string, len(r.May)),
	}
	for i, a := range r.Appointments {
		answer.Appointments[i] = appointment(a)
	}
	for i, a := range r.Assignments {
		answer.Assignments[i] = assignment(a)
	}
	for i, permission := range r.May {
		answer.May[i] = string(permission)
	}
	return answer
}

// accountFor tells the state of an account to those who manage people only.
func accountFor(by access.Actor, p Person) *api.AccountState {
	if !by.May("people.manage") {
		return nil
	}
	state := api.AccountState(p.Account.String())
	return &state
}

func appointment(a Appointment) api.Appointment {
	answer := api.Appointment{
		Id: a.ID, Role: api.NamedRef{Id: a.RoleID, Name: a.RoleTitle}, Band: api.AppointmentBand(a.Band),
		Team: api.NamedRef{Id: a.TeamID, Name: a.TeamName}, Wte: float64(a.WTE) / float64(FullTime),
		StartsOn: a.StartsOn, EndsOn: pointer(a.EndsOn), Version: a.Version,
	}
	if a.Annex21 != "" {
		band := string(a.Annex21)
		answer.Annex21Band = &band
	}
	if a.LineManagerID != uuid.Nil {
		answer.LineManager = &api.PersonRef{Id: a.LineManagerID, Name: a.LineManagerName}
	}
	return answer
}

func assignment(a Assignment) api.Assignment {
	return api.Assignment{
		Id: a.ID, PersonId: a.PersonID, Kind: api.AssignmentKind(a.Kind.String()), StartsOn: a.StartsOn, EndsOn: pointer(a.EndsOn),
		Assignee: api.PersonRef{Id: a.Assignee.ID, Name: a.Assignee.Name},
	}
}

// pointer leaves a field out of the answer when it has no value.
func pointer[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

// deref gives the zero value for a field that was left out.
func deref[T any](v *T) T {
	var none T
	if v == nil {
		return none
	}
	return *v
}
