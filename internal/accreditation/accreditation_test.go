package accreditation_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "bandwise/internal/accreditation"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

var (
	day     = calendar.MustParseDate
	trainee = uuid.NewSHA1(uuid.NameSpaceOID, []byte("trainee"))
	manager = uuid.NewSHA1(uuid.NameSpaceOID, []byte("manager"))
)

// everyThreeYears is the rule of document 003, line 70.
var everyThreeYears = Rule{Every: calendar.Years(3), From: CountFromAward, Notice: calendar.Months(6), Source: "003 line 70"}

func acc(on string) []Award { return []Award{{Kind: ACC, AwardedOn: day(on)}} }

func refreshed(days ...string) []Course {
	var all []Course
	for _, on := range days {
		all = append(all, Course{Name: "the refresher course", CompletedOn: day(on), Refresher: true})
	}
	return all
}

func standards(on string) Course {
	return Course{Name: "the Standards course", CompletedOn: day(on)}
}

func leave(name, from, to string) Leave {
	l := Leave{Span: calendar.Span{From: day(from)}, Name: name}
	if to != "" {
		l.To = day(to)
	}
	return l
}

func TestCurrency(t *testing.T) {
	fromCourse := everyThreeYears
	fromCourse.From = CountFromCourse
	unsourced := Rule{Every: calendar.Years(2), From: CountFromAward, Notice: calendar.Months(6)}
	cases := map[string]struct {
		awards  []Award
		courses []Course
		leave   []Leave
		rule    Rule
		today   string
		status  Status
		due     string
		because string
	}{
		"never awarded":                                      {nil, refreshed("2030-01-01"), nil, everyThreeYears, "2031-01-01", StatusNotHeld, "", "It has not been awarded."},
		"awarded tomorrow":                                   {acc("2028-11-20"), nil, nil, everyThreeYears, "2028-11-19", StatusNotHeld, "", "It has not been awarded."},
		"another award only":                                 {[]Award{{Kind: "ccap", AwardedOn: day("2028-11-20")}}, nil, nil, everyThreeYears, "2029-01-01", StatusNotHeld, "", "It has not been awarded."},
		"on the day of the award":                            {acc("2028-11-20"), nil, nil, everyThreeYears, "2028-11-20", StatusCurrent, "2031-11-20", "Awarded on 20 November 2028 and current. The refresher is due on 20 November 2031 because it is due every 3 years, counted from the award on 20 November 2028 (003 line 70)."},
		"a day before the notice":                            {acc("2028-11-20"), nil, nil, everyThreeYears, "2031-05-19", StatusCurrent, "2031-11-20", ""},
		"six months before":                                  {acc("2028-11-20"), nil, nil, everyThreeYears, "2031-05-20", StatusRefresherDue, "2031-11-20", "Awarded on 20 November 2028. The refresher is due on 20 November 2031 because it is due every 3 years, counted from the award on 20 November 2028 (003 line 70)."},
		"on the due day":                                     {acc("2028-11-20"), nil, nil, everyThreeYears, "2031-11-20", StatusRefresherDue, "2031-11-20", ""},
		"the day after":                                      {acc("2028-11-20"), nil, nil, everyThreeYears, "2031-11-21", StatusLapsed, "2031-11-20", "Awarded on 20 November 2028 and still held. The refresher lapsed: it was due on 20 November 2031 because it is due every 3 years, counted from the award on 20 November 2028 (003 line 70)."},
		"years after":                                        {acc("2028-11-20"), nil, nil, everyThreeYears, "2040-01-01", StatusLapsed, "2031-11-20", ""},
		"refreshed early":                                    {acc("2028-11-20"), refreshed("2031-06-02"), nil, everyThreeYears, "2031-06-02", StatusCurrent, "2034-06-02", "Awarded on 20 November 2028 and current. The refresher is due on 2 June 2034 because it is due every 3 years, counted from the refresher course on 2 June 2031 (003 line 70)."},
		"refreshed after it lapsed":                          {acc("2028-11-20"), refreshed("2032-03-05"), nil, everyThreeYears, "2032-03-05", StatusCurrent, "2035-03-05", ""},
		"refreshed again, in any order":                      {acc("2028-11-20"), refreshed("2034-05-01", "2031-06-02"), nil, everyThreeYears, "2035-01-01", StatusCurrent, "2037-05-01", ""},
		"a refresher that is still to come":                  {acc("2028-11-20"), refreshed("2032-03-05"), nil, everyThreeYears, "2032-03-04", StatusLapsed, "2031-11-20", ""},
		"a refresher before the award":                       {acc("2028-11-20"), refreshed("2027-06-02"), nil, everyThreeYears, "2029-01-01", StatusCurrent, "2031-11-20", ""},
		"the Standards course does not count from the award": {acc("2028-11-20"), []Course{standards("2029-12-11")}, nil, everyThreeYears, "2030-01-01", StatusCurrent, "2031-11-20", ""},
		"counted from the Standards course":                  {acc("2028-11-20"), []Course{standards("2026-12-11")}, nil, fromCourse, "2029-06-11", StatusRefresherDue, "2029-12-11", ""},
		"counted from the last course":                       {acc("2028-11-20"), append(refreshed("2028-02-01"), standards("2026-12-11")), nil, fromCourse, "2029-01-01", StatusCurrent, "2031-02-01", ""},
		"counted from courses, none recorded":                {acc("2028-11-20"), nil, nil, fromCourse, "2029-01-01", StatusCurrent, "2031-11-20", "Awarded on 20 November 2028 and current. The refresher is due on 20 November 2031 because it is due every 3 years, counted from the award, as no course is recorded, on 20 November 2028 (003 line 70)."},
		"awarded on 29 February":                             {acc("2028-02-29"), nil, nil, everyThreeYears, "2029-01-01", StatusCurrent, "2031-02-28", ""},
		"notice at the end of a month":                       {acc("2028-08-31"), nil, nil, everyThreeYears, "2031-02-28", StatusRefresherDue, "2031-08-31", ""},
		"awarded twice, the first counts":                    {append(acc("2028-11-20"), acc("2026-11-20")...), nil, nil, everyThreeYears, "2029-01-01", StatusCurrent, "2029-11-20", ""},
		"another interval":                                   {acc("2028-11-20"), nil, nil, unsourced, "2029-01-01", StatusCurrent, "2030-11-20", "Awarded on 20 November 2028 and current. The refresher is due on 20 November 2030 because it is due every 2 years, counted from the award on 20 November 2028."},
		"leave moves the date":                               {acc("2028-11-20"), nil, []Leave{leave("maternity leave", "2030-01-01", "2030-06-30")}, everyThreeYears, "2031-11-21", StatusRefresherDue, "2032-05-19", "Awarded on 20 November 2028. The refresher is due on 19 May 2032 because it is due every 3 years, counted from the award on 20 November 2028 (003 line 70), and 181 days of maternity leave moved it."},
		"three kinds of leave":                               {acc("2028-11-20"), nil, []Leave{leave("sickness leave", "2030-01-01", "2030-01-10"), leave("other leave", "2030-02-01", "2030-02-05"), leave("maternity leave", "2030-03-01", "2030-03-05")}, everyThreeYears, "2030-06-01", StatusCurrent, "2031-12-10", "Awarded on 20 November 2028 and current. The refresher is due on 10 December 2031 because it is due every 3 years, counted from the award on 20 November 2028 (003 line 70), and 20 days of sickness leave, other leave and maternity leave moved it."},
		"leave before the award":                             {acc("2028-11-20"), nil, []Leave{leave("sickness leave", "2028-01-01", "2028-01-31")}, everyThreeYears, "2029-01-01", StatusCurrent, "2031-11-20", ""},
		"leave that goes on":                                 {acc("2028-11-20"), nil, []Leave{leave("sickness leave", "2031-11-11", "")}, everyThreeYears, "2031-11-25", StatusRefresherDue, "2031-12-05", ""},
		"leave that began after it lapsed":                   {acc("2028-11-20"), nil, []Leave{leave("sickness leave", "2031-11-21", "")}, everyThreeYears, "2032-01-01", StatusLapsed, "2031-11-20", ""},
		"leave that is planned without an end":               {acc("2028-11-20"), nil, []Leave{leave("maternity leave", "2029-05-01", "")}, everyThreeYears, "2029-04-30", StatusCurrent, "2031-11-20", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := CurrencyOf(ACC, c.awards, c.courses, c.leave, c.rule, day(c.today))
			assert.Equal(t, c.status.String(), got.Status.String())
			assert.Equal(t, c.due, got.RefresherDueOn.ISO())
			assert.Equal(t, ACC, got.Kind)
			if c.because != "" {
				assert.Equal(t, c.because, got.Because)
			}
			assert.Equal(t, c.status != StatusNotHeld, got.Status.Held())
			assert.Equal(t, got.Status.Held(), !got.AwardedOn.IsZero(), "a lapsed refresher never takes the award away")
		})
	}
}

