// Package establishment compares the posts that an organisation funds with the people in them: by band, and by team and role, in
// whole-time equivalents, with vacancies and what the posts are paid. Trainees who are paid by Annex 21 of the national terms
// stand apart from those who are paid in a band.
package establishment

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/pay"
)

// Post is so much whole time of a role and band that is funded in a team from a day on.
type Post struct {
	ID   uuid.UUID
	Team workforce.Team
	Role workforce.Named
	// Band is, with Annex21, the one that the trainees train for.
	Band     workforce.Band
	Annex21  bool
	WTE      workforce.WTE
	StartsOn calendar.Date
	// EndsOn is the last day; no date while it goes on.
	EndsOn    calendar.Date
	EnteredBy workforce.Named
	EnteredOn calendar.Date
	Version   int
}

// on reports whether the post is funded on a day.
func (p Post) on(day calendar.Date) bool {
	return !p.StartsOn.After(day) && (p.EndsOn.IsZero() || !p.EndsOn.Before(day))
}

// mostWTE bounds an entry, in hundredths: ten thousand whole-time posts.
const mostWTE workforce.WTE = 1_000_000

// Check refuses, field by field, what cannot be funded.
func (p Post) Check(bands []workforce.Band, today calendar.Date) error {
	var fields []apperr.Field
	refuse := func(bad bool, name, format string, args ...any) {
		if bad {
			fields = append(fields, apperr.Field{Name: name, Message: fmt.Sprintf(format, args...)})
		}
	}
	refuse(!slices.Contains(bands, p.Band), "band", "Choose a band from 2 to 9.")
	refuse(p.WTE < 1 || p.WTE > mostWTE, "wte", "Enter the funded WTE, from 0.01 to 10,000, for example 2.6.")
	refuse(p.StartsOn.Before(calendar.On(1948, 7, 5)), "startsOn", "Check the year: %s is before the NHS began.", p.StartsOn)
	refuse(p.StartsOn.After(today.Add(calendar.Years(3))), "startsOn", "Check the year: %s is more than three years ahead.", p.StartsOn)
	refuse(!p.EndsOn.IsZero() && p.EndsOn.Before(p.StartsOn.AddDays(-1)), "endsOn",
		"The last day must not be before the first, %s. Enter the day before the first one where the entry was a mistake.", p.StartsOn)
	return apperr.Invalid(fields...)
}

// clash refuses an entry that another one of the same team, role and band overlaps: its WTE is changed instead.
func (p Post) clash(others []Post) error {
	for _, o := range others {
		same := o.ID != p.ID && o.Team.ID == p.Team.ID && o.Role.ID == p.Role.ID && o.Band == p.Band && o.Annex21 == p.Annex21
		overlap := (o.EndsOn.IsZero() || !p.StartsOn.After(o.EndsOn)) && (p.EndsOn.IsZero() || !o.StartsOn.After(p.EndsOn))
		never := !o.EndsOn.IsZero() && o.EndsOn.Before(o.StartsOn) || !p.EndsOn.IsZero() && p.EndsOn.Before(p.StartsOn)
		if same && overlap && !never {
			return apperr.InvalidField("startsOn", fmt.Sprintf("%s of this role and band are funded in this team from %s already. Change that entry, or end it before this one begins.", o.WTE, o.StartsOn))
		}
	}
	return nil
}

// Range is pay in pence a year, from everybody at the entry of the band to everybody at its top. Pence keep the sums exact.
type Range struct{ Low, High int }

func (r Range) add(o Range) Range { return Range{r.Low + o.Low, r.High + o.High} }

// Figures compare what is funded with who is there.
type Figures struct {
	Established workforce.WTE
	InPost      workforce.WTE
	Vacancy     workforce.WTE
	Over        workforce.WTE
	People      int
	// Filter lists the people.
	Filter workforce.Filter
	// Pay is what those in post are paid, VacancyCost what the vacancies would be.
	Pay         Range
	VacancyCost Range
}

func (f *Figures) add(o Figures) {
	f.Established += o.Established
	f.InPost += o.InPost
	f.Vacancy += o.Vacancy
	f.Over += o.Over
	f.People += o.People
	f.Pay, f.VacancyCost = f.Pay.add(o.Pay), f.VacancyCost.add(o.VacancyCost)
}

// TeamRole is one role in one team in one band.
type TeamRole struct {
	Team    workforce.Team
	Role    workforce.Named
	Band    workforce.Band
	Annex21 bool
	Figures Figures
	// shares are the trainees by what they are paid; empty without Annex 21.
	shares map[pay.Percent]Share
}

// Share is how many trainees are paid which part of the qualified band's top. Percent is 0 where it is not known when the
// training ends: their pay is then a range.
type Share struct {
	Percent pay.Percent
	People  int
	WTE     workforce.WTE
	Pay     Range
}

// Band is everybody who is paid in one band, or by Annex 21 as a trainee for it.
type Band struct {
	Band    workforce.Band
	Annex21 bool
	Figures Figures
	// Scale is what a whole-time post of the band is paid; Known is false for a band without a scale.
	Scale  pay.Scale
	Known  bool
	Shares []Share
}

// Establishment is what is funded and who is there on a day.
type Establishment struct {
	Today calendar.Date
	// Entered says that any post is funded here today.
	Entered bool
	// Bands are those who are paid in a band, lowest first, then the trainees who are paid by Annex 21.
	Bands []Band
	Posts []TeamRole
	Total Figures
}

type cell struct {
	team, role uuid.UUID
	band       workforce.Band
	annex21    bool
}

