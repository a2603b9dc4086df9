// Command bundle joins the features' OpenAPI files into one document: paths and components side by side. Two files that
// say something about the same path or component are refused. Files refer to each other's components as if they were
// one document already.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/goccy/go-yaml"
)

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run(folder, out string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return errors.New("there are no OpenAPI files in " + folder)
	}
	slices.Sort(files)
	// common.yaml comes first: it has the information about the document and what all features share.
	slices.SortStableFunc(files, func(a, b string) int {
		return boolToInt(filepath.Base(b) == "common.yaml") - boolToInt(filepath.Base(a) == "common.yaml")
	})
	var document yaml.MapSlice
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		var part yaml.MapSlice
		if err := yaml.UnmarshalWithOptions(content, &part, yaml.UseOrderedMap()); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if document, err = merge(document, part, 0); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	text, err := yaml.MarshalWithOptions(document, yaml.UseLiteralStyleIfMultiline(true), yaml.IndentSequence(true))
	if err != nil {
		return err
	}
	header := "# Generated from openapi/*.yaml. Do not edit.\n"
	return os.WriteFile(out, append([]byte(header), text...), 0o644)
}

// merge adds part to document. Maps are joined down to the named paths, schemas, parameters and responses, which may
// each come from one file only.
func merge(document, part yaml.MapSlice, depth int) (yaml.MapSlice, error) {
	for _, item := range part {
		i := slices.IndexFunc(document, func(have yaml.MapItem) bool { return have.Key == item.Key })
		if i < 0 {
			document = append(document, item)
			continue
		}
		have, isMap := document[i].Value.(yaml.MapSlice)
		more, alsoMap := item.Value.(yaml.MapSlice)
		mayJoin := depth == 0 && (item.Key == "paths" || item.Key == "components") || depth == 1 && isSection(item.Key)
		if !isMap || !alsoMap || !mayJoin {
			return nil, fmt.Errorf("%v is defined twice", item.Key)
		}
		joined, err := merge(have, more, depth+1)
		if err != nil {
			return nil, err
		}
		document[i].Value = joined
	}
	return document, nil
}

func isSection(key any) bool {
	return slices.Contains([]any{"schemas", "parameters", "responses", "headers", "requestBodies", "securitySchemes"}, key)
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
