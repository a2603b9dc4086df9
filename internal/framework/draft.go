package framework

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
)

// firstLocal is the least ordinal of a statement that an organisation adds: local statements follow the national ones.
const firstLocal = 100_000

// skillCode is what the codes of the framework look like.
var skillCode = regexp.MustCompile(`^[A-Z]{4}$`)

// worded is what makes two statements the same to a reader.
type worded struct {
	code, aspect, text string
	level              Level
}

// draft is the editing of a draft: what is in force, what the draft changes so far, and who changes it now. One change is
// kept about a statement; another edit of the same statement changes that change.
type draft struct {
	by  Person
	now time.Time
	// skills are the names by code, own those that the organisation added.
	skills map[string]string
	own    map[string]bool
	// entries are the draft's contents, and texts finds them by what they say.
	entries map[uuid.UUID]Entry
	texts   map[worded]uuid.UUID
	// changes are by subject; makers lead from a statement that a change makes to the subject of that change.
	changes  map[string]Change
	makers   map[uuid.UUID]string
	ordinal  int
	position int
	// put and gone are the changes to store and to delete.
	put  map[string]Change
	gone map[string]Change
}

func newDraft(skills []Skill, base []Entry, changes []Change, by Person, now time.Time) *draft {
	d := &draft{
		by: by, now: now, skills: map[string]string{}, own: map[string]bool{}, entries: map[uuid.UUID]Entry{}, texts: map[worded]uuid.UUID{},
		changes: map[string]Change{}, makers: map[uuid.UUID]string{}, ordinal: firstLocal, put: map[string]Change{}, gone: map[string]Change{},
	}
	for _, s := range skills {
		d.skills[s.Code], d.own[s.Code] = s.Name, s.Own
	}
	for _, c := range changes {
		if c.Kind == AddSkill || c.Kind == RenameSkill {
			d.skills[c.Code], d.own[c.Code] = c.Skill, true
		}
		if id, makes := c.Makes(); makes {
			d.makers[id] = c.Subject()
		}
		d.changes[c.Subject()] = c
		d.position = max(d.position, c.Position)
	}
	for _, e := range changed(base, changes) {
		d.hold(e)
	}
	return d
}

func (e Entry) worded() worded { return worded{e.Code, e.Aspect, e.Text, e.Level} }

func (d *draft) hold(e Entry) {
	d.entries[e.StatementID] = e
	d.texts[e.worded()] = e.StatementID
	d.ordinal = max(d.ordinal, e.Ordinal)
}

func (d *draft) drop(e Entry) {
	delete(d.entries, e.StatementID)
	if d.texts[e.worded()] == e.StatementID {
		delete(d.texts, e.worded())
	}
}

// keep notes a change to be stored, with who made it now.
func (d *draft) keep(c Change) {
	if c.ID == uuid.Nil {
		d.position++
		c.ID, c.Position = uuid.New(), d.position
	}
	c.ChangedBy, c.ChangedAt = d.by, d.now
	d.changes[c.Subject()], d.put[c.Subject()] = c, c
}

// stored gives the changes to store, in their order.
func (d *draft) stored() []Change {
	return slices.SortedFunc(maps.Values(d.put), func(a, b Change) int { return a.Position - b.Position })
}

// undone gives the changes to delete.
func (d *draft) undone() []Change { return slices.Collect(maps.Values(d.gone)) }

// clean makes line breaks those of the web, and refuses what nobody can read.
func clean(field, text, message string) (string, error) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if strings.TrimSpace(text) == "" {
		return "", apperr.InvalidField(field, message)
	}
	if strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' || r == unicode.ReplacementChar
	}) {
		return "", apperr.InvalidField(field, "Remove the invisible control character from this text.")
	}
	return text, nil
}

// words cleans what every edit of a statement has.
func words(aspect, text, reason string) (string, string, string, error) {
	var wrong []apperr.Field
	for _, one := range []struct {
		field, message string
		text           *string
	}{
		{"aspect", "Give the aspect.", &aspect}, {"text", "Write the statement.", &text}, {"reason", "Give the reason.", &reason},
	} {
		cleaned, err := clean(one.field, *one.text, one.message)
		wrong = append(wrong, fieldsOf(err)...)
		*one.text = cleaned
	}
	return aspect, text, reason, apperr.Invalid(wrong...)
}