// Compare compares the posts that are funded today with the people whom the filter chooses. posts and members are everything in
// scope.
func Compare(posts []Post, members []workforce.Member, base workforce.Filter, scales pay.Scales, today calendar.Date) Establishment {
	e := Establishment{Today: today, Total: Figures{Filter: base}}
	cells := map[cell]*TeamRole{}
	at := func(team workforce.Team, role workforce.Named, band workforce.Band, annex21 bool) *TeamRole {
		key := cell{team.ID, role.ID, band, annex21}
		if cells[key] == nil {
			f := base
			f.TeamID, f.TeamAlone, f.RoleID, f.Band, f.Pay = team.ID, true, role.ID, band, workforce.PaidInBand
			if annex21 {
				f.Pay = workforce.PaidByAnnex21
			}
			cells[key] = &TeamRole{Team: team, Role: role, Band: band, Annex21: annex21, Figures: Figures{Filter: f}, shares: map[pay.Percent]Share{}}
		}
		return cells[key]
	}
	for _, p := range posts {
		if p.on(today) && base.TakesTeam(p.Team) {
			e.Entered = true
			at(p.Team, p.Role, p.Band, p.Annex21).Figures.Established += p.WTE
		}
	}
	for _, m := range base.Choose(members, today) {
		p := m.Person
		if p.Annex21 != "" {
			at(p.Team, p.Role, p.Annex21, true).train(m, scales, today)
			continue
		}
		c := at(p.Team, p.Role, p.Band, false)
		scale, _ := scales.On(p.Band, today)
		c.Figures.InPost += p.WTE
		c.Figures.People++
		c.Figures.Pay = c.Figures.Pay.add(Range{scale.Entry * int(p.WTE), scale.Top * int(p.WTE)})
	}
	for _, c := range cells {
		c.measure(e.Entered, scales, today)
		e.Posts = append(e.Posts, *c)
		e.Total.add(c.Figures)
	}
	slices.SortFunc(e.Posts, func(a, b TeamRole) int {
		return cmp.Or(strings.Compare(a.Team.Name, b.Team.Name), paidOrder(a.Annex21, b.Annex21), -a.Band.Compare(b.Band), strings.Compare(a.Role.Name, b.Role.Name),
			strings.Compare(a.Role.ID.String(), b.Role.ID.String()), strings.Compare(a.Team.ID.String(), b.Team.ID.String()))
	})
	e.Bands = byBand(e.Posts, base, scales, today)
	return e
}

// train counts a trainee who is paid by Annex 21.
func (c *TeamRole) train(m workforce.Member, scales pay.Scales, today calendar.Date) {
	scale, _ := scales.On(m.Person.Annex21, today)
	wte := int(m.Person.WTE)
	low, high, percent := pay.Earlier, pay.LastYear, pay.Percent(0)
	if left, known := pay.MonthsLeft(m.Training, today); known {
		percent = pay.Annex21(left)
		low, high = percent, percent
	}
	paid := Range{part(scale.Top*wte, low), part(scale.Top*wte, high)}
	s := c.shares[percent]
	s.Percent, s.People, s.WTE, s.Pay = percent, s.People+1, s.WTE+m.Person.WTE, s.Pay.add(paid)
	c.shares[percent] = s
	c.Figures.InPost += m.Person.WTE
	c.Figures.People++
	c.Figures.Pay = c.Figures.Pay.add(paid)
}

// part gives so many hundredths of an amount, to the nearest penny.
func part(pence int, p pay.Percent) int { return (pence*int(p) + 50) / 100 }

// measure finds what is vacant or over, and what the vacancies would be paid: in the band from its entry to its top, as trainees
// from the first year's part of the top to the last year's.
func (c *TeamRole) measure(entered bool, scales pay.Scales, today calendar.Date) {
	if !entered {
		return
	}
	f := &c.Figures
	f.Vacancy, f.Over = max(0, f.Established-f.InPost), max(0, f.InPost-f.Established)
	scale, _ := scales.On(c.Band, today)
	f.VacancyCost = Range{scale.Entry * int(f.Vacancy), scale.Top * int(f.Vacancy)}
	if c.Annex21 {
		f.VacancyCost = Range{part(scale.Top*int(f.Vacancy), pay.Earlier), part(scale.Top*int(f.Vacancy), pay.LastYear)}
	}
}

func byBand(posts []TeamRole, base workforce.Filter, scales pay.Scales, today calendar.Date) []Band {
	var bands []Band
	for _, p := range posts {
		i := slices.IndexFunc(bands, func(b Band) bool { return b.Band == p.Band && b.Annex21 == p.Annex21 })
		if i < 0 {
			f := base
			f.Band, f.Pay = p.Band, p.Figures.Filter.Pay
			b := Band{Band: p.Band, Annex21: p.Annex21, Figures: Figures{Filter: f}}
			b.Scale, b.Known = scales.On(p.Band, today)
			i, bands = len(bands), append(bands, b)
		}
		b := &bands[i]
		b.Figures.add(p.Figures)
		for _, s := range p.shares {
			n := slices.IndexFunc(b.Shares, func(o Share) bool { return o.Percent == s.Percent })
			if n < 0 {
				b.Shares = append(b.Shares, s)
				continue
			}
			o := &b.Shares[n]
			o.People, o.WTE, o.Pay = o.People+s.People, o.WTE+s.WTE, o.Pay.add(s.Pay)
		}
	}
	for _, b := range bands {
		slices.SortFunc(b.Shares, func(a, o Share) int { return cmp.Compare(o.Percent, a.Percent) })
	}
	slices.SortFunc(bands, func(a, b Band) int { return cmp.Or(paidOrder(a.Annex21, b.Annex21), a.Band.Compare(b.Band)) })
	return bands
}

// paidOrder puts those who are paid in a band before the trainees.
func paidOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}
