package pathway

import (
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/reference"
)

func moveOf(body *api.NewMove) (Move, error) {
	condition, err := conditionOf(body.Condition)
	m := Move{From: body.FromRoleId, To: body.ToRoleId, Condition: condition, Reason: strings.TrimSpace(body.Reason)}
	if body.Sources == nil {
		return m, err
	}
	for _, s := range *body.Sources {
		if n := len(m.Sources); n > 0 && m.Sources[n-1].Document == s.Document {
			m.Sources[n-1].Lines = append(m.Sources[n-1].Lines, s.Line)
			continue
		}
		m.Sources = append(m.Sources, Source{Document: s.Document, Lines: []int{s.Line}})
	}
	return m, err
}

func conditionOf(from api.MoveCondition) (Condition, error) {
	kind, err := parse[Kind](kindNames, string(from.Kind), "kind of condition")
	if err != nil {
		return Condition{}, err
	}
	c := Condition{Kind: kind}
	switch kind {
	case All, Any:
		if from.Of == nil {
			return c, nil
		}
		for _, part := range *from.Of {
			one, err := conditionOf(part)
			if err != nil {
				return Condition{}, err
			}
			c.Of = append(c.Of, one)
		}
	case Accreditation, Milestone:
		if from.Key != nil {
			c.Key = *from.Key
		}
	case Months:
		if from.Months != nil {
			c.Months = *from.Months
		}
	case Agreement, Confirmation:
		if from.Text != nil {
			c.Text = strings.TrimSpace(*from.Text)
		}
		if from.RoleId != nil {
			c.RoleID = uuid.NullUUID{UUID: *from.RoleId, Valid: true}
		}
	case Requirements:
	}
	return c, nil
}

func conditionJSON(c Condition) api.MoveCondition {
	out := api.MoveCondition{Kind: api.MoveConditionKind(All.String())}
	if c.Kind == 0 {
		return out
	}
	out.Kind = api.MoveConditionKind(c.Kind.String())
	switch c.Kind {
	case All, Any:
		parts := reference.Each(c.Of, conditionJSON)
		out.Of = &parts
	case Accreditation, Milestone:
		out.Key = &c.Key
	case Months:
		out.Months = &c.Months
	case Agreement, Confirmation:
		out.Text = &c.Text
		if c.RoleID.Valid {
			out.RoleId = &c.RoleID.UUID
		}
	case Requirements:
	}
	return out
}

func viewJSON(v View) api.RolePathway {
	out := api.RolePathway{
		Id: v.ID, Number: v.Number, State: api.RolePathwayState(v.State.String()), Note: v.Note, MadeBy: personJSON(v.MadeBy),
		PublishedOn: dateJSON(v.PublishedOn), RetiredOn: dateJSON(v.RetiredOn), Version: v.Revision, MayEdit: v.MayEdit,
		Roles: reference.Each(v.Places, func(p Place) api.PathwayRole {
			return api.PathwayRole{Id: p.Role.ID, Title: p.Role.Title, Band: p.Role.Band, Family: api.RoleFamily(p.Family.String())}
		}),
		Moves: reference.Each(v.Moves, func(m Move) api.PathwayMove {
			return api.PathwayMove{
				Id: m.ID, From: roleJSON(v.Names, m.From), To: roleJSON(v.Names, m.To), Condition: conditionJSON(m.Condition),
				Words: m.Condition.Words(m, v.Names), Reason: m.Reason, Sources: sourcesJSON(m.Sources),
			}
		}),
	}
	if v.PublishedBy != nil {
		by := personJSON(*v.PublishedBy)
		out.PublishedBy = &by
	}
	if v.OwnRole.Valid {
		out.OwnRoleId = &v.OwnRole.UUID
	}
	return out
}

func versionJSON(v Version) api.RolePathwayVersion {
	out := api.RolePathwayVersion{
		Id: v.ID, Number: v.Number, State: api.RolePathwayVersionState(v.State.String()), Note: v.Note, MadeBy: personJSON(v.MadeBy),
		PublishedOn: dateJSON(v.PublishedOn), RetiredOn: dateJSON(v.RetiredOn), MoveCount: v.MoveCount, Version: v.Revision,
	}
	if v.PublishedBy != nil {
		by := personJSON(*v.PublishedBy)
		out.PublishedBy = &by
	}
	return out
}

func movesJSON(p PersonMoves) api.PersonMoves {
	out := api.PersonMoves{
		Person: personJSON(p.Person), MaySay: p.MaySay, ContentVisible: p.ContentVisible,
		Moves: reference.Each(p.Moves, func(j Judgement) api.JudgedMove {
			return api.JudgedMove{
				Id: j.Move.ID, From: roleJSON(p.Names, j.Move.From), To: roleJSON(p.Names, j.Move.To), ToBand: p.Names.Roles[j.Move.To].Band,
				Answer: api.MoveAnswer(j.Answer.String()), Because: j.Because, Condition: explainedJSON(j.Condition, p.ContentVisible),
				Reason: j.Move.Reason, Sources: sourcesJSON(j.Move.Sources),
			}
		}),
	}
	if p.Role != nil {
		out.Role = &api.NamedRef{Id: p.Role.ID, Name: p.Role.Title}
	}
	if p.Version != nil {
		version := versionJSON(*p.Version)
		out.Pathway = &version
	}
	return out
}

func explainedJSON(e Explained, content bool) api.ExplainedCondition {
	kind := e.Condition.Kind
	if kind == 0 {
		kind = All
	}
	out := api.ExplainedCondition{
		Kind: api.ExplainedConditionKind(kind.String()), Words: e.Words, Answer: api.MoveAnswer(e.Answer.String()), Because: e.Because,
		Subject: e.Condition.Subject(), Of: reference.Each(e.Of, func(part Explained) api.ExplainedCondition { return explainedJSON(part, content) }),
	}
	if e.Condition.RoleID.Valid {
		out.RoleId = &e.Condition.RoleID.UUID
	}
	if e.Said != nil {
		out.Said = &api.MoveAgreement{Agreed: e.Said.Agreed, By: personJSON(e.Said.By), On: e.Said.On}
		if content {
			out.Said.Reason = e.Said.Reason
		}
	}
	return out
}

func roleJSON(names Names, id uuid.UUID) api.NamedRef {
	return api.NamedRef{Id: id, Name: names.Roles[id].Title}
}

func personJSON(p Person) api.PersonRef { return api.PersonRef{Id: p.ID, Name: p.Name} }

func dateJSON(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
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

func etag(v View) *string {
	tag := httpapi.ETag(v.Revision)
	return &tag
}
