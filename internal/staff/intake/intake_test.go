package intake

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/spreadsheet"
	"bandwise/internal/platform/testdb"
	"bandwise/internal/staff"
)

type noAccounts struct{}

func (noAccounts) RenameAccount(context.Context, uuid.UUID, string) error { return nil }

func (noAccounts) EndSessions(context.Context, uuid.UUID) error { return nil }

// checker stands for the feature that looks for patients' data.
type checker func(cells []Cell) error

func (c checker) Check(_ context.Context, _ access.Actor, cells []Cell) error { return c(cells) }

// letters stands for the feature that sends invitations.
type letters struct {
	sends bool
	sent  []uuid.UUID
}

func (l *letters) Sends() bool { return l.sends }

func (l *letters) Invite(_ context.Context, _ access.Actor, people []uuid.UUID) error {
	l.sent = append(l.sent, people...)
	return nil
}

// trust is an organisation with an administrator, Ada, two teams and two roles.
type trust struct {
	*Service
	t       *testing.T
	db      *database.DB
	now     time.Time
	staff   *staff.Service
	ada     access.Actor
	letters *letters
	roles   map[string]uuid.UUID
}

func newTrust(t *testing.T, db *database.DB) *trust {
	t.Helper()
	n := &trust{t: t, db: db, now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), letters: &letters{sends: true}, roles: map[string]uuid.UUID{}}
	clock := func() time.Time { return n.now }
	trail := audit.New(audit.NewStore(db), clock)
	queue := jobs.New(db, clock, slog.New(slog.DiscardHandler))
	n.staff = staff.New(staff.Dependencies{DB: db, Trail: trail, Clock: clock, Accounts: noAccounts{}}).Service
	n.Service = New(Dependencies{
		DB: db, Trail: trail, Clock: clock, Invitations: n.letters, Queue: queue,
		PatientData: checker(func(cells []Cell) error {
			for _, c := range cells {
				if strings.Contains(c.Text, "943 476 5919") {
					return apperr.InvalidField("file", c.Place+" looks like a patient's number.")
				}
			}
			return nil
		}),
	}).Service
	for _, title := range []string{"Clinical Coder", "Coding Manager"} {
		n.roles[title] = uuid.New()
		n.exec("INSERT INTO roles (id, title, band, band_status, version, created_at, updated_at) VALUES (?, ?, '5', 'stated', 1, ?, ?)", n.roles[title], title, n.now, n.now)
	}
	n.ada = n.organisation("Northmoor")
	for _, team := range []string{"Coding", "Security"} {
		_, err := n.staff.CreateTeam(t.Context(), n.ada, team, uuid.Nil)
		require.NoError(t, err)
	}
	return n
}

func (n *trust) exec(statement string, arguments ...any) {
	n.t.Helper()
	require.NoError(n.t, n.db.Conn(n.t.Context()).Exec(statement, arguments...).Error)
}

// id reads an identifier.
func (n *trust) id(query string, arguments ...any) (id uuid.UUID) {
	n.t.Helper()
	require.NoError(n.t, n.db.Conn(n.t.Context()).Raw(query, arguments...).Row().Scan(&id))
	return id
}

func (n *trust) organisation(name string) access.Actor {
	n.t.Helper()
	id, err := n.staff.Found(n.t.Context(), "", name, "Ada Boss", "ada@"+strings.ToLower(name)+".example")
	require.NoError(n.t, err)
	organisation := n.id("SELECT organisation_id FROM people WHERE id = ?", id)
	policy, err := access.LoadPolicy()
	require.NoError(n.t, err)
	grant := access.Grant{PersonID: id, OrganisationID: organisation, Role: access.Administrator, StartsOn: calendar.On(2026, 1, 1)}
	return policy.NewActor(id, organisation, "Ada Boss", "", []access.Grant{grant}, n.now)
}

const heading = "Name,EMAIL,Team,Role,Band,WTE,Start date,Last day,Line manager,Payroll number\n"

// upload sends a file and has it checked.
func (n *trust) upload(rows ...string) Import {
	n.t.Helper()
	view, err := n.Upload(n.t.Context(), n.ada, "staff.csv", []byte(heading+strings.Join(rows, "\n")+"\n"))
	require.NoError(n.t, err)
	require.NoError(n.t, n.Check(n.t.Context(), view.ID))
	return n.read(view.ID)
}

func (n *trust) read(id uuid.UUID) Import {
	n.t.Helper()
	view, err := n.Import(n.t.Context(), n.ada, id)
	require.NoError(n.t, err)
	return view.Import
}

