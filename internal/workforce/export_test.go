package workforce

import "bandwise/internal/platform/calendar"

// Members joins what is made up about people, in their order, as it stands today.
func Members(people []Person, asked Requirements, records Records, training []TrainingSummary, today calendar.Date) []Member {
	shared := make([]*TrainingSummary, len(training))
	for i := range training {
		shared[i] = &training[i]
	}
	summaries := byPerson(shared)
	members := make([]Member, 0, len(people))
	worths := 0
	for _, p := range people {
		t, claims := summaries[p.ID], records.Claims[p.ID]
		m := Member{Person: p, Training: t, Standings: Standings(asked[p.Role.ID], records.of(p.ID, t), today), Claims: claims}
		m.Judged.Counts = Count(m.Standings)
		for _, s := range m.Standings {
			m.Judged.Asked, m.Judged.States = append(m.Judged.Asked, s.Requirement), append(m.Judged.States, s.State)
		}
		m.know(Brief{worths: weigh(claims, worths, today), awards: records.Awards[p.ID], training: t})
		worths += len(claims)
		members = append(members, m)
	}
	return members
}

// weigh gives the worth of each of somebody's claims.
func weigh(claims []Claim, from int, today calendar.Date) []*Worth {
	worths := make([]*Worth, len(claims))
	for i, c := range claims {
		worths[i] = &Worth{claim: c, expired: c.expired(today), number: from + i}
	}
	return worths
}

// Unmarked gives the person as one of whom nothing counts yet.
func (p Person) Unmarked() Person {
	p.mark = 0
	return p
}
