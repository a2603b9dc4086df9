package intake

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/spreadsheet"
)

// batch is how many rows are dealt with at a time.
const batch = 1000

// keptDays is for how many days the rows of a file are kept that nobody commits.
const keptDays = 7

// PatientData looks through what people send.
type PatientData interface {
	// Check refuses cells that seem to hold a patient's data, unless by declared that they do not.
	Check(ctx context.Context, by access.Actor, cells []Cell) error
}

// Cell is a text of a file with its place, such as "Row 7, name".
type Cell struct{ Place, Text string }

// Invitations sends letters by which people choose a password.
type Invitations interface {
	// Sends reports whether letters can be sent.
	Sends() bool
	// Invite puts the letters to people of an organisation into the post, in the transaction of ctx.
	Invite(ctx context.Context, by access.Actor, people []uuid.UUID) error
}

// Service reads the staff of organisations from spreadsheets.
type Service struct {
	store       store
	trail       *audit.Trail
	clock       calendar.Clock
	patientData PatientData
	invitations Invitations
	queue       *jobs.Queue
	// commits are those that go on on this node: how far they are, and whether somebody cancelled them. On SQLite the one
	// transaction of a commit lets nobody else write, so that it is the only place for either.
	commits sync.Map
}

// commit is one that goes on.
type commit struct {
	mu        sync.Mutex
	done      int
	cancelled bool
}

func (c *commit) progressed(done int) (cancelled bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done = done
	return c.cancelled
}

func about(action string, i Import, after audit.Values) audit.Change {
	return audit.Change{Action: action, SubjectKind: "staff_import", SubjectID: i.ID.String(), After: after}
}

// Template gives an empty file.
func (s *Service) Template(f spreadsheet.Format) ([]byte, error) { return layout.Write(nil, f, true) }

// Upload keeps the rows of a file and has them checked. A file that cannot be read is CodeInvalid with one sentence, one of another kind
// CodeUnsupportedType, and one with cells that seem to hold a patient's data CodePatientData; nothing is kept of them.
func (s *Service) Upload(ctx context.Context, by access.Actor, name string, content []byte) (ImportView, error) {
	i := Import{
		ID: uuid.New(), OrganisationID: by.OrganisationID, FileName: shortened(name), State: Checking, PassedOver: "[]", UploadedBy: by.PersonID,
		UploadedAt: s.clock.Now(), Version: 1,
	}
	var view ImportView
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.store.create(ctx, i); err != nil {
			return err
		}
		passedOver, rows, err := s.receive(ctx, by, i, name, content)
		if err != nil {
			return err
		}
		text, err := json.Marshal(passedOver)
		if err != nil {
			return err
		}
		i.RowCount, i.PassedOver = rows, string(text)
		if err := s.store.arrived(ctx, i); err != nil {
			return err
		}
		if err := s.trail.Record(ctx, by, about("staff.import_uploaded", i, audit.Values{"rows": rows})); err != nil {
			return err
		}
		if err := s.queue.Insert(ctx, checkArgs{i.ID}, jobs.For(i.OrganisationID)); err != nil {
			return err
		}
		view, err = s.store.view(ctx, by.OrganisationID, i.ID)
		return err
	})
	return view, err
}

// maxFileName is how much is kept of the name of a file, in bytes.
const maxFileName = 100

func shortened(name string) string {
	if runes := []rune(name); len(runes) > maxFileName {
		return string(runes[:maxFileName])
	}
	return name
}

// receive keeps the rows of a file, some at a time.
func (s *Service) receive(ctx context.Context, by access.Actor, i Import, name string, content []byte) (passedOver []string, rows int, err error) {
	var waiting []Line
	keep := func() error {
		if err := s.patientData.Check(ctx, by, texts(waiting)); err != nil {
			return err
		}
		err := s.store.addLines(ctx, i.ID, waiting)
		rows += len(waiting)
		waiting = waiting[:0]
		return err
	}
	passedOver, err = layout.Stream(name, content, func(row spreadsheet.Row, wrong []spreadsheet.Refusal) error {
		waiting = append(waiting, lineOf(row, wrong))
		if len(waiting) < batch {
			return nil
		}
		return keep()
	})
	if err != nil {
		return nil, 0, err
	}
	return passedOver, rows, keep()
}

