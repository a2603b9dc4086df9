package workforce

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// worths reads what the claims of people of an organisation are worth, one row a person: a text with a part for each claim, which
// is written by the query and read by a reading; and, where approvals may expire with the evidence behind them, which have.
func (s store) worths(ctx context.Context, organisation uuid.UUID, who within, by standard, today calendar.Date) (map[uuid.UUID][]*Worth, error) {
	q := worthQuery{organisation: organisation, who: who, today: today, shelves: shelvesOf(by.ladder, today)}
	var expired map[uuid.UUID]bool
	if len(q.shelves.marked()) > 0 {
		q.writeExpired()
		var err error
		if expired, err = s.claimsOf(ctx, q); err != nil {
			return nil, err
		}
		q.text.Reset()
		q.args = nil
	}
	q.write(by.ladder)
	rows, err := s.db.Conn(ctx).Raw(q.text.String(), q.args...).Rows() //nolint:sqlclosecheck // each closes them
	if err != nil {
		return nil, database.Wrap(err, "claims")
	}
	all := map[uuid.UUID][]*Worth{}
	err = each(rows, func() error {
		var person uuid.UUID
		var claims sql.RawBytes
		if err := rows.Scan(&person, &claims); err != nil {
			return err
		}
		all[person] = by.reading.worths(by.ladder, string(claims), expired)
		return nil
	})
	return all, database.Wrap(err, "claims")
}

// claimsOf reads the identifiers of the claims that a query gives.
func (s store) claimsOf(ctx context.Context, q worthQuery) (map[uuid.UUID]bool, error) {
	rows, err := s.db.Conn(ctx).Raw(q.text.String(), q.args...).Rows() //nolint:sqlclosecheck // each closes them
	if err != nil {
		return nil, database.Wrap(err, "claims")
	}
	found := map[uuid.UUID]bool{}
	err = each(rows, func() error {
		var claim uuid.UUID
		err := rows.Scan(&claim)
		found[claim] = true
		return err
	})
	return found, database.Wrap(err, "claims")
}

// each goes through rows and closes them.
func each(rows *sql.Rows, read func() error) error {
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := read(); err != nil {
			return err
		}
	}
	return rows.Err()
}

// worthQuery writes the query of worths. A claim is written as the identifier of its statement, or "criterion"; a letter for
// its state; "x" when its approval has expired by its day; its approved level; where statements were replaced, what was decided of it
// for those that followed, each as ">", the identifier of the statement that was replaced, and "+" where the claim stands; and, of
// an approval that may have expired with its evidence, "#" and its own identifier.
type worthQuery struct {
	organisation uuid.UUID
	who          within
	today        calendar.Date
	shelves      shelves
	text         strings.Builder
	args         []any
}

// The letters that stand for the states of claims.
const (
	letterApproved      = 'a'
	letterApprovedLower = 'l'
	letterReturned      = 'r'
	letterSubmitted     = 's'
	expiredMark         = 'x'
	onCriteria          = "criterion"
)

func (q *worthQuery) add(text string, args ...any) {
	q.text.WriteString(text)
	q.args = append(q.args, args...)
}

func (q *worthQuery) write(l ladder) {
	within, args := q.who("claims.person_id")
	q.add(`SELECT claims.person_id, string_agg(COALESCE(CAST(claims.statement_id AS TEXT), 'criterion')
		|| CASE claims.state WHEN 'approved' THEN 'a' WHEN 'approved_lower' THEN 'l' WHEN 'returned' THEN 'r' ELSE 's' END`)
	q.expiry()
	q.add(` || COALESCE(CAST(claims.approved_level AS TEXT), '')`)
	if len(l.replacedBy) > 0 {
		q.add(` || COALESCE(said.decisions, '')`)
	}
	if marked := q.shelves.marked(); len(marked) > 0 {
		q.add(` || CASE WHEN claims.state IN ('approved', 'approved_lower') AND claims.statement_id IN ? THEN '#' || CAST(claims.id AS TEXT) ELSE '' END`, marked)
	}
	q.add(`, ',') AS worths FROM claims`)
	if len(l.replacedBy) > 0 {
		q.add(` LEFT JOIN (SELECT subject_id, string_agg('>' || CAST(statement_id AS TEXT) || CASE decision WHEN 'stands' THEN '+' ELSE '-' END, '') AS decisions
			FROM statement_confirmations WHERE organisation_id = ? AND subject = 'claim' GROUP BY subject_id) said ON said.subject_id = claims.id`, q.organisation)
	}
	q.add(` WHERE claims.state IN ('submitted', 'in_review', 'approved', 'approved_lower', 'returned') AND `+within+` GROUP BY claims.person_id`, args...)
}

