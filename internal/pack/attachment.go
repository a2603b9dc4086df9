package pack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// What goes into one PDF document is bounded, because merging holds it in memory: beyond these sizes a file is listed, and is
// in the archive. Sizes are in bytes.
const (
	mergedAtMost   = 80_000_000
	embeddedAtMost = 40_000_000
	picturesAtMost = 60_000_000
	// pagesAtMost is how many pages one attachment may add.
	pagesAtMost = 400
)

// treatment is how a file goes into the PDF document.
type treatment int

const (
	// listed: only its name, size and hash.
	listed treatment = iota + 1
	// merged: its pages follow its divider.
	merged
	// pictured: it stands on its divider.
	pictured
	// embedded: it is attached to the document as a file.
	embedded
)

// attachment is a file of a pack on its way into the PDF document.
type attachment struct {
	File
	treatment treatment
	// pages counts the pages of a PDF.
	pages int
	// path is where the content, or the picture made from it, lies while the document is made.
	path string
	// note says what the reader needs to know about how it is in here.
	note string
}

// prepare brings the files to hand, one after the other, and judges how each goes into the document.
func (w work) prepare(ctx context.Context, step func() error) ([]attachment, error) {
	var room struct{ merged, embedded, pictures int64 }
	all := make([]attachment, len(w.content.Files))
	for i, f := range w.content.Files {
		a := attachment{File: f, path: filepath.Join(w.folder, strconv.Itoa(i))}
		size, err := w.fetch(ctx, a)
		if err != nil {
			return nil, err
		}
		a.Size = size
		a.judge()
		fits := func(taken *int64, most int64, size int64) bool {
			if *taken+size > most {
				return false
			}
			*taken += size
			return true
		}
		switch a.treatment {
		case merged:
			if !fits(&room.merged, mergedAtMost, a.Size) {
				a.treatment, a.note = listed, tooMuch
			}
		case pictured:
			size, err := smaller(a.path)
			switch {
			case err != nil:
				a.treatment, a.note = embedded, "This picture could not be read, so it is attached to this document as a file."
			case !fits(&room.pictures, picturesAtMost, size):
				a.treatment, a.note = listed, tooMuch
			}
		}
		if a.treatment == embedded && !fits(&room.embedded, embeddedAtMost, a.Size) {
			a.treatment, a.note = listed, tooMuch
		}
		if a.treatment == listed {
			_ = os.Remove(a.path)
		}
		all[i] = a
		if err := step(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

const tooMuch = "This document would become too large with it. It is in the pack's archive (ZIP)."

// fetch copies a content to where it is worked on, and gives its size.
func (w work) fetch(ctx context.Context, a attachment) (size int64, err error) {
	content, err := w.open(ctx, a.SHA256)
	if err != nil {
		return 0, err
	}
	defer func() { _ = content.Close() }()
	to, err := os.OpenFile(a.path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, fmt.Errorf("fetch a file of the pack: %w", err)
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if size, err = io.Copy(to, content); err != nil {
		return 0, fmt.Errorf("fetch a file of the pack: %w", err)
	}
	return size, nil
}

// judge says how the file goes into the document.
func (a *attachment) judge() {
	switch a.MediaType {
	case "application/pdf":
		pages, err := countPages(a.path)
		switch {
		case errors.Is(err, errProtected):
			a.treatment, a.note = embedded, "This PDF is protected, so its pages cannot be shown here. It is attached to this document as a file."
		case err != nil:
			a.treatment, a.note = embedded, "This PDF is damaged, so its pages cannot be shown here. It is attached to this document as a file."
		case pages > pagesAtMost:
			a.treatment, a.note = embedded, fmt.Sprintf("This PDF has %d pages, more than can be shown here. It is attached to this document as a file.", pages)
		default:
			a.treatment, a.pages = merged, pages
			a.note = "Its " + plural(pages, "page follows.", "pages follow.")
		}
	case "image/png", "image/jpeg":
		a.treatment = pictured
	default:
		a.treatment, a.note = embedded, "It is attached to this document as a file."
	}
}

var errProtected = errors.New("the PDF is protected")

func reading() *model.Configuration {
	api.DisableConfigDir()
	c := model.NewDefaultConfiguration()
	c.ValidationMode = model.ValidationRelaxed
	c.Optimize = false
	c.CreateBookmarks = false
	return c
}

// read opens a PDF as far as it can be taken into another one. What is wrong with it in any way is an error, never a panic.
func read(path string) (ctx *model.Context, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the PDF is damaged: %v", p)
		}
	}()
	content, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	ctx, err = api.ReadContext(content, reading())
	switch {
	case err == nil && ctx.Encrypt != nil:
		return nil, errProtected
	case errors.Is(err, pdfcpu.ErrWrongPassword), errors.Is(err, pdfcpu.ErrEncrypted):
		return nil, errProtected
	case err != nil:
		return nil, err
	}
	if err := api.ValidateContext(ctx); err != nil {
		return nil, err
	}
	return ctx, ctx.EnsurePageCount()
}

func countPages(path string) (int, error) {
	ctx, err := read(path)
	if err != nil {
		return 0, err
	}
	if ctx.PageCount == 0 {
		return 0, errors.New("the PDF has no pages")
	}
	return ctx.PageCount, nil
}
