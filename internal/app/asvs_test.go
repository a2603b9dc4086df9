package app

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// root is the folder of the whole project.
var root = filepath.Join("..", "..")

// requirement is a row of docs/asvs.md.
type requirement struct {
	numbers          []string
	state, how, test string
}

func requirements(t *testing.T) (rows []requirement, counts map[string]int) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(root, "docs", "asvs.md"))
	require.NoError(t, err)
	counts = map[string]int{}
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch n, err := strconv.Atoi(cells[len(cells)-1]); {
		case len(cells) == 2 && err == nil:
			counts[cells[0]] = n
		case strings.HasPrefix(line, "| V"):
			require.Len(t, cells, 5, line)
			rows = append(rows, requirement{strings.Split(cells[0], ", "), cells[2], cells[3], cells[4]})
		}
	}
	return rows, counts
}

var (
	// namedTests is a file with the tests in it that a row names: "`x_test.go`: TestA, TestB", "`y.spec.ts`: “what it does”".
	namedTests = regexp.MustCompile("`([^`]+)`: ([^`]+?)(?:; `|$)")
	goTest     = regexp.MustCompile(`\bTest\w+`)
	specTitle  = regexp.MustCompile(`“([^”]+)”`)
	namedFile  = regexp.MustCompile("`((?:internal|frontend|docs|cmd|migrations|seed)/[^`]*|[A-Za-z.-]+\\.(?:yml|json|mod|sum)|Dockerfile|Makefile)`")
)

// TestTheTableOfASVSIsTrue holds docs/asvs.md to what it says of itself: every requirement once, counts that agree, and
// tests and files that are there.
func TestTheTableOfASVSIsTrue(t *testing.T) {
	listed, err := os.ReadFile(filepath.Join("testdata", "asvs-5.0.0-level-2.txt"))
	require.NoError(t, err)
	rows, counts := requirements(t)
	var numbers []string
	counted := map[string]int{"met": 0, "partly": 0, "not met": 0, "does not apply": 0}
	for _, r := range rows {
		numbers = append(numbers, r.numbers...)
		name := r.numbers[0]
		if assert.Contains(t, counted, r.state, name) {
			counted[r.state] += len(r.numbers)
		}
		assert.NotEmpty(t, r.how, "%s says how, or what is missing", name)
		assert.True(t, len(r.numbers) == 1 || r.state == "does not apply", "%s stands alone", name)
		reason, untestable := strings.CutPrefix(r.test, "No test: ")
		named := checkTests(t, name, r.test)
		if r.state == "met" {
			assert.True(t, named > 0 || untestable && len(strings.Fields(reason)) > 1, "%s is met, so it names a test, or why there is none", name)
		}
		for _, match := range namedFile.FindAllStringSubmatch(r.how, -1) {
			_, err := os.Stat(filepath.Join(root, filepath.FromSlash(match[1])))
			assert.NoError(t, err, name)
		}
	}
	assert.Equal(t, strings.Fields(string(listed)), numbers, "every requirement stands once, in its order")
	assert.Equal(t, counted, counts, "the counts in the head")
}

// checkTests looks for the tests that a row names, and gives their number.
func checkTests(t *testing.T, number, cell string) (named int) {
	t.Helper()
	for cell != "" {
		match := namedTests.FindStringSubmatchIndex(cell)
		if match == nil {
			return named
		}
		path, list := cell[match[2]:match[3]], cell[match[4]:match[5]]
		cell = cell[match[5]:]
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
		if !assert.NoError(t, err, number) {
			continue
		}
		if strings.HasSuffix(path, "_test.go") {
			for _, name := range goTest.FindAllString(list, -1) {
				named++
				assert.Contains(t, string(content), "\nfunc "+name+"(t *testing.T)", "%s: %s", number, path)
			}
			continue
		}
		for _, title := range specTitle.FindAllStringSubmatch(list, -1) {
			named++
			assert.Contains(t, string(content), "'"+title[1]+"'", "%s: %s", number, path)
		}
	}
	return named
}

// TestWhatTheSourcesLeaveOut holds what the table says of the whole program: what it does not use, in any file but tests and
// what only tests import.
func TestWhatTheSourcesLeaveOut(t *testing.T) {
	for _, part := range []struct {
		folders []string
		file    func(name string) bool
		without []string
	}{
		{
			[]string{"internal", "cmd", "migrations", "frontend"},
			func(name string) bool { return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") },
			[]string{`"os/exec"`, `"plugin"`, `"unsafe"`, `"encoding/gob"`, `"crypto/md5"`, `"crypto/sha1"`, `"crypto/des"`, `"crypto/rc4"`, `"math/rand"`, `"text/template"`},
		},
		{
			// The commands ask the server on this machine whether it is well; the server itself asks sign-in providers alone.
			[]string{"internal"},
			func(name string) bool { return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") },
			[]string{"http.Get(", "http.Post(", "http.Client{", "http.DefaultClient", "http.DefaultTransport"},
		},
		{
			[]string{filepath.Join("frontend", "src")},
			func(name string) bool {
				return (strings.HasSuffix(name, ".ts") || strings.HasSuffix(name, ".tsx")) && !strings.Contains(name, ".test.")
			},
			[]string{"dangerouslySetInnerHTML", "innerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "postMessage("},
		},
	} {
		read := 0
		for _, folder := range part.folders {
			require.NoError(t, filepath.WalkDir(filepath.Join(root, folder), func(path string, entry fs.DirEntry, err error) error {
				if err != nil {
					return err
				}
				if entry.IsDir() {
					if name := entry.Name(); name == "node_modules" || name == "dist" || name == "testdb" || name == "smtptest" || name == "providertest" || name == "bench" || name == "drill" || name == "licences" {
						return filepath.SkipDir
					}
					return nil
				}
				if !part.file(path) {
					return nil
				}
				content, err := os.ReadFile(path)
				read++
				for _, word := range part.without {
					// The list of breached passwords is one of SHA-1 hashes; nothing is protected by them.
					if word == `"crypto/sha1"` && path == filepath.Join(root, "internal", "identity", "breached.go") {
						continue
					}
					// Requests to providers are bounded in one place.
					if word == "http.Client{" && path == filepath.Join(root, "internal", "platform", "openid", "reach.go") {
						continue
					}
					assert.NotContains(t, string(content), word, path)
				}
				return err
			}))
		}
		assert.Greater(t, read, 50, "the sources are there")
	}
}