// From the award on, day by day, the status only moves towards lapsed until a refresher renews it, and the award stays.
func TestCurrencyReplayedDayByDay(t *testing.T) {
	var seen []string
	for today := day("2028-11-01"); today.Before(day("2036-01-01")); today = today.AddDays(1) {
		c := CurrencyOf(ACC, acc("2028-11-20"), refreshed("2032-03-05"), nil, everyThreeYears, today)
		if len(seen) == 0 || seen[len(seen)-1] != c.Status.String() {
			seen = append(seen, c.Status.String())
		}
		require.Equal(t, c.Status == StatusLapsed, c.Status.Held() && today.After(c.RefresherDueOn), today)
	}
	assert.Equal(t, []string{"not_held", "current", "refresher_due", "lapsed", "current", "refresher_due", "lapsed"}, seen)
}

func TestAwarding(t *testing.T) {
	award := func(change func(*Award)) Award {
		a := Award{Kind: ACC, Holder: trainee, AwardedOn: day("2028-11-20"), Because: "The NCCQ was passed on 3 October 2028.", ConfirmedBy: manager, ConfirmedOn: day("2028-11-21")}
		if change != nil {
			change(&a)
		}
		return a
	}
	cases := map[string]struct {
		held   []Award
		award  Award
		code   apperr.Code
		fields []apperr.Field
	}{
		"the first":               {nil, award(nil), 0, nil},
		"beside another":          {[]Award{{Kind: "ccap"}}, award(nil), 0, nil},
		"confirmed by the holder": {nil, award(func(a *Award) { a.ConfirmedBy = trainee }), apperr.CodeForbidden, nil},
		"held already":            {acc("2026-01-01"), award(nil), apperr.CodeConflict, nil},
		"with nothing filled in": {nil, Award{Holder: trainee}, apperr.CodeInvalid, []apperr.Field{
			{Name: "kind", Message: "Choose the accreditation."},
			{Name: "awardedOn", Message: "Enter the date of the award."},
			{Name: "because", Message: "Say which facts the award rests on."},
			{Name: "confirmedBy", Message: "Say who confirmed it."},
			{Name: "confirmedOn", Message: "Enter the date on which it was confirmed."},
		}},
		"awarded later than it was confirmed": {nil, award(func(a *Award) { a.AwardedOn, a.ConfirmedOn = day("2029-01-01"), day("2028-12-01") }), apperr.CodeInvalid, []apperr.Field{
			{Name: "awardedOn", Message: "1 January 2029 is in the future."},
		}},
		"in the future": {nil, award(func(a *Award) { a.AwardedOn, a.ConfirmedOn = day("2029-01-01"), day("2029-01-02") }), apperr.CodeInvalid, []apperr.Field{
			{Name: "awardedOn", Message: "1 January 2029 is in the future."},
			{Name: "confirmedOn", Message: "2 January 2029 is in the future."},
		}},
		"confirmed before it was made": {nil, award(func(a *Award) { a.ConfirmedOn = day("2028-11-19") }), apperr.CodeInvalid, []apperr.Field{
			{Name: "confirmedOn", Message: "19 November 2028 is before the award on 20 November 2028."},
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := NewAward(c.held, c.award, day("2028-12-01"))
			if c.code == 0 {
				require.NoError(t, err)
				assert.Equal(t, c.award, got)
				return
			}
			var refusal *apperr.Error
			require.True(t, errors.As(err, &refusal))
			assert.Equal(t, c.code, refusal.Code)
			assert.Equal(t, c.fields, refusal.Fields)
		})
	}
}

