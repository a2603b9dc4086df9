package course

import (
	"context"
	"strings"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the operations about courses and cohorts.
type Handlers struct{ service *Service }

// ListCourses answers GET /courses.
func (h *Handlers) ListCourses(ctx context.Context, r api.ListCoursesRequestObject) (api.ListCoursesResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, eventSorts...)
	if err != nil {
		return nil, err
	}
	f := Filter{Request: asked, Past: given(r.Params.Past), Kind: parse[Kind](kindNames, string(given(r.Params.Kind)))}
	if f.Past && given(r.Params.Sort) == "" {
		f.Descending = true
	}
	found, total, err := h.service.Events(ctx, access.ActorFrom(ctx), f)
	if err != nil {
		return nil, err
	}
	return api.ListCourses200JSONResponse{Items: reference.Each(found, eventJSON), Total: total, Next: asked.Next(total)}, nil
}

// ListBookablePeople answers GET /bookable-people.
func (h *Handlers) ListBookablePeople(ctx context.Context, r api.ListBookablePeopleRequestObject) (api.ListBookablePeopleResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, nil, r.Params.Cursor, r.Params.Limit, "name")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Bookable(ctx, access.ActorFrom(ctx), asked)
	if err != nil {
		return nil, err
	}
	return api.ListBookablePeople200JSONResponse{
		Items: reference.Each(found, func(p Bookable) api.BookablePerson { return api.BookablePerson{Id: p.ID, Name: p.Name, Team: p.Team} }),
		Total: total, Next: asked.Next(total),
	}, nil
}

// AddCourse answers POST /courses.
func (h *Handlers) AddCourse(ctx context.Context, r api.AddCourseRequestObject) (api.AddCourseResponseObject, error) {
	d, err := h.service.Add(ctx, access.ActorFrom(ctx), content(*r.Body))
	return api.AddCourse201JSONResponse{CourseDetailJSONResponse: detail(d)}, err
}

// GetCourse answers GET /courses/{id}.
func (h *Handlers) GetCourse(ctx context.Context, r api.GetCourseRequestObject) (api.GetCourseResponseObject, error) {
	d, err := h.service.Event(ctx, access.ActorFrom(ctx), r.Id)
	return api.GetCourse200JSONResponse{CourseDetailJSONResponse: detail(d)}, err
}

// EditCourse answers PUT /courses/{id}.
func (h *Handlers) EditCourse(ctx context.Context, r api.EditCourseRequestObject) (api.EditCourseResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	d, err := h.service.Edit(ctx, access.ActorFrom(ctx), r.Id, version, content(*r.Body))
	return api.EditCourse200JSONResponse{CourseDetailJSONResponse: detail(d)}, err
}

// CancelCourse answers POST /courses/{id}/cancel.
func (h *Handlers) CancelCourse(ctx context.Context, r api.CancelCourseRequestObject) (api.CancelCourseResponseObject, error) {
	d, err := h.service.Cancel(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.Reason)
	return api.CancelCourse200JSONResponse{CourseDetailJSONResponse: detail(d)}, err
}

// BookCourse answers POST /courses/{id}/bookings.
func (h *Handlers) BookCourse(ctx context.Context, r api.BookCourseRequestObject) (api.BookCourseResponseObject, error) {
	d, err := h.service.Book(ctx, access.ActorFrom(ctx), r.Id, given(r.Body.PersonIds), r.Body.CohortId)
	return api.BookCourse201JSONResponse{CourseDetailJSONResponse: detail(d)}, err
}

// MarkAttendance answers POST /courses/{id}/attendance.
func (h *Handlers) MarkAttendance(ctx context.Context, r api.MarkAttendanceRequestObject) (api.MarkAttendanceResponseObject, error) {
	marks := make([]Mark, len(r.Body.Items))
	for i, item := range r.Body.Items {
		marks[i] = Mark{BookingID: item.BookingId, Attended: item.Attended}
	}
	d, err := h.service.MarkAttendance(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, marks)
	return api.MarkAttendance200JSONResponse{CourseDetailJSONResponse: detail(d)}, err
}

// WithdrawBooking answers POST /course-bookings/{id}/withdraw.
func (h *Handlers) WithdrawBooking(ctx context.Context, r api.WithdrawBookingRequestObject) (api.WithdrawBookingResponseObject, error) {
	d, err := h.service.Withdraw(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version)
	return api.WithdrawBooking200JSONResponse{CourseDetailJSONResponse: detail(d)}, err
}

