package training

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
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

// NewPathway is what an organisation's own pathway begins with.
type NewPathway struct {
	Title string
	// Further marks a pathway that people join.
	Further bool
	// From is a version whose content it begins with, no identifier for nothing.
	From uuid.UUID
}

// MakePathway makes a pathway of the organisation's own, with a draft of its first version.
func (s *Service) MakePathway(ctx context.Context, by access.Actor, n NewPathway) (Version, error) {
	var v Version
	n.Title = strings.TrimSpace(n.Title)
	if n.Title == "" {
		return v, apperr.InvalidField("title", "Enter the pathway's title.")
	}
	err := s.changePathways(ctx, func(ctx context.Context) error {
		text := PathwayText{Title: n.Title, Further: n.Further, DueSoon: "P60D"}
		if n.From != uuid.Nil {
			from, err := s.Version(ctx, by, n.From)
			if err != nil {
				return apperr.InvalidField("from", "Choose a pathway that is there, or begin with nothing.")
			}
			text = from.Text
			text.Title, text.Role, text.Roles, text.Further = n.Title, "", nil, n.Further
			if !n.Further {
				text.Joining = JoiningText{}
			}
		}
		id := uuid.New()
		text.Key = slug(n.Title) + "-" + id.String()[:8]
		if err := s.store.addPathway(ctx, pathwayRow{
			ID: id, OrganisationID: uuid.NullUUID{UUID: by.OrganisationID, Valid: true}, Key: text.Key, Title: n.Title, Award: AwardKind(text.Award),
		}); err != nil {
			return err
		}
		var err error
		v, err = s.beginDraft(ctx, by, id, 1, text, uuid.NullUUID{}, "")
		return err
	})
	return v, err
}

// BeginDraft begins a new version of a pathway as a copy of the newest one. While there is a draft it is CodeConflict.
func (s *Service) BeginDraft(ctx context.Context, by access.Actor, pathway uuid.UUID, note string) (Version, error) {
	var v Version
	err := s.changePathways(ctx, func(ctx context.Context) error {
		held, err := s.held.Get(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		all, err := s.store.versionsOf(ctx, by.OrganisationID, pathway, true)
		if err != nil {
			return err
		}
		if len(all) > 0 && all[0].Row.State == versionDraft {
			return apperr.Conflict("There is a draft of this pathway already. Go on with that one, or discard it first.")
		}
		l, err := held.byID(pathway)
		if err != nil {
			return err
		}
		newest := l[len(l)-1]
		v, err = s.beginDraft(ctx, by, pathway, len(all)+1, newest.text, newest.Version.stored(), note)
		return err
	})
	return v, err
}

func (s *Service) beginDraft(ctx context.Context, by access.Actor, pathway uuid.UUID, number int, text PathwayText, from uuid.NullUUID, note string) (Version, error) {
	now := s.clock.Now()
	row := versionRow{
		ID: uuid.New(), OrganisationID: by.OrganisationID, PathwayID: pathway, Number: number, State: versionDraft, Note: note, FromVersionID: from,
		MadeBy: by.PersonID, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	if err := s.store.addVersion(ctx, row, text); err != nil {
		return Version{}, err
	}
	if err := s.notePathway(ctx, by, "draft_created", row.ID, nil, audit.Values{"pathway": pathway, "number": number, "note": audit.FreeText(note)}); err != nil {
		return Version{}, err
	}
	return s.Version(ctx, by, row.ID)
}

// changePathways runs a change to an organisation's pathways: one after another, with a new stamp.
func (s *Service) changePathways(ctx context.Context, work func(context.Context) error) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := reference.Touch(ctx, s.db, body); err != nil {
			return err
		}
		return work(ctx)
	})
}

// draft gives a draft as version knows it.
func (s *Service) draft(ctx context.Context, by access.Actor, id uuid.UUID, version int) (versionRow, error) {
	row, err := s.store.ownVersion(ctx, by.OrganisationID, id)
	switch {
	case err != nil:
		return versionRow{}, err
	case row.State != versionDraft:
		return versionRow{}, apperr.Conflict("This version is published and cannot be changed. Begin a new draft.")
	case row.Version != version:
		return versionRow{}, apperr.PreconditionFailed()
	}
	return row, nil
}

