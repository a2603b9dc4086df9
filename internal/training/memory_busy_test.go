package training_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/training"
)

// untold leaves out the sentences that lists do without.
func untold(s *Summary) *Summary {
	if s == nil {
		return nil
	}
	plain := *s
	plain.Milestones = slices.Clone(s.Milestones)
	for i := range plain.Milestones {
		plain.Milestones[i].Because = ""
	}
	if s.Next != nil {
		next := *s.Next
		next.Because = ""
		plain.Next = &next
	}
	return &plain
}

// likeTheirPages holds what the memory gives of each of the people to the person's own page.
func (w *world) likeTheirPages(people []uuid.UUID, after string) {
	w.t.Helper()
	in, today := w.everybody()
	found, err := w.memory.In(w.t.Context(), in, today)
	require.NoError(w.t, err)
	kept := map[uuid.UUID]*Summary{}
	for _, l := range found {
		kept[personOf(l)] = l.Summary
	}
	for _, person := range people {
		own, err := w.service.Summary(w.t.Context(), trust, person, today)
		require.NoError(w.t, err)
		require.Equal(w.t, untold(own), kept[person], after)
	}
}

// busy is a trust in which things happen at random.
type busy struct {
	*world
	draw   *rand.Rand
	people []uuid.UUID
	done   map[string]int
}

// one gives a row of a table drawn from those of a person that a condition chooses, and its version; none when there is none.
func (b *busy) one(table, condition string, person uuid.UUID) (id uuid.UUID, version int) {
	b.t.Helper()
	var rows []struct {
		ID      uuid.UUID
		Version int
	}
	require.NoError(b.t, b.db.Conn(b.t.Context()).Raw("SELECT id, version FROM "+table+" WHERE "+condition+" AND person_id = ? ORDER BY created_at, id", person).Scan(&rows).Error)
	if len(rows) == 0 {
		return uuid.Nil, 0
	}
	row := rows[b.draw.IntN(len(rows))]
	return row.ID, row.Version
}

func (b *busy) sitting() (id uuid.UUID, version int) {
	b.t.Helper()
	sittings, err := b.service.Sittings(b.t.Context(), b.as(lee))
	require.NoError(b.t, err)
	if len(sittings) == 0 {
		return uuid.Nil, 0
	}
	s := sittings[b.draw.IntN(len(sittings))]
	return s.ID, s.Version
}

// ago gives a day up to so many days back, ahead one up to so many days on.
func (b *busy) ago(days int) calendar.Date {
	return calendar.Today(b.today).AddDays(-b.draw.IntN(days))
}
func (b *busy) ahead(days int) calendar.Date {
	return calendar.Today(b.today).AddDays(1 + b.draw.IntN(days))
}

var errNothing = errors.New("there is nothing to do it to")

// found is errNothing unless a row was found.
func found(id uuid.UUID, do func() error) error {
	if id == uuid.Nil {
		return errNothing
	}
	return do()
}

