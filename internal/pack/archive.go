package pack

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"path"
	"strings"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// The entries of an archive. Files lie in filesFolder under their hash, with the ending of their name.
const (
	contentEntry = "pack.json"
	pageEntry    = "index.html"
	sumsEntry    = "SHA256SUMS"
	filesFolder  = "files/"
)

// entryOf names the entry of a file. The ending lets a person open it; the hash keeps the name harmless.
func entryOf(f File) string {
	ending := strings.ToLower(path.Ext(f.Name))
	for _, r := range strings.TrimPrefix(ending, ".") {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			ending = ""
			break
		}
	}
	return filesFolder + f.SHA256 + ending
}

// writeZIP makes the pack's archive: the content as it was frozen, a page to read, the files, and the checksums of all that.
func (w work) writeZIP(ctx context.Context, to io.Writer, text string) error {
	done, total := 0, len(w.content.Files)+1
	if err := w.step(ctx, done, total); err != nil {
		return err
	}
	out := archive{zip: zip.NewWriter(to), work: w}
	if err := out.add(contentEntry, zip.Deflate, strings.NewReader(text)); err != nil {
		return err
	}
	page, err := readable(w.content)
	if err != nil {
		return err
	}
	if err := out.add(pageEntry, zip.Deflate, strings.NewReader(page)); err != nil {
		return err
	}
	for _, f := range w.content.Files {
		if err := out.file(ctx, f); err != nil {
			return err
		}
		done++
		if err := ctx.Err(); err != nil {
			return apperr.Unavailable(err)
		}
		if err := w.step(ctx, done, total); err != nil {
			return err
		}
	}
	if err := out.add(sumsEntry, zip.Deflate, strings.NewReader(out.sums.String())); err != nil {
		return err
	}
	if err := out.zip.Close(); err != nil {
		return fmt.Errorf("write the archive: %w", err)
	}
	return w.step(ctx, total, total)
}

type archive struct {
	work
	zip  *zip.Writer
	sums strings.Builder
}

func (a *archive) file(ctx context.Context, f File) (err error) {
	content, err := a.open(ctx, f.SHA256)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	return a.add(entryOf(f), zip.Store, content)
}

func (a *archive) add(name string, method uint16, content io.Reader) error {
	entry, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: a.frozenAt.UTC()})
	if err != nil {
		return fmt.Errorf("write the archive: %w", err)
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(entry, sum), content); err != nil {
		return fmt.Errorf("write the archive: %w", err)
	}
	fmt.Fprintf(&a.sums, "%s  %s\n", hex.EncodeToString(sum.Sum(nil)), name)
	return nil
}

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"day": func(d calendar.Date) string { return day(d) }, "size": sizeWords, "kind": func(k string) string { return said(kindWords, k) },
	"state": func(s string) string { return said(milestoneWords, s) }, "status": func(s string) string { return said(statusWords, s) },
	"importance": func(s string) string { return importanceWords[s] }, "standing": standing, "claim": Claim.words, "step": Step.words, "message": Message.words,
	"former": FormerReview.words, "own": ownJudgement, "entry": entryOf, "web": isWebAddress,
	"parts": Parts.Words, "purpose": Purpose.Words,
	"claimed": func(claims []Claim, titles map[string]Evidence) claimed { return claimed{claims, titles} },
}).Parse(pageText))

// claimed are claims with what they rest on, for the page.
type claimed struct {
	Claims []Claim
	Titles map[string]Evidence
}

func isWebAddress(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

// readable makes the page with which a person reads the archive: without scripts, and without anything from elsewhere.
func readable(c Content) (string, error) {
	titles := map[string]Evidence{}
	for _, e := range c.Evidence {
		titles[e.Key] = e
	}
	files := map[string]File{}
	for _, f := range c.Files {
		files[f.SHA256] = f
	}
	var b strings.Builder
	err := pageTemplate.Execute(&b, struct {
		Content
		Titles map[string]Evidence
		ByHash map[string]File
	}{c, titles, files})
	if err != nil {
		return "", fmt.Errorf("write the page of the archive: %w", err)
	}
	return b.String(), nil
}
