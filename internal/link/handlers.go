package link

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the operations about links, coverage and the ladder.
type Handlers struct{ service *Service }

// ListLinks answers GET /links.
func (h *Handlers) ListLinks(ctx context.Context, r api.ListLinksRequestObject) (api.ListLinksResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "skill", "band")
	if err != nil {
		return nil, err
	}
	filter, err := filterOf(r.Params.Code, r.Params.State)
	if err != nil {
		return nil, err
	}
	filter.Level, filter.ProfileID = Level(value(r.Params.Level)), value(r.Params.ProfileId)
	found, total, gaps, err := h.service.Links(ctx, access.ActorFrom(ctx), SkillLevel, filter, asked)
	if err != nil {
		return nil, err
	}
	return api.ListLinks200JSONResponse{
		Total: total, Next: asked.Next(total), Unlinked: reference.Each(gaps, gapJSON),
		Items: reference.Each(found, func(l Link) api.Link {
			return api.Link{
				Id: l.ID, Code: l.Code, Skill: l.Skill, Level: int(l.Level), ProfileId: l.Profile.ID, ProfileTitle: l.Profile.Title,
				Band: l.BandText, Reason: l.Reason, Sources: sourcesJSON(l.Sources), Own: l.Own, State: api.LinkState(l.State.String()),
				StateReason: l.StateReason, Version: l.Version,
			}
		}),
	}, nil
}

// ListAspectLinks answers GET /aspect-links.
func (h *Handlers) ListAspectLinks(ctx context.Context, r api.ListAspectLinksRequestObject) (api.ListAspectLinksResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "aspect", "factor")
	if err != nil {
		return nil, err
	}
	filter, err := filterOf(r.Params.Code, r.Params.State)
	if err != nil {
		return nil, err
	}
	filter.Factor = FactorNo(value(r.Params.Factor))
	found, total, gaps, err := h.service.Links(ctx, access.ActorFrom(ctx), Aspect, filter, asked)
	if err != nil {
		return nil, err
	}
	return api.ListAspectLinks200JSONResponse{
		Total: total, Next: asked.Next(total), Unlinked: reference.Each(gaps, aspectGapJSON),
		Items: reference.Each(found, func(l Link) api.AspectLink {
			return api.AspectLink{
				Id: l.ID, Code: l.Code, Skill: l.Skill, Aspect: l.Aspect, Factor: int(l.Factor), FactorName: l.FactorName, Reason: l.Reason,
				Sources: sourcesJSON(l.Sources), Own: l.Own, State: api.LinkState(l.State.String()), StateReason: l.StateReason, Version: l.Version,
			}
		}),
	}, nil
}

func filterOf(code *string, state *api.LinkStateFilter) (f Filter, err error) {
	f.Code = value(code)
	if state != nil {
		f.State, err = ParseState(string(*state))
	}
	return f, err
}

