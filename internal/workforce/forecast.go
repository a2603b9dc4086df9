package workforce

import (
	"cmp"
	"fmt"
	"slices"

	"bandwise/internal/platform/calendar"
)

// ForecastMonths is how many months ahead the forecast looks.
const ForecastMonths = 36

// Forecast is how many accredited staff there will be at the end of each month if every trainee's own plan comes true.
type Forecast struct {
	Today  calendar.Date
	Months int
	Bands  []Band
	Points []ForecastPoint
	// Accredited are the trainees who are accredited within the months, earliest first; WithoutDate the other trainees.
	Accredited  []ForecastPerson
	WithoutDate []ForecastPerson
}

// ForecastPoint is a day with the accredited staff on it, by the forecast's bands.
type ForecastPoint struct {
	On     calendar.Date
	Label  string
	People int
	WTE    WTE
	ByBand []BandCount
}

// BandCount is a number of people in a band.
type BandCount struct {
	Band   Band
	People int
	WTE    WTE
}

// ForecastPerson is a trainee with the date on which the forecast counts on the award, and why.
type ForecastPerson struct {
	Person  Person
	On      calendar.Date
	Because string
}

// Foresee looks the months ahead from today, month end by month end, the first point being today itself.
func Foresee(members []Member, base Filter, today calendar.Date) Forecast {
	f := Forecast{Today: today, Months: ForecastMonths}
	members = base.Choose(members, today)
	points := []calendar.Date{today}
	for n := range f.Months {
		points = append(points, monthEnd(today, n+1))
	}
	last := points[len(points)-1]
	type holder struct {
		person Person
		from   calendar.Date
	}
	var holders []holder
	for _, m := range members {
		switch {
		case m.Accreditation().Held():
			holders = append(holders, holder{m.Person, today})
		case m.Training == nil || !m.Training.onRoad():
		default:
			p := Planned(m, today, last)
			if p.On.IsZero() {
				f.WithoutDate = append(f.WithoutDate, p)
				continue
			}
			f.Accredited = append(f.Accredited, p)
			holders = append(holders, holder{m.Person, p.On})
		}
	}
	byDate := func(a, b ForecastPerson) int {
		return cmp.Or(a.On.Compare(b.On), comparePeople(a.Person, b.Person))
	}
	slices.SortFunc(f.Accredited, byDate)
	slices.SortFunc(f.WithoutDate, byDate)
	for _, h := range holders {
		f.Bands = append(f.Bands, h.person.Band)
	}
	slices.SortFunc(f.Bands, Band.Compare)
	f.Bands = slices.Compact(f.Bands)
	for i, on := range points {
		point := ForecastPoint{On: on, Label: fmt.Sprintf("%s %d", on.Month(), on.Year())}
		if i == 0 {
			point.Label = "Today"
		}
		for _, band := range f.Bands {
			point.ByBand = append(point.ByBand, BandCount{Band: band})
		}
		for _, h := range holders {
			if h.from.After(on) || !h.person.EndsOn.IsZero() && h.person.EndsOn.Before(on) {
				continue
			}
			b := &point.ByBand[slices.Index(f.Bands, h.person.Band)]
			b.People++
			b.WTE += h.person.WTE
			point.People++
			point.WTE += h.person.WTE
		}
		f.Points = append(f.Points, point)
	}
	return f
}

// Planned gives the date on which a trainee counts as accredited when the own plan comes true by the last day that is looked
// at; without a date it says why there is none.
func Planned(m Member, today, last calendar.Date) ForecastPerson {
	t, p := m.Training, ForecastPerson{Person: m.Person}
	switch due := t.AwardDueOn; {
	case due.IsZero():
		p.Because = "The plan has no date for the NCCQ yet."
	case due.Before(today):
		p.Because = fmt.Sprintf("The plan's date for the NCCQ, %s, has passed, and there is no new one.", due)
	case !m.Person.EndsOn.IsZero() && m.Person.EndsOn.Before(due):
		p.Because = m.Person.endsBefore(due)
	case due.After(last):
		p.Because = fmt.Sprintf("The plan's date for the NCCQ is %s, after the last month shown.", due)
	default:
		p.On, p.Because = due, t.AwardBecause
	}
	return p
}

// endsBefore says that the person's work here ends before the plan comes true.
func (p Person) endsBefore(due calendar.Date) string {
	switch {
	case p.Ending.Kind == 0:
		return fmt.Sprintf("The appointment ends on %s, before the plan's date for the NCCQ, %s.", p.EndsOn, due)
	case !p.Ending.Shown:
		return fmt.Sprintf("The plan's date for the NCCQ, %s, is not counted, for a reason that only the line and the workforce lead are told.", due)
	default:
		return fmt.Sprintf("The plan's date for the NCCQ is %s, after the last day here. %s", due, p.Ending.Because())
	}
}

// monthEnd gives the last day of the month that is so many months after today's.
func monthEnd(today calendar.Date, months int) calendar.Date {
	return calendar.On(today.Year(), today.Month()+1, 1).Add(calendar.Months(months)).AddDays(-1)
}
