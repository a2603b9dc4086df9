package pack

import (
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"bandwise/internal/platform/pdf"
)

// addStructure writes the body's structure into the document, as ISO 32000-1, 14.7 has it, and says that it is tagged. pages
// are the document's, order the numbers that they had when the structure was marked; pages of attachments have none.
func addStructure(ctx *model.Context, structure []*pdf.Element, pages []types.IndirectRef, order []int) error {
	root, err := ctx.Catalog()
	if err != nil {
		return err
	}
	s := writer{ctx: ctx, pages: map[int]types.IndirectRef{}, marked: map[int]map[int]types.IndirectRef{}}
	for i, number := range order {
		s.pages[number] = pages[i]
	}
	tree := types.Dict{"Type": types.Name("StructTreeRoot")}
	treeRef, err := ctx.IndRefForNewObject(tree)
	if err != nil {
		return err
	}
	document := types.Dict{"Type": types.Name("StructElem"), "S": types.Name("Document"), "P": *treeRef}
	documentRef, err := ctx.IndRefForNewObject(document)
	if err != nil {
		return err
	}
	if document["K"], err = s.elements(structure, *documentRef); err != nil {
		return err
	}
	tree["K"] = *documentRef
	if err := s.parents(tree, order); err != nil {
		return err
	}
	root["StructTreeRoot"] = *treeRef
	root["MarkInfo"] = types.Dict{"Marked": types.Boolean(true)}
	root["ViewerPreferences"] = types.Dict{"DisplayDocTitle": types.Boolean(true)}
	return nil
}

type writer struct {
	ctx   *model.Context
	pages map[int]types.IndirectRef
	// marked are the elements of the marked contents, by page and number.
	marked map[int]map[int]types.IndirectRef
}

func (s writer) elements(all []*pdf.Element, parent types.IndirectRef) (types.Array, error) {
	refs := types.Array{}
	for _, e := range all {
		if len(e.Parts) == 0 && len(e.Marks) == 0 {
			continue
		}
		d := types.Dict{"Type": types.Name("StructElem"), "S": types.Name(e.Role), "P": parent}
		ref, err := s.ctx.IndRefForNewObject(d)
		if err != nil {
			return nil, err
		}
		if e.Alt != "" {
			text, err := types.EscapedUTF16String(e.Alt)
			if err != nil {
				return nil, err
			}
			d["Alt"] = types.StringLiteral(*text)
		}
		if e.Role == "TH" {
			d["A"] = types.Dict{"O": types.Name("Table"), "Scope": types.Name("Column")}
		}
		kids, err := s.elements(e.Parts, *ref)
		if err != nil {
			return nil, err
		}
		for _, m := range e.Marks {
			page, there := s.pages[m.Page]
			if !there {
				continue
			}
			kids = append(kids, types.Dict{"Type": types.Name("MCR"), "Pg": page, "MCID": types.Integer(m.ID)})
			if s.marked[m.Page] == nil {
				s.marked[m.Page] = map[int]types.IndirectRef{}
			}
			s.marked[m.Page][m.ID] = *ref
		}
		d["K"] = kids
		refs = append(refs, *ref)
	}
	return refs, nil
}

// parents lets a reader find from a page's marked contents to their elements.
func (s writer) parents(tree types.Dict, order []int) error {
	numbers := types.Array{}
	key := 0
	for _, number := range order {
		of := s.marked[number]
		if len(of) == 0 {
			continue
		}
		list := make(types.Array, len(of))
		for id := range list {
			list[id] = of[id]
		}
		listRef, err := s.ctx.IndRefForNewObject(list)
		if err != nil {
			return err
		}
		page, err := s.ctx.DereferenceDict(s.pages[number])
		if err != nil {
			return err
		}
		page["StructParents"], page["Tabs"] = types.Integer(key), types.Name("S")
		numbers = append(numbers, types.Integer(key), *listRef)
		key++
	}
	parents, err := s.ctx.IndRefForNewObject(types.Dict{"Nums": numbers})
	if err != nil {
		return err
	}
	tree["ParentTree"], tree["ParentTreeNextKey"] = *parents, types.Integer(key)
	return nil
}
