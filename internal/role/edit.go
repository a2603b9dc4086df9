package role

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/reference"
)

// maxTitle is how many characters a role's title may have.
const maxTitle = 200

// Edit changes a role. A part that is set replaces the one that was there.
type Edit struct {
	Title         *string
	Reference     *string
	Department    *string
	ReportsTo     *string
	Band          *Band
	BandStatus    *BandStatus
	BandNote      *string
	ProfileID     *uuid.NullUUID
	ProfileReason *string
	Purpose       *[]string
	Relationships *[]string
	Sections      *[]NewSection
	Duties        *[]NewDuty
	Criteria      *[]NewCriterion
	Hazards       *[]NewHazard
	Requirements  *[]NewRequirement
}

// NewSection is a part of a job description under a heading of its own.
type NewSection struct {
	Heading    string
	Paragraphs []string
}

// NewDuty is a duty as it is to be. ID is the duty that it was, not valid for a new one; Factor is a job evaluation
// factor, 1 to 16, or 0.
type NewDuty struct {
	ID      uuid.NullUUID
	Heading string
	Factor  int
	Text    string
}

// NewCriterion is a line of the person specification as it is to be. ID is the line that it was.
type NewCriterion struct {
	ID         uuid.NullUUID
	Group      string
	Criterion  string
	Importance Importance
}

// NewHazard is a row of the working conditions as it is to be. ID is the row that it was.
type NewHazard struct {
	ID        uuid.NullUUID
	Group     string
	Name      string
	Present   Presence
	Frequency Frequency
}

// applied gives the role as the edit makes it. What cannot be is CodeInvalid with a message for each field. What the
// edit leaves as it was keeps its identifier and its source lines; what it words anew says where it came from.
func (e Edit) applied(r Role, c catalogue) (Role, error) {
	check := &checker{}
	set(&r.Title, e.Title)
	set(&r.Reference, e.Reference)
	set(&r.Department, e.Department)
	set(&r.ReportsTo, e.ReportsTo)
	r.Title = strings.TrimSpace(r.Title)
	check.title(r.Title)
	e.band(&r, check)
	e.profile(&r, c, check)
	if e.Purpose != nil {
		r.Purpose = reworded(r.Purpose, plain(*e.Purpose))
	}
	if e.Relationships != nil {
		r.Relationships = reworded(r.Relationships, plain(*e.Relationships))
	}
	if e.Sections != nil {
		r.Sections = resectioned(r.Sections, *e.Sections)
	}
	if e.Duties != nil {
		r.Duties = editedDuties(r.Duties, *e.Duties, check)
	}
	if e.Criteria != nil {
		r.Criteria = editedCriteria(r.Criteria, *e.Criteria, check)
	}
	if e.Hazards != nil {
		r.Hazards = editedHazards(r.Hazards, *e.Hazards, check)
	}
	if e.Requirements != nil {
		r.Asks = editedAsks(r, *e.Requirements, c, check)
	} else {
		check.criteriaAskedFor(r)
	}
	return r, apperr.Invalid(check.wrong...)
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

// band changes the band. That a panel matched it is for job matching to say, so an edit may keep it but not claim it.
func (e Edit) band(r *Role, check *checker) {
	before, status := r.Band, r.BandStatus
	set(&r.Band, e.Band)
	set(&r.BandStatus, e.BandStatus)
	set(&r.BandNote, e.BandNote)
	switch {
	case r.BandStatus < BandStated || r.BandStatus > BandUnknown:
		check.refuse("bandStatus", "Say how the band is known: stated, or not known yet.")
	case r.BandStatus == BandMatched && (status != BandMatched || r.Band != before):
		check.refuse("bandStatus", "Only a job match makes a band matched. Choose stated, or not known yet.")
	case r.BandStatus == BandUnknown && r.Band != "":
		check.refuse("band", "Leave the band empty, or say that it is stated.")
	case r.BandStatus != BandUnknown && r.Band.rank() < 0:
		check.refuse("band", "Choose a band: 1 to 7, 8a to 8d or 9.")
	}
}

func (e Edit) profile(r *Role, c catalogue, check *checker) {
	set(&r.ProfileReason, e.ProfileReason)
	if e.ProfileID != nil {
		r.Profile = nil
		if e.ProfileID.Valid {
			title, known := c.profiles[e.ProfileID.UUID]
			if !known {
				check.refuse("profileId", "Choose one of the national profiles.")
			}
			r.Profile = &ProfileRef{ID: e.ProfileID.UUID, Title: title}
		}
	}
	if r.Profile == nil {
		r.ProfileReason = ""
	} else if strings.TrimSpace(r.ProfileReason) == "" {
		check.refuse("profileReason", "Say why this national profile comes nearest.")
	}
}

func plain(texts []string) []Passage {
	var all []Passage
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			all = append(all, Passage{Text: text})
		}
	}
	return all
}