// GetOwnLink answers GET /own-links/{id}.
func (h *Handlers) GetOwnLink(ctx context.Context, r api.GetOwnLinkRequestObject) (api.GetOwnLinkResponseObject, error) {
	l, err := h.service.Own(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetOwnLink200JSONResponse{Body: ownJSON(l), Headers: api.GetOwnLink200ResponseHeaders{ETag: etag(l)}}, nil
}

// CreateLink answers POST /own-links.
func (h *Handlers) CreateLink(ctx context.Context, r api.CreateLinkRequestObject) (api.CreateLinkResponseObject, error) {
	wish, err := linkOf(r.Body)
	if err != nil {
		return nil, err
	}
	l, err := h.service.Create(ctx, access.ActorFrom(ctx), wish)
	if err != nil {
		return nil, err
	}
	return api.CreateLink201JSONResponse{Body: ownJSON(l), Headers: api.CreateLink201ResponseHeaders{ETag: etag(l)}}, nil
}

// EditLink answers PUT /own-links/{id}.
func (h *Handlers) EditLink(ctx context.Context, r api.EditLinkRequestObject) (api.EditLinkResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	wish, err := linkOf(r.Body)
	if err != nil {
		return nil, err
	}
	l, err := h.service.Edit(ctx, access.ActorFrom(ctx), r.Id, version, wish)
	if err != nil {
		return nil, err
	}
	return api.EditLink200JSONResponse{Body: ownJSON(l), Headers: api.EditLink200ResponseHeaders{ETag: etag(l)}}, nil
}

// EndLink answers POST /own-links/{id}/end.
func (h *Handlers) EndLink(ctx context.Context, r api.EndLinkRequestObject) (api.EndLinkResponseObject, error) {
	l, err := h.service.End(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.EndLink200JSONResponse{Body: ownJSON(l), Headers: api.EndLink200ResponseHeaders{ETag: etag(l)}}, nil
}

// RefuseLink answers PUT /links/{id}/refusal.
func (h *Handlers) RefuseLink(ctx context.Context, r api.RefuseLinkRequestObject) (api.RefuseLinkResponseObject, error) {
	if err := h.service.Refuse(ctx, access.ActorFrom(ctx), r.Id, r.Body.Reason); err != nil {
		return nil, err
	}
	return api.RefuseLink204Response{}, nil
}

// AcceptLink answers DELETE /links/{id}/refusal.
func (h *Handlers) AcceptLink(ctx context.Context, r api.AcceptLinkRequestObject) (api.AcceptLinkResponseObject, error) {
	if err := h.service.Accept(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.AcceptLink204Response{}, nil
}

// linkOf reads a wished link: of what its kind does not have, nothing may be given.
func linkOf(body *api.NewOwnLink) (Link, error) {
	kind, err := ParseKind(string(body.Kind))
	if err != nil {
		return Link{}, err
	}
	l := Link{Kind: kind, Code: body.Code, Reason: body.Reason}
	var wrong []apperr.Field
	need := func(given bool, name, message string) {
		if !given {
			wrong = append(wrong, apperr.Field{Name: name, Message: message})
		}
	}
	if kind == SkillLevel {
		need(body.Level != nil, "level", "Choose a level from 1 to 7.")
		need(body.ProfileId != nil, "profileId", "Choose the profile.")
		need(body.Aspect == nil && body.Factor == nil, "kind", "A link of a skill level has no aspect and no factor.")
		l.Level, l.Profile.ID = Level(value(body.Level)), value(body.ProfileId)
	} else {
		need(body.Aspect != nil, "aspect", "Choose the aspect.")
		need(body.Factor != nil, "factor", "Choose one of the 16 factors.")
		need(body.Level == nil && body.ProfileId == nil, "kind", "A link of an aspect has no level and no profile.")
		l.Aspect, l.Factor = value(body.Aspect), FactorNo(value(body.Factor))
	}
	return l, apperr.Invalid(wrong...)
}

// GetCoverage answers GET /coverage.
func (h *Handlers) GetCoverage(ctx context.Context, _ api.GetCoverageRequestObject) (api.GetCoverageResponseObject, error) {
	c, err := h.service.Coverage(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	out := api.GetCoverage200JSONResponse{
		Counts: api.CoverageCounts{
			Profiles: c.Profiles.All, ProfilesLinked: c.Profiles.Reached, Levels: c.Levels.All, LevelsLinked: c.Levels.Reached,
			Statements: c.Statements.All, StatementsAsked: c.Statements.Reached, Factors: c.Factors.All, FactorsLinked: c.Factors.Reached,
			Aspects: c.Aspects.All, AspectsLinked: c.Aspects.Reached,
		},
		ProfilesWithoutSkill: []api.Unlinked{}, LevelsWithoutProfile: []api.Unlinked{},
		FactorsWithoutAspect: []api.UnlinkedAspect{}, AspectsWithoutFactor: []api.UnlinkedAspect{},
		StatementsWithoutRole: reference.Each(c.Unasked, func(s Statement) api.UnaskedStatement {
			return api.UnaskedStatement{
				Id: s.ID, FrameworkId: s.FrameworkID, Code: s.Code, Skill: s.Skill, Level: int(s.Level), Aspect: s.Aspect, Text: s.Text,
			}
		}),
	}
	for _, g := range c.Unlinked {
		if g.Profile != nil {
			out.ProfilesWithoutSkill = append(out.ProfilesWithoutSkill, gapJSON(g))
		} else {
			out.LevelsWithoutProfile = append(out.LevelsWithoutProfile, gapJSON(g))
		}
	}
	for _, g := range c.UnlinkedAspects {
		if g.Factor != 0 {
			out.FactorsWithoutAspect = append(out.FactorsWithoutAspect, aspectGapJSON(g))
		} else {
			out.AspectsWithoutFactor = append(out.AspectsWithoutFactor, aspectGapJSON(g))
		}
	}
	return out, nil
}

// GetLadder answers GET /ladder.
func (h *Handlers) GetLadder(ctx context.Context, _ api.GetLadderRequestObject) (api.GetLadderResponseObject, error) {
	l, err := h.service.Ladder(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.GetLadder200JSONResponse{
		Bands: reference.Each(l.Bands, func(b BandRange) api.LadderBand {
			return api.LadderBand{Band: string(b.Band), Min: b.Min, Max: b.Max}
		}),
		Families: reference.Each(l.Families, func(f FamilyRungs) api.LadderFamily {
			return api.LadderFamily{
				Family:   api.RoleFamily(f.Family.String()),
				Profiles: reference.Each(f.Profiles, profileRungJSON), Roles: reference.Each(f.Roles, roleRungJSON),
			}
		}),
	}, nil
}

func profileRungJSON(p ProfileRung) api.LadderProfile {
	return api.LadderProfile{
		Id: p.ID, Title: p.Title, Band: p.BandText, Bands: reference.Each(p.Bands, func(b Band) string { return string(b) }),
		Min: p.Min, Max: p.Max, StatedMin: p.StatedMin, StatedMax: p.StatedMax, SkillLevels: reference.Each(p.Levels, levelJSON),
	}
}

func roleRungJSON(r RoleRung) api.LadderRole {
	return api.LadderRole{
		Id: r.ID, Title: r.Title, Band: string(r.Band), BandStatus: api.LadderRoleBandStatus(r.BandStatus), Local: r.Local,
		Profile: profileJSON(r.Profile), SkillLevels: reference.Each(r.Levels, levelJSON),
	}
}

func levelJSON(l RungLevel) api.LadderLevel {
	return api.LadderLevel{Code: l.Code, Skill: l.Skill, Level: int(l.Level), Essential: l.Essential}
}

func ownJSON(l Link) api.OwnLink {
	out := api.OwnLink{
		Id: l.ID, Kind: api.OwnLinkKind(l.Kind.String()), Code: l.Code, Level: int(l.Level), Aspect: l.Aspect, Factor: int(l.Factor),
		Reason: l.Reason, State: api.LinkState(l.State.String()), EndReason: l.StateReason, Version: l.Version,
	}
	if l.Kind == SkillLevel {
		out.Profile = profileJSON(&l.Profile)
	}
	if !l.EndedOn.IsZero() {
		out.EndedOn = &l.EndedOn
	}
	return out
}

func gapJSON(g Gap) api.Unlinked {
	return api.Unlinked{
		Code: g.Code, Skill: g.Skill, Level: int(g.Level), Profile: profileJSON(g.Profile), Reason: g.Reason, Sources: sourcesJSON(g.Sources),
	}
}

func aspectGapJSON(g Gap) api.UnlinkedAspect {
	return api.UnlinkedAspect{
		Code: g.Code, Skill: g.Skill, Aspect: g.Aspect, Factor: int(g.Factor), FactorName: g.FactorName, Reason: g.Reason,
		Sources: sourcesJSON(g.Sources),
	}
}

func profileJSON(p *ProfileRef) *api.NamedRef {
	if p == nil {
		return nil
	}
	return &api.NamedRef{Id: p.ID, Name: p.Title}
}

// sourcesJSON gives one reference for each line.
func sourcesJSON(sources []Source) []api.SourceRef {
	all := []api.SourceRef{}
	for _, s := range sources {
		for _, line := range s.Lines {
			all = append(all, api.SourceRef{Document: s.Document, Line: line})
		}
	}
	return all
}

func etag(l Link) *string {
	tag := httpapi.ETag(l.Version)
	return &tag
}

// value is what a pointer points to, and the zero value where it points nowhere.
func value[T string | int | uuid.UUID](p *T) T {
	if p == nil {
		var none T
		return none
	}
	return *p
}
