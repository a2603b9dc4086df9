package file

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	picturing "bandwise/internal/platform/picture"
)

// PictureSize is how large a copy of a picture is.
type PictureSize int

// The sizes.
const (
	// Thumbnail fits a list.
	Thumbnail PictureSize = iota + 1
	// Screen fits a screen, and a printed page.
	Screen
)

// side gives the most pixels on the longer side.
func (s PictureSize) side() int { return [...]int{0, 240, 1_700}[s] }

// String names the size in the key of its copies.
func (s PictureSize) String() string { return [...]string{"", "thumbnail", "screen"}[s] }

// pictureKey is where a copy lies: beside the original, under the original's hash.
func (f File) pictureKey(s PictureSize) string { return f.Key() + "." + s.String() + ".jpg" }

// OpenPicture gives a smaller copy of a picture, a JPEG without anything that its camera wrote into it. It is made when it is
// first asked for. A file out of scope, and one that is no picture, is CodeNotFound; a picture that is too large to unpack, or
// damaged, CodeUnsupportedType with a sentence.
func (s *Service) OpenPicture(ctx context.Context, by access.Actor, id uuid.UUID, size PictureSize) (io.ReadCloser, error) {
	f, err := s.store.file(ctx, by.Scopes(PermissionRead), id)
	if err != nil {
		return nil, err
	}
	if !f.MediaType.IsImage() {
		return nil, apperr.NotFound("picture")
	}
	key := f.pictureKey(size)
	made, err := s.bucket.Fetch(context.WithoutCancel(ctx), key)
	if apperr.CodeOf(err) != apperr.CodeNotFound {
		return made, err
	}
	var small bytes.Buffer
	if err := s.shrink(ctx, f, size, &small); err != nil {
		return nil, err
	}
	if err := s.bucket.Keep(ctx, key, string(JPEG), bytes.NewReader(small.Bytes())); err != nil {
		return nil, err
	}
	return io.NopCloser(&small), nil
}

func (s *Service) shrink(ctx context.Context, f File, size PictureSize, to io.Writer) (err error) {
	content, err := s.bucket.get(ctx, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	original, err := io.ReadAll(io.LimitReader(content, MaxSize))
	if err != nil {
		return fmt.Errorf("read the picture: %w", err)
	}
	err = picturing.Fit(to, bytes.NewReader(original), size.side())
	switch {
	case errors.Is(err, picturing.ErrTooLarge):
		return apperr.UnsupportedType(fieldName, "This picture has more than 50 million pixels, so there is no preview of it. Download it to see it.")
	case errors.Is(err, picturing.ErrUnreadable):
		return apperr.UnsupportedType(fieldName, "This picture is damaged, so there is no preview of it. Download it, or ask for it again.")
	}
	return err
}

// Content opens the bytes that an organisation stored under a hash, for a feature that has made sure that they may be read.
// What is not there is CodeNotFound.
func (s *Service) Content(ctx context.Context, organisationID uuid.UUID, sha256 string) (io.ReadCloser, error) {
	if len(sha256) < 2 {
		return nil, apperr.NotFound("file")
	}
	return s.bucket.Fetch(ctx, File{OrganisationID: organisationID, SHA256: sha256}.Key())
}
