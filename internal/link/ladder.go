package link

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
)

// Profiles tells the scheme's bands and the national profiles with what the scheme makes of their levels.
type Profiles interface {
	Rungs(ctx context.Context) ([]BandRange, []ScoredProfile, error)
}

// Roles tells the roles of an organisation, with the bands and profiles that released matches give them.
type Roles interface {
	RolesOf(ctx context.Context, by access.Actor) ([]RoleRung, error)
}

// BandRange is a band with its range of points.
type BandRange struct {
	Band     Band
	Min, Max int
}

// ScoredProfile is a national profile with its points.
type ScoredProfile struct {
	ID       uuid.UUID
	Title    string
	BandText string
	Bands    []Band
	// Min and Max are the points of the profile's least and greatest levels, StatedMin and StatedMax the printed totals.
	Min, Max             int
	StatedMin, StatedMax int
}

// The ladder's lowest and highest band: those of the national profiles.
const (
	lowestRung  = Band("2")
	highestRung = Band("8c")
)

// Ladder is the profiles and roles by family and band.
type Ladder struct {
	Bands    []BandRange
	Families []FamilyRungs
}

// FamilyRungs is what stands on the ladder in one family of work, the lowest band first.
type FamilyRungs struct {
	Family   Family
	Profiles []ProfileRung
	Roles    []RoleRung
}

// ProfileRung is a profile on the ladder with the skill levels that links in force join it with.
type ProfileRung struct {
	ScoredProfile
	Levels []RungLevel
}

// RoleRung is a role on the ladder with the levels of the statements that it asks for.
type RoleRung struct {
	ID         uuid.UUID
	Title      string
	Band       Band
	BandStatus string
	Local      bool
	Profile    *ProfileRef
	Levels     []RungLevel

	// placed is the family in which the map of roles in force draws it; 0 when it does not.
	placed Family
}

// RungLevel is a skill level under a profile or role. Essential says whether something of it is.
type RungLevel struct {
	Code      string
	Skill     string
	Level     Level
	Essential bool
}

// Ladder gives the ladder of the actor's organisation.
func (s *Service) Ladder(ctx context.Context, by access.Actor) (Ladder, error) {
	held, err := s.shelves.Get(ctx, by.OrganisationID)
	if err != nil {
		return Ladder{}, err
	}
	bands, profiles, err := s.profiles.Rungs(ctx)
	if err != nil {
		return Ladder{}, err
	}
	roles, err := s.roles.RolesOf(ctx, by)
	if err != nil {
		return Ladder{}, err
	}
	asked, err := s.store.asked(ctx, by.OrganisationID)
	if err != nil {
		return Ladder{}, err
	}
	for i, r := range roles {
		roles[i].Levels, roles[i].placed = asked.levels[r.ID], asked.placed[r.ID]
	}
	return stack(bands, profiles, roles, held), nil
}

// stack puts profiles and roles where they belong.
func stack(bands []BandRange, profiles []ScoredProfile, roles []RoleRung, held shelf) Ladder {
	var l Ladder
	for _, b := range bands {
		if b.Band.rank() >= lowestRung.rank() && b.Band.rank() <= highestRung.rank() {
			l.Bands = append(l.Bands, b)
		}
	}
	for family := Coding; family <= Other; family++ {
		rungs := FamilyRungs{Family: family}
		for _, p := range profiles {
			if held.familyOf(p.ID) == family {
				rungs.Profiles = append(rungs.Profiles, ProfileRung{p, held.levelsOf(p.ID)})
			}
		}
		for _, r := range roles {
			if r.family(held) == family {
				rungs.Roles = append(rungs.Roles, r)
			}
		}
		if family == Other && len(rungs.Profiles)+len(rungs.Roles) == 0 {
			continue
		}
		slices.SortStableFunc(rungs.Profiles, func(a, b ProfileRung) int {
			return cmp.Or(cmp.Compare(lowestBand(a.BandText), lowestBand(b.BandText)), cmp.Compare(a.Min, b.Min), strings.Compare(a.Title, b.Title))
		})
		slices.SortStableFunc(rungs.Roles, func(a, b RoleRung) int {
			return cmp.Or(cmp.Compare(a.Band.rank(), b.Band.rank()), strings.Compare(a.Title, b.Title))
		})
		l.Families = append(l.Families, rungs)
	}
	return l
}

func (h shelf) familyOf(profile uuid.UUID) Family {
	if f, known := h.families[profile]; known {
		return f
	}
	return Other
}

// levelsOf lists the skill levels that links in force join a profile with.
func (h shelf) levelsOf(profile uuid.UUID) []RungLevel {
	var all []RungLevel
	for _, l := range h.links {
		if l.Kind == SkillLevel && l.State == InForce && l.Profile.ID == profile {
			all = append(all, RungLevel{Code: l.Code, Skill: l.Skill, Level: l.Level, Essential: true})
		}
	}
	slices.SortFunc(all, compareLevels)
	return all
}

func compareLevels(a, b RungLevel) int {
	return cmp.Or(strings.Compare(a.Code, b.Code), cmp.Compare(a.Level, b.Level))
}

// skillFamilies are the families of those whose work is a skill, for roles that neither a map nor a profile places.
var skillFamilies = map[string]Family{"ANCC": Coding, "ASMG": Coding, "RMGT": Records, "SCAD": Security, "VUAS": Security}

// family is where the map of roles in force draws the role; else its profile's; else that of the first skill in which
// something is essential.
func (r RoleRung) family(held shelf) Family {
	if r.placed != 0 {
		return r.placed
	}
	if r.Profile != nil {
		return held.familyOf(r.Profile.ID)
	}
	for _, l := range r.Levels {
		if family, known := skillFamilies[l.Code]; known && l.Essential {
			return family
		}
	}
	return Other
}
