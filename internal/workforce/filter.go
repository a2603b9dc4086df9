package workforce

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Filter chooses people. What is left zero does not matter. Essential requirements are meant wherever one is asked about.
type Filter struct {
	// Query is a part of the name, folded.
	Query string
	// TeamID chooses a team with the teams below it; with TeamAlone only those appointed to the team itself.
	TeamID    uuid.UUID
	TeamAlone bool
	Stage     string
	Band      Band
	RoleID    uuid.UUID
	// Pay chooses by how people are paid; with PaidByAnnex21 the band is the one that trainees train for.
	Pay Pay
	// ManagerID chooses those whose line manager it is.
	ManagerID uuid.UUID
	Standing  PeopleState
	// Requires chooses those whose role requires the statement, Lacks those of them who do not meet it.
	Requires uuid.UUID
	Lacks    uuid.UUID
	// Code chooses those who lack something that their role requires in the skill, Level at that level.
	Code  string
	Level Level
	// Aspect chooses those who lack something that their role requires in an aspect.
	Aspect Aspect
	// Stands chooses by something else than lacking in Code, Level and Aspect, and than requiring in Requires.
	Stands Stands
}

// Aspect is an aspect of a skill, its statements on every level together.
type Aspect struct {
	// Of is a statement of the aspect, by which addresses name it.
	Of   uuid.UUID
	Code string
	Name string
}

func (a Aspect) has(s Statement) bool {
	return a.Of == uuid.Nil || a.Name != "" && s.Code == a.Code && s.Aspect == a.Name
}

// Stands is how somebody stands towards what the role requires.
type Stands int

// The ways to stand towards a requirement. All but StandsRequired and StandsLacking are those that a [Tally] counts.
const (
	// StandsRequired: the role requires it, however far it is met.
	StandsRequired Stands = iota + 1
	StandsMet
	StandsClaimed
	StandsPartly
	StandsMissing
	// StandsLacking: it is not met, whatever came of it so far.
	StandsLacking
)

var standsNames = []string{"", "required", "met", "claimed", "partly", "missing", "lacking"}

// String gives it as the API writes it, for example "missing".
func (s Stands) String() string { return standsNames[s] }

// ParseStands reads what String gives.
func ParseStands(text string) (Stands, error) {
	for s := StandsRequired; s <= StandsLacking; s++ {
		if s.String() == text {
			return s, nil
		}
	}
	return 0, fmt.Errorf("%q is not a way to stand towards a requirement", text)
}

// takes reports whether a state of a requirement is one to stand in.
func (s Stands) takes(state State) bool {
	switch s {
	case StandsMet:
		return state == Met
	case StandsClaimed:
		return state == Claimed
	case StandsPartly:
		return state == Partly
	case StandsMissing:
		return state == Missing || state == Expired
	case StandsLacking:
		return state != Met
	default:
		return true
	}
}

// PeopleState is something that can be said of a person and that lists are filtered by.
type PeopleState int

// The states that people are filtered by.
const (
	IsOverdue PeopleState = iota + 1
	IsDueSoon
	IsExpiring
	IsLapsed
	IsWaiting
	IsWaitingReview
	IsWaitingSignOff
	IsReturned
	IsAccredited
	IsOnRoad
	IsOnLeave
	HasGap
)

var peopleStateNames = []string{"", "overdue", "due_soon", "expiring", "lapsed", "waiting", "waiting_review", "waiting_sign_off", "returned", "accredited", "on_road", "on_leave", "gap"}

// String gives the state as the API writes it, for example "waiting_review".
func (s PeopleState) String() string { return peopleStateNames[s] }

// ParsePeopleState reads what String gives.
func ParsePeopleState(text string) (PeopleState, error) {
	for s := IsOverdue; s <= HasGap; s++ {
		if s.String() == text {
			return s, nil
		}
	}
	return 0, fmt.Errorf("%q is not a state that people can be filtered by", text)
}

// Holds reports whether the state can be said of m today.
func (s PeopleState) Holds(m Member, today calendar.Date) bool { return s.holds(&m, today) }

func (s PeopleState) holds(m *Member, today calendar.Date) bool {
	switch s {
	case IsOverdue:
		return m.overdue() > 0
	case IsDueSoon:
		return m.dueSoon() > 0
	case IsExpiring:
		return m.Training != nil && m.Training.expiring(today)
	case IsLapsed:
		return m.Accreditation() == Lapsed
	case IsWaiting:
		return m.WaitingReview() > 0 || m.waitingSignOff() > 0
	case IsWaitingReview:
		return m.WaitingReview() > 0
	case IsWaitingSignOff:
		return m.waitingSignOff() > 0
	case IsReturned:
		return m.Returned() > 0
	case IsAccredited:
		return m.Accreditation().Held()
	case IsOnRoad:
		return m.Training != nil && m.Training.onRoad()
	case IsOnLeave:
		return m.Training != nil && m.Training.OnLeave
	case HasGap:
		return m.gaps() > 0
	default:
		return true
	}
}

