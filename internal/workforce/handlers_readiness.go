package workforce

import (
	"bandwise/internal/api"
)

func readinessView(r Readiness) api.PersonReadiness {
	kind := api.PersonReadinessKindOther
	if r.Own {
		kind = api.PersonReadinessKindOwn
	}
	view := api.PersonReadiness{
		Person: personRef(r.Person), Role: namedView(r.Role.Named), Band: string(r.Role.Band), Kind: kind, Summary: r.Summary(),
		Counts: countsView(r.Counts()), ByKind: []api.KindCounts{}, DataOn: r.Today,
		Requirements: make([]api.ReadinessRequirement, 0, len(r.Standings)),
	}
	for _, k := range CountByKind(r.Standings) {
		view.ByKind = append(view.ByKind, api.KindCounts{Kind: api.KindCountsKind(k.Kind.String()), Counts: countsView(k.Counts)})
	}
	for _, s := range r.Standings {
		view.Requirements = append(view.Requirements, requirementView(s, r.Reader))
	}
	return view
}

func requirementView(s Standing, by Reader) api.ReadinessRequirement {
	asked, next := s.Requirement, s.Next(by)
	view := api.ReadinessRequirement{
		Id: asked.Item.RowID.String(), Kind: api.ReadinessRequirementKind(asked.Kind.String()), Title: asked.Item.Title, Text: asked.Item.Text,
		Importance: api.ReadinessRequirementImportance(asked.Importance.String()), State: api.ReadinessRequirementState(s.State.String()),
		Because: s.Because(), Next: api.NextStep{Text: next.Text, About: api.NextStepAbout(next.About.String())},
		Actions: []api.ReadinessRequirementActions{},
	}
	switch asked.Kind {
	case OfCriterion:
		view.CriterionId, view.Confirmation = &asked.Item.CriterionID, confirmationView(s.Confirmation, by)
		if s.Claim != nil {
			view.ClaimId = &s.Claim.ID
		}
		if by.MayConfirm && s.Confirmation == nil {
			view.Actions = append(view.Actions, api.ReadinessRequirementActionsConfirm)
		} else if by.MayConfirm {
			view.Actions = append(view.Actions, api.ReadinessRequirementActionsChangeConfirmation)
		}
	case OfMilestone, OfAccreditation:
		view.Key = &asked.Item.Key
		if s.Milestone != nil {
			view.DueOn = date(s.Milestone.DueOn)
		}
		if s.Award != nil {
			view.DueOn = date(s.Award.RefresherDueOn)
		}
	default:
		addStatement(&view, s)
	}
	return view
}

func addStatement(view *api.ReadinessRequirement, s Standing) {
	asked := s.Requirement
	level := int(asked.Level)
	view.Id, view.Title, view.Text = asked.ID.String(), asked.Aspect, asked.Text
	view.StatementId, view.Code, view.Skill, view.Level, view.Aspect = &asked.ID, &asked.Code, &asked.Skill, &level, &asked.Aspect
	if s.ToBeConfirmed() {
		yes := true
		view.ToBeConfirmed = &yes
	}
	c := s.Claim
	if c == nil {
		return
	}
	view.ClaimId = &c.ID
	if c.Statement.ID != asked.ID {
		view.ClaimedStatement = &api.StatementRef{Id: c.Statement.ID, Code: c.Statement.Code, Level: int(c.Statement.Level), Aspect: c.Statement.Aspect}
	}
	switch s.State {
	case Partly:
		held := int(c.Level)
		view.HeldLevel = &held
	case Expired:
		view.ExpiredOn = date(c.CountsUntil())
	default:
	}
}

// confirmationView leaves out the reason for those who only see states and dates.
func confirmationView(c *Confirmation, by Reader) *api.CriterionConfirmation {
	if c == nil {
		return nil
	}
	view := api.CriterionConfirmation{
		Id: c.ID, CriterionId: c.CriterionID, Criterion: c.Criterion, Met: c.Met, ConfirmedBy: api.PersonRef{Id: c.By.ID, Name: c.By.Name},
		ConfirmedOn: c.On, Version: c.Version,
	}
	if by.Own || by.MayConfirm {
		view.Reason = &c.Reason
	}
	return &view
}
