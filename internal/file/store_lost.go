package file

import (
	"context"

	"bandwise/internal/platform/database"
)

// Lost gives the keys of contents that the database knows of and the file store does not hold, in order.
func Lost(ctx context.Context, db *database.DB, bucket *Bucket) (lost []string, err error) {
	stored := map[string]bool{}
	for key, err := range bucket.Keys(ctx) {
		if err != nil {
			return nil, err
		}
		stored[key] = true
	}
	var known []File
	if err := db.Conn(ctx).Select("DISTINCT organisation_id, sha256").Order("organisation_id, sha256").Find(&known).Error; err != nil {
		return nil, database.Wrap(err, "files")
	}
	for _, f := range known {
		if !stored[f.Key()] {
			lost = append(lost, f.Key())
		}
	}
	return lost, nil
}
