// Package accreditation keeps what a coder is accredited as: the award of Accredited Clinical Coder (ACC) and others, who
// confirmed it on which facts, and whether the refresher that keeps it current is due or has lapsed. ACC itself does not
// expire: a lapsed refresher changes the currency, never the award.
//
// The package owns the currency, from the award, the courses since and the rule of the interval. The training pathway
// reckons its refresher milestone from the same facts by its own rule of recurrence; that both come to the same date is
// asserted where the two are joined.
package accreditation