// reworded gives the wanted passages, each of them with all that is known of it where it stands under the same heading
// in the same words as before, as printed or corrected. One in other words says from which lines it was changed.
func reworded(before, want []Passage) []Passage {
	used := make([]bool, len(before))
	after := slices.Clone(want)
	known := make([]bool, len(want))
	for i, w := range want {
		for j, b := range before {
			if !used[j] && b.Heading == w.Heading && sameWords(w.Text, b.Text, b.Corrected) {
				after[i], used[j], known[i] = b, true, true
				break
			}
		}
	}
	for i := range after {
		if !known[i] && i < len(before) && !used[i] {
			after[i].Note = changedNote(before[i].Lines, before[i].Note)
		}
	}
	return after
}

func resectioned(before []Section, want []NewSection) []Section {
	var was, wanted []Passage
	for _, s := range before {
		for _, p := range s.Paragraphs {
			p.Heading = s.Heading
			was = append(was, p)
		}
	}
	for _, s := range want {
		for _, p := range plain(s.Paragraphs) {
			p.Heading = strings.TrimSpace(s.Heading)
			wanted = append(wanted, p)
		}
	}
	var after []Section
	for _, p := range reworded(was, wanted) {
		last := len(after) - 1
		if last < 0 || after[last].Heading != p.Heading {
			after = append(after, Section{Heading: p.Heading})
			last++
		}
		after[last].Paragraphs = append(after[last].Paragraphs, p)
	}
	return after
}

// sameWords reports whether a text that somebody sent is what stood there, as printed or corrected.
func sameWords(sent, text, corrected string) bool {
	return sent == text || corrected != "" && sent == corrected
}

// changedNote says from which lines of the source document a text was changed; what was noted before stays where the
// text was the organisation's own already.
func changedNote(lines []int, before string) string {
	if len(lines) == 0 {
		return before
	}
	return fmt.Sprintf("Changed by the organisation from the words of the document, %s.", lineNumbers(lines))
}

func lineNumbers(lines []int) string {
	texts := reference.Each(lines, func(n int) string { return fmt.Sprint(n) })
	if len(texts) == 1 {
		return "line " + texts[0]
	}
	last := len(texts) - 1
	return "lines " + strings.Join(texts[:last], ", ") + " and " + texts[last]
}

func editedDuties(before []Duty, want []NewDuty, check *checker) []Duty {
	var after []Duty
	for i, n := range want {
		name := fmt.Sprintf("duties[%d]", i)
		n.Text = strings.TrimSpace(n.Text)
		if n.Text == "" {
			check.refuse(name+".text", "Enter the duty.")
		}
		if n.Factor < 0 || n.Factor > 16 {
			check.refuse(name+".factor", "Choose a job evaluation factor, 1 to 16, or none.")
		}
		d, known := kept(before, n.ID, func(d Duty) uuid.UUID { return d.ID })
		switch {
		case !known && n.ID.Valid:
			check.refuse(name, "This duty is not there any more. Load the page again.")
		case !known:
			d = Duty{ID: uuid.New(), Text: n.Text}
		case !sameWords(n.Text, d.Text, d.Corrected):
			d = Duty{ID: d.ID, Text: n.Text, Note: changedNote(d.Lines, d.Note)}
		}
		d.Heading, d.Factor = strings.TrimSpace(n.Heading), n.Factor
		after = append(after, d)
	}
	return after
}

