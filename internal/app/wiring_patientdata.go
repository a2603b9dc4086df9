package app

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/patientdata"
	"bandwise/internal/platform/httpapi"
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
