package app

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/notification"
)

// reports are the reports that letters carry. The post and what is posted know each other, so the one is looked up in the
// other's finished module.
type reports struct{ m *modules }

// Report implements notification.Reports.
func (r reports) Report(ctx context.Context, organisation, person, schedule uuid.UUID) (notification.Enclosure, bool, error) {
	made, there, err := r.m.report.Service.Enclosure(ctx, organisation, person, schedule)
	return notification.Enclosure{
		Name: made.Name, File: notification.Enclosed{Name: made.FileName, Type: "application/pdf", Content: made.Content},
	}, there, err
}