// deeds are what may happen to a person. Many of them are refused on many a day.
func (b *busy) deeds() map[string]func(person uuid.UUID) error {
	ctx := b.t.Context()
	milestones := []MilestoneKey{"ccs-e-learning", "ccsc", "mentorship", "anatomy-course", "in-house-examination", "nccq", "ccsrc", "ccap-log-book", "ccap-programme"}
	some := func() MilestoneKey { return milestones[b.draw.IntN(len(milestones))] }
	sign := func(decide func(id uuid.UUID, version int) error) func(uuid.UUID) error {
		return func(person uuid.UUID) error {
			id, version := b.one("milestone_records", "state = 'recorded'", person)
			return found(id, func() error { return decide(id, version) })
		}
	}
	return map[string]func(person uuid.UUID) error{
		"record": func(person uuid.UUID) error {
			_, err := b.service.Record(ctx, b.as(person), person, Record{Milestone: some(), CompletedOn: b.ago(40), Certificate: b.file(person, "certificate.pdf")})
			return err
		},
		"sign off": sign(func(id uuid.UUID, version int) error {
			_, err := b.service.SignOff(ctx, b.as(max), id, version)
			return err
		}),
		"return": sign(func(id uuid.UUID, version int) error {
			_, err := b.service.Return(ctx, b.as(max), id, version, "Not yet.")
			return err
		}),
		"sit": func(person uuid.UUID) error {
			a := Attempt{Milestone: []MilestoneKey{"in-house-examination", "nccq"}[b.draw.IntN(2)], SatOn: b.ago(20)}
			for _, paper := range map[MilestoneKey][]PaperKey{"in-house-examination": {"examination"}, "nccq": {"theory", "practical"}}[a.Milestone] {
				a.Papers = append(a.Papers, paper)
				if b.draw.IntN(3) > 0 {
					outcome := map[PaperKey]Outcome{"examination": OutcomePassed}[paper]
					a.Results = append(a.Results, result(paper, Mark(75+b.draw.IntN(25)), outcome))
				}
			}
			_, err := b.service.RecordAttempt(ctx, b.as(max), person, a)
			return err
		},
		"results": func(person uuid.UUID) error {
			id, version := b.one("attempts", "milestone = 'nccq' AND id IN (SELECT attempt_id FROM attempt_papers WHERE outcome = 'awaited')", person)
			return found(id, func() error {
				_, err := b.service.RecordResults(ctx, b.as(max), id, version, Attempt{ResultsOn: calendar.Today(b.today), Results: []PaperResult{
					result("theory", Mark(50+b.draw.IntN(20)), 0), result("practical", 93, 0),
				}})
				return err
			})
		},
		"correct": func(person uuid.UUID) error {
			id, version := b.one("attempts", "milestone = 'nccq' AND id NOT IN (SELECT attempt_id FROM attempt_papers WHERE outcome = 'awaited')", person)
			return found(id, func() error {
				_, err := b.service.CorrectResult(ctx, b.as(max), id, version, result("theory", Mark(50+b.draw.IntN(40)), 0), "Misread.")
				return err
			})
		},
		"exempt": func(person uuid.UUID) error {
			_, err := b.service.Exempt(ctx, b.as(max), person, milestones[b.draw.IntN(4)], "Met at another trust.")
			return err
		},
		"withdraw an exemption": func(person uuid.UUID) error {
			id, version := b.one("exemptions", "withdrawn_on IS NULL", person)
			return found(id, func() error {
				_, err := b.service.WithdrawExemption(ctx, b.as(max), id, version, "Not met.")
				return err
			})
		},
		"leave": func(person uuid.UUID) error {
			p := Pause{Span: calendar.Span{From: b.ago(20)}, Reason: PauseSickness}
			if b.draw.IntN(2) == 0 {
				p.To = p.From.AddDays(b.draw.IntN(60))
			}
			_, err := b.service.AddPause(ctx, b.as(max), person, p)
			return err
		},
		"end leave": func(person uuid.UUID) error {
			id, version := b.one("pauses", "ends_on IS NULL AND withdrawn_on IS NULL", person)
			return found(id, func() error {
				_, err := b.service.EndPause(ctx, b.as(max), id, version, Pause{Span: calendar.Span{To: b.ago(3)}})
				return err
			})
		},
		"edit leave": func(person uuid.UUID) error {
			id, version := b.one("pauses", "withdrawn_on IS NULL", person)
			from := b.ago(30)
			return found(id, func() error {
				_, err := b.service.EditPause(ctx, b.as(max), id, version, Pause{Span: calendar.Span{From: from, To: from.AddDays(10)}, Reason: PauseMaternity}, "Mistyped.")
				return err
			})
		},
		"withdraw leave": func(person uuid.UUID) error {
			id, version := b.one("pauses", "withdrawn_on IS NULL", person)
			return found(id, func() error {
				_, err := b.service.WithdrawPause(ctx, b.as(max), id, version, "A mistake.")
				return err
			})
		},
		"extend": func(person uuid.UUID) error {
			_, err := b.service.Extend(ctx, b.as(max), person, Extension{Milestone: some(), DueOn: b.ahead(900), Reason: "No course."})
			return err
		},
		"end an extension": func(person uuid.UUID) error {
			id, version := b.one("milestone_extensions", "ended_on IS NULL", person)
			return found(id, func() error {
				_, err := b.service.EndExtension(ctx, b.as(max), id, version, "There is a course.")
				return err
			})
		},
		"add a sitting": func(uuid.UUID) error {
			first := b.ahead(500)
			_, err := b.service.AddSitting(ctx, b.as(lee), Sitting{
				Milestone: "nccq", Title: fmt.Sprint("Sitting ", b.done["add a sitting"]), RegistrationOpensOn: first.AddDays(-60), RegistrationClosesOn: first.AddDays(-20),
				TheoryOn: first, PracticalOn: first.AddDays(1), ResultsExpectedOn: first.AddDays(50), Source: "The institute.",
			})
			return err
		},
		"edit a sitting": func(uuid.UUID) error {
			id, version := b.sitting()
			return found(id, func() error {
				s, err := b.service.Sitting(ctx, b.as(lee), id)
				require.NoError(b.t, err)
				days := b.draw.IntN(9)
				s.TheoryOn, s.PracticalOn, s.ResultsExpectedOn = s.TheoryOn.AddDays(days), s.PracticalOn.AddDays(days), s.ResultsExpectedOn.AddDays(days)
				_, err = b.service.EditSitting(ctx, b.as(lee), id, version, s)
				return err
			})
		},
		"cancel a sitting": func(uuid.UUID) error {
			id, version := b.sitting()
			return found(id, func() error {
				if b.draw.IntN(4) > 0 {
					return errNothing
				}
				_, err := b.service.CancelSitting(ctx, b.as(lee), id, version, "Too few.")
				return err
			})
		},
		"choose a sitting": func(person uuid.UUID) error {
			id, _ := b.sitting()
			return found(id, func() error {
				_, err := b.service.ChooseSitting(ctx, b.as(max), person, id, SittingChoice{})
				return err
			})
		},
		"give up a sitting": func(person uuid.UUID) error {
			id, version := b.one("sitting_choices", "ended_on IS NULL", person)
			return found(id, func() error {
				_, err := b.service.GiveUpSitting(ctx, b.as(max), id, version, "Too early.")
				return err
			})
		},
		"somebody comes accredited": func(uuid.UUID) error {
			if b.draw.IntN(5) > 0 {
				return errNothing
			}
			name := fmt.Sprint("New ", len(b.people))
			b.person(trust, id(name), name)
			b.people = append(b.people, id(name))
			b.appoint(id(name), codingOfficer, coding, 100, b.ago(90).ISO(), "")
			return b.Give(ctx, b.as(max), id(name), "acc", b.ago(1500), "Seen.")
		},
		"join": func(person uuid.UUID) error {
			return b.service.Join(ctx, b.as(max), person, ccapID, b.ago(20), "Ready.")
		},
		"quit": func(person uuid.UUID) error {
			if b.draw.IntN(4) > 0 {
				return errNothing
			}
			return b.service.Leave(ctx, b.as(max), person, ccapID, "Moved on.")
		},
		"log": func(person uuid.UUID) error {
			_, err := b.service.AddLogEntry(ctx, b.as(person), person, ccapID, LogEntry{Milestone: "ccap-log-book", DoneOn: b.ago(9), What: "Audit", Number: 4})
			return err
		},
		"confirm": func(person uuid.UUID) error {
			id, version := b.one("log_book_entries", "state = 'logged'", person)
			return found(id, func() error {
				_, err := b.service.DecideLogEntry(ctx, b.as(max), id, version, SignOff{Decision: DecisionSignedOff})
				return err
			})
		},
		"other hours": func(person uuid.UUID) error {
			b.exec("UPDATE appointments SET wte_hundredths = ? WHERE person_id = ?", 40+b.draw.IntN(61), person)
			return nil
		},
		"another post": func(person uuid.UUID) error {
			if b.draw.IntN(3) > 0 {
				return errNothing
			}
			b.exec("UPDATE appointments SET ends_on = ? WHERE person_id = ? AND ends_on IS NULL", calendar.Today(b.today).AddDays(-1), person)
			b.appoint(person, codingOfficer, coding, 80, calendar.Today(b.today).ISO(), "")
			return nil
		},
		"another name": func(uuid.UUID) error {
			b.exec("UPDATE people SET name = ? WHERE id = ?", fmt.Sprint("Max ", b.done["another name"]), max)
			return nil
		},
		"another day": func(uuid.UUID) error {
			b.today = b.today.AddDate(0, 0, 1+b.draw.IntN(60))
			return nil
		},
	}
}

