package training

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// KeptRecord is a record as it is shown: with its milestone's title and the names of the people and the file in it.
type KeptRecord struct {
	Record
	Title       string
	RecordedBy  Named
	DecidedBy   Named
	DecidedFor  Named
	Certificate Named
}

// Record keeps that a person completed a milestone; it then waits for its sign-off. See [Pathway.Record] for what is refused; a certificate
// has to be one of the person's files.
func (s *Service) Record(ctx context.Context, by access.Actor, personID uuid.UUID, entry Record) (KeptRecord, error) {
	var kept KeptRecord
	err := s.change(ctx, by, permissionRecord, personID, func(ctx context.Context, c career, road Road) error {
		entry.ID, entry.RecordedBy, entry.Version = uuid.New(), by.PersonID, 1
		c = c.on(entry.Milestone)
		road = *c.road
		record, err := road.Pathway.Record(c.facts, entry, s.clock.Today())
		if err != nil {
			return err
		}
		if record.Certificate != uuid.Nil {
			if err := s.files.BelongTo(ctx, personID, []uuid.UUID{record.Certificate}); err != nil {
				return notTheirs(err)
			}
		}
		if err := s.store.addRecord(ctx, c.subject(by), record, s.clock.Now()); err != nil {
			return err
		}
		if err := s.note(ctx, by, "milestone_recorded", "milestone_record", record.ID, personID, nil, audit.Values{
			"milestone": record.Milestone, "completedOn": record.CompletedOn, "startedOn": record.StartedOn,
			"result": audit.FreeText(record.Result), "note": audit.FreeText(record.Note), "certificate": record.Certificate,
		}); err != nil {
			return err
		}
		kept, err = s.named(ctx, road, record)
		return err
	})
	return kept, err
}

// SignOff signs a record off. version is the one that was read; another one is CodeConflict. See [Pathway.Decide] for what is refused.
func (s *Service) SignOff(ctx context.Context, by access.Actor, id uuid.UUID, version int) (KeptRecord, error) {
	return s.decide(ctx, by, id, version, SignOff{Decision: DecisionSignedOff})
}

// Return gives a record back with a reason. version is the one that was read; another one is CodeConflict. See [Pathway.Decide] for what
// is refused.
func (s *Service) Return(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (KeptRecord, error) {
	return s.decide(ctx, by, id, version, SignOff{Decision: DecisionReturned, Reason: reason})
}

func (s *Service) decide(ctx context.Context, by access.Actor, id uuid.UUID, version int, decision SignOff) (KeptRecord, error) {
	var kept KeptRecord
	err := s.changeOf(ctx, by, permissionSignOff, "milestone_records", "record to sign off", id, func(ctx context.Context, c career, road Road) error {
		c = c.withRecord(id)
		road = *c.road
		i := slices.IndexFunc(c.facts.Records, func(r Record) bool { return r.ID == id })
		if i < 0 {
			return apperr.NotFound("record to sign off")
		}
		if err := stale(version, c.facts.Records[i].Version, "record"); err != nil {
			return err
		}
		m, _ := road.Pathway.Milestone(c.facts.Records[i].Milestone)
		relation, err := s.store.relation(ctx, by, c.person)
		if err != nil {
			return err
		}
		decision.By, decision.On = by.PersonID, s.clock.Today()
		decision.As, decision.For = stance(by, relation, m)
		by := by.InSteadOf(decision.For)
		record, err := road.Pathway.Decide(c.facts, id, decision, s.clock.Today())
		if err != nil {
			return err
		}
		if err := s.store.decide(ctx, record, s.clock.Now()); err != nil {
			return err
		}
		if err := s.note(ctx, by, "milestone_"+decision.Decision.String(), "milestone_record", id, c.person,
			audit.Values{"state": stateRecorded, "milestone": m.Key},
			audit.Values{"state": decision.Decision, "as": decision.As, "reason": audit.FreeText(decision.Reason)},
		); err != nil {
			return err
		}
		record.Version++
		c.facts.Records[i] = record
		if record.Signed() && road.Pathway.awardedBy(decision.As) {
			if _, err := s.giveAwards(ctx, by, c, road); err != nil {
				return err
			}
		}
		kept, err = s.named(ctx, road, record)
		return err
	})
	return kept, err
}

// capacities lists in which capacities somebody who stands in this relation may sign off, by the scopes of the permission.
func capacities(by access.Actor, r access.Relation) []Signatory {
	var all []Signatory
	scopes := by.Scopes(permissionSignOff)
	for _, as := range []Signatory{SignatoryMentor, SignatoryAssessor, SignatoryManager} {
		if scopes.Reaches(inCapacity(r, as)) {
			all = append(all, as)
		}
	}
	slices.Sort(all)
	return all
}

// inCapacity narrows a relation to what it is in one capacity.
func inCapacity(r access.Relation, as Signatory) access.Relation {
	switch as {
	case SignatoryMentor:
		return r.As(access.Mentor)
	case SignatoryAssessor:
		return r.As(access.Assessor)
	default:
		return r.InTeams()
	}
}

// stance says in which capacity somebody decides on a milestone, and for which colleague whom they cover; the own capacity comes
// first, and uuid.Nil is for nobody.
func stance(by access.Actor, r access.Relation, m Milestone) (Signatory, uuid.UUID) {
	if as := signatoryOf(m, capacities(by, r.Uncovered())); slices.Contains(m.SignedBy, as) {
		return as, uuid.Nil
	}
	as := signatoryOf(m, capacities(by, r))
	return as, by.Scopes(permissionSignOff).For(inCapacity(r, as))
}

// signatoryOf gives the first of a milestone's signatories that is among the capacities; where none is, the first capacity, which the rules
// then refuse in their own words.
func signatoryOf(m Milestone, all []Signatory) Signatory {
	for _, as := range m.SignedBy {
		if slices.Contains(all, as) {
			return as
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return 0
}

// named looks up the names that a record is shown with.
func (s *Service) named(ctx context.Context, road Road, r Record) (KeptRecord, error) {
	people := []uuid.UUID{r.RecordedBy}
	if r.SignOff != nil {
		people = append(people, r.SignOff.By, r.SignOff.For)
	}
	names, err := s.store.names(ctx, people, []uuid.UUID{r.Certificate})
	return keptRecord(road.Pathway, r, names), err
}

func keptRecord(p Pathway, r Record, names map[uuid.UUID]string) KeptRecord {
	m, _ := p.Milestone(r.Milestone)
	kept := KeptRecord{
		Record: r, Title: m.Title, RecordedBy: Named{r.RecordedBy, names[r.RecordedBy]}, Certificate: Named{r.Certificate, names[r.Certificate]},
	}
	if r.SignOff != nil {
		kept.DecidedBy, kept.DecidedFor = Named{r.SignOff.By, names[r.SignOff.By]}, Named{r.SignOff.For, names[r.SignOff.For]}
	}
	return kept
}
