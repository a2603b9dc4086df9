package training

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// The permissions about training pathways themselves: to write an organisation's versions, and to decide which version or
// further pathway a person is on.
const (
	permissionPathways access.Permission = "training_pathways.manage"
	permissionPlace    access.Permission = "training_pathways.place"
)

// VersionState says where a version of a pathway stands.
type VersionState int

// The states of a version.
const (
	// VersionOfSource: the source document's own, which no organisation writes.
	VersionOfSource VersionState = iota + 1
	VersionDraft
	// VersionToCome: published, in force from a later day on.
	VersionToCome
	VersionInForce
	// VersionRetired: a later version came into force. People who started on it stay on it.
	VersionRetired
)

var versionStateNames = []string{"", "source", "draft", "to_come", "in_force", "retired"}

// String gives the state as the API writes it.
func (s VersionState) String() string { return nameOf(versionStateNames, int(s)) }

// Version is a version of a pathway as it is shown.
type Version struct {
	Road
	Text  PathwayText
	State VersionState
	// InForce reports whether it is what those who start today are put on.
	InForce bool
	// EndsOn is the day before the next version came into force.
	EndsOn      calendar.Date
	Note        string
	MadeBy      Named
	PublishedBy Named
	PublishedOn calendar.Date
	// Revision is the edit of a draft that was read.
	Revision int
	// Problems are everything that keeps a draft from being published.
	Problems []Problem
	// Changed lists by milestone what an organisation changed, beside what the source says.
	Changed map[string][]FieldChange
	MayEdit bool
}

// Entry is a pathway in a list.
type Entry struct {
	Road
	// Draft is the organisation's draft, no identifier when there is none or when the reader may not see it.
	Draft uuid.UUID
}

// Pathways lists every pathway that an organisation has, by title: in the version in force, else in the first to come or the
// draft.
func (s *Service) Pathways(ctx context.Context, by access.Actor) ([]Entry, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	var all []Entry
	for _, l := range held {
		road := l.inForce(s.clock.Today())
		if road == nil {
			road = &l[0]
		}
		all = append(all, Entry{Road: *road})
	}
	if !by.May(permissionPathways) {
		return all, nil
	}
	rows, err := s.store.drafts(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		i := slices.IndexFunc(all, func(e Entry) bool { return e.ID == row.PathwayID })
		if i < 0 {
			v, err := s.versionOf(ctx, by, row)
			if err != nil {
				return nil, err
			}
			all = append(all, Entry{Road: v.Road})
			i = len(all) - 1
		}
		all[i].Draft = row.ID
	}
	return all, nil
}

// Versions lists the versions of a pathway, the newest first, the source's own last; drafts for those who write them.
func (s *Service) Versions(ctx context.Context, by access.Actor, pathway uuid.UUID) ([]Version, error) {
	if _, err := s.store.pathway(ctx, by.OrganisationID, pathway); err != nil {
		return nil, err
	}
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	rows, err := s.store.versionsOf(ctx, by.OrganisationID, pathway, by.May(permissionPathways))
	if err != nil {
		return nil, err
	}
	l, _ := held.byID(pathway)
	var all []Version
	for _, listed := range rows {
		row := listed.Row
		v := Version{Note: row.Note, Revision: row.Version, MadeBy: Named{row.MadeBy, listed.MadeByName}, PublishedOn: row.PublishedOn}
		if row.PublishedBy.Valid {
			v.PublishedBy = Named{row.PublishedBy.UUID, listed.PublishedByName}
		}
		if road := l.version(row.ID); road != nil {
			v.Road = *road
		} else {
			draft, err := s.versionOf(ctx, by, row)
			if err != nil {
				return nil, err
			}
			v.Road, v.Problems = draft.Road, draft.Problems
		}
		s.stand(&v, l, row.State == versionDraft)
		all = append(all, v)
	}
	if len(l) > 0 && l[0].Version.Number == 0 {
		v := Version{Road: l[0]}
		s.stand(&v, l, false)
		all = append(all, v)
	}
	return all, nil
}

// stand says where a version stands among those that were published.
func (s *Service) stand(v *Version, l lane, draft bool) {
	v.Text = v.text
	today := s.clock.Today()
	if now := l.inForce(today); now != nil && now.Version.ID == v.Version.ID {
		v.InForce = true
	}
	i := slices.IndexFunc(l, func(r Road) bool { return r.Version.ID == v.Version.ID })
	if i >= 0 && i+1 < len(l) {
		v.EndsOn = l[i+1].Version.StartsOn.AddDays(-1)
	}
	switch {
	case draft:
		v.State = VersionDraft
	case v.Version.Number == 0:
		v.State = VersionOfSource
	case v.InForce:
		v.State = VersionInForce
	case v.Version.StartsOn.After(today):
		v.State = VersionToCome
	default:
		v.State = VersionRetired
	}
}

