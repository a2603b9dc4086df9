package workforce

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/marked"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// The permissions that this feature asks about.
const (
	PermissionRead     access.Permission = "workforce.read"
	PermissionProgress access.Permission = "progress.read"
	PermissionConfirm  access.Permission = "criteria.confirm"
)

// Service answers questions about many people at once, and about one person against a role.
type Service struct {
	store   store
	ladders *reference.Cache[uuid.UUID, ladder]
	// kept is what counts of everybody as lists go by it, opened what stands behind it of those whose own pages were opened last.
	kept     *marked.Memory[standard, Brief]
	opened   *marked.Few[ladder, Records]
	training Training

	accreditationTitle func(key string) string
	smallest           func(ctx context.Context, organisation uuid.UUID) (int, error)
}

// ladder reads what an organisation's roles ask, with the names of milestones and accreditations.
func (s *Service) ladder(ctx context.Context, organisationID uuid.UUID) (ladder, error) {
	l, err := s.store.ladder(ctx, organisationID)
	if err != nil || !l.asked.ask(OfMilestone) && !l.asked.ask(OfAccreditation) {
		return l, err
	}
	titles, err := s.training.MilestoneTitles(ctx, organisationID)
	if err != nil {
		return ladder{}, err
	}
	for _, asked := range l.asked {
		for i := range asked {
			item := &asked[i].Item
			switch asked[i].Kind {
			case OfMilestone:
				item.Title = cmp.Or(titles[item.Key], item.Key)
			case OfAccreditation:
				item.Title = s.accreditationTitle(item.Key)
			default:
			}
		}
	}
	return l, nil
}

// Overview gives the numbers of the people in scope that the filter chooses.
func (s *Service) Overview(ctx context.Context, by access.Actor, f Filter) (Overview, error) {
	c, err := s.crew(ctx, by)
	if err != nil {
		return Overview{}, err
	}
	stages, err := s.training.Stages(ctx, by.OrganisationID)
	if err != nil {
		return Overview{}, err
	}
	return Summarise(c.members(), stages, f, by.Today), nil
}

// PeoplePage is one page of people.
type PeoplePage struct {
	Members []Member
	Total   int
	Stages  []Stage
	Choices Choices
}

// People gives a page of the people in scope that the filter chooses.
func (s *Service) People(ctx context.Context, by access.Actor, f Filter, r page.Request) (PeoplePage, error) {
	c, err := s.crew(ctx, by)
	if err != nil {
		return PeoplePage{}, err
	}
	stages, err := s.training.Stages(ctx, by.OrganisationID)
	if err != nil {
		return PeoplePage{}, err
	}
	f.Query, f.Aspect = fold.Text(r.Query), c.ladder.aspect(f.Aspect)
	members := f.Choose(c.members(), by.Today)
	Sort(members, stages, r.Sort, r.Descending)
	return PeoplePage{Members: cut(members, r), Total: len(members), Stages: stages, Choices: choices(c.people, c.ladder)}, nil
}

// Heatmap gives a page of what the roles of the people in scope ask as essential and how far it is met. It reads nothing about
// training.
func (s *Service) Heatmap(ctx context.Context, by access.Actor, q MapQuestion, r page.Request) (Heatmap, error) {
	scope := by.Scopes(PermissionRead)
	people, err := s.store.people(ctx, scope, by.Today)
	if err != nil {
		return Heatmap{}, err
	}
	l, err := s.ladders.Get(ctx, by.OrganisationID)
	if err != nil {
		return Heatmap{}, err
	}
	h := newSketch(gather(people, l.statements, nil, nil), q, r, by.Today)
	if err := s.fillIn(ctx, by, l, h.people(), q.By == ByPerson); err != nil {
		return Heatmap{}, err
	}
	return h.draw(), nil
}

// fillIn judges the people of a page against what their roles ask of statements, with what stands behind it where that is asked for.
func (s *Service) fillIn(ctx context.Context, by access.Actor, l ladder, members []*Member, behind bool) error {
	people := make([]Person, len(members))
	for i, m := range members {
		people[i] = m.Person
	}
	scope := by.Scopes(PermissionRead)
	briefs, err := s.briefs(ctx, scope, l, people, by.Today)
	if err != nil {
		return err
	}
	var claims Claims
	if behind {
		if claims, err = s.store.claims(ctx, orScope(marksOf(people), scope)); err != nil {
			return err
		}
		if err := s.prepare(ctx, by, l, claims); err != nil {
			return err
		}
	}
	roles := newBars(l.statements)
	for i, m := range members {
		m.know(Brief{worths: briefs[i].worths})
		m.Judged = roles.of(m.Person.Role.ID).judge(m.brief)
		if behind {
			m.Claims = claims[m.Person.ID]
			m.Standings = Standings(m.Judged.Asked, Record{Claims: m.Claims}, by.Today)
		}
	}
	return nil
}