func lineOf(row spreadsheet.Row, wrong []spreadsheet.Refusal) Line {
	l := Line{Number: row.Number, Email: address(row.Cells[columnEmail]), Cells: row.Cells}
	for _, r := range wrong {
		l.Refusals = append(l.Refusals, Refusal{Column: r.Column, Message: r.Message})
	}
	return l
}

// Imports lists the newest imports of by's organisation.
func (s *Service) Imports(ctx context.Context, by access.Actor) ([]ImportView, error) {
	all, err := s.store.newest(ctx, by.OrganisationID)
	for n := range all {
		all[n] = s.withProgress(all[n])
	}
	return all, err
}

// Import gives an import of by's organisation.
func (s *Service) Import(ctx context.Context, by access.Actor, id uuid.UUID) (ImportView, error) {
	view, err := s.store.view(ctx, by.OrganisationID, id)
	return s.withProgress(view), err
}

// withProgress adds how far a commit on this node is.
func (s *Service) withProgress(v ImportView) ImportView {
	if goesOn, there := s.commits.Load(v.ID); there && v.State == Committing {
		c := goesOn.(*commit)
		c.mu.Lock()
		defer c.mu.Unlock()
		v.Done = max(v.Done, c.done)
	}
	return v
}

// Rows lists what an import would do, row by row; all rows where kind is "".
func (s *Service) Rows(ctx context.Context, by access.Actor, id uuid.UUID, kind Kind, p page.Request) ([]RowView, int, error) {
	view, err := s.store.view(ctx, by.OrganisationID, id)
	if err != nil {
		return nil, 0, err
	}
	switch view.State {
	case Checked, Stale, Committing, Failed:
		return s.store.rows(ctx, view.Import, kind, p)
	case Checking, Committed, Cancelled, Expired:
	}
	return nil, 0, nil
}

// CheckAgain has the rows of an import checked again, with what is in Bandwise now. A changed version or another state is CodeConflict.
func (s *Service) CheckAgain(ctx context.Context, by access.Actor, id uuid.UUID, version int) (ImportView, error) {
	return s.change(ctx, by, id, version, []State{Checked, Stale, Failed}, "staff.import_checked_again", map[string]any{"state": Checking, "done": 0, "failure": ""}, checkArgs{id})
}

// Choice is how an import is to be committed.
type Choice struct {
	// LeaveOutRefused says that the rows which are right are done although others are refused.
	LeaveOutRefused bool
	// Invite says that those who are added are sent an invitation.
	Invite bool
}

// Commit has an import done as the check showed it. Refused rows that are not to be left out, and nothing to do, are CodeConflict; so
// are a changed version and another state.
func (s *Service) Commit(ctx context.Context, by access.Actor, id uuid.UUID, version int, choice Choice) (ImportView, error) {
	view, err := s.store.view(ctx, by.OrganisationID, id)
	switch {
	case err != nil:
		return ImportView{}, err
	case view.State == Checked && view.Added+view.Changed == 0:
		return ImportView{}, apperr.Conflict("There is nothing to import: no row adds or changes anything.")
	case view.State == Checked && view.Refused > 0 && !choice.LeaveOutRefused:
		return ImportView{}, apperr.InvalidField("leaveOutRefused", "Rows are refused. Mend them and send the file again, or choose to leave them out.")
	case choice.Invite && !s.invitations.Sends():
		return ImportView{}, apperr.InvalidField("invite", "No mail server is set up, so that nobody can be invited by letter.")
	}
	return s.change(ctx, by, id, version, []State{Checked}, "staff.import_asked", map[string]any{
		"state": Committing, "done": 0, "failure": "", "leave_out_refused": choice.LeaveOutRefused, "invite": choice.Invite, "committed_by": by.PersonID,
	}, commitArgs{id})
}

