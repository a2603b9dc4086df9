package training

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
)

// The edits of a draft's parts. None of them judges what is written: the problems of the whole are listed afterwards.

// WithFacts gives the edit that replaces what is said of the pathway as a whole.
func WithFacts(facts PathwayText) func(*PathwayText) error {
	return func(t *PathwayText) error {
		t.Title, t.Award, t.Roles, t.Length, t.DueSoon, t.Joining = facts.Title, facts.Award, facts.Roles, facts.Length, facts.DueSoon, facts.Joining
		return nil
	}
}

// WithStages gives the edit that replaces the stages. A new stage gets a key from its title.
func WithStages(stages []StageText) func(*PathwayText) error {
	return func(t *PathwayText) error {
		taken := map[string]bool{}
		for i := range stages {
			if stages[i].Key == "" {
				stages[i].Key = unused(slug(stages[i].Title), taken)
			}
			taken[stages[i].Key] = true
		}
		t.Stages = stages
		return nil
	}
}

// WithOrder gives the edit that puts the milestones in another order, which has to name every one of them once.
func WithOrder(keys []string) func(*PathwayText) error {
	return func(t *PathwayText) error {
		var ordered []MilestoneText
		for _, key := range keys {
			m, ok := t.milestone(key)
			if !ok || slices.ContainsFunc(ordered, func(o MilestoneText) bool { return o.Key == key }) {
				return apperr.InvalidField("keys", "Name every milestone once.")
			}
			ordered = append(ordered, m)
		}
		if len(ordered) != len(t.Milestones) {
			return apperr.InvalidField("keys", "Name every milestone once.")
		}
		t.Milestones = ordered
		return nil
	}
}

// WithMilestone gives the edit that replaces a milestone, its key and its sources kept, or adds one without a key at the end,
// under a key that no other pathway has.
func WithMilestone(m MilestoneText) func(*PathwayText) error {
	return func(t *PathwayText) error {
		taken := map[string]bool{}
		for i := range m.Papers {
			if m.Papers[i].Key == "" {
				m.Papers[i].Key = unused(slug(m.Papers[i].Title), taken)
			}
			taken[m.Papers[i].Key] = true
		}
		if m.Key == "" {
			m.Key = slug(m.Title) + "-" + uuid.NewString()[:6]
			t.Milestones = append(t.Milestones, m)
			return nil
		}
		i := slices.IndexFunc(t.Milestones, func(o MilestoneText) bool { return o.Key == m.Key })
		if i < 0 {
			return apperr.NotFound("milestone")
		}
		m.Sources = t.Milestones[i].Sources
		t.Milestones[i] = m
		return nil
	}
}

// WithoutMilestone gives the edit that removes a milestone. What needs it then says so among the problems.
func WithoutMilestone(key string) func(*PathwayText) error {
	return func(t *PathwayText) error {
		if _, ok := t.milestone(key); !ok {
			return apperr.NotFound("milestone")
		}
		t.Milestones = slices.DeleteFunc(t.Milestones, func(m MilestoneText) bool { return m.Key == key })
		return nil
	}
}

// unused gives a key, with a number behind it where it is taken.
func unused(key string, taken map[string]bool) string {
	free := key
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s-%d", key, n)
	}
	return free
}
