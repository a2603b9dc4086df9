package notification

import (
	"bytes"
	"fmt"
	"html/template"
	"net/mail"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Letter is one e-mail.
type Letter struct {
	// MessageID is the delivery's for ever, so that a mail program shows a letter once that was sent twice.
	MessageID string
	To        mail.Address
	Subject   string
	Text      string
	HTML      string
	// Preferences is where the reader stops such letters; empty when an operator asked for this one.
	Preferences string
	Date        time.Time
	Enclosed    []Enclosed
}

// Enclosed is a file that a letter carries.
type Enclosed struct {
	Name    string
	Type    string
	Content []byte
}

// Occasion is what a letter is for.
type Occasion string

// The occasions.
const (
	Digest Occasion = "digest"
	Lapse  Occasion = "lapse"
	Report Occasion = "report"
	Test   Occasion = "test"
	// Account is about the reader's own way of signing in.
	Account Occasion = "account"
)

// mostTold bounds how many notices of a group a letter lists; the page has them all.
const mostTold = 10

// content is what a letter says.
type content struct {
	Name    string
	Subject string
	Opening string
	// Paragraphs follow the opening.
	Paragraphs   []string
	Sections     []section
	Link         string
	LinkText     string
	Preferences  string
	Organisation string
	// Promise is what the reader can rely on about links.
	Promise string
}

// promise is what holds for every letter but those whose link sets a password.
const promise = "It never sends you a link to a page that asks for your password."

type section struct {
	Title string
	Items []item
	// More says how many there are besides, "" for none.
	More string
}

type item struct{ Sentence, Due, Link, Action string }

var sectionTitles = map[Group]string{NeedsMe: "Needs you now", ComingUp: "Coming up", Information: "For information"}

func sections(all []Notice, baseURL string, today calendar.Date) []section {
	var found []section
	for _, group := range []Group{NeedsMe, ComingUp, Information} {
		s := section{Title: sectionTitles[group]}
		left := 0
		for _, n := range all {
			switch {
			case n.Group != group:
			case len(s.Items) == mostTold:
				left++
			default:
				s.Items = append(s.Items, item{Sentence: n.Sentence, Due: dueWords(n, today), Link: baseURL + n.Link, Action: n.Kind.Action()})
			}
		}
		if left > 0 {
			s.More = fmt.Sprintf("And %d more on the page.", left)
		}
		if len(s.Items) > 0 {
			found = append(found, s)
		}
	}
	return found
}

// dueWords says how far away the date is that the sentence names.
func dueWords(n Notice, today calendar.Date) string {
	if n.DueOn.IsZero() || n.Kind == ClaimToReview || n.Kind == ClaimOverTarget {
		return ""
	}
	switch days := today.DaysUntil(n.DueOn); {
	case days == 0:
		return "Today."
	case days == 1:
		return "Tomorrow."
	case days > 1:
		return fmt.Sprintf("In %d days.", days)
	case days == -1:
		return "Yesterday."
	default:
		return fmt.Sprintf("%d days ago.", -days)
	}
}

// subject says how much there is, so that a reader need not open the letter to know.
func subject(all []Notice) string {
	needs, coming := 0, 0
	for _, n := range all {
		switch n.Group {
		case NeedsMe:
			needs++
		case ComingUp:
			coming++
		case Information:
		}
	}
	switch {
	case needs == 1:
		return "One thing needs you"
	case needs > 1:
		return fmt.Sprintf("%d things need you", needs)
	case coming == 1:
		return "One thing is coming up"
	case coming > 1:
		return fmt.Sprintf("%d things are coming up", coming)
	}
	return "News for you"
}

func messageID(delivery uuid.UUID, host string) string { return delivery.String() + "@" + host }

// write sets a letter.
func write(c content) (text, html string, err error) {
	var b bytes.Buffer
	if err := letterPage.Execute(&b, c); err != nil {
		return "", "", fmt.Errorf("set a letter: %w", err)
	}
	return plain(c), b.String(), nil
}

// plain is the letter for those who read no HTML.
func plain(c content) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Dear %s,\n\n%s\n", c.Name, c.Opening)
	for _, p := range c.Paragraphs {
		fmt.Fprintf(&b, "\n%s\n", p)
	}
	for _, s := range c.Sections {
		fmt.Fprintf(&b, "\n%s\n%s\n", s.Title, strings.Repeat("-", len(s.Title)))
		for _, i := range s.Items {
			fmt.Fprintf(&b, "\n* %s", i.Sentence)
			if i.Due != "" {
				b.WriteString(" " + i.Due)
			}
			fmt.Fprintf(&b, "\n  %s: %s\n", i.Action, i.Link)
		}
		if s.More != "" {
			fmt.Fprintf(&b, "\n%s\n", s.More)
		}
	}
	fmt.Fprintf(&b, "\n%s:\n%s\n\n-- \nBandwise at %s. %s\n", c.LinkText, c.Link, c.Organisation, c.Promise)
	if c.Preferences != "" {
		fmt.Fprintf(&b, "Choose when you get letters, or stop them: %s\n", c.Preferences)
	}
	return b.String()
}

// letterPage is the letter in HTML: headings and lists that a screen reader can walk, colours that pass as text, nothing loaded
// from elsewhere.
var letterPage = template.Must(template.New("letter").Parse(`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{{.Subject}}</title>
</head>
<body style="margin:0;padding:0;background:#f0f4f5;color:#212b32;font-family:Arial,sans-serif;font-size:16px;line-height:1.5">
<div style="background:#005eb8;color:#ffffff;padding:16px 24px;font-size:20px;font-weight:bold">Bandwise</div>
<main style="max-width:640px;margin:0 auto;padding:24px;background:#ffffff">
<h1 style="font-size:24px;line-height:1.3;margin:0 0 16px">{{.Subject}}</h1>
<p style="margin:0 0 8px">Dear {{.Name}},</p>
<p style="margin:0 0 16px">{{.Opening}}</p>
{{range .Paragraphs}}<p style="margin:0 0 16px">{{.}}</p>
{{end}}{{range .Sections}}<h2 style="font-size:19px;line-height:1.3;margin:24px 0 8px">{{.Title}}</h2>
<ul style="margin:0;padding:0 0 0 20px">
{{range .Items}}<li style="margin:0 0 12px">{{.Sentence}}{{if .Due}} <strong>{{.Due}}</strong>{{end}}<br><a href="{{.Link}}" style="color:#005eb8">{{.Action}}</a></li>
{{end}}</ul>
{{if .More}}<p style="margin:0 0 8px">{{.More}}</p>
{{end}}{{end}}<p style="margin:24px 0"><a href="{{.Link}}" style="display:inline-block;background:#007f3b;color:#ffffff;font-weight:bold;padding:12px 16px;text-decoration:none;border-radius:4px">{{.LinkText}}</a></p>
<p style="margin:24px 0 0;padding:16px 0 0;border-top:1px solid #d8dde0;font-size:14px;color:#4c6272">Bandwise at {{.Organisation}}. {{.Promise}}{{if .Preferences}} <a href="{{.Preferences}}" style="color:#005eb8">Choose when you get letters, or stop them</a>.{{end}}</p>
</main>
</body>
</html>
`))
