package training

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
)

func progressJSON(v View) api.Progress {
	p := v.Progress
	out := api.Progress{
		Person: personJSON(v.Person.ID, v.Person.Name), AsOf: p.Today, ContentVisible: v.ContentVisible, MayPause: v.MayPause(), MayPlan: v.MayPlan(),
		MayLogMentoring: v.MayLogMeeting(), AppointedOn: pointer(v.Facts.AppointedOn), Month: p.Month, Months: p.Months,
		MonthBecause: pointer(p.MonthBecause), Stages: reference.Each(p.Pathway.Stages, stageJSON),
		DueSoon: keysJSON(p.DueSoon()), Overdue: keysJSON(p.Overdue()),
		Pauses:          reference.Each(v.Facts.Pauses, func(p Pause) api.Pause { return movingPauseJSON(v, p) }),
		WithdrawnPauses: reference.Each(v.Facts.Withdrawn, func(p Pause) api.Pause { return withdrawnPauseJSON(v, p) }),
		PartTime:        reference.Each(v.Facts.PartTime, func(p PartTime) api.PartTime { return partTimeJSON(v, p) }),
		Mentors:         reference.Each(v.Mentors, func(m Named) api.PersonRef { return personJSON(m.ID, m.Name) }),
		Milestones: reference.Each(p.Milestones, func(m MilestoneProgress) api.Milestone {
			return milestoneJSON(v, m)
		}),
		Accreditation: accreditationJSON(v.Accreditation),
		Readiness:     reference.Each(v.Readiness, readinessJSON),
	}
	if v.Road != nil {
		out.Pathway = pointer(roadJSON(*v.Road))
		out.Stage = pointer(stageJSON(p.Stage))
	}
	if next, ok := p.Next(); ok {
		out.Next = pointer(string(next.Milestone.Key))
	}
	return out
}

func milestoneJSON(v View, p MilestoneProgress) api.Milestone {
	m, pathway := p.Milestone, v.Road.Pathway
	out := api.Milestone{
		Key: string(m.Key), Title: m.Title, Kind: api.MilestoneKind(m.Kind.String()), State: api.MilestoneState(p.State.String()),
		DueOn: pointer(p.DueOn), NotBefore: pointer(p.NotBefore), AvailableFrom: pointer(p.AvailableFrom), DoneOn: pointer(p.DoneOn),
		Because: p.Because, About: m.About, Rule: m.Rule, Sources: reference.Each(m.Sources, sourceJSON), Throughout: m.Throughout,
		Recurs: m.Recurs(), CertificateNeeded: m.Certificate, Evidence: reference.Each(m.Evidence, same), SignedBy: signatoriesJSON(*m),
		Papers:     reference.Each(m.Papers, func(paper Paper) api.ExamPaper { return paperJSON(paper, v.Progress.Today) }),
		Records:    []api.MilestoneRecord{},
		Attempts:   []api.Attempt{},
		Extensions: []api.Extension{}, FormerExemptions: []api.Exemption{},
		Prerequisites: reference.Each(m.Prerequisites, func(key MilestoneKey) api.MilestonePrerequisite {
			before, _ := v.Progress.Of(key)
			return api.MilestonePrerequisite{
				Key: string(key), Title: before.Milestone.Title, State: api.MilestoneState(before.State.String()), Met: !slices.Contains(p.Missing, key),
			}
		}),
		Actions: reference.Each(v.Actions(p), func(a Action) api.MilestoneAction { return api.MilestoneAction(a.String()) }),
	}
	if l := p.Logged; l.Asked() {
		out.Logged = &api.LoggedSoFar{Counted: l.Counted, Number: l.Number, Confirmed: l.Confirmed, Waiting: l.Waiting}
	}
	for _, r := range slices.Backward(v.Facts.records(m.Key)) {
		out.Records = append(out.Records, recordJSON(keptRecord(pathway, r, v.Names)))
	}
	for _, a := range slices.Backward(p.Attempts) {
		out.Attempts = append(out.Attempts, attemptJSON(a, *m, v.Names, v.Facts.Sittings))
	}
	for _, e := range v.Facts.Exemptions {
		switch {
		case e.Milestone != m.Key:
		case e.Withdrawal == nil:
			out.Exemption = pointer(exemptionJSON(e, v.Names))
		default:
			out.FormerExemptions = append(out.FormerExemptions, exemptionJSON(e, v.Names))
		}
	}
	for _, e := range v.Facts.Extensions {
		if e.Milestone == m.Key {
			out.Extensions = append(out.Extensions, extensionJSON(e, v.Names))
		}
	}
	if p.Sitting != nil {
		out.Sitting = &api.NamedRef{Id: p.Sitting.ID, Name: p.Sitting.Title}
	}
	return out
}