// commit has an import done, and reads it again.
func (n *trust) commit(i Import, choice Choice) Import {
	n.t.Helper()
	_, err := n.Commit(n.t.Context(), n.ada, i.ID, i.Version, choice)
	require.NoError(n.t, err)
	require.NoError(n.t, n.CarryOut(n.t.Context(), i.ID))
	return n.read(i.ID)
}

func (n *trust) rows(i Import, kind Kind) []RowView {
	n.t.Helper()
	rows, total, err := n.Rows(n.t.Context(), n.ada, i.ID, kind, page.Request{Limit: 100})
	require.NoError(n.t, err)
	assert.Len(n.t, rows, total)
	return rows
}

func (n *trust) count(table, condition string, arguments ...any) int {
	n.t.Helper()
	var c int64
	require.NoError(n.t, n.db.Conn(n.t.Context()).Table(table).Where(condition, arguments...).Count(&c).Error)
	return int(c)
}

const (
	mary  = "Mary Shaw,mary@x.example,Coding,Coding Manager,7,1,2020-03-14,,ada@northmoor.example,1"
	terry = "Terry Nee,terry@x.example,coding,clinical coder,Band 5,0.6,14/03/2024,,mary@x.example,2"
	sid   = "Sid Ney,SID@x.example,Security,Clinical Coder,8A,1,2024-03-14,2027-03-13,,3"
)

func TestStaffAreImportedAndImportingThemAgainChangesNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		i := n.upload(terry, mary, sid)
		assert.Equal(t, Checked, i.State)
		assert.Equal(t, Counts{Added: 3, Missing: 1}, i.Counts)
		assert.JSONEq(t, `["Payroll number"]`, i.PassedOver)
		assert.Equal(t, 1, n.count("people", "organisation_id = ?", n.ada.OrganisationID), "a check adds nobody")
		assert.Equal(t, "Ada Boss", n.rows(i, Missing)[0].Name)
		assert.Contains(t, n.rows(i, Newcomer)[0].Differences, Difference{"wte", "", "0.60 WTE"})

		i = n.commit(i, Choice{Invite: true})
		assert.Equal(t, Committed, i.State)
		assert.Len(t, n.letters.sent, 3)
		assert.Zero(t, n.count("staff_import_lines", "1 = 1")+n.count("staff_import_rows", "1 = 1"), "the rows of the file are gone")
		people, total, err := n.staff.People(t.Context(), n.ada, staff.PeopleFilter{State: staff.WorksHere}, page.Request{Sort: "name", Limit: 50})
		require.NoError(t, err)
		require.Equal(t, 4, total)
		sidsPost, terrysPost := people[2].Current, people[3].Current
		assert.Equal(t, "8a", string(sidsPost.Band))
		assert.Equal(t, calendar.On(2027, 3, 13), sidsPost.EndsOn)
		assert.Equal(t, "Mary Shaw", terrysPost.LineManagerName)
		assert.Equal(t, calendar.On(2024, 3, 14), terrysPost.StartsOn)
		assert.Equal(t, 1, n.count("audit_entries", "action = 'staff.import_committed'"))
		assert.Equal(t, 2, n.count("audit_entries", "person_id = ?", people[3].ID), "a person's own record shows it")

		i = n.upload(terry, mary, sid)
		assert.Equal(t, Counts{Unchanged: 3, Missing: 1}, i.Counts)
		_, err = n.Commit(t.Context(), n.ada, i.ID, i.Version, Choice{})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "there is nothing to import")
	})
}

