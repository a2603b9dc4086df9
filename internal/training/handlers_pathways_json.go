package training

import (
	"slices"
	"strings"

	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/reference"
)

func (v Version) etag() *string { return pointer(httpapi.ETag(v.Revision)) }

func (h *Handlers) entryJSON(e Entry) api.TrainingPathwayListItem {
	out := api.TrainingPathwayListItem{
		Id: e.ID, Key: e.Pathway.Key, Title: e.Pathway.Title, Award: string(e.Pathway.Award), Further: e.Pathway.Further, Own: e.Own,
		Roles: reference.Each(append(slices.Clone(e.Roles), e.Copies...), namedJSON), Milestones: len(e.Pathway.Milestones), DraftId: pointer(e.Draft),
	}
	if e.Version.ID != e.Draft && !e.Version.StartsOn.After(h.service.clock.Today()) {
		out.InForce = pointer(versionRefJSON(e.Version))
	}
	return out
}

func namedJSON(n Named) api.NamedRef { return api.NamedRef{Id: n.ID, Name: n.Name} }

func versionRefJSON(v VersionRef) api.TrainingVersionRef {
	return api.TrainingVersionRef{Id: v.ID, Number: v.Number, Title: v.String(), StartsOn: pointer(v.StartsOn)}
}

func versionItemJSON(v Version) api.TrainingPathwayVersionItem {
	return api.TrainingPathwayVersionItem{
		Ref: versionRefJSON(v.Version), State: api.TrainingVersionState(v.State.String()), InForce: v.InForce, EndsOn: pointer(v.EndsOn), Note: v.Note,
		MadeBy: someone(v.MadeBy), PublishedBy: someone(v.PublishedBy), PublishedOn: pointer(v.PublishedOn), Problems: len(v.Problems),
	}
}

// someone gives a person, nothing for nobody.
func someone(n Named) *api.PersonRef {
	if n == (Named{}) {
		return nil
	}
	return pointer(personJSON(n.ID, n.Name))
}

func versionJSON(v Version) api.TrainingPathwayVersion {
	p, t := v.Pathway, v.Text
	out := api.TrainingPathwayVersion{
		PathwayId: v.ID, Key: p.Key, Version: v.Revision, Ref: versionRefJSON(v.Version), State: api.TrainingVersionState(v.State.String()), InForce: v.InForce,
		EndsOn: pointer(v.EndsOn), MayEdit: v.MayEdit, Own: v.Own, Further: t.Further, Note: v.Note, MadeBy: someone(v.MadeBy),
		PublishedBy: someone(v.PublishedBy), PublishedOn: pointer(v.PublishedOn), Title: t.Title, Award: t.Award,
		Length: t.Length, LengthText: p.Length.String(), DueSoon: t.DueSoon, DueSoonText: p.DueSoon.String(),
		Joining: api.TrainingJoiningText{Award: t.Joining.Award, Held: reference.Each(t.Joining.Held, func(h HeldForText) api.TrainingHeldForText {
			return api.TrainingHeldForText{Period: h.Period, From: h.From, Source: h.Source, Note: h.Note}
		})},
		Roles: reference.Each(v.Roles, namedJSON), Copies: reference.Each(v.Copies, namedJSON), Sources: reference.Each(p.Sources, sourceJSON),
		Stages: reference.Each(t.Stages, func(s StageText) api.TrainingStageText {
			return api.TrainingStageText{Key: s.Key, Title: s.Title, Until: s.Until, WhenOverdue: s.WhenOverdue}
		}),
		Problems: reference.Each(v.Problems, func(p Problem) api.TrainingPathwayProblem {
			return api.TrainingPathwayProblem{Milestone: string(p.Milestone), Field: p.Field, Sentence: p.Sentence}
		}),
		Milestones: []api.TrainingMilestoneText{},
	}
	for i, m := range t.Milestones {
		out.Milestones = append(out.Milestones, milestoneTextJSON(m, p.Milestones[i], v.Changed[m.Key], t.Further))
	}
	return out
}

