package pack

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Format and Schema say what a pack.json is. A change that older programs would misread, or of which they would lose
// something, makes a new schema; every schema from the first on is read. Schema 2 added to claims their conversation and
// whether the approval needed fresh evidence.
const (
	Format = "bandwise-portfolio-pack"
	Schema = 2
)

// Content is everything that a pack holds, word for word. docs/portfolio-packs.md describes it field by field.
type Content struct {
	Format string `json:"format"`
	Schema int    `json:"schema"`
	// ID is the pack's.
	ID           uuid.UUID     `json:"id"`
	Title        string        `json:"title"`
	Purpose      Purpose       `json:"purpose"`
	Parts        Parts         `json:"parts"`
	FrozenOn     calendar.Date `json:"frozenOn"`
	MadeBy       string        `json:"madeBy"`
	Organisation string        `json:"organisation"`
	Person       string        `json:"person"`
	Role         *Role         `json:"role,omitempty"`
	Progress     *Progress     `json:"progress,omitempty"`
	Frameworks   []Framework   `json:"frameworks"`
	Statements   []Statement   `json:"statements"`
	Criteria     []Criterion   `json:"criteria"`
	Evidence     []Evidence    `json:"evidence"`
	Files        []File        `json:"files"`
}

// Role is the role of the person's appointment.
type Role struct {
	Title string        `json:"title"`
	Band  string        `json:"band,omitempty"`
	Since calendar.Date `json:"since"`
}

// Progress is where the person stands on the pathway, as the page "My progress" says it.
type Progress struct {
	Pathway        string          `json:"pathway,omitempty"`
	Stage          string          `json:"stage,omitempty"`
	Month          int             `json:"month,omitempty"`
	Months         int             `json:"months,omitempty"`
	Milestones     []Milestone     `json:"milestones"`
	Accreditations []Accreditation `json:"accreditations"`
}

// Milestone is one milestone of the pathway.
type Milestone struct {
	Title string `json:"title"`
	// State is as the contract's MilestoneState.
	State   string        `json:"state"`
	DueOn   calendar.Date `json:"dueOn"`
	DoneOn  calendar.Date `json:"doneOn"`
	Because string        `json:"because"`
}

// Accreditation is an accreditation that the person holds.
type Accreditation struct {
	Title string `json:"title"`
	// Status is as the contract's AccreditationStatus.
	Status         string        `json:"status"`
	AwardedOn      calendar.Date `json:"awardedOn"`
	RefresherDueOn calendar.Date `json:"refresherDueOn"`
	Because        string        `json:"because"`
}

// Framework is a skill framework that statements come from.
type Framework struct {
	ID    uuid.UUID `json:"id"`
	Title string    `json:"title"`
}

// Statement is a statement of a skill framework with what was claimed on it.
type Statement struct {
	ID          uuid.UUID `json:"id"`
	FrameworkID uuid.UUID `json:"frameworkId"`
	Code        string    `json:"code"`
	Skill       string    `json:"skill"`
	Aspect      string    `json:"aspect"`
	Level       int       `json:"level"`
	Text        string    `json:"text"`
	// Importance is essential, desirable, or empty where the role does not ask for it.
	Importance string `json:"importance,omitempty"`
	// Claims are the newest first.
	Claims []Claim `json:"claims" gorm:"-"`
}

// Name gives the statement's short name, for example "Auditing (ANCC level 2)".
func (s Statement) Name() string {
	return s.Aspect + " (" + s.Code + " level " + strconv.Itoa(s.Level) + ")"
}

// Criterion is a criterion of a role's person specification with what was claimed on it.
type Criterion struct {
	Text string `json:"text"`
	// Group is the heading that it stands under, Role the role whose person specification it is from.
	Group  string  `json:"group"`
	Role   string  `json:"role"`
	Claims []Claim `json:"claims"`
}