// Readiness compares a person with a role, the person's own when roleID is nil. A person out of scope and a role of another
// organisation are CodeNotFound; somebody without an appointment has no own role, which is CodeInvalid.
func (s *Service) Readiness(ctx context.Context, by access.Actor, personID uuid.UUID, roleID *uuid.UUID) (Readiness, error) {
	person, err := s.store.person(ctx, by.Scopes(PermissionProgress), personID, by.Today)
	if err != nil {
		return Readiness{}, err
	}
	wanted := person.Role.ID
	if roleID != nil {
		wanted = *roleID
	}
	if wanted == uuid.Nil {
		return Readiness{}, apperr.InvalidField("roleId", person.Name+" has no appointment today. Choose a role to compare with.")
	}
	l, err := s.ladders.Get(ctx, by.OrganisationID)
	if err != nil {
		return Readiness{}, err
	}
	role, ok := l.role(wanted)
	if !ok {
		return Readiness{}, apperr.NotFound("role")
	}
	record, err := s.record(ctx, by, l, person, Requirements{role.ID: l.asked[role.ID]}, nil)
	if err != nil {
		return Readiness{}, err
	}
	readiness := l.readiness(by, person, role, record)
	readiness.Reader, err = s.reader(ctx, by, person)
	return readiness, err
}

// reader says who reads about a person.
func (s *Service) reader(ctx context.Context, by access.Actor, person Person) (Reader, error) {
	r := Reader{Own: by.PersonID == person.ID, Name: person.Name, Today: by.Today}
	if r.Own || !by.May(PermissionConfirm) {
		return r, nil
	}
	var err error
	r.MayConfirm, err = s.store.reaches(ctx, by.Scopes(PermissionConfirm), person.ID)
	return r, err
}

// Outlook gives a person's readiness for the own role and, where there is one, for the role to look at next. training is
// where the person stands on the road, nil for somebody who never was on it. It is empty for somebody without an
// appointment; a person out of scope is CodeNotFound.
func (s *Service) Outlook(ctx context.Context, by access.Actor, personID uuid.UUID, training *TrainingSummary) ([]Readiness, error) {
	person, err := s.store.person(ctx, by.Scopes(PermissionProgress), personID, by.Today)
	if err != nil || person.Role.ID == uuid.Nil {
		return nil, err
	}
	l, err := s.ladders.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	roles := []Role{{person.Role, person.Band}}
	if next, ok := l.next(roles[0]); ok {
		roles = append(roles, next)
	}
	asked := Requirements{}
	for _, r := range roles {
		asked[r.ID] = l.asked[r.ID]
	}
	record, err := s.record(ctx, by, l, person, asked, &training)
	if err != nil {
		return nil, err
	}
	var outlook []Readiness
	for _, r := range roles {
		outlook = append(outlook, l.readiness(by, person, r, record))
	}
	return outlook, nil
}

func (l ladder) readiness(by access.Actor, p Person, r Role, record Record) Readiness {
	return Readiness{Person: p, Role: r, Own: p.Role.ID == r.ID, Today: by.Today, Standings: Standings(l.asked[r.ID], record, by.Today)}
}

// record gives what counts of one person towards the requirements that are asked. training is where the person stands on the road,
// where that is known already.
func (s *Service) record(ctx context.Context, by access.Actor, l ladder, person Person, asked Requirements, training **TrainingSummary) (Record, error) {
	records, err := s.opened.Of(ctx, l, by.Today, marked.Person{ID: person.ID, Mark: person.mark}, func(ctx context.Context) (Records, error) {
		return s.records(ctx, by, l, []uuid.UUID{person.ID}, l.asked)
	})
	if err != nil {
		return Record{}, err
	}
	var t *TrainingSummary
	switch {
	case !asked.ask(OfMilestone) && !asked.ask(OfAccreditation):
	case training != nil:
		t = *training
	default:
		if t, err = s.training.Summary(ctx, by.OrganisationID, person.ID, by.Today); err != nil {
			return Record{}, err
		}
	}
	return records.of(person.ID, t), nil
}

