// Command licences lists whose work the program and the pages carry and under which licence, in docs/licences.md. With -check it
// writes nothing and fails when the page is not up to date.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func main() {
	check := flag.Bool("check", false, "fail when docs/licences.md is not up to date")
	flag.Parse()
	if err := run(context.Background(), ".", *check); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root string, check bool) error {
	page := filepath.Join(root, "docs", "licences.md")
	text, err := list(ctx, root)
	if err != nil {
		return err
	}
	if !check {
		return os.WriteFile(page, text, 0o644) //nolint:gosec // a page that everybody may read
	}
	kept, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	if !bytes.Equal(kept, text) {
		return errors.New("docs/licences.md is not up to date: run make licences, and read what is new")
	}
	return nil
}

// work is a module or package of somebody else.
type work struct{ name, version, licence string }

func list(ctx context.Context, root string) ([]byte, error) {
	modules, err := modulesOf(ctx, root)
	if err != nil {
		return nil, err
	}
	packages, err := packagesOf(root)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("# Licences\n\nWhose work is in Bandwise. `make licences` writes this page from what the program links and what the pages are built from;\n" +
		"`make lint` fails when it is not up to date. `make sbom` writes the same as CycloneDX into `bin/sbom`.\n")
	for _, part := range []struct {
		title string
		works []work
	}{{"In the program (Go)", modules}, {"In the pages (npm)", packages}} {
		fmt.Fprintf(&b, "\n## %s\n\n| name | version | licence |\n| --- | --- | --- |\n", part.title)
		for _, w := range part.works {
			if w.licence == "" {
				return nil, fmt.Errorf("the licence of %s %s is not known: look at it, and teach this command", w.name, w.version)
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", w.name, w.version, w.licence)
		}
	}
	return b.Bytes(), nil
}

// modulesOf gives the modules that the program links.
func modulesOf(ctx context.Context, root string) ([]work, error) {
	command := exec.CommandContext(ctx, "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/bandwise")
	command.Dir, command.Env = root, append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=amd64")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("list the modules: %w", err)
	}
	lines := strings.Fields(strings.ReplaceAll(string(out), "\t", "|"))
	slices.Sort(lines)
	var all []work
	for _, line := range slices.Compact(lines) {
		parts := strings.Split(line, "|")
		licence, err := licenceIn(parts[2])
		if err != nil {
			return nil, err
		}
		all = append(all, work{parts[0], parts[1], licence})
	}
	return all, nil
}

// phrases tell licences by words that only they have; the first that is found decides.
var phrases = []struct{ licence, words string }{
	{"Apache-2.0", "Apache License Version 2.0"},
	{"MPL-2.0", "Mozilla Public License Version 2.0"},
	{"MPL-2.0", "Mozilla Public License, version 2.0"},
	{"BSD-3-Clause", "Neither the name"},
	{"BSD-3-Clause", "The names of its contributors may not"},
	{"BSD-2-Clause", "Redistributions in binary form must reproduce"},
	{"ISC", "Permission to use, copy, modify, and/or distribute this software"},
	{"ISC", "Permission to use, copy, modify, and distribute this software"},
	{"MIT", "Permission is hereby granted, free of charge"},
	{"Unlicense", "This is free and unencumbered software"},
}

var space = regexp.MustCompile(`\s+`)

// licenceIn reads the licence that lies in a module's folder.
func licenceIn(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", err
	}
	for _, entry := range entries {
		name := strings.ToLower(entry.Name())
		if entry.IsDir() || !strings.HasPrefix(name, "license") && !strings.HasPrefix(name, "licence") && !strings.HasPrefix(name, "copying") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return "", err
		}
		plain := space.ReplaceAllString(string(text), " ")
		for _, p := range phrases {
			if strings.Contains(plain, p.words) {
				return p.licence, nil
			}
		}
	}
	return "", nil
}

// packagesOf gives the packages that the pages are built from, not those that only build or test them.
func packagesOf(root string) ([]work, error) {
	text, err := os.ReadFile(filepath.Join(root, "frontend", "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			Version  string `json:"version"`
			License  string `json:"license"`
			Dev      bool   `json:"dev"`
			Optional bool   `json:"optional"`
		} `json:"packages"`
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, err
	}
	var all []work
	for path, p := range lock.Packages {
		if path != "" && !p.Dev && !p.Optional {
			all = append(all, work{path[strings.LastIndex(path, "node_modules/")+len("node_modules/"):], p.Version, p.License})
		}
	}
	slices.SortFunc(all, func(a, b work) int { return strings.Compare(a.name+" "+a.version, b.name+" "+b.version) })
	return slices.Compact(all), nil
}
