package link

import (
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// rows are what the tables hold of the reference data.
type rows struct {
	links      []linkRow
	gaps       []gapRow
	aspects    []aspectRow
	aspectGaps []aspectGapRow
	families   []familyRow
}

// rowsOf turns the reference data into rows. Identifiers are made from natural keys, so that they are the same in every
// installation.
func rowsOf(ref seed.Reference) rows {
	var all rows
	for i, l := range ref.Links {
		all.links = append(all.links, linkRow{
			ID: seed.ID(seed.KindLink, l.Key()), Ordinal: i + 1, Code: l.Code, Level: Level(l.Level),
			ProfileID: seed.ID(seed.KindProfile, l.Profile), Band: l.Band, Reason: l.Reason, Sources: sourcesOf(l.Sources),
		})
	}
	for i, u := range ref.Unlinked {
		all.gaps = append(all.gaps, gapRow{
			ID: seed.ID("link_gap", fmt.Sprintf("%s-%d-%s", u.Code, u.Level, u.Profile)), Ordinal: i + 1, Code: u.Code,
			Level: Level(u.Level), ProfileID: profileID(u.Profile), Reason: u.Reason, Sources: sourcesOf(u.Sources),
		})
	}
	for i, l := range ref.AspectLinks {
		all.aspects = append(all.aspects, aspectRow{
			ID: seed.ID(seed.KindAspectLink, l.Key()), Ordinal: i + 1, Code: l.Code, Aspect: l.Aspect, Factor: FactorNo(l.Factor),
			Reason: l.Reason, Sources: sourcesOf(l.Sources),
		})
	}
	for i, u := range ref.UnlinkedAspects {
		all.aspectGaps = append(all.aspectGaps, aspectGapRow{
			ID: seed.ID("aspect_link_gap", fmt.Sprintf("%s-%s-%d", u.Code, u.Aspect, u.Factor)), Ordinal: i + 1, Code: u.Code,
			Aspect: u.Aspect, Factor: FactorNo(u.Factor), Reason: u.Reason, Sources: sourcesOf(u.Sources),
		})
	}
	for _, f := range ref.Families {
		all.families = append(all.families, familyRow{
			ID: seed.ID("profile_family", f.Profile), ProfileID: seed.ID(seed.KindProfile, f.Profile), Family: f.Family,
		})
	}
	return all
}

func profileID(slug string) uuid.NullUUID {
	if slug == "" {
		return uuid.NullUUID{}
	}
	return uuid.NullUUID{UUID: seed.ID(seed.KindProfile, slug), Valid: true}
}

func sourcesOf(sources []seed.Source) reference.List[Source] {
	return reference.ListOf(reference.Each(sources, func(s seed.Source) Source { return Source{Document: s.Document, Lines: s.Lines} }))
}
