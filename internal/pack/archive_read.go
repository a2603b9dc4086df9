package pack

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"bandwise/internal/platform/apperr"
)

// Bounds of what is taken in. Sizes are in bytes.
const (
	// MaxArchive is the largest archive.
	MaxArchive = 250_000_000
	maxEntries = 2_000
	// maxContent is the largest pack.json, index.html or list of checksums.
	maxContent = 20_000_000
	maxFile    = 25_000_000
	// maxUnpacked bounds everything together.
	maxUnpacked = 500_000_000
)

var hashPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

func refuse(format string, args ...any) error {
	return apperr.InvalidField("file", fmt.Sprintf(format, args...))
}

// opened is an archive that was found whole: its content, and its files by hash.
type opened struct {
	content Content
	files   map[string]*zip.File
}

// openArchive reads an archive that somebody brought along, and refuses everything that is not exactly a pack, each with its
// sentence: what is no archive, too much, a name that leads elsewhere, an entry that is missing, doubled or not expected, a
// hash that is wrong, a schema that this version does not know, and content that does not fit together.
func openArchive(from io.ReaderAt, size int64) (opened, error) {
	z, err := zip.NewReader(from, size)
	if errors.Is(err, zip.ErrInsecurePath) {
		return opened{}, refuse("This archive has an entry whose name leads out of the archive. It was not made by Bandwise.")
	}
	if err != nil {
		return opened{}, refuse("This file is no archive (ZIP), or it is damaged. Download the pack again where it was made.")
	}
	entries, err := entriesOf(z)
	if err != nil {
		return opened{}, err
	}
	text, err := small(entries[contentEntry])
	if err != nil {
		return opened{}, err
	}
	// Which schema it is comes first: everything else depends on it.
	c, err := parseContent(text)
	if err != nil {
		return opened{}, err
	}
	if err := verify(entries); err != nil {
		return opened{}, err
	}
	o := opened{content: c, files: map[string]*zip.File{}}
	for name, entry := range entries {
		if strings.HasPrefix(name, filesFolder) {
			o.files[hashIn(name)] = entry
		}
	}
	for _, f := range c.Files {
		entry := o.files[f.SHA256]
		if entry == nil {
			return opened{}, refuse("The file %q of this pack is missing from the archive. Download the pack again where it was made.", f.Name)
		}
		if entry.Name != entryOf(f) {
			return opened{}, refuse("The file %q of this pack does not have the name that it should have in the archive.", f.Name)
		}
	}
	if len(o.files) != len(c.Files) {
		return opened{}, refuse("This archive has files that its pack does not know. It was changed after it was made.")
	}
	return o, nil
}

func hashIn(name string) string {
	name = strings.TrimPrefix(name, filesFolder)
	return strings.TrimSuffix(name, path.Ext(name))
}

