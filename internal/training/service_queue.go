package training

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/page"
)

// Queue gives one page of the records of those whose milestones somebody signs off, and how many there are. Never their own, and only what
// they may sign off.
func (s *Service) Queue(ctx context.Context, by access.Actor, f QueueFilter, asked page.Request) ([]QueuedRecord, int, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, err
	}
	without, err := s.unsigned(ctx, by.OrganisationID, held)
	if err != nil {
		return nil, 0, err
	}
	return s.store.queue(ctx, by.Scopes(permissionSignOff), held, without, f, asked, s.clock.Today())
}

// QueuedEntry is an entry of a log book that waits to be confirmed, with whose it is.
type QueuedEntry struct {
	LogEntry
	Person  Named
	Pathway Named
	// Title is the milestone's, Counted what it counts.
	Title   string
	Counted string
	// For is the colleague by whose cover alone the viewer may confirm it; nil for nobody.
	For *uuid.UUID
}

// LogQueue gives one page of the entries of log books that wait for somebody's confirmation, and how many there are. Never their own.
func (s *Service) LogQueue(ctx context.Context, by access.Actor, asked page.Request) ([]QueuedEntry, int, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, err
	}
	without, err := s.unsigned(ctx, by.OrganisationID, held)
	if err != nil {
		return nil, 0, err
	}
	return s.store.logQueue(ctx, by.Scopes(permissionSignOff), held, without, asked)
}

// signing is a milestone of a pathway as signed off in one capacity.
type signing struct {
	pathway   uuid.UUID
	milestone MilestoneKey
	as        Signatory
}

// unsigned are the people in whose own version a milestone is not signed off in a capacity that another version names.
type unsigned map[signing][]uuid.UUID

// unsigned reads the careers of those with something to sign off at a milestone whose signatories differ between versions, with a
// fixed number of queries; none at all while no milestone's do.
func (s *Service) unsigned(ctx context.Context, organisation uuid.UUID, held roads) (unsigned, error) {
	differing := held.differing()
	if len(differing) == 0 {
		return nil, nil
	}
	people, err := s.store.recorded(ctx, organisation, differing)
	if err != nil || len(people) == 0 {
		return nil, err
	}
	careers, err := s.store.careers(ctx, held, func(column string) (string, []any) { return column + " IN ?", []any{people} }, s.clock.Today())
	if err != nil {
		return nil, err
	}
	found := unsigned{}
	for _, c := range careers {
		for _, one := range differing {
			at, on := c.onPathway(one.pathway)
			if !on {
				continue
			}
			if m, there := at.road.Pathway.Milestone(one.milestone); there && !slices.Contains(m.SignedBy, one.as) {
				found[one] = append(found[one], c.person)
			}
		}
	}
	return found, nil
}

// differing gives the milestones with each capacity that some version of their pathway names for them and another does not.
func (r roads) differing() []signing {
	var all []signing
	for _, l := range r {
		versions, named := map[MilestoneKey]int{}, map[signing]int{}
		var order []signing
		for _, road := range l {
			for _, m := range road.Pathway.Milestones {
				versions[m.Key]++
				for _, as := range m.SignedBy {
					one := signing{l[0].ID, m.Key, as}
					if named[one]++; named[one] == 1 {
						order = append(order, one)
					}
				}
			}
		}
		for _, one := range order {
			if named[one] < versions[one.milestone] {
				all = append(all, one)
			}
		}
	}
	return all
}
