package workforce

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// BenchFrom is the lowest band of the posts for which successors are looked for.
const BenchFrom Band = "5"

// BenchRule says in words who counts as a successor; see [Place].
const BenchRule = "On the bench of a post are people of another role, of a band that is no higher. Ready now: every essential requirement is met. " +
	"Nearly ready: at least 80 % are met, or at least half with no more than three missing. Who has further to go is not on the bench."

// Place is how near somebody is to another post.
type Place int

// The places, the nearest first. The rule is Bandwise's own; BenchRule says it in words.
const (
	ReadyNow Place = iota + 1
	NearlyReady
	FurtherToGo
)

// String gives the place as the API writes it.
func (p Place) String() string {
	return [...]string{"", "ready", "nearly", "further"}[p]
}

// Place says how near somebody with these counts is to a post. Where nothing is essential nobody can be placed, which is zero.
func (c Counts) Place() Place {
	switch required, lacking := c.EssentialRequired, c.lacking(); {
	case required == 0:
		return 0
	case lacking == 0:
		return ReadyNow
	case c.EssentialMet*100 >= required*80, lacking <= 3 && c.EssentialMet*2 >= required:
		return NearlyReady
	default:
		return FurtherToGo
	}
}

// Successor is somebody who may follow into a post.
type Successor struct {
	Person Person
	Counts Counts
	Place  Place
}

// Bench is a post with those who hold it and those who may follow.
type Bench struct {
	Role    Role
	Holders []Person
	// Ready and Nearly count those who are on the bench.
	Ready, Nearly int
	// Nearest are the first of those who meet something essential of it, the nearest first, whether on the bench or not.
	Nearest []Successor
	// Judged says that the post asks for something essential; where it does not, nobody can be placed.
	Judged bool
}

// Empty reports whether nobody is on the bench.
func (b Bench) Empty() bool { return b.Ready+b.Nearly == 0 }

// Sentence says who could follow.
func (b Bench) Sentence() string {
	switch {
	case !b.Judged:
		return "The role asks for nothing essential yet, so nobody can be placed."
	case b.Empty():
		return "Nobody is on the bench."
	case b.Nearly == 0:
		return fmt.Sprintf("%d ready now.", b.Ready)
	case b.Ready == 0:
		return fmt.Sprintf("Nobody is ready now; %d nearly.", b.Nearly)
	default:
		return fmt.Sprintf("%d ready now; %d nearly.", b.Ready, b.Nearly)
	}
}

// benches gives the bench of every post from band 5 on, with the nearest of those who may follow, at most so many.
func benches(members []Member, l ladder, most int) []Bench {
	holders := map[uuid.UUID][]Person{}
	for i := range members {
		p := &members[i].Person
		holders[p.Role.ID] = append(holders[p.Role.ID], *p)
	}
	var all []Bench
	var states []State
	for _, role := range l.roles {
		if role.Band == "" || role.Band.Compare(BenchFrom) < 0 {
			continue
		}
		essential := func(q Requirement) bool { return q.Importance == Essential }
		b := Bench{Role: role, Holders: holders[role.ID], Judged: slices.ContainsFunc(l.asked[role.ID], essential)}
		sortByPointer(b.Holders, compareByName)
		post := newBar(l.asked[role.ID])
		states = make([]State, len(post.asked))
		// higher tells bands above the post's, which are few.
		higher := map[Band]bool{}
		for i := range members {
			p := &members[i].Person
			above, known := higher[p.Band]
			if !known {
				above = p.Band == "" || p.Band.Compare(role.Band) > 0
				higher[p.Band] = above
			}
			if above || p.Role.ID == role.ID {
				continue
			}
			counts := post.count(states, members[i].brief)
			b.add(p, counts, most)
		}
		all = append(all, b)
	}
	return all
}

func (b *Bench) add(p *Person, counts Counts, most int) {
	place := counts.Place()
	switch place {
	case 0:
		return
	case ReadyNow:
		b.Ready++
	case NearlyReady:
		b.Nearly++
	default:
		if counts.EssentialMet == 0 {
			return
		}
	}
	s := Successor{Person: *p, Counts: counts, Place: place}
	if len(b.Nearest) == most && compareSuccessors(b.Nearest[most-1], s) < 0 {
		return
	}
	at, _ := slices.BinarySearchFunc(b.Nearest, s, compareSuccessors)
	b.Nearest = slices.Insert(b.Nearest, at, s)
	b.Nearest = b.Nearest[:min(len(b.Nearest), most)]
}

// compareSuccessors orders by place, essential before desirable requirements met, then by name.
func compareSuccessors(a, b Successor) int {
	of, with := a.Counts, b.Counts
	return cmp.Or(
		cmp.Compare(a.Place, b.Place), cmp.Compare(with.share(), of.share()), cmp.Compare(with.desirableShare(), of.desirableShare()),
		comparePeople(a.Person, b.Person),
	)
}

// BenchSorts are what benches can be sorted by, the default first.
var BenchSorts = []string{"band", "name", "holders", "bench"}

// SortBenches orders benches.
func SortBenches(list []Bench, sort string, descending bool) {
	tie := func(a, b Bench) int {
		return cmp.Or(strings.Compare(a.Role.Name, b.Role.Name), strings.Compare(a.Role.ID.String(), b.Role.ID.String()))
	}
	slices.SortFunc(list, func(a, b Bench) int {
		order := 0
		switch sort {
		case "name":
			order = tie(a, b)
		case "holders":
			order = cmp.Compare(len(a.Holders), len(b.Holders))
		case "bench":
			order = cmp.Or(cmp.Compare(a.Ready, b.Ready), cmp.Compare(a.Nearly, b.Nearly))
		default:
			order = a.Role.Band.Compare(b.Role.Band)
		}
		if descending {
			order = -order
		}
		return cmp.Or(order, tie(a, b))
	})
}
