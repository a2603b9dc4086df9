package app

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/exchange"
	"bandwise/internal/file"
	"bandwise/internal/patientdata"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/spreadsheet"
	"bandwise/internal/staff/intake"
)

// freeTextCheck lets the gate ask whether the free texts of a request hold a patient's data.
func freeTextCheck(s *patientdata.Service) httpapi.FreeTextCheck {
	return func(ctx context.Context, texts []httpapi.FreeText) error {
		asked := make([]patientdata.Text, len(texts))
		for i, t := range texts {
			asked[i] = patientdata.Text{Field: t.Field, Text: t.Text}
		}
		_, err := s.CheckTexts(ctx, access.ActorFrom(ctx), asked)
		return err
	}
}

// fileChecker lets the files be looked through before they are stored.
type fileChecker struct{ patientData *patientdata.Service }

var formats = map[file.MediaType]patientdata.Format{
	file.Text: patientdata.PlainText, file.CSV: patientdata.CSV, file.DOCX: patientdata.Word, file.XLSX: patientdata.Excel,
	file.PDF: patientdata.PDF, file.PNG: patientdata.Picture, file.JPEG: patientdata.Picture,
}

func (c fileChecker) Check(ctx context.Context, by access.Actor, f file.ToCheck) (file.Checked, error) {
	state, declarations, err := c.patientData.CheckFile(ctx, by, patientdata.File{
		Name: f.Name, Format: formats[f.MediaType], Content: f.Content, Size: f.Size, Declared: f.Declared,
	})
	return file.Checked{State: state.String(), Declarations: declarations}, err
}

// cellChecker lets the cells of a framework be looked through before they are read into it.
type cellChecker struct{ patientData *patientdata.Service }

func (c cellChecker) Check(ctx context.Context, by access.Actor, cells []exchange.Cell) error {
	_, err := c.patientData.CheckTexts(ctx, by, reference.Each(cells, func(cell exchange.Cell) patientdata.Text {
		return patientdata.Text{Field: spreadsheet.FieldName, Place: cell.Place, Text: cell.Text}
	}))
	return err
}

// rowChecker lets the rows of a file of staff be looked through before they are kept.
type rowChecker struct{ patientData *patientdata.Service }

func (c rowChecker) Check(ctx context.Context, by access.Actor, cells []intake.Cell) error {
	_, err := c.patientData.CheckTexts(ctx, by, reference.Each(cells, func(cell intake.Cell) patientdata.Text {
		return patientdata.Text{Field: spreadsheet.FieldName, Place: cell.Place, Text: cell.Text}
	}))
	return err
}