func milestoneTextJSON(t MilestoneText, m Milestone, changed []FieldChange, further bool) api.TrainingMilestoneText {
	timing := m.Timing()
	if further {
		timing = strings.ReplaceAll(timing, "from the appointment", "from joining")
	}
	return api.TrainingMilestoneText{
		Key: t.Key, Title: t.Title, Called: t.Called, About: t.About, Rule: t.Rule, Kind: t.Kind, Anchor: t.Anchor, Due: t.Due, NotBefore: t.NotBefore,
		Lasts: t.Lasts, Recurrence: t.Recurrence, Notice: t.Notice, Running: t.Running, Throughout: t.Throughout, Certificate: t.Certificate,
		KeepsPasses: t.KeepsPasses, Award: t.Award, Timing: timing, Sources: reference.Each(m.Sources, sourceJSON),
		Prerequisites: reference.Each(t.Prerequisites, same), Evidence: reference.Each(t.Evidence, same), SignedBy: reference.Each(t.SignedBy, same),
		LogBook:     api.TrainingLogBookText{Counted: t.LogBook.Counted, Number: t.LogBook.Number, Source: t.LogBook.Source},
		ChangedHere: reference.Each(changed, fieldChangeJSON),
		Papers: reference.Each(t.Papers, func(p PaperText) api.TrainingPaperText {
			return api.TrainingPaperText{Key: p.Key, Title: p.Title, PassMarks: reference.Each(p.PassMarks, func(m PassMarkText) api.TrainingPassMarkText {
				return api.TrainingPassMarkText{From: m.From, Mark: m.Mark, Note: m.Note, Source: m.Source}
			})}
		}),
	}
}

func fieldChangeJSON(c FieldChange) api.TrainingFieldChange {
	return api.TrainingFieldChange{Field: c.Field, Label: c.Label, Before: c.Before, After: c.After}
}

// factsOf reads what a person wrote about the pathway as a whole.
func factsOf(b api.TrainingPathwayFacts) PathwayText {
	return PathwayText{
		Title: strings.TrimSpace(b.Title), Award: b.Award, Roles: b.Roles, Length: b.Length, DueSoon: b.DueSoon,
		Joining: JoiningText{Award: b.Joining.Award, Held: reference.Each(b.Joining.Held, func(h api.TrainingHeldForEdit) HeldForText {
			return HeldForText{Period: h.Period, From: h.From, Source: strings.TrimSpace(h.Source), Note: strings.TrimSpace(h.Note)}
		})},
	}
}

// milestoneOf reads what a person wrote about a milestone.
func milestoneOf(key string, b api.TrainingMilestoneEdit) MilestoneText {
	return MilestoneText{
		Key: key, Title: strings.TrimSpace(b.Title), Called: strings.TrimSpace(b.Called), About: strings.TrimSpace(b.About), Rule: strings.TrimSpace(b.Rule),
		Kind: b.Kind, Anchor: b.Anchor, Due: b.Due, NotBefore: b.NotBefore, Lasts: b.Lasts, Recurrence: b.Recurrence, Notice: b.Notice, Running: b.Running,
		Prerequisites: b.Prerequisites, Throughout: b.Throughout, Certificate: b.Certificate, SignedBy: b.SignedBy, KeepsPasses: b.KeepsPasses, Award: b.Award,
		Evidence: slices.DeleteFunc(reference.Each(b.Evidence, strings.TrimSpace), func(e string) bool { return e == "" }),
		LogBook:  LogBookText{Counted: strings.TrimSpace(b.LogBook.Counted), Number: b.LogBook.Number, Source: strings.TrimSpace(b.LogBook.Source)},
		Papers: reference.Each(b.Papers, func(p api.TrainingPaperEdit) PaperText {
			return PaperText{Key: p.Key, Title: strings.TrimSpace(p.Title), PassMarks: reference.Each(p.PassMarks, func(m api.TrainingPassMarkEdit) PassMarkText {
				return PassMarkText{Mark: m.Mark, From: m.From, Source: strings.TrimSpace(m.Source), Note: strings.TrimSpace(m.Note)}
			})}
		}),
	}
}

func previewJSON(p Preview) api.TrainingPathwayPreview {
	out := api.TrainingPathwayPreview{Person: someone(p.Person), StartedOn: p.StartedOn, Milestones: reference.Each(p.Shifted, shiftedJSON)}
	if p.From != (VersionRef{}) {
		out.From = pointer(versionRefJSON(p.From))
	}
	return out
}

func shiftedJSON(s Shifted) api.TrainingShift {
	out := api.TrainingShift{Key: string(s.Key), Title: s.Title, Shift: api.TrainingShiftShift(s.Shift.String()), Recorded: s.Recorded}
	if s.Shift != ShiftNew {
		out.Before = pointer(shiftSideJSON(s.Before))
	}
	if s.Shift != ShiftGoes {
		out.After = pointer(shiftSideJSON(s.After))
	}
	return out
}

func shiftSideJSON(m MilestoneProgress) api.TrainingShiftSide {
	return api.TrainingShiftSide{
		State: api.MilestoneState(m.State.String()), DueOn: pointer(m.DueOn), NotBefore: pointer(m.NotBefore), Because: m.Because,
	}
}