// Cancel ends an import before it is committed, and deletes its rows. One that has ended is CodeConflict.
func (s *Service) Cancel(ctx context.Context, by access.Actor, id uuid.UUID) (ImportView, error) {
	view, err := s.store.view(ctx, by.OrganisationID, id)
	if err != nil {
		return ImportView{}, err
	}
	if goesOn, there := s.commits.Load(id); there {
		c := goesOn.(*commit)
		c.mu.Lock()
		c.cancelled = true
		c.mu.Unlock()
	}
	return s.change(ctx, by, id, view.Version, open, "staff.import_cancelled", map[string]any{"state": Cancelled, "finished_at": s.clock.Now()}, nil)
}

// change moves an import from one of some states on, for somebody who saw a version of it, and starts the work that follows.
func (s *Service) change(ctx context.Context, by access.Actor, id uuid.UUID, version int, from []State, action string, to map[string]any, work jobs.Args) (ImportView, error) {
	var changed ImportView
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		view, err := s.store.view(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		if view.Version != version {
			return apperr.Conflict("Something happened to this import since you looked. Look again.")
		}
		if err := s.store.move(ctx, id, from, to); err != nil {
			return err
		}
		if to["state"] == Cancelled {
			if err := s.store.forget(ctx, id, true); err != nil {
				return err
			}
		}
		if err := s.trail.Record(ctx, by, about(action, view.Import, nil)); err != nil {
			return err
		}
		if work != nil {
			if err := s.queue.Insert(ctx, work, jobs.For(by.OrganisationID)); err != nil {
				return err
			}
		}
		changed, err = s.store.view(ctx, by.OrganisationID, id)
		return err
	})
	return changed, err
}

// RefusedTable gives the refused rows of an import as a spreadsheet: as they were sent, with their number and what is wrong with them.
func (s *Service) RefusedTable(ctx context.Context, by access.Actor, id uuid.UUID, f spreadsheet.Format) ([]byte, error) {
	if _, err := s.store.view(ctx, by.OrganisationID, id); err != nil {
		return nil, err
	}
	t := spreadsheet.Table{Title: "Refused rows", Columns: append(append([]string{}, layout.Columns...), "row of the file", "reason")}
	for after := 0; ; {
		found, err := s.store.refusedLines(ctx, id, after, batch)
		if err != nil {
			return nil, err
		}
		for _, line := range found {
			row, err := line.cells()
			if err != nil {
				return nil, err
			}
			t.Rows, after = append(t.Rows, row), line.Number
		}
		if len(found) < batch {
			return t.Write(f)
		}
	}
}

// Due ends imports that nobody committed in time, and deletes what is left of those that have ended.
func (s *Service) Due(ctx context.Context) error {
	return s.store.inTx(ctx, func(ctx context.Context) error {
		now := s.clock.Now()
		if err := s.store.expire(ctx, now.AddDate(0, 0, -keptDays), now); err != nil {
			return err
		}
		return s.store.sweep(ctx)
	})
}

// New makes the feature, and registers its work.
func New(d Dependencies) *Module {
	s := &Service{store: store{d.DB}, trail: d.Trail, clock: d.Clock, patientData: d.PatientData, invitations: d.Invitations, queue: d.Queue}
	s.register()
	return &Module{Service: s, Handlers: &Handlers{s}}
}

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB          *database.DB
	Trail       *audit.Trail
	Clock       calendar.Clock
	PatientData PatientData
	Invitations Invitations
	Queue       *jobs.Queue
}

// Module is the feature.
type Module struct {
	Handlers *Handlers
	Service  *Service
}
