package link

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/fold"
)

// Coverage tells what links and roles reach, and what they do not with the reason.
type Coverage struct {
	Profiles, Levels, Statements, Factors, Aspects Share
	// Unlinked are skill levels and profiles without a link, UnlinkedAspects aspects and factors.
	Unlinked        []Gap
	UnlinkedAspects []Gap
	// Unasked are the statements in force that no role of the organisation asks for.
	Unasked []Statement
}

// Share counts what there is, and what of it is reached.
type Share struct{ All, Reached int }

// Statement is a statement as the coverage names it.
type Statement struct {
	ID          uuid.UUID
	FrameworkID uuid.UUID
	Code        string
	Skill       string
	Level       Level
	Aspect      string
	Text        string
}

// Coverage tells what the links in force and the organisation's roles reach.
func (s *Service) Coverage(ctx context.Context, by access.Actor) (Coverage, error) {
	held, err := s.shelves.Get(ctx, by.OrganisationID)
	if err != nil {
		return Coverage{}, err
	}
	c := Coverage{Unlinked: held.unlinked(SkillLevel), UnlinkedAspects: held.unlinked(Aspect)}
	c.Profiles, c.Levels = Share{All: len(held.profiles)}, Share{All: len(held.levels)}
	c.Factors, c.Aspects = Share{All: len(held.factors)}, Share{All: len(held.aspects)}
	for _, part := range []*Share{&c.Profiles, &c.Levels, &c.Factors, &c.Aspects} {
		part.Reached = part.All
	}
	for _, g := range append(append([]Gap{}, c.Unlinked...), c.UnlinkedAspects...) {
		switch {
		case g.Profile != nil:
			c.Profiles.Reached--
		case g.Aspect != "":
			c.Aspects.Reached--
		case g.Level != 0:
			c.Levels.Reached--
		default:
			c.Factors.Reached--
		}
	}
	all, unasked, err := s.store.unasked(ctx, by.OrganisationID)
	c.Statements, c.Unasked = Share{All: all, Reached: all - len(unasked)}, unasked
	return c, err
}

// unlinked lists what no link in force reaches, with the reason: skill levels and profiles, or aspects and factors.
func (h shelf) unlinked(kind Kind) []Gap {
	var all []Gap
	if kind == SkillLevel {
		for _, s := range h.levels {
			here := func(l Link) bool { return l.Kind == kind && l.Code == s.Code && l.Level == s.Level }
			all = h.add(all, here, Gap{Code: s.Code, Skill: s.Skill, Level: s.Level, Reason: "No profile is linked with this level yet."},
				func(g Gap) bool { return g.Aspect == "" && g.Code == s.Code && g.Level == s.Level })
		}
		for _, p := range h.profiles {
			here := func(l Link) bool { return l.Kind == kind && l.Profile.ID == p.ID }
			all = h.add(all, here, Gap{Profile: &ProfileRef{p.ID, p.Title}, Reason: "No skill level is linked with this profile yet."},
				func(g Gap) bool { return g.Profile != nil && g.Profile.ID == p.ID })
		}
		return all
	}
	for _, a := range h.aspects {
		here := func(l Link) bool { return l.Kind == kind && l.Code == a.Code && l.Aspect == a.Aspect }
		all = h.add(all, here, Gap{Code: a.Code, Skill: a.Skill, Aspect: a.Aspect, Reason: "No factor is linked with this aspect yet."},
			func(g Gap) bool { return g.Code == a.Code && g.Aspect == a.Aspect && g.Aspect != "" })
	}
	for _, f := range h.factors {
		here := func(l Link) bool { return l.Kind == kind && l.Factor == f.No }
		all = h.add(all, here, Gap{Factor: f.No, FactorName: f.Name, Reason: "No aspect is linked with this factor yet."},
			func(g Gap) bool { return g.Factor == f.No })
	}
	return all
}

// add adds a gap unless a link in force reaches here. The reference data's reason goes before the one given, and a proposal
// that is not accepted before both.
func (h shelf) add(all []Gap, here func(Link) bool, gap Gap, explains func(Gap) bool) []Gap {
	refused := ""
	for _, l := range h.links {
		if !here(l) {
			continue
		}
		switch l.State {
		case InForce:
			return all
		case NotAccepted:
			refused = fmt.Sprintf("The proposed link is not accepted: %s", l.StateReason)
		case Ended:
		}
	}
	for _, g := range h.gaps {
		if explains(g) {
			gap.Reason, gap.Sources = g.Reason, g.Sources
		}
	}
	if refused != "" {
		gap.Reason = refused
	}
	title := ""
	if gap.Profile != nil {
		title = gap.Profile.Title
	}
	gap.folded = fold.Text(gap.Code, gap.Skill, title, gap.Aspect, gap.FactorName, gap.Reason)
	return append(all, gap)
}
