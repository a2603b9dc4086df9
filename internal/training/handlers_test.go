package training_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/training"
)

// read turns an answer into what a client reads of it.
func read(t *testing.T, answer any) map[string]any {
	t.Helper()
	text, err := json.Marshal(answer)
	require.NoError(t, err)
	var out map[string]any
	require.NoError(t, json.Unmarshal(text, &out))
	return out
}

func TestTheAnswersThatClientsRead(t *testing.T) {
	w := newWorld(t, testdb.New(t, database.SQLite), "2026-12-14")
	clock := calendar.Fixed(w.today)
	w.exec("UPDATE appointments SET wte_hundredths = 60 WHERE person_id = ?", carl)
	h := New(Dependencies{
		DB: w.db, Trail: audit.New(audit.NewStore(w.db), clock), Clock: clock, Files: w, Accreditation: w, Currency: fakeCurrency,
		Readiness: readiness{},
	}).Handlers
	as := func(person uuid.UUID) context.Context { return access.WithActor(t.Context(), w.as(person)) }

	recorded, err := h.RecordMilestone(as(tara), api.RecordMilestoneRequestObject{Id: tara, Body: &api.NewMilestoneRecord{
		Milestone: "ccs-e-learning", CompletedOn: day("2026-10-02"), Result: text("passed"), CertificateId: ptr(w.file(tara, "c.pdf")),
	}})
	require.NoError(t, err)
	record := read(t, recorded)
	assert.Equal(t, []any{"recorded", "2026-10-02", "2026-12-14", "passed", float64(1)},
		[]any{record["state"], record["completedOn"], record["recordedOn"], record["result"], record["version"]})
	assert.Equal(t, "c.pdf", record["certificate"].(map[string]any)["name"])

	queue, err := h.ListMilestoneRecords(as(max), api.ListMilestoneRecordsRequestObject{Params: api.ListMilestoneRecordsParams{State: ptr(api.MilestoneRecordStateRecorded)}})
	require.NoError(t, err)
	first := read(t, queue)["items"].([]any)[0].(map[string]any)
	assert.Equal(t, []any{"Tara", "CCS e-learning modules", "Coding", []any{"sign_off"}}, []any{
		first["person"].(map[string]any)["name"], first["milestone"].(map[string]any)["title"], first["team"].(map[string]any)["name"], first["actions"],
	})
	recordID := uuid.MustParse(record["id"].(string))
	_, err = h.ReturnMilestone(as(max), api.ReturnMilestoneRequestObject{Id: recordID, Body: &api.MilestoneReturn{Version: 4, Reason: "x"}})
	assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
	signed, err := h.SignOffMilestone(as(max), api.SignOffMilestoneRequestObject{Id: recordID, Body: &api.MilestoneSignOff{Version: 1}})
	require.NoError(t, err)
	assert.Equal(t, []any{"signed_off", "manager", "2026-12-14"}, []any{read(t, signed)["state"], read(t, signed)["decidedAs"], read(t, signed)["decidedOn"]})

	answer, err := h.AddPause(as(max), api.AddPauseRequestObject{Id: tara, Body: &api.NewPause{Reason: api.PauseReasonSickness, From: day("2026-12-01")}})
	require.NoError(t, err)
	pause := answer.(api.AddPause201JSONResponse)
	assert.Equal(t, `"1"`, *pause.Headers.ETag)
	_, err = h.EndPause(as(max), api.EndPauseRequestObject{Id: pause.Body.Id, Body: &api.PauseEnd{To: day("2026-12-10")}})
	assert.Equal(t, apperr.CodePreconditionRequired, apperr.CodeOf(err))
	end, err := h.EndPause(as(max), api.EndPauseRequestObject{Id: pause.Body.Id, Params: api.EndPauseParams{IfMatch: pause.Headers.ETag}, Body: &api.PauseEnd{To: day("2026-12-10")}})
	require.NoError(t, err)
	assert.Equal(t, `"2"`, *end.(api.EndPause200JSONResponse).Headers.ETag)

	exempt, err := h.ExemptMilestone(as(max), api.ExemptMilestoneRequestObject{Id: tara, Body: &api.NewExemption{Milestone: "anatomy-course", Reason: "A nurse"}})
	require.NoError(t, err)
	assert.Equal(t, "2026-12-14", read(t, exempt)["exemptedOn"])

	logged, err := h.LogMentoringMeeting(as(tara), api.LogMentoringMeetingRequestObject{Id: tara, Body: &api.NewMentoringMeeting{MetOn: day("2026-12-10"), Topics: "Codes"}})
	require.NoError(t, err)
	meeting := read(t, logged)
	assert.Equal(t, []any{false, "Mo"}, []any{meeting["mayConfirm"], meeting["mentor"].(map[string]any)["name"]})
	meetings, err := h.ListMentoringMeetings(as(mo), api.ListMentoringMeetingsRequestObject{Id: tara})
	require.NoError(t, err)
	assert.Equal(t, true, read(t, meetings)["items"].([]any)[0].(map[string]any)["mayConfirm"])
	confirmed, err := h.ConfirmMentoringMeeting(as(mo), api.ConfirmMentoringMeetingRequestObject{Id: uuid.MustParse(meeting["id"].(string)), Body: &api.TrainingVersion{Version: 1}})
	require.NoError(t, err)
	assert.NotEmpty(t, read(t, confirmed)["confirmedAt"])

	progress, err := h.GetProgress(as(tara), api.GetProgressRequestObject{Id: tara})
	require.NoError(t, err)
	p := read(t, progress)
	assert.Equal(t, []any{float64(3), float64(36), "ccsc", true, "2026-12-14", "2026-09-14"},
		[]any{p["month"], p["months"], p["next"], p["contentVisible"], p["asOf"], p["appointedOn"]})
	assert.Equal(t, "Before the Standards course", p["stage"].(map[string]any)["title"])
	assert.Equal(t, "not_held", p["accreditation"].(map[string]any)["status"])
	assert.Equal(t, float64(7), p["readiness"].([]any)[0].(map[string]any)["essentialMet"])
	assert.Equal(t, "sickness", p["pauses"].([]any)[0].(map[string]any)["reason"])
	assert.Len(t, p["milestones"], 11)
	course := p["milestones"].([]any)[2].(map[string]any)
	assert.Equal(t, []any{"ccsc", "Clinical Coding Standards Course (CCSC)", "open", "2027-03-24", []any{}, []any{"record"}},
		[]any{course["key"], course["title"], course["state"], course["dueOn"], course["attempts"], course["actions"]})
	assert.NotContains(t, course, "notBefore")
	assert.Equal(t, map[string]any{"key": "ccs-e-learning", "title": "CCS e-learning modules", "state": "done", "met": true}, course["prerequisites"].([]any)[0])
	nccq := p["milestones"].([]any)[5].(map[string]any)
	assert.Equal(t, "2028-09-24", nccq["notBefore"])
	assert.Equal(t, float64(70), nccq["papers"].([]any)[0].(map[string]any)["passMark"])
	carls, err := h.GetProgress(as(carl), api.GetProgressRequestObject{Id: carl})
	require.NoError(t, err)
	spell := read(t, carls)["partTime"].([]any)[0].(map[string]any)
	assert.Equal(t, []any{"2026-09-14", 0.6}, []any{spell["from"], spell["wte"]})
	assert.Equal(t, map[string]any{"milestone": "mentorship", "title": "Mentorship", "earliest": false, "from": "2027-03-14", "to": "2027-07-13"}, spell["moved"].([]any)[0])
	private, err := h.GetProgress(as(lee), api.GetProgressRequestObject{Id: tara})
	require.NoError(t, err)
	assert.NotContains(t, read(t, private)["pauses"].([]any)[0], "reason")

	pathways, err := h.ListPathways(as(tara), api.ListPathwaysRequestObject{Params: api.ListPathwaysParams{Q: text("coder")}})
	require.NoError(t, err)
	item := read(t, pathways)["items"].([]any)[0].(map[string]any)
	pathway, err := h.GetPathway(as(tara), api.GetPathwayRequestObject{Id: uuid.MustParse(item["id"].(string))})
	require.NoError(t, err)
	shown := read(t, pathway)["milestones"].([]any)
	assert.Equal(t, []any{"P3Y", "P24M", "due 3 years from the appointment, not before 24 months"},
		[]any{shown[5].(map[string]any)["due"], shown[5].(map[string]any)["notBefore"], shown[5].(map[string]any)["timing"]})
	assert.Equal(t, "due 3 years from the award, then every 3 years", shown[7].(map[string]any)["timing"])
	assert.Equal(t, "lasts 6 months, due 6 months from the appointment", shown[0].(map[string]any)["timing"])
	assert.Equal(t, "throughout", shown[8].(map[string]any)["timing"])
	none, err := h.ListPathways(as(tara), api.ListPathwaysRequestObject{Params: api.ListPathwaysParams{Q: text("plumber")}})
	require.NoError(t, err)
	assert.Empty(t, read(t, none)["items"])
}

