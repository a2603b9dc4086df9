// Package scale measures how the pages of a whole organisation grow with its headcount: it makes up staff on PostgreSQL, asks
// each page through the whole application as a workforce lead, and reports time, queries, rows and memory. A page takes the
// same number of queries whatever the headcount, and ten times the staff takes at most twelve times the time.
package scale