// expiry adds the mark of approvals that have expired by the day on which they were made, by the same rule as
// freshness.Rule.Approval.
func (q *worthQuery) expiry() {
	if !slices.ContainsFunc(q.shelves, func(s shelf) bool { return !s.decided.IsZero() }) {
		return
	}
	q.add(` || CASE WHEN claims.state IN ('approved', 'approved_lower') AND (1 = 0`)
	for _, of := range q.shelves {
		if !of.decided.IsZero() {
			q.add(` OR claims.statement_id IN ? AND claims.decided_at < ?`, of.statements, begins(of.decided))
		}
	}
	q.add(`) THEN 'x' ELSE '' END`)
}

// writeExpired writes the query of the approvals that have expired with the evidence behind them, by the same rule.
func (q *worthQuery) writeExpired() {
	within, args := q.who("claims.person_id")
	q.add(`SELECT claims.id FROM claims JOIN claim_evidence ON claim_evidence.claim_id = claims.id JOIN evidence ON evidence.id = claim_evidence.evidence_id
		WHERE claims.statement_id IN ? AND claims.state IN ('approved', 'approved_lower') AND claims.decided_at < ?
		AND claim_evidence.submitted_version IS NOT NULL AND `, q.shelves.marked(), begins(q.today.AddDays(1)))
	q.add(within+` GROUP BY claims.id, claims.statement_id HAVING 1 = 0`, args...)
	for _, of := range q.shelves {
		if !of.evidence.IsZero() {
			q.add(` OR claims.statement_id IN ? AND MAX(COALESCE(evidence.happened_until, evidence.happened_on)) < ?`, of.statements, of.evidence)
		}
	}
}

// begins gives the moment at which a day begins in London, as databases keep moments.
func begins(day calendar.Date) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, calendar.London()).UTC()
}

// shelf is statements with the days from which on approvals of them count today: decided on or after the one, on evidence
// on or after the other; no date where it does not matter.
type shelf struct {
	decided, evidence calendar.Date
	statements        []uuid.UUID
}

type shelves []shelf

// shelvesOf gathers statements by the days from which on approvals of them count.
func shelvesOf(l ladder, today calendar.Date) shelves {
	var all shelves
	for statement, rule := range l.fresh {
		decided, evidence := rule.CountsFrom(today)
		if decided.IsZero() && evidence.IsZero() {
			continue
		}
		at := slices.IndexFunc(all, func(s shelf) bool { return s.decided == decided && s.evidence == evidence })
		if at < 0 {
			at = len(all)
			all = append(all, shelf{decided: decided, evidence: evidence})
		}
		all[at].statements = append(all[at].statements, statement)
	}
	return all
}

// marked lists the statements of which the day of the evidence matters.
func (s shelves) marked() []uuid.UUID {
	var all []uuid.UUID
	for _, of := range s {
		if !of.evidence.IsZero() {
			all = append(all, of.statements...)
		}
	}
	return all
}

// reading reads what worthQueries wrote by one ladder, and gives the same worth for the same text. It is safe for concurrent use.
type reading struct {
	mu    sync.Mutex
	known map[string]*Worth
}

// worths reads the claims of a person; expired are the claims whose approvals have expired with their evidence.
func (r *reading) worths(l ladder, claims string, expired map[uuid.UUID]bool) []*Worth {
	r.mu.Lock()
	defer r.mu.Unlock()
	worths := make([]*Worth, 0, 1+strings.Count(claims, ","))
	for text := range strings.SplitSeq(claims, ",") {
		text, id, marked := strings.Cut(text, "#")
		if marked {
			// A mark in front tells the two kinds of claims with the same text apart.
			if claim, err := uuid.Parse(id); err == nil && expired[claim] {
				text = string(expiredMark) + text
			}
		}
		worth, known := r.known[text]
		if !known {
			text = strings.Clone(text)
			worth = l.worth(text, len(r.known))
			r.known[text] = worth
		}
		if worth != nil {
			worths = append(worths, worth)
		}
	}
	return worths
}

