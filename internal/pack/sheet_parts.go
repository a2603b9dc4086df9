package pack

import (
	"fmt"
	"strconv"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/pdf"
)

func (s *sheet) cover() {
	c := s.content
	s.Space(45)
	s.LargeTitle(shown("Portfolio of "+c.Person), shown(c.Title))
	role := ""
	if c.Role != nil {
		role = c.Role.Title
		if c.Role.Band != "" {
			role += ", band " + c.Role.Band
		}
		role += ", since " + c.Role.Since.String()
	}
	s.Facts(
		pdf.Fact{Label: "Person", Text: shown(c.Person)},
		pdf.Fact{Label: "Role", Text: shown(role)},
		pdf.Fact{Label: "Organisation", Text: shown(c.Organisation)},
		pdf.Fact{Label: "Made for", Text: c.Purpose.Words()},
		pdf.Fact{Label: "What is in it", Text: c.Parts.Words()},
		pdf.Fact{Label: "As it was on", Text: c.FrozenOn.String()},
		pdf.Fact{Label: "Made by", Text: shown(c.MadeBy)},
	)
	s.Space(4)
	s.Paragraph(fmt.Sprintf("Everything in this document is as it was on %s. What was added, changed or decided after that day is not in it.", c.FrozenOn))
	s.Small("It holds " + plural(len(c.Statements), "statement", "statements") + ", " + plural(len(c.Evidence), "piece of evidence", "pieces of evidence") +
		" and " + plural(len(c.Files), "attachment", "attachments") + ". Pack " + c.ID.String() + ".")
}

// plan makes the contents' lines in their order, before anything is written.
func (s *sheet) plan() []line {
	add := func(level int, text string, anchor pdf.Anchor) {
		s.lines = append(s.lines, line{level: level, text: shown(text), anchor: anchor})
	}
	add(0, "Progress", s.Anchor())
	add(0, "Statements", s.Anchor())
	for _, st := range s.content.Statements {
		add(1, st.Name(), s.Anchor())
	}
	if len(s.content.Criteria) > 0 {
		add(0, "Criteria of the person specification", s.Anchor())
	}
	add(0, "Evidence", s.Anchor())
	for _, e := range s.content.Evidence {
		add(1, e.Title, s.evidence[e.Key])
	}
	add(0, "Attachments", s.Anchor())
	for i, a := range s.attachments {
		add(1, strconv.Itoa(i+1)+". "+a.Name, s.files[a.SHA256])
	}
	return s.lines
}

func (s *sheet) contents(planned []line) {
	s.Title("Contents", "")
	for i, l := range planned {
		number := ""
		if i < len(s.numbers) {
			number = strconv.Itoa(s.numbers[i])
		}
		s.Contents(l.level, l.text, number, l.anchor)
	}
}

// reach settles the place that a line of the contents leads to: the first one with this anchor.
func (s *sheet) reach(anchor pdf.Anchor) {
	page := s.Settle(anchor)
	for i := range s.lines {
		if s.lines[i].anchor == anchor {
			s.lines[i].page = page
		}
	}
}

// section begins a page with a section's heading.
func (s *sheet) section(title, under string) {
	s.AddPage()
	for _, l := range s.lines {
		if l.level == 0 && l.text == title {
			s.reach(l.anchor)
		}
	}
	s.Title(title, under)
}

func (s *sheet) progress() {
	s.section("Progress", "On "+s.content.FrozenOn.String())
	p := s.content.Progress
	if p == nil {
		s.Paragraph("There is no training pathway and no accreditation on record.")
		return
	}
	month := ""
	if p.Month > 0 && p.Months > 0 {
		month = fmt.Sprintf("Month %d of %d", p.Month, p.Months)
	}
	s.Facts(pdf.Fact{Label: "Pathway", Text: shown(p.Pathway)}, pdf.Fact{Label: "Stage", Text: shown(p.Stage)}, pdf.Fact{Label: "Time", Text: month})
	s.Heading("Accreditation")
	if len(p.Accreditations) == 0 {
		s.Paragraph("None is held.")
	}
	for _, a := range p.Accreditations {
		s.Subheading(shown(a.Title))
		s.Facts(
			pdf.Fact{Label: "Status", Text: said(statusWords, a.Status)},
			pdf.Fact{Label: "Awarded", Text: day(a.AwardedOn)},
			pdf.Fact{Label: "Refresher due", Text: day(a.RefresherDueOn)},
			pdf.Fact{Label: "Why", Text: shown(a.Because)},
		)
	}
	if len(p.Milestones) == 0 {
		return
	}
	s.Heading("Milestones")
	rows := make([][]string, len(p.Milestones))
	for i, m := range p.Milestones {
		rows[i] = []string{shown(m.Title), said(milestoneWords, m.State), day(m.DueOn), day(m.DoneOn), shown(m.Because)}
	}
	s.Table([]pdf.Column{
		{Heading: "Milestone", Share: 26}, {Heading: "State", Share: 11}, {Heading: "Due", Share: 19}, {Heading: "Done", Share: 19}, {Heading: "Why", Share: 42},
	}, rows)
}

