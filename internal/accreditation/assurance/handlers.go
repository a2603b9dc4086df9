package assurance

import (
	"context"
	"mime"
	"net/http"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/spreadsheet"
)

// Handlers answer the operations about assurance.
type Handlers struct{ service *Service }

// Routes adds the download of packs to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) { g.GET("/training-assurance/pack", h.downloadPack) }

func (h *Handlers) downloadPack(c echo.Context) error {
	var team *uuid.UUID
	if text := c.QueryParam("teamId"); text != "" {
		id, err := uuid.Parse(text)
		if err != nil {
			return apperr.NotFound("team")
		}
		team = &id
	}
	ctx := c.Request().Context()
	by := access.ActorFrom(ctx)
	write := writePDF
	if c.QueryParam("format") == "xlsx" {
		write = writeXLSX
	}
	content, err := h.service.Pack(ctx, by, team, c.QueryParam("edition"), write)
	if err != nil {
		return err
	}
	if c.QueryParam("format") == "xlsx" {
		return spreadsheet.Send(c, fileName(by.Today), spreadsheet.XLSX, content)
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": fileName(by.Today) + ".pdf"}))
	header.Set(echo.HeaderXContentTypeOptions, "nosniff")
	return c.Blob(http.StatusOK, "application/pdf", content)
}

// GetTrainingAssurance answers GET /training-assurance.
func (h *Handlers) GetTrainingAssurance(ctx context.Context, r api.GetTrainingAssuranceRequestObject) (api.GetTrainingAssuranceResponseObject, error) {
	edition := ""
	if r.Params.Edition != nil {
		edition = *r.Params.Edition
	}
	found, err := h.service.Report(ctx, access.ActorFrom(ctx), r.Params.TeamId, edition)
	if err != nil {
		return nil, err
	}
	return api.GetTrainingAssurance200JSONResponse{
		Edition: editionJSON(found.Edition), Editions: reference.Each(found.Editions, editionJSON), DataOn: found.On,
		Teams: reference.Each(found.Teams, teamJSON), Items: reference.Each(found.Lines, lineJSON), Total: len(found.Lines),
	}, nil
}

func editionJSON(e Edition) api.AssuranceEdition {
	return api.AssuranceEdition{
		Key: e.Key, Title: e.Title, From: e.From, Source: e.Source, StandardsCourse: e.Headings.StandardsCourse, Refresher: e.Headings.Refresher,
		Exemptions: e.Headings.Exemptions,
	}
}

func teamJSON(t Team) api.AssuranceTeam {
	return api.AssuranceTeam{
		Team: api.NamedRef{Id: t.ID, Name: t.Name}, People: t.People, InTime: t.Starts[StartInTime], Late: t.Starts[StartLate],
		Missing: t.Starts[StartMissing], Open: t.Starts[StartOpen], Current: t.Refreshers["current"], RefresherDue: t.Refreshers["refresher_due"],
		Lapsed: t.Refreshers["lapsed"], Exemptions: t.Exemptions,
	}
}

func lineJSON(l Line) api.AssuranceLine {
	return api.AssuranceLine{
		Person: api.PersonRef{Id: l.ID, Name: l.Name}, Team: api.NamedRef{Id: l.TeamID, Name: l.Team}, EmployedOn: l.EmployedOn, LimitOn: l.LimitOn,
		StartedOn: dateJSON(l.StartedOn), Start: api.AssuranceStart(l.Start.String()), Because: l.Because,
		Accreditation: api.AccreditationStatus(l.Accreditation), RefresherDueOn: dateJSON(l.RefresherDueOn), RefresherBecause: l.RefresherWhy,
		Exemptions: reference.Each(l.Exemptions, func(e Exemption) api.AssuranceExemption {
			return api.AssuranceExemption{Milestone: e.Milestone, Title: e.Title, Reason: e.Reason, By: e.By, On: e.On}
		}),
	}
}

func dateJSON(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}