func entriesOf(z *zip.Reader) (map[string]*zip.File, error) {
	if len(z.File) > maxEntries {
		return nil, refuse("This archive has more than 2,000 entries. A pack has fewer.")
	}
	entries := map[string]*zip.File{}
	var total uint64
	for _, f := range z.File {
		expected := f.Name == contentEntry || f.Name == pageEntry || f.Name == sumsEntry
		inFolder := strings.HasPrefix(f.Name, filesFolder) && hashPattern.MatchString(hashIn(f.Name)) && !strings.ContainsAny(strings.TrimPrefix(f.Name, filesFolder), `/\`)
		switch {
		case strings.Contains(f.Name, "..") || strings.HasPrefix(f.Name, "/") || strings.ContainsAny(f.Name, "\\:\x00"):
			return nil, refuse("This archive has an entry whose name leads out of the archive. It was not made by Bandwise.")
		case !expected && !inFolder:
			return nil, refuse("This archive has an entry that does not belong to a pack. It was not made by Bandwise, or it was changed after it was made.")
		case !f.Mode().IsRegular():
			return nil, refuse("This archive has an entry that is no file. It was not made by Bandwise.")
		case entries[f.Name] != nil:
			return nil, refuse("This archive has the same entry twice. It was changed after it was made.")
		case expected && f.UncompressedSize64 > maxContent, inFolder && f.UncompressedSize64 > maxFile:
			return nil, refuse("An entry of this archive unpacks to more than a pack can hold.")
		}
		if total += f.UncompressedSize64; total > maxUnpacked {
			return nil, refuse("This archive unpacks to more than 500 MB, which is more than a pack can hold.")
		}
		entries[f.Name] = f
	}
	for _, name := range []string{contentEntry, sumsEntry} {
		if entries[name] == nil {
			return nil, refuse("This archive has no %s, so it is no pack of Bandwise, or a part of it is missing.", name)
		}
	}
	return entries, nil
}

// open reads an entry, and no more of it than it says that it has.
func openEntry(f *zip.File) (io.ReadCloser, error) {
	content, err := f.Open()
	if err != nil {
		return nil, errDamaged
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(content, int64(min(f.UncompressedSize64, maxFile)+1)), content}, nil
}

var errDamaged = refuse("An entry of this archive is damaged. Download the pack again where it was made.")

func small(f *zip.File) ([]byte, error) {
	content, err := openEntry(f)
	if err != nil {
		return nil, err
	}
	defer func() { _ = content.Close() }()
	text, err := io.ReadAll(content)
	if err != nil || uint64(len(text)) != f.UncompressedSize64 {
		return nil, errDamaged
	}
	return text, nil
}

// verify holds every entry against the list of checksums, and a file against its name.
func verify(entries map[string]*zip.File) error {
	text, err := small(entries[sumsEntry])
	if err != nil {
		return err
	}
	sums := map[string]string{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		sum, name, found := strings.Cut(lines.Text(), "  ")
		if !found || !hashPattern.MatchString(sum) || sums[name] != "" {
			return refuse("The list of checksums in this archive is damaged. Download the pack again where it was made.")
		}
		sums[name] = sum
	}
	if lines.Err() != nil {
		return errDamaged
	}
	for name := range sums {
		if entries[name] == nil {
			return refuse("The entry %s is missing from this archive. Download the pack again where it was made.", name)
		}
	}
	for name, f := range entries {
		if name == sumsEntry {
			continue
		}
		sum, err := sumOf(f)
		if err != nil {
			return err
		}
		if sums[name] != sum || strings.HasPrefix(name, filesFolder) && hashIn(name) != sum {
			return refuse("The entry %s of this archive was changed after it was made: its checksum is wrong.", name)
		}
	}
	return nil
}

func sumOf(f *zip.File) (string, error) {
	content, err := openEntry(f)
	if err != nil {
		return "", err
	}
	defer func() { _ = content.Close() }()
	sum := sha256.New()
	n, err := io.Copy(sum, content)
	if err != nil || uint64(n) != f.UncompressedSize64 { //nolint:gosec // a count of bytes is not negative
		return "", errDamaged
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func parseContent(text []byte) (Content, error) {
	var head struct {
		Format string `json:"format"`
		Schema int    `json:"schema"`
	}
	if err := json.Unmarshal(text, &head); err != nil || head.Format != Format {
		return Content{}, refuse("The pack.json in this archive is not the content of a pack of Bandwise.")
	}
	if head.Schema < 1 || head.Schema > Schema {
		return Content{}, refuse("This pack was made in version %d of its form, and this Bandwise reads versions 1 to %d. Ask for the pack from a Bandwise of the same age.", head.Schema, Schema)
	}
	var c Content
	if err := json.Unmarshal(text, &c); err != nil || !utf8.Valid(text) {
		return Content{}, refuse("The pack.json in this archive cannot be read. Download the pack again where it was made.")
	}
	return c, c.fits()
}

// fits refuses content that does not fit together, or that no evidence and no claim can hold.
func (c Content) fits() error {
	long := func(text string, most int) bool { return utf8.RuneCountInString(text) > most }
	broken := refuse("The content of this pack does not fit together. It was changed after it was made.")
	files, evidence := map[string]bool{}, map[string]bool{}
	for _, f := range c.Files {
		if !hashPattern.MatchString(f.SHA256) || files[f.SHA256] || f.Name == "" {
			return broken
		}
		files[f.SHA256] = true
	}
	for _, e := range c.Evidence {
		if e.Key == "" || evidence[e.Key] || kindWords[e.Kind] == "" || e.HappenedOn.IsZero() {
			return broken
		}
		evidence[e.Key] = true
		if e.Title == "" || long(e.Title, maxTitle) || e.WhatIDid == "" || long(e.WhatIDid, 10_000) || long(e.Reflection, 10_000) || len(e.Files) > 50 || len(e.Links) > 50 {
			return refuse("A piece of evidence in this pack is longer than evidence can be here, or lacks its title or account.")
		}
		for _, f := range e.Files {
			if !files[f.SHA256] {
				return broken
			}
		}
		for _, l := range e.Links {
			if long(l.Title, 200) || long(l.URL, 2_000) {
				return refuse("A link in this pack is longer than links can be here.")
			}
		}
	}
	claimed := [][]Claim{}
	for _, s := range c.Statements {
		claimed = append(claimed, s.Claims)
	}
	for _, criterion := range c.Criteria {
		claimed = append(claimed, criterion.Claims)
	}
	for _, claims := range claimed {
		for _, claim := range claims {
			for _, key := range claim.Evidence {
				if !evidence[key] {
					return broken
				}
			}
			if long(claim.Explanation, 4_000) || len(claim.History) > 500 || len(claim.Former) > 500 {
				return refuse("A claim in this pack is longer than claims can be here.")
			}
		}
	}
	if long(c.Organisation, 200) || long(c.Person, 200) || c.FrozenOn.IsZero() || c.Organisation == "" || c.Person == "" {
		return broken
	}
	return nil
}