func TestTheAnswersAboutAttempts(t *testing.T) {
	w := newWorld(t, testdb.New(t, database.SQLite), "2028-11-21")
	h := New(Dependencies{
		DB: w.db, Trail: audit.New(audit.NewStore(w.db), calendar.Fixed(w.today)), Clock: calendar.Fixed(w.today), Files: w, Accreditation: w, Currency: fakeCurrency,
	}).Handlers
	as := func(person uuid.UUID) context.Context { return access.WithActor(t.Context(), w.as(person)) }
	for key, on := range map[MilestoneKey]string{"ccs-e-learning": "2026-10-02", "anatomy-course": "2027-05-21", "mentorship": "2027-03-14"} {
		w.done(key, on)
	}
	w.done("ccsc", "2026-12-11")
	answer, err := h.RecordAttempt(as(max), api.RecordAttemptRequestObject{Id: tara, Body: &api.NewAttempt{
		Milestone: "in-house-examination", SatOn: day("2027-09-13"), Papers: []string{"examination"},
		Results: &[]api.PaperResult{{Paper: "examination", Outcome: ptr(api.PaperResultOutcomeFailed)}},
	}})
	require.NoError(t, err)
	assert.Equal(t, []any{}, read(t, answer)["awards"])
	_, err = h.RecordAttempt(as(max), api.RecordAttemptRequestObject{Id: tara, Body: &api.NewAttempt{
		Milestone: "in-house-examination", SatOn: day("2027-11-01"), Papers: []string{"examination"},
		Results: &[]api.PaperResult{{Paper: "examination", Outcome: ptr(api.PaperResultOutcomePassed)}},
	}})
	require.NoError(t, err)
	answer, err = h.RecordAttempt(as(max), api.RecordAttemptRequestObject{Id: tara, Body: &api.NewAttempt{
		Milestone: "nccq", SatOn: day("2028-10-03"), Papers: []string{"theory", "practical"}, Results: &[]api.PaperResult{{Paper: "theory", Mark: ptr(78.5)}},
	}})
	require.NoError(t, err)
	attempt := read(t, answer)["attempt"].(map[string]any)
	assert.Equal(t, []any{
		map[string]any{"key": "theory", "title": "Theory paper", "outcome": "passed", "mark": 78.5},
		map[string]any{"key": "practical", "title": "Practical paper", "outcome": "awaited"},
	}, attempt["papers"])
	results, err := h.RecordResults(as(max), api.RecordResultsRequestObject{Id: uuid.MustParse(attempt["id"].(string)), Body: &api.NewResults{
		Version: 1, ResultsOn: ptr(day("2028-11-20")), Results: []api.PaperResult{{Paper: "practical", Mark: ptr(91.0)}},
	}})
	require.NoError(t, err)
	award := read(t, results)["awards"].([]any)[0].(map[string]any)
	assert.Equal(t, []any{"acc", "current", "2028-11-20", "2031-11-20"}, []any{award["kind"], award["status"], award["awardedOn"], award["refresherDueOn"]})
	progress, err := h.GetProgress(as(tara), api.GetProgressRequestObject{Id: tara})
	require.NoError(t, err)
	inHouse := read(t, progress)["milestones"].([]any)[4].(map[string]any)["attempts"].([]any)
	assert.Equal(t, []any{"2027-11-01", "2027-09-13"}, []any{inHouse[0].(map[string]any)["satOn"], inHouse[1].(map[string]any)["satOn"]}, "newest first")
}

// readiness stands in for the feature that compares people with roles.
type readiness struct{}

func (readiness) Of(context.Context, access.Actor, uuid.UUID, *Summary) ([]RoleReadiness, error) {
	return []RoleReadiness{{RoleID: codingOfficer, Title: "Clinical Coding Officer", Kind: "own", EssentialMet: 7, EssentialRequired: 12}}, nil
}

func text(s string) *string { return &s }

func ptr[T any](v T) *T { return &v }