func TestWhatListsKeepIsWhatEverybodysOwnPageSays(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		b := &busy{world: newWorld(t, db, "2027-01-20"), draw: rand.New(rand.NewPCG(20261123, 47)), done: map[string]int{}} //nolint:gosec // the same at every run
		b.people = []uuid.UUID{tara}
		for i := range 6 {
			person := id(fmt.Sprint("Busy ", i))
			b.person(trust, person, fmt.Sprint("Busy ", i))
			b.appoint(person, codingOfficer, coding, 100, calendar.Today(b.today).AddDays(-800-b.draw.IntN(400)).ISO(), "")
			b.people = append(b.people, person)
			switch i {
			case 0, 1, 2: // long accredited, who may join the auditor's pathway
				require.NoError(t, b.Give(t.Context(), b.as(max), person, "acc", day("2023-01-01"), "Seen."))
			case 3, 4: // ready for the examinations
				for _, key := range []MilestoneKey{"ccs-e-learning", "ccsc", "mentorship", "anatomy-course", "in-house-examination"} {
					_, err := b.service.Exempt(t.Context(), b.as(max), person, key, "Met at another trust.")
					require.NoError(t, err)
				}
				sat := Attempt{Milestone: "nccq", SatOn: b.ago(9), Papers: []PaperKey{"theory", "practical"}}
				if i == 4 {
					sat.Results = []PaperResult{result("theory", 60, 0), result("practical", 93, 0)}
				}
				_, err := b.service.RecordAttempt(t.Context(), b.as(max), person, sat)
				require.NoError(t, err)
				b.done["sit"]++
				b.likeTheirPages(b.people, "sit")
			}
		}
		deeds := b.deeds()
		names := make([]string, 0, len(deeds))
		for name := range deeds {
			names = append(names, name)
		}
		slices.Sort(names)
		for n := range 3000 {
			// Identifiers are drawn anew at every run, so what is still to happen is tried until it does.
			ahead := names
			if n >= 500 {
				ahead = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return b.done[name] > 0 && name != "another day" })
			}
			if len(ahead) == 1 && n >= 500 {
				break
			}
			name := ahead[b.draw.IntN(len(ahead))]
			if deeds[name](b.people[b.draw.IntN(len(b.people))]) == nil {
				b.done[name]++
				b.likeTheirPages(b.people, name)
			}
		}
		for _, name := range names {
			assert.Positive(t, b.done[name], "%s happened", name)
		}
	})
}
