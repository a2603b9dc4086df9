// Package training holds the road of a trainee coder to accreditation: the pathway's milestones (mentorship, courses,
// examinations, the award, the refresher every three years), what a person has recorded, had signed off and sat, the leave
// that pauses the clock, and from all of it, on any day, where the person stands, what is next, and why.
//
// Every timing is data on the pathway. The rules are pure: a [Pathway], the [Facts] about one person and the day give the
// [Progress]; the commands (Record, RecordAttempt, Decide, Exempt, AddPause, EndPause) check a new fact against them and
// return it, or refuse it with one sentence for each field.
package training
