package app

import (
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// appraised is somebody's planned one-to-one, with one of everything that belongs to it, and one that was held.
type appraised struct {
	planned, held held
	item          uuid.UUID
	note, action  held
}

func planned(e encounter) string { return e.about.appraisal.planned.id.String() }

func agendaItem(e encounter) string { return e.about.appraisal.item.String() }

func appraisalNote(e encounter) string { return e.about.appraisal.note.id.String() }

type read struct {
	ID      uuid.UUID
	Version int
}

// appraise lets the chief plan and hold one-to-ones with somebody.
func (f *fixture) appraise(chief, p *person) appraised {
	f.t.Helper()
	type sheet struct {
		Meeting                read
		Agenda, Notes, Actions []read
	}
	plan := func() sheet {
		var s sheet
		f.must(chief, "POST", "/people/"+p.id.String()+"/appraisals", object{"kind": "one_to_one", "plannedOn": today}, &s)
		return s
	}
	add := func(s *sheet, what string, body object) {
		f.must(chief, "POST", "/appraisals/"+s.Meeting.ID.String()+"/"+what, body, s)
	}
	over := plan()
	add(&over, "hold", object{"version": over.Meeting.Version, "heldOn": today})
	s := plan()
	add(&s, "items", object{"title": private})
	add(&s, "notes", object{"text": private, "shared": true})
	add(&s, "actions", object{"text": private, "ownerId": p.id, "dueOn": "2026-12-01"})
	return appraised{
		planned: held{s.Meeting.ID, s.Meeting.Version}, held: held{over.Meeting.ID, over.Meeting.Version},
		item: s.Agenda[len(s.Agenda)-1].ID, note: held{s.Notes[0].ID, s.Notes[0].Version}, action: held{s.Actions[0].ID, s.Actions[0].Version},
	}
}

// lead makes the sender the one who leads the meetings, unless they are about the sender, and who wrote the note.
func (f *fixture) lead(e encounter) {
	if e.by.label == nobody {
		return
	}
	run := func(sql string, args ...any) { require.NoError(f.t, f.app.db.Conn(f.ctx).Exec(sql, args...).Error) }
	if e.by.id != e.about.id {
		run("UPDATE appraisal_meetings SET lead_id = ? WHERE id IN (?, ?)", e.by.id, e.about.appraisal.planned.id, e.about.appraisal.held.id)
	}
	run("UPDATE appraisal_notes SET author_id = ? WHERE id = ?", e.by.id, e.about.appraisal.note.id)
	run("UPDATE appraisal_agenda_items SET raised_by = ? WHERE id = ?", e.by.id, e.about.appraisal.item)
}
