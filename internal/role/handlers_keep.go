package role

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/reference"
)

// CreateRole answers POST /roles.
func (h *Handlers) CreateRole(ctx context.Context, r api.CreateRoleRequestObject) (api.CreateRoleResponseObject, error) {
	b := r.Body
	status := api.RoleChangeBandStatus(b.BandStatus)
	edit, err := editOf(api.RoleChange{
		Title: &b.Title, Reference: b.Reference, Department: b.Department, ReportsTo: b.ReportsTo, Band: (*api.RoleChangeBand)(b.Band),
		BandStatus: &status, BandNote: b.BandNote, ProfileId: b.ProfileId, ProfileReason: b.ProfileReason, Purpose: b.Purpose,
		Relationships: b.Relationships, Sections: b.Sections, Duties: b.Duties, PersonSpecification: b.PersonSpecification,
		Hazards: b.Hazards, Requirements: b.Requirements,
	})
	if err != nil {
		return nil, err
	}
	reason := ""
	if b.Reason != nil {
		reason = *b.Reason
	}
	by, id := access.ActorFrom(ctx), uuid.New()
	if err := h.service.Add(ctx, by, id, edit, reason); err != nil {
		return nil, err
	}
	changed, err := h.changed(ctx, by, id)
	return api.CreateRole201JSONResponse{ChangedRoleJSONResponse: changed}, err
}

// EditRole answers PATCH /roles/{id}.
func (h *Handlers) EditRole(ctx context.Context, r api.EditRoleRequestObject) (api.EditRoleResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	edit, err := editOf(*r.Body)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	if err := h.service.Edit(ctx, by, r.Id, version, edit, r.Body.Reason); err != nil {
		return nil, err
	}
	changed, err := h.changed(ctx, by, r.Id)
	return api.EditRole200JSONResponse{ChangedRoleJSONResponse: changed}, err
}