// Edit is another wording or meaning of a statement. Extent is Wording or Meaning.
type Edit struct {
	StatementID uuid.UUID
	Extent      ChangeKind
	Aspect      string
	Text        string
	Reason      string
}

// edit gives a statement another wording or meaning. What cannot be is CodeInvalid by its field.
func (d *draft) edit(e Edit) error {
	if e.Extent != Wording && e.Extent != Meaning {
		return apperr.InvalidField("extent", "Say whether you change the wording only, or the meaning. A changed meaning makes a new statement, and claims on the old one need confirming.")
	}
	aspect, text, reason, err := words(e.Aspect, e.Text, e.Reason)
	if err != nil {
		return err
	}
	old, known := d.entries[e.StatementID]
	if !known {
		return errNoEntry()
	}
	if old.Aspect == aspect && old.Text == text {
		return apperr.InvalidField("text", "Nothing is changed: the aspect and the text are as they were.")
	}
	became := old
	became.Aspect, became.Text = aspect, text
	if err := d.mustBeNew(became); err != nil {
		return err
	}
	c := d.changeOf(old)
	if c.ID != uuid.Nil && c.Kind != Add && c.OldAspect == aspect && c.OldText == text {
		return apperr.InvalidField("text", "This is what the statement says without the draft. Undo the draft's change instead.")
	}
	if _, made := d.makers[old.StatementID]; !made {
		c.Kind = e.Extent
		if e.Extent == Meaning {
			c.SuccessorID = uuid.NullUUID{UUID: uuid.New(), Valid: true}
			became.StatementID, became.Own = c.SuccessorID.UUID, true
		}
	}
	c.Aspect, c.Text, c.Reason = aspect, text, reason
	d.drop(old)
	d.hold(became)
	d.keep(c)
	if id, makes := c.Makes(); makes {
		d.makers[id] = c.Subject()
	}
	return nil
}

// changeOf gives the draft's change about an entry, or a new one.
func (d *draft) changeOf(e Entry) Change {
	if subject, made := d.makers[e.StatementID]; made {
		return d.changes[subject]
	}
	c := Change{
		StatementID: uuid.NullUUID{UUID: e.StatementID, Valid: true}, Ordinal: e.Ordinal, Code: e.Code, Skill: e.Skill, Level: e.Level,
		OldAspect: e.Aspect, OldText: e.Text,
	}
	if before, there := d.changes[c.Subject()]; there {
		return before
	}
	return c
}

// end ends a statement.
func (d *draft) end(id uuid.UUID, reason string) error {
	reason, err := clean("reason", reason, "Give the reason.")
	if err != nil {
		return err
	}
	old, known := d.entries[id]
	if !known {
		return errNoEntry()
	}
	if _, made := d.makers[id]; made {
		return apperr.InvalidField("statementId", "This statement is in the draft only. Undo the draft's change instead of ending it.")
	}
	c := d.changeOf(old)
	c.Kind, c.Aspect, c.Text, c.Reason = End, "", "", reason
	d.drop(old)
	d.keep(c)
	return nil
}

// Addition is a local statement. Skill is the name of a local skill that it brings with it.
type Addition struct {
	Code   string
	Skill  string
	Aspect string
	Level  Level
	Text   string
	Reason string
}

// add adds a local statement, and its skill where the code is new.
func (d *draft) add(a Addition) error {
	aspect, text, reason, err := words(a.Aspect, a.Text, a.Reason)
	if err != nil {
		return err
	}
	if a.Level < 1 || a.Level > 7 {
		return apperr.InvalidField("level", "Choose a level from 1 to 7.")
	}
	skill, known := d.skills[a.Code]
	switch named := strings.TrimSpace(a.Skill); {
	case known && named != "" && named != skill:
		return apperr.InvalidField("skill", fmt.Sprintf("%s is the skill %s. Leave the name empty, or choose another code.", a.Code, skill))
	case !known && named == "":
		return apperr.InvalidField("code", fmt.Sprintf("There is no skill with the code %s. Choose one of the framework's, or give the new local skill a name.", a.Code))
	}
	e := Entry{StatementID: uuid.New(), Code: a.Code, Skill: skill, Aspect: aspect, Level: a.Level, Text: text, Own: true}
	if err := d.mustBeNew(e); err != nil {
		return err
	}
	if !known {
		if err := d.addSkill(a.Code, a.Skill, reason); err != nil {
			return err
		}
		e.Skill = d.skills[a.Code]
	}
	e.Ordinal = d.ordinal + 1
	d.hold(e)
	c := Change{
		Kind: Add, StatementID: uuid.NullUUID{UUID: e.StatementID, Valid: true}, Ordinal: e.Ordinal, Code: e.Code, Skill: e.Skill,
		Aspect: e.Aspect, Level: e.Level, Text: e.Text, Reason: reason,
	}
	d.makers[e.StatementID] = c.Subject()
	d.keep(c)
	return nil
}

