package practice

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
)

var on = calendar.MustParseDate

func span(from, to string) calendar.Span {
	s := calendar.Span{From: on(from)}
	if to != "" {
		s.To = on(to)
	}
	return s
}

// worked makes a day's entry; hours 0 leaves them out.
func worked(day string, episodes int, hours float64) Day {
	return Day{on(day), episodes, int(hours * 60)}
}

var (
	fullTime = Career{Posts: []Post{{span("2026-01-05", ""), 100}}}
	policy   = []Target{{StartsOn: on("2026-01-01"), TraineeEpisodes: 20, AccEpisodes: 32, DayMinutes: 450}}
)

func TestHowADayCounts(t *testing.T) {
	onLeave := Career{Posts: []Post{{span("2026-01-05", "2026-09-30"), 60}, {span("2026-11-02", ""), 100}}, Leave: []calendar.Span{span("2026-06-01", "2026-06-30")}}
	for _, c := range []struct {
		what, day string
		want      Standing
	}{
		{"a Tuesday at work", "2026-05-12", DayCounts},
		{"a Saturday", "2026-05-16", Weekend},
		{"the early May bank holiday", "2026-05-04", BankHoliday},
		{"Boxing Day's substitute", "2026-12-28", BankHoliday},
		{"a day of leave", "2026-06-02", Leave},
		{"before the first appointment", "2026-01-02", NotAppointed},
		{"between two appointments", "2026-10-12", NotAppointed},
		{"the first day of the second one", "2026-11-02", DayCounts},
	} {
		assert.Equal(t, c.want, onLeave.Standing(on(c.day)), c.what)
	}
	assert.Contains(t, onLeave.Uncounted(on("2026-12-28")), "is a bank holiday (")
	assert.Empty(t, onLeave.Uncounted(on("2026-05-12")))
}

func TestTheTargetOfADay(t *testing.T) {
	replaced := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	targets := []Target{
		{StartsOn: on("2025-04-01"), TraineeEpisodes: 15, AccEpisodes: 30, DayMinutes: 450},
		{StartsOn: on("2026-04-01"), TraineeEpisodes: 99, AccEpisodes: 99, DayMinutes: 450, ReplacedAt: &replaced},
		{StartsOn: on("2026-04-01"), TraineeEpisodes: 18, AccEpisodes: 34, DayMinutes: 450},
	}
	trainee, holder := Career{}, Career{AccreditedOn: on("2026-06-10")}
	for _, c := range []struct {
		what   string
		career Career
		day    string
		want   int
		kind   TargetKind
	}{
		{"a trainee under the first set", trainee, "2026-03-31", 15, TraineeTarget},
		{"a trainee under the set that replaced another for its day", trainee, "2026-04-01", 18, TraineeTarget},
		{"the day before ACC", holder, "2026-06-09", 18, TraineeTarget},
		{"the day of ACC", holder, "2026-06-10", 34, ACCTarget},
	} {
		e, there := ExpectedOn(c.career, targets, on(c.day))
		require.True(t, there, c.what)
		assert.Equal(t, c.want, e.Episodes, c.what)
		assert.Equal(t, c.kind, e.Kind, c.what)
	}
	_, there := ExpectedOn(trainee, targets, on("2025-03-31"))
	assert.False(t, there, "no target was set yet")
	e, _ := ExpectedOn(holder, targets, on("2026-06-09"))
	assert.Equal(t, "18 episodes for a whole day of 7 hours 30 minutes: the target for trainees, because ACC was awarded later, on 10 June 2026. "+
		"The targets are those in force since 1 April 2026. A part of a day counts in part.", e.Because)
}

