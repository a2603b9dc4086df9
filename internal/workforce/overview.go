package workforce

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Number is how many people a filter chooses, what they are in whole-time equivalents, and how many things they have of what
// is counted: a person with two overdue milestones is one person and two items.
type Number struct {
	Filter Filter
	People int
	Items  int
	WTE    WTE
}

// StageNumber is a number of people at a stage of the road.
type StageNumber struct {
	Stage Stage
	Number
}

// BandNumber is a number of people in a band.
type BandNumber struct {
	Band Band
	Number
}

// SkillGap is what is essential in one skill for the people of one team, requirement by requirement of each person.
type SkillGap struct {
	Team  Named
	Code  string
	Skill string
	Tally
	// People counts those of whom something is required.
	People int
	Filter Filter
}

// Overview is an organisation, or a manager's teams, in numbers on one day.
type Overview struct {
	Today            calendar.Date
	Headcount        Number
	OnRoad           Number
	Stages           []StageNumber
	Accredited       Number
	AccreditedByBand []BandNumber
	Overdue          Number
	DueSoon          Number
	OnLeave          Number
	Expiring         Number
	Lapsed           Number
	WaitingReview    Number
	WaitingSignOff   Number
	Returned         Number
	Gap              Number
	SkillGaps        []SkillGap
	SinglePoints     SinglePointCount
}

// Meanings says in a sentence what each number of an overview counts, by the number's name in the API.
func Meanings() map[string]string {
	return map[string]string{
		"headcount":        "People with an appointment today.",
		"onRoad":           "People on the road to ACC who do not hold it yet.",
		"stages":           "People on the road by the first stage that they have not finished; accredited coders by whether their refresher is overdue.",
		"accredited":       "People who hold ACC. A lapsed refresher does not take ACC away.",
		"accreditedByBand": "People who hold ACC by the band of their appointment.",
		"overdue":          "People with a milestone whose due date has passed, and how many such milestones.",
		"dueSoon":          "People with a milestone that falls due within 60 days, unless their pathway says otherwise.",
		"onLeave":          "People for whom the clock stands still because of leave today.",
		"expiring":         "People who hold ACC and whose refresher falls due within 12 months.",
		"lapsed":           "People who hold ACC and whose refresher is overdue.",
		"waitingReview":    "People with claims that wait for a reviewer, and how many claims.",
		"waitingSignOff":   "People with recorded milestones that wait for a signature, and how many milestones.",
		"returned":         "People with claims that came back and were not submitted again, and how many claims.",
		"gap":              "People who do not meet every essential requirement of their role (statements, criteria, milestones, accreditations), and how many they lack.",
		"singlePoints":     "Essential statements of people's roles that nobody here, or one person, holds: approved at the level asked or, where it counts, a higher one, and not expired.",
		"skillGaps":        "Essential statements of the roles of a team's people: each person and statement counts once. An approval that expired counts as missing. People are counted in the team to which they are appointed.",
	}
}

// Summarise counts the members that base chooses. Every number is counted by its own filter, so that the list behind it has
// as many people.
func Summarise(members []Member, stages []Stage, base Filter, today calendar.Date) Overview {
	members = base.Choose(members, today)
	count := func(f Filter, items func(*Member) int) Number {
		n := Number{Filter: f}
		for i := range members {
			if m := &members[i]; f.fits(m, today) {
				n.People++
				n.WTE += m.Person.WTE
				n.Items += items(m)
			}
		}
		return n
	}
	one := func(*Member) int { return 1 }
	of := func(s PeopleState) Filter { f := base; f.Standing = s; return f }
	o := Overview{
		Today:          today,
		Headcount:      count(base, one),
		OnRoad:         count(of(IsOnRoad), one),
		Accredited:     count(of(IsAccredited), one),
		Overdue:        count(of(IsOverdue), (*Member).overdue),
		DueSoon:        count(of(IsDueSoon), (*Member).dueSoon),
		OnLeave:        count(of(IsOnLeave), one),
		Expiring:       count(of(IsExpiring), one),
		Lapsed:         count(of(IsLapsed), one),
		WaitingReview:  count(of(IsWaitingReview), (*Member).WaitingReview),
		WaitingSignOff: count(of(IsWaitingSignOff), (*Member).waitingSignOff),
		Returned:       count(of(IsReturned), (*Member).Returned),
		Gap:            count(of(HasGap), (*Member).gaps),
	}
	for _, s := range stages {
		f := base
		f.Stage = s.Key
		o.Stages = append(o.Stages, StageNumber{Stage: s, Number: count(f, one)})
	}
	for _, band := range bandsOf(members, &o.Accredited.Filter, today) {
		f := of(IsAccredited)
		f.Band = band
		o.AccreditedByBand = append(o.AccreditedByBand, BandNumber{Band: band, Number: count(f, one)})
	}
	o.SkillGaps = skillGaps(members, base)
	o.SinglePoints = countSinglePoints(SinglePoints(members, base, today))
	return o
}

// bandsOf lists the bands of the members that a filter chooses, lowest first.
func bandsOf(members []Member, f *Filter, today calendar.Date) []Band {
	found := map[Band]bool{}
	for i := range members {
		if f.fits(&members[i], today) {
			found[members[i].Person.Band] = true
		}
	}
	return slices.SortedFunc(maps.Keys(found), Band.Compare)
}

func skillGaps(members []Member, base Filter) []SkillGap {
	type key struct {
		team uuid.UUID
		code string
	}
	gaps := map[key]*SkillGap{}
	// of gives the gap of each requirement of a role in a team, nil for one that is no essential statement.
	type post struct{ team, role uuid.UUID }
	of := map[post][]*SkillGap{}
	for i := range members {
		m := &members[i]
		at := post{m.Person.Team.ID, m.Person.Role.ID}
		asked, known := of[at]
		if !known {
			asked = make([]*SkillGap, len(m.Judged.Asked))
			for j := range m.Judged.Asked {
				q := &m.Judged.Asked[j]
				if !q.essentialStatement() {
					continue
				}
				k := key{at.team, q.Code}
				if gaps[k] == nil {
					f := base
					f.TeamID, f.TeamAlone, f.Code = k.team, true, k.code
					gaps[k] = &SkillGap{Team: m.Person.Team.Named, Code: k.code, Skill: q.Skill, Filter: f}
				}
				asked[j] = gaps[k]
			}
			of[at] = asked
		}
		for j, gap := range asked {
			if gap == nil {
				continue
			}
			gap.add(m.Judged.States[j])
			if !slices.Contains(asked[:j], gap) {
				gap.People++
			}
		}
	}
	var list []SkillGap
	for _, g := range gaps {
		list = append(list, *g)
	}
	slices.SortFunc(list, func(a, b SkillGap) int {
		return cmp.Or(strings.Compare(a.Team.Name, b.Team.Name), compareIDs(a.Team.ID, b.Team.ID), strings.Compare(a.Code, b.Code))
	})
	return list
}
