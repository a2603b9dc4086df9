package training

import (
	"github.com/google/uuid"

	"bandwise/internal/api"
	"bandwise/internal/platform/reference"
)

func moveJSON(m Move) api.DateMove {
	return api.DateMove{
		Milestone: string(m.Milestone), Title: m.Title, Earliest: m.Earliest, From: pointer(m.From), To: pointer(m.To),
	}
}

func movesJSON(moves []Move) api.DateMoves {
	return api.DateMoves{Moves: reference.Each(moves, func(m Move) api.DateMove {
		out := moveJSON(m)
		out.Because = pointer(m.Because)
		return out
	})}
}

// movingPauseJSON shows leave with the dates that it moves.
func movingPauseJSON(v View, p Pause) api.Pause {
	out := pauseJSON(p)
	if v.Road != nil {
		moved := reference.Each(v.Road.Pathway.MovedByPause(v.Facts, p, v.Progress.Today), moveJSON)
		out.Moved = &moved
	}
	return out
}

func withdrawnPauseJSON(v View, p Pause) api.Pause {
	out := pauseJSON(p)
	out.TakenBack = takenBackJSON(p.Withdrawal, v.Names)
	return out
}

func partTimeJSON(v View, p PartTime) api.PartTime {
	out := api.PartTime{From: p.From, To: pointer(p.To), Wte: float64(p.WTE) / 100}
	if v.Road != nil {
		moved := reference.Each(v.Road.Pathway.MovedByPartTime(v.Facts, p, v.Progress.Today), moveJSON)
		out.Moved = &moved
	}
	return out
}

func takenBackJSON(w *Withdrawal, names map[uuid.UUID]string) *api.TakenBack {
	if w == nil {
		return nil
	}
	return &api.TakenBack{On: w.On, By: personJSON(w.By, names[w.By]), Reason: pointer(w.Reason)}
}

func exemptionJSON(e Exemption, names map[uuid.UUID]string) api.Exemption {
	return api.Exemption{
		Id: e.ID, Milestone: string(e.Milestone), Reason: pointer(e.Reason), ExemptedOn: e.On, ExemptedBy: personJSON(e.By, names[e.By]),
		TakenBack: takenBackJSON(e.Withdrawal, names), Version: e.Version,
	}
}

func extensionJSON(e Extension, names map[uuid.UUID]string) api.Extension {
	return api.Extension{
		Id: e.ID, Milestone: string(e.Milestone), WasDueOn: e.WasDueOn, DueOn: e.DueOn, Reason: pointer(e.Reason),
		GrantedBy: personJSON(e.By, e.ByName), GrantedOn: e.On, TakenBack: takenBackJSON(e.End, names), Version: e.Version,
	}
}

func sittingJSON(s Sitting) api.Sitting {
	return api.Sitting{
		Id: s.ID, Milestone: string(s.Milestone), Title: s.Title, RegistrationOpensOn: s.RegistrationOpensOn, RegistrationClosesOn: s.RegistrationClosesOn,
		TheoryOn: s.TheoryOn, PracticalOn: s.PracticalOn, ResultsExpectedOn: s.ResultsExpectedOn, Source: s.Source, Note: s.Note,
		CancelledOn: pointer(s.CancelledOn), CancelReason: pointer(s.CancelReason), Version: s.Version,
	}
}

func choiceJSON(c SittingChoice, names map[uuid.UUID]string) api.SittingChoice {
	out := api.SittingChoice{
		Id: c.ID, Sitting: sittingJSON(c.Sitting), RegisteredOn: pointer(c.RegisteredOn), ChosenBy: personJSON(c.ChosenBy, names[c.ChosenBy]),
		ChosenOn: c.ChosenOn, EndedOn: pointer(c.EndedOn), EndedAs: pointer(api.SittingChoiceEndedAs(c.EndedAs)), EndReason: pointer(c.EndReason),
		Version: c.Version,
	}
	if c.EndedBy != uuid.Nil {
		out.EndedBy = pointer(personJSON(c.EndedBy, names[c.EndedBy]))
	}
	return out
}

func membershipJSON(m Membership) api.Membership {
	return api.Membership{Id: m.ID, Number: m.Number, From: m.From, To: pointer(m.To), Note: m.Note, Version: m.Version}
}

func examPlanJSON(v ExamPlanView) api.ExamPlan {
	p := v.Plan
	out := api.ExamPlan{
		Person: personJSON(v.Person.ID, v.Person.Name), ContentVisible: v.ContentVisible, MayPlan: v.MayPlan,
		Steps: reference.Each(p.Steps, stepJSON), AwardOn: pointer(p.AwardOn), AwardBecause: pointer(p.AwardBecause),
		Options: reference.Each(p.Options, func(o SittingOption) api.SittingOption {
			return api.SittingOption{Sitting: sittingJSON(o.Sitting), Why: pointer(o.Why)}
		}),
		History:     reference.Each(v.History, func(c SittingChoice) api.SittingChoice { return choiceJSON(c, v.Names) }),
		Memberships: reference.Each(v.Memberships, membershipJSON),
	}
	m := p.Examination
	if m.Milestone.Key == "" {
		return out
	}
	out.Examination = &api.MilestoneName{Key: string(m.Milestone.Key), Title: m.Milestone.Title}
	out.State, out.DueOn, out.NotBefore = pointer(api.MilestoneState(m.State.String())), pointer(m.DueOn), pointer(m.NotBefore)
	out.Because = pointer(m.Because)
	out.Membership = &api.MembershipStanding{State: api.MembershipStandingState(p.Membership.State), Because: p.Membership.Because}
	if p.Choice != nil {
		out.Choice = pointer(choiceJSON(*p.Choice, v.Names))
	}
	if p.Proposed != nil {
		out.Proposed = pointer(sittingJSON(*p.Proposed))
	}
	return out
}

func stepJSON(s PlanStep) api.PlanStep {
	return api.PlanStep{
		Kind: api.PlanStepKind(s.Kind), On: s.On, Title: s.Title, Milestone: pointer(string(s.Milestone)), State: api.PlanStepState(s.State),
		Because: s.Because,
	}
}

func certificateJSON(c Certificate) api.Certificate {
	out := api.Certificate{
		File: api.NamedRef{Id: c.File.ID, Name: c.File.Name}, Kind: api.CertificateKindCertificate, Milestone: string(c.Milestone), Title: c.Title, On: c.On,
		ConfirmedOn: pointer(c.ConfirmedOn),
	}
	if c.Letter {
		out.Kind = api.CertificateKindLetter
	}
	if c.ConfirmedBy.ID != uuid.Nil {
		out.ConfirmedBy = pointer(personJSON(c.ConfirmedBy.ID, c.ConfirmedBy.Name))
	}
	return out
}

func mentoringJSON(m Mentoring) api.Mentoring {
	return api.Mentoring{From: pointer(m.From), Until: pointer(m.Until), Held: m.Held, Months: m.Months, LastOn: pointer(m.LastOn), Sentence: m.Sentence}
}