// Edit changes a part of a draft and keeps the draft with whatever is then wrong in it. part names the part for the audit
// trail. An old version is CodePreconditionFailed, one that is published CodeConflict.
func (s *Service) Edit(ctx context.Context, by access.Actor, id uuid.UUID, version int, part string, edit func(*PathwayText) error) (Version, error) {
	var v Version
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		row, err := s.draft(ctx, by, id, version)
		if err != nil {
			return err
		}
		before, err := s.versionOf(ctx, by, row)
		if err != nil {
			return err
		}
		text := before.Text
		text.Milestones, text.Stages = slices.Clone(text.Milestones), slices.Clone(text.Stages)
		if err := edit(&text); err != nil {
			return err
		}
		if err := s.store.keepDraft(ctx, id, version, text, s.clock.Now()); err != nil {
			return err
		}
		if err := s.notePathway(ctx, by, "draft_changed", id, audit.Values{"version": version}, audit.Values{"version": version + 1, "part": part}); err != nil {
			return err
		}
		v, err = s.Version(ctx, by, id)
		return err
	})
	return v, err
}

// DiscardDraft deletes a draft, which nobody is on; an own pathway without any other version goes with it.
func (s *Service) DiscardDraft(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	return s.changePathways(ctx, func(ctx context.Context) error {
		row, err := s.draft(ctx, by, id, version)
		if err != nil {
			return err
		}
		if err := s.store.deleteDraft(ctx, row); err != nil {
			return err
		}
		if err := s.store.deletePathway(ctx, row.PathwayID); err != nil {
			return err
		}
		return s.notePathway(ctx, by, "draft_discarded", id, audit.Values{"pathway": row.PathwayID, "number": row.Number}, nil)
	})
}

// Publish puts a draft in force from a day on. The version before it is retired on that day; whoever is on it stays there. A
// draft with problems is refused with their sentences, one that changed since it was read, or was published meanwhile, is
// CodeConflict.
func (s *Service) Publish(ctx context.Context, by access.Actor, id uuid.UUID, version int, startsOn calendar.Date) (Version, error) {
	var v Version
	err := s.changePathways(ctx, func(ctx context.Context) error {
		row, err := s.store.ownVersion(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		if row.State != versionDraft || row.Version != version {
			return apperr.Conflict("This draft has changed or was published since you read it. Read it again, then publish.")
		}
		draft, err := s.versionOf(ctx, by, row)
		if err != nil {
			return err
		}
		if len(draft.Problems) > 0 {
			return apperr.InvalidField("version", "Mend this before you publish: "+draft.Problems[0].Sentence)
		}
		today := s.clock.Today()
		held, err := s.held.Get(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		l, _ := held.byID(row.PathwayID)
		switch {
		case startsOn.IsZero():
			return apperr.InvalidField("startsOn", "Enter the day from which it applies.")
		case startsOn.Before(today):
			return apperr.InvalidField("startsOn", fmt.Sprintf("%s is past. Choose today or a later day.", startsOn))
		case len(l) > 0 && !startsOn.After(l[len(l)-1].Version.StartsOn):
			newest := l[len(l)-1].Version
			return apperr.InvalidField("startsOn", fmt.Sprintf("%s applies from %s. Choose a later day.", sentenceCase(newest.String()), newest.StartsOn))
		}
		if err := s.store.publishDraft(ctx, row, by.PersonID, today, startsOn, s.clock.Now()); err != nil {
			return err
		}
		if err := s.store.retitle(ctx, row.PathwayID, draft.Text); err != nil {
			return err
		}
		// What was read above was kept in memory under this transaction's first stamp, without the version.
		if err := reference.Touch(ctx, s.db, body); err != nil {
			return err
		}
		if err := s.notePathway(ctx, by, "version_published", id, nil, audit.Values{"pathway": row.PathwayID, "number": row.Number, "startsOn": startsOn}); err != nil {
			return err
		}
		v, err = s.Version(ctx, by, id)
		return err
	})
	return v, err
}

func (s *Service) notePathway(ctx context.Context, by access.Actor, action string, id uuid.UUID, before, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: "training." + action, SubjectKind: "pathway_version", SubjectID: id.String(), Before: before, After: after,
	})
}

// slug makes a key of a title: "Mock examination" is "mock-examination".
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	key := strings.Join(words, "-")
	if len(key) > 40 {
		key = strings.Trim(key[:40], "-")
	}
	if key == "" {
		return "step"
	}
	return key
}
