package beside

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"

	"bandwise/internal/api"
	"bandwise/internal/platform/database"
)

// measured is a request of the application, with the bare one beside it.
type measured struct {
	name string
	// goal is the least share of the bare handler's throughput, and slowest the most times its 99th percentile; 0 for none.
	goal, slowest float64
	// queries is how many statements a request sends on average.
	queries float64
	// app and bare give what each worker sends. There are as many of the one as of the other.
	app, bare []script
	// together is how many requests of a worker belong together.
	together int
	// tidy takes away what both sides wrote about the person, outside of the measured time, so that nobody's record grows longer than
	// a person's would; nil where nothing is written.
	tidy func(context.Context) error
}

// slices is in how many parts a side's turn is measured, because what it wrote is tidied between them.
func (m measured) slices() int {
	if m.tidy == nil {
		return 1
	}
	return 16
}

// tidied takes away what was written, where anything was.
func (m measured) tidied(ctx context.Context) error {
	if m.tidy == nil {
		return nil
	}
	return m.tidy(ctx)
}

// script gives a worker's next request; last is the answer to the one before.
type script func(last []byte) (vegeta.Target, error)

// The goals of what a person reads and writes, as shares of the bare handler's throughput, and of its 99th percentile.
const (
	readGoal    = 0.6
	writeGoal   = 0.5
	slowestGoal = 3
	// workers is how many requests are under way at once. What is written is written by fewer, because each needs a milestone
	// or a statement of its own.
	readers = 8
	writers = 3
)

