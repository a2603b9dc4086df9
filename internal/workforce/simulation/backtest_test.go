package simulation

import (
	"math/rand/v2"
	"testing"
)

// The back-test. A thousand departments with a pass rate and leaving rates that nobody is told live for four years, month by
// month and person by person; what is known of the rates is counted from that history. The simulation then foresees three
// more years, which the department lives through as before. Its 80 % interval has to hold what happened in 75 to 85 of 100.
func TestTheIntervalHoldsWhatHappened(t *testing.T) {
	const histories, runs = 1000, 400
	looked := []Month{12, 24, 36}
	held := map[Month]int{}
	for n := range histories {
		life := rand.New(rand.NewPCG(2026, uint64(n)))
		d := newborn(life)
		for m := Month(-48); m < 0; m++ {
			d.live(m)
		}
		p := d.known()
		o, err := Run(p, runs, uint64(n))
		if err != nil {
			t.Fatal(err)
		}
		for m := Month(1); m <= 36; m++ {
			d.live(m)
			if got := d.accredited(); m%12 == 0 {
				if s := o.Total[m]; s.Low <= got && got <= s.High {
					held[m]++
				}
			}
		}
	}
	for _, m := range looked {
		share := float64(held[m]) / histories
		t.Logf("after %d months the 80 %% interval held what happened in %.1f %% of %d histories", m, 100*share, histories)
		if share < 0.75 || share > 0.85 {
			t.Errorf("after %d months: %.1f %%, want 75 to 85 %%", m, 100*share)
		}
	}
}

// lived is a department as it goes through its months, by a program that shares nothing with the simulation.
type lived struct {
	chance                   *rand.Rand
	pass, training, employed float64
	people                   []*coder
	sat, passed              int
	left, leftTraining       int
	years, yearsTraining     float64
	intake                   int
}

type coder struct {
	wte        int
	started    Month
	accredited bool
	gone       bool
}

func newborn(chance *rand.Rand) *lived {
	d := &lived{
		chance: chance, pass: 0.5 + 0.4*chance.Float64(), training: 0.03 + 0.15*chance.Float64(), employed: 0.03 + 0.12*chance.Float64(),
		intake: 20 + chance.IntN(12),
	}
	for range 40 {
		d.people = append(d.people, &coder{wte: d.wte(), started: -100, accredited: true})
	}
	return d
}

func (d *lived) wte() int { return 20 * (2 + d.chance.IntN(4)) }

// sitting says whether the NCCQ is held in a month: two a year, as in the simulated plan.
func (d *lived) sitting(m Month) bool { return m%6 == 5 || m%6 == -1 }

func (d *lived) live(m Month) {
	if m < 0 && m%12 == 0 {
		for range d.intake {
			d.people = append(d.people, &coder{wte: d.wte(), started: m})
		}
	}
	for _, c := range d.people {
		if c.gone {
			continue
		}
		rate, years, left := d.training, &d.yearsTraining, &d.leftTraining
		if c.accredited {
			rate, years, left = d.employed, &d.years, &d.left
		}
		if m < 0 {
			*years += 1.0 / 12
		}
		if d.chance.Float64() < rate/12 {
			c.gone = true
			if m < 0 {
				*left++
			}
			continue
		}
		if !c.accredited && d.sitting(m) && m >= c.started+24 {
			ok := d.chance.Float64() < d.pass
			c.accredited = ok
			if m < 0 {
				d.sat++
				if ok {
					d.passed++
				}
			}
		}
	}
}

func (d *lived) accredited() int {
	wte := 0
	for _, c := range d.people {
		if c.accredited && !c.gone {
			wte += c.wte
		}
	}
	return wte
}

// known is the plan of what a workforce lead sees after the history: people, and rates counted from what happened.
func (d *lived) known() Plan {
	p := Plan{
		Months: 36, Bands: 1, Sittings: []Month{5, 11, 17, 23, 29, 35}, Mentored: Unlimited,
		Pass: Chance{Of: d.sat, Yes: d.passed}, LeaveTraining: Frequency{d.yearsTraining, d.leftTraining, 0},
		LeaveAccredited: Frequency{d.years, d.left, 0},
	}
	for _, c := range d.people {
		switch {
		case c.gone:
		case c.accredited:
			p.Accredited = append(p.Accredited, Holder{WTE: c.wte, Ends: Never})
		default:
			p.Trainees = append(p.Trainees, Trainee{WTE: c.wte, Ends: Never, NeedsCourse: Never, Ready: max(0, c.started+24)})
		}
	}
	return p
}
