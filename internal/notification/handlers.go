package notification

import (
	"context"
	"net/http"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the operations about notices, reminders, calendars, jobs and mail.
type Handlers struct {
	service *Service
	guard   *guard
}

// ListNotices answers GET /notices.
func (h *Handlers) ListNotices(ctx context.Context, r api.ListNoticesRequestObject) (api.ListNoticesResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, sorts...)
	if err != nil {
		return nil, err
	}
	var f Filter
	if r.Params.Group != nil {
		for group, name := range groupNames {
			if name == string(*r.Params.Group) {
				f.Group = group
			}
		}
	}
	if r.Params.Show != nil {
		f.Snoozed, f.New = *r.Params.Show == api.ListNoticesParamsShowSnoozed, *r.Params.Show == api.ListNoticesParamsShowNew
	}
	all, total, counts, err := h.service.Notices(ctx, access.ActorFrom(ctx), f, asked)
	if err != nil {
		return nil, err
	}
	return api.ListNotices200JSONResponse{Items: reference.Each(all, noticeJSON), Total: total, Next: asked.Next(total), Counts: countsJSON(counts)}, nil
}

func noticeJSON(n Notice) api.Notice {
	out := api.Notice{
		Key: n.Key, Kind: string(n.Kind), KindTitle: n.Kind.Title(), Group: api.NoticeGroup(n.Group.String()), Sentence: n.Sentence,
		Since: n.Since, DueOn: date(n.DueOn), Link: n.Link, Action: n.Kind.Action(), Seen: n.Seen, SnoozedUntil: date(n.SnoozedUntil),
	}
	if n.About != uuid.Nil {
		out.About = &api.PersonRef{Id: n.About, Name: n.AboutName}
	}
	return out
}

func date(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

func countsJSON(c Counts) api.NoticeCounts {
	return api.NoticeCounts{NeedsMe: c.NeedsMe, ComingUp: c.ComingUp, Information: c.Information, Unseen: c.Unseen, Snoozed: c.Snoozed}
}

// CountNotices answers GET /notices/count.
func (h *Handlers) CountNotices(ctx context.Context, _ api.CountNoticesRequestObject) (api.CountNoticesResponseObject, error) {
	counts, err := h.service.Count(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.CountNotices200JSONResponse(countsJSON(counts)), nil
}

// MarkNoticesSeen answers POST /notices/seen.
func (h *Handlers) MarkNoticesSeen(ctx context.Context, r api.MarkNoticesSeenRequestObject) (api.MarkNoticesSeenResponseObject, error) {
	if err := h.service.MarkSeen(ctx, access.ActorFrom(ctx), r.Body.Keys); err != nil {
		return nil, err
	}
	return api.MarkNoticesSeen204Response{}, nil
}

// SnoozeNotice answers POST /notices/snooze.
func (h *Handlers) SnoozeNotice(ctx context.Context, r api.SnoozeNoticeRequestObject) (api.SnoozeNoticeResponseObject, error) {
	var until calendar.Date
	if r.Body.Until != nil {
		until = *r.Body.Until
	}
	if err := h.service.Snooze(ctx, access.ActorFrom(ctx), r.Body.Key, until); err != nil {
		return nil, err
	}
	return api.SnoozeNotice204Response{}, nil
}

// RefreshBell has the numbers beside the bell of whoever changes something reckoned anew.
func (h *Handlers) RefreshBell(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		err := next(c)
		if method := c.Request().Method; method != http.MethodGet && method != http.MethodHead {
			h.service.Forget(access.ActorFrom(c.Request().Context()).PersonID)
		}
		return err
	}
}

// GetReminders answers GET /me/reminders.
func (h *Handlers) GetReminders(ctx context.Context, _ api.GetRemindersRequestObject) (api.GetRemindersResponseObject, error) {
	r, err := h.service.Reminders(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.GetReminders200JSONResponse{Body: remindersJSON(r), Headers: api.GetReminders200ResponseHeaders{ETag: etag(r.Version)}}, nil
}

// ChangeReminders answers PUT /me/reminders.
func (h *Handlers) ChangeReminders(ctx context.Context, r api.ChangeRemindersRequestObject) (api.ChangeRemindersResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	chosen, err := h.service.Choose(ctx, access.ActorFrom(ctx), version, r.Body.Digest == api.ReminderChoiceDigestWeekly, r.Body.Weekday, r.Body.Lapses)
	if err != nil {
		return nil, err
	}
	return api.ChangeReminders200JSONResponse{Body: remindersJSON(chosen), Headers: api.ChangeReminders200ResponseHeaders{ETag: etag(chosen.Version)}}, nil
}

func remindersJSON(r Reminders) api.Reminders {
	digest := api.RemindersDigestOff
	if r.Weekly {
		digest = api.RemindersDigestWeekly
	}
	return api.Reminders{
		Digest: digest, Weekday: (int(r.Weekday)+6)%7 + 1, Lapses: r.Lapses, MailSent: r.MailSent, Address: r.Address, AddressBroken: r.Broken,
		Sentence: r.Sentence, Version: r.Version,
	}
}

func etag(version int) *string {
	tag := httpapi.ETag(version)
	return &tag
}

// GetCalendarAddress answers GET /me/calendar.
func (h *Handlers) GetCalendarAddress(ctx context.Context, _ api.GetCalendarAddressRequestObject) (api.GetCalendarAddressResponseObject, error) {
	a, err := h.service.CalendarAddress(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	out := api.GetCalendarAddress200JSONResponse{Active: a.Active, FetchedAt: a.FetchedAt}
	if a.Active {
		out.CreatedAt = &a.CreatedAt
	}
	return out, nil
}

// MakeCalendarAddress answers POST /me/calendar.
func (h *Handlers) MakeCalendarAddress(ctx context.Context, _ api.MakeCalendarAddressRequestObject) (api.MakeCalendarAddressResponseObject, error) {
	address, at, err := h.service.MakeCalendarAddress(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.MakeCalendarAddress201JSONResponse{Address: address, CreatedAt: at}, nil
}

// RemoveCalendarAddress answers DELETE /me/calendar.
func (h *Handlers) RemoveCalendarAddress(ctx context.Context, _ api.RemoveCalendarAddressRequestObject) (api.RemoveCalendarAddressResponseObject, error) {
	if err := h.service.RemoveCalendarAddress(ctx, access.ActorFrom(ctx)); err != nil {
		return nil, err
	}
	return api.RemoveCalendarAddress204Response{}, nil
}

// GetTargetRole answers GET /me/target-role.
func (h *Handlers) GetTargetRole(ctx context.Context, _ api.GetTargetRoleRequestObject) (api.GetTargetRoleResponseObject, error) {
	t, err := h.service.Target(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.GetTargetRole200JSONResponse(targetJSON(t)), nil
}

// ChooseTargetRole answers PUT /me/target-role.
func (h *Handlers) ChooseTargetRole(ctx context.Context, r api.ChooseTargetRoleRequestObject) (api.ChooseTargetRoleResponseObject, error) {
	role := uuid.Nil
	if r.Body.RoleId != nil {
		role = *r.Body.RoleId
	}
	t, err := h.service.ChooseTarget(ctx, access.ActorFrom(ctx), role)
	if err != nil {
		return nil, err
	}
	return api.ChooseTargetRole200JSONResponse(targetJSON(t)), nil
}

func targetJSON(t TargetRole) api.TargetRole {
	if t.RoleID == uuid.Nil {
		return api.TargetRole{}
	}
	return api.TargetRole{Role: &api.NamedRef{Id: t.RoleID, Name: t.Title}, ChosenOn: date(t.ChosenOn)}
}