// ListCohorts answers GET /cohorts.
func (h *Handlers) ListCohorts(ctx context.Context, _ api.ListCohortsRequestObject) (api.ListCohortsResponseObject, error) {
	found, err := h.service.Cohorts(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListCohorts200JSONResponse{Items: reference.Each(found, cohortJSON), Total: len(found)}, nil
}

// AddCohort answers POST /cohorts.
func (h *Handlers) AddCohort(ctx context.Context, r api.AddCohortRequestObject) (api.AddCohortResponseObject, error) {
	c, err := h.service.AddCohort(ctx, access.ActorFrom(ctx), Cohort{Name: strings.TrimSpace(r.Body.Name), StartsOn: r.Body.StartsOn}, r.Body.PersonIds)
	if err != nil {
		return nil, err
	}
	return api.AddCohort201JSONResponse{Body: cohortJSON(c), Headers: api.AddCohort201ResponseHeaders{ETag: etag(c.Version)}}, nil
}

// EditCohort answers PUT /cohorts/{id}.
func (h *Handlers) EditCohort(ctx context.Context, r api.EditCohortRequestObject) (api.EditCohortResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	c := Cohort{ID: r.Id, Name: strings.TrimSpace(r.Body.Name), StartsOn: r.Body.StartsOn}
	kept, err := h.service.EditCohort(ctx, access.ActorFrom(ctx), c, version, r.Body.PersonIds)
	if err != nil {
		return nil, err
	}
	return api.EditCohort200JSONResponse{Body: cohortJSON(kept), Headers: api.EditCohort200ResponseHeaders{ETag: etag(kept.Version)}}, nil
}

func content(c api.CourseContent) Event {
	return Event{
		Kind: parse[Kind](kindNames, string(c.Kind)), Title: strings.TrimSpace(c.Title), StartsOn: c.StartsOn, EndsOn: c.EndsOn,
		Place: strings.TrimSpace(given(c.Place)), Provider: strings.TrimSpace(given(c.Provider)), Places: c.Places, Note: strings.TrimSpace(given(c.Note)),
	}
}

func detail(d Detail) api.CourseDetailJSONResponse {
	return api.CourseDetailJSONResponse{
		Body: api.CourseDetail{
			Course: eventJSON(d.Listed), Bookings: reference.Each(d.Bookings, bookingJSON), MayManage: d.MayManage, MayMark: d.MayMark, MayBook: d.MayBook,
		},
		Headers: api.CourseDetailResponseHeaders{ETag: etag(d.Version)},
	}
}

func eventJSON(l Listed) api.Course {
	view := api.Course{
		Id: l.ID, Kind: api.CourseKind(l.Kind.String()), Title: l.Title, StartsOn: l.StartsOn, EndsOn: l.EndsOn, Place: l.Place, Provider: l.Provider,
		Places: l.Places, Booked: l.Booked, Waiting: l.Waiting, Note: l.Note, State: api.CourseState(l.State.String()),
		CancelledBecause: l.CancelledBecause, Version: l.Version,
	}
	if milestone := l.Milestone(); milestone != "" {
		view.Milestone = &milestone
	}
	if l.Mine != 0 {
		mine := api.CourseBookingState(l.Mine.String())
		view.Mine = &mine
	}
	return view
}

func bookingJSON(b KeptBooking) api.CourseBooking {
	return api.CourseBooking{
		Id: b.ID, Person: api.PersonRef{Id: b.Person.ID, Name: b.Person.Name}, Team: b.Team, State: api.CourseBookingState(b.State.String()),
		Outcome: b.Outcome, BookedBy: b.BookedByName, MayWithdraw: b.MayWithdraw, Version: b.Version,
	}
}

func cohortJSON(c KeptCohort) api.Cohort {
	return api.Cohort{
		Id: c.ID, Name: c.Name, StartsOn: c.StartsOn, Size: c.Size, Version: c.Version,
		Members: reference.Each(c.Members, func(p Person) api.PersonRef { return api.PersonRef{Id: p.ID, Name: p.Name} }),
	}
}

func etag(version int) *string {
	tag := httpapi.ETag(version)
	return &tag
}

// given gives what a pointer points to, the zero value for none.
func given[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}