func TestTheFourWeekAverage(t *testing.T) {
	halfTime := Career{Posts: []Post{{span("2026-01-05", ""), 60}}}
	away := Career{Posts: []Post{{span("2026-01-05", ""), 100}}, Leave: []calendar.Span{span("2026-11-09", "")}}
	fresh := Career{Posts: []Post{{span("2026-11-16", ""), 100}}}
	for _, c := range []struct {
		what    string
		career  Career
		on      string
		days    []Day
		average float64
		whole   float64
		entries int
		without int
	}{
		{"nothing entered", fullTime, "2026-11-20", nil, 0, 0, 0, 20},
		{"whole days", fullTime, "2026-11-20", []Day{worked("2026-11-19", 20, 0), worked("2026-11-20", 31, 0)}, 25.5, 2, 2, 18},
		{"a half day counts as a half", fullTime, "2026-11-20", []Day{worked("2026-11-19", 20, 7.5), worked("2026-11-20", 10, 3.75)}, 20, 1.5, 2, 18},
		{"a day longer than a whole one", fullTime, "2026-11-20", []Day{worked("2026-11-20", 30, 9)}, 25, 1.2, 1, 19},
		{"a day with none is a day", fullTime, "2026-11-20", []Day{worked("2026-11-19", 0, 0), worked("2026-11-20", 20, 0)}, 10, 2, 2, 18},
		{"the 28th day back is the first that counts", fullTime, "2026-11-20", []Day{worked("2026-10-23", 99, 0), worked("2026-10-26", 20, 0)}, 20, 1, 1, 19},
		{"a Saturday is in no average", fullTime, "2026-11-20", []Day{worked("2026-11-14", 99, 0), worked("2026-11-20", 20, 0)}, 20, 1, 1, 19},
		{"over Christmas there are fewer working days", fullTime, "2027-01-03", []Day{worked("2026-12-25", 99, 0), worked("2026-12-24", 20, 0)}, 20, 1, 1, 16},
		{"leave is in no average, and no day is missed", away, "2026-11-20", []Day{worked("2026-11-06", 24, 0), worked("2026-11-10", 99, 0)}, 24, 1, 1, 9},
		{"the first week after the appointment", fresh, "2026-11-20", []Day{worked("2026-11-18", 3, 0)}, 3, 1, 1, 4},
		{"part time in three whole days", halfTime, "2026-11-20", []Day{worked("2026-11-16", 20, 0), worked("2026-11-17", 20, 0), worked("2026-11-18", 20, 0)}, 20, 3, 3, 9},
		{"part time spread over five days", halfTime, "2026-11-20", []Day{
			worked("2026-11-16", 12, 0), worked("2026-11-17", 12, 0), worked("2026-11-18", 12, 0), worked("2026-11-19", 12, 0), worked("2026-11-20", 12, 0),
		}, 20, 3, 5, 7},
		{"part time with hours on some days", halfTime, "2026-11-20", []Day{
			worked("2026-11-16", 20, 7.5), worked("2026-11-17", 10, 3.75), worked("2026-11-18", 15, 0), worked("2026-11-19", 15, 0),
		}, 20, 3, 4, 8},
	} {
		t.Run(c.what, func(t *testing.T) {
			f := fourWeeks(c.career, parts(c.career, policy, c.days), on(c.on))
			average, known := f.Value()
			assert.Equal(t, c.entries > 0, known)
			assert.InDelta(t, c.average, average, 0.001, "average")
			assert.InDelta(t, c.whole, f.Days, 0.001, "whole days")
			assert.Equal(t, c.entries, f.Entries, "entries")
			assert.Equal(t, c.without, f.Without, "working days without an entry")
		})
	}
	f := fourWeeks(fullTime, parts(fullTime, policy, []Day{worked("2026-11-19", 20, 7.5), worked("2026-11-20", 10, 3.75)}), on("2026-11-20"))
	assert.Equal(t, "30 episodes on 2 working days with an entry from 24 October 2026 to 20 November 2026, which are 1.5 whole days: 20 a day. "+
		"18 working days without an entry are left out.", f.Because())
}

func TestTheLearningCurve(t *testing.T) {
	accredited := fullTime
	accredited.AccreditedOn = on("2026-02-04")
	days := []Day{worked("2026-01-12", 4, 0), worked("2026-01-13", 6, 0), worked("2026-01-26", 10, 0), worked("2026-02-03", 12, 0)}
	found := weeks(accredited, policy, parts(accredited, policy, days), on("2026-02-05"))
	require.Len(t, found, 4, "a week without an entry is there too")
	values := func(of func(Week) Mean) []float64 {
		var all []float64
		for _, w := range found {
			v, known := of(w).Value()
			if !known {
				v = -1
			}
			all = append(all, v)
		}
		return all
	}
	assert.Equal(t, []float64{5, -1, 10, 12}, values(func(w Week) Mean { return w.Mean }))
	assert.Equal(t, []float64{5, 5, 6.7, 8}, values(func(w Week) Mean { return w.Four }))
	assert.Equal(t, "2026-01-12", found[0].StartsOn.ISO())
	assert.InDelta(t, 0.2, found[0].Months, 0.001)
	assert.Equal(t, []int{20, 20, 20, 32}, []int{found[0].Target, found[1].Target, found[2].Target, found[3].Target}, "ACC was awarded in the last week")
	assert.Nil(t, weeks(fullTime, policy, nil, on("2026-02-05")))
}

