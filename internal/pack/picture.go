package pack

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"bandwise/internal/platform/picture"
)

// pictureSide is how many pixels a picture has on its longer side in the PDF document: enough for A4 at about 240 dots to the
// inch.
const pictureSide = 1_700

// smaller makes the picture at path fit for the document, in its place, and gives its size in bytes.
func smaller(path string) (size int64, err error) {
	content, err := os.Open(path)
	if err != nil {
		return 0, fmt.Errorf("open a picture: %w", err)
	}
	var made bytes.Buffer
	err = errors.Join(picture.Fit(&made, content, pictureSide), content.Close())
	if err != nil {
		return 0, err
	}
	// The original goes only once there is something in its place.
	return int64(made.Len()), os.WriteFile(path+".jpg", made.Bytes(), 0o600)
}
