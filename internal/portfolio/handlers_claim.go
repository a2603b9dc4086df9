package portfolio

import (
	"fmt"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
)

// title gives what is claimed in short as pages name it, for example "ANCC 2, Escalation".
func (a About) title() string {
	if a.Criterion != nil {
		return a.Criterion.Text
	}
	return fmt.Sprintf("%s %d, %s", a.Statement.Code, a.Statement.Level, a.Statement.Aspect)
}

func (a About) statementJSON() *api.ClaimedStatement {
	if a.Statement == nil {
		return nil
	}
	body := statementJSON(*a.Statement)
	return &body
}

func (a About) criterionJSON() *api.ClaimedCriterion {
	if a.Criterion == nil {
		return nil
	}
	return &api.ClaimedCriterion{Id: a.Criterion.ID, Role: a.Criterion.Role, Group: a.Criterion.Group, Text: a.Criterion.Text}
}

func claimsJSON(claims []ClaimView, total int, next string, today calendar.Date) api.ClaimList {
	return api.ClaimList{
		Items: reference.Each(claims, func(c ClaimView) api.ClaimSummary { return summaryJSON(c, today) }), Total: total, Next: next,
	}
}

func summaryJSON(c ClaimView, today calendar.Date) api.ClaimSummary {
	about := c.About()
	body := api.ClaimSummary{
		Id: c.ID, Person: personJSON(c.Person), Title: about.title(), Statement: about.statementJSON(), Criterion: about.criterionJSON(),
		State: api.ClaimState(c.State.String()), ApprovedLevel: levelJSON(c.ApprovedLevel), SelfJudgement: selfJudgementJSON(c.SelfJudgement),
		SubmittedAt: timeJSON(c.SubmittedAt), Reviewer: personOrNone(c.Reviewer), ReviewStartedAt: timeJSON(c.ReviewStartedAt),
		DecidedAt: timeJSON(c.DecidedAt), DecidedBy: personOrNone(c.DecidedBy), DecidedFor: personOrNone(c.DecidedFor),
		EvidenceCount: c.EvidenceCount, ContentVisible: c.ContentVisible, Sealed: c.Sealed, Reason: c.Reason, Version: c.Version,
		CreatedAt: c.CreatedAt.UTC(), UpdatedAt: c.UpdatedAt.UTC(),
	}
	if stale, is := c.NeedsFreshEvidence(today); is {
		body.NeedsFreshEvidence = staleJSON(&stale)
	}
	if c.Covering != nil && c.State.Waiting() {
		body.Covering = &api.Covering{Person: api.PersonRef{Id: c.Covering.ForID, Name: c.Covering.ForName}, Until: c.Covering.Until}
	}
	if w, waits := c.Waits(today); waits {
		body.WaitingDays, body.WaitingWorkingDays = &w.Days, &w.WorkingDays
	}
	if t := c.Conversation; t != nil {
		body.Messages = &api.ConversationCounts{Total: t.Messages, Unread: t.Unread, Unanswered: t.Unanswered}
	}
	return body
}

// queuedJSON is a claim in the queue, with its age held against the target.
func queuedJSON(c ClaimView, target Target, today calendar.Date) api.ClaimSummary {
	body := summaryJSON(c, today)
	if w, waits := c.Waits(today); waits {
		age := Age{w, target.WorkingDays}
		body.Age = &api.ReviewAge{
			State: api.ReviewAgeState(age.State().String()), Text: age.String(), WorkingDays: w.WorkingDays, Target: age.Target, Left: age.Left(),
		}
	}
	return body
}

func targetJSON(t Target) api.ReviewTarget {
	body := api.ReviewTarget{WorkingDays: t.WorkingDays, Own: t.Rule != nil, SetBy: personOrNone(t.SetBy)}
	if t.Rule != nil {
		body.EffectiveOn, body.Reason = &t.Rule.EffectiveOn, &t.Rule.Reason
	}
	return body
}

func personOrNone(p *Person) *api.PersonRef {
	if p == nil {
		return nil
	}
	body := personJSON(*p)
	return &body
}

func selfJudgementJSON(j SelfJudgement) *api.SelfJudgement {
	if j == 0 {
		return nil
	}
	name := api.SelfJudgement(j.String())
	return &name
}

func claimJSON(d ClaimDetail, by access.Actor) api.Claim {
	return api.Claim{
		Summary: summaryJSON(d.ClaimView, by.Today), Explanation: d.Explanation, SelfReason: d.SelfReason,
		Evidence:    reference.Each(d.Evidence, func(e ClaimedEvidence) api.ClaimEvidence { return claimedEvidenceJSON(e, by.PersonID) }),
		Neighbours:  reference.Each(d.Aspect, statementJSON),
		LowerLevels: reference.Each(d.LowerLevels, func(l Level) int { return int(l) }),
		History:     reference.Each(d.History, eventJSON),
		Earlier:     reference.Each(d.Earlier, func(c ClaimView) api.ClaimSummary { return summaryJSON(c, by.Today) }),
		Moderations: reference.Each(d.Moderations, func(m ModerationView) api.ClaimModeration { return claimModerationJSON(m, d.Sealed) }),
		Actions:     reference.Each(d.Actions, func(a Action) api.ClaimAction { return api.ClaimAction(a.String()) }),
	}
}

func eventJSON(e EventView) api.ClaimEvent {
	body := api.ClaimEvent{At: e.At.UTC(), By: personJSON(e.By), For: personOrNone(e.For), To: api.ClaimState(e.ToState.String()), Level: levelJSON(e.Level), Reason: e.Reason}
	if e.FromState != 0 {
		from := api.ClaimState(e.FromState.String())
		body.From = &from
	}
	if e.Explanation != "" || e.SelfJudgement != 0 {
		body.Said = &api.SubmittedWords{Explanation: e.Explanation, SelfJudgement: selfJudgementJSON(e.SelfJudgement), SelfReason: e.SelfReason}
	}
	return body
}