func TestReadingDays(t *testing.T) {
	for text, want := range map[string]string{
		"2/11/2026": "2026-11-02", "02/11/26": "2026-11-02", "2.11.2026": "2026-11-02", "2026-11-02": "2026-11-02", "2026-11-02T00:00:00": "2026-11-02",
		" 2 November 2026 ": "2026-11-02", "2 Nov 2026": "2026-11-02", "Mon 2 Nov 2026": "2026-11-02", "2nd November 2026": "2026-11-02", "2-Nov-26": "2026-11-02", "29/2/2028": "2028-02-29",
	} {
		got, err := readDay(text, false)
		require.NoError(t, err, text)
		assert.Equal(t, want, got.ISO(), text)
	}
	for text, want := range map[string]string{
		"":           "Enter the day.",
		"31/02/2026": "There is no day 31 in February 2026.",
		"29/2/2027":  "There is no day 29 in February 2027.",
		"11/25/2026": "There is no month 25. Write the day first, then the month: 2/11/2026 is 2 November 2026.",
		"2 Novembre": "This is not a date. Write it as 2/11/2026, 2 November 2026 or 2026-11-02.",
		"2 Foo 2026": "There is no month Foo. Write the date as 2/11/2026, 2 November 2026 or 2026-11-02.",
		"46328":      "This is not a date. Write it as 2/11/2026, 2 November 2026 or 2026-11-02.",
		"=TODAY()":   "This is a formula. Put in its place the date that it gives.",
	} {
		_, err := readDay(text, false)
		require.Error(t, err, text)
		assert.Equal(t, want, err.Error(), text)
	}
	got, err := readDay("46328", true)
	require.NoError(t, err)
	assert.Equal(t, "2026-11-02", got.ISO(), "a workbook's serial number")
}