// records reads of people what counts towards the requirements that are asked, and nothing that none of them needs.
func (s *Service) records(ctx context.Context, by access.Actor, l ladder, people []uuid.UUID, asked Requirements) (Records, error) {
	var r Records
	var err error
	if r.Claims, err = s.store.claims(ctx, among(people)); err != nil {
		return Records{}, err
	}
	if err := s.prepare(ctx, by, l, r.Claims); err != nil {
		return Records{}, err
	}
	if asked.ask(OfCriterion) {
		if r.Confirmations, err = s.store.confirmations(ctx, people); err != nil {
			return Records{}, err
		}
	}
	if asked.ask(OfAccreditation) {
		if r.Awards, err = s.store.awards(ctx, among(people)); err != nil {
			return Records{}, err
		}
	}
	return r, nil
}

// prepare tells claims how long their approvals count, and for which statements after their own they stand.
func (s *Service) prepare(ctx context.Context, by access.Actor, l ladder, claims Claims) error {
	var decided map[succeeded]bool
	if len(l.replacedBy) > 0 {
		var err error
		if decided, err = s.store.claimConfirmations(ctx, by.OrganisationID); err != nil {
			return err
		}
	}
	for _, of := range claims {
		for i := range of {
			of[i].Freshness = l.fresh[of[i].Statement.ID]
			of[i].Successors = l.successions(of[i], decided)
		}
	}
	return nil
}

// successions gives the statements that followed a claim's, one after the other, up to the first for which it does not
// stand, or not yet.
func (l ladder) successions(c Claim, decided map[succeeded]bool) []Succession {
	var all []Succession
	for at := c.Statement.ID; len(all) <= len(l.replacedBy); {
		next, replaced := l.replacedBy[at]
		if !replaced {
			break
		}
		stands, said := decided[succeeded{c.ID, at}]
		all = append(all, Succession{StatementID: next, Confirmed: said && stands, Ended: said && !stands})
		if !stands {
			break
		}
		at = next
	}
	return all
}

// crew is everybody in scope with everything that counts towards what roles ask.
type crew struct {
	people   []Person
	training []*TrainingSummary
	// briefs are those of people, in their order.
	briefs []Brief
	ladder ladder
}

// members gives a crew's people, judged against their own roles.
func (c crew) members() []Member { return gather(c.people, c.ladder.asked, c.briefs, c.training) }

// trained gives a crew's people with what counts, judged against nothing.
func (c crew) trained() []Member { return gather(c.people, nil, c.briefs, c.training) }

// crew reads everything about everybody in scope.
func (s *Service) crew(ctx context.Context, by access.Actor) (crew, error) {
	scope := by.Scopes(PermissionRead)
	var c crew
	var err error
	if c.ladder, err = s.ladders.Get(ctx, by.OrganisationID); err != nil {
		return crew{}, err
	}
	return c, s.store.db.Together(ctx,
		func(ctx context.Context) (err error) {
			if c.people, err = s.store.people(ctx, scope, by.Today); err != nil {
				return err
			}
			c.briefs, err = s.briefs(ctx, scope, c.ladder, c.people, by.Today)
			return err
		},
		func(ctx context.Context) (err error) {
			c.training, err = s.training.Summaries(ctx, scope, by.Today)
			return err
		},
	)
}

// Trained gives everybody in scope with where they stand on the road, without their claims.
func (s *Service) Trained(ctx context.Context, by access.Actor) ([]Member, error) {
	scope := by.Scopes(PermissionRead)
	var people []Person
	var training []*TrainingSummary
	err := s.store.db.Together(ctx,
		func(ctx context.Context) (err error) { people, err = s.store.people(ctx, scope, by.Today); return err },
		func(ctx context.Context) (err error) {
			training, err = s.training.Summaries(ctx, scope, by.Today)
			return err
		},
	)
	return gather(people, nil, nil, training), err
}

// cut gives the part of a list that is on the page.
func cut[T any](list []T, r page.Request) []T {
	from := min(r.Offset, len(list))
	return list[from:min(from+r.Limit, len(list))]
}