func TestStatusesPrintAndReadThemselves(t *testing.T) {
	for i, want := range []string{"not_held", "current", "refresher_due", "lapsed"} {
		status := Status(i + 1)
		assert.Equal(t, want, status.String())
		text, err := status.MarshalText()
		require.NoError(t, err)
		var back Status
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, status, back)
	}
	var s Status
	assert.ErrorContains(t, s.UnmarshalText([]byte("expired")), `"expired" is not a status of accreditation`)
	assert.Equal(t, "unknown(9)", Status(9).String())
}

func TestTheAuditorsAccreditationIsKeptByItsReCertification(t *testing.T) {
	for kind, word := range map[Kind]string{ACC: "refresher", CCAP: "re-certification", CCTP: "re-certification"} {
		held := []Award{{Kind: kind, AwardedOn: day("2028-11-20")}}
		for today, want := range map[string]string{
			"2029-01-01": "and current. The " + word + " is due on 20 November 2031", "2031-06-01": ". The " + word + " is due on 20 November 2031",
			"2032-01-01": "and still held. The " + word + " lapsed: it was due on 20 November 2031",
		} {
			assert.Contains(t, CurrencyOf(kind, held, nil, nil, everyThreeYears, day(today)).Because, want)
		}
	}
}

func TestEveryKindHasAName(t *testing.T) {
	for _, kind := range Kinds() {
		assert.NotEqual(t, string(kind), kind.Title())
	}
}