func TestReadingEpisodesAndHours(t *testing.T) {
	for text, want := range map[string]int{"0": 0, "34": 34, " 34.0 ": 34, "999": 999} {
		got, err := readEpisodes(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-1", "1000", "3.5", "many", "NaN", "=SUM(A1:A3)"} {
		_, err := readEpisodes(text)
		assert.Error(t, err, text)
	}
	for text, want := range map[string]int{"": 0, "7.5": 450, "7,5": 450, "7:30": 450, "0.25": 15, "24": 1440} {
		got, err := readHours(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"0", "0.1", "25", "7:75", "NaN", "Inf", "-2", "=B2"} {
		_, err := readHours(text)
		assert.Error(t, err, text)
	}
}

func TestReadingWhatWasPasted(t *testing.T) {
	lines, err := readPaste("Date\tEpisodes\tHours\r\n2/11/2026\t20\t7.5\r\n\r\n3/11/2026\t21\r\n31/11/2026\tx\t7.5\r\n4/11/2026\t20\t7\tnote\r\n")
	require.NoError(t, err)
	require.Len(t, lines, 4)
	assert.Equal(t, Line{Number: 2, Day: worked("2026-11-02", 20, 7.5), asTyped: [3]string{"2/11/2026", "20", "7.5"}}, lines[0])
	assert.Equal(t, worked("2026-11-03", 21, 0), lines[1].Day)
	assert.Equal(t, []Problem{{columnDate, "There is no day 31 in November 2026."}, {columnEpisodes, "Episodes are a whole number from 0 to 999."}}, lines[2].Problems)
	assert.Equal(t, []Problem{{columnHours, "There are more than three columns. Copy only the date, the episodes and the hours."}}, lines[3].Problems)
	for _, text := range []string{"", " \n\t\n", "Date\tEpisodes"} {
		_, err := readPaste(text)
		assert.Error(t, err, "%q", text)
	}
}

var keysForTest = []ErrorKey{{Key: "pd", Type: PrimaryDiagnosis}, {Key: "pd-2", Type: PrimaryDiagnosis}, {Key: "sd", Type: SecondaryDiagnosis}}

func TestTheFourFigures(t *testing.T) {
	set := &ThresholdSet{Figures: map[CodeType]Tenths{PrimaryDiagnosis: 900, SecondaryDiagnosis: 800, PrimaryProcedure: 900, SecondaryProcedure: 800}}
	of := func(examined, byCoder, byOther int) Figure {
		c := Counts{Examined: map[CodeType]int{PrimaryDiagnosis: examined}, Errors: []ErrorCount{{"pd", byCoder, byOther}}}
		return Figures(c, keysForTest, set)[0]
	}
	for _, c := range []struct {
		what                   string
		examined, coder, other int
		accuracy, all, below   Tenths
		met                    bool
		because                string
	}{
		{"exactly the threshold", 50, 5, 0, 900, 900, 0, true, "45 of 50 primary diagnosis codes are correct: 90 %, which meets the threshold of 90 %."},
		{"one more error", 50, 6, 0, 880, 880, 20, false, "44 of 50 primary diagnosis codes are correct: 88 %, below the threshold of 90 % by 2 points."},
		{"never rounded up to the threshold", 3001, 301, 0, 899, 899, 1, false, "2700 of 3001 primary diagnosis codes are correct: 89.9 %, below the threshold of 90 % by 0.1 points."},
		{"errors with another cause are not the coder's", 50, 5, 10, 900, 700, 0, true, "45 of 50 primary diagnosis codes are correct: 90 %, which meets the threshold of 90 %."},
		{"no error", 20, 0, 0, 1000, 1000, 0, true, "20 of 20 primary diagnosis codes are correct: 100 %, which meets the threshold of 90 %."},
		{"nothing examined", 0, 0, 0, 0, 0, 0, false, "No primary diagnosis codes were examined."},
	} {
		f := of(c.examined, c.coder, c.other)
		assert.Equal(t, c.accuracy, f.Accuracy, c.what)
		assert.Equal(t, c.all, f.All, c.what)
		assert.Equal(t, c.below, f.Below, c.what)
		assert.Equal(t, c.met, f.Met(), c.what)
		assert.Equal(t, c.because, f.Because(), c.what)
	}
	without := Figures(Counts{Examined: map[CodeType]int{PrimaryDiagnosis: 10}}, keysForTest, nil)[0]
	assert.False(t, without.Met(), "without a threshold nothing is met")
	assert.Contains(t, without.Because(), "No threshold was chosen for that day.")
}

func TestWhatAnAuditRefuses(t *testing.T) {
	good := AuditEdit{
		Subject: "Respiratory", AuditedOn: on("2026-11-10"), PeriodFrom: on("2026-10-01"), PeriodTo: on("2026-10-31"), Sample: 50,
		Counts: Counts{Examined: map[CodeType]int{PrimaryDiagnosis: 50, SecondaryDiagnosis: 80}, Errors: []ErrorCount{{"pd", 2, 0}, {"pd-2", 1, 1}}},
	}
	assert.Empty(t, good.check(on("2026-11-20"), keysForTest))
	for what, c := range map[string]struct {
		field  string
		change func(*AuditEdit)
	}{
		"a day in the future":      {"auditedOn", func(e *AuditEdit) { e.AuditedOn = on("2026-11-21") }},
		"a period that ends first": {"periodTo", func(e *AuditEdit) { e.PeriodTo = on("2026-09-30") }},
		"a period after the audit": {"periodTo", func(e *AuditEdit) { e.PeriodTo = on("2026-11-11") }},
		"no subject":               {"subject", func(e *AuditEdit) { e.Subject = "" }},
		"no sample":                {"sample", func(e *AuditEdit) { e.Sample = 0 }},
		"more errors than codes":   {"examined.primary_diagnosis", func(e *AuditEdit) { e.Counts.Errors = []ErrorCount{{"pd", 40, 11}} }},
		"errors of codes not examined": {"examined.secondary_diagnosis", func(e *AuditEdit) {
			e.Counts.Examined = map[CodeType]int{PrimaryDiagnosis: 5}
			e.Counts.Errors = []ErrorCount{{"sd", 1, 0}}
		}},
		"an unknown key":   {"errors[0]", func(e *AuditEdit) { e.Counts.Errors = []ErrorCount{{"xx", 1, 0}} }},
		"a key twice":      {"errors[1]", func(e *AuditEdit) { e.Counts.Errors = []ErrorCount{{"pd", 1, 0}, {"pd", 1, 0}} }},
		"nothing examined": {"examined.primary_diagnosis", func(e *AuditEdit) { e.Counts = Counts{} }},
	} {
		edit := good
		c.change(&edit)
		wrong := edit.check(on("2026-11-20"), keysForTest)
		require.Len(t, wrong, 1, what)
		assert.Equal(t, c.field, wrong[0].Name, what)
	}
}

func TestTheReferenceData(t *testing.T) {
	k, err := knowledge()
	require.NoError(t, err)
	require.Len(t, k.Sets, 3)
	assert.Equal(t, "95 %", k.Sets[1].Figures[PrimaryDiagnosis].String())
	seen := map[string]bool{}
	for _, e := range k.Errors {
		assert.False(t, seen[e.Key], "%s is there once", e.Key)
		seen[e.Key] = true
		assert.Contains(t, []string{"V", "S", "R"}, e.Confidence)
	}
	assert.Len(t, k.Errors, 23)
	assert.NotEmpty(t, k.AuditStatements)
}