const lengthOfID = 36

// worth reads a claim, and gives it its number; nil for one on a statement that the organisation does not have.
func (l ladder) worth(text string, number int) *Worth {
	w := &Worth{number: number}
	text, w.expired = strings.CutPrefix(text, string(expiredMark))
	rest, onCriterion := strings.CutPrefix(text, onCriteria)
	if !onCriterion {
		id, err := uuid.Parse(text[:lengthOfID])
		statement, known := l.known[id]
		if err != nil || !known {
			return nil
		}
		w.claim.Statement, rest = statement, text[lengthOfID:]
	}
	rest, decisions, _ := strings.Cut(rest, ">")
	for _, letter := range []byte(rest) {
		switch letter {
		case letterApproved:
			w.claim.State = Approved
		case letterApprovedLower:
			w.claim.State = ApprovedLower
		case letterReturned:
			w.claim.State = Returned
		case letterSubmitted:
			w.claim.State = Submitted
		case expiredMark:
			w.expired = true
		default:
			w.claim.Level = Level(letter - '0')
		}
	}
	if !onCriterion {
		w.claim.Successors = l.successions(w.claim, decisionsOf(decisions))
	}
	return w
}

// decisionsOf reads what was decided of a claim whose identifier is not known.
func decisionsOf(text string) map[succeeded]bool {
	decided := map[succeeded]bool{}
	for one := range strings.SplitSeq(text, ">") {
		if len(one) <= lengthOfID {
			continue
		}
		if id, err := uuid.Parse(one[:lengthOfID]); err == nil {
			decided[succeeded{statement: id}] = one[lengthOfID:] == "+"
		}
	}
	return decided
}

// criteria judges the criteria of people of which something was said or that are claimed.
func (s store) criteria(ctx context.Context, who within) (map[uuid.UUID][]judgedCriterion, error) {
	claimed, err := s.criterionClaims(ctx, who)
	if err != nil {
		return nil, err
	}
	within, args := who("person_id")
	rows, err := s.db.Conn(ctx).Raw("SELECT person_id, criterion_id, met, confirmed_on FROM criterion_confirmations WHERE "+within, args...).Rows()
	if err != nil {
		return nil, database.Wrap(err, "confirmations of criteria")
	}
	all := map[uuid.UUID][]judgedCriterion{}
	err = each(rows, func() error {
		var at onCriterionBy
		var said Confirmation
		if err := rows.Scan(&at.person, &at.criterion, &said.Met, &said.On); err != nil {
			return err
		}
		best := claimed[at]
		delete(claimed, at)
		all[at.person] = append(all[at.person], judgedCriterion{at.criterion, judgeCriterion(best.state, best.on, &said)})
		return nil
	})
	for at, best := range claimed {
		all[at.person] = append(all[at.person], judgedCriterion{at.criterion, judgeCriterion(best.state, best.on, nil)})
	}
	return all, database.Wrap(err, "confirmations of criteria")
}

// onCriterionBy is a criterion that somebody claims.
type onCriterionBy struct{ person, criterion uuid.UUID }

// bestClaim is the claim that does most for a criterion, with its day.
type bestClaim struct {
	state ClaimState
	on    calendar.Date
}

func (s store) criterionClaims(ctx context.Context, who within) (map[onCriterionBy]bestClaim, error) {
	within, args := who("person_id")
	rows, err := s.db.Conn(ctx).Raw(`SELECT person_id, criterion_id, state, decided_at FROM claims
		WHERE criterion_id IS NOT NULL AND state IN ('submitted', 'in_review', 'approved') AND `+within, args...).Rows()
	if err != nil {
		return nil, database.Wrap(err, "claims on criteria")
	}
	all := map[onCriterionBy]bestClaim{}
	err = each(rows, func() error {
		var at onCriterionBy
		var state string
		var decided sql.NullTime
		if err := rows.Scan(&at.person, &at.criterion, &state, &decided); err != nil {
			return err
		}
		one := bestClaim{state: claimStates[state]}
		if one.state == Approved && decided.Valid {
			one.on = calendar.Today(decided.Time)
		}
		if best, known := all[at]; !known || one.state > best.state || one.state == best.state && one.on.After(best.on) {
			all[at] = one
		}
		return nil
	})
	return all, database.Wrap(err, "claims on criteria")
}
