// Package frontend carries the built browser application inside the binary, so
// that one file serves the whole of Bandwise.
package frontend

import (
	"embed"
	"io/fs"
)

// The build writes dist; before the first build it holds only .gitkeep, which
// lets the rest of the module compile.
//
//go:embed all:dist
var dist embed.FS

// Files returns the built application with index.html at its root. Before
// `npm run build` has run there is no index.html in it.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		// Only an invalid path fails here, and the path is the constant above.
		panic(err)
	}
	return files
}
