package audit

import (
	"context"
	"time"

	"bandwise/internal/platform/database"
)

// Newest gives the time of the newest entry of the trail, the zero time when there is none.
func Newest(ctx context.Context, db *database.DB) (time.Time, error) {
	var newest []struct{ At time.Time }
	err := db.Conn(ctx).Table("audit_entries").Select("at").Order("at DESC").Limit(1).Find(&newest).Error
	if err != nil || len(newest) == 0 {
		return time.Time{}, database.Wrap(err, "audit trail")
	}
	return newest[0].At, nil
}