// Version gives one version whole; the source's own has its pathway's identifier. Another organisation's, and a draft for those
// who do not write them, is CodeNotFound.
func (s *Service) Version(ctx context.Context, by access.Actor, id uuid.UUID) (Version, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return Version{}, err
	}
	if l, err := held.byID(id); err == nil && l[0].Version.ID == id {
		v := Version{Road: l[0]}
		s.stand(&v, l, false)
		return v, nil
	}
	row, err := s.store.ownVersion(ctx, by.OrganisationID, id)
	if err != nil {
		return Version{}, err
	}
	if row.State == versionDraft && !by.May(permissionPathways) {
		return Version{}, apperr.NotFound("version of the pathway")
	}
	return s.versionOf(ctx, by, row)
}

// versionOf reads a version's row with everything that belongs to it.
func (s *Service) versionOf(ctx context.Context, by access.Actor, row versionRow) (Version, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return Version{}, err
	}
	of, err := s.store.pathway(ctx, by.OrganisationID, row.PathwayID)
	if err != nil {
		return Version{}, err
	}
	known, err := s.store.roles(ctx, by.OrganisationID)
	if err != nil {
		return Version{}, err
	}
	l, _ := held.byID(row.PathwayID)
	source := l.source()
	v := Version{
		Note: row.Note, PublishedOn: row.PublishedOn, Revision: row.Version,
		MayEdit: row.State == versionDraft && by.May(permissionPathways),
	}
	if v.Road, v.Problems, err = row.road(of, source, known); err != nil {
		return Version{}, err
	}
	if row.State == versionDraft {
		v.Problems = append(v.Problems, held.clashes(v.Road)...)
	}
	if source != nil {
		v.Changed = map[string][]FieldChange{}
		for _, m := range v.text.Milestones {
			if original, ok := source.milestone(m.Key); ok {
				if changed := changes(original.fields(*source), m.fields(v.text)); len(changed) > 0 {
					v.Changed[m.Key] = changed
				}
			}
		}
	}
	names, err := s.store.names(ctx, append([]uuid.UUID{row.MadeBy}, row.PublishedBy.UUID), nil)
	v.MadeBy = Named{row.MadeBy, names[row.MadeBy]}
	if row.PublishedBy.Valid {
		v.PublishedBy = Named{row.PublishedBy.UUID, names[row.PublishedBy.UUID]}
	}
	s.stand(&v, l, row.State == versionDraft)
	return v, err
}

// source gives the text of the source's own version, nil for a pathway that an organisation made.
func (l lane) source() *PathwayText {
	if len(l) == 0 || l[0].Version.Number > 0 {
		return nil
	}
	return &l[0].text
}

// clashes says which of a road's roles already belong to another pathway: a role has one pathway of its own.
func (r roads) clashes(road Road) []Problem {
	var found []Problem
	for _, l := range r {
		newest := l[len(l)-1]
		if newest.ID == road.ID || newest.Pathway.Further || road.Pathway.Further {
			continue
		}
		for _, role := range road.Roles {
			if named, _ := newest.puts(role.ID); named {
				found = append(found, Problem{Field: "roles", Sentence: fmt.Sprintf(
					"%s already belongs to %q. A role has one pathway: take it out of that one first, in a version of its own.", role.Name, newest.Pathway.Title)})
			}
		}
	}
	return found
}

// Difference says what tells a version from another one: the one that its draft began with when against has no identifier.
func (s *Service) Difference(ctx context.Context, by access.Actor, id, against uuid.UUID) (earlier *Version, later Version, d Difference, err error) {
	if later, err = s.Version(ctx, by, id); err != nil {
		return nil, Version{}, Difference{}, err
	}
	if against == uuid.Nil {
		if against, err = s.before(ctx, by, later); err != nil {
			return nil, Version{}, Difference{}, err
		}
	}
	known, err := s.store.roles(ctx, by.OrganisationID)
	if err != nil {
		return nil, Version{}, Difference{}, err
	}
	titles := RoleTitles{}
	for _, r := range known {
		titles[r.ID] = r.Title
	}
	var before PathwayText
	if against != uuid.Nil {
		v, err := s.Version(ctx, by, against)
		if err != nil {
			return nil, Version{}, Difference{}, err
		}
		if v.ID != later.ID {
			return nil, Version{}, Difference{}, apperr.InvalidField("against", "Choose a version of the same pathway.")
		}
		earlier, before = &v, v.Text
	}
	return earlier, later, Compare(before, later.Text, titles), nil
}

// before gives the version with the next lower number, the source's own for the first; none for the first version of an
// organisation's own pathway.
func (s *Service) before(ctx context.Context, by access.Actor, v Version) (uuid.UUID, error) {
	all, err := s.Versions(ctx, by, v.ID)
	if err != nil {
		return uuid.Nil, err
	}
	for _, other := range all {
		if other.Version.Number < v.Version.Number {
			return other.Version.ID, nil
		}
	}
	return uuid.Nil, nil
}
