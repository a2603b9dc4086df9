// Package practice keeps what coders do day by day and how well: the episodes that a person codes on each working day
// beside the target for trainees and for those who hold ACC, and the audits of a person's coding with their four accuracy
// figures beside a named set of thresholds, the feedback, and the actions that were agreed.
package practice
