package app

import "github.com/google/uuid"

// plan lets the chief plan two courses and form a cohort.
func (f *fixture) plan(o *organisation) {
	f.t.Helper()
	event := object{"kind": "workshop", "title": "Sequencing", "startsOn": "2026-11-19", "endsOn": today, "places": 200}
	var first, second struct{ Course read }
	f.must(o.chief, "POST", "/courses", event, &first)
	f.must(o.chief, "POST", "/courses", event, &second)
	o.library.course, o.library.free = held{first.Course.ID, first.Course.Version}, held{second.Course.ID, second.Course.Version}
	o.library.cohort = f.make(o.chief, "/cohorts", object{"name": "The first", "startsOn": "2026-09-01", "personIds": []uuid.UUID{o.chief.id}})
}

// book gives somebody a place on the course.
func (f *fixture) book(chief, p *person) held {
	f.t.Helper()
	var made struct {
		Bookings []struct {
			read
			Person struct{ ID uuid.UUID }
		}
	}
	f.must(chief, "POST", "/courses/"+p.org.library.course.id.String()+"/bookings", object{"personIds": []uuid.UUID{p.id}}, &made)
	for _, b := range made.Bookings {
		if b.Person.ID == p.id {
			return held{b.ID, b.Version}
		}
	}
	f.t.Fatal("the booking is not among the course's")
	return held{}
}