func editedCriteria(before []Criterion, want []NewCriterion, check *checker) []Criterion {
	var after []Criterion
	for i, n := range want {
		name := fmt.Sprintf("personSpecification[%d]", i)
		n.Criterion, n.Group = strings.TrimSpace(n.Criterion), strings.TrimSpace(n.Group)
		if n.Criterion == "" {
			check.refuse(name+".criterion", "Enter the criterion.")
		}
		c, known := kept(before, n.ID, func(c Criterion) uuid.UUID { return c.ID })
		if n.Importance != Essential && n.Importance != Desirable && !(known && c.Importance == n.Importance) {
			check.refuse(name+".importance", "Say whether this is essential or desirable.")
		}
		switch {
		case !known && n.ID.Valid:
			check.refuse(name, "This criterion is not there any more. Load the page again.")
		case !known:
			c = Criterion{ID: uuid.New(), Criterion: n.Criterion, Basis: decidedHere}
		case !sameWords(n.Criterion, c.Criterion, c.Corrected):
			c = Criterion{ID: c.ID, Criterion: n.Criterion, Basis: decidedHere + " " + changedNote(c.Lines, "")}
			c.Basis = strings.TrimSpace(c.Basis)
		case c.Importance != n.Importance:
			c.Mark, c.MarkLines, c.Basis = "", nil, decidedHere
		}
		c.Group, c.Importance = n.Group, n.Importance
		after = append(after, c)
	}
	return after
}

// decidedHere is the basis of an importance that no document gives.
const decidedHere = "The organisation decided it."

func editedHazards(before []Hazard, want []NewHazard, check *checker) []Hazard {
	var after []Hazard
	for i, n := range want {
		name := fmt.Sprintf("hazards[%d]", i)
		n.Name = strings.TrimSpace(n.Name)
		if n.Name == "" {
			check.refuse(name+".name", "Enter the hazard.")
		}
		if n.Present != Present && n.Frequency != FrequencyNotStated && n.Frequency != 0 {
			check.refuse(name+".frequency", "Only a hazard that belongs to the job has a frequency.")
		}
		h, known := kept(before, n.ID, func(h Hazard) uuid.UUID { return h.ID })
		switch {
		case !known && n.ID.Valid:
			check.refuse(name, "This hazard is not there any more. Load the page again.")
		case !known:
			h = Hazard{ID: uuid.New(), Text: n.Name}
		case h.Name != n.Name || h.Present != n.Present || h.Frequency != n.Frequency:
			h = Hazard{ID: h.ID, Text: n.Name, Note: changedNote(h.Lines, h.Note)}
		}
		h.Group, h.Name, h.Present, h.Frequency = strings.TrimSpace(n.Group), n.Name, n.Present, n.Frequency
		after = append(after, h)
	}
	return after
}

// kept finds the item that an edited one was.
func kept[T any](before []T, id uuid.NullUUID, idOf func(T) uuid.UUID) (T, bool) {
	for _, one := range before {
		if id.Valid && idOf(one) == id.UUID {
			return one, true
		}
	}
	var none T
	return none, false
}

// checker gathers what is wrong.
type checker struct{ wrong []apperr.Field }

func (c *checker) refuse(name, message string) {
	c.wrong = append(c.wrong, apperr.Field{Name: name, Message: message})
}

func (c *checker) title(title string) {
	switch {
	case title == "":
		c.refuse("title", "Enter the title of the role.")
	case utf8.RuneCountInString(title) > maxTitle:
		c.refuse("title", fmt.Sprintf("The title must be %d characters or fewer.", maxTitle))
	}
}

// criteriaAskedFor refuses to take a criterion away that a requirement of the role rests on.
func (c *checker) criteriaAskedFor(r Role) {
	for _, a := range r.Asks {
		if a.Kind != KindCriterion {
			continue
		}
		if !slices.ContainsFunc(r.Criteria, func(one Criterion) bool { return one.ID == a.CriterionID.UUID }) {
			c.refuse("personSpecification", fmt.Sprintf("The role requires “%s”. Remove the requirement before the criterion.", a.Name))
		}
	}
}