func (t *trust) requests(ctx context.Context) ([]measured, error) {
	var all []measured
	var progress struct {
		Readiness []struct {
			RoleID string `json:"roleId"`
		} `json:"readiness"`
	}
	found, err := t.send(ctx, t.trainee, http.MethodGet, "/people/"+t.trainee.personID+"/progress", nil)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(found.Body.Bytes(), &progress); err != nil || len(progress.Readiness) == 0 {
		return nil, errors.Join(errors.New("the trainee has no role"), err)
	}
	for _, read := range []struct {
		name, path, query string
		answer            any
	}{
		{"my progress", "/progress", ownTraining, &api.Progress{}},
		{"my portfolio", "/portfolio", ownClaims, &api.Portfolio{}},
		{"a role's gap", "/readiness?roleId=" + progress.Readiness[0].RoleID, ownClaims, &api.PersonReadiness{}},
	} {
		m, err := t.reading(ctx, read.name, "/people/"+t.trainee.personID+read.path, read.query, read.answer)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	for _, write := range []func(context.Context) (measured, error){t.milestones, t.claims} {
		m, err := write(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// The bare handlers' queries: a person's own rows, in one statement.
const (
	ownTraining = `SELECT 'record' AS kind, milestone, state, CAST(completed_on AS TEXT) AS day, version FROM milestone_records WHERE person_id = $1
		UNION ALL SELECT 'attempt', milestone, '', CAST(sat_on AS TEXT), version FROM attempts WHERE person_id = $1
		UNION ALL SELECT 'pause', reason, '', CAST(starts_on AS TEXT), version FROM pauses WHERE person_id = $1
		UNION ALL SELECT 'appointment', '', band, CAST(starts_on AS TEXT), wte_hundredths FROM appointments WHERE person_id = $1`
	ownClaims = `SELECT statements.code, claims.state, statements.text, CAST(claims.updated_at AS TEXT), claims.version FROM claims
		JOIN framework_statements statements ON statements.id = claims.statement_id WHERE claims.person_id = $1`
)

// reading is a page that is read.
func (t *trust) reading(ctx context.Context, name, path, query string, answer any) (measured, error) {
	// The first answer reads what is held in memory from then on.
	if _, err := t.send(ctx, t.trainee, http.MethodGet, path, nil); err != nil {
		return measured{}, err
	}
	counted, queries := database.CountQueries(ctx)
	found, err := t.send(counted, t.trainee, http.MethodGet, path, nil)
	if err != nil {
		return measured{}, err
	}
	if err := json.Unmarshal(found.Body.Bytes(), answer); err != nil {
		return measured{}, fmt.Errorf("read the answer of %s: %w", path, err)
	}
	m := measured{name: name, goal: readGoal, slowest: slowestGoal, queries: float64(queries.Load()), together: 1}
	beside := t.handlers.read(query, t.trainee.personID, answer)
	for range readers {
		m.app = append(m.app, t.always(t.trainee, path))
		m.bare = append(m.bare, func([]byte) (vegeta.Target, error) {
			return vegeta.Target{Method: http.MethodGet, URL: t.bare + beside}, nil
		})
	}
	return m, nil
}

// always sends the same request again and again.
func (t *trust) always(by visitor, path string) script {
	return func([]byte) (vegeta.Target, error) { return t.target(by, http.MethodGet, path, nil) }
}

// milestones is to log a milestone, and to return it so that it can be logged again.
func (t *trust) milestones(ctx context.Context) (measured, error) {
	var progress struct {
		Milestones []struct {
			Key         string   `json:"key"`
			Actions     []string `json:"actions"`
			Certificate bool     `json:"certificateNeeded"`
		} `json:"milestones"`
	}
	found, err := t.send(ctx, t.trainee, http.MethodGet, "/people/"+t.trainee.personID+"/progress", nil)
	if err != nil {
		return measured{}, err
	}
	if err := json.Unmarshal(found.Body.Bytes(), &progress); err != nil {
		return measured{}, fmt.Errorf("read the trainee's progress: %w", err)
	}
	var pairs []pair
	for _, milestone := range progress.Milestones {
		for _, action := range milestone.Actions {
			// A course with a certificate asks for a file as well.
			if action == "record" && !milestone.Certificate {
				pairs = append(pairs, t.milestone(milestone.Key))
			}
		}
	}
	return t.writing(ctx, "log a milestone", pairs, "milestone_records")
}

// identified is what the next request must know of what was written.
type identified struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}

func (t *trust) milestone(key string) pair {
	return pair{
		{t.trainee, func([]byte) (string, any, error) {
			return "/people/" + t.trainee.personID + "/milestone-records", map[string]any{"milestone": key, "completedOn": time.Now().Format(time.DateOnly)}, nil
		}},
		{t.manager, func(last []byte) (string, any, error) {
			var made identified
			err := json.Unmarshal(last, &made)
			return "/milestone-records/" + made.ID + "/return", map[string]any{"version": made.Version, "reason": "Once more, please."}, err
		}},
	}
}

// claims is to submit a claim, and to withdraw it so that its statement can be claimed again.
func (t *trust) claims(ctx context.Context) (measured, error) {
	var portfolio api.Portfolio
	var evidence api.EvidenceList
	for path, into := range map[string]any{"/portfolio": &portfolio, "/evidence?limit=1": &evidence} {
		found, err := t.send(ctx, t.trainee, http.MethodGet, "/people/"+t.trainee.personID+path, nil)
		if err != nil {
			return measured{}, err
		}
		if err := json.Unmarshal(found.Body.Bytes(), into); err != nil {
			return measured{}, fmt.Errorf("read the trainee's portfolio: %w", err)
		}
	}
	if len(evidence.Items) == 0 {
		return measured{}, errors.New("the trainee has no evidence")
	}
	var pairs []pair
	for _, s := range portfolio.Statements {
		if s.State == "not_claimed" {
			pairs = append(pairs, t.claim(s.Statement.Id.String(), evidence.Items[0].Id.String()))
		}
	}
	return t.writing(ctx, "submit a claim", pairs, "claims", "claim_events", "claim_evidence")
}

func (t *trust) claim(statement, evidence string) pair {
	return pair{
		{t.trainee, func([]byte) (string, any, error) {
			return "/people/" + t.trainee.personID + "/claims", map[string]any{
				"statementIds": []string{statement}, "evidenceIds": []string{evidence}, "explanation": "The second checks of the week show it.",
				"selfJudgement": "meets", "selfReason": "I work to it every day.", "submit": true,
			}, nil
		}},
		{t.trainee, func(last []byte) (string, any, error) {
			var made struct {
				Items []identified `json:"items"`
			}
			if err := json.Unmarshal(last, &made); err != nil || len(made.Items) == 0 {
				return "", nil, errors.Join(errors.New("no claim came back"), err)
			}
			return "/claims/" + made.Items[0].ID + "/withdraw", map[string]any{"version": made.Items[0].Version}, nil
		}},
	}
}

// pair is a write, and the one that makes it possible again.
type pair [2]struct {
	by   visitor
	asks func(last []byte) (path string, body any, err error)
}

// writing has each pair done once, so that what it writes is known, and then again and again: on one side as it is, on the
// other as the bare transactions. The first table has the rows that are written, the others what hangs on them by the column claim_id.
func (t *trust) writing(ctx context.Context, name string, pairs []pair, table string, parts ...string) (measured, error) {
	if len(pairs) < writers {
		return measured{}, fmt.Errorf("%s: there are %d of the %d that are needed", name, len(pairs), writers)
	}
	m := measured{name: name, goal: writeGoal, together: 2}
	var err error
	if m.tidy, err = t.tidying(ctx, table, parts); err != nil {
		return m, err
	}
	for worker, p := range pairs[:writers] {
		var last []byte
		var answers [2][]byte
		var written [2][]database.Statement
		for n, step := range p {
			path, body, err := step.asks(last)
			if err != nil {
				return m, err
			}
			recorded, sent := database.RecordStatements(ctx)
			found, err := t.send(recorded, step.by, http.MethodPost, path, body)
			if err != nil {
				return m, err
			}
			last = found.Body.Bytes()
			m.queries += float64(len(sent())) / float64(2*writers)
			answers[n], written[n] = last, changes(sent())
		}
		// A worker goes through pairs of its own, so that no claim comes to have a longer history than a person would give it.
		var own []pair
		for i := worker; i < len(pairs); i += writers {
			own = append(own, pairs[i])
		}
		m.app = append(m.app, t.again(own))
		at := t.handlers.write(written, answers)
		turn := 0
		m.bare = append(m.bare, func([]byte) (vegeta.Target, error) {
			step := turn % 2
			turn++
			return vegeta.Target{Method: http.MethodPost, URL: fmt.Sprintf("%s%s/%d", t.bare, at, step)}, nil
		})
	}
	return m, nil
}

// tidying gives what takes the trainee's rows away that come to be in a table from now on.
func (t *trust) tidying(ctx context.Context, table string, parts []string) (func(context.Context) error, error) {
	var known []string
	err := t.db.Conn(ctx).Table(table).Where("person_id = ?", t.trainee.personID).Pluck("id", &known).Error
	if err != nil || len(known) == 0 {
		return nil, errors.Join(fmt.Errorf("the trainee has nothing in %s", table), err)
	}
	return func(ctx context.Context) error {
		return t.db.InTx(ctx, func(ctx context.Context) error {
			for _, part := range slices.Backward(parts) {
				err := t.db.Conn(ctx).Exec("DELETE FROM "+part+" WHERE claim_id IN (SELECT id FROM "+table+" WHERE person_id = ? AND id NOT IN ?)", t.trainee.personID, known).Error
				if err != nil {
					return fmt.Errorf("tidy %s: %w", part, err)
				}
			}
			return t.db.Conn(ctx).Exec("DELETE FROM "+table+" WHERE person_id = ? AND id NOT IN ?", t.trainee.personID, known).Error
		})
	}, nil
}

// again does one pair after the other, again and again.
func (t *trust) again(pairs []pair) script {
	turn := 0
	return func(last []byte) (vegeta.Target, error) {
		step := pairs[turn/2%len(pairs)][turn%2]
		turn++
		path, body, err := step.asks(last)
		if err != nil {
			return vegeta.Target{}, err
		}
		return t.target(step.by, http.MethodPost, path, body)
	}
}

// target is a request for the application as the load sends it.
func (t *trust) target(by visitor, method, path string, body any) (vegeta.Target, error) {
	made := vegeta.Target{Method: method, URL: t.base + "/api/v1" + path, Header: http.Header{"Cookie": {by.cookie.Name + "=" + by.cookie.Value}}}
	if body != nil {
		var content bytes.Buffer
		if err := json.NewEncoder(&content).Encode(body); err != nil {
			return made, fmt.Errorf("write a request: %w", err)
		}
		made.Header.Set("Content-Type", "application/json")
		made.Body = content.Bytes()
	}
	return made, nil
}
