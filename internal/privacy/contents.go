package privacy

import (
	"context"
	"strings"

	"github.com/google/uuid"
)

// RemoveContents deletes stored contents by their keys, as the program itself, unless somebody of the organisation refers to them (again).
// It can be repeated.
func (s *Service) RemoveContents(ctx context.Context, organisationID uuid.UUID, keys []string) error {
	for _, key := range keys {
		if hash := uploaded(organisationID, key); hash != "" {
			used, err := s.store.contentUsed(ctx, organisationID, hash)
			if err != nil {
				return err
			}
			if used {
				continue
			}
		}
		if err := s.shelf.Remove(ctx, key); err != nil {
			return err
		}
	}
	return nil
}

// contentKey is where an uploaded file of an organisation lies.
func contentKey(organisationID uuid.UUID, sha256 string) string {
	return organisationID.String() + "/" + sha256[:2] + "/" + sha256
}

// uploaded gives the hash of an uploaded file by its key, "" for what Bandwise made itself.
func uploaded(organisationID uuid.UUID, key string) string {
	if at := strings.LastIndex(key, "/"); len(key)-at-1 >= 2 && key == contentKey(organisationID, key[at+1:]) {
		return key[at+1:]
	}
	return ""
}
