// Package beside measures the application beside a bare Echo handler on the same database in the same run: one hand-written
// query and the same JSON for what is read, one bare transaction with the same rows for what is written. What the two have in
// common, the machine, the database, the web server and the program that asks, so drops out of their ratio.
package beside