// Fits reports whether the filter chooses m today.
func (f Filter) Fits(m Member, today calendar.Date) bool { return f.fits(&m, today) }

func (f *Filter) fits(m *Member, today calendar.Date) bool {
	p := &m.Person
	switch {
	case f.Query != "" && !strings.Contains(p.Folded, f.Query),
		f.TeamID != uuid.Nil && !f.TakesTeam(p.Team),
		f.Stage != "" && (m.Training == nil || m.Training.Stage.Key != f.Stage),
		f.Pay != 0 && f.Pay != p.Pay(),
		f.Band != "" && p.paidBand(f.Pay) != f.Band,
		f.RoleID != uuid.Nil && p.Role.ID != f.RoleID,
		f.ManagerID != uuid.Nil && p.Manager.ID != f.ManagerID,
		!f.Standing.holds(m, today):
		return false
	}
	return f.fitsRequirements(m)
}

// TakesTeam reports whether the filter chooses those who are appointed to a team.
func (f Filter) TakesTeam(t Team) bool {
	return f.TeamID == uuid.Nil || t.ID == f.TeamID || !f.TeamAlone && t.within(f.TeamID)
}

func (f *Filter) fitsRequirements(m *Member) bool {
	placed := f.Code != "" || f.Level != 0 || f.Aspect.Of != uuid.Nil
	if f.Requires == uuid.Nil && f.Lacks == uuid.Nil && !placed {
		return true
	}
	towards, within := f.Stands, f.Stands
	if f.Stands == 0 {
		towards, within = StandsRequired, StandsLacking
	}
	requires, lacks, stands := false, false, false
	for i, state := range m.Judged.States {
		if q := &m.Judged.Asked[i]; q.essentialStatement() {
			requires = requires || q.ID == f.Requires && towards.takes(state)
			lacks = lacks || q.ID == f.Lacks && StandsLacking.takes(state)
			stands = stands || f.inPlace(&q.Statement) && within.takes(state)
		}
	}
	return (f.Requires == uuid.Nil || requires) && (f.Lacks == uuid.Nil || lacks) && (!placed || stands)
}

// inPlace reports whether a statement is of the skill, level and aspect that the filter names.
func (f *Filter) inPlace(s *Statement) bool {
	return (f.Code == "" || s.Code == f.Code) && (f.Level == 0 || s.Level == f.Level) && f.Aspect.has(*s)
}

// Choose gives the members that the filter chooses, in their order.
func (f Filter) Choose(members []Member, today calendar.Date) []Member {
	if f == (Filter{}) {
		return members
	}
	var chosen []Member
	for i := range members {
		if f.fits(&members[i], today) {
			chosen = append(chosen, members[i])
		}
	}
	return chosen
}

// String gives the filter as the query of GET /workforce/people, for example "band=4&state=accredited".
func (f Filter) String() string {
	v := url.Values{}
	set := func(name, value string, wanted bool) {
		if wanted {
			v.Set(name, value)
		}
	}
	set("q", f.Query, f.Query != "")
	set("teamId", f.TeamID.String(), f.TeamID != uuid.Nil)
	set("teamAlone", "true", f.TeamID != uuid.Nil && f.TeamAlone)
	set("stage", f.Stage, f.Stage != "")
	set("band", string(f.Band), f.Band != "")
	set("pay", f.Pay.String(), f.Pay != 0)
	set("roleId", f.RoleID.String(), f.RoleID != uuid.Nil)
	set("managerId", f.ManagerID.String(), f.ManagerID != uuid.Nil)
	set("state", f.Standing.String(), f.Standing != 0)
	set("statementId", f.Requires.String(), f.Requires != uuid.Nil)
	set("missingStatementId", f.Lacks.String(), f.Lacks != uuid.Nil)
	set("code", f.Code, f.Code != "")
	set("level", strconv.Itoa(int(f.Level)), f.Level != 0)
	set("aspectOf", f.Aspect.Of.String(), f.Aspect.Of != uuid.Nil)
	set("standing", f.Stands.String(), f.Stands != 0)
	return v.Encode()
}