func (d *draft) mustBeNew(e Entry) error {
	if _, there := d.texts[e.worded()]; there {
		return apperr.InvalidField("text", fmt.Sprintf("%s has this statement already, under the same aspect at level %d.", e.Code, e.Level))
	}
	return nil
}

// addSkill adds a local skill.
func (d *draft) addSkill(code, name, reason string) error {
	if !skillCode.MatchString(code) {
		return apperr.InvalidField("code", "Give the new skill a code of four capital letters, such as FLEX.")
	}
	if there, known := d.skills[code]; known {
		return apperr.InvalidField("code", fmt.Sprintf("%s is the code of %s already. Choose another one.", code, there))
	}
	return d.nameSkill(Change{Kind: AddSkill, Code: code}, name, reason)
}

// renameSkill gives a local skill another name.
func (d *draft) renameSkill(code, name, reason string) error {
	old, known := d.skills[code]
	switch {
	case !known:
		return apperr.InvalidField("code", fmt.Sprintf("There is no skill with the code %s.", code))
	case !d.own[code]:
		return apperr.InvalidField("code", fmt.Sprintf("%s is a national skill, whose name stays. Only local skills can be renamed.", code))
	case old == strings.TrimSpace(name):
		return apperr.InvalidField("name", "Nothing is changed: this is the skill's name.")
	}
	c := Change{Kind: RenameSkill, Code: code, OldSkill: old}
	if before, there := d.changes[c.Subject()]; there {
		c = before
	}
	if c.OldSkill == strings.TrimSpace(name) {
		return apperr.InvalidField("name", "This is the skill's name without the draft. Undo the draft's change instead.")
	}
	return d.nameSkill(c, name, reason)
}

func (d *draft) nameSkill(c Change, name, reason string) error {
	name, nameless := clean("name", strings.TrimSpace(name), "Give the skill a name.")
	reason, silent := clean("reason", reason, "Give the reason.")
	if err := apperr.Invalid(append(fieldsOf(nameless), fieldsOf(silent)...)...); err != nil {
		return err
	}
	for code, there := range d.skills {
		if code != c.Code && strings.EqualFold(there, name) {
			return apperr.InvalidField("name", fmt.Sprintf("%s has this name already.", code))
		}
	}
	c.Skill, c.Reason = name, reason
	d.skills[c.Code], d.own[c.Code] = name, true
	for id, e := range d.entries {
		if e.Code == c.Code {
			e.Skill = name
			d.entries[id] = e
		}
	}
	d.keep(c)
	return nil
}

// undo takes a change back. The new skill of a statement that the draft adds cannot go before the statement does.
func (d *draft) undo(id uuid.UUID) error {
	for subject, c := range d.changes {
		if c.ID != id {
			continue
		}
		if c.Kind == AddSkill {
			for _, e := range d.entries {
				if e.Code == c.Code {
					return apperr.Conflict(fmt.Sprintf("Statements of this draft stand under %s. Undo them first.", c.Code))
				}
			}
		}
		delete(d.changes, subject)
		d.gone[subject] = c
		return nil
	}
	return apperr.NotFound("change of this draft")
}

// fieldsOf gives what a refusal says about single fields.
func fieldsOf(err error) []apperr.Field {
	var refusal *apperr.Error
	if errors.As(err, &refusal) {
		return refusal.Fields
	}
	return nil
}

func errNoEntry() error {
	return apperr.InvalidField("statementId", "The draft has no such statement. It may have ended, or another one took its place.")
}