func recordJSON(k KeptRecord) api.MilestoneRecord {
	r := k.Record
	out := api.MilestoneRecord{
		Id: r.ID, Milestone: string(r.Milestone), State: stateRecorded, StartedOn: pointer(r.StartedOn), CompletedOn: r.CompletedOn,
		Result: pointer(r.Result), Note: pointer(r.Note), RecordedOn: r.RecordedOn, RecordedBy: personJSON(k.RecordedBy.ID, k.RecordedBy.Name),
		Version: r.Version,
	}
	if r.Certificate != uuid.Nil {
		out.Certificate = &api.NamedRef{Id: k.Certificate.ID, Name: k.Certificate.Name}
	}
	if r.SignOff != nil {
		out.State = api.MilestoneRecordState(r.SignOff.Decision.String())
		out.DecidedOn, out.Reason = pointer(r.SignOff.On), pointer(r.SignOff.Reason)
		out.DecidedBy = pointer(personJSON(k.DecidedBy.ID, k.DecidedBy.Name))
		if r.SignOff.For != uuid.Nil {
			out.DecidedFor = pointer(personJSON(k.DecidedFor.ID, k.DecidedFor.Name))
		}
		out.DecidedAs = pointer(api.Signatory(r.SignOff.As.String()))
	}
	return out
}

// coveringJSON tells for which colleague something waits for the viewer; nil for nobody.
func coveringJSON(by access.Actor, colleague *uuid.UUID) *api.Covering {
	if colleague == nil {
		return nil
	}
	c, _ := by.CoverFor(*colleague)
	return &api.Covering{Person: personJSON(c.ForID, c.ForName), Until: c.Until}
}

func queuedJSON(q QueuedRecord, by access.Actor) api.QueuedMilestoneRecord {
	out := api.QueuedMilestoneRecord{
		Record: recordJSON(q.KeptRecord), Person: personJSON(q.Person.ID, q.Person.Name), AgeDays: q.AgeDays,
		Milestone: api.MilestoneName{Key: string(q.Milestone), Title: q.Title}, Actions: []api.MilestoneAction{}, Covering: coveringJSON(by, q.For),
	}
	if q.SignOff == nil {
		out.Actions = append(out.Actions, api.MilestoneActionSignOff)
	}
	if q.Team.ID != uuid.Nil {
		out.Team = &api.NamedRef{Id: q.Team.ID, Name: q.Team.Name}
	}
	return out
}

func attemptJSON(a Attempt, m Milestone, names map[uuid.UUID]string, known []Sitting) api.Attempt {
	out := api.Attempt{
		Id: a.ID, Milestone: string(a.Milestone), SatOn: a.SatOn, ResultsOn: pointer(a.ResultsOn), Version: a.Version,
		RecordedBy: pointer(personJSON(a.RecordedBy, names[a.RecordedBy])), Corrections: []api.AttemptCorrection{},
		Papers: reference.Each(a.Papers, func(key PaperKey) api.AttemptPaper {
			paper, _ := m.Paper(key)
			out := api.AttemptPaper{Key: string(key), Title: paper.Title, Outcome: awaited}
			if result, ok := a.Result(key); ok {
				out.Outcome, out.Mark = api.PaperOutcome(result.Outcome.String()), (*float64)(result.Mark)
			}
			return out
		}),
	}
	if i := slices.IndexFunc(known, func(s Sitting) bool { return s.ID == a.Sitting }); i >= 0 {
		out.Sitting = &api.NamedRef{Id: a.Sitting, Name: known[i].Title}
	}
	if a.Letter != uuid.Nil {
		out.Letter = &api.NamedRef{Id: a.Letter, Name: names[a.Letter]}
	}
	for _, c := range a.Corrections {
		paper, _ := m.Paper(c.Now.Paper)
		out.Corrections = append(out.Corrections, api.AttemptCorrection{
			Paper: string(paper.Key), Title: paper.Title, WasOutcome: api.PaperOutcome(c.Was.Outcome.String()), WasMark: (*float64)(c.Was.Mark),
			Outcome: api.PaperOutcome(c.Now.Outcome.String()), Mark: (*float64)(c.Now.Mark), Reason: c.Reason,
			CorrectedBy: personJSON(c.By, names[c.By]), CorrectedOn: c.On,
		})
	}
	return out
}

func keptAttemptJSON(k KeptAttempt) api.RecordedAttempt {
	return api.RecordedAttempt{Attempt: attemptJSON(k.Attempt, k.Milestone, k.Names, nil), Awards: reference.Each(k.Awards, accreditationJSON)}
}

func resultsOf(sent []api.PaperResult) []PaperResult {
	results := make([]PaperResult, len(sent))
	for i, r := range sent {
		results[i] = PaperResult{Paper: PaperKey(r.Paper), Mark: (*Mark)(r.Mark)}
		switch given(r.Outcome) {
		case api.PaperResultOutcomePassed:
			results[i].Outcome = OutcomePassed
		case api.PaperResultOutcomeFailed:
			results[i].Outcome = OutcomeFailed
		}
	}
	return results
}

