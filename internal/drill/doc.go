// Package drill breaks a running Bandwise on purpose, as the world does: it kills the program and the database server
// outright while people write, carries an installation away under load, and keeps slow clients hanging on. Of each it
// counts what was tried, what was acknowledged, and what of that was lost.
//
// It drives the program that `make build` makes, over HTTP, as the demo trust's people.
package drill
