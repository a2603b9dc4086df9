package file

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the longest name that is kept, in characters.
const maxName = 120

// SafeName makes a name that a browser sent fit for showing and for saving on any system: the last part of a path,
// without control and direction-changing characters and without those that Windows refuses, at most 120 characters
// long with its extension kept, and never empty.
func SafeName(name string) string {
	name = strings.ToValidUTF8(name, "")
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"|?*;%`, r):
			return '-'
		// Cf has the characters that turn the reading direction, with which "exe.pdf" is made to look like "fdp.exe".
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, name)
	// A leading dot hides a file, a trailing dot or space is dropped by Windows, which changes the extension.
	name = strings.TrimRight(strings.TrimLeft(name, " ."), " .")
	extension := path.Ext(name)
	base := strings.TrimSpace(strings.TrimSuffix(name, extension))
	if base == "" {
		base = "file"
	}
	if over := utf8.RuneCountInString(base) + utf8.RuneCountInString(extension) - maxName; over > 0 {
		if utf8.RuneCountInString(extension) > maxExtension {
			base, extension = base+extension, ""
			over = utf8.RuneCountInString(base) - maxName
		}
		runes := []rune(base)
		base = strings.TrimRight(string(runes[:len(runes)-over]), " .")
	}
	return base + extension
}

// maxExtension is the longest ending of a name that still is an extension, its dot included.
const maxExtension = 12

// extensionOf gives the lower-case ending of a safe name, such as ".pdf".
func extensionOf(name string) string { return strings.ToLower(path.Ext(name)) }
