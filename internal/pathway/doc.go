// Package pathway is an organisation's map of roles: which role leads to which, on which conditions. The map is kept in
// versions: a draft that the standards lead changes, the published one that people read, and those that it replaced. A
// person's moves are judged by the published version, condition by condition, with a sentence for each yes and no.
//
// Training keeps another kind of pathway, the road to an accreditation; its milestones can be conditions here.
package pathway
