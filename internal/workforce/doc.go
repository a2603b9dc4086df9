// Package workforce answers the workforce lead's and the manager's questions about many people at once: who stands where on
// the road to accreditation, who meets what their role asks, what waits and what lapses, which team lacks which skill, and
// how many accredited staff there will be. It reads across the other features' tables and never writes them.
//
// The rules are pure functions over rows that the store reads with a fixed number of queries, whatever the headcount. Every
// number comes with the [Filter] of the list of people behind it, and is counted by that filter.
package workforce
