package pack

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"bandwise/internal/platform/pdf"
)

// unmergeableError says that an attachment's pages could not be taken over.
type unmergeableError struct {
	index int
	cause error
}

func (e unmergeableError) Error() string {
	return fmt.Sprintf("merge attachment %d: %v", e.index, e.cause)
}

func (e unmergeableError) Unwrap() error { return e.cause }

// assemble writes the document: the pages of the body with each attachment's pages behind its divider, the other attachments
// as files in it, and the body's structure. dividers are the body's pages before which nothing more is needed, by attachment.
func assemble(to io.Writer, body string, structure []*pdf.Element, attachments []attachment, dividers map[int]int, frozenAt time.Time) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("put the PDF document together: %v", p)
		}
	}()
	ctx, err := read(body)
	if err != nil {
		return fmt.Errorf("read the body of the PDF document: %w", err)
	}
	ctx.EnsureVersionForWriting()
	own := ctx.PageCount
	for i, a := range attachments {
		if a.treatment != merged {
			continue
		}
		if err := merge(ctx, a); err != nil {
			return unmergeableError{i, err}
		}
	}
	order := make([]int, 0, ctx.PageCount)
	follows, next := map[int][]int{}, own+1
	for i, a := range attachments {
		if a.treatment != merged {
			continue
		}
		for range a.pages {
			follows[dividers[i]] = append(follows[dividers[i]], next)
			next++
		}
	}
	for page := 1; page <= own; page++ {
		order = append(append(order, page), follows[page]...)
	}
	pages, err := reorder(ctx, order)
	if err != nil {
		return fmt.Errorf("order the pages: %w", err)
	}
	if err := addStructure(ctx, structure, pages, order); err != nil {
		return fmt.Errorf("tag the PDF document: %w", err)
	}
	if err := embed(ctx, attachments, frozenAt); err != nil {
		return err
	}
	if err := api.WriteContext(ctx, to); err != nil {
		return fmt.Errorf("write the PDF document: %w", err)
	}
	return nil
}

// merge takes over an attachment's pages without anything in it that acts: scripts, forms, actions on opening, files.
func merge(ctx *model.Context, a attachment) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the PDF is damaged: %v", p)
		}
	}()
	source, err := read(a.path)
	if err != nil {
		return err
	}
	root, err := source.Catalog()
	if err != nil {
		return err
	}
	for _, key := range []string{"Names", "Dests", "OpenAction", "AA", "AcroForm", "Outlines", "StructTreeRoot", "MarkInfo", "Metadata", "PageLabels", "OCProperties"} {
		root.Delete(key)
	}
	source.Names, source.Form = nil, nil
	for page := 1; page <= source.PageCount; page++ {
		d, _, _, err := source.PageDict(page, false)
		if err != nil {
			return err
		}
		if err := calm(source, d); err != nil {
			return err
		}
	}
	return pdfcpu.MergeXRefTables(a.Name, source, ctx, false, false)
}

// calm takes from a page what acts, and keeps links to web pages and within the document.
func calm(ctx *model.Context, page types.Dict) error {
	for _, key := range []string{"AA", "StructParents", "Tabs", "B"} {
		page.Delete(key)
	}
	found, ok := page.Find("Annots")
	if !ok {
		return nil
	}
	annotations, err := ctx.DereferenceArray(found)
	if err != nil {
		page.Delete("Annots")
		return nil //nolint:nilerr // annotations that cannot be read are left out
	}
	kept := types.Array{}
	for _, o := range annotations {
		d, err := ctx.DereferenceDict(o)
		if err != nil || d == nil {
			continue
		}
		if subtype := d.Subtype(); subtype == nil || acts(*subtype) {
			continue
		}
		for _, key := range []string{"AA", "StructParent", "Parent"} {
			d.Delete(key)
		}
		if action, ok := d.Find("A"); ok {
			does, err := ctx.DereferenceDict(action)
			if err != nil || does == nil || does.NameEntry("S") == nil || *does.NameEntry("S") != "URI" && *does.NameEntry("S") != "GoTo" {
				d.Delete("A")
			} else {
				does.Delete("Next")
			}
		}
		kept = append(kept, o)
	}
	page["Annots"] = kept
	return nil
}

// acts names the annotations that hold or start something.
func acts(subtype string) bool {
	switch subtype {
	case "FileAttachment", "Screen", "Movie", "Sound", "RichMedia", "3D":
		return true
	default:
		return false
	}
}

// reorder lays the pages out in one flat tree in the order of their numbers now, and gives them in that order.
func reorder(ctx *model.Context, order []int) ([]types.IndirectRef, error) {
	root, err := ctx.Catalog()
	if err != nil {
		return nil, err
	}
	kids, refs := types.Array{}, make([]types.IndirectRef, len(order))
	tree := types.Dict{"Type": types.Name("Pages"), "Count": types.Integer(len(order))}
	treeRef, err := ctx.IndRefForNewObject(tree)
	if err != nil {
		return nil, err
	}
	// The tree stays as it is until every page was found in it.
	pages := make([]types.Dict, len(order))
	for i, number := range order {
		page, ref, inherited, err := ctx.PageDict(number, false)
		if err != nil {
			return nil, err
		}
		if page == nil || ref == nil {
			return nil, fmt.Errorf("page %d is not there", number)
		}
		inherit(page, inherited)
		pages[i], refs[i] = page, *ref
		kids = append(kids, *ref)
	}
	for _, page := range pages {
		page["Parent"] = *treeRef
	}
	tree["Kids"] = kids
	root["Pages"] = *treeRef
	ctx.PageCount = len(order)
	return refs, nil
}

// inherit gives a page what it had from the nodes above it.
func inherit(page types.Dict, from *model.InheritedPageAttrs) {
	if from == nil {
		return
	}
	if _, ok := page.Find("Resources"); !ok && from.Resources != nil {
		page["Resources"] = from.Resources
	}
	if _, ok := page.Find("MediaBox"); !ok && from.MediaBox != nil {
		page["MediaBox"] = from.MediaBox.Array()
	}
	if _, ok := page.Find("CropBox"); !ok && from.CropBox != nil {
		page["CropBox"] = from.CropBox.Array()
	}
	if _, ok := page.Find("Rotate"); !ok && from.Rotate != 0 {
		page["Rotate"] = types.Integer(from.Rotate)
	}
}

// embed attaches the files that cannot be shown as pages.
func embed(ctx *model.Context, attachments []attachment, frozenAt time.Time) (err error) {
	for i, a := range attachments {
		if a.treatment != embedded {
			continue
		}
		content, err := os.Open(a.path)
		if err != nil {
			return fmt.Errorf("embed a file: %w", err)
		}
		name := fmt.Sprintf("%02d %s", i+1, a.Name)
		err = ctx.AddAttachment(model.Attachment{Reader: content, ID: name, FileName: name, Desc: "SHA-256 " + a.SHA256, ModTime: &frozenAt}, false)
		if err = errors.Join(err, content.Close()); err != nil {
			return fmt.Errorf("embed a file: %w", err)
		}
	}
	return nil
}
