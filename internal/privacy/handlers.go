package privacy

import (
	"context"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// transferTime is how long a copy may take over a slow line.
const transferTime = 10 * time.Minute

// Handlers answers the feature's operations.
type Handlers struct{ service *Service }

// Routes adds the download, which is a stream, to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) {
	g.GET("/subject-archives/:id/content", h.download)
}

// GetPrivacyNotice answers GET /privacy-notice.
func (h *Handlers) GetPrivacyNotice(ctx context.Context, _ api.GetPrivacyNoticeRequestObject) (api.GetPrivacyNoticeResponseObject, error) {
	n, err := h.service.Notice(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	kept := map[Kind]string{}
	for _, r := range n.Rules {
		kept[r.Kind] = Sentence(r.Rule)
		if r.Most != r.Period {
			kept[r.Kind] = r.Period.String() + " to " + r.Most.String() + " " + r.Kind.Counts() + ", by organisation"
		}
	}
	return api.GetPrivacyNotice200JSONResponse{
		Organisation: n.Organisation, Contact: n.Contact,
		Areas: reference.Each(Areas(), func(a Area) api.PrivacyArea {
			t := a.Telling()
			return api.PrivacyArea{Key: t.Key, Title: t.Title, What: t.What, Why: t.Why, From: t.From, SeenBy: t.SeenBy, Kept: kept[t.Kept]}
		}),
		Rules: reference.Each(n.Rules, func(r NoticeRule) api.PrivacyRule {
			return api.PrivacyRule{Kind: r.Kind.String(), Title: r.Kind.Title(), Does: r.Kind.Does(), Kept: kept[r.Kind], Reason: r.Reason, Source: r.Source}
		}),
	}, nil
}

// AskForSubjectArchive answers POST /people/{id}/subject-archives.
func (h *Handlers) AskForSubjectArchive(ctx context.Context, r api.AskForSubjectArchiveRequestObject) (api.AskForSubjectArchiveResponseObject, error) {
	reason := ""
	if r.Body.Reason != nil {
		reason = *r.Body.Reason
	}
	by := access.ActorFrom(ctx)
	made, err := h.service.AskForArchive(ctx, by, r.Id, reason)
	if err != nil {
		return nil, err
	}
	return api.AskForSubjectArchive201JSONResponse(archiveJSON(made, by)), nil
}

// ListSubjectArchives answers GET /subject-archives.
func (h *Handlers) ListSubjectArchives(ctx context.Context, r api.ListSubjectArchivesRequestObject) (api.ListSubjectArchivesResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "requestedAt")
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.Archives(ctx, by, asked)
	if err != nil {
		return nil, err
	}
	return api.ListSubjectArchives200JSONResponse{
		Items: reference.Each(found, func(a ArchiveView) api.SubjectArchive { return archiveJSON(a, by) }), Total: total, Next: asked.Next(total),
	}, nil
}

// GetSubjectArchive answers GET /subject-archives/{id}.
func (h *Handlers) GetSubjectArchive(ctx context.Context, r api.GetSubjectArchiveRequestObject) (api.GetSubjectArchiveResponseObject, error) {
	by := access.ActorFrom(ctx)
	a, err := h.service.Archive(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetSubjectArchive200JSONResponse(archiveJSON(a, by)), nil
}

// RemoveSubjectArchive answers DELETE /subject-archives/{id}.
func (h *Handlers) RemoveSubjectArchive(ctx context.Context, r api.RemoveSubjectArchiveRequestObject) (api.RemoveSubjectArchiveResponseObject, error) {
	if err := h.service.RemoveArchive(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.RemoveSubjectArchive204Response{}, nil
}

func (h *Handlers) download(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("copy of a record")
	}
	ctx := c.Request().Context()
	a, content, err := h.service.OpenArchive(ctx, access.ActorFrom(ctx), id)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(transferTime))
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": "bandwise-record-" + a.RequestedAt.Format(time.DateOnly) + ".zip"}))
	header.Set(echo.HeaderContentLength, strconv.FormatInt(a.Size, 10))
	header.Set(echo.HeaderXContentTypeOptions, "nosniff")
	header.Set(echo.HeaderContentSecurityPolicy, "sandbox; default-src 'none'")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	return c.Stream(http.StatusOK, "application/zip", content)
}

func archiveJSON(a ArchiveView, by access.Actor) api.SubjectArchive {
	return api.SubjectArchive{
		Id: a.ID, Person: api.PersonRef{Id: a.PersonID, Name: a.PersonName}, Mine: a.PersonID == by.PersonID, Reason: a.Reason,
		State: api.SubjectArchiveState(a.State), Done: a.Done, Total: a.Total, Failure: a.Failure, Rows: a.RowCount, Files: a.FileCount, Size: a.Size,
		RequestedAt: a.RequestedAt, FinishedAt: a.FinishedAt, ExpiresAt: a.ExpiresAt, DownloadedAt: a.DownloadedAt, RemovedAt: a.RemovedAt,
	}
}