func TestWhatARowChangesIsShownAndDone(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.commit(n.upload(terry, mary, sid), Choice{})
		i := n.upload(
			"Terry Neé,terry@x.example,,,,0.8,,2027-05-01,none,", // an edit; empty cells keep what there is
			",mary@x.example,Security,,,,2026-12-01,,,",          // a move
			"Sid Ney,sid@x.example,,,,,2024-04-01,none,,",        // a first day put right
		)
		assert.Equal(t, Counts{Changed: 3, Missing: 1}, i.Counts)
		rows := n.rows(i, Changed)
		assert.Equal(t, []Difference{{"name", "Terry Nee", "Terry Neé"}, {"wte", "0.60 WTE", "0.80 WTE"}, {"last day", "", "1 May 2027"}, {"line manager", "Mary Shaw", ""}}, rows[0].Differences)
		assert.Equal(t, []Difference{{"last day as Coding Manager", "", "30 November 2026"}, {"team", "Coding", "Security"}, {"start date", "", "1 December 2026"}}, rows[1].Differences)
		assert.Equal(t, []Difference{{"start date", "14 March 2024", "1 April 2024"}, {"last day", "13 March 2027", ""}}, rows[2].Differences)

		require.Equal(t, Committed, n.commit(i, Choice{}).State)
		assert.Equal(t, 1, n.count("people", "name = 'Terry Neé' AND version = 2"))
		assert.Equal(t, 2, n.count("appointments", "person_id = (SELECT id FROM people WHERE email = 'mary@x.example')"))
		assert.Equal(t, 1, n.count("appointments", "ends_on = ?", calendar.On(2026, 11, 30)))
		assert.Equal(t, 1, n.count("appointments", "wte_hundredths = 80 AND line_manager_id IS NULL AND ends_on = ?", calendar.On(2027, 5, 1)))
		assert.Equal(t, 1, n.count("appointments", "starts_on = ? AND ends_on IS NULL AND version = 2", calendar.On(2024, 4, 1)))
		i = n.upload("Terry Neé,terry@x.example,,,,0.8,,2027-05-01,none,", ",mary@x.example,Security,,,,2026-12-01,,,", "Sid Ney,sid@x.example,,,,,2024-04-01,none,,")
		assert.Equal(t, 3, i.Unchanged, "the same file again changes nothing")
	})
}

func TestRowsThatAreRefused(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.commit(n.upload(mary, sid), Choice{})
		left := n.id("SELECT id FROM people WHERE email = 'sid@x.example'")
		_, err := n.staff.RecordLeaving(t.Context(), n.ada, left, calendar.On(2026, 11, 1), 1)
		require.NoError(t, err)
		post := "Coding,Clinical Coder,5,1,2024-03-14,,"
		for name, c := range map[string]struct {
			rows []string
			says string
		}{
			"no address":                       {[]string{"A,,,,,,,,,"}, "email: Enter an e-mail address, for example name@example.nhs.uk."},
			"no name":                          {[]string{",a@x.example,,,,,,,,"}, "name: Enter the person's name, up to 120 characters."},
			"an address twice":                 {[]string{"A,a@x.example,,,,,,,,", "B,A@x.example,,,,,,,,"}, "email: Row 3 has the same e-mail address. A person stands in a file once."},
			"somebody who left":                {[]string{"Sid,sid@x.example,,,,,,,,"}, "email: Sid Ney has left or is leaving. Record that the person is back first."},
			"a team that is not there":         {[]string{"A,a@x.example,Codnig,Clinical Coder,5,1,2024-03-14,,,"}, "team: There is no team of this name. Add it under Administration, Teams, or use the name that stands there."},
			"a role that is not there":         {[]string{"A,a@x.example,Coding,Codr,5,1,2024-03-14,,,"}, "role: There is no role of this title, or it is retired. Use a title that stands under Roles."},
			"a band that is none":              {[]string{"A,a@x.example,Coding,Clinical Coder,12,1,2024-03-14,,,"}, "band: Choose a band from 2 to 9."},
			"too much time":                    {[]string{"A,a@x.example,Coding,Clinical Coder,5,1.2,2024-03-14,,,"}, "wte: Enter the whole-time equivalent from 0.01 to 1 with two decimals at most, for example 0.6."},
			"no date":                          {[]string{"A,a@x.example,Coding,Clinical Coder,5,1,31/02/2024,,,"}, "start date: Enter a date such as 2027-03-14 or 14/03/2027."},
			"the wrong way round":              {[]string{"A,a@x.example,Coding,Clinical Coder,5,1,2024-03-14,2024-03-13,,"}, "last day: The last day must not be before the first, 14 March 2024."},
			"half an appointment":              {[]string{"A,a@x.example,Coding,,5,1,2024-03-14,,,"}, "role: Enter the role of the appointment."},
			"a line manager who is not there":  {[]string{"A,a@x.example," + post + "nobody@x.example,"}, "line manager: Nobody in Bandwise or in this file has this e-mail address."},
			"a line manager who left":          {[]string{"A,a@x.example," + post + "sid@x.example,"}, "line manager: Sid Ney has left or is leaving. Choose somebody else."},
			"one's own line manager":           {[]string{"A,a@x.example," + post + "a@x.example,"}, "line manager: Nobody is their own line manager. Choose somebody else."},
			"a circle":                         {[]string{"A,a@x.example," + post + "b@x.example,", "B,b@x.example," + post + "a@x.example,"}, "line manager: " + refusedCircle.Message},
			"a circle with who is here":        {[]string{",mary@x.example,,,,,,,a@x.example,", "A,a@x.example," + post + "mary@x.example,"}, "line manager: " + refusedCircle.Message},
			"below a row that is refused":      {[]string{"A,a@x.example," + post + "b@x.example,", "B,b@x.example,Codnig,Clinical Coder,5,1,2024-03-14,,,"}, "line manager: " + refusedBelow.Message},
			"before an appointment that holds": {[]string{",mary@x.example,,,,,1947-03-14,,,"}, "start date: Check the year: 14 March 1947 is before the NHS began."},
			"a formula":                        {[]string{"=A1,a@x.example,,,,,,,,"}, "name: This cell begins with =, as a formula does. Write an apostrophe in front when it is meant as text."},
		} {
			t.Run(name, func(t *testing.T) {
				n.t = t
				i := n.upload(c.rows...)
				refused := n.rows(i, Refused)
				require.NotEmpty(t, refused)
				var says []string
				for _, r := range refused[0].Refusals {
					says = append(says, r.Column+": "+r.Message)
				}
				assert.Contains(t, says, c.says)
				assert.Empty(t, refused[0].Differences)
			})
		}
	})
}

func TestARowIsRefusedForAllOfItAtOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		refused := n.rows(n.upload(",a@x.example,Codnig,Clinical Coder,99,1.2,1947-03-14,1946-03-14,nobody@x.example,"), Refused)
		require.Len(t, refused, 1)
		var columns []string
		for _, r := range refused[0].Refusals {
			columns = append(columns, r.Column)
		}
		assert.ElementsMatch(t, []string{columnName, columnTeam, columnBand, columnWTE, columnStart, columnEnd, columnManager}, columns, "each once")
	})
}

func TestRefusedRowsAreLeftOutOnlyWhenThatIsChosen(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		i := n.upload(mary, "'=Evil,evil@x.example,Codnig,Clinical Coder,5,1,2024-03-14,,,")
		assert.Equal(t, Counts{Added: 1, Refused: 1, Missing: 1}, i.Counts)
		content, err := n.RefusedTable(t.Context(), n.ada, i.ID, spreadsheet.CSV)
		require.NoError(t, err)
		assert.Contains(t, string(content), "\n'=Evil,evil@x.example,Codnig,")
		assert.Contains(t, string(content), `,3,"team: There is no team of this name.`)
		_, err = n.Commit(t.Context(), n.ada, i.ID, i.Version, Choice{})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		assert.Equal(t, Committed, n.commit(i, Choice{LeaveOutRefused: true}).State)
		assert.Equal(t, 2, n.count("people", "organisation_id = ?", n.ada.OrganisationID))
		assert.Empty(t, n.letters.sent, "nobody is invited who was not to be")
	})
}

func TestAnImportStopsWhenItWouldDoSomethingElseThanWasShown(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.commit(n.upload(mary), Choice{})
		i := n.upload(mary, terry, "Sid Ney,sid@x.example,,,,,,,,")
		n.exec("UPDATE people SET name = 'Mary Smith' WHERE email = 'mary@x.example'")
		i = n.commit(i, Choice{})
		assert.Equal(t, Stale, i.State)
		assert.Contains(t, i.Failure, "Check it again.")
		assert.Zero(t, n.count("people", "email = 'terry@x.example'"), "nothing was imported")
		assert.Zero(t, n.count("audit_entries", "action = 'staff.import_committed' AND subject_id = ?", i.ID.String()))
		_, err := n.CheckAgain(t.Context(), n.ada, i.ID, i.Version)
		require.NoError(t, err)
		require.NoError(t, n.Check(t.Context(), i.ID))
		i = n.read(i.ID)
		assert.Equal(t, Counts{Added: 2, Changed: 1, Missing: 1}, i.Counts)
		assert.Equal(t, Committed, n.commit(i, Choice{}).State)
	})
}

