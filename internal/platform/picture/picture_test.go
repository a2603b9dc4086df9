package picture_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"testing"

	"bandwise/internal/platform/picture"
)

func FuzzFit(f *testing.F) {
	for _, turn := range []byte{1, 6, 9} {
		var taken bytes.Buffer
		if err := jpeg.Encode(&taken, image.NewGray(image.Rect(0, 0, 9, 5)), nil); err != nil {
			f.Fatal(err)
		}
		// Exif after the first two bytes: one entry, the orientation.
		exif := []byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00")
		exif = append(exif, turn, 0, 0, 0, 0, 0, 0)
		f.Add(bytes.Join([][]byte{taken.Bytes()[:2], exif, taken.Bytes()[2:]}, nil))
	}
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, image.NewNRGBA(image.Rect(0, 0, 3, 7))); err != nil {
		f.Fatal(err)
	}
	f.Add(drawn.Bytes())
	f.Fuzz(func(t *testing.T, content []byte) {
		// A larger one only takes longer.
		if c, _, err := image.DecodeConfig(bytes.NewReader(content)); err == nil && c.Width*c.Height > 1<<20 {
			return
		}
		var small bytes.Buffer
		err := picture.Fit(&small, bytes.NewReader(content), 4)
		if err != nil {
			if !errors.Is(err, picture.ErrUnreadable) && !errors.Is(err, picture.ErrTooLarge) {
				t.Fatal(err)
			}
			return
		}
		made, err := jpeg.DecodeConfig(&small)
		if err != nil || made.Width > 4 || made.Height > 4 {
			t.Fatalf("%+v: %v", made, err)
		}
	})
}