// CopyRole answers POST /roles/{id}/copies.
func (h *Handlers) CopyRole(ctx context.Context, r api.CopyRoleRequestObject) (api.CopyRoleResponseObject, error) {
	by := access.ActorFrom(ctx)
	id, err := h.service.Copy(ctx, by, r.Id, r.Body.Title, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	changed, err := h.changed(ctx, by, id)
	return api.CopyRole201JSONResponse{ChangedRoleJSONResponse: changed}, err
}

// RetireRole answers POST /roles/{id}/retirement.
func (h *Handlers) RetireRole(ctx context.Context, r api.RetireRoleRequestObject) (api.RetireRoleResponseObject, error) {
	by := access.ActorFrom(ctx)
	if err := h.service.Retire(ctx, by, r.Id, r.Body.Version, r.Body.Reason); err != nil {
		return nil, err
	}
	changed, err := h.changed(ctx, by, r.Id)
	return api.RetireRole200JSONResponse{ChangedRoleJSONResponse: changed}, err
}

// changed gives a role as it is after a change.
func (h *Handlers) changed(ctx context.Context, by access.Actor, id uuid.UUID) (api.ChangedRoleJSONResponse, error) {
	d, err := h.service.Detail(ctx, by, id)
	if err != nil {
		return api.ChangedRoleJSONResponse{}, err
	}
	etag := httpapi.ETag(d.Version)
	return api.ChangedRoleJSONResponse{Body: roleJSON(d), Headers: api.ChangedRoleResponseHeaders{ETag: &etag}}, nil
}

// editOf translates what was sent of a role.
func editOf(b api.RoleChange) (Edit, error) {
	e := Edit{
		Title: b.Title, Reference: b.Reference, Department: b.Department, ReportsTo: b.ReportsTo, Band: (*Band)(b.Band),
		BandNote: b.BandNote, ProfileReason: b.ProfileReason, Relationships: b.Relationships,
	}
	if b.BandStatus != nil {
		status, err := ParseBandStatus(string(*b.BandStatus))
		if err != nil {
			return Edit{}, err
		}
		e.BandStatus = &status
	}
	if b.ProfileId != nil {
		var profile uuid.NullUUID
		if *b.ProfileId != "" {
			id, err := uuid.Parse(*b.ProfileId)
			if err != nil {
				return Edit{}, apperr.InvalidField("profileId", "Choose one of the national profiles.")
			}
			profile = uuid.NullUUID{UUID: id, Valid: true}
		}
		e.ProfileID = &profile
	}
	if b.Purpose != nil {
		lines := strings.Split(*b.Purpose, "\n")
		e.Purpose = &lines
	}
	if b.Sections != nil {
		sections := reference.Each(*b.Sections, func(s api.NewRoleSection) NewSection { return NewSection{s.Heading, s.Paragraphs} })
		e.Sections = &sections
	}
	if b.Duties != nil {
		duties := reference.Each(*b.Duties, func(d api.NewDuty) NewDuty {
			duty := NewDuty{ID: idOf(d.Id), Text: d.Text}
			set(&duty.Heading, d.Heading)
			set(&duty.Factor, d.Factor)
			return duty
		})
		e.Duties = &duties
	}
	return e, restOf(b, &e)
}

// restOf translates the parts whose values the contract names.
func restOf(b api.RoleChange, e *Edit) error {
	if b.PersonSpecification != nil {
		criteria := make([]NewCriterion, len(*b.PersonSpecification))
		for i, c := range *b.PersonSpecification {
			importance, err := parseImportance(string(c.Importance))
			if err != nil {
				return err
			}
			criteria[i] = NewCriterion{ID: idOf(c.Id), Group: c.Group, Criterion: c.Criterion, Importance: importance}
		}
		e.Criteria = &criteria
	}
	if b.Hazards != nil {
		hazards := make([]NewHazard, len(*b.Hazards))
		for i, h := range *b.Hazards {
			present, err := parsePresence(string(h.Present))
			if err != nil {
				return err
			}
			frequency, err := parseFrequency(string(h.Frequency))
			if err != nil {
				return err
			}
			hazards[i] = NewHazard{ID: idOf(h.Id), Name: h.Name, Present: present, Frequency: frequency}
			set(&hazards[i].Group, h.Group)
		}
		e.Hazards = &hazards
	}
	if b.Requirements != nil {
		requirements := make([]NewRequirement, len(*b.Requirements))
		for i, q := range *b.Requirements {
			one, err := requirementOf(q)
			if err != nil {
				return err
			}
			requirements[i] = one
		}
		e.Requirements = &requirements
	}
	return nil
}

func requirementOf(q api.NewRequirement) (NewRequirement, error) {
	kind, err := ParseKind(string(q.Kind))
	if err != nil {
		return NewRequirement{}, err
	}
	importance, err := parseImportance(string(q.Importance))
	if err != nil {
		return NewRequirement{}, err
	}
	one := NewRequirement{Kind: kind, Importance: importance, StatementID: idOf(q.StatementId), CriterionID: idOf(q.CriterionId)}
	one.LevelOnly = q.HigherCounts != nil && !*q.HigherCounts
	set(&one.Code, q.Code)
	set(&one.Reason, q.Reason)
	if q.Level != nil {
		one.Level = Level(*q.Level)
	}
	set(&one.Of, q.Accreditation)
	if kind == KindMilestone {
		set(&one.Of, q.Milestone)
	}
	if q.Sources != nil {
		one.Sources = sourcesFrom(*q.Sources)
	}
	return one, nil
}

// sourcesFrom joins the lines of each document; it is never nil.
func sourcesFrom(refs []api.NewSourceRef) []Source {
	joined := []Source{}
	for _, ref := range refs {
		i := slices.IndexFunc(joined, func(s Source) bool { return s.Document == ref.Document })
		if i < 0 {
			joined = append(joined, Source{Document: ref.Document})
			i = len(joined) - 1
		}
		joined[i].Lines = append(joined[i].Lines, ref.Line)
	}
	return joined
}

func idOf(id *uuid.UUID) uuid.NullUUID {
	if id == nil {
		return uuid.NullUUID{}
	}
	return uuid.NullUUID{UUID: *id, Valid: true}
}