func TestAnInterruptedCommitLeavesNoTraceAndGoesOn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		i := n.upload(mary, terry)
		_, err := n.Commit(t.Context(), n.ada, i.ID, i.Version, Choice{Invite: true})
		require.NoError(t, err)
		stopping, stop := context.WithCancel(t.Context())
		n.invitations = stopper(stop)
		require.Error(t, n.CarryOut(stopping, i.ID))
		assert.Equal(t, Committing, n.read(i.ID).State)
		assert.Equal(t, 1, n.count("people", "organisation_id = ?", n.ada.OrganisationID))
		assert.Zero(t, n.count("audit_entries", "action = 'staff.appointment_added'"))
		n.invitations = n.letters
		require.NoError(t, n.CarryOut(t.Context(), i.ID))
		assert.Equal(t, Committed, n.read(i.ID).State)
		require.NoError(t, n.CarryOut(t.Context(), i.ID), "a second run finds that it is done")
		assert.Equal(t, 3, n.count("people", "organisation_id = ?", n.ada.OrganisationID))
	})
}

// stopper stops the program in the midst of the letters.
type stopper context.CancelFunc

func (stopper) Sends() bool { return true }

func (s stopper) Invite(ctx context.Context, _ access.Actor, _ []uuid.UUID) error {
	s()
	return ctx.Err()
}

func TestAnImportThatIsCancelledOrForgottenLeavesNoRows(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		i := n.upload(mary)
		_, err := n.Commit(t.Context(), n.ada, i.ID, i.Version, Choice{})
		require.NoError(t, err)
		view, err := n.Cancel(t.Context(), n.ada, i.ID)
		require.NoError(t, err)
		assert.Equal(t, Cancelled, view.State)
		require.NoError(t, n.CarryOut(t.Context(), i.ID))
		assert.Zero(t, n.count("people", "email = 'mary@x.example'"))
		_, err = n.Cancel(t.Context(), n.ada, i.ID)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))

		old := n.upload(terry, mary)
		n.now = n.now.AddDate(0, 0, keptDays).Add(time.Minute)
		require.NoError(t, n.Due(t.Context()))
		assert.Equal(t, Expired, n.read(old.ID).State)
		assert.Zero(t, n.count("staff_import_lines", "1 = 1")+n.count("staff_import_rows", "1 = 1"))
	})
}

func TestAnotherOrganisationSeesNothingOfIt(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.commit(n.upload(mary), Choice{})
		i := n.upload(mary, terry)
		otto := n.organisation("Southmere")
		for name, ask := range map[string]func() error{
			"read":   func() error { _, err := n.Import(t.Context(), otto, i.ID); return err },
			"rows":   func() error { _, _, err := n.Rows(t.Context(), otto, i.ID, "", page.Request{Limit: 9}); return err },
			"check":  func() error { _, err := n.CheckAgain(t.Context(), otto, i.ID, i.Version); return err },
			"commit": func() error { _, err := n.Commit(t.Context(), otto, i.ID, i.Version, Choice{}); return err },
			"cancel": func() error { _, err := n.Cancel(t.Context(), otto, i.ID); return err },
			"table":  func() error { _, err := n.RefusedTable(t.Context(), otto, i.ID, spreadsheet.CSV); return err },
		} {
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(ask()), name)
		}
		n.ada = otto
		theirs := n.upload("Mary Other,mary@x.example,,,,,,,,")
		assert.Equal(t, Counts{Added: 1, Missing: 1}, theirs.Counts, "that somebody elsewhere has the address is not said")
	})
}

func TestAFileWithAPatientsNumberIsNotKept(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		_, err := n.Upload(t.Context(), n.ada, "staff.csv", []byte(heading+mary+"\n943 476 5919,b@x.example,,,,,,,,\n"))
		require.ErrorContains(t, err, "Row 3, name")
		assert.Zero(t, n.count("staff_imports", "1 = 1")+n.count("staff_import_lines", "1 = 1"))
	})
}

func TestTheStatementsOfACheckAndACommitDoNotGrowWithTheRows(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		used := map[int]int64{}
		for _, rows := range []int{2, batch} {
			var lines []string
			for r := range rows {
				lines = append(lines, fmt.Sprintf("A,a%d.%d@x.example,Coding,Clinical Coder,5,1,2024-03-14,,ada@northmoor.example,", rows, r))
			}
			view, err := n.Upload(t.Context(), n.ada, "staff.csv", []byte(heading+strings.Join(lines, "\n")))
			require.NoError(t, err)
			ctx, queries := database.CountQueries(t.Context())
			require.NoError(t, n.Check(ctx, view.ID))
			i := n.read(view.ID)
			_, err = n.Commit(ctx, n.ada, i.ID, i.Version, Choice{})
			require.NoError(t, err)
			require.NoError(t, n.CarryOut(ctx, i.ID))
			used[rows] = queries.Load()
		}
		assert.Equal(t, used[2], used[batch])
	})
}