func day(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func (s *sheet) statements() {
	s.section("Statements", "By skill and level, with every claim and its reviews")
	all := s.content.Statements
	if len(all) == 0 {
		s.Paragraph("No statement is in this pack.")
		return
	}
	s.summary(all)
	group, index := "", 0
	first := 0
	for i, l := range s.lines {
		if l.level == 0 && l.text == "Statements" {
			first = i + 1
		}
	}
	for i, st := range all {
		heading := fmt.Sprintf("%s (%s), level %d", st.Skill, st.Code, st.Level)
		if heading != group {
			group = heading
			s.Keep(45)
			s.Heading(shown(heading))
		}
		index = first + i
		s.Keep(32)
		s.reach(s.lines[index].anchor)
		s.Subheading(shown(st.Aspect))
		s.Paragraph(shown(st.Text))
		s.Facts(pdf.Fact{Label: "State", Text: standing(st.Claims)}, pdf.Fact{Label: "Asked for", Text: importanceWords[st.Importance]})
		for _, c := range st.Claims {
			s.claim(c)
		}
	}
}

// summary says first how many statements stand where.
func (s *sheet) summary(all []Statement) {
	type group struct{ approved, other, none int }
	var order []string
	groups := map[string]*group{}
	for _, st := range all {
		name := fmt.Sprintf("%s (%s), level %d", st.Skill, st.Code, st.Level)
		g := groups[name]
		if g == nil {
			g = &group{}
			groups[name] = g
			order = append(order, name)
		}
		switch state := standing(st.Claims); {
		case state == "Approved":
			g.approved++
		case len(st.Claims) > 0:
			g.other++
		default:
			g.none++
		}
	}
	rows := make([][]string, len(order))
	for i, name := range order {
		g := groups[name]
		rows[i] = []string{shown(name), strconv.Itoa(g.approved), strconv.Itoa(g.other), strconv.Itoa(g.none)}
	}
	s.Table([]pdf.Column{
		{Heading: "Skill and level", Share: 60}, {Heading: "Approved", Share: 16, Right: true}, {Heading: "Claimed, not approved", Share: 20, Right: true},
		{Heading: "Not claimed", Share: 16, Right: true},
	}, rows)
}

func (s *sheet) criteria() {
	if len(s.content.Criteria) == 0 {
		return
	}
	s.section("Criteria of the person specification", "")
	for _, c := range s.content.Criteria {
		s.Keep(32)
		s.Subheading(shown(c.Text))
		s.Facts(pdf.Fact{Label: "From", Text: shown(c.Role)}, pdf.Fact{Label: "Under", Text: shown(c.Group)}, pdf.Fact{Label: "State", Text: standing(c.Claims)})
		for _, claim := range c.Claims {
			s.claim(claim)
		}
	}
}

// claim writes a claim: what the person said, what it rests on, and every review.
func (s *sheet) claim(c Claim) {
	s.Facts(pdf.Fact{Label: "Claim", Text: c.words()}, pdf.Fact{Label: "Own judgement", Text: ownJudgement(c)})
	if c.Explanation != "" {
		s.Small("How it shows the statement, in their words:")
		s.Quote(shown(c.Explanation))
	}
	if len(c.Evidence) > 0 {
		var titles []string
		for _, key := range c.Evidence {
			titles = append(titles, shown(s.titles[key].Title)+s.onPage(s.evidence[key]))
		}
		s.Small("It rests on:")
		s.List(titles)
	}
	for _, step := range c.History {
		if step.Reason == "" && step.State == "draft" {
			continue
		}
		s.Small(shown(step.words()) + ".")
		if step.Reason != "" {
			s.Quote(shown(step.Reason))
		}
	}
	if c.NeedsFreshEvidence != nil {
		s.Small(shown("Needs fresh evidence since " + c.NeedsFreshEvidence.Since.String() + ". " + c.NeedsFreshEvidence.Because))
	}
	for _, m := range c.Conversation {
		s.Small(shown(m.words()))
		s.Quote(shown(m.Text))
	}
	for _, f := range c.Former {
		s.Small(shown(f.words()))
		if f.Reason != "" {
			s.Quote(shown(f.Reason))
		}
	}
}

func ownJudgement(c Claim) string {
	if c.SelfJudgement == "" {
		return ""
	}
	words := said(judgementWords, c.SelfJudgement)
	if c.SelfReason != "" {
		words += ": " + shown(c.SelfReason)
	}
	return words
}

// onPage says on which page a place is, once the pages have numbers. The first time it takes as much room.
func (s *sheet) onPage(anchor pdf.Anchor) string {
	for i, l := range s.lines {
		if l.anchor == anchor {
			if i < len(s.numbers) {
				return ", page " + strconv.Itoa(s.numbers[i])
			}
			return ", page 000"
		}
	}
	return ""
}

func (s *sheet) allEvidence() {
	s.section("Evidence", "What was done and learnt, the showcased pieces first")
	if len(s.content.Evidence) == 0 {
		s.Paragraph("No evidence is in this pack.")
	}
	for _, e := range s.content.Evidence {
		s.Keep(40)
		s.reach(s.evidence[e.Key])
		s.Heading(shown(e.Title))
		showcased := ""
		if e.Showcased {
			showcased = "Yes"
		}
		s.Facts(
			pdf.Fact{Label: "Kind", Text: said(kindWords, e.Kind)}, pdf.Fact{Label: "Date", Text: e.days()},
			pdf.Fact{Label: "Showcased", Text: showcased},
		)
		s.Subheading("What I did")
		s.Paragraph(shown(e.WhatIDid))
		if e.Reflection != "" {
			s.Subheading("What I learnt")
			s.Paragraph(shown(e.Reflection))
		}
		if len(e.Files) > 0 {
			var names []string
			for _, f := range e.Files {
				names = append(names, shown(f.Name)+s.onPage(s.files[f.SHA256]))
			}
			s.Subheading("Files")
			s.List(names)
		}
		if len(e.Links) > 0 {
			var links []string
			for _, l := range e.Links {
				links = append(links, shown(l.Title+": "+l.URL))
			}
			s.Subheading("Links")
			s.List(links)
		}
	}
}

func (s *sheet) listAttachments() {
	s.section("Attachments", "")
	if len(s.attachments) == 0 {
		s.Paragraph("No files belong to what is in this pack.")
		return
	}
	s.Paragraph("Pages of PDF files and pictures follow, each behind a page with its name. Other files are attached to this document as files: " +
		"your PDF reader lists them beside the pages. The hash (SHA-256) tells whether a file is the one that was shown.")
	rows := make([][]string, len(s.attachments))
	for i, a := range s.attachments {
		rows[i] = []string{strconv.Itoa(i + 1), shown(a.Name), a.treatment.words(), sizeWords(a.Size), a.SHA256}
	}
	s.Table([]pdf.Column{
		{Heading: "No.", Share: 9, Right: true}, {Heading: "File", Share: 44}, {Heading: "Where", Share: 30}, {Heading: "Size", Share: 16, Right: true},
		{Heading: "SHA-256", Share: 44},
	}, rows)
}

func (t treatment) words() string {
	return [...]string{"", "Only in the archive (ZIP)", "Its pages follow", "The picture follows", "Attached as a file"}[t]
}

// divide writes the page before each attachment; a picture stands on it.
func (s *sheet) divide() error {
	for i, a := range s.attachments {
		s.AddPage()
		s.dividers[i] = s.Page()
		s.reach(s.files[a.SHA256])
		s.Divider(fmt.Sprintf("Attachment %d of %d", i+1, len(s.attachments)), shown(a.Name))
		var from []string
		for _, e := range s.content.Evidence {
			for _, f := range e.Files {
				if f.SHA256 == a.SHA256 {
					from = append(from, shown(e.Title))
				}
			}
		}
		belongs := ""
		for k, title := range from {
			if k > 0 {
				belongs += "; "
			}
			belongs += title
		}
		s.Facts(pdf.Fact{Label: "Belongs to", Text: belongs}, pdf.Fact{Label: "Size", Text: sizeWords(a.Size)}, pdf.Fact{Label: "SHA-256", Text: a.SHA256})
		if a.note != "" {
			s.Paragraph(a.note)
		}
		if a.treatment != pictured {
			continue
		}
		content, err := s.pictures(a)
		if err != nil {
			return fmt.Errorf("open a picture: %w", err)
		}
		err = s.Picture(a.SHA256, content, "JPG", "Picture "+a.Name)
		_ = content.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
