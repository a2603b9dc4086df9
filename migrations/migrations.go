// Package migrations holds the schema: numbered SQL files for SQLite and for PostgreSQL. Two files with the same number
// say the same thing, and a test compares the schemas that they make.
package migrations

import "embed"

// Files holds the folders "sqlite" and "postgres".
//
//go:embed sqlite/*.sql postgres/*.sql
var Files embed.FS

// Rights is what the application's role of PostgreSQL may do, with {role} for its name.
//
//go:embed rights.sql
var Rights string