func meetingJSON(k KeptMeeting, by access.Actor) api.MentoringMeeting {
	out := api.MentoringMeeting{
		Id: k.ID, MetOn: k.MetOn, Minutes: pointer(k.Minutes), Topics: k.Topics, Agreed: k.Agreed, Mentor: personJSON(k.Mentor, k.MentorName),
		LoggedBy: personJSON(k.LoggedBy, k.LoggedByName), LoggedAt: k.LoggedAt.UTC(), MayConfirm: k.MayConfirm(by.PersonID), Version: k.Version,
		NextOn: pointer(k.NextOn), State: api.MentoringMeetingState(k.State().String()), Dispute: pointer(k.Dispute), MayEdit: k.MayEdit(by.PersonID),
	}
	if k.Confirmed() {
		out.ConfirmedBy = pointer(personJSON(k.ConfirmedBy, k.ConfirmedByName))
		out.ConfirmedAt = pointer[time.Time](k.ConfirmedAt.UTC())
	}
	if k.Dispute != "" {
		out.DisputedBy = pointer(personJSON(k.DisputedBy, k.DisputedByName))
		out.DisputedAt = pointer[time.Time](k.DisputedAt.UTC())
	}
	if !k.EditedAt.IsZero() {
		out.EditedAt = pointer[time.Time](k.EditedAt.UTC())
	}
	return out
}

func pauseJSON(p Pause) api.Pause {
	return api.Pause{
		Id: p.ID, Reason: pointer(api.PauseReason(p.Reason.String())), Note: pointer(p.Note), From: p.From, To: pointer(p.To), Version: p.Version,
	}
}

func accreditationJSON(c Currency) api.Accreditation {
	return api.Accreditation{
		Kind: string(c.Kind), Status: api.AccreditationStatus(c.Status), AwardedOn: pointer(c.AwardedOn),
		RefresherDueOn: pointer(c.RefresherDueOn), Because: c.Because,
	}
}

func readinessJSON(r RoleReadiness) api.RoleReadiness {
	return api.RoleReadiness{
		RoleId: r.RoleID, Title: r.Title, Kind: api.RoleReadinessKind(r.Kind), EssentialMet: r.EssentialMet,
		EssentialRequired: r.EssentialRequired, DesirableMet: r.DesirableMet, DesirableRequired: r.DesirableRequired,
	}
}

func personJSON(id uuid.UUID, name string) api.PersonRef { return api.PersonRef{Id: id, Name: name} }

func stageJSON(s Stage) api.Stage { return api.Stage{Key: string(s.Key), Title: s.Title} }

func sourceJSON(s Source) api.QuotedSource {
	return api.QuotedSource{Document: s.Document, Line: s.Line, Text: s.Text}
}

func signatoriesJSON(m Milestone) []api.Signatory {
	return reference.Each(m.SignedBy, func(s Signatory) api.Signatory { return api.Signatory(s.String()) })
}

// paperJSON shows a paper with the pass mark for a sitting on a day.
func paperJSON(p Paper, on calendar.Date) api.ExamPaper {
	out := api.ExamPaper{Key: string(p.Key), Title: p.Title}
	if pass, ok := p.PassMarkOn(on); ok {
		mark := float64(pass.Mark)
		out.PassMark, out.PassMarkSource = &mark, pointer(pass.Source)
	}
	return out
}

func keysJSON(all []MilestoneProgress) []string {
	return reference.Each(all, func(m MilestoneProgress) string { return string(m.Milestone.Key) })
}

func same(text string) string { return text }

func roadJSON(r Road) api.PathwayRef {
	return api.PathwayRef{
		Id: r.ID, Key: r.Pathway.Key, Title: r.Pathway.Title, Award: string(r.Pathway.Award), Version: pointer(versionRefJSON(r.Version)),
		VersionBecause: pointer(r.Because),
	}
}

func pathwayJSON(r Road, today calendar.Date) api.Pathway {
	p := r.Pathway
	out := api.Pathway{
		Id: r.ID, Key: p.Key, Title: p.Title, Award: string(p.Award),
		Length: p.Length.ISO(), LengthText: p.Length.String(), DueSoon: p.DueSoon.ISO(), DueSoonText: p.DueSoon.String(),
		Sources: reference.Each(p.Sources, sourceJSON), Stages: reference.Each(p.Stages, stageJSON),
		Milestones: reference.Each(p.Milestones, func(m Milestone) api.PathwayMilestone {
			return api.PathwayMilestone{
				Key: string(m.Key), Title: m.Title, Kind: api.MilestoneKind(m.Kind.String()), About: m.About, Rule: m.Rule,
				Sources: reference.Each(m.Sources, sourceJSON), Anchor: m.Anchor.String(), Due: pointer(m.Due.ISO()), NotBefore: pointer(m.NotBefore.ISO()),
				Lasts: pointer(m.Lasts.ISO()), Recurrence: pointer(m.Recurrence.ISO()), Timing: pointer(m.Timing()), Throughout: m.Throughout,
				Prerequisites:     reference.Each(m.Prerequisites, func(key MilestoneKey) string { return string(key) }),
				CertificateNeeded: m.Certificate, Evidence: reference.Each(m.Evidence, same), SignedBy: signatoriesJSON(m),
				Papers: reference.Each(m.Papers, func(paper Paper) api.ExamPaper { return paperJSON(paper, today) }),
			}
		}),
	}
	if r.RoleID != uuid.Nil {
		out.Role = &api.NamedRef{Id: r.RoleID, Name: r.RoleTitle}
	}
	return out
}