// Claim is a claim to meet a statement or a criterion.
type Claim struct {
	// State is as the contract's ClaimState.
	State string `json:"state"`
	// Level is the level at which it was approved, 0 when it was not.
	Level       int    `json:"level,omitempty"`
	Explanation string `json:"explanation,omitempty"`
	// SelfJudgement is working_towards, meets or exceeds; empty when the person did not judge themself.
	SelfJudgement string `json:"selfJudgement,omitempty"`
	SelfReason    string `json:"selfReason,omitempty"`
	// Evidence are the keys of the evidence that it rests on.
	Evidence []string `json:"evidence"`
	// History is every step, the oldest first.
	History []Step `json:"history"`
	// Former are reviews elsewhere, which nobody here confirmed.
	Former []FormerReview `json:"formerReviews,omitempty"`
	// NeedsFreshEvidence is there when the approval counted no longer on the day of the pack.
	NeedsFreshEvidence *Stale `json:"needsFreshEvidence,omitempty"`
	// Conversation is what the person and those who might review the claim wrote to one another, the oldest first.
	Conversation []Message `json:"conversation,omitempty"`
}

// Stale says since when an approval counted no longer, and why.
type Stale struct {
	Since   calendar.Date `json:"since"`
	Because string        `json:"because"`
}

// Message is one message of a claim's conversation.
type Message struct {
	At   time.Time `json:"at"`
	By   string    `json:"by"`
	Text string    `json:"text"`
}

// Step is one change of a claim's state.
type Step struct {
	At    time.Time `json:"at"`
	By    string    `json:"by"`
	State string    `json:"state"`
	Level int       `json:"level,omitempty"`
	// Reason is the reviewer's.
	Reason string `json:"reason,omitempty"`
}

// FormerReview is a reviewer's decision at another organisation.
type FormerReview struct {
	Organisation string        `json:"organisation"`
	Reviewer     string        `json:"reviewer"`
	ReviewedOn   calendar.Date `json:"reviewedOn"`
	// Outcome is approved, approved_lower or returned.
	Outcome string `json:"outcome"`
	Level   int    `json:"level,omitempty"`
	Reason  string `json:"reason"`
}

// Evidence is a piece of evidence. It says nothing about where it was kept, so that the same evidence reads the same
// wherever it is taken.
type Evidence struct {
	// Key names the evidence inside the pack; it is made from everything else here.
	Key   string `json:"key"`
	Title string `json:"title"`
	// Kind is as the contract's EvidenceKind.
	Kind       string        `json:"kind"`
	WhatIDid   string        `json:"whatIDid"`
	Reflection string        `json:"reflection,omitempty"`
	HappenedOn calendar.Date `json:"happenedOn"`
	// HappenedUntil is the last day of what lasted longer than one.
	HappenedUntil *calendar.Date `json:"happenedUntil,omitempty"`
	Showcased     bool           `json:"showcased"`
	// Files are named as the person sees them; the hash leads to the content.
	Files []FileRef `json:"files"`
	Links []Link    `json:"links"`
}

// FileRef is a file of a piece of evidence.
type FileRef struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// Link is a web page that belongs to evidence.
type Link struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// File is the content of a file. The same content is there once.
type File struct {
	SHA256    string `json:"sha256"`
	Name      string `json:"name"`
	MediaType string `json:"mediaType"`
	// Size is in bytes.
	Size int64 `json:"size"`
}

// days says when it happened: a day, or the first and the last of several.
func (e Evidence) days() string {
	if e.HappenedUntil == nil || *e.HappenedUntil == e.HappenedOn {
		return e.HappenedOn.String()
	}
	return e.HappenedOn.String() + " to " + e.HappenedUntil.String()
}

// keyOf makes the evidence's key.
func (e Evidence) keyOf() string {
	e.Key = ""
	text, err := json.Marshal(e)
	if err != nil {
		panic(fmt.Sprintf("evidence is text and dates: %v", err))
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

// keyed gives the evidence its key; the second of two that are the same in everything gets another one.
func keyed(e Evidence, taken map[string]bool) Evidence {
	e.Key = e.keyOf()
	for n := 2; taken[e.Key]; n++ {
		e.Key = e.keyOf() + "-" + strconv.Itoa(n)
	}
	taken[e.Key] = true
	return e
}

// evidence gives the evidence with a key.
func (c Content) evidence() map[string]Evidence {
	all := make(map[string]Evidence, len(c.Evidence))
	for _, e := range c.Evidence {
		all[e.Key] = e
	}
	return all
}
